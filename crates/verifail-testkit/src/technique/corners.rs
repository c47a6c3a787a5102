//! Worlds of a chain and corner cases: names that are read in two ways, bases of constraints around them, questions and
//! dates at the edge. Their alphabets are larger than the generator's, and their chains as plain as can be, so that a
//! rare pair of name and constraint comes up within some thousand worlds.

use crate::choices::Choices;
use crate::world::{
    DAY, ExtendedKeyUsage, GeneralName, HOST, Name, NameConstraints, Purpose, Reference, SubjectAltName, Validity,
    World,
};

/// 1960-01-01 and a day in 1955, which two digits of a year can make 2060 and 2055.
const YEAR_1960: i64 = -315_619_200;
const YEAR_1955: i64 = YEAR_1960 - 5 * 365 * DAY;

/// What is asked for: hosts and addresses.
const HOSTS: [&str; 6] = [HOST, "example.com", "a.www.example.com", "bar.example.com", "www.example.com.", "host"];
const ADDRESSES: [&[u8]; 3] = [
    &[192, 0, 2, 1],
    &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 192, 0, 2, 1],
    &[0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
];

/// dNSNames.
const DNS: [&str; 16] = [
    HOST,
    "*.example.com",
    "*.com",
    "*",
    "*.",
    "",
    "www.example.com\0.evil.example",
    "evil.example\0",
    "192.0.2.1",
    "*.0.2.1",
    "*.EXAMPLE.com",
    "WWW.example.COM",
    "w*.example.com",
    "www.*.com",
    "*.www.example.com",
    ".example.com",
];
/// URIs.
const URIS: [&str; 6] = [
    "https://www.example.com/",
    "https://evil.example/",
    "https://user@www.example.com:443/",
    "https://[fe80::1%25www.example.com]/",
    "urn:x, DNS:www.example.com",
    "https://192.0.2.1/",
];
/// Mailboxes.
const EMAILS: [&str; 5] = [
    "root@example.com",
    "root@evil.example",
    "user@example.com",
    "x@example.net, DNS:www.example.com",
    "ROOT@example.com",
];
/// Bases of constraints, of whatever form fits.
const BASES: [&str; 10] = [
    "example.com",
    HOST,
    "bar.example.com",
    "EXAMPLE.com",
    "evil.example",
    "com",
    "",
    ".example.com",
    "root@example.com",
    "root@evil.example",
];

/// A world by these choices.
pub(super) fn corners(choices: &mut dyn Choices) -> World {
    let mut world = World::tower(choices.below(2) as usize);
    if choices.percent(70) {
        world.question.reference = match choices.below(4) {
            0 => None,
            1 => Some(Reference::Ip(pick(choices, &ADDRESSES).to_vec())),
            _ => Some(Reference::Dns(pick(choices, &HOSTS).into())),
        };
    }
    let names = (0..=choices.below(2)).map(|_| presented(choices)).collect();
    world.end_entity.subject_alt_name = (!choices.percent(5)).then(|| SubjectAltName::of(names));
    if choices.percent(15) {
        world.end_entity.subject.email = Some(pick(choices, &EMAILS).into());
    }
    if choices.percent(50) {
        let constraints = constraints(choices);
        let ca = world.intermediates.first_mut().or(world.anchors.first_mut());
        ca.into_iter().for_each(|ca| ca.name_constraints = Some(constraints.clone()));
    }
    if choices.percent(15) {
        world.question.purpose = Purpose::Any;
        world.question.explicit_policy = choices.percent(50);
    }
    if choices.percent(10) {
        world.end_entity.extended_key_usage = Some(ExtendedKeyUsage::of(&[Purpose::Any]));
    }
    if choices.percent(10) {
        // The whole world in the past century, where a UTCTime's two digits are a matter of convention.
        world.question.time = YEAR_1960;
        let validity = Validity { not_before: YEAR_1955, not_after: YEAR_1960 + 365 * DAY };
        world.certificates_mut().for_each(|spec| spec.validity = validity);
    }
    world
}

fn pick<T: Copy>(choices: &mut dyn Choices, options: &[T]) -> T {
    options[choices.below(options.len() as u32) as usize % options.len()]
}

fn presented(choices: &mut dyn Choices) -> GeneralName {
    match choices.below(8) {
        0..=3 => GeneralName::dns(pick(choices, &DNS)),
        4 => GeneralName::Uri(pick(choices, &URIS).into()),
        5 => GeneralName::Email(pick(choices, &EMAILS).into()),
        6 => GeneralName::Ip(pick(choices, &ADDRESSES).to_vec()),
        _ => GeneralName::Directory(Name::common(pick(choices, &HOSTS))),
    }
}

/// One or two bases, permitted or excluded.
fn constraints(choices: &mut dyn Choices) -> NameConstraints {
    let form = choices.below(5);
    let base = |choices: &mut dyn Choices| match form {
        0 | 1 => GeneralName::dns(pick(choices, &BASES)),
        2 => GeneralName::Uri(pick(choices, &BASES).into()),
        3 => GeneralName::Email(pick(choices, &BASES).into()),
        _ => GeneralName::Ip([pick(choices, &ADDRESSES[..1]), &[255, 255, 255, 0]].concat()),
    };
    let bases: Vec<_> = (0..=choices.below(2)).map(|_| base(choices)).collect();
    if choices.percent(50) { NameConstraints::excluding(bases) } else { NameConstraints::permitting(bases) }
}
