//! The names and keys of the plain world, given out in the order in which they are met.

use super::field::plain;
use crate::world::{CertSpec, GeneralName, KeyId, KeyIdentifier, Name, Place, Serial, Spelling, World, ca_name};

/// Gives keys and CA names new numbers: anchors first, then the supplied certificates from the last to the first,
/// then the end entity. A tower keeps the ones it has.
pub(super) fn relabel(world: &mut World) {
    let mut keys = Labels::default();
    let mut names = Labels::default();
    let order = world.anchors.iter().chain(world.intermediates.iter().rev()).chain([&world.end_entity]);
    for spec in order {
        keys.meet(spec.signer);
        keys.meet(spec.key.id);
        [&spec.issuer, &spec.subject].into_iter().filter_map(number).for_each(|name| names.meet(name));
    }
    for crl in &world.crls {
        keys.meet(crl.signer);
        number(&crl.issuer).into_iter().for_each(|name| names.meet(name));
    }
    let places: Vec<_> = world.places().map(|(place, _)| place).collect();
    for place in places {
        let Some(spec) = world.certificate_mut(place) else { continue };
        let (serial, plain_serial) = (spec.serial, plain(place, spec).serial);
        certificate(spec, &keys, &names);
        if serial == plain_serial {
            let serial = plain(place, spec).serial;
            set_serial(world, place, serial);
        }
    }
    for crl in &mut world.crls {
        crl.signer = keys.label(crl.signer);
        rename(&mut crl.issuer, &names);
    }
    world.question.distrusted.iter_mut().for_each(|key| *key = keys.label(*key));
}

/// Gives a certificate another serial number, in the CRLs too.
pub(super) fn set_serial(world: &mut World, place: Place, serial: Serial) {
    let Some(spec) = world.certificate_mut(place) else { return };
    let old = std::mem::replace(&mut spec.serial, serial);
    world.crls.iter_mut().flat_map(|crl| &mut crl.revoked).filter(|listed| **listed == old).for_each(|listed| {
        *listed = serial;
    });
}

fn certificate(spec: &mut CertSpec, keys: &Labels, names: &Labels) {
    let identifier = |identifier: &mut KeyIdentifier| {
        if let KeyIdentifier::Of(key) = identifier {
            *key = keys.label(*key);
        }
    };
    spec.key.id = keys.label(spec.key.id);
    spec.signer = keys.label(spec.signer);
    rename(&mut spec.subject, names);
    rename(&mut spec.issuer, names);
    if let Some(e) = &mut spec.subject_key_identifier {
        identifier(&mut e.identifier);
    }
    if let Some(e) = &mut spec.authority_key_identifier {
        e.identifier.iter_mut().for_each(identifier);
        e.issuer_and_serial.iter_mut().for_each(|(name, _)| rename(name, names));
    }
    let presented = spec.subject_alt_name.iter_mut().flat_map(|e| &mut e.names);
    let subtrees = spec.name_constraints.iter_mut().flat_map(|e| e.permitted.iter_mut().chain(&mut e.excluded));
    for name in presented.chain(subtrees) {
        if let GeneralName::Directory(name) = name {
            rename(name, names);
        }
    }
}

fn rename(name: &mut Name, names: &Labels) {
    if let Some(number) = number(name) {
        name.common_name = ca_name(names.label(number)).common_name;
    }
}

/// The number in a CA's name.
fn number(name: &Name) -> Option<KeyId> {
    let text = name.common_name.as_deref()?;
    // Without the number there is nothing to tell a CA's name by.
    let number = text.strip_prefix("CA ")?.parse().ok()?;
    (ca_name(number).spelled(Spelling::Utf8).common_name == name.common_name).then_some(number)
}

/// Old numbers in the order in which they were met.
#[derive(Debug, Default)]
struct Labels(Vec<KeyId>);

impl Labels {
    fn meet(&mut self, old: KeyId) {
        if !self.0.contains(&old) {
            self.0.push(old);
        }
    }

    /// The new number; what was never met keeps its own, moved out of the way of the others.
    fn label(&self, old: KeyId) -> KeyId {
        match self.0.iter().position(|met| *met == old) {
            Some(at) => at as KeyId,
            None => old.max(self.0.len() as KeyId),
        }
    }
}
