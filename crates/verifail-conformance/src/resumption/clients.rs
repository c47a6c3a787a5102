//! The clients: programs of this machine, each asked about all pairs at once, and the one of this project.

use std::error::Error;
use std::io::{Read as _, Seek as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use rustls::client::Resumption;
use rustls::{ClientConfig, ClientConnection, HandshakeKind};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject as _;
use verifail_rustls::{Anchors, Roots, Sessions, TlsSettings};

use super::{Answer, Configuration, Servers};
use crate::capture::process;

/// A client.
#[derive(Clone, Copy, Debug)]
pub struct Client {
    /// Its name.
    pub name: &'static str,
    /// Its answers, in the order of the servers; an error where it is not installed.
    pub(super) answers: fn(&Servers) -> Answers,
}

/// What a client answers, or why it does not.
pub(super) type Answers = Result<Vec<Answer>, Box<dyn Error>>;

/// Time for a program that is compiled when it is run, on a machine that does other things.
const LIMIT: Duration = Duration::from_secs(120);

const ABSENT: &str = "it cannot be started";
const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

/// Every client. Of GnuTLS it is the library: `gnutls-cli --resume` knows one name and one configuration.
pub const CLIENTS: &[Client] = &[
    Client { name: "openssl", answers: openssl },
    Client { name: "python", answers: |servers| script(servers, "python3", &[], "resumption.py", PYTHON) },
    Client { name: "node", answers: |servers| script(servers, "node", &[], "resumption.js", NODE) },
    Client {
        name: "java",
        answers: |servers| {
            script(servers, "java", &["-Xshare:auto", "-XX:TieredStopAtLevel=1"], "Resumption.java", JAVA)
        },
    },
    Client { name: "go", answers: |servers| script(servers, "go", &["run"], "resumption.go", GO) },
    Client { name: "gnutls", answers: |servers| script(servers, "python3", &[], "gnutls.py", GNUTLS) },
    Client { name: "rustls", answers: rustls },
    Client { name: "verifail-rustls", answers: verifail_rustls },
];

const PYTHON: &str = include_str!("scripts/resumption.py");
const NODE: &str = include_str!("scripts/resumption.js");
const JAVA: &str = include_str!("scripts/Resumption.java");
const GNUTLS: &str = include_str!("scripts/gnutls.py");
const GO: &str = include_str!("scripts/resumption.go");

/// A script that prints a line for each case.
fn script(servers: &Servers, program: &str, options: &[&str], file: &str, text: &str) -> Answers {
    let directory = tempfile::tempdir()?;
    let path = directory.path().join(file);
    std::fs::write(&path, text)?;
    let mut command = process::command(program);
    // Nothing is looked up or kept outside of the directory.
    command.env("GOFLAGS", "-mod=mod").env("GOPROXY", "off").env("GO111MODULE", "off");
    command.args(options).arg(&path).arg(servers.anchors.path());
    for (pair, _, server) in &servers.running {
        let flag = |configuration: Configuration| u8::from(configuration.verifies);
        command.arg(format!(
            "{}:{}:{}:{}:{}",
            server.address().port(),
            pair.made.name,
            flag(pair.made),
            pair.resumed.name,
            flag(pair.resumed)
        ));
    }
    let said = process::run_with(command, Stdio::null(), LIMIT).ok_or(ABSENT)?;
    let answers = said.out.lines().map(answer).collect::<Option<Vec<_>>>();
    answers.filter(|answers| !answers.is_empty()).ok_or_else(|| format!("it says {:?}", said.err).into())
}

/// `rejected accepted resumed`.
fn answer(line: &str) -> Option<Answer> {
    let [fresh, offered, how] = line.split_whitespace().collect::<Vec<_>>()[..] else { return None };
    Some(Answer { fresh: fresh == "accepted", offered: offered == "accepted", resumed: how == "resumed" })
}

/// `openssl s_client`, whose sessions are files.
fn openssl(servers: &Servers) -> Answers {
    let directory = tempfile::tempdir()?;
    let mut answers = Vec::new();
    for (number, (pair, _, server)) in servers.running.iter().enumerate() {
        let session = directory.path().join(number.to_string());
        let anchors = servers.anchors.path();
        let port = server.address().port();
        let connect = |configuration, option: &str, session: &Path| {
            let mut command = s_client(port, configuration, anchors);
            command.arg(option).arg(session);
            said(command)
        };
        let fresh = said(s_client(port, pair.resumed, anchors)).ok_or(ABSENT)?;
        connect(pair.made, "-sess_out", &session).ok_or(ABSENT)?;
        let offered = connect(pair.resumed, "-sess_in", &session).ok_or(ABSENT)?;
        answers.push(Answer {
            fresh: is_answered(&fresh),
            offered: is_answered(&offered),
            resumed: offered.contains("Reused, "),
        });
    }
    Ok(answers)
}

fn s_client(port: u16, configuration: Configuration, anchors: &Path) -> Command {
    let mut command = process::command("openssl");
    command.args(["s_client", "-connect", &format!("127.0.0.1:{port}"), "-servername", configuration.name]);
    command.arg("-CAfile").arg(anchors).args(["-no-CApath", "-no-CAstore", "-ign_eof"]);
    if configuration.verifies {
        command.args(["-verify_return_error", "-verify_hostname", configuration.name]);
    }
    command
}

/// What it prints when it is given a request.
fn said(command: Command) -> Option<String> {
    let mut request = tempfile::tempfile().ok()?;
    request.write_all(REQUEST).ok()?;
    request.rewind().ok()?;
    process::run_with(command, request.into(), LIMIT).map(|said| said.out)
}

fn is_answered(said: &str) -> bool {
    said.contains("HTTP/1.1 200 OK")
}

/// rustls as it comes, with one memory of sessions for a configuration that verifies and one that does not.
fn rustls(servers: &Servers) -> Answers {
    let mut roots = rustls::RootCertStore::empty();
    roots.add_parsable_certificates(
        CertificateDer::pem_file_iter(servers.anchors.path())?.collect::<Result<Vec<_>, _>>()?,
    );
    let roots = Arc::new(roots);
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = |verifies: bool, sessions: &Resumption| -> Result<Arc<ClientConfig>, Box<dyn Error>> {
        let builder =
            ClientConfig::builder_with_provider(Arc::clone(&provider)).with_safe_default_protocol_versions()?;
        let mut config = builder.with_root_certificates(Arc::clone(&roots)).with_no_client_auth();
        if !verifies {
            // What verifies nothing is this project's own: rustls has none.
            let lenient = TlsSettings::new().dangerously_insecure().verifier()?;
            config.dangerous().set_certificate_verifier(lenient);
        }
        config.resumption = sessions.clone();
        Ok(Arc::new(config))
    };
    let mut answers = Vec::new();
    for (pair, _, server) in &servers.running {
        let port = server.address().port();
        let fresh = exchange(&config(true, &Resumption::disabled())?, port, pair.resumed.name).is_some();
        let sessions = Resumption::in_memory_sessions(16);
        let (strict, lenient) = (config(true, &sessions)?, config(false, &sessions)?);
        let of = |configuration: Configuration| if configuration.verifies { &strict } else { &lenient };
        exchange(of(pair.made), port, pair.made.name);
        let offered = exchange(of(pair.resumed), port, pair.resumed.name);
        answers.push(Answer { fresh, offered: offered.is_some(), resumed: offered == Some(HandshakeKind::Resumed) });
    }
    Ok(answers)
}

/// This project's client, with one memory of sessions for the settings that verify and those that do not.
fn verifail_rustls(servers: &Servers) -> Answers {
    let anchors = CertificateDer::pem_file_iter(servers.anchors.path())?.collect::<Result<Vec<_>, _>>()?;
    let strict = TlsSettings::new().roots(Roots::None).anchors(Anchors::of(anchors)?);
    let lenient = strict.clone().dangerously_insecure();
    let config =
        |settings: &TlsSettings, sessions: &Sessions| settings.client_with(sessions).map(|client| client.config);
    let mut answers = Vec::new();
    for (pair, _, server) in &servers.running {
        let port = server.address().port();
        let fresh = config(&strict, &Sessions::default())?;
        let sessions = Sessions::default();
        let (strict, lenient) = (config(&strict, &sessions)?, config(&lenient, &sessions)?);
        let of = |configuration: Configuration| if configuration.verifies { &strict } else { &lenient };
        let fresh = exchange(&fresh, port, pair.resumed.name).is_some();
        exchange(of(pair.made), port, pair.made.name);
        let offered = exchange(of(pair.resumed), port, pair.resumed.name);
        answers.push(Answer { fresh, offered: offered.is_some(), resumed: offered == Some(HandshakeKind::Resumed) });
    }
    Ok(answers)
}

/// One exchange; how its handshake was, where it was accepted.
fn exchange(config: &Arc<ClientConfig>, port: u16, name: &'static str) -> Option<HandshakeKind> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
    let mut connection = ClientConnection::new(Arc::clone(config), name.try_into().ok()?).ok()?;
    let mut tls = rustls::Stream::new(&mut connection, &mut stream);
    tls.write_all(REQUEST).ok()?;
    let mut answer = Vec::new();
    tls.read_to_end(&mut answer).ok()?;
    connection.handshake_kind()
}
