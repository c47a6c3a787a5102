//! Contents of the object identifiers that worlds write.

use crate::world::{PolicyId, Purpose};

pub(crate) const COMMON_NAME: &[u8] = &[0x55, 4, 3];
pub(crate) const EMAIL_ADDRESS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 9, 1];
pub(crate) const SUBJECT_KEY_IDENTIFIER: &[u8] = &[0x55, 0x1d, 14];
pub(crate) const KEY_USAGE: &[u8] = &[0x55, 0x1d, 15];
pub(crate) const SUBJECT_ALT_NAME: &[u8] = &[0x55, 0x1d, 17];
pub(crate) const BASIC_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 19];
pub(crate) const CRL_NUMBER: &[u8] = &[0x55, 0x1d, 20];
pub(crate) const NAME_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 30];
pub(crate) const CERTIFICATE_POLICIES: &[u8] = &[0x55, 0x1d, 32];
pub(crate) const POLICY_MAPPINGS: &[u8] = &[0x55, 0x1d, 33];
pub(crate) const AUTHORITY_KEY_IDENTIFIER: &[u8] = &[0x55, 0x1d, 35];
pub(crate) const POLICY_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 36];
pub(crate) const EXTENDED_KEY_USAGE: &[u8] = &[0x55, 0x1d, 37];
pub(crate) const INHIBIT_ANY_POLICY: &[u8] = &[0x55, 0x1d, 54];
pub(crate) const AUTHORITY_INFO_ACCESS: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 1, 1];
pub(crate) const CA_ISSUERS: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 0x30, 2];
/// 1.3.6.1.4.1.55555.2: an extension that nobody knows.
pub(crate) const UNKNOWN: &[u8] = &[0x2b, 6, 1, 4, 1, 0x83, 0xb2, 3, 2];
/// 1.3.6.1.4.1.55555.3: a type of otherName, a qualifier, a key algorithm, a signature algorithm that nobody knows.
pub(crate) const NOBODYS: &[u8] = &[0x2b, 6, 1, 4, 1, 0x83, 0xb2, 3, 3];
/// 1.3.6.1.4.1.55555.4: registered identifiers.
pub(crate) const REGISTERED: &[u8] = &[0x2b, 6, 1, 4, 1, 0x83, 0xb2, 3, 4];

/// The contents of a purpose's object identifier.
pub const fn purpose_id(purpose: Purpose) -> &'static [u8] {
    match purpose {
        Purpose::Any => &[0x55, 0x1d, 37, 0],
        Purpose::ServerAuth => &[0x2b, 6, 1, 5, 5, 7, 3, 1],
        Purpose::ClientAuth => &[0x2b, 6, 1, 5, 5, 7, 3, 2],
        Purpose::CodeSigning => &[0x2b, 6, 1, 5, 5, 7, 3, 3],
        Purpose::EmailProtection => &[0x2b, 6, 1, 5, 5, 7, 3, 4],
        Purpose::TimeStamping => &[0x2b, 6, 1, 5, 5, 7, 3, 8],
        Purpose::OcspSigning => &[0x2b, 6, 1, 5, 5, 7, 3, 9],
        Purpose::ServerGatedCrypto => &[0x60, 0x86, 0x48, 1, 0x86, 0xf8, 0x42, 4, 1],
        Purpose::Unknown => &[0x2b, 6, 1, 4, 1, 0x83, 0xb2, 3, 7],
    }
}

/// The contents of a certificate policy's object identifier; 0 is anyPolicy.
pub fn policy_id(policy: PolicyId) -> Vec<u8> {
    match policy {
        0 => vec![0x55, 0x1d, 32, 0],
        // One octet an arc: numbers up to 127.
        number => vec![0x2b, 6, 1, 4, 1, 0x83, 0xb2, 3, 1, number & 0x7f],
    }
}
