//! Exim, with either library, and the words of other mail programs.

use super::super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("Exim 4.70-4.98: tls-openssl.c, tls-gnu.c, smtp_in.c, transports/smtp.c")
}

/// Said of a client that connected.
const fn server(text: &'static str, reason: R) -> Row {
    says(text, reason).by_server()
}

/// Said of a host that mail goes to.
const fn client(text: &'static str, reason: R) -> Row {
    says(text, reason).by_client()
}

/// Texts of Exim.
pub(in super::super) static ROWS: StackRows = StackRows {
    stack: Stack::Exim,
    rows: &[
        Row::new("exim"),
        Row::new("TLS error on connection from").by_server(),
        Row::new("TLS error on connection to").by_client(),
        Row::new("TLS session: ").by_client(),
        Row::new("T=remote_smtp").by_client(),
        Row::new("defer (-37)").by_client(),
        client("H=* TLS error on connection to * (SSL_connect)", R::GenericHandshakeFailure).faint(),
        says("TLS error on connection", R::GenericHandshakeFailure).faint(),
        server("TLS error on connection from * (SSL_accept): timed out", R::HandshakeTimeout),
        server("(SSL_accept): timed out", R::HandshakeTimeout),
        server("(SSL_accept): error:", R::GenericHandshakeFailure).faint(),
        server("SSL_accept: TCP connection closed by peer", R::HandshakeEof),
        server("SSL_read_early_data: TCP connection closed by peer", R::HandshakeEof),
        server("TLS client disconnected cleanly (rejected our certificate?)", R::HandshakeEof),
        client("(SSL_connect): timed out", R::HandshakeTimeout),
        client("(SSL_connect): error:00000000", R::HandshakeEof),
        client("(SSL_connect): Connection reset by peer", R::HandshakeReset),
        client("(SSL_connect) Required TLS certificate status not received", R::OcspResponseBad),
        client("(SSL_connect) Server certificate revoked", R::Revoked),
        client("(SSL_connect) Server certificate status is out-of-date", R::OcspResponseBad),
        client("(SSL_connect) Server certificate has unknown status", R::OcspResponseBad),
        client("Required TLS certificate status not received", R::OcspResponseBad),
        client("TLS session: (SSL_connect): ", R::GenericHandshakeFailure).faint(),
        client("TLS session failure: delivering unencrypted", R::GenericHandshakeFailure).faint(),
        client("a TLS session is required, but an attempt to start TLS failed", R::GenericHandshakeFailure).faint(),
        client("a TLS session is required, but the server did not offer TLS support", R::NotTls),
        client("DANE attempt failed; TLS connection to", R::PinMismatch).faint(),
        client("DANE error: No usable TLSA records", R::PinMismatch),
        // GnuTLS inside.
        server("(gnutls_handshake): timed out", R::HandshakeTimeout),
        says("(gnutls_handshake): ", R::GenericHandshakeFailure).faint(),
        says("(gnutls_handshake): The TLS connection was non-properly terminated", R::HandshakeEof),
        says("(gnutls_handshake): A TLS packet with unexpected length was received", R::HandshakeEof)
            .seen("GnuTLS 2, which calls an end of the stream so"),
        says("(gnutls_handshake): Error in the pull function", R::HandshakeReset),
        says("(certificate verification failed): certificate invalid", R::GenericVerifyFailed),
        says("(certificate verification failed): certificate name mismatch", R::NameMismatch).by_client(),
        says("(certificate verification failed)", R::GenericVerifyFailed),
        // Verification.
        says("SSL verify error: depth=* error=", R::GenericVerifyFailed).faint(),
        says("SSL verify error: certificate name mismatch", R::NameMismatch).by_client(),
        says("TLS certificate verification failed", R::GenericVerifyFailed).faint(),
        says("TLS: peer cert problem", R::GenericVerifyFailed),
        server("TLS ALPN * rejected", R::Alpn),
        says("SSL verify failure overridden", R::TlsNotFailure).decisive(),
        says("SSL verify name failure overridden", R::TlsNotFailure).decisive(),
        says("TLS: continuing on only because verification was optional", R::TlsNotFailure).decisive(),
        says("TLS certificate verified: peerdn=", R::TlsNotFailure).faint(),
        says("CV=no", R::TlsNotFailure).faint(),
        says("X=TLS1", R::TlsNotFailure).seen("a delivery line"),
        says("X=TLSv1", R::TlsNotFailure).faint(),
        says("P=esmtps X=TLS", R::TlsNotFailure).by_server(),
        // Files and settings.
        says("(SSL_CTX_use_certificate_chain_file file=", R::LocalCredentialError).faint(),
        says("(SSL_CTX_use_PrivateKey_file file=", R::LocalCredentialError).faint(),
        says("(cert/key setup: cert=", R::LocalCredentialError).faint(),
        says("(SSL_CTX_load_verify_locations", R::TrustStoreUnavailable),
        says("(tls_verify_certificates):", R::TrustStoreUnavailable).faint(),
        says("(gnutls_priority_init", R::TlsConfigError),
        says("SSL_CTX_set_cipher_list(*) failed", R::TlsConfigError),
        says("454 TLS currently unavailable", R::TlsConfigError).by_server(),
        says("Warning: No server certificate defined; will use a selfsigned one", R::TlsNotFailure).faint(),
        says("STARTTLS command used when not advertised", R::NotTlsRelated),
        says("Remote host closed connection in response to EHLO", R::NotTlsRelated),
        says("unexpected disconnection while reading SMTP command", R::NotTlsRelated),
        says("TLS on connect", R::TlsNotFailure).faint(),
        // sendmail, msmtp, mutt, fetchmail.
        says("STARTTLS=server, error: accept failed", R::GenericHandshakeFailure)
            .by_server()
            .faint()
            .from(Stack::Openssl),
        says("STARTTLS=client, error: connect failed", R::GenericHandshakeFailure)
            .by_client()
            .faint()
            .from(Stack::Openssl),
        says("STARTTLS=client, relay=*, verify=OK", R::TlsNotFailure).from(Stack::Openssl),
        says("STARTTLS=client, relay=*, verify=FAIL", R::GenericVerifyFailed).by_client().from(Stack::Openssl),
        says("STARTTLS=server, relay=*, verify=NO", R::TlsNotFailure).by_server().from(Stack::Openssl),
        says("STARTTLS=server, relay=*, verify=NOT", R::TlsNotFailure).by_server().from(Stack::Openssl),
        says("tls verify failed", R::GenericVerifyFailed).by_client().from(Stack::Openssl),
        says("Server CommonName mismatch:", R::NameMismatch).by_client().from(Stack::Openssl).seen("fetchmail"),
        says("Server certificate verification error:", R::GenericVerifyFailed).by_client().faint().from(Stack::Openssl),
        says("the certificate owner does not match hostname", R::NameMismatch)
            .by_client()
            .from(Stack::Shared)
            .seen("msmtp"),
    ],
};
