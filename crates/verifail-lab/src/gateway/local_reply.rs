//! What an Envoy tells its client when it has no answer of an upstream, and what it writes into its access log.
//!
//! Texts and flags by Envoy's documentation of access logs (`%RESPONSE_FLAGS%`, `%UPSTREAM_TRANSPORT_FAILURE_REASON%`)
//! and its sources (`source/common/http/utility.cc`, `source/common/tls/ssl_socket.cc`).

use std::fmt;

use hyper::StatusCode;
use hyper::header::{CONTENT_TYPE, HeaderValue, SERVER};
use rustls::{AlertDescription, CertificateError, Error};

use crate::server::http::{self, Answer};

/// Why there is no answer of an upstream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The connection was refused, with the system's number of the error.
    Connect(i32),
    /// The connection was not there in time.
    ConnectTimeout,
    /// TLS failed, before any octet of the request was sent.
    Transport(TlsError),
    /// The upstream ended the connection where an answer was due.
    Termination,
    /// The upstream does not answer in time.
    Timeout,
    /// No upstream is left for the host.
    NoHealthyUpstream,
}

/// One entry of BoringSSL's error queue, and what Envoy adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TlsError {
    /// The library's number in the upper octet, the reason in the lower 16 bits.
    code: u32,
    library: &'static str,
    reason: &'static str,
    /// What the verifier says, where it refused.
    detail: Option<String>,
}

/// BoringSSL's number of its library `SSL routines`.
const LIBRARY_SSL: u32 = 16 << 24;
/// Of `system library`, whose reasons are the system's numbers.
const LIBRARY_SYS: u32 = 2 << 24;
/// `ECONNRESET`.
const RESET: u32 = 104;
/// Reasons of alerts are their numbers and this.
const ALERT: u32 = 1000;

impl TlsError {
    const fn ssl(reason: u32, name: &'static str) -> Self {
        Self { code: LIBRARY_SSL | reason, library: "SSL routines", reason: name, detail: None }
    }

    /// The connection was reset in the handshake.
    pub(crate) const fn reset() -> Self {
        Self { code: LIBRARY_SYS | RESET, library: "system library", reason: "Connection reset by peer", detail: None }
    }

    /// The verifier refused: `verify cert failed: ` and this.
    pub(crate) fn refused(detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..Self::ssl(125, "CERTIFICATE_VERIFY_FAILED") }
    }

    /// What BoringSSL would say of it.
    pub(crate) fn of(error: &Error) -> Self {
        match error {
            Error::InvalidCertificate(certificate) => {
                let (depth, text) = path_error(certificate);
                Self::refused(format!("X509_verify_cert: certificate verification error at depth {depth}: {text}"))
            }
            Error::AlertReceived(alert) => Self::ssl(ALERT + u32::from(u8::from(*alert)), alert_name(*alert)),
            Error::InvalidMessage(_) => Self::ssl(247, "WRONG_VERSION_NUMBER"),
            Error::PeerIncompatible(_) => Self::ssl(240, "UNSUPPORTED_PROTOCOL"),
            _ => Self::ssl(223, "UNEXPECTED_MESSAGE"),
        }
    }
}

/// The depth and the words of X509_verify_cert. Depths are those of the lab's chains: rustls does not say one.
const fn path_error(error: &CertificateError) -> (u8, &'static str) {
    match error {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => (0, "certificate has expired"),
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            (0, "certificate is not yet valid")
        }
        CertificateError::UnknownIssuer => (0, "unable to get local issuer certificate"),
        CertificateError::InvalidPurpose | CertificateError::InvalidPurposeContext { .. } => {
            (0, "unsupported certificate purpose")
        }
        CertificateError::BadSignature => (0, "certificate signature failure"),
        CertificateError::Revoked => (0, "certificate revoked"),
        _ => (0, "unspecified certificate verification error"),
    }
}

const fn alert_name(alert: AlertDescription) -> &'static str {
    match alert {
        AlertDescription::HandshakeFailure => "SSLV3_ALERT_HANDSHAKE_FAILURE",
        AlertDescription::BadCertificate => "SSLV3_ALERT_BAD_CERTIFICATE",
        AlertDescription::UnknownCA => "TLSV1_ALERT_UNKNOWN_CA",
        AlertDescription::ProtocolVersion => "TLSV1_ALERT_PROTOCOL_VERSION",
        AlertDescription::InternalError => "TLSV1_ALERT_INTERNAL_ERROR",
        AlertDescription::UnrecognisedName => "TLSV1_UNRECOGNIZED_NAME",
        AlertDescription::CertificateRequired => "TLSV1_CERTIFICATE_REQUIRED",
        _ => "TLSV1_ALERT_DECODE_ERROR",
    }
}

impl fmt::Display for TlsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, library, reason, detail } = self;
        write!(f, "TLS_error:|{code}:{library}:OPENSSL_internal:{reason}")?;
        if let Some(detail) = detail {
            write!(f, ":verify cert failed: {detail}")?;
        }
        f.write_str(":TLS_error_end")
    }
}

impl Failure {
    /// The status of the answer.
    pub(crate) const fn status(&self) -> StatusCode {
        match self {
            Self::Timeout => StatusCode::GATEWAY_TIMEOUT,
            _ => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The flags of the access log.
    pub(crate) const fn flags(&self) -> &'static str {
        match self {
            Self::Connect(_) | Self::ConnectTimeout | Self::Transport(_) => "UF",
            Self::Termination => "UC",
            Self::Timeout => "UT",
            Self::NoHealthyUpstream => "UH",
        }
    }

    /// The details of the access log.
    pub(crate) fn details(&self) -> String {
        match self {
            Self::Connect(number) => {
                format!("upstream_reset_before_response_started{{connection_failure|delayed_connect_error:_{number}}}")
            }
            Self::ConnectTimeout => "upstream_reset_before_response_started{connection_timeout}".to_owned(),
            Self::Transport(error) => {
                let error = error.to_string().replace(' ', "_");
                format!("upstream_reset_before_response_started{{connection_failure|{error}}}")
            }
            Self::Termination => "upstream_reset_before_response_started{connection_termination}".to_owned(),
            Self::Timeout => "response_timeout".to_owned(),
            Self::NoHealthyUpstream => "no_healthy_upstream".to_owned(),
        }
    }

    /// What the verifier says, where it refused: the last words of it.
    pub(crate) fn refusal(&self) -> Option<&str> {
        let Self::Transport(TlsError { detail: Some(detail), .. }) = self else { return None };
        Some(detail.rsplit_once(": ").map_or(detail, |(_, words)| words))
    }

    /// The answer.
    pub(crate) fn answer(&self) -> Answer {
        let mut answer = http::response(self.status(), self.to_string());
        let headers = answer.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain"));
        headers.insert(SERVER, HeaderValue::from_static("envoy"));
        answer
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const BEFORE: &str = "upstream connect error or disconnect/reset before headers. reset reason: ";
        match self {
            Self::Connect(number) => {
                write!(f, "{BEFORE}connection failure, transport failure reason: delayed connect error: {number}")
            }
            Self::ConnectTimeout => write!(f, "{BEFORE}connection timeout"),
            Self::Transport(error) => write!(f, "{BEFORE}connection failure, transport failure reason: {error}"),
            Self::Termination => write!(f, "{BEFORE}connection termination"),
            Self::Timeout => f.write_str("upstream request timeout"),
            Self::NoHealthyUpstream => f.write_str("no healthy upstream"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reply_is_the_one_of_the_incident_octet_for_octet() {
        let failure = Failure::Transport(TlsError::refused("verify SAN list"));
        assert_eq!(
            failure.to_string(),
            "upstream connect error or disconnect/reset before headers. reset reason: connection failure, transport failure reason: TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify cert failed: verify SAN list:TLS_error_end"
        );
        assert_eq!((failure.status().as_u16(), failure.flags()), (503, "UF"));
    }

    #[test]
    fn alerts_and_the_system_are_numbered_as_boringssl_does() {
        let unknown_ca = TlsError::of(&Error::AlertReceived(AlertDescription::UnknownCA)).to_string();
        assert_eq!(
            unknown_ca,
            "TLS_error:|268436504:SSL routines:OPENSSL_internal:TLSV1_ALERT_UNKNOWN_CA:TLS_error_end"
        );
        assert!(TlsError::reset().to_string().starts_with("TLS_error:|33554536:system library"));
    }
}
