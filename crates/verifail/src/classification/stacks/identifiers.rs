//! Names of errors that a program made of words without blanks, whatever program it is: `HostnameMismatch`,
//! `ERR_CERT_EXPIRED`, `sslHandshakeFailed`.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn named(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).faint().seen("names of errors and of their codes in programs of no known stack")
}

/// A noun for the certificate, and what is said of it.
macro_rules! certificate {
    ($($said:literal $reason:ident;)+) => {
        &[$(
            named(concat!("*certificate", $said, "*"), R::$reason),
            named(concat!("*cert", $said, "*"), R::$reason),
        )+]
    };
}

/// A noun for the protocol, and what became of its handshake.
macro_rules! handshake {
    ($($said:literal $reason:ident;)+) => {
        &[$(
            named(concat!("*ssl", $said, "*"), R::$reason),
            named(concat!("*tls", $said, "*"), R::$reason),
        )+]
    };
}

/// What is wrong with a certificate.
pub(super) static CERTIFICATES: StackRows = StackRows {
    stack: Stack::Shared,
    rows: certificate! {
        "expired" Expired;
        "hasexpired" Expired;
        "notyetvalid" NotYetValid;
        "chainincomplete" MissingIntermediate;
        "hostnameinvalid" NameMismatch;
        "invalid" GenericVerifyFailed;
        "mismatch" GenericVerifyFailed;
        "namemismatch" NameMismatch;
        "hostnamemismatch" NameMismatch;
        "hostmismatch" NameMismatch;
        "domainmismatch" NameMismatch;
        "pinmismatch" PinMismatch;
        "pinningfail" PinMismatch;
        "pinningerror" PinMismatch;
        "issuerrevocationunknown" RevocationUnavailable;
        "issuerrevoked" Revoked;
        "issuertimeinvalid" ExpiredOrNotYetValid;
        "issuerusenotallowed" CaViolation;
        "norevocationcheck" RevocationUnavailable;
        "nottimevalid" ExpiredOrNotYetValid;
        "policycheckfailed" WeakKey;
        "revocationserveroffline" RevocationUnavailable;
        "revocationunknown" RevocationUnavailable;
        "revoked" Revoked;
        "selfsigned" SelfSignedLeaf;
        "timeinvalid" ExpiredOrNotYetValid;
        "unknownauthority" UnknownIssuer;
        "unknownissuer" UnknownIssuer;
        "unknownroot" UnknownIssuer;
        "untrusted" GenericVerifyFailed;
        "nottrusted" GenericVerifyFailed;
        "untrustedroot" UntrustedRoot;
        "uriinvalid" NameMismatch;
        "usenotallowed" EkuMissingOrWrong;
        "validationfail" GenericVerifyFailed;
        "validationerror" GenericVerifyFailed;
        "validationexception" GenericVerifyFailed;
        "verificationfail" GenericVerifyFailed;
        "verificationerror" GenericVerifyFailed;
        "verificationexception" GenericVerifyFailed;
        "verifyfail" GenericVerifyFailed;
        "verifyerror" GenericVerifyFailed;
        "wrongusage" EkuMissingOrWrong;
    },
};

/// What became of a handshake.
pub(super) static HANDSHAKES: StackRows = StackRows {
    stack: Stack::Shared,
    rows: handshake! {
        "handshakeerror" GenericHandshakeFailure;
        "handshakeexception" GenericHandshakeFailure;
        "handshakefail" GenericHandshakeFailure;
        "handshaketimeout" HandshakeTimeout;
        "handshaketimedout" HandshakeTimeout;
        "negotiationfail" GenericHandshakeFailure;
        "negotiationerror" GenericHandshakeFailure;
        "connectionfail" GenericHandshakeFailure;
        "connectfail" GenericHandshakeFailure;
        "verificationerror" GenericVerifyFailed;
        "peerunverified" GenericVerifyFailed;
    },
};

/// Others.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Shared,
    rows: &[
        named("*expiredcertificate*", R::Expired),
        named("*invalidcertificate*", R::GenericVerifyFailed),
        named("*badcertificate*", R::GenericVerifyFailed),
        named("*badcertificateuntrusted*", R::UnknownIssuer).seen("OPC UA: StatusCode"),
        named("*basicconstraintserror*", R::CaViolation),
        named("*incompletechain*", R::MissingIntermediate),
        named("*revocationinformationmissing*", R::RevocationUnavailable),
        named("*revocationfailure*", R::RevocationUnavailable),
        named("*unknowncriticalextension*", R::UnhandledCriticalExtension),
        named("*untrustedcertificate*", R::GenericVerifyFailed),
        named("*untrustedcert*", R::GenericVerifyFailed),
        named("*untrustedissuer*", R::UntrustedRoot),
        named("*unknowncertificateauthority*", R::UnknownIssuer),
        named("*hostnamemismatch*", R::NameMismatch),
        named("*hostnameverification*fail*", R::NameMismatch),
        named("*clientcertificaterequired*", R::ClientCertRequired),
        named("*clientcertrequired*", R::ClientCertRequired),
        named("*nocipheroverlap*", R::NoSharedCipher),
        named("*protocolversionmismatch*", R::ProtocolVersion),
        named("*unsupportedtlsversion*", R::ProtocolVersion),
    ],
};
