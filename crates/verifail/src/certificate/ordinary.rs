//! Reads the ordinary certificate: every element where X.509 has it, every value in the form that CAs write.
//!
//! `x509-parser` builds a tree of owned names, numbers and dates, of which nothing is kept; that is two thirds of what
//! an accepted chain costs above its signatures. This reader keeps slices, and gives up on whatever it does not know
//! for certain: then the parser decides, as it does for every certificate that is out of the ordinary. It must never
//! read what the parser refuses, nor otherwise than the parser. The tests hold it to that on every certificate of their
//! pool with every octet changed to every value.

use super::{Certificate, DistinguishedName, PublicKeyInfo, Validity, partial};
use crate::der::{Reader, tag};
use crate::time::Time;

/// A certificate, when nothing about it is unusual.
pub(super) fn read(der: &[u8]) -> Option<Certificate<'_>> {
    let mut input = Reader::new(der);
    let mut outer = Reader::new(input.expect(tag::SEQUENCE).ok()?.contents);
    input.finish().ok()?;
    let tbs = outer.expect(tag::SEQUENCE).ok()?;
    let signature_algorithm = algorithm(&mut outer)?;
    let (0, signature) = outer.expect(tag::BIT_STRING).ok()?.contents.split_first().map(|(&u, s)| (u, s))? else {
        return None;
    };
    outer.finish().ok()?;

    let mut fields = Reader::new(tbs.contents);
    let version = match fields.optional(tag::context_constructed(0)).ok()?.map(|e| e.contents) {
        None => 0,
        Some(&[tag::INTEGER, 1, version @ 0..=2]) => u32::from(version),
        Some(_) => return None,
    };
    let serial_number = fields.expect(tag::INTEGER).ok()?.contents;
    if serial_number.is_empty() {
        return None;
    }
    let tbs_signature_algorithm = algorithm(&mut fields)?;
    let issuer = name(&mut fields)?;
    let validity = validity(&mut fields)?;
    let subject = name(&mut fields)?;
    let key = fields.expect(tag::SEQUENCE).ok()?;
    let public_key = PublicKeyInfo::decode_contents(key.contents).ok()?;
    is_algorithm(public_key.algorithm()).then_some(())?;
    // Unique identifiers are what extensions replaced in 1996.
    if !matches!(fields.peek_tag(), None | Some(0xa3)) {
        return None;
    }
    Some(Certificate {
        der,
        tbs: tbs.encoded,
        version,
        serial_number,
        tbs_signature_algorithm,
        signature_algorithm,
        signature,
        issuer,
        subject,
        validity: Some(validity),
        has_der_times: true,
        has_public_key: true,
        public_key: Some(public_key),
        has_unique_identifiers: false,
        extensions: partial::extensions(fields.rest()).ok()?,
        defects: Vec::new(),
    })
}

/// The contents of an AlgorithmIdentifier.
fn algorithm<'a>(fields: &mut Reader<'a>) -> Option<&'a [u8]> {
    let contents = fields.expect(tag::SEQUENCE).ok()?.contents;
    is_algorithm(contents).then_some(contents)
}

/// An object identifier, and with it nothing, NULL, or a second object identifier, which names a curve.
fn is_algorithm(contents: &[u8]) -> bool {
    let mut fields = Reader::new(contents);
    fields.expect(tag::OID).is_ok()
        && (matches!(fields.rest(), [] | [0x05, 0x00]) || (fields.expect(tag::OID).is_ok() && fields.is_empty()))
}

/// A Name whose values are text in one of the three types that RFC 5280 leaves to new names.
fn name<'a>(fields: &mut Reader<'a>) -> Option<DistinguishedName<'a>> {
    let contents = fields.expect(tag::SEQUENCE).ok()?.contents;
    let mut names = Reader::new(contents);
    while !names.is_empty() {
        let mut attributes = Reader::new(names.expect(tag::SET).ok()?.contents);
        loop {
            let mut attribute = Reader::new(attributes.expect(tag::SEQUENCE).ok()?.contents);
            attribute.expect(tag::OID).ok()?;
            let value = attribute.element().ok()?;
            let is_text = match value.tag {
                tag::PRINTABLE_STRING | tag::IA5_STRING => value.contents.is_ascii(),
                tag::UTF8_STRING => value.contents.is_ascii() || std::str::from_utf8(value.contents).is_ok(),
                _ => false,
            };
            if !is_text || !attribute.is_empty() {
                return None;
            }
            if attributes.is_empty() {
                break;
            }
        }
    }
    Some(DistinguishedName::from_contents(contents))
}

fn validity(fields: &mut Reader<'_>) -> Option<Validity> {
    let mut times = Reader::new(fields.expect(tag::SEQUENCE).ok()?.contents);
    let mut instant = || {
        let element = times.element().ok()?;
        Time::from_der(element.tag, element.contents).ok()
    };
    let validity = Validity { not_before: instant()?, not_after: instant()? };
    times.is_empty().then_some(validity)
}

#[cfg(test)]
mod tests;
