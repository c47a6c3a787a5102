//! Faults: a field takes any value of its small alphabet, or a named defect is put in. Some of them change nothing,
//! which the generator need not know: it judges nobody.

use super::Profile;
use super::alphabet::{
    ENCODING_FAULTS, HOSTS, KEY_FORMS, PURPOSES, SERIALS, SIGNATURES, STRANGERS, USAGES, general_name, reference,
    subtree,
};
use super::topology::stray_identifier;
use crate::choices::Choices;
use crate::defect::Defect;
use crate::world::{
    AuthorityKeyIdentifier, BasicConstraints, CertificatePolicies, ExtendedKeyUsage, KeyIdentifier, KeyUsage, Name,
    NameConstraints, Place, PolicyConstraints, PolicyMappings, Spelling, SubjectAltName, SubjectKeyIdentifier, World,
    ca_name,
};

/// Most faults of a world.
const SLOTS: u32 = 3;
/// Of a hundred faults, how many are named defects.
const NAMED: u32 = 40;

/// Puts up to three faults into a world.
pub(super) fn faults(profile: &Profile, choices: &mut dyn Choices, world: &mut World) {
    let faulty = choices.below(100) >= 100_u32.saturating_sub(u32::from(profile.faulty));
    let active = [1, 1, 1, 1, 2, 2, 2, 3][choices.below(8) as usize & 7] * u32::from(faulty);
    for slot in 0..SLOTS {
        let [place, form, named] = [choices.below(60), choices.below(64), choices.below(100)];
        let (field, defect) = (choices.below(FIELDS), defect(choices));
        if slot >= active {
            continue;
        }
        let place = self::place(world, place);
        let before = (!profile.permits_all()).then(|| world.clone());
        if named >= 100 - NAMED {
            defect.apply(world, place);
        } else {
            scramble(profile, world, place, field, form);
        }
        // A fault of a feature that is off is none.
        if let Some(before) = before.filter(|_| !profile.permits(world)) {
            *world = before;
        }
    }
}

/// Puts one fault into a world.
pub(super) fn fault(profile: &Profile, choices: &mut dyn Choices, world: &mut World) {
    let place = place(world, choices.below(60));
    if choices.percent(NAMED) {
        return defect(choices).apply(world, place);
    }
    let (field, form) = (choices.below(FIELDS), choices.below(64));
    scramble(profile, world, place, field, form);
}

/// One of the named defects.
pub(super) fn defect(choices: &mut dyn Choices) -> Defect {
    Defect::numbered(choices.below(Defect::ALL.len() as u32))
}

/// The end entity in a quarter of the cases, else anyone.
fn place(world: &World, number: u32) -> Place {
    let number = number as usize;
    if number < 15 {
        return Place::EndEntity;
    }
    world.places().nth(number % world.len()).map_or(Place::EndEntity, |(place, _)| place)
}

/// How many fields there are to be scrambled.
const FIELDS: u32 = 30;

/// Gives a field of the certificate at a place, or of the question, some value of its alphabet.
fn scramble(profile: &Profile, world: &mut World, place: Place, field: u32, form: u32) {
    let now = world.question.time;
    let [stranger, _] = STRANGERS;
    let is_end_entity = place == Place::EndEntity;
    let number = form as usize;
    match field {
        23 if profile.identity => return world.question.reference = reference(form),
        24 if profile.distrust => {
            return world.question.distrusted = vec![world.certificate(place).map_or(0, |spec| spec.key.id)];
        }
        25 => return world.question.max_path_depth = Some((form % 4) as u8),
        26 if profile.certificate_policies => {
            world.question.policies = vec![(form % 3) as u8];
            world.question.explicit_policy = form & 4 != 0;
            return;
        }
        _ => {}
    }
    // The plain issuer's issuer, to be named besides its key identifier.
    let above = world.certificate(place).and_then(|spec| {
        let issuer = world.places().find(|(at, other)| *at != place && other.subject == spec.issuer);
        issuer.map(|(_, issuer)| (issuer.issuer.clone(), issuer.serial))
    });
    let Some(spec) = world.certificate_mut(place) else { return };
    let critical = form & 1 != 0;
    match field {
        0 => spec.version = [1, 2, 3, 4][number & 3],
        1 => spec.serial = SERIALS[number & 7],
        2 => match form & 3 {
            0 => spec.validity.not_after = now - 1,
            1 => spec.validity.not_before = now + 1,
            2 => (spec.validity.not_before, spec.validity.not_after) = (now, now),
            _ => std::mem::swap(&mut spec.validity.not_before, &mut spec.validity.not_after),
        },
        3 => spec.key.id = [0, 1, 2, stranger][number & 3],
        4 => spec.signer = [0, 1, 2, stranger][number & 3],
        5 => spec.issuer = ca_name((form % 4) as u8),
        6 => {
            spec.subject = match form & 3 {
                0 => Name::empty(),
                1 => ca_name(0),
                2 => Name { email: Some("user@example.com".into()), ..Name::empty() },
                _ => Name::common(HOSTS[number % HOSTS.len()]),
            };
        }
        7 => {
            let name = if critical { &mut spec.subject } else { &mut spec.issuer };
            name.spelling =
                [Spelling::Printable, Spelling::OtherCase, Spelling::Padded, Spelling::Utf8][number >> 1 & 3];
        }
        8 => spec.signature = SIGNATURES[1 + number % (SIGNATURES.len() - 1)],
        9 => spec.key.form = KEY_FORMS[1 + number % (KEY_FORMS.len() - 1)],
        10 => spec.unique_id = true,
        11 => spec.basic_constraints = basic_constraints(form),
        12 => {
            let usage = KeyUsage { bits: USAGES[number >> 1 & 7], critical: form & 16 == 0 };
            spec.key_usage = (form & 32 == 0).then_some(usage);
        }
        13 | 14 => {
            let purposes = PURPOSES.get(number % (PURPOSES.len() + 1));
            spec.extended_key_usage = purposes.map(|purposes| ExtendedKeyUsage::of(purposes));
        }
        15 | 16 if is_end_entity => {
            let names = [general_name(form), general_name(form >> 2)];
            let names = names.into_iter().take(1 + (number >> 5)).collect();
            spec.subject_alt_name = (form != 63).then_some(SubjectAltName { names, critical: form == 62 });
        }
        15 => spec.subject_alt_name = Some(SubjectAltName::of(vec![general_name(form)])),
        17..=19 if profile.name_constraints => {
            let bases = vec![subtree(form >> 1)];
            let (permitted, excluded) = if critical { (Vec::new(), bases) } else { (bases, Vec::new()) };
            spec.name_constraints = Some(NameConstraints { permitted, excluded, critical: form < 48 });
        }
        20 => {
            spec.subject_key_identifier = match form & 3 {
                0 | 1 => None,
                2 => Some(stray_identifier(1)),
                _ => Some(SubjectKeyIdentifier { critical: true, ..SubjectKeyIdentifier::of(spec.key.id) }),
            };
        }
        21 => {
            let issuer_and_serial = if form & 8 == 0 { above } else { Some((spec.issuer.clone(), SERIALS[0])) };
            let of = AuthorityKeyIdentifier::of(spec.signer);
            spec.authority_key_identifier = match form & 7 {
                0 | 1 => None,
                2 => Some(AuthorityKeyIdentifier { identifier: Some(KeyIdentifier::Stray(1)), ..of }),
                3 => Some(AuthorityKeyIdentifier { critical: true, ..of }),
                4 => Some(AuthorityKeyIdentifier { identifier: None, issuer_and_serial, critical: false }),
                5 => Some(AuthorityKeyIdentifier::of(stranger)),
                6 => Some(AuthorityKeyIdentifier { identifier: None, ..of }),
                _ => Some(AuthorityKeyIdentifier { issuer_and_serial, ..of }),
            };
        }
        22 if profile.certificate_policies => policies(spec, form),
        27 => spec.unknown_extension = Some(critical),
        28 => spec.ca_issuers = Some(critical),
        29 if profile.encoding_faults => spec.faults.push(ENCODING_FAULTS[number % ENCODING_FAULTS.len()]),
        _ => {
            // A feature that the profile leaves out: names without key identifiers instead.
            *spec = spec.clone().without_key_identifiers();
        }
    }
}

fn basic_constraints(form: u32) -> Option<BasicConstraints> {
    match form & 7 {
        0 => None,
        1 => Some(BasicConstraints::end_entity()),
        2 => Some(BasicConstraints { critical: false, ..BasicConstraints::ca() }),
        3 => Some(BasicConstraints::ca()),
        4 => Some(BasicConstraints { path_length: Some(1), ..BasicConstraints::end_entity() }),
        n => Some(BasicConstraints::limited((n - 5) as u8)),
    }
}

fn policies(spec: &mut crate::world::CertSpec, form: u32) {
    let some = |policies: &[u8]| CertificatePolicies {
        policies: policies.to_vec(),
        unknown_qualifier: false,
        critical: form & 8 != 0,
    };
    match form & 7 {
        0 => spec.certificate_policies = None,
        1 => spec.certificate_policies = Some(some(&[2])),
        2 => spec.certificate_policies = Some(some(&[0])),
        3 => spec.certificate_policies = Some(CertificatePolicies { unknown_qualifier: true, ..some(&[1]) }),
        4 => spec.policy_mappings = Some(PolicyMappings { pairs: vec![(1, 2)] }),
        5 => spec.policy_mappings = Some(PolicyMappings { pairs: vec![(0, 1)] }),
        6 => spec.inhibit_any_policy = Some((form >> 3) as u8 & 1),
        _ => {
            let skip = Some((form >> 3) as u8 & 3);
            let (require_explicit_policy, inhibit_policy_mapping) =
                if form & 32 == 0 { (skip, None) } else { (None, skip) };
            spec.policy_constraints =
                Some(PolicyConstraints { require_explicit_policy, inhibit_policy_mapping, critical: form & 8 != 0 });
        }
    }
}
