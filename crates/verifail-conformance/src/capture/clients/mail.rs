//! Mail clients, on ports where TLS begins at once.

use super::{Client, Connects, Target, Version, everything, handshakes, lines_with, lines_without, plain_handshakes};
use crate::capture::process;
use std::process::Command;

pub(super) static SWAKS: Client = Client {
    name: "swaks",
    stack: "perl",
    version: Version::Line("swaks", &["--version"]),
    meets: plain_handshakes,
    connects: Connects::Command(swaks),
    picks: |said| lines_with(&format!("{}\n{}", said.out, said.err), &["***"]),
};

pub(super) static MSMTP: Client = Client {
    name: "msmtp",
    stack: "msmtp",
    version: Version::Line("msmtp", &["--version"]),
    meets: handshakes,
    connects: Connects::Command(msmtp),
    picks: everything,
};

pub(super) static FETCHMAIL: Client = Client {
    name: "fetchmail",
    stack: "fetchmail",
    version: Version::Line("fetchmail", &["--version"]),
    meets: plain_handshakes,
    connects: Connects::Command(fetchmail),
    picks: |said| lines_without(&everything(said), &["Running as root"]),
};

fn swaks(target: &Target<'_>) -> Option<Command> {
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
