//! `cargo xtask fuzz check-build`: runs `.clusterfuzzlite/build.sh` as its runner would, and checks what their
//! `check_build` checks: every target starts, is instrumented, has seeds that can be read, and survives a thousand
//! runs.

use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use verifail_fuzzing::TARGETS;

use super::build::{Sanitizer, target_directory};
use super::{Ended, engine};

/// Where it builds, and with what.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What is watched besides panics; without it AddressSanitizer, where there is a nightly toolchain
    #[arg(long, value_enum)]
    sanitizer: Option<Sanitizer>,
    /// Directory for what is built; without it target/fuzz-out
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Edges below which nothing but libFuzzer itself can have been instrumented.
const FEWEST_EDGES: u64 = 1_000;
/// Runs of each target.
const RUNS: u64 = 1_000;

/// Builds and checks.
pub(super) fn main(root: &Path, args: &Args) -> Ended {
    let available = if Sanitizer::Address.is_available() { Sanitizer::Address } else { Sanitizer::None };
    let sanitizer = args.sanitizer.unwrap_or(available);
    let target = target_directory(root);
    let out = args.out.clone().unwrap_or_else(|| target.join("fuzz-out"));
    if out.exists() {
        std::fs::remove_dir_all(&out)?;
    }
    std::fs::create_dir_all(&out)?;
    build(root, &target, &out, sanitizer)?;
    let mut stdout = std::io::stdout().lock();
    let mut broken = 0;
    for each in TARGETS {
        let checked = check(&out, each.name, engine::dictionary(each).is_some());
        match checked {
            Ok(said) => writeln!(stdout, "{:18} ok      {said}", each.name)?,
            Err(error) => {
                broken += 1;
                writeln!(stdout, "{:18} BROKEN  {error}", each.name)?;
            }
        }
    }
    writeln!(stdout, "{} targets with sanitizer {}, {broken} broken", TARGETS.len(), sanitizer.name())?;
    Ok(broken == 0)
}

/// Runs build.sh with the variables that the image sets.
fn build(root: &Path, target: &Path, out: &Path, sanitizer: Sanitizer) -> Result<(), Box<dyn Error>> {
    // $SRC/verifail is the repository: a directory with a link in it stands for the image's.
    let source = target.join("fuzz-src");
    std::fs::create_dir_all(&source)?;
    let link = source.join("verifail");
    let _ = std::fs::remove_file(&link);
    #[cfg(unix)]
    std::os::unix::fs::symlink(root, &link)?;
    let mut command = Command::new("bash");
    command.arg(root.join(".clusterfuzzlite").join("build.sh")).stdin(Stdio::null());
    for variable in ["CARGO", "RUSTC", "RUSTFLAGS"] {
        command.env_remove(variable);
    }
    let toolchain = if sanitizer == Sanitizer::Address { "nightly" } else { "stable" };
    let environment = [
        ("SRC", source.as_os_str()),
        ("OUT", out.as_os_str()),
        ("CARGO_TARGET_DIR", target.as_os_str()),
        ("SANITIZER", sanitizer.name().as_ref()),
        ("FUZZING_ENGINE", "libfuzzer".as_ref()),
        ("FUZZING_LANGUAGE", "rust".as_ref()),
        ("RUSTUP_TOOLCHAIN", toolchain.as_ref()),
    ];
    if command.envs(environment).status()?.success() { Ok(()) } else { Err("build.sh fails".into()) }
}

/// What holds of one target, in words.
fn check(out: &Path, name: &str, has_dictionary: bool) -> Result<String, Box<dyn Error>> {
    let program = out.join(name);
    if has_dictionary && !out.join(format!("{name}.dict")).is_file() {
        return Err("no dictionary".into());
    }
    let seeds = out.join(format!("{name}_seed_corpus"));
    let zip = out.join(format!("{name}_seed_corpus.zip"));
    let unzipped =
        Command::new("unzip").args(["-q", "-o"]).arg(&zip).arg("-d").arg(&seeds).stdin(Stdio::null()).status()?;
    let corpus = seeds.join(name);
    let count = std::fs::read_dir(&corpus).map_or(0, Iterator::count);
    if !unzipped.success() || count == 0 {
        return Err(format!("{}: no seeds in it", zip.display()).into());
    }
    let output = Command::new(&program)
        .args([format!("-runs={RUNS}").as_str(), "-seed=1337", "-timeout=30", "-detect_leaks=0"])
        .arg(&corpus)
        .current_dir(out)
        .stdin(Stdio::null())
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        let last = said.lines().rev().take(3).collect::<Vec<_>>().join("; ");
        return Err(format!("it does not survive {RUNS} runs: {last}").into());
    }
    let counters = said.lines().find_map(|line| line.split_once(" inline 8-bit counters"));
    let counters = counters.and_then(|(before, _)| before.rsplit('(').next()?.trim().parse::<u64>().ok()).unwrap_or(0);
    if counters < FEWEST_EDGES {
        return Err(format!("{counters} edges: it is not instrumented").into());
    }
    std::fs::remove_dir_all(&seeds)?;
    Ok(format!("{count:>3} seeds, {counters} edges, {RUNS} runs"))
}
