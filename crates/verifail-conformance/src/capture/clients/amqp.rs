//! The tools of rabbitmq-c over OpenSSL.

use super::{Client, Connects, Target, Version, everything, plain_handshakes, version_despite};
use crate::capture::process;
use std::process::Command;

pub(super) static AMQP_PUBLISH: Client = Client {
    name: "amqp-publish",
    stack: "openssl",
    version: Version::Own(|| version_despite("amqp-publish", &["--help"]).map(|_| "rabbitmq-c".to_owned())),
    meets: plain_handshakes,
    connects: Connects::Command(connect),
    picks: everything,
};

fn connect(target: &Target<'_>) -> Option<Command> {
    let mut command = process::command("amqp-publish");
    command.arg("--url").arg(format!("amqps://{}:{}", target.host(), target.port));
    command.arg(format!("--cacert={}", target.trust().display())).args(["--routing-key=key", "--body=body"]);
    Some(command)
}
