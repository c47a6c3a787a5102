//! The connection is reset, ends, or stands still, at each flight of the handshake and of the answer.

use rustls::SupportedProtocolVersion;
use rustls::version::{TLS12, TLS13};
use verifail::Reason::{self, HandshakeEof, HandshakeReset, HandshakeTimeout, NotTlsRelated, UncleanClose};
use verifail::{Rejection, RetryAdvice};

use crate::behaviour::Behaviour;
use crate::fault::{Family, Fault};
use crate::server::raw::{End, Script};
use crate::server::tamper::{Act, Tampering};

const EOF: &[Reason] = &[HandshakeEof, UncleanClose, HandshakeReset];
const RESET: &[Reason] = &[HandshakeReset, HandshakeEof, UncleanClose, NotTlsRelated];
const STALL: &[Reason] = &[HandshakeTimeout, NotTlsRelated];
const UNCLEAN: &[Reason] = &[UncleanClose, HandshakeEof, NotTlsRelated];

const fn fault(
    name: &'static str,
    description: &'static str,
    reasons: &'static [Reason],
    behaviour: Behaviour,
) -> Fault {
    Fault::new(Family::Transport, name, description, reasons, behaviour)
        .rejection(Rejection::Neither)
        .retry(RetryAdvice::FreshConnection)
}

/// After so many records of the server.
const fn after(version: &'static SupportedProtocolVersion, passes: usize, how: End) -> Behaviour {
    Behaviour::Tampered(Tampering { version, passes, then: Act::End(how) })
}

/// Without a word.
const fn mute(reads_first: bool, ends: End) -> Behaviour {
    Behaviour::Raw(Script { reads_first, sends: b"", ends })
}

pub(super) const FAULTS: &[Fault] = &[
    fault("eof-at-once", "the server closes the connection before it reads", EOF, mute(false, End::Close)),
    fault(
        "eof-before-server-hello",
        "the server closes the connection instead of a ServerHello",
        EOF,
        mute(true, End::Close),
    ),
    fault(
        "eof-after-server-hello",
        "the server closes the connection after its ServerHello",
        EOF,
        after(&TLS13, 1, End::Close),
    ),
    fault(
        "eof-after-certificate",
        "the server of TLS 1.2 closes the connection after its Certificate",
        EOF,
        after(&TLS12, 2, End::Close),
    ),
    fault(
        "eof-before-finished",
        "the server of TLS 1.2 closes the connection in place of its Finished",
        EOF,
        after(&TLS12, 5, End::Close),
    ),
    fault(
        "reset-before-server-hello",
        "the server resets the connection instead of a ServerHello",
        RESET,
        mute(true, End::Reset),
    ),
    fault(
        "reset-after-server-hello",
        "the server resets the connection after its ServerHello",
        RESET,
        after(&TLS13, 1, End::Reset),
    ),
    fault(
        "reset-after-certificate",
        "the server of TLS 1.2 resets the connection after its Certificate",
        RESET,
        after(&TLS12, 2, End::Reset),
    ),
    fault("stall-before-server-hello", "the server never answers the ClientHello", STALL, mute(true, End::Stall)),
    fault(
        "stall-after-server-hello",
        "the server stands still after its ServerHello",
        STALL,
        after(&TLS13, 1, End::Stall),
    ),
    fault(
        "stall-after-certificate",
        "the server of TLS 1.2 stands still after its Certificate",
        STALL,
        after(&TLS12, 2, End::Stall),
    ),
    fault(
        "eof-before-response",
        "the server closes the connection after the handshake, without close_notify and without an answer",
        UNCLEAN,
        after(&TLS13, 3, End::Close),
    ),
    fault(
        "eof-mid-response",
        "the server closes the connection in the middle of its answer, without close_notify",
        UNCLEAN,
        after(&TLS13, 4, End::Close),
    ),
];
