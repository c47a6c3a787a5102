//! Errors as diagnoses: total, and the same as their texts.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::sync::Arc;

use rustls::{CertificateError, Error, OtherError};
use verifail::classification::{Evidence, Side, classify};
use verifail::{Layer, Reason, Rejection, RetryAdvice, Stack};
use verifail_rustls::{diagnosis, diagnosis_by, diagnosis_of_chain, diagnosis_of_io, is_known};

use crate::variants;

#[test]
fn every_variant_of_this_version_is_known() {
    let errors = variants::errors();
    assert_eq!(errors.len(), 19 + 27 + 78 + 22 + 36 + 22 + 14 + 51, "the lists have lost a variant");
    for error in errors {
        assert!(is_known(&error), "{error:?} falls to its text");
    }
}

#[test]
fn a_variant_has_the_reason_that_its_text_has() {
    for error in variants::errors() {
        let said = classify(&Evidence::text(&error.to_string()));
        // Where a text says nothing, the type may say more.
        if said.reason.is_none() {
            continue;
        }
        // A text leaves open which side prints it, and this one is a server's more often.
        let side = if error == Error::NoCertificatesPresented { Side::Server } else { Side::Client };
        let known = diagnosis_by(&error, side);
        assert_eq!((known.reason, known.retry), (said.reason, said.retry), "{error}");
        // Alerts without a meaning of their own are read as the first stack that prints such a line.
        if said.reason != Some(Reason::GenericHandshakeFailure) {
            assert_eq!(known.stack, said.stack, "{error}");
        }
    }
}

#[test]
fn texts_say_nothing_only_where_nothing_is_said_in_them() {
    let silent: Vec<_> = variants::errors()
        .into_iter()
        .filter(|error| classify(&Evidence::text(&error.to_string())).reason.is_none())
        .map(|error| error.to_string())
        .collect();
    assert_eq!(
        silent,
        [
            "cannot encrypt message",
            "failed to get current time",
            "failed to get random bytes",
            "unexpected error: something of no importance",
            "other error: something of no importance",
        ]
    );
}

#[test]
fn every_received_alert_is_the_peers_verdict_on_us() {
    for alert in variants::alerts() {
        let diagnosis = diagnosis(&Error::AlertReceived(alert));
        assert_eq!(diagnosis.rejection, Rejection::ServerRejectsUs, "{alert:?}");
        assert_eq!(diagnosis.stack, Some(Stack::Rustls), "{alert:?}");
        let number = classify(&Evidence::alert(alert.into(), true));
        if number.reason.is_some() {
            assert_eq!(diagnosis.reason, number.reason, "{alert:?}");
        }
        let server = diagnosis_by(&Error::AlertReceived(alert), Side::Server);
        assert_eq!(server.rejection, Rejection::ClientRejectsUs, "{alert:?}");
    }
}

#[test]
fn every_refused_certificate_is_our_verdict_on_the_server() {
    let path_errors =
        variants::path_errors().into_iter().map(|error| CertificateError::Other(OtherError(Arc::new(error))));
    for error in variants::certificate_errors().into_iter().chain(path_errors) {
        let diagnosis = diagnosis(&Error::InvalidCertificate(error.clone()));
        let reason = diagnosis.reason.unwrap();
        assert_eq!(reason.layer(), Layer::Certificate, "{error:?}");
        assert_eq!(diagnosis.rejection, Rejection::WeRejectServer, "{error:?}");
    }
}

#[test]
fn a_name_is_compared_last_so_that_the_path_held() {
    let diagnosis = diagnosis(&Error::InvalidCertificate(CertificateError::NotValidForName));
    for reason in [Reason::Expired, Reason::UnknownIssuer, Reason::EkuMissingOrWrong, Reason::BadSignature] {
        assert!(diagnosis.excludes.contains(&reason), "{reason}");
    }
    assert!(!diagnosis.excludes.contains(&Reason::NoSan));
}

/// A wrapper as HTTP clients have them.
#[derive(Debug)]
struct Wrapper(&'static str, Box<dyn StdError + Send + Sync>);

impl fmt::Display for Wrapper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl StdError for Wrapper {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.1.as_ref())
    }
}

#[test]
fn an_error_is_found_under_wrappers_and_inside_of_an_io_error() {
    for error in variants::errors() {
        let inner = io::Error::new(io::ErrorKind::InvalidData, error.clone());
        let wrapped = Wrapper("error sending request", Box::new(Wrapper("client error (Connect)", Box::new(inner))));
        let (through, direct) = (diagnosis_of_chain(&wrapped), diagnosis(&error));
        // Errors that only carry a text have the wrapper's beside it.
        assert_eq!(through.reason, direct.reason, "{error:?}");
        assert_eq!(through.retry, direct.retry, "{error:?}");
    }
}

#[test]
fn kinds_of_io_errors_speak_where_texts_do_not() {
    let of = |kind: io::ErrorKind| diagnosis_of_io(&io::Error::from(kind));
    let reset = of(io::ErrorKind::ConnectionReset);
    assert_eq!((reset.reason, reset.retry), (Some(Reason::HandshakeReset), RetryAdvice::FreshConnection));
    assert_eq!(of(io::ErrorKind::UnexpectedEof).reason, Some(Reason::HandshakeEof));
    assert_eq!(of(io::ErrorKind::TimedOut).reason, Some(Reason::HandshakeTimeout));
    let refused = of(io::ErrorKind::ConnectionRefused);
    assert_eq!((refused.reason, refused.retry), (Some(Reason::NotTlsRelated), RetryAdvice::OtherAddress));
    // Somebody forbade it, which is not TLS; what is not found may be anything.
    assert_eq!(of(io::ErrorKind::PermissionDenied).reason, Some(Reason::NotTlsRelated));
    assert_eq!(of(io::ErrorKind::NotFound).reason, None);
    // The system's own text is another one in every language.
    let reset = io::Error::new(io::ErrorKind::ConnectionReset, "Eine vorhandene Verbindung wurde geschlossen");
    assert_eq!(diagnosis_of_io(&reset).reason, Some(Reason::HandshakeReset));
}

#[test]
fn a_text_that_says_more_than_the_kind_decides() {
    let eof = io::Error::new(
        io::ErrorKind::UnexpectedEof,
        "peer closed connection without sending TLS close_notify: https://docs.rs/rustls/latest/rustls/manual/_03_howto/index.html#unexpected-eof",
    );
    assert_eq!(diagnosis_of_io(&eof).reason, Some(Reason::UncleanClose));
    let eof = io::Error::new(io::ErrorKind::UnexpectedEof, "tls handshake eof");
    assert_eq!(diagnosis_of_io(&eof).reason, Some(Reason::HandshakeEof));
}

#[test]
fn a_disagreement_of_verifiers_is_named_through_any_wrapper() {
    let refusal = verifail_rustls::Refusal::Disagreement { reasons: vec![Reason::PathLength] };
    let error = Error::InvalidCertificate(CertificateError::Other(OtherError(Arc::new(refusal))));
    assert_eq!(diagnosis(&error).reason, Some(Reason::VerifierDisagreement));
    // As a log has it.
    assert_eq!(classify(&Evidence::text(&error.to_string())).reason, Some(Reason::VerifierDisagreement));
}
