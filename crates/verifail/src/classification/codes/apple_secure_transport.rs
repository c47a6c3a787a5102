//! OSStatus values of Secure Transport.

use super::{Book, Entry, Layout, Names};
use crate::taxonomy::{Reason as R, Stack};

const fn heard(number: i64, name: &'static str, reason: R) -> Entry {
    Entry::heard(number, name, reason)
}

const fn says(number: i64, name: &'static str, reason: R) -> Entry {
    Entry::says(number, name, reason)
}

const fn mute(number: i64, name: &'static str) -> Entry {
    Entry::mute(number, name)
}

/// OSStatus values of Secure Transport.
pub(in crate::classification) static APPLE_SECURE_TRANSPORT: Book = Book {
    name: "apple-secure-transport",
    stack: Stack::Apple,
    source: "apple-oss-distributions/Security base/SecBase.h",
    names: Names::Distinctive,
    by_peer: false,
    layout: Layout::Plain,
    entries: &[
        says(-9890, "errSSLEarlyDataRejected", R::PskOrTicket),
        says(-9886, "errSSLATSCertificateTrustViolation", R::PinMismatch),
        says(-9885, "errSSLATSCertificateHashAlgorithmViolation", R::WeakSignature),
        says(-9884, "errSSLATSLeafCertificateHashAlgorithmViolation", R::WeakSignature),
        says(-9883, "errSSLATSMinimumKeySizeViolation", R::WeakKey),
        says(-9882, "errSSLATSCiphersuiteViolation", R::NoSharedCipher),
        says(-9881, "errSSLATSMinimumVersionViolation", R::ProtocolVersion),
        says(-9880, "errSSLATSViolation", R::Policy),
        heard(-9865, "errSSLUnrecognizedName", R::SniUnrecognized),
        heard(-9864, "errSSLUnknownPSKIdentity", R::PskOrTicket),
        heard(-9863, "errSSLCertificateRequired", R::ClientCertRequired),
        heard(-9862, "errSSLBadCertificateStatusResponse", R::OcspResponseBad),
        heard(-9861, "errSSLMissingExtension", R::ProtocolViolation),
        heard(-9860, "errSSLInappropriateFallback", R::InappropriateFallback),
        says(-9859, "errSSLDecodeError", R::ProtocolViolation),
        says(-9858, "errSSLHandshakeFail", R::GenericHandshakeFailure),
        says(-9857, "errSSLDecompressFail", R::RecordCorrupt),
        says(-9856, "errSSLUnexpectedMessage", R::ProtocolViolation),
        says(-9855, "errSSLUnsupportedExtension", R::ProtocolViolation),
        says(-9854, "errSSLConfigurationFailed", R::TlsConfigError),
        says(-9853, "errSSLNetworkTimeout", R::HandshakeTimeout),
        says(-9852, "errSSLTransportReset", R::HandshakeReset),
        mute(-9851, "errSSLClientHelloReceived"),
        says(-9850, "errSSLWeakPeerEphemeralDHKey", R::WeakKeyExchange),
        says(-9849, "errSSLUnexpectedRecord", R::ProtocolViolation),
        says(-9848, "errSSLBadConfiguration", R::TlsConfigError),
        says(-9847, "errSSLRecordOverflow", R::RecordCorrupt),
        says(-9846, "errSSLBadRecordMac", R::RecordCorrupt),
        says(-9845, "errSSLDecryptionFail", R::RecordCorrupt),
        says(-9844, "errSSLConnectionRefused", R::HandshakeReset),
        says(-9843, "errSSLHostNameMismatch", R::NameMismatch),
        mute(-9842, "errSSLClientCertRequested"),
        mute(-9841, "errSSLPeerAuthCompleted"),
        heard(-9840, "errSSLPeerNoRenegotiation", R::LegacyRenegotiation),
        mute(-9839, "errSSLPeerUserCancelled"),
        heard(-9838, "errSSLPeerInternalError", R::PeerInternalError),
        heard(-9837, "errSSLPeerInsufficientSecurity", R::NoSharedCipher),
        heard(-9836, "errSSLPeerProtocolVersion", R::ProtocolVersion),
        heard(-9835, "errSSLPeerExportRestriction", R::ProtocolVersion),
        heard(-9834, "errSSLPeerDecryptError", R::BadSignature),
        heard(-9833, "errSSLPeerDecodeError", R::ProtocolViolation),
        heard(-9832, "errSSLPeerAccessDenied", R::PeerRejectedOurCert),
        heard(-9831, "errSSLPeerUnknownCA", R::PeerRejectedOurCert),
        says(-9830, "errSSLIllegalParam", R::ProtocolViolation),
        heard(-9829, "errSSLPeerCertUnknown", R::PeerRejectedOurCert),
        heard(-9828, "errSSLPeerCertExpired", R::PeerRejectedOurCert),
        heard(-9827, "errSSLPeerCertRevoked", R::PeerRejectedOurCert),
        heard(-9826, "errSSLPeerUnsupportedCert", R::PeerRejectedOurCert),
        heard(-9825, "errSSLPeerBadCert", R::PeerRejectedOurCert),
        heard(-9824, "errSSLPeerHandshakeFail", R::GenericHandshakeFailure),
        heard(-9823, "errSSLPeerDecompressFail", R::RecordCorrupt),
        heard(-9822, "errSSLPeerRecordOverflow", R::RecordCorrupt),
        heard(-9821, "errSSLPeerDecryptionFail", R::RecordCorrupt),
        heard(-9820, "errSSLPeerBadRecordMac", R::RecordCorrupt),
        heard(-9819, "errSSLPeerUnexpectedMsg", R::ProtocolViolation),
        says(-9818, "errSSLBadCipherSuite", R::NoSharedCipher),
        mute(-9817, "errSSLBufferOverflow"),
        says(-9816, "errSSLClosedNoNotify", R::UncleanClose),
        says(-9815, "errSSLCertNotYetValid", R::NotYetValid),
        says(-9814, "errSSLCertExpired", R::Expired),
        says(-9813, "errSSLNoRootCert", R::UnknownIssuer),
        says(-9812, "errSSLUnknownRootCert", R::UntrustedRoot),
        mute(-9811, "errSSLModuleAttach"),
        mute(-9810, "errSSLInternal"),
        says(-9809, "errSSLCrypto", R::GenericHandshakeFailure),
        says(-9808, "errSSLBadCert", R::Malformed),
        says(-9807, "errSSLXCertChainInvalid", R::GenericVerifyFailed),
        says(-9806, "errSSLClosedAbort", R::HandshakeEof),
        says(-9805, "errSSLClosedGraceful", R::HandshakeEof),
        says(-9804, "errSSLSessionNotFound", R::PskOrTicket),
        mute(-9803, "errSSLWouldBlock"),
        heard(-9802, "errSSLFatalAlert", R::GenericHandshakeFailure),
        says(-9801, "errSSLNegotiation", R::NoSharedCipher),
        says(-9800, "errSSLProtocol", R::GenericHandshakeFailure),
    ],
};
