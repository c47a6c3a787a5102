//! What macOS and iOS log of a trust evaluation: the names of the checks that a certificate failed, by its place in the path.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn check(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("Security OSX/sec/Security/SecPolicyChecks.list")
}

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
        // The checks.
        check("Trust evaluate failure: [*AnchorTrusted", R::UntrustedRoot),
        check("Trust evaluate failure: [*SSLHostname", R::NameMismatch),
        check("Trust evaluate failure: [*TemporalValidity", R::ExpiredOrNotYetValid),
        check("Trust evaluate failure: [*ValidLeaf", R::ExpiredOrNotYetValid),
        check("Trust evaluate failure: [*ValidIntermediates", R::ExpiredOrNotYetValid),
        check("Trust evaluate failure: [*ValidRoot", R::ExpiredOrNotYetValid),
        check("Trust evaluate failure: [*MissingIntermediate", R::MissingIntermediate),
        check("Trust evaluate failure: [*ExtendedKeyUsage", R::EkuMissingOrWrong),
        check("Trust evaluate failure: [*ServerAuthEKU", R::EkuMissingOrWrong),
        check("Trust evaluate failure: [*KeyUsage", R::KeyUsage),
        check("Trust evaluate failure: [*BasicConstraints", R::CaViolation),
        check("Trust evaluate failure: [*NameConstraints", R::NameConstraints),
        check("Trust evaluate failure: [*PolicyConstraints", R::Policy),
        check("Trust evaluate failure: [*Revocation", R::Revoked),
        check("Trust evaluate failure: [*RevocationResponseRequired", R::RevocationUnavailable),
        check("Trust evaluate failure: [*CTRequired", R::CtMissing),
        check("Trust evaluate failure: [*SystemTrustedCTRequired", R::CtMissing),
        check("Trust evaluate failure: [*WeakKeySize", R::WeakKey),
        check("Trust evaluate failure: [*KeySize", R::WeakKey),
        check("Trust evaluate failure: [*SystemTrustedWeakKey", R::WeakKey),
        check("Trust evaluate failure: [*WeakSignature", R::WeakSignature),
        check("Trust evaluate failure: [*SignatureHashAlgorithms", R::WeakSignature),
        check("Trust evaluate failure: [*SystemTrustedWeakHash", R::WeakSignature),
        check("Trust evaluate failure: [*CriticalExtensions", R::UnhandledCriticalExtension),
        check("Trust evaluate failure: [*UnparseableExtension", R::Malformed),
        check("Trust evaluate failure: [*DuplicateExtension", R::ProfileViolation),
        check("Trust evaluate failure: [*BlackListedLeaf", R::ExplicitlyDistrusted),
        check("Trust evaluate failure: [*BlackListedKey", R::ExplicitlyDistrusted),
        check("Trust evaluate failure: [*GrayListed", R::ExplicitlyDistrusted),
        check("Trust evaluate failure: [*OtherTrustValidityPeriod", R::ValidityTooLong),
        check("Trust evaluate failure: [*SystemTrustValidityPeriod", R::ValidityTooLong),
        check("Trust evaluate failure: [*ValidityPeriodMaximums", R::ValidityTooLong),
        check("Trust evaluate failure: [*PinningRequired", R::PinMismatch),
        check("Trust evaluate failure: [*AnchorSHA256", R::PinMismatch),
        check("Trust evaluate failure: [*ChainLength", R::PathLength),
        // nscurl's diagnosis of App Transport Security.
        Row::new("nscurl").by_client(),
        Row::new("ATS Default Connection*Result : PASS").means(R::TlsNotFailure).faint().by_client().seen("nscurl"),
    ],
};
