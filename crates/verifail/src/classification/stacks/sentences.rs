//! Plain sentences about a peer's certificate in the words of programs of no known stack: each verb with each noun.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn guess(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).faint().seen("programs of no known stack")
}

/// What is done to a certificate, and says why the connection was not made.
macro_rules! done {
    ($($reason:ident $verb:literal;)+) => {
        &[$(
            guess(concat!($verb, " SSL certificate"), R::$reason),
            guess(concat!($verb, " TLS certificate"), R::$reason),
            guess(concat!($verb, " server certificate"), R::$reason),
            guess(concat!($verb, " server's certificate"), R::$reason),
            guess(concat!($verb, " peer certificate"), R::$reason),
            guess(concat!($verb, " peer's certificate"), R::$reason),
            guess(concat!($verb, " remote certificate"), R::$reason),
            guess(concat!($verb, " certificate chain"), R::$reason),
            guess(concat!($verb, " the SSL certificate"), R::$reason),
            guess(concat!($verb, " the TLS certificate"), R::$reason),
            guess(concat!($verb, " the server certificate"), R::$reason),
            guess(concat!($verb, " the server's certificate"), R::$reason),
            guess(concat!($verb, " the peer certificate"), R::$reason),
            guess(concat!($verb, " the peer's certificate"), R::$reason),
            guess(concat!($verb, " the remote certificate"), R::$reason),
            guess(concat!($verb, " the certificate chain"), R::$reason),
        )+]
    };
}

/// What is said of a certificate of a connection.
macro_rules! said {
    ($($reason:ident $said:literal;)+) => {
        &[$(
            guess(concat!("SSL certificate ", $said), R::$reason),
            guess(concat!("TLS certificate ", $said), R::$reason),
            guess(concat!("SSL/TLS certificate ", $said), R::$reason),
            guess(concat!("server certificate ", $said), R::$reason),
            guess(concat!("server's certificate ", $said), R::$reason),
            guess(concat!("peer certificate ", $said), R::$reason),
            guess(concat!("peer's certificate ", $said), R::$reason),
            guess(concat!("remote certificate ", $said), R::$reason),
            guess(concat!("certificate presented by the server ", $said), R::$reason),
            guess(concat!("certificate of the server ", $said), R::$reason),
        )+]
    };
}

/// Who fails to verify.
pub(super) static DONE: StackRows = StackRows {
    stack: Stack::Shared,
    rows: done! {
        GenericVerifyFailed "failed to verify";
        GenericVerifyFailed "failed to validate";
        GenericVerifyFailed "unable to verify";
        GenericVerifyFailed "unable to validate";
        GenericVerifyFailed "could not verify";
        GenericVerifyFailed "could not validate";
        GenericVerifyFailed "couldn't verify";
        GenericVerifyFailed "cannot verify";
        GenericVerifyFailed "can't verify";
        GenericVerifyFailed "error verifying";
        GenericVerifyFailed "error validating";
        GenericVerifyFailed "failure verifying";
        GenericVerifyFailed "failed verifying";
    },
};

/// What a certificate is.
pub(super) static SAID: StackRows = StackRows {
    stack: Stack::Shared,
    rows: said! {
        GenericVerifyFailed "verification failed";
        GenericVerifyFailed "verification error";
        GenericVerifyFailed "verification failure";
        GenericVerifyFailed "validation failed";
        GenericVerifyFailed "validation error";
        GenericVerifyFailed "validation failure";
        GenericVerifyFailed "verify failed";
        GenericVerifyFailed "check failed";
        GenericVerifyFailed "could not be verified";
        GenericVerifyFailed "could not be validated";
        GenericVerifyFailed "cannot be verified";
        GenericVerifyFailed "can't be verified";
        GenericVerifyFailed "failed verification";
        GenericVerifyFailed "failed validation";
        GenericVerifyFailed "is invalid";
        GenericVerifyFailed "is not valid";
        GenericVerifyFailed "invalid";
        GenericVerifyFailed "was rejected";
        GenericVerifyFailed "rejected";
        Expired "has expired";
        Expired "is expired";
        Expired "expired";
        Expired "has already expired";
        NotYetValid "is not yet valid";
        NotYetValid "not yet valid";
        SelfSignedLeaf "is self-signed";
        UnknownIssuer "is not trusted";
        UnknownIssuer "not trusted";
        UnknownIssuer "is untrusted";
        UnknownIssuer "untrusted";
        UnknownIssuer "is signed by an unknown authority";
        UnknownIssuer "is not signed by a trusted authority";
        Revoked "has been revoked";
        Revoked "is revoked";
        Revoked "revoked";
        NameMismatch "does not match hostname";
        NameMismatch "does not match host name";
        NameMismatch "does not match the hostname";
        NameMismatch "does not match the host name";
        NameMismatch "doesn't match hostname";
        NameMismatch "doesn't match the hostname";
        NameMismatch "name mismatch";
        NameMismatch "hostname mismatch";
        NameMismatch "is not valid for host";
        NameMismatch "is for a different host";
    },
};
