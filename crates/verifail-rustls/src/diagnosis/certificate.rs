//! Certificates that were refused.

use rustls::CertificateError;
use verifail::Reason;
use verifail::classification::Statement;

use super::revocation_list::lacks_a_list;
use super::{Said, path};
use crate::verifier::Refusal;

/// What held when the name is compared: rustls does it last, after the path and its revocation
/// (`WebPkiServerVerifier::verify_server_cert`).
pub(super) const BEFORE_THE_NAME: &[Reason] = &[
    Reason::BadSignature,
    Reason::CaViolation,
    Reason::ChainLimits,
    Reason::EkuMissingOrWrong,
    Reason::Expired,
    Reason::ExpiredOrNotYetValid,
    Reason::MissingIntermediate,
    Reason::NameConstraints,
    Reason::NotYetValid,
    Reason::PathLength,
    Reason::Revoked,
    Reason::SelfSignedInChain,
    Reason::SelfSignedLeaf,
    Reason::UnhandledCriticalExtension,
    Reason::UnknownIssuer,
    Reason::UnsupportedSignatureAlgorithm,
    Reason::UntrustedRoot,
];

#[allow(deprecated, reason = "rustls still gives the old variants")]
pub(super) fn said(error: &CertificateError) -> Said<'_> {
    use CertificateError as E;
    match error {
        // A verifier of the application's own, whose reasons stay its own.
        E::ApplicationVerificationFailure => Reason::GenericVerifyFailed.into(),
        E::BadEncoding => Reason::Malformed.into(),
        E::BadSignature => Reason::BadSignature.into(),
        E::Expired | E::ExpiredContext { .. } => Reason::Expired.into(),
        E::ExpiredRevocationList | E::ExpiredRevocationListContext { .. } | E::UnknownRevocationStatus => {
            Said::Statement(lacks_a_list())
        }
        E::InvalidOcspResponse => Reason::OcspResponseBad.into(),
        E::InvalidPurpose | E::InvalidPurposeContext { .. } => Reason::EkuMissingOrWrong.into(),
        E::NotValidForNameContext { presented, .. } if presented.is_empty() => {
            Said::Statement(Statement::of(Reason::NoSan).excludes(BEFORE_THE_NAME))
        }
        E::NotValidForName | E::NotValidForNameContext { .. } => {
            Said::Statement(Statement::of(Reason::NameMismatch).excludes(BEFORE_THE_NAME))
        }
        E::NotValidYet | E::NotValidYetContext { .. } => Reason::NotYetValid.into(),
        E::Revoked => Reason::Revoked.into(),
        E::UnhandledCriticalExtension => Reason::UnhandledCriticalExtension.into(),
        E::UnknownIssuer => Reason::UnknownIssuer.into(),
        E::UnsupportedSignatureAlgorithm
        | E::UnsupportedSignatureAlgorithmContext { .. }
        | E::UnsupportedSignatureAlgorithmForPublicKeyContext { .. } => Reason::UnsupportedSignatureAlgorithm.into(),
        E::Other(error) => match (error.0.downcast_ref::<webpki::Error>(), error.0.downcast_ref::<Refusal>()) {
            (Some(error), _) => path::statement(error).into(),
            (_, Some(refusal)) => Said::Statement(refusal.statement()),
            // Certificate was refused, by a verifier of the application's own: its text may say why.
            _ => Said::Text,
        },
        _ => Said::Text,
    }
}
