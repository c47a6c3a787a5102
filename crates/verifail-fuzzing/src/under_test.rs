//! The verifier that structured targets ask: the core, or the breakable verifier with a bug that the environment names.

use std::sync::LazyLock;

use verifail::Policy;
use verifail_testkit::Verifier;
use verifail_testkit::adapter::Core;
use verifail_testkit::breakable::{Breakable, Bug};

/// The variable that names a bug: `host-ignored`. Any other value than a bug's [`id`](Bug::id) ends the process.
pub const PLANTED: &str = "VERIFAIL_FUZZ_BUG";

static BROKEN: LazyLock<Option<Breakable>> = LazyLock::new(|| {
    let id = std::env::var(PLANTED).ok()?;
    let bug = Bug::ALL.iter().copied().find(|bug| bug.id() == id);
    // To fuzz the core when a bug was asked for would be a measurement of nothing.
    #[allow(clippy::panic)]
    let Some(bug) = bug else { panic!("{PLANTED}: there is no bug {id}") };
    Some(Breakable::with(bug))
});

/// The verifier, and the policy to ask it under: its own where it has only one.
pub fn verifier(policy: &'static Policy) -> (&'static dyn Verifier, &'static Policy) {
    match &*BROKEN {
        Some(broken) => (broken, Policy::named(Breakable::POLICY).unwrap_or(policy)),
        None => (&Core, policy),
    }
}
