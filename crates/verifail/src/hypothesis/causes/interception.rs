//! Causes in between: somebody presents certificates of its own.

use crate::hypothesis::cause::{CAUSE, Cause, Persistence};
use crate::hypothesis::{Fact, test};
use crate::taxonomy::{Hop, Party, Reason, Remedy};

const SAME: &str =
    "the same certificate is presented in a place that passes: nobody in between presents one of its own";
const BYPASSED: &str = "past the proxy it fails the same";

pub(super) const INTERCEPTION: Cause = Cause {
    code: "interception",
    meaning: "somebody in between presents certificates of an authority that this client does not trust",
    // That no certificate was evaluated says nothing of who presented it: it is not excluded by that.
    places: &[Hop::Direct, Hop::ClientToProxy, Hop::Local],
    typical: &[
        Reason::MitmDetected,
        Reason::PinMismatch,
        Reason::SelfSignedInChain,
        Reason::UnknownIssuer,
        Reason::UntrustedRoot,
    ],
    possible: &[
        Reason::CtMissing,
        Reason::ExplicitlyDistrusted,
        Reason::GenericVerifyFailed,
        Reason::IssuerMismatch,
        Reason::MissingIntermediate,
        Reason::PeerRejectedOurCert,
        Reason::SelfSignedLeaf,
        Reason::TrustServiceUnavailable,
        Reason::VerifierDisagreement,
    ],
    persistence: Persistence::Either,
    supports: &[
        (Fact::EndEntityDiffers, 6),
        (Fact::EveryHostFails, 2),
        (Fact::KnownInterceptor, 6),
        (Fact::PassesElsewhere, 2),
        (Fact::ThroughProxy, 2),
        (Fact::BypassPasses, 3),
    ],
    excluded_by: &[(Fact::EndEntitySame, SAME), (Fact::BypassFails, BYPASSED)],
    needs: &[Fact::EndEntityDiffers, Fact::KnownInterceptor],
    test: &test::COMPARE_CAPTURES,
    remedies: &[
        Remedy {
            by: Party::Client,
            text: "Add the authority of the inspecting proxy by the tool's own setting; `verifail knobs TOOL` has the lines.",
        },
        Remedy { by: Party::Operator, text: "Exempt the host from inspection." },
    ],
    ..CAUSE
};

pub(super) const INTERCEPTION_MALFORMED: Cause = Cause {
    code: "interception-malformed",
    meaning: "somebody in between presents certificates that lack what this client demands",
    places: &[Hop::Direct, Hop::ClientToProxy],
    typical: &[Reason::EkuMissingOrWrong, Reason::Malformed, Reason::ProfileViolation, Reason::RevocationUnavailable],
    possible: &[
        Reason::BadSignature,
        Reason::CaViolation,
        Reason::CtMissing,
        Reason::Expired,
        Reason::ExpiredOrNotYetValid,
        Reason::GenericVerifyFailed,
        Reason::IssuerMismatch,
        Reason::KeyUsage,
        Reason::NameConstraints,
        Reason::NameMismatch,
        Reason::NoSan,
        Reason::NotYetValid,
        Reason::OcspResponseBad,
        Reason::PathLength,
        Reason::UnhandledCriticalExtension,
        Reason::UnsupportedSignatureAlgorithm,
        Reason::ValidityTooLong,
        Reason::WeakKey,
        Reason::WeakSignature,
    ],
    persistence: Persistence::Either,
    // Servers break these rules more often than proxies do, unless there is one.
    common: -2,
    supports: &[
        (Fact::EndEntityDiffers, 6),
        (Fact::KnownInterceptor, 6),
        (Fact::OtherClientPasses, 1),
        (Fact::PassesElsewhere, 1),
        (Fact::ThroughProxy, 2),
        (Fact::BypassPasses, 3),
        (Fact::PurposeLacking, 1),
    ],
    excluded_by: &[(Fact::EndEntitySame, SAME), (Fact::BypassFails, BYPASSED)],
    needs: &[Fact::EndEntityDiffers, Fact::KnownInterceptor],
    test: &test::COMPARE_CAPTURES,
    remedies: &[
        Remedy {
            by: Party::Proxy,
            text: "Mint certificates with serverAuth, subject alternative name, both key identifiers and a positive serial number.",
        },
        Remedy {
            by: Party::Client,
            text: "Relax the one check, by name, for the time until the proxy is repaired; keep the others.",
        },
    ],
    ..CAUSE
};

pub(super) const INTERCEPTION_ONE_HOP: Cause = Cause {
    code: "interception-one-hop",
    meaning: "on a later hop somebody in between presents certificates that the program there does not trust",
    places: &[Hop::ProxyToUpstream, Hop::OriginToUpstream],
    typical: &[Reason::SelfSignedInChain, Reason::UnknownIssuer, Reason::UntrustedRoot],
    possible: &[
        Reason::EkuMissingOrWrong,
        Reason::GenericHandshakeFailure,
        Reason::GenericVerifyFailed,
        Reason::KeyUsage,
        Reason::Malformed,
        Reason::MissingIntermediate,
        Reason::PeerRejectedOurCert,
        Reason::ProfileViolation,
        Reason::SelfSignedLeaf,
    ],
    persistence: Persistence::Either,
    common: -1,
    supports: &[(Fact::KnownInterceptor, 4), (Fact::ResponseReceived, 2), (Fact::OtherHostsPass, 1)],
    excluded_by: &[(Fact::InsecurePasses, "the client's own verification decides")],
    needs: &[Fact::EndEntityDiffers, Fact::KnownInterceptor],
    test: &test::COMPARE_CAPTURES,
    remedies: &[Remedy {
        by: Party::Operator,
        text: "Give the program of that hop the authority, or exempt its upstream from inspection.",
    }],
    ..CAUSE
};
