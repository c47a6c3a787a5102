//! Seeds of structured targets: a tower of every height, a world for each family of defects and each policy in turn, a
//! spec for each relation.

use std::io;
use std::path::Path;

use verifail::Policy;
use verifail_testkit::choices::Random;
use verifail_testkit::relation::{self, Relation};
use verifail_testkit::world::{CrlSpec, RevocationQuestion, ca_name};
use verifail_testkit::{Defect, World, generate};

use super::{Seed, files};
use crate::Spec;

/// Of the catalogue of defects, every so many.
const EVERY: usize = 4;
/// Worlds of the generator.
const GENERATED: u64 = 8;

/// Worlds, each under a policy.
pub(super) fn worlds(corpus: &Path) -> io::Result<Vec<Seed>> {
    let mut seeds: Vec<Seed> =
        (0..=4).map(|height| spec(format!("tower-{height}"), World::tower(height), height)).collect();
    for (at, defect) in Defect::ALL.iter().enumerate().step_by(EVERY) {
        let mut world = World::tower(2);
        let places = defect.places(&world);
        let Some(place) = places.get(at / EVERY % places.len().max(1)) else { continue };
        defect.apply(&mut world, *place);
        seeds.push(spec(format!("defect-{}", defect.code()), world, at / EVERY));
    }
    for seed in 0..GENERATED {
        let world = generate::world(&mut Random::new(seed));
        seeds.push(spec(format!("generated-{seed}"), world, seed as usize));
    }
    let mut revoked = World::good();
    revoked.crls = vec![
        CrlSpec { revoked: vec![revoked.end_entity.serial], ..CrlSpec::of(ca_name(1), 1) },
        CrlSpec::of(ca_name(0), 0),
    ];
    revoked.question.revocation = Some(RevocationQuestion { end_entity_only: false, allow_unknown: false });
    seeds.push(spec("revoked".to_owned(), revoked, 0));
    seeds.extend(files(&corpus.join("chains"), ".chain")?);
    Ok(seeds)
}

/// A spec for each relation, on a base world of its own.
pub(super) fn relations(corpus: &Path) -> io::Result<Vec<Seed>> {
    let mut seeds: Vec<Seed> = Vec::new();
    for relation in Relation::ALL {
        let mut random = Random::new(u64::from(relation.number));
        let world = relation::base(&mut random);
        let policy = &Policy::all()[usize::from(relation.number) % Policy::all().len()];
        let choices = (0..6).map(|_| (random.bits() % 16) as u32).collect();
        let spec = Spec { policy, relation: relation.number, choices, ..Spec::from(world) };
        seeds.push((format!("relation-{:02}.chain", relation.number), spec.to_string().into_bytes()));
    }
    seeds.extend(files(&corpus.join("chains"), ".chain")?);
    Ok(seeds)
}

/// `.chain` texts of every statement, and some that are none.
pub(super) fn texts(corpus: &Path) -> io::Result<Vec<Seed>> {
    let mut seeds: Vec<Seed> = (20..26)
        .map(|seed| {
            let world = generate::world(&mut Random::new(seed));
            (format!("generated-{seed}.chain"), world.to_chain().into_bytes())
        })
        .collect();
    let broken: [(&str, &str); 4] = [
        ("version", "verifail chain 2\n"),
        ("no-end-entity", "verifail chain 1\n\nanchor = root key 0\n"),
        ("unknown-word", "verifail chain 1\n\nend-entity = server key 1 issued by 0\n  key-usage critical digital\n"),
        ("open-string", "verifail chain 1\n\nend-entity = server key 1 issued by 0\n  subject \"a\\u{1f600}\n"),
    ];
    seeds.extend(broken.iter().map(|(name, text)| (format!("broken-{name}.chain"), text.as_bytes().to_vec())));
    seeds.extend(files(&corpus.join("chains"), ".chain")?);
    Ok(seeds)
}

fn spec(name: String, world: World, policy: usize) -> Seed {
    let policy = &Policy::all()[policy % Policy::all().len()];
    (format!("{name}.chain"), Spec { policy, ..Spec::from(world) }.to_string().into_bytes())
}
