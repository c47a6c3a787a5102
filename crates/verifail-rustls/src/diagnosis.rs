//! From an error of rustls to a diagnosis, without going through its text.
//!
//! One file an enumeration of rustls. Their matches name every variant that this version knows; what a later one adds
//! is classified by its text, which classification reads in the words of every version.

mod alert;
mod certificate;
mod incompatible;
mod message;
mod misbehaved;
mod path;
mod revocation_list;

use std::error::Error as StdError;
use std::io;

use rustls::Error;
use verifail::classification::{Diagnosis, Evidence, Side, Statement, causes, classify};
use verifail::{Reason, Stack};

/// What an error says to the client that got it.
///
/// Total: every variant has an answer, a variant that rustls adds later by its text. The same reason as classification
/// gives for the error's `Display`, where that says anything precise; and no text is made or read for it.
///
/// # Examples
/// ```
/// use rustls::{AlertDescription, CertificateError, Error};
/// use verifail::{Reason, Rejection, RetryAdvice};
///
/// let diagnosis = verifail_rustls::diagnosis(&Error::InvalidCertificate(CertificateError::UnknownIssuer));
/// assert_eq!((diagnosis.reason, diagnosis.retry), (Some(Reason::UnknownIssuer), RetryAdvice::Never));
/// // A received alert is the peer's verdict on us.
/// let diagnosis = verifail_rustls::diagnosis(&Error::AlertReceived(AlertDescription::BadCertificate));
/// assert_eq!(diagnosis.reason, Some(Reason::PeerRejectedOurCert));
/// assert_eq!(diagnosis.rejection, Rejection::ServerRejectsUs);
/// ```
pub fn diagnosis(error: &Error) -> Diagnosis {
    diagnosis_by(error, Side::Client)
}

/// What an error says to the side that got it.
///
/// # Examples
/// ```
/// use rustls::{AlertDescription, Error};
/// use verifail::Rejection;
/// use verifail::classification::Side;
///
/// let error = Error::AlertReceived(AlertDescription::UnknownCA);
/// assert_eq!(verifail_rustls::diagnosis_by(&error, Side::Server).rejection, Rejection::ClientRejectsUs);
/// ```
pub fn diagnosis_by(error: &Error, side: Side) -> Diagnosis {
    match said(error, side) {
        Said::Statement(statement) => classify(&Evidence::statement(statement.from(Stack::Rustls).by(side))),
        Said::Foreign(error) => diagnosis_of_chain(error),
        Said::Text => classify(&Evidence::text(&error.to_string())),
    }
}

/// What an `io::Error` says: the error of rustls inside, if there is one; else the texts of its causes and its kind.
///
/// # Examples
/// ```
/// use std::io;
/// use rustls::{CertificateError, Error};
/// use verifail::Reason;
///
/// let inner = Error::InvalidCertificate(CertificateError::Expired);
/// let error = io::Error::new(io::ErrorKind::InvalidData, inner);
/// assert_eq!(verifail_rustls::diagnosis_of_io(&error).reason, Some(Reason::Expired));
/// let error = io::Error::from(io::ErrorKind::ConnectionReset);
/// assert_eq!(verifail_rustls::diagnosis_of_io(&error).reason, Some(Reason::HandshakeReset));
/// ```
pub fn diagnosis_of_io(error: &io::Error) -> Diagnosis {
    diagnosis_of_chain(error)
}

/// What an error says with all its causes: the error of rustls among them, if there is one; else their texts, and the
/// kind of the `io::Error` among them.
///
/// Errors inside of an `io::Error` are found too, which [`source`](StdError::source) passes over. Of all errors at most
/// [`MAX_CAUSES`](verifail::classification::MAX_CAUSES) are looked at.
pub fn diagnosis_of_chain(error: &(dyn StdError + 'static)) -> Diagnosis {
    match find(error) {
        Some(error) => diagnosis(error),
        None => match causes(error).find_map(|cause| cause.downcast_ref::<webpki::Error>()).and_then(path::statement) {
            Some(statement) => classify(&Evidence::statement(statement.from(Stack::Rustls).by(Side::Client))),
            None => classify(&Evidence::error(error)),
        },
    }
}

/// The error of rustls among the causes of an error, itself included.
///
/// # Examples
/// ```
/// use std::io;
/// let error = io::Error::new(io::ErrorKind::InvalidData, rustls::Error::DecryptError);
/// assert_eq!(verifail_rustls::find(&error), Some(&rustls::Error::DecryptError));
/// ```
pub fn find<'e>(error: &'e (dyn StdError + 'static)) -> Option<&'e Error> {
    causes(error).find_map(|cause| cause.downcast_ref())
}

/// Where the answer is.
enum Said<'e> {
    Statement(Statement),
    /// In an error that rustls only carries.
    Foreign(&'e (dyn StdError + 'static)),
    /// In the text: rustls carries a text, or has a variant that is not known here.
    Text,
}

impl From<Reason> for Said<'_> {
    fn from(reason: Reason) -> Self {
        Self::Statement(Statement::of(reason))
    }
}

impl From<Option<Statement>> for Said<'_> {
    fn from(statement: Option<Statement>) -> Self {
        statement.map_or(Self::Text, Self::Statement)
    }
}

fn said(error: &Error, side: Side) -> Said<'_> {
    match error {
        Error::AlertReceived(alert) => Said::Statement(alert::statement(*alert)),
        // The own setting; or a record larger than the application was allowed to write.
        Error::BadMaxFragmentSize | Error::EncryptError => Reason::TlsConfigError.into(),
        Error::DecryptError | Error::PeerSentOversizedRecord => Reason::RecordCorrupt.into(),
        // This machine has no clock, or no random numbers.
        Error::FailedToGetCurrentTime | Error::FailedToGetRandomBytes => Reason::TlsConfigError.into(),
        // A text of the provider, or of whoever wrote a trait of rustls.
        Error::General(_) => Said::Text,
        Error::HandshakeNotComplete => Reason::GenericHandshakeFailure.into(),
        Error::InappropriateHandshakeMessage { .. } | Error::InappropriateMessage { .. } => {
            Reason::ProtocolViolation.into()
        }
        Error::InconsistentKeys(_) => Reason::LocalCredentialError.into(),
        Error::InvalidCertRevocationList(error) => revocation_list::statement(error).into(),
        Error::InvalidCertificate(error) => certificate::said(error),
        // Each is of the own configuration, before anything is sent; what it is about is more telling.
        Error::InvalidEncryptedClientHello(_) => Reason::Ech.into(),
        Error::InvalidMessage(error) => message::statement(error).into(),
        Error::NoApplicationProtocol => Reason::Alpn.into(),
        // A server has to send one; a client may have none.
        Error::NoCertificatesPresented if side == Side::Client => Reason::ProtocolViolation.into(),
        Error::NoCertificatesPresented => Reason::ClientCertRequired.into(),
        Error::Other(error) => Said::Foreign(error.0.as_ref()),
        Error::PeerIncompatible(error) => incompatible::statement(error).into(),
        Error::PeerMisbehaved(error) => misbehaved::statement(error).into(),
        Error::UnsupportedNameType => Reason::NameMismatch.into(),
        _ => Said::Text,
    }
}

/// Whether an error is known here: what is not is classified by its text.
#[doc(hidden)]
pub fn is_known(error: &Error) -> bool {
    !matches!(said(error, Side::Client), Said::Text) || matches!(error, Error::General(_))
}
