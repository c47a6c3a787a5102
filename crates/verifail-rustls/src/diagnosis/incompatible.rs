//! What client and server have not in common.

use rustls::PeerIncompatible as Error;
use verifail::Reason;
use verifail::classification::Statement;

pub(super) fn statement(error: &Error) -> Option<Statement> {
    let reason = match error {
        Error::EcPointsExtensionRequired
        | Error::KeyShareExtensionRequired
        | Error::NamedGroupsExtensionRequired
        | Error::NoCertificateRequestSignatureSchemesInCommon
        | Error::NoEcPointFormatsInCommon
        | Error::NoKxGroupsInCommon
        | Error::NoSignatureSchemesInCommon
        | Error::SignatureAlgorithmsExtensionRequired
        | Error::UncompressedEcPointsRequired => Reason::NoSharedParams,
        // Demanded by this side, in FIPS mode or by its setting.
        Error::ExtendedMasterSecretExtensionRequired => Reason::CryptoPolicyBlocked,
        Error::IncorrectCertificateTypeExtension
        | Error::NullCompressionRequired
        | Error::ServerSentHelloRetryRequestWithUnknownExtension
        | Error::UnsolicitedCertificateTypeExtension => Reason::ProtocolViolation,
        Error::NoCipherSuitesInCommon => Reason::NoSharedCipher,
        Error::ServerDoesNotSupportTls12Or13
        | Error::ServerTlsVersionIsDisabledByOurConfig
        | Error::SupportedVersionsExtensionRequired
        | Error::Tls12NotOffered
        | Error::Tls12NotOfferedOrEnabled
        | Error::Tls13RequiredForQuic => Reason::ProtocolVersion,
        Error::ServerRejectedEncryptedClientHello(_) => Reason::Ech,
        _ => return None,
    };
    Some(Statement::of(reason))
}
