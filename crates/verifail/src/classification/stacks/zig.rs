//! Zig's std.crypto.tls and std.crypto.Certificate: names of errors, as a trace or a program's main prints them.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

/// A name, behind `error.` or `error: `.
macro_rules! errors {
    ($($name:literal $reason:ident;)+) => {
        &[$(
            Row::new(concat!("error.", $name)).means(R::$reason).by_client().seen("zig lib/std/crypto 0.11-0.15"),
            Row::new(concat!("capabilities: ", $name)).means(R::$reason).by_client().seen("zig fetch 0.12-0.15"),
            Row::new(concat!("connect to server: ", $name)).means(R::$reason).by_client().seen("zig fetch 0.12-0.15"),
            Row::new(concat!("error: ", $name)).means(R::$reason).by_client().seen("zig lib/std/crypto 0.11-0.15"),
        )+]
    };
}

/// A name that no other stack has, as a program shows what `@errorName` returns.
macro_rules! names {
    ($($name:literal $reason:ident;)+) => {
        &[$(Row::new($name).means(R::$reason).by_client().seen("zig lib/std/crypto, std.http.Client 0.11-0.15"),)+]
    };
}

/// Names alone.
pub(super) static NAMES: StackRows = StackRows {
    stack: Stack::Zig,
    rows: names! {
        "CertificateBundleLoadFailure" TrustStoreUnavailable;
        "CertificateAuthorityBundleTooBig" TrustStoreUnavailable;
        "CertificateIssuerNotFound" UnknownIssuer;
        "CertificateIssuerMismatch" IssuerMismatch;
        "CertificateHostMismatch" NameMismatch;
        "CertificateTimeInvalid" Malformed;
        "CertificateSignatureAlgorithmUnsupported" UnsupportedSignatureAlgorithm;
        "CertificateSignatureInvalidLength" BadSignature;
        "TlsInitializationFailed" GenericHandshakeFailure;
        "TlsInitializationFailure" GenericHandshakeFailure;
        "TlsCertificateNotVerified" GenericVerifyFailed;
        "TlsConnectionTruncated" HandshakeEof;
        "TlsAlertHandshakeFailure" GenericHandshakeFailure;
        "TlsAlertProtocolVersion" ProtocolVersion;
        "TlsAlertUnknownCa" PeerRejectedOurCert;
        "TlsAlertUnrecognizedName" SniUnrecognized;
    },
};

/// Texts of Zig's standard library.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Zig,
    rows: errors! {
        "CertificateIssuerNotFound" UnknownIssuer;
        "CertificateIssuerMismatch" IssuerMismatch;
        "CertificateHostMismatch" NameMismatch;
        "CertificateExpired" Expired;
        "CertificateNotYetValid" NotYetValid;
        "CertificateTimeInvalid" Malformed;
        "CertificateSignatureInvalid" BadSignature;
        "CertificateSignatureInvalidLength" BadSignature;
        "CertificateSignatureAlgorithmMismatch" Malformed;
        "CertificateSignatureAlgorithmUnsupported" UnsupportedSignatureAlgorithm;
        "CertificateSignatureNamedCurveUnsupported" UnsupportedSignatureAlgorithm;
        "CertificateSignatureUnsupportedBitCount" UnsupportedSignatureAlgorithm;
        "CertificatePublicKeyInvalid" Malformed;
        "CertificateFieldHasInvalidLength" Malformed;
        "CertificateFieldHasWrongDataType" Malformed;
        "CertificateHasUnrecognizedObjectId" Malformed;
        "CertificateHasInvalidBitString" Malformed;
        "UnsupportedCertificateVersion" Malformed;
        "CertificateAuthorityBundleTooBig" TrustStoreUnavailable;
        "TlsCertificateNotVerified" GenericVerifyFailed;
        "TlsBadSignatureScheme" NoSharedParams;
        "TlsBadRsaSignatureBitCount" WeakKey;
        "TlsInitializationFailed" GenericHandshakeFailure;
        "TlsAlert" GenericHandshakeFailure;
        "TlsUnexpectedMessage" ProtocolViolation;
        "TlsIllegalParameter" ProtocolViolation;
        "TlsDecodeError" ProtocolViolation;
        "TlsRecordOverflow" NotTls;
        "TlsDecryptError" RecordCorrupt;
        "TlsDecryptFailure" RecordCorrupt;
        "TlsBadRecordMac" RecordCorrupt;
        "TlsBadLength" ProtocolViolation;
        "TlsConnectionTruncated" HandshakeEof;
        "WeakPublicKey" WeakKey;
        "CertificateBundleLoadFailure" TrustStoreUnavailable;
        "TlsAlertHandshakeFailure" GenericHandshakeFailure;
        "TlsAlertProtocolVersion" ProtocolVersion;
        "TlsAlertInternalError" PeerInternalError;
        "TlsAlertUnrecognizedName" SniUnrecognized;
        "TlsAlertUnknownCa" PeerRejectedOurCert;
        "TlsAlertDecodeError" ProtocolViolation;
        "TlsAlertIllegalParameter" ProtocolViolation;
        "TlsAlertInsufficientSecurity" NoSharedCipher;
        "TlsAlertUnexpectedMessage" ProtocolViolation;
        "HttpConnectionClosing" HandshakeEof;
        "ConnectionResetByPeer" HandshakeReset;
        "ConnectionRefused" NotTlsRelated;
        "ConnectionTimedOut" NotTlsRelated;
        "UnknownHostName" NotTlsRelated;
        "NameServerFailure" NotTlsRelated;
        "TemporaryNameServerFailure" NotTlsRelated;
        "UnexpectedConnectFailure" NotTlsRelated;
        "UnableToLoadCertificates" TrustStoreUnavailable;
    },
};
