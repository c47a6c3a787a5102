//! Trust anchors that could not be loaded, in the words of any program: that is why, whatever the reader of the file goes
//! on to say of it.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason, Stack};

const fn says(text: &'static str) -> Row {
    Row::new(text).means(Reason::TrustStoreUnavailable).seen("programs of no known stack")
}

/// What was to be loaded, with every way to say that it was not.
macro_rules! not_loaded {
    ($($what:literal)*) => {
        &[$(
            says(concat!("cannot load ", $what)),
            says(concat!("cannot open ", $what)),
            says(concat!("cannot read ", $what)),
            says(concat!("could not load ", $what)),
            says(concat!("could not open ", $what)),
            says(concat!("could not parse ", $what)),
            says(concat!("could not read ", $what)),
            says(concat!("error loading ", $what)),
            says(concat!("error parsing ", $what)),
            says(concat!("error reading ", $what)),
            says(concat!("failed to load ", $what)),
            says(concat!("failed to open ", $what)),
            says(concat!("failed to parse ", $what)),
            says(concat!("failed to read ", $what)),
            says(concat!("unable to load ", $what)),
            says(concat!("unable to open ", $what)),
            says(concat!("unable to parse ", $what)),
            says(concat!("unable to read ", $what)),
        )*]
    };
}

/// Texts of no known stack.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Shared,
    rows: not_loaded!(
        "CA bundle"
        "CA cert"
        "CA certificate"
        "CA certificates"
        "CA certs"
        "CA file"
        "native certs"
        "native root certificates"
        "platform certs"
        "root CA"
        "root CAs"
        "root certificate"
        "root certificates"
        "system certs"
        "system roots"
        "trust anchors"
        "trust store"
        "trusted certificates"
        "trusted root certificates"
        "truststore"
    ),
};
