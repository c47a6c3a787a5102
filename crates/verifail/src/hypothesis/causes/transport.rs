//! Causes below certificates: no TLS, a proxy that refuses, a connection that breaks, parameters that do not meet.

use crate::hypothesis::cause::{CAUSE, Cause, Persistence};
use crate::hypothesis::{Fact, test};
use crate::taxonomy::{Hop, Party, Reason, Remedy, RetryAdvice};

pub(super) const BROKEN_CONNECTION: Cause = Cause {
    code: "broken-connection",
    meaning: "the connection ends or stands still before TLS is done",
    typical: &[Reason::HandshakeEof, Reason::HandshakeReset, Reason::HandshakeTimeout, Reason::UncleanClose],
    possible: &[Reason::GenericHandshakeFailure, Reason::GenericVerifyFailed, Reason::RecordCorrupt],
    persistence: Persistence::Either,
    common: 1,
    supports: &[(Fact::Intermittent, 2)],
    excluded_by: &[],
    test: &test::OTHER_PARAMETERS,
    retry: RetryAdvice::FreshConnection,
    remedies: &[
        Remedy {
            by: Party::Operator,
            text: "Look at what is in between: firewalls, load balancers, idle limits, MTU.",
        },
        Remedy { by: Party::Client, text: "Try again on a fresh connection, a few times." },
    ],
    ..CAUSE
};

pub(super) const NEGOTIATION: Cause = Cause {
    code: "negotiation",
    meaning: "the two sides have no version, suite, group, protocol or name in common",
    typical: &[
        Reason::Alpn,
        Reason::Ech,
        // Of the two that an alert without more may mean it is the commoner one.
        Reason::GenericHandshakeFailure,
        Reason::InappropriateFallback,
        Reason::LegacyRenegotiation,
        Reason::NoSharedCipher,
        Reason::NoSharedParams,
        Reason::ProtocolVersion,
        Reason::SniUnrecognized,
        Reason::WeakKeyExchange,
    ],
    possible: &[
        Reason::CryptoPolicyBlocked,
        Reason::HandshakeEof,
        Reason::HandshakeReset,
        Reason::PeerInternalError,
        Reason::ProtocolViolation,
        Reason::PskOrTicket,
        Reason::UnsupportedSignatureAlgorithm,
    ],
    supports: &[(Fact::OtherParametersPass, 5), (Fact::OtherClientPasses, 2)],
    excluded_by: &[(Fact::OtherParametersFail, "no version or algorithm makes it pass")],
    test: &test::OTHER_PARAMETERS,
    remedies: &[
        Remedy {
            by: Party::Server,
            text: "Offer TLS 1.2 and 1.3 with the usual suites and groups, and know the name.",
        },
        Remedy { by: Party::Client, text: "Offer what the server has, where that is safe." },
    ],
    ..CAUSE
};

pub(super) const NOT_TLS: Cause = Cause {
    code: "not-tls",
    meaning: "the port does not speak TLS, or not from the first octet",
    typical: &[Reason::NotTls, Reason::PlaintextToTls],
    possible: &[
        Reason::GenericHandshakeFailure,
        Reason::HandshakeEof,
        Reason::HandshakeReset,
        Reason::HandshakeTimeout,
        Reason::ProtocolVersion,
        Reason::ProtocolViolation,
        Reason::RecordCorrupt,
    ],
    supports: &[(Fact::PlaintextAnswers, 6), (Fact::AllClientsFail, 1)],
    excluded_by: &[
        (Fact::SpeaksTls, "the port speaks TLS"),
        (Fact::OneCertificate, "a certificate was presented"),
        (Fact::SeveralCertificates, "certificates were presented"),
        (Fact::FreshFails, "a certificate was presented"),
        (Fact::EndEntitySame, "a certificate was presented"),
        (Fact::EndEntityDiffers, "a certificate was presented"),
    ],
    test: &test::PLAINTEXT,
    remedies: &[
        Remedy {
            by: Party::Client,
            text: "Use the scheme and port of the service: http for plain text, STARTTLS where the protocol has it.",
        },
        Remedy { by: Party::Server, text: "Switch TLS on for the listener." },
    ],
    ..CAUSE
};

pub(super) const PEER_FAULT: Cause = Cause {
    code: "peer-fault",
    meaning: "the peer fails for a reason of its own, or breaks the protocol",
    typical: &[Reason::PeerInternalError, Reason::ProtocolViolation, Reason::RecordCorrupt, Reason::PskOrTicket],
    possible: &[Reason::GenericHandshakeFailure, Reason::HandshakeEof, Reason::HandshakeReset, Reason::UncleanClose],
    persistence: Persistence::Either,
    common: -1,
    supports: &[(Fact::AllClientsFail, 2), (Fact::OtherParametersFail, 1)],
    excluded_by: &[(Fact::OtherClientPasses, "another client is served")],
    test: &test::OTHER_CLIENT,
    retry: RetryAdvice::FreshConnection,
    remedies: &[Remedy { by: Party::Server, text: "Look at the server's own log at that time: it has the reason." }],
    ..CAUSE
};

pub(super) const PROXY_REFUSES: Cause = Cause {
    code: "proxy-refuses",
    meaning: "the proxy does not open the tunnel: it wants credentials, or forbids the target",
    places: &[Hop::ClientToProxy],
    typical: &[Reason::ProxyTunnelFailed],
    possible: &[Reason::HandshakeEof, Reason::HandshakeReset, Reason::HandshakeTimeout, Reason::NotTls],
    supports: &[(Fact::ProxyRefused, 6), (Fact::ThroughProxy, 2), (Fact::BypassPasses, 2)],
    excluded_by: &[
        (Fact::ProxyTunnels, "the proxy opens the tunnel"),
        (Fact::BypassFails, "past the proxy it fails the same"),
        (Fact::OneCertificate, "a certificate was presented: the tunnel was open"),
        (Fact::SeveralCertificates, "certificates were presented: the tunnel was open"),
        (Fact::EndEntitySame, "a certificate was presented: the tunnel was open"),
    ],
    test: &test::PROXY_TUNNEL,
    retry: RetryAdvice::AfterUserAction,
    remedies: &[
        Remedy { by: Party::Client, text: "Give the proxy's credentials, or the right proxy." },
        Remedy { by: Party::Operator, text: "Allow the target and port for CONNECT." },
    ],
    ..CAUSE
};
