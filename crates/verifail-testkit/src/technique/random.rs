//! Certificates put together at random, field by field, out of certificates that exist: frankencerts.
//!
//! Each field of each certificate is taken from some certificate of a corpus of valid worlds, whichever part it played
//! there; then the certificates are chained by name and key and signed, so that what a verifier sees is not refused by
//! the first signature. There is no other guidance, and that is the point: this is what other generators are compared
//! with.

use std::sync::LazyLock;

use crate::choices::{Choices, Random};
use crate::generate::{self, Profile};
use crate::world::{CertSpec, World};

/// Worlds that the corpus is taken from.
const WORLDS: usize = 200;

static CORPUS: LazyLock<Vec<World>> = LazyLock::new(|| {
    let mut random = Random::new(0);
    (0..WORLDS).map(|_| generate::world_of(&Profile::DEFAULT.without_faults(), &mut random)).collect()
});

static CERTIFICATES: LazyLock<Vec<CertSpec>> =
    LazyLock::new(|| CORPUS.iter().flat_map(|world| world.places().map(|(_, spec)| spec.clone())).collect());

/// A world of recombined certificates: an end entity, up to two CAs, and an anchor.
pub fn recombined(choices: &mut dyn Choices) -> World {
    let mut world = World::tower(choices.below(3) as usize);
    let question = CORPUS.get(choices.below(CORPUS.len() as u32) as usize).map(|donor| donor.question.clone());
    world.question = question.unwrap_or_default();
    for spec in world.certificates_mut() {
        *spec = recombine(choices, spec);
    }
    // Chained by name, from the end entity up. Keys stay those of the tower.
    let mut subject = world.end_entity.issuer.clone();
    for spec in world.intermediates.iter_mut().chain(&mut world.anchors) {
        spec.subject = subject;
        subject = spec.issuer.clone();
    }
    for anchor in &mut world.anchors {
        anchor.issuer = anchor.subject.clone();
    }
    world
}

/// Every field from a donor of its own, but for who signs whom.
fn recombine(choices: &mut dyn Choices, own: &CertSpec) -> CertSpec {
    let mut donor = || {
        let at = choices.below(CERTIFICATES.len() as u32) as usize;
        CERTIFICATES.get(at).unwrap_or(own)
    };
    CertSpec {
        version: donor().version,
        serial: donor().serial,
        subject: donor().subject.clone(),
        issuer: donor().issuer.clone(),
        validity: donor().validity,
        key: own.key,
        signer: own.signer,
        signature: donor().signature,
        unique_id: donor().unique_id,
        basic_constraints: donor().basic_constraints,
        key_usage: donor().key_usage,
        extended_key_usage: donor().extended_key_usage.clone(),
        subject_alt_name: donor().subject_alt_name.clone(),
        name_constraints: donor().name_constraints.clone(),
        subject_key_identifier: donor().subject_key_identifier,
        authority_key_identifier: donor().authority_key_identifier.clone(),
        certificate_policies: donor().certificate_policies.clone(),
        policy_mappings: donor().policy_mappings.clone(),
        policy_constraints: donor().policy_constraints,
        inhibit_any_policy: donor().inhibit_any_policy,
        ca_issuers: donor().ca_issuers,
        unknown_extension: donor().unknown_extension,
        faults: donor().faults.clone(),
    }
}
