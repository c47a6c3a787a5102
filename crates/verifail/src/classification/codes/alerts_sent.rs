//! TLS alerts as one's own program sends them: its verdict on the peer (RFC 8446 section 6.2).

use super::entry::{mute, says};
use super::{Book, Layout, Names};
use crate::taxonomy::{Reason as R, Stack};

/// TLS alerts as one's own program sends them.
///
/// The registry has one meaning for each, but stacks choose among the certificate alerts alike: 43 for a wrong purpose,
/// 45 for a date on either side, 46 and 42 where nothing fits.
pub(in crate::classification) static ALERTS_SENT: Book = Book {
    name: "tls-alert-sent",
    stack: Stack::Shared,
    source: "IANA TLS Alerts; RFC 8446 section 6.2",
    names: Names::Common,
    by_peer: false,
    layout: Layout::Plain,
    entries: &[
        mute(0, "close_notify"),
        says(10, "unexpected_message", R::ProtocolViolation),
        says(20, "bad_record_mac", R::RecordCorrupt),
        says(21, "decryption_failed", R::RecordCorrupt),
        says(22, "record_overflow", R::RecordCorrupt),
        says(30, "decompression_failure", R::RecordCorrupt),
        says(40, "handshake_failure", R::GenericHandshakeFailure),
        says(41, "no_certificate", R::ClientCertRequired),
        says(42, "bad_certificate", R::GenericVerifyFailed),
        says(43, "unsupported_certificate", R::EkuMissingOrWrong),
        says(44, "certificate_revoked", R::Revoked),
        says(45, "certificate_expired", R::ExpiredOrNotYetValid),
        says(46, "certificate_unknown", R::GenericVerifyFailed),
        says(47, "illegal_parameter", R::ProtocolViolation),
        says(48, "unknown_ca", R::UnknownIssuer),
        says(49, "access_denied", R::GenericVerifyFailed),
        says(50, "decode_error", R::ProtocolViolation),
        says(51, "decrypt_error", R::BadSignature),
        says(60, "export_restriction", R::ProtocolVersion),
        says(70, "protocol_version", R::ProtocolVersion),
        says(71, "insufficient_security", R::NoSharedCipher),
        says(80, "internal_error", R::GenericHandshakeFailure),
        says(86, "inappropriate_fallback", R::InappropriateFallback),
        mute(90, "user_canceled"),
        says(100, "no_renegotiation", R::LegacyRenegotiation),
        says(109, "missing_extension", R::ProtocolViolation),
        says(110, "unsupported_extension", R::ProtocolViolation),
        says(111, "certificate_unobtainable", R::GenericVerifyFailed),
        says(112, "unrecognized_name", R::SniUnrecognized),
        says(113, "bad_certificate_status_response", R::OcspResponseBad),
        says(114, "bad_certificate_hash_value", R::GenericVerifyFailed),
        says(115, "unknown_psk_identity", R::PskOrTicket),
        says(116, "certificate_required", R::ClientCertRequired),
        says(120, "no_application_protocol", R::Alpn),
        says(121, "ech_required", R::Ech),
    ],
};
