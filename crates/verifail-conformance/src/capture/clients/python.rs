//! Python: the ssl module alone, http.client, urllib3, requests, pip.

use super::{Client, Connects, Target, version_of};
use crate::capture::process::{self, Said};
use std::process::Command;

const SCRIPT: &str = include_str!("../scripts/client.py");

pub(super) static SSL: Client = Client {
    name: "python ssl",
    stack: "python-ssl",
    version: || module("ssl.OPENSSL_VERSION", "ssl"),
    connects: Connects::Command(|target| script(target, "ssl")),
    picks: last_line,
};

pub(super) static HTTP_CLIENT: Client = Client {
    name: "python urllib.request",
    stack: "python-ssl",
    version: || module("ssl.OPENSSL_VERSION", "ssl"),
    connects: Connects::Command(|target| script(target, "urllib")),
    picks: last_line,
};

pub(super) static URLLIB3: Client = Client {
    name: "python urllib3",
    stack: "python-ssl",
    version: || module("'urllib3 ' + urllib3.__version__", "urllib3"),
    connects: Connects::Command(|target| script(target, "urllib3")),
    picks: last_line,
};

pub(super) static REQUESTS: Client = Client {
    name: "python requests",
    stack: "python-ssl",
    version: || module("'requests ' + requests.__version__", "requests"),
    connects: Connects::Command(|target| script(target, "requests")),
    picks: last_line,
};

pub(super) static PIP: Client = Client {
    name: "pip download",
    stack: "pip",
    version: || version_of("python3", &["-c", "import pip; print('pip', pip.__version__)"]),
    connects: Connects::Command(pip),
    picks: |said| super::lines_with(&said.err, &["WARNING: Retrying", "SSL", "certificate", "OSError", "TLS"]),
};

fn module(expression: &str, name: &str) -> Option<String> {
    let code = format!("import sys, {name}; print('Python', sys.version.split()[0] + ',', {expression})");
    version_of("python3", &["-c", &code]).filter(|line| line.starts_with("Python"))
}

fn script(target: &Target<'_>, library: &str) -> Option<Command> {
    let mut command = process::command("python3");
    command.arg(target.script("client.py", SCRIPT)?).arg(library);
    target.scripted(&mut command);
    if let Some(lists) = target.revocation_lists() {
        command.env("VERIFAIL_REVOCATION_LISTS", lists);
    }
    if target.is_only_tls13() {
        command.env("VERIFAIL_ONLY_TLS13", "1");
    }
    Some(command)
}

fn pip(target: &Target<'_>) -> Option<Command> {
    if target.own().is_some() || ["none", "ends-unsaid"].contains(&target.fault.name) {
        return None;
    }
    let mut command = process::command("python3");
    command.args(["-m", "pip", "--isolated", "--disable-pip-version-check", "--no-cache-dir", "--retries", "1"]);
    command.args(["--timeout", "3", "--cert"]).arg(target.trust());
    if let Some(proxy) = target.proxy() {
        command.args(["--proxy", &proxy]);
    }
    command.arg("download").arg("--dest").arg(target.certificates.directory());
    command.args(["--no-deps", "--index-url", &format!("{}simple", target.url()), "verifail-capture"]);
    Some(command)
}

/// The exception, after the trace.
fn last_line(said: &Said) -> String {
    said.err.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default().to_owned()
}
