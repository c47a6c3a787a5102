//! Where further trust anchors are: the value of `CA_BUNDLE` and `CA_DIR`.

use std::fmt;
use std::path::{Path, PathBuf};

/// What is taken; see [`AnchorSource`].
pub(super) const WANTED: &str = "append:PATH, replace:PATH or PATH, which replaces";

/// Anchors at a path, and what becomes of the others.
///
/// As text `append:PATH` or `replace:PATH`. A bare `PATH` replaces, as `CURL_CA_BUNDLE`, `REQUESTS_CA_BUNDLE`,
/// `AWS_CA_BUNDLE` and `SSL_CERT_FILE` do: whoever meant to add gets an error of a server that is not trusted, and
/// whoever meant to replace does not go on trusting 150 others unawares.
///
/// # Examples
/// ```
/// use std::path::PathBuf;
/// use verifail_rustls::{AnchorSource, Placement};
///
/// let source: AnchorSource = "append:/etc/corporate.pem".parse().unwrap();
/// assert_eq!((source.placement, source.path), (Placement::Append, PathBuf::from("/etc/corporate.pem")));
/// let source: AnchorSource = "/etc/corporate.pem".parse().unwrap();
/// assert_eq!(source.placement, Placement::Replace);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AnchorSource {
    /// A file or a directory.
    pub path: PathBuf,
    /// What becomes of the other anchors.
    pub placement: Placement,
}

/// What becomes of the other anchors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Placement {
    /// They stay.
    Append,
    /// They go: those that `TLS_ROOTS` names.
    Replace,
}

impl AnchorSource {
    /// Adds the anchors at a path.
    pub fn append(path: impl AsRef<Path>) -> Self {
        Self { path: path.as_ref().to_owned(), placement: Placement::Append }
    }

    /// Trusts the anchors at a path in the place of those that `TLS_ROOTS` names.
    pub fn replace(path: impl AsRef<Path>) -> Self {
        Self { path: path.as_ref().to_owned(), placement: Placement::Replace }
    }
}

/// A text without a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoPath(());

impl fmt::Display for NoPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(WANTED)
    }
}

impl std::error::Error for NoPath {}

impl std::str::FromStr for AnchorSource {
    type Err = NoPath;

    fn from_str(text: &str) -> Result<Self, NoPath> {
        let source = match (text.strip_prefix("append:"), text.strip_prefix("replace:")) {
            (Some(path), _) => Self::append(path),
            (_, Some(path)) => Self::replace(path),
            _ => Self::replace(text),
        };
        if source.path.as_os_str().is_empty() { Err(NoPath(())) } else { Ok(source) }
    }
}

impl fmt::Display for AnchorSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let placement = match self.placement {
            Placement::Append => "append",
            Placement::Replace => "replace",
        };
        write!(f, "{placement}:{}", self.path.display())
    }
}
