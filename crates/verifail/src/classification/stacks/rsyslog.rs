//! rsyslog's network streams over GnuTLS or OpenSSL, and chrony's NTS: sender and receiver have the same words.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_either().seen("rsyslog runtime/nsd_gtls.c, nsd_ossl.c 3.19-8.2504")
}

const fn chrony(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Chrony).seen("chrony tls_gnutls.c, nts_ke_session.c 4.0-4.6")
}

/// Texts of rsyslog and chrony.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Rsyslog,
    rows: &[
        says("not permitted to talk to peer", R::GenericVerifyFailed),
        says("certificate invalid: certificate expired", R::Expired),
        says("certificate invalid: certificate revoked", R::Revoked),
        says("certificate invalid: signer not found", R::UnknownIssuer),
        says("certificate invalid: signer is not a CA", R::CaViolation),
        says("certificate invalid: insecure algorithm", R::WeakSignature),
        says("certificate invalid: not activated", R::NotYetValid),
        says("certificate not yet active", R::NotYetValid).faint(),
        says("peer did not provide a certificate, not permitted to talk to it", R::ClientCertRequired),
        says("peer name not authorized - not permitted to talk to it", R::NameMismatch),
        says("peer name not authorized", R::NameMismatch),
        says("error: peer fingerprint", R::PinMismatch),
        says("we are not permitted to talk to it", R::GenericVerifyFailed).faint(),
        says("gnutls returned error on handshake", R::GenericHandshakeFailure).faint(),
        says("error on handshake: The TLS connection was non-properly terminated", R::HandshakeEof),
        says("error on handshake: Error in the pull function", R::HandshakeReset),
        says("error on handshake: Error in the push function", R::HandshakeReset),
        says("ca certificate is not set, cannot continue", R::TlsConfigError),
        says("error reading certificate file", R::LocalCredentialError).faint(),
        says("error adding our certificate", R::LocalCredentialError),
        says("TLS library does not support X509-auth", R::TlsConfigError),
        Row::new("gnutls returned error on handshake")
            .by_server()
            .seen("AcceptConnReq; a client says unexpected GnuTLS error"),
        says("gnutls error -110: The TLS connection was non-properly terminated", R::HandshakeEof),
        Row::new("imrelp[").by_server(),
        Row::new("omrelp[").by_client(),
        says("failed to process incoming connection with error -2083", R::GenericHandshakeFailure).by_server().faint(),
        says("failed to process incoming connection with error -2085", R::ClientCertRequired).by_server(),
        Row::new("rsyslogd").by_either(),
        Row::new("nsd_gtls").by_either(),
        Row::new("nsd_ossl").by_either(),
        // chrony.
        chrony("TLS handshake with * failed", R::GenericHandshakeFailure).by_client().faint(),
        chrony("NTS-KE session with * timed out", R::HandshakeTimeout),
        chrony("Could not set credentials", R::LocalCredentialError),
        chrony("Missing NTS-KE response", R::HandshakeEof).faint(),
        Row::new("NTS-KE").from(Stack::Chrony),
        Row::new("chronyd[").from(Stack::Chrony),
    ],
};
