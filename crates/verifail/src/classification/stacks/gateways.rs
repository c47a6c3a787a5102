//! Gateways over nginx's Lua: APISIX, Kong; and the Go ones' words about which certificate to show.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

const fn apisix(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_server().at(Hop::Direct).seen("APISIX 2-3: init.lua, ssl/router/radixtree_sni.lua")
}

const fn kong(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("Kong 1-3: runloop/certificate.lua, kong/tls")
}

const fn go(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_server().at(Hop::Direct).seen("certmagic handshake.go, traefik tls/tlsmanager.go")
}

/// Texts of gateways.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Nginx,
    rows: &[
        Row::new("ssl_certificate_by_lua").by_server(),
        Row::new("ssl_client_hello_by_lua").by_server(),
        Row::new("apisix"),
        Row::new("[kong]"),
        apisix("failed to match any SSL certificate by SNI", R::SniUnrecognized),
        apisix("failed to find any SSL certificate by SNI", R::SniUnrecognized),
        apisix("failed to find SNI: please check if the client requests via IP", R::SniUnrecognized),
        apisix("failed to fetch ssl config: failed to find SNI", R::SniUnrecognized),
        apisix("failed to fetch ssl config", R::SniUnrecognized).faint(),
        apisix("client certificate was not present", R::ClientCertRequired),
        apisix("client certificate verification is not passed", R::GenericVerifyFailed).faint(),
        apisix("failed to set PEM private key", R::LocalCredentialError),
        apisix("failed to parse PEM", R::LocalCredentialError).faint(),
        apisix("failed to parse cert", R::LocalCredentialError),
        kong("failed to find certificate for SNI", R::SniUnrecognized).by_server(),
        kong("could not load certificate", R::LocalCredentialError).faint(),
        kong("failed to serve certificate", R::LocalCredentialError).faint(),
        kong("no SSL certificate could be found", R::LocalCredentialError).faint(),
        kong("unable to set client certificate", R::LocalCredentialError),
        kong("failed the initial dns/balancer resolve", R::NotTlsRelated).at(Hop::ProxyToUpstream),
        kong("failure to get a peer from the ring-balancer", R::NotTlsRelated).at(Hop::ProxyToUpstream),
        kong("No required TLS certificate was sent", R::ClientCertRequired).by_client(),
        kong("The TLS certificate error", R::PeerRejectedOurCert).by_client(),
        // Traffic Server.
        Row::new("SNI (*) not in certificate. Action=")
            .means(R::NameMismatch)
            .by_client()
            .at(Hop::ProxyToUpstream)
            .seen("Traffic Server 8-10: SSLClientUtils.cc"),
        // Caddy and Traefik.
        go("no matching certificates and no custom selection logic", R::SniUnrecognized).from(Stack::Caddy),
        go("no certificate available for", R::SniUnrecognized).from(Stack::Caddy),
        go("no server certificate available", R::SniUnrecognized).faint().from(Stack::Caddy),
        Row::new("all external certificate managers yielded no certificates")
            .means(R::TlsNotFailure)
            .faint()
            .from(Stack::Caddy),
        Row::new("choosing certificate").means(R::TlsNotFailure).faint().from(Stack::Caddy),
        Row::new("matched certificate in cache").means(R::TlsNotFailure).from(Stack::Caddy).faint(),
        Row::new("certificate obtained successfully").means(R::TlsNotFailure).from(Stack::Caddy).faint(),
        Row::new("Serving default certificate for request").means(R::TlsNotFailure).from(Stack::Traefik).faint(),
        Row::new("strict SNI enabled - No certificate found for domain")
            .means(R::SniUnrecognized)
            .by_server()
            .from(Stack::Traefik),
    ],
};
