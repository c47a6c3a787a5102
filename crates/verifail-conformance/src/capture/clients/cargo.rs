//! Cargo over libcurl and OpenSSL.

use super::{Client, Connects, Target, Version, lines_without};
use crate::capture::process;
use std::process::Command;

pub(super) static CARGO: Client = Client {
    name: "cargo search",
    stack: "cargo",
    version: Version::Line("cargo", &["--version"]),
    meets: |target| target.own().is_none() && !target.fault.completes(),
    connects: Connects::Command(connect),
    picks: |said| lines_without(&said.err, &["Updating"]),
};

fn connect(target: &Target<'_>) -> Option<Command> {
    let mut command = process::command("cargo");
    command.current_dir(target.certificates.directory()).env("CARGO_HTTP_CAINFO", target.trust());
    command.env("CARGO_HOME", target.certificates.file("cargo")).env("CARGO_NET_RETRY", "0");
    command.env("CARGO_HTTP_TIMEOUT", "3").env("CARGO_TERM_COLOR", "never");
    if let Some(proxy) = target.proxy() {
        command.env("CARGO_HTTP_PROXY", proxy);
    }
    command.args(["search", "--index", &format!("sparse+{}", target.url()), "verifail-capture"]);
    Some(command)
}
