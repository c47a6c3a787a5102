//! DNS over TLS beside Unbound: Stubby, Knot's kdig and resolver, dnsdist, dnscrypt-proxy.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

const fn stubby(text: &'static str, reason: R) -> Row {
    Row::new(text)
        .means(reason)
        .by_client()
        .at(Hop::Direct)
        .seen("getdns 1.1-1.7: stub.c, tls-internal; Stubby 0.2-0.4")
}

const fn knot(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().from(Stack::Gnutls).seen("Knot 2.6-3.4: utils/common/tls.c; Knot Resolver")
}

const fn dist(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("dnsdist 1.3-2.0: libssl.cc, tcpiohandler.cc")
}

/// Texts of resolvers.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Unbound,
    rows: &[
        Row::new("No certificate provided for DoH endpoint *, running in DNS over HTTP mode")
            .means(R::TlsNotFailure)
            .seen("dnsdist 1.4-2.0"),
        Row::new("An error occurred while trying to load the TLS server")
            .means(R::LocalCredentialError)
            .seen("dnsdist"),
        Row::new("Error setting up TLS context for").means(R::TlsConfigError).faint().seen("dnsdist"),
        Row::new("could not set up DoT connection")
            .means(R::GenericHandshakeFailure)
            .by_client()
            .faint()
            .from(Stack::Java),
        Row::new("stubby").by_client(),
        Row::new("GETDNS_AUTHENTICATION").by_client(),
        stubby("Conn closed: TLS - *Failure*", R::GenericHandshakeFailure).faint(),
        stubby("Verify failed : TLS - *Failure*", R::GenericVerifyFailed).faint(),
        stubby("Verify failed : TLS - *Failure* - (62)", R::NameMismatch),
        stubby("Verify failed : TLS - *Failure* - (18)", R::SelfSignedLeaf),
        stubby("Verify failed : TLS - *Failure* - (19)", R::SelfSignedInChain),
        stubby("Verify failed : TLS - *Failure* - (20)", R::UnknownIssuer),
        stubby("Verify failed : TLS - *Failure* - (10)", R::Expired),
        stubby("Verify failed : TLS - *Failure* - (9)", R::NotYetValid),
        stubby("Verify passed : TLS", R::TlsNotFailure).faint(),
        stubby("Conn opened: TLS", R::TlsNotFailure).faint(),
        stubby("Conn closed: TLS - Resps=", R::TlsNotFailure).faint(),
        stubby("Upstream   : TLS - Resps=", R::TlsNotFailure).faint(),
        stubby("Pinset mismatch", R::PinMismatch),
        stubby("Pinset validation failure", R::PinMismatch),
        // Knot.
        Row::new(";; DEBUG: TLS,").from(Stack::Gnutls).by_client(),
        Row::new(";; WARNING: TLS,").from(Stack::Gnutls).by_client(),
        knot(";; WARNING: TLS, handshake failed", R::GenericHandshakeFailure).faint(),
        knot("TLS, handshake failed (Error in the certificate", R::GenericVerifyFailed).faint(),
        knot("TLS, peer certificate * pin mismatch", R::PinMismatch),
        knot("TLS, no certificate PIN matched", R::PinMismatch),
        knot("TLS, failed to import CA", R::TrustStoreUnavailable),
        knot("TLS, The certificate is trusted", R::TlsNotFailure).faint(),
        knot("TLS, skipping certificate PIN check", R::TlsNotFailure).faint(),
        knot("TLS, skipping certificate verification", R::TlsNotFailure).faint(),
        knot(";; TLS session (", R::TlsNotFailure).faint(),
        knot("failed to query server", R::NotTlsRelated).faint(),
        knot("[tls] handshake with * failed", R::GenericHandshakeFailure).faint(),
        knot("[tls_cl] TLS handshake with * failed", R::GenericHandshakeFailure).faint(),
        knot("[tls_client] TLS handshake with * failed", R::GenericHandshakeFailure).faint(),
        // dnscrypt-proxy: serversInfo.go.
        Row::new("Certificate hash [*] not found")
            .means(R::PinMismatch)
            .by_client()
            .from(Stack::Go)
            .seen("dnscrypt-proxy 2"),
        // NSD, a server.
        Row::new("TLS handshake failed from")
            .means(R::GenericHandshakeFailure)
            .from(Stack::Openssl)
            .by_server()
            .faint()
            .seen("NSD 4.2-4.10: server.c"),
        // dnsdist.
        Row::new("dnsdist"),
        dist("Error while processing a TLS connection", R::GenericHandshakeFailure).faint().by_server(),
        dist("Error accepting TLS connection", R::GenericHandshakeFailure).faint().by_server(),
        dist("Error establishing a TLS connection", R::GenericHandshakeFailure).faint().by_client(),
        dist("An error occurred while trying to load the TLS server certificate file", R::LocalCredentialError),
        dist("An error occurred while trying to load the TLS server private key file", R::LocalCredentialError),
        dist("Unable to load the TLS certificate", R::LocalCredentialError).faint(),
        dist("The key from * does not match", R::LocalCredentialError),
    ],
};
