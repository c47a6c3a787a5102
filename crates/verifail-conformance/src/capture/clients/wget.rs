//! GNU Wget, with GnuTLS or OpenSSL.

use super::{Client, Connects, Target, Version, any, lines_without};
use crate::capture::process;
use std::process::Command;

pub(super) static WGET: Client = Client {
    name: "wget",
    stack: "wget",
    version: Version::Line("wget", &["--version"]),
    meets: any,
    connects: Connects::Command(connect),
    picks: |said| {
        lines_without(
            &said.err,
            &[
                "Cannot open directory",
                " URL:https",
                "Could not save SSL session",
                "--20",
                "Resolving",
                "Length: ",
                "Saving to",
                "saved [",
                "HTTP request sent",
            ],
        )
    },
};

fn connect(target: &Target<'_>) -> Option<Command> {
    let mut command = process::command("wget");
    command.args(["-nv", "-O", "/dev/null", "--tries=1", "--timeout=3", "--no-hsts", "--ca-directory=/nonexistent"]);
    command.arg("--ca-certificate").arg(target.trust());
    if let Some((certificate, key)) = target.own() {
        command.arg("--certificate").arg(certificate).arg("--private-key").arg(key);
    }
    if let Some(proxy) = target.proxy() {
        command.arg("-e").arg(format!("https_proxy={proxy}"));
    }
    command.arg(target.url());
    Some(command)
}
