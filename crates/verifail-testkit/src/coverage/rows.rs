//! A technique: the worlds of a covering array, with the reference model as the oracle.

use std::time::Instant;

use verifail::Policy;

use super::{Attribute, CoveringArray, Row};
use crate::technique::{Counterexample, Found, Limits, Technique};
use crate::verifier::{Capabilities, Outcome, Verifier};
use crate::world::World;
use crate::{model, shrink};

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
        let mut skipped: Vec<_> = lacking.iter().map(|(what, _)| format!("attributes of {what}: plain")).collect();
        let (mut cases, mut unanswered) = (0, 0_u64);
        for row in self.array.rows() {
            if cases >= limits.cases || start.elapsed() > limits.time {
                break;
            }
            cases += 1;
            let mut row = *row;
            lacking.iter().flat_map(|(_, attributes)| *attributes).for_each(|attribute| row.make_plain(*attribute));
            let world = World::from_row(&row);
            match disagreement(verifier, policy, &world) {
                Answer::Agrees => {}
                Answer::Nothing => unanswered += 1,
                Answer::Disagrees(_) => {
                    let time = start.elapsed();
                    let counterexample = smallest(verifier, policy, world);
                    return Found { cases, time, counterexample, skipped };
                }
            }
        }
        if unanswered > 0 {
            skipped.push(format!("{unanswered} of {cases} rows: no answer"));
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

/// What a verifier says beside the model.
enum Answer {
    Agrees,
    Disagrees(String),
    Nothing,
}

fn disagreement(verifier: &dyn Verifier, policy: &Policy, world: &World) -> Answer {
    let outcome = verifier.verify(&world.materialise(), policy);
    let expected = model::judge(world, policy);
    let reasons: Vec<_> = expected.reasons().into_iter().collect();
    let told = verifier.capabilities().reasons;
    match (&outcome, outcome.decision()) {
        (Outcome::Crash(_), _) => {}
        (_, None) => return Answer::Nothing,
        (_, Some(accepted)) if accepted != expected.accepted => {}
        _ if told && outcome.reasons() != reasons => {}
        _ => return Answer::Agrees,
    }
    let words = reasons.iter().map(|reason| reason.code()).collect::<Vec<_>>().join(" ");
    let expected = if expected.accepted { "accept".to_owned() } else { format!("reject: {words}") };
    Answer::Disagrees(format!("{} says {outcome}; the model says {expected}", verifier.name()))
}

fn smallest(verifier: &dyn Verifier, policy: &Policy, world: World) -> Option<Counterexample> {
    let small =
        shrink::minimise(world, &mut |world| matches!(disagreement(verifier, policy, world), Answer::Disagrees(_)));
    match disagreement(verifier, policy, &small) {
        Answer::Disagrees(what) => Some(Counterexample { what, case: small.materialise(), world: Some(small) }),
        Answer::Agrees | Answer::Nothing => None,
    }
}
