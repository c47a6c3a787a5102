//! Node.js: codes and texts of the tls module, of undici, npm, pnpm and yarn, and node-forge.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

const NPM: Stack = Stack::Npm;
const YARN: Stack = Stack::Yarn;

/// Results of verification by name: src/crypto/crypto_common.cc, X509ErrorCode. The words beside them are OpenSSL's.
macro_rules! results {
    ($($code:literal => $reason:ident;)+) => {
        &[$(Row::new($code).means(R::$reason).seen("0.10-25: X509ErrorCode")),+]
    };
}

/// Results of verification by name. Names that OpenSSL's words make too stand behind their property.
pub(in crate::classification) static RESULTS: StackRows = StackRows {
    stack: Stack::Node,
    rows: results! {
        "UNABLE_TO_GET_ISSUER_CERT" => UnknownIssuer;
        "UNABLE_TO_GET_ISSUER_CERT_LOCALLY" => UnknownIssuer;
        "code: 'UNABLE_TO_GET_CRL'" => RevocationUnavailable;
        "UNABLE_TO_DECRYPT_CERT_SIGNATURE" => BadSignature;
        "UNABLE_TO_DECRYPT_CRL_SIGNATURE" => RevocationUnavailable;
        "UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY" => Malformed;
        "code: 'CERT_SIGNATURE_FAILURE'" => BadSignature;
        "code: 'CRL_SIGNATURE_FAILURE'" => RevocationUnavailable;
        "CERT_NOT_YET_VALID" => NotYetValid;
        "CERT_HAS_EXPIRED" => Expired;
        "code: 'CRL_NOT_YET_VALID'" => RevocationUnavailable;
        "code: 'CRL_HAS_EXPIRED'" => RevocationUnavailable;
        "ERROR_IN_CERT_NOT_BEFORE_FIELD" => Malformed;
        "ERROR_IN_CERT_NOT_AFTER_FIELD" => Malformed;
        "ERROR_IN_CRL_LAST_UPDATE_FIELD" => RevocationUnavailable;
        "ERROR_IN_CRL_NEXT_UPDATE_FIELD" => RevocationUnavailable;
        "DEPTH_ZERO_SELF_SIGNED_CERT" => SelfSignedLeaf;
        "SELF_SIGNED_CERT_IN_CHAIN" => SelfSignedInChain;
        "UNABLE_TO_VERIFY_LEAF_SIGNATURE" => MissingIntermediate;
        "code: 'CERT_CHAIN_TOO_LONG'" => ChainLimits;
        "code: 'CERT_REVOKED'" => Revoked;
        "code: 'INVALID_CA'" => CaViolation;
        "code: 'PATH_LENGTH_EXCEEDED'" => PathLength;
        "code: 'INVALID_PURPOSE'" => EkuMissingOrWrong;
        "code: 'CERT_UNTRUSTED'" => UntrustedRoot;
        "code: 'CERT_REJECTED'" => ExplicitlyDistrusted;
        "code: 'HOSTNAME_MISMATCH'" => NameMismatch;
    },
};

/// What Node.js and its package managers print.
pub(in crate::classification) static ROWS: StackRows = StackRows {
    stack: Stack::Node,
    rows: &[
        Row::new("Redis connection to * failed - ").by_client().seen("node-redis 0.8-3"),
        // Traces.
        Row::new("tlssocket.").seen("0.12-25: a line of a trace"),
        Row::new("tlswrap.onstreamread").seen("10-25: a line of a trace"),
        Row::new("onconnectsecure").by_client().seen("10-25: a line of a trace"),
        Row::new("_tls_wrap").seen("0.12-25: a line of a trace"),
        Row::new("node:internal/").seen("16-25: a line of a trace"),
        Row::new("securepair.").seen("0.8-0.10: a line of a trace"),
        Row::new("node_modules/electron").seen("a path"),
        Row::new("node_modules").seen("a path"),
        Row::new("typeerror: fetch failed").by_client().seen("18-25: undici"),
        Row::new("fetcherror: request to").by_client().seen("node-fetch"),
        Row::new("failed, reason: ").by_client().seen("node-fetch"),
        Row::new("(fetcherror) ").by_client().seen("VS Code"),
        Row::new("[extension host]").by_client().seen("VS Code"),
        Row::new("gyp ERR!").by_client().seen("node-gyp"),
        Row::new("/_apis/public/gallery/").by_client().seen("VS Code"),
        Row::new("this request did not get sent completely").by_client().seen("Postman"),
        Row::new("deps/openssl/openssl/*").seen("0.6-25: a path of the sources"),
        Row::new("14 unavailable: no connection established").by_client().seen("grpc-js"),
        Row::new("claude code").by_client().seen("a program's name"),
        Row::new("gemini cli").by_client().seen("a program's name"),
        Row::new("axioserror").by_client().seen("axios"),
        Row::new("axioserror: write EPROTO *wrong version number")
            .by_client()
            .at(Hop::ClientToProxy)
            .seen("axios 0.9-1.7: it speaks TLS with a proxy that awaits CONNECT"),
        Row::new("requesterror: ").by_client().seen("got, request"),
        Row::new("mongonetworkerror: connect econnrefused")
            .means(R::NotTlsRelated)
            .by_client()
            .from(Stack::Mongodb)
            .seen("the driver of Node.js"),
        Row::new("mongonetworkerror").by_client().from(Stack::Mongodb).seen("the driver of Node.js"),
        Row::new("try running node.js with").by_client().seen("24-25"),
        Row::new("write eproto").by_client().seen("0.10-25: an error queue follows"),
        Row::new("code: 'err_ssl_").seen("12-25"),
        Row::new("err_ssl_").seen("12-25: OpenSSL's reason in a code"),
        Row::new("err_ossl_").seen("14-25"),
        // Names: tls.checkServerIdentity, which runs after the chain was verified.
        Row::new("err_tls_cert_altname_invalid").means(R::NameMismatch).by_client().excludes(CHAIN).seen("8-25"),
        Row::new("hostname/ip does not match certificate's altnames")
            .means(R::NameMismatch)
            .by_client()
            .excludes(CHAIN)
            .seen("8-25"),
        Row::new("hostname/ip doesn't match certificate's altnames")
            .means(R::NameMismatch)
            .by_client()
            .excludes(CHAIN)
            .seen("0.6-6"),
        Row::new("does not match certificate's altnames").means(R::NameMismatch).by_client().seen("8-25"),
        Row::new("is not in the cert's altnames").means(R::NameMismatch).by_client().seen("0.12-25"),
        Row::new("is not in the cert's list").means(R::NameMismatch).by_client().seen("0.12-25"),
        Row::new("is not cert's cn").means(R::NameMismatch).by_client().seen("0.12-25"),
        Row::new("altnames: cert does not contain a dns name").means(R::NoSan).by_client().seen("12-25"),
        Row::new("cert does not contain a dns name").means(R::NoSan).by_client().seen("12-25"),
        Row::new("altnames: cert is empty").means(R::NoSan).by_client().seen("0.12-25"),
        Row::new("err_tls_cert_altname_format").means(R::Malformed).by_client().seen("16-25"),
        Row::new("invalid subject alternative name string").means(R::Malformed).by_client().seen("16-25"),
        // The connection.
        // hapi tags so what its own connection, a server's, tells of a client.
        Row::new("['connection','client','error']").by_server().seen("hapi: Kibana 4-7, OpenSearch Dashboards, JSON"),
        Row::new("[error][client][connection]").by_server().seen("hapi: Kibana 4-7, OpenSearch Dashboards"),
        // Only servers watch for this event: the client went away before the handshake ended.
        Row::new("TLSSocket.onSocketClose").by_server().seen("12-25: lib/_tls_wrap.js"),
        Row::new("socket hang up*TLSSocket.onSocketClose")
            .means(R::HandshakeReset)
            .by_server()
            .seen("12-25: lib/_tls_wrap.js, tlsClientError"),
        Row::new("client network socket disconnected before secure tls connection was established")
            .means(R::HandshakeReset)
            .by_client()
            .seen("10-25"),
        Row::new("socket disconnected before secure tls connection was established")
            .means(R::HandshakeReset)
            .by_client()
            .seen("10-25"),
        Row::new("read econnreset*tlswrap").means(R::HandshakeReset).seen("10-25"),
        Row::new("read econnreset*tlssocket").means(R::HandshakeReset).seen("0.12-25"),
        Row::new("err_tls_handshake_timeout").means(R::HandshakeTimeout).seen("8-25"),
        Row::new("tls handshake timeout").means(R::HandshakeTimeout).seen("8-25"),
        Row::new("und_err_connect_timeout").means(R::NotTlsRelated).by_client().seen("undici"),
        Row::new("und_err_socket").means(R::UncleanClose).faint().by_client().seen("undici"),
        Row::new("connect econnrefused").means(R::NotTlsRelated).by_client().seen("0.10-25"),
        Row::new("connect etimedout").means(R::NotTlsRelated).by_client().seen("0.10-25"),
        Row::new("connect ehostunreach").means(R::NotTlsRelated).by_client().seen("0.10-25"),
        Row::new("connect enetunreach").means(R::NotTlsRelated).by_client().seen("0.10-25"),
        Row::new("getaddrinfo enotfound").means(R::NotTlsRelated).by_client().seen("0.10-25"),
        Row::new("getaddrinfo eai_again").means(R::NotTlsRelated).by_client().seen("0.10-25"),
        // Who asked for the tunnel, in front of what failed: the answer to CONNECT, or what the proxy's own TLS said.
        Row::new("tunneling socket could not be established")
            .means(R::ProxyTunnelFailed)
            .around()
            .at(Hop::ClientToProxy)
            .by_client()
            .seen("tunnel-agent"),
        Row::new("tunneling socket could not be established, statuscode=")
            .means(R::ProxyTunnelFailed)
            .by_client()
            .seen("tunnel-agent"),
        Row::new("tunneling socket could not be established, cause=parse error")
            .means(R::ProxyTunnelFailed)
            .by_client()
            .seen("tunnel-agent"),
        Row::new("got illegal response body from proxy").means(R::ProxyTunnelFailed).by_client().seen("tunnel-agent"),
        Row::new("tunneling socket could not be established, cause=connect econn")
            .means(R::NotTlsRelated)
            .at(Hop::ClientToProxy)
            .by_client()
            .seen("tunnel-agent"),
        Row::new("proxy response (#) !== 200 when http tunneling")
            .means(R::ProxyTunnelFailed)
            .by_client()
            .seen("undici ProxyAgent"),
        Row::new("proxy connection ended before receiving connect response")
            .means(R::ProxyTunnelFailed)
            .by_client()
            .seen("https-proxy-agent"),
        // Settings, own files, trust anchors.
        Row::new("err_tls_invalid_protocol_version").means(R::TlsConfigError).seen("11-25"),
        Row::new("err_tls_protocol_version_conflict").means(R::TlsConfigError).seen("11-25"),
        Row::new("err_tls_invalid_protocol_method").means(R::TlsConfigError).seen("10-25"),
        Row::new("err_tls_required_server_name").means(R::TlsConfigError).seen("8-25"),
        Row::new("err_tls_invalid_context").means(R::TlsConfigError).seen("13-25"),
        Row::new("err_tls_sni_from_server").means(R::TlsConfigError).seen("10-25"),
        Row::new("err_ssl_no_cipher_match").means(R::TlsConfigError).seen("12-25"),
        Row::new("err_no_crypto").means(R::TlsConfigError).seen("8-25: built without OpenSSL"),
        Row::new("node.js is not compiled with openssl crypto support").means(R::TlsConfigError).seen("8-25"),
        Row::new("openssl configuration error").means(R::TlsConfigError).seen("17-25"),
        Row::new("err_tls_renegotiation_disabled").means(R::LegacyRenegotiation).seen("12-25"),
        Row::new("err_tls_session_attack").means(R::LegacyRenegotiation).seen("8-25"),
        Row::new("err_tls_alpn_callback_invalid_result").means(R::Alpn).seen("18-25"),
        Row::new("err_tls_dh_param_size").means(R::WeakKeyExchange).seen("8-25"),
        Row::new("err_tls_psk_set_identity_hint_failed").means(R::PskOrTicket).seen("12-25"),
        Row::new("err_crypto_fips_forced").means(R::CryptoPolicyBlocked).seen("8-25"),
        Row::new("err_crypto_fips_unavailable").means(R::CryptoPolicyBlocked).seen("8-25"),
        Row::new("err_ossl_x509_key_values_mismatch").means(R::LocalCredentialError).seen("14-25"),
        Row::new("err_ossl_pem_no_start_line").means(R::LocalCredentialError).seen("14-25"),
        Row::new("err_ossl_bad_decrypt").means(R::LocalCredentialError).seen("14-25"),
        Row::new("err_ossl_unsupported").means(R::LocalCredentialError).faint().seen("17-25"),
        Row::new("ignoring extra certs from").means(R::TrustStoreUnavailable).seen("7-25: NODE_EXTRA_CA_CERTS"),
        Row::new("node_tls_reject_unauthorized environment variable to '0' makes")
            .means(R::TlsNotFailure)
            .by_client()
            .seen("12-25: a warning"),
        Row::new("setting the tls servername to an ip address is not permitted")
            .means(R::TlsNotFailure)
            .by_client()
            .seen("12-25: a warning, DEP0123"),
        Row::new("setting the servername to an ip address is not permitted")
            .means(R::TlsNotFailure)
            .by_client()
            .seen("12-25: a warning, DEP0123"),
        // Package managers.
        Row::new("npm err!").from(NPM).by_client().seen("1-9"),
        Row::new("npm error").from(NPM).by_client().seen("10-11"),
        Row::new("ssl error: cert_untrusted").means(R::UntrustedRoot).from(NPM).by_client().seen("1"),
        Row::new("error: cert_untrusted").means(R::UntrustedRoot).by_client().seen("0.8-0.10"),
        Row::new("npm warn").from(NPM).by_client().seen("1-11"),
        Row::new("npm notice").from(NPM).seen("1-11"),
        Row::new("err_pnpm_").from(NPM).by_client().seen("pnpm 5-10"),
        Row::new("npm err! ssl error:").means(R::GenericVerifyFailed).faint().from(NPM).by_client().seen("1-6"),
        Row::new("err! self signed certificate").means(R::SelfSignedLeaf).from(NPM).by_client().seen("1-6"),
        Row::new("error an unexpected error occurred: '").from(YARN).by_client().seen("Yarn 1"),
        Row::new("there appears to be trouble with your network connection").from(YARN).by_client().seen("Yarn 1"),
        Row::new("yn0001: ").from(YARN).by_client().seen("Yarn 2-4"),
        Row::new("yn0035: ").from(YARN).by_client().seen("Yarn 2-4"),
        Row::new("yn0041: ").from(YARN).by_client().seen("Yarn 2-4"),
        Row::new("yarn install").from(YARN).by_client().seen("Yarn 1-4"),
        // node-forge: lib/x509.js, pki.verifyCertificateChain, and lib/tls.js.
        Row::new("certificate is not valid yet or has expired")
            .means(R::ExpiredOrNotYetValid)
            .offline()
            .seen("forge: lib/x509.js"),
        Row::new("forge.pki.certificateexpired").means(R::ExpiredOrNotYetValid).offline().seen("forge: lib/x509.js"),
        Row::new("forge.pki.certificatenotyetvalid").means(R::NotYetValid).offline().seen("forge: lib/x509.js"),
        Row::new("forge.pki.unknowncertificateauthority").means(R::UnknownIssuer).offline().seen("forge: lib/x509.js"),
        Row::new("forge.pki.badcertificate").means(R::GenericVerifyFailed).faint().offline().seen("forge: lib/x509.js"),
        Row::new("forge.pki.unsupportedcertificate")
            .means(R::UnhandledCriticalExtension)
            .offline()
            .seen("forge: lib/x509.js"),
        Row::new("certificate signature is invalid").means(R::BadSignature).seen("forge: lib/x509.js"),
        Row::new("certificate basicconstraints pathlenconstraint violated")
            .means(R::PathLength)
            .offline()
            .seen("forge: lib/x509.js"),
        Row::new("certificate basicconstraints indicates the certificate is not a ca")
            .means(R::CaViolation)
            .offline()
            .seen("forge: lib/x509.js"),
        Row::new("certificate keyusage or basicconstraints conflict")
            .means(R::CaViolation)
            .offline()
            .seen("forge: lib/x509.js"),
        Row::new("certificate has an unsupported critical extension")
            .means(R::UnhandledCriticalExtension)
            .offline()
            .seen("forge: lib/x509.js"),
        Row::new("cannot read x.509 certificate. asn.1 object is not an x509v3 certificate")
            .means(R::Malformed)
            .offline()
            .seen("forge: lib/x509.js"),
        Row::new("could not convert certificate from pem").means(R::Malformed).offline().seen("forge: lib/x509.js"),
        Row::new("too few bytes to parse der").means(R::Malformed).offline().seen("forge: lib/asn1.js"),
        Row::new("unparsed der bytes remain after asn.1 parsing")
            .means(R::Malformed)
            .offline()
            .seen("forge: lib/asn1.js"),
        Row::new("cannot read public key. oid is not rsa")
            .means(R::UnsupportedSignatureAlgorithm)
            .offline()
            .seen("forge: lib/x509.js"),
        Row::new("pkcs#12 mac could not be verified. invalid password")
            .means(R::LocalCredentialError)
            .seen("forge: lib/pkcs12.js"),
        Row::new("Error: unable to verify the first certificate").seen("the error's message without its code"),
        Row::new("certificate has expired: *validateCredentials")
            .means(R::Expired)
            .at(Hop::Local)
            .seen("apn 1-2: the client's own certificate"),
    ],
};

/// The chain was verified when the names are compared: lib/_tls_wrap.js, onConnectSecure.
const CHAIN: &[R] = &[
    R::Expired,
    R::NotYetValid,
    R::UnknownIssuer,
    R::MissingIntermediate,
    R::SelfSignedInChain,
    R::SelfSignedLeaf,
    R::EkuMissingOrWrong,
];
