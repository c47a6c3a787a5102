//! What came of a suite, as a table.

use std::collections::BTreeMap;
use std::fmt;

use super::OracleRow;
use crate::exceptions::Exception;
use crate::relation::{Relation, Violation};

/// Different violations of one relation that are shown in full.
const SHOWN: usize = 3;

/// What came of a suite.
#[derive(Clone, Debug)]
pub struct SuiteReport {
    /// The verifier.
    pub verifier: String,
    /// The policy.
    pub policy: String,
    /// Where randomness started.
    pub seed: u64,
    /// Base worlds for each relation.
    pub cases: u64,
    /// A row a relation.
    pub rows: Vec<RelationRow>,
    /// A row an oracle.
    pub oracles: Vec<OracleRow>,
    /// The exceptions that concerned the run, and how many violations each covered.
    pub exceptions: Vec<(Exception, u64)>,
    /// A relation that never applied fails the run.
    pub every_relation_applies: bool,
}

/// What came of one relation.
#[derive(Clone, Debug)]
pub struct RelationRow {
    /// The relation.
    pub relation: &'static Relation,
    /// Base worlds on which it held.
    pub held: u64,
    /// Base worlds that it does not speak of.
    pub not_applicable: u64,
    /// Base worlds that the verifier cannot express, by why.
    pub skipped: BTreeMap<String, u64>,
    /// Violations that an exception covers.
    pub excepted: u64,
    /// Violations that none covers.
    pub violated: u64,
    /// One violation for each form, the smallest that was found from it.
    pub examples: Vec<Example>,
}

/// A violation, made as small as it gets.
#[derive(Clone, Debug)]
pub struct Example {
    /// The violation.
    pub violation: Violation,
    /// The exception that covers it, by its position in the report.
    pub exception: Option<usize>,
}

impl RelationRow {
    pub(super) const fn new(relation: &'static Relation) -> Self {
        Self {
            relation,
            held: 0,
            not_applicable: 0,
            skipped: BTreeMap::new(),
            excepted: 0,
            violated: 0,
            examples: Vec::new(),
        }
    }

    /// Counts a violation, and keeps an example where it is the first of its form.
    pub(super) fn note(
        &mut self,
        violation: &Violation,
        exception: Option<usize>,
        smallest: impl FnOnce() -> Violation,
    ) {
        if exception.is_some() {
            self.excepted += 1;
        } else {
            self.violated += 1;
        }
        let known =
            |example: &Example| (example.violation.variant, example.exception) == (violation.variant, exception);
        if self.examples.len() < 2 * SHOWN && !self.examples.iter().any(known) {
            self.examples.push(Example { violation: smallest(), exception });
        }
    }

    /// Base worlds on which it said something.
    pub const fn applied(&self) -> u64 {
        self.held + self.excepted + self.violated
    }

    /// Whether it was skipped in every world, and so says nothing of the verifier.
    pub fn was_skipped(&self) -> bool {
        self.applied() == 0 && !self.skipped.is_empty()
    }
}

impl SuiteReport {
    /// What is wrong, a line each; empty when nothing is.
    pub fn failures(&self) -> Vec<String> {
        let mut failures = Vec::new();
        for row in &self.rows {
            if row.violated > 0 {
                failures.push(format!("relation {} is violated {} times", row.relation, row.violated));
            }
            if self.every_relation_applies && row.applied() == 0 && row.skipped.is_empty() {
                failures.push(format!("relation {} never applied", row.relation));
            }
        }
        for oracle in &self.oracles {
            if let Some(counterexample) = &oracle.counterexample {
                failures.push(format!("{}: {}", oracle.name, counterexample.what));
            }
        }
        for (exception, reproduced) in &self.exceptions {
            if *reproduced == 0 {
                failures.push(format!(
                    "the exception for relation {} under {} no longer applies: {}",
                    exception.relation, self.policy, exception.reason
                ));
            }
        }
        failures
    }

    /// Worlds that the verifier could not express, of relations that applied in others, by why.
    fn skipped_in_part(&self) -> BTreeMap<&str, u64> {
        let mut skipped = BTreeMap::new();
        for row in self.rows.iter().filter(|row| row.applied() > 0) {
            for (why, worlds) in &row.skipped {
                *skipped.entry(why.as_str()).or_default() += worlds;
            }
        }
        skipped
    }

    /// Whether nothing is wrong.
    pub fn is_clean(&self) -> bool {
        self.failures().is_empty()
    }

    /// For tests.
    ///
    /// # Panics
    /// With the whole report, when something is wrong.
    #[track_caller]
    pub fn assert_clean(&self) {
        // A test's assertion: to end the test is what it is for.
        #[allow(clippy::panic)]
        if !self.is_clean() {
            panic!("{self}");
        }
    }
}

impl fmt::Display for SuiteReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { verifier, policy, cases, seed, .. } = self;
        if self.rows.is_empty() {
            writeln!(f, "{verifier} under {policy}: oracles only, seed {seed}")?;
        } else {
            writeln!(f, "{verifier} under {policy}: relations on {cases} base worlds each, seed {seed}")?;
            writeln!(f, "{:>2} {:>7} {:>7} {:>8} {:>8}  relation", "", "applied", "held", "excepted", "violated")?;
        }
        for row in &self.rows {
            let RelationRow { relation, held, excepted, violated, .. } = row;
            let applied = row.applied();
            write!(f, "{:>2} {applied:>7} {held:>7} {excepted:>8} {violated:>8}  ", relation.number)?;
            writeln!(f, "{}", relation.title)?;
            for why in row.skipped.keys().filter(|_| applied == 0) {
                writeln!(f, "{:37} skipped: {why}", "")?;
            }
            if applied == 0 && row.skipped.is_empty() {
                writeln!(f, "{:37} never applied", "")?;
            }
        }
        for OracleRow { name, cases, skipped, counterexample } in &self.oracles {
            let end = if counterexample.is_some() { "and then differed" } else { "none differed" };
            writeln!(f, "{name}: {cases} worlds compared, {end}")?;
            for skipped in skipped {
                writeln!(f, "{name}: skipped {skipped}")?;
            }
        }
        for (why, worlds) in self.skipped_in_part() {
            writeln!(f, "skipped in {worlds} worlds of relations that applied in others: {why}")?;
        }
        for (at, (exception, reproduced)) in self.exceptions.iter().enumerate() {
            let Exception { relation, variant, added, reason, link, .. } = exception;
            let variant = variant.as_deref().map_or_else(String::new, |variant| format!(", {variant}"));
            let added = if *added > 0 { format!(", from {added} added on") } else { String::new() };
            write!(f, "exception {at}: relation {relation}{variant}{added}: {reason} [{link}]: {reproduced} times")?;
            let examples = self.rows.iter().flat_map(|row| &row.examples);
            let covered = examples.filter(|example| example.exception == Some(at));
            match covered.map(|example| example.violation.case.len()).min() {
                Some(smallest) => writeln!(f, ", smallest with {smallest} certificates")?,
                None => writeln!(f)?,
            }
        }
        for row in &self.rows {
            for example in row.examples.iter().filter(|example| example.exception.is_none()).take(SHOWN) {
                writeln!(f, "\n{}", example.violation)?;
                writeln!(f, "before:\n{}", example.violation.before.to_chain())?;
                if let Some(after) = &example.violation.after {
                    writeln!(f, "after:\n{}", after.to_chain())?;
                }
            }
        }
        for counterexample in self.oracles.iter().filter_map(|oracle| oracle.counterexample.as_ref()) {
            writeln!(f, "\n{}", counterexample.what)?;
            if let Some(world) = &counterexample.world {
                write!(f, "{}", world.to_chain())?;
            }
        }
        for (at, failure) in self.failures().iter().enumerate() {
            let gap = if at == 0 { "\n" } else { "" };
            writeln!(f, "{gap}FAILED: {failure}")?;
        }
        Ok(())
    }
}
