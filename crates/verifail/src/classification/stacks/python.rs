//! Python: the ssl module, urllib3 and requests, aiohttp, httpx, asyncio, pyOpenSSL and Twisted, pip and conda.

use super::super::codes::CURL_EXIT;
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, RetryAdvice, Stack};

pub(super) mod paths;
pub(super) mod settings;

const PIP: Stack = Stack::Pip;

/// What the interpreter and its libraries print; reasons in brackets are OpenSSL's and stand in its files.
pub(in crate::classification) static ROWS: StackRows = StackRows {
    stack: Stack::Python,
    rows: &[
        // The module's grammar.
        Row::new("(_ssl.c:#)").seen("2.6-3.14: Modules/_ssl.c, the line of the call"),
        Row::new("_ssl.c:#:").seen("2.6-3.14: timeouts, and Python 2"),
        Row::new("[ssl: ").seen("2.7.9-3.14: the reason's name in brackets"),
        Row::new("ssl.sslerror").seen("2.6-3.14"),
        Row::new("sslcertverificationerror").means(R::GenericVerifyFailed).faint().seen("3.7-3.14"),
        Row::new("ssl.certificateerror").means(R::GenericVerifyFailed).faint().seen("2.7-3.14"),
        // With their first argument: Swift has a case of this name, whose argument is a list.
        Row::new("sslerror('").seen("requests, urllib3"),
        Row::new("sslerror(u'").seen("requests, urllib3"),
        Row::new("sslerror(0,").seen("requests, urllib3"),
        Row::new("sslerror(1,").seen("requests, urllib3"),
        Row::new("sslerror(2,").seen("requests, urllib3"),
        Row::new("sslerror(5,").seen("requests, urllib3"),
        Row::new("sslerror(8,").seen("requests, urllib3"),
        Row::new("sslerror(sslerror(").seen("requests, urllib3"),
        Row::new("sslerror(sslcertverificationerror(").seen("requests, urllib3"),
        Row::new("sslerror(ssleoferror(").seen("requests, urllib3"),
        Row::new("sslerror(sslzeroreturnerror(").seen("requests, urllib3"),
        Row::new("sslerror(certificateerror(").seen("requests, urllib3"),
        Row::new("sslerror(maxretryerror(").seen("requests, urllib3"),
        Row::new("ssl validation failed for *[errno 2] no such file or directory")
            .means(R::TrustStoreUnavailable)
            .by_client()
            .seen("botocore: the file of AWS_CA_BUNDLE"),
        Row::new("[ssl] unknown error").means(R::GenericHandshakeFailure).seen("2.7.9-3.14: a reason without a name"),
        Row::new("[ssl: length_mismatch]").means(R::ProtocolViolation).by_client().seen("3.0-3.14"),
        Row::new("[ssl: no_shared_cipher]").means(R::NoSharedCipher).by_server().seen("2.7.9-3.14"),
        Row::new("('SSL routines', '', 'length mismatch')").means(R::ProtocolViolation).seen("pyOpenSSL"),
        Row::new("('SSL routines', '', 'unsupported protocol')").means(R::ProtocolVersion).seen("pyOpenSSL"),
        Row::new("httpx.proxyerror:").means(R::ProxyTunnelFailed).by_client().seen("httpx 0.1-0.28"),
        Row::new("clienthttpproxyerror:").means(R::ProxyTunnelFailed).by_client().seen("aiohttp 3"),
        Row::new("[ssl] ASN1 lib").means(R::Malformed).seen("2.7.9-3.14: without the reason's name"),
        Row::new("sslerror: [errno 2] no such file or directory")
            .means(R::TrustStoreUnavailable)
            .seen("requests, urllib3 1-2: ssl_wrap_socket, around load_verify_locations"),
        Row::new("caused by sslerror").means(R::GenericHandshakeFailure).faint().by_client().seen("urllib3"),
        Row::new("exceptions.sslerror")
            .means(R::GenericHandshakeFailure)
            .faint()
            .by_client()
            .seen("requests, urllib3, botocore"),
        Row::new("<urlopen error [ssl").by_client().seen("urllib"),
        Row::new("ldap.server_down").by_client().seen("python-ldap"),
        Row::new("<urlopen error").by_client().seen("urllib"),
        Row::new("traceback (most recent call last)").seen("the interpreter"),
        Row::new("ssl_wrap_socket").by_client().seen("urllib3"),
        Row::new("max retries exceeded with url").by_client().seen("urllib3"),
        Row::new("aiohttp.client_exceptions").by_client().seen("aiohttp"),
        Row::new("httpx.connecterror").by_client().seen("httpx"),
        Row::new("httpcore.connecterror").by_client().seen("httpx"),
        Row::new("botocore.exceptions").by_client().seen("boto3"),
        Row::new("SSL handshake is taking longer than")
            .means(R::HandshakeTimeout)
            .seen("asyncio 3.7-3.14: sslproto.py"),
        Row::new("SSL shutdown timed out").means(R::UncleanClose).seen("asyncio 3.11-3.14: sslproto.py"),
        Row::new("Fatal error on SSL transport").means(R::UncleanClose).faint().seen("asyncio 3.4-3.10: sslproto.py"),
        Row::new("pymongo.errors").by_client().seen("pymongo"),
        Row::new("redis.exceptions").by_client().seen("redis-py"),
        Row::new("kafka.errors").by_client().seen("kafka-python"),
        Row::new("paho.mqtt").by_client().seen("paho"),
        Row::new("websockets.client").by_client().seen("websockets"),
        Row::new("smtplib.").by_client(),
        Row::new("imaplib.").by_client(),
        Row::new("failed to perform, curl: (#)")
            .leads_to(R::ALL)
            .decodes(&CURL_EXIT)
            .by_client()
            .from(Stack::Python)
            .seen("curl_cffi 0.7-0.13"),
        Row::new("failed to perform, errcode: #, reason:")
            .decodes(&CURL_EXIT)
            .by_client()
            .from(Stack::Python)
            .seen("curl_cffi 0.5-0.6"),
        Row::new("libcurl-errors.html first for more details").by_client().seen("curl_cffi"),
        Row::new("curl_cffi").by_client().seen("curl_cffi"),
        // Names: ssl.match_hostname until 3.6, urllib3's copy of it, OpenSSL's own check from 3.7 on.
        Row::new("hostname mismatch, certificate is not valid for").means(R::NameMismatch).by_client().seen("3.7-3.14"),
        Row::new("ip address mismatch, certificate is not valid for")
            .means(R::NameMismatch)
            .by_client()
            .seen("3.7-3.14"),
        Row::new("certificateerror: hostname '*' doesn't match").means(R::NameMismatch).by_client().seen("2.7-3.6"),
        Row::new("hostname '*' doesn't match '").means(R::NameMismatch).by_client().seen("2.7-3.6, urllib3"),
        Row::new("hostname '*' doesn't match u'").means(R::NameMismatch).by_client().seen("2.7"),
        Row::new("hostname '*' doesn't match either of").means(R::NameMismatch).by_client().seen("2.7-3.6, urllib3"),
        Row::new("hostname u'*' doesn't match").means(R::NameMismatch).by_client().seen("2.7"),
        Row::new("no appropriate commonname or subjectaltname fields were found")
            .means(R::NoSan)
            .by_client()
            .seen("2.7-3.6, urllib3"),
        Row::new("no appropriate subjectaltname fields were found").means(R::NoSan).by_client().seen("urllib3 2"),
        Row::new("has no 'subjectaltname', falling back to check for a 'commonname'")
            .means(R::TlsNotFailure)
            .by_client()
            .seen("urllib3 1.10-1.26: SubjectAltNameWarning"),
        Row::new("fingerprints did not match").means(R::PinMismatch).by_client().seen("urllib3"),
        Row::new("serverfingerprintmismatch").means(R::PinMismatch).by_client().seen("aiohttp"),
        Row::new("dnsmismatch(").means(R::NameMismatch).by_client().seen("service_identity"),
        Row::new("ipaddressmismatch(").means(R::NameMismatch).by_client().seen("service_identity"),
        Row::new("_sslverify.SimpleVerificationError: ")
            .means(R::NameMismatch)
            .by_client()
            .seen("Twisted without service_identity"),
        Row::new("enabling certificate verification").means(R::TlsConfigError).seen("Twisted: CertificateOptions"),
        Row::new("srvmismatch(").means(R::NameMismatch).by_client().seen("service_identity"),
        Row::new("certificate does not contain any 'subjectaltname's")
            .means(R::NoSan)
            .by_client()
            .seen("service_identity"),
        // The end of the connection. A line below 1200 of _ssl.c is do_handshake, one above 1700 is read or write.
        Row::new("eof occurred in violation of protocol").means(R::HandshakeEof).seen("2.6-3.14"),
        Row::new("eof occurred in violation of protocol (_ssl.c:17*").means(R::UncleanClose).seen("3.5: read, write"),
        Row::new("eof occurred in violation of protocol (_ssl.c:18*")
            .means(R::UncleanClose)
            .seen("3.5-3.6: read, write"),
        Row::new("eof occurred in violation of protocol (_ssl.c:2*")
            .means(R::UncleanClose)
            .seen("3.6-3.14: read, write"),
        Row::new("[SSL: unexpected_eof_while_reading").means(R::HandshakeEof).seen("3.10-3.14"),
        Row::new("tls/ssl connection has been closed (eof)")
            .means(R::HandshakeEof)
            .retry(RetryAdvice::FreshConnection)
            .seen("3.7-3.14"),
        Row::new("ssl.sslzeroreturnerror").means(R::UncleanClose).faint().seen("3.3-3.14"),
        Row::new("the handshake operation timed out").means(R::HandshakeTimeout).seen("2.6-3.14"),
        Row::new("the connect operation timed out").means(R::HandshakeTimeout).by_client().seen("2.6-3.14"),
        Row::new("some i/o error occurred").means(R::HandshakeReset).faint().seen("2.6-3.14: SSLSyscallError"),
        Row::new("sslobj.do_handshake*connection reset by peer").means(R::HandshakeReset).seen("2.6-3.14"),
        Row::new("sslobj.do_handshake*forcibly closed by the remote host")
            .means(R::HandshakeReset)
            .seen("2.6-3.14, Windows"),
        Row::new("sslobj.do_handshake*[errno 0] error").means(R::HandshakeEof).seen("2.7-3.8"),
        Row::new("sslobj.do_handshake*timed out").means(R::HandshakeTimeout).seen("2.6-3.14"),
        Row::new(".do_handshake()").seen("2.6-3.14: a line of a trace"),
        Row::new("ssl handshake is taking longer than # seconds").means(R::HandshakeTimeout).seen("asyncio 3.7-3.14"),
        Row::new("ssl shutdown timed out").means(R::UncleanClose).seen("asyncio 3.11-3.14"),
        Row::new("ssl connection is closed").means(R::UncleanClose).seen("asyncio"),
        Row::new("ssl handshake failed on verifying the certificate")
            .means(R::GenericVerifyFailed)
            .faint()
            .seen("asyncio 3.5-3.10"),
        Row::new("ssl error in data received").seen("asyncio 3.5-3.10"),
        Row::new("fatal error on ssl transport").means(R::UncleanClose).faint().seen("asyncio 3.5-3.14"),
        Row::new("fatal error on ssl protocol").means(R::UncleanClose).faint().seen("asyncio 3.11-3.14"),
        Row::new("asyncio.sslproto").seen("asyncio 3.5-3.14"),
        Row::new("[SSL: application_data_after_close_notify").means(R::UncleanClose).seen("asyncio, a known notice"),
        // aiohttp writes the address, the setting and the cause.
        Row::new("cannot connect to host * ssl:*[").by_client().seen("aiohttp 2-3"),
        Row::new("cannot connect to host * ssl:*[connect call failed")
            .means(R::NotTlsRelated)
            .by_client()
            .seen("aiohttp 3"),
        Row::new("cannot connect to host * ssl:*[connection reset by peer]")
            .means(R::HandshakeReset)
            .by_client()
            .seen("aiohttp 3"),
        Row::new("cannot connect to host * ssl:*[name or service not known]")
            .means(R::NotTlsRelated)
            .by_client()
            .seen("aiohttp 3"),
        Row::new("cannot connect to host * ssl:*[getaddrinfo failed]")
            .means(R::NotTlsRelated)
            .by_client()
            .seen("aiohttp 3"),
        Row::new("cannot connect to host * ssl:*[temporary failure in name resolution]")
            .means(R::NotTlsRelated)
            .by_client()
            .seen("aiohttp 3"),
        Row::new("cannot connect to host * ssl:*[no address associated with hostname]")
            .means(R::NotTlsRelated)
            .by_client()
            .seen("aiohttp 3"),
        Row::new("cannot connect to host * ssl:*[nodename nor servname provided")
            .means(R::NotTlsRelated)
            .by_client()
            .seen("aiohttp 3"),
        Row::new("cannot connect to host * ssl:*[timeout while contacting dns servers]")
            .means(R::NotTlsRelated)
            .by_client()
            .seen("aiohttp 3"),
        Row::new("cannot connect to host * ssl:*[network is unreachable]")
            .means(R::NotTlsRelated)
            .by_client()
            .seen("aiohttp 1-3"),
        Row::new("cannot connect to host * ssl:*[no route to host]")
            .means(R::NotTlsRelated)
            .by_client()
            .seen("aiohttp 1-3"),
        Row::new("cannot connect to host * ssl:*[connection refused]")
            .means(R::NotTlsRelated)
            .by_client()
            .seen("aiohttp 1-3"),
        Row::new("cannot connect to host * ssl:*[can not connect to")
            .means(R::NotTlsRelated)
            .by_client()
            .seen("aiohttp 1-3"),
        Row::new("cannot connect to host * ssl:*[multiple exceptions: [errno 111] connect call failed")
            .means(R::NotTlsRelated)
            .by_client()
            .seen("aiohttp 1-3"),
        Row::new("cannot connect to host * ssl:*[domain name not found]")
            .means(R::NotTlsRelated)
            .by_client()
            .seen("aiohttp 3"),
        Row::new("cannot connect to host * ssl:*[the specified network name is no longer available]")
            .means(R::HandshakeReset)
            .by_client()
            .seen("aiohttp 3, Windows"),
        Row::new("clientconnectorcertificateerror").means(R::GenericVerifyFailed).faint().by_client().seen("aiohttp 3"),
        Row::new("clientconnectorsslerror").means(R::GenericHandshakeFailure).faint().by_client().seen("aiohttp 3"),
        // pyOpenSSL, and urllib3 over it.
        Row::new("openssl.ssl.error").seen("pyOpenSSL"),
        Row::new("[('ssl routines'").seen("pyOpenSSL"),
        Row::new("bad handshake:").means(R::GenericHandshakeFailure).faint().by_client().seen("urllib3 with pyOpenSSL"),
        Row::new("syscallerror(-1, 'unexpected eof')").means(R::HandshakeEof).seen("pyOpenSSL"),
        Row::new("syscallerror: (-1, 'unexpected eof')").means(R::HandshakeEof).seen("pyOpenSSL"),
        Row::new("syscallerror(*, 'econnreset')").means(R::HandshakeReset).seen("pyOpenSSL"),
        Row::new("syscallerror: (*, 'econnreset')").means(R::HandshakeReset).seen("pyOpenSSL"),
        Row::new("syscallerror(*, 'wsaeconnreset')").means(R::HandshakeReset).seen("pyOpenSSL, Windows"),
        Row::new("syscallerror(*, 'epipe')").means(R::HandshakeReset).seen("pyOpenSSL"),
        Row::new("syscallerror(*, 'etimedout')").means(R::HandshakeTimeout).seen("pyOpenSSL"),
        Row::new("openssl.ssl.zeroreturnerror").means(R::UncleanClose).seen("pyOpenSSL"),
        Row::new("x509storecontexterror").offline().seen("pyOpenSSL: X509StoreContext"),
        Row::new("verify_certificate()").offline().seen("pyOpenSSL: a line of a trace"),
        Row::new("openssl.crypto.error").means(R::LocalCredentialError).faint().seen("pyOpenSSL"),
        // Proxies.
        Row::new("tunnel connection failed: #").means(R::ProxyTunnelFailed).by_client().seen("http.client: CONNECT"),
        Row::new("your proxy appears to only use http and not https")
            .means(R::NotTls)
            .at(Hop::ClientToProxy)
            .by_client()
            .seen("urllib3 1.26-2"),
        Row::new("unable to connect to proxy").at(Hop::ClientToProxy).by_client().seen("urllib3 2"),
        Row::new("cannot connect to proxy").at(Hop::ClientToProxy).by_client().seen("urllib3"),
        Row::new("proxyerror('*connect to proxy*', newconnectionerror")
            .means(R::NotTlsRelated)
            .at(Hop::ClientToProxy)
            .by_client()
            .seen("urllib3"),
        Row::new("proxyerror('*connect to proxy*', remotedisconnected")
            .means(R::ProxyTunnelFailed)
            .by_client()
            .seen("urllib3"),
        Row::new("proxyerror('*connect to proxy*', connectionreseterror")
            .means(R::ProxyTunnelFailed)
            .by_client()
            .seen("urllib3"),
        // One that knows no TLS hangs up at the first record, and so does one that has had enough.
        Row::new("proxyerror('*connect to proxy*', sslerror(ssleoferror(")
            .means(R::HandshakeEof)
            .at(Hop::ClientToProxy)
            .retry(RetryAdvice::BoundedUnknown)
            .by_client()
            .seen("urllib3"),
        Row::new("_prepare_proxy").at(Hop::ClientToProxy).by_client().seen("urllib3: a line of a trace"),
        Row::new("_connect_tls_proxy").at(Hop::ClientToProxy).by_client().seen("urllib3 1.26-2: a line of a trace"),
        Row::new("newconnectionerror(").means(R::NotTlsRelated).by_client().seen("urllib3"),
        Row::new("failed to establish a new connection").means(R::NotTlsRelated).by_client().seen("urllib3"),
        Row::new("failed to resolve '*' ([errno").means(R::NotTlsRelated).by_client().seen("urllib3 2"),
        Row::new("all connection attempts failed").means(R::NotTlsRelated).by_client().seen("httpx, anyio"),
        Row::new("could not connect to the endpoint url").means(R::NotTlsRelated).by_client().seen("botocore"),
        Row::new("ssl validation failed for").means(R::GenericVerifyFailed).faint().by_client().seen("botocore"),
        // Trust anchors and own files.
        Row::new("could not find a suitable tls ca certificate bundle")
            .means(R::TrustStoreUnavailable)
            .by_client()
            .seen("requests 2.12-2.32"),
        Row::new("could not find a suitable ssl ca certificate bundle")
            .means(R::TrustStoreUnavailable)
            .by_client()
            .seen("requests 2.9"),
        Row::new("no root certificates specified for verification of other side certificates")
            .means(R::TrustStoreUnavailable)
            .seen("2.6-2.7"),
        Row::new("load_verify_locations*no such file").means(R::TrustStoreUnavailable).seen("2.7-3.14: a trace"),
        Row::new("load_verify_locations").means(R::TrustStoreUnavailable).faint().seen("2.7-3.14: a trace"),
        Row::new("cafile, capath and cadata cannot be all omitted").means(R::TrustStoreUnavailable).seen("2.7-3.14"),
        Row::new("load_default_certs").means(R::TrustStoreUnavailable).faint().seen("2.7-3.14: a trace"),
        Row::new("_load_windows_store_certs").means(R::TrustStoreUnavailable).seen("3.4-3.14: a trace"),
        Row::new("not enough data: cadata does not contain a certificate")
            .means(R::TrustStoreUnavailable)
            .seen("3.4-3.14"),
        Row::new("[asn1: ").means(R::Malformed).faint().seen("3.10-3.14"),
        Row::new("[asn1] ").means(R::Malformed).faint().seen("3.4-3.14"),
        Row::new("nested asn1 error (_ssl.c").means(R::Malformed).seen("3.4-3.14"),
        Row::new("not enough data (_ssl.c").means(R::Malformed).seen("3.4-3.14"),
        Row::new("could not find the tls certificate file")
            .means(R::LocalCredentialError)
            .by_client()
            .seen("requests 2.12-2.32"),
        Row::new("could not find the tls key file")
            .means(R::LocalCredentialError)
            .by_client()
            .seen("requests 2.12-2.32"),
        Row::new("load_cert_chain").means(R::LocalCredentialError).seen("2.7-3.14: a trace"),
        Row::new("[ssl] pem lib").means(R::LocalCredentialError).seen("3.4-3.14"),
        Row::new("[pem: ").means(R::LocalCredentialError).faint().seen("3.4-3.14"),
        Row::new("unable to load pem file").means(R::LocalCredentialError).seen("cryptography"),
        Row::new("could not deserialize key data").means(R::LocalCredentialError).seen("cryptography"),
        Row::new("password was not given but private key is encrypted")
            .means(R::LocalCredentialError)
            .seen("cryptography"),
        Row::new("error parsing asn1 value: parseerror").means(R::Malformed).seen("cryptography"),
        // The server's side.
        Row::new("ssl error on # (").by_server().seen("Tornado: iostream.py"),
        Row::new("the client sent a plain http request, but this server only speaks https")
            .means(R::PlaintextToTls)
            .by_server()
            .seen("cheroot"),
        // pip and conda.
        Row::new("there was a problem confirming the ssl certificate")
            .means(R::GenericVerifyFailed)
            .faint()
            .from(PIP)
            .by_client()
            .seen("pip 1.3-25"),
        Row::new("could not fetch url *: connection error").from(PIP).by_client().seen("pip 1.3-25"),
        Row::new("after connection broken by 'sslerror(").from(PIP).by_client().seen("pip 8-25"),
        Row::new("after connection broken by").by_client().seen("pip, urllib3"),
        Row::new("could not install packages due to an oserror").from(PIP).by_client().seen("pip 10-25"),
        Row::new("could not install packages due to an environmenterror").from(PIP).by_client().seen("pip 10-20"),
        Row::new("encountered an ssl error. most likely a certificate verification issue")
            .means(R::GenericVerifyFailed)
            .by_client()
            .seen("conda 4-25"),
        Row::new("openssl appears to be unavailable on this machine").means(R::TlsConfigError).seen("conda 4-25"),
        Row::new("sslerror(permissionerror(").means(R::TrustStoreUnavailable).seen("urllib3"),
        Row::new("sslerror(filenotfounderror(").means(R::TrustStoreUnavailable).seen("urllib3"),
        // Its cause stands behind; what it supposes is not found out.
        Row::new("behind a proxy that intercepts traffic with a self-signed certificate")
            .means(R::GenericVerifyFailed)
            .faint()
            .by_client()
            .seen("Azure CLI 2"),
        Row::new("connection verification disabled by environment variable")
            .means(R::TlsNotFailure)
            .seen("Azure CLI 2"),
        Row::new("condasslerror").means(R::GenericVerifyFailed).faint().by_client().seen("conda 4-25"),
        Row::new("condahttperror: http 000 connection failed")
            .means(R::GenericHandshakeFailure)
            .faint()
            .by_client()
            .seen("conda 4-25"),
        // Any other reason of the table: what is in brackets tells the library.
        Row::new("[SSL: BAD_LENGTH]").means(R::ProtocolViolation),
        Row::new("[SSL: ").means(R::GenericHandshakeFailure).faint().seen("_ssl.c 3.3-3.14"),
        Row::new("pychromecast"),
    ],
};

/// Results of pyOpenSSL's X509StoreContext: number, depth, OpenSSL's text.
macro_rules! stored {
    ($($text:literal => $reason:ident;)+) => {
        &[$(Row::new(concat!("[#, #, '", $text, "'")).means(R::$reason).offline().seen("pyOpenSSL: X509StoreContextError")),+]
    };
}

/// What pyOpenSSL's X509StoreContext raises.
pub(in crate::classification) static STORE_CONTEXT: StackRows = StackRows {
    stack: Stack::Python,
    rows: stored! {
        "unable to get issuer certificate" => UnknownIssuer;
        "unable to get certificate CRL" => RevocationUnavailable;
        "certificate signature failure" => BadSignature;
        "certificate is not yet valid" => NotYetValid;
        "certificate has expired" => Expired;
        "CRL has expired" => RevocationUnavailable;
        "self signed certificate" => SelfSignedLeaf;
        "self signed certificate in certificate chain" => SelfSignedInChain;
        "unable to get local issuer certificate" => UnknownIssuer;
        "unable to verify the first certificate" => MissingIntermediate;
        "certificate revoked" => Revoked;
        "invalid CA certificate" => CaViolation;
        "path length constraint exceeded" => PathLength;
        "unsupported certificate purpose" => EkuMissingOrWrong;
        "unsuitable certificate purpose" => EkuMissingOrWrong;
        "CA signature digest algorithm too weak" => WeakSignature;
        "EE certificate key too weak" => WeakKey;
        "unhandled critical extension" => UnhandledCriticalExtension;
        "permitted subtree violation" => NameConstraints;
    },
};
