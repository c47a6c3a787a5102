//! Perl: IO::Socket::SSL, and LWP over it.

use super::{Client, Version, script, without_proxy};

const SOCKET: &str = "print 'IO::Socket::SSL ', $IO::Socket::SSL::VERSION";
const AGENT: &str = "print 'LWP ', $LWP::UserAgent::VERSION";

pub(super) static IO_SOCKET_SSL: Client = Client {
    name: "perl IO::Socket::SSL",
    stack: "perl",
    version: Version::Line("perl", &["-MIO::Socket::SSL", "-e", SOCKET]),
    meets: without_proxy,
    connects: script!("socket.pl", &["perl", "IN"]),
    picks: |said| said.err.clone(),
};

pub(super) static LWP: Client = Client {
    name: "perl LWP",
    stack: "perl",
    version: Version::Line("perl", &["-MLWP::UserAgent", "-e", AGENT]),
    meets: without_proxy,
    connects: script!("lwp.pl", &["perl", "IN"]),
    picks: |said| said.err.clone(),
};
