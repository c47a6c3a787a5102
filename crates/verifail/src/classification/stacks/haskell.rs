//! Haskell's tls and x509-validation: exceptions as `show` prints them, and reasons in a list.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn rejected(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("x509-validation Data.X509.Validation.Types 1.4-1.7")
}

const fn tls(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("tls Network.TLS.Struct 1.2-2.1")
}

/// Alerts that a peer sent: instead of its hello, and later.
macro_rules! alerts {
    ($($name:literal $reason:ident;)+) => {
        &[$(
            tls(concat!("got alert : [(AlertLevel_Fatal,", $name, ")]"), R::$reason).by_client().by_peer(),
            tls(concat!("and got: Alert [(AlertLevel_Fatal,", $name, ")]"), R::$reason).by_peer(),
            tls(concat!("and got: Alert [(AlertLevel_Warning,", $name, ")]"), R::$reason).by_peer(),
            tls(concat!("received fatal error: ", $name), R::$reason).by_peer(),
        )+]
    };
}

/// What alerts say.
pub(super) static ALERTS: StackRows = StackRows {
    stack: Stack::Haskell,
    rows: alerts! {
        "UnexpectedMessage" ProtocolViolation;
        "BadRecordMac" RecordCorrupt;
        "UnsupportedCertificate" PeerRejectedOurCert;
        "CertificateRevoked" PeerRejectedOurCert;
        "CertificateExpired" PeerRejectedOurCert;
        "IllegalParameter" ProtocolViolation;
        "AccessDenied" PeerRejectedOurCert;
        "DecodeError" ProtocolViolation;
        "DecryptError" BadSignature;
        "InsufficientSecurity" NoSharedCipher;
        "InappropriateFallback" InappropriateFallback;
        "UserCanceled" GenericHandshakeFailure;
        "NoRenegotiation" LegacyRenegotiation;
        "MissingExtension" ProtocolViolation;
        "UnsupportedExtension" ProtocolViolation;
        "UnknownPskIdentity" PskOrTicket;
        "CertificateRequired" ClientCertRequired;
        "NoApplicationProtocol" Alpn;
        "HandshakeFailure" GenericHandshakeFailure;
        "ProtocolVersion" ProtocolVersion;
        "UnrecognizedName" SniUnrecognized;
        "InternalError" PeerInternalError;
        "UnknownCa" PeerRejectedOurCert;
        "BadCertificate" PeerRejectedOurCert;
        "CertificateUnknown" PeerRejectedOurCert;
    },
};

/// Texts of Haskell's tls.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Haskell,
    rows: &[
        rejected("certificate rejected: ", R::GenericVerifyFailed),
        rejected("certificate rejected: [Expired", R::Expired),
        rejected("certificate rejected: [InFuture", R::NotYetValid),
        rejected("certificate rejected: [SelfSigned", R::SelfSignedLeaf),
        rejected("certificate rejected: [UnknownCA", R::UnknownIssuer),
        rejected("certificate rejected: [UnknownCriticalExtension", R::UnhandledCriticalExtension),
        rejected("certificate rejected: [NotAllowedToSign", R::KeyUsage),
        rejected("certificate rejected: [NotAnAuthority", R::CaViolation),
        rejected("certificate rejected: [AuthorityTooDeep", R::PathLength),
        rejected("certificate rejected: [NoCommonName", R::NoSan),
        rejected("certificate rejected: [InvalidName", R::NameMismatch),
        rejected("certificate rejected: [NameMismatch", R::NameMismatch),
        rejected("certificate rejected: [InvalidWildcard", R::NameMismatch),
        rejected("certificate rejected: [LeafKeyUsageNotAllowed", R::KeyUsage),
        rejected("certificate rejected: [LeafKeyPurposeNotAllowed", R::EkuMissingOrWrong),
        rejected("certificate rejected: [LeafNotV3", R::ProfileViolation),
        rejected("certificate rejected: [EmptyChain", R::ClientCertRequired),
        rejected("certificate rejected: [CacheSaysNo", R::PinMismatch),
        rejected("certificate rejected: [InvalidSignature", R::BadSignature),
        rejected("certificate has unknown CA", R::UnknownIssuer),
        rejected("certificate has expired\",True,CertificateExpired", R::Expired),
        tls("HandshakeFailed (Error_Packet_Parsing", R::NotTls),
        tls("Failed reading: invalid header type", R::NotTls),
        tls("HandshakeFailed (Error_Packet_Parsing \"Failed reading: error certificate parsing", R::Malformed)
            .by_client(),
        tls(
            "HandshakeFailed (Error_Packet_Parsing \"Failed reading: cannot decode alert description",
            R::ProtocolViolation,
        ),
        tls("HandshakeFailed (Error_Packet_Parsing \"Failed reading: invalid version", R::ProtocolViolation),
        tls("HandshakeFailed (Error_Misc*(Connection reset by peer)", R::HandshakeReset),
        tls("HandshakeFailed Error_EOF", R::HandshakeEof),
        tls("Error_EOF", R::HandshakeEof),
        tls("server hello, got alert", R::GenericHandshakeFailure).by_client().by_peer(),
        tls("no cipher in common with the", R::NoSharedCipher),
        tls("no cipher in common with the TLS 1.3 client", R::NoSharedCipher).by_server(),
        tls("no group in common with the client", R::NoSharedParams).by_server(),
        tls("no supported version", R::ProtocolVersion).faint(),
        tls("server version * is not supported", R::ProtocolVersion).by_client(),
        tls("peer does not support Extended Main Secret", R::ProtocolVersion),
        tls("peer does not support Extended Master Secret", R::ProtocolVersion),
        tls("unsupported protocol version", R::ProtocolVersion).faint(),
        tls("HandshakeFailed (Error_Misc", R::GenericHandshakeFailure).faint(),
        tls("HandshakeFailed (Error_Protocol", R::GenericHandshakeFailure).faint(),
        tls("TlsNotSupported", R::TlsConfigError),
        tls("bad_record_mac", R::RecordCorrupt).faint(),
        tls("ConnectionNotEstablished", R::TlsConfigError),
        tls("HandshakeFailed", R::GenericHandshakeFailure).faint(),
        Row::new("TlsException (HandshakeFailed"),
        Row::new("TlsExceptionHostPort").by_client(),
        Row::new("HttpExceptionRequest Request").by_client(),
        Row::new("InternalException (HandshakeFailed").by_client(),
        Row::new("Error_Protocol ("),
    ],
};
