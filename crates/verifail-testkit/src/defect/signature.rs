//! Defects of the signature and its algorithm. An anchor's own signature proves nothing and is looked at by nobody.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-4.1.1.2>

use verifail::Requirement;
use verifail::policy::Digest;

use super::effect::{At, When, breach, ends_path};
use super::{Aspect, EVERYWHERE, PATH, Record};
use crate::world::SignatureForm;

/// A key that nobody in a plain world has.
pub(super) const STRANGER: u8 = 15;

pub(super) const DEFECTS: &[Record] = &[
    Record::of_certificate(
        "signature-tampered",
        "one bit of the signature is another one",
        EVERYWHERE,
        &[Aspect::Signature],
        |spec, _| spec.signature = SignatureForm::Tampered,
        &[breach(Requirement::SignatureValid).only(PATH)],
    ),
    Record::of_certificate(
        "signature-empty",
        "the signature has no octets",
        EVERYWHERE,
        &[Aspect::Signature],
        |spec, _| spec.signature = SignatureForm::Empty,
        &[breach(Requirement::SignatureValid).only(PATH)],
    ),
    Record::of_certificate(
        "signed-by-a-stranger",
        "another key signed in the issuer's name",
        EVERYWHERE,
        &[Aspect::Signature],
        |spec, _| spec.signer = STRANGER,
        &[breach(Requirement::SignatureValid).only(PATH)],
    ),
    Record::of_certificate(
        "signature-with-sha-1",
        "the signature algorithm is ecdsa-with-SHA1",
        EVERYWHERE,
        &[Aspect::Signature],
        |spec, _| spec.signature = SignatureForm::Sha1,
        &[
            breach(Requirement::SignatureDigestStrong).when(&[When::DigestIsWeak(Digest::Sha1)]),
            breach(Requirement::SignatureAlgorithmSupported).only(PATH),
        ],
    ),
    Record::of_certificate(
        "signature-algorithm-unknown",
        "the signature algorithm is one that nobody knows",
        EVERYWHERE,
        &[Aspect::Signature],
        |spec, _| spec.signature = SignatureForm::UnknownAlgorithm,
        &[
            breach(Requirement::SignatureAlgorithmSupported).only(PATH),
            // No key is of the kind that it takes.
            ends_path(At::Here).only(PATH).when(&[When::TakesFirstIssuer]),
        ],
    ),
    Record::of_certificate(
        "signature-algorithms-differ",
        "the signature algorithm inside the signed part is another than outside",
        EVERYWHERE,
        &[Aspect::Signature],
        |spec, _| spec.signature = SignatureForm::InnerAlgorithmDiffers,
        &[breach(Requirement::SignatureAlgorithmsAgree)],
    ),
];
