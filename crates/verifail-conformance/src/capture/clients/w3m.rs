//! w3m over OpenSSL.

use super::{Client, Connects, Target, Version, plain_handshakes};
use crate::capture::process;
use std::process::Command;

pub(super) static W3M: Client = Client {
    name: "w3m",
    stack: "openssl",
    version: Version::Line("w3m", &["-version"]),
    meets: plain_handshakes,
    connects: Connects::Command(connect),
    picks: |said| said.err.clone(),
};

fn connect(target: &Target<'_>) -> Option<Command> {
    let mut command = process::command("w3m");
    command.env("HOME", target.certificates.directory()).args(["-config", "/dev/null", "-o"]);
    command.arg(format!("ssl_ca_file={}", target.trust().display())).args(["-dump", &target.url()]);
    Some(command)
}
