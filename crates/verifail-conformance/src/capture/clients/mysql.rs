//! The client of MariaDB, over GnuTLS or OpenSSL.

use super::{Client, Connects, Target, Version, everything, handshakes};
use crate::capture::process;
use crate::capture::servers::Behaviour;
use std::process::Command;

pub(super) static MYSQL: Client = Client {
    name: "mariadb",
    stack: "mysql",
    version: Version::Line("mariadb", &["--version"]),
    // OpenSSL's server does not greet.
    meets: |target| handshakes(target) && !matches!(target.fault.behaviour, Behaviour::Openssl(..)),
    connects: Connects::Greeted(connect),
    picks: everything,
};

fn connect(target: &Target<'_>) -> Option<Command> {
    let mut command = process::command("mariadb");
    command.args(["--no-defaults", "--protocol=tcp", "--user=app", "--connect-timeout=3", "--ssl"]);
    command.args(["--ssl-verify-server-cert", "--host", target.host(), "--port", &target.port.to_string()]);
    command.arg(format!("--ssl-ca={}", target.trust().display()));
    if let Some((certificate, key)) = target.own() {
        command.arg(format!("--ssl-cert={}", certificate.display())).arg(format!("--ssl-key={}", key.display()));
    }
    command.args(["--execute", "select 1"]);
    Some(command)
}
