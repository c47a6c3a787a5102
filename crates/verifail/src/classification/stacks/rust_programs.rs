//! Rust's HTTP clients and the programs over them: reqwest, hyper, native-tls, Cargo, uv, Deno, quinn.

use super::super::codes::OPENSSL_VERIFY;
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn of(stack: Stack, text: &'static str) -> Row {
    Row::new(text).from(stack)
}

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason)
}

/// Texts of programs in Rust.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Reqwest,
    rows: &[
        // hyper and reqwest say where, and leave why to the cause.
        Row::new("error sending request for url (").by_client().seen("reqwest 0.9-0.12"),
        Row::new("error sending request").by_client().seen("reqwest 0.9-0.12"),
        Row::new("error trying to connect: ").by_client().seen("hyper 0.12-0.14"),
        Row::new("client error (Connect)").by_client().seen("hyper-util 0.1"),
        Row::new("client error (SendRequest)").by_client().seen("hyper-util 0.1"),
        Row::new("reqwest::Error { kind: ").by_client(),
        Row::new("hyper::Error(Connect, ").by_client(),
        Row::new("hyper_util::client::legacy::Error(Connect, ").by_client(),
        Row::new("Connection Failed: tls connection init failed")
            .by_client()
            .from(Stack::Rustls)
            .means(R::GenericHandshakeFailure)
            .faint()
            .seen("ureq 2"),
        Row::new("tls connection init failed: ").by_client().from(Stack::Rustls).seen("ureq 2"),
        says("no valid certificates loaded by rustls-native-certs", R::TrustStoreUnavailable)
            .from(Stack::Rustls)
            .seen("ureq 2"),
        Row::new("TLS handshake not complete").means(R::GenericHandshakeFailure).faint(),
        says("Custom { kind: InvalidData, error: ", R::GenericHandshakeFailure)
            .faint()
            .from(Stack::Rustls)
            .seen("std::io::Error around rustls"),
        says("TLS read error: Os { code: 104, kind: ConnectionReset", R::HandshakeReset).from(Stack::Rustls),
        says("Os { code: 104, kind: ConnectionReset", R::HandshakeReset).faint(),
        says("Os { code: 54, kind: ConnectionReset", R::HandshakeReset).faint(),
        says("Os { code: 10054, kind: ConnectionReset", R::HandshakeReset).faint(),
        says("kind: ConnectionRefused, message: ", R::NotTlsRelated),
        says("Custom { kind: UnexpectedEof, error: \"tls handshake eof\"", R::HandshakeEof).from(Stack::Rustls),
        says(
            "Custom { kind: UnexpectedEof, error: \"peer closed connection without sending TLS close_notify",
            R::UncleanClose,
        )
        .from(Stack::Rustls),
        says("thread 'main' panicked at", R::NotTlsRelated).faint(),
        says("TLS error: native-tls error: ", R::GenericHandshakeFailure).faint().by_client().seen("tungstenite"),
        says("TLS error: rustls error: ", R::GenericHandshakeFailure)
            .faint()
            .by_client()
            .from(Stack::Rustls)
            .seen("tungstenite"),
        Row::new("webpki error: ").by_client().from(Stack::Rustls).seen("tungstenite"),
        says("TlsHandshakeFailure", R::GenericHandshakeFailure).by_client().seen("rust-websocket"),
        says("TLS support not compiled in", R::TlsConfigError).seen("tungstenite"),
        says("invalid URL, scheme is not http", R::TlsConfigError).seen("hyper without a TLS connector"),
        says("invalid URL, scheme is missing", R::NotTlsRelated).seen("hyper"),
        says("unsupported scheme https", R::TlsConfigError).seen("hyper, ureq"),
        says("tcp connect error: ", R::NotTlsRelated).by_client().seen("hyper"),
        says("dns error: failed to lookup address information", R::NotTlsRelated).by_client().seen("hyper"),
        says("connection closed before message completed", R::NotTlsRelated).seen("hyper"),
        says("Could not encrypt connection, aborting", R::NotTls)
            .by_client()
            .from(Stack::NativeTls)
            .seen("lettre 0.9: no STARTTLS was offered"),
        says("unsuccessful tunnel", R::ProxyTunnelFailed).by_client().seen("reqwest"),
        says("unsuccessful tunnel (", R::ProxyTunnelFailed).by_client().seen("reqwest"),
        says("tunnel error: unsuccessful", R::ProxyTunnelFailed).by_client().seen("hyper-util"),
        says("tunnel error: proxy authorization required", R::ProxyTunnelFailed).by_client().seen("hyper-util 0.1"),
        says("proxy authentication required", R::ProxyTunnelFailed).by_client(),
        says("CONNECT proxy failed: ", R::ProxyTunnelFailed).by_client().seen("ureq 3"),
        // native-tls, where its engine says nothing more.
        of(Stack::NativeTls, "native_tls"),
        of(Stack::NativeTls, "native-tls error"),
        of(Stack::NativeTls, "unexpected EOF during handshake").means(R::HandshakeEof).seen("native-tls 0.1-0.2"),
        of(Stack::NativeTls, "the handshake process was interrupted")
            .means(R::GenericHandshakeFailure)
            .seen("native-tls 0.1-0.2"),
        of(Stack::NativeTls, "SSL(Normal(ErrorStack(").means(R::GenericHandshakeFailure).faint(),
        of(Stack::NativeTls, "Ssl(Error { code: ErrorCode(1)").means(R::GenericHandshakeFailure).faint(),
        of(Stack::NativeTls, "X509VerifyResult { code: #").decodes(&OPENSSL_VERIFY),
        // Cargo: libcurl, with the engine of its build.
        of(Stack::Cargo, "warning: spurious network error (").by_client().seen("1.0-1.90"),
        of(Stack::Cargo, "failed to query replaced source registry").by_client(),
        of(Stack::Cargo, "failed to get `*` as a dependency of package").by_client(),
        of(Stack::Cargo, "Caused by: failed to download from `").by_client(),
        of(Stack::Cargo, "failed to load source for dependency").by_client(),
        of(Stack::Cargo, "download of config.json failed").by_client(),
        of(Stack::Cargo, "[28] Timeout was reached").means(R::NotTlsRelated).seen("libcurl in Cargo"),
        of(Stack::Cargo, "[6] Couldn't resolve host").means(R::NotTlsRelated).seen("libcurl in Cargo"),
        of(Stack::Cargo, "[6] Could not resolve host").means(R::NotTlsRelated).seen("libcurl in Cargo"),
        of(Stack::Cargo, "[7] Couldn't connect to server").means(R::NotTlsRelated).seen("libcurl in Cargo"),
        of(Stack::Cargo, "[7] Could not connect to server").means(R::NotTlsRelated).seen("libcurl in Cargo"),
        of(Stack::Cargo, "Unable to update registry").by_client(),
        of(Stack::Cargo, "unable to get packages from source").by_client(),
        of(Stack::Cargo, "failed to download replaced source registry").by_client(),
        of(Stack::Cargo, "failed to update registry").by_client(),
        of(Stack::Cargo, "error: failed to sync").by_client(),
        of(Stack::Cargo, "config.json`").by_client().seen("the sparse protocol's first file"),
        of(Stack::Cargo, "sparse+https://").by_client(),
        of(Stack::Cargo, "as a dependency of package `").by_client(),
        of(Stack::Reqwest, "could not download file from '").by_client().seen("rustup"),
        of(Stack::Reqwest, "could not download nonexistent rust version").by_client().seen("rustup"),
        of(Stack::Reqwest, "run_rustup").by_client(),
        of(Stack::Reqwest, "error: could not download file").by_client().seen("rustup"),
        of(Stack::Cargo, "cargo build"),
        of(Stack::Cargo, "cargo install"),
        of(Stack::Cargo, "cargo update"),
        // uv.
        of(Stack::Uv, "error: Failed to fetch: `https").by_client(),
        of(Stack::Uv, "Caused by: Request failed after").by_client(),
        of(Stack::Uv, "uv pip"),
        of(Stack::Uv, "uv sync"),
        of(Stack::Uv, "uv add"),
        of(Stack::Uv, "uv python install"),
        of(Stack::Uv, "uv tool"),
        of(Stack::Uv, "uvx "),
        of(Stack::Uv, "Consider enabling use of system TLS certificates with the `--native-tls`")
            .means(R::UnknownIssuer),
        of(Stack::Uv, "Could not connect, are you offline?").means(R::NotTlsRelated),
        of(Stack::Uv, "Ignoring invalid `SSL_CERT_FILE`").means(R::TrustStoreUnavailable),
        of(Stack::Uv, "Ignoring invalid `SSL_CERT_DIR`").means(R::TrustStoreUnavailable),
        // Deno.
        of(Stack::Deno, "deno"),
        of(Stack::Deno, "TlsListener").by_server(),
        of(Stack::Deno, "TLSListenerImpl.accept").by_server(),
        of(Stack::Deno, "Unknown certificate store \"").means(R::TlsConfigError),
        of(Stack::Deno, "Unable to load CA certificate").means(R::TrustStoreUnavailable),
        of(Stack::Deno, "DANGER: TLS certificate validation is disabled for").means(R::TlsNotFailure),
        of(Stack::Deno, "No certificates found in certificate data").means(R::TrustStoreUnavailable),
        of(Stack::Deno, "Unable to decode certificate").means(R::LocalCredentialError),
        of(Stack::Deno, "Invalid cert").means(R::GenericVerifyFailed).faint(),
        // Vector, Linkerd and other servers in Rust.
        of(Stack::Rustls, "Handshake error*linkerd").by_server(),
        Row::new("Service Error: while handling incoming messages").by_server().seen("LLDAP"),
    ],
};
