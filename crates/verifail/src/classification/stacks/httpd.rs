//! Apache httpd: mod_ssl as a server, and as a proxy's client.

use super::super::codes::OPENSSL_VERIFY;
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("2.2-2.4: modules/ssl")
}

const fn server(text: &'static str, reason: R) -> Row {
    says(text, reason).by_server()
}

const fn proxy(text: &'static str, reason: R) -> Row {
    says(text, reason).by_client().at(Hop::ProxyToUpstream)
}

/// Texts of httpd.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Httpd,
    rows: &[
        Row::new("[ssl:"),
        Row::new("AH0#:"),
        Row::new("AH1#:"),
        Row::new("mod_ssl"),
        Row::new("[client "),
        Row::new("[remote ").by_client().at(Hop::ProxyToUpstream),
        Row::new("SSL Library Error:"),
        // A client's handshake.
        server("SSL library error # in handshake", R::GenericHandshakeFailure).faint(),
        server("AH02008:", R::GenericHandshakeFailure).faint(),
        server("SSL handshake stopped: connection was closed", R::HandshakeEof),
        server("SSL handshake interrupted by system", R::HandshakeReset),
        server("SSL handshake failed: HTTP spoken on HTTPS port", R::PlaintextToTls),
        says("You're speaking plain HTTP to an SSL-enabled server port", R::PlaintextToTls),
        says("Hint: speaking HTTP to HTTPS port", R::PlaintextToTls).by_server(),
        says("Hint: speaking not SSL to HTTPS port", R::PlaintextToTls).by_server(),
        says("Hint: Stop button pressed in browser", R::HandshakeEof).faint(),
        says("Hint: SSLv2 is disabled", R::ProtocolVersion).by_server(),
        says("Hint: Client certificate signed by CA not known to server", R::UnknownIssuer).by_server(),
        says("Hint: No CAs known to server for verification", R::ClientCertRequired).by_server(),
        says("Hint: Subject CN in certificate not server name or identical to CA", R::PeerRejectedOurCert).by_server(),
        server("SSL client authentication failed", R::GenericVerifyFailed),
        server("Certificate Verification: Error (#):", R::GenericVerifyFailed).decodes(&OPENSSL_VERIFY),
        says("Certificate Verification: Temporary error (#):", R::GenericVerifyFailed).decodes(&OPENSSL_VERIFY),
        says("Certificate Verification: Certificate Chain too long", R::ChainLimits).by_server(),
        server("Re-negotiation handshake failed: Client certificate missing", R::ClientCertRequired),
        server("Re-negotiation handshake failed: Client verification failed", R::GenericVerifyFailed),
        server("Re-negotiation handshake failed", R::GenericHandshakeFailure),
        server("Re-negotiation request failed", R::GenericHandshakeFailure),
        server("rejecting client initiated renegotiation", R::LegacyRenegotiation),
        server("cannot perform post-handshake authentication", R::ClientCertRequired),
        server("reason: Cannot perform Post-Handshake Authentication", R::ClientCertRequired),
        server("provided via HTTP have no compatible SSL setup", R::SniUnrecognized),
        server("provided via SNI and hostname * provided via HTTP", R::SniUnrecognized),
        server("provided via SNI, but no hostname provided in HTTP request", R::SniUnrecognized),
        server("No hostname was provided via SNI for a name based virtual host", R::SniUnrecognized),
        says("No matching SSL virtual host for servername", R::TlsNotFailure).faint(),
        says("AH01909:", R::TlsNotFailure).faint(),
        says("AH01887: Init: Initializing (virtual) servers for SSL", R::TlsNotFailure),
        says("AH01914: Configuring server", R::TlsNotFailure),
        says("AH01893: Configuring TLS extension handling", R::TlsNotFailure),
        says("AH01964: Connection to child", R::TlsNotFailure).faint(),
        says("AH02034: Initial", R::TlsNotFailure).faint(),
        says("AH02041: Protocol:", R::TlsNotFailure),
        says("AH02043: SSL virtual host for servername", R::TlsNotFailure),
        says("AH02412: * Cert matches for name", R::TlsNotFailure),
        says("AH02568: Certificate and private key * configured from", R::TlsNotFailure),
        says("AH10083: Init:", R::TlsNotFailure).faint(),
        says("AH01876: mod_ssl", R::TlsNotFailure),
        says("AH00163:", R::TlsNotFailure).faint(),
        says("AH01626: authorization result", R::NotTlsRelated),
        says("server certificate does NOT include an ID which matches the server name", R::TlsNotFailure).faint(),
        says("server certificate is a CA certificate (BasicConstraints: CA == TRUE !?)", R::TlsNotFailure).faint(),
        says("RSA server certificate CommonName (CN) * does NOT match server name", R::TlsNotFailure).faint(),
        says("SSL client authentication failed, accepting certificate based on", R::TlsNotFailure).faint(),
        // The proxy's client.
        proxy("SSL Handshake with remote server", R::GenericHandshakeFailure).faint(),
        proxy("Error during SSL Handshake with remote server", R::GenericHandshakeFailure),
        proxy("SSL Proxy connect failed", R::GenericHandshakeFailure),
        proxy("SSL Proxy: Peer certificate is expired", R::Expired),
        proxy("SSL Proxy: Peer certificate CN mismatch", R::NameMismatch),
        proxy("SSL Proxy: Peer certificate does not match for hostname", R::NameMismatch),
        proxy("SSL Proxy: Peer did not select any of our ALPN protocols", R::Alpn),
        proxy("SSL Proxy: Peer proposed ALPN protocol", R::Alpn),
        proxy("Failed to set SNI extension for SSL Proxy", R::TlsConfigError),
        proxy("SSL handshake failed: sending 502", R::GenericHandshakeFailure),
        says("incomplete client cert configured for SSL proxy", R::LocalCredentialError).faint(),
        says("no client certs found for SSL proxy", R::LocalCredentialError).faint(),
        says("proxy client certificate and private key do not match", R::LocalCredentialError).faint(),
        says("SSL Proxy requested for * but not enabled", R::TlsConfigError),
        says("failed to enable ssl support for", R::TlsConfigError),
        // Connections.
        says("SSL input filter read failed", R::UncleanClose),
        says("SSL output filter write failed", R::UncleanClose),
        // OCSP.
        says("OCSP response not successful", R::OcspResponseBad),
        says("failed to verify the OCSP response", R::OcspResponseBad),
        says("Bad OCSP responder answer", R::OcspResponseBad),
        says("OCSP response outside validity period", R::OcspResponseBad),
        says("bad response from OCSP server", R::OcspResponseBad),
        says("empty response from OCSP server", R::OcspResponseBad),
        says("failed to decode OCSP response data", R::OcspResponseBad),
        says("no OCSP responder specified in certificate", R::RevocationUnavailable),
        says("could not connect to OCSP responder", R::RevocationUnavailable),
        says("failed reading line from OCSP server", R::RevocationUnavailable),
        says("stapling_renew_response: responder error", R::RevocationUnavailable).at(Hop::OriginToUpstream),
        says("stapling_check_response:", R::OcspResponseBad),
        says("stapling_cb: no suitable response available", R::OcspResponseBad),
        says("ssl_stapling_init_cert: no OCSP URI in certificate", R::TlsNotFailure).faint(),
        says("ssl_stapling_init_cert: can't retrieve issuer certificate", R::TlsNotFailure).faint(),
        says("Unable to configure certificate * for stapling", R::TlsNotFailure).faint(),
        // The own files and settings.
        says("Failed to configure certificate", R::LocalCredentialError).faint(),
        says("Failed to configure encrypted (?) private key", R::LocalCredentialError).faint(),
        says("Failed to configure at least one certificate and key", R::LocalCredentialError).faint(),
        says("Certificate and private key * do not match", R::LocalCredentialError),
        says("Init: Pass phrase incorrect for key", R::LocalCredentialError),
        says("Init: Private key not found", R::LocalCredentialError),
        says("Init: Unable to read server private key from file", R::LocalCredentialError).faint(),
        says("Init: Can't open server private key file", R::LocalCredentialError),
        says("Init: Can't open server certificate file", R::LocalCredentialError),
        says("Unable to configure RSA server private key", R::LocalCredentialError),
        says("Unable to configure verify locations for client authentication", R::TrustStoreUnavailable),
        says("SSLCertificateFile: file * does not exist or is empty", R::LocalCredentialError),
        says("SSLCertificateKeyFile: file * does not exist or is empty", R::LocalCredentialError),
        says("SSLCertificateChainFile: file * does not exist or is empty", R::LocalCredentialError),
        says("SSLCACertificateFile: file * does not exist or is empty", R::TrustStoreUnavailable),
        says("Server should be SSL-aware but has no certificate configured", R::TlsConfigError),
        says("There are no SSL certificates configured", R::TlsConfigError),
        says("Unable to configure permitted SSL ciphers", R::TlsConfigError),
        says("No SSL protocols available [hint: SSLProtocol]", R::TlsConfigError),
        says("Illegal attempt to re-initialise SSL for server", R::TlsConfigError),
        says("Invalid command 'SSL", R::TlsConfigError),
        says("you want to request client authentication, but no CAs are known for verification", R::TlsConfigError),
        says("Init: (*) You configured HTTP(#) on the standard HTTPS(#) port", R::TlsNotFailure).faint(),
        says("CRL checking has been enabled, but neither", R::TlsConfigError),
        // Not TLS.
        says("AH00558:", R::NotTlsRelated),
        says("Could not reliably determine the server's fully qualified domain name", R::NotTlsRelated),
        says("AH00957:", R::NotTlsRelated),
        says("AH01114:", R::NotTlsRelated),
        says("AH00898: Error reading from remote server", R::NotTlsRelated),
        says("AH00898: Error during SSL Handshake with remote server", R::GenericHandshakeFailure)
            .by_client()
            .at(Hop::ProxyToUpstream),
        says("AH01084:", R::NotTlsRelated),
        says("AH00072: make_sock: could not bind", R::NotTlsRelated),
    ],
};
