//! Ruby: the openssl extension, Net::HTTP, RubyGems and Bundler, Puppet and Chef.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

/// What ext/openssl raises, and what programs print around it.
pub(in crate::classification) static ROWS: StackRows = StackRows {
    stack: Stack::Ruby,
    rows: &[
        Row::new("openssl::ssl::sslerror").seen("1.8-3.4"),
        Row::new("openssl::ssl").seen("1.8-3.4"),
        Row::new("openssl::x509::").seen("1.8-3.4"),
        Row::new("SSLError: SSL_read: unexpected eof while reading").means(R::UncleanClose).by_client().seen("3.0-3.4"),
        Row::new("SSLError: SSL_read: EOF").means(R::UncleanClose).by_client().seen("1.8-3.4"),
        Row::new("ssl_connect returned=").by_client().seen("1.8-3.4: ext/openssl/ossl_ssl.c"),
        Row::new("ssl_accept returned=").by_server().seen("1.8-3.4: ext/openssl/ossl_ssl.c"),
        Row::new("ssl_connect returned=* state=error: certificate verify failed")
            .means(R::GenericVerifyFailed)
            .by_client()
            .seen("1.8-3.4"),
        Row::new("ssl_connect returned=* state=error: ASN1 lib").means(R::Malformed).by_client().seen("1.8-3.4"),
        Row::new("ssl_connect returned=* state=error: length mismatch")
            .means(R::ProtocolViolation)
            .by_client()
            .seen("3.0-3.4"),
        Row::new("ssl_connect returned=*: unknown protocol").means(R::NotTls).by_client().seen("1.8-2.6"),
        Row::new("ssl_connect returned=*: unsupported protocol").means(R::ProtocolVersion).by_client().seen("2.4-3.4"),
        Row::new("ssl_connect returned=*: bad signature").means(R::BadSignature).by_client().seen("1.8-3.4"),
        Row::new("ssl_accept returned=* state=error: unexpected message")
            .means(R::ProtocolViolation)
            .by_server()
            .seen("1.8-3.4"),
        Row::new("ssl_accept returned=*: http request").means(R::PlaintextToTls).by_server().seen("1.8-3.4"),
        Row::new("ssl_connect returned=1").means(R::GenericHandshakeFailure).faint().by_client().seen("1.8-3.4"),
        // A system call failed in the handshake: 5 is SSL_ERROR_SYSCALL, errno 0 the end of the stream.
        Row::new("ssl_connect syscall returned=5 errno=0").means(R::HandshakeEof).by_client().seen("1.8-3.4"),
        Row::new("ssl_connect syscall returned=5 errno=104")
            .means(R::HandshakeReset)
            .by_client()
            .seen("1.8-3.4, Linux"),
        Row::new("ssl_connect syscall returned=5 errno=54").means(R::HandshakeReset).by_client().seen("1.8-3.4, macOS"),
        Row::new("ssl_connect syscall returned=5 errno=10054")
            .means(R::HandshakeReset)
            .by_client()
            .seen("1.8-3.4, Windows"),
        Row::new("ssl_connect syscall returned=5").means(R::HandshakeEof).faint().by_client().seen("1.8-3.4"),
        Row::new("ssl_connect syscall returned=5 errno=0 state=sslv3 read server session ticket")
            .means(R::UncleanClose)
            .by_client()
            .seen("1.8-3.4: the keys are agreed on"),
        Row::new("ssl_accept syscall returned=5").means(R::HandshakeEof).by_server().seen("1.8-3.4"),
        Row::new("connection reset by peer - ssl_connect").means(R::HandshakeReset).by_client().seen("1.8-3.4"),
        Row::new("connection timed out - ssl_connect").means(R::HandshakeTimeout).by_client().seen("1.8-3.4"),
        Row::new("broken pipe - ssl_connect").means(R::HandshakeReset).by_client().seen("1.8-3.4"),
        Row::new("ssl_connect: ").by_client().seen("JRuby"),
        // Names: OpenSSL::SSL.verify_certificate_identity, after the chain.
        Row::new("does not match the server certificate")
            .means(R::NameMismatch)
            .by_client()
            .excludes(CHAIN)
            .seen("2.0-3.4: SSLSocket#post_connection_check"),
        Row::new("hostname was not match with the server certificate")
            .means(R::NameMismatch)
            .by_client()
            .excludes(CHAIN)
            .seen("1.8-1.9"),
        Row::new("hostname does not match the server certificate")
            .means(R::NameMismatch)
            .by_client()
            .excludes(CHAIN)
            .seen("1.9-2.1"),
        Row::new("server hostname '*' did not match server certificate")
            .means(R::NameMismatch)
            .by_client()
            .from(Stack::Ruby)
            .seen("Puppet 2-5"),
        Row::new("did not match server certificate; expected").means(R::NameMismatch).by_client().seen("Puppet 2-8"),
        Row::new("peer verification enabled but no certificate received")
            .means(R::GenericHandshakeFailure)
            .by_client()
            .seen("2.6-3.4"),
        // Own files and trust anchors.
        Row::new("neither pub key nor priv key")
            .means(R::LocalCredentialError)
            .seen("1.8-3.4: OpenSSL::PKey::RSAError"),
        Row::new("could not parse pkey").means(R::LocalCredentialError).seen("2.4-3.4: OpenSSL::PKey::PKeyError"),
        Row::new("openssl::pkey::").means(R::LocalCredentialError).faint().seen("1.8-3.4"),
        Row::new("openssl::x509::certificateerror").means(R::Malformed).faint().seen("1.8-3.4"),
        Row::new("openssl::x509::storeerror").means(R::TrustStoreUnavailable).seen("1.8-3.4"),
        Row::new("the certificate retrieved from the master does not match the agent's private key")
            .means(R::LocalCredentialError)
            .seen("Puppet"),
        Row::new("does not match its private key").means(R::LocalCredentialError).seen("Puppet"),
        Row::new("unknown ssl method").means(R::TlsConfigError).seen("1.8-3.4: SSLContext#ssl_version="),
        Row::new("could not load openssl").means(R::TlsConfigError).seen("Bundler"),
        Row::new("unable to require openssl").means(R::TlsConfigError).seen("RubyGems"),
        Row::new("openssl is not available. install openssl and rebuild ruby")
            .means(R::TlsConfigError)
            .seen("RubyGems"),
        Row::new("cannot load such file * openssl").means(R::TlsConfigError).seen("1.9-3.4"),
        // RubyGems, Bundler, and others.
        Row::new("could not verify the ssl certificate for")
            .means(R::GenericVerifyFailed)
            .by_client()
            .seen("Bundler 1-2"),
        Row::new("gem::remotefetcher::fetcherror").by_client().seen("RubyGems 1-3"),
        Row::new("unable to download data from https").by_client().seen("RubyGems 1-3"),
        Row::new("bundler::fetcher::certificatefailureerror")
            .means(R::GenericVerifyFailed)
            .by_client()
            .seen("Bundler 1-2"),
        Row::new("bundler::").by_client().seen("Bundler 1-2"),
        Row::new("could not fetch specs from https").by_client().seen("Bundler 1-2"),
        Row::new("faraday::sslerror").means(R::GenericVerifyFailed).faint().by_client().seen("Faraday"),
        Row::new("ssl validation failure connecting to host")
            .means(R::GenericVerifyFailed)
            .faint()
            .by_client()
            .seen("Chef"),
        Row::new("unable to verify certificate, please set 'excon")
            .means(R::GenericVerifyFailed)
            .by_client()
            .seen("Excon 0.42-0.45"),
        Row::new("unable to verify certificate. this may be an issue with the remote host")
            .means(R::GenericVerifyFailed)
            .by_client()
            .seen("Excon 0.46-1.2"),
        Row::new("excon::").by_client().seen("Excon"),
        Row::new("seahorse::client::networkingerror").by_client().seen("the SDK of AWS"),
        Row::new("forcibly closed by the remote host. - ssl_connect*")
            .means(R::HandshakeReset)
            .by_client()
            .seen("1.8-3.4, Windows"),
        Row::new("ssl verification error at depth").means(R::GenericVerifyFailed).faint().by_client().seen("RubyGems"),
        Row::new("you must add * to your local trusted store").means(R::UnknownIssuer).by_client().seen("RubyGems"),
        Row::new("there is a chance you are experiencing a man-in-the-middle attack")
            .means(R::GenericVerifyFailed)
            .faint()
            .by_client()
            .seen("Bundler 1-2"),
        Row::new("net::opentimeout").by_client().seen("2.0-3.4"),
    ],
};

/// The chain was verified when the names are compared: ext/openssl/lib/openssl/ssl.rb, post_connection_check.
const CHAIN: &[R] = &[
    R::Expired,
    R::NotYetValid,
    R::UnknownIssuer,
    R::MissingIntermediate,
    R::SelfSignedInChain,
    R::SelfSignedLeaf,
    R::EkuMissingOrWrong,
];
