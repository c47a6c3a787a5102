//! Why something is no capture that can be read.

use std::fmt;

use super::{MAX_OCTETS, VERSION};

/// Why something is no capture that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CaptureError {
    /// It was written by a later version of this program.
    LaterVersion {
        /// The version in it.
        found: u32,
    },
    /// JSON, but not of this form; the place is in the words.
    Malformed(String),
    /// No JSON object with `verifail_capture` in it.
    NoCapture,
    /// More than [`MAX_OCTETS`].
    TooLarge,
}

impl fmt::Display for CaptureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LaterVersion { found } => {
                write!(f, "a capture of version {found}; this program reads up to version {VERSION}: use a newer one")
            }
            Self::Malformed(what) => write!(f, "a capture that cannot be read: {what}"),
            Self::NoCapture => f.write_str("no capture: a JSON object with `verifail_capture` is wanted"),
            Self::TooLarge => write!(f, "a capture of more than {} MiB", MAX_OCTETS >> 20),
        }
    }
}

impl std::error::Error for CaptureError {}
