//! Remote desktops and other programs of desks: TigerVNC, x11vnc, Wine, Syncthing.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn vnc(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("tigervnc 1.4-1.14: CSecurityTLS.cxx, SSecurityTLS.cxx")
}

const fn x11vnc(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Openssl).by_server().seen("x11vnc 0.9: sslhelper.c")
}

const fn syncthing(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Go).by_either().seen("syncthing lib/connections/service.go")
}

/// Texts of desktops.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Tigervnc,
    rows: &[
        // TigerVNC: GnuTLS inside.
        Row::new("CVeNCrypt").by_client(),
        Row::new("CConn:").by_client(),
        Row::new("CConnection:").by_client(),
        Row::new("VNCSConnST").by_server(),
        Row::new("SVeNCrypt").by_server(),
        Row::new("SConnection:").by_server(),
        Row::new("TigerVNC"),
        vnc("Failed to load certificate and key", R::LocalCredentialError).by_server(),
        vnc("Server failed to initialize TLS session", R::PeerInternalError).by_client().by_peer(),
        vnc("TLS: TLS Handshake failed", R::GenericHandshakeFailure).faint(),
        vnc("TLS shutdown failed", R::TlsNotFailure).faint(),
        vnc("No matching security types", R::NotTlsRelated),
        vnc("No supported security types", R::NotTlsRelated),
        vnc("Unsupported certificate type", R::UnsupportedSignatureAlgorithm).faint(),
        vnc("Empty certificate chain", R::ClientCertRequired).faint(),
        vnc("Invalid server certificate", R::GenericVerifyFailed).faint().by_client(),
        vnc("This certificate has been signed by an unknown authority", R::UnknownIssuer).by_client(),
        vnc("Unknown certificate issuer", R::UnknownIssuer).by_client(),
        vnc("Hostname mismatch: The specified hostname", R::NameMismatch).by_client(),
        vnc("does not match the certificate provided by the server", R::NameMismatch).by_client(),
        vnc("Certificate hostname mismatch", R::NameMismatch).faint().by_client(),
        vnc("Unexpected server certificate", R::PinMismatch).by_client(),
        vnc("Could not load CA certificate", R::TrustStoreUnavailable).faint(),
        vnc("Load of CA cert failed", R::TrustStoreUnavailable),
        // x11vnc.
        x11vnc("SSL_accept() *FATAL", R::GenericHandshakeFailure).faint(),
        x11vnc("accept_openssl", R::GenericHandshakeFailure).faint(),
        Row::new("ssl_helper[").from(Stack::Openssl).by_server(),
        Row::new("check_vnc_tls_mode").from(Stack::Openssl).by_server(),
        // Wine: GnuTLS behind SChannel's interface.
        Row::new("failed to load libgnutls").means(R::TlsConfigError).from(Stack::Gnutls).seen("wine secur32, bcrypt"),
        Row::new("err:winediag:").from(Stack::Gnutls),
        Row::new("err:secur32:").from(Stack::Gnutls).by_client(),
        Row::new("schan_handshake").from(Stack::Gnutls).by_client(),
        // Syncthing.
        syncthing("Got peer certificate list of length 0", R::ClientCertRequired),
        syncthing("Got peer certificate list of length", R::ProtocolViolation),
        syncthing("Connected to myself", R::NotTlsRelated).faint(),
        Row::new("syncthing").from(Stack::Go),
    ],
};
