//! openconnect over GnuTLS.

use super::{Client, Connects, Target, Version, everything, handshakes, lines_without};
use crate::capture::process;
use std::process::Command;

pub(super) static OPENCONNECT: Client = Client {
    name: "openconnect",
    stack: "openconnect",
    version: Version::Line("openconnect", &["--version"]),
    meets: handshakes,
    connects: Connects::Command(connect),
    picks: |said| {
        let unrelated = ["POST ", "GET ", "servercert", "To trust", "Connected to", "Attempting", "SSL negotiation"];
        lines_without(&everything(said), &unrelated)
    },
};

fn connect(target: &Target<'_>) -> Option<Command> {
    let mut command = process::command("openconnect");
    command.arg(format!("--cafile={}", target.trust().display())).args(["--no-system-trust", "--non-inter"]);
    command.args(["--authenticate", "--no-proxy"]);
    if let Some((certificate, key)) = target.own() {
        command.arg(format!("--certificate={}", certificate.display())).arg(format!("--sslkey={}", key.display()));
    }
    command.arg(target.url());
    Some(command)
}
