//! How many log lines a second does classification read on one core, beside a set of regular expressions of the same
//! rules?
//!
//! The mix has nine unrelated lines to one failure, 200 octets in the mean; the other set has failures only. The peer
//! only tells which rules match: it neither decodes a number nor decides, and it has one rule in twenty, since a set of
//! all of them takes minutes to build and falls back to its slowest engine.
#![allow(missing_docs)]

use std::io::Write;

use criterion::{Criterion, criterion_group};
use regex::bytes::{RegexSet, RegexSetBuilder};
use verifail::classification::{Evidence, classify, known_texts};
use verifail_benches::lines;
use verifail_benches::paired::{Subject, compare};

/// Lines a second that the mix and the failures have to reach, on a core that nothing else is done with: what the round
/// tells that was disturbed least.
const FLOORS: [f64; 2] = [1e6, 4e5];
/// Lines of one measurement of the peer.
const BATCH: usize = 200;
/// One in so many rules is given to the peer.
const PEER_RULES: usize = 20;

/// The rows as regular expressions.
fn peer() -> Result<RegexSet, regex::Error> {
    let expression = |text: &str| {
        regex::escape(text).replace(r"\*", ".*").replace(r"\#", "-?(?:0x)?[0-9a-f]+").replace('#', "-?(?:0x)?[0-9a-f]+")
    };
    let expressions = known_texts().step_by(PEER_RULES).map(|known| expression(known.text));
    RegexSetBuilder::new(expressions)
        .case_insensitive(true)
        .unicode(false)
        .size_limit(1 << 30)
        .dfa_size_limit(1 << 28)
        .build()
}

fn classified(lines: &[String]) -> usize {
    lines.iter().filter(|line| classify(&Evidence::text(line.as_str())).is_failure()).count()
}

fn ratios() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout().lock();
    let rules = known_texts().count();
    writeln!(
        out,
        "classify: {rules} known texts; lines a second on one core, time beside a RegexSet of {}",
        rules / PEER_RULES
    )?;
    let peer = peer()?;
    for ((name, lines), floor) in
        [("realistic", lines::realistic()), ("failures", lines::failures())].iter().zip(FLOORS)
    {
        let octets: usize = lines.iter().map(String::len).sum();
        // The peer is slow and gets a part in turn; whole sets are what a stream of lines is.
        let mut at = 0;
        let mut next = || {
            at = (at + BATCH) % lines.len();
            &lines[at..at + BATCH]
        };
        let matched = |lines: &[String]| lines.iter().filter(|line| peer.is_match(line.as_bytes())).count();
        let subjects =
            vec![Subject::new("verifail", || classified(lines)), Subject::new("RegexSet", || matched(next()))];
        let compared = compare(40, 1, subjects);
        let per_line = |at: usize, read: usize| {
            compared.get(at).map_or(f64::NAN, |comparison| comparison.time.as_secs_f64() / read as f64)
        };
        let (ours, theirs) = (per_line(0, lines.len()), per_line(1, BATCH));
        let fastest = compared.first().map_or(f64::NAN, |own| lines.len() as f64 / own.fastest.as_secs_f64());
        let missed = if fastest < floor { "  BELOW the floor" } else { "" };
        let mean = octets / lines.len();
        writeln!(
            out,
            "{name:9} verifail  {:10.0} lines/s of {mean} octets, {fastest:.0} undisturbed{missed}",
            1.0 / ours
        )?;
        writeln!(out, "{name:9} RegexSet  {:10.0} lines/s, {:.1} times as long a line", 1.0 / theirs, theirs / ours)?;
    }
    Ok(())
}

fn times(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("classify");
    for (name, lines) in [("realistic", lines::realistic()), ("failures", lines::failures()), ("none", lines::none())] {
        group.throughput(criterion::Throughput::Elements(lines.len() as u64));
        group.bench_function(name, |bencher| bencher.iter(|| classified(&lines)));
    }
    group.finish();
}

criterion_group!(groups, times);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if std::env::args().any(|argument| argument == "--bench") {
        ratios()?;
    }
    groups();
    Criterion::default().configure_from_args().final_summary();
    Ok(())
}
