//! What Bouncy Castle says of certification paths: its validators of RFC 3280 and 5280, its checks of revocation, and
//! what its TLS demands of a certificate's keys.

use super::super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("bc-java RFC3280CertPathUtilities, PKIXCertPathValidatorSpi 1.40-1.85")
}

const fn constraint(text: &'static str) -> Row {
    Row::new(text).means(R::NameConstraints).seen("bc-java PKIXNameConstraintValidator 1.40-1.85")
}

const fn ocsp(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("bc-java ProvOcspRevocationChecker, OcspCache 1.66-1.85")
}

const fn reviewed(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("bc-java CertPathReviewerMessages.properties 1.46-1.85")
}

const fn checked(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("bc-java ProvAlgorithmChecker 1.61-1.85")
}

/// Texts about certification paths.
pub(in super::super) static ROWS: StackRows = StackRows {
    stack: Stack::BouncyCastle,
    rows: &[
        // Validators.
        says("AnnotatedException: Not a CA certificate", R::CaViolation),
        says("ExtCertPathValidatorException: Not a CA certificate", R::CaViolation),
        says("CertPathValidatorException: Not a CA certificate", R::CaViolation),
        says("Intermediate certificate lacks BasicConstraints", R::CaViolation),
        says("Version 1 certificates can't be used as CA ones", R::CaViolation),
        says("Issuer certificate keyusage extension is critical and does not permit key signing", R::KeyUsage),
        says("IssuerName(*) does not match SubjectName(*) of signing certificate", R::IssuerMismatch),
        says("Could not validate certificate signature", R::BadSignature),
        says("Could not validate time of certificate", R::ExpiredOrNotYetValid),
        says("No valid policy tree found when one expected", R::Policy),
        says("Explicit policy requested but none available", R::Policy),
        says("Path processing failed on policy", R::Policy),
        says("TrustAnchor found but certificate validation failed", R::BadSignature),
        says("Certificate issuer for certificate in certification path not found", R::UnknownIssuer),
        says("Certificate status could not be determined", R::RevocationUnavailable),
        says("No CRLs found for issuer", R::RevocationUnavailable),
        says("No valid CRL found", R::RevocationUnavailable),
        says("No valid CRL for current time found", R::RevocationUnavailable),
        says("Cannot find matching CRL issuer for certificate", R::RevocationUnavailable),
        says("CertPath for CRL signer failed to validate", R::RevocationUnavailable),
        says("Cannot verify CRL.", R::RevocationUnavailable),
        // Names.
        says("Subtree check for certificate subject", R::NameConstraints),
        constraint("is not from a permitted subtree"),
        constraint("is from an excluded subtree"),
        // Revocation.
        ocsp("OCSP response failed to validate", R::OcspResponseBad),
        ocsp("OCSP response failure: ", R::OcspResponseBad),
        ocsp("OCSP response expired", R::OcspResponseBad),
        ocsp("OCSP response not yet valid", R::OcspResponseBad),
        ocsp("OCSP responder certificate not found", R::OcspResponseBad),
        ocsp("nonce mismatch in OCSP response", R::OcspResponseBad),
        ocsp("responder certificate does not match responderID", R::OcspResponseBad),
        ocsp("responder certificate not valid for signing OCSP responses", R::OcspResponseBad).decisive(),
        ocsp("unable to process OCSP response", R::OcspResponseBad),
        ocsp("no OCSP response found for", R::RevocationUnavailable),
        ocsp("unable to get OCSP response from", R::RevocationUnavailable),
        ocsp("certificate revoked, reason=(", R::Revoked),
        ocsp("certificate revoked, details unknown", R::Revoked),
        // The provider's own checks.
        checked("Certificate doesn't support '*' ExtendedKeyUsage", R::EkuMissingOrWrong),
        checked("Certificate doesn't support '*' KeyUsage", R::KeyUsage),
        checked("Public key not permitted for '*' KeyUsage", R::WeakKey),
        checked("Signature algorithm '*' not permitted with given parameters", R::WeakSignature),
        checked("Unable to construct a valid chain", R::UnknownIssuer),
        // Reviews of paths.
        reviewed("Name constraint error:", R::NameConstraints),
        reviewed("Name constraint checking failed:", R::NameConstraints),
        reviewed("Certificate path invalid: Maximum path length extended", R::PathLength),
        reviewed("The certificate contains the unknown critical extension", R::UnhandledCriticalExtension),
        reviewed("Policy checking failed:", R::Policy),
        reviewed("Intermediate certificate is no CA certificate", R::CaViolation),
        reviewed("Intermediate certificate has no basic constraints", R::CaViolation),
        reviewed("The certificate key can not be used for signing certificates", R::KeyUsage),
        reviewed("CA that is not in the the trusted-root-certificate-store", R::UntrustedRoot),
        reviewed("Can not verify the certificate signature: Issuer public key is unknown", R::UnknownIssuer),
        // TLS.
        says("found no selectable cipher suite", R::NoSharedCipher).by_server(),
        says("handshake_failure(40); No selectable cipher suite", R::NoSharedCipher).by_server(),
        says("Certificate chain longer than maximum (", R::ChainLimits),
        says("Handshake message length exceeds the maximum:", R::ChainLimits),
        says("Server extensions missing TLS Feature", R::OcspResponseBad).by_client(),
        says("Server certificate changed unsafely in renegotiation", R::ProtocolViolation).by_client(),
    ],
};
