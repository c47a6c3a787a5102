//! `--anchors`: trust anchors from Mozilla's list, from the platform, or from a file; and how many there were.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use verifail::{TrustAnchor, TrustAnchors};

use crate::failure::Failure;
use crate::input;
use crate::terminal::Terminal;

/// Most unusable anchors that are named one by one.
const MAX_NAMED: usize = 8;

/// Where trust anchors come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// The certificates of a file.
    File(PathBuf),
    /// The demo.
    Generated,
    /// Mozilla's list, compiled in.
    Mozilla,
    /// The platform's list.
    System,
}

impl FromStr for Source {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text {
            "mozilla" => Self::Mozilla,
            "system" => Self::System,
            file => Self::File(file.into()),
        })
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => f.write_str(&crate::failure::printable(&path.to_string_lossy())),
            Self::Generated => f.write_str("the demo"),
            Self::Mozilla => f.write_str("mozilla"),
            Self::System => f.write_str("system"),
        }
    }
}

/// Encoded anchors of one source.
#[derive(Debug)]
pub(crate) struct Loaded {
    source: Source,
    certificates: Vec<Vec<u8>>,
    /// Without any anchor there is a verdict all the same: that nothing is trusted is part of the question.
    may_be_none: bool,
}

impl Loaded {
    /// Anchors that were made a moment ago.
    pub(crate) fn generated(certificates: Vec<Vec<u8>>) -> Self {
        Self { source: Source::Generated, certificates, may_be_none: false }
    }

    /// The encodings.
    pub(crate) fn certificates(&self) -> &[Vec<u8>] {
        &self.certificates
    }

    /// Encoded anchors that a `.chain` file described, or that there are none.
    pub(crate) fn of_file(path: PathBuf, certificates: Vec<Vec<u8>>) -> Self {
        Self { source: Source::File(path), certificates, may_be_none: true }
    }
}

/// Fetches the encodings. What the platform could not give is said on standard error.
pub(crate) fn load(sources: &[Source], terminal: &mut Terminal) -> Result<Vec<Loaded>, Failure> {
    let mut loaded = Vec::new();
    for source in sources {
        let certificates = match source {
            Source::File(path) => input::read_certificates(path, terminal)?,
            Source::Generated => Vec::new(),
            Source::Mozilla => webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().map(|der| der.to_vec()).collect(),
            Source::System => {
                let result = rustls_native_certs::load_native_certs();
                for error in result.errors.iter().take(MAX_NAMED) {
                    terminal.warn(&format!("anchors of the system: {error}"));
                }
                result.certs.iter().map(|der| der.to_vec()).collect()
            }
        };
        loaded.push(Loaded { source: source.clone(), certificates, may_be_none: false });
    }
    Ok(loaded)
}

/// The anchors, and one phrase about where they came from: `142 from mozilla, 1 from ca.pem`.
pub(crate) fn parse<'a>(loaded: &'a [Loaded], terminal: &mut Terminal) -> Result<(TrustAnchors<'a>, String), Failure> {
    let mut anchors = Vec::new();
    let mut phrases = Vec::new();
    for Loaded { source, certificates, .. } in loaded {
        let before = anchors.len();
        let mut unusable = 0_usize;
        for der in certificates {
            match TrustAnchor::from_der(der) {
                Ok(anchor) => anchors.push(anchor),
                Err(error) => {
                    unusable += 1;
                    if unusable <= MAX_NAMED {
                        terminal.warn(&format!("an anchor of {source} cannot be used: {error}"));
                    }
                }
            }
        }
        if unusable > MAX_NAMED {
            terminal.warn(&format!("{} more anchors of {source} cannot be used", unusable - MAX_NAMED));
        }
        let good = anchors.len() - before;
        phrases.push(match unusable {
            0 => format!("{good} from {source}"),
            bad => format!("{good} from {source} ({bad} unusable)"),
        });
    }
    let phrase = phrases.join(", ");
    if anchors.is_empty() && !loaded.iter().any(|loaded| loaded.may_be_none) {
        return Err(Failure::new(format!("no trust anchor to end a path at: {phrase}")));
    }
    Ok((anchors.into_iter().collect(), phrase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::Color;

    #[test]
    fn every_anchor_of_mozilla_can_be_used() {
        let mut terminal = Terminal::new(Color::Never, true);
        let loaded = load(&[Source::Mozilla], &mut terminal).unwrap();
        let (anchors, phrase) = parse(&loaded, &mut terminal).unwrap();
        assert_eq!(anchors.len(), webpki_root_certs::TLS_SERVER_ROOT_CERTS.len());
        assert_eq!(phrase, format!("{} from mozilla", anchors.len()));
    }
}
