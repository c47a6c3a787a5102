//! Envoy and Istio: a proxy that tells its clients why its own connection to the upstream failed.
//!
//! Envoy validates in this order (`source/common/tls/cert_validator/default_validator.cc`): the path to a configured CA
//! by BoringSSL's `X509_verify_cert`, with the purpose of the side it is on; then the names, first of the connection's
//! own list (*verify SAN list*: auto SAN validation, dynamic forward proxies) and then of the configured matchers (*SAN
//! matcher*); then pinned hashes. Each ends it with its own text.

use super::super::codes::PACKED;
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, RetryAdvice, Stack};

/// What held when names are compared, where a CA is configured: all that belongs to the path. That the peer speaks TLS,
/// and that a version and a cipher suite were agreed on, was settled before it sent a certificate.
const BEFORE_NAMES: &[R] = &[
    R::BadSignature,
    R::CaViolation,
    R::ChainLimits,
    R::EkuMissingOrWrong,
    R::Expired,
    R::ExpiredOrNotYetValid,
    R::IssuerMismatch,
    R::Malformed,
    R::MissingIntermediate,
    R::NameConstraints,
    R::NoSharedCipher,
    R::NotTls,
    R::NotYetValid,
    R::PathLength,
    R::ProtocolVersion,
    R::RevocationUnavailable,
    R::Revoked,
    R::SelfSignedInChain,
    R::SelfSignedLeaf,
    R::UnhandledCriticalExtension,
    R::UnknownIssuer,
    R::UntrustedRoot,
];

const fn upstream(text: &'static str) -> Row {
    Row::new(text).at(Hop::ProxyToUpstream).seen("1.9-1.37")
}

/// No word of TLS: the connection beneath failed, and why may pass.
const fn beneath(text: &'static str) -> Row {
    upstream(text).means(R::NotTlsRelated).retry(RetryAdvice::BoundedUnknown)
}

const fn own(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("source/common/tls, 1.9-1.37")
}

/// The connection's own names; it comes and goes where a cached session is of another name.
const fn names_of_connection(text: &'static str) -> Row {
    upstream(text).means(R::NameMismatch).excludes(BEFORE_NAMES).retry(RetryAdvice::FreshSession)
}

/// Texts of Envoy, and of Istio around it.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Envoy,
    rows: &[
        // The local reply.
        beneath("upstream connect error or disconnect/reset before headers").around().leads_to(R::ALL),
        beneath("upstream_reset_before_response_started"),
        upstream("transport failure reason: ").around(),
        upstream("transport failure reason: TLS error: ").means(R::GenericHandshakeFailure).around(),
        upstream("transport failure reason: TLS_error:").means(R::GenericHandshakeFailure).around(),
        upstream("system library:OPENSSL_internal:Connection reset by peer").means(R::HandshakeReset),
        upstream("client disconnected, failure reason: TLS error: "),
        upstream("%UPSTREAM_TRANSPORT_FAILURE_REASON%"),
        // Of either side.
        Row::new("TLS_error:|").seen("1.31-1.37"),
        Row::new("TLS error: #:").decodes(&PACKED).seen("where a gateway's own message drops the words"),
        Row::new("TLS_error:*|#:SSL routines").decodes(&PACKED).means(R::GenericHandshakeFailure).seen("1.31-1.37"),
        Row::new("TLS error: #:SSL routines").decodes(&PACKED).means(R::GenericHandshakeFailure).seen("1.9-1.30"),
        Row::new("TLS_error:*|#:SSL routines:OPENSSL_internal:")
            .decodes(&PACKED)
            .means(R::GenericHandshakeFailure)
            .seen("1.31-1.37"),
        Row::new("TLS error: #:SSL routines:OPENSSL_internal:")
            .decodes(&PACKED)
            .means(R::GenericHandshakeFailure)
            .seen("1.9-1.30"),
        Row::new("SSL error: #:SSL routines:OPENSSL_internal:")
            .decodes(&PACKED)
            .means(R::GenericHandshakeFailure)
            .seen("1.5-1.8"),
        Row::new("TLS_error:*|#:system library").decodes(&PACKED).means(R::GenericHandshakeFailure).seen("1.31-1.37"),
        Row::new("TLS error: #:system library").decodes(&PACKED).means(R::GenericHandshakeFailure).seen("1.9-1.30"),
        Row::new("] handshake error: 2").means(R::TlsNotFailure).faint().seen("1.7-1.12: SSL_ERROR_WANT_READ"),
        Row::new("] handshake error: 3").means(R::TlsNotFailure).faint().seen("1.7-1.12: SSL_ERROR_WANT_WRITE"),
        Row::new("] handshake expecting read").means(R::TlsNotFailure).faint().seen("1.13-1.37"),
        Row::new("] handshake expecting write").means(R::TlsNotFailure).faint().seen("1.13-1.37"),
        // What only a client meets.
        upstream("TLS_error:*OPENSSL_internal:CERTIFICATE_VERIFY_FAILED").means(R::GenericVerifyFailed),
        upstream("TLS_error:*OPENSSL_internal:WRONG_VERSION_NUMBER").means(R::NotTls),
        upstream("TLS_error:*OPENSSL_internal:HANDSHAKE_FAILURE_ON_CLIENT_HELLO")
            .means(R::GenericHandshakeFailure)
            .by_peer(),
        upstream("TLS error:*OPENSSL_internal:HANDSHAKE_FAILURE_ON_CLIENT_HELLO")
            .means(R::GenericHandshakeFailure)
            .by_peer(),
        upstream("TLS_error:*OPENSSL_internal:SSLV3_ALERT_HANDSHAKE_FAILURE")
            .means(R::GenericHandshakeFailure)
            .by_peer(),
        upstream("TLS error:*OPENSSL_internal:SSLV3_ALERT_HANDSHAKE_FAILURE")
            .means(R::GenericHandshakeFailure)
            .by_peer(),
        upstream("TLS_error:*OPENSSL_internal:TLSV1_ALERT_PROTOCOL_VERSION").means(R::ProtocolVersion).by_peer(),
        upstream("TLS_error:*OPENSSL_internal:TLSV1_ALERT_INTERNAL_ERROR").means(R::PeerInternalError).by_peer(),
        upstream("TLS_error:*OPENSSL_internal:TLSV1_UNRECOGNIZED_NAME").means(R::SniUnrecognized).by_peer(),
        upstream("TLS_error:*OPENSSL_internal:UNSUPPORTED_PROTOCOL").means(R::ProtocolVersion),
        // As a server of its own clients.
        Row::new("TLS_error:*OPENSSL_internal:HTTP_REQUEST").means(R::PlaintextToTls).by_server().at(Hop::Direct),
        Row::new("TLS_error:*OPENSSL_internal:NO_SHARED_CIPHER").means(R::NoSharedCipher).by_server().at(Hop::Direct),
        Row::new("TLS_error:*OPENSSL_internal:PEER_DID_NOT_RETURN_A_CERTIFICATE")
            .means(R::ClientCertRequired)
            .by_server()
            .at(Hop::Direct),
        Row::new("TLS error:*OPENSSL_internal:PEER_DID_NOT_RETURN_A_CERTIFICATE")
            .means(R::ClientCertRequired)
            .by_server()
            .at(Hop::Direct),
        Row::new("peer did not provide required client certificate")
            .means(R::ClientCertRequired)
            .by_server()
            .at(Hop::Direct),
        Row::new("DOWNSTREAM_TRANSPORT_FAILURE_REASON").by_server().at(Hop::Direct),
        Row::new("DOWNSTREAM_TRANSPORT_FAILURE_REASON*TLS_error:*OPENSSL_internal:CERTIFICATE_VERIFY_FAILED")
            .means(R::GenericVerifyFailed)
            .by_server()
            .at(Hop::Direct),
        Row::new("DOWNSTREAM_TRANSPORT_FAILURE_REASON*TLS_error:*OPENSSL_internal:WRONG_VERSION_NUMBER")
            .means(R::NotTls)
            .by_server()
            .at(Hop::Direct),
        // What its log says next to a failure: the pool of upstream connections, or the handler of a listener's.
        upstream("queueing stream due to no available connections").by_client().seen("[pool] 1.14-1.37"),
        upstream("disconnect. resetting # pending requests").by_client().seen("[client] 1.5-1.37"),
        Row::new("adding to cleanup list").by_server().at(Hop::Direct).seen("[conn_handler] 1.5-1.37"),
        Row::new("envoy pool").seen("Istio logs"),
        Row::new("envoy connection").seen("Istio logs"),
        Row::new("external/envoy/source/").seen("Istio logs"),
        Row::new("[src/envoy/").seen("Istio logs, before 1.8"),
        Row::new("[Envoy (Epoch #)]").seen("Istio logs, before 1.8"),
        Row::new("mTLS PERMISSIVE mode is used").means(R::TlsNotFailure).seen("Istio 1.0-1.7"),
        Row::new("IstioCert: certificate").means(R::TlsNotFailure).faint().from(Stack::Go).seen("Emissary"),
        Row::new("source/common/tls/ssl_socket.cc").seen("1.28-1.37"),
        Row::new("transport_sockets/tls/ssl_socket.cc").seen("1.9-1.27"),
        // Names.
        names_of_connection("verify cert failed: verify SAN list"),
        names_of_connection("verify SAN list"),
        upstream("verify cert failed: SAN matcher").means(R::NameMismatch).excludes(BEFORE_NAMES).seen("1.9-1.37"),
        upstream("verify cert failed: cert hash and spki")
            .means(R::PinMismatch)
            .excludes(BEFORE_NAMES)
            .seen("1.9-1.37"),
        // The path.
        upstream("verify cert failed: ").means(R::GenericVerifyFailed),
        upstream("verify cert failed: X509_verify_cert: "),
        upstream("X509_verify_cert: certificate verification error at depth ").means(R::GenericVerifyFailed),
        upstream("verify cert failed: empty cert chain").means(R::ClientCertRequired),
        // SPIFFE validation.
        upstream("no trust bundle found").means(R::UnknownIssuer).seen("spiffe_validator.cc"),
        upstream("verify cert failed: SPIFFE").means(R::NameMismatch).seen("spiffe_validator.cc"),
        upstream("cannot get SPIFFE SAN").means(R::NoSan).seen("spiffe_validator.cc"),
        // Own credentials and configuration.
        own("TLS error: Secret is not supplied by SDS", R::LocalCredentialError),
        own("Secret is not supplied by SDS", R::LocalCredentialError),
        own("Failed to load certificate chain from", R::LocalCredentialError),
        own("Failed to load private key from", R::LocalCredentialError),
        own("Failed to load incomplete certificate from", R::LocalCredentialError),
        own("Failed to load incomplete private key", R::LocalCredentialError),
        own("Failed to load trusted CA certificates from", R::TrustStoreUnavailable),
        own("Failed to load CRL from", R::RevocationUnavailable),
        own("Failed to initialize cipher suites", R::TlsConfigError),
        own("Failed to initialize ECDH curves", R::TlsConfigError),
        own("Failed to initialize TLS signature algorithms", R::TlsConfigError),
        own("only P-256 ECDSA certificates are supported", R::LocalCredentialError),
        own("only RSA certificates with 2048-bit or larger keys are supported", R::WeakKey),
        own("Invalid TLS context has neither subject CN nor SAN names", R::LocalCredentialError),
        own("Server TlsCertificates must have a certificate specified", R::TlsConfigError),
        own("No TLS certificates found for server context", R::TlsConfigError),
        own(
            "SAN-based verification of peer certificates without trusted CA is insecure and not allowed",
            R::TlsConfigError,
        ),
        own("filter chain match*server_names*TLS Inspector", R::TlsConfigError),
        // The connection beneath.
        beneath("reset reason: connection failure").around().leads_to(R::ALL),
        beneath("reset reason: remote connection failure").around().leads_to(R::ALL),
        beneath("reset reason: local connection failure").around().leads_to(R::ALL),
        beneath("reset reason: connection termination").around().leads_to(R::ALL),
        beneath("reset reason: connection timeout").around().leads_to(R::ALL),
        beneath("reset reason: overflow"),
        beneath("delayed connect error: ").around(),
        beneath("no healthy upstream"),
        beneath("upstream request timeout"),
        Row::new("filter_chain_not_found").means(R::SniUnrecognized).by_server().at(Hop::Direct),
        // Istio.
        Row::new("istio").from(Stack::Istio),
        Row::new("SDS: PUSH*resource:default").means(R::TlsNotFailure).from(Stack::Istio),
        Row::new("workload certificate*failed to fetch").means(R::LocalCredentialError).from(Stack::Istio),
        Row::new("failed to warm certificate").means(R::LocalCredentialError).from(Stack::Istio),
        Row::new("failed to generate secret for").means(R::LocalCredentialError).from(Stack::Istio).seen("SDS"),
        Row::new("envoy config").from(Stack::Istio).seen("istio-proxy: the agent's name of Envoy's loggers"),
        Row::new("Envoy proxy is NOT ready").from(Stack::Istio),
    ],
};
