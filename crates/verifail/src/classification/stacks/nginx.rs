//! nginx, OpenResty and the Kubernetes ingress controller over nginx: a server to its clients, a client to its
//! upstreams.

use super::super::codes::OPENSSL_VERIFY;
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("0.8-1.29: ngx_event_openssl.c, ngx_event_openssl_stapling.c, ngx_ssl_module.c")
}

/// Said of a client.
const fn client(text: &'static str, reason: R) -> Row {
    says(text, reason).by_server().at(Hop::ClientToProxy)
}

/// Said of an upstream.
const fn upstream(text: &'static str, reason: R) -> Row {
    says(text, reason).by_client().at(Hop::ProxyToUpstream)
}

/// An error of a cosocket and the request that it was made for, without an action between them.
const fn cosocket(text: &'static str) -> Row {
    Row::new(text).by_client().at(Hop::ProxyToUpstream).seen("lua-nginx-module: ngx_http_lua_socket_tcp.c")
}

/// What nginx was doing: it ends the line.
const fn doing(text: &'static str) -> Row {
    Row::new(text).seen("0.8-1.29: the log's action")
}

const fn ingress(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::IngressNginx).seen("ingress-nginx controller, klog")
}

/// Texts of nginx.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Nginx,
    rows: &[
        // With whom.
        doing("while SSL handshaking").leads_to(&[R::NotTls]).by_server().at(Hop::ClientToProxy),
        doing("while SSL handshaking to upstream").by_client().at(Hop::ProxyToUpstream),
        doing("while SSL handshaking to fetch target").by_client().at(Hop::ProxyToUpstream),
        doing("js http fetch").by_client().at(Hop::ProxyToUpstream),
        doing("while waiting for request").by_server().at(Hop::ClientToProxy),
        doing("while handling frames").by_server().at(Hop::ClientToProxy),
        doing("while parsing decrypted packet").by_server().at(Hop::ClientToProxy),
        doing("while reading client request").by_server().at(Hop::ClientToProxy),
        doing("while processing HTTP/2 connection").by_server().at(Hop::ClientToProxy),
        doing("while keepalive, client:").by_server().at(Hop::ClientToProxy),
        doing("while sending to client").by_server().at(Hop::ClientToProxy),
        doing("while reading response header from upstream").by_client().at(Hop::ProxyToUpstream),
        doing("while reading upstream").by_client().at(Hop::ProxyToUpstream),
        doing("while sending request to upstream").by_client().at(Hop::ProxyToUpstream),
        doing("while reading response body from upstream").by_client().at(Hop::ProxyToUpstream),
        doing("while sending to proxied server").by_client().at(Hop::ProxyToUpstream),
        doing("while sending PROXY protocol header to upstream").by_client().at(Hop::ProxyToUpstream),
        doing("while proxying and reading from upstream").by_client().at(Hop::ProxyToUpstream),
        doing("while proxying and sending to upstream").by_client().at(Hop::ProxyToUpstream),
        doing("while proxying and reading from client").by_server().at(Hop::ClientToProxy),
        doing("while proxying and sending to client").by_server().at(Hop::ClientToProxy),
        doing("while reading PROXY protocol").by_server().at(Hop::ClientToProxy),
        doing("while proxying upgraded connection"),
        doing("while requesting certificate status").by_client().at(Hop::OriginToUpstream),
        doing("ngx.socket.tcp"),
        doing("[lua] "),
        doing("#0: *"),
        doing("nginx: [emerg]"),
        // The handshake.
        says("SSL_do_handshake() failed", R::GenericHandshakeFailure).faint(),
        // A cosocket of lua-nginx-module is always a client. It writes the error without parentheses, or says behind
        // them of no action that it fails in.
        Row::new("SSL_do_handshake() failed SSL: error:").by_client().at(Hop::ProxyToUpstream),
        cosocket("SSL alert number #), client:"),
        cosocket("certificate verify failed), client:"),
        cosocket("wrong version number), client:"),
        cosocket("unknown protocol), client:"),
        cosocket("unsupported protocol), client:"),
        upstream("SSL_do_handshake() failed (104: Connection reset by peer), client:", R::HandshakeReset),
        upstream("peer closed connection in SSL handshake, client:", R::HandshakeEof),
        upstream("peer closed connection in SSL handshake (104: Connection reset by peer), client:", R::HandshakeReset),
        says("SSL_do_handshake() failed (SSL: error:*unexpected eof while reading", R::HandshakeEof),
        says("SSL_do_handshake() failed (104: ", R::HandshakeReset),
        says("SSL_do_handshake() failed (10054: ", R::HandshakeReset),
        says("SSL_do_handshake() failed (SSL:)", R::GenericHandshakeFailure),
        says("SSL_do_handshake() failed (SSL: error:0", R::GenericHandshakeFailure).faint(),
        says("peer closed connection in SSL handshake", R::HandshakeEof),
        upstream("peer closed connection in SSL handshake while SSL handshaking to upstream", R::HandshakeEof),
        says("peer closed connection in SSL handshake (104: Connection reset by peer)", R::HandshakeReset),
        says("peer closed connection in SSL handshake (10054: ", R::HandshakeReset),
        says("peer closed connection in SSL handshake (32: Broken pipe)", R::HandshakeReset),
        upstream("upstream timed out *) while SSL handshaking to upstream", R::HandshakeTimeout),
        client("client timed out *) while SSL handshaking", R::HandshakeTimeout),
        client("recv() failed (104: Connection reset by peer) while SSL handshaking", R::HandshakeReset),
        upstream("recv() failed (104: Connection reset by peer) while SSL handshaking to upstream", R::HandshakeReset),
        says("handshake rejected", R::SniUnrecognized).faint(),
        upstream("SSL handshake failed) while SSL handshaking to upstream", R::GenericHandshakeFailure),
        client("SSL renegotiation disabled", R::LegacyRenegotiation),
        client("client closed connection while SSL handshaking", R::HandshakeEof),
        client("unexpected status request callback", R::TlsNotFailure).faint(),
        // Verification of an upstream: the chain first, then the name (ngx_http_upstream_ssl_handshake).
        upstream("upstream SSL certificate verify error: (#:", R::GenericVerifyFailed).decodes(&OPENSSL_VERIFY),
        upstream("upstream SSL certificate verify error", R::GenericVerifyFailed),
        upstream("upstream SSL certificate does not match", R::NameMismatch).excludes(&[
            R::UnknownIssuer,
            R::Expired,
            R::NotYetValid,
            R::SelfSignedInChain,
            R::SelfSignedLeaf,
        ]),
        upstream("peer SSL certificate verify error: (#:", R::GenericVerifyFailed).decodes(&OPENSSL_VERIFY),
        upstream("lua ssl certificate verify error: (#:", R::GenericVerifyFailed)
            .decodes(&OPENSSL_VERIFY)
            .seen("OpenResty: ngx_http_lua_socket_tcp.c"),
        upstream("lua ssl certificate verify error", R::GenericVerifyFailed),
        upstream("ssl certificate does not match host", R::NameMismatch),
        upstream("lua ssl certificate does not match host", R::NameMismatch),
        upstream("lua tcp socket connect timed out", R::NotTlsRelated),
        upstream("lua ssl handshake", R::GenericHandshakeFailure).faint(),
        upstream("failed SSL handshake with '*': timeout", R::HandshakeTimeout)
            .seen("lua-resty-healthcheck: Kong, APISIX"),
        upstream("failed SSL handshake with '", R::GenericHandshakeFailure).seen("lua-resty-healthcheck: Kong, APISIX"),
        upstream("failed to do SSL handshake", R::GenericHandshakeFailure).seen("lua-resty-http"),
        // Verification of a client.
        client("client SSL certificate verify error: (#:", R::GenericVerifyFailed).decodes(&OPENSSL_VERIFY),
        client("client SSL certificate verify error", R::GenericVerifyFailed),
        client("client SSL certificate verify error: certificate revoked", R::Revoked),
        client("client SSL certificate verify error: certificate status request failed", R::RevocationUnavailable),
        client("client sent no required SSL certificate", R::ClientCertRequired),
        Row::new("400 No required SSL certificate was sent").means(R::ClientCertRequired).by_client(),
        Row::new("No required SSL certificate was sent").means(R::ClientCertRequired).by_client(),
        Row::new("400 The SSL certificate error").means(R::PeerRejectedOurCert).by_client(),
        Row::new("<center>The SSL certificate error</center>").means(R::PeerRejectedOurCert).by_client(),
        Row::new("421 4.7.1 SSL certificate error").means(R::PeerRejectedOurCert).by_client(),
        Row::new("421 4.7.1 No required SSL certificate").means(R::ClientCertRequired).by_client(),
        // Plaintext on the port of TLS.
        says("client sent plain HTTP request to HTTPS port", R::PlaintextToTls).by_server().at(Hop::ClientToProxy),
        says("The plain HTTP request was sent to HTTPS port", R::PlaintextToTls),
        client("SSL_do_handshake() failed *http request", R::PlaintextToTls),
        client("broken header: * while reading PROXY protocol", R::NotTlsRelated),
        says("client sent invalid method while reading client request line", R::NotTlsRelated),
        // After the handshake.
        says("SSL_read() failed (104: ", R::UncleanClose),
        says("SSL_write() failed (32: ", R::UncleanClose),
        says("SSL_write() failed (104: ", R::UncleanClose),
        says("SSL_read() failed (SSL: error:*unexpected eof while reading", R::UncleanClose),
        says("SSL_read() failed (5: ", R::UncleanClose),
        says("SSL_shutdown() failed", R::UncleanClose).faint(),
        says("SSL_sendfile() failed", R::UncleanClose).faint(),
        says("ignoring stale global SSL error", R::TlsNotFailure).faint(),
        says("could not allocate new session in SSL session shared cache", R::TlsNotFailure).faint(),
        // Stapling.
        says("\"ssl_stapling\" ignored", R::TlsNotFailure).retry(crate::RetryAdvice::NotApplicable),
        says("could not be resolved (*while requesting certificate status", R::RevocationUnavailable),
        says("no resolver defined to resolve * while requesting certificate status", R::RevocationUnavailable),
        says("() failed (*while requesting certificate status", R::RevocationUnavailable),
        says("OCSP responder timed out", R::RevocationUnavailable),
        says("OCSP responder prematurely closed connection", R::RevocationUnavailable),
        says("no OCSP responder URL in certificate", R::RevocationUnavailable),
        says("OCSP responder sent invalid", R::OcspResponseBad),
        says("OCSP response not successful", R::OcspResponseBad),
        says("OCSP_basic_verify() failed", R::OcspResponseBad),
        says("OCSP_check_validity() failed", R::OcspResponseBad),
        says("certificate status not found in the OCSP response", R::OcspResponseBad),
        says("d2i_OCSP_RESPONSE() failed", R::OcspResponseBad),
        says("certificate status \"*\" in the OCSP response", R::OcspResponseBad),
        // The own files and settings.
        says("cannot load certificate \"", R::LocalCredentialError).faint(),
        says("cannot load certificate key \"", R::LocalCredentialError).faint(),
        says("cannot load certificate \"data:", R::LocalCredentialError).faint(),
        says("SSL_CTX_use_certificate(\"*\") failed", R::LocalCredentialError).faint(),
        says("SSL_CTX_use_PrivateKey(\"*\") failed", R::LocalCredentialError).faint(),
        says("SSL_CTX_use_PrivateKey_file(\"*\") failed", R::LocalCredentialError).faint(),
        says("SSL_use_certificate(\"*\") failed", R::LocalCredentialError).faint(),
        says("PEM_read_bio_X509_AUX(\"*\") failed", R::LocalCredentialError).faint(),
        says("PEM_read_bio_DHparams(\"*\") failed", R::LocalCredentialError),
        says("BIO_new_file(\"*\") failed", R::LocalCredentialError).faint(),
        says("no \"ssl_certificate\" is defined", R::TlsConfigError),
        says("no \"ssl_certificate_key\" is defined", R::TlsConfigError),
        says("no ssl_client_certificate for ssl_verify_client", R::TlsConfigError),
        says("no proxy_ssl_trusted_certificate for proxy_ssl_verify", R::TlsConfigError),
        says("no grpc_ssl_trusted_certificate for grpc_ssl_verify", R::TlsConfigError),
        says("SSL_CTX_load_verify_locations(\"*\") failed", R::TrustStoreUnavailable),
        says("SSL_CTX_set_cipher_list(\"*\") failed", R::TlsConfigError),
        says("SSL_CTX_set1_curves_list(\"*\") failed", R::TlsConfigError),
        says("SSL_CTX_set1_groups_list(\"*\") failed", R::TlsConfigError),
        says("SSL_CONF_cmd(", R::TlsConfigError),
        says("the \"ssl\" parameter requires ngx_http_ssl_module", R::TlsConfigError),
        says("https protocol requires SSL support", R::TlsConfigError),
        says("unknown directive \"ssl", R::TlsConfigError),
        says("the \"ssl\" directive is deprecated", R::TlsNotFailure).faint(),
        says("the \"listen ... http2\" directive is deprecated", R::TlsNotFailure).faint(),
        says("protocol options redefined for", R::TlsNotFailure).faint(),
        says("nginx was built with OpenSSL that lacks ALPN", R::TlsNotFailure).faint(),
        says("ssl_stapling_verify", R::TlsNotFailure).faint(),
        // Not TLS.
        Row::new("client: *, server: *, request: \"").seen("the tail of a line of the error log"),
        says("client intended to send too large body", R::NotTlsRelated),
        upstream("upstream sent too big header", R::NotTlsRelated),
        upstream("upstream sent invalid header", R::NotTlsRelated),
        upstream("upstream sent no valid HTTP/1.0 header", R::NotTlsRelated).faint(),
        says("client sent invalid host header", R::NotTlsRelated),
        says("directory index of \"*\" is forbidden", R::NotTlsRelated),
        says("access forbidden by rule", R::NotTlsRelated),
        says("limiting requests, excess", R::NotTlsRelated),
        says("limiting connections by zone", R::NotTlsRelated),
        says("rewrite or internal redirection cycle", R::NotTlsRelated),
        says("worker_connections are not enough", R::NotTlsRelated),
        says("client prematurely closed connection", R::NotTlsRelated).faint(),
        says("[emerg] unknown directive", R::NotTlsRelated),
        says("[emerg] invalid number of arguments", R::NotTlsRelated),
        upstream("FastCGI sent in stderr", R::NotTlsRelated),
        says("ssl_stapling ignored", R::TlsNotFailure).retry(crate::RetryAdvice::NotApplicable),
        upstream("while connecting to upstream", R::NotTlsRelated),
        upstream("no live upstreams while connecting to upstream", R::NotTlsRelated),
        upstream("upstream prematurely closed", R::NotTlsRelated),
        upstream("upstream timed out *) while reading response header from upstream", R::NotTlsRelated),
        says("no resolver defined to resolve", R::NotTlsRelated),
        says("could not be resolved (", R::NotTlsRelated),
        says("host not found in upstream", R::NotTlsRelated),
        says("failed (98: Address already in use)", R::NotTlsRelated),
        says("failed (98: Unknown error)", R::NotTlsRelated),
        says("failed (13: Permission denied)", R::NotTlsRelated),
        says("proxy_connect:", R::NotTlsRelated),
        says("duplicate listen options for", R::NotTlsRelated),
        // The ingress controller.
        ingress("Error obtaining X.509 certificate", R::LocalCredentialError),
        ingress("error obtaining PEM from secret", R::LocalCredentialError),
        ingress("no keypair or CA cert could be found in", R::LocalCredentialError),
        ingress("contains no keypair or CA certificate", R::LocalCredentialError),
        ingress("key 'tls.crt' missing from Secret", R::LocalCredentialError),
        ingress("key 'tls.key' missing from Secret", R::LocalCredentialError),
        ingress("no certificate PEM data found", R::LocalCredentialError),
        ingress("error configuring CA certificate", R::TrustStoreUnavailable),
        ingress("error decoding CA certificate/s", R::TrustStoreUnavailable),
        ingress("has no 'ca.crt' key, mutual authentication disabled", R::TrustStoreUnavailable),
        ingress("has SSL configured but the SSL certificate does not contains a CN for", R::NameMismatch).offline(),
        ingress("ssl-session-ticket-key must contain either", R::TlsConfigError),
        ingress("OCSP responder returned an empty response", R::OcspResponseBad),
        ingress("certificate not found, falling back to fake certificate for hostname", R::TlsNotFailure),
        ingress("Configuring Secret * for TLS encryption", R::TlsNotFailure).faint(),
        ingress("Error getting SSL certificate", R::LocalCredentialError),
        ingress("was not found. Using default certificate", R::LocalCredentialError),
        ingress("Using default certificate", R::TlsNotFailure).faint(),
        ingress("Unexpected error validating SSL certificate", R::GenericVerifyFailed).offline(),
        ingress("does not contain a Common Name or Subject Alternative Name for server", R::NameMismatch).offline(),
        ingress("unexpected error creating SSL Cert", R::LocalCredentialError),
        ingress("no valid PEM formatted block found", R::LocalCredentialError),
        ingress("SSL certificate for server * is about to expire", R::TlsNotFailure).faint(),
        ingress("Validating certificate against DNS names. This will be deprecated", R::TlsNotFailure).faint(),
        ingress("Adding secret to local store", R::TlsNotFailure).faint(),
        ingress("Obtaining SSL certificates", R::TlsNotFailure).faint(),
        ingress("Ignoring SSL Passthrough", R::TlsNotFailure).faint(),
        Row::new("while handling frames").by_server().seen("ngx_event_quic"),
        Row::new("while handling decrypted packet").by_server().seen("ngx_event_quic"),
    ],
};
