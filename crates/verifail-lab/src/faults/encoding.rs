//! How the certificate is written: octets that are no certificate, old versions, numbers that may not be.

use verifail::Reason::{
    self, Malformed, MissingIntermediate, NoSan, ProfileViolation, ProtocolViolation, UnhandledCriticalExtension,
    UnknownIssuer,
};
use verifail_testkit::World;
use verifail_testkit::world::Place;

use super::put;
use crate::behaviour::Behaviour;
use crate::fault::{Family, Fault};

const fn fault(
    name: &'static str,
    description: &'static str,
    reasons: &'static [Reason],
    edit: fn(&mut World),
) -> Fault {
    Fault::new(Family::Encoding, name, description, reasons, Behaviour::Presents(edit))
}

/// What cannot be read is no certificate to some, who then miss the issuer that it is, or has.
const SKIPPED: &[Reason] = &[Malformed, ProfileViolation, UnknownIssuer, MissingIntermediate];

pub(super) const FAULTS: &[Fault] = &[
    Fault::new(
        Family::Encoding,
        "truncated-certificate",
        "the certificate is cut off in its middle",
        &[Malformed, ProtocolViolation],
        Behaviour::Tls(|server| {
            if let Some(first) = server.presented.identity.chain.first_mut() {
                *first = first[..first.len() / 2].to_vec().into();
            }
        }),
    ),
    Fault::new(
        Family::Encoding,
        "no-certificate-at-all",
        "what is presented as a certificate is a text",
        &[Malformed, ProtocolViolation],
        Behaviour::Tls(|server| {
            if let Some(first) = server.presented.identity.chain.first_mut() {
                *first = b"this is no certificate".to_vec().into();
            }
        }),
    ),
    fault("bad-subject-alt-name", "subjectAltName holds octets that are no names", SKIPPED, |world| {
        put(world, "subject-alt-name-unreadable", Place::EndEntity);
    }),
    fault("duplicate-extension", "basicConstraints is there twice", SKIPPED, |world| {
        put(world, "basic-constraints-twice", Place::Intermediate(0));
    }),
    fault("ber-boolean", "a BOOLEAN is written as BER allows and DER does not", &[Malformed], |world| {
        put(world, "basic-constraints-with-ber-boolean", Place::Intermediate(0));
    }),
    fault("long-form-length", "a length is written with an octet more than DER allows", &[Malformed], |world| {
        put(world, "length-with-superfluous-octet", Place::EndEntity);
    }),
    fault(
        "version-1",
        "the certificate is of version 1, which has no extensions",
        &[ProfileViolation, Malformed, UnhandledCriticalExtension, NoSan],
        |world| put(world, "version-1", Place::EndEntity),
    ),
    fault("negative-serial", "the serial number is negative", &[ProfileViolation, Malformed], |world| {
        put(world, "serial-number-negative", Place::EndEntity);
    })
    .accepted_by_rustls(),
    fault("long-serial", "the serial number has 21 octets", &[ProfileViolation, Malformed], |world| {
        put(world, "serial-number-too-long", Place::EndEntity);
    })
    .accepted_by_rustls(),
];
