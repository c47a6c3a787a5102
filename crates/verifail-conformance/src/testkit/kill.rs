//! `kill`: every technique against every seeded bug, and how long the first counterexample took.
//!
//! First every technique looks for a counterexample to the sound verifier: a bug that is killed by a fault of the
//! verifier under it is not killed at all. Then the techniques take turns at each bug, in slices that grow, until one
//! of them has a counterexample; what all of them spent until then is what it took. Random recombination and a suite
//! from a file run beside them, for comparison, and never count as kills.

mod bout;
mod limbo;
mod table;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use verifail::Policy;
use verifail_testkit::breakable::{Breakable, Bug};
use verifail_testkit::coverage::Rows;
use verifail_testkit::defect::Defects;
use verifail_testkit::exhaustive::Exhaustive;
use verifail_testkit::relation::Relations;
use verifail_testkit::technique::{Bounds, Differential, Limits, Technique};

use bout::Turns;
use table::Row;

/// Most time of one technique on the sound verifier.
const CONTROL_TIME: Duration = Duration::from_secs(15);

/// What to print.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A JSON table on standard output and nothing else there; the Markdown goes to standard error
    #[arg(long)]
    pub json: bool,
    /// Only this bug
    #[arg(long, value_name = "ID")]
    pub bug: Option<String>,
    /// Only this technique
    #[arg(long, value_name = "NAME")]
    pub technique: Option<String>,
    /// Most time for a bug
    #[arg(long, value_name = "N", default_value_t = 120)]
    pub seconds: u64,
    /// Cases that each technique tries on the sound verifier
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    pub control_cases: u64,
    /// Most time for a bug of what is run for comparison; 0 leaves it out
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub baseline_seconds: u64,
    /// An x509-limbo file to compare with; without it, limbo-dev.json beside the workspace, if it is there
    #[arg(long, value_name = "FILE")]
    pub limbo: Option<PathBuf>,
}

/// Techniques, in the order of their turns.
type Techniques = Vec<Box<dyn Technique>>;

/// The techniques of the testkit, in the order in which they take turns.
fn techniques() -> Techniques {
    let rows = Rows::new(2, 0);
    let (model, corners) = (Differential::MODEL, Differential::CORNERS);
    vec![
        Box::new(model),
        Box::new(corners),
        Box::new(Defects),
        Box::new(rows),
        Box::new(Relations),
        Box::new(Bounds),
        Box::new(Exhaustive),
    ]
}

/// What is run for comparison, and why something of it is not.
fn baselines(args: &Args, policy: &Policy) -> io::Result<(Techniques, Vec<String>)> {
    let mut techniques: Techniques = vec![Box::new(Differential::RANDOM)];
    let mut skipped = Vec::new();
    let beside = Path::new("../shared/data/suites/limbo-dev.json");
    match (&args.limbo, beside.exists()) {
        (Some(file), _) => techniques.push(Box::new(limbo::Limbo::open(file, policy)?)),
        (None, true) => techniques.push(Box::new(limbo::Limbo::open(beside, policy)?)),
        (None, false) => skipped.push("limbo: no file; name one with --limbo".to_owned()),
    }
    Ok((techniques, skipped))
}

/// Runs it. `Ok(false)` when a bug survives, or the sound verifier does not.
///
/// # Errors
/// When nothing can be written, a suite cannot be read, or an argument names nothing.
pub fn run(args: &Args, out: &mut dyn Write) -> io::Result<bool> {
    let unknown = |what: String| io::Error::new(io::ErrorKind::InvalidInput, what);
    let policy = Policy::named(Breakable::POLICY).ok_or_else(|| unknown(Breakable::POLICY.to_owned()))?;
    let bugs = match &args.bug {
        None => Bug::ALL.to_vec(),
        Some(id) => vec![Bug::named(id).ok_or_else(|| unknown(format!("no bug is called {id}")))?],
    };
    let (mut compared, skipped) = baselines(args, policy)?;
    if args.baseline_seconds == 0 {
        compared.clear();
    }
    let mut techniques = techniques();
    if let Some(name) = &args.technique {
        let all = techniques.into_iter().chain(compared.drain(..));
        techniques = all.filter(|technique| technique.name() == name).collect();
        if techniques.is_empty() {
            return Err(unknown(format!("no technique is called {name}")));
        }
    }
    let controls = control(&techniques, policy, args.control_cases);
    let mut rows = Vec::with_capacity(bugs.len());
    for bug in bugs {
        let bout = Turns { policy, limit: Duration::from_secs(args.seconds) }.kill(bug, &techniques);
        let baselines = compared.iter().map(|technique| {
            let limit = Duration::from_secs(args.baseline_seconds);
            (technique.name(), Turns { policy, limit }.alone(bug, technique.as_ref()))
        });
        rows.push(Row { bug, bout, baselines: baselines.collect() });
    }
    let sound = controls.iter().all(|control| control.false_alarm.is_none());
    let clean = sound && rows.iter().all(|row| row.bout.counterexample.is_some());
    let table = table::Table { controls, rows, skipped };
    if args.json {
        table.markdown(&mut io::stderr().lock())?;
        table.json(out)?;
    } else {
        table.markdown(out)?;
    }
    Ok(clean)
}

/// What a technique said of the sound verifier.
struct Control {
    technique: &'static str,
    cases: u64,
    /// The counterexample that there must not be.
    false_alarm: Option<String>,
    skipped: Vec<String>,
}

fn control(techniques: &[Box<dyn Technique>], policy: &Policy, cases: u64) -> Vec<Control> {
    let limits = Limits { cases, time: CONTROL_TIME, seed: 1 };
    let examine = |technique: &dyn Technique| {
        let found = technique.search(&Breakable::sound(), policy, limits);
        let false_alarm = found.counterexample.map(|counterexample| bout::described(&counterexample));
        Control { technique: technique.name(), cases: found.cases, false_alarm, skipped: found.skipped }
    };
    techniques.iter().map(|technique| examine(technique.as_ref())).collect()
}

/// Every technique that is not run for comparison against every bug, up to some seconds each, after a control of some
/// cases each; how many were killed. For tests.
///
/// # Errors
/// The bugs that survive, and whatever is said against the sound verifier.
pub fn quick(control_cases: u64, seconds: u64) -> Result<usize, Vec<String>> {
    let Some(policy) = Policy::named(Breakable::POLICY) else { return Err(vec!["no policy".to_owned()]) };
    let techniques = techniques();
    let controls = control(&techniques, policy, control_cases).into_iter();
    let mut wrong: Vec<String> =
        controls.filter_map(|c| Some(format!("{}, of the sound verifier: {}", c.technique, c.false_alarm?))).collect();
    let turns = Turns { policy, limit: Duration::from_secs(seconds) };
    for bug in Bug::ALL {
        let bout = turns.kill(*bug, &techniques);
        if bout.counterexample.is_none() {
            wrong.push(format!("{bug} survives {} cases", bout.cases));
        }
    }
    if wrong.is_empty() { Ok(Bug::ALL.len()) } else { Err(wrong) }
}
