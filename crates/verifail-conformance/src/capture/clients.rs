//! The programs that are asked to connect: a file a program.

use std::path::PathBuf;
use std::process::Command;

use super::certificates::Certificates;
use super::faults::{Fault, Setting};
use super::process::Said;

mod curl;
mod erlang;
mod git;
mod gnutls;
mod java;
mod mail;
mod node;
mod openssl;
mod perl;
mod php;
mod postgres;
mod programs;
mod proxies;
mod python;
mod ruby;
mod rustls;
mod wget;

/// A program, or a way to use one.
pub(crate) struct Client {
    /// What the capture calls it.
    pub(crate) name: &'static str,
    /// The stack whose file its rows are in.
    pub(crate) stack: &'static str,
    /// Prints its version, and that of the engine that matters. Absent programs are skipped.
    pub(crate) version: fn() -> Option<String>,
    /// How it connects.
    pub(crate) connects: Connects,
    /// The lines that speak of the failure.
    pub(crate) picks: fn(&Said) -> String,
}

/// How a client connects. `None` where it cannot be told what the fault needs.
pub(crate) enum Connects {
    Command(fn(&Target<'_>) -> Option<Command>),
    Inside(fn(&Target<'_>) -> Option<String>),
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

    /// The file of revocation lists to check against.
    pub(crate) fn revocation_lists(&self) -> Option<PathBuf> {
        (self.fault.setting == Setting::Revocation).then(|| self.certificates.file("crl.pem"))
    }

    /// Whether the fault is one of application protocols, which some programs offer only when they are told.
    pub(crate) fn offers_protocols(&self) -> bool {
        self.fault.setting == Setting::OffersProtocols || self.fault.name == "odd-protocol"
    }

    /// Whether TLS 1.3 is to be offered alone.
    pub(crate) fn is_only_tls13(&self) -> bool {
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

    /// Whether all that the fault needs is an address and a file of trusted CAs.
    pub(crate) fn is_plain(&self) -> bool {
        !matches!(self.fault.setting, Setting::Proxy | Setting::Own(..))
    }

    /// A script of `capture/scripts`, written beside the certificates.
    pub(crate) fn script(&self, name: &str, text: &str) -> Option<PathBuf> {
        let path = self.certificates.file(name);
        if !path.exists() {
            std::fs::write(&path, text).ok()?;
        }
        Some(path)
    }

    /// The command of a script: host, port, trusted CAs, then the client's certificate and key, and the proxy, or `-`.
    pub(crate) fn scripted(&self, command: &mut Command) {
        let (certificate, key) = self.own().unwrap_or_else(|| ("-".into(), "-".into()));
        command.arg(self.host()).arg(self.port.to_string()).arg(self.trust()).arg(certificate).arg(key);
        command.arg(self.proxy().unwrap_or_else(|| "-".into()));
    }
}

/// Every client.
pub(crate) static CLIENTS: &[&Client] = &[
    &curl::CURL,
    &git::GIT,
    &gnutls::GNUTLS_CLI,
    &mail::FETCHMAIL,
    &mail::MSMTP,
    &mail::SWAKS,
    &node::NODE,
    &openssl::S_CLIENT,
    &openssl::VERIFY,
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
    &python::HTTP_CLIENT,
    &python::REQUESTS,
    &python::SSL,
    &python::URLLIB3,
    &ruby::RUBY,
    &rustls::RUSTLS,
    &wget::WGET,
    // The slow ones are begun first: the list is taken from its end.
    &erlang::ERLANG,
    &java::JAVA,
    &node::NPM,
    &python::PIP,
];

/// The first line of what a program says of its version.
pub(crate) fn version_of(program: &str, arguments: &[&str]) -> Option<String> {
    let mut command = super::process::command(program);
    command.args(arguments);
    let said = super::process::run(command)?;
    let line =
        said.out.lines().chain(said.err.lines()).find(|line| line.bytes().any(|octet| octet.is_ascii_digit()))?;
    Some(line.trim().to_owned())
}

/// All that was printed, errors first where there are any.
pub(crate) fn everything(said: &Said) -> String {
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
