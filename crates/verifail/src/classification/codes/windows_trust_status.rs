//! CERT_TRUST_STATUS error flags, which X509ChainStatusFlags mirror.

use super::entry::{mute, says};
use super::{Book, Layout, Names};
use crate::taxonomy::{Reason as R, Stack};

/// CERT_TRUST_STATUS error flags, which X509ChainStatusFlags mirror.
pub(in crate::classification) static WINDOWS_TRUST_STATUS: Book = Book {
    name: "windows-trust-status",
    stack: Stack::Schannel,
    source: "windows-sys Win32::Security::Cryptography",
    names: Names::Distinctive,
    by_peer: false,
    layout: Layout::Bits,
    entries: &[
        says(0x1, "CERT_TRUST_IS_NOT_TIME_VALID", R::ExpiredOrNotYetValid),
        says(0x2, "CERT_TRUST_IS_NOT_TIME_NESTED", R::ProfileViolation),
        says(0x4, "CERT_TRUST_IS_REVOKED", R::Revoked),
        says(0x8, "CERT_TRUST_IS_NOT_SIGNATURE_VALID", R::BadSignature),
        says(0x10, "CERT_TRUST_IS_NOT_VALID_FOR_USAGE", R::EkuMissingOrWrong),
        says(0x20, "CERT_TRUST_IS_UNTRUSTED_ROOT", R::UntrustedRoot),
        says(0x40, "CERT_TRUST_REVOCATION_STATUS_UNKNOWN", R::RevocationUnavailable),
        says(0x80, "CERT_TRUST_IS_CYCLIC", R::ChainLimits),
        says(0x100, "CERT_TRUST_INVALID_EXTENSION", R::Malformed),
        says(0x200, "CERT_TRUST_INVALID_POLICY_CONSTRAINTS", R::Policy),
        says(0x400, "CERT_TRUST_INVALID_BASIC_CONSTRAINTS", R::CaViolation),
        says(0x800, "CERT_TRUST_INVALID_NAME_CONSTRAINTS", R::NameConstraints),
        says(0x1000, "CERT_TRUST_HAS_NOT_SUPPORTED_NAME_CONSTRAINT", R::NameConstraints),
        says(0x2000, "CERT_TRUST_HAS_NOT_DEFINED_NAME_CONSTRAINT", R::NameConstraints),
        says(0x4000, "CERT_TRUST_HAS_NOT_PERMITTED_NAME_CONSTRAINT", R::NameConstraints),
        says(0x8000, "CERT_TRUST_HAS_EXCLUDED_NAME_CONSTRAINT", R::NameConstraints),
        says(0x0001_0000, "CERT_TRUST_IS_PARTIAL_CHAIN", R::MissingIntermediate),
        mute(0x0002_0000, "CERT_TRUST_CTL_IS_NOT_TIME_VALID"),
        mute(0x0004_0000, "CERT_TRUST_CTL_IS_NOT_SIGNATURE_VALID"),
        mute(0x0008_0000, "CERT_TRUST_CTL_IS_NOT_VALID_FOR_USAGE"),
        says(0x0010_0000, "CERT_TRUST_HAS_WEAK_SIGNATURE", R::WeakSignature),
        says(0x0020_0000, "CERT_TRUST_HAS_WEAK_HYGIENE", R::WeakSignature),
        says(0x0100_0000, "CERT_TRUST_IS_OFFLINE_REVOCATION", R::RevocationUnavailable),
        says(0x0200_0000, "CERT_TRUST_NO_ISSUANCE_CHAIN_POLICY", R::Policy),
        says(0x0400_0000, "CERT_TRUST_IS_EXPLICIT_DISTRUST", R::ExplicitlyDistrusted),
        says(0x0800_0000, "CERT_TRUST_HAS_NOT_SUPPORTED_CRITICAL_EXT", R::UnhandledCriticalExtension),
    ],
};
