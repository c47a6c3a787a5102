//! What the certificates may be used for: key purposes, roles, key usage, path length, names, extensions of unknown
//! meaning.

use verifail::Reason::{
    self, CaViolation, ChainLimits, EkuMissingOrWrong, KeyUsage, Malformed, NameConstraints, PathLength,
    ProfileViolation, UnhandledCriticalExtension, UnknownIssuer,
};
use verifail_testkit::World;
use verifail_testkit::world::{self, BasicConstraints, GeneralName, Place};

use super::{deepen, put};
use crate::behaviour::Behaviour;
use crate::fault::{Family, Fault};

const fn fault(
    name: &'static str,
    description: &'static str,
    reasons: &'static [Reason],
    edit: fn(&mut World),
) -> Fault {
    Fault::new(Family::Purpose, name, description, reasons, Behaviour::Presents(edit))
}

/// The CA between.
const CA: Place = Place::Intermediate(0);

fn constrain(world: &mut World, constraints: world::NameConstraints) {
    world.intermediates[0].name_constraints = Some(constraints);
}

pub(super) const FAULTS: &[Fault] = &[
    fault(
        "client-auth-only",
        "the certificate's extended key usage is for TLS clients alone",
        &[EkuMissingOrWrong],
        |world| put(world, "purpose-client-auth", Place::EndEntity),
    ),
    fault(
        "client-auth-only-intermediate",
        "the extended key usage of the CA between is for TLS clients alone",
        &[EkuMissingOrWrong],
        |world| put(world, "purpose-client-auth", CA),
    ),
    fault(
        "any-purpose-only",
        "the extended key usage is anyExtendedKeyUsage alone, which some clients take for serverAuth",
        &[EkuMissingOrWrong],
        |world| put(world, "purpose-any-alone", Place::EndEntity),
    ),
    fault("unknown-purpose-only", "the extended key usage is one that nobody knows", &[EkuMissingOrWrong], |world| {
        put(world, "purpose-unknown", Place::EndEntity);
    }),
    fault("code-signing-only", "the certificate is for code signing", &[EkuMissingOrWrong], |world| {
        put(world, "purpose-code-signing", Place::EndEntity);
    }),
    fault("empty-purposes", "the extended key usage names no purpose", &[EkuMissingOrWrong, Malformed], |world| {
        put(world, "no-purpose", Place::EndEntity);
    })
    .said_by_rustls(Malformed),
    fault("ca-as-end-entity", "the server presents a CA's certificate as its own", &[CaViolation], |world| {
        put(world, "end-entity-is-a-ca", Place::EndEntity);
    }),
    fault(
        "issuer-is-no-ca",
        "the certificate is issued by one that says it is no CA's",
        &[CaViolation, UnknownIssuer, KeyUsage],
        |world| put(world, "not-a-ca-and-no-key-cert-sign", CA),
    ),
    fault(
        "issuer-without-basic-constraints",
        "the certificate is issued by one that does not say it is a CA's",
        &[CaViolation, UnknownIssuer, KeyUsage],
        |world| put(world, "no-basic-constraints", CA),
    ),
    fault(
        "issuer-without-key-cert-sign",
        "the CA between may sign revocation lists and no certificates",
        &[KeyUsage, CaViolation, UnknownIssuer],
        |world| put(world, "no-key-cert-sign", CA),
    )
    .accepted_by_rustls(),
    fault(
        "key-usage-not-for-tls",
        "the key may sign contents and no handshakes",
        &[KeyUsage, EkuMissingOrWrong],
        |world| {
            put(world, "key-usage-not-for-tls", Place::EndEntity);
        },
    )
    .accepted_by_rustls(),
    fault(
        "path-length",
        "a CA that allows no CA below it has one",
        &[PathLength, NameConstraints, UnknownIssuer],
        |world| {
            deepen(world, 2);
            world.intermediates[1].basic_constraints = Some(BasicConstraints::limited(0));
        },
    ),
    fault("too-long-chain", "there are nine CAs between, more than some clients walk", &[ChainLimits], |world| {
        deepen(world, 9);
    }),
    fault(
        "name-outside-permitted",
        "the name is outside of what the CA between may issue for",
        &[NameConstraints],
        |world| constrain(world, world::NameConstraints::permitting(vec![GeneralName::dns("example.com")])),
    ),
    fault("name-inside-excluded", "the name is excluded by the CA between", &[NameConstraints], |world| {
        constrain(world, world::NameConstraints::excluding(vec![GeneralName::dns("localhost")]));
    }),
    fault(
        "unknown-critical-extension",
        "the certificate has a critical extension that nobody knows",
        &[UnhandledCriticalExtension, ProfileViolation],
        |world| put(world, "unknown-critical-extension", Place::EndEntity),
    ),
    fault(
        "unknown-critical-extension-intermediate",
        "the CA between has a critical extension that nobody knows",
        &[UnhandledCriticalExtension, ProfileViolation],
        |world| put(world, "unknown-critical-extension", CA),
    ),
];
