//! Perl: IO::Socket::SSL, and LWP over it.

use super::{Client, Connects, Target, version_of};
use crate::capture::process;
use std::process::Command;

const SOCKET: &str = include_str!("../scripts/socket.pl");
const LWP_SCRIPT: &str = include_str!("../scripts/lwp.pl");

pub(super) static IO_SOCKET_SSL: Client = Client {
    name: "perl IO::Socket::SSL",
    stack: "perl",
    version: || {
        version_of("perl", &["-MIO::Socket::SSL", "-e", "print 'IO::Socket::SSL ', $IO::Socket::SSL::VERSION"])
            .filter(|line| line.starts_with("IO"))
    },
    connects: Connects::Command(|target| script(target, "socket.pl", SOCKET)),
    picks: |said| said.err.clone(),
};

pub(super) static LWP: Client = Client {
    name: "perl LWP",
    stack: "perl",
    version: || {
        version_of("perl", &["-MLWP::UserAgent", "-e", "print 'LWP ', $LWP::UserAgent::VERSION"])
            .filter(|line| line.starts_with("LWP"))
    },
    connects: Connects::Command(|target| script(target, "lwp.pl", LWP_SCRIPT)),
    picks: |said| said.err.clone(),
};

fn script(target: &Target<'_>, name: &str, text: &str) -> Option<Command> {
    if target.proxy().is_some() {
        return None;
    }
    let mut command = process::command("perl");
    command.arg(target.script(name, text)?);
    target.scripted(&mut command);
    Some(command)
}
