//! rsyslog's network streams over GnuTLS or OpenSSL, and chrony's NTS: sender and receiver have the same words.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

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
        Row::new("GnuTLS handshake retry returned error").by_server().seen("doRetry, which only listeners come to"),
        says("gnutls error -110: The TLS connection was non-properly terminated", R::HandshakeEof),
        Row::new("imrelp[").by_server(),
        Row::new("omrelp[").by_client(),
        Row::new("lstn *: conn to clt").by_server().seen("librelp"),
        Row::new("Certificate validation DISABLED but Error at depth")
            .means(R::TlsNotFailure)
            .decisive()
            .at(Hop::Direct)
            .from(Stack::Openssl),
        says("TLS handshake failed [gnutls error -54: Error in the pull function.]", R::HandshakeReset),
        says("imrelp[*error 'TLS handshake failed [gnutls error -54: Error in the pull function.]", R::HandshakeReset)
            .by_server(),
        says("omrelp[*authentication error 'certificate validation failed'", R::GenericVerifyFailed).by_client(),
        says("imrelp[*authentication error 'certificate validation failed'", R::GenericVerifyFailed).by_server(),
        says("TLS record write failed [gnutls error", R::UncleanClose),
        says("TLS record reception failed [gnutls error", R::UncleanClose),
        says("authentication error 'certificate validation failed'", R::GenericVerifyFailed),
        says("authentication error 'no certificate", R::ClientCertRequired).by_server(),
        says("authentication error 'peer not permitted", R::NameMismatch),
        says("in 'osslHandshakeCheck Server'", R::GenericHandshakeFailure).faint().by_server().from(Stack::Openssl),
        says("in 'osslHandshakeCheck Client'", R::GenericHandshakeFailure).faint().by_client().from(Stack::Openssl),
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
