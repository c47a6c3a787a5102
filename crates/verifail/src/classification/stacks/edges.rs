//! Edges beside Cloudflare, Amazon and Azure: what Fastly, Akamai, Google's load balancers, Vercel and Netlify tell of
//! an origin.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, RetryAdvice, Stack};

/// The edge is the client of the origin.
const fn origin(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).at(Hop::ProxyToUpstream).seen("Fastly: documented 503 reasons")
}

const fn beneath(text: &'static str) -> Row {
    origin(text, R::NotTlsRelated).retry(RetryAdvice::BoundedUnknown)
}

/// Texts of edges.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Fastly,
    rows: &[
        // Fastly.
        Row::new("Varnish cache server").at(Hop::ProxyToUpstream),
        Row::new("fastly"),
        origin("503 hostname doesn't match against certificate", R::NameMismatch),
        origin("hostname doesn't match against certificate", R::NameMismatch),
        origin("503 certificate has expired", R::Expired),
        origin("503 self signed certificate", R::SelfSignedLeaf),
        origin("503 unable to get local issuer certificate", R::UnknownIssuer),
        origin("503 unable to verify the first certificate", R::MissingIntermediate),
        origin("503 SSL handshake error", R::GenericHandshakeFailure),
        origin("503 TLS handshake error", R::GenericHandshakeFailure),
        origin("503 SSL handshake timeout", R::HandshakeTimeout),
        beneath("503 backend read error"),
        beneath("503 Backend fetch failed"),
        beneath("503 first byte timeout"),
        beneath("503 connection timed out"),
        beneath("503 No healthy backends"),
        beneath("Fastly error: unknown domain"),
        // Akamai.
        origin("ERR_SSL_CERT_ERROR|", R::GenericVerifyFailed).from(Stack::Shared).seen("Akamai"),
        origin("ERR_SSL_HANDSHAKE|", R::GenericHandshakeFailure).from(Stack::Shared).seen("Akamai"),
        beneath("ERR_CONNECT_FAIL|").from(Stack::Shared).seen("Akamai"),
        beneath("ERR_DNS_FAIL|").from(Stack::Shared).seen("Akamai"),
        beneath("ERR_READ_TIMEOUT|").from(Stack::Shared).seen("Akamai"),
        // Google Cloud.
        origin("failed_to_connect_to_backend", R::NotTlsRelated).from(Stack::Shared).faint(),
        origin("ssl_certificate_san_verification_failed", R::NameMismatch)
            .from(Stack::Shared)
            .seen("GCP: statusDetails"),
        origin("ssl_certificate_chain_verification_failed", R::GenericVerifyFailed).from(Stack::Shared).seen("GCP"),
        Row::new("client_cert_not_provided").means(R::ClientCertRequired).by_server().from(Stack::Shared).seen("GCP"),
        Row::new("client_cert_validation_failed")
            .means(R::GenericVerifyFailed)
            .by_server()
            .from(Stack::Shared)
            .seen("GCP: statusDetails"),
        Row::new("client_cert_chain_invalid_eku")
            .means(R::EkuMissingOrWrong)
            .by_server()
            .from(Stack::Shared)
            .seen("GCP: statusDetails"),
        Row::new("client_cert_trust_config_not_found")
            .means(R::TrustStoreUnavailable)
            .from(Stack::Shared)
            .seen("GCP: statusDetails"),
        Row::new("FAILED_NOT_VISIBLE").means(R::NotTlsRelated).from(Stack::Shared).seen("GCP: managed certificates"),
        Row::new("FAILED_CAA_FORBIDDEN").means(R::NotTlsRelated).from(Stack::Shared).seen("GCP: managed certificates"),
        Row::new("FAILED_CAA_CHECKING").means(R::NotTlsRelated).from(Stack::Shared).seen("GCP: managed certificates"),
        // Vercel, Netlify.
        origin("ROUTER_EXTERNAL_TARGET_HANDSHAKE_ERROR", R::GenericHandshakeFailure).from(Stack::Shared).seen("Vercel"),
        beneath("ROUTER_EXTERNAL_TARGET_CONNECTION_ERROR").from(Stack::Shared).seen("Vercel"),
        beneath("ROUTER_EXTERNAL_TARGET_ERROR").from(Stack::Shared).seen("Vercel"),
        beneath("DNS_HOSTNAME_NOT_FOUND").from(Stack::Shared).seen("Vercel"),
        Row::new("We could not provision a Let's Encrypt certificate")
            .means(R::NotTlsRelated)
            .from(Stack::Shared)
            .seen("Netlify"),
    ],
};
