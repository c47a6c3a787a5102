//! CRLs that cannot be used: the status of the certificate is not known then.

use rustls::CertRevocationListError as Error;
use verifail::classification::Statement;
use verifail::{Reason, RetryAdvice};

/// Lists are handed to rustls, which fetches none: somebody has to replace them.
pub(super) const fn lacks_a_list() -> Statement {
    Statement::of(Reason::RevocationUnavailable).retry(RetryAdvice::AfterUserAction)
}

#[allow(deprecated, reason = "rustls still gives the old variants")]
pub(super) fn statement(error: &Error) -> Option<Statement> {
    match error {
        Error::BadSignature
        | Error::InvalidCrlNumber
        | Error::InvalidRevokedCertSerialNumber
        | Error::IssuerInvalidForCrl
        | Error::Other(_)
        | Error::ParseError
        | Error::UnsupportedCriticalExtension
        | Error::UnsupportedCrlVersion
        | Error::UnsupportedDeltaCrl
        | Error::UnsupportedIndirectCrl
        | Error::UnsupportedRevocationReason
        | Error::UnsupportedSignatureAlgorithm
        | Error::UnsupportedSignatureAlgorithmContext { .. }
        | Error::UnsupportedSignatureAlgorithmForPublicKeyContext { .. } => Some(lacks_a_list()),
        _ => None,
    }
}
