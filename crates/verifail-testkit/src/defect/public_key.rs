//! Defects of public keys. Nothing that such a key made can be verified, so the certificates below a CA that has one
//! are hit as well. <https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.7>

use verifail::Requirement;
use verifail::certificate::Curve;

use super::effect::{At, Effect, When, breach, ends_path, refusal};
use super::{Aspect, CA, EVERYWHERE, Record};
use crate::world::{CertSpec, KeyForm, World};

/// The signature below cannot be checked with such a key.
const UNUSABLE: Effect = breach(Requirement::SignatureAlgorithmSupported).at(At::Child).only(CA);
/// The kind of key does not go with the signature below, which is seen before any signature is checked.
const OTHER_KIND: Effect = ends_path(At::Child).only(CA).when(&[When::TakesFirstIssuer]);

pub(super) const DEFECTS: &[Record] = &[
    of_form(
        "key-with-explicit-curve",
        "the key's curve is given by its parameters (CVE-2020-0601)",
        |spec, _| spec.key.form = KeyForm::ExplicitParameters,
        &[breach(Requirement::PublicKeyKind).when(&[When::CurveIsRefused(Curve::Unknown)]), UNUSABLE],
    ),
    of_form(
        "key-on-another-curve",
        "the key is on secp256k1",
        |spec, _| spec.key.form = KeyForm::OtherCurve,
        &[breach(Requirement::PublicKeyKind).when(&[When::CurveIsRefused(Curve::Secp256k1)]), UNUSABLE],
    ),
    of_form(
        "key-short-rsa",
        "the key is an RSA key of 1,023 bits",
        |spec, _| spec.key.form = KeyForm::ShortRsa,
        &[breach(Requirement::PublicKeyStrength).when(&[When::RsaIsRefused(1_023)]), UNUSABLE, OTHER_KIND],
    ),
    of_form(
        "key-long-rsa",
        "the key is an RSA key of 16,392 bits",
        |spec, _| spec.key.form = KeyForm::LongRsa,
        &[breach(Requirement::PublicKeyStrength).when(&[When::RsaIsRefused(16_392)]), UNUSABLE, OTHER_KIND],
    ),
    of_form(
        "key-ed448",
        "the key is an Ed448 key",
        |spec, _| spec.key.form = KeyForm::Ed448,
        &[breach(Requirement::PublicKeyKind).when(&[When::UnknownKeysAreRefused]), UNUSABLE, OTHER_KIND],
    ),
    of_form(
        "key-algorithm-unknown",
        "the key is of an algorithm that nobody knows",
        |spec, _| spec.key.form = KeyForm::UnknownAlgorithm,
        &[breach(Requirement::PublicKeyKind).when(&[When::UnknownKeysAreRefused]), UNUSABLE, OTHER_KIND],
    ),
    of_form(
        "key-unreadable",
        "the key says that it is an RSA key and is none",
        |spec, _| spec.key.form = KeyForm::Unreadable,
        &[breach(Requirement::PublicKeyWellFormed), UNUSABLE, OTHER_KIND],
    ),
    Record::of_world(
        "key-distrusted",
        "the key is on the deny list",
        EVERYWHERE,
        &[Aspect::Distrust, Aspect::Key],
        |world, place| {
            let key = world.certificate(place).map(|certificate: &CertSpec| certificate.key.id);
            world.question.distrusted.extend(key);
        },
        &[refusal(Requirement::KeyNotDistrusted, Requirement::KeyNotDistrusted.reason())],
    )
    .fitting(|world, place| holders(world, place) == 1),
];

/// A key of another form, in any certificate.
const fn of_form(
    code: &'static str,
    description: &'static str,
    edit: fn(&mut CertSpec, i64),
    effects: &'static [Effect],
) -> Record {
    Record::of_certificate(code, description, EVERYWHERE, &[Aspect::Key], edit, effects).fitting(is_toy)
}

/// Predictions of key kinds are for the toy scheme, which looks like P-256.
fn is_toy(world: &World, _: crate::world::Place) -> bool {
    matches!(world.scheme, crate::signing::Scheme::Toy | crate::signing::Scheme::P256)
}

/// How many certificates have the key of that one.
fn holders(world: &World, place: crate::world::Place) -> usize {
    let key = world.certificate(place).map(|certificate| certificate.key.id);
    world.places().filter(|(_, certificate)| Some(certificate.key.id) == key).count()
}
