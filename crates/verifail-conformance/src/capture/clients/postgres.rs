//! psql over libpq.

use super::{Client, Connects, Target, Version, everything};
use crate::capture::process;
use crate::capture::servers::Behaviour;
use std::process::Command;

pub(super) static PSQL: Client = Client {
    name: "psql",
    stack: "libpq",
    version: Version::Line("psql", &["--version"]),
    // It asks for TLS first; only our own servers answer that. A server that completes TLS is no database.
    meets: |target| {
        let answers = !matches!(target.fault.behaviour, Behaviour::Openssl(..));
        answers && target.proxy().is_none() && target.fault.name != "none"
    },
    connects: Connects::Command(connect),
    picks: everything,
};

fn connect(target: &Target<'_>) -> Option<Command> {
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
