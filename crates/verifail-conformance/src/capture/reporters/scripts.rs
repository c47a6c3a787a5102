//! Servers of languages: a script of `capture/scripts` each, which prints what its library says of its clients.

use std::process::Command;

use super::Reporter;
use crate::capture::certificates::Certificates;
use crate::capture::clients::version_of;
use crate::capture::process;

pub(super) const GO: Reporter = Reporter {
    name: "go http.Server",
    stack: "go",
    version: || version_of("go", &["version"]),
    command: |port, certificates, demands| {
        let server = certificates.file("go-server");
        if !server.exists() {
            let mut compiler = process::command("go");
            compiler.args(["build", "-o"]).arg(&server).arg(written(certificates, "server.go", SERVER_GO)?);
            process::run_within(super::super::clients::COMPILATION, compiler)?;
        }
        Some(told(process::command(server), port, certificates, demands))
    },
    picks: |said| said.to_owned(),
};

pub(super) const NODE: Reporter = Reporter {
    name: "node tls.Server",
    stack: "node",
    version: || version_of("node", &["-p", "'Node.js ' + process.version + ', OpenSSL ' + process.versions.openssl"]),
    command: |port, certificates, demands| script("node", "server.js", SERVER_JS, port, certificates, demands),
    picks: |said| said.to_owned(),
};

pub(super) const PYTHON: Reporter = Reporter {
    name: "python ssl server",
    stack: "python-ssl",
    version: || {
        version_of(
            "python3",
            &["-c", "import ssl, sys; print('Python', sys.version.split()[0] + ',', ssl.OPENSSL_VERSION)"],
        )
    },
    command: |port, certificates, demands| script("python3", "server.py", SERVER_PY, port, certificates, demands),
    picks: |said| said.to_owned(),
};

const SERVER_GO: &str = include_str!("../scripts/server.go");
const SERVER_JS: &str = include_str!("../scripts/server.js");
const SERVER_PY: &str = include_str!("../scripts/server.py");

fn script(
    program: &str,
    file: &str,
    text: &str,
    port: u16,
    certificates: &Certificates,
    demands: bool,
) -> Option<Command> {
    let mut command = process::command(program);
    command.arg(written(certificates, file, text)?);
    Some(told(command, port, certificates, demands))
}

fn written(certificates: &Certificates, file: &str, text: &str) -> Option<std::path::PathBuf> {
    let path = certificates.file(file);
    if !path.exists() {
        std::fs::write(&path, text).ok()?;
    }
    Some(path)
}

/// The arguments of a server: port, certificate, key, and the CA of clients' certificates where they are demanded.
fn told(mut command: Command, port: u16, certificates: &Certificates, demands: bool) -> Command {
    command.arg(port.to_string()).arg(certificates.file("good.pem")).arg(certificates.file("good.key"));
    if demands {
        command.arg(certificates.file("ca.pem"));
    }
    command
}
