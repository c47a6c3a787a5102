//! kdig over GnuTLS.

use super::{Client, Connects, Target, Version, lines_with, plain_handshakes};
use crate::capture::process;
use std::process::Command;

pub(super) static KDIG: Client = Client {
    name: "kdig +tls",
    stack: "gnutls",
    version: Version::Line("kdig", &["--version"]),
    meets: plain_handshakes,
    connects: Connects::Command(connect),
    picks: |said| lines_with(&format!("{}\n{}", said.err, said.out), &[";; WARNING", ";; ERROR", "error"]),
};

fn connect(target: &Target<'_>) -> Option<Command> {
    let mut command = process::command("kdig");
    command.arg(format!("+tls-ca={}", target.trust().display())).arg(format!("+tls-hostname={}", target.host()));
    command.args(["@127.0.0.1", "-p", &target.port.to_string(), "+timeout=3", "+retry=0", "example.com"]);
    Some(command)
}
