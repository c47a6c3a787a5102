//! Whether clients resume sessions that they must not: *resumed is accepted ⇒ a fresh handshake would be accepted*.
//!
//! A ticket stands in for the certificate. A client that made a session under one configuration, or for one name, and
//! resumes it under another, has verified nothing of what that one asks for. The servers are those of the lab that
//! resume whatever they are offered; each [`Pair`] is a way to make a session and a way to resume it, of which a fresh
//! handshake refuses the second, and the control, where both are the same, shows that a client resumes at all.
//!
//! What the stock clients are known to get wrong is in [`KNOWN`]: OpenSSL's own client is the positive control, without
//! whose violation nothing is measured.

mod clients;

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::io::Write as _;

use verifail_lab::{LabOptions, Running, fault};

pub use self::clients::{CLIENTS, Client};

/// How a session is made, and how it is resumed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// What it is called.
    pub name: &'static str,
    /// The server, a fault of the lab; of TLS 1.2 it has `-tls-1-2` at the end.
    fault: &'static str,
    made: Configuration,
    resumed: Configuration,
}

/// What a client asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Configuration {
    name: &'static str,
    verifies: bool,
}

const STRICT: Configuration = Configuration { name: "localhost", verifies: true };
const LENIENT: Configuration = Configuration { name: "localhost", verifies: false };
const NEIGHBOUR: Configuration = Configuration { name: "neighbour.example", verifies: true };

/// The control, then the ways to get it wrong.
pub const PAIRS: &[Pair] = &[
    Pair { name: "control", fault: "any-session", made: STRICT, resumed: STRICT },
    Pair { name: "other-name", fault: "any-session-wrong-name", made: NEIGHBOUR, resumed: STRICT },
    Pair { name: "unverified-issuer", fault: "any-session-unknown-ca", made: LENIENT, resumed: STRICT },
    Pair { name: "unverified-validity", fault: "any-session-expired", made: LENIENT, resumed: STRICT },
];

/// The versions: what the faults' names end with, and what people call them.
pub const VERSIONS: [(&str, &str); 2] = [("-tls-1-2", "TLS 1.2"), ("", "TLS 1.3")];

/// What a client is known to resume and must not; whether every version of it does.
pub const KNOWN: &[(&str, &str, Always)] = &[
    // s_client restores the session's own verification result, and compares no name.
    ("openssl", "other-name", Always::Yes),
    ("openssl", "unverified-issuer", Always::Yes),
    ("openssl", "unverified-validity", Always::Yes),
    // The library verifies in full handshakes alone: to keep sessions apart is its callers' business.
    ("gnutls", "other-name", Always::Yes),
    ("gnutls", "unverified-issuer", Always::Yes),
    ("gnutls", "unverified-validity", Always::Yes),
    // The module's names and chain are verified by OpenSSL, in full handshakes alone.
    ("python", "other-name", Always::Yes),
    ("python", "unverified-issuer", Always::Yes),
    ("python", "unverified-validity", Always::Yes),
    // checkServerIdentity is not called for a session that is reused, until the releases of June 2026.
    ("node", "other-name", Always::No),
];

/// Whether every version of a client does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Always {
    /// Some versions do.
    No,
    /// Every one: one that does not is a difference.
    Yes,
}

/// What a client made of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// A fresh handshake under the second configuration is accepted.
    pub fresh: bool,
    /// A handshake that offers the session is.
    pub offered: bool,
    /// The session was resumed.
    pub resumed: bool,
}

impl Answer {
    /// Whether the property is violated.
    pub const fn is_violation(self) -> bool {
        self.offered && self.resumed && !self.fresh
    }
}

/// What came out of a run.
#[derive(Debug, Default)]
pub struct Report {
    /// Answers by client, pair and version.
    pub answers: BTreeMap<(&'static str, &'static str, &'static str), Answer>,
    /// Clients that are not installed, or that cannot be asked, and why.
    pub absent: Vec<(&'static str, String)>,
    /// What is not as it has to be, a line each.
    pub differences: Vec<String>,
}

impl Report {
    /// The violations, known ones too.
    pub fn violations(&self) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
        self.answers.iter().filter(|(_, answer)| answer.is_violation()).map(|(key, _)| *key)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for ((client, pair, version), answer) in &self.answers {
            let accepted = |accepted| if accepted { "accepted" } else { "refused" };
            let how = if answer.resumed { "resumed" } else { "not resumed" };
            let verdict = if answer.is_violation() { ": VIOLATION" } else { "" };
            writeln!(
                f,
                "{client:<16} {pair:<20} {version}  fresh {}, offered {} ({how}){verdict}",
                accepted(answer.fresh),
                accepted(answer.offered)
            )?;
        }
        self.absent.iter().try_for_each(|(client, why)| writeln!(f, "{client:<16} absent: {why}"))
    }
}

/// The servers of all pairs, and a file of their trust anchors.
struct Servers {
    running: Vec<(Pair, &'static str, Running)>,
    anchors: tempfile::NamedTempFile,
}

/// Asks every client about every pair.
///
/// # Errors
/// When the servers cannot be started.
pub fn run(clients: &[Client]) -> Result<Report, Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let servers = runtime.block_on(serve())?;
    let mut report = Report::default();
    for client in clients {
        match (client.answers)(&servers) {
            Ok(answers) if answers.len() == servers.running.len() => {
                for ((pair, version, _), answer) in servers.running.iter().zip(answers) {
                    judge(client.name, pair, version, answer, &mut report.differences);
                    report.answers.insert((client.name, pair.name, version), answer);
                }
            }
            Ok(answers) => report.absent.push((client.name, format!("it answers {} times", answers.len()))),
            Err(error) => report.absent.push((client.name, error.to_string())),
        }
    }
    Ok(report)
}

async fn serve() -> Result<Servers, Box<dyn Error>> {
    let (mut running, mut anchors) = (Vec::new(), tempfile::NamedTempFile::new()?);
    for pair in PAIRS {
        for (suffix, version) in VERSIONS {
            let name = format!("{}{suffix}", pair.fault);
            let server = fault(&name).ok_or(name)?.start(&LabOptions::default()).await?;
            anchors.write_all(server.anchors_pem().as_bytes())?;
            running.push((*pair, version, server));
        }
    }
    anchors.flush()?;
    Ok(Servers { running, anchors })
}

fn judge(client: &str, pair: &Pair, version: &str, answer: Answer, differences: &mut Vec<String>) {
    let known = KNOWN.iter().find(|(name, of, _)| *name == client && *of == pair.name).map(|(_, _, always)| *always);
    let is_control = pair.name == "control";
    let wrong = if is_control != answer.fresh {
        Some("a fresh handshake must be accepted by the control and refused by the others")
    } else if is_control && !(answer.offered && answer.resumed) {
        Some("the client resumes nothing, so that it says nothing")
    } else if answer.is_violation() && known.is_none() {
        Some("a session is resumed where a fresh handshake is refused")
    } else if !answer.is_violation() && known == Some(Always::Yes) {
        Some("a known violation is not there any more")
    } else {
        None
    };
    differences.extend(wrong.map(|wrong| format!("{client}, {}, {version}: {wrong}: {answer:?}", pair.name)));
}
