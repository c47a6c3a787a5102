//! Faults that are told in a page: a gateway's, a worker's, an inspecting proxy's own answer. A client prints it only
//! when it is told to, so these are told.

use std::path::Path;
use std::process::Command;

use verifail::Hop;
use verifail_lab::{Family, Fault};

use crate::capture::process;

/// Prints status line and body of what it gets, or its error: for this URL, with these trust anchors, through this
/// proxy.
type Page = fn(&str, &Path, Option<&str>) -> Command;

/// The clients that can be told to.
const PAGES: [(&str, Page); 5] = [
    ("curl", |url, trust, proxy| {
        let mut command = process::command("curl");
        command.args(["-sS", "-i", "-m", "5", "--cacert"]).arg(trust).arg(url);
        if let Some(proxy) = proxy {
            command.args(["--proxy", proxy]);
        }
        command
    }),
    ("go net/http", |url, trust, proxy| {
        let mut command = process::command(super::clients::go());
        command.args(["-", "-"]).arg(trust).args(["-", "-", proxy.unwrap_or("-"), url]);
        command
    }),
    ("node https", |url, trust, _| {
        let mut command = process::command("node");
        command.args(["-e", include_str!("scripts/page.js"), url]).arg(trust);
        command
    }),
    ("python urllib.request", |url, trust, proxy| {
        let mut command = process::command("python3");
        command.args(["-c", include_str!("scripts/page.py"), url]).arg(trust).arg(proxy.unwrap_or("-"));
        command
    }),
    ("wget", |url, trust, proxy| {
        let mut command = process::command("wget");
        command.args(["-nv", "-S", "-O", "-", "--content-on-error", "-T", "5", "-t", "1", "--ca-certificate"]);
        command.arg(trust).arg(url);
        match proxy {
            Some(proxy) => command.env("https_proxy", proxy),
            None => command.arg("--no-proxy"),
        };
        command
    }),
];

/// Whether what is wrong with it is told in a page; what is spoken to in plain is, too.
pub(super) fn is_one(fault: &Fault) -> bool {
    matches!(fault.family, Family::Gateway | Family::Worker)
        || fault.needs.plain
        || (fault.family == Family::Proxy && fault.expected.hop == Hop::ProxyToUpstream)
}

/// What a client is run with; `None` where it cannot be told to print a page.
pub(super) fn command(client: &str, url: &str, trust: &Path, proxy: Option<&str>) -> Option<Command> {
    // Node's own client knows no proxy.
    let able = proxy.is_none() || client != "node https";
    let (_, page) = PAGES.iter().find(|(name, _)| *name == client && able)?;
    Some(page(url, trust, proxy))
}

/// Whether a page is the answer of a server with which nothing is wrong.
pub(super) fn is_content(text: &str) -> bool {
    // Of a proxy's own `200` to CONNECT there is none where the tunnel did not come about.
    let status =
        |line: &str| line.trim_start().starts_with("HTTP").then(|| line.split_whitespace().nth(1) == Some("200"));
    text.lines().filter_map(status).next_back() == Some(true)
}
