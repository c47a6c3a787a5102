//! Techniques: ways to look for a counterexample to a verifier, behind one interface so that they can be compared.

mod beyond;
mod bounds;
mod corners;
mod differential;
mod random;

use std::time::Duration;

use verifail::Policy;

use crate::case::Case;
use crate::verifier::Verifier;
use crate::world::World;

pub(crate) use beyond::{Compared, Skips, beyond};
pub use bounds::{Bounds, excess};
pub use differential::{Differential, Expected};
pub use random::recombined;

/// How much a search may spend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most cases that are tried. Those that the verifier cannot be held to are skipped and are among them.
    pub cases: u64,
    /// Most time; looked at between cases.
    pub time: Duration,
    /// Where randomness starts.
    pub seed: u64,
}

/// What a search found and spent.
#[derive(Clone, Debug)]
pub struct Found {
    /// Cases verified before the first counterexample, or all of them.
    pub cases: u64,
    /// Time until the first counterexample, before it was made smaller, or all of it.
    pub time: Duration,
    /// The counterexample, made as small as the technique can.
    pub counterexample: Option<Counterexample>,
    /// What was not looked at, because the verifier cannot express it. Said aloud in every report.
    pub skipped: Vec<String>,
}

/// A case that the verifier gets wrong.
#[derive(Clone, Debug)]
pub struct Counterexample {
    /// What is wrong, in one sentence: the relation or oracle, both answers.
    pub what: String,
    /// As structure, where it was generated.
    pub world: Option<World>,
    /// As octets.
    pub case: Case,
}

/// A way to look for counterexamples.
pub trait Technique {
    /// What it is called in tables: `model`, `relations`, `exhaustive`, `random`, `limbo`, `rows`.
    fn name(&self) -> &'static str;

    /// Looks for a case that `verifier` gets wrong under `policy`.
    fn search(&self, verifier: &dyn Verifier, policy: &Policy, limits: Limits) -> Found;
}
