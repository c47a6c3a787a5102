//! Programs that check servers: Nagios plugins, SSLyze, SSL Labs, Ncat, lftp.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

const fn nagios(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("check_ssl_cert 1-2, monitoring-plugins check_http, check_tcp")
}

const fn sslyze(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Sslyze).by_client().seen("sslyze 1-6: server_connectivity.py, errors.py")
}

const fn ncat(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Ncat).by_client().seen("nmap 5-7: ncat/ncat_ssl.c, ncat_connect.c")
}

const fn lftp(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Lftp).by_client().seen("lftp 3-4: lftp_ssl.cc")
}

/// Texts of programs that check.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Nagios,
    rows: &[
        // Nagios plugins.
        Row::new("SSL_CERT CRITICAL").by_client(),
        Row::new("SSL_CERT WARNING").by_client(),
        Row::new("SSL_CERT UNKNOWN").by_client(),
        Row::new("check_ssl_cert").by_client(),
        Row::new("check_http").by_client(),
        nagios("Error opening issuer certificate", R::RevocationUnavailable).by_either().decisive(),
        nagios("OCSP: response = Error", R::RevocationUnavailable).by_either().decisive(),
        nagios("Error querying OCSP responder", R::RevocationUnavailable).by_either(),
        nagios("Cannot verify certificate:", R::GenericVerifyFailed).faint(),
        nagios("Cannot verify certificate, self signed certificate", R::SelfSignedLeaf),
        nagios(
            "Cannot verify certificate, cannot verify certificate chain (local issuer certificate)",
            R::UnknownIssuer,
        ),
        nagios("SSL_CERT CRITICAL *: certificate is expired", R::Expired),
        nagios("SSL_CERT CRITICAL * is expired (was valid until", R::Expired),
        nagios("certificate element * is expired (was valid until", R::Expired),
        nagios("SSL_CERT CRITICAL * certificate will expire", R::TlsNotFailure).faint(),
        nagios("certificate element * will expire in", R::TlsNotFailure).faint(),
        nagios("x509 certificate * (*) expires in", R::TlsNotFailure).faint(),
        nagios("does not match the CN nor an alternative name", R::NameMismatch),
        nagios("does not match the CN (altnames ignored)", R::NameMismatch),
        nagios("invalid CN ('", R::NameMismatch),
        nagios("is signed with SHA-1", R::WeakSignature),
        nagios("is signed with MD5", R::WeakSignature),
        nagios("certificate is revoked", R::Revoked).faint(),
        nagios("Cannot find Signed Certificate Timestamps", R::CtMissing),
        nagios("No matching TLSA records found", R::PinMismatch),
        nagios("Legacy signature algorithm unsupported or disallowed", R::NoSharedParams),
        nagios("the certificate chain does not contain", R::MissingIntermediate).faint(),
        nagios("SSL_CERT CRITICAL *: No certificate returned", R::GenericHandshakeFailure),
        nagios("SSL error: Connection reset by peer", R::HandshakeReset),
        nagios("Timeout after * seconds", R::NotTlsRelated),
        nagios("SSL_CERT OK", R::TlsNotFailure).faint(),
        nagios("SSL OK - Certificate", R::TlsNotFailure).faint(),
        nagios("OK - Certificate '*' will expire", R::TlsNotFailure).faint(),
        nagios("OK - Certificate", R::TlsNotFailure).faint(),
        nagios("WARNING - Certificate '*' expires in", R::TlsNotFailure).faint(),
        nagios("CRITICAL - Certificate '*' expires in", R::TlsNotFailure).faint(),
        nagios("CRITICAL - Certificate '*' expired on", R::Expired),
        nagios("CRITICAL - Cannot make SSL connection", R::GenericHandshakeFailure).faint(),
        nagios("CRITICAL - Cannot retrieve server certificate", R::GenericHandshakeFailure),
        nagios("CHECK_NRPE: Error - Could not complete SSL handshake", R::GenericHandshakeFailure),
        nagios("CHECK_NRPE: (ssl_err != 5) Error - Could not complete SSL handshake", R::GenericHandshakeFailure),
        nagios("Error: Could not complete SSL handshake", R::GenericHandshakeFailure).by_server(),
        Row::new("check_nrpe:").from(Stack::Nagios).by_client(),
        Row::new("nrpe[").from(Stack::Nagios).by_server(),
        nagios("SSL-error=5", R::HandshakeEof).faint(),
        nagios("Could not complete SSL handshake with *: rc=-1 SSL-error=5", R::HandshakeEof),
        nagios("CHECK_NRPE: Error - Could not connect to", R::NotTlsRelated),
        nagios("Certificate has expired on", R::Expired),
        nagios("Certificate expired on", R::Expired),
        nagios("Certificate expires in", R::TlsNotFailure).faint(),
        // SSLyze.
        Row::new("sslyze").from(Stack::Sslyze).by_client(),
        Row::new("nassl").from(Stack::Sslyze).by_client(),
        sslyze("Connection to server timed out during the TLS handshake", R::HandshakeTimeout),
        sslyze("Server closed the connection during the TLS handshake", R::HandshakeEof),
        sslyze("Server interrupted the TLS handshake", R::GenericHandshakeFailure),
        sslyze("Server rejected the connection", R::NotTlsRelated),
        sslyze("Connection to the server timed out", R::NotTlsRelated),
        sslyze("Client certificate authentication is required", R::ClientCertRequired),
        sslyze("Server requested a client certificate", R::ClientCertRequired),
        sslyze("ClientCertificateRequested", R::ClientCertRequired),
        sslyze("ServerRejectedTlsHandshake", R::GenericHandshakeFailure),
        sslyze("TlsHandshakeTimedOut", R::HandshakeTimeout),
        sslyze("ServerTlsConfigurationNotSupported", R::WeakKeyExchange),
        sslyze("Server's TLS configuration is not supported", R::WeakKeyExchange).faint(),
        sslyze("STARTTLS not supported", R::NotTls),
        sslyze("START TLS was rejected", R::NotTls),
        sslyze("AUTH TLS was rejected", R::NotTls),
        sslyze("TLS alert: handshake failure", R::GenericHandshakeFailure).by_peer(),
        sslyze("TLS alert: protocol version", R::ProtocolVersion).by_peer(),
        sslyze("TLS alert: internal error", R::PeerInternalError).by_peer(),
        sslyze("TLS alert: unrecognized name", R::SniUnrecognized).by_peer(),
        sslyze("TLS error: no cipher match", R::NoSharedCipher),
        sslyze("FAILED - Certificate is NOT Trusted: ", R::GenericVerifyFailed).faint(),
        sslyze("FAILED - Certificate does NOT match", R::NameMismatch),
        sslyze("OK - Certificate is trusted", R::TlsNotFailure).faint(),
        sslyze("OK - Certificate matches server hostname", R::TlsNotFailure).faint(),
        sslyze("Nassl SSL handshake failed", R::GenericHandshakeFailure).faint(),
        // SSL Labs.
        Row::new("Certificate not valid for domain name").means(R::NameMismatch).by_client().from(Stack::Shared),
        Row::new("Failed to communicate with the secure server").means(R::GenericHandshakeFailure).from(Stack::Shared),
        Row::new("Assessment failed: No secure protocols supported").means(R::ProtocolVersion).from(Stack::Shared),
        // Ncat.
        Row::new("Ncat:").from(Stack::Ncat).by_client(),
        ncat("Ncat: Could not load trusted certificates from", R::TrustStoreUnavailable),
        ncat("Ncat: Certificate verification error", R::GenericVerifyFailed).faint(),
        ncat("Certificate verification error. QUITTING", R::GenericVerifyFailed).faint(),
        ncat("Ncat: Certificate verification failed (", R::GenericVerifyFailed).faint(),
        ncat("Certificate doesn't match hostname", R::NameMismatch),
        ncat("Ncat: Input/output error", R::GenericHandshakeFailure).faint(),
        ncat("Ncat: Failed SSL connection from", R::GenericHandshakeFailure).by_server().faint(),
        ncat("Ncat: SSL_CTX_use_certificate_file()", R::LocalCredentialError).faint(),
        ncat("Ncat: SSL_CTX_use_PrivateKey_file()", R::LocalCredentialError).faint(),
        ncat("Unable to load trusted CA certificates from", R::TrustStoreUnavailable),
        ncat("Ncat: Connection refused", R::NotTlsRelated),
        ncat("Ncat: SSL connection to", R::TlsNotFailure).at(Hop::Direct).faint(),
        // lftp: GnuTLS or OpenSSL inside, the wrapper's words are the same.
        Row::new("lftp").from(Stack::Lftp).by_client(),
        Row::new("cd: Fatal error:").from(Stack::Lftp).by_client(),
        Row::new("ls: Fatal error:").from(Stack::Lftp).by_client(),
        Row::new("mirror: Fatal error:").from(Stack::Lftp).by_client(),
        lftp("Fatal error: Certificate verification:", R::GenericVerifyFailed).faint(),
        lftp("Certificate verification: Not trusted", R::GenericVerifyFailed).from(Stack::Gnutls),
        lftp("Not trusted: no issuer was found", R::UnknownIssuer).from(Stack::Gnutls),
        lftp("Certificate verification: certificate common name doesn't match requested host name", R::NameMismatch),
        lftp("Certificate verification: subjectAltName", R::NameMismatch).faint(),
        lftp("Certificate verification: hostname checking disabled", R::TlsNotFailure).faint(),
        lftp("Certificate verification: Expired", R::Expired),
        lftp("Certificate verification: No certificate was found", R::GenericVerifyFailed),
        lftp("WARNING: Certificate verification: ", R::TlsNotFailure).faint(),
        lftp("Found CRL is expired - revoking all certificates", R::RevocationUnavailable),
        lftp("ftp:ssl-force is set and server does not support or allow SSL", R::NotTls),
    ],
};
