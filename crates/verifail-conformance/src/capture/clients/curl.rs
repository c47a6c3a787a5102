//! curl, with whatever engine it is built with.

use super::{Client, Connects, Target, Version, any, lines_with};
use crate::capture::process;
use std::process::Command;

pub(super) static CURL: Client = Client {
    name: "curl",
    stack: "curl",
    version: Version::Line("curl", &["--version"]),
    meets: any,
    connects: Connects::Command(connect),
    picks: |said| lines_with(&said.err, &["curl: ", "warning"]),
};

fn connect(target: &Target<'_>) -> Option<Command> {
    let mut command = process::command("curl");
    command.args(["-sS", "-o", "/dev/null", "-m", "3", "--no-progress-meter", "--cacert"]).arg(target.trust());
    if let Some((certificate, key)) = target.own() {
        command.arg("--cert").arg(certificate).arg("--key").arg(key);
    }
    if let Some(lists) = target.revocation_lists() {
        command.arg("--crlfile").arg(lists);
    }
    if target.is_only_tls13() {
        command.arg("--tlsv1.3");
    }
    if let Some(proxy) = target.proxy() {
        command.args(["--proxy", &proxy]);
    }
    command.arg(target.url());
    Some(command)
}
