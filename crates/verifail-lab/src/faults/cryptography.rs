//! Algorithms and sizes of keys and signatures, and signatures that do not verify.

use verifail::Reason::{
    self, BadSignature, Malformed, MissingIntermediate, UnknownIssuer, UnsupportedSignatureAlgorithm, WeakKey,
    WeakSignature,
};
use verifail_testkit::World;
use verifail_testkit::world::{KeyForm, Place, SignatureForm};

use crate::behaviour::Behaviour;
use crate::fault::{Family, Fault};

const fn fault(
    name: &'static str,
    description: &'static str,
    reasons: &'static [Reason],
    edit: fn(&mut World),
) -> Fault {
    Fault::new(Family::Cryptography, name, description, reasons, Behaviour::Presents(edit))
}

fn sign(world: &mut World, place: Place, form: SignatureForm) {
    if let Some(spec) = world.certificate_mut(place) {
        spec.signature = form;
    }
}

pub(super) const FAULTS: &[Fault] = &[
    fault("bad-signature", "a bit of the certificate's signature is another one", &[BadSignature], |world| {
        sign(world, Place::EndEntity, SignatureForm::Tampered);
    }),
    fault(
        "bad-signature-intermediate",
        "a bit of the signature on the CA between is another one",
        &[BadSignature],
        |world| sign(world, Place::Intermediate(0), SignatureForm::Tampered),
    ),
    fault(
        "signed-by-another-key",
        "the certificate is signed by another key than that of the CA it names",
        &[BadSignature, UnknownIssuer],
        |world| world.end_entity.signer = 9,
    ),
    fault(
        "sha1-signature",
        "the certificate is signed with SHA-1",
        &[WeakSignature, UnsupportedSignatureAlgorithm, BadSignature],
        |world| sign(world, Place::EndEntity, SignatureForm::Sha1),
    )
    .said_by_rustls(UnsupportedSignatureAlgorithm),
    fault(
        "unknown-signature-algorithm",
        "the certificate is signed by an algorithm that nobody knows",
        &[UnsupportedSignatureAlgorithm, UnknownIssuer, MissingIntermediate, BadSignature],
        |world| sign(world, Place::EndEntity, SignatureForm::UnknownAlgorithm),
    ),
    // Nobody has such a key, so what signs the handshake is no signature: who checks that first says so.
    fault(
        "weak-key",
        "the server's key is an RSA key of 1,023 bits",
        &[WeakKey, BadSignature, UnsupportedSignatureAlgorithm],
        |world| world.end_entity.key.form = KeyForm::ShortRsa,
    )
    .said_by_rustls(BadSignature),
    fault(
        "explicit-curve",
        "the curve of the server's key is given by its parameters (CVE-2020-0601)",
        &[WeakKey, UnsupportedSignatureAlgorithm, Malformed],
        |world| world.end_entity.key.form = KeyForm::ExplicitParameters,
    )
    .said_by_rustls(UnsupportedSignatureAlgorithm),
];
