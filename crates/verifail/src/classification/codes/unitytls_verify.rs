//! UnityTls verification flags.

use super::entry::{mute, says};
use super::{Book, Layout, Names};
use crate::taxonomy::{Reason as R, Stack};

/// UnityTls verification flags.
pub(in crate::classification) static UNITYTLS_VERIFY: Book = Book {
    name: "unitytls-verify",
    stack: Stack::Unity,
    source: "Unity managed UnityTls bindings; curl vtls/unitytls_interface.h",
    names: Names::Distinctive,
    by_peer: false,
    layout: Layout::Bits,
    entries: &[
        mute(0x0, "UNITYTLS_X509VERIFY_SUCCESS"),
        says(0x1, "UNITYTLS_X509VERIFY_FLAG_EXPIRED", R::Expired),
        says(0x2, "UNITYTLS_X509VERIFY_FLAG_REVOKED", R::Revoked),
        says(0x4, "UNITYTLS_X509VERIFY_FLAG_CN_MISMATCH", R::NameMismatch),
        says(0x8, "UNITYTLS_X509VERIFY_FLAG_NOT_TRUSTED", R::UnknownIssuer),
        says(0x10, "UNITYTLS_X509VERIFY_FLAG_BADCRL_NOT_TRUSTED", R::RevocationUnavailable),
        says(0x20, "UNITYTLS_X509VERIFY_FLAG_BADCRL_EXPIRED", R::RevocationUnavailable),
        says(0x40, "UNITYTLS_X509VERIFY_FLAG_BADCERT_MISSING", R::ClientCertRequired),
        says(0x80, "UNITYTLS_X509VERIFY_FLAG_BADCERT_SKIP_VERIFY", R::TlsConfigError),
        says(0x100, "UNITYTLS_X509VERIFY_FLAG_BADCERT_OTHER", R::GenericVerifyFailed),
        says(0x200, "UNITYTLS_X509VERIFY_FLAG_BADCERT_FUTURE", R::NotYetValid),
        says(0x400, "UNITYTLS_X509VERIFY_FLAG_BADCRL_FUTURE", R::RevocationUnavailable),
        says(0x800, "UNITYTLS_X509VERIFY_FLAG_BADCERT_KEY_USAGE", R::KeyUsage),
        says(0x1000, "UNITYTLS_X509VERIFY_FLAG_BADCERT_EXT_KEY_USAGE", R::EkuMissingOrWrong),
        says(0x2000, "UNITYTLS_X509VERIFY_FLAG_BADCERT_NS_CERT_TYPE", R::EkuMissingOrWrong),
        says(0x4000, "UNITYTLS_X509VERIFY_FLAG_BADCERT_BAD_MD", R::WeakSignature),
        says(0x8000, "UNITYTLS_X509VERIFY_FLAG_BADCERT_BAD_PK", R::WeakKey),
        says(0x0001_0000, "UNITYTLS_X509VERIFY_FLAG_BADCERT_BAD_KEY", R::WeakKey),
        says(0x0001_0000, "UNITYTLS_X509VERIFY_FLAG_USER_ERROR1", R::GenericVerifyFailed),
        says(0x0002_0000, "UNITYTLS_X509VERIFY_FLAG_BADCRL_BAD_MD", R::RevocationUnavailable),
        says(0x0002_0000, "UNITYTLS_X509VERIFY_FLAG_USER_ERROR2", R::GenericVerifyFailed),
        says(0x0004_0000, "UNITYTLS_X509VERIFY_FLAG_USER_ERROR3", R::GenericVerifyFailed),
        says(0x0008_0000, "UNITYTLS_X509VERIFY_FLAG_USER_ERROR4", R::GenericVerifyFailed),
        says(0x0010_0000, "UNITYTLS_X509VERIFY_FLAG_USER_ERROR5", R::GenericVerifyFailed),
        says(0x0020_0000, "UNITYTLS_X509VERIFY_FLAG_USER_ERROR6", R::GenericVerifyFailed),
        says(0x0040_0000, "UNITYTLS_X509VERIFY_FLAG_USER_ERROR7", R::GenericVerifyFailed),
        says(0x0080_0000, "UNITYTLS_X509VERIFY_FLAG_USER_ERROR8", R::GenericVerifyFailed),
        says(0x0800_0000, "UNITYTLS_X509VERIFY_FLAG_UNKNOWN_ERROR", R::GenericVerifyFailed),
        says(0x8000_0000, "UNITYTLS_X509VERIFY_NOT_DONE", R::GenericHandshakeFailure),
        says(0xFFFF_FFFF, "UNITYTLS_X509VERIFY_FATAL_ERROR", R::GenericHandshakeFailure),
    ],
};
