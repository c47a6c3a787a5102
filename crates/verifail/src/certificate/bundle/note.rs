//! What was skipped in a file, or is remarkable about it: bounded in number and length, safe to print.

use std::fmt;

use super::{Position, Problem};

/// The label of a PEM block, made safe: conventional label characters only, bounded in length.
///
/// Every other octet becomes `?`. That removes terminal escapes, and also what a damaged file may have put in the place
/// of a label: a line of a key's base64 is not legible without its lower-case letters.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Label(String);

impl Label {
    const MAX: usize = 40;

    pub(super) fn new(octets: &[u8]) -> Self {
        let safe = |&octet: &u8| match octet {
            b'A'..=b'Z' | b'0'..=b'9' | b' ' | b'-' | b'.' | b'_' => char::from(octet),
            _ => '?',
        };
        let mut label: String = octets.iter().take(Self::MAX).map(safe).collect();
        if octets.len() > Self::MAX {
            label.push('…');
        }
        Self(label)
    }

    /// The safe text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

/// One remark about a file that did yield something.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// The file is base64 without PEM boundaries.
    BareBase64(Position),
    /// A block or element that should hold certificates or CRLs was skipped.
    Broken {
        /// Where it starts.
        position: Position,
        /// What is wrong with it.
        problem: Problem,
    },
    /// A PKCS#10 certification request was skipped.
    CertificateRequest(Position),
    /// An encrypted private key was skipped.
    EncryptedKey(Position),
    /// Line breaks are written as the two characters `\n`, as in JSON and environment files.
    EscapedLineBreaks(Position),
    /// Almost a PEM boundary: dashes or the end of the label are missing.
    LooksLikePem(Position),
    /// Domain parameters (`DH PARAMETERS`, `EC PARAMETERS`, …) were skipped.
    Parameters(Position),
    /// A private key was skipped. Nothing of it is kept.
    PrivateKey(Position),
    /// A public key was skipped.
    PublicKey(Position),
    /// Octets after the last element that is understood were skipped.
    TrailingData {
        /// Where they start.
        position: Position,
        /// How many.
        octets: usize,
    },
    /// The trust settings that OpenSSL appends to a `TRUSTED CERTIFICATE` were skipped; the certificate was taken.
    TrustSettings(Position),
    /// A PEM block of a label that has no meaning here was skipped.
    UnknownLabel {
        /// Where it starts.
        position: Position,
        /// Its label.
        label: Label,
    },
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BareBase64(at) => write!(f, "base64 without PEM boundaries at {at} read as a certificate file"),
            Self::Broken { position, problem } => write!(f, "skipped what starts at {position}: {problem}"),
            Self::CertificateRequest(at) => write!(f, "certificate request at {at} ignored; it is not a certificate"),
            Self::EncryptedKey(at) => {
                write!(f, "encrypted private key at {at} ignored; it should not be in this file")
            }
            Self::EscapedLineBreaks(at) => write!(f, "line breaks written as \\n in the block at {at}"),
            Self::LooksLikePem(at) => write!(f, "{at} looks like a PEM boundary but is not one"),
            Self::Parameters(at) => write!(f, "key parameters at {at} ignored"),
            Self::PrivateKey(at) => write!(f, "private key at {at} ignored; it should not be in this file"),
            Self::PublicKey(at) => write!(f, "public key at {at} ignored"),
            Self::TrailingData { position, octets } => write!(f, "{octets} octets from {position} on ignored"),
            Self::TrustSettings(at) => {
                write!(f, "trusted certificate at {at}: OpenSSL's trust settings after it ignored")
            }
            Self::UnknownLabel { position, label } => write!(f, "block \"{label}\" at {position} ignored"),
        }
    }
}

/// The notes of a file, up to a limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Notes {
    kept: Vec<Note>,
    omitted: usize,
    limit: usize,
    has_key: bool,
}

impl Notes {
    pub(super) const fn new(limit: usize) -> Self {
        Self { kept: Vec::new(), omitted: 0, limit, has_key: false }
    }

    pub(super) fn push(&mut self, note: Note) {
        let is_key = matches!(note, Note::PrivateKey(_) | Note::EncryptedKey(_));
        if self.kept.len() < self.limit {
            self.kept.push(note);
        } else {
            self.omitted = self.omitted.saturating_add(1);
            // A misplaced key is worth more than any other remark: noise before it must not hide it.
            if let Some(last) = self.kept.last_mut().filter(|_| is_key && !self.has_key) {
                *last = note;
            }
        }
        self.has_key |= is_key;
    }

    pub(super) fn kept(&self) -> &[Note] {
        &self.kept
    }

    pub(super) const fn omitted(&self) -> usize {
        self.omitted
    }
}
