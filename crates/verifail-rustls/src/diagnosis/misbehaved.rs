//! What a peer does against the protocol.

use rustls::PeerMisbehaved as Error;
use verifail::Reason;
use verifail::classification::Statement;

pub(super) fn statement(error: &Error) -> Option<Statement> {
    let reason = match error {
        Error::SelectedUnofferedApplicationProtocol => Reason::Alpn,
        Error::AttemptedDowngradeToTls12WhenTls13IsSupported => Reason::InappropriateFallback,
        Error::SelectedUnofferedCipherSuite => Reason::NoSharedCipher,
        Error::SelectedUnofferedKxGroup => Reason::NoSharedParams,
        Error::BadCertChainExtensions
        | Error::CipherSuiteDifferedOnRetry
        | Error::DisallowedEncryptedExtension
        | Error::DuplicateClientHelloExtensions
        | Error::DuplicateEncryptedExtensions
        | Error::DuplicateHelloRetryRequestExtensions
        | Error::DuplicateNewSessionTicketExtensions
        | Error::DuplicateServerHelloExtensions
        | Error::DuplicateServerNameTypes
        | Error::EarlyDataAttemptedInSecondClientHello
        | Error::EarlyDataExtensionWithoutResumption
        | Error::EarlyDataOfferedWithVariedCipherSuite
        | Error::EchAcceptanceVariedAfterRetry
        | Error::HandshakeHashVariedAfterRetry
        | Error::IllegalHelloRetryRequestWithEmptyCookie
        | Error::IllegalHelloRetryRequestWithInvalidEch
        | Error::IllegalHelloRetryRequestWithNoChanges
        | Error::IllegalHelloRetryRequestWithOfferedGroup
        | Error::IllegalHelloRetryRequestWithUnofferedCipherSuite
        | Error::IllegalHelloRetryRequestWithUnofferedNamedGroup
        | Error::IllegalHelloRetryRequestWithUnsupportedVersion
        | Error::IllegalHelloRetryRequestWithWrongSessionId
        | Error::IllegalMiddleboxChangeCipherSpec
        | Error::IllegalTlsInnerPlaintext
        | Error::InvalidCertCompression
        | Error::InvalidKeyShare
        | Error::InvalidMaxEarlyDataSize
        | Error::KeyEpochWithPendingFragment
        | Error::KeyUpdateReceivedInQuicConnection
        | Error::MessageInterleavedWithHandshakeMessage
        | Error::MissingBinderInPskExtension
        | Error::MissingKeyShare
        | Error::MissingPskExtensionInSecondClientHello
        | Error::MissingPskModesExtension
        | Error::MissingQuicTransportParameters
        | Error::OfferedDuplicateCertificateCompressions
        | Error::OfferedDuplicateKeyShares
        | Error::OfferedEarlyDataWithOldProtocolVersion
        | Error::OfferedEmptyApplicationProtocol
        | Error::OfferedIncorrectCompressions
        | Error::PskExtensionMustBeLast
        | Error::PskExtensionWithMismatchedIdsAndBinders
        | Error::RefusedToFollowHelloRetryRequest
        | Error::RejectedEarlyDataInterleavedWithHandshakeMessage
        | Error::ResumptionAttemptedWithVariedEms
        | Error::ResumptionOfferedWithIncompatibleCipherSuite
        | Error::ResumptionOfferedWithVariedCipherSuite
        | Error::ResumptionOfferedWithVariedEms
        | Error::SelectedDifferentCipherSuiteAfterRetry
        | Error::SelectedTls12UsingTls13VersionExtension
        | Error::SelectedUnofferedCertCompression
        | Error::SelectedUnofferedCompression
        | Error::SelectedUnofferedPsk
        | Error::SelectedUnusableCipherSuiteForVersion
        | Error::ServerEchoedCompatibilitySessionId
        | Error::ServerHelloMustOfferUncompressedEcPoints
        | Error::ServerNameDifferedOnRetry
        | Error::ServerNameMustContainOneHostName
        | Error::TooManyEmptyFragments
        | Error::TooManyKeyUpdateRequests
        | Error::TooManyRenegotiationRequests
        | Error::TooManyWarningAlertsReceived
        | Error::TooMuchEarlyDataReceived
        | Error::UnexpectedCleartextExtension
        | Error::UnsolicitedCertExtension
        | Error::UnsolicitedEchExtension
        | Error::UnsolicitedEncryptedExtension
        | Error::UnsolicitedSctList
        | Error::UnsolicitedServerHelloExtension
        | Error::WrongGroupForKeyShare => Reason::ProtocolViolation,
        Error::IncorrectBinder | Error::SelectedInvalidPsk => Reason::PskOrTicket,
        Error::SignedHandshakeWithUnadvertisedSigScheme | Error::SignedKxWithWrongAlgorithm => {
            Reason::UnsupportedSignatureAlgorithm
        }
        _ => return None,
    };
    Some(Statement::of(reason))
}
