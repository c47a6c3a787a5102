//! Causes at the server: what it presents.

use super::sessions::NOT_BY_RESUMPTION;
use crate::hypothesis::cause::{CAUSE, Cause, Persistence};
use crate::hypothesis::{Fact, test};
use crate::taxonomy::{Hop, Party, Reason, Remedy, RetryAdvice};

/// A fault of what the server presents is the same for who verifies alike, wherever it is.
const DIFFERS: (Fact, &str) = (
    Fact::EndEntityDiffers,
    "the place that fails is presented a certificate of another issuer: what is wrong with it is not the server's doing",
);

pub(super) const DEFAULT_CERTIFICATE: Cause = Cause {
    code: "default-certificate",
    meaning: "the server answers with the certificate of no name in particular",
    typical: &[Reason::NameMismatch, Reason::SelfSignedLeaf],
    possible: &[
        Reason::CaViolation,
        Reason::Expired,
        Reason::GenericVerifyFailed,
        Reason::NoSan,
        Reason::SelfSignedInChain,
        Reason::SniUnrecognized,
        Reason::UnknownIssuer,
        Reason::WeakKey,
        Reason::WeakSignature,
    ],
    supports: &[(Fact::DefaultPresented, 5), (Fact::SniMatters, 5), (Fact::NameNotPresented, 2)],
    excluded_by: &[DIFFERS, NOT_BY_RESUMPTION[0], NOT_BY_RESUMPTION[1]],
    test: &test::WITHOUT_SNI,
    remedies: &[
        Remedy { by: Party::Server, text: "Configure the name, with its certificate, on the listener that answers." },
        Remedy { by: Party::Client, text: "Send server_name: a client that connects by address sends none." },
    ],
    ..CAUSE
};

pub(super) const MISSING_INTERMEDIATE: Cause = Cause {
    code: "missing-intermediate",
    meaning: "the server does not send the certificate of the CA that issued its own",
    typical: &[Reason::MissingIntermediate],
    possible: &[Reason::GenericVerifyFailed, Reason::UnknownIssuer, Reason::UntrustedRoot],
    common: 1,
    supports: &[(Fact::AiaCloses, 6), (Fact::IssuerNotSent, 5), (Fact::OtherClientPasses, 1)],
    excluded_by: &[DIFFERS, (Fact::IssuerSent, "the chain that is sent is complete")],
    test: &test::FETCH_ISSUER,
    remedies: &[Remedy { by: Party::Server, text: "Send the whole chain: the file that CAs call fullchain." }],
    ..CAUSE
};

pub(super) const MIXED_FLEET: Cause = Cause {
    code: "mixed-fleet",
    meaning: "nodes behind one name present different certificates, and some of them are wrong",
    typical: &[Reason::Expired, Reason::NameMismatch, Reason::UnknownIssuer],
    possible: &[
        Reason::Alpn,
        Reason::BadSignature,
        Reason::CaViolation,
        Reason::EkuMissingOrWrong,
        Reason::ExpiredOrNotYetValid,
        Reason::GenericHandshakeFailure,
        Reason::GenericVerifyFailed,
        Reason::HandshakeEof,
        Reason::HandshakeReset,
        Reason::HandshakeTimeout,
        Reason::IssuerMismatch,
        Reason::KeyUsage,
        Reason::Malformed,
        Reason::MissingIntermediate,
        Reason::NoSan,
        Reason::NoSharedCipher,
        Reason::NoSharedParams,
        Reason::NotTls,
        Reason::NotYetValid,
        Reason::OcspResponseBad,
        Reason::PeerInternalError,
        Reason::PinMismatch,
        Reason::ProfileViolation,
        Reason::ProtocolVersion,
        Reason::PskOrTicket,
        Reason::Revoked,
        Reason::SelfSignedInChain,
        Reason::SelfSignedLeaf,
        Reason::SniUnrecognized,
        Reason::UntrustedRoot,
        Reason::WeakKey,
        Reason::WeakSignature,
    ],
    persistence: Persistence::ByTurns,
    common: -2,
    supports: &[
        (Fact::BadNodes, 6),
        (Fact::EndEntityOfSameIssuer, 2),
        (Fact::Intermittent, 4),
        // What an interceptor mints differs by node as well: then it is its nodes that differ.
        (Fact::KnownInterceptor, -8),
        (Fact::SeveralCertificates, 5),
        (Fact::ThroughProxy, -1),
    ],
    excluded_by: &[
        DIFFERS,
        (Fact::OneCertificate, "every sample is presented the same certificate"),
        (Fact::Permanent, "it fails every time, and among nodes that differ some would pass"),
        NOT_BY_RESUMPTION[0],
        NOT_BY_RESUMPTION[1],
    ],
    needs: &[Fact::BadNodes, Fact::SeveralCertificates],
    test: &test::SAMPLE_FLEET,
    retry: RetryAdvice::OtherAddress,
    remedies: &[
        Remedy {
            by: Party::Server,
            text: "Deploy the renewed certificate on every node, the ones behind the load balancer too.",
        },
        Remedy { by: Party::Client, text: "Try another address, on a fresh connection, until then." },
    ],
    ..CAUSE
};

pub(super) const OTHER_NAMES: Cause = Cause {
    code: "other-names",
    meaning: "the server's certificate does not have the name that it is asked for",
    typical: &[Reason::NameMismatch, Reason::NoSan],
    possible: &[Reason::GenericVerifyFailed, Reason::SniUnrecognized],
    common: 1,
    supports: &[(Fact::AllClientsFail, 1), (Fact::NameNotPresented, 4), (Fact::OneCertificate, 1)],
    excluded_by: &[DIFFERS, NOT_BY_RESUMPTION[0], NOT_BY_RESUMPTION[1]],
    test: &test::WITHOUT_SNI,
    remedies: &[
        Remedy { by: Party::Server, text: "Issue the certificate again with every name that clients use." },
        Remedy { by: Party::Client, text: "Use a name that the certificate has." },
    ],
    ..CAUSE
};

pub(super) const OUT_OF_DATE: Cause = Cause {
    code: "out-of-date",
    meaning: "a certificate that the server presents is no longer valid, or not yet",
    typical: &[Reason::Expired, Reason::ExpiredOrNotYetValid, Reason::NotYetValid],
    possible: &[Reason::GenericVerifyFailed, Reason::OcspResponseBad],
    common: 2,
    supports: &[(Fact::AllClientsFail, 2), (Fact::ClockRight, 4), (Fact::OneCertificate, 1)],
    excluded_by: &[DIFFERS, (Fact::ClockWrong, "the clock that it was held against is wrong")],
    test: &test::CLOCK,
    remedies: &[Remedy { by: Party::Server, text: "Renew the certificate, intermediates included, and load it." }],
    ..CAUSE
};

pub(super) const PRIVATE_AUTHORITY: Cause = Cause {
    code: "private-authority",
    meaning: "the server's own authority is not one that clients trust by themselves",
    typical: &[Reason::SelfSignedInChain, Reason::UnknownIssuer, Reason::UntrustedRoot],
    possible: &[
        Reason::ExplicitlyDistrusted,
        Reason::GenericVerifyFailed,
        Reason::IssuerMismatch,
        Reason::MissingIntermediate,
        Reason::PinMismatch,
        Reason::SelfSignedLeaf,
    ],
    common: 2,
    supports: &[(Fact::AllClientsFail, 3), (Fact::EndEntitySame, 2), (Fact::OtherHostsPass, 2)],
    excluded_by: &[
        DIFFERS,
        (Fact::EveryHostFails, "unrelated hosts fail alike"),
        (Fact::AiaCloses, "with the issuer that was not sent the chain is trusted"),
    ],
    test: &test::OTHER_HOST,
    remedies: &[
        Remedy {
            by: Party::Client,
            text: "Add the server's authority by the tool's own setting; `verifail knobs TOOL` has the lines.",
        },
        Remedy { by: Party::Server, text: "Serve a certificate of an authority that clients trust." },
    ],
    ..CAUSE
};

pub(super) const REVOKED: Cause = Cause {
    code: "revoked",
    meaning: "the certificate, or its CA, was revoked or is distrusted",
    typical: &[Reason::ExplicitlyDistrusted, Reason::Revoked],
    possible: &[Reason::GenericVerifyFailed, Reason::UntrustedRoot],
    excluded_by: &[DIFFERS],
    test: &test::REVOCATION_STATUS,
    remedies: &[Remedy {
        by: Party::Server,
        text: "Replace the certificate, with a new key where the old one was lost.",
    }],
    ..CAUSE
};

pub(super) const UNFIT_CERTIFICATE: Cause = Cause {
    code: "unfit-certificate",
    meaning: "what the server presents is not fit to be its certificate: a CA's, self-signed, version 1, outside its CA's names",
    typical: &[
        Reason::BadSignature,
        Reason::CaViolation,
        Reason::Malformed,
        Reason::NameConstraints,
        Reason::PathLength,
        Reason::ProfileViolation,
        Reason::SelfSignedLeaf,
        Reason::UnhandledCriticalExtension,
    ],
    possible: &[
        Reason::ChainLimits,
        Reason::GenericVerifyFailed,
        Reason::IssuerMismatch,
        Reason::KeyUsage,
        Reason::NoSan,
        Reason::Policy,
        Reason::SelfSignedInChain,
        Reason::UnknownIssuer,
        Reason::ValidityTooLong,
        Reason::WeakKey,
        Reason::WeakSignature,
    ],
    supports: &[(Fact::AllClientsFail, 2), (Fact::EndEntitySame, 1), (Fact::OneCertificate, 1)],
    excluded_by: &[DIFFERS, NOT_BY_RESUMPTION[0]],
    test: &test::PURPOSES,
    remedies: &[Remedy {
        by: Party::Server,
        text: "Issue an end-entity certificate of the current profile, below a CA that may issue it.",
    }],
    ..CAUSE
};

pub(super) const WRONG_PURPOSE: Cause = Cause {
    code: "wrong-purpose",
    meaning: "the certificates of the chain may not be used for this",
    places: &[Hop::Direct, Hop::ClientToProxy, Hop::ProxyToUpstream, Hop::OriginToUpstream],
    typical: &[Reason::EkuMissingOrWrong, Reason::KeyUsage],
    possible: &[Reason::CaViolation, Reason::GenericVerifyFailed, Reason::PeerRejectedOurCert],
    common: 1,
    supports: &[
        (Fact::AllClientsFail, 1),
        (Fact::OneCertificate, 1),
        (Fact::PurposeLacking, 4),
        (Fact::EndEntitySame, 2),
    ],
    excluded_by: &[DIFFERS, (Fact::PurposePermits, "the purposes in the chain permit it")],
    test: &test::PURPOSES,
    retry: RetryAdvice::Never,
    remedies: &[
        Remedy {
            by: Party::Server,
            text: "Issue the certificate with the purpose it is used for; public authorities no longer give clientAuth.",
        },
        Remedy { by: Party::Client, text: "Relax the one check, by name, for the time until then; keep the others." },
    ],
    ..CAUSE
};
