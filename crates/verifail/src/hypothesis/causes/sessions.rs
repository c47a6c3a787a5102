//! Causes of a certificate of another name: a session of another host, another address, another reference identifier.

use crate::hypothesis::cause::{CAUSE, Cause, Persistence};
use crate::hypothesis::{Fact, test};
use crate::taxonomy::{Hop, Party, Reason, Remedy, RetryAdvice};

const FRESH: &str = "fresh handshakes pass: it fails where a session of another name is resumed";
const UNRESUMED: &str = "it passes without session resumption: what a full handshake presents is right";
const DIFFERS: &str = "somebody in between presents a certificate of another issuer";

/// What each cause of another kind has against it where resumption alone decides.
pub(super) const NOT_BY_RESUMPTION: [(Fact, &str); 2] =
    [(Fact::AcrossNamesFails, FRESH), (Fact::PassesUnresumed, UNRESUMED)];

pub(super) const SESSION_MIX_UP: Cause = Cause {
    code: "session-mix-up",
    meaning: "a TLS session of another host is resumed, and its certificate is compared with this name",
    places: &[Hop::ProxyToUpstream, Hop::Direct, Hop::OriginToUpstream],
    typical: &[Reason::NameMismatch],
    possible: &[
        Reason::GenericHandshakeFailure,
        Reason::GenericVerifyFailed,
        Reason::NoSan,
        Reason::PinMismatch,
        Reason::PskOrTicket,
        Reason::SniUnrecognized,
        Reason::UnknownIssuer,
    ],
    persistence: Persistence::ByTurns,
    supports: &[
        (Fact::AcrossNamesFails, 8),
        (Fact::Intermittent, 4),
        (Fact::OneCertificate, 2),
        (Fact::PassesElsewhere, 1),
        (Fact::PassesUnresumed, 5),
        (Fact::InsecureFails, 1),
    ],
    excluded_by: &[
        (Fact::AcrossNamesHolds, "no session of another name is resumed there"),
        (Fact::FreshFails, "it fails in full handshakes, where the certificate is presented and not remembered"),
        (Fact::EndEntityDiffers, DIFFERS),
    ],
    needs: &[Fact::AcrossNamesFails, Fact::PassesUnresumed],
    test: &test::RESUMED_ACROSS_NAMES,
    retry: RetryAdvice::FreshSession,
    remedies: &[
        Remedy {
            by: Party::Proxy,
            text: "Key the session cache by server name (in Envoy the release with envoyproxy/envoy#45982), or switch it off: max_session_keys: 0 on the upstream TLS context.",
        },
        Remedy {
            by: Party::Client,
            text: "Try again until then: no octet of the request was sent on the connection that failed.",
        },
    ],
    ..CAUSE
};

pub(super) const WRONG_ADDRESS: Cause = Cause {
    code: "wrong-address",
    meaning: "the name leads to an address of somebody else",
    typical: &[Reason::NameMismatch],
    possible: &[
        Reason::GenericHandshakeFailure,
        Reason::GenericVerifyFailed,
        Reason::HandshakeEof,
        Reason::HandshakeReset,
        Reason::HandshakeTimeout,
        Reason::NotTls,
        Reason::PinMismatch,
        Reason::SelfSignedInChain,
        Reason::SelfSignedLeaf,
        Reason::SniUnrecognized,
        Reason::UnknownIssuer,
    ],
    // One of several addresses may be the wrong one.
    persistence: Persistence::Either,
    common: -1,
    supports: &[(Fact::AddressNotOfName, 5), (Fact::Intermittent, -2), (Fact::PassesElsewhere, 1)],
    excluded_by: &[
        (Fact::AddressOfName, "the address is one of the name's"),
        (Fact::EndEntitySame, "the same certificate is presented where it passes"),
        NOT_BY_RESUMPTION[0],
        NOT_BY_RESUMPTION[1],
    ],
    needs: &[Fact::AddressNotOfName],
    test: &test::RESOLVE,
    retry: RetryAdvice::OtherAddress,
    remedies: &[Remedy {
        by: Party::Operator,
        text: "Correct the record, the hosts file or the endpoint of the cluster.",
    }],
    ..CAUSE
};

pub(super) const WRONG_REFERENCE: Cause = Cause {
    code: "wrong-reference",
    meaning: "the certificate is compared with a name that is not the peer's, as that of the target at the hop to a proxy",
    typical: &[Reason::NameMismatch],
    possible: &[Reason::GenericVerifyFailed, Reason::NoSan, Reason::SniUnrecognized],
    supports: &[(Fact::ThroughProxy, 2), (Fact::EveryHostFails, 2), (Fact::OtherClientPasses, 2)],
    excluded_by: &[NOT_BY_RESUMPTION[0], NOT_BY_RESUMPTION[1]],
    test: &test::OTHER_CLIENT,
    remedies: &[Remedy {
        by: Party::Client,
        text: "Give the connection the peer's own name to check: that of the proxy at the hop to the proxy.",
    }],
    ..CAUSE
};
