//! What must come of a spec, by the oracle of its target: the line that a promoted find carries as a case.

use verifail_testkit::chain_format::{Decision, Expectation};
use verifail_testkit::model;

use crate::{Spec, Target, targets};

/// The verdict that the oracle of a structured target demands of the core; `None` where it has no opinion.
///
/// rustls-webpki gives no reasons that are the core's, so there a refusal is one for whatever reasons; everywhere else
/// the reference model knows.
///
/// # Examples
/// ```
/// use verifail_fuzzing::{Spec, expected, target};
/// use verifail_testkit::World;
///
/// let late = World::with(|world| world.question.time = world.end_entity.validity.not_after + 1);
/// let expectation = expected(target("verify_vs_model").unwrap(), &Spec::from(late)).unwrap();
/// assert_eq!(expectation.to_string(), "expect rustls reject expired");
/// ```
pub fn expected(target: &Target, spec: &Spec) -> Option<Expectation> {
    let rustls = "rustls";
    if target.name == targets::verify_vs_webpki::TARGET.name {
        let decision = match targets::verify_vs_webpki::answers(spec)?.theirs {
            Ok(()) => Decision::Accept,
            Err(_) => Decision::Reject(Vec::new()),
        };
        return Expectation::new(rustls, decision);
    }
    let policy = if target.name == targets::custom_verifier::TARGET.name { rustls } else { spec.policy.name() };
    let judged = model::judge(&spec.world, verifail::Policy::named(policy)?);
    let decision = match judged.accepted {
        true => Decision::Accept,
        false => Decision::Reject(judged.reasons().into_iter().collect()),
    };
    Expectation::new(policy, decision)
}
