//! One libFuzzer process: started with the flags of its target, read while it runs, summed up when it ends.

use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use verifail_fuzzing::{Form, Target};

use super::build::Binaries;

/// Seconds that one input may take: a hundred thousand times what most do.
const TIMEOUT: u32 = 20;
/// Memory that a process may take, in MiB.
const MEMORY: u32 = 3_072;
/// Lines of a process that are kept to tell what it died of.
const TAIL: usize = 4_000;

/// What a process is to do.
#[derive(Clone, Debug)]
pub(super) struct Round<'r> {
    pub(super) binaries: &'r Binaries,
    pub(super) target: &'static Target,
    /// Where new inputs are written.
    pub(super) corpus: PathBuf,
    /// Further inputs to start from.
    pub(super) seeds: Vec<PathBuf>,
    pub(super) seconds: u64,
    /// Where what is found is written.
    pub(super) artifacts: PathBuf,
    /// Where randomness starts; 0 leaves it to libFuzzer.
    pub(super) seed: u32,
    /// Directory of the dictionaries.
    pub(super) dictionaries: PathBuf,
    /// A historic bug to be put under the target.
    pub(super) bug: Option<&'static str>,
}

/// How far a process has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Status {
    pub(super) executed: u64,
    pub(super) edges: u64,
    pub(super) features: u64,
    pub(super) inputs: u64,
}

/// What became of a process.
#[derive(Clone, Debug, Default)]
pub(super) struct Ended {
    /// When it had read its corpus.
    pub(super) before: Status,
    /// At its end.
    pub(super) after: Status,
    pub(super) took: Duration,
    /// Of that, on a processor; `None` where the system does not say.
    pub(super) worked: Option<Duration>,
    /// The input it died of, and what it said.
    pub(super) find: Option<(PathBuf, String)>,
    /// It was ended over an input that took too long by the clock. Alone the same input took so long on a processor,
    /// which is not too long: the machine was busy.
    pub(super) starved: Option<Duration>,
}

impl Round<'_> {
    /// Runs it to its end, or to its first find. `watch` is told how far it has come.
    pub(super) fn run(&self, watch: &mut dyn FnMut(Status)) -> io::Result<Ended> {
        std::fs::create_dir_all(&self.corpus)?;
        std::fs::create_dir_all(&self.artifacts)?;
        let mut command = self.command();
        command.arg(format!("-max_total_time={}", self.seconds)).arg(&self.corpus).args(&self.seeds);
        let start = Instant::now();
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
        let mut ended = Ended::default();
        let mut said = Vec::new();
        let mut initialised = false;
        if let Some(stderr) = child.stderr.take() {
            for line in BufReader::new(stderr).split(b'\n') {
                let line = String::from_utf8_lossy(&line?).into_owned();
                if let Some(status) = status(&line) {
                    if !initialised && line.contains("INITED") {
                        (ended.before, initialised) = (status, true);
                    }
                    ended.after = Status { edges: status.edges.max(ended.after.edges), ..status };
                    watch(ended.after);
                } else if said.len() < TAIL {
                    said.push(line);
                }
            }
        }
        // It has closed its output, so it is at its end, and until somebody waits for it the system knows what it took.
        ended.worked = worked(child.id());
        let status = child.wait()?;
        ended.took = start.elapsed();
        if !status.success() {
            let written = said.iter().rev().find_map(|line| line.split_once("Test unit written to "));
            let input = written.map(|(_, path)| PathBuf::from(path.trim())).unwrap_or_default();
            let message = message(&said);
            ended.starved = if is_timeout(&message) { self.alone(&input)? } else { None };
            if ended.starved.is_none() {
                ended.find = Some((input, message));
            }
        }
        Ok(ended)
    }

    /// What one input takes of a processor when it is run once more; `None` if it dies again, or takes too long so too.
    /// libFuzzer's limit is of the clock, and says nothing of an input where more processes run than there are cores.
    fn alone(&self, input: &Path) -> io::Result<Option<Duration>> {
        let mut command = self.command();
        command.arg(input).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn()?;
        if let Some(mut stderr) = child.stderr.take() {
            io::copy(&mut stderr, &mut io::sink())?;
        }
        let worked = worked(child.id()).filter(|worked| worked.as_secs() < u64::from(TIMEOUT) / 2);
        Ok(worked.filter(|_| child.wait().is_ok_and(|status| status.success())))
    }

    fn command(&self) -> Command {
        let mut command = command(self.binaries, self.target);
        command.arg(format!("-rss_limit_mb={MEMORY}")).arg("-detect_leaks=0");
        // Nobody else writes to the corpus, and nobody reads the names of functions.
        command.args(["-reload=0", "-print_funcs=0"]);
        command.arg(format!("-artifact_prefix={}/", self.artifacts.display()));
        if self.target.form == Form::Chain {
            // What entropy costs to keep up is more than it gives.
            command.args(["-entropic=0", "-reduce_inputs=0"]);
        }
        if self.seed != 0 {
            command.arg(format!("-seed={}", self.seed));
        }
        if let Some(dictionary) = dictionary(self.target) {
            command.arg(format!("-dict={}", self.dictionaries.join(dictionary).display()));
        }
        if let Some(bug) = self.bug {
            command.env(verifail_fuzzing::under_test::PLANTED, bug);
        }
        command.env("RUST_BACKTRACE", "0");
        command
    }
}

/// The program of a target, with what holds of it whatever it is to do.
fn command(binaries: &Binaries, target: &Target) -> Command {
    let mut command = Command::new(binaries.program(target));
    command.arg(format!("-max_len={}", target.max_len)).arg(format!("-timeout={TIMEOUT}"));
    if !target.compares {
        // How often an edge is taken tells octets apart more than structures, or words that are found by tables:
        // without it a fifth of the inputs are kept, more edges are reached in the same time, and up to three times as
        // much is executed.
        command.arg("-use_counters=0");
    }
    command
}

/// libFuzzer ended a process over the time that an input took.
fn is_timeout(message: &str) -> bool {
    message.lines().next().is_some_and(|first| first.contains("ERROR: libFuzzer: timeout"))
}

/// Time that a process was on a processor, by `/proc`: how fast a target is says this, whoever else is at work on the
/// machine. User and system time are fields 14 and 15, in hundredths of a second (`man 5 proc`).
fn worked(process: u32) -> Option<Duration> {
    let text = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The second field is the program's name in parentheses, which may hold anything.
    let (_, fields) = text.rsplit_once(") ")?;
    let ticks = fields.split(' ').skip(11).take(2).map(|field| field.parse::<u64>().ok());
    Some(Duration::from_millis(ticks.sum::<Option<u64>>()? * 10))
}

/// The dictionary of a target.
pub(super) const fn dictionary(target: &Target) -> Option<&'static str> {
    match target.form {
        Form::Der => Some("x509.dict"),
        Form::Text => Some("texts.dict"),
        Form::Chain | Form::Octets => None,
    }
}

/// Writes to `into` as few of the inputs of some directories as keep every edge and feature.
pub(super) fn set_cover(binaries: &Binaries, target: &Target, into: &Path, from: &[PathBuf]) -> io::Result<()> {
    std::fs::create_dir_all(into)?;
    let mut command = command(binaries, target);
    command.arg("-merge=1").arg(into).args(from);
    let output = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).output()?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.lines().rev().take(4).collect::<Vec<_>>().join("; ");
    Err(io::Error::other(format!("{}: inputs could not be merged: {last}", target.name)))
}

/// Edges and features of all inputs of some directories together. Inputs of equal size are read in an order that `seed`
/// says.
pub(super) fn coverage(binaries: &Binaries, target: &Target, from: &[PathBuf], seed: u32) -> io::Result<Status> {
    let mut command = command(binaries, target);
    command.arg("-runs=0").arg(format!("-seed={seed}")).args(from);
    let output = command.stdin(Stdio::null()).output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.lines().rev().find_map(status);
    last.ok_or_else(|| io::Error::other(format!("{}: does not run: {said}", target.name)))
}

/// `#1234  NEW    cov: 77 ft: 88 corp: 9/10Kb …`
fn status(line: &str) -> Option<Status> {
    let executed = line.strip_prefix('#')?.split_whitespace().next()?.parse().ok()?;
    let after = |label: &str| {
        let (_, rest) = line.split_once(label)?;
        rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
    };
    Some(Status {
        executed,
        edges: after("cov: ")?,
        features: after("ft: ")?,
        inputs: after("corp: ").unwrap_or_default(),
    })
}

/// What a process died of: the find, or the panic, or libFuzzer's own words; without what changes from run to run.
fn message(said: &[String]) -> String {
    let from = |begins: &str| said.iter().position(|line| line.contains(begins));
    let found = from("FOUND ").or_else(|| from(" panicked at ")).or_else(|| from("ERROR: "));
    let lines = said.iter().skip(found.unwrap_or_default());
    let is_own = |line: &&String| !line.starts_with("stack backtrace") && !line.contains("libFuzzer has rudimentary");
    lines.take_while(is_own).take(120).cloned().collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_status_is_read_and_no_other() {
        let line = "#32816\tNEW    cov: 5269 ft: 13206 corp: 1482/1332Kb lim: 1631 exec/s: 2983 rss: 37Mb";
        let expected = Status { executed: 32_816, edges: 5_269, features: 13_206, inputs: 1_482 };
        assert_eq!(status(line), Some(expected));
        assert_eq!(
            status("#2\tINITED cov: 4 ft: 5 corp: 1/1b"),
            Some(Status { executed: 2, edges: 4, features: 5, inputs: 1 })
        );
        assert_eq!(status("\tNEW_FUNC[1/13]: 0x56027a30d0c1"), None);
        assert_eq!(status("INFO: Loaded 1 modules"), None);
    }

    #[test]
    fn a_timeout_is_told_from_other_ends() {
        assert!(is_timeout("==7== ERROR: libFuzzer: timeout after 21 seconds\n#0 0x55"));
        assert!(!is_timeout("==7== ERROR: libFuzzer: deadly signal\nERROR: libFuzzer: timeout"));
        assert!(!is_timeout(""));
    }

    #[test]
    fn what_a_process_died_of_begins_at_the_find() {
        let said =
            ["INFO: Seed: 1", "thread '<unnamed>' (7) panicked at target.rs:85:17:", "FOUND x [kind] what", "more"];
        let said: Vec<String> = said.iter().map(ToString::to_string).collect();
        assert_eq!(message(&said), "FOUND x [kind] what\nmore");
    }
}
