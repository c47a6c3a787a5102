//! Why there are no trust anchors, or not all of them: the place, how many were loaded, and which were refused.

use std::error::Error;
use std::fmt;
use std::path::PathBuf;

use super::Source;

/// Refused anchors that an error names; the others are counted.
pub const MAX_REFUSED: usize = 8;

/// One certificate that cannot be a trust anchor, or one block that is no certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RefusedAnchor {
    /// Where in its source: `line 12`.
    pub position: String,
    /// Why.
    pub why: String,
}

/// Why there are no trust anchors, or not all of them. Nothing of it is passed over: a program that lost some of its
/// anchors would fail later, at one server and not at the other.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AnchorsError {
    /// There is nothing in it that could be a trust anchor.
    Empty {
        /// Where.
        source: Source,
        /// What there is instead.
        what: String,
    },
    /// Some of it cannot be used.
    Refused {
        /// Where.
        source: Source,
        /// How many anchors were loaded from there.
        loaded: usize,
        /// Which were not, at most [`MAX_REFUSED`].
        refused: Vec<RefusedAnchor>,
        /// How many were not, in all.
        count: usize,
    },
    /// The system has none.
    System {
        /// The first thing that went wrong, if it is known.
        why: Option<String>,
    },
    /// It cannot be read.
    Unreadable {
        /// Which file or directory.
        path: PathBuf,
        /// Why.
        why: String,
    },
}

impl AnchorsError {
    pub(super) fn refused(source: Source, loaded: usize, mut refused: Vec<RefusedAnchor>) -> Self {
        let count = refused.len();
        refused.truncate(MAX_REFUSED);
        Self::Refused { source, loaded, refused, count }
    }
}

impl fmt::Display for AnchorsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty { source, what } => write!(f, "no trust anchor in {source}: {what}"),
            Self::Refused { source, loaded, refused, count } => {
                write!(f, "{source}: {loaded} trust anchors loaded, {count} refused")?;
                let mut separator = ": ";
                for RefusedAnchor { position, why } in refused {
                    write!(f, "{separator}{position}: {why}")?;
                    separator = "; ";
                }
                let rest = count.saturating_sub(refused.len());
                if rest > 0 { write!(f, "; and {rest} more") } else { Ok(()) }
            }
            Self::System { why: None } => f.write_str("the system has no trust anchors"),
            Self::System { why: Some(why) } => write!(f, "the system has no trust anchors that can be used: {why}"),
            Self::Unreadable { path, why } => write!(f, "cannot read {}: {why}", path.display()),
        }
    }
}

impl Error for AnchorsError {}
