//! Files of certificates: turns the octets of any file a user has into the DER of certificates and CRLs.
//!
//! PEM in all the shapes it is pasted in (`pem`), DER, several DER elements in a row, PKCS#7/CMS (`pkcs7`) and bare
//! base64. What is skipped is said in [`Note`]s, and a file without anything useful is named for what it is. Contents
//! are never judged here: an entry has the outline of a certificate, [`Certificate::from_der`] reads it.
//!
//! The cost is linear in the file: every stage walks the octets forward a fixed number of times, nothing recurses, and
//! notes are bounded. No octet of a body is ever quoted, so a private key in the file can't leak through a message.
//!
//! [`Certificate::from_der`]: crate::Certificate::from_der

mod error;
mod looks_like;
mod note;
mod outline;
mod pem;
mod pkcs7;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;

pub use error::{BundleError, Problem};
pub use looks_like::LooksLike;
pub use note::{Label, Note};

use super::MAX_CERTIFICATE_SIZE;
use crate::der::Reader;
use note::Notes;
use outline::Outline;

/// What a file may cost. Exceeding a limit is an error, but for [`notes`](Self::notes).
///
/// # Examples
/// ```
/// use verifail::certificate::bundle::Limits;
/// let small = Limits { certificates: 10, ..Limits::default() };
/// assert_eq!(small.octets, 64 << 20);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The file's size in octets. Default 64 MiB; the largest bundles in use (all public CRLs of a CA, or Mozilla's
    /// roots many times over) stay below it.
    pub octets: usize,
    /// The number of certificates. Default 16,384; Mozilla's root list has about 150.
    pub certificates: usize,
    /// The number of CRLs. Default 16,384.
    pub crls: usize,
    /// The number of notes that are kept; the others are only counted. Default 64.
    pub notes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { octets: 64 << 20, certificates: 16_384, crls: 16_384, notes: 64 }
    }
}

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Position {
    /// The line, counted from 1, in a text.
    Line(usize),
    /// The octet, counted from 0, in a binary file.
    Offset(usize),
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(f, "line {line}"),
            Self::Offset(offset) => write!(f, "octet {offset}"),
        }
    }
}

/// Where an entry comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The line of the BEGIN boundary, or the octet at which the DER element starts.
    pub position: Position,
    /// For a member of a PKCS#7 structure at `position`: its number among the certificates, or among the CRLs,
    /// counted from 1.
    pub member: Option<usize>,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.member {
            None => self.position.fmt(f),
            Some(member) => write!(f, "member {member} of the PKCS#7 at {}", self.position),
        }
    }
}

/// One certificate or CRL of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    der: Cow<'a, [u8]>,
    origin: Origin,
}

impl Entry<'_> {
    /// The DER encoding.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// Where in the file it is.
    pub const fn origin(&self) -> Origin {
        self.origin
    }

    fn into_owned(self) -> Entry<'static> {
        Entry { der: Cow::Owned(self.der.into_owned()), origin: self.origin }
    }
}

/// The certificates and CRLs of a file, in its order. Binary input is borrowed, decoded text is owned.
///
/// # Examples
/// ```
/// use verifail::{Bundle, Certificate};
/// let key = rcgen::KeyPair::generate().unwrap();
/// let issued = rcgen::CertificateParams::new(vec!["example.com".to_owned()]).unwrap().self_signed(&key).unwrap();
/// let file = format!("the key, by accident:\n{}\nthe certificate:\n{}", key.serialize_pem(), issued.pem());
///
/// let bundle = Bundle::read_default(file.as_bytes()).unwrap();
/// let certificate = Certificate::from_der(bundle.certificates()[0].der()).unwrap();
/// assert_eq!(certificate.der(), issued.der().as_ref());
/// assert_eq!(bundle.notes()[0].to_string(), "private key at line 2 ignored; it should not be in this file");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle<'a> {
    certificates: Vec<Entry<'a>>,
    crls: Vec<Entry<'a>>,
    notes: Notes,
}

impl<'a> Bundle<'a> {
    /// Reads a file's octets within [`Limits::default`].
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn read_default(bytes: &'a [u8]) -> Result<Self, BundleError> {
        Self::read(bytes, &Limits::default())
    }

    /// Reads a file's octets.
    ///
    /// # Errors
    /// When a limit is exceeded, or when there is neither a certificate nor a CRL that could be read: the error then
    /// says what the file looks like, or the first thing that is broken. Everything else is a [`Note`].
    pub fn read(bytes: &'a [u8], limits: &Limits) -> Result<Self, BundleError> {
        if bytes.len() > limits.octets {
            return Err(BundleError::TooLarge { octets: bytes.len(), limit: limits.octets });
        }
        let input = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        if input.iter().all(u8::is_ascii_whitespace) {
            return Err(BundleError::Empty);
        }
        let mut collector = Collector::new(limits);
        let outline = outline::read(input);
        // A SEQUENCE of a known shape is DER even when text in it looks like PEM; an ASCII file may begin with '0'.
        if matches!(outline, Ok((outline, _)) if outline != Outline::Unknown) {
            collector.der(input, bytes.len() - input.len())?;
        } else if !pem::read(input, &mut collector)? && !pem::read_bare(input, &mut collector)? {
            match outline {
                Err(error) if looks_like::is_der_like(input) => {
                    collector.broken(Position::Offset(bytes.len() - input.len()), Problem::NotDer(error));
                }
                _ => collector.seen(looks_like::guess(input)),
            }
        }
        collector.finish()
    }

    /// The certificates. [`Certificate::from_der`](crate::Certificate::from_der) accepts each.
    pub fn certificates(&self) -> &[Entry<'a>] {
        &self.certificates
    }

    /// The certificate revocation lists.
    pub fn crls(&self) -> &[Entry<'a>] {
        &self.crls
    }

    /// What was skipped or is remarkable, in the file's order.
    pub fn notes(&self) -> &[Note] {
        self.notes.kept()
    }

    /// How many notes were not kept because of [`Limits::notes`].
    pub const fn omitted_notes(&self) -> usize {
        self.notes.omitted()
    }

    /// Copies what is borrowed.
    pub fn into_owned(self) -> Bundle<'static> {
        let owned = |entries: Vec<Entry<'a>>| entries.into_iter().map(Entry::into_owned).collect();
        Bundle { certificates: owned(self.certificates), crls: owned(self.crls), notes: self.notes }
    }
}

/// What has been found so far.
struct Collector<'a, 'l> {
    limits: &'l Limits,
    certificates: Vec<Entry<'a>>,
    crls: Vec<Entry<'a>>,
    notes: Notes,
    first_broken: Option<(Position, Problem)>,
    /// The first thing found that is neither certificate nor CRL: what the file is if nothing better turns up.
    looks_like: Option<LooksLike>,
}

impl<'a, 'l> Collector<'a, 'l> {
    fn new(limits: &'l Limits) -> Self {
        let notes = Notes::new(limits.notes);
        Self { limits, certificates: Vec::new(), crls: Vec::new(), notes, first_broken: None, looks_like: None }
    }

    fn finish(self) -> Result<Bundle<'a>, BundleError> {
        if !self.certificates.is_empty() || !self.crls.is_empty() {
            return Ok(Bundle { certificates: self.certificates, crls: self.crls, notes: self.notes });
        }
        Err(match self.first_broken {
            Some((position, problem)) => BundleError::Broken { position, problem },
            None => BundleError::NoCertificate { looks_like: self.looks_like.unwrap_or(LooksLike::Binary) },
        })
    }

    fn note(&mut self, note: Note) {
        self.notes.push(note);
    }

    fn broken(&mut self, position: Position, problem: Problem) {
        self.first_broken.get_or_insert((position, problem));
        self.note(Note::Broken { position, problem });
    }

    fn seen(&mut self, looks_like: LooksLike) {
        self.looks_like.get_or_insert(looks_like);
    }

    /// DER elements in a row. `base` is the offset of `input` in the file.
    fn der(&mut self, input: &'a [u8], base: usize) -> Result<(), BundleError> {
        let mut rest = input;
        while !rest.is_empty() {
            let offset = base + input.len() - rest.len();
            match outline::read(rest) {
                Ok((outline, encoded)) if outline != Outline::Unknown => {
                    self.element(outline, encoded, Position::Offset(offset), Cow::Borrowed)?;
                    rest = rest.get(encoded.len()..).unwrap_or_default();
                }
                _ => {
                    self.note(Note::TrailingData { position: Position::Offset(offset), octets: rest.len() });
                    break;
                }
            }
        }
        Ok(())
    }

    /// One element whose outline is known. `keep` decides between borrowing and copying.
    fn element<'x>(
        &mut self,
        outline: Outline,
        der: &'x [u8],
        position: Position,
        keep: fn(&'x [u8]) -> Cow<'a, [u8]>,
    ) -> Result<(), BundleError> {
        let origin = Origin { position, member: None };
        match outline {
            Outline::Certificate => return self.certificate(keep(der), origin),
            Outline::Crl => return self.crl(keep(der), origin),
            Outline::SignedData => return self.signed_data(der, position, keep),
            Outline::CertificateRequest => self.note(Note::CertificateRequest(position)),
            Outline::EncryptedKey => self.note(Note::EncryptedKey(position)),
            Outline::PrivateKey => self.note(Note::PrivateKey(position)),
            Outline::PublicKey => self.note(Note::PublicKey(position)),
            Outline::OtherCms | Outline::Pkcs12 | Outline::Unknown => {
                self.note(Note::TrailingData { position, octets: der.len() });
            }
        }
        self.seen(looks_like::of_outline(outline));
        Ok(())
    }

    /// The members of a PKCS#7/CMS SignedData; its signatures are nobody's concern here.
    fn signed_data<'x>(
        &mut self,
        der: &'x [u8],
        position: Position,
        keep: fn(&'x [u8]) -> Cow<'a, [u8]>,
    ) -> Result<(), BundleError> {
        let data = match pkcs7::open(der) {
            Ok(data) => data,
            Err(error) => {
                self.broken(position, Problem::Pkcs7(error));
                return Ok(());
            }
        };
        self.seen(LooksLike::Pkcs7WithoutCertificates);
        for (set, wanted) in [(data.certificates, Outline::Certificate), (data.crls, Outline::Crl)] {
            let mut members = Reader::new(set);
            let mut number = 0;
            while !members.is_empty() {
                number += 1;
                let Ok(member) = members.element() else {
                    self.broken(position, Problem::Pkcs7Member(number));
                    break;
                };
                let origin = Origin { position, member: Some(number) };
                match outline::read(member.encoded) {
                    Ok((Outline::Certificate, _)) if wanted == Outline::Certificate => {
                        self.certificate(keep(member.encoded), origin)?;
                    }
                    Ok((Outline::Crl, _)) if wanted == Outline::Crl => self.crl(keep(member.encoded), origin)?,
                    _ => self.broken(position, Problem::Pkcs7Member(number)),
                }
            }
        }
        Ok(())
    }

    fn certificate(&mut self, der: Cow<'a, [u8]>, origin: Origin) -> Result<(), BundleError> {
        if der.len() > MAX_CERTIFICATE_SIZE {
            self.broken(origin.position, Problem::CertificateTooLarge { octets: der.len() });
            return Ok(());
        }
        if self.certificates.len() >= self.limits.certificates {
            return Err(BundleError::TooManyCertificates { limit: self.limits.certificates });
        }
        self.certificates.push(Entry { der, origin });
        Ok(())
    }

    fn crl(&mut self, der: Cow<'a, [u8]>, origin: Origin) -> Result<(), BundleError> {
        if self.crls.len() >= self.limits.crls {
            return Err(BundleError::TooManyCrls { limit: self.limits.crls });
        }
        self.crls.push(Entry { der, origin });
        Ok(())
    }

    /// The decoded body of a PEM block, or of bare base64, that claims to hold certificates or CRLs.
    ///
    /// What it holds decides, not its label: PKCS#7 under `CERTIFICATE` is common. Octets after the element stay with
    /// the entry, since a block is one value and the certificate's own defects say that it is too long; but after a
    /// `trusted` one they are OpenSSL's trust settings.
    fn block(&mut self, der: &[u8], position: Position, trusted: bool) -> Result<(), BundleError> {
        match outline::read(der) {
            Ok((outline @ (Outline::Certificate | Outline::Crl | Outline::SignedData), encoded)) => {
                let has_settings = trusted && encoded.len() < der.len();
                if has_settings {
                    self.note(Note::TrustSettings(position));
                }
                let kept = if has_settings { encoded } else { der };
                self.element(outline, kept, position, |octets| Cow::Owned(octets.to_vec()))
            }
            Ok((other, _)) => {
                self.broken(position, Problem::OtherContents(looks_like::of_outline(other)));
                Ok(())
            }
            Err(_) if der.is_empty() => {
                self.broken(position, Problem::Empty);
                Ok(())
            }
            Err(error) => {
                self.broken(position, Problem::NotDer(error));
                Ok(())
            }
        }
    }
}
