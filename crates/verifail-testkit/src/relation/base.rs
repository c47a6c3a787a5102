//! Base worlds on which relations have something to say: mostly acceptable, with the odd thing in or beside the path.

use super::route::fresh_keys;
use crate::choices::Choices;
use crate::defect::Defect;
use crate::generate;
use crate::world::{
    BasicConstraints, CertSpec, GeneralName, HOST, NameConstraints, Reference, Serial, SubjectAltName, World,
};

/// A base world: by the generator, or a tower of up to four CAs with some variety and at most one defect.
pub fn base(choices: &mut dyn Choices) -> World {
    if choices.percent(40) {
        return generate::world(choices);
    }
    let height = [1, 2, 0, 3, 4];
    let height = height.get(choices.below(5) as usize).copied().unwrap_or(1);
    let mut world = World::tower(height);
    if choices.percent(25) {
        // As many CAs had it before key identifiers were common.
        let stripped: Vec<_> = world.intermediates.drain(..).map(CertSpec::without_key_identifiers).collect();
        world.intermediates = stripped;
        world.end_entity = world.end_entity.clone().without_key_identifiers();
    }
    if choices.percent(25) {
        for (below, ca) in (0..).zip(&mut world.intermediates) {
            ca.basic_constraints = Some(BasicConstraints::limited(below));
        }
    }
    if choices.percent(25) {
        world.intermediates.iter_mut().for_each(|ca| ca.extended_key_usage = None);
    }
    if choices.percent(20)
        && let Some(ca) = world.intermediates.last_mut()
    {
        ca.name_constraints = Some(NameConstraints::permitting(vec![GeneralName::dns("example.com")]));
    }
    if choices.percent(15) {
        let octets = vec![192, 0, 2, 7];
        world.question.reference = Some(Reference::Ip(octets.clone()));
        world.end_entity.subject_alt_name =
            Some(SubjectAltName::of(vec![GeneralName::dns(HOST), GeneralName::Ip(octets)]));
        world.intermediates.iter_mut().for_each(|ca| ca.name_constraints = None);
    }
    if choices.percent(25) {
        cross_sign(&mut world);
    }
    if choices.percent(15) {
        world.intermediates.reverse();
    }
    if choices.percent(30) {
        let defect = Defect::ALL.get(choices.below(Defect::ALL.len() as u32) as usize);
        let places = defect.map(|defect| defect.places(&world)).unwrap_or_default();
        if let (Some(defect), Some(place)) = (defect, places.get(choices.below(places.len() as u32) as usize)) {
            defect.apply(&mut world, *place);
        }
    }
    world
}

/// The top CA is issued by a second trusted root as well.
fn cross_sign(world: &mut World) {
    let Some(top) = world.intermediates.last().cloned() else { return };
    let key = fresh_keys(world, 1).first().copied().unwrap_or(9);
    let root = CertSpec::root(key);
    let cross = CertSpec {
        issuer: root.subject.clone(),
        signer: key,
        serial: Serial::Number(0x6000),
        authority_key_identifier: top
            .authority_key_identifier
            .as_ref()
            .map(|_| crate::world::AuthorityKeyIdentifier::of(key)),
        ..top
    };
    world.intermediates.push(cross);
    world.anchors.push(root);
}
