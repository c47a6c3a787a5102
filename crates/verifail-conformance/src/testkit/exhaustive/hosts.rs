//! Every host against many presented identifiers, and the other way round.

use std::io::{self, Write};
use std::time::Instant;

use verifail_testkit::exhaustive::hosts::reference::Reading;
use verifail_testkit::exhaustive::hosts::{self, ALPHABET, CoreNames, HOSTS, LONGEST, Tally, presented};

use super::{grouped, seconds};

/// Runs both directions for every way of matching that a policy has.
pub(super) fn run(out: &mut dyn Write, full: bool) -> io::Result<bool> {
    let longest = if full { LONGEST } else { LONGEST - 2 };
    let identifiers = presented::identifiers();
    let start = Instant::now();
    writeln!(out, "## Hosts\n")?;
    writeln!(
        out,
        "Every text of 1 to {longest} of {} symbols: as a host against {} presented identifiers, and as a presented \
         identifier against {} hosts.\n",
        ALPHABET.len(),
        identifiers.len(),
        HOSTS.len(),
    )?;
    writeln!(
        out,
        "| rules of | texts | host names | addresses | pairs | both matchers asked | matches | disagreements |"
    )?;
    writeln!(out, "|---|--:|--:|--:|--:|--:|--:|--:|")?;
    let mut whole = Tally::default();
    let mut clean = true;
    for (policy, rules) in hosts::identity_rules() {
        let Some(reading) = Reading::of(&rules) else {
            writeln!(out, "| {policy} | the reference has no such rules |")?;
            clean = false;
            continue;
        };
        let mut tally = hosts::every_host(&CoreNames(rules), reading, longest, &identifiers);
        row(out, &format!("{policy}, as host"), &tally)?;
        let other = hosts::every_presented(&CoreNames(rules), reading, longest);
        row(out, &format!("{policy}, as presented"), &other)?;
        tally.add(other);
        whole.add(tally);
    }
    row(out, "all", &whole)?;
    for example in &whole.examples {
        writeln!(
            out,
            "\ndisagreement: host {:?}, presented {:?}: found {}, expected {}",
            example.host,
            example.presented.as_ref().map(|octets| octets.escape_ascii().to_string()),
            example.found,
            example.expected
        )?;
    }
    writeln!(
        out,
        "\nhosts: {} pairs, {} of them of a reference identifier and so put to both matchers, {} disagreements, {}\n",
        grouped(whole.pairs),
        grouped(whole.compared),
        grouped(whole.disagreements),
        seconds(start.elapsed()),
    )?;
    Ok(clean && whole.disagreements == 0)
}

fn row(out: &mut dyn Write, what: &str, tally: &Tally) -> io::Result<()> {
    let figures =
        [tally.texts, tally.names, tally.addresses, tally.pairs, tally.compared, tally.matched, tally.disagreements];
    writeln!(out, "| {what} | {} |", figures.map(grouped).join(" | "))
}
