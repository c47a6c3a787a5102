//! Details that change nothing: each is let pass by every policy, alone and with any of the others. A test holds them
//! to that. What may matter to someone is a fault, see `faults`.

use super::Profile;
use super::alphabet::{IPV4, SERIALS};
use crate::choices::Choices;
use crate::world::{
    AuthorityKeyIdentifier, BasicConstraints, CertificatePolicies, ExtendedKeyUsage, GeneralName, HOST, KeyUsage,
    NameConstraints, Place, Purpose, Reference, Spelling, World,
};

/// Most details of a world.
const SLOTS: usize = 5;

/// A detail: what it is called, which feature it belongs to, and what it does to the certificate at a place of a tower;
/// a number picks one of its forms.
#[derive(Clone, Copy, Debug)]
pub struct Detail {
    /// What it is called in test failures.
    pub name: &'static str,
    /// Writes it into a certificate.
    pub apply: fn(&mut World, Place, u32),
    wants: Wants,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wants {
    Nothing,
    NameConstraints,
    Policies,
}

const fn detail(name: &'static str, wants: Wants, apply: fn(&mut World, Place, u32)) -> Detail {
    Detail { name, apply, wants }
}

/// Details of an end entity.
pub const END_ENTITY: &[Detail] = &[
    detail("purposes", Wants::Nothing, purposes),
    detail("basic constraints", Wants::Nothing, |world, _, _| {
        world.end_entity.basic_constraints = Some(BasicConstraints::end_entity());
    }),
    detail("key usage", Wants::Nothing, |world, _, number| {
        let more = [KeyUsage::KEY_ENCIPHERMENT, KeyUsage::KEY_AGREEMENT][number as usize & 1];
        world.end_entity.key_usage = (number & 2 == 0).then_some(KeyUsage::new(KeyUsage::DIGITAL_SIGNATURE | more));
    }),
    detail("names", Wants::Nothing, |world, _, number| {
        let Some(names) = &mut world.end_entity.subject_alt_name else { return };
        let name = match number & 3 {
            0 => GeneralName::dns("api.example.com"),
            1 => GeneralName::dns("*.example.com"),
            2 => GeneralName::Ip(IPV4.to_vec()),
            _ => GeneralName::dns(HOST),
        };
        let at = if number & 4 == 0 { names.names.len() } else { 0 };
        names.names.insert(at, name);
    }),
    detail("validity", Wants::Nothing, validity),
    detail("serial", Wants::Nothing, serial),
    detail("unknown extension", Wants::Nothing, unknown_extension),
    detail("issuer's address", Wants::Nothing, ca_issuers),
    detail("policies", Wants::Policies, policies),
];

/// Details of a CA between end entity and anchor.
pub const CA: &[Detail] = &[
    detail("purposes", Wants::Nothing, purposes),
    detail("path length", Wants::Nothing, path_length),
    detail("key usage", Wants::Nothing, |world, place, _| {
        let Some(ca) = world.certificate_mut(place) else { return };
        let bits = KeyUsage::KEY_CERT_SIGN | KeyUsage::CRL_SIGN | KeyUsage::DIGITAL_SIGNATURE;
        ca.key_usage = Some(KeyUsage::new(bits));
    }),
    detail("spelling", Wants::Nothing, spelling),
    detail("name constraints", Wants::NameConstraints, name_constraints),
    detail("validity", Wants::Nothing, validity),
    detail("serial", Wants::Nothing, serial),
    detail("unknown extension", Wants::Nothing, unknown_extension),
    detail("issuer's address", Wants::Nothing, ca_issuers),
    detail("policies", Wants::Policies, policies),
    detail("name constraints again", Wants::NameConstraints, name_constraints),
];

/// Details of an anchor.
pub const ANCHOR: &[Detail] = &[
    detail("path length", Wants::Nothing, path_length),
    detail("spelling", Wants::Nothing, spelling),
    detail("name constraints", Wants::NameConstraints, name_constraints),
    detail("validity", Wants::Nothing, validity),
    detail("serial", Wants::Nothing, serial),
    detail("unknown extension", Wants::Nothing, unknown_extension),
    detail("own key identifier", Wants::Nothing, |world, place, _| {
        let Some(anchor) = world.certificate_mut(place) else { return };
        anchor.authority_key_identifier = Some(AuthorityKeyIdentifier::of(anchor.signer));
    }),
];

/// Writes details into a tower, before anything else is in the world.
pub(super) fn details(profile: &Profile, choices: &mut dyn Choices, world: &mut World) {
    let active = [0, 1, 1, 2, 2, 3, 4, 5][choices.below(8) as usize & 7].min(profile.details);
    for slot in 0..SLOTS {
        let [place, kind, number] = [choices.below(60), choices.below(420), choices.below(8)];
        if slot >= usize::from(active) {
            continue;
        }
        let count = world.len();
        let Some((place, _)) = world.places().nth(place as usize % count) else { continue };
        let table = match place {
            Place::EndEntity => END_ENTITY,
            Place::Intermediate(_) => CA,
            Place::Anchor(_) => ANCHOR,
        };
        let detail = table[kind as usize % table.len()];
        let on = match detail.wants {
            Wants::Nothing => true,
            Wants::NameConstraints => profile.name_constraints,
            // Where a policy is asked for, the policies of every certificate are set already.
            Wants::Policies => profile.certificate_policies && !world.question.explicit_policy,
        };
        if on {
            (detail.apply)(world, place, number);
        }
    }
}

/// Takes back what some policy does not let pass, though the ones that the generator aims at do: a period that ends at
/// this very instant, a reference identifier with a trailing dot, CAs without extended key usage. What a plan's defects
/// cause is all that is wrong with it, under every policy; those three are defects of the catalogue too.
pub(super) fn beyond_dispute(world: &mut World) {
    let now = world.question.time;
    for spec in world.certificates_mut().filter(|spec| spec.validity.not_after == now) {
        spec.validity.not_after += 1;
    }
    if let Some(Reference::Dns(name)) = &mut world.question.reference
        && let Some(without) = name.strip_suffix('.')
    {
        *name = without.to_owned().into();
    }
    for ca in &mut world.intermediates {
        ca.extended_key_usage.get_or_insert_with(|| ExtendedKeyUsage::of(&[Purpose::ServerAuth]));
    }
}

fn purposes(world: &mut World, place: Place, number: u32) {
    let purpose = world.question.purpose;
    let Some(spec) = world.certificate_mut(place) else { return };
    let both = [Purpose::ServerAuth, Purpose::ClientAuth];
    let backwards = [Purpose::ClientAuth, Purpose::ServerAuth];
    let odd = [Purpose::Unknown, purpose];
    spec.extended_key_usage = Some(ExtendedKeyUsage::of([&both, &backwards, &odd][number as usize % 3].as_slice()));
}

/// Room for exactly the CAs below, or for more.
fn path_length(world: &mut World, place: Place, number: u32) {
    let below = match place {
        Place::EndEntity => return,
        Place::Intermediate(at) => at,
        Place::Anchor(_) => world.intermediates.len(),
    };
    let Some(ca) = world.certificate_mut(place) else { return };
    ca.basic_constraints = Some(BasicConstraints::limited(below as u8 + [0, 0, 1, 100][number as usize & 3]));
}

/// Another spelling of a CA's name, in its certificate and in those that it issued.
fn spelling(world: &mut World, place: Place, number: u32) {
    let spelling = [Spelling::Printable, Spelling::OtherCase, Spelling::Padded][number as usize % 3];
    let Some(subject) = world.certificate(place).map(|spec| spec.subject.clone()) else { return };
    for spec in world.certificates_mut() {
        for name in [&mut spec.subject, &mut spec.issuer] {
            if *name == subject {
                name.spelling = spelling;
            }
        }
        if let Some((name, _)) = spec.authority_key_identifier.as_mut().and_then(|e| e.issuer_and_serial.as_mut())
            && *name == subject
        {
            name.spelling = spelling;
        }
    }
}

/// Constraints that every name of a tower keeps to.
fn name_constraints(world: &mut World, place: Place, number: u32) {
    let Some(ca) = world.certificate_mut(place) else { return };
    let dns = GeneralName::dns;
    let constraints = match number % 8 {
        0 => NameConstraints::permitting(vec![dns("example.com")]),
        1 => NameConstraints::excluding(vec![dns("example.net")]),
        2 => NameConstraints {
            permitted: vec![dns("com"), GeneralName::Ip(vec![0; 8]), GeneralName::Ip(vec![0; 32])],
            excluded: vec![dns("bad.example.net")],
            critical: true,
        },
        3 => NameConstraints::excluding(vec![GeneralName::Ip(vec![198, 51, 100, 0, 255, 255, 255, 0])]),
        4 => NameConstraints::permitting(vec![
            GeneralName::Ip(vec![192, 0, 2, 0, 255, 255, 255, 0]),
            GeneralName::Ip(vec![0; 32]),
        ]),
        5 => NameConstraints::permitting(vec![dns("example.net"), dns("EXAMPLE.com")]),
        6 => NameConstraints::excluding(vec![GeneralName::Email("example.net".into())]),
        _ => NameConstraints::permitting(vec![dns("")]),
    };
    ca.name_constraints = Some(constraints);
}

/// A validity period that begins or ends at this very instant.
fn validity(world: &mut World, place: Place, number: u32) {
    let now = world.question.time;
    let Some(spec) = world.certificate_mut(place) else { return };
    match number % 3 {
        0 => spec.validity.not_before = now,
        1 => spec.validity.not_after = now,
        _ => (spec.validity.not_before, spec.validity.not_after) = (now, now),
    }
}

fn serial(world: &mut World, place: Place, number: u32) {
    let Some(spec) = world.certificate_mut(place) else { return };
    spec.serial = SERIALS[number as usize % 5];
}

fn unknown_extension(world: &mut World, place: Place, _: u32) {
    let Some(spec) = world.certificate_mut(place) else { return };
    spec.unknown_extension = Some(false);
}

fn ca_issuers(world: &mut World, place: Place, _: u32) {
    let Some(spec) = world.certificate_mut(place) else { return };
    spec.ca_issuers = Some(false);
}

fn policies(world: &mut World, place: Place, number: u32) {
    let Some(spec) = world.certificate_mut(place) else { return };
    spec.certificate_policies = Some(CertificatePolicies {
        policies: [&[1][..], &[0], &[1, 2]][number as usize % 3].to_vec(),
        unknown_qualifier: number & 4 != 0,
        critical: false,
    });
}
