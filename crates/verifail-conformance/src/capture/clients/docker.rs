//! Docker's command line, a Go program, and a daemon over TLS.

use super::{Client, Connects, Target, Version};
use crate::capture::process;
use std::process::Command;

pub(super) static DOCKER: Client = Client {
    name: "docker version",
    stack: "docker",
    version: Version::Line("docker", &["--version"]),
    meets: |target| target.proxy().is_none() && !target.fault.completes() && target.fault.name != "silence",
    connects: Connects::Command(connect),
    picks: |said| said.err.clone(),
};

fn connect(target: &Target<'_>) -> Option<Command> {
    let mut command = process::command("docker");
    command.env("DOCKER_CONFIG", target.certificates.file("docker"));
    command.arg("--host").arg(format!("tcp://{}:{}", target.host(), target.port));
    command.arg("--tlsverify").arg("--tlscacert").arg(target.trust());
    if let Some((certificate, key)) = target.own() {
        command.arg("--tlscert").arg(certificate).arg("--tlskey").arg(key);
    }
    command.args(["version", "--format", "{{.Server}}"]);
    Some(command)
}
