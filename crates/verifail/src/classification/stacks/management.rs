//! What manages hosts from afar: Net-SNMP, NETCONF's libnetconf2, Guacamole's guacd, Splunk, Proxmox.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

const fn snmp(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("Net-SNMP 5.6-5.9: snmplib/transports/snmpTLS*.c, snmpDTLS*.c")
}

const fn netconf(text: &'static str, reason: R) -> Row {
    Row::new(text)
        .means(reason)
        .seen("libnetconf2 0.1-3: session_openssl.c, session_client_tls.c, session_server_tls.c")
}

/// guacd connects for a browser.
const fn guacd(text: &'static str, reason: R) -> Row {
    Row::new(text)
        .means(reason)
        .by_client()
        .at(Hop::ProxyToUpstream)
        .seen("guacamole-server 0.9-1.6: protocols/rdp/error.c, rdp.c")
}

const fn no_tls(text: &'static str) -> Row {
    Row::new(text).means(R::NotTlsRelated).seen("guacamole-server 0.9-1.6: protocols/rdp/error.c")
}

const fn splunk(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("Splunk 6-9: splunkd.log")
}

/// Texts of managers and their agents.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Openssl,
    rows: &[
        // Net-SNMP.
        Row::new("tls_x509:verify"),
        Row::new("sslctx_client").by_client(),
        Row::new("sslctx_server").by_server(),
        snmp("tls verification failure: ok=", R::GenericVerifyFailed).faint().offline().at(Hop::Direct),
        snmp("The fingerprint from the remote side's certificate didn't match the expected", R::PinMismatch)
            .by_client(),
        snmp("No matching names in the certificate to match the expected", R::NameMismatch).by_client(),
        snmp("Can not verify a remote server identity without configuration", R::TlsConfigError),
        snmp("failed to verify a client fingerprint", R::PinMismatch).by_server(),
        snmp("could not find peer certificate in chain maps", R::PinMismatch).by_server(),
        snmp("cert:map:secname: found 0 matches for fingerprints", R::PinMismatch).by_server(),
        snmp("failed to get fingerprint of remote certificate", R::GenericVerifyFailed).by_client(),
        snmp("failed to verify ssl certificate (of the server)", R::GenericVerifyFailed).by_client(),
        snmp("failed to verify ssl certificate (of the client)", R::GenericVerifyFailed).by_server(),
        snmp("tlstcp: failed to verify ssl certificate", R::GenericVerifyFailed).by_client(),
        snmp("tlstcp: failed to ssl_connect", R::GenericHandshakeFailure).faint().by_client(),
        snmp("dtls: failed to connect", R::GenericHandshakeFailure).faint().by_client(),
        snmp("TLSTCP: Failed checking client certificate", R::GenericVerifyFailed).by_server(),
        snmp("TLSTCP: Failed SSL_accept", R::GenericHandshakeFailure).faint().by_server(),
        snmp("TLSTCP: server handshake recv connection closed", R::HandshakeEof).by_server(),
        snmp("TLSTCP: server handshake recv failed", R::HandshakeReset).by_server(),
        snmp("TLSTCP: handshake recv connection closed", R::HandshakeEof).by_client(),
        snmp("TLSTCP: handshake recv failed", R::HandshakeReset).by_client(),
        snmp("SSL peer has no certificate", R::ClientCertRequired).by_server(),
        snmp("failed to find requested certificate to trust", R::TrustStoreUnavailable),
        snmp("failed to load trust certificate", R::TrustStoreUnavailable),
        snmp("error finding client identity keys", R::LocalCredentialError),
        snmp("error finding server identity keys", R::LocalCredentialError),
        snmp("client public and private keys incompatible", R::LocalCredentialError),
        snmp("server public and private keys incompatible", R::LocalCredentialError),
        snmp("failed to set verify paths", R::TrustStoreUnavailable),
        snmp("failed to set the cipher list to the requested value", R::TlsConfigError),
        snmp("Invalid tlsMinVersion value", R::TlsConfigError),
        snmp("Invalid tlsMaxVersion value", R::TlsConfigError),
        snmp("cert:find:err: cert * not allowed for identity", R::LocalCredentialError).faint(),
        // libnetconf2: LN is the library in netopeer2's log, nc in its client's.
        Row::new("nc ERROR: ").by_client().seen("netopeer2-cli"),
        netconf("LN: SSL_accept failed", R::GenericHandshakeFailure).faint().by_server(),
        netconf("LN: SSL_connect failed", R::GenericHandshakeFailure).faint().by_client(),
        netconf("Client certificate error (", R::GenericVerifyFailed).faint().by_server(),
        netconf("Server certificate error (", R::GenericVerifyFailed).faint().by_client(),
        netconf("Cert verify: fail (", R::GenericVerifyFailed).faint(),
        netconf("Cert verify: fail (Client certificate not trusted", R::GenericVerifyFailed).by_server(),
        netconf("Cert verify: fail, but the end-entity certificate is trusted, continuing", R::TlsNotFailure).faint(),
        netconf("Cert verify CTN: unsuccessful, dropping the new client", R::GenericVerifyFailed).faint().by_server(),
        netconf("SSL_accept timeout", R::HandshakeTimeout).by_server(),
        netconf("TLS accept timeout", R::HandshakeTimeout).by_server(),
        netconf("SSL connect timeout", R::HandshakeTimeout).by_client(),
        netconf("TLS accept failed", R::GenericHandshakeFailure).faint().by_server(),
        netconf("Client certificate not set", R::LocalCredentialError).by_client(),
        netconf("Server certificate not configured", R::LocalCredentialError),
        netconf("Loading server certificate and/or private key failed", R::LocalCredentialError),
        netconf("Loading server CRL failed", R::RevocationUnavailable),
        // guacd.
        Row::new("guacd[").by_client().at(Hop::ProxyToUpstream),
        guacd("SSL/TLS connection failed (untrusted/self-signed certificate?)", R::GenericHandshakeFailure),
        guacd("Certificate validation failed Error connecting to RDP server", R::GenericVerifyFailed),
        no_tls("Security negotiation failed (wrong security type?)"),
        no_tls("Server refused connection (wrong security type?)"),
        no_tls("Connection failed (server unreachable?)"),
        no_tls("DNS lookup failed (incorrect hostname?)"),
        no_tls("Authentication failure (invalid credentials?)"),
        // Splunk.
        Row::new("TcpInputProc").by_server(),
        Row::new("TcpOutputFd").by_client(),
        Row::new("TcpOutputProc").by_client(),
        splunk("SSL clause not found or servercert not provided", R::TlsNotFailure),
        splunk("SSL ports will not be opened", R::TlsConfigError),
        splunk("X509 certificate (*) should not be used, as it is issued by Splunk's own default", R::TlsNotFailure),
        splunk("sock_error = # SSL Error = ", R::GenericHandshakeFailure).faint(),
        splunk("X509Verify - Server X509 certificate (*) failed validation", R::GenericVerifyFailed)
            .faint()
            .by_client(),
        splunk("X509Verify - Client X509 certificate (*) failed validation", R::GenericVerifyFailed)
            .faint()
            .by_server(),
        splunk("Common Name (*) did not match any allowed names", R::NameMismatch).by_client(),
        // Proxmox: pveproxy asks another node for its client.
        Row::new("596 tls_process_server_certificate").by_client().at(Hop::ProxyToUpstream).seen("pve-http-server"),
        Row::new("596 Errors during TLS negotiation").by_client().at(Hop::ProxyToUpstream).seen("pve-http-server"),
        Row::new("Could not verify remote node certificate * with list of pinned certificates")
            .means(R::PinMismatch)
            .by_client()
            .at(Hop::ProxyToUpstream)
            .seen("pve-http-server"),
        Row::new("received an HTTP 596 response").by_client().at(Hop::ProxyToUpstream).seen("pve-http-server"),
        Row::new(": 596 error:").by_client().at(Hop::ProxyToUpstream).seen("pve-http-server"),
        Row::new("Certificate fingerprint was not confirmed")
            .means(R::PinMismatch)
            .by_client()
            .seen("proxmox-backup-client"),
    ],
};
