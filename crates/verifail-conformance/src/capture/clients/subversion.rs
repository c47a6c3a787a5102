//! Subversion over serf and OpenSSL.

use super::{Client, Connects, Target, Version, everything};
use crate::capture::process;
use std::process::Command;

pub(super) static SVN: Client = Client {
    name: "svn info",
    stack: "subversion",
    version: Version::Line("svn", &["--version", "--quiet"]),
    meets: |target| {
        !target.fault.completes()
            && target.fault.name != "silence"
            && target.own().is_none()
            && target.proxy().is_none()
    },
    connects: Connects::Command(connect),
    picks: everything,
};

fn connect(target: &Target<'_>) -> Option<Command> {
    let mut command = process::command("svn");
    command.arg("info").arg("--non-interactive").arg("--config-dir").arg(target.certificates.file("subversion"));
    for option in [
        format!("ssl-authority-files={}", target.trust().display()),
        "http-timeout=3".to_owned(),
        "ssl-trust-default-ca=no".to_owned(),
    ] {
        command.arg("--config-option").arg(format!("servers:global:{option}"));
    }
    command.arg(format!("{}repository", target.url()));
    Some(command)
}
