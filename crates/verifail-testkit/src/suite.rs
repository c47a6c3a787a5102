//! The suite: one verifier, one policy, every oracle that applies to it, one report.

mod oracle;
mod report;

pub use oracle::OracleRow;
pub use report::{Example, RelationRow, SuiteReport};

use verifail::Policy;

use crate::choices::{Choices, Random};
use crate::exceptions::Exception;
use crate::relation::{self, Answer, MOST, Relation, Violation};
use crate::verifier::Verifier;

/// An exception that has not reproduced yet gets so many times the cases before it is called stale.
const PATIENCE: u64 = 30;

/// Runs everything over one verifier: the reference model and the list of defects, which know the right answer, and the
/// relations, which need none. Nothing of a run is random but by [`seed`](Self::seed).
///
/// # Examples
/// ```
/// use verifail::Policy;
/// use verifail_testkit::Suite;
/// use verifail_testkit::adapter::Core;
///
/// // The whole of it, in few worlds.
/// Suite::of(&Core).cases(2).run().assert_clean();
///
/// // Two of the relations, under another policy.
/// let report = Suite::new(&Core, Policy::named("go").unwrap()).cases(4).relations([2, 16]).run();
/// assert!(report.is_clean(), "{report}");
/// ```
#[derive(Clone)]
pub struct Suite<'v> {
    verifier: &'v dyn Verifier,
    policy: &'v Policy,
    cases: u64,
    seed: u64,
    most: usize,
    exceptions: Vec<Exception>,
    relations: Vec<&'static Relation>,
    every_relation_applies: bool,
    oracles: bool,
}

impl<'v> Suite<'v> {
    /// A suite of 200 base worlds, without exceptions.
    pub fn new(verifier: &'v dyn Verifier, policy: &'v Policy) -> Self {
        Self {
            verifier,
            policy,
            cases: 200,
            seed: 0,
            most: MOST,
            exceptions: Vec::new(),
            relations: Relation::ALL.iter().collect(),
            every_relation_applies: false,
            oracles: true,
        }
    }

    /// The same, under the policy that the verifier says it behaves by; under `rfc5280` where it says none.
    ///
    /// # Panics
    /// When it says a policy that there is none of.
    #[track_caller]
    pub fn of(verifier: &'v dyn Verifier) -> Self {
        let name = verifier.capabilities().policy.unwrap_or("rfc5280");
        // A mistake in a test: to end the test is what tells of it.
        #[allow(clippy::panic)]
        let Some(policy) = Policy::named(name) else { panic!("{}: no policy {name}", verifier.name()) };
        Self::new(verifier, policy)
    }

    /// How many base worlds each relation is tried on.
    #[must_use]
    pub const fn cases(mut self, cases: u64) -> Self {
        self.cases = cases;
        self
    }

    /// Where randomness starts: the same seed, the same worlds.
    #[must_use]
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// The most certificates that a relation adds; a hundred without this.
    #[must_use]
    pub const fn most_added(mut self, most: usize) -> Self {
        self.most = most;
        self
    }

    /// Violations that are known and argued. Those of other verifiers and policies are left out.
    #[must_use]
    pub fn exceptions(mut self, exceptions: impl IntoIterator<Item = Exception>) -> Self {
        let (verifier, policy) = (self.verifier.name(), self.policy.name());
        self.exceptions.extend(exceptions.into_iter().filter(|exception| exception.concerns(&verifier, policy)));
        self
    }

    /// Only these relations, by number, and no oracle.
    #[must_use]
    pub fn relations(mut self, numbers: impl IntoIterator<Item = u8>) -> Self {
        self.relations = numbers.into_iter().filter_map(Relation::numbered).collect();
        self.oracles = false;
        self
    }

    /// Only the relations: for a verifier that is known to decide otherwise than the model of its policy.
    #[must_use]
    pub const fn without_oracles(mut self) -> Self {
        self.oracles = false;
        self
    }

    /// Only the oracles, which know the right answer: for a first look, which takes seconds.
    #[must_use]
    pub fn without_relations(mut self) -> Self {
        self.relations.clear();
        self
    }

    /// A relation that never applied fails the run too: for a verifier that can express all of them.
    #[must_use]
    pub const fn every_relation_applies(mut self) -> Self {
        self.every_relation_applies = true;
        self
    }

    /// Runs it.
    pub fn run(&self) -> SuiteReport {
        let held = |exception: &Exception| self.relations.iter().any(|r| r.number == exception.relation);
        let exceptions = self.exceptions.iter().filter(|exception| held(exception)).cloned().collect();
        Self { exceptions, ..self.clone() }.run_all()
    }

    fn run_all(&self) -> SuiteReport {
        let mut reproduced = vec![0_u64; self.exceptions.len()];
        let rows = self.relations.iter().map(|relation| self.hold(relation, &mut reproduced)).collect::<Vec<_>>();
        let exceptions = self.exceptions.iter().cloned().zip(reproduced).collect();
        let oracles = if self.oracles {
            // A world for each relation costs about as much as this many without.
            let cases = self.cases.saturating_mul(20);
            vec![
                oracle::model(self.verifier, self.policy, cases, self.seed),
                oracle::defects(self.verifier, self.policy, cases, self.seed),
            ]
        } else {
            Vec::new()
        };
        SuiteReport {
            verifier: self.verifier.name(),
            policy: self.policy.name().to_owned(),
            seed: self.seed,
            cases: self.cases,
            rows,
            oracles,
            exceptions,
            every_relation_applies: self.every_relation_applies,
        }
    }

    fn hold(&self, relation: &'static Relation, reproduced: &mut [u64]) -> RelationRow {
        let mut row = RelationRow::new(relation);
        for case in 0..self.cases.saturating_mul(PATIENCE) {
            let awaited =
                |(exception, reproduced): (&Exception, &u64)| exception.relation == relation.number && *reproduced == 0;
            if case >= self.cases && !self.exceptions.iter().zip(&*reproduced).any(awaited) {
                break;
            }
            let mut choices = Random::new(self.start(relation, case));
            let world = relation::base(&mut choices);
            let mut choices = Recording::new(choices);
            match relation.check(self.verifier, self.policy, &world, &mut choices, self.most) {
                Answer::NotApplicable => row.not_applicable += 1,
                Answer::Held => row.held += 1,
                Answer::Skipped(why) => {
                    *row.skipped.entry(why).or_default() += 1;
                    // What a verifier cannot do at all, it cannot do in the next world either.
                    if relation.lacking(self.verifier.capabilities()).is_some() {
                        break;
                    }
                }
                Answer::Violated(violation) => {
                    let exception = self.exceptions.iter().position(|exception| exception.covers(&violation));
                    if let Some(count) = exception.and_then(|at| reproduced.get_mut(at)) {
                        *count += 1;
                    }
                    row.note(&violation, exception, || {
                        self.smallest(relation, &violation, &choices.numbers, exception)
                    });
                }
            }
        }
        row
    }

    /// Each relation has base worlds of its own, so that one that is added or left out moves none of the others'.
    fn start(&self, relation: &Relation, case: u64) -> u64 {
        let mixed = Random::new(self.seed ^ (u64::from(relation.number) << 56)).bits();
        mixed.wrapping_add(case.wrapping_mul(0x9e37_79b9))
    }

    /// The smallest base world and choices that still break it, in the same form and under the same exception.
    fn smallest(
        &self,
        relation: &'static Relation,
        violation: &Violation,
        numbers: &[u32],
        exception: Option<usize>,
    ) -> Violation {
        let again = |world: &crate::World, numbers: &[u32]| {
            let mut choices = crate::choices::Recorded::new(numbers.to_vec());
            match relation.check(self.verifier, self.policy, world, &mut choices, self.most) {
                Answer::Violated(new)
                    if new.variant == violation.variant
                        && self.exceptions.iter().position(|exception| exception.covers(&new)) == exception =>
                {
                    Some(*new)
                }
                _ => None,
            }
        };
        relation::smallest(violation, numbers, again)
    }
}

/// Choices that are written down as they are made.
pub(crate) struct Recording<C> {
    choices: C,
    pub(crate) numbers: Vec<u32>,
}

impl<C> Recording<C> {
    pub(crate) const fn new(choices: C) -> Self {
        Self { choices, numbers: Vec::new() }
    }
}

impl<C: Choices> Choices for Recording<C> {
    fn below(&mut self, bound: u32) -> u32 {
        let number = self.choices.below(bound);
        self.numbers.push(number);
        number
    }
}
