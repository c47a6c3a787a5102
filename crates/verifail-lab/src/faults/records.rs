//! Records that are cut off, damaged, or none.

use rustls::SupportedProtocolVersion;
use rustls::version::{TLS12, TLS13};
use verifail::Reason::{
    self, HandshakeEof, HandshakeReset, NotTls, NotTlsRelated, ProtocolViolation, RecordCorrupt, UncleanClose,
};
use verifail::{Rejection, RetryAdvice};

use crate::behaviour::Behaviour;
use crate::fault::{Family, Fault};
use crate::server::tamper::{Act, Tampering};

const fn fault(
    name: &'static str,
    description: &'static str,
    reasons: &'static [Reason],
    version: &'static SupportedProtocolVersion,
    passes: usize,
    then: Act,
) -> Fault {
    let behaviour = Behaviour::Tampered(Tampering { version, passes, then });
    Fault::new(Family::Records, name, description, reasons, behaviour)
}

/// GnuTLS cannot tell what it could not read to its end from what is no TLS.
const CUT: &[Reason] = &[HandshakeEof, UncleanClose, HandshakeReset, NotTls, NotTlsRelated];
const CORRUPT: &[Reason] = &[RecordCorrupt, ProtocolViolation];

pub(super) const FAULTS: &[Fault] = &[
    fault("truncated-server-hello", "the server's first record ends in its middle", CUT, &TLS13, 0, Act::Halve)
        .rejection(Rejection::Neither)
        .retry(RetryAdvice::FreshConnection),
    fault(
        "truncated-certificate-record",
        "the record of the server's certificate ends in its middle",
        CUT,
        &TLS13,
        2,
        Act::Halve,
    )
    .rejection(Rejection::Neither)
    .retry(RetryAdvice::FreshConnection),
    fault(
        "corrupt-handshake-record",
        "a bit of the server's encrypted handshake is another one",
        CORRUPT,
        &TLS13,
        2,
        Act::Flip,
    )
    .retry(RetryAdvice::FreshConnection),
    fault(
        "corrupt-finished",
        "a bit of the server's encrypted Finished of TLS 1.2 is another one",
        CORRUPT,
        &TLS12,
        5,
        Act::Flip,
    )
    .retry(RetryAdvice::FreshConnection),
    fault("corrupt-response", "a bit of the server's encrypted answer is another one", CORRUPT, &TLS13, 3, Act::Flip)
        .retry(RetryAdvice::FreshConnection),
    fault(
        "garbage-after-server-hello",
        "octets that are no record follow the ServerHello",
        &[NotTls, ProtocolViolation, RecordCorrupt],
        &TLS13,
        1,
        Act::Replace(b"\xde\xad\xbe\xef\xde\xad\xbe\xef\xde\xad\xbe\xef"),
    ),
    fault(
        "oversized-record",
        "a record says that it is longer than TLS allows",
        &[ProtocolViolation, RecordCorrupt, NotTls],
        &TLS13,
        2,
        Act::Replace(&[23, 3, 3, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0]),
    ),
    fault(
        "out-of-order-message",
        "the server answers the ClientHello with ServerHelloDone",
        &[ProtocolViolation],
        &TLS12,
        0,
        Act::Replace(&[22, 3, 3, 0, 4, 14, 0, 0, 0]),
    ),
    fault(
        "malformed-server-hello",
        "the ServerHello is too short to be one",
        &[ProtocolViolation, HandshakeEof, NotTls],
        &TLS12,
        0,
        Act::Replace(&[22, 3, 3, 0, 6, 2, 0, 0, 2, 3, 3]),
    ),
];
