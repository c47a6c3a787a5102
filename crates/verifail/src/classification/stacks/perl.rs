//! Perl: IO::Socket::SSL, Net::SSLeay and LWP.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

/// lib/IO/Socket/SSL.pm, and LWP around it.
pub(in crate::classification) static ROWS: StackRows = StackRows {
    stack: Stack::Perl,
    rows: &[
        Row::new("ssl connect attempt failed").means(R::GenericHandshakeFailure).faint().by_client().seen("1.0-2.09"),
        Row::new("ssl accept attempt failed").means(R::GenericHandshakeFailure).faint().by_server().seen("1.0-2.09"),
        Row::new("ssl connect attempt failed because of handshake problems")
            .means(R::GenericHandshakeFailure)
            .by_client()
            .seen("1.0-1.99"),
        Row::new("TLS startup failed (connect()").by_client().seen("swaks"),
        Row::new("ssl connect accepted").means(R::TlsNotFailure).faint().seen("1.0-2.09"),
        Row::new("ssl upgrade failed")
            .means(R::GenericHandshakeFailure)
            .faint()
            .by_client()
            .seen("LWP::Protocol::https"),
        Row::new("ssl negotiation failed")
            .means(R::GenericHandshakeFailure)
            .faint()
            .by_client()
            .seen("Crypt::SSLeay, LWP 5"),
        Row::new("io::socket::ssl").seen("a name"),
        Row::new("io/socket/ssl.pm").seen("a path"),
        Row::new("net::ssleay").seen("a name"),
        Row::new("lwp::protocol").by_client().seen("LWP"),
        Row::new("lwp/protocol").by_client().seen("LWP"),
        Row::new(".pm line #").seen("where die was called"),
        Row::new(".pl line #").seen("where die was called"),
        Row::new("hostname verification failed").means(R::NameMismatch).by_client().seen("1.14-2.09"),
        Row::new("hostname verification failed - ").means(R::NameMismatch).by_client().seen("1.14-2.09"),
        Row::new("can't connect to * (hostname verification failed)").means(R::NameMismatch).by_client().seen("LWP 6"),
        Row::new("can't connect to * (certificate verify failed)")
            .means(R::GenericVerifyFailed)
            .by_client()
            .seen("LWP 6"),
        Row::new("can't connect to * (ssl connect attempt failed")
            .means(R::GenericHandshakeFailure)
            .faint()
            .by_client()
            .seen("LWP 6"),
        Row::new("fingerprint does not match").means(R::PinMismatch).by_client().seen("1.96-2.09: SSL_fingerprint"),
        Row::new("cannot determine peer hostname for verification").means(R::TlsConfigError).seen("1.31-2.09"),
        Row::new("invalid ssl_version specified").means(R::TlsConfigError).seen("1.5-2.09"),
        Row::new("ssl_version * not supported").means(R::TlsConfigError).seen("1.5-2.09"),
        Row::new("ssl structure creation failed").means(R::TlsConfigError).seen("1.0-2.09"),
        Row::new("failed to set ssl cipher list").means(R::TlsConfigError).seen("1.0-2.09"),
        Row::new("can't verify ssl peers without knowing which certificate authorities to trust")
            .means(R::TrustStoreUnavailable)
            .seen("LWP::Protocol::https 6"),
        Row::new("ssl_ca_file * does not exist").means(R::TrustStoreUnavailable).seen("1.95-2.09"),
        Row::new("ssl_ca_file * can't be used").means(R::TrustStoreUnavailable).seen("1.95-2.09"),
        Row::new("ssl_ca_path * does not exist").means(R::TrustStoreUnavailable).seen("1.95-2.09"),
        Row::new("only ssl_ca_path or ssl_ca_file should be given").means(R::TlsConfigError).seen("1.95-1.99"),
        Row::new("invalid certificate authority locations").means(R::TrustStoreUnavailable).seen("1.0-2.09"),
        Row::new("invalid default certificate authority locations").means(R::TrustStoreUnavailable).seen("1.0-2.09"),
        Row::new("ssl_cert_file * does not exist").means(R::LocalCredentialError).seen("1.95-2.09"),
        Row::new("ssl_cert_file * can't be used").means(R::LocalCredentialError).seen("1.95-2.09"),
        Row::new("ssl_key_file * does not exist").means(R::LocalCredentialError).seen("1.95-2.09"),
        Row::new("ssl_key_file * can't be used").means(R::LocalCredentialError).seen("1.95-2.09"),
        Row::new("failed to load certificate from file").means(R::LocalCredentialError).seen("1.95-2.09"),
        Row::new("failed to load key from file").means(R::LocalCredentialError).seen("1.95-2.09"),
        Row::new("failed to use certificate").means(R::LocalCredentialError).seen("1.0-2.09"),
        Row::new("lwp::protocol::https not installed").means(R::TlsConfigError).seen("LWP 6"),
        Row::new("protocol scheme 'https' is not supported").means(R::TlsConfigError).seen("LWP 5-6"),
        Row::new("can't locate io/socket/ssl.pm").means(R::TlsConfigError).seen("a module is missing"),
        Row::new("can't locate net/ssleay.pm").means(R::TlsConfigError).seen("a module is missing"),
        Row::new("can't locate lwp/protocol/https.pm").means(R::TlsConfigError).seen("a module is missing"),
        Row::new("using the default of ssl_verify_mode of ssl_verify_none")
            .means(R::TlsNotFailure)
            .seen("1.79-1.99: a warning"),
        Row::new("crypt-ssleay can't verify hostnames").means(R::TlsConfigError).seen("LWP 6"),
        Row::new("must be installed for https support").means(R::TlsConfigError).seen("HTTP::Tiny"),
        Row::new("couldn't find a ca bundle with which to verify")
            .means(R::TrustStoreUnavailable)
            .by_client()
            .seen("HTTP::Tiny"),
        Row::new("ssl connection failed for").means(R::GenericHandshakeFailure).faint().by_client().seen("HTTP::Tiny"),
        Row::new("no ocsp response").means(R::OcspResponseBad).faint().by_client().seen("1.984-2.09"),
    ],
};
