//! Node.js: its https module, and npm.

use super::{Client, Connects, Target, Version, lines_with, script, version_of, without_proxy};
use crate::capture::process;
use std::process::Command;

pub(super) static NODE: Client = Client {
    name: "node https",
    stack: "node",
    version: Version::Line("node", &["-p", "'Node.js ' + process.version + ', OpenSSL ' + process.versions.openssl"]),
    meets: without_proxy,
    connects: script!("client.js", &["node", "IN"]),
    picks: |said| said.err.clone(),
};

pub(super) static NPM: Client = Client {
    name: "npm view",
    stack: "npm",
    version: Version::Own(|| version_of("npm", &["--version"]).map(|version| format!("npm {version}"))),
    meets: |target| target.own().is_none() && !["none", "silence"].contains(&target.fault.name),
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

fn npm(target: &Target<'_>) -> Option<Command> {
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
