//! CRLs that cannot be used: the status of the certificate is not known then.

use rustls::CertRevocationListError as Error;
use verifail::Reason;
use verifail::classification::Statement;

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
        | Error::UnsupportedSignatureAlgorithmForPublicKeyContext { .. } => {
            Some(Statement::of(Reason::RevocationUnavailable))
        }
        _ => None,
    }
}
