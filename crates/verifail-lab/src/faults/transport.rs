//! The connection is reset, ends, or stands still, at each flight of the handshake and of the answer.

use verifail::Reason::{self, HandshakeEof};
use verifail::{Rejection, RetryAdvice};

use crate::behaviour::Behaviour;
use crate::fault::{Family, Fault};
use crate::server::raw::End;
use crate::server::tamper::{Act, Tampering};

const fn fault(
    name: &'static str,
    description: &'static str,
    reasons: &'static [Reason],
    tampering: Tampering,
) -> Fault {
    Fault::new(Family::Transport, name, description, reasons, Behaviour::Tampered(tampering))
        .rejection(Rejection::Neither)
        .retry(RetryAdvice::FreshConnection)
}

pub(super) const FAULTS: &[Fault] = &[fault(
    "eof-after-server-hello",
    "the server closes the connection after its ServerHello",
    &[HandshakeEof],
    Tampering { version: &rustls::version::TLS13, passes: 1, then: Act::End(End::Close) },
)];
