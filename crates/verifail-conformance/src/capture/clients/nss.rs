//! tstclnt, NSS's own client, with a database of trusted CAs.

use super::{Client, Connects, Target, Version, everything, plain};
use crate::capture::process;
use std::process::Command;

pub(super) static TSTCLNT: Client = Client {
    name: "tstclnt",
    stack: "nss",
    version: Version::Own(version),
    meets: plain,
    connects: Connects::Command(connect),
    picks: everything,
};

fn connect(target: &Target<'_>) -> Option<Command> {
    let database = target.database()?;
    let mut command = process::command("tstclnt");
    command.args(["-h", target.host(), "-p", &target.port.to_string(), "-Q", "-d"]);
    command.arg(format!("sql:{}", database.display()));
    Some(command)
}

/// That of the library that `certutil` and `tstclnt` load; they say nothing of their own.
fn version() -> Option<String> {
    super::version_despite("tstclnt", &[])?;
    let said = super::version_of("sh", &["-c", "dpkg-query -W -f '${Package} ${Version}' libnss3 2>/dev/null"]);
    Some(said.unwrap_or_else(|| "NSS".to_owned()))
}
