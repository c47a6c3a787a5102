//! Bouncy Castle's own log lines: whose alert it is, in which direction, and its number.

use super::super::codes::{ALERTS, ALERTS_SENT};
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn received(text: &'static str) -> Row {
    Row::new(text)
        .decodes(&ALERTS)
        .means(R::GenericHandshakeFailure)
        .by_peer()
        .seen("bc-java JsseUtils, TlsUtils 1.50-1.81")
}

const fn raised(text: &'static str) -> Row {
    Row::new(text).decodes(&ALERTS_SENT).means(R::GenericHandshakeFailure).seen("bc-java JsseUtils, TlsUtils 1.50-1.81")
}

/// Any failure in the same text outweighs it.
const fn notice(text: &'static str) -> Row {
    Row::new(text).means(R::TlsNotFailure).faint().seen("bc-java JsseUtils 1.50-1.81")
}

/// Texts of Bouncy Castle's log.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::BouncyCastle,
    rows: &[
        // The provider's log.
        received("Client received fatal(2) *(#) alert").by_client(),
        received("Server received fatal(2) *(#) alert").by_server(),
        raised("Client raised fatal(2) *(#) alert").by_client(),
        raised("Server raised fatal(2) *(#) alert").by_server(),
        // Its examples, which many programs began as.
        received("client received alert: fatal(2), *(#)").by_client(),
        received("server received alert: fatal(2), *(#)").by_server(),
        raised("client raised alert: fatal(2), *(#)").by_client(),
        raised("server raised alert: fatal(2), *(#)").by_server(),
        received("Received fatal alert #"),
        notice("alert: warning(1), close_notify(0)"),
        notice("warning(1) close_notify(0) alert"),
        notice("warning(1) no_renegotiation(100) alert"),
        notice("warning(1) user_canceled(90) alert"),
        // Frames.
        Row::new("DTLSClientProtocol").by_client(),
        Row::new("DTLSServerProtocol").by_server(),
        Row::new("ProvTlsClient").by_client(),
        Row::new("ProvTlsServer").by_server(),
    ],
};
