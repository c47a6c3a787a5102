//! Seeds of octets: certificates, chains, CRLs, containers, choices.

use std::io;
use std::path::Path;

use verifail_testkit::choices::Random;
use verifail_testkit::signing::Scheme;
use verifail_testkit::world::{CrlSpec, Serial, ca_name};
use verifail_testkit::{Case, Defect, World, export, materialise};

use super::{Seed, files};
use crate::targets::pkcs7::container;

/// Of the catalogue of defects, every so many.
const EVERY: usize = 6;

/// Worlds whose octets are seeds.
fn worlds() -> Vec<(String, World)> {
    let mut worlds = vec![("good".to_owned(), World::good()), ("tower-3".to_owned(), World::tower(3))];
    for defect in Defect::ALL.iter().step_by(EVERY) {
        let mut world = World::good();
        if let Some(place) = defect.places(&world).first() {
            defect.apply(&mut world, *place);
            worlds.push((defect.code().to_owned(), world));
        }
    }
    worlds
}

/// Single certificates: the repository's odd ones, the good ones, and end entities with a defect.
pub(super) fn certificates(corpus: &Path) -> io::Result<Vec<Seed>> {
    let mut seeds = files(&corpus.join("certificates"), ".der")?;
    let case = World::good().materialise();
    seeds.push(("anchor.der".to_owned(), case.anchors.concat()));
    seeds.push(("intermediate.der".to_owned(), case.intermediates.concat()));
    seeds.extend(
        worlds().into_iter().map(|(name, world)| (format!("world-{name}.der"), world.materialise().end_entity)),
    );
    Ok(seeds)
}

/// End entity, intermediates, anchor in a row.
fn row(case: &Case) -> Vec<u8> {
    [case.end_entity.as_slice()]
        .into_iter()
        .chain(case.intermediates.iter().chain(&case.anchors).map(Vec::as_slice))
        .collect::<Vec<_>>()
        .concat()
}

pub(super) fn chains() -> Vec<Seed> {
    let worlds = worlds().into_iter().map(|(name, world)| (format!("{name}.der"), row(&world.materialise())));
    // A name and a key that nobody can read, where rustls-webpki does not try to.
    let unread = ["subject", "public-key"].into_iter().zip([&[0x31, 0x18, 0x30, 0x16][..], &[0x03, 0x42, 0x00, 0x04]]);
    let unread = unread.filter_map(|(name, begins)| {
        let mut case = World::good().materialise();
        let at = case.end_entity.windows(begins.len()).rposition(|window| window == begins)?;
        case.end_entity[at] = 0x05;
        Some((format!("unread-{name}.der"), row(&case)))
    });
    worlds.chain(unread).collect()
}

/// Files as people have them.
fn files_of_people(case: &Case) -> Vec<Seed> {
    let pem = export::pem::bundle(case);
    let only = pem.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>();
    let begin = only.iter().position(|line| line.starts_with("-----END")).map_or(0, |at| at + 1);
    let first = only.get(..begin).unwrap_or_default();
    let body: Vec<&str> = first.iter().copied().filter(|line| !line.starts_with('-')).collect();
    vec![
        ("commented.pem".to_owned(), pem.clone().into_bytes()),
        ("crlf.pem".to_owned(), first.join("\r\n").into_bytes()),
        ("bare-base64".to_owned(), body.join("\n").into_bytes()),
        (
            "one-line".to_owned(),
            format!("{}{}{}", "-----BEGIN CERTIFICATE-----", body.concat(), "-----END CERTIFICATE-----").into_bytes(),
        ),
        (
            "bag-attributes.pem".to_owned(),
            format!("Bag Attributes\n    localKeyID: 01\nsubject=CN = a\n{}", first.join("\n")).into_bytes(),
        ),
        ("trusted.pem".to_owned(), first.join("\n").replace("CERTIFICATE", "TRUSTED CERTIFICATE").into_bytes()),
        ("byte-order-mark.pem".to_owned(), format!("\u{feff}{}", first.join("\n")).into_bytes()),
    ]
}

pub(super) fn bundles(corpus: &Path) -> io::Result<Vec<Seed>> {
    let mut seeds = files(&corpus.join("certificates"), ".pem")?;
    let mut world = World::good();
    world.crls.push(CrlSpec::of(ca_name(1), 1));
    seeds.extend(files_of_people(&world.materialise()));
    Ok(seeds)
}

pub(super) fn crls(corpus: &Path) -> io::Result<Vec<Seed>> {
    let mut seeds = files(&corpus.join("certificates"), ".crl")?;
    let plain = CrlSpec::of(ca_name(1), 1);
    let serials = [Serial::Number(1), Serial::Number(0x80), Serial::Zero, Serial::Negative, Serial::TooLong];
    let specs = [
        ("empty", plain.clone()),
        ("one", CrlSpec { revoked: vec![Serial::Number(0x1201)], ..plain.clone() }),
        ("serials", CrlSpec { revoked: serials.to_vec(), ..plain.clone() }),
        ("twice", CrlSpec { revoked: vec![Serial::Number(7); 2], ..plain.clone() }),
        ("year-2050", CrlSpec { next_update: 2_524_608_000, ..plain }),
    ];
    seeds.extend(specs.iter().map(|(name, spec)| (format!("{name}.crl"), materialise::crl(Scheme::Toy, spec))));
    Ok(seeds)
}

pub(super) fn containers(corpus: &Path) -> io::Result<Vec<Seed>> {
    let mut seeds = files(&corpus.join("certificates"), ".p7b")?;
    let mut world = World::tower(2);
    world.crls.push(CrlSpec::of(ca_name(1), 1));
    let case = world.materialise();
    let all: Vec<&[u8]> = case.intermediates.iter().chain(&case.anchors).map(Vec::as_slice).collect();
    let crls: Vec<&[u8]> = case.crls.iter().map(Vec::as_slice).collect();
    let some = all.get(..1).unwrap_or_default();
    for (name, certificates, crls, indefinite) in [
        ("definite", some, &crls[..0], false),
        ("indefinite", some, &crls[..0], true),
        ("crl-only", &all[..0], &crls[..], false),
        ("everything", &all[..], &crls[..], true),
        ("empty", &all[..0], &crls[..0], false),
    ] {
        seeds.push((format!("{name}.p7b"), container(certificates, crls, indefinite)));
    }
    Ok(seeds)
}

/// Choices at random, of some lengths.
pub(super) fn choices() -> Vec<Seed> {
    let octets = |seed: u64| {
        let mut random = Random::new(seed);
        (0..24 + 12 * seed as usize).map(|_| random.bits() as u8).collect::<Vec<u8>>()
    };
    let mut seeds: Vec<Seed> = (0..12).map(|seed| (format!("random-{seed}"), octets(seed))).collect();
    seeds.push(("zeros".to_owned(), vec![0; 128]));
    seeds
}
