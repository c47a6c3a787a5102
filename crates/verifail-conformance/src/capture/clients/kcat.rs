//! kcat over librdkafka and OpenSSL.

use super::{Client, Connects, Target, Version, handshakes, lines_with};
use crate::capture::process;
use std::process::Command;

pub(super) static KCAT: Client = Client {
    name: "kcat",
    stack: "librdkafka",
    version: Version::Line("kcat", &["-V"]),
    meets: handshakes,
    connects: Connects::Command(connect),
    picks: |said| {
        // It connects again and again until its time is up; what is said once is enough.
        let first = said.err.lines().find(|line| line.contains("FAIL|")).unwrap_or_default();
        let last = lines_with(&said.err, &["% ERROR", "Configuration", "failed to create"]);
        format!("{first}\n{last}")
    },
};

fn connect(target: &Target<'_>) -> Option<Command> {
    let mut command = process::command("kcat");
    command.args(["-F", "/dev/null", "-b", &format!("{}:{}", target.host(), target.port), "-L", "-m", "3"]);
    command.args(["-X", "security.protocol=ssl", "-X"]).arg(format!("ssl.ca.location={}", target.trust().display()));
    if let Some((certificate, key)) = target.own() {
        command.arg("-X").arg(format!("ssl.certificate.location={}", certificate.display()));
        command.arg("-X").arg(format!("ssl.key.location={}", key.display()));
    }
    Some(command)
}
