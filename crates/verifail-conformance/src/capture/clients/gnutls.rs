//! gnutls-cli.

use super::{Client, Connects, Target, lines_with, version_of};
use crate::capture::process;
use std::process::Command;

pub(super) static GNUTLS_CLI: Client = Client {
    name: "gnutls-cli",
    stack: "gnutls",
    version: || version_of("gnutls-cli", &["--version"]),
    connects: Connects::Command(connect),
    picks: |said| lines_with(&format!("{}\n{}", said.out, said.err), &["Status:", "***", "rror", "annot", "ould not"]),
};

fn connect(target: &Target<'_>) -> Option<Command> {
    if target.proxy().is_some() || target.fault.name == "silence" {
        return None;
    }
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
