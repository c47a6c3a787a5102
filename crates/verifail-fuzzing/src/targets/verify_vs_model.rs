//! Of any world, under any policy: the core's verdict and reasons are those of the reference model, and what they cost
//! is bounded by what the world explains.
//!
//! Oracle: `verifail_testkit::model`, which never sees DER; `verifail_testkit::technique::excess`. Six supplied
//! certificates, three anchors and three CRLs at most.

use verifail_testkit::{Outcome, World, model, technique};

use crate::{Checked, Class, Difference, Form, Spec, Target, under_test};

/// The target.
pub const TARGET: Target = Target {
    name: "verify_vs_model",
    property: "verdict and reasons are those of the reference model, at a bounded cost",
    oracle: "the reference model",
    form: Form::Chain,
    class: Class::Chains,
    compares: false,
    max_len: 16 << 10,
    check,
};

fn check(data: &[u8]) -> Checked {
    let Some(spec) = Spec::read(data) else { return Ok(()) };
    let (verifier, policy) = under_test::verifier(spec.policy);
    let outcome = verifier.verify(&spec.world.materialise(), policy);
    let judged = model::judge(&spec.world, policy);
    let same = match &outcome {
        // A reference identifier that is none.
        Outcome::Skip(_) => return Ok(()),
        Outcome::Crash(_) => false,
        Outcome::Accept(_) => judged.accepted,
        Outcome::Reject(_) => !judged.accepted && judged.reasons().into_iter().eq(outcome.reasons()),
    };
    if !same {
        let reasons: Vec<_> = judged.reasons().iter().map(ToString::to_string).collect();
        let said = if judged.accepted { "accept".to_owned() } else { format!("reject: {}", reasons.join(" ")) };
        let kind = format!("{}: model {said}, {} {outcome}", policy.name(), verifier.name());
        return Difference::found(kind, format_args!("of\n{spec}"));
    }
    match excess(&spec.world, &outcome) {
        None => Ok(()),
        Some(excess) => Difference::found(format!("{}: cost", policy.name()), format_args!("{excess}, for\n{spec}")),
    }
}

/// What an answer cost beyond what explains it. To say why nothing is accepted every way up by name may be walked, so
/// of a rejection only signatures are counted: once for a certificate or CRL and a key.
fn excess(world: &World, outcome: &Outcome) -> Option<String> {
    // Who signed a CRL is looked for on a path of its own.
    if outcome.is_accepted() && world.question.revocation.is_none() {
        return technique::excess(world, outcome);
    }
    let (spent, bound) =
        (outcome.cost()?.signature_checks, (world.len() + world.crls.len()) * (world.len() + world.crls.len()));
    (spent > bound).then(|| format!("{spent} signature checks, more than {bound}"))
}
