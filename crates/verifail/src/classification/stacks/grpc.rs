//! gRPC's C core and the languages over it (Python, Ruby, PHP, C#, C++, Objective-C): BoringSSL, or the OpenSSL it is
//! built with.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("grpc/grpc src/core/tsi, src/core/lib/security, 1.0-1.76")
}

/// Texts of gRPC's core.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Grpc,
    rows: &[
        // Where it speaks.
        Row::new("ssl_transport_security.cc").seen("1.10-1.76"),
        Row::new("ssl_transport_security.c:").seen("1.0-1.9"),
        Row::new("security_handshaker.cc"),
        Row::new("secure_endpoint.cc"),
        Row::new("tsi_code="),
        Row::new("grpc_status:").seen("every language"),
        Row::new("grpc_status\":").seen("every language"),
        Row::new("grpc_message:\"").seen("every language"),
        Row::new("StatusCode.UNAVAILABLE").seen("Python"),
        Row::new("StatusCode=\"Unavailable\"").seen("C#"),
        Row::new("14 UNAVAILABLE: ").seen("Ruby, Node"),
        Row::new("UNAVAILABLE: failed to connect to all addresses"),
        Row::new("failed to connect to all addresses").means(R::NotTlsRelated).faint().leads_to(R::ALL),
        Row::new("Failed to connect to remote host: ").means(R::NotTlsRelated),
        Row::new("DNS resolution failed for ").means(R::NotTlsRelated),
        Row::new("Failed to pick subchannel"),
        says("Trying to connect an http1.x server", R::NotTls).by_client(),
        says("Secure read failed", R::UncleanClose).faint().leads_to(R::ALL),
        Row::new("debug_error_string"),
        Row::new("grpc._channel._InactiveRpcError").seen("Python"),
        Row::new("Status{code=UNAVAILABLE").from(Stack::Java).by_client(),
        Row::new("io.grpc.StatusRuntimeException").from(Stack::Java).by_client(),
        Row::new("Channel closed while performing protocol negotiation")
            .means(R::HandshakeEof)
            .from(Stack::Java)
            .by_client(),
        Row::new("Connection closed while performing TLS negotiation")
            .means(R::HandshakeEof)
            .from(Stack::Java)
            .by_client(),
        Row::new("TLS ALPN negotiation failed with protocols").means(R::Alpn).from(Stack::Java).by_client(),
        Row::new("negotiation: Unable to find compatible protocol")
            .means(R::Alpn)
            .from(Stack::Java)
            .seen("grpc-java 1.0-1.75: ProtocolNegotiators, client and server"),
        Row::new("HTTP/2 was not negotiated").means(R::Alpn).from(Stack::Rustls).by_client().seen("tonic 0.1-0.14"),
        Row::new("io.grpc.netty").from(Stack::Java),
        // Handshakes.
        says("Cannot check peer: missing selected ALPN property", R::Alpn).by_client(),
        says("Cannot check peer: invalid ALPN value", R::Alpn).by_client(),
        says("Cannot check peer: missing pem cert property", R::ClientCertRequired),
        says("Peer name * is not in peer certificate", R::NameMismatch).by_client(),
        says("Target name * is not in peer certificate", R::NameMismatch).by_client(),
        says("Target name does not match", R::NameMismatch).by_client(),
        says("Hostname Verification Check failed", R::NameMismatch).by_client().seen("TLS credentials"),
        says("Custom verification check failed", R::GenericVerifyFailed),
        says("Could not get subject name from certificate", R::NoSan),
        says("Could not get default pem root certs", R::TrustStoreUnavailable),
        says("load_file: {*roots.pem", R::TrustStoreUnavailable),
        says("No matching issuer found in CRL", R::RevocationUnavailable),
        says("SSL_ERROR_SSL: error:", R::GenericHandshakeFailure).faint(),
        says("Handshake failed with fatal error", R::GenericHandshakeFailure).faint(),
        says("Ssl handshake failed: SSL_ERROR_", R::GenericHandshakeFailure).faint(),
        says("Ssl handshake failed (TSI_PROTOCOL_FAILURE)", R::GenericHandshakeFailure).faint(),
        says("TSI_PROTOCOL_FAILURE", R::GenericHandshakeFailure).faint(),
        says("TSI_DATA_CORRUPTED", R::RecordCorrupt),
        says("TSI_HANDSHAKE_SHUTDOWN", R::HandshakeEof),
        says("Security handshake failed", R::GenericHandshakeFailure).faint(),
        says("Handshake read failed", R::HandshakeEof).from(Stack::Shared),
        says("Handshake read failed (recvmsg:Connection reset by peer", R::HandshakeReset).from(Stack::Shared),
        says("Failed to create security handshaker", R::TlsConfigError),
        says("Handshake write failed", R::HandshakeReset).from(Stack::Shared),
        says("SSL_do_handshake*SSL_ERROR_SYSCALL", R::HandshakeEof).faint(),
        says("Ssl handshake failed: SSL_ERROR_SYSCALL", R::HandshakeEof),
        says("Handshake timed out", R::HandshakeTimeout).from(Stack::Shared),
        says("No match found for server name", R::SniUnrecognized).by_server(),
        says("Unmatched client protocols", R::Alpn),
        // Own credentials.
        says("Handshaker factory creation failed", R::TlsConfigError).faint(),
        says("Handshaker factory creation failed with TSI_INVALID_ARGUMENT", R::LocalCredentialError),
        says("Invalid cert chain file", R::LocalCredentialError),
        says("Invalid private key", R::LocalCredentialError).faint().from(Stack::Shared),
        says("Cannot load certificates from the file", R::TrustStoreUnavailable),
        says("Could not load any root certificate", R::TrustStoreUnavailable),
        says("Cannot load server root certificates", R::TrustStoreUnavailable),
        says("InvalidArgument: Invalid key cert pair", R::LocalCredentialError),
        // A server that tells of its clients.
        Row::new("chttp2_server.cc").by_server(),
        Row::new("Handshaking failed").by_server(),
        Row::new("handshaker.cc"),
    ],
};
