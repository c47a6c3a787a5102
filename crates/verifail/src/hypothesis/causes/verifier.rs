//! Causes in the verifier: it does not answer, is stricter, cannot do an algorithm, or cannot learn the status.

use crate::hypothesis::cause::{CAUSE, Cause, Persistence};
use crate::hypothesis::{Fact, test};
use crate::taxonomy::{Hop, Party, Reason, Remedy, RetryAdvice};

const SAME_ELSEWHERE: &str = "what differs is what is presented, and a verifier does not change that";

pub(super) const NO_EVALUATION: Cause = Cause {
    code: "no-evaluation",
    meaning: "the system's verification service did not answer, and no certificate was evaluated",
    places: &[Hop::Local],
    typical: &[Reason::TrustServiceUnavailable],
    common: 1,
    supports: &[
        (Fact::EndEntitySame, 3),
        (Fact::OwnAnchorsPass, 3),
        (Fact::PassesElsewhere, 2),
        (Fact::Sandboxed, 4),
        (Fact::TrustServiceDenied, 6),
    ],
    excluded_by: &[
        (Fact::EndEntityDiffers, "a service that does not answer does not change what is presented"),
        (Fact::OwnAnchorsFail, "a client that verifies by itself does not need the service"),
        (Fact::TrustServiceAnswers, "the service answers"),
    ],
    test: &test::SANDBOX_LOG,
    retry: RetryAdvice::AfterUserAction,
    remedies: &[
        Remedy {
            by: Party::Operator,
            text: "Allow the lookup of the verification service (com.apple.trustd.agent) in the sandbox's profile.",
        },
        Remedy {
            by: Party::Client,
            text: "Give the program a CA bundle, with which it verifies by itself; relaxing a check cannot help.",
        },
    ],
    ..CAUSE
};

pub(super) const STRICTER_PLATFORM: Cause = Cause {
    code: "stricter-platform",
    meaning: "this client's verifier has a rule that others do not have",
    places: &[Hop::Direct, Hop::ProxyToUpstream, Hop::OriginToUpstream],
    typical: &[Reason::CtMissing, Reason::ValidityTooLong],
    possible: &[
        Reason::CaViolation,
        Reason::EkuMissingOrWrong,
        Reason::ExplicitlyDistrusted,
        Reason::GenericVerifyFailed,
        Reason::KeyUsage,
        Reason::Malformed,
        Reason::NoSan,
        Reason::OcspResponseBad,
        Reason::PathLength,
        Reason::Policy,
        Reason::ProfileViolation,
        Reason::UnhandledCriticalExtension,
        Reason::UntrustedRoot,
        Reason::WeakKey,
        Reason::WeakSignature,
    ],
    supports: &[(Fact::OtherClientPasses, 3), (Fact::EndEntitySame, 1), (Fact::EveryHostFails, 1)],
    excluded_by: &[
        (Fact::AllClientsFail, "clients with other verifiers fail too"),
        (Fact::EndEntityDiffers, SAME_ELSEWHERE),
    ],
    remedies: &[
        Remedy { by: Party::Server, text: "Renew the certificate within the limits of the strictest client." },
        Remedy {
            by: Party::Client,
            text: "Update the log list or the policy of the platform, where unrelated sites fail alike.",
        },
    ],
    ..CAUSE
};

pub(super) const UNSUPPORTED_ALGORITHM: Cause = Cause {
    code: "unsupported-algorithm",
    meaning: "the verifier cannot do an algorithm or curve of the chain",
    typical: &[Reason::UnsupportedSignatureAlgorithm],
    possible: &[
        Reason::BadSignature,
        Reason::CryptoPolicyBlocked,
        Reason::GenericHandshakeFailure,
        Reason::GenericVerifyFailed,
        Reason::Malformed,
        Reason::NoSharedParams,
        Reason::UnknownIssuer,
        Reason::WeakKey,
        Reason::WeakSignature,
    ],
    supports: &[(Fact::OtherClientPasses, 3), (Fact::OtherParametersPass, 2), (Fact::EndEntitySame, 1)],
    excluded_by: &[
        (Fact::AllClientsFail, "clients with other algorithms fail too"),
        (Fact::EndEntityDiffers, SAME_ELSEWHERE),
    ],
    test: &test::OTHER_CLIENT,
    remedies: &[
        Remedy { by: Party::Server, text: "Serve a chain of ECDSA P-256 or RSA with SHA-256." },
        Remedy { by: Party::Client, text: "Update the TLS library, or give it a provider that knows the algorithm." },
    ],
    ..CAUSE
};

pub(super) const REVOCATION_UNREACHABLE: Cause = Cause {
    code: "revocation-unreachable",
    meaning: "the revocation status cannot be learnt from here",
    places: &[Hop::Direct, Hop::ProxyToUpstream, Hop::OriginToUpstream],
    typical: &[Reason::OcspResponseBad, Reason::RevocationUnavailable],
    possible: &[Reason::GenericVerifyFailed, Reason::HandshakeTimeout],
    persistence: Persistence::Either,
    supports: &[(Fact::StatusUnreachable, 5), (Fact::OtherClientPasses, 1), (Fact::ThroughProxy, 1)],
    excluded_by: &[(Fact::StatusReachable, "the status can be learnt from here")],
    test: &test::REVOCATION_STATUS,
    retry: RetryAdvice::BoundedUnknown,
    remedies: &[
        Remedy {
            by: Party::Operator,
            text: "Let this place reach the addresses of CRL and OCSP that the certificates name.",
        },
        Remedy {
            by: Party::Server,
            text: "Staple the status, or, of an inspecting proxy, name a CRL that can be reached.",
        },
    ],
    ..CAUSE
};

pub(super) const VERIFIER_LIMIT: Cause = Cause {
    code: "verifier-limit",
    meaning: "a limit or a fault of the verifier itself",
    typical: &[Reason::ChainLimits, Reason::VerifierDisagreement],
    possible: &[Reason::GenericVerifyFailed, Reason::UnknownIssuer],
    common: -3,
    supports: &[(Fact::OtherClientPasses, 2)],
    excluded_by: &[
        (Fact::AllClientsFail, "clients with other verifiers fail too"),
        (Fact::EndEntityDiffers, SAME_ELSEWHERE),
    ],
    remedies: &[
        Remedy { by: Party::Server, text: "Send the end entity and the intermediates of one path, and nothing else." },
        Remedy { by: Party::Client, text: "Report the chain to the verifier's maintainers: others accept it." },
    ],
    ..CAUSE
};
