//! Libraries in C++ and Swift around OpenSSL and BoringSSL: Asio, cpp-httplib, KJ (workerd, Cap'n Proto), SwiftNIO.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn asio(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("Boost.Asio, Asio, Beast: asio/ssl/error.hpp, impl/error.ipp")
}

const fn httplib(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("cpp-httplib 0.7-0.20: to_string(Error)")
}

const fn kj(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Boringssl).seen("kj/compat/tls.c++")
}

const fn nio(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Boringssl).seen("swift-nio-ssl 1-2: SSLErrors.swift")
}

/// Texts of libraries.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Openssl,
    rows: &[
        // Asio.
        Row::new("asio.ssl"),
        Row::new("(SSL routines) [asio.ssl:*"),
        asio("stream truncated [asio.ssl", R::UncleanClose),
        asio("asio.ssl.stream:1", R::UncleanClose),
        asio("stream truncated", R::UncleanClose).faint(),
        asio("unspecified system error [asio.ssl", R::GenericHandshakeFailure),
        asio("unexpected result [asio.ssl", R::GenericHandshakeFailure),
        asio("handshake: certificate verify failed", R::GenericVerifyFailed).faint(),
        asio("handshake: Connection reset by peer", R::HandshakeReset),
        asio("handshake: End of file", R::HandshakeEof),
        asio("handshake: stream truncated", R::HandshakeEof),
        asio("handshake: wrong version number", R::NotTls),
        asio("handshake: http request", R::PlaintextToTls).by_server(),
        // cpp-httplib.
        httplib("SSL server verification failed", R::GenericVerifyFailed),
        httplib("SSL server hostname verification failed", R::NameMismatch),
        httplib("SSL loading certs failed", R::TrustStoreUnavailable),
        httplib("SSL connection failed", R::GenericHandshakeFailure).faint().from(Stack::Shared),
        httplib("SSLServerVerification", R::GenericVerifyFailed),
        httplib("SSLServerHostnameVerification", R::NameMismatch),
        httplib("SSLLoadingCerts", R::TrustStoreUnavailable),
        httplib("'https' scheme is not supported", R::TlsConfigError),
        // KJ: OpenSSL's words for the result stand behind.
        Row::new("kj/compat/tls.c++").from(Stack::Boringssl),
        kj("TLS peer's certificate is not trusted", R::GenericVerifyFailed).faint().by_client(),
        kj("TLS peer provided no certificate", R::ClientCertRequired),
        kj("disconnected during TLS handshake", R::HandshakeEof),
        kj("peer disconnected without gracefully ending TLS session", R::UncleanClose),
        // SwiftNIO.
        Row::new("NIOSSL").from(Stack::Boringssl),
        Row::new("BoringSSLError").from(Stack::Boringssl),
        nio("BoringSSLError.sslError([", R::GenericHandshakeFailure).faint(),
        nio("BoringSSLError.sslError([])", R::HandshakeEof).seen("swift-nio-ssl before 2.16: no error in the queue"),
        Row::new("NIOOpenSSLError"),
        Row::new("OpenSSLError.sslError([").means(R::GenericHandshakeFailure).faint().seen("swift-nio-ssl 1"),
        nio("NIOSSLError.uncleanShutdown", R::UncleanClose),
        nio("uncleanShutdown", R::UncleanClose).faint(),
        nio("NIOSSLError.noCertificateToValidate", R::ClientCertRequired).faint(),
        nio("NIOSSLError.unableToValidateCertificate", R::GenericVerifyFailed),
        nio("NIOSSLError.failedToLoadCertificate", R::LocalCredentialError),
        nio("NIOSSLError.failedToLoadPrivateKey", R::LocalCredentialError),
        nio("NIOSSLError.cannotMatchULabel", R::TlsConfigError),
        nio("NIOSSLError.cannotFindPeerIP", R::TlsConfigError),
        nio("NIOSSLError.handshakeFailed", R::GenericHandshakeFailure).faint(),
        nio("NIOSSLError.noSuitableAlgorithms", R::NoSharedParams),
        nio("NIOSSLExtraError.failedToValidateHostname", R::NameMismatch).by_client(),
        nio("NIOSSLExtraError.serverHostnameImpossibleToMatch", R::TlsConfigError),
        nio("handshakeFailed(NIOSSL.BoringSSLError.eofDuringHandshake", R::HandshakeEof),
        nio("BoringSSLError.eofDuringHandshake", R::HandshakeEof),
        nio("eofDuringAdditionalCertficiateChainValidation", R::HandshakeEof),
        nio("BoringSSLError.zeroReturn", R::UncleanClose).faint(),
    ],
};
