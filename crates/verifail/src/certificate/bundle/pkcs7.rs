//! PKCS#7/CMS SignedData as a container: finds the certificates and CRLs in it and nothing else.
//! <https://www.rfc-editor.org/rfc/rfc5652#section-5.1>, <https://www.rfc-editor.org/rfc/rfc2315#section-9.1>
//!
//! The container itself may be BER: signing tools stream with indefinite lengths. Its members are DER and are walked
//! by the caller. The end of an indefinite length is found by counting, not by recursion; the four nested levels that
//! are opened each scan forward once, so the cost stays linear.

use crate::der::{DerError, Element, tag};

/// 1.2.840.113549.1.7, the PKCS#7 content types.
pub(super) const ARC: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07];
/// 1.2.840.113549.1.7.2, `signedData`.
pub(super) const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];

const END_OF_CONTENTS: u8 = 0x00;

/// The contents of the two sets; empty for an absent one.
#[derive(Debug, Default)]
pub(super) struct SignedData<'a> {
    pub(super) certificates: &'a [u8],
    pub(super) crls: &'a [u8],
}

/// Opens a ContentInfo that holds SignedData.
pub(super) fn open(bytes: &[u8]) -> Result<SignedData<'_>, DerError> {
    let info = expect(&mut { bytes }, tag::SEQUENCE)?;
    let mut info = info.contents;
    if expect(&mut info, tag::OID)?.contents != SIGNED_DATA {
        return Err(DerError::Value);
    }
    let mut explicit = expect(&mut info, tag::context_constructed(0))?.contents;
    let mut fields = expect(&mut explicit, tag::SEQUENCE)?.contents;
    expect(&mut fields, tag::INTEGER)?;
    expect(&mut fields, tag::SET)?;
    expect(&mut fields, tag::SEQUENCE)?;

    let mut data = SignedData::default();
    for (number, set) in [(0, &mut data.certificates), (1, &mut data.crls)] {
        if fields.first() == Some(&tag::context_constructed(number)) {
            *set = next(&mut fields)?.contents;
        }
    }
    Ok(data)
}

fn expect<'a>(rest: &mut &'a [u8], tag: u8) -> Result<Element<'a>, DerError> {
    match rest.first() {
        Some(&found) if found != tag => Err(DerError::UnexpectedTag { expected: tag, found }),
        _ => next(rest),
    }
}

fn next<'a>(rest: &mut &'a [u8]) -> Result<Element<'a>, DerError> {
    let element = element(rest)?;
    *rest = rest.get(element.encoded.len()..).unwrap_or_default();
    Ok(element)
}

/// Reads one BER element, of definite or indefinite length. The contents leave the end-of-contents octets out.
pub(super) fn element(bytes: &[u8]) -> Result<Element<'_>, DerError> {
    let (tag, header, length) = header(bytes)?;
    let (contents_end, end) = match length {
        Some(length) => {
            let end = header.checked_add(length).ok_or(DerError::Length)?;
            (end, end)
        }
        None => {
            let mut depth = 1usize;
            let mut position = header;
            loop {
                let (tag, inner_header, length) = self::header(bytes.get(position..).ok_or(DerError::Truncated)?)?;
                let after_header = position + inner_header;
                match (tag, length) {
                    (END_OF_CONTENTS, Some(0)) => {
                        depth -= 1;
                        if depth == 0 {
                            break (position, after_header);
                        }
                        position = after_header;
                    }
                    (_, None) => {
                        depth += 1;
                        position = after_header;
                    }
                    (_, Some(length)) => position = after_header.checked_add(length).ok_or(DerError::Length)?,
                }
            }
        }
    };
    match (bytes.get(header..contents_end), bytes.get(..end)) {
        (Some(contents), Some(encoded)) => Ok(Element { tag, contents, encoded }),
        _ => Err(DerError::Truncated),
    }
}

/// Identifier octet, octets of the header, and the length unless it is indefinite.
fn header(bytes: &[u8]) -> Result<(u8, usize, Option<usize>), DerError> {
    let (&tag, after_tag) = bytes.split_first().ok_or(DerError::Truncated)?;
    if tag & 0x1f == 0x1f {
        return Err(DerError::UnsupportedTag);
    }
    let (&first, after_length) = after_tag.split_first().ok_or(DerError::Truncated)?;
    match first {
        0..=0x7f => Ok((tag, 2, Some(usize::from(first)))),
        // X.690 section 8.1.3.2: only a constructed encoding may be indefinite.
        0x80 if tag & 0x20 != 0 => Ok((tag, 2, None)),
        0x81..=0x84 => {
            let octets = usize::from(first & 0x7f);
            let digits = after_length.get(..octets).ok_or(DerError::Truncated)?;
            let length = digits.iter().fold(0usize, |n, &digit| (n << 8) | usize::from(digit));
            Ok((tag, 2 + octets, Some(length)))
        }
        _ => Err(DerError::Length),
    }
}
