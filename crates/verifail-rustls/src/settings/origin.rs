//! Where a setting comes from: every error and every line of the effective settings names it.

use std::fmt;
use std::path::PathBuf;

/// Where a setting comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin {
    /// Said by the program.
    Code,
    /// Nobody said anything.
    Default,
    /// A key of a settings file.
    File {
        /// Which file.
        path: PathBuf,
        /// Which key.
        key: String,
    },
    /// An environment variable.
    Variable(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code => f.write_str("the program"),
            Self::Default => f.write_str("default"),
            Self::File { path, key } => write!(f, "{}: {key}", path.display()),
            Self::Variable(name) => f.write_str(name),
        }
    }
}

/// A value, and where it comes from.
#[derive(Clone, Debug)]
pub(super) struct Sourced<T> {
    pub(super) value: T,
    pub(super) origin: Origin,
}

impl<T> Sourced<T> {
    pub(super) const fn default(value: T) -> Self {
        Self { value, origin: Origin::Default }
    }

    pub(super) const fn code(value: T) -> Self {
        Self { value, origin: Origin::Code }
    }
}
