//! Messages that cannot be decoded.

use rustls::InvalidMessage as Error;
use verifail::Reason;
use verifail::classification::Statement;

pub(super) fn statement(error: &Error) -> Option<Statement> {
    let reason = match error {
        Error::CertificatePayloadTooLarge => Reason::ChainLimits,
        // The first octets are no record of TLS: another protocol answers on this port.
        Error::InvalidContentType | Error::UnknownProtocolVersion => Reason::NotTls,
        Error::DuplicateExtension(_)
        | Error::EmptyTicketValue
        | Error::HandshakePayloadTooLarge
        | Error::IllegalEmptyList(_)
        | Error::IllegalEmptyValue
        | Error::InvalidCcs
        | Error::InvalidCertRequest
        | Error::InvalidCertificateStatusType
        | Error::InvalidDhParams
        | Error::InvalidEmptyPayload
        | Error::InvalidKeyUpdate
        | Error::MessageTooLarge
        | Error::MessageTooShort
        | Error::MissingData(_)
        | Error::MissingKeyExchange
        | Error::NoSignatureSchemes
        | Error::PreSharedKeyIsNotFinalExtension
        | Error::TrailingData(_)
        | Error::UnexpectedMessage(_)
        | Error::UnknownCertificateExtension
        | Error::UnknownHelloRetryRequestExtension
        | Error::UnsupportedCompression
        | Error::UnsupportedCurveType
        | Error::UnsupportedKeyExchangeAlgorithm(_) => Reason::ProtocolViolation,
        Error::InvalidServerName => Reason::SniUnrecognized,
        _ => return None,
    };
    Some(Statement::of(reason))
}
