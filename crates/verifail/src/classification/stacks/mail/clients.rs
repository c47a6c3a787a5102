//! Mail beside Postfix, Dovecot and Exim: sendmail, OpenSMTPD, Cyrus; msmtp, fetchmail, mbsync, mutt; the libraries
//! that send.

use super::super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

const fn sendmail(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Sendmail).seen("sendmail 8.11-8.18: sendmail/tls.c, deliver.c, srvrsmtp.c")
}

const fn opensmtpd(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Opensmtpd).seen("OpenSMTPD 5.4-7.6: mta_session.c, smtp_session.c")
}

const fn reader(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("fetchmail 6-7 socket.c, isync 1.0-1.5 socket.c, mutt mutt_ssl.c")
}

const fn msmtp(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().from(Stack::Msmtp).seen("msmtp 1.4-1.8: tls.c, mtls-gnutls.c")
}

const fn library(text: &'static str, reason: R) -> Row {
    Row::new(text)
        .means(reason)
        .by_client()
        .from(Stack::Php)
        .seen("PHPMailer 5-6, Swift Mailer, Symfony Mailer, CakePHP")
}

const fn thunderbird(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().from(Stack::Nss).seen("Thunderbird 3-140: composeMsgs.properties")
}

/// Texts of mail programs and libraries.
pub(in super::super) static ROWS: StackRows = StackRows {
    stack: Stack::Fetchmail,
    rows: &[
        // Thunderbird: composeMsgs.properties.
        thunderbird("using STARTTLS since it doesn't advertise that feature", R::NotTls)
            .by_client()
            .seen("Thunderbird 5-140"),
        thunderbird("using STARTTLS since it does not advertise that feature", R::NotTls)
            .by_client()
            .seen("Thunderbird 3-5"),
        thunderbird("does not seem to support encrypted passwords", R::NotTlsRelated),
        Row::new("MAILSMTP_ERROR_STARTTLS_NOT_SUPPORTED")
            .means(R::NotTls)
            .by_client()
            .from(Stack::Openssl)
            .seen("libetpan"),
        // sendmail: `verify=` tells about a connection that stands.
        Row::new("STARTTLS=client").from(Stack::Sendmail).by_client(),
        Row::new("STARTTLS=server").from(Stack::Sendmail).by_server(),
        sendmail("STARTTLS=client, relay=*, version=", R::TlsNotFailure).decisive(),
        sendmail("STARTTLS=server, relay=*, version=", R::TlsNotFailure).decisive(),
        sendmail("STARTTLS=client, error: connect failed", R::GenericHandshakeFailure).faint(),
        sendmail("STARTTLS=server, error: accept failed", R::GenericHandshakeFailure).faint(),
        sendmail("STARTTLS: connect failed=", R::GenericHandshakeFailure).faint(),
        sendmail("reason=timeout, SSL_error=", R::HandshakeTimeout),
        sendmail("reason=syscall error, SSL_error=5, errno=0", R::HandshakeEof),
        sendmail("reason=syscall error, SSL_error=5, errno=104", R::HandshakeReset),
        sendmail("reason=unknown, SSL_error=5, errno=0", R::HandshakeEof),
        sendmail("reason=unknown, SSL_error=5, errno=104", R::HandshakeReset),
        sendmail("reason=no shared cipher", R::NoSharedCipher),
        sendmail("reason=certificate verify failed", R::GenericVerifyFailed),
        sendmail("reason=wrong version number", R::NotTls),
        sendmail("reason=unknown protocol", R::NotTls),
        sendmail("reason=http request", R::PlaintextToTls),
        sendmail("reason=unsupported protocol", R::ProtocolVersion),
        sendmail("reason=dh key too small", R::WeakKeyExchange),
        sendmail("reason=sslv3 alert handshake failure", R::GenericHandshakeFailure).by_peer(),
        sendmail("reason=tlsv1 alert protocol version", R::ProtocolVersion).by_peer(),
        sendmail("reason=tlsv1 alert unknown ca", R::PeerRejectedOurCert).by_peer(),
        sendmail("reason=sslv3 alert bad certificate", R::PeerRejectedOurCert).by_peer(),
        sendmail("reason=sslv3 alert certificate unknown", R::PeerRejectedOurCert).by_peer(),
        sendmail("403 4.7.0 TLS handshake failed", R::GenericHandshakeFailure),
        sendmail("403 4.7.0 TLS handshake", R::GenericHandshakeFailure).faint(),
        sendmail("454 4.3.3 TLS not available", R::TlsConfigError).faint(),
        sendmail("403 4.7.0 not authenticated", R::GenericVerifyFailed),
        sendmail("STARTTLS: CRLFile missing", R::TlsNotFailure).faint(),
        sendmail("STARTTLS=client: file * unsafe", R::LocalCredentialError),
        sendmail("STARTTLS=server: file * unsafe", R::LocalCredentialError),
        sendmail("did not issue MAIL/EXPN/VRFY/ETRN during connection", R::NotTlsRelated),
        // SOGo.
        Row::new("couldn't setup SSL connection on socket")
            .means(R::GenericHandshakeFailure)
            .by_client()
            .from(Stack::Openssl)
            .seen("SOPE NGActiveSSLSocket.m"),
        // OpenSMTPD.
        opensmtpd("mta cert-check result=\"failure", R::GenericVerifyFailed).by_client(),
        opensmtpd("smtp cert-check result=\"failure", R::GenericVerifyFailed).by_server(),
        opensmtpd("mta cert-check result=", R::TlsNotFailure).faint(),
        opensmtpd("smtp cert-check result=", R::TlsNotFailure).faint(),
        opensmtpd("smtp tls ciphers=", R::TlsNotFailure).faint(),
        opensmtpd("mta tls ciphers=", R::TlsNotFailure).faint(),
        opensmtpd("IO Error: handshake failed", R::GenericHandshakeFailure).faint(),
        opensmtpd("SSL certificate could not be validated", R::GenericVerifyFailed),
        opensmtpd("TLS required but not supported by remote host", R::NotTls).by_client(),
        opensmtpd("STARTTLS rejected by host", R::NotTls).by_client(),
        Row::new("starttls: TLSv1* with cipher").means(R::TlsNotFailure).seen("Cyrus imapd").faint(),
        Row::new("with cipher * bits new) no authentication").means(R::TlsNotFailure).seen("Cyrus imapd").faint(),
        Row::new("with cipher * bits * authenticated as").means(R::TlsNotFailure).seen("Cyrus imapd").faint(),
        Row::new("imap[*]: TLS negotiation failed").means(R::GenericHandshakeFailure).faint().by_server(),
        // msmtp and mpop.
        Row::new("msmtp:").from(Stack::Msmtp).by_client(),
        msmtp("TLS certificate verification failed:", R::GenericVerifyFailed).faint(),
        msmtp("certificate # of # has expired", R::Expired),
        msmtp("certificate # of # is not yet activated", R::NotYetValid),
        msmtp("error parsing certificate # of #", R::Malformed).at(Hop::Direct),
        msmtp("the certificate has expired", R::Expired),
        msmtp("certificate subject alternative name contains NUL", R::Malformed),
        msmtp("certificate common name contains NUL", R::Malformed),
        msmtp("cannot set X509 CRL file", R::RevocationUnavailable).at(Hop::Local),
        msmtp("cannot set X509 system trust", R::TrustStoreUnavailable),
        msmtp("cannot load CRL file", R::RevocationUnavailable),
        msmtp("cannot use tls_trust_file with tls_certcheck turned off", R::TlsConfigError),
        msmtp("cannot use * with tls_certcheck turned off", R::TlsConfigError),
        msmtp("tls requires either tls_trust_file", R::TlsConfigError),
        msmtp("tls_key_file requires tls_cert_file", R::TlsConfigError),
        msmtp("tls_cert_file requires tls_key_file", R::TlsConfigError),
        msmtp("tls_crl_file requires tls_trust_file", R::TlsConfigError),
        msmtp("cannot set priorities for TLS session", R::TlsConfigError),
        msmtp("cannot set default priority for TLS session", R::TlsConfigError),
        msmtp("cannot set minimum number of DH prime bits for TLS", R::TlsConfigError),
        msmtp("support for TLS is not compiled in", R::TlsConfigError),
        msmtp("the certificate hasn't got a known issuer", R::UnknownIssuer),
        msmtp("the certificate owner does not match hostname", R::NameMismatch),
        msmtp("the certificate is not yet activated", R::NotYetValid),
        msmtp("the certificate has been revoked", R::Revoked),
        msmtp("the certificate fingerprint does not match", R::PinMismatch),
        msmtp("cannot set X509 trust file", R::TrustStoreUnavailable),
        msmtp("cannot load trust file", R::TrustStoreUnavailable),
        msmtp("cannot set X509 key file", R::LocalCredentialError),
        msmtp("the server does not support TLS via the STARTTLS command", R::NotTls),
        msmtp("command STARTTLS failed", R::NotTls).faint(),
        // fetchmail.
        Row::new("fetchmail:").by_client(),
        reader("Server certificate verification error:", R::GenericVerifyFailed).faint(),
        reader("Server CommonName mismatch:", R::NameMismatch),
        reader("Subject Alternative Name: no match", R::NameMismatch).faint(),
        reader("fingerprints do not match!", R::PinMismatch),
        reader("Broken certification chain at:", R::UnknownIssuer),
        reader("Missing trust anchor certificate:", R::UnknownIssuer),
        reader("This means that the root signing certificate is not in the trusted CA", R::UnknownIssuer),
        reader("System error during SSL_connect(): Connection reset by peer", R::HandshakeReset),
        reader("fetchmail: SSL connection failed", R::GenericHandshakeFailure).faint(),
        reader("upgrade to TLS failed", R::GenericHandshakeFailure).faint(),
        reader("opportunistic upgrade to TLS failed, trying to continue", R::TlsNotFailure).faint(),
        reader("fetchmail: SSL support is not compiled in", R::TlsConfigError),
        // mbsync.
        Row::new("mbsync").by_client(),
        Row::new("Socket error: secure connect to").by_client(),
        reader("Error, certificate owner does not match hostname", R::NameMismatch).from(Stack::Fetchmail),
        reader("Socket error: secure connect to", R::GenericHandshakeFailure).faint(),
        reader("SSL error connecting to", R::GenericVerifyFailed).faint(),
        reader("Socket error: secure read from", R::UncleanClose),
        reader("Socket error: secure write to", R::UncleanClose),
        reader("Error, server offered no certificate", R::GenericVerifyFailed),
        reader("Error: SSL * is not supported", R::TlsConfigError),
        // mutt and NeoMutt.
        reader("Certificate host check failed:", R::NameMismatch),
        reader("Could not negotiate TLS connection", R::GenericHandshakeFailure).faint(),
        reader("Unable to get certificate from peer", R::GenericVerifyFailed),
        reader("WARNING: Server hostname does not match certificate", R::NameMismatch),
        reader("WARNING: Server certificate has expired", R::Expired),
        reader("WARNING: Server certificate is not yet valid", R::NotYetValid),
        reader("WARNING: Server certificate has been revoked", R::Revoked),
        reader("WARNING: Signer of server certificate is not a CA", R::CaViolation),
        reader("SSL/TLS connection using", R::TlsNotFailure).at(Hop::Direct).faint(),
        Row::new("offlineimap").from(Stack::Python).by_client(),
        Row::new("Unknown SSL protocol connecting to host").from(Stack::Python).by_client(),
        // The libraries.
        library("Unable to connect with TLS encryption", R::GenericHandshakeFailure).faint(),
        library("Unable to connect with STARTTLS", R::GenericHandshakeFailure).faint(),
        library("trying to connect to non TLS SMTP server using TLS", R::GenericHandshakeFailure).faint(),
        library("TLS required but neither TLS or STARTTLS are in use", R::TlsConfigError),
        library("Extension missing: openssl", R::TlsConfigError),
        library("SMTP Error: Could not authenticate", R::NotTlsRelated).faint(),
        library("SMTP connect() failed", R::NotTlsRelated).faint(),
        Row::new("STARTTLS extension not supported by server").means(R::NotTls).by_client().from(Stack::Python),
        Row::new("Could not convert socket to TLS")
            .means(R::GenericHandshakeFailure)
            .faint()
            .by_client()
            .from(Stack::Java),
        Row::new("STARTTLS is required but host does not support STARTTLS")
            .means(R::NotTls)
            .by_client()
            .from(Stack::Java),
        Row::new("Plaintext authentication disallowed on").means(R::NotTlsRelated).faint(),
        Row::new("535 5.7.8").means(R::NotTlsRelated).faint(),
        Row::new("5.7.3 Authentication unsuccessful").means(R::NotTlsRelated).faint(),
        Row::new("5.7.8 Authentication").means(R::NotTlsRelated).faint(),
        Row::new("5.7.139 Authentication unsuccessful").means(R::NotTlsRelated).faint(),
        Row::new("5.7.57 Client not authenticated").means(R::NotTlsRelated).faint(),
        Row::new("534-5.7.14").means(R::NotTlsRelated).faint(),
        Row::new("535 Authentication").means(R::NotTlsRelated).faint(),
        Row::new("Relay access denied").means(R::NotTlsRelated).faint(),
    ],
};
