//! git over libcurl.

use super::{Client, Connects, Target, Version, everything};
use crate::capture::process;
use std::process::Command;

pub(super) static GIT: Client = Client {
    name: "git ls-remote",
    stack: "git",
    version: Version::Line("git", &["--version"]),
    // It waits for ever, or speaks of repositories.
    meets: |target| !target.fault.completes() && target.fault.name != "silence",
    connects: Connects::Command(connect),
    picks: everything,
};

fn connect(target: &Target<'_>) -> Option<Command> {
    let mut command = process::command("git");
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_TERMINAL_PROMPT", "0");
    command.arg("-c").arg(format!("http.sslCAInfo={}", target.trust().display()));
    if let Some((certificate, key)) = target.own() {
        command.arg("-c").arg(format!("http.sslCert={}", certificate.display()));
        command.arg("-c").arg(format!("http.sslKey={}", key.display()));
    }
    if let Some(proxy) = target.proxy() {
        command.arg("-c").arg(format!("http.proxy={proxy}"));
    }
    command.args(["ls-remote", &format!("{}repository.git", target.url())]);
    Some(command)
}
