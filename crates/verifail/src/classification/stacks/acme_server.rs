//! ACME servers (Boulder, Pebble): the authority's validation is the client of the site that asks for a certificate.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

/// What validation met at the site.
const fn site(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).at(Hop::OriginToUpstream).seen("boulder va, 2018-2025")
}

/// Texts of ACME servers, as their clients show them.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::AcmeServer,
    rows: &[
        Row::new("urn:ietf:params:acme:error:").seen("RFC 8555 section 6.7"),
        Row::new("urn:acme:error:").seen("ACME v1"),
        site("urn:ietf:params:acme:error:tls", R::GenericHandshakeFailure).faint(),
        site("urn:acme:error:tls", R::GenericHandshakeFailure).faint(),
        site("Incorrect validation certificate for tls-alpn-01 challenge", R::NameMismatch),
        site("Correct zName not found for TLS SNI challenge", R::NameMismatch),
        site("Incorrect validation certificate for TLS-SNI-01 challenge", R::NameMismatch),
        site(
            "Incorrect validation certificate for *challenge*Received certificate with unexpected extensions",
            R::NameMismatch,
        ),
        site(
            "Incorrect validation certificate for *challenge*Received certificate containing unexpected identifiers",
            R::NameMismatch,
        ),
        site("Received certificate which is not self-signed", R::NameMismatch),
        site("Cannot negotiate ALPN protocol", R::Alpn),
        site("No TLS connection state available", R::GenericHandshakeFailure),
        site("No certs presented for *challenge", R::ProtocolViolation),
        site("Server only speaks HTTP, not TLS", R::NotTls),
        site("Failed to connect to * for TLS-SNI", R::NotTlsRelated),
        Row::new("tls-alpn-01 challenge").at(Hop::OriginToUpstream),
        Row::new("tls alpn 01 validation").at(Hop::OriginToUpstream),
        Row::new("During secondary validation: ").at(Hop::OriginToUpstream).seen("boulder va"),
        Row::new("Error getting validation data").at(Hop::OriginToUpstream).seen("boulder va"),
        Row::new("urn:ietf:params:acme:error:connection").at(Hop::OriginToUpstream),
        // What is no TLS: names, HTTP, limits, accounts.
        Row::new("Timeout during connect (likely firewall problem)").means(R::NotTlsRelated).seen("boulder va"),
        Row::new("Timeout after connect (your server may be slow or overloaded)")
            .means(R::NotTlsRelated)
            .seen("boulder va"),
        Row::new("Invalid response from http").means(R::NotTlsRelated).seen("boulder va"),
        Row::new("The key authorization file from the server did not match this challenge")
            .means(R::NotTlsRelated)
            .seen("boulder va"),
        Row::new("urn:ietf:params:acme:error:rateLimited").means(R::NotTlsRelated),
        Row::new("urn:ietf:params:acme:error:dns").means(R::NotTlsRelated),
        Row::new("urn:ietf:params:acme:error:caa").means(R::NotTlsRelated),
        Row::new("urn:ietf:params:acme:error:malformed").means(R::NotTlsRelated),
        Row::new("urn:ietf:params:acme:error:badNonce").means(R::NotTlsRelated),
        Row::new("urn:ietf:params:acme:error:unauthorized").means(R::NotTlsRelated).faint(),
        Row::new("urn:ietf:params:acme:error:rejectedIdentifier").means(R::NotTlsRelated),
        Row::new("urn:ietf:params:acme:error:serverInternal").means(R::NotTlsRelated),
        Row::new("urn:ietf:params:acme:error:accountDoesNotExist").means(R::NotTlsRelated),
        Row::new("too many certificates already issued for").means(R::NotTlsRelated).seen("boulder"),
        Row::new("too many certificates (5) already issued for this exact set of")
            .means(R::NotTlsRelated)
            .seen("boulder"),
        Row::new("The supported validation types are: ").means(R::NotTlsRelated).seen("acme.sh"),
        Row::new("too many failed authorizations recently").means(R::NotTlsRelated).seen("boulder"),
        Row::new("DNS problem: NXDOMAIN looking up").means(R::NotTlsRelated).seen("boulder"),
        Row::new("DNS problem: SERVFAIL looking up").means(R::NotTlsRelated).seen("boulder"),
        Row::new("No TXT record found at _acme-challenge").means(R::NotTlsRelated).seen("boulder"),
        Row::new("Incorrect TXT record").means(R::NotTlsRelated).seen("boulder"),
        Row::new("CAA record for * prevents issuance").means(R::NotTlsRelated).seen("boulder"),
    ],
};
