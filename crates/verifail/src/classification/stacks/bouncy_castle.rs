//! Bouncy Castle's own log lines: whose alert it is, in which direction, and its number.

pub(super) mod paths;

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

/// AlertDescription.getText, as a program shows an exception's message. Where nobody says whose it is, it is our own:
/// one that was received has a class of its own.
const fn alone(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).faint().seen("bc-java AlertDescription 1.50-1.81")
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
        received("TlsFatalAlertReceived: *(#)"),
        // Alerts alone.
        alone("bad_record_mac(20)", R::RecordCorrupt),
        alone("bad_certificate(42)", R::GenericVerifyFailed),
        alone("certificate_expired(45)", R::ExpiredOrNotYetValid),
        alone("certificate_revoked(44)", R::Revoked),
        alone("certificate_unknown(46)", R::GenericVerifyFailed),
        alone("decode_error(50)", R::ProtocolViolation),
        alone("decrypt_error(51)", R::BadSignature),
        alone("handshake_failure(40)", R::GenericHandshakeFailure),
        alone("illegal_parameter(47)", R::ProtocolViolation),
        alone("insufficient_security(71)", R::NoSharedCipher),
        alone("no_application_protocol(120)", R::Alpn),
        alone("protocol_version(70)", R::ProtocolVersion),
        alone("unexpected_message(10)", R::ProtocolViolation),
        alone("unknown_ca(48)", R::UnknownIssuer),
        alone("unrecognized_name(112)", R::SniUnrecognized),
        alone("unsupported_certificate(43)", R::EkuMissingOrWrong),
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
