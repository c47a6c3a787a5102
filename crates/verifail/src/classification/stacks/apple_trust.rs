//! What macOS and iOS log of a trust evaluation: the names of the checks that a certificate failed, by its place in the
//! path.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn check(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("Security OSX/sec/Security/SecPolicyChecks.list")
}

/// Rows of what names the checks that failed, behind the words of either version.
macro_rules! checks {
    ($($name:literal => $reason:ident;)+) => {
        &[$(
            check(concat!("Trust evaluate failure: [*", $name), R::$reason),
            check(concat!("SecTrustEvaluate [*", $name), R::$reason)
        ),+]
    };
}

/// The checks.
pub(super) static CHECKS: StackRows = StackRows {
    stack: Stack::Apple,
    rows: checks! {
        "AnchorTrusted" => UntrustedRoot;
        "SSLHostname" => NameMismatch;
        "TemporalValidity" => ExpiredOrNotYetValid;
        "ValidLeaf" => ExpiredOrNotYetValid;
        "ValidIntermediates" => ExpiredOrNotYetValid;
        "ValidRoot" => ExpiredOrNotYetValid;
        "MissingIntermediate" => MissingIntermediate;
        "ExtendedKeyUsage" => EkuMissingOrWrong;
        "ServerAuthEKU" => EkuMissingOrWrong;
        "KeyUsage" => KeyUsage;
        "BasicConstraints" => CaViolation;
        "NameConstraints" => NameConstraints;
        "PolicyConstraints" => Policy;
        "Revocation" => Revoked;
        "RevocationResponseRequired" => RevocationUnavailable;
        "CTRequired" => CtMissing;
        "SystemTrustedCTRequired" => CtMissing;
        "WeakKeySize" => WeakKey;
        "KeySize" => WeakKey;
        "SystemTrustedWeakKey" => WeakKey;
        "WeakSignature" => WeakSignature;
        "SignatureHashAlgorithms" => WeakSignature;
        "SystemTrustedWeakHash" => WeakSignature;
        "CriticalExtensions" => UnhandledCriticalExtension;
        "UnparseableExtension" => Malformed;
        "DuplicateExtension" => ProfileViolation;
        "BlackListedLeaf" => ExplicitlyDistrusted;
        "BlackListedKey" => ExplicitlyDistrusted;
        "GrayListed" => ExplicitlyDistrusted;
        "OtherTrustValidityPeriod" => ValidityTooLong;
        "SystemTrustValidityPeriod" => ValidityTooLong;
        "ValidityPeriodMaximums" => ValidityTooLong;
        "PinningRequired" => PinMismatch;
        "AnchorSHA256" => PinMismatch;
        "ChainLength" => PathLength;
    },
};

/// Texts of trust evaluations.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Apple,
    rows: &[
        // What logs it.
        check("Trust evaluate failure:", R::GenericVerifyFailed).faint(),
        check("ATS Violation", R::GenericVerifyFailed).faint(),
        check("ATS failed system trust", R::GenericVerifyFailed).faint(),
        check("system TLS Trust evaluation failed", R::GenericVerifyFailed).faint(),
        Row::new("nw_connection").by_client(),
        Row::new("nw_endpoint_").by_client(),
        Row::new("nw_protocol_").by_client(),
        Row::new("nw_socket_").by_client(),
        Row::new("SecTrust").by_client(),
        // nscurl's diagnosis of App Transport Security.
        Row::new("nscurl").by_client(),
        Row::new("ATS Default Connection*Result : PASS").means(R::TlsNotFailure).faint().by_client().seen("nscurl"),
    ],
};
