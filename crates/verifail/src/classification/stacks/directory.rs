//! Clients of directories: SSSD, ldap3, PHP's ldap, JNDI. libldap's own words are in `openldap.rs`.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

const fn sssd(text: &'static str, reason: R) -> Row {
    Row::new(text)
        .means(reason)
        .by_client()
        .seen("SSSD 1.9-2.10: util/sss_ldap.c, providers/ldap/sdap_async_connection.c")
}

const fn ldap3(text: &'static str, reason: R) -> Row {
    Row::new(text)
        .means(reason)
        .by_client()
        .from(Stack::Python)
        .seen("ldap3 2: core/tls.py, core/exceptions.py, strategy/base.py")
}

const fn php(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().from(Stack::Php).seen("php ext/ldap, LdapRecord, Adldap2")
}

/// Texts of directories' clients.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Sssd,
    rows: &[
        Row::new("sssd").by_client(),
        Row::new("[be[").by_client(),
        Row::new("comment: Error initializing SSL/TLS")
            .means(R::PeerInternalError)
            .by_peer()
            .by_client()
            .from(Stack::Openldap)
            .seen("Active Directory: DSID-0C09"),
        Row::new("sss_ldap_init").by_client(),
        Row::new("nslcd").by_client(),
        sssd("Could not start TLS encryption", R::GenericHandshakeFailure).faint(),
        sssd("ldap_install_tls failed", R::GenericHandshakeFailure),
        sssd("ldap_start_tls failed", R::GenericHandshakeFailure),
        sssd("START TLS result: Success", R::TlsNotFailure).faint(),
        sssd("StartTLS operation failed", R::GenericHandshakeFailure).faint(),
        sssd("Failed to set LDAP TLS", R::TlsConfigError).faint(),
        sssd("ldap_set_option failed: * TLS", R::TrustStoreUnavailable).faint(),
        sssd("ldap_start_tls_s() failed", R::GenericHandshakeFailure).faint(),
        sssd("sdap_async_connect_call request failed", R::NotTlsRelated).faint(),
        sssd("Failed to connect, going offline", R::NotTlsRelated).faint(),
        sssd("LDAP server claims to support StartTLS", R::NotTls).faint(),
        // ldap3.
        Row::new("ldap3.core.exceptions").from(Stack::Python).by_client(),
        ldap3("LDAPStartTLSError", R::GenericHandshakeFailure).faint(),
        ldap3("startTLS failed - unavailable", R::NotTls),
        ldap3("startTLS failed - protocolError", R::NotTls),
        ldap3("startTLS failed", R::GenericHandshakeFailure).faint().from(Stack::Shared),
        ldap3("wrap socket error:", R::GenericHandshakeFailure).faint(),
        ldap3("socket ssl wrapping error", R::GenericHandshakeFailure).faint(),
        ldap3("socket ssl wrapping error: [Errno 104] Connection reset by peer", R::HandshakeReset),
        ldap3("socket ssl wrapping error: [WinError 10054]", R::HandshakeReset),
        ldap3("LDAPCertificateError", R::NameMismatch).faint(),
        ldap3("doesn't match any name in", R::NameMismatch),
        ldap3("LDAPSSLConfigurationError", R::TlsConfigError),
        ldap3("invalid CA public key file", R::TrustStoreUnavailable),
        ldap3("LDAPSocketOpenError", R::NotTlsRelated).faint(),
        ldap3("LDAPInvalidCredentialsResult", R::NotTlsRelated),
        ldap3("strongerAuthRequired", R::NotTlsRelated).faint(),
        // PHP.
        php("ldap_start_tls(): Unable to start TLS: Connect error", R::GenericHandshakeFailure).faint(),
        php("ldap_start_tls(): Unable to start TLS", R::GenericHandshakeFailure).faint(),
        php("ldap_start_tls(): Unable to start TLS: Server is unavailable", R::NotTls),
        php("ldap_start_tls(): Unable to start TLS: Protocol error", R::NotTls),
        php("LDAP - Unable to use StartTLS", R::GenericHandshakeFailure).faint(),
        php("ldap_bind(): Unable to bind to server: Can't contact LDAP server", R::NotTlsRelated).faint(),
        php("Unable to bind to server: Invalid credentials", R::NotTlsRelated),
        // slapd's log.
        Row::new("TLS established tls_ssf=").means(R::TlsNotFailure).at(Hop::Direct).from(Stack::Openldap).faint(),
        Row::new("op=* STARTTLS").means(R::TlsNotFailure).faint().from(Stack::Openldap),
        Row::new("TLS confidentiality required").means(R::PlaintextToTls).by_server().from(Stack::Openldap),
        Row::new("The server requires binds to turn on integrity checking").means(R::NotTlsRelated),
        Row::new("LdapErr: DSID-").means(R::NotTlsRelated).faint(),
        // JNDI.
        Row::new("simple bind failed:").from(Stack::Java).by_client(),
        Row::new("javax.naming.CommunicationException").from(Stack::Java).by_client(),
    ],
};
