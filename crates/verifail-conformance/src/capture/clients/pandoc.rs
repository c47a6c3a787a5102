//! pandoc over the Haskell tls library.

use super::{Client, Connects, Target, Version, lines_without, plain};
use crate::capture::faults::Setting;
use crate::capture::process;
use std::process::Command;

pub(super) static PANDOC: Client = Client {
    name: "pandoc",
    stack: "haskell-tls",
    version: Version::Line("pandoc", &["--version"]),
    meets: |target| {
        // It takes a file of trusted CAs for a directory, and says so in no word when it is not there.
        plain(target) && !matches!(target.fault.setting, Setting::NoTrust | Setting::EmptyTrust)
    },
    connects: Connects::Command(connect),
    picks: |said| {
        let cause = said.err.rfind("\n}").map_or(said.err.as_str(), |at| &said.err[at + 2..]);
        lines_without(cause, &["WARNING"])
    },
};

fn connect(target: &Target<'_>) -> Option<Command> {
    let mut command = process::command("pandoc");
    command.env("SYSTEM_CERTIFICATE_PATH", target.trust()).args(["--from", "html", "--to", "plain"]).arg(target.url());
    Some(command)
}
