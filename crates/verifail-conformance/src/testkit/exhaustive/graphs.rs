//! Every configuration of every small issuance graph, core beside reference model.

use std::io::{self, Write};
use std::time::Instant;

use verifail::Policy;
use verifail_testkit::exhaustive::graphs::{self, CAS, WHOLE};

use super::{grouped, seconds};

/// Runs it under the policies that the two have in common with rustls-webpki and the standard.
pub(super) fn run(out: &mut dyn Write, full: bool) -> io::Result<bool> {
    let bounds = if full { graphs::FULL } else { graphs::SHORT };
    let policies: Vec<&'static Policy> = ["rustls", "rfc5280"].into_iter().filter_map(Policy::named).collect();
    let start = Instant::now();
    writeln!(out, "## Graphs\n")?;
    writeln!(
        out,
        "Every way in which up to {CAS} CAs and an end entity can be connected, up to renaming of CAs and without strangers. \
         Attributes that deviate at most:\n"
    )?;
    for (certificates, deviations) in bounds.deviations.iter().enumerate() {
        writeln!(out, "- {certificates} CA certificates besides anchors: {deviations}")?;
    }
    writeln!(out, "- in a graph without a way to an anchor: {}\n", bounds.unanchored)?;
    out.flush()?;
    let tally = graphs::run(&bounds, &policies).map_err(io::Error::other)?;
    for example in &tally.examples {
        let graphs::Disagreement { configuration, policy, found, expected } = example;
        writeln!(out, "disagreement under {policy}: {configuration:?}\n  core: {found}\n  model: {expected}")?;
    }
    writeln!(
        out,
        "graphs: {} graphs ({} without a way to an anchor), {} configurations, {} verdicts under {} policies, {} of them \
         acceptances; {} judged by the model as whole worlds (one configuration in {WHOLE}, and all without a way to an \
         anchor); {} disagreements, {}\n",
        grouped(tally.graphs),
        grouped(tally.unanchored),
        grouped(tally.configurations),
        grouped(tally.verdicts),
        policies.len(),
        grouped(tally.accepted),
        grouped(tally.whole),
        grouped(tally.disagreements),
        seconds(start.elapsed()),
    )?;
    Ok(tally.disagreements == 0)
}
