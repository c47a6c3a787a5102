//! PHP's stream wrapper for https.

use super::{Client, Connects, Target, version_of};
use crate::capture::process;
use std::process::Command;

const SCRIPT: &str = include_str!("../scripts/client.php");

pub(super) static PHP: Client = Client {
    name: "php file_get_contents",
    stack: "php",
    version: || version_of("php", &["-r", "echo 'PHP ', PHP_VERSION, ', ', OPENSSL_VERSION_TEXT;"]),
    connects: Connects::Command(connect),
    picks: |said| said.err.clone(),
};

fn connect(target: &Target<'_>) -> Option<Command> {
    let mut command = process::command("php");
    command.args(["-d", "display_errors=stderr", "-d", "html_errors=0", "-d", "log_errors=0"]);
    command.arg(target.script("client.php", SCRIPT)?);
    target.scripted(&mut command);
    Some(command)
}
