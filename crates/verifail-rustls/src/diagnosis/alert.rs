//! Alerts that were received: the peer's verdict on us.
//! <https://www.rfc-editor.org/rfc/rfc8446#section-6.2>

use rustls::AlertDescription as Alert;
use verifail::Reason;
use verifail::classification::Statement;

pub(super) fn statement(alert: Alert) -> Statement {
    let reason = match alert {
        Alert::AccessDenied
        | Alert::BadCertificate
        | Alert::BadCertificateHashValue
        | Alert::CertificateExpired
        | Alert::CertificateRevoked
        | Alert::CertificateUnknown
        | Alert::CertificateUnobtainable
        | Alert::UnknownCA
        | Alert::UnsupportedCertificate => Reason::PeerRejectedOurCert,
        Alert::BadCertificateStatusResponse => Reason::OcspResponseBad,
        Alert::BadRecordMac | Alert::DecompressionFailure | Alert::DecryptionFailed | Alert::RecordOverflow => {
            Reason::RecordCorrupt
        }
        Alert::CertificateRequired | Alert::NoCertificate => Reason::ClientCertRequired,
        Alert::DecodeError
        | Alert::IllegalParameter
        | Alert::MissingExtension
        | Alert::UnexpectedMessage
        | Alert::UnsupportedExtension => Reason::ProtocolViolation,
        Alert::DecryptError => Reason::BadSignature,
        Alert::EncryptedClientHelloRequired => Reason::Ech,
        Alert::ExportRestriction | Alert::ProtocolVersion => Reason::ProtocolVersion,
        Alert::InappropriateFallback => Reason::InappropriateFallback,
        Alert::InsufficientSecurity => Reason::NoSharedCipher,
        Alert::InternalError => Reason::PeerInternalError,
        Alert::NoApplicationProtocol => Reason::Alpn,
        Alert::NoRenegotiation => Reason::LegacyRenegotiation,
        Alert::UnknownPSKIdentity => Reason::PskOrTicket,
        Alert::UnrecognisedName => Reason::SniUnrecognized,
        // That the peer ended it, and nothing of why; so does a number that no registry has.
        Alert::CloseNotify | Alert::HandshakeFailure | Alert::UserCanceled | Alert::Unknown(_) => {
            Reason::GenericHandshakeFailure
        }
        _ => Reason::GenericHandshakeFailure,
    };
    Statement::of(reason).received()
}
