//! `cargo xtask test-all`: every check a change must pass. Runs the steps of `test_all/steps.rs` in order, streams what
//! they print, and sums them up. A step that fails does not keep the others from running, but for the build: without
//! it the rest would only fail again. What is missing on the machine is skipped, with the line that installs it.

mod child;
mod counts;
mod steps;

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anstyle::{AnsiColor, Style};
use clap::builder::PossibleValuesParser;

use child::Terminal;
use counts::Counts;
use steps::{Action, STEPS, Step};

/// Options of `test-all`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Run only this step; may be given several times
    #[arg(long, value_name = "STEP", value_parser = PossibleValuesParser::new(STEPS.iter().map(|step| step.name)))]
    only: Vec<String>,
}

/// How a step ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Passed,
    Failed,
    Skipped,
}

/// What is known of a step after it ran.
#[derive(Debug)]
struct Outcome {
    ending: Ending,
    /// Tests of a step that runs tests; one for a step that does not.
    counts: Counts,
    /// Why it was skipped, or what ran instead and how to install what should have.
    remark: Option<String>,
    /// The last lines of a step that failed.
    tail: Vec<String>,
    took: Duration,
}

const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default().bold();
const ODD: Style = AnsiColor::Yellow.on_default();
const HEAD: Style = Style::new().bold();

/// Runs the steps on the workspace at `root`; fails if one of them does.
pub(crate) fn main(root: &Path, args: &Args) -> ExitCode {
    let steps = STEPS.iter().filter(|step| args.only.is_empty() || args.only.iter().any(|name| name == step.name));
    let terminal = Terminal { colour: io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() };
    match run(root, steps, terminal, &mut anstream::stdout()) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            // The last resort of a command whose output cannot be written.
            let _ = writeln!(io::stderr(), "test-all: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the steps and sums them up. Returns the number of failures.
fn run<'a>(
    root: &Path,
    steps: impl Iterator<Item = &'a Step>,
    terminal: Terminal,
    out: &mut dyn Write,
) -> io::Result<u64> {
    let mut outcomes: Vec<(&Step, Outcome)> = Vec::new();
    let mut build_failed = false;
    for step in steps {
        writeln!(out, "{HEAD}== {}{HEAD:#}", step.name)?;
        let outcome = if build_failed {
            Outcome::skipped("the build failed".to_owned())
        } else {
            perform(root, step, terminal, out)?
        };
        build_failed |= step.others_need_it && outcome.ending == Ending::Failed;
        writeln!(out, "{}", line(step.name, &outcome))?;
        outcomes.push((step, outcome));
    }
    summarise(&outcomes, out)
}

fn perform(root: &Path, step: &Step, terminal: Terminal, out: &mut dyn Write) -> io::Result<Outcome> {
    let start = Instant::now();
    let missing = step.tool.filter(|tool| !tool.is_installed(root));
    let install = |tool: &steps::Tool| format!("{} is not installed (to install it: {})", tool.name, tool.install);
    let (action, remark) = match (missing, step.instead) {
        (None, _) => (step.action, None),
        (Some(tool), Some(action)) => (action, Some(format!("{}; ran `{}` instead", install(tool), action.name()))),
        (Some(tool), None) => return Ok(Outcome::skipped(install(tool))),
    };
    let ran = match action {
        Action::Cargo(arguments) => child::cargo(root, arguments, terminal, out)?,
        Action::Tidy => tidy(root, out)?,
    };
    let mut outcome = judge(step.counts_tests, ran);
    outcome.remark = outcome.remark.or(remark);
    outcome.took = start.elapsed();
    Ok(outcome)
}

/// Runs `tidy` as if it were a child: its output is passed on, and its end is kept.
fn tidy(root: &Path, out: &mut dyn Write) -> io::Result<child::Ran> {
    let mut text = Vec::new();
    let success = match crate::tidy::run(root, &mut text) {
        Ok(clean) => clean,
        Err(error) => {
            writeln!(text, "tidy cannot read the workspace: {error}")?;
            false
        }
    };
    out.write_all(&text)?;
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().collect();
    let end = lines.iter().skip(lines.len().saturating_sub(child::TAIL_LINES));
    Ok(child::Ran { success, counts: None, tail: end.map(|line| (*line).to_owned()).collect() })
}

/// What a run means. A step that says it ran tests but shows no count of them has failed, whatever its exit status.
fn judge(counts_tests: bool, ran: child::Ran) -> Outcome {
    let mut remark = None;
    let (mut counts, mut success) = match (counts_tests, ran.counts) {
        (true, Some(counts)) => (counts, ran.success && counts.failed == 0),
        (true, None) if ran.success => {
            remark = Some("no count of tests was found in its output".to_owned());
            (Counts::default(), false)
        }
        (true, None) => (Counts::default(), false),
        (false, _) => (Counts { passed: u64::from(ran.success), ..Counts::default() }, ran.success),
    };
    if !success && counts.failed == 0 {
        // It did not get as far as a failing test: a compile error, a crash.
        counts.failed = 1;
        success = false;
    }
    let ending = if success { Ending::Passed } else { Ending::Failed };
    Outcome { ending, counts, remark, tail: ran.tail, took: Duration::ZERO }
}

impl Outcome {
    fn skipped(why: String) -> Self {
        let counts = Counts { skipped: 1, ..Counts::default() };
        Self { ending: Ending::Skipped, counts, remark: Some(why), tail: Vec::new(), took: Duration::ZERO }
    }
}

/// Prints the end of what failed, a line for each step, and the sum. Returns the number of failures.
fn summarise(outcomes: &[(&Step, Outcome)], out: &mut dyn Write) -> io::Result<u64> {
    for (step, outcome) in outcomes.iter().filter(|(_, outcome)| !outcome.tail.is_empty()) {
        if outcome.ending == Ending::Failed {
            writeln!(out, "\n{BAD}== {}: its last lines{BAD:#}", step.name)?;
            for line in &outcome.tail {
                writeln!(out, "{line}")?;
            }
        }
    }
    writeln!(out, "\n{HEAD}== summary{HEAD:#}")?;
    let mut sum = Counts::default();
    for (step, outcome) in outcomes {
        writeln!(out, "{}", line(step.name, outcome))?;
        sum += outcome.counts;
    }
    writeln!(out, "{sum}")?;
    out.flush()?;
    Ok(sum.failed)
}

/// `clippy      ok       12.3 s`, with the tests counted and the remark made.
fn line(name: &str, outcome: &Outcome) -> String {
    let (style, word) = match outcome.ending {
        Ending::Passed => (GOOD, "ok"),
        Ending::Failed => (BAD, "FAILED"),
        Ending::Skipped => (ODD, "skipped"),
    };
    let seconds = outcome.took.as_secs_f64();
    let mut line = format!("{name:<12} {style}{word:<7}{style:#} {seconds:>7.1} s");
    let counts = outcome.counts;
    if counts.passed + counts.failed + counts.skipped > 1 {
        line.push_str(&format!("  {counts}"));
    }
    if let Some(remark) = &outcome.remark {
        line.push_str(&format!("  {remark}"));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ran(success: bool, counts: Option<(u64, u64, u64)>) -> child::Ran {
        let counts = counts.map(|(passed, failed, skipped)| Counts { passed, failed, skipped });
        child::Ran { success, counts, tail: vec!["the last line".to_owned()] }
    }

    #[track_caller]
    fn check(counts_tests: bool, ran: child::Ran, ending: Ending, counts: &str) {
        let outcome = judge(counts_tests, ran);
        assert_eq!((outcome.ending, outcome.counts.to_string().as_str()), (ending, counts));
    }

    #[test]
    fn a_step_without_tests_counts_as_one() {
        check(false, ran(true, None), Ending::Passed, "1 passed, 0 failed");
        check(false, ran(false, None), Ending::Failed, "0 passed, 1 failed");
        // The output of a build may contain anything.
        check(false, ran(true, Some((7, 7, 7))), Ending::Passed, "1 passed, 0 failed");
    }

    #[test]
    fn a_step_of_tests_counts_its_tests() {
        check(true, ran(true, Some((12, 0, 1))), Ending::Passed, "12 passed, 0 failed, 1 skipped");
        check(true, ran(false, Some((11, 2, 0))), Ending::Failed, "11 passed, 2 failed");
    }

    #[test]
    fn a_step_of_tests_fails_by_its_status_by_its_counts_and_by_silence() {
        check(true, ran(false, Some((11, 0, 0))), Ending::Failed, "11 passed, 1 failed");
        check(true, ran(true, Some((11, 1, 0))), Ending::Failed, "11 passed, 1 failed");
        check(true, ran(false, None), Ending::Failed, "0 passed, 1 failed");
        check(true, ran(true, None), Ending::Failed, "0 passed, 1 failed");
    }

    #[test]
    fn the_summary_shows_what_failed_and_ends_with_the_sum() {
        let outcomes: Vec<(&Step, Outcome)> = STEPS
            .iter()
            .zip([
                judge(false, ran(true, None)),
                judge(false, ran(false, None)),
                Outcome::skipped("no peer".to_owned()),
            ])
            .collect();
        let mut out = Vec::new();
        let failures = summarise(&outcomes, &mut out).expect("a summary");
        let out = anstream::adapter::strip_bytes(&out).into_vec();
        let out = String::from_utf8_lossy(&out);
        assert_eq!(failures, 1);
        assert_eq!(out.matches("the last line").count(), 1, "{out}");
        assert!(out.contains("skipped     0.0 s  no peer\n"), "{out}");
        assert!(out.ends_with("\n1 passed, 1 failed, 1 skipped\n"), "{out}");
    }

    #[test]
    fn after_a_failure_the_others_run_but_after_a_failed_build_nothing_does() {
        let step = |name, argument: &'static [&'static str], others_need_it| Step {
            name,
            action: Action::Cargo(argument),
            others_need_it,
            counts_tests: false,
            tool: None,
            instead: None,
        };
        let steps = [
            step("first", &["no-such-command"], false),
            step("second", &["--version"], false),
            step("build", &["no-such-command"], true),
            step("last", &["--version"], false),
        ];
        let mut out = Vec::new();
        let directory = tempfile::tempdir().expect("a temporary directory");
        let failures = run(directory.path(), steps.iter(), Terminal { colour: false }, &mut out).expect("a run");
        let out = anstream::adapter::strip_bytes(&out).into_vec();
        let out = String::from_utf8_lossy(&out);
        let summary = out.split("== summary\n").nth(1).expect("a summary");
        let endings: Vec<Vec<&str>> = summary.lines().map(|line| line.split_whitespace().take(2).collect()).collect();
        assert_eq!(failures, 2);
        assert_eq!(
            endings,
            [["first", "FAILED"], ["second", "ok"], ["build", "FAILED"], ["last", "skipped"], ["1", "passed,"]]
        );
        assert!(summary.ends_with("the build failed\n1 passed, 2 failed, 1 skipped\n"), "{summary}");
    }
}
