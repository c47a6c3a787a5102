//! git and libgit2: what they print around the TLS library or libcurl beneath.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const LIBGIT2: Stack = Stack::Libgit2;

/// http.c and remote-curl.c of git; streams/*.c and transports/*.c of libgit2.
pub(in crate::classification) static ROWS: StackRows = StackRows {
    stack: Stack::Git,
    rows: &[
        Row::new("fatal: unable to access '*'").by_client().seen("2.0-2.52: http.c"),
        Row::new("error: rpc failed").by_client().seen("1.7-2.52: remote-curl.c"),
        Row::new("git clone").by_client().seen("a command line"),
        Row::new("fatal: http request failed").means(R::GenericHandshakeFailure).faint().by_client().seen("1.6-1.9"),
        Row::new("tls certificate verification has been disabled")
            .means(R::TlsNotFailure)
            .by_client()
            .seen("Git Credential Manager"),
        Row::new("ssl certificate verification disabled")
            .means(R::TlsNotFailure)
            .by_client()
            .seen("http.sslVerify=false"),
        Row::new("server does not support ssl").means(R::NotTls).by_client().seen("imap-send.c"),
        Row::new("the remote end hung up unexpectedly")
            .means(R::UncleanClose)
            .faint()
            .by_client()
            .seen("1.5-2.52: pkt-line.c"),
        Row::new("unable to find remote helper for 'https'").means(R::TlsConfigError).by_client().seen("1.7-2.52"),
        Row::new("remote helper 'https' aborted").means(R::TlsConfigError).faint().by_client().seen("2.0-2.52"),
        Row::new("unsupported ssl backend").means(R::TlsConfigError).by_client().seen("2.20-2.52: http.c"),
        Row::new("could not set ssl backend to").means(R::TlsConfigError).by_client().seen("2.20-2.52: http.c"),
        // libgit2: class=Ssl and code=Certificate are printed by its Rust binding, hence by cargo.
        Row::new("class=ssl (16)").from(LIBGIT2).by_client().seen("git2-rs"),
        Row::new("class=ssl (16); code=certificate (-17)")
            .from(LIBGIT2)
            .means(R::GenericVerifyFailed)
            .by_client()
            .seen("git2-rs"),
        Row::new("class=http (34); code=certificate (-17)")
            .from(LIBGIT2)
            .means(R::GenericVerifyFailed)
            .by_client()
            .seen("git2-rs"),
        Row::new("class=net (12)").from(LIBGIT2).by_client().seen("git2-rs"),
        Row::new("ssl error: received early eof")
            .from(LIBGIT2)
            .means(R::UncleanClose)
            .by_client()
            .seen("streams/openssl.c"),
        Row::new("ssl error: syscall failure")
            .from(LIBGIT2)
            .means(R::GenericHandshakeFailure)
            .by_client()
            .seen("streams/openssl.c"),
        Row::new("ssl error: x509 error")
            .from(LIBGIT2)
            .means(R::GenericVerifyFailed)
            .by_client()
            .seen("streams/openssl.c"),
        Row::new("ssl error: connection failure")
            .from(LIBGIT2)
            .means(R::GenericHandshakeFailure)
            .by_client()
            .seen("streams/openssl.c"),
        Row::new("ssl error: unknown error")
            .from(LIBGIT2)
            .means(R::GenericHandshakeFailure)
            .by_client()
            .seen("streams/openssl.c"),
        Row::new("the ssl certificate is invalid")
            .from(LIBGIT2)
            .means(R::GenericVerifyFailed)
            .by_client()
            .seen("streams/openssl.c, mbedtls.c"),
        Row::new("the openssl certificate is invalid")
            .from(LIBGIT2)
            .means(R::GenericVerifyFailed)
            .by_client()
            .seen("streams/openssl.c"),
        Row::new("hostname does not match certificate")
            .from(LIBGIT2)
            .means(R::NameMismatch)
            .by_client()
            .seen("streams/openssl.c"),
        Row::new("the server did not provide a certificate")
            .from(LIBGIT2)
            .means(R::GenericHandshakeFailure)
            .by_client()
            .seen("streams/openssl.c"),
        Row::new("user rejected certificate for")
            .from(LIBGIT2)
            .means(R::GenericVerifyFailed)
            .by_client()
            .seen("transports/http.c"),
        Row::new("user cancelled certificate check")
            .from(LIBGIT2)
            .means(R::GenericVerifyFailed)
            .by_client()
            .seen("transports/winhttp.c"),
        Row::new("user rejected certificate")
            .from(LIBGIT2)
            .means(R::GenericVerifyFailed)
            .by_client()
            .seen("transports/winhttp.c"),
        Row::new("unexpected return value from ssl handshake")
            .from(LIBGIT2)
            .means(R::GenericHandshakeFailure)
            .by_client()
            .seen("streams/schannel.c"),
        Row::new("there is no tls stream available")
            .from(LIBGIT2)
            .means(R::TlsConfigError)
            .by_client()
            .seen("streams/tls.c"),
        Row::new("failed to set verify location")
            .from(LIBGIT2)
            .means(R::TrustStoreUnavailable)
            .by_client()
            .seen("streams/openssl.c"),
        Row::new("failed to load certificates: ")
            .from(LIBGIT2)
            .means(R::TrustStoreUnavailable)
            .by_client()
            .seen("streams/mbedtls.c"),
        Row::new("ssl is not supported by this copy of libgit2")
            .from(LIBGIT2)
            .means(R::TlsConfigError)
            .seen("0.17-1.9"),
        Row::new("code: -17, klass: 16").from(LIBGIT2).means(R::GenericVerifyFailed).by_client().seen("git2-rs, Debug"),
        Row::new("klass: 16").from(LIBGIT2).by_client().seen("git2-rs, Debug"),
        Row::new("failed to load CA certificates: 0x")
            .from(LIBGIT2)
            .means(R::TrustStoreUnavailable)
            .seen("streams/mbedtls.c"),
        Row::new("giterror(code:").from(LIBGIT2).by_client().seen("LibGit2.jl"),
        Row::new("giterror(code:ecertificate")
            .from(LIBGIT2)
            .means(R::GenericVerifyFailed)
            .by_client()
            .seen("LibGit2.jl"),
    ],
};
