//! etcdctl, over gRPC for Go.

use super::{Client, Connects, Target, Version, everything, handshakes};
use crate::capture::process;
use std::process::Command;

pub(super) static ETCDCTL: Client = Client {
    name: "etcdctl get",
    stack: "etcd",
    version: Version::Line("etcdctl", &["version"]),
    meets: handshakes,
    connects: Connects::Command(connect),
    picks: |said| {
        // It tries again until its time is up.
        let all = everything(said);
        let first = |word: &str| all.lines().find(|line| line.contains(word)).unwrap_or_default().to_owned();
        format!("{}\n{}", first("createTransport failed"), first("Error:"))
    },
};

fn connect(target: &Target<'_>) -> Option<Command> {
    let mut command = process::command("etcdctl");
    command.env("ETCDCTL_API", "3").arg("--endpoints").arg(format!("https://{}:{}", target.host(), target.port));
    command.args(["--command-timeout=3s", "--dial-timeout=2s", "--debug", "--cacert"]).arg(target.trust());
    if let Some((certificate, key)) = target.own() {
        command.arg("--cert").arg(certificate).arg("--key").arg(key);
    }
    command.args(["get", "key"]);
    Some(command)
}
