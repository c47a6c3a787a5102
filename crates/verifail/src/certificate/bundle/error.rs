//! Why a file, or one block of it, yields nothing. Messages hold positions and counts, never contents.

use std::fmt;

use super::{LooksLike, Position};
use crate::der::DerError;

/// What is wrong with one block or element of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// The base64 is wrong: a character outside the alphabet, padding in the middle, or a length that can't be.
    Base64 {
        /// The line, counted from 1.
        line: usize,
    },
    /// A certificate of more octets than [`MAX_CERTIFICATE_SIZE`](crate::certificate::MAX_CERTIFICATE_SIZE).
    CertificateTooLarge {
        /// Its octets.
        octets: usize,
    },
    /// Nothing between the boundaries.
    Empty,
    /// The END boundary carries another label than the BEGIN boundary.
    EndLabelDiffers,
    /// An END boundary that no BEGIN boundary precedes.
    EndWithoutBegin,
    /// A BEGIN boundary that no END boundary follows before the next block or the end of the file.
    MissingEnd,
    /// The octets are not one DER element.
    NotDer(DerError),
    /// Well-formed, but it holds something else than certificates or CRLs.
    OtherContents(LooksLike),
    /// The PKCS#7 structure can't be read.
    Pkcs7(DerError),
    /// The member of that number, counted from 1, is not an X.509 certificate, or not a CRL.
    Pkcs7Member(usize),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Base64 { line } => write!(f, "bad base64 at line {line}"),
            Self::CertificateTooLarge { octets } => {
                write!(f, "a certificate of {octets} octets, more than {} are not read", super::MAX_CERTIFICATE_SIZE)
            }
            Self::Empty => f.write_str("nothing between BEGIN and END"),
            Self::EndLabelDiffers => f.write_str("END has another label than BEGIN"),
            Self::EndWithoutBegin => f.write_str("END without BEGIN"),
            Self::MissingEnd => f.write_str("END is missing"),
            Self::NotDer(error) => write!(f, "not a certificate: {error}"),
            Self::OtherContents(looks_like) => write!(f, "not a certificate but {looks_like}"),
            Self::Pkcs7(error) => write!(f, "unreadable PKCS#7: {error}"),
            Self::Pkcs7Member(number) => write!(f, "member {number} of the PKCS#7 is not an X.509 certificate or CRL"),
        }
    }
}

/// Why a file yields neither a certificate nor a CRL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BundleError {
    /// Certificates were there, but none could be read; this is the first problem.
    Broken {
        /// Where the block or element starts.
        position: Position,
        /// What is wrong with it.
        problem: Problem,
    },
    /// No octets, or only white space.
    Empty,
    /// Something else altogether.
    NoCertificate {
        /// What it is, as far as one can tell.
        looks_like: LooksLike,
    },
    /// More octets than [`Limits::octets`](super::Limits::octets).
    TooLarge {
        /// Octets given.
        octets: usize,
        /// Octets allowed.
        limit: usize,
    },
    /// More certificates than [`Limits::certificates`](super::Limits::certificates).
    TooManyCertificates {
        /// Certificates allowed.
        limit: usize,
    },
    /// More CRLs than [`Limits::crls`](super::Limits::crls).
    TooManyCrls {
        /// CRLs allowed.
        limit: usize,
    },
}

impl fmt::Display for BundleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken { position, problem } => write!(f, "no readable certificate: {problem} ({position})"),
            Self::Empty => f.write_str("no certificate: the file is empty"),
            Self::NoCertificate { looks_like } => write!(f, "no certificate: this looks like {looks_like}"),
            Self::TooLarge { octets, limit } => write!(f, "{octets} octets, more than the limit of {limit}"),
            Self::TooManyCertificates { limit } => write!(f, "more certificates than the limit of {limit}"),
            Self::TooManyCrls { limit } => write!(f, "more CRLs than the limit of {limit}"),
        }
    }
}

impl std::error::Error for BundleError {}
