//! Mail servers: Postfix and Dovecot; Exim is in `mail/exim.rs`, others in `mail/clients.rs`.

use super::super::codes::OPENSSL_VERIFY;
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

pub(super) mod clients;
pub(super) mod exim;

const fn smtp(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("Postfix 2.2-3.10: src/smtp, src/tls/tls_client.c")
}

/// Said of either side's certificate: the daemon's name tells whose.
const fn verify(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("Postfix 2.2-3.10: src/tls/tls_verify.c")
}

const fn smtpd(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_server().seen("Postfix 2.2-3.10: src/smtpd, src/tls/tls_server.c")
}

const fn dovecot(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Dovecot).seen("2.0-2.4: lib-ssl-iostream, login-common")
}

const fn login(text: &'static str, reason: R) -> Row {
    dovecot(text, reason).by_server()
}

/// Texts of Postfix and Dovecot.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Postfix,
    rows: &[
        // With whom.
        Row::new("postfix/"),
        Row::new("postfix/smtpd[").by_server(),
        Row::new("postfix/submission/smtpd[").by_server(),
        Row::new("postfix/smtps/smtpd[").by_server(),
        Row::new("postfix/smtp[").by_client(),
        Row::new("postfix/lmtp[").by_client(),
        Row::new("posttls-finger").by_client(),
        Row::new("TLS library problem:"),
        // Postfix, success and notices.
        Row::new("TLS connection established to")
            .means(R::TlsNotFailure)
            .at(Hop::Direct)
            .by_client()
            .seen("Untrusted, Anonymous too"),
        Row::new("TLS connection established from")
            .means(R::TlsNotFailure)
            .at(Hop::Direct)
            .by_server()
            .seen("Untrusted, Anonymous too"),
        // What ends a session that stands is no failure of its TLS.
        Row::new("TLS connection established from *lost connection after")
            .means(R::TlsNotFailure)
            .at(Hop::Direct)
            .by_server()
            .decisive(),
        Row::new("Untrusted TLS connection established").means(R::TlsNotFailure).at(Hop::Direct),
        Row::new("Trusted TLS connection established").means(R::TlsNotFailure).at(Hop::Direct),
        Row::new("Verified TLS connection established").means(R::TlsNotFailure).at(Hop::Direct),
        Row::new("Anonymous TLS connection established").means(R::TlsNotFailure).at(Hop::Direct),
        Row::new("Untrusted TLS connection reused").means(R::TlsNotFailure).at(Hop::Direct),
        Row::new("setting up TLS connection").means(R::TlsNotFailure).at(Hop::Direct).faint(),
        Row::new("Matched DANE").means(R::TlsNotFailure).faint(),
        Row::new("220 2.0.0 Ready to start TLS").means(R::TlsNotFailure).at(Hop::Direct).faint(),
        Row::new("220 Ready to start TLS").means(R::TlsNotFailure).at(Hop::Direct).faint(),
        Row::new("initializing the server-side TLS engine").means(R::TlsNotFailure).faint(),
        Row::new("initializing the client-side TLS engine").means(R::TlsNotFailure).faint(),
        // Postfix, of a certificate.
        verify("certificate verification failed for *: num=#:", R::GenericVerifyFailed).decodes(&OPENSSL_VERIFY),
        verify("certificate verification failed for *: untrusted issuer", R::UnknownIssuer),
        verify("certificate verification failed for *: certificate has expired", R::Expired),
        verify("certificate verification failed for *: certificate not yet valid", R::NotYetValid),
        verify("certificate verification failed for *: self-signed certificate", R::SelfSignedLeaf),
        verify("certificate verification failed for *: not designated for use as a", R::EkuMissingOrWrong),
        verify("certificate verification failed for *: certificate chain longer than limit", R::ChainLimits),
        verify("certificate verification failed for *: not trusted by local or TLSA policy", R::PinMismatch),
        verify("certificate verification failed for", R::GenericVerifyFailed).faint(),
        // Postfix as a client.
        smtp("certificate peer name verification failed for", R::NameMismatch),
        smtp("Server certificate not trusted", R::GenericVerifyFailed),
        smtp("Server certificate not verified", R::NameMismatch),
        smtp("SSL_connect error to", R::GenericHandshakeFailure).faint(),
        smtp("SSL_connect error to *: Connection reset by peer", R::HandshakeReset).faint(),
        smtp("SSL_connect error to *: Connection timed out", R::HandshakeTimeout).faint(),
        smtp("SSL_connect error to *: lost connection", R::HandshakeEof).faint(),
        smtp("Cannot start TLS: handshake failure", R::GenericHandshakeFailure).faint(),
        smtp("TLS is required, but was not offered", R::NotTls),
        smtp("TLS is required, but host * refused to start TLS", R::NotTls),
        smtp("TLS is required, but our TLS engine is unavailable", R::TlsConfigError),
        smtp("TLS is required, but unavailable", R::TlsConfigError),
        smtp("no TLSA records found", R::PinMismatch).faint(),
        smtp("TLSA lookup error for", R::RevocationUnavailable).faint(),
        smtp("all TLSA records unusable", R::PinMismatch).faint(),
        smtp("while performing the EHLO handshake", R::NotTlsRelated),
        smtp("lost connection with * while performing the HELO handshake", R::NotTlsRelated),
        // Postfix as a server.
        smtpd("SSL_accept error from", R::GenericHandshakeFailure).faint(),
        smtpd("SSL_accept error from *: Connection reset by peer", R::HandshakeReset).faint(),
        smtpd("SSL_accept error from *: Connection timed out", R::HandshakeTimeout).faint(),
        smtpd("SSL_accept error from *: lost connection", R::HandshakeEof).faint(),
        Row::new("]:25: lost connection").means(R::HandshakeEof),
        Row::new("]:465: lost connection").means(R::HandshakeEof),
        Row::new("]:587: lost connection").means(R::HandshakeEof),
        Row::new("]:25: Connection reset by peer").means(R::HandshakeReset),
        smtpd("lost connection after STARTTLS", R::HandshakeEof).faint(),
        smtpd("timeout after STARTTLS", R::HandshakeTimeout),
        smtpd("NOQUEUE: abort: TLS from", R::GenericVerifyFailed),
        smtpd("abort: TLS from *: No client certificate presented", R::ClientCertRequired),
        smtpd("abort: TLS from *: Client certificate not trusted", R::GenericVerifyFailed),
        smtpd("No client certificate presented", R::ClientCertRequired),
        smtpd("Client certificate not trusted", R::GenericVerifyFailed),
        smtpd("454 4.7.0 TLS not available due to local problem", R::TlsConfigError),
        smtpd("530 5.7.0 Must issue a STARTTLS command first", R::PlaintextToTls),
        smtpd("Must issue a STARTTLS command first", R::PlaintextToTls),
        smtpd("too many new TLS sessions from", R::GenericHandshakeFailure),
        smtpd("cannot load Certification Authority data", R::TrustStoreUnavailable),
        smtpd("cannot load Certificate Authority data", R::TrustStoreUnavailable),
        smtpd("cannot get * certificate from file", R::LocalCredentialError).faint(),
        smtpd("cannot get * private key from file", R::LocalCredentialError).faint(),
        smtpd("error loading private key", R::LocalCredentialError).faint(),
        smtpd("error loading certificate", R::LocalCredentialError).faint(),
        smtpd("does not match public key in", R::LocalCredentialError),
        smtpd("error loading chain from", R::LocalCredentialError).faint(),
        smtpd("No server certs available. TLS won't be enabled", R::TlsConfigError),
        smtpd("disabling TLS support", R::TlsConfigError).faint(),
        smtpd("has been selected, but TLS support is not compiled in", R::TlsConfigError),
        smtpd("lost connection after AUTH", R::NotTlsRelated),
        smtpd("lost connection after CONNECT", R::NotTlsRelated),
        smtpd("lost connection after EHLO", R::NotTlsRelated),
        smtpd("lost connection after HELO", R::NotTlsRelated),
        smtpd("lost connection after MAIL", R::NotTlsRelated),
        smtpd("lost connection after RCPT", R::NotTlsRelated),
        smtpd("lost connection after DATA", R::NotTlsRelated),
        smtpd("lost connection after RSET", R::NotTlsRelated),
        smtpd("lost connection after UNKNOWN", R::NotTlsRelated),
        smtpd("lost connection after QUIT", R::NotTlsRelated),
        smtpd("improper command pipelining after CONNECT from *: \\026\\003", R::NotTlsRelated),
        // Dovecot as a server.
        Row::new("dovecot").from(Stack::Dovecot),
        Row::new("imap-login:").from(Stack::Dovecot).by_server(),
        Row::new("pop3-login:").from(Stack::Dovecot).by_server(),
        Row::new("managesieve-login:").from(Stack::Dovecot).by_server(),
        Row::new("submission-login:").from(Stack::Dovecot).by_server(),
        Row::new("lmtp(").from(Stack::Dovecot).by_server(),
        Row::new("auth-worker").from(Stack::Dovecot),
        Row::new("doveadm").from(Stack::Dovecot),
        // What it passes a login on to.
        Row::new("proxy(*): Login to").from(Stack::Dovecot).by_client().at(Hop::ProxyToUpstream),
        Row::new("proxy: Login to").from(Stack::Dovecot).by_client().at(Hop::ProxyToUpstream),
        Row::new("rip=*, lip=").from(Stack::Dovecot).by_server(),
        login("Login: user=<*TLS", R::TlsNotFailure).at(Hop::Direct).faint(),
        login("Login: user=<*TLS, session=", R::TlsNotFailure).at(Hop::Direct).faint(),
        login("Login: user=<*TLS, mpid", R::TlsNotFailure).at(Hop::Direct).faint(),
        login("Login: user=<*secured", R::TlsNotFailure).at(Hop::Direct).faint(),
        login("Logged out", R::TlsNotFailure).faint(),
        login("Received valid SSL certificate", R::TlsNotFailure).faint(),
        login("SSL handshake successful", R::TlsNotFailure).at(Hop::Direct).faint(),
        login("(no auth attempts in * secs): user=<>*TLS handshaking", R::HandshakeEof),
        login("Disconnected (no auth attempts in * secs)*TLS", R::TlsNotFailure).at(Hop::Direct).faint(),
        login("Disconnected (disconnected before auth was ready*TLS handshaking", R::HandshakeEof),
        login("TLS handshaking: Disconnected", R::HandshakeEof),
        login("TLS handshaking: SSL_accept() failed", R::GenericHandshakeFailure).faint(),
        login("TLS handshaking: Connection closed", R::HandshakeEof),
        login("TLS handshaking, session=", R::HandshakeEof).faint(),
        login("TLS handshaking: read(size=", R::HandshakeReset),
        login("TLS handshaking: SSL_accept() syscall failed: Connection reset by peer", R::HandshakeReset),
        login("SSL_accept() syscall failed: Connection reset by peer", R::HandshakeReset),
        login("SSL_accept() syscall failed: Success", R::HandshakeEof),
        login("SSL_accept() syscall failed: Invalid argument", R::HandshakeEof),
        login("SSL_accept() syscall failed", R::HandshakeReset),
        login("SSL_accept() failed: error:", R::GenericHandshakeFailure).faint(),
        login("SSL_accept() failed: disconnected", R::HandshakeEof),
        login("SSL_read() failed", R::GenericHandshakeFailure).faint(),
        login("SSL_read() syscall failed: Connection reset by peer", R::UncleanClose),
        login("disconnected during TLS handshake", R::HandshakeEof),
        login("SSL connection closed during handshake", R::HandshakeEof),
        login("TLS is required", R::PlaintextToTls).faint(),
        login("Plaintext authentication disallowed on non-secure (SSL/TLS) connections", R::PlaintextToTls),
        login("Cleartext authentication disallowed on non-secure (SSL/TLS) connections", R::PlaintextToTls),
        login("tried to use plaintext authentication", R::PlaintextToTls),
        login("tried to use disallowed plaintext auth", R::PlaintextToTls),
        login("cert required, client didn't start TLS", R::PlaintextToTls),
        login("cert required, client didn't send a cert", R::ClientCertRequired),
        login("client didn't send a cert", R::ClientCertRequired),
        login("client sent an invalid cert", R::GenericVerifyFailed),
        login("Client didn't present valid SSL certificate", R::GenericVerifyFailed),
        login("Missing username in certificate", R::NoSan),
        login("Unknown TLS SNI", R::SniUnrecognized),
        // Dovecot as a client.
        Row::new("smtp-client: conn").from(Stack::Dovecot).by_client(),
        Row::new("imapc(").from(Stack::Dovecot).by_client(),
        dovecot("Received invalid SSL certificate", R::GenericVerifyFailed).faint(),
        dovecot("SSL certificate doesn't match expected host name", R::NameMismatch).by_client(),
        dovecot("SSL certificate doesn't match host name", R::NameMismatch).by_client(),
        dovecot("SSL certificate not received", R::GenericVerifyFailed),
        dovecot("SSL handshaking with * failed", R::GenericHandshakeFailure).by_client().faint(),
        dovecot("SSL handshake to * failed", R::GenericHandshakeFailure).by_client().faint(),
        // Dovecot's files.
        dovecot("Can't load SSL certificate", R::LocalCredentialError).faint(),
        dovecot("Can't load ssl_cert", R::LocalCredentialError).faint(),
        dovecot("Can't load private ssl_key", R::LocalCredentialError).faint(),
        dovecot("Can't load SSL private key", R::LocalCredentialError).faint(),
        dovecot("Couldn't parse private ssl_key", R::LocalCredentialError).faint(),
        dovecot("ssl_cert: Can't open file", R::LocalCredentialError),
        dovecot("ssl_key: Can't open file", R::LocalCredentialError),
        dovecot("Key is for a different cert than ssl_cert", R::LocalCredentialError),
        dovecot("Key file is for a different certificate file", R::LocalCredentialError),
        dovecot("There is no valid PEM certificate", R::LocalCredentialError),
        dovecot("SSL private key file is password protected", R::LocalCredentialError),
        dovecot("Can't load CA certs", R::TrustStoreUnavailable),
        dovecot("Can't load default CA locations", R::TrustStoreUnavailable),
        dovecot("Couldn't parse ssl_ca", R::TrustStoreUnavailable),
        dovecot("Can't verify remote server certs without trusted CAs", R::TlsConfigError),
        dovecot("Can't verify remote client certs without CA", R::TlsConfigError),
        dovecot("Can't set cipher list", R::TlsConfigError),
        dovecot("Can't set ciphersuites", R::TlsConfigError),
        dovecot("Can't load DH parameters", R::TlsConfigError),
        dovecot("ssl_dh: Can't open file", R::TlsConfigError),
        dovecot("ssl_ca: Can't open file", R::TrustStoreUnavailable),
        dovecot("Can't load ssl_dh", R::TlsConfigError),
        dovecot("Set ssl_dh=</path/to/dh.pem", R::TlsConfigError),
        dovecot("ssl_min_protocol", R::TlsConfigError).faint(),
        dovecot("SSL context initialization failed", R::LocalCredentialError),
        dovecot("SSL is disabled (ssl=no)", R::TlsConfigError),
    ],
};
