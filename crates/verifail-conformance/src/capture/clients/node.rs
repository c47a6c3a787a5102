//! Node.js: its https module, and npm.

use super::{Client, Connects, Target, lines_with, version_of};
use crate::capture::process;
use std::process::Command;

const SCRIPT: &str = include_str!("../scripts/client.js");

pub(super) static NODE: Client = Client {
    name: "node https",
    stack: "node",
    version: || version_of("node", &["-p", "'Node.js ' + process.version + ', OpenSSL ' + process.versions.openssl"]),
    connects: Connects::Command(connect),
    picks: |said| said.err.clone(),
};

pub(super) static NPM: Client = Client {
    name: "npm view",
    stack: "npm",
    version: || version_of("npm", &["--version"]).map(|version| format!("npm {version}")),
    connects: Connects::Command(npm),
    picks: |said| {
        lines_with(
            &said.err,
            &[
                "npm ERR! code",
                "npm ERR! errno",
                "npm ERR! request",
                "npm error code",
                "npm error errno",
                "npm error request",
                "npm ERR! network request",
                "npm ERR! proxy",
            ],
        )
    },
};

fn connect(target: &Target<'_>) -> Option<Command> {
    if target.proxy().is_some() {
        return None;
    }
    let mut command = process::command("node");
    command.arg(target.script("client.js", SCRIPT)?);
    target.scripted(&mut command);
    Some(command)
}

fn npm(target: &Target<'_>) -> Option<Command> {
    if target.own().is_some() || ["none", "silence"].contains(&target.fault.name) {
        return None;
    }
    let mut command = process::command("npm");
    command.arg(format!("--userconfig={}", target.certificates.file("user.npmrc").display()));
    command.arg(format!("--globalconfig={}", target.certificates.file("global.npmrc").display()));
    command.arg("--update-notifier=false");
    command.arg(format!("--cache={}", target.certificates.file("npm-cache").display()));
    command.arg("--fetch-retries=0").arg("--fetch-timeout=3000").arg("--logs-max=0").arg("--color=false");
    command.arg(format!("--cafile={}", target.trust().display())).arg(format!("--registry={}", target.url()));
    if let Some(proxy) = target.proxy() {
        command.arg(format!("--https-proxy={proxy}"));
    }
    command.args(["view", "verifail-capture"]);
    Some(command)
}
