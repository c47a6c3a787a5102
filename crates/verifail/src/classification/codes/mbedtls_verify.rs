//! mbedTLS verification flags.

use super::entry::{mute, says};
use super::{Book, Layout, Names};
use crate::taxonomy::{Reason as R, Stack};

/// mbedTLS verification flags.
pub(in crate::classification) static MBEDTLS_VERIFY: Book = Book {
    name: "mbedtls-verify",
    stack: Stack::Mbedtls,
    source: "Mbed-TLS/mbedtls include/mbedtls/x509.h",
    names: Names::Distinctive,
    by_peer: false,
    layout: Layout::Bits,
    entries: &[
        says(0x1, "MBEDTLS_X509_BADCERT_EXPIRED", R::Expired),
        says(0x2, "MBEDTLS_X509_BADCERT_REVOKED", R::Revoked),
        says(0x4, "MBEDTLS_X509_BADCERT_CN_MISMATCH", R::NameMismatch),
        says(0x8, "MBEDTLS_X509_BADCERT_NOT_TRUSTED", R::UnknownIssuer),
        says(0x10, "MBEDTLS_X509_BADCRL_NOT_TRUSTED", R::RevocationUnavailable),
        says(0x20, "MBEDTLS_X509_BADCRL_EXPIRED", R::RevocationUnavailable),
        says(0x40, "MBEDTLS_X509_BADCERT_MISSING", R::ClientCertRequired),
        mute(0x80, "MBEDTLS_X509_BADCERT_SKIP_VERIFY"),
        says(0x100, "MBEDTLS_X509_BADCERT_OTHER", R::GenericVerifyFailed),
        says(0x200, "MBEDTLS_X509_BADCERT_FUTURE", R::NotYetValid),
        says(0x400, "MBEDTLS_X509_BADCRL_FUTURE", R::RevocationUnavailable),
        says(0x800, "MBEDTLS_X509_BADCERT_KEY_USAGE", R::KeyUsage),
        says(0x1000, "MBEDTLS_X509_BADCERT_EXT_KEY_USAGE", R::EkuMissingOrWrong),
        says(0x2000, "MBEDTLS_X509_BADCERT_NS_CERT_TYPE", R::EkuMissingOrWrong),
        says(0x4000, "MBEDTLS_X509_BADCERT_BAD_MD", R::WeakSignature),
        says(0x8000, "MBEDTLS_X509_BADCERT_BAD_PK", R::UnsupportedSignatureAlgorithm),
        says(0x0001_0000, "MBEDTLS_X509_BADCERT_BAD_KEY", R::WeakKey),
        says(0x0002_0000, "MBEDTLS_X509_BADCRL_BAD_MD", R::RevocationUnavailable),
        says(0x0004_0000, "MBEDTLS_X509_BADCRL_BAD_PK", R::RevocationUnavailable),
        says(0x0008_0000, "MBEDTLS_X509_BADCRL_BAD_KEY", R::RevocationUnavailable),
    ],
};
