//! aria2 over GnuTLS.

use super::{Client, Connects, Target, Version, any, lines_with};
use crate::capture::process;
use std::process::Command;

pub(super) static ARIA2: Client = Client {
    name: "aria2c",
    stack: "gnutls",
    version: Version::Line("aria2c", &["--version"]),
    meets: any,
    connects: Connects::Command(connect),
    picks: |said| lines_with(&format!("{}\n{}", said.out, said.err), &["errorCode", "[ERROR]", "Exception"]),
};

fn connect(target: &Target<'_>) -> Option<Command> {
    let mut command = process::command("aria2c");
    command.args(["--no-conf", "--max-tries=1", "--timeout=3", "--connect-timeout=3", "--console-log-level=error"]);
    command.args(["--summary-interval=0", "--download-result=hide", "--allow-overwrite=true", "--dir"]);
    command.arg(target.certificates.directory()).arg(format!("--ca-certificate={}", target.trust().display()));
    if let Some((certificate, key)) = target.own() {
        command.arg(format!("--certificate={}", certificate.display()));
        command.arg(format!("--private-key={}", key.display()));
    }
    if let Some(proxy) = target.proxy() {
        command.arg(format!("--https-proxy={proxy}"));
    }
    command.arg(target.url());
    Some(command)
}
