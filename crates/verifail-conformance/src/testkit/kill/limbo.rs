//! An x509-limbo file as a technique: its cases in order, its expected results as the oracle.
//!
//! The suite asks for a mixture of RFC 5280 and the CA/Browser Forum's rules, which no single policy is. So only those
//! of its cases count that the sound verifier answers as the suite expects; the others are left out, and counted.

use std::io;
use std::path::Path;
use std::time::Instant;

use verifail::{Policy, Time};
use verifail_testkit::breakable::Breakable;
use verifail_testkit::technique::{Counterexample, Found, Limits, Technique};
use verifail_testkit::world::NOW;
use verifail_testkit::{Case, Verifier};

use crate::limbo;
use crate::outcome::Expectation;

/// The cases that count.
pub(super) struct Limbo {
    cases: Vec<(String, bool, Case)>,
    skipped: Vec<String>,
}

impl Limbo {
    /// Reads a file.
    ///
    /// # Errors
    /// When it cannot be read, or is no suite.
    pub(super) fn open(file: &Path, policy: &Policy) -> io::Result<Self> {
        let named = |error: String| io::Error::other(format!("{}: {error}", file.display()));
        let text = std::fs::read_to_string(file).map_err(|error| named(error.to_string()))?;
        let suite = limbo::read(&text).map_err(named)?;
        let (mut cases, mut unreadable, mut answered_otherwise) = (Vec::new(), 0, 0);
        for case in suite.cases().flatten() {
            let (Some(expected), Ok(material)) = (case.expected(), case.case(Time::from_unix_seconds(NOW))) else {
                unreadable += 1;
                continue;
            };
            let accepts = expected == Expectation::Accept;
            if Breakable::sound().verify(&material, policy).decision() == Some(accepts) {
                cases.push((case.id.clone(), accepts, material));
            } else {
                answered_otherwise += 1;
            }
        }
        let skipped = vec![
            format!("{unreadable} cases that no question here expresses"),
            format!("{answered_otherwise} cases whose expected result is not that of {}", policy.name()),
        ];
        Ok(Self { cases, skipped })
    }
}

impl Technique for Limbo {
    fn name(&self) -> &'static str {
        "limbo"
    }

    fn search(&self, verifier: &dyn Verifier, policy: &Policy, limits: Limits) -> Found {
        let start = Instant::now();
        let mut found = Found { cases: 0, time: start.elapsed(), counterexample: None, skipped: self.skipped.clone() };
        // Once from its beginning to its end, since only whole it is a suite.
        for (id, accepts, case) in &self.cases {
            if found.cases >= limits.cases {
                break;
            }
            found.cases += 1;
            let outcome = verifier.verify(case, policy);
            if outcome.decision() != Some(*accepts) {
                let expected = if *accepts { "accept" } else { "reject" };
                let what = format!("{id}: expected {expected}, {} says {outcome}", verifier.name());
                found.counterexample = Some(Counterexample { what, world: None, case: case.clone() });
                break;
            }
        }
        found.time = start.elapsed();
        found
    }
}
