//! A technique: the worlds of a covering array, with the reference model as the oracle.

use std::time::Instant;

use verifail::Policy;

use super::{Attribute, CoveringArray, Row};
use crate::choices::{Choices, Random};
use crate::shrink;
use crate::technique::{Counterexample, Differential, Found, Limits, Technique};
use crate::verifier::{Capabilities, Verifier};
use crate::world::World;

/// Asks a verifier about one world for each row of a covering array, and the reference model after it. Attributes of
/// features that the verifier does not have are plain in every row.
#[derive(Clone, Debug)]
pub struct Rows {
    array: CoveringArray,
}

impl Rows {
    /// With the rows of an array of that strength.
    pub fn new(strength: usize, seed: u64) -> Self {
        Self { array: CoveringArray::new(strength, seed) }
    }
}

impl Technique for Rows {
    fn name(&self) -> &'static str {
        "rows"
    }

    fn search(&self, verifier: &dyn Verifier, policy: &Policy, limits: Limits) -> Found {
        let start = Instant::now();
        let lacking = lacking(verifier.capabilities());
        let skipped = lacking.iter().map(|(what, _)| format!("attributes of {what}: plain")).collect();
        let rows = self.array.rows();
        let mut cases = 0;
        // Each seed begins elsewhere, so that short searches do not all try the same rows.
        let first = Random::new(limits.seed).below(rows.len() as u32) as usize;
        for row in rows.iter().cycle().skip(first).take(rows.len()) {
            if cases >= limits.cases || start.elapsed() > limits.time {
                break;
            }
            cases += 1;
            let mut row = *row;
            lacking.iter().flat_map(|(_, attributes)| *attributes).for_each(|attribute| row.make_plain(*attribute));
            let world = World::from_row(&row);
            let difference = |world: &World| Differential::MODEL.difference(verifier, policy, world);
            if difference(&world).is_some() {
                let time = start.elapsed();
                let small = shrink::minimise(world, &mut |world| difference(world).is_some());
                let what = difference(&small).unwrap_or_default();
                let counterexample = Some(Counterexample { what, case: small.materialise(), world: Some(small) });
                return Found { cases, time, counterexample, skipped };
            }
        }
        Found { cases, time: start.elapsed(), counterexample: None, skipped }
    }
}

impl Row {
    /// Gives an attribute the good world's value, where it has one.
    fn make_plain(&mut self, attribute: Attribute) {
        if self.get(attribute) != super::ABSENT {
            self.set(attribute, 0);
        }
    }
}

/// What a verifier has no opinion on, and the attributes that are about it.
fn lacking(capabilities: Capabilities) -> Vec<(&'static str, &'static [Attribute])> {
    let features: [(bool, &'static str, &'static [Attribute]); 6] = [
        (
            capabilities.path_building,
            "path building",
            &[Attribute::Strays, Attribute::StrayKind, Attribute::Twin, Attribute::Order, Attribute::Anchors],
        ),
        (capabilities.identity, "identity", &[Attribute::Identity, Attribute::SubjectAltName]),
        (
            capabilities.extended_key_usage,
            "extended key usage",
            &[Attribute::EndEntityPurposes, Attribute::CaPurposes, Attribute::AnchorPurposes, Attribute::Purpose],
        ),
        (
            capabilities.name_constraints,
            "name constraints",
            &[Attribute::CaNameConstraints, Attribute::AnchorNameConstraints],
        ),
        (
            capabilities.certificate_policies,
            "certificate policies",
            &[Attribute::EndEntityPolicies, Attribute::CaPolicies],
        ),
        (capabilities.crls, "CRLs", &[Attribute::Crls]),
    ];
    features.into_iter().filter(|(has, ..)| !has).map(|(_, what, attributes)| (what, attributes)).collect()
}
