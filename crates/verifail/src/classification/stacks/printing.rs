//! CUPS: what clients and the scheduler say of a printer's or a server's certificate, which they call credentials.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn client(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("CUPS 2.0-2.4, libcups 3: cups/tls-gnutls.c, backend/ipp.c")
}

const fn server(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_server().seen("CUPS 1.2-2.4: scheduler/client.c")
}

/// Texts of CUPS.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Gnutls,
    rows: &[
        Row::new("cupsd["),
        Row::new("Printer credentials: ").by_client(),
        // Trust on first use: what was stored is the pin.
        client("New credentials are older than stored credentials", R::PinMismatch),
        client("New credentials are not valid for name", R::NameMismatch),
        client("No stored credentials, not valid for name", R::NameMismatch),
        client("Credentials do not validate against site CA certificate", R::UnknownIssuer),
        client("Trust on first use is disabled", R::UnknownIssuer),
        client("Self-signed credentials are blocked", R::SelfSignedLeaf),
        client("Credentials are not CA-signed", R::SelfSignedLeaf),
        client("Credentials are invalid (", R::GenericVerifyFailed).faint(),
        client("Credentials are expired (", R::Expired),
        client("(Credentials have expired.)", R::Expired),
        client("Credentials have changed (", R::PinMismatch),
        client("Credentials are unknown/new (", R::UnknownIssuer).faint(),
        // Reasons of a printer's state.
        client("cups-certificate-error", R::GenericVerifyFailed).faint(),
        client("cups-pki-invalid", R::GenericVerifyFailed).faint(),
        client("cups-pki-changed", R::PinMismatch).faint(),
        client("cups-pki-expired", R::Expired).faint(),
        client("cups-pki-unknown", R::UnknownIssuer).faint(),
        // The scheduler.
        server("Unable to encrypt connection: ", R::GenericHandshakeFailure).faint(),
        server("Unable to encrypt connection: Error in the push function", R::HandshakeReset),
        server("Unable to encrypt connection: Error in the pull function", R::HandshakeReset),
        server("Unable to encrypt connection from *: Error in the push function", R::HandshakeReset),
        server("Unable to encrypt connection from *: Error in the pull function", R::HandshakeReset),
    ],
};
