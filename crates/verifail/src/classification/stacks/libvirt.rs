//! libvirt and QEMU over GnuTLS: they check their own certificates before they use them, and the peer's after the
//! handshake.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("libvirt src/rpc/virnettlscontext.c; qemu crypto/tlscredsx509.c")
}

/// A fault of a certificate in the own configuration.
const fn own(text: &'static str, reason: R) -> Row {
    says(text, reason).at(Hop::Local)
}

/// Texts of libvirt and QEMU.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Libvirt,
    rows: &[
        // Its own files.
        says("Cannot read CA certificate", R::TrustStoreUnavailable),
        says("Cannot read CA CRL", R::TrustStoreUnavailable),
        says("Unable to set x509 CA certificate", R::TrustStoreUnavailable),
        says("Unable to load CA certificates", R::TrustStoreUnavailable).faint(),
        says("Unable to import CA certificate list", R::TrustStoreUnavailable),
        says("Unable to set x509 key and certificate", R::LocalCredentialError),
        says("Unable to access credentials", R::LocalCredentialError),
        says("Cannot read * certificate '/etc/pki/libvirt", R::LocalCredentialError),
        says("Cannot read private key", R::LocalCredentialError),
        says("Unable to import server certificate", R::LocalCredentialError),
        says("Unable to import client certificate", R::LocalCredentialError),
        own("The server certificate * is not yet active", R::NotYetValid),
        own("The client certificate * is not yet active", R::NotYetValid),
        own("The CA certificate * is not yet active", R::NotYetValid),
        own("The server certificate * has expired", R::Expired),
        own("The client certificate * has expired", R::Expired),
        own("The CA certificate * has expired", R::Expired),
        own("basic constraints show a CA, but we need one for", R::CaViolation),
        own("basic constraints do not show a CA", R::CaViolation),
        own("missing basic constraints for a CA", R::CaViolation),
        own("usage does not permit certificate signing", R::KeyUsage),
        own("usage does not permit digital signature", R::KeyUsage),
        own("usage does not permit key encipherment", R::KeyUsage),
        own("purpose does not allow use for with a TLS", R::EkuMissingOrWrong),
        own("purpose does not allow use with a TLS", R::EkuMissingOrWrong),
        own("Our own certificate * failed validation against", R::GenericVerifyFailed),
        // The peer.
        says("owner does not match the hostname", R::NameMismatch).by_client(),
        Row::new("libvirt.libvirtError").by_client().seen("libvirt-python: what it called failed"),
        Row::new("Live Migration failure:").by_client().seen("nova: the source calls the destination"),
        says("Certificate failed validation", R::GenericVerifyFailed).by_either(),
        says("Failed to verify peer's certificate", R::GenericVerifyFailed).by_either(),
        says("Unable to verify TLS peer", R::GenericVerifyFailed).by_either(),
        says("Client's Distinguished Name is not on the list of allowed clients", R::GenericVerifyFailed).by_server(),
        says("x509 certificate peer is missing", R::ClientCertRequired),
        says("Unable to verify TLS peer: No certificate was found", R::ClientCertRequired).by_server(),
        says("Verify failed: No certificate was found", R::ClientCertRequired).by_server(),
        says("No certificate peers", R::ClientCertRequired).by_server(),
        says("Unable to verify server certificate * against", R::GenericVerifyFailed).at(Hop::Local),
        says("Unable to verify client certificate * against", R::GenericVerifyFailed).at(Hop::Local),
        says("Cannot read from TLS channel", R::UncleanClose),
        says("Cannot write to TLS channel", R::UncleanClose),
        says("Cannot load CA cert list", R::TrustStoreUnavailable),
        says("Cannot initialize TLS session", R::TlsConfigError),
        says("Unable to set TLS session priority", R::TlsConfigError),
        says("Cannot set default TLS session priority", R::TlsConfigError),
        says("Cannot set session credentials", R::LocalCredentialError),
        says("Credentials endpoint doesn't match session", R::TlsConfigError),
        says("Unsupported TLS credentials type", R::TlsConfigError),
        says("No hostname for certificate validation", R::TlsConfigError),
        says("TLS support is not available in this QEMU build", R::TlsConfigError),
        says("Expecting TLS credentials with a server endpoint", R::TlsConfigError),
        says("Expecting TLS credentials with a client endpoint", R::TlsConfigError),
        says("Not a migration stream", R::NotTlsRelated).faint(),
        says("load of migration failed", R::NotTlsRelated).faint(),
        Row::new("qemu-kvm: "),
        Row::new("qemu-system"),
        Row::new("virNetTLSContext"),
        Row::new("virNetTLSCert"),
        Row::new("virNetTLSSession"),
        Row::new("virNetSocket").faint(),
        Row::new("qemu+tls://"),
        Row::new("virConnectOpen"),
    ],
};
