//! Every character in every string type and every field, and every two names against each other.

use std::io::{self, Write};
use std::thread;
use std::time::Instant;

use verifail::Policy;
use verifail_testkit::exhaustive::characters::{self, Field, STRING_TYPES, Tally};

use super::{grouped, seconds};

/// Runs the matrix under every policy, or a sixteenth of the characters under two.
pub(super) fn run(out: &mut dyn Write, full: bool) -> io::Result<bool> {
    let start = Instant::now();
    let every = if full { 1 } else { 16 };
    let some: Vec<char> = characters::characters().into_iter().step_by(every).collect();
    let policies: Vec<&Policy> =
        Policy::all().iter().filter(|policy| full || matches!(policy.name(), "rustls" | "rfc5280")).collect();
    writeln!(out, "## Characters\n")?;
    writeln!(
        out,
        "{} characters (Latin-1, one of each block of Unicode 14, whatever a terminal does not show) in {} string types \
         in {} fields, under {} policies.\n",
        some.len(),
        STRING_TYPES.len(),
        Field::all().len(),
        policies.len()
    )?;
    let (even, odd): (Vec<_>, Vec<_>) = some.iter().enumerate().partition(|(at, _)| at % 2 == 0);
    let half = |part: Vec<(usize, &char)>| {
        let part: Vec<char> = part.into_iter().map(|(_, c)| *c).collect();
        characters::run(&part, &policies)
    };
    let mut tally = Tally::default();
    let names = thread::scope(|scope| {
        let other = scope.spawn(|| half(odd));
        tally.add(half(even));
        tally.add(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        characters::every_two_names(&some)
    });
    for example in tally.examples.iter().chain(&names.examples) {
        writeln!(out, "disagreement: {example}")?;
    }
    writeln!(
        out,
        "characters: {} worlds, {} verdicts, {} of them acceptances, {} octets of reports searched, the longest of {}; \
         {} names in {} ordered pairs, {} of them equal in different octets; {} disagreements, {}\n",
        grouped(tally.worlds),
        grouped(tally.verdicts),
        grouped(tally.accepted),
        grouped(tally.printed),
        grouped(tally.longest as u64),
        grouped(names.names),
        grouped(names.pairs),
        grouped(names.equal),
        grouped(tally.disagreements + names.disagreements),
        seconds(start.elapsed()),
    )?;
    Ok(tally.disagreements + names.disagreements == 0)
}
