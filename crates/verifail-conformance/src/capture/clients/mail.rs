//! Mail clients, on ports where TLS begins at once.

use super::{Client, Connects, Target, everything, lines_with, version_of};
use crate::capture::process;
use std::process::Command;

pub(super) static SWAKS: Client = Client {
    name: "swaks",
    stack: "perl",
    version: || version_of("swaks", &["--version"]),
    connects: Connects::Command(swaks),
    picks: |said| lines_with(&format!("{}\n{}", said.out, said.err), &["***"]),
};

pub(super) static MSMTP: Client = Client {
    name: "msmtp",
    stack: "gnutls",
    version: || version_of("msmtp", &["--version"]),
    connects: Connects::Command(msmtp),
    picks: everything,
};

pub(super) static FETCHMAIL: Client = Client {
    name: "fetchmail",
    stack: "openssl",
    version: || version_of("fetchmail", &["--version"]),
    connects: Connects::Command(fetchmail),
    picks: everything,
};

fn swaks(target: &Target<'_>) -> Option<Command> {
    if !target.is_plain() || ["none", "ends-unsaid"].contains(&target.fault.name) {
        return None;
    }
    let mut command = process::command("swaks");
    command.args([
        "--tls-on-connect",
        "--tls-verify",
        "--timeout",
        "3",
        "--to",
        "a@example.com",
        "--quit-after",
        "CONNECT",
    ]);
    command.arg("--tls-ca-path").arg(target.trust());
    command.args(["--server", target.host(), "--port", &target.port.to_string()]);
    Some(command)
}

fn msmtp(target: &Target<'_>) -> Option<Command> {
    if target.proxy().is_some() || ["none", "ends-unsaid"].contains(&target.fault.name) {
        return None;
    }
    let mut command = process::command("msmtp");
    command.args(["--serverinfo", "--host", target.host(), "--port", &target.port.to_string(), "--timeout=3"]);
    command.args(["--tls=on", "--tls-starttls=off"]).arg(format!("--tls-trust-file={}", target.trust().display()));
    if let Some((certificate, key)) = target.own() {
        command.arg(format!("--tls-cert-file={}", certificate.display()));
        command.arg(format!("--tls-key-file={}", key.display()));
    }
    Some(command)
}

fn fetchmail(target: &Target<'_>) -> Option<Command> {
    if !target.is_plain() || ["none", "ends-unsaid"].contains(&target.fault.name) {
        return None;
    }
    let mut command = process::command("fetchmail");
    command.env("FETCHMAILHOME", target.certificates.directory());
    command.args(["-f", "/dev/null", "--pidfile"]).arg(target.certificates.file("fetchmail.pid"));
    command.args([
        "--nodetach",
        "--protocol",
        "IMAP",
        "--ssl",
        "--sslcertck",
        "--auth",
        "external",
        "--username",
        "app",
    ]);
    command.arg("--sslcertfile").arg(target.trust()).args(["--timeout", "3", "--service", &target.port.to_string()]);
    command.arg(target.host());
    Some(command)
}
