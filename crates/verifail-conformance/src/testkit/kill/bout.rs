//! One bug against some techniques, which take turns, or against one that is run for comparison.

use std::time::Duration;

use verifail::Policy;
use verifail_testkit::breakable::{Breakable, Bug};
use verifail_testkit::technique::{Counterexample, Limits, Technique};

/// The first turn of each technique; later ones are twice as long as the one before.
const FIRST_TURN: Duration = Duration::from_millis(100);

/// How techniques take turns.
pub(super) struct Turns<'p> {
    pub(super) policy: &'p Policy,
    /// Most time in all.
    pub(super) limit: Duration,
}

/// What came of it.
pub(super) struct Bout {
    /// Verified in all, by every technique.
    pub(super) cases: u64,
    /// Spent in all, by every technique, but for making the counterexample smaller.
    pub(super) time: Duration,
    /// What killed it, by which technique.
    pub(super) counterexample: Option<(&'static str, Counterexample)>,
}

impl Turns<'_> {
    /// Until a technique has a counterexample or the time is over. A technique that ends before its turn does has
    /// nothing left to try.
    pub(super) fn kill(&self, bug: Bug, techniques: &[Box<dyn Technique>]) -> Bout {
        let mut bout = Bout { cases: 0, time: Duration::ZERO, counterexample: None };
        let mut left: Vec<&dyn Technique> = techniques.iter().map(AsRef::as_ref).collect();
        let mut turn = FIRST_TURN;
        let mut round = 0;
        while !left.is_empty() && bout.time < self.limit {
            let mut going_on = Vec::new();
            for technique in left {
                let time = turn.min(self.limit.saturating_sub(bout.time));
                // A verifier of its own for each turn: one bug is in what it remembers.
                let verifier = Breakable::with(bug);
                let found = technique.search(&verifier, self.policy, Limits { cases: u64::MAX, time, seed: round });
                bout.cases += found.cases;
                bout.time += found.time;
                if let Some(counterexample) = found.counterexample {
                    bout.counterexample = Some((technique.name(), counterexample));
                    return bout;
                }
                if found.time >= time {
                    going_on.push(technique);
                }
            }
            left = going_on;
            turn *= 2;
            round += 1;
        }
        bout
    }

    /// One search of all the time there is. A suite from a file goes through it once: the same verifier would answer
    /// the same again.
    pub(super) fn alone(&self, bug: Bug, technique: &dyn Technique) -> Bout {
        let limits = Limits { cases: u64::MAX, time: self.limit, seed: 0 };
        let found = technique.search(&Breakable::with(bug), self.policy, limits);
        let counterexample = found.counterexample.map(|counterexample| (technique.name(), counterexample));
        Bout { cases: found.cases, time: found.time, counterexample }
    }
}

/// A counterexample for people: what is wrong, and the world where there is one.
pub(super) fn described(counterexample: &Counterexample) -> String {
    match &counterexample.world {
        Some(world) => format!("{}\n{}", counterexample.what, world.to_chain()),
        None => counterexample.what.clone(),
    }
}
