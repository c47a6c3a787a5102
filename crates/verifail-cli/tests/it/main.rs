//! The command as a user meets it: what it prints, where, and with which exit code. Verification itself is tested in
//! the core.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking, helpers too")]

mod captures;
mod chain_file;
mod compare;
mod demo;
mod diagnose;
mod documentation;
mod explain;
mod holds;
mod input;
mod knobs;
mod lab;
mod library_use;
mod policies;
mod probe;
mod reasons;
mod report_page;
mod revocation;
mod settled;
mod usage;
mod verdict;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The time of the demo's chains.
const AT: &str = "2026-11-21T00:00:00Z";

/// What a run left behind.
struct Ran {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Ran {
    /// The exit code, or the whole run as a failure's message.
    #[track_caller]
    fn expect_code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }
}

/// The command with nothing of the caller's environment that colours output.
fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_verifail"));
    command.args(arguments);
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(variable);
    }
    command
}

/// Runs to the end with `stdin` on standard input.
fn run(mut command: Command, stdin: &[u8]) -> Ran {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    // A command that does not read its input closes the pipe; that is no fault of the test.
    let _ = child.stdin.take().expect("standard input is piped").write_all(stdin);
    let output = child.wait_with_output().expect("the command ends");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    Ran { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// Runs in `directory`.
fn verifail_in(directory: &Path, arguments: &[&str]) -> Ran {
    let mut command = command(arguments);
    command.current_dir(directory);
    run(command, b"")
}

fn verifail(arguments: &[&str]) -> Ran {
    run(command(arguments), b"")
}

/// A fresh directory of that name.
fn scratch(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&directory);
    std::fs::create_dir_all(&directory).expect("the scratch directory can be made");
    directory
}

/// A fresh directory with the demo's chains.
fn with_demo_files(name: &str) -> PathBuf {
    let directory = scratch(name);
    verifail_in(&directory, &["demo", "--write", "."]).expect_code(0);
    directory
}

/// `verify` of one of the demo's chains as its client would, with more options.
fn verify_demo(directory: &Path, case: &str, name: &str, more: &[&str]) -> Ran {
    let (chain, anchors) = (format!("{case}.pem"), format!("{case}-anchors.pem"));
    let mut arguments = vec!["verify", &chain, "--anchors", &anchors, "--name", name];
    if !more.contains(&"--time") {
        arguments.extend(["--time", AT]);
    }
    arguments.extend(more);
    verifail_in(directory, &arguments)
}

#[test]
fn no_file_here_is_forgotten() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let main = std::fs::read_to_string(directory.join("main.rs")).expect("this file is there");
    for entry in std::fs::read_dir(directory).expect("this directory is there") {
        let path = entry.expect("an entry").path();
        // Snapshots that wait for review lie beside the files.
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let module = path.file_stem().expect("a file name").to_string_lossy().into_owned();
        assert!(module == "main" || main.contains(&format!("\nmod {module};")), "{module} is not part of the test");
    }
}
