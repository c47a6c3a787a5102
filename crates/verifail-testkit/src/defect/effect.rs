//! What a defect does, as data: breaches of requirements, and on which decisions of a policy they depend.
//!
//! The vocabulary is closed and small on purpose. A prediction that needs a new word here says that verifiers differ in
//! one thing more than was known.

use verifail::certificate::{Curve, NameComparison};
use verifail::policy::{
    CertificateReader, Digest, EkuScope, Parameters, PathSearch, ServerGatedCrypto, SubtreeDialect, UniqueExtensions,
    WildcardRules,
};
use verifail::{Policy, Reason, Requirement, Role, Severity};

use super::Position;
use crate::world::{CertSpec, EncodingFault, GeneralName, Purpose, Question, Reference};

/// One thing that a defect does.
#[derive(Clone, Copy, Debug)]
pub struct Effect {
    /// What.
    pub what: What,
    /// To which certificate.
    pub at: At,
    /// Only when the defect is in one of these positions; empty is any.
    pub positions: &'static [Position],
    /// Only when all of these hold.
    pub when: &'static [When],
}

/// What a defect does to a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It breaches a requirement, under the requirement's own reason. Whether that refuses the path is what the
    /// policy's row says for the role; some requirements refuse it under every policy, see [`What::refuses`].
    Breach(Requirement),
    /// The same under a more precise reason.
    BreachAs(Requirement, Reason),
    /// It refuses the path under every policy, for that reason.
    Refusal(Requirement, Reason),
    /// No issuer is found above that certificate: the path ends there.
    EndsPath,
}

/// The certificate at which it is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// The one with the defect.
    Here,
    /// The one that it issued.
    Child,
    /// The end entity.
    EndEntity,
    /// The CA that issued the end entity.
    LowestCa,
    /// Each one below it.
    EachBelow,
    /// Each one but the anchor.
    EachOfPath,
    /// The last one before the anchor.
    Highest,
    /// The anchor.
    Anchor,
}

/// Where a condition is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// Under which policy.
    pub policy: &'a Policy,
    /// What is asked.
    pub question: &'a Question,
    /// The certificate with the defect, as it is.
    pub certificate: &'a CertSpec,
    /// The position of the certificate at which it is reported; 0 for the end entity.
    pub depth: usize,
}

/// A decision of a policy, by its [`Parameters`], on which an effect depends. Extensions are given by the contents of
/// their object identifiers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum When {
    /// The extension's value must decode.
    Decodes(&'static [u8]),
    /// The extension may not be critical, because the policy does not process it.
    DoesNotRecognise(&'static [u8]),
    /// The extension may not be there twice.
    CountsExtension(&'static [u8]),
    /// The certificate must pass Go's reader.
    ReadsLikeGo,
    /// It need not.
    DoesNotReadLikeGo,
    /// Extended key usage is read in this role.
    ReadsPurposes,
    /// anyExtendedKeyUsage permits every purpose.
    AnyPurposePermits,
    /// It does not.
    AnyPurposeDoesNotPermit,
    /// No purpose at all does not permit every purpose.
    NoPurposeForbids,
    /// Purposes that do not belong to TLS are looked for this far up.
    ForeignPurposesCount,
    /// An extended key usage may be missing nowhere this far up.
    MissingPurposesCount,
    /// Server Gated Crypto does not stand for serverAuth in this role.
    GatedCryptoDoesNotCount,
    /// The subject's common name does not make up for a missing dNSName.
    CommonNameDoesNotCount,
    /// The wildcard rule is none of these.
    WildcardsAreNot(&'static [WildcardRules]),
    /// What is no host name is not compared as text.
    MalformedNamesDoNotCount,
    /// Names are compared octet for octet.
    ComparesNamesExactly,
    /// The certificate's authority key identifier has a key identifier.
    NamesTheKeyOfItsIssuer,
    /// Only the first issuer is considered (OpenSSL and what comes from it): a certificate that may not have issued, by
    /// its form, is passed over before it is looked at.
    TakesFirstIssuer,
    /// Every way up is tried.
    TriesEveryIssuer,
    /// Where key identifiers are there and differ, no issuer is seen.
    MatchesKeyIdentifiers,
    /// Key identifiers may differ.
    IgnoresKeyIdentifiers,
    /// With the first issuer taken, a CA whose keyUsage lacks keyCertSign is passed over.
    PassesOverNonSigners,
    /// notAfter itself is too late.
    LastInstantIsLate,
    /// The validity period is too long for its first day.
    PeriodIsTooLong,
    /// The digest is refused.
    DigestIsWeak(Digest),
    /// Keys on the curve are refused.
    CurveIsRefused(Curve),
    /// Keys of unknown algorithms are refused.
    UnknownKeysAreRefused,
    /// RSA keys of that many bits are too short or too long.
    RsaIsRefused(u32),
    /// Names are held to constraints in one of these readings.
    Dialect(&'static [SubtreeDialect]),
    /// Constraints on directory names are not processed.
    DirectoryConstraintsAreNotProcessed,
    /// They are.
    DirectoryConstraintsAreProcessed,
    /// Constraints on mail addresses are not processed.
    EmailConstraintsAreNotProcessed,
    /// Constraints of an unprocessed form refuse the CA, not the names.
    RefusesUnknownForms,
    /// The other way round.
    RefusesUnknownNames,
    /// A certificate without a subject alternative name is held to constraints all the same.
    ConstrainsWithoutAltName,
    /// A server's or client's TLS certificate is asked for.
    AsksForTls,
    /// An identity is asked for.
    AsksForIdentity,
    /// The requirement holds for anchors, too, or what an anchor says about it counts.
    HoldsForAnchors(Requirement),
    /// A trailing dot of the reference identifier counts.
    ReferenceDotCounts,
    /// An IPv4-mapped IPv6 address is not the IPv4 address inside it.
    MappedAddressesDiffer,
    /// So many intermediates are more than a path may have.
    IntermediatesAreTooMany(usize),
}

impl What {
    /// The requirement and the reason, when it is a breach.
    pub const fn breach(self) -> Option<(Requirement, Reason)> {
        match self {
            Self::Breach(requirement) => Some((requirement, requirement.reason())),
            Self::BreachAs(requirement, reason) | Self::Refusal(requirement, reason) => Some((requirement, reason)),
            Self::EndsPath => None,
        }
    }

    /// Whether it refuses a path whatever the policy's rows say: what links a path, what is on a deny list, what a
    /// caller asked for, and what was cut short is no matter of taste.
    pub const fn refuses(self) -> bool {
        match self {
            Self::Refusal(..) => true,
            Self::BreachAs(requirement, _) | Self::Breach(requirement) => matches!(
                requirement,
                Requirement::SignatureValid
                    | Requirement::SignatureAlgorithmSupported
                    | Requirement::NameChaining
                    | Requirement::KeyNotDistrusted
                    | Requirement::NotRevoked
                    | Requirement::RevocationStatusKnown
                    | Requirement::TrustAnchorReached
                    | Requirement::PathDepth
                    | Requirement::WithinBudget
            ),
            Self::EndsPath => false,
        }
    }
}

impl When {
    /// Whether the condition holds.
    pub fn holds(self, situation: &Situation<'_>) -> bool {
        let parameters = situation.policy.parameters();
        let purpose = &parameters.key_purpose;
        let constraints = &parameters.name_constraints;
        let end_entity = situation.depth == 0;
        match self {
            Self::Decodes(id) => parameters.decoded_extensions.contains(&id),
            Self::DoesNotRecognise(id) => !parameters.recognised_extensions.contains(&id),
            Self::CountsExtension(id) => match parameters.unique_extensions {
                UniqueExtensions::Decoded => parameters.decoded_extensions.contains(&id),
                UniqueExtensions::Recognised => parameters.recognised_extensions.contains(&id),
                _ => true,
            },
            Self::ReadsLikeGo => parameters.reader == CertificateReader::Go,
            Self::DoesNotReadLikeGo => parameters.reader != CertificateReader::Go,
            Self::ReadsPurposes => end_entity || purpose.scope != EkuScope::EndEntity,
            Self::AnyPurposePermits => purpose.any_permits_all,
            Self::AnyPurposeDoesNotPermit => !purpose.any_permits_all,
            Self::NoPurposeForbids => !purpose.empty_permits_all,
            Self::ForeignPurposesCount => situation.depth <= 1 || !purpose.profile_stops_at_issuer,
            Self::MissingPurposesCount => situation.depth != 1 || !purpose.profile_stops_at_issuer,
            Self::GatedCryptoDoesNotCount => match purpose.server_gated_crypto {
                ServerGatedCrypto::Nowhere => true,
                ServerGatedCrypto::Cas => end_entity,
                _ => false,
            },
            Self::CommonNameDoesNotCount => !common_name_counts(situation),
            Self::WildcardsAreNot(rules) => !rules.contains(&parameters.identity.wildcards),
            Self::MalformedNamesDoNotCount => !parameters.identity.compare_malformed,
            Self::ComparesNamesExactly => parameters.name_comparison == NameComparison::Exact,
            Self::NamesTheKeyOfItsIssuer => {
                let authority = situation.certificate.authority_key_identifier.as_ref();
                authority.is_some_and(|authority| authority.identifier.is_some())
            }
            Self::TakesFirstIssuer => parameters.path_search != PathSearch::Exhaustive,
            Self::TriesEveryIssuer => parameters.path_search == PathSearch::Exhaustive,
            Self::MatchesKeyIdentifiers => matches_key_identifiers(situation.policy),
            Self::IgnoresKeyIdentifiers => !matches_key_identifiers(situation.policy),
            Self::PassesOverNonSigners => {
                matches!(parameters.path_search, PathSearch::FirstIssuer { may_sign: true, .. })
            }
            Self::LastInstantIsLate => !parameters.not_after_inclusive,
            Self::PeriodIsTooLong => is_too_long(situation.certificate, parameters),
            Self::DigestIsWeak(digest) => parameters.weak_digests.contains(&digest),
            Self::CurveIsRefused(curve) => !parameters.keys.curves.contains(&curve),
            Self::UnknownKeysAreRefused => !parameters.keys.unknown,
            Self::RsaIsRefused(bits) => bits < parameters.keys.min_rsa_bits || bits > parameters.keys.max_rsa_bits,
            Self::Dialect(dialects) => dialects.contains(&constraints.dialect),
            Self::DirectoryConstraintsAreNotProcessed => !constraints.forms.directory,
            Self::DirectoryConstraintsAreProcessed => constraints.forms.directory,
            Self::EmailConstraintsAreNotProcessed => !constraints.forms.email,
            Self::RefusesUnknownForms => constraints.refuse_unknown_forms,
            Self::RefusesUnknownNames => !constraints.refuse_unknown_forms,
            Self::ConstrainsWithoutAltName => constraints.without_subject_alt_name,
            Self::AsksForTls => matches!(situation.question.purpose, Purpose::ServerAuth | Purpose::ClientAuth),
            Self::AsksForIdentity => situation.question.reference.is_some(),
            Self::HoldsForAnchors(requirement) => situation.policy.severity(requirement, Role::Anchor) != Severity::Off,
            Self::ReferenceDotCounts => !parameters.identity.reference_trailing_dot,
            Self::MappedAddressesDiffer => !parameters.identity.mapped_addresses_equal,
            Self::IntermediatesAreTooMany(count) => parameters.max_intermediates.is_some_and(|most| count > most),
        }
    }
}

fn matches_key_identifiers(policy: &Policy) -> bool {
    policy.severity(Requirement::KeyIdentifiersMatch, Role::EndEntity) == Severity::Error
}

/// RFC 2818's fallback, obsolete: without any dNSName the common name is the host's.
fn common_name_counts(situation: &Situation<'_>) -> bool {
    let Some(Reference::Dns(host)) = &situation.question.reference else { return false };
    // Of extensions that cannot be read there are none.
    let is_readable = !situation.certificate.faults.contains(&EncodingFault::LongFormLength);
    let extension = situation.certificate.subject_alt_name.as_ref().filter(|_| is_readable);
    let mut names = extension.iter().flat_map(|extension| &extension.names);
    let has_dns_name = names.any(|name| matches!(name, GeneralName::Dns(_)));
    let common_name = situation.certificate.subject.common_name.as_ref();
    situation.policy.parameters().identity.common_name_fallback
        && !has_dns_name
        && common_name.is_some_and(|name| name.eq_ignore_ascii_case(host))
}

/// The limit in force on the first day counts; both ends belong to the period.
fn is_too_long(certificate: &CertSpec, parameters: &Parameters) -> bool {
    let validity = certificate.validity;
    let limit = parameters.lifetimes.iter().rfind(|limit| limit.issued_from <= validity.not_before);
    limit.is_some_and(|limit| validity.not_after - validity.not_before >= limit.seconds)
}

/// A breach at the certificate itself.
pub(super) const fn breach(requirement: Requirement) -> Effect {
    Effect { what: What::Breach(requirement), at: At::Here, positions: &[], when: &[] }
}

/// A breach under a more precise reason.
pub(super) const fn breach_as(requirement: Requirement, reason: Reason) -> Effect {
    Effect { what: What::BreachAs(requirement, reason), at: At::Here, positions: &[], when: &[] }
}

/// A breach that every policy minds.
pub(super) const fn refusal(requirement: Requirement, reason: Reason) -> Effect {
    Effect { what: What::Refusal(requirement, reason), at: At::Here, positions: &[], when: &[] }
}

/// The path ends at a certificate.
pub(super) const fn ends_path(at: At) -> Effect {
    Effect { what: What::EndsPath, at, positions: &[], when: &[] }
}

impl Effect {
    /// Reported elsewhere.
    pub(super) const fn at(mut self, at: At) -> Self {
        self.at = at;
        self
    }

    /// Only in these positions.
    pub(super) const fn only(mut self, positions: &'static [Position]) -> Self {
        self.positions = positions;
        self
    }

    /// Only under these conditions.
    pub(super) const fn when(mut self, when: &'static [When]) -> Self {
        self.when = when;
        self
    }

    /// Whether it happens with the defect in this position.
    pub fn happens(&self, position: Position, situation: &Situation<'_>) -> bool {
        (self.positions.is_empty() || self.positions.contains(&position))
            && self.when.iter().all(|condition| condition.holds(situation))
    }
}
