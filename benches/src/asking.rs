//! How a bench asks questions of one kind: ratios in interleaved pairs first, then Criterion's own times. The subjects
//! of a question are what its name ends in, and the peer is the baseline.

use std::io::Write;

use criterion::Criterion;

use crate::paired::{Subject, compare};
use crate::questions::{self, Question};

/// Enough for the median of a ratio to be the same to half a hundredth in every run of a quiet machine.
const ROUNDS: usize = 300;

/// Calls of one turn.
const BATCH: u32 = 5;

/// Asks every question whose name begins so. Each of `peers` is a baseline where it is there, the first before the
/// second.
///
/// # Errors
/// When the inputs cannot be written or the answers not printed.
pub fn ask(prefix: &str, peers: &[&str]) -> std::io::Result<()> {
    ask_also(prefix, peers, Vec::new())
}

/// The same, and further questions after them.
///
/// # Errors
/// When the inputs cannot be written or the answers not printed.
pub fn ask_also(prefix: &str, peers: &[&str], further: Vec<Question>) -> std::io::Result<()> {
    let directory = std::env::temp_dir().join(format!("verifail-benches-{}", std::process::id()));
    let asked = questions::write(&directory).and_then(|()| questions::all(&directory));
    std::fs::remove_dir_all(&directory)?;
    let named = asked?.into_iter().filter(|question| question.name.starts_with(prefix));
    let asked: Vec<Question> = named.chain(further).collect();
    // Cargo says so when it measures, and not when it only tries whether everything runs.
    if std::env::args().any(|argument| argument == "--bench") {
        ratios(&asked, peers)?;
    }
    let mut criterion = Criterion::default().configure_from_args();
    for question in &asked {
        criterion.bench_function(&question.name, |bencher| bencher.iter(|| (question.run)()));
    }
    criterion.final_summary();
    Ok(())
}

fn ratios(asked: &[Question], peers: &[&str]) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "time of one answer, ratio to the first of each group (quartiles), excess over it")?;
    let mut groups: Vec<&str> = asked.iter().map(group).collect();
    groups.dedup();
    for name in groups {
        let mut subjects: Vec<&Question> = asked.iter().filter(|question| group(question) == name).collect();
        let place = |question: &&Question| peers.iter().position(|peer| question.name.ends_with(peer));
        subjects.sort_by_key(|question| place(question).unwrap_or(peers.len()));
        let subjects = subjects.iter().map(|question| Subject::new(question.name.as_str(), || (question.run)()));
        for comparison in compare(ROUNDS, BATCH, subjects.collect()) {
            writeln!(out, "{comparison}")?;
        }
    }
    Ok(())
}

fn group(question: &Question) -> &str {
    question.name.rsplit_once('/').map_or("", |(group, _)| group)
}
