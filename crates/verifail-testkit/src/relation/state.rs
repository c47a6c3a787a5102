//! Relations 40 and 41: more budget never rejects more, and one verification knows nothing of another.

use verifail::policy::Budget;

use super::trial::{Asked, Stop, Trial};
use super::{Need, Relation, base};
use crate::case::Case;
use crate::choices::Random;
use crate::verifier::Outcome;

pub(super) const BIGGER_BUDGET: Relation =
    Relation::new(40, "a bigger budget never rejects more", Need::Nothing, bigger_budget);
pub(super) const INDEPENDENT: Relation = Relation::new(
    41,
    "an answer does not depend on earlier verifications, caches or threads",
    Need::Nothing,
    independent,
);

fn bigger_budget(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let small = Budget {
        signatures: 1 + trial.below(8),
        path_steps: 1 + trial.below(8),
        name_constraint_comparisons: trial.below(8),
        depth: 2 + trial.below(6),
    };
    let big = Budget {
        signatures: small.signatures + trial.below(200),
        path_steps: small.path_steps + trial.below(200),
        name_constraint_comparisons: small.name_constraint_comparisons + trial.below(200),
        depth: small.depth + trial.below(20),
    };
    let case = trial.base.materialise();
    let within = |budget| {
        let outcome = trial.verifier.verify_within(&case, trial.policy, budget);
        let outcome = outcome.ok_or_else(|| Stop::Skipped("its budget cannot be set".to_owned()))?;
        trial.answered(Asked { world: Some(trial.base.clone()), case: case.clone(), outcome })
    };
    let before = within(small)?;
    let after = within(big)?;
    trial.only_up(&before, after, format_args!("the budget was {small:?} and became {big:?}"))
}

fn independent(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let before = trial.ask_base()?;
    let case = before.case.clone();
    let others: Vec<Case> =
        (0..1 + trial.below(3)).map(|_| base(&mut Random::new(trial.below(1 << 20) as u64)).materialise()).collect();
    for other in &others {
        let _ = trial.verifier.verify(other, trial.policy);
    }
    trial.variant = "again";
    let after = trial.ask_case(case.clone())?;
    alike(trial, &before, after, "the same was asked again, with other cases in between")?;
    // Threads cost more than a verification: a few trials are enough to find a race that is there.
    if trial.below(8) != 7 {
        return Ok(());
    }
    trial.variant = "threads";
    let Some(shared) = trial.verifier.shared() else {
        return Err(Stop::Skipped("it is not shared between threads".to_owned()));
    };
    let policy = trial.policy;
    let ask = |others: &[Case]| {
        let mut last = shared.verify(&case, policy);
        for other in others {
            let _ = shared.verify(other, policy);
            last = shared.verify(&case, policy);
        }
        last
    };
    let outcomes: Vec<Outcome> = std::thread::scope(|scope| {
        let (ask, others) = (&ask, others.as_slice());
        let threads: Vec<_> = (0..2).map(|_| scope.spawn(move || ask(others))).collect();
        let ended = threads.into_iter().map(std::thread::ScopedJoinHandle::join);
        ended.map(|outcome| outcome.unwrap_or_else(|_| Outcome::Crash("a thread panicked".to_owned()))).collect()
    });
    for outcome in outcomes {
        let after = trial.answered(Asked { world: Some(trial.base.clone()), case: case.clone(), outcome })?;
        alike(trial, &before, after, "the same was asked from two threads")?;
    }
    Ok(())
}

/// To the last detail: the same octets were asked about.
fn alike(trial: &Trial<'_>, before: &Asked, after: Asked, what: &str) -> Result<(), Stop> {
    let same = before.outcome == after.outcome;
    trial.holds(same, before, after, format_args!("{what}: the answer must be the same"))
}
