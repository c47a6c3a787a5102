//! What rustls-webpki says where rustls has no word of its own: 27 of its variants arrive as an error of unknown type.

use verifail::Reason;
use verifail::classification::Statement;
use webpki::Error;

use super::certificate::BEFORE_THE_NAME;
use super::revocation_list::lacks_a_list;

#[allow(deprecated, reason = "rustls-webpki still has the old variants")]
pub(super) fn statement(error: &Error) -> Option<Statement> {
    let reason = match error {
        Error::BadDer
        | Error::BadDerTime
        | Error::EmptyEkuExtension
        | Error::ExtensionValueInvalid
        | Error::InvalidCertValidity
        | Error::InvalidNetworkMaskConstraint
        | Error::InvalidSerialNumber
        | Error::MalformedDnsIdentifier
        | Error::MalformedExtensions
        | Error::MalformedNameConstraint
        | Error::SignatureAlgorithmMismatch
        | Error::TrailingData(_) => Reason::Malformed,
        Error::CaUsedAsEndEntity | Error::EndEntityUsedAsCa => Reason::CaViolation,
        Error::CertDistrusted => Reason::ExplicitlyDistrusted,
        Error::CertExpired { .. } => Reason::Expired,
        Error::CertNotValidForName(name) if name.presented.is_empty() => {
            return Some(Statement::of(Reason::NoSan).excludes(BEFORE_THE_NAME));
        }
        Error::CertNotValidForName(_) => return Some(Statement::of(Reason::NameMismatch).excludes(BEFORE_THE_NAME)),
        Error::CertNotValidYet { .. } => Reason::NotYetValid,
        Error::CertRevoked => Reason::Revoked,
        Error::CrlExpired { .. }
        | Error::InvalidCrlNumber
        | Error::InvalidCrlSignatureForPublicKey
        | Error::UnknownRevocationStatus
        | Error::UnsupportedCrlIssuingDistributionPoint
        | Error::UnsupportedCrlSignatureAlgorithm
        | Error::UnsupportedCrlSignatureAlgorithmContext(_)
        | Error::UnsupportedCrlSignatureAlgorithmForPublicKey
        | Error::UnsupportedCrlSignatureAlgorithmForPublicKeyContext(_)
        | Error::UnsupportedCrlVersion
        | Error::UnsupportedDeltaCrl
        | Error::UnsupportedIndirectCrl
        | Error::UnsupportedRevocationReason
        | Error::UnsupportedRevocationReasonsPartitioning => return Some(lacks_a_list()),
        Error::InvalidSignatureForPublicKey => Reason::BadSignature,
        Error::IssuerNotCrlSigner => Reason::KeyUsage,
        Error::MaximumNameConstraintComparisonsExceeded
        | Error::MaximumPathBuildCallsExceeded
        | Error::MaximumPathDepthExceeded
        | Error::MaximumSignatureChecksExceeded => Reason::ChainLimits,
        Error::NameConstraintViolation | Error::UnsupportedNameType => Reason::NameConstraints,
        Error::PathLenConstraintViolated => Reason::PathLength,
        Error::RequiredEkuNotFound | Error::RequiredEkuNotFoundContext(_) => Reason::EkuMissingOrWrong,
        Error::UnknownIssuer => Reason::UnknownIssuer,
        Error::UnsupportedCertVersion => Reason::ProfileViolation,
        Error::UnsupportedCriticalExtension => Reason::UnhandledCriticalExtension,
        Error::UnsupportedSignatureAlgorithm
        | Error::UnsupportedSignatureAlgorithmContext(_)
        | Error::UnsupportedSignatureAlgorithmForPublicKey
        | Error::UnsupportedSignatureAlgorithmForPublicKeyContext(_) => Reason::UnsupportedSignatureAlgorithm,
        _ => return None,
    };
    Some(Statement::of(reason))
}
