//! The catalogue: a file for each family.
//!
//! To add a family, write `faults/<family>.rs` with `pub(super) const FAULTS: &[Fault]`, or `crate::<family>` where it
//! has servers of its own, and name it in [`FAMILIES`].

mod alerts;
mod chain;
mod client_certificate;
mod control;
mod cryptography;
mod encoding;
mod names;
mod negotiation;
mod plaintext;
mod purpose;
mod records;
mod revocation;
mod transport;
mod validity;

use std::sync::LazyLock;

use verifail_testkit::world::{CertSpec, Place};
use verifail_testkit::{Defect, World};

use crate::fault::Fault;

/// Every family, in the order of the catalogue.
const FAMILIES: &[&[Fault]] = &[
    control::FAULTS,
    validity::FAULTS,
    names::FAULTS,
    chain::FAULTS,
    purpose::FAULTS,
    encoding::FAULTS,
    cryptography::FAULTS,
    revocation::FAULTS,
    negotiation::FAULTS,
    client_certificate::FAULTS,
    alerts::FAULTS,
    plaintext::FAULTS,
    records::FAULTS,
    transport::FAULTS,
    crate::fleet::FAULTS,
    crate::proxy::FAULTS,
    crate::gateway::FAULTS,
    crate::worker::FAULTS,
    crate::resumption::FAULTS,
    crate::trust_service::FAULTS,
];

static CATALOGUE: LazyLock<Vec<Fault>> = LazyLock::new(|| FAMILIES.concat());

/// Every fault, by family.
///
/// # Examples
/// ```
/// let names: Vec<&str> = verifail_lab::catalogue().iter().map(|fault| fault.name).collect();
/// assert!(names.contains(&"self-signed"));
/// ```
pub fn catalogue() -> &'static [Fault] {
    &CATALOGUE
}

/// The fault of that name.
pub fn fault(name: &str) -> Option<&'static Fault> {
    catalogue().iter().find(|fault| fault.name == name)
}

/// Puts a defect of the testkit into a certificate.
pub(crate) fn put(world: &mut World, code: &str, place: Place) {
    debug_assert!(Defect::named(code).is_some(), "no defect {code}");
    if let Some(defect) = Defect::named(code) {
        defect.apply(world, place);
    }
}

/// Puts the server below that many CAs.
fn deepen(world: &mut World, intermediates: usize) {
    let tower = World::tower(intermediates);
    let CertSpec { subject, subject_alt_name, .. } = world.end_entity.clone();
    world.end_entity = CertSpec { subject, subject_alt_name, ..tower.end_entity };
    (world.intermediates, world.anchors) = (tower.intermediates, tower.anchors);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_has_a_name_of_its_own_in_kebab_case_and_a_description() {
        for (at, fault) in catalogue().iter().enumerate() {
            assert!(fault.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{fault:?}");
            assert!(!fault.description.is_empty() && !fault.description.ends_with('.'), "{fault:?}");
            assert!(catalogue()[at + 1..].iter().all(|other| other.name != fault.name), "{fault:?}");
        }
    }
}
