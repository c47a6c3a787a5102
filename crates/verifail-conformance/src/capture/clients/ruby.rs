//! Ruby's Net::HTTP over its openssl library.

use super::{Client, Connects, Target, version_of};
use crate::capture::process;
use std::process::Command;

const SCRIPT: &str = include_str!("../scripts/client.rb");

pub(super) static RUBY: Client = Client {
    name: "ruby Net::HTTP",
    stack: "ruby",
    version: || {
        version_of("ruby", &["-ropenssl", "-e", "puts \"Ruby #{RUBY_VERSION}, #{OpenSSL::OPENSSL_LIBRARY_VERSION}\""])
    },
    connects: Connects::Command(connect),
    picks: |said| said.err.clone(),
};

fn connect(target: &Target<'_>) -> Option<Command> {
    let mut command = process::command("ruby");
    command.arg(target.script("client.rb", SCRIPT)?);
    target.scripted(&mut command);
    Some(command)
}
