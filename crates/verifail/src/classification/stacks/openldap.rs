//! OpenLDAP: libldap and slapd over OpenSSL, GnuTLS or NSS, whose own words follow.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("openldap libraries/libldap/tls2.c, tls_o.c, tls_g.c 2.3-2.6")
}

/// Texts of OpenLDAP.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Openldap,
    rows: &[
        says("TLS: hostname does not match", R::NameMismatch),
        says("hostname does not match CN in peer certificate", R::NameMismatch),
        says("TLS: hostname (*) does not match common name in certificate", R::NameMismatch),
        says("TLS: unable to get CN from peer certificate", R::NoSan),
        says("TLS: unable to get peer certificate", R::ClientCertRequired),
        says("TLS: unable to get common name from peer certificate", R::NoSan),
        says("TLS: can't connect", R::GenericHandshakeFailure).faint(),
        says("TLS: peer cert untrusted or revoked", R::GenericVerifyFailed),
        says("TLS certificate verification: Error, ", R::GenericVerifyFailed).faint(),
        says("TLS: warning: no certificate loaded", R::TrustStoreUnavailable)
            .faint()
            .leads_to(&[R::GenericVerifyFailed, R::UnknownIssuer]),
        says("TLS: could not load verify locations", R::TrustStoreUnavailable),
        says("TLS: could not use certificate", R::LocalCredentialError),
        says("TLS: could not use private key", R::LocalCredentialError),
        // What failed stands behind it, if the engine tells.
        says("TLS init def ctx failed", R::LocalCredentialError).by_server().around(),
        says("TLS: only one of certfile and keyfile specified", R::TlsConfigError),
        says("TLS accept failure error", R::GenericHandshakeFailure).by_server().faint(),
        says("TLS negotiation failure", R::GenericHandshakeFailure).by_server().faint().seen("slapd"),
        // That it was closed is what slapd does then, not why.
        says("closed (TLS negotiation failure)", R::GenericHandshakeFailure).by_server().around().seen("slapd"),
        says("TLS: can't accept", R::GenericHandshakeFailure).by_server().faint().seen("slapd"),
        says("TLS: can't accept: The TLS connection was non-properly terminated", R::HandshakeEof).by_server(),
        Row::new("tlsmc_convert: INFO: ")
            .means(R::TlsNotFailure)
            .decisive()
            .seen("OpenLDAP on Fedora: the layer for NSS databases"),
        Row::new("tlsmc_intercept_initialization: INFO: ").means(R::TlsNotFailure).faint(),
        says("ldap_start_tls: Connect error (-11)", R::GenericHandshakeFailure),
        says("ldap_start_tls_s: Connect error", R::GenericHandshakeFailure).faint(),
        says("unable to start TLS: Connect error", R::GenericHandshakeFailure).faint(),
        says("TLS already started", R::TlsConfigError),
        says("ldap_start_tls: Operations error (1)", R::TlsConfigError).faint(),
        says("unsupported extended operation", R::TlsConfigError).faint(),
        Row::new("ldap_start_tls").by_client(),
        Row::new("ldap_sasl_bind(SIMPLE)").by_client(),
        Row::new("ldaps://").by_client(),
        Row::new("slapd[").by_server(),
        Row::new("slap_client_connect").by_client().seen("syncrepl, chaining"),
        says("Error, ldap_start_tls failed (", R::GenericHandshakeFailure)
            .by_client()
            .seen("slapd: slap_client_connect"),
        Row::new("do_syncrep").by_client().seen("slapd: syncrepl.c"),
        // What the server says to a bind, and what a client says without a reason: the reason stands behind it, if
        // there is one.
        Row::new("Can't contact LDAP server (-1)").means(R::NotTlsRelated).by_client().faint().leads_to(R::ALL),
        Row::new("LdapErr: DSID-").means(R::NotTlsRelated).faint().leads_to(R::ALL),
        Row::new("ldap_bind: Invalid credentials").means(R::NotTlsRelated).by_client(),
        Row::new("ldap_bind: Can't contact LDAP server").means(R::NotTlsRelated).by_client().faint().leads_to(R::ALL),
        Row::new("ldap_bind: Strong(er) authentication required").means(R::PlaintextToTls).by_server(),
        Row::new("Strong(er) authentication required (8)").means(R::PlaintextToTls).by_server(),
        Row::new("ldap_bind: Confidentiality required").means(R::PlaintextToTls).by_server(),
        Row::new("Confidentiality required (13)").means(R::PlaintextToTls).by_server(),
        Row::new("confidentiality required: TLS confidentiality required").means(R::PlaintextToTls).by_server(),
        Row::new("Can't contact LDAP server").by_client(),
    ],
};
