//! gnutls-cli.

use super::{Client, Connects, Target, Version, lines_with};
use crate::capture::process;
use std::process::Command;

pub(super) static GNUTLS_CLI: Client = Client {
    name: "gnutls-cli",
    stack: "gnutls",
    version: Version::Line("gnutls-cli", &["--version"]),
    meets: |target| target.proxy().is_none() && target.fault.name != "silence",
    connects: Connects::Command(connect),
    picks: |said| lines_with(&format!("{}\n{}", said.out, said.err), &["Status:", "***", "rror", "annot", "ould not"]),
};

fn connect(target: &Target<'_>) -> Option<Command> {
    let mut command = process::command("gnutls-cli");
    command.arg("--x509cafile").arg(target.trust());
    if let Some((certificate, key)) = target.own() {
        command.arg("--x509certfile").arg(certificate).arg("--x509keyfile").arg(key);
    }
    if target.offers_protocols() {
        command.args(["--alpn", "http/1.1"]);
    }
    command.args(["-p", &target.port.to_string(), target.host()]);
    Some(command)
}
