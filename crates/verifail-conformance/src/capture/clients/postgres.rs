//! psql over libpq.

use super::{Client, Connects, Target, everything, version_of};
use crate::capture::process;
use crate::capture::servers::Behaviour;
use std::process::Command;

pub(super) static PSQL: Client = Client {
    name: "psql",
    stack: "libpq",
    version: || version_of("psql", &["--version"]),
    connects: Connects::Command(connect),
    picks: everything,
};

fn connect(target: &Target<'_>) -> Option<Command> {
    // It asks for TLS first; only our own servers answer that. A server that completes TLS is no database.
    if matches!(target.fault.behaviour, Behaviour::Openssl(..))
        || target.proxy().is_some()
        || target.fault.name == "none"
    {
        return None;
    }
    let mut command = process::command("psql");
    let mut wanted = format!(
        "host={} port={} user=app dbname=app sslmode=verify-full gssencmode=disable connect_timeout=3 sslrootcert={}",
        target.host(),
        target.port,
        target.trust().display()
    );
    match target.own() {
        Some((certificate, key)) => {
            wanted += &format!(" sslcert={} sslkey={}", certificate.display(), key.display());
        }
        None => wanted += " sslcert=/nonexistent sslkey=/nonexistent",
    }
    command.arg("-w").arg(wanted);
    Some(command)
}
