//! Chromium over BoringSSL, without a window: what it logs, and the error of its page.

use super::{Client, Connects, Target, Version, lines_with};
use crate::capture::process;
use std::process::Command;

pub(super) static CHROMIUM: Client = Client {
    name: "chromium --headless",
    stack: "chromium",
    version: Version::Line("chromium", &["--version"]),
    meets: |target| target.own().is_none() && !target.fault.completes(),
    connects: Connects::Command(connect),
    picks: |said| lines_with(&said.err, &["net_error", "net::ERR_"]),
};

fn connect(target: &Target<'_>) -> Option<Command> {
    let home = target.database()?.parent()?.parent()?.to_owned();
    let mut command = process::command("chromium");
    command.env("HOME", &home).args(["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "--timeout=3000"]);
    command.args(["--disable-component-update", "--disable-background-networking", "--no-first-run"]);
    command.arg(format!("--user-data-dir={}", home.join(format!("profile-{}", target.port)).display()));
    if let Some(proxy) = target.proxy() {
        command.arg(format!("--proxy-server={proxy}"));
    }
    command.arg(target.url());
    Some(command)
}
