//! Child processes that are bounded in time and end by their own id.

use std::ffi::OsStr;
use std::io::Read;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Time for a client that has a timeout of its own far below.
pub(crate) const LIMIT: Duration = Duration::from_secs(15);
/// Octets that are read of each stream.
const MAX_OUTPUT: usize = 64 * 1024;
/// Variables that change what programs trust, whom they ask and how they word it.
const FORGOTTEN: [&str; 27] = [
    "ALL_PROXY",
    "AWS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
    "GIT_SSL_CAINFO",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "JAVA_TOOL_OPTIONS",
    "JDK_JAVA_OPTIONS",
    "LANG",
    "LANGUAGE",
    "LC_MESSAGES",
    "NODE_EXTRA_CA_CERTS",
    "NODE_OPTIONS",
    "NODE_TLS_REJECT_UNAUTHORIZED",
    "NO_PROXY",
    "OPENSSL_CONF",
    "PERL_LWP_SSL_CA_FILE",
    "PIP_CERT",
    "PYTHONWARNINGS",
    "REQUESTS_CA_BUNDLE",
    "RUBYOPT",
    "SSLKEYLOGFILE",
    "SSL_CERT_DIR",
    "SSL_CERT_FILE",
    "all_proxy",
    "http_proxy",
    "https_proxy",
];

/// What a program printed.
#[derive(Debug, Default)]
pub(crate) struct Said {
    pub(crate) out: String,
    pub(crate) err: String,
    /// How it ended; `None` where it did not by itself.
    pub(super) status: Option<ExitStatus>,
}

impl Said {
    pub(super) fn succeeded(&self) -> bool {
        self.status.is_some_and(|status| status.success())
    }
}

/// A command in an environment that says nothing about trust, proxies and languages.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for variable in FORGOTTEN {
        command.env_remove(variable);
    }
    // A group of its own: its children end with it.
    command.process_group(0);
    command.env("LC_ALL", "C").env("TZ", "UTC").env("NO_COLOR", "1");
    command
}

/// Runs a command to its end; `None` where it cannot be started or does not end in its time.
pub(super) fn run(command: Command) -> Option<Said> {
    run_within(LIMIT, command)
}

/// Runs a command that may take longer than a client.
pub(super) fn run_within(limit: Duration, command: Command) -> Option<Said> {
    run_with(command, Stdio::null(), limit).filter(|said| said.status.is_some())
}

/// Runs a command with that input to its end, or to the end of its time.
pub(crate) fn run_with(command: Command, input: Stdio, limit: Duration) -> Option<Said> {
    let mut status = None;
    let said = watched(command, input, |child| {
        let end = Instant::now() + limit;
        while Instant::now() < end && status.is_none() {
            status = child.try_wait().ok().flatten();
            thread::sleep(Duration::from_millis(10));
        }
    });
    said.map(|said| Said { status, ..said })
}

/// Runs a server while something is done to it, and a moment longer.
pub(super) fn during(command: Command, act: impl FnOnce()) -> Option<Said> {
    watched(command, Stdio::null(), |_| {
        act();
        thread::sleep(Duration::from_millis(500));
    })
}

fn watched(mut command: Command, input: Stdio, act: impl FnOnce(&mut Child)) -> Option<Said> {
    command.stdin(input).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = Running(command.spawn().ok()?);
    let (out, err) = (reader(child.0.stdout.take()), reader(child.0.stderr.take()));
    act(&mut child.0);
    drop(child);
    Some(Said { out: all(&out), err: all(&err), status: None })
}

/// Sends what a stream has, piece by piece.
fn reader(stream: Option<impl Read + Send + 'static>) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let Some(mut stream) = stream else { return };
        let mut piece = [0; 4096];
        while let Ok(length) = stream.read(&mut piece) {
            if length == 0 || sender.send(piece[..length].to_vec()).is_err() {
                return;
            }
        }
    });
    receiver
}

/// All that was sent; a grandchild that keeps a stream open is not waited for.
fn all(pieces: &Receiver<Vec<u8>>) -> String {
    let mut octets = Vec::new();
    while let Ok(piece) = pieces.recv_timeout(Duration::from_millis(500)) {
        octets.extend(piece);
        if octets.len() > MAX_OUTPUT {
            break;
        }
    }
    String::from_utf8_lossy(&octets).into_owned()
}

/// A child that does not outlive this value.
#[derive(Debug)]
pub(super) struct Running(pub(super) Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself, and its children with it.
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stdout(Stdio::null()).stderr(Stdio::null()).status();
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
