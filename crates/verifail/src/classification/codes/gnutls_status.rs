//! GnuTLS certificate status flags.

use super::entry::says;
use super::{Book, Layout, Names};
use crate::taxonomy::{Reason as R, Stack};

/// GnuTLS certificate status flags.
pub(in crate::classification) static GNUTLS_STATUS: Book = Book {
    name: "gnutls-status",
    stack: Stack::Gnutls,
    source: "gnutls/gnutls lib/includes/gnutls/gnutls.h.in",
    names: Names::Distinctive,
    by_peer: false,
    layout: Layout::Bits,
    entries: &[
        says(0x2, "GNUTLS_CERT_INVALID", R::GenericVerifyFailed),
        says(0x20, "GNUTLS_CERT_REVOKED", R::Revoked),
        says(0x40, "GNUTLS_CERT_SIGNER_NOT_FOUND", R::UnknownIssuer),
        says(0x80, "GNUTLS_CERT_SIGNER_NOT_CA", R::CaViolation),
        says(0x100, "GNUTLS_CERT_INSECURE_ALGORITHM", R::WeakSignature),
        says(0x200, "GNUTLS_CERT_NOT_ACTIVATED", R::NotYetValid),
        says(0x400, "GNUTLS_CERT_EXPIRED", R::Expired),
        says(0x800, "GNUTLS_CERT_SIGNATURE_FAILURE", R::BadSignature),
        says(0x1000, "GNUTLS_CERT_REVOCATION_DATA_SUPERSEDED", R::RevocationUnavailable),
        says(0x4000, "GNUTLS_CERT_UNEXPECTED_OWNER", R::NameMismatch),
        says(0x8000, "GNUTLS_CERT_REVOCATION_DATA_ISSUED_IN_FUTURE", R::RevocationUnavailable),
        says(0x0001_0000, "GNUTLS_CERT_SIGNER_CONSTRAINTS_FAILURE", R::NameConstraints),
        says(0x0002_0000, "GNUTLS_CERT_MISMATCH", R::PinMismatch),
        says(0x0004_0000, "GNUTLS_CERT_PURPOSE_MISMATCH", R::EkuMissingOrWrong),
        says(0x0008_0000, "GNUTLS_CERT_MISSING_OCSP_STATUS", R::OcspResponseBad),
        says(0x0010_0000, "GNUTLS_CERT_INVALID_OCSP_STATUS", R::OcspResponseBad),
        says(0x0020_0000, "GNUTLS_CERT_UNKNOWN_CRIT_EXTENSIONS", R::UnhandledCriticalExtension),
    ],
};
