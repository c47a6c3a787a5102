//! curl and libcurl: the words of the wrapper, whatever TLS library is beneath. What the library says is in its own
//! file.

use super::super::codes::CURL_EXIT;
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

pub(super) mod verbose;

/// Exit codes as programs quote them, CURLOPT_ERRORBUFFER, and curl_easy_strerror.
pub(in crate::classification) static ROWS: StackRows = StackRows {
    stack: Stack::Curl,
    rows: &[
        // Exit codes.
        Row::new("curl: (#)").decodes(&CURL_EXIT).by_client().leads_to(R::ALL).seen("curl"),
        Row::new("[curl] #:").decodes(&CURL_EXIT).by_client().seen("Guzzle 3"),
        Row::new("curl error exit_code=#").decodes(&CURL_EXIT).by_client().seen("plenary.nvim"),
        Row::new("curl error #").decodes(&CURL_EXIT).by_client().seen("Guzzle, Composer, WordPress"),
        Row::new("curl error: #").decodes(&CURL_EXIT).by_client().seen("wrappers of libcurl"),
        Row::new("curl error (#)").decodes(&CURL_EXIT).by_client().seen("wrappers of libcurl"),
        Row::new("curl error code #").decodes(&CURL_EXIT).by_client().seen("wrappers of libcurl"),
        Row::new("curl error code: #").decodes(&CURL_EXIT).by_client().seen("wrappers of libcurl"),
        Row::new("curl errno #").decodes(&CURL_EXIT).by_client().seen("PHP programs: curl_errno"),
        Row::new("curl errno: #").decodes(&CURL_EXIT).by_client().seen("PHP programs: curl_errno"),
        Row::new("curl_errno(): #").decodes(&CURL_EXIT).by_client().seen("PHP programs"),
        Row::new("curl failed with error #").decodes(&CURL_EXIT).by_client().seen("wrappers of libcurl"),
        Row::new("failed process: Process('curl *ProcessExited(#)")
            .decodes(&CURL_EXIT)
            .by_client()
            .seen("Julia BinDeps"),
        Row::new("pycurl.error: (#,").decodes(&CURL_EXIT).by_client().seen("pycurl 7.19-7.45"),
        Row::new("libcurl error #").decodes(&CURL_EXIT).by_client().seen("wrappers of libcurl"),
        Row::new("libcurl error: #").decodes(&CURL_EXIT).by_client().seen("wrappers of libcurl"),
        Row::new("libcurl error (#)").decodes(&CURL_EXIT).by_client().seen("wrappers of libcurl"),
        Row::new("libcurl code: #").decodes(&CURL_EXIT).by_client().seen("wrappers of libcurl"),
        Row::new("curlcode: #").decodes(&CURL_EXIT).by_client().seen("wrappers of libcurl"),
        Row::new("curl code #").decodes(&CURL_EXIT).by_client().seen("wrappers of libcurl"),
        Row::new("curl returned with #").decodes(&CURL_EXIT).by_client().seen("dehydrated"),
        Row::new("curl returned #").decodes(&CURL_EXIT).by_client().seen("scripts"),
        Row::new("curl exit code #").decodes(&CURL_EXIT).by_client().seen("scripts"),
        Row::new("curl exited with #").decodes(&CURL_EXIT).by_client().seen("scripts"),
        Row::new("curl failed with exit code #").decodes(&CURL_EXIT).by_client().seen("scripts"),
        Row::new("libcurl errors.html for error code: #").decodes(&CURL_EXIT).by_client().seen("acme.sh"),
        Row::new("curl # ").decodes(&CURL_EXIT).by_client().seen("git: remote-curl.c, RPC failed; curl 56"),
        // Certificates: lib/vtls/openssl.c and what other backends say alike.
        Row::new("ssl certificate problem").means(R::GenericVerifyFailed).faint().by_client().seen("7.10-8.17"),
        Row::new("ssl certificate problem, verify that the ca cert is ok")
            .means(R::GenericVerifyFailed)
            .by_client()
            .seen("7.10-7.31"),
        Row::new("no alternative certificate subject name matches")
            .means(R::NameMismatch)
            .excludes(CHAIN)
            .by_client()
            .seen("7.12-8.17"),
        Row::new("ssl: certificate subject name * does not match target")
            .means(R::NameMismatch)
            .excludes(CHAIN)
            .by_client()
            .seen("7.10-8.17"),
        Row::new("certificate subject name '*' does not match target")
            .means(R::NameMismatch)
            .excludes(CHAIN)
            .by_client()
            .seen("7.10-8.17"),
        Row::new("unable to obtain common name from peer certificate").means(R::NoSan).by_client().seen("7.10-8.17"),
        Row::new("subjectAltName(s) do not match").means(R::NameMismatch).by_client().seen("7.39-7.60: vtls/axtls.c"),
        Row::new("subjectAltName does not match").means(R::NameMismatch).by_client().seen("7.12-8.17"),
        Row::new("ssl: illegal cert name field").means(R::Malformed).by_client().seen("7.10-8.17"),
        Row::new("ssl: certificate issuer check failed").means(R::UnknownIssuer).by_client().seen("7.19-8.17"),
        Row::new("ssl: public key does not match pinned public key")
            .means(R::PinMismatch)
            .by_client()
            .seen("7.39-8.17"),
        Row::new("public key does not match pinned public key").means(R::PinMismatch).by_client().seen("7.39-8.17"),
        Row::new("ssl certificate verify result: *continuing anyway")
            .means(R::TlsNotFailure)
            .by_client()
            .seen("7.10-8.17: -k"),
        Row::new("server certificate verification skipped")
            .means(R::TlsNotFailure)
            .faint()
            .by_client()
            .seen("7.10-8.17: -k"),
        Row::new("skipping server cert verification").means(R::TlsNotFailure).faint().by_client().seen("7.10-8.17: -k"),
        Row::new("ssl certificate verify ok").means(R::TlsNotFailure).faint().by_client().seen("7.10-8.17"),
        Row::new("ssl certificate verified via openssl").means(R::TlsNotFailure).faint().by_client().seen("8.17"),
        Row::new("ssl connection using tlsv1")
            .means(R::TlsNotFailure)
            .at(Hop::Direct)
            .faint()
            .by_client()
            .seen("7.10-8.17"),
        Row::new("ssl: couldn't get peer certificate").means(R::GenericHandshakeFailure).by_client().seen("7.10-8.17"),
        Row::new("failed to verify the legitimacy of the server")
            .means(R::GenericVerifyFailed)
            .faint()
            .by_client()
            .seen("7.52-8.17"),
        Row::new("curl performs ssl certificate verification by default")
            .means(R::GenericVerifyFailed)
            .faint()
            .by_client()
            .seen("7.10-7.52"),
        Row::new("curl.se/docs/sslcerts").by_client().seen("7.76-8.17"),
        Row::new("curl.haxx.se/docs/sslcerts").by_client().seen("7.10-7.75"),
        Row::new("no ocsp response received").means(R::OcspResponseBad).by_client().seen("7.41-8.17"),
        Row::new("invalid ocsp response").means(R::OcspResponseBad).by_client().seen("7.41-8.17"),
        Row::new("ocsp response verification failed").means(R::OcspResponseBad).by_client().seen("7.41-8.17"),
        Row::new("could not find certificate id in ocsp response")
            .means(R::OcspResponseBad)
            .by_client()
            .seen("7.41-8.17"),
        Row::new("ssl certificate status: revoked").means(R::Revoked).by_client().seen("7.41-8.17"),
        Row::new("ssl certificate revocation reason").means(R::Revoked).by_client().seen("7.41-8.17"),
        // The words of curl_easy_strerror.
        Row::new("peer certificate cannot be authenticated with")
            .means(R::GenericVerifyFailed)
            .by_client()
            .seen("7.10-7.62: CURLE_SSL_CACERT"),
        Row::new("ssl peer certificate or ssh remote key was not ok")
            .means(R::GenericVerifyFailed)
            .by_client()
            .seen("7.17-8.17: 51, 60"),
        Row::new("ssl peer certificate or ssh md5 fingerprint was not ok")
            .means(R::GenericVerifyFailed)
            .by_client()
            .seen("7.17: 51"),
        Row::new("ssl peer certificate was not ok").means(R::GenericVerifyFailed).by_client().seen("7.10: 51"),
        Row::new("problem with the ssl ca cert").means(R::TrustStoreUnavailable).by_client().seen("7.16-8.17: 77"),
        Row::new("problem with the local ssl certificate")
            .means(R::LocalCredentialError)
            .by_client()
            .seen("7.10-8.17: 58"),
        Row::new("couldn't use specified ssl cipher").means(R::TlsConfigError).by_client().seen("7.10-8.17: 59"),
        Row::new("ssl connect error").means(R::GenericHandshakeFailure).by_client().seen("7.10-8.17: 35"),
        Row::new("ssl crypto engine not found").means(R::TlsConfigError).by_client().seen("7.10-8.17: 53"),
        Row::new("can not set ssl crypto engine as default").means(R::TlsConfigError).by_client().seen("7.10-8.17: 54"),
        Row::new("failed to initialise ssl crypto engine").means(R::TlsConfigError).by_client().seen("7.10-8.17: 66"),
        Row::new("requested ssl level failed").means(R::TlsConfigError).by_client().seen("7.11-8.17: 64"),
        Row::new("requested tls level failed").means(R::TlsConfigError).by_client().seen("8: 64"),
        Row::new("failed to load crl file").means(R::TrustStoreUnavailable).by_client().seen("7.19-8.17: 82"),
        Row::new("error loading crl file").means(R::TrustStoreUnavailable).by_client().seen("7.19-8.17"),
        Row::new("issuer check against peer certificate failed")
            .means(R::UnknownIssuer)
            .by_client()
            .seen("7.19-8.17: 83"),
        Row::new("ssl public key does not match pinned public key")
            .means(R::PinMismatch)
            .by_client()
            .seen("7.39-8.17: 90"),
        Row::new("ssl server certificate status verification failed")
            .means(R::OcspResponseBad)
            .by_client()
            .seen("7.41-8.17: 91"),
        Row::new("failed to shut down the ssl connection").means(R::UncleanClose).by_client().seen("7.16-8.17: 80"),
        Row::new("ssl client certificate required").means(R::ClientCertRequired).by_client().seen("7.77-8.17: 98"),
        Row::new("ech attempted but failed").means(R::Ech).by_client().seen("8.8-8.17: 101"),
        Row::new("failure when receiving data from the peer")
            .leads_to(R::ALL)
            .means(R::UncleanClose)
            .faint()
            .by_client()
            .seen("7.10-8.17: 56"),
        Row::new("failed sending data to the peer").means(R::UncleanClose).faint().by_client().seen("7.10-8.17: 55"),
        Row::new("server returned nothing (no headers, no data)")
            .means(R::NotTlsRelated)
            .by_client()
            .seen("7.10-8.17: 52"),
        Row::new("empty reply from server").means(R::NotTlsRelated).by_client().seen("7.10-8.17: 52"),
        Row::new("could not resolve host:").means(R::NotTlsRelated).by_client().seen("7.10-8.17: 6"),
        Row::new("couldn't resolve host").means(R::NotTlsRelated).by_client().seen("7.10-7.30: 6"),
        Row::new("couldn't connect to host").means(R::NotTlsRelated).by_client().seen("7.10-7.30: 7"),
        Row::new("failed to connect to * port #").means(R::NotTlsRelated).by_client().seen("7.20-8.17: 7"),
        Row::new("failed to connect to * port *:").means(R::NotTlsRelated).by_client().seen("7.20-8.17: 7"),
        Row::new("the requested url returned error: #").means(R::NotTlsRelated).by_client().seen("7.10-8.17: 22"),
        Row::new("received http/0.9 when not allowed")
            .means(R::NotTlsRelated)
            .by_client()
            .decisive()
            .seen("7.66-8.17: 1"),
        Row::new("protocol 'https' not supported").means(R::TlsConfigError).by_client().seen("7.10-8.17: 1"),
        Row::new("protocol https not supported or disabled in libcurl")
            .means(R::TlsConfigError)
            .by_client()
            .seen("7.10-7.30: 1"),
        // Own files and settings.
        Row::new("error setting certificate verify locations")
            .means(R::TrustStoreUnavailable)
            .by_client()
            .seen("7.10-8.17: 77"),
        Row::new("error setting certificate file").means(R::TrustStoreUnavailable).by_client().seen("7.79-8.17: 77"),
        Row::new("error setting certificate path").means(R::TrustStoreUnavailable).by_client().seen("7.79-8.17: 77"),
        Row::new("error adding trust anchors from").means(R::TrustStoreUnavailable).by_client().seen("7.77-8.17: 77"),
        Row::new("error importing ca certificate blob")
            .means(R::TrustStoreUnavailable)
            .by_client()
            .seen("7.77-8.17: 77"),
        Row::new("error reading ca cert file")
            .means(R::TrustStoreUnavailable)
            .by_client()
            .seen("7.38-8.17: 77, mbedTLS"),
        Row::new("failed to import cert file").means(R::LocalCredentialError).by_client().seen("7.39-8.17"),
        Row::new("could not load pem client certificate")
            .means(R::LocalCredentialError)
            .by_client()
            .seen("7.52-8.17: 58"),
        Row::new("could not load asn1 client certificate")
            .means(R::LocalCredentialError)
            .by_client()
            .seen("7.52-8.17: 58"),
        Row::new("could not load client certificate").means(R::LocalCredentialError).by_client().seen("7.30-8.17: 58"),
        Row::new("unable to use client certificate").means(R::LocalCredentialError).by_client().seen("7.10-7.51: 58"),
        Row::new("unable to set private key file").means(R::LocalCredentialError).by_client().seen("7.10-8.17: 58"),
        Row::new("could not open pkcs12 file").means(R::LocalCredentialError).by_client().seen("7.10-8.17: 58"),
        Row::new("could not parse pkcs12 file").means(R::LocalCredentialError).by_client().seen("7.10-8.17: 58"),
        Row::new("unable to load private key from pkcs12 file")
            .means(R::LocalCredentialError)
            .by_client()
            .seen("7.10-8.17: 58"),
        Row::new("private key does not match the certificate public key")
            .means(R::LocalCredentialError)
            .by_client()
            .seen("7.10-8.17: 58"),
        Row::new("not supported file type * for certificate")
            .means(R::LocalCredentialError)
            .by_client()
            .seen("7.10-8.17"),
        Row::new("not supported file type for private key")
            .means(R::LocalCredentialError)
            .by_client()
            .seen("7.10-8.17"),
        Row::new("failed setting cipher list").means(R::TlsConfigError).by_client().seen("7.10-8.17: 59"),
        Row::new("failed setting tls 1.3 cipher suite").means(R::TlsConfigError).by_client().seen("7.61-8.17: 59"),
        Row::new("failed setting curves list").means(R::TlsConfigError).by_client().seen("7.73-8.17: 59"),
        Row::new("unrecognized parameter passed via curlopt_sslversion")
            .means(R::TlsConfigError)
            .by_client()
            .seen("7.34-8.17"),
        Row::new("was built without tls 1.3 support").means(R::TlsConfigError).by_client().seen("7.52-8.17"),
        Row::new("ssl: couldn't create a context").means(R::TlsConfigError).by_client().seen("7.10-8.17"),
        Row::new("ssl is disabled").means(R::TlsConfigError).faint().by_client().seen("7.10-8.17"),
        // The handshake.
        Row::new("ssl_connect: connection reset by peer in connection to")
            .means(R::HandshakeReset)
            .by_client()
            .seen("7.50-8.10"),
        Row::new("ssl_connect: connection reset by peer").means(R::HandshakeReset).by_client().seen("7.50-8.10"),
        Row::new("ssl_connect: ssl_error_syscall in connection to")
            .means(R::HandshakeReset)
            .by_client()
            .seen("7.50-8.10"),
        Row::new("ssl_connect: ssl_error_zero_return in connection to")
            .means(R::HandshakeEof)
            .by_client()
            .seen("7.50-8.10"),
        Row::new("ssl_connect: undefined error: 0").means(R::HandshakeEof).by_client().seen("7.50-8.10, macOS"),
        Row::new("ssl_connect: operation timed out").means(R::HandshakeTimeout).by_client().seen("7.50-8.10"),
        Row::new("This error usually occurs when a fatal SSL/TLS")
            .means(R::GenericHandshakeFailure)
            .by_peer()
            .by_client()
            .seen("lib/vtls/schannel.c, 7.50-8.17"),
        Row::new("ssl_connect: connection timed out").means(R::HandshakeTimeout).by_client().seen("7.50-8.10"),
        Row::new("ssl_connect: broken pipe").means(R::HandshakeReset).by_client().seen("7.50-8.10"),
        Row::new("tls connect error:").means(R::GenericHandshakeFailure).faint().by_client().seen("8.10-8.17"),
        Row::new("tls connect error: unexpected eof while reading")
            .means(R::HandshakeEof)
            .by_client()
            .seen("8.10-8.17"),
        Row::new("unknown ssl protocol error in connection to")
            .means(R::GenericHandshakeFailure)
            .by_client()
            .seen("7.10-7.50"),
        Row::new("curl: (35) recv failure: operation timed out")
            .means(R::HandshakeTimeout)
            .by_client()
            .seen("7.10-8.17"),
        Row::new("curl: (35) recv failure: connection timed out")
            .means(R::HandshakeTimeout)
            .by_client()
            .seen("7.10-8.17"),
        Row::new("recv failure: connection reset by peer").means(R::UncleanClose).by_client().seen("7.10-8.17"),
        Row::new("recv failure: connection was reset").means(R::UncleanClose).by_client().seen("7.10-8.17, Windows"),
        Row::new("recv failure: connection was aborted").means(R::UncleanClose).by_client().seen("7.10-8.17, Windows"),
        Row::new("recv failure: operation timed out").means(R::UncleanClose).by_client().seen("7.10-8.17"),
        Row::new("send failure: connection was reset").means(R::UncleanClose).by_client().seen("7.10-8.17, Windows"),
        Row::new("send failure: broken pipe").means(R::UncleanClose).by_client().seen("7.10-8.17"),
        Row::new("curl: (28) connection timed out after")
            .means(R::HandshakeTimeout)
            .by_client()
            .seen("7.80-8.17: to connect is to shake hands too"),
        Row::new("ssl connection timeout").means(R::HandshakeTimeout).by_client().seen("7.10-8.17"),
        Row::new("ssl read: error:00000000:lib(0)*errno 104").means(R::UncleanClose).by_client().seen("7.10-7.49"),
        Row::new("ssl read: error:00000000:lib(0)*errno 10054").means(R::UncleanClose).by_client().seen("7.10-7.49"),
        Row::new("ssl_read: connection reset by peer").means(R::UncleanClose).by_client().seen("7.50-8.17"),
        Row::new("ssl_read: connection was reset").means(R::UncleanClose).by_client().seen("7.50-8.17, Windows"),
        Row::new("ssl_read: connection was aborted").means(R::UncleanClose).by_client().seen("7.50-8.17, Windows"),
        Row::new("ssl_read: connection timed out").means(R::UncleanClose).by_client().seen("7.50-8.17"),
        Row::new("ssl_read: unknown error").means(R::UncleanClose).by_client().seen("7.50-8.17"),
        Row::new("ssl_read: ").by_client().seen("7.50-8.17"),
        Row::new("ssl_write: connection reset by peer").means(R::UncleanClose).by_client().seen("7.50-8.17"),
        Row::new("ssl_write: connection was reset").means(R::UncleanClose).by_client().seen("7.50-8.17, Windows"),
        Row::new("ssl_write: ssl_error_syscall").means(R::UncleanClose).by_client().seen("7.50-8.17"),
        Row::new("ssl certificate verify result: ").by_client().seen("7.10-8.17"),
        Row::new("ssl_read: success").means(R::UncleanClose).by_client().seen("7.50-8.17: errno is 0"),
        Row::new("ssl_read: no error").means(R::UncleanClose).by_client().seen("7.50-8.17: errno is 0"),
        Row::new("ssl_read: operation timed out").means(R::UncleanClose).by_client().seen("7.50-8.17"),
        Row::new("ssl_write: broken pipe").means(R::UncleanClose).by_client().seen("7.50-8.17"),
        Row::new("ssl_write() returned syscall, errno =").means(R::UncleanClose).by_client().seen("7.10-8.17"),
        Row::new("ssl_write() error:").means(R::UncleanClose).by_client().seen("7.10-8.17"),
        Row::new("connection died, tried # times before giving up")
            .means(R::UncleanClose)
            .by_client()
            .seen("7.74-8.17"),
        Row::new("transfer closed with").means(R::NotTlsRelated).by_client().seen("7.10-8.17: 18"),
        Row::new("was not closed cleanly").means(R::NotTlsRelated).by_client().seen("7.50-8.17: 92"),
        // The tunnel.
        Row::new("received http code # from proxy after connect")
            .means(R::ProxyTunnelFailed)
            .by_client()
            .seen("7.10-7.86"),
        Row::new("connect tunnel failed, response #").means(R::ProxyTunnelFailed).by_client().seen("7.87-8.17"),
        Row::new("proxy connect aborted").means(R::ProxyTunnelFailed).by_client().seen("7.10-8.17"),
        Row::new("proxy connect aborted due to timeout").means(R::ProxyTunnelFailed).by_client().seen("7.10-8.17"),
        Row::new("connect tunnel: https proxy").means(R::ProxyTunnelFailed).by_client().seen("8"),
        Row::new("could not resolve proxy")
            .means(R::NotTlsRelated)
            .at(Hop::ClientToProxy)
            .by_client()
            .seen("7.10-8.17: 5"),
    ],
};

/// Names are compared after the handshake, whose verification held: lib/vtls/openssl.c, ossl_check_peer_cert.
const CHAIN: &[R] = &[
    R::Expired,
    R::NotYetValid,
    R::UnknownIssuer,
    R::MissingIntermediate,
    R::SelfSignedInChain,
    R::SelfSignedLeaf,
    R::EkuMissingOrWrong,
    R::WeakKey,
    R::WeakSignature,
];
