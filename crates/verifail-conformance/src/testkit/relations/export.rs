//! Violations as files: each in a directory of its own, before and after what the relation did, in every form of
//! export.
//!
//! What is written is asked again: the worlds get real keys, so that other programs can read them, and where the
//! verifier says something else to real keys than it said to toys, the files keep the toys and say so.

use std::fs;
use std::io;
use std::path::Path;

use verifail::Policy;
use verifail_testkit::adapter::Core;
use verifail_testkit::chain_format::{ChainFile, Expectation};
use verifail_testkit::export::{self, Forms, Omission};
use verifail_testkit::suite::{Example, SuiteReport};
use verifail_testkit::{Case, Outcome, Verifier, World};

/// What was written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Written {
    /// Violations.
    pub(super) violations: usize,
    /// Of their worlds, those with toy signatures.
    pub(super) toys: usize,
}

/// Writes each violation of a report, those that exceptions cover too.
///
/// # Errors
/// When something cannot be written.
pub(super) fn write(
    directory: &Path,
    report: &SuiteReport,
    verifier: &dyn Verifier,
    policy: &Policy,
) -> io::Result<Written> {
    let mut written = Written::default();
    for row in &report.rows {
        let mut names = Vec::new();
        for example in &row.examples {
            let mut name = slug(&format!("relation {:02} {}", row.relation.number, example.violation.variant));
            if names.contains(&name) {
                name += &format!("-{}", names.len() + 1);
            }
            let place = directory.join(slug(&report.verifier)).join(slug(&report.policy)).join(&name);
            written.toys += write_one(&place, &name, report, example, verifier, policy)?;
            written.violations += 1;
            names.push(name);
        }
    }
    Ok(written)
}

/// Gives the number of its worlds that keep toy signatures.
fn write_one(
    place: &Path,
    name: &str,
    report: &SuiteReport,
    example: &Example,
    verifier: &dyn Verifier,
    policy: &Policy,
) -> io::Result<usize> {
    let violation = &example.violation;
    let listed = example.exception.and_then(|at| report.exceptions.get(at)).map_or_else(
        || "It is listed nowhere.".to_owned(),
        |(exception, _)| format!("It is a listed exception: {} [{}]", exception.reason, exception.link),
    );
    let title = format!("{} under {}, {violation}\n{listed}", report.verifier, report.policy);
    let mut sides = vec![("before", Side::of(&violation.before, &violation.said_before, verifier, policy))];
    sides.push(match &violation.after {
        Some(world) => ("after", Side::of(world, &violation.said_after, verifier, policy)),
        None => ("after", Side::of_octets(&violation.case, &violation.said_after)),
    });
    let toys = sides.iter().filter(|(_, side)| !side.case.scheme.is_real()).count();
    for (when, side) in sides {
        let core = Core.verify(&side.case, policy);
        let expectation = Expectation::of(policy.name(), &core);
        let about = format!(
            "{title}\nThis is {when}: {} says {}; policy {} says {core}.{}",
            report.verifier,
            side.said,
            policy.name(),
            side.note.map_or_else(String::new, |note| format!("\n{note}"))
        );
        let file =
            side.world.map(|world| ChainFile { expectations: expectation.into_iter().collect(), ..world.into() });
        let id = format!("{}-{name}-{when}", slug(&report.policy));
        let forms = Forms { id: &id, about: &about, case: &side.case, file: file.as_ref(), accept: core.decision() };
        let place = place.join(when);
        fs::create_dir_all(&place)?;
        for (file, contents) in forms.write().files {
            fs::write(place.join(file), contents)?;
        }
    }
    Ok(toys)
}

/// One of the two worlds of a violation.
struct Side {
    world: Option<World>,
    case: Case,
    said: Outcome,
    note: Option<String>,
}

impl Side {
    /// With real keys where the verifier's decision is the same about them.
    fn of(world: &World, said: &Outcome, verifier: &dyn Verifier, policy: &Policy) -> Self {
        let (real, omissions) = export::for_others(world);
        let case = real.materialise();
        let again = verifier.verify(&case, policy);
        if omissions.is_empty() && again.decision() == said.decision() {
            return Self { world: Some(real), case, said: again, note: None };
        }
        let why = match omissions.first() {
            Some(omission) => omission.to_string(),
            None => format!("with real keys the verifier says {again}"),
        };
        let note = format!("It keeps toy signatures, which other programs refuse: {why}.");
        Self { world: Some(world.clone()), case: world.materialise(), said: said.clone(), note: Some(note) }
    }

    fn of_octets(case: &Case, said: &Outcome) -> Self {
        let toy = if case.scheme.is_real() { String::new() } else { format!(", and {}", Omission::ToySignatures) };
        let note = Some(format!("The relation changed octets, for which there is no .chain text{toy}."));
        Self { world: None, case: case.clone(), said: said.clone(), note }
    }
}

/// Lower case, digits, dots and hyphens.
fn slug(text: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '.' { c.to_ascii_lowercase() } else { '-' };
    let text: String = text.chars().map(plain).collect();
    text.split('-').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests;
