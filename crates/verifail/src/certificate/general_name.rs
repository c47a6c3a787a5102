//! GeneralName and GeneralNames: lazily decoded, in the order of the encoding, nothing copied.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6>

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use super::name::{DistinguishedName, write_escaped};
use crate::der::{DerError, Reader, tag};
use crate::oid::ObjectIdentifier;
use crate::policy::CertificateReader;

/// One name of a subject alternative name, a name constraint or a distribution point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GeneralName<'a> {
    /// `otherName [0]`: the contents.
    OtherName(&'a [u8]),
    /// `rfc822Name [1]`: an e-mail address; octets as encoded.
    Rfc822Name(&'a [u8]),
    /// `dNSName [2]`: octets as encoded.
    DnsName(&'a [u8]),
    /// `x400Address [3]`: the contents.
    X400Address(&'a [u8]),
    /// `directoryName [4]`.
    DirectoryName(DistinguishedName<'a>),
    /// `ediPartyName [5]`: the contents.
    EdiPartyName(&'a [u8]),
    /// `uniformResourceIdentifier [6]`: octets as encoded.
    UniformResourceIdentifier(&'a [u8]),
    /// `iPAddress [7]`: 4 or 16 octets; twice as many in a name constraint.
    IpAddress(&'a [u8]),
    /// `registeredID [8]`.
    RegisteredId(ObjectIdentifier<'a>),
}

impl<'a> GeneralName<'a> {
    pub(crate) fn read(reader: &mut Reader<'a>) -> Result<Self, DerError> {
        const OTHER: u8 = tag::context_constructed(0);
        const RFC822: u8 = tag::context(1);
        const DNS: u8 = tag::context(2);
        const X400: u8 = tag::context_constructed(3);
        const DIRECTORY: u8 = tag::context_constructed(4);
        const EDI: u8 = tag::context_constructed(5);
        const URI: u8 = tag::context(6);
        const IP: u8 = tag::context(7);
        const REGISTERED: u8 = tag::context(8);
        let element = reader.element()?;
        let contents = element.contents;
        Ok(match element.tag {
            OTHER => Self::OtherName(contents),
            RFC822 => Self::Rfc822Name(contents),
            DNS => Self::DnsName(contents),
            X400 => Self::X400Address(contents),
            DIRECTORY => {
                // Name is a CHOICE, so the tag is explicit: one more SEQUENCE inside.
                let mut inner = Reader::new(contents);
                let name = inner.expect(tag::SEQUENCE)?;
                inner.finish()?;
                Self::DirectoryName(DistinguishedName::from_contents(name.contents))
            }
            EDI => Self::EdiPartyName(contents),
            URI => Self::UniformResourceIdentifier(contents),
            IP => Self::IpAddress(contents),
            REGISTERED => Self::RegisteredId(ObjectIdentifier::new(contents)),
            found => return Err(DerError::UnexpectedTag { expected: DNS, found }),
        })
    }

    /// As [`GeneralName::read`], but a directoryName that does not decode is one all the same: some verifiers do not open
    /// what they do not compare.
    fn read_unopened(reader: &mut Reader<'a>) -> Result<Self, DerError> {
        let mut raw = *reader;
        Self::read(reader).or_else(|error| {
            let element = raw.element()?;
            *reader = raw;
            match element.tag == tag::context_constructed(4) {
                true => Ok(Self::DirectoryName(DistinguishedName::from_contents(element.contents))),
                false => Err(error),
            }
        })
    }

    /// The field's name of this form, as in the ASN.1 module.
    pub const fn form(&self) -> &'static str {
        match self {
            Self::OtherName(_) => "otherName",
            Self::Rfc822Name(_) => "rfc822Name",
            Self::DnsName(_) => "dNSName",
            Self::X400Address(_) => "x400Address",
            Self::DirectoryName(_) => "directoryName",
            Self::EdiPartyName(_) => "ediPartyName",
            Self::UniformResourceIdentifier(_) => "uniformResourceIdentifier",
            Self::IpAddress(_) => "iPAddress",
            Self::RegisteredId(_) => "registeredID",
        }
    }

    /// The number of this form in the CHOICE.
    pub(crate) const fn choice(&self) -> u8 {
        match self {
            Self::OtherName(_) => 0,
            Self::Rfc822Name(_) => 1,
            Self::DnsName(_) => 2,
            Self::X400Address(_) => 3,
            Self::DirectoryName(_) => 4,
            Self::EdiPartyName(_) => 5,
            Self::UniformResourceIdentifier(_) => 6,
            Self::IpAddress(_) => 7,
            Self::RegisteredId(_) => 8,
        }
    }
}

/// Longest name printed, in characters.
const PRINTED: usize = 253;

impl fmt::Display for GeneralName<'_> {
    /// `DNS:example.com`, `IP:192.0.2.1`, …; octets that are not printable ASCII are escaped, long names cut.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |f: &mut fmt::Formatter<'_>, label: &str, octets: &[u8]| {
            f.write_str(label)?;
            for (n, chunk) in octets
                .utf8_chunks()
                .flat_map(|c| c.valid().chars().chain((!c.invalid().is_empty()).then_some('\u{fffd}')))
                .enumerate()
            {
                if n == PRINTED {
                    return f.write_str("…");
                }
                // The backslash too: `\u{0}` in the name must not look like the escaped character.
                write_escaped(f, chunk, chunk == '\\')?;
            }
            Ok(())
        };
        match self {
            Self::OtherName(_) | Self::X400Address(_) | Self::EdiPartyName(_) => f.write_str(self.form()),
            Self::Rfc822Name(octets) => text(f, "email:", octets),
            Self::DnsName(octets) => text(f, "DNS:", octets),
            Self::DirectoryName(name) => write!(f, "directory:{name}"),
            Self::UniformResourceIdentifier(octets) => text(f, "URI:", octets),
            Self::IpAddress(octets) => {
                f.write_str("IP:")?;
                write_ip(f, octets)
            }
            Self::RegisteredId(oid) => write!(f, "registeredID:{oid}"),
        }
    }
}

fn write_ip(f: &mut fmt::Formatter<'_>, octets: &[u8]) -> fmt::Result {
    if let Ok(v4) = <[u8; 4]>::try_from(octets) {
        write!(f, "{}", Ipv4Addr::from(v4))
    } else if let Ok(v6) = <[u8; 16]>::try_from(octets) {
        write!(f, "{}", Ipv6Addr::from(v6))
    } else if octets.len() == 8 || octets.len() == 32 {
        let (address, mask) = octets.split_at(octets.len() / 2);
        write_ip(f, address)?;
        f.write_str("/")?;
        let ones: u32 = mask.iter().map(|b| b.count_ones()).sum();
        let contiguous = mask.iter().flat_map(|b| (0..8).rev().map(move |i| b >> i & 1)).is_sorted_by(|a, b| a >= b);
        if contiguous { write!(f, "{ones}") } else { write_ip(f, mask) }
    } else {
        write!(f, "<{} octets>", octets.len())
    }
}

/// The contents of a GeneralNames (or of any implicit SEQUENCE OF GeneralName).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GeneralNames<'a> {
    contents: &'a [u8],
}

impl<'a> GeneralNames<'a> {
    pub(crate) const fn from_contents(contents: &'a [u8]) -> Self {
        Self { contents }
    }

    /// Decodes an extension value.
    pub(crate) fn decode(value: &'a [u8]) -> Result<Self, DerError> {
        crate::der::only(value, tag::SEQUENCE).map(Self::from_contents)
    }

    /// `true` for a sequence without names.
    pub const fn is_empty(&self) -> bool {
        self.contents.is_empty()
    }

    /// The names in order. After an encoding fault comes the error, then nothing.
    pub fn iter(&self) -> impl Iterator<Item = Result<GeneralName<'a>, DerError>> + use<'a> {
        self.read_by(CertificateReader::Core)
    }

    /// The names as a reader of certificates takes them: rustls-webpki opens no directoryName
    /// (`subject_name/mod.rs`, `GeneralName::from_der`).
    pub(crate) fn read_by(
        &self,
        by: CertificateReader,
    ) -> impl Iterator<Item = Result<GeneralName<'a>, DerError>> + use<'a> {
        let mut reader = Reader::new(self.contents);
        std::iter::from_fn(move || {
            if reader.is_empty() {
                return None;
            }
            let next = match by {
                CertificateReader::Webpki => GeneralName::read_unopened(&mut reader),
                CertificateReader::Core | CertificateReader::Go => GeneralName::read(&mut reader),
            };
            if next.is_err() {
                reader = Reader::new(&[]);
            }
            Some(next)
        })
    }

    /// The names up to the first encoding fault.
    pub fn readable(&self) -> impl Iterator<Item = GeneralName<'a>> + use<'a> {
        self.iter().map_while(Result::ok)
    }

    /// As [`Self::readable`], by a reader.
    pub(crate) fn readable_by(&self, by: CertificateReader) -> impl Iterator<Item = GeneralName<'a>> + use<'a> {
        self.read_by(by).map_while(Result::ok)
    }
}

#[cfg(test)]
mod tests;
