//! What the `openssl` program prints around verification: s_client, s_server, verify, ocsp, and the loading of files.

use super::super::super::codes::OPENSSL_VERIFY;
use super::super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, RetryAdvice, Stack};

/// Where the lines about a certificate's status are from.
const OCSP: &str = "0.9.8-3.6: ocsp, s_client -status";

/// Lines of apps/*.c.
pub(in crate::classification) static ROWS: StackRows = StackRows {
    stack: Stack::Openssl,
    rows: &[
        // Any caller that prints errno behind the function's name.
        Row::new("SSL_connect(): Connection reset by peer")
            .means(R::HandshakeReset)
            .by_client()
            .seen("socat xio-openssl.c"),
        Row::new("certificate is valid but its commonName does not match hostname")
            .means(R::NameMismatch)
            .by_client()
            .seen("socat xio-openssl.c"),
        Row::new("SSL session was rejected to prevent security violation")
            .means(R::GenericVerifyFailed)
            .by_client()
            .seen("w3m url.c"),
        // The names of alerts since 3.2, where they were of SSL 3.0 before.
        Row::new("tls alert handshake failure").means(R::GenericHandshakeFailure).by_peer().seen("3.2-4.0: ssl_err.c"),
        Row::new("tls alert unexpected message").means(R::ProtocolViolation).by_peer().seen("3.2-4.0: ssl_err.c"),
        Row::new("tls alert bad record mac").means(R::RecordCorrupt).by_peer().seen("3.2-4.0: ssl_err.c"),
        Row::new("tls alert bad certificate").means(R::PeerRejectedOurCert).by_peer().seen("3.2-4.0: ssl_err.c"),
        Row::new("tls alert unsupported certificate")
            .means(R::PeerRejectedOurCert)
            .by_peer()
            .seen("3.2-4.0: ssl_err.c"),
        Row::new("tls alert certificate revoked").means(R::PeerRejectedOurCert).by_peer().seen("3.2-4.0: ssl_err.c"),
        Row::new("tls alert certificate expired").means(R::PeerRejectedOurCert).by_peer().seen("3.2-4.0: ssl_err.c"),
        Row::new("tls alert certificate unknown").means(R::PeerRejectedOurCert).by_peer().seen("3.2-4.0: ssl_err.c"),
        Row::new("tls alert illegal parameter").means(R::ProtocolViolation).by_peer().seen("3.2-4.0: ssl_err.c"),
        Row::new("SSL routines::ASN1 lib").means(R::Malformed).seen("3.0-4.0: a certificate that does not parse"),
        Row::new("sudo_logsrvd").by_server().seen("sudo 1.9: logsrvd.c"),
        // s_client.
        Row::new("SSL_get_verify_result failed: #").decodes(&OPENSSL_VERIFY).seen("callers that name the function"),
        Row::new("SSL_get_verify_result() returned #").decodes(&OPENSSL_VERIFY).seen("callers that name the function"),
        Row::new("SSL_get_verify_result: #").decodes(&OPENSSL_VERIFY).seen("callers that name the function"),
        Row::new("SSL_get_verify_result = #").decodes(&OPENSSL_VERIFY).seen("callers that name the function"),
        Row::new("HTTP CONNECT failed").means(R::ProxyTunnelFailed).by_client().seen("1.1.1-3.6: a proxy's answer"),
        Row::new("Alert [length 0002], ").seen("1.0-4.0: -msg of s_client; the alert's name follows"),
        Row::new("Alert [length 0002], warning close_notify").means(R::TlsNotFailure).faint().seen("1.0-4.0: -msg"),
        Row::new("verify error:num=#:").decodes(&OPENSSL_VERIFY).seen("0.9.8-3.6: apps/lib/s_cb.c"),
        Row::new("verify return code: # (").decodes(&OPENSSL_VERIFY).by_client().seen("0.9.8-3.6: s_client"),
        Row::new("verify return code:").by_client().seen("0.9.8-3.6: s_client"),
        Row::new("verify return code: 0 (ok)").means(R::TlsNotFailure).faint().by_client().seen("0.9.8-3.6: s_client"),
        Row::new("verification: ok").means(R::TlsNotFailure).faint().by_client().seen("1.1-3.6: s_client"),
        Row::new("verification error: ").means(R::GenericVerifyFailed).faint().by_client().seen("1.1-3.6: s_client"),
        Row::new("verify return:1").by_client().seen("0.9.8-3.6: s_client"),
        Row::new("verify return:1 ERROR").by_server().seen("0.9.8-3.6: s_server"),
        Row::new("openssl s_client").by_client().seen("a command line"),
        Row::new("openssl s_server").by_server().seen("a command line"),
        Row::new("must return a certificate").by_server().seen("0.9.8-3.6: s_server -Verify"),
        Row::new("Using default temp DH parameters").by_server().seen("0.9.8-3.6: s_server"),
        Row::new("Using auto DH parameters").by_server().seen("1.0.2-3.6: s_server"),
        Row::new("shutting down SSL").by_server().seen("0.9.8-3.6: s_server"),
        Row::new("verify error #").decodes(&OPENSSL_VERIFY).seen("programs over OpenSSL"),
        Row::new("verification error #").decodes(&OPENSSL_VERIFY).seen("programs over OpenSSL"),
        Row::new("verify result #").decodes(&OPENSSL_VERIFY).seen("programs over OpenSSL"),
        Row::new("verify result: #").decodes(&OPENSSL_VERIFY).seen("programs over OpenSSL"),
        Row::new("X509_V_ERR #").decodes(&OPENSSL_VERIFY).seen("programs over OpenSSL"),
        Row::new("verify error:").seen("0.9.8-3.6: s_client"),
        Row::new("no peer certificate available")
            .means(R::GenericHandshakeFailure)
            .faint()
            .by_client()
            .seen("0.9.8-3.6: s_client"),
        Row::new("connected(00000003)").by_client().seen("0.9.8-3.6: s_client"),
        Row::new("no client certificate ca names sent").by_client().seen("0.9.8-3.6: s_client"),
        Row::new("secure renegotiation is not supported").by_client().seen("0.9.8-3.6: s_client"),
        Row::new("new, (none), cipher is (none)")
            .means(R::GenericHandshakeFailure)
            .faint()
            .by_client()
            .seen("0.9.8-3.6: s_client"),
        Row::new("ssl handshake has read 0 bytes")
            .means(R::HandshakeEof)
            .faint()
            .by_client()
            .seen("0.9.8-3.6: s_client"),
        Row::new("write:errno=0").means(R::HandshakeEof).by_client().seen("0.9.8-3.6: s_client"),
        Row::new("write:errno=104").means(R::HandshakeReset).by_client().seen("0.9.8-3.6: s_client, Linux"),
        Row::new("write:errno=54").means(R::HandshakeReset).by_client().seen("0.9.8-3.6: s_client, macOS"),
        Row::new("write:errno=10054").means(R::HandshakeReset).by_client().seen("0.9.8-3.6: s_client, Windows"),
        Row::new("read:errno=0").means(R::UncleanClose).by_client().seen("0.9.8-3.6: s_client"),
        Row::new("read:errno=104").means(R::UncleanClose).by_client().seen("0.9.8-3.6: s_client, Linux"),
        Row::new("read:errno=54").means(R::UncleanClose).by_client().seen("0.9.8-3.6: s_client, macOS"),
        Row::new("connect:errno=").means(R::NotTlsRelated).seen("0.9.8-3.6: s_client, TCP"),
        Row::new("bio_lookup_ex").means(R::NotTlsRelated).seen("1.1-3.6: name resolution"),
        Row::new("bio_connect:connect error").means(R::NotTlsRelated).seen("1.1-3.6: TCP"),
        Row::new("bio routines*:connect error").means(R::NotTlsRelated).seen("1.1-3.6: TCP"),
        Row::new("didn't find starttls in server response")
            .means(R::NotTls)
            .faint()
            .by_client()
            .seen("0.9.8-3.6: s_client"),
        Row::new("ocsp response: no response sent").by_client().seen("0.9.8-3.6: s_client -status"),
        // ocsp: a responder's error is an answer, and may be one for now.
        Row::new("responder error:").means(R::OcspResponseBad).retry(RetryAdvice::BoundedUnknown).seen(OCSP),
        Row::new("response verify failure").means(R::OcspResponseBad).seen(OCSP),
        Row::new("warning: status times invalid").means(R::OcspResponseBad).seen(OCSP),
        Row::new("ocsp response status: trylater")
            .means(R::OcspResponseBad)
            .retry(RetryAdvice::BoundedUnknown)
            .seen(OCSP),
        Row::new("ocsp response status: internalerror")
            .means(R::OcspResponseBad)
            .retry(RetryAdvice::BoundedUnknown)
            .seen(OCSP),
        Row::new("ocsp response status: unauthorized")
            .means(R::OcspResponseBad)
            .retry(RetryAdvice::BoundedUnknown)
            .seen(OCSP),
        Row::new("ocsp response status: malformedrequest").means(R::OcspResponseBad).seen(OCSP),
        Row::new("ocsp response status: sigrequired").means(R::OcspResponseBad).seen(OCSP),
        Row::new("cert status: revoked").means(R::Revoked).seen(OCSP),
        Row::new("cert status: unknown").means(R::OcspResponseBad).seen(OCSP),
        // verify.
        Row::new("error # at # depth lookup").decodes(&OPENSSL_VERIFY).offline().seen("0.9.8-3.6: verify"),
        Row::new("depth lookup:").offline().seen("0.9.8-3.6: verify"),
        Row::new(": verification failed").means(R::GenericVerifyFailed).faint().offline().seen("1.1-3.6: verify"),
        Row::new("verify_failed: ok").means(R::GenericVerifyFailed).seen("a result that was never set"),
        // Files.
        Row::new("unable to load certificate").means(R::LocalCredentialError).seen("0.9.8-3.6: apps/lib/apps.c"),
        Row::new("unable to load private key").means(R::LocalCredentialError).seen("0.9.8-3.6: apps/lib/apps.c"),
        Row::new("unable to load client certificate").means(R::LocalCredentialError).seen("0.9.8-1.1"),
        Row::new("unable to load key file").means(R::LocalCredentialError).seen("0.9.8-1.1"),
        Row::new("could not read private key").means(R::LocalCredentialError).seen("3.0-3.6: apps/lib/apps.c"),
        Row::new("could not read certificate").means(R::LocalCredentialError).seen("3.0-3.6: apps/lib/apps.c"),
        Row::new("could not find private key").means(R::LocalCredentialError).seen("3.0-3.6: apps/lib/apps.c"),
        Row::new("could not find certificate from").means(R::LocalCredentialError).seen("3.0-3.6: apps/lib/apps.c"),
        Row::new("error loading file")
            .means(R::TrustStoreUnavailable)
            .faint()
            .seen("0.9.8-3.6: apps/lib/apps.c, -CAfile"),
        Row::new("error loading directory")
            .means(R::TrustStoreUnavailable)
            .faint()
            .seen("0.9.8-3.6: apps/lib/apps.c, -CApath"),
        Row::new("error with command: *cipher").means(R::TlsConfigError).seen("1.1-3.6: s_client -cipher"),
    ],
};
