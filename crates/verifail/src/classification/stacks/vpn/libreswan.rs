//! Libreswan's pluto over NSS: certificates of IKE, by words that either side prints.

use super::super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

/// Of the peer's certificate: either side of IKE may say it.
const fn peer(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).offline().at(Hop::Direct).seen("Libreswan 3-5: programs/pluto, lib/libswan")
}

/// Of its own files and database.
const fn own(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).at(Hop::Local).seen("Libreswan 3-5: programs/pluto, lib/libswan")
}

/// Texts of Libreswan.
pub(in super::super) static ROWS: StackRows = StackRows {
    stack: Stack::Nss,
    rows: &[
        Row::new("pluto["),
        Row::new("ipsec pluto"),
        Row::new("libreswan"),
        // Whose certificate it is.
        peer("No matching subjectAltName found", R::NameMismatch),
        peer("certificate does not contain ID_* subjectAltName=", R::NameMismatch),
        peer("certificate does not contain subjectAltName=", R::NameMismatch),
        peer("certificate subjectAltName extension does not match", R::NameMismatch),
        peer("certificate contains no subjectAltName extension to match", R::NoSan),
        peer("peer certificate subjectAltname does not match", R::NameMismatch),
        peer("Peer public key SubjectAltName does not match peer ID", R::NameMismatch),
        peer("Peer ID '*' mismatched on first found connection", R::NameMismatch).faint(),
        peer("Peer ID '*' is not specified on the certificate SubjectAltName", R::NameMismatch),
        peer("No matching SubjectAltName", R::NameMismatch),
        // What is wrong with it.
        peer("Certificate CN=* failed verification", R::GenericVerifyFailed).faint(),
        peer("certificate * failed verification", R::GenericVerifyFailed).faint(),
        peer("X509: certificate payload rejected for this connection", R::GenericVerifyFailed).faint(),
        peer("X509: Certificate rejected for this connection", R::GenericVerifyFailed).faint(),
        peer("NSS: end certificate invalid", R::GenericVerifyFailed).faint(),
        peer("X509: no EE-cert in chain!", R::GenericVerifyFailed),
        peer("end cert is a root certificate!", R::CaViolation),
        peer("cannot use peer CA certificate", R::CaViolation),
        peer("authentication failed: no certificate matched", R::GenericVerifyFailed),
        peer("FIPS: rejecting peer cert with key size", R::WeakKey),
        peer("crl-strict=yes and Certificate Revocation List (CRL) is expired or missing", R::RevocationUnavailable),
        peer("missing or expired CRL", R::RevocationUnavailable),
        peer("decoding certificate payload using CERT_NewTempCertificate() failed", R::Malformed),
        peer("extracting certificate public key using CERT_ExtractPublicKey() failed", R::Malformed),
        peer("Wrapped PKCS7 certificate payload could not be decoded", R::Malformed),
        peer("certificate verified OK:", R::TlsNotFailure).faint(),
        // Its own.
        own("not found in the NSS database", R::LocalCredentialError),
        own("did not match a certificate in the NSS database", R::LocalCredentialError),
        own("certificate '*' pubkey could not be loaded", R::LocalCredentialError),
        own("no private key matching * certificate", R::LocalCredentialError),
        own("NSS: cert private key not found", R::LocalCredentialError),
        own("Failed to find our RSA key", R::LocalCredentialError).seen("3"),
        own("FIPS: rejecting * certificate '*' with key size", R::WeakKey),
        own("no Certificate Authority in NSS Certificate DB", R::TrustStoreUnavailable),
        own("located CA cert * for CERTREQ is not a CA", R::CaViolation),
        own("NSS: OCSP initialization failed", R::TlsConfigError),
    ],
};
