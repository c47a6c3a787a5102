//! Every variant of the errors of rustls 0.23.46 and rustls-webpki 0.103.16, one value each.

#![allow(deprecated, reason = "rustls still gives the old variants")]

use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::{ServerName, UnixTime};
use rustls::{
    AlertDescription, CertRevocationListError, CertificateError, ContentType, EncryptedClientHelloError, Error,
    ExtendedKeyPurpose, HandshakeType, InconsistentKeys, InvalidMessage, OtherError, PeerIncompatible, PeerMisbehaved,
};
use webpki::{
    DerTypeId, InvalidNameContext, KeyUsage, RequiredEkuNotFoundContext, UnsupportedSignatureAlgorithmContext,
    UnsupportedSignatureAlgorithmForPublicKeyContext,
};

/// `UnsupportedKeyExchangeAlgorithm` holds a type that is not public.
pub(crate) fn invalid_messages() -> Vec<InvalidMessage> {
    vec![
        InvalidMessage::CertificatePayloadTooLarge,
        InvalidMessage::HandshakePayloadTooLarge,
        InvalidMessage::InvalidCcs,
        InvalidMessage::InvalidContentType,
        InvalidMessage::InvalidCertificateStatusType,
        InvalidMessage::InvalidCertRequest,
        InvalidMessage::InvalidDhParams,
        InvalidMessage::InvalidEmptyPayload,
        InvalidMessage::InvalidKeyUpdate,
        InvalidMessage::InvalidServerName,
        InvalidMessage::MessageTooLarge,
        InvalidMessage::MessageTooShort,
        InvalidMessage::MissingData("ServerHello"),
        InvalidMessage::MissingKeyExchange,
        InvalidMessage::NoSignatureSchemes,
        InvalidMessage::TrailingData("ServerHello"),
        InvalidMessage::UnexpectedMessage("ServerHello"),
        InvalidMessage::UnknownProtocolVersion,
        InvalidMessage::UnsupportedCompression,
        InvalidMessage::UnsupportedCurveType,
        InvalidMessage::EmptyTicketValue,
        InvalidMessage::IllegalEmptyList("Ticket"),
        InvalidMessage::IllegalEmptyValue,
        InvalidMessage::DuplicateExtension(10),
        InvalidMessage::PreSharedKeyIsNotFinalExtension,
        InvalidMessage::UnknownHelloRetryRequestExtension,
        InvalidMessage::UnknownCertificateExtension,
    ]
}

/// What a peer does wrong.
pub(crate) fn misbehaviours() -> Vec<PeerMisbehaved> {
    vec![
        PeerMisbehaved::AttemptedDowngradeToTls12WhenTls13IsSupported,
        PeerMisbehaved::BadCertChainExtensions,
        PeerMisbehaved::CipherSuiteDifferedOnRetry,
        PeerMisbehaved::DisallowedEncryptedExtension,
        PeerMisbehaved::DuplicateClientHelloExtensions,
        PeerMisbehaved::DuplicateEncryptedExtensions,
        PeerMisbehaved::DuplicateHelloRetryRequestExtensions,
        PeerMisbehaved::DuplicateNewSessionTicketExtensions,
        PeerMisbehaved::DuplicateServerHelloExtensions,
        PeerMisbehaved::DuplicateServerNameTypes,
        PeerMisbehaved::EarlyDataAttemptedInSecondClientHello,
        PeerMisbehaved::EarlyDataExtensionWithoutResumption,
        PeerMisbehaved::EarlyDataOfferedWithVariedCipherSuite,
        PeerMisbehaved::EchAcceptanceVariedAfterRetry,
        PeerMisbehaved::HandshakeHashVariedAfterRetry,
        PeerMisbehaved::IllegalHelloRetryRequestWithEmptyCookie,
        PeerMisbehaved::IllegalHelloRetryRequestWithNoChanges,
        PeerMisbehaved::IllegalHelloRetryRequestWithOfferedGroup,
        PeerMisbehaved::IllegalHelloRetryRequestWithUnofferedCipherSuite,
        PeerMisbehaved::IllegalHelloRetryRequestWithUnofferedNamedGroup,
        PeerMisbehaved::IllegalHelloRetryRequestWithUnsupportedVersion,
        PeerMisbehaved::IllegalHelloRetryRequestWithWrongSessionId,
        PeerMisbehaved::IllegalHelloRetryRequestWithInvalidEch,
        PeerMisbehaved::IllegalMiddleboxChangeCipherSpec,
        PeerMisbehaved::IllegalTlsInnerPlaintext,
        PeerMisbehaved::IncorrectBinder,
        PeerMisbehaved::InvalidCertCompression,
        PeerMisbehaved::InvalidMaxEarlyDataSize,
        PeerMisbehaved::InvalidKeyShare,
        PeerMisbehaved::KeyEpochWithPendingFragment,
        PeerMisbehaved::KeyUpdateReceivedInQuicConnection,
        PeerMisbehaved::MessageInterleavedWithHandshakeMessage,
        PeerMisbehaved::MissingBinderInPskExtension,
        PeerMisbehaved::MissingKeyShare,
        PeerMisbehaved::MissingPskExtensionInSecondClientHello,
        PeerMisbehaved::MissingPskModesExtension,
        PeerMisbehaved::MissingQuicTransportParameters,
        PeerMisbehaved::OfferedDuplicateCertificateCompressions,
        PeerMisbehaved::OfferedDuplicateKeyShares,
        PeerMisbehaved::OfferedEarlyDataWithOldProtocolVersion,
        PeerMisbehaved::OfferedEmptyApplicationProtocol,
        PeerMisbehaved::OfferedIncorrectCompressions,
        PeerMisbehaved::PskExtensionMustBeLast,
        PeerMisbehaved::PskExtensionWithMismatchedIdsAndBinders,
        PeerMisbehaved::RefusedToFollowHelloRetryRequest,
        PeerMisbehaved::RejectedEarlyDataInterleavedWithHandshakeMessage,
        PeerMisbehaved::ResumptionAttemptedWithVariedEms,
        PeerMisbehaved::ResumptionOfferedWithVariedCipherSuite,
        PeerMisbehaved::ResumptionOfferedWithVariedEms,
        PeerMisbehaved::ResumptionOfferedWithIncompatibleCipherSuite,
        PeerMisbehaved::SelectedDifferentCipherSuiteAfterRetry,
        PeerMisbehaved::SelectedInvalidPsk,
        PeerMisbehaved::SelectedTls12UsingTls13VersionExtension,
        PeerMisbehaved::SelectedUnofferedApplicationProtocol,
        PeerMisbehaved::SelectedUnofferedCertCompression,
        PeerMisbehaved::SelectedUnofferedCipherSuite,
        PeerMisbehaved::SelectedUnofferedCompression,
        PeerMisbehaved::SelectedUnofferedKxGroup,
        PeerMisbehaved::SelectedUnofferedPsk,
        PeerMisbehaved::SelectedUnusableCipherSuiteForVersion,
        PeerMisbehaved::ServerEchoedCompatibilitySessionId,
        PeerMisbehaved::ServerHelloMustOfferUncompressedEcPoints,
        PeerMisbehaved::ServerNameDifferedOnRetry,
        PeerMisbehaved::ServerNameMustContainOneHostName,
        PeerMisbehaved::SignedKxWithWrongAlgorithm,
        PeerMisbehaved::SignedHandshakeWithUnadvertisedSigScheme,
        PeerMisbehaved::TooManyEmptyFragments,
        PeerMisbehaved::TooManyKeyUpdateRequests,
        PeerMisbehaved::TooManyRenegotiationRequests,
        PeerMisbehaved::TooManyWarningAlertsReceived,
        PeerMisbehaved::TooMuchEarlyDataReceived,
        PeerMisbehaved::UnexpectedCleartextExtension,
        PeerMisbehaved::UnsolicitedCertExtension,
        PeerMisbehaved::UnsolicitedEncryptedExtension,
        PeerMisbehaved::UnsolicitedSctList,
        PeerMisbehaved::UnsolicitedServerHelloExtension,
        PeerMisbehaved::WrongGroupForKeyShare,
        PeerMisbehaved::UnsolicitedEchExtension,
    ]
}

/// What is not in common.
pub(crate) fn incompatibilities() -> Vec<PeerIncompatible> {
    vec![
        PeerIncompatible::EcPointsExtensionRequired,
        PeerIncompatible::ExtendedMasterSecretExtensionRequired,
        PeerIncompatible::IncorrectCertificateTypeExtension,
        PeerIncompatible::KeyShareExtensionRequired,
        PeerIncompatible::NamedGroupsExtensionRequired,
        PeerIncompatible::NoCertificateRequestSignatureSchemesInCommon,
        PeerIncompatible::NoCipherSuitesInCommon,
        PeerIncompatible::NoEcPointFormatsInCommon,
        PeerIncompatible::NoKxGroupsInCommon,
        PeerIncompatible::NoSignatureSchemesInCommon,
        PeerIncompatible::NullCompressionRequired,
        PeerIncompatible::ServerDoesNotSupportTls12Or13,
        PeerIncompatible::ServerSentHelloRetryRequestWithUnknownExtension,
        PeerIncompatible::ServerTlsVersionIsDisabledByOurConfig,
        PeerIncompatible::SignatureAlgorithmsExtensionRequired,
        PeerIncompatible::SupportedVersionsExtensionRequired,
        PeerIncompatible::Tls12NotOffered,
        PeerIncompatible::Tls12NotOfferedOrEnabled,
        PeerIncompatible::Tls13RequiredForQuic,
        PeerIncompatible::UncompressedEcPointsRequired,
        PeerIncompatible::UnsolicitedCertificateTypeExtension,
        PeerIncompatible::ServerRejectedEncryptedClientHello(None),
    ]
}

/// The registry, as rustls knows it.
pub(crate) fn alerts() -> Vec<AlertDescription> {
    vec![
        AlertDescription::CloseNotify,
        AlertDescription::UnexpectedMessage,
        AlertDescription::BadRecordMac,
        AlertDescription::DecryptionFailed,
        AlertDescription::RecordOverflow,
        AlertDescription::DecompressionFailure,
        AlertDescription::HandshakeFailure,
        AlertDescription::NoCertificate,
        AlertDescription::BadCertificate,
        AlertDescription::UnsupportedCertificate,
        AlertDescription::CertificateRevoked,
        AlertDescription::CertificateExpired,
        AlertDescription::CertificateUnknown,
        AlertDescription::IllegalParameter,
        AlertDescription::UnknownCA,
        AlertDescription::AccessDenied,
        AlertDescription::DecodeError,
        AlertDescription::DecryptError,
        AlertDescription::ExportRestriction,
        AlertDescription::ProtocolVersion,
        AlertDescription::InsufficientSecurity,
        AlertDescription::InternalError,
        AlertDescription::InappropriateFallback,
        AlertDescription::UserCanceled,
        AlertDescription::NoRenegotiation,
        AlertDescription::MissingExtension,
        AlertDescription::UnsupportedExtension,
        AlertDescription::CertificateUnobtainable,
        AlertDescription::UnrecognisedName,
        AlertDescription::BadCertificateStatusResponse,
        AlertDescription::BadCertificateHashValue,
        AlertDescription::UnknownPSKIdentity,
        AlertDescription::CertificateRequired,
        AlertDescription::NoApplicationProtocol,
        AlertDescription::EncryptedClientHelloRequired,
        AlertDescription::Unknown(200),
    ]
}

/// What is wrong with a certificate.
pub(crate) fn certificate_errors() -> Vec<CertificateError> {
    let time = time();
    vec![
        CertificateError::BadEncoding,
        CertificateError::Expired,
        CertificateError::ExpiredContext { time, not_after: time },
        CertificateError::NotValidYet,
        CertificateError::NotValidYetContext { time, not_before: time },
        CertificateError::Revoked,
        CertificateError::UnhandledCriticalExtension,
        CertificateError::UnknownIssuer,
        CertificateError::UnknownRevocationStatus,
        CertificateError::ExpiredRevocationList,
        CertificateError::ExpiredRevocationListContext { time, next_update: time },
        CertificateError::BadSignature,
        CertificateError::UnsupportedSignatureAlgorithm,
        CertificateError::UnsupportedSignatureAlgorithmContext {
            signature_algorithm_id: vec![1],
            supported_algorithms: vec![],
        },
        CertificateError::UnsupportedSignatureAlgorithmForPublicKeyContext {
            signature_algorithm_id: vec![1],
            public_key_algorithm_id: vec![2],
        },
        CertificateError::NotValidForName,
        CertificateError::NotValidForNameContext {
            expected: example(),
            presented: vec!["DnsName(\"other.example\")".to_owned()],
        },
        CertificateError::NotValidForNameContext { expected: example(), presented: vec![] },
        CertificateError::InvalidPurpose,
        CertificateError::InvalidPurposeContext {
            required: ExtendedKeyPurpose::ServerAuth,
            presented: vec![ExtendedKeyPurpose::ClientAuth],
        },
        CertificateError::InvalidOcspResponse,
        CertificateError::ApplicationVerificationFailure,
    ]
}

/// What is wrong with a CRL.
pub(crate) fn crl_errors() -> Vec<CertRevocationListError> {
    vec![
        CertRevocationListError::BadSignature,
        CertRevocationListError::UnsupportedSignatureAlgorithm,
        CertRevocationListError::UnsupportedSignatureAlgorithmContext {
            signature_algorithm_id: vec![1],
            supported_algorithms: vec![],
        },
        CertRevocationListError::UnsupportedSignatureAlgorithmForPublicKeyContext {
            signature_algorithm_id: vec![1],
            public_key_algorithm_id: vec![2],
        },
        CertRevocationListError::InvalidCrlNumber,
        CertRevocationListError::InvalidRevokedCertSerialNumber,
        CertRevocationListError::IssuerInvalidForCrl,
        CertRevocationListError::Other(OtherError(Arc::new(webpki::Error::BadDer))),
        CertRevocationListError::ParseError,
        CertRevocationListError::UnsupportedCrlVersion,
        CertRevocationListError::UnsupportedCriticalExtension,
        CertRevocationListError::UnsupportedDeltaCrl,
        CertRevocationListError::UnsupportedIndirectCrl,
        CertRevocationListError::UnsupportedRevocationReason,
    ]
}

/// What rustls-webpki says, which rustls hands on as an error of unknown type where it has no word of its own.
pub(crate) fn path_errors() -> Vec<webpki::Error> {
    let time = time();
    vec![
        webpki::Error::BadDer,
        webpki::Error::BadDerTime,
        webpki::Error::CaUsedAsEndEntity,
        webpki::Error::CertDistrusted,
        webpki::Error::CertExpired { time, not_after: time },
        webpki::Error::CertNotValidForName(name()),
        webpki::Error::CertNotValidYet { time, not_before: time },
        webpki::Error::CertRevoked,
        webpki::Error::CrlExpired { time, next_update: time },
        webpki::Error::EmptyEkuExtension,
        webpki::Error::EndEntityUsedAsCa,
        webpki::Error::ExtensionValueInvalid,
        webpki::Error::InvalidCertValidity,
        webpki::Error::InvalidCrlNumber,
        webpki::Error::InvalidNetworkMaskConstraint,
        webpki::Error::InvalidSerialNumber,
        webpki::Error::InvalidCrlSignatureForPublicKey,
        webpki::Error::InvalidSignatureForPublicKey,
        webpki::Error::IssuerNotCrlSigner,
        webpki::Error::MalformedDnsIdentifier,
        webpki::Error::MalformedExtensions,
        webpki::Error::MalformedNameConstraint,
        webpki::Error::MaximumNameConstraintComparisonsExceeded,
        webpki::Error::MaximumPathBuildCallsExceeded,
        webpki::Error::MaximumPathDepthExceeded,
        webpki::Error::MaximumSignatureChecksExceeded,
        webpki::Error::NameConstraintViolation,
        webpki::Error::PathLenConstraintViolated,
        webpki::Error::RequiredEkuNotFound,
        webpki::Error::RequiredEkuNotFoundContext(eku()),
        webpki::Error::SignatureAlgorithmMismatch,
        webpki::Error::TrailingData(DerTypeId::Certificate),
        webpki::Error::UnknownIssuer,
        webpki::Error::UnknownRevocationStatus,
        webpki::Error::UnsupportedCertVersion,
        webpki::Error::UnsupportedCriticalExtension,
        webpki::Error::UnsupportedCrlIssuingDistributionPoint,
        webpki::Error::UnsupportedCrlVersion,
        webpki::Error::UnsupportedDeltaCrl,
        webpki::Error::UnsupportedIndirectCrl,
        webpki::Error::UnsupportedNameType,
        webpki::Error::UnsupportedRevocationReason,
        webpki::Error::UnsupportedRevocationReasonsPartitioning,
        webpki::Error::UnsupportedCrlSignatureAlgorithm,
        webpki::Error::UnsupportedCrlSignatureAlgorithmContext(algorithm()),
        webpki::Error::UnsupportedSignatureAlgorithm,
        webpki::Error::UnsupportedSignatureAlgorithmContext(algorithm()),
        webpki::Error::UnsupportedCrlSignatureAlgorithmForPublicKey,
        webpki::Error::UnsupportedCrlSignatureAlgorithmForPublicKeyContext(key()),
        webpki::Error::UnsupportedSignatureAlgorithmForPublicKey,
        webpki::Error::UnsupportedSignatureAlgorithmForPublicKeyContext(key()),
    ]
}

/// Every variant of [`Error`], those with an enumeration inside once for each variant of it.
pub(crate) fn errors() -> Vec<Error> {
    let mut errors = vec![
        Error::InappropriateMessage {
            expect_types: vec![ContentType::Handshake],
            got_type: ContentType::ApplicationData,
        },
        Error::InappropriateHandshakeMessage {
            expect_types: vec![HandshakeType::ServerHello],
            got_type: HandshakeType::Finished,
        },
        Error::InvalidEncryptedClientHello(EncryptedClientHelloError::InvalidConfigList),
        Error::InvalidEncryptedClientHello(EncryptedClientHelloError::NoCompatibleConfig),
        Error::InvalidEncryptedClientHello(EncryptedClientHelloError::SniRequired),
        Error::NoCertificatesPresented,
        Error::UnsupportedNameType,
        Error::DecryptError,
        Error::EncryptError,
        Error::FailedToGetCurrentTime,
        Error::FailedToGetRandomBytes,
        Error::HandshakeNotComplete,
        Error::PeerSentOversizedRecord,
        Error::NoApplicationProtocol,
        Error::BadMaxFragmentSize,
        Error::InconsistentKeys(InconsistentKeys::KeyMismatch),
        Error::InconsistentKeys(InconsistentKeys::Unknown),
        Error::General("something of no importance".to_owned()),
        Error::Other(OtherError(Arc::new(std::io::Error::other("something of no importance")))),
    ];
    errors.extend(invalid_messages().into_iter().map(Error::InvalidMessage));
    errors.extend(misbehaviours().into_iter().map(Error::PeerMisbehaved));
    errors.extend(incompatibilities().into_iter().map(Error::PeerIncompatible));
    errors.extend(alerts().into_iter().map(Error::AlertReceived));
    errors.extend(certificate_errors().into_iter().map(Error::InvalidCertificate));
    errors.extend(crl_errors().into_iter().map(Error::InvalidCertRevocationList));
    let other = |error| Error::InvalidCertificate(CertificateError::Other(OtherError(Arc::new(error))));
    errors.extend(path_errors().into_iter().map(other));
    errors
}

fn time() -> UnixTime {
    UnixTime::since_unix_epoch(Duration::from_secs(1_750_000_000))
}

fn example() -> ServerName<'static> {
    ServerName::try_from("example.com").unwrap()
}

fn name() -> InvalidNameContext {
    InvalidNameContext { expected: example(), presented: vec!["DnsName(\"other.example\")".to_owned()] }
}

fn eku() -> RequiredEkuNotFoundContext {
    RequiredEkuNotFoundContext { required: KeyUsage::server_auth(), present: vec![vec![1, 3, 6, 1, 5, 5, 7, 3, 2]] }
}

fn algorithm() -> UnsupportedSignatureAlgorithmContext {
    UnsupportedSignatureAlgorithmContext { signature_algorithm_id: vec![1], supported_algorithms: vec![] }
}

fn key() -> UnsupportedSignatureAlgorithmForPublicKeyContext {
    UnsupportedSignatureAlgorithmForPublicKeyContext {
        signature_algorithm_id: vec![1],
        public_key_algorithm_id: vec![2],
    }
}
