//! Python's verifiers of certification paths without OpenSSL: certvalidator with its successors, and cryptography's.

use super::super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

/// What stands behind `The path could not be validated because`, of any certificate of the path.
macro_rules! because {
    ($($text:literal => $reason:ident;)+) => {
        &[$(
            Row::new(concat!("The path could not be validated because ", $text))
                .means(R::$reason)
                .offline()
                .seen("certvalidator 0.9-0.11, pyhanko-certvalidator 0.15-0.29")
        ),+]
    };
}

const fn webpki(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).offline().seen("cryptography 42-46: cryptography-x509-verification")
}

/// What certvalidator raises.
pub(in crate::classification) static BECAUSE: StackRows = StackRows {
    stack: Stack::Python,
    rows: because! {
        "" => GenericVerifyFailed;
        "*certificate* expired" => Expired;
        "*certificate* is not valid until" => NotYetValid;
        "the signature of * could not be verified" => BadSignature;
        "the signature of * uses the weak hash algorithm" => WeakSignature;
        "the signature of * uses the unsupported algorithm" => UnsupportedSignatureAlgorithm;
        "*issuer name could not be matched" => IssuerMismatch;
        "*is not a CA" => CaViolation;
        "*is not allowed to sign certificates" => KeyUsage;
        "it exceeds the maximum path length" => PathLength;
        "*unsupported critical extension" => UnhandledCriticalExtension;
        "*was revoked at" => Revoked;
        "there is no valid set of policies" => Policy;
        "not all names of * are in the permitted namespace" => NameConstraints;
        "some names of * are excluded from the namespace" => NameConstraints;
        "no revocation information could be found" => RevocationUnavailable;
        "*revocation checks failed" => OcspResponseBad;
    },
};

/// What the verifier of cryptography raises.
pub(in crate::classification) static VERIFIED: StackRows = StackRows {
    stack: Stack::Python,
    rows: &[
        Row::new("VerificationError: validation failed:").means(R::GenericVerifyFailed).faint().offline(),
        webpki(
            "validation failed: *certificate contains unaccounted-for critical extensions",
            R::UnhandledCriticalExtension,
        ),
        webpki("VerificationError: validation failed: *no permitted name constraints matched SAN", R::NameConstraints),
        webpki("VerificationError: validation failed: *excluded name constraint matched SAN", R::NameConstraints),
        webpki("VerificationError: validation failed: *required EKU not found", R::EkuMissingOrWrong),
        webpki("VerificationError: validation failed: *certificate has no matching subjectAltName", R::NameMismatch),
        webpki("VerificationError: validation failed: *cert is not valid at validation time", R::ExpiredOrNotYetValid),
        webpki(
            "VerificationError: validation failed: *all candidates exhausted with no interior errors",
            R::UnknownIssuer,
        ),
        webpki("VerificationError: validation failed: *chain construction exceeds max depth", R::ChainLimits),
        webpki("VerificationError: validation failed: *Certificate is missing required extension", R::ProfileViolation),
        webpki("VerificationError: validation failed: *Forbidden public key algorithm", R::ProfileViolation),
        webpki("VerificationError: validation failed: *Forbidden signature algorithm", R::ProfileViolation),
        webpki("VerificationError: validation failed: *serial number cannot be negative", R::ProfileViolation),
        webpki("VerificationError: validation failed: *signature does not match", R::BadSignature),
        webpki("VerificationError: validation failed: *path length constraint violated", R::PathLength),
    ],
};
