//! Other programs over OpenSSL or GnuTLS: shells, message brokers, directories.

use super::{Client, Connects, Target, everything, lines_without, version_of};
use crate::capture::process;
use std::process::Command;

pub(super) static NCAT: Client = Client {
    name: "ncat",
    stack: "ncat",
    version: || version_of("ncat", &["--version"]),
    connects: Connects::Command(|target| {
        let mut command = simple("ncat", target, &["--ssl", "--ssl-verify", "-w", "3", "--ssl-trustfile"])?;
        command.arg(target.trust()).args([target.host(), &target.port.to_string()]);
        Some(command)
    }),
    picks: |said| said.err.clone(),
};

pub(super) static SOCAT: Client = Client {
    name: "socat",
    stack: "openssl",
    version: || version_of("socat", &["-V"]).map(|line| format!("socat {}", line.trim_start_matches("socat "))),
    connects: Connects::Command(|target| {
        let mut command = simple("socat", target, &["-T", "3"])?;
        let trust = target.trust();
        command.arg("-").arg(format!("OPENSSL:{}:{},cafile={}", target.host(), target.port, trust.display()));
        Some(command)
    }),
    picks: |said| said.err.clone(),
};

pub(super) static MOSQUITTO: Client = Client {
    name: "mosquitto_pub",
    stack: "mosquitto",
    version: || version_of("mosquitto_pub", &["--version"]),
    connects: Connects::Command(|target| {
        let mut command = simple("mosquitto_pub", target, &["-t", "t", "-m", "m", "-d", "--cafile"])?;
        command.arg(target.trust()).args(["-h", target.host(), "-p", &target.port.to_string()]);
        Some(command)
    }),
    picks: |said| lines_without(&format!("{}\n{}", said.err, said.out), &["sending CONNECT"]),
};

pub(super) static LDAPSEARCH: Client = Client {
    name: "ldapsearch",
    stack: "openldap",
    version: || version_of("ldapsearch", &["-VV"]).map(|line| line.replace("ldapsearch: @(#) $", "").replace('$', "")),
    connects: Connects::Command(|target| {
        let mut command =
            simple("ldapsearch", target, &["-x", "-d", "1", "-o", "nettimeout=3", "-b", "", "-s", "base"])?;
        command.env("LDAPTLS_CACERT", target.trust()).env("LDAPNOINIT", "").env_remove("LDAPNOINIT");
        command.args(["-H", &format!("ldaps://{}:{}", target.host(), target.port)]);
        Some(command)
    }),
    picks: |said| super::lines_with(&said.err, &["TLS: ", "ldap_sasl_bind(", "additional info"]),
};

pub(super) static REDIS_CLI: Client = Client {
    name: "redis-cli",
    stack: "redis",
    version: || version_of("redis-cli", &["--version"]),
    connects: Connects::Command(|target| {
        let mut command = simple("redis-cli", target, &["--tls", "--cacert"])?;
        command.arg(target.trust()).args([
            "-h",
            target.host(),
            "--sni",
            "localhost",
            "-p",
            &target.port.to_string(),
            "ping",
        ]);
        Some(command)
    }),
    picks: everything,
};

/// A program that is told an address and a file of trusted CAs; what it says to a server that works is not TLS.
fn simple(program: &str, target: &Target<'_>, arguments: &[&str]) -> Option<Command> {
    if !target.is_plain() || ["none", "ends-unsaid", "silence"].contains(&target.fault.name) {
        return None;
    }
    let mut command = process::command(program);
    command.args(arguments);
    Some(command)
}
