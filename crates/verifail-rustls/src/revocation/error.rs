//! Why revocation lists are not used: which file, which list of it, and what is wrong with that.

use std::error::Error;
use std::fmt;
use std::path::PathBuf;

/// Why revocation lists are not used. None is left out in silence: what it says nobody else says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RevocationListsError {
    /// There is none in it.
    Empty {
        /// Which file.
        path: PathBuf,
        /// What there is instead.
        what: &'static str,
    },
    /// One of them cannot be read.
    Refused {
        /// Which file.
        path: PathBuf,
        /// Which one: `revocation list 2 of 3`.
        position: String,
        /// Why.
        why: String,
    },
    /// The file cannot be read.
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        why: String,
    },
}

impl fmt::Display for RevocationListsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty { path, what } => write!(f, "no revocation list in {}: {what}", path.display()),
            Self::Refused { path, position, why } => write!(f, "{}: {position}: {why}", path.display()),
            Self::Unreadable { path, why } => write!(f, "cannot read {}: {why}", path.display()),
        }
    }
}

impl Error for RevocationListsError {}
