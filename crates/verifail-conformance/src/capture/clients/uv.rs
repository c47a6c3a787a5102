//! uv over reqwest and rustls.

use super::{Client, Connects, Target, Version, lines_without};
use crate::capture::process;
use std::process::Command;

pub(super) static UV: Client = Client {
    name: "uv pip install",
    stack: "uv",
    version: Version::Line("uv", &["--version"]),
    meets: |target| target.own().is_none() && !target.fault.completes(),
    connects: Connects::Command(connect),
    picks: |said| lines_without(&said.err, &["Using ", "warning: "]),
};

fn connect(target: &Target<'_>) -> Option<Command> {
    let mut command = process::command("uv");
    command.env("SSL_CERT_FILE", target.trust()).env("UV_HTTP_TIMEOUT", "3").env("UV_HTTP_RETRIES", "0");
    if let Some(proxy) = target.proxy() {
        command.env("HTTPS_PROXY", proxy);
    }
    command.args(["pip", "install", "--no-config", "--no-cache", "--target"]);
    command.arg(target.certificates.file("site")).arg("--index-url").arg(format!("{}simple", target.url()));
    command.arg("verifail-capture");
    Some(command)
}
