//! Go's reader of certificates, where it refuses what the rest of the core lets pass: Go reads a certificate whole,
//! before any question is asked about it, and one value that it cannot hold makes the certificate none at all.
//!
//! What Go leaves unread and the core does not (octets after the value of an extension, say) stays refused.

mod key;
mod url;

use crate::certificate::{Certificate, DistinguishedName, Extension, Field, GeneralName, GeneralNames};
use crate::der::{self, DerError, Element, Reader, tag};
use crate::finding::Context;
use crate::oid;
use crate::path_validation::Sink;
use crate::policy::Requirement;

/// The fields of a certificate without defects.
pub(super) fn check(certificate: &Certificate<'_>, sink: &mut Sink<'_, '_>) {
    let fields = [
        (Field::Version, if certificate.version() > 3 { Err(DerError::Value) } else { Ok(()) }),
        (Field::SerialNumber, integer(certificate.serial_number())),
        (Field::Issuer, name(certificate.issuer())),
        (Field::Validity, times(certificate.tbs())),
        (Field::Subject, name(certificate.subject())),
    ];
    for (field, read) in fields {
        if let Err(error) = read {
            sink.report(Requirement::WellFormed, field, || Context::Encoding(Some(error)));
        }
    }
    if let Some(Err(error)) = certificate.public_key().map(|key| key::read(&key)) {
        sink.report(Requirement::PublicKeyWellFormed, Field::SubjectPublicKeyInfo, || Context::Encoding(Some(error)));
    }
}

/// One extension's type and value.
pub(super) fn extension(extension: &Extension<'_>) -> Result<(), DerError> {
    object_identifier(extension.id.as_bytes())?;
    value(extension)
}

/// An INTEGER in the fewest octets.
fn integer(contents: &[u8]) -> Result<(), DerError> {
    match contents {
        [] => Err(DerError::Value),
        [0, second, ..] if second & 0x80 == 0 => Err(DerError::Value),
        [0xff, second, ..] if second & 0x80 != 0 => Err(DerError::Value),
        _ => Ok(()),
    }
}

/// An INTEGER that Go's `int` holds on 64-bit machines.
fn machine_integer(contents: &[u8]) -> Result<(), DerError> {
    integer(contents)?;
    if contents.len() > 8 { Err(DerError::Value) } else { Ok(()) }
}

/// Every arc in the fewest octets and below 2^31.
fn object_identifier(contents: &[u8]) -> Result<(), DerError> {
    let ends = contents.last().is_some_and(|last| last & 0x80 == 0);
    let mut arcs = contents.split_inclusive(|octet| octet & 0x80 == 0);
    let held = |arc: &[u8]| match arc {
        [0x80, ..] => false,
        [first, rest @ ..] => rest.len() < 4 || (rest.len() == 4 && first & 0x78 == 0),
        [] => false,
    };
    if ends && arcs.all(held) { Ok(()) } else { Err(DerError::Value) }
}

fn name(name: DistinguishedName<'_>) -> Result<(), DerError> {
    name.validate()?;
    name.attributes().try_for_each(|attribute| {
        object_identifier(attribute.kind)?;
        attribute_value(attribute.value)
    })
}

/// Values of the universal types that Go reads; any other passes unread.
fn attribute_value(value: Element<'_>) -> Result<(), DerError> {
    let octets = value.contents;
    let readable = match value.tag {
        tag::PRINTABLE_STRING => octets.iter().all(|o| o.is_ascii_alphanumeric() || b" '()*+,-./:=?&".contains(o)),
        tag::UTF8_STRING => std::str::from_utf8(octets).is_ok(),
        tag::IA5_STRING => octets.is_ascii(),
        tag::NUMERIC_STRING => octets.iter().all(|o| o.is_ascii_digit() || *o == b' '),
        tag::BMP_STRING => octets.len().is_multiple_of(2) && octets.chunks_exact(2).all(is_bmp_character),
        tag::INTEGER => return machine_integer(octets),
        tag::BIT_STRING => return der::bit_string(octets).map(drop),
        tag::OID => return object_identifier(octets),
        tag::BOOLEAN => return der::boolean(octets).map(drop),
        tag::UTC_TIME | tag::GENERALIZED_TIME => return time(value),
        _ => true,
    };
    if readable { Ok(()) } else { Err(DerError::Value) }
}

/// Neither a surrogate nor a noncharacter.
fn is_bmp_character(pair: &[u8]) -> bool {
    let point = pair.iter().fold(0u16, |point, octet| (point << 8) | u16::from(*octet));
    !matches!(point, 0xd800..=0xdfff | 0xfdd0..=0xfdef | 0xfffe | 0xffff)
}

/// The two times of the validity, which the certificate keeps only as instants.
fn times(tbs: &[u8]) -> Result<(), DerError> {
    let mut fields = Reader::new(der::only(tbs, tag::SEQUENCE)?);
    fields.optional(tag::context_constructed(0))?;
    fields.expect(tag::INTEGER)?;
    fields.expect(tag::SEQUENCE)?;
    fields.expect(tag::SEQUENCE)?;
    let mut validity = Reader::new(fields.expect(tag::SEQUENCE)?.contents);
    time(validity.element()?)?;
    time(validity.element()?)
}

/// Digits to the second (to the minute, in a UTCTime), then `Z` or an offset; no fractions.
fn time(value: Element<'_>) -> Result<(), DerError> {
    let digits = value.contents.iter().take_while(|octet| octet.is_ascii_digit()).count();
    let zone = value.contents.get(digits..).unwrap_or_default();
    let whole = match value.tag {
        tag::UTC_TIME => matches!(digits, 10 | 12),
        _ => digits == 14,
    };
    let zoned = match zone {
        b"Z" => true,
        [b'+' | b'-', offset @ ..] => offset.len() == 4 && offset.iter().all(u8::is_ascii_digit) && offset != b"0000",
        _ => false,
    };
    if whole && zoned { Ok(()) } else { Err(DerError::Value) }
}

fn value(extension: &Extension<'_>) -> Result<(), DerError> {
    let value = extension.value;
    match extension.id.as_bytes() {
        oid::SUBJECT_ALT_NAME => GeneralNames::decode(value)?.readable().try_for_each(alternative_name),
        oid::BASIC_CONSTRAINTS => {
            let mut fields = Reader::new(der::only(value, tag::SEQUENCE)?);
            fields.optional(tag::BOOLEAN)?;
            fields.optional(tag::INTEGER)?.map_or(Ok(()), |length| machine_integer(length.contents))
        }
        oid::POLICY_CONSTRAINTS => {
            let mut fields = Reader::new(der::only(value, tag::SEQUENCE)?);
            while !fields.is_empty() {
                machine_integer(fields.element()?.contents)?;
            }
            Ok(())
        }
        oid::INHIBIT_ANY_POLICY => machine_integer(der::only(value, tag::INTEGER)?),
        oid::EXTENDED_KEY_USAGE => {
            let mut purposes = Reader::new(der::only(value, tag::SEQUENCE)?);
            while !purposes.is_empty() {
                object_identifier(purposes.expect(tag::OID)?.contents)?;
            }
            Ok(())
        }
        oid::CERTIFICATE_POLICIES => certificate_policies(value),
        oid::CRL_DISTRIBUTION_POINTS => distribution_points(value),
        oid::AUTHORITY_INFO_ACCESS => access_descriptions(value),
        _ => Ok(()),
    }
}

fn alternative_name(name: GeneralName<'_>) -> Result<(), DerError> {
    let readable = match name {
        GeneralName::Rfc822Name(octets) | GeneralName::DnsName(octets) => octets.is_ascii(),
        GeneralName::UniformResourceIdentifier(octets) => url::is_readable(octets),
        // An IPv4 address inside an IPv6 address (RFC 4291 section 2.5.5.2) is refused.
        GeneralName::IpAddress(octets) => match <[u8; 16]>::try_from(octets) {
            Ok(octets) => std::net::Ipv6Addr::from(octets).to_ipv4_mapped().is_none(),
            Err(_) => octets.len() == 4,
        },
        _ => true,
    };
    if readable { Ok(()) } else { Err(DerError::Value) }
}

/// Each a SEQUENCE that begins with an object identifier; none twice.
fn certificate_policies(value: &[u8]) -> Result<(), DerError> {
    let mut policies = Reader::new(der::only(value, tag::SEQUENCE)?);
    let mut seen = std::collections::BTreeSet::new();
    while !policies.is_empty() {
        let id = Reader::new(policies.expect(tag::SEQUENCE)?.contents).expect(tag::OID)?.contents;
        let padded = id.split_inclusive(|octet| octet & 0x80 == 0).any(|arc| arc.first() == Some(&0x80));
        if padded || id.last().is_none_or(|last| last & 0x80 != 0) || !seen.insert(id) {
            return Err(DerError::Value);
        }
    }
    Ok(())
}

/// Where a distribution point has a name, it is a full name.
fn distribution_points(value: &[u8]) -> Result<(), DerError> {
    let mut points = Reader::new(der::only(value, tag::SEQUENCE)?);
    while !points.is_empty() {
        let mut point = Reader::new(points.expect(tag::SEQUENCE)?.contents);
        if let Some(name) = point.optional(tag::context_constructed(0))? {
            let full_name = Reader::new(name.contents).expect(tag::context_constructed(0))?.contents;
            let mut names = Reader::new(full_name);
            while names.optional(tag::context(6))?.is_some() {}
        }
    }
    Ok(())
}

/// Each a SEQUENCE that begins with an object identifier; a location that is a URI reads as one element.
fn access_descriptions(value: &[u8]) -> Result<(), DerError> {
    let mut descriptions = Reader::new(value);
    let mut descriptions = Reader::new(descriptions.expect(tag::SEQUENCE)?.contents);
    while !descriptions.is_empty() {
        let mut description = Reader::new(descriptions.expect(tag::SEQUENCE)?.contents);
        object_identifier(description.expect(tag::OID)?.contents)?;
        description.optional(tag::context(6))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
