//! Java's HttpsURLConnection over JSSE.

use super::{Client, Connects, Target, version_of};
use crate::capture::process;
use std::process::Command;

const SCRIPT: &str = include_str!("../scripts/Client.java");

pub(super) static JAVA: Client = Client {
    name: "java HttpsURLConnection",
    stack: "java",
    version: || version_of("java", &["-version"]),
    connects: Connects::Command(connect),
    picks: |said| said.err.clone(),
};

fn connect(target: &Target<'_>) -> Option<Command> {
    if target.own().is_some() {
        return None;
    }
    let mut command = process::command("java");
    command.arg("-Xshare:auto").arg("-XX:TieredStopAtLevel=1").arg(target.script("Client.java", SCRIPT)?);
    target.scripted(&mut command);
    Some(command)
}
