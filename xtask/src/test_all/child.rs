//! Runs cargo for a step: what it prints is passed on line by line while it runs, counted on the way, and only its end
//! is kept, so that a noisy child costs no more memory than a quiet one.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, SyncSender};
use std::thread;

use super::counts::Counts;

/// Lines of a failed step that are shown again in the summary.
pub(super) const TAIL_LINES: usize = 60;
/// Bytes of a line that are passed on; the rest of it is dropped.
const LINE_BYTES: u64 = 8 * 1024;
/// Lines under way between the child and the terminal.
const LINES_UNDER_WAY: usize = 256;

/// What the output is shown on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terminal {
    /// Whether children are asked for colour: their own output is a pipe, and they would print none.
    pub(super) colour: bool,
}

/// What a child did.
#[derive(Debug, Default)]
pub(super) struct Ran {
    pub(super) success: bool,
    /// The sum of all test summaries in the output; `None` where there was none.
    pub(super) counts: Option<Counts>,
    /// The last lines, in the order of arrival. Both streams are in it.
    pub(super) tail: Vec<String>,
}

/// Runs cargo in `root`. A cargo that cannot be started is a failure of the step, and said so, not an error.
///
/// # Errors
///
/// `out` cannot be written, or the child is lost.
pub(super) fn cargo(root: &Path, arguments: &[&str], terminal: Terminal, out: &mut dyn Write) -> io::Result<Ran> {
    // Set by the cargo that runs this program, and then the same toolchain is used throughout.
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(cargo);
    command.args(arguments).current_dir(root);
    command.env("CARGO_TERM_COLOR", if terminal.colour { "always" } else { "never" });
    // What cargo has told this program of itself would look like a changed environment to build scripts.
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")) {
            command.env_remove(name);
        }
    }
    run(&mut command, out)
}

fn run(command: &mut Command, out: &mut dyn Write) -> io::Result<Ran> {
    let spawned = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = match spawned {
        Ok(child) => child,
        Err(error) => {
            let line = format!("{} cannot be started: {error}", command.get_program().to_string_lossy());
            writeln!(out, "{line}")?;
            return Ok(Ran { tail: vec![line], ..Ran::default() });
        }
    };
    let (sender, lines) = mpsc::sync_channel(LINES_UNDER_WAY);
    let readers = [
        child.stdout.take().map(|stream| forward(stream, sender.clone())),
        child.stderr.take().map(|stream| forward(stream, sender)),
    ];
    let mut tail = VecDeque::new();
    let mut counts: Option<Counts> = None;
    for line in lines {
        writeln!(out, "{line}")?;
        if let Some(found) = Counts::parse(&anstream::adapter::strip_str(&line).to_string()) {
            *counts.get_or_insert_default() += found;
        }
        if tail.len() == TAIL_LINES {
            tail.pop_front();
        }
        tail.push_back(line);
    }
    for reader in readers.into_iter().flatten() {
        reader.join().map_err(|_| io::Error::other("a reader of the child's output panicked"))?;
    }
    Ok(Ran { success: child.wait()?.success(), counts, tail: tail.into() })
}

/// Sends the lines of `stream` until it ends or nobody listens.
fn forward(stream: impl Read + Send + 'static, lines: SyncSender<String>) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let mut stream = BufReader::new(stream);
        let mut line = Vec::new();
        while let Ok(1..) = stream.by_ref().take(LINE_BYTES).read_until(b'\n', &mut line) {
            if line.ends_with(b"\n") {
                line.pop();
            } else {
                // Too long, or the end of the stream.
                let _ = stream.skip_until(b'\n');
            }
            if lines.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
                return;
            }
            line.clear();
        }
    })
}

// The tests need a shell.
#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> (Ran, String) {
        let mut out = Vec::new();
        let ran = run(Command::new("sh").args(["-c", script]), &mut out).expect("a run");
        (ran, String::from_utf8_lossy(&out).into_owned())
    }

    #[test]
    fn output_is_passed_on_and_summaries_are_added_up_through_colour() {
        let (ran, out) = shell(
            "echo 'test result: ok. 2 passed; 0 failed; 0 ignored'\n\
             printf 'test result: \\033[32mok\\033[0m. 3 passed; 0 failed; 1 ignored\\n'\n\
             echo said >&2",
        );
        assert!(ran.success);
        assert_eq!(ran.counts, Some(Counts { passed: 5, failed: 0, skipped: 1 }));
        assert!(out.contains("said\n") && out.contains("2 passed"), "{out}");
    }

    #[test]
    fn only_the_end_of_a_long_output_is_kept() {
        let (ran, out) = shell("i=0; while [ $i -lt 500 ]; do echo line $i; i=$((i+1)); done; exit 3");
        assert!(!ran.success);
        assert_eq!(ran.counts, None);
        assert_eq!(out.lines().count(), 500);
        assert_eq!(ran.tail.len(), TAIL_LINES);
        assert_eq!(ran.tail.last().map(String::as_str), Some("line 499"));
    }

    #[test]
    fn a_line_without_end_is_cut_and_the_next_one_is_whole() {
        let (_, out) = shell("head -c 100000 /dev/zero | tr '\\0' x; echo; echo next");
        let lengths: Vec<usize> = out.lines().map(str::len).collect();
        assert_eq!(lengths, [8 * 1024, 4]);
    }

    #[test]
    fn a_program_that_does_not_exist_is_a_failure_that_says_so() {
        let mut out = Vec::new();
        let ran = run(&mut Command::new("verifail-no-such-program"), &mut out).expect("a run");
        assert!(!ran.success);
        assert!(String::from_utf8_lossy(&out).starts_with("verifail-no-such-program cannot be started: "));
    }
}
