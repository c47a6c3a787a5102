//! PHP: its stream sockets, and Composer. What its curl extension prints is curl's.

use super::super::codes::OPENSSL_VERIFY;
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

/// ext/openssl/xp_ssl.c, main/streams, and Composer.
pub(in crate::classification) static ROWS: StackRows = StackRows {
    stack: Stack::Php,
    rows: &[
        Row::new("php warning:").seen("5-8"),
        Row::new("php fatal error:").seen("5-8"),
        Row::new("stream_socket_client():").by_client().seen("5-8"),
        Row::new("stream_socket_enable_crypto():").seen("5-8"),
        Row::new("stream_socket_accept():").by_server().seen("5-8"),
        Row::new("file_get_contents(").by_client().seen("5-8"),
        Row::new("fopen(https://").by_client().seen("5-8"),
        Row::new("fsockopen():").by_client().seen("5-8"),
        Row::new("ssl operation failed with code #").seen("5-8: xp_ssl.c"),
        Row::new("openssl error messages:").seen("5-8: xp_ssl.c"),
        Row::new("ssl operation failed with code # openssl error messages")
            .means(R::GenericHandshakeFailure)
            .faint()
            .seen("5-8"),
        Row::new("failed to enable crypto").means(R::GenericHandshakeFailure).faint().seen("5-8: xp_ssl.c"),
        Row::new("unable to connect to ssl://").by_client().seen("5-8"),
        Row::new("unable to connect to ssl://*(connection refused)").means(R::NotTlsRelated).by_client().seen("5-8"),
        Row::new("unable to connect to ssl://*(connection timed out)").means(R::NotTlsRelated).by_client().seen("5-8"),
        Row::new("php_network_getaddresses: getaddrinfo failed").means(R::NotTlsRelated).by_client().seen("5-8"),
        Row::new("unable to connect to tls://").by_client().seen("5-8"),
        Row::new("crypto negotiation failed:").means(R::GenericHandshakeFailure).faint().by_client().seen("Amp"),
        Row::new("connection lost during tls handshake").means(R::HandshakeEof).seen("ReactPHP"),
        Row::new("failed during tls handshake: unable to complete tls handshake")
            .means(R::GenericHandshakeFailure)
            .faint()
            .seen("ReactPHP"),
        Row::new("connection from * failed during tls handshake").by_server().seen("ReactPHP"),
        Row::new("connection to * failed during tls handshake").by_client().seen("ReactPHP"),
        Row::new("openssl failed with a 'certificate verify failed' error")
            .means(R::GenericVerifyFailed)
            .by_client()
            .seen("the installer of Composer"),
        // Names, pins: php_openssl_apply_verification_policy.
        Row::new("peer certificate cn='*' did not match expected cn=")
            .means(R::NameMismatch)
            .by_client()
            .seen("5-8: xp_ssl.c"),
        Row::new("did not match expected cn=").means(R::NameMismatch).by_client().seen("5-8: xp_ssl.c"),
        Row::new("peer certificate subjectaltname did not match expected name")
            .means(R::NameMismatch)
            .by_client()
            .seen("8: xp_ssl.c"),
        Row::new("unable to locate peer certificate cn").means(R::NoSan).by_client().seen("5-8: xp_ssl.c"),
        Row::new("peer certificate cn is invalid").means(R::Malformed).by_client().seen("5-8: xp_ssl.c"),
        Row::new("peer certificate cn=* malformed").means(R::Malformed).by_client().seen("5.3-8: a NUL in it"),
        Row::new("peer fingerprint doesn't match").means(R::PinMismatch).by_client().seen("5.6-8: xp_ssl.c"),
        Row::new("peer_fingerprint match failure").means(R::PinMismatch).by_client().seen("5.6-8: xp_ssl.c"),
        Row::new("invalid peer_fingerprint array").means(R::TlsConfigError).by_client().seen("5.6-8: xp_ssl.c"),
        Row::new("could not get peer certificate").means(R::GenericVerifyFailed).by_client().seen("5-8: xp_ssl.c"),
        Row::new("could not verify peer: code:#").decodes(&OPENSSL_VERIFY).by_client().seen("5-8: xp_ssl.c"),
        // The handshake.
        Row::new("ssl: connection reset by peer").means(R::HandshakeReset).seen("5-8: xp_ssl.c"),
        Row::new("ssl: an existing connection was forcibly closed by the remote host")
            .means(R::HandshakeReset)
            .seen("5-8, Windows"),
        Row::new("ssl: handshake timed out").means(R::HandshakeTimeout).seen("5-8: xp_ssl.c"),
        Row::new("ssl: crypto enabling timeout").means(R::HandshakeTimeout).seen("5-8: xp_ssl.c"),
        Row::new("ssl: broken pipe").means(R::UncleanClose).seen("5-8: xp_ssl.c"),
        Row::new("ssl: connection timed out").means(R::HandshakeTimeout).seen("5-8: xp_ssl.c"),
        Row::new("ssl: success").means(R::HandshakeEof).seen("5-8: xp_ssl.c, errno is 0"),
        Row::new("ssl_r_no_shared_cipher").means(R::NoSharedCipher).by_server().seen("5-8: xp_ssl.c"),
        Row::new("no suitable shared cipher could be used").means(R::NoSharedCipher).by_server().seen("5-8: xp_ssl.c"),
        Row::new("cannot connect to https server through proxy")
            .means(R::ProxyTunnelFailed)
            .by_client()
            .seen("5-8: http_fopen_wrapper.c"),
        // Own files, trust anchors, settings.
        Row::new("failed loading cafile stream").means(R::TrustStoreUnavailable).seen("5.6-8: xp_ssl.c"),
        Row::new("no valid certs found cafile stream").means(R::TrustStoreUnavailable).seen("5.6-8: xp_ssl.c"),
        Row::new("unable to set verify locations").means(R::TrustStoreUnavailable).seen("5-8: xp_ssl.c"),
        Row::new("unable to set default verify locations").means(R::TrustStoreUnavailable).seen("5.6-8: xp_ssl.c"),
        Row::new("unable to set local cert chain file").means(R::LocalCredentialError).seen("5-8: xp_ssl.c"),
        Row::new("unable to get real path of certificate file").means(R::LocalCredentialError).seen("5.6-8: xp_ssl.c"),
        Row::new("unable to get real path of private key file").means(R::LocalCredentialError).seen("5.6-8: xp_ssl.c"),
        Row::new("private key does not match certificate!").means(R::LocalCredentialError).seen("5-8: xp_ssl.c"),
        Row::new("openssl_pkcs12_read(").means(R::LocalCredentialError).faint().seen("5-8"),
        Row::new("openssl_get_privatekey(").means(R::LocalCredentialError).faint().seen("5-8"),
        Row::new("openssl_x509_parse").means(R::Malformed).faint().offline().seen("5-8"),
        Row::new("supplied parameter cannot be coerced into an x509 certificate")
            .means(R::Malformed)
            .offline()
            .seen("5-7"),
        Row::new("this stream does not support ssl/crypto").means(R::TlsConfigError).seen("5-8: without openssl"),
        Row::new("unable to find the wrapper 'https'").means(R::TlsConfigError).seen("5-8: without openssl"),
        Row::new("unable to find the socket transport 'ssl'").means(R::TlsConfigError).seen("5-8: without openssl"),
        Row::new("unable to find the socket transport 'tls'").means(R::TlsConfigError).seen("5-8: without openssl"),
        Row::new("unable to find the socket transport").means(R::TlsConfigError).faint().seen("5-8"),
        Row::new("the openssl extension is required for ssl/tls protection")
            .means(R::TlsConfigError)
            .seen("Composer 1-2"),
        Row::new("call to undefined function openssl_").means(R::TlsConfigError).seen("5-8: without openssl"),
        Row::new("composer with ssl/tls protection disabled").means(R::TlsNotFailure).seen("Composer 1-2: a warning"),
        Row::new("composer\\downloader\\transportexception").by_client().seen("Composer 1-2"),
        Row::new("guzzlehttp\\exception").by_client().seen("Guzzle"),
    ],
};
