//! Alerts as OpenSSL words them: those received, as reasons of its error queue and by its message callbacks; those
//! sent.

use super::super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

/// Received alerts as ssl/ssl_err.c names them: `sslv3 alert` until 3.1, `ssl/tls alert` from 3.2 on, `tlsv1 alert`,
/// `tlsv13 alert`.
macro_rules! received {
    ($($prefix:literal $words:literal => $reason:ident;)+) => {
        &[$(Row::new(concat!($prefix, " ", $words)).means(R::$reason).by_peer().seen("0.9.8-3.6: ssl/ssl_err.c")),+]
    };
}

/// Alerts as a queue names them.
pub(in crate::classification) static ROWS: StackRows = StackRows {
    stack: Stack::Openssl,
    rows: received! {
        "sslv3 alert" "unexpected message" => ProtocolViolation;
        "sslv3 alert" "bad record mac" => RecordCorrupt;
        "sslv3 alert" "decompression failure" => RecordCorrupt;
        "sslv3 alert" "handshake failure" => GenericHandshakeFailure;
        "sslv3 alert" "no certificate" => ClientCertRequired;
        "sslv3 alert" "bad certificate" => PeerRejectedOurCert;
        "sslv3 alert" "unsupported certificate" => PeerRejectedOurCert;
        "sslv3 alert" "certificate revoked" => PeerRejectedOurCert;
        "sslv3 alert" "certificate expired" => PeerRejectedOurCert;
        "sslv3 alert" "certificate unknown" => PeerRejectedOurCert;
        "sslv3 alert" "illegal parameter" => ProtocolViolation;
        "ssl/tls alert" "unexpected message" => ProtocolViolation;
        "ssl/tls alert" "bad record mac" => RecordCorrupt;
        "ssl/tls alert" "decompression failure" => RecordCorrupt;
        "ssl/tls alert" "handshake failure" => GenericHandshakeFailure;
        "ssl/tls alert" "no certificate" => ClientCertRequired;
        "ssl/tls alert" "bad certificate" => PeerRejectedOurCert;
        "ssl/tls alert" "unsupported certificate" => PeerRejectedOurCert;
        "ssl/tls alert" "certificate revoked" => PeerRejectedOurCert;
        "ssl/tls alert" "certificate expired" => PeerRejectedOurCert;
        "ssl/tls alert" "certificate unknown" => PeerRejectedOurCert;
        "ssl/tls alert" "illegal parameter" => ProtocolViolation;
        "tlsv1 alert" "decryption failed" => RecordCorrupt;
        "tlsv1 alert" "record overflow" => RecordCorrupt;
        "tlsv1 alert" "unknown ca" => PeerRejectedOurCert;
        "tlsv1 alert" "access denied" => PeerRejectedOurCert;
        "tlsv1 alert" "decode error" => ProtocolViolation;
        "tlsv1 alert" "decrypt error" => BadSignature;
        "tlsv1 alert" "export restriction" => NoSharedCipher;
        "tlsv1 alert" "protocol version" => ProtocolVersion;
        "tlsv1 alert" "insufficient security" => NoSharedCipher;
        "tlsv1 alert" "internal error" => PeerInternalError;
        "tlsv1 alert" "internal" => PeerInternalError;
        "tlsv1 alert" "inappropriate fallback" => InappropriateFallback;
        "tlsv1 alert" "user cancelled" => GenericHandshakeFailure;
        "tlsv1 alert" "no renegotiation" => LegacyRenegotiation;
        "tlsv1 alert" "unknown psk identity" => PskOrTicket;
        "tlsv1 alert" "no application protocol" => Alpn;
        "tlsv1 alert" "unrecognized name" => SniUnrecognized;
        "tlsv13 alert" "missing extension" => ProtocolViolation;
        "tlsv13 alert" "certificate required" => ClientCertRequired;
        "tlsv1 alert" "certificate required" => ClientCertRequired;
        "tlsv1 alert" "unsupported extension" => ProtocolViolation;
        "tlsv1" "unsupported extension" => ProtocolViolation;
        "tlsv1" "certificate unobtainable" => PeerRejectedOurCert;
        "tlsv1" "unrecognized name" => SniUnrecognized;
        "tlsv1" "bad certificate status response" => PeerRejectedOurCert;
        "tlsv1" "bad certificate hash value" => PeerRejectedOurCert;
    },
};

/// SSL_alert_desc_string_long, behind the words of the callbacks that print it: what it says received, and what sent.
macro_rules! described {
    ($($words:literal => $received:ident, $sent:ident;)+) => {
        &[$(
            Row::new(concat!("alert read:fatal:", $words)).means(R::$received).by_peer().seen("s_client -state, Postfix, FreeRADIUS"),
            Row::new(concat!("alert (read): fatal: ", $words)).means(R::$received).by_peer().seen("stunnel"),
            Row::new(concat!("where=0x4004, ret=#: fatal ", $words)).means(R::$received).by_peer().seen("Dovecot"),
            Row::new(concat!("alert write:fatal:", $words)).means(R::$sent).faint().seen("s_client -state, Postfix, FreeRADIUS"),
            Row::new(concat!("alert (write): fatal: ", $words)).means(R::$sent).faint().seen("stunnel"),
            Row::new(concat!("where=0x4008, ret=#: fatal ", $words)).means(R::$sent).faint().seen("Dovecot"),
        )+]
    };
}

/// Alerts as message callbacks name them. What is sent only follows a reason that is told elsewhere.
pub(in crate::classification) static DESCRIBED: StackRows = StackRows {
    stack: Stack::Openssl,
    rows: described! {
        "unexpected_message" => ProtocolViolation, ProtocolViolation;
        "bad record mac" => RecordCorrupt, RecordCorrupt;
        "decryption failed" => RecordCorrupt, RecordCorrupt;
        "record overflow" => RecordCorrupt, RecordCorrupt;
        "decompression failure" => RecordCorrupt, RecordCorrupt;
        "handshake failure" => GenericHandshakeFailure, GenericHandshakeFailure;
        "no certificate" => ClientCertRequired, ClientCertRequired;
        "bad certificate" => PeerRejectedOurCert, GenericVerifyFailed;
        "unsupported certificate" => PeerRejectedOurCert, EkuMissingOrWrong;
        "certificate revoked" => PeerRejectedOurCert, Revoked;
        "certificate expired" => PeerRejectedOurCert, Expired;
        "certificate unknown" => PeerRejectedOurCert, GenericVerifyFailed;
        "illegal parameter" => ProtocolViolation, ProtocolViolation;
        "unknown CA" => PeerRejectedOurCert, UnknownIssuer;
        "access denied" => PeerRejectedOurCert, GenericVerifyFailed;
        "decode error" => ProtocolViolation, ProtocolViolation;
        "decrypt error" => BadSignature, BadSignature;
        "export restriction" => NoSharedCipher, NoSharedCipher;
        "protocol version" => ProtocolVersion, ProtocolVersion;
        "insufficient security" => NoSharedCipher, NoSharedCipher;
        "internal error" => PeerInternalError, GenericHandshakeFailure;
        "inappropriate fallback" => InappropriateFallback, InappropriateFallback;
        "no renegotiation" => LegacyRenegotiation, LegacyRenegotiation;
        "unsupported extension" => ProtocolViolation, ProtocolViolation;
        "unrecognized name" => SniUnrecognized, SniUnrecognized;
        "bad certificate status response" => PeerRejectedOurCert, OcspResponseBad;
        "unknown PSK identity" => PskOrTicket, PskOrTicket;
        "certificate required" => ClientCertRequired, ClientCertRequired;
        "no application protocol" => Alpn, Alpn;
    },
};
