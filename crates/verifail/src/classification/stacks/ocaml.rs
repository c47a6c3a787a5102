//! OCaml's tls, x509 and ca-certs: opam, Semgrep, MirageOS.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("mirleft/ocaml-tls 0.8-2.0, ocaml-x509 0.8-1.0, mirage/ca-certs 0.1-1.0")
}

/// Texts of OCaml's tls.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Ocaml,
    rows: &[
        says("ca-certs: no trust anchor file found", R::TrustStoreUnavailable),
        says("ca-certs: empty trust anchors", R::TrustStoreUnavailable),
        says("ca-certs: unknown system", R::TrustStoreUnavailable),
        says("ca-certs: no trust anchors found", R::TrustStoreUnavailable),
        says("No SSL or TLS support compiled into Conduit", R::TlsConfigError),
        says("No TLS support compiled into", R::TlsConfigError).faint(),
        says("authentication failure: ", R::GenericVerifyFailed).faint().from(Stack::Shared),
        says("no trust anchor found for", R::UnknownIssuer),
        says("trust anchor not found", R::UnknownIssuer).faint(),
        says("certificate chain is empty", R::ClientCertRequired),
        says("invalid certificate chain", R::GenericVerifyFailed).faint(),
        says("leaf certificate * is not valid at", R::ExpiredOrNotYetValid),
        says("certificate * is expired", R::Expired).faint(),
        says("does not contain the name", R::NameMismatch),
        says("leaf certificate * does not match", R::NameMismatch),
        says("the fingerprint for * does not match", R::PinMismatch),
        says("certificate is self-signed, but not a trust anchor", R::SelfSignedLeaf),
        says("TLS alert from peer: handshake failure", R::GenericHandshakeFailure).by_peer(),
        says("TLS alert from peer: protocol version", R::ProtocolVersion).by_peer(),
        says("TLS alert from peer: unknown certificate authority", R::PeerRejectedOurCert).by_peer(),
        says("TLS alert from peer: bad certificate", R::PeerRejectedOurCert).by_peer(),
        says("TLS alert from peer: unrecognized name", R::SniUnrecognized).by_peer(),
        says("TLS alert from peer", R::GenericHandshakeFailure).by_peer(),
        says("TLS failure: authentication failure", R::GenericVerifyFailed),
        says("TLS failure: no configured ciphersuite", R::NoSharedCipher),
        says("TLS failure: no configured versions", R::ProtocolVersion),
        says("TLS failure", R::GenericHandshakeFailure).faint(),
        Row::new("Tls_lwt.Tls_failure"),
        Row::new("Tls_lwt.Tls_alert").by_peer(),
    ],
};
