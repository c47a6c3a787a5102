//! Why settings are refused. Every error names the variable or the file.

use std::error::Error;
use std::fmt;
use std::path::PathBuf;

use super::origin::Origin;
use crate::anchors::AnchorsError;
use crate::revocation::RevocationListsError;

/// Octets of a value that an error repeats.
const MAX_VALUE: usize = 64;

/// Why settings are refused.
#[derive(Debug)]
#[non_exhaustive]
pub enum SettingsError {
    /// Trust anchors could not be loaded, or not all of them.
    Anchors {
        /// Who asked for them.
        origin: Origin,
        /// What is wrong.
        error: AnchorsError,
    },
    /// The settings file cannot be read, or is no TOML.
    File {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        why: String,
    },
    /// No anchor is trusted: nothing could ever be accepted.
    NothingTrusted {
        /// What asked for that.
        origin: Origin,
    },
    /// The prefix of the program's variables is no name of a variable.
    Prefix {
        /// The prefix.
        prefix: String,
    },
    /// Revocation lists could not be loaded, or not all of them.
    RevocationLists {
        /// Who asked for them.
        origin: Origin,
        /// What is wrong.
        error: RevocationListsError,
    },
    /// rustls makes no configuration of this.
    Rustls(String),
    /// There is no such setting.
    Unknown {
        /// The variable or key.
        origin: Origin,
        /// The setting with the nearest name.
        nearest: Option<String>,
    },
    /// The value is none that the setting takes.
    Value {
        /// Which setting.
        origin: Origin,
        /// What was given: its beginning, without control characters.
        given: String,
        /// What it takes.
        wanted: String,
    },
}

impl SettingsError {
    pub(super) fn value(origin: Origin, given: &str, wanted: impl Into<String>) -> Self {
        let mut shown: String = given.chars().filter(|c| !c.is_control()).take(MAX_VALUE).collect();
        if given.chars().count() > MAX_VALUE {
            shown.push('…');
        }
        Self::Value { origin, given: shown, wanted: wanted.into() }
    }

    /// The setting that is refused, where it is one.
    pub const fn origin(&self) -> Option<&Origin> {
        match self {
            Self::Anchors { origin, .. }
            | Self::NothingTrusted { origin }
            | Self::RevocationLists { origin, .. }
            | Self::Unknown { origin, .. }
            | Self::Value { origin, .. } => Some(origin),
            Self::File { .. } | Self::Prefix { .. } | Self::Rustls(_) => None,
        }
    }
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Anchors { origin, error } => write!(f, "{origin}: {error}"),
            Self::File { path, why } => write!(f, "settings file {}: {why}", path.display()),
            Self::NothingTrusted { origin } => {
                write!(f, "{origin}: no trust anchor is left, so that no server could be accepted")
            }
            Self::Prefix { prefix } => {
                write!(f, "{prefix:?} is no prefix of variables: upper-case letters, digits and underscores are")
            }
            Self::RevocationLists { origin, error } => write!(f, "{origin}: {error}"),
            Self::Rustls(why) => write!(f, "rustls takes no such configuration: {why}"),
            Self::Unknown { origin, nearest } => {
                write!(f, "{origin}: there is no such setting")?;
                nearest.as_ref().map_or(Ok(()), |nearest| write!(f, "; did you mean {nearest}?"))
            }
            Self::Value { origin, given, wanted } => write!(f, "{origin}: {given:?} is not taken, but {wanted}"),
        }
    }
}

impl Error for SettingsError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Anchors { error, .. } => Some(error),
            Self::RevocationLists { error, .. } => Some(error),
            _ => None,
        }
    }
}
