//! Botan: what its validation of a path resulted in, alone and behind the words of its TLS.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

/// Results, as words that others have too, behind words that only Botan has.
macro_rules! results {
    ($($text:literal => $reason:ident;)+) => {
        &[$(
            Row::new(concat!("Certificate validation failure: ", $text))
                .means(R::$reason)
                .seen("botan src/lib/x509/cert_status.cpp, src/lib/tls 1.11-3.9")
        ),+]
    };
}

const fn tls(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_server().seen("botan src/lib/tls 2-3.9")
}

/// Results of validation.
pub(super) static RESULTS: StackRows = StackRows {
    stack: Stack::Shared,
    rows: results! {
        "CA certificate not allowed to issue certs" => CaViolation;
        "Cannot establish trust" => UnknownIssuer;
        "Certificate chain does not end in a CA certificate" => UnknownIssuer;
        "Certificate chain too long" => PathLength;
        "Certificate contains duplicate policy" => Policy;
        "Certificate does not allow the requested usage" => EkuMissingOrWrong;
        "Certificate does not match provided name" => NameMismatch;
        "Certificate does not pass name constraint" => NameConstraints;
        "Certificate has expired" => Expired;
        "Certificate is not yet valid" => NotYetValid;
        "Certificate is revoked" => Revoked;
        "Certificate issuer does not match subject of issuing cert" => IssuerMismatch;
        "Certificate issuer not found" => UnknownIssuer;
        "Certificate policy error" => Policy;
        "Certificate public key invalid" => Malformed;
        "Certificate signed with unknown/unavailable algorithm" => UnsupportedSignatureAlgorithm;
        "CRL bad signature" => RevocationUnavailable;
        "CRL has expired" => RevocationUnavailable;
        "CRL response is not yet valid" => RevocationUnavailable;
        "Duplicate certificate extension encountered" => Malformed;
        "Exceeded search limitations while pathfinding" => ChainLimits;
        "Hash function used is considered too weak for security" => WeakSignature;
        "Loop in certificate chain" => ChainLimits;
        "No revocation data" => RevocationUnavailable;
        "OCSP bad status" => OcspResponseBad;
        "OCSP cert not listed" => OcspResponseBad;
        "OCSP is not yet valid" => OcspResponseBad;
        "OCSP response has expired" => OcspResponseBad;
        "OCSP response is too old" => OcspResponseBad;
        "OCSP server not available" => RevocationUnavailable;
        "OCSP signature error" => OcspResponseBad;
        "Signature error" => BadSignature;
        "Signature method too weak" => WeakKey;
        "Unknown critical extension encountered" => UnhandledCriticalExtension;
    },
};

/// Texts of its TLS.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Shared,
    rows: &[
        tls("No shared TLS version", R::ProtocolVersion),
        tls("No shared DTLS version", R::ProtocolVersion),
        tls("No shared ECC group with client", R::NoSharedParams),
        tls("Client did not offer any acceptable group", R::NoSharedParams),
        tls("Policy refuses to accept signing with any hash supported by client", R::NoSharedParams),
    ],
};
