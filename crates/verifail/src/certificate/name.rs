//! Distinguished names: borrowed, compared as RFC 5280 section 7.1 says or byte for byte, printed as RFC 4514.
//!
//! Comparison never allocates: both names are walked side by side, each value as a stream of normalised characters
//! (string type ignored, case folded, runs of white space as one, ends trimmed). RFC 4518 asks for full string
//! preparation; what is left out of it (NFKC, unassigned code points) is left out by every verifier modelled here.

mod hash;

use std::fmt::{self, Write};

use crate::der::{DerError, Element, Reader, tag};
use crate::oid::{self, ObjectIdentifier};

/// How two distinguished names are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NameComparison {
    /// The encodings are equal octet for octet.
    Exact,
    /// RFC 5280 section 7.1: string type, case and insignificant white space do not count.
    Rfc5280,
}

/// A Name: a sequence of relative distinguished names, as encoded.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct DistinguishedName<'a> {
    /// The contents of the outer SEQUENCE.
    contents: &'a [u8],
}

/// One attribute of a relative distinguished name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attribute<'a> {
    pub(crate) kind: &'a [u8],
    pub(crate) value: Element<'a>,
}

impl<'a> DistinguishedName<'a> {
    /// Wraps the contents of a Name's SEQUENCE. They are not checked here; see `validate`.
    pub(crate) const fn from_contents(contents: &'a [u8]) -> Self {
        Self { contents }
    }

    /// The contents of the Name's SEQUENCE, without tag and length (as `rustls_pki_types::TrustAnchor` has them).
    pub const fn as_contents(&self) -> &'a [u8] {
        self.contents
    }

    /// `true` for the empty sequence of RDNs.
    pub const fn is_empty(&self) -> bool {
        self.contents.is_empty()
    }

    /// Reads the name through and reports the first encoding fault.
    pub(crate) fn validate(&self) -> Result<(), DerError> {
        for rdn in self.rdns() {
            let mut attributes = Reader::new(rdn?);
            if attributes.is_empty() {
                return Err(DerError::Empty);
            }
            while !attributes.is_empty() {
                attribute(&mut attributes)?;
            }
        }
        Ok(())
    }

    /// The contents of each RDN's SET, in order.
    pub(crate) fn rdns(&self) -> impl Iterator<Item = Result<&'a [u8], DerError>> + use<'a> {
        let mut reader = Reader::new(self.contents);
        std::iter::from_fn(move || {
            if reader.is_empty() {
                return None;
            }
            let rdn = reader.expect(tag::SET).map(|set| set.contents);
            if rdn.is_err() {
                reader = Reader::new(&[]);
            }
            Some(rdn)
        })
    }

    /// Every attribute, RDN by RDN; stops at the first encoding fault.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = Attribute<'a>> + use<'a> {
        self.rdns().map_while(Result::ok).flat_map(|rdn| {
            let mut reader = Reader::new(rdn);
            std::iter::from_fn(move || if reader.is_empty() { None } else { attribute(&mut reader).ok() })
        })
    }

    /// The text of each attribute of that type.
    pub(crate) fn values(&self, kind: &'static [u8]) -> impl Iterator<Item = String> + use<'a> {
        self.attributes().filter(move |a| a.kind == kind).map(|a| characters(a.value).collect())
    }

    /// Compares two names.
    pub fn matches(&self, other: &DistinguishedName<'_>, comparison: NameComparison) -> bool {
        if self.contents == other.contents {
            return true;
        }
        comparison == NameComparison::Rfc5280 && {
            let (mut left, mut right) = (self.rdns(), other.rdns());
            loop {
                match (left.next(), right.next()) {
                    (None, None) => break true,
                    (Some(Ok(l)), Some(Ok(r))) if rdns_match(l, r) => {}
                    _ => break false,
                }
            }
        }
    }

    /// `true` when `self` lies in the subtree whose root is `base`: its first RDNs match all of `base`.
    /// <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.10>
    pub(crate) fn is_within(&self, base: &DistinguishedName<'_>) -> bool {
        let mut own = self.rdns();
        base.rdns().all(|b| matches!((b, own.next()), (Ok(b), Some(Ok(o))) if rdns_match(b, o)))
    }

    /// A hash that is equal for names that match under either comparison.
    pub(crate) fn hash(&self) -> u64 {
        hash::of(self)
    }
}

fn attribute<'a>(reader: &mut Reader<'a>) -> Result<Attribute<'a>, DerError> {
    let mut fields = Reader::new(reader.expect(tag::SEQUENCE)?.contents);
    let kind = fields.expect(tag::OID)?.contents;
    let value = fields.element()?;
    fields.finish()?;
    Ok(Attribute { kind, value })
}

/// RDNs match when they have the same attributes in any order. Sets above 16 attributes are compared in order only:
/// DER sorts them, and hostile sets must not cost a square.
fn rdns_match(left: &[u8], right: &[u8]) -> bool {
    fn list(rdn: &[u8]) -> impl Iterator<Item = Option<Attribute<'_>>> {
        let mut reader = Reader::new(rdn);
        std::iter::from_fn(move || {
            if reader.is_empty() {
                return None;
            }
            let next = attribute(&mut reader).ok();
            if next.is_none() {
                reader = Reader::new(&[]);
            }
            Some(next)
        })
    }
    let in_order = |mut l: &mut dyn Iterator<Item = Option<Attribute<'_>>>,
                    r: &mut dyn Iterator<Item = Option<Attribute<'_>>>| loop {
        match ((&mut l).next(), r.next()) {
            (None, None) => break true,
            (Some(Some(l)), Some(Some(r))) if attributes_match(&l, &r) => {}
            _ => break false,
        }
    };
    if left == right || in_order(&mut list(left), &mut list(right)) {
        return true;
    }
    let (n, m) = (list(left).count(), list(right).count());
    n == m
        && (2..=16).contains(&n)
        && list(left).all(|l| l.is_some_and(|l| list(right).flatten().any(|r| attributes_match(&l, &r))))
        && list(right).all(|r| r.is_some_and(|r| list(left).flatten().any(|l| attributes_match(&l, &r))))
}

/// Octets that decode to no character would all be U+FFFD, and equal: such text equals its own encoding only. RFC 4518
/// section 2.4 prohibits the character itself, which leaves a comparison with it undefined.
fn attributes_match(left: &Attribute<'_>, right: &Attribute<'_>) -> bool {
    left.kind == right.kind
        && (left.value == right.value
            || (is_text(left.value.tag)
                && is_text(right.value.tag)
                && normalised(left.value).eq(normalised(right.value))
                && !characters(left.value).any(|c| c == char::REPLACEMENT_CHARACTER)))
}

fn is_text(tag: u8) -> bool {
    matches!(
        tag,
        tag::UTF8_STRING
            | tag::NUMERIC_STRING
            | tag::PRINTABLE_STRING
            | tag::TELETEX_STRING
            | tag::IA5_STRING
            | tag::VISIBLE_STRING
            | tag::UNIVERSAL_STRING
            | tag::BMP_STRING
    )
}

/// The characters of a directory string. T.61 is read as Latin-1, as every verifier does; what cannot be decoded is
/// U+FFFD.
pub(crate) fn characters(value: Element<'_>) -> impl Iterator<Item = char> {
    let (step, bytes) = match value.tag {
        tag::BMP_STRING => (2, value.contents),
        tag::UNIVERSAL_STRING => (4, value.contents),
        tag::UTF8_STRING => (0, value.contents),
        _ => (1, value.contents),
    };
    let wide = if step == 0 { &[][..] } else { bytes };
    let utf8 = if step == 0 { bytes } else { &[][..] };
    wide.chunks(step.max(1))
        .map(|unit| {
            let code = unit.iter().fold(0u32, |n, &b| (n << 8) | u32::from(b));
            char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
        })
        .chain(utf8.utf8_chunks().flat_map(|chunk| {
            let broken = if chunk.invalid().is_empty() { None } else { Some(char::REPLACEMENT_CHARACTER) };
            chunk.valid().chars().chain(broken)
        }))
}

fn normalised(value: Element<'_>) -> impl Iterator<Item = char> {
    let mut source = characters(value).flat_map(char::to_lowercase).peekable();
    let mut started = false;
    std::iter::from_fn(move || {
        let mut space = false;
        while source.next_if(|c| c.is_whitespace()).is_some() {
            space = true;
        }
        let next = source.peek().copied()?;
        if space && started {
            return Some(' ');
        }
        started = true;
        source.next();
        Some(next)
    })
}

/// Longest attribute value printed, in characters.
const PRINTED_VALUE: usize = 128;
/// Most attributes printed.
const PRINTED_ATTRIBUTES: usize = 16;

impl fmt::Display for DistinguishedName<'_> {
    /// `CN=example.com,O=Example` (RFC 4514: most specific first). Control and bidirectional characters are escaped,
    /// long values and names are cut with `…`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("<empty name>");
        }
        let rdns: Vec<&[u8]> = self.rdns().map_while(Result::ok).take(PRINTED_ATTRIBUTES + 1).collect();
        if rdns.is_empty() {
            return f.write_str("<unreadable name>");
        }
        for (i, rdn) in rdns.iter().rev().enumerate() {
            if i == PRINTED_ATTRIBUTES {
                return f.write_str(",…");
            }
            let mut reader = Reader::new(rdn);
            let mut separator = if i == 0 { "" } else { "," };
            while let (false, Ok(a)) = (reader.is_empty(), attribute(&mut reader)) {
                f.write_str(separator)?;
                separator = "+";
                match ObjectIdentifier::new(a.kind).name() {
                    Some(name) => write!(f, "{name}=")?,
                    None => write!(f, "{}=", ObjectIdentifier::new(a.kind))?,
                }
                if !is_text(a.value.tag) {
                    f.write_char('#')?;
                    for byte in a.value.encoded.iter().take(PRINTED_VALUE / 2) {
                        write!(f, "{byte:02x}")?;
                    }
                    continue;
                }
                for (n, c) in characters(a.value).enumerate() {
                    if n == PRINTED_VALUE {
                        f.write_char('…')?;
                        break;
                    }
                    write_escaped(f, c, matches!(c, ',' | '+' | '"' | '\\' | '<' | '>' | ';'))?;
                }
            }
        }
        Ok(())
    }
}

/// Writes a character from hostile input: `syntax` characters get a backslash, those that a terminal does not show as
/// themselves become `\u{…}`.
pub(crate) fn write_escaped(f: &mut dyn Write, c: char, syntax: bool) -> fmt::Result {
    match (c.is_control() || is_unseen(c), syntax) {
        (true, _) => write!(f, "\\u{{{:x}}}", u32::from(c)),
        (false, true) => write!(f, "\\{c}"),
        (false, false) => f.write_char(c),
    }
}

/// The beginning of a text from hostile input, as it can stand between quotes.
pub(crate) fn quotable(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().take(PRINTED_VALUE) {
        // Writing to a String does not fail.
        let _ = write_escaped(&mut out, c, matches!(c, '"' | '\\'));
    }
    out
}

/// Line separators, bidirectional controls, interlinear annotations, and whatever has no width of its own
/// (Default_Ignorable_Code_Point of Unicode's `DerivedCoreProperties.txt`): with these, two names would look alike.
const fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    )
}

impl fmt::Debug for DistinguishedName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DistinguishedName({self})")
    }
}

/// `true` when the attribute holds an e-mail address inside a name (RFC 5280 section 4.1.2.6, legacy).
pub(crate) fn is_email(attribute: &Attribute<'_>) -> bool {
    attribute.kind == oid::EMAIL_ADDRESS
}

#[cfg(test)]
mod tests;
