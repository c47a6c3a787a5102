//! Causes at the client: its store, its settings, its clock, its own certificate.

use super::sessions::NOT_BY_RESUMPTION;
use crate::hypothesis::cause::{CAUSE, Cause};
use crate::hypothesis::{Fact, test};
use crate::taxonomy::{Hop, Party, Reason, Remedy, RetryAdvice};

const DIFFERS: (Fact, &str) =
    (Fact::EndEntityDiffers, "what is presented differs by itself, whatever this client has and is told");
const NO_ANCHOR: &[Reason] = &[Reason::UnknownIssuer, Reason::TrustStoreUnavailable];
const NO_ANCHOR_OTHERWISE: &[Reason] = &[
    Reason::GenericVerifyFailed,
    Reason::IssuerMismatch,
    Reason::MissingIntermediate,
    Reason::SelfSignedInChain,
    Reason::SelfSignedLeaf,
    Reason::UntrustedRoot,
];

pub(super) const CLIENT_CERTIFICATE: Cause = Cause {
    code: "client-certificate",
    meaning: "the peer wants a client certificate, or refuses the one that it got",
    typical: &[Reason::ClientCertRequired, Reason::PeerRejectedOurCert],
    possible: &[
        Reason::GenericHandshakeFailure,
        Reason::HandshakeEof,
        Reason::HandshakeReset,
        Reason::LocalCredentialError,
        Reason::PeerInternalError,
    ],
    supports: &[(Fact::ClientCertificateAsked, 4), (Fact::InsecureFails, 1)],
    excluded_by: &[(Fact::ClientCertificateNotAsked, "the peer asks for none"), NOT_BY_RESUMPTION[0]],
    test: &test::CLIENT_CERTIFICATE,
    retry: RetryAdvice::AfterUserAction,
    remedies: &[
        Remedy {
            by: Party::Client,
            text: "Present a certificate, with its chain, of an authority that the peer names, and for clientAuth.",
        },
        Remedy { by: Party::Server, text: "Trust the authority that issues the clients' certificates." },
    ],
    ..CAUSE
};

pub(super) const LOCAL_CONFIGURATION: Cause = Cause {
    code: "local-configuration",
    meaning: "this side's own configuration, credential or cryptographic policy is wrong",
    places: &[Hop::Local, Hop::Direct, Hop::ClientToProxy, Hop::ProxyToUpstream, Hop::OriginToUpstream],
    typical: &[Reason::CryptoPolicyBlocked, Reason::LocalCredentialError, Reason::TlsConfigError],
    possible: &[
        Reason::Alpn,
        Reason::GenericHandshakeFailure,
        Reason::InappropriateFallback,
        Reason::LegacyRenegotiation,
        Reason::NoSharedCipher,
        Reason::NoSharedParams,
        Reason::ProtocolVersion,
        Reason::WeakKeyExchange,
    ],
    supports: &[(Fact::EveryHostFails, 3), (Fact::OtherClientPasses, 3)],
    excluded_by: &[
        (Fact::AllClientsFail, "clients with a configuration of their own fail too"),
        (Fact::OtherHostsPass, "other hosts pass with the same configuration"),
        DIFFERS,
    ],
    test: &test::OTHER_HOST,
    retry: RetryAdvice::AfterUserAction,
    remedies: &[Remedy { by: Party::Client, text: "Correct the setting, file or policy that the text names." }],
    ..CAUSE
};

pub(super) const OTHER_STORE: Cause = Cause {
    code: "other-store",
    meaning: "this client has no trust anchors, or others than it needs",
    places: &[Hop::Direct, Hop::Local, Hop::ClientToProxy, Hop::ProxyToUpstream, Hop::OriginToUpstream],
    typical: NO_ANCHOR,
    possible: NO_ANCHOR_OTHERWISE,
    common: 1,
    supports: &[
        (Fact::AnchorsDiffer, 4),
        (Fact::EndEntitySame, 2),
        (Fact::EveryHostFails, 3),
        (Fact::FewAnchors, 5),
        (Fact::OtherClientPasses, 2),
        (Fact::OwnAnchorsPass, 3),
        (Fact::PassesElsewhere, 1),
    ],
    excluded_by: &[
        DIFFERS,
        (Fact::AnchorsSame, "the trust anchors are the same in both places"),
        (Fact::AllClientsFail, "clients with other trust anchors fail too"),
        (Fact::FullStore, "the trust anchors that are needed are loaded"),
        (Fact::OtherHostsPass, "other hosts pass with the same trust anchors"),
        (Fact::OwnAnchorsFail, "with a set of trust anchors of its own it fails too"),
    ],
    test: &test::COUNT_ANCHORS,
    retry: RetryAdvice::AfterUserAction,
    remedies: &[
        Remedy {
            by: Party::Client,
            text: "Install the system's CA certificates, or name the bundle by the tool's own setting; `verifail knobs TOOL` has the lines.",
        },
        Remedy { by: Party::Operator, text: "Give services and containers the variables that shells have." },
    ],
    ..CAUSE
};

pub(super) const SETTING_IGNORED: Cause = Cause {
    code: "setting-ignored",
    meaning: "one of several TLS clients in this program does not read the setting that was made",
    places: &[Hop::Direct, Hop::ClientToProxy, Hop::Local, Hop::ProxyToUpstream, Hop::OriginToUpstream],
    typical: NO_ANCHOR,
    possible: NO_ANCHOR_OTHERWISE,
    common: -2,
    supports: &[
        (Fact::EndEntitySame, 1),
        (Fact::OtherClientPasses, 4),
        (Fact::OwnAnchorsPass, 2),
        (Fact::OtherHostsPass, 1),
    ],
    excluded_by: &[DIFFERS, (Fact::AllClientsFail, "clients that read the setting fail too")],
    test: &test::OTHER_CLIENT,
    retry: RetryAdvice::AfterUserAction,
    remedies: &[Remedy {
        by: Party::Client,
        text: "Ask `verifail knobs TOOL --check`, and set what the client inside reads.",
    }],
    ..CAUSE
};

pub(super) const WRONG_CLOCK: Cause = Cause {
    code: "wrong-clock",
    meaning: "the clock of whoever verifies is wrong",
    typical: &[Reason::ExpiredOrNotYetValid, Reason::NotYetValid],
    possible: &[Reason::Expired, Reason::GenericVerifyFailed, Reason::OcspResponseBad, Reason::RevocationUnavailable],
    supports: &[(Fact::ClockWrong, 6), (Fact::EveryHostFails, 4), (Fact::PassesElsewhere, 1), (Fact::EndEntitySame, 1)],
    excluded_by: &[
        DIFFERS,
        (Fact::ClockRight, "the clock agrees with those of the peers"),
        (Fact::OtherHostsPass, "other hosts pass at the same time"),
        (Fact::OtherClientPasses, "another client passes by the same clock"),
    ],
    test: &test::CLOCK,
    retry: RetryAdvice::AtTime,
    remedies: &[Remedy {
        by: Party::Operator,
        text: "Set the clock, and let it be kept by NTP; after a machine slept, at once.",
    }],
    ..CAUSE
};
