//! The programs that are asked to connect: a file a program.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::certificates::Certificates;
use super::faults::{FAULTS, Fault, Setting};
use super::merge::{Captured, Known};
use super::normal;
use super::process::{self, Said};
use super::servers::{Preface, Server};

mod amqp;
mod aria2;
mod cargo;
mod chromium;
mod curl;
mod deno;
mod docker;
mod erlang;
mod etcd;
mod git;
mod gnutls;
mod go;
mod java;
mod kcat;
mod kdig;
mod lftp;
mod mail;
mod mbedtls;
mod mysql;
mod node;
mod nss;
mod openconnect;
mod openssl;
mod pandoc;
mod perl;
mod php;
mod postgres;
mod programs;
mod proxies;
mod python;
mod ruby;
mod rustls;
mod subversion;
mod uv;
mod w3m;
mod wget;
mod wolfssl;

/// A program, or a way to use one.
pub(crate) struct Client {
    /// What the capture calls it.
    pub(crate) name: &'static str,
    /// The stack whose file its rows are in.
    pub(crate) stack: &'static str,
    /// What it says of its version, and of the engine that matters. Absent programs are skipped.
    pub(crate) version: Version,
    /// The faults that it can be told of and notices, and speaks TLS about.
    pub(crate) meets: fn(&Target<'_>) -> bool,
    /// How it connects.
    pub(crate) connects: Connects,
    /// The lines that speak of the failure.
    pub(crate) picks: fn(&Said) -> String,
}

/// How a program is asked for its version.
pub(crate) enum Version {
    /// The first line with a digit that a command prints.
    Line(&'static str, &'static [&'static str]),
    /// Otherwise.
    Own(fn() -> Option<String>),
}

/// How a client connects.
pub(crate) enum Connects {
    /// A command. `None` where a file for it cannot be written.
    Command(fn(&Target<'_>) -> Option<Command>),
    /// A command that reads what a server presents from a file.
    File(fn(&Target<'_>) -> Option<Command>),
    /// A command that begins TLS when a MySQL server has greeted it.
    Greeted(fn(&Target<'_>) -> Option<Command>),
    /// In this program; empty where it does not fail.
    Inside(fn(&Target<'_>) -> Option<String>),
    /// A file of `capture/scripts`.
    Script(Script),
}

/// A file of `capture/scripts` that is run with [`Target::scripted`]'s arguments.
pub(crate) struct Script {
    pub(crate) file: &'static str,
    pub(crate) text: &'static str,
    /// What compiles it, where something must: `OUT` and `IN` stand for the files.
    pub(crate) compiler: &'static [&'static str],
    /// What runs it, with `IN` for the file, or for what was compiled.
    pub(crate) command: &'static [&'static str],
}

/// Reads a file of `capture/scripts`.
macro_rules! script {
    ($file:literal, $command:expr) => {
        script!($file, $command, compiled by &[])
    };
    ($file:literal, $command:expr, compiled by $compiler:expr) => {
        $crate::capture::clients::Connects::Script($crate::capture::clients::Script {
            file: $file,
            text: include_str!(concat!("../scripts/", $file)),
            compiler: $compiler,
            command: $command,
        })
    };
}
use script;

/// All faults.
pub(crate) fn any(_: &Target<'_>) -> bool {
    true
}

/// Those without a proxy.
pub(super) fn without_proxy(target: &Target<'_>) -> bool {
    target.proxy().is_none()
}

/// Those that need neither a proxy nor a certificate of the client.
pub(super) fn plain(target: &Target<'_>) -> bool {
    target.proxy().is_none() && target.own().is_none()
}

/// Those that need no certificate of the client.
pub(crate) fn plain_or_proxy(target: &Target<'_>) -> bool {
    target.own().is_none()
}

/// Those of the handshake, for programs that speak another protocol than the servers do afterwards.
pub(super) fn handshakes(target: &Target<'_>) -> bool {
    target.proxy().is_none() && !target.fault.completes() && target.fault.name != "silence"
}

/// Those of the handshake that need no certificate of the client.
pub(super) fn plain_handshakes(target: &Target<'_>) -> bool {
    handshakes(target) && target.own().is_none()
}

impl Client {
    pub(crate) fn version(&self) -> Option<String> {
        match self.version {
            Version::Line(program, arguments) => version_of(program, arguments),
            Version::Own(version) => version(),
        }
    }

    /// Whether it is there to be run; compiles what must be compiled.
    fn prepare(&self, certificates: &Certificates) -> Result<String, String> {
        let version = self.version().ok_or("is not installed")?;
        if let Connects::Script(script) = &self.connects {
            script.prepare(certificates.directory()).ok_or("has no compiler here, or not its library")?;
        }
        Ok(version)
    }

    /// What it prints about a fault, and whether its handshake came to its end. No text where it is too slow, or the
    /// fault cannot be made.
    fn said(&self, fault: &'static Fault, certificates: &Certificates) -> (Option<String>, bool) {
        let preface = if matches!(self.connects, Connects::Greeted(_)) { Preface::Mysql } else { Preface::None };
        let Ok(server) = Server::start(fault.behaviour, preface, certificates) else { return (None, false) };
        let target = Target { fault, port: server.port, certificates };
        let said = match &self.connects {
            Connects::Inside(connect) => connect(&target).map(|err| Said { err, ..Said::default() }),
            Connects::Command(command) | Connects::File(command) | Connects::Greeted(command) => {
                command(&target).and_then(process::run)
            }
            Connects::Script(script) => process::run(script.command(certificates.directory(), &target)),
        };
        let normal = |said| normal::normal(&(self.picks)(&said), server.port, certificates.directory());
        (said.map(normal), server.was_reached() || matches!(self.connects, Connects::File(_)))
    }

    /// The positive control: it accepts a server with nothing wrong, whatever it wants of it afterwards. What a program
    /// says of faults that fails here would be about something else.
    fn accepts_what_is_right(&self, certificates: &Certificates) -> bool {
        (0..3).any(|_| FAULTS.first().is_some_and(|none| self.said(none, certificates).1))
    }
}

impl Script {
    /// Writes the file into a directory and compiles it.
    pub(crate) fn prepare(&self, directory: &Path) -> Option<()> {
        let path = directory.join(self.file);
        std::fs::write(&path, self.text).ok()?;
        let [program, arguments @ ..] = self.compiler else { return Some(()) };
        let out = directory.join(self.file.split('.').next()?);
        let mut command = process::command(program);
        command.args(arguments.iter().map(|argument| match *argument {
            "IN" => path.clone(),
            "OUT" => out.clone(),
            other => PathBuf::from(other),
        }));
        process::run_within(COMPILATION, command)?;
        out.exists().then_some(())
    }

    /// What runs it in the directory that it is prepared in.
    pub(crate) fn command(&self, directory: &Path, target: &Target<'_>) -> Command {
        let mut words = self.command.iter().map(|word| match *word {
            "IN" => directory.join(self.file),
            "OUT" => directory.join(self.file.split('.').next().unwrap_or_default()),
            other => PathBuf::from(other),
        });
        let mut command = process::command(words.next().unwrap_or_default());
        command.args(words);
        target.scripted(&mut command);
        command
    }
}

/// Time for a compiler on a busy machine.
pub(super) const COMPILATION: Duration = Duration::from_secs(180);

/// One client and every fault; `None` where the client is not installed.
pub(super) fn capture(
    client: &'static Client,
    faults: &[&'static Fault],
    certificates: &Certificates,
    known: &Known,
) -> Option<Captured> {
    let version = match client.prepare(certificates) {
        Ok(version) => version,
        Err(why) => {
            eprintln!("SKIPPED: {} {why}", client.name);
            return None;
        }
    };
    if !client.accepts_what_is_right(certificates) {
        eprintln!("SKIPPED: {} fails its control", client.name);
        return None;
    }
    let mut captured = Captured::new(client.name, client.stack, version);
    for fault in faults {
        if (client.meets)(&Target { fault, port: 0, certificates }) {
            captured.ask(fault.name, known, || client.said(fault, certificates).0);
        }
    }
    for fault in &captured.missed {
        eprintln!("SKIPPED: {}, {fault}: no answer in time", client.name);
    }
    eprintln!("{}: {} texts", client.name, captured.said.len());
    Some(captured)
}

/// What a client connects to.
pub(crate) struct Target<'a> {
    pub(crate) fault: &'a Fault,
    pub(crate) port: u16,
    pub(crate) certificates: &'a Certificates,
}

impl Target<'_> {
    pub(crate) fn host(&self) -> &'static str {
        self.fault.host
    }

    /// `https://…/`; behind a proxy, of a server that is never reached.
    pub(crate) fn url(&self) -> String {
        match self.proxy() {
            Some(_) => format!("https://{}/", self.host()),
            None => format!("https://{}:{}/", self.host(), self.port),
        }
    }

    pub(crate) fn proxy(&self) -> Option<String> {
        (self.fault.setting == Setting::Proxy).then(|| format!("http://127.0.0.1:{}", self.port))
    }

    /// The file of trusted CAs.
    pub(crate) fn trust(&self) -> PathBuf {
        self.certificates.file(match self.fault.setting {
            Setting::EmptyTrust => "empty.pem",
            Setting::NoTrust => "absent.pem",
            _ => "ca.pem",
        })
    }

    /// A database of NSS with the trusted CAs, made with `certutil`, below a directory that may be a home.
    pub(super) fn database(&self) -> Option<PathBuf> {
        let name = match self.fault.setting {
            Setting::EmptyTrust => "home-empty/.pki/nssdb",
            Setting::NoTrust => return Some(self.certificates.file("absent")),
            _ => "home/.pki/nssdb",
        };
        Some(self.certificates.file(name))
    }

    /// The file of revocation lists to check against.
    pub(super) fn revocation_lists(&self) -> Option<PathBuf> {
        (self.fault.setting == Setting::Revocation).then(|| self.certificates.file("crl.pem"))
    }

    /// Whether the fault is one of application protocols, which some programs offer only when they are told.
    pub(super) fn offers_protocols(&self) -> bool {
        self.fault.setting == Setting::OffersProtocols || self.fault.name == "odd-protocol"
    }

    /// Whether TLS 1.3 is to be offered alone.
    pub(super) fn is_only_tls13(&self) -> bool {
        self.fault.setting == Setting::OnlyTls13
    }

    /// Certificate and key of the client.
    pub(crate) fn own(&self) -> Option<(PathBuf, PathBuf)> {
        match self.fault.setting {
            Setting::Own(certificate, key) => Some((
                self.certificates.file(&format!("{certificate}.pem")),
                self.certificates.file(&format!("{key}.key")),
            )),
            _ => None,
        }
    }

    /// The arguments of a script: host, port, trusted CAs, then the client's certificate and key, and the proxy, or
    /// `-`. What else the lab's faults need is in the environment.
    pub(crate) fn scripted(&self, command: &mut Command) {
        let (certificate, key) = self.own().unwrap_or_else(|| ("-".into(), "-".into()));
        command.arg(self.host()).arg(self.port.to_string()).arg(self.trust()).arg(certificate).arg(key);
        command.arg(self.proxy().unwrap_or_else(|| "-".into()));
        if let Some(lists) = self.revocation_lists() {
            command.env("VERIFAIL_REVOCATION_LISTS", lists);
        }
        if self.is_only_tls13() {
            command.env("VERIFAIL_ONLY_TLS13", "1");
        }
    }
}

/// Every client.
pub(crate) static CLIENTS: &[&Client] = &[
    &amqp::AMQP_PUBLISH,
    &aria2::ARIA2,
    &curl::CURL,
    &deno::BUN,
    &deno::DENO,
    &docker::DOCKER,
    &git::GIT,
    &gnutls::GNUTLS_CLI,
    &kdig::KDIG,
    &lftp::LFTP,
    &mail::FETCHMAIL,
    &mail::MSMTP,
    &mail::SWAKS,
    &mbedtls::MBEDTLS,
    &mysql::MYSQL,
    &node::NODE,
    &nss::TSTCLNT,
    &openconnect::OPENCONNECT,
    &openssl::S_CLIENT,
    &openssl::VERIFY,
    &pandoc::PANDOC,
    &perl::IO_SOCKET_SSL,
    &perl::LWP,
    &php::PHP,
    &postgres::PSQL,
    &programs::LDAPSEARCH,
    &programs::MOSQUITTO,
    &programs::NCAT,
    &programs::REDIS_CLI,
    &programs::SOCAT,
    &proxies::HAPROXY,
    &proxies::NGINX,
    &proxies::STUNNEL,
    &python::AIOHTTP,
    &python::CURL_CFFI,
    &python::GRPC,
    &python::HTTPX,
    &python::PYMONGO,
    &python::PYOPENSSL,
    &python::REQUESTS,
    &python::SSL,
    &python::URLLIB,
    &python::URLLIB3,
    &ruby::RUBY,
    &rustls::RUSTLS,
    &subversion::SVN,
    &uv::UV,
    &w3m::W3M,
    &wget::WGET,
    &wolfssl::WOLFSSL,
    // The slow ones are begun first: the list is taken from its end.
    &cargo::CARGO,
    &etcd::ETCDCTL,
    &kcat::KCAT,
    &erlang::ERLANG,
    &java::JAVA,
    &node::NPM,
    &go::GO,
    &python::PIP,
    &chromium::CHROMIUM,
];

/// The first line with a digit of what a program says of its version; `None` where it fails.
pub(super) fn version_of(program: &str, arguments: &[&str]) -> Option<String> {
    said_of(program, arguments).filter(Said::succeeded).and_then(|said| line_with_digit(&said))
}

/// The same of a program that says that it fails when it is asked.
pub(super) fn version_despite(program: &str, arguments: &[&str]) -> Option<String> {
    said_of(program, arguments).and_then(|said| line_with_digit(&said))
}

fn said_of(program: &str, arguments: &[&str]) -> Option<Said> {
    let mut command = process::command(program);
    command.args(arguments);
    process::run(command)
}

fn line_with_digit(said: &Said) -> Option<String> {
    let mut lines = said.out.lines().chain(said.err.lines());
    lines.find(|line| line.bytes().any(|octet| octet.is_ascii_digit())).map(|line| line.trim().to_owned())
}

/// All that was printed, errors first where there are any.
pub(super) fn everything(said: &Said) -> String {
    if said.err.trim().is_empty() { said.out.clone() } else { said.err.clone() }
}

/// The lines with one of these words.
pub(crate) fn lines_with(text: &str, words: &[&str]) -> String {
    let lines = text.lines().filter(|line| words.iter().any(|word| line.contains(word)));
    lines.collect::<Vec<_>>().join("\n")
}

/// The lines with none of these words.
pub(crate) fn lines_without(text: &str, words: &[&str]) -> String {
    let lines = text.lines().filter(|line| !words.iter().any(|word| line.contains(word)));
    lines.collect::<Vec<_>>().join("\n")
}
