//! `cargo xtask bench`: the benches of `benches/`, and the instruction counts that hold on any machine. Measures and
//! prints; the gates are the tests of `verifail-benches`.

use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use clap::ValueEnum;

/// What to measure.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// One question, or all of them
    #[arg(value_enum, default_value_t = Question::All)]
    question: Question,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Question {
    /// Accepting, beside rustls-webpki and the two signatures
    Accept,
    /// What a hostile server can make a verification cost
    Adversarial,
    /// Classifying log lines, beside a set of regular expressions
    Classify,
    /// All of these
    All,
    /// A call of the HTTP client on an open connection, beside reqwest alone
    Http,
    /// Instructions and allocations of one accept, counted
    Instructions,
    /// Refusing with every finding, beside accepting
    Reject,
    /// Retries: a decision and a call that succeeds, beside backon, tokio-retry and tower
    Retry,
}

const PACKAGE: &str = "verifail-benches";
const INSTALL: &str = "apt-get install valgrind";
const ALGORITHMS: [&str; 3] = ["p256", "rsa2048", "ed25519"];
/// Verifications of the shorter run; the longer one has twice as many, and the difference is what counts.
const TIMES: u64 = 10;
/// What an accept may cost above its two signatures.
const LIMIT: i64 = 45_000;

/// Runs the benches that were asked for.
pub(crate) fn main(root: &Path, args: &Args) -> ExitCode {
    let asked = |question| args.question == Question::All || args.question == question;
    let timed = [
        (Question::Accept, "accept"),
        (Question::Reject, "reject"),
        (Question::Adversarial, "adversarial"),
        (Question::Classify, "classify"),
        (Question::Retry, "retry"),
        (Question::Http, "http"),
    ];
    let run = || -> Result<bool, Box<dyn Error>> {
        let mut success = true;
        for (question, name) in timed {
            if asked(question) {
                success &= cargo(root, &["bench", "-p", PACKAGE, "--bench", name])?;
            }
        }
        if asked(Question::Instructions) {
            success &= instructions(root)?;
        }
        Ok(success)
    };
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(io::stderr(), "bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn cargo(root: &Path, arguments: &[&str]) -> io::Result<bool> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    Ok(command.args(arguments).current_dir(root).status()?.success())
}

/// Counts each algorithm under each verifier, all with the same chain.
fn instructions(root: &Path) -> Result<bool, Box<dyn Error>> {
    let mut out = io::stdout().lock();
    if !cargo(root, &["build", "--release", "-p", PACKAGE, "--bin", "instructions"])? {
        return Ok(false);
    }
    let metadata = cargo_metadata::MetadataCommand::new().manifest_path(root.join("Cargo.toml")).no_deps().exec()?;
    let target = metadata.target_directory.into_std_path_buf();
    let program = target.join("release").join(format!("instructions{}", std::env::consts::EXE_SUFFIX));
    let chains = target.join("instructions");
    let output = |task: &str| -> Result<String, Box<dyn Error>> {
        let output = Command::new(&program).arg(task).arg(&chains).output()?;
        if output.status.success() {
            Ok(String::from_utf8(output.stdout)?)
        } else {
            Err(String::from_utf8_lossy(&output.stderr).into())
        }
    };
    output("write")?;
    writeln!(out, "allocations of one accept\n{}", output("allocations")?)?;
    if !has_valgrind() {
        writeln!(out, "SKIPPED: instructions need valgrind: {INSTALL}")?;
        return Ok(true);
    }
    writeln!(
        out,
        "{:8} {:>10} {:>10} {:>10} {:>14} {:>14}",
        "accept", "floor", "webpki", "verifail", "webpki above", "verifail above"
    )?;
    for algorithm in ALGORITHMS {
        let count = |subject| instructions_of_one(&program, &chains, algorithm, subject);
        let (floor, webpki, verifail) = (count("floor")?, count("webpki")?, count("verifail")?);
        let over = if verifail - floor > LIMIT { "  OVER the limit" } else { "" };
        writeln!(
            out,
            "{algorithm:8} {floor:10} {webpki:10} {verifail:10} {:14} {:14}{over}",
            webpki - floor,
            verifail - floor
        )?;
    }
    writeln!(out, "limit above the two signatures: {LIMIT}")?;
    Ok(true)
}

fn has_valgrind() -> bool {
    let mut command = Command::new("valgrind");
    let probe = command.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
    probe.status().is_ok_and(|status| status.success())
}

/// Instructions of one verification: the difference of two runs, so that starting up cancels out.
fn instructions_of_one(
    program: &PathBuf,
    chains: &Path,
    algorithm: &str,
    subject: &str,
) -> Result<i64, Box<dyn Error>> {
    let total = |times: u64| -> Result<i64, Box<dyn Error>> {
        let mut command = Command::new("valgrind");
        command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(program);
        command.arg("run").arg(chains).args([algorithm, subject, &times.to_string()]);
        let output = command.output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        match collected(&said) {
            Some(count) if output.status.success() => Ok(count),
            _ => Err(format!("callgrind gave no count for {algorithm} {subject}:\n{said}").into()),
        }
    };
    Ok((total(2 * TIMES)? - total(TIMES)?) / i64::try_from(TIMES)?)
}

/// The number after `Collected :`.
fn collected(said: &str) -> Option<i64> {
    let (_, count) = said.lines().find_map(|line| line.split_once("Collected :"))?;
    count.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_is_read_from_what_callgrind_says() {
        let said = "==7== Events    : Ir\n==7== Collected : 621917510\n==7==\n";
        assert_eq!(collected(said), Some(621_917_510));
        assert_eq!(collected("==7== Collected : none"), None);
        assert_eq!(collected(""), None);
    }
}
