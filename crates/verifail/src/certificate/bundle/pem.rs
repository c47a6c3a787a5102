//! PEM as it is found in the wild: finds blocks in any text and decodes their base64.
//! <https://www.rfc-editor.org/rfc/rfc7468#section-3>
//!
//! Boundaries are found as tokens, not as lines, and white space in a body does not count. So one scanner reads text
//! between blocks, CRLF and lone CR, indented blocks (YAML), blocks on a single line or quoted in JSON with `\n` as two
//! characters, and files joined without a line break between them. A block ends at the next boundary whatever that is,
//! so each octet belongs to one body at most and the scan is linear. Which DER is useful is not decided here.

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::note::Label;
use super::outline::{self, Outline};
use super::{BundleError, Collector, LooksLike, Note, Position, Problem, looks_like};

/// The longest label that is taken for one, in octets. The longest in RFC 7468 has 21.
const MAX_LABEL: usize = 64;

/// Padding is often lost in copying and carries no information.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keyword {
    Begin,
    End,
}

/// `-----BEGIN label-----` or `-----END label-----`, from `start` to `end`; `label` is `None` when it is damaged.
#[derive(Clone, Copy, Debug)]
struct Boundary<'t> {
    keyword: Keyword,
    start: usize,
    end: usize,
    label: Option<&'t [u8]>,
}

/// What a label promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Promise {
    /// Certificates or CRLs, in one of their forms.
    Wanted,
    /// OpenSSL's certificate followed by trust settings.
    Trusted,
    EncryptedKey,
    PrivateKey,
    SshKey,
    PublicKey,
    CertificateRequest,
    Parameters,
    Unknown,
}

impl Promise {
    fn of(label: &[u8]) -> Self {
        match label {
            b"CERTIFICATE"
            | b"X509 CERTIFICATE"
            | b"CERTIFICATE CHAIN"
            | b"PKCS7"
            | b"PKCS #7 SIGNED DATA"
            | b"CMS"
            | b"X509 CRL"
            | b"CRL" => Self::Wanted,
            b"TRUSTED CERTIFICATE" => Self::Trusted,
            b"CERTIFICATE REQUEST" | b"NEW CERTIFICATE REQUEST" => Self::CertificateRequest,
            _ if contains(label, b"PRIVATE KEY") => {
                if contains(label, b"SSH") {
                    Self::SshKey
                } else if label.starts_with(b"ENCRYPTED") {
                    Self::EncryptedKey
                } else {
                    Self::PrivateKey
                }
            }
            _ if contains(label, b"PUBLIC KEY") => Self::PublicKey,
            _ if label.ends_with(b"PARAMETERS") => Self::Parameters,
            _ => Self::Unknown,
        }
    }
}

/// A block whose end has not been seen.
struct Open<'t> {
    label: &'t [u8],
    /// The line of its BEGIN boundary.
    line: Lines,
    body: usize,
}

/// Counts lines up to a position that only moves forward.
#[derive(Clone, Copy, Debug)]
struct Lines {
    position: usize,
    line: usize,
}

impl Lines {
    /// The line of the octet at `position`. LF, CRLF and a lone CR each end one.
    fn at(&mut self, text: &[u8], position: usize) -> usize {
        let passed = text.get(self.position..position).unwrap_or_default();
        let before = |index: usize| text.get(index.wrapping_sub(1)).copied();
        let ends = |(index, &octet): (usize, &u8)| match octet {
            b'\n' => before(self.position + index) != Some(b'\r'),
            b'\r' => true,
            _ => false,
        };
        self.line += passed.iter().enumerate().filter(|&item| ends(item)).count();
        self.position = self.position.max(position);
        self.line
    }
}

/// Reads all blocks of a text. `false` when it has not a single boundary, not even a damaged one.
pub(super) fn read(text: &[u8], collector: &mut Collector<'_, '_>) -> Result<bool, BundleError> {
    let mut lines = Lines { position: 0, line: 1 };
    let mut scratch = Scratch::default();
    let mut open: Option<Open<'_>> = None;
    let mut from = 0;
    let mut found = false;
    while let Some(boundary) = next_boundary(text, from) {
        found = true;
        from = boundary.end;
        let line = lines.at(text, boundary.start);
        let Some(label) = boundary.label else {
            collector.note(Note::LooksLikePem(Position::Line(line)));
            collector.seen(LooksLike::DamagedPem);
            continue;
        };
        let was_open = open.take();
        match (&was_open, boundary.keyword) {
            (None, Keyword::End) if matches!(Promise::of(label), Promise::Wanted | Promise::Trusted) => {
                collector.broken(Position::Line(line), Problem::EndWithoutBegin);
            }
            (None, Keyword::End) => {
                collector.note(Note::Broken { position: Position::Line(line), problem: Problem::EndWithoutBegin });
            }
            (Some(block), Keyword::End) => {
                let fault = (label != block.label).then_some(Problem::EndLabelDiffers);
                scratch.close(text, block, boundary.start, fault, collector)?;
            }
            (Some(block), Keyword::Begin) => {
                scratch.close(text, block, boundary.start, Some(Problem::MissingEnd), collector)?;
            }
            (None, Keyword::Begin) => {}
        }
        if boundary.keyword == Keyword::Begin {
            open = Some(Open { label, line: lines, body: boundary.end });
        }
    }
    if let Some(block) = open {
        scratch.close(text, &block, text.len(), Some(Problem::MissingEnd), collector)?;
    }
    if found {
        collector.seen(LooksLike::OtherPem);
    }
    Ok(found)
}

/// Reads a text that is nothing but base64. `false` when it is not.
pub(super) fn read_bare(text: &[u8], collector: &mut Collector<'_, '_>) -> Result<bool, BundleError> {
    let first = text.len() - text.trim_ascii_start().len();
    let position = Position::Line(Lines { position: 0, line: 1 }.at(text, first));
    let mut scratch = Scratch::default();
    let decoded = scratch.decode(text);
    // The base64 of a SEQUENCE of 256 to 65,535 octets, as every certificate is.
    let is_meant = text.get(first..).is_some_and(|text| text.starts_with(b"MII"));
    match decoded {
        Err(bad) if is_meant => {
            let line = Lines { position: 0, line: 1 }.at(text, bad);
            collector.broken(position, Problem::Base64 { line });
        }
        Err(_) => return Ok(false),
        Ok(_) if scratch.decoded.starts_with(b"-----BEGIN ") => collector.seen(LooksLike::Base64OfPem),
        Ok(_) => match outline::read(&scratch.decoded) {
            Ok((Outline::Certificate | Outline::Crl | Outline::SignedData, _)) => {
                collector.note(Note::BareBase64(position));
                collector.block(&scratch.decoded, position, false)?;
            }
            Ok((other, _)) if other != Outline::Unknown => collector.seen(looks_like::of_outline(other)),
            Err(error) if is_meant => collector.broken(position, Problem::NotDer(error)),
            _ => return Ok(false),
        },
    }
    Ok(true)
}

/// Finds the next boundary, whole or damaged, at or after `from`.
fn next_boundary(text: &[u8], mut from: usize) -> Option<Boundary<'_>> {
    loop {
        let rest = text.get(from..)?;
        let start = from + rest.iter().position(|&octet| octet == b'-')?;
        let dashes = text.get(start..)?.iter().take_while(|&&octet| octet == b'-').count();
        from = start + dashes;
        let after = text.get(from..)?;
        let unspaced = after.strip_prefix(b" ").unwrap_or(after);
        let (keyword, label) = if let Some(label) = unspaced.strip_prefix(b"BEGIN ") {
            (Keyword::Begin, label)
        } else if let Some(label) = unspaced.strip_prefix(b"END ") {
            (Keyword::End, label)
        } else {
            continue;
        };
        let whole_start = dashes >= 5 && unspaced.len() == after.len();
        let label_start = text.len() - label.len();
        let line = label.get(..label.len().min(MAX_LABEL + 5)).unwrap_or_default();
        let line = line.split(|octet| matches!(octet, b'\n' | b'\r')).next().unwrap_or_default();
        // Exactly five dashes are taken: the next five may belong to a boundary that follows without a line break.
        let length = if whole_start { line.windows(5).position(|window| window == b"-----") } else { None };
        if let Some(length) = length {
            let label = label.get(..length).map(<[u8]>::trim_ascii);
            return Some(Boundary { keyword, start, end: label_start + length + 5, label });
        }
        // A lone `- BEGIN` in prose has no dash after it.
        if whole_start || line.contains(&b'-') {
            return Some(Boundary { keyword, start, end: label_start, label: None });
        }
    }
}

/// Buffers that are reused from block to block.
#[derive(Default)]
struct Scratch {
    symbols: Vec<u8>,
    decoded: Vec<u8>,
}

impl Scratch {
    /// Takes what a block holds. Its body ends at `end`; `fault` says why the block as such is broken.
    fn close(
        &mut self,
        text: &[u8],
        block: &Open<'_>,
        end: usize,
        fault: Option<Problem>,
        collector: &mut Collector<'_, '_>,
    ) -> Result<(), BundleError> {
        let position = Position::Line(block.line.line);
        let body = text.get(block.body..end).unwrap_or_default();
        let promise = Promise::of(block.label);
        let (note, looks_like) = match promise {
            Promise::Wanted | Promise::Trusted => {
                match fault {
                    Some(fault) => collector.broken(position, fault),
                    None => self.contents(text, block, body, promise == Promise::Trusted, collector)?,
                }
                return Ok(());
            }
            Promise::EncryptedKey => (Note::EncryptedKey(position), LooksLike::EncryptedKey),
            // RFC 1421 section 4.6.1.1: `Proc-Type: 4,ENCRYPTED` is the first header.
            Promise::PrivateKey if contains(body.get(..body.len().min(64)).unwrap_or_default(), b"ENCRYPTED") => {
                (Note::EncryptedKey(position), LooksLike::EncryptedKey)
            }
            Promise::PrivateKey => (Note::PrivateKey(position), LooksLike::PrivateKey),
            Promise::SshKey => (Note::PrivateKey(position), LooksLike::SshKey),
            Promise::PublicKey => (Note::PublicKey(position), LooksLike::PublicKey),
            Promise::CertificateRequest => (Note::CertificateRequest(position), LooksLike::CertificateRequest),
            // Says nothing about the file: parameters stand before a key, or before certificates.
            Promise::Parameters => {
                collector.note(Note::Parameters(position));
                return Ok(());
            }
            Promise::Unknown => {
                collector.note(Note::UnknownLabel { position, label: Label::new(block.label) });
                return Ok(());
            }
        };
        collector.note(note);
        collector.seen(looks_like);
        Ok(())
    }

    fn contents(
        &mut self,
        text: &[u8],
        block: &Open<'_>,
        body: &[u8],
        trusted: bool,
        collector: &mut Collector<'_, '_>,
    ) -> Result<(), BundleError> {
        let position = Position::Line(block.line.line);
        let start = block.body + headers(body);
        let base64 = text.get(start..block.body + body.len()).unwrap_or_default();
        match self.decode(base64) {
            Ok(escapes) => {
                if escapes {
                    collector.note(Note::EscapedLineBreaks(position));
                }
                collector.block(&self.decoded, position, trusted)
            }
            Err(bad) => {
                let mut lines = block.line;
                let line = lines.at(text, start + bad);
                collector.broken(position, Problem::Base64 { line });
                Ok(())
            }
        }
    }

    /// Decodes base64 with white space and escapes in it. `Ok` says whether there were escapes, `Err` the index of the
    /// first octet that is wrong.
    fn decode(&mut self, base64: &[u8]) -> Result<bool, usize> {
        self.symbols.clear();
        self.decoded.clear();
        let mut escapes = false;
        let mut padded = false;
        let mut last = 0;
        let mut index = 0;
        while let Some(&octet) = base64.get(index) {
            let at = index;
            index += 1;
            let symbol = match octet {
                b'\t' | b'\n' | 0x0b | 0x0c | b'\r' | b' ' => continue,
                b'\\' => {
                    // Text that was quoted twice has more than one backslash.
                    while base64.get(index) == Some(&b'\\') {
                        index += 1;
                    }
                    let escaped = base64.get(index).copied();
                    index += 1;
                    escapes = true;
                    match escaped {
                        Some(b'n' | b'r' | b't' | b'\n' | b'\r') => continue,
                        // JSON may write a solidus so.
                        Some(b'/') => b'/',
                        _ => return Err(at),
                    }
                }
                _ => octet,
            };
            match symbol {
                b'=' => padded = true,
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' if !padded => {}
                _ => return Err(at),
            }
            last = at;
            self.symbols.push(symbol);
        }
        BASE64.decode_vec(&self.symbols, &mut self.decoded).map_err(|_| last)?;
        Ok(escapes)
    }
}

/// The length of RFC 1421 headers at the start of a body: lines with a colon and their continuations, then a blank one.
/// <https://www.rfc-editor.org/rfc/rfc1421#section-4.6>
fn headers(body: &[u8]) -> usize {
    let mut length = 0;
    let mut in_headers = false;
    for line in body.split_inclusive(|&octet| octet == b'\n') {
        let is_blank = line.trim_ascii().is_empty();
        if is_blank && in_headers {
            return length + line.len();
        }
        let continues = in_headers && line.first().is_some_and(|octet| matches!(octet, b' ' | b'\t'));
        if !is_blank && !continues && !line.contains(&b':') {
            break;
        }
        in_headers |= !is_blank;
        length += line.len();
    }
    if in_headers { length } else { 0 }
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}
