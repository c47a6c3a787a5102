//! Other programs over OpenSSL or GnuTLS: shells, message brokers, directories.

use super::{
    Client, Connects, Version, everything, lines_with, lines_without, plain_handshakes, version_despite, version_of,
};
use crate::capture::process;
use std::process::Command;

pub(super) static NCAT: Client = Client {
    name: "ncat",
    stack: "ncat",
    version: Version::Line("ncat", &["--version"]),
    meets: plain_handshakes,
    connects: Connects::Command(|target| {
        let mut command = with("ncat", &["--ssl", "--ssl-verify", "-w", "3", "--ssl-trustfile"]);
        command.arg(target.trust()).args([target.host(), &target.port.to_string()]);
        Some(command)
    }),
    picks: |said| said.err.clone(),
};

pub(super) static SOCAT: Client = Client {
    name: "socat",
    stack: "openssl",
    version: Version::Line("socat", &["-V"]),
    meets: plain_handshakes,
    connects: Connects::Command(|target| {
        let mut command = with("socat", &["-T", "3"]);
        let trust = target.trust();
        command.arg("-").arg(format!("OPENSSL:{}:{},cafile={}", target.host(), target.port, trust.display()));
        Some(command)
    }),
    picks: |said| said.err.clone(),
};

pub(super) static MOSQUITTO: Client = Client {
    name: "mosquitto_pub",
    stack: "mosquitto",
    version: Version::Own(|| version_despite("mosquitto_pub", &["--version"])),
    meets: plain_handshakes,
    connects: Connects::Command(|target| {
        let mut command = with("mosquitto_pub", &["-t", "t", "-m", "m", "-d", "--cafile"]);
        command.arg(target.trust()).args(["-h", target.host(), "-p", &target.port.to_string()]);
        Some(command)
    }),
    picks: |said| lines_without(&format!("{}\n{}", said.err, said.out), &["sending CONNECT"]),
};

pub(super) static LDAPSEARCH: Client = Client {
    name: "ldapsearch",
    stack: "openldap",
    version: Version::Own(|| {
        version_of("ldapsearch", &["-VV"]).map(|line| line.replace("ldapsearch: @(#) $", "").replace('$', ""))
    }),
    meets: plain_handshakes,
    connects: Connects::Command(|target| {
        let mut command = with("ldapsearch", &["-x", "-d", "1", "-o", "nettimeout=3", "-b", "", "-s", "base"]);
        command.env("LDAPTLS_CACERT", target.trust());
        // For `localhost` it takes the name of the machine.
        command.args(["-H", &format!("ldaps://127.0.0.1:{}", target.port)]);
        Some(command)
    }),
    picks: |said| lines_with(&said.err, &["TLS: ", "ldap_sasl_bind(", "additional info"]),
};

pub(super) static REDIS_CLI: Client = Client {
    name: "redis-cli",
    stack: "redis",
    version: Version::Line("redis-cli", &["--version"]),
    meets: plain_handshakes,
    connects: Connects::Command(|target| {
        let mut command = with("redis-cli", &["--tls", "--cacert"]);
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

/// A program and its first arguments.
fn with(program: &str, arguments: &[&str]) -> Command {
    let mut command = process::command(program);
    command.args(arguments);
    command
}
