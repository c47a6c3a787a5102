//! What provisions and watches hosts: Puppet, Chef, Salt, WinRM, Icinga; and small servers: lighttpd, hitch, MinIO,
//! NBD, SPICE.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

const fn puppet(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("Puppet 3-8: lib/puppet/ssl, lib/puppet/http/errors.rb")
}

const fn chef(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("Chef 11-18: chef-config, knife ssl_check")
}

const fn winrm(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().from(Stack::Powershell).seen("WinRM 2-3: WSMan provider")
}

const fn icinga(text: &'static str, reason: R) -> Row {
    Row::new(text)
        .means(reason)
        .from(Stack::Nagios)
        .at(Hop::Direct)
        .seen("Icinga 2.4-2.14: lib/remote, lib/base/tlsstream.cpp")
}

const fn small(text: &'static str, reason: R, stack: Stack) -> Row {
    Row::new(text).means(reason).from(stack).seen("lighttpd 1.4, hitch 1, MinIO, cloudflared, ocserv, nbd, qemu, spice")
}

/// Texts of programs that provision and watch.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Ruby,
    rows: &[
        // Puppet.
        Row::new("puppet-ca/v1").by_client(),
        Row::new("puppet agent").by_client(),
        Row::new("puppetserver"),
        puppet("The certificate '*' has expired, verify time is synchronized", R::Expired),
        puppet("The certificate '*' is not yet valid, verify time is synchronized", R::NotYetValid),
        puppet("The CRL issued by '*' has expired, verify time is synchronized", R::RevocationUnavailable),
        puppet("The CRL issued by '*' is not yet valid, verify time is synchronized", R::RevocationUnavailable),
        puppet("The CRL issued by '*' is missing", R::RevocationUnavailable),
        puppet("The issuer '*' of certificate '*' cannot be found locally", R::UnknownIssuer),
        puppet("The issuer '*' of certificate '*' is missing", R::UnknownIssuer),
        puppet("The certificate '*' is revoked", R::Revoked),
        puppet("Invalid signature for certificate", R::BadSignature),
        puppet("Invalid signature for CRL issued by", R::BadSignature),
        puppet("did not match server certificate; expected one of", R::NameMismatch),
        puppet("does not match the agent's private key", R::LocalCredentialError),
        puppet("The certificate for '*' does not match its private key", R::LocalCredentialError),
        puppet("The certificate retrieved from the master does not match", R::LocalCredentialError),
        puppet("does not match the agent's public key", R::LocalCredentialError),
        puppet("The CSR retrieved from the master does not match", R::LocalCredentialError),
        puppet("The private key is missing from", R::LocalCredentialError),
        puppet("The client certificate is missing from", R::LocalCredentialError),
        puppet("Failed to load private key for host", R::LocalCredentialError),
        puppet("The CA certificates are missing from", R::TrustStoreUnavailable),
        puppet("Exiting; no certificate found and waitforcert is disabled", R::LocalCredentialError),
        puppet(
            "Couldn't fetch certificate from CA server; you might still need to sign this agent's certificate",
            R::LocalCredentialError,
        ),
        puppet("Refusing to sign CSR", R::NotTlsRelated),
        puppet("has a waiting certificate request", R::TlsNotFailure).faint(),
        puppet("Signed certificate request for", R::TlsNotFailure).faint(),
        puppet("Creating a new SSL certificate request for", R::TlsNotFailure).faint(),
        puppet("Creating a new SSL key for", R::TlsNotFailure).faint(),
        puppet("Caching certificate for", R::TlsNotFailure).faint(),
        puppet("Certificate Request fingerprint", R::TlsNotFailure).faint(),
        puppet("Failed to open TCP connection", R::NotTlsRelated).faint(),
        // Chef and Salt.
        chef("SSL Validation failure connecting to host", R::GenericVerifyFailed).faint(),
        chef("ERROR: The SSL certificate of * could not be verified", R::GenericVerifyFailed).faint(),
        chef("The SSL certificate of * could not be verified", R::GenericVerifyFailed).faint(),
        chef("The SSL cert is signed by a trusted authority but is not valid for the given hostname", R::NameMismatch),
        chef("SSL validation of HTTPS requests is disabled", R::TlsNotFailure).faint(),
        chef("Successfully verified certificates from", R::TlsNotFailure).faint(),
        chef("There are invalid certificates in your trusted_certs_dir", R::TrustStoreUnavailable),
        chef("Adding certificate for * in", R::TlsNotFailure).faint(),
        chef("The Salt Master has rejected this minion's public key", R::NotTlsRelated),
        chef("The master key has changed, the salt master could have been subverted", R::NotTlsRelated),
        chef("The Salt Master has cached the public key for this node", R::NotTlsRelated),
        // WinRM.
        winrm(
            "The SSL connection cannot be established. Verify that the service on the remote host",
            R::GenericHandshakeFailure,
        ),
        winrm("The SSL certificate is signed by an unknown certificate authority", R::UnknownIssuer),
        winrm("The SSL certificate is expired", R::Expired),
        winrm("The SSL certificate could not be checked for revocation", R::RevocationUnavailable),
        winrm(
            "cannot create a WinRM listener on HTTPS because this machine does not have an appropriate certificate",
            R::LocalCredentialError,
        ),
        winrm(
            "The WinRM client cannot process the request because the server name cannot be resolved",
            R::NotTlsRelated,
        ),
        winrm("The WinRM client cannot complete the operation within the time specified", R::NotTlsRelated),
        winrm("WinRM cannot complete the operation", R::NotTlsRelated).faint(),
        winrm("the specified credentials were rejected by the server", R::NotTlsRelated),
        // Icinga.
        Row::new("JsonRpcConnection").from(Stack::Nagios),
        Row::new("ApiListener").from(Stack::Nagios),
        icinga("Client TLS handshake failed (from [", R::GenericHandshakeFailure).by_server().faint(),
        icinga("Client TLS handshake failed (to [", R::GenericHandshakeFailure).by_client().faint(),
        icinga("Certificate validation failed for endpoint", R::GenericVerifyFailed).by_either().faint(),
        icinga("Peer certificate does not match endpoint", R::NameMismatch).by_either(),
        icinga("Unexpected certificate common name while connecting to endpoint", R::NameMismatch).by_client(),
        icinga("ApiListener: Client TLS handshake failed", R::GenericHandshakeFailure).by_server().faint(),
        icinga("pki: Client TLS handshake failed", R::GenericHandshakeFailure).by_client().faint(),
        icinga("cli: Client TLS handshake failed", R::GenericHandshakeFailure).by_client().faint(),
        icinga("Client TLS handshake failed (from [*: Operation canceled", R::HandshakeTimeout).by_server(),
        icinga("Client TLS handshake failed (to [*: Operation canceled", R::HandshakeTimeout).by_client(),
        icinga("Timeout while processing incoming connection from", R::HandshakeTimeout).by_server(),
        icinga("TLS stream was truncated, ignoring connection", R::HandshakeEof).by_server(),
        icinga("TLS stream was disconnected", R::UncleanClose).faint(),
        icinga("New client connection for identity * (certificate validation failed", R::GenericVerifyFailed)
            .by_server(),
        icinga("New client connection *(no client certificate)", R::TlsNotFailure).by_server().faint(),
        Row::new("New client connection for identity").from(Stack::Nagios).by_server(),
        icinga("Redis didn't present any TLS certificate", R::GenericVerifyFailed).by_client(),
        icinga("Cannot make SSL context for cert path", R::LocalCredentialError),
        icinga("Cannot make SSL context", R::TlsConfigError).faint(),
        icinga("Cannot get certificate from cert path", R::LocalCredentialError),
        icinga("Cannot get certificate common name from cert path", R::LocalCredentialError),
        icinga("Error loading and verifying locations in ca key file", R::TrustStoreUnavailable),
        icinga("Cannot add certificate revocation list to SSL context", R::RevocationUnavailable).at(Hop::Local),
        icinga("Peer certificate does not match trusted certificate", R::PinMismatch).by_client(),
        icinga("does not specify any usable ciphers", R::TlsConfigError),
        icinga("CRITICAL: Certificate with CN * is NOT signed by CA", R::UnknownIssuer).offline(),
        icinga("No data received on new API connection", R::NotTlsRelated),
        icinga("Could not fetch valid response. Please check the master log", R::NotTlsRelated),
        icinga("Cannot connect to host '*' on port", R::NotTlsRelated),
        // Small servers.
        small("couldn't read X509 certificate from", R::LocalCredentialError, Stack::Openssl),
        small("couldn't read private key from", R::LocalCredentialError, Stack::Openssl),
        small(
            "SSL: Private key does not match the certificate public key, reason",
            R::LocalCredentialError,
            Stack::Openssl,
        ),
        small("(mod_openssl.c.", R::GenericHandshakeFailure, Stack::Openssl).by_server().faint(),
        small("(mod_gnutls.c.", R::GenericHandshakeFailure, Stack::Gnutls).by_server().faint(),
        small("{client} SSL", R::GenericHandshakeFailure, Stack::Openssl).by_server().faint(),
        small("{core} SSL", R::GenericHandshakeFailure, Stack::Openssl).by_server().faint(),
        small("Unable to load the TLS configuration", R::TlsConfigError, Stack::Go).faint(),
        small("Insufficient permissions to access public certs", R::LocalCredentialError, Stack::Go),
        small("traffic from cloudflared: EOF", R::HandshakeEof, Stack::Cloudflared)
            .by_client()
            .at(Hop::ProxyToUpstream),
        small("already connected to this server, trying another address", R::NotTlsRelated, Stack::Cloudflared),
        small("failed to serve tunnel connection", R::NotTlsRelated, Stack::Cloudflared).faint(),
        small("accept stream listener encountered a failure", R::NotTlsRelated, Stack::Cloudflared).faint(),
        small("websocket: close 1006", R::NotTlsRelated, Stack::Go),
        small("Exception while performing SSL handshake", R::GenericHandshakeFailure, Stack::Dotnet)
            .by_client()
            .faint(),
        small("TLS negotiation required before", R::PlaintextToTls, Stack::Gnutls).by_server(),
        small("TLS x509 authz check for * is denied", R::GenericVerifyFailed, Stack::Gnutls).by_server(),
        small("The LDAP server is unavailable", R::NotTlsRelated, Stack::Dotnet).faint(),
        small("authentication failed - EAP type: * (TLS)", R::NotTlsRelated, Stack::Hostapd),
        small("Invalid data in .cer file", R::Malformed, Stack::AzureGateway).offline(),
        small("write:errno=113", R::NotTlsRelated, Stack::Openssl),
        small("write:errno=111", R::NotTlsRelated, Stack::Openssl),
        small("write:errno=32", R::HandshakeEof, Stack::Openssl).by_client(),
        small("no suitable application protocol", R::Alpn, Stack::Shared).faint(),
    ],
};
