//! Why a fault cannot be started.

use std::fmt;
use std::io;

/// Why a fault cannot be started.
#[derive(Debug)]
#[non_exhaustive]
pub enum LabError {
    /// A certificate cannot be made.
    Certificate(rcgen::Error),
    /// A socket cannot be had.
    Socket(io::Error),
    /// TLS cannot be set up.
    Tls(rustls::Error),
}

impl fmt::Display for LabError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Certificate(error) => write!(f, "a certificate of the lab cannot be made: {error}"),
            Self::Socket(error) => write!(f, "the lab cannot listen: {error}"),
            Self::Tls(error) => write!(f, "TLS of the lab cannot be set up: {error}"),
        }
    }
}

impl std::error::Error for LabError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Certificate(error) => Some(error),
            Self::Socket(error) => Some(error),
            Self::Tls(error) => Some(error),
        }
    }
}

impl From<rcgen::Error> for LabError {
    fn from(error: rcgen::Error) -> Self {
        Self::Certificate(error)
    }
}

impl From<io::Error> for LabError {
    fn from(error: io::Error) -> Self {
        Self::Socket(error)
    }
}

impl From<rustls::Error> for LabError {
    fn from(error: rustls::Error) -> Self {
        Self::Tls(error)
    }
}
