//! lftp over GnuTLS.

use super::{Client, Connects, Target, Version, lines_with, plain_handshakes};
use crate::capture::process;
use std::process::Command;

pub(super) static LFTP: Client = Client {
    name: "lftp",
    stack: "lftp",
    version: Version::Line("lftp", &["--version"]),
    meets: plain_handshakes,
    connects: Connects::Command(connect),
    picks: |said| lines_with(&said.err, &["ls: ", "error"]),
};

fn connect(target: &Target<'_>) -> Option<Command> {
    let mut command = process::command("lftp");
    command.args(["--norc", "-c"]).arg(format!(
        "set ssl:ca-file {}; set net:max-retries 1; set net:timeout 3; open {}; ls",
        target.trust().display(),
        target.url()
    ));
    Some(command)
}
