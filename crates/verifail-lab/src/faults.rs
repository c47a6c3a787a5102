//! The catalogue: a file for each family.
//!
//! To add a family, write `faults/<family>.rs` with `pub(super) const FAULTS: &[Fault]`, or `crate::<family>` where it has
//! servers of its own, and name it in [`FAMILIES`].

mod alerts;
mod chain;
mod control;
mod names;
mod plaintext;
mod transport;
mod validity;

use std::sync::LazyLock;

use crate::fault::Fault;

/// Every family, in the order of the catalogue.
const FAMILIES: &[&[Fault]] = &[
    control::FAULTS,
    validity::FAULTS,
    names::FAULTS,
    chain::FAULTS,
    alerts::FAULTS,
    plaintext::FAULTS,
    transport::FAULTS,
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
