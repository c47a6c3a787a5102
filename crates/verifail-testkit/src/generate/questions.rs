//! What is asked: for whom, for which purpose, under which policies, with which CRLs and deny list.

use super::Profile;
use super::alphabet::{HOSTS, IPV4, IPV6, STRANGERS};
use crate::choices::Choices;
use crate::world::{
    CertificatePolicies, CrlSpec, DAY, ExtendedKeyUsage, GeneralName, NOW, Name, Purpose, Reference,
    RevocationQuestion, SubjectAltName, World,
};

/// The question, and the end entity as an answer to it.
pub(super) fn question(profile: &Profile, choices: &mut dyn Choices, world: &mut World) {
    let [identity, purpose, policies, distrust] =
        [choices.below(16), choices.below(16), choices.below(12), choices.below(8)];
    self::identity(world, identity);
    self::purpose(world, purpose);
    if profile.certificate_policies {
        self::policies(world, policies);
    }
    if profile.distrust && distrust == 7 {
        world.question.distrusted = STRANGERS.to_vec();
    }
    if !profile.identity {
        world.question.reference = None;
    }
    if !profile.purposes {
        world.question.purpose = Purpose::Any;
    }
}

/// A reference identifier and the names that present it.
fn identity(world: &mut World, number: u32) {
    let names = world.end_entity.subject_alt_name.get_or_insert_with(|| SubjectAltName::of(Vec::new()));
    let mut reference = |reference: Reference| world.question.reference = Some(reference);
    match number {
        6 => world.question.reference = None,
        7 => names.names.insert(0, GeneralName::dns(HOSTS[1])),
        8 => {
            reference(Reference::Dns(HOSTS[4].into()));
            names.names.push(GeneralName::dns(HOSTS[1]));
        }
        9 => reference(Reference::Dns(HOSTS[2].into())),
        10 => {
            names.names = vec![GeneralName::dns(HOSTS[2])];
            world.end_entity.subject = Name::common(HOSTS[2]);
        }
        11 => reference(Reference::Dns(HOSTS[9].into())),
        12 => {
            reference(Reference::Ip(IPV4.to_vec()));
            names.names.push(GeneralName::Ip(IPV4.to_vec()));
        }
        13 => {
            reference(Reference::Ip(IPV6.to_vec()));
            names.names.insert(0, GeneralName::Ip(IPV6.to_vec()));
        }
        14 => {
            reference(Reference::Dns("b\u{fc}cher.example.com".into()));
            names.names.push(GeneralName::dns("xn--bcher-kva.example.com"));
        }
        15 => {
            // No subject: the subject alternative name is critical then (RFC 5280 section 4.1.2.6).
            names.critical = true;
            world.end_entity.subject = Name::empty();
        }
        _ => {}
    }
}

/// A purpose and the extended key usages that serve it.
fn purpose(world: &mut World, number: u32) {
    let set = |world: &mut World, purposes: &[Purpose]| {
        let path = std::iter::once(&mut world.end_entity).chain(&mut world.intermediates);
        path.for_each(|spec| spec.extended_key_usage = Some(ExtendedKeyUsage::of(purposes)));
    };
    match number {
        12 => world.question.purpose = Purpose::Any,
        13 => set(world, &[Purpose::ServerAuth, Purpose::ClientAuth]),
        14 => {
            set(world, &[Purpose::ServerAuth, Purpose::ClientAuth]);
            world.question.purpose = Purpose::ClientAuth;
            world.question.reference = None;
        }
        15 => world.intermediates.iter_mut().for_each(|ca| ca.extended_key_usage = None),
        _ => {}
    }
}

/// A policy all along the path, asked for or not.
fn policies(world: &mut World, number: u32) {
    let policies = |policies: &[u8]| {
        Some(CertificatePolicies { policies: policies.to_vec(), unknown_qualifier: false, critical: false })
    };
    let (end_entity, cas, asked): (_, &[u8], _) = match number {
        8 => (1, &[1], false),
        9 => (1, &[1], true),
        10 => (1, &[0], true),
        11 => (2, &[1, 2], true),
        _ => return,
    };
    world.end_entity.certificate_policies = policies(&[end_entity]);
    world.intermediates.iter_mut().for_each(|ca| ca.certificate_policies = policies(cas));
    if asked {
        world.question.policies = vec![end_entity];
        world.question.explicit_policy = true;
    }
}

/// A current CRL of every CA, and a question about it; sometimes one is missing, late, or lists a certificate.
pub(super) fn crls(profile: &Profile, choices: &mut dyn Choices, world: &mut World) {
    if !profile.crls {
        return;
    }
    let [asked, scope, fault, of] = [choices.below(10), choices.below(4), choices.below(16), choices.below(60)];
    if asked != 9 {
        return;
    }
    world.question.revocation =
        Some(RevocationQuestion { end_entity_only: scope & 1 == 1, allow_unknown: scope & 2 == 2 });
    for ca in world.anchors.iter().chain(&world.intermediates) {
        world.crls.push(CrlSpec::of(ca.subject.clone(), ca.key.id));
    }
    if profile.faulty == 0 {
        return;
    }
    let serial = world.places().nth(of as usize % world.len()).map(|(_, spec)| spec.serial);
    let at = of as usize % world.crls.len().max(1);
    match (fault, world.crls.get_mut(at)) {
        (12, Some(crl)) => crl.revoked.extend(serial),
        (13, Some(crl)) => crl.next_update = NOW - DAY,
        (14, Some(crl)) => crl.signer = STRANGERS[0],
        (15, Some(_)) => drop(world.crls.remove(at)),
        _ => {}
    }
}
