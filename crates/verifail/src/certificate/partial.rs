//! Walks a certificate's encoding element by element: raw slices for the parsed one, whatever is readable of a broken
//! one.

use x509_parser::prelude::FromDer;
use x509_parser::time::ASN1Time;

use super::{
    Certificate, CertificateError, Defect, DistinguishedName, Extension, Extensions, Field, MAX_EXTENSIONS,
    PublicKeyInfo, Validity,
};
use crate::der::{self, DerError, Reader, tag};
use crate::oid::ObjectIdentifier;
use crate::time::Time;

/// The slices a structural parser does not keep: both algorithm identifiers as encoded, and what follows the key.
pub(super) struct Slices<'a> {
    pub(super) tbs: &'a [u8],
    pub(super) serial_number: &'a [u8],
    pub(super) inner: &'a [u8],
    pub(super) validity: &'a [u8],
    pub(super) outer: &'a [u8],
    pub(super) signature: &'a [u8],
    /// Unique identifiers and extensions, as encoded.
    pub(super) after_key: &'a [u8],
}

pub(super) fn signature_algorithms(der: &[u8]) -> Result<Slices<'_>, DerError> {
    let mut outer = Reader::new(der::only(der, tag::SEQUENCE)?);
    let tbs = outer.expect(tag::SEQUENCE)?;
    let algorithm = outer.expect(tag::SEQUENCE)?;
    let signature = outer.expect(tag::BIT_STRING)?;
    outer.finish()?;
    let mut fields = Reader::new(tbs.contents);
    // The parser takes an element of any class for an INTEGER, as long as its number is 2.
    if let Some(version) = fields.optional(tag::context_constructed(0))? {
        der::only(version.contents, tag::INTEGER)?;
    }
    let serial_number = fields.expect(tag::INTEGER)?.contents;
    let inner = fields.expect(tag::SEQUENCE)?.contents;
    let _issuer = fields.expect(tag::SEQUENCE)?;
    let validity = fields.expect(tag::SEQUENCE)?.contents;
    for _subject_key in 0..2 {
        fields.expect(tag::SEQUENCE)?;
    }
    Ok(Slices {
        tbs: tbs.encoded,
        serial_number,
        inner,
        validity,
        outer: algorithm.contents,
        signature: signature.contents.get(1..).unwrap_or_default(),
        after_key: fields.rest(),
    })
}

/// Reads the extensions from what follows the key.
pub(super) fn extensions(after_key: &[u8]) -> Result<Extensions<'_>, DerError> {
    let mut fields = Reader::new(after_key);
    fields.optional(tag::context(1))?;
    fields.optional(tag::context(2))?;
    let Some(tagged) = fields.optional(tag::context_constructed(3))? else {
        fields.finish()?;
        return Ok(Extensions::new());
    };
    fields.finish()?;
    let mut list = Reader::new(der::only(tagged.contents, tag::SEQUENCE)?);
    let mut extensions = Extensions::new();
    while !list.is_empty() {
        if extensions.len() == MAX_EXTENSIONS {
            return Err(DerError::TrailingData);
        }
        extensions.push(extension(&mut list)?);
    }
    Ok(extensions)
}

fn extension<'a>(list: &mut Reader<'a>) -> Result<Extension<'a>, DerError> {
    let mut fields = Reader::new(list.expect(tag::SEQUENCE)?.contents);
    let id = ObjectIdentifier::new(fields.expect(tag::OID)?.contents);
    let critical = fields.optional(tag::BOOLEAN)?.map_or(Ok(false), |e| der::boolean(e.contents))?;
    let value = fields.expect(tag::OCTET_STRING)?.contents;
    fields.finish()?;
    Ok(Extension { id, critical, value })
}

/// Reads a certificate that the parser refused. Every field is tried; those that fail are recorded.
pub(super) fn read(der: &[u8]) -> Result<Certificate<'_>, CertificateError> {
    let mut defects = Vec::new();
    let mut note = |field: Field, error: DerError| defects.push(Defect { field, error: Some(error) });

    let mut input = Reader::new(der);
    let whole = input.expect(tag::SEQUENCE).map_err(CertificateError::NotACertificate)?;
    if let Err(error) = input.finish() {
        note(Field::Certificate, error);
    }
    let mut outer = Reader::new(whole.contents);
    let tbs = outer.expect(tag::SEQUENCE).map_err(CertificateError::NotACertificate)?;
    let mut fields = Reader::new(tbs.contents);

    let version = match fields.optional(tag::context_constructed(0)).and_then(|explicit| match explicit {
        None => Ok(0),
        Some(explicit) => der::unsigned(der::only(explicit.contents, tag::INTEGER)?),
    }) {
        Ok(version) => version,
        Err(error) => {
            note(Field::Version, error);
            2
        }
    };
    // The first field tells a certificate from other nested sequences (a CRL, a PKCS#8 key, a CSR begin otherwise).
    let serial_number = fields.expect(tag::INTEGER).map_err(CertificateError::NotACertificate)?.contents;
    if serial_number.is_empty() {
        note(Field::SerialNumber, DerError::Value);
    }
    let mut sequence = |field: Field| match fields.expect(tag::SEQUENCE) {
        Ok(element) => Some(element),
        Err(error) => {
            note(field, error);
            None
        }
    };
    let tbs_signature_algorithm = sequence(Field::SignatureAlgorithm).map_or(&[][..], |e| e.contents);
    let issuer = sequence(Field::Issuer);
    let validity = sequence(Field::Validity);
    let subject = sequence(Field::Subject);
    let key = sequence(Field::SubjectPublicKeyInfo);

    let mut name = |field: Field, element: Option<der::Element<'_>>| {
        if let Some(Err(error)) = element.map(|e| DistinguishedName::from_contents(e.contents).validate()) {
            note(field, error);
        }
    };
    name(Field::Issuer, issuer);
    name(Field::Subject, subject);
    let has_der_times = validity.is_none_or(|e| has_der_times(e.contents));
    let validity = validity.and_then(|e| match read_validity(e.contents) {
        Ok(validity) => Some(validity),
        Err(error) => {
            note(Field::Validity, error);
            None
        }
    });
    let public_key = key.and_then(|e| match PublicKeyInfo::decode(e.encoded) {
        Ok(key) => Some(key),
        Err(error) => {
            note(Field::SubjectPublicKeyInfo, error);
            None
        }
    });
    let after_key = fields.rest();
    let extensions = match extensions(after_key) {
        Ok(extensions) => extensions,
        Err(error) => {
            note(Field::Extensions, error);
            readable_extensions(after_key)
        }
    };
    let signature_algorithm = match outer.expect(tag::SEQUENCE) {
        Ok(element) => element.contents,
        Err(error) => {
            note(Field::SignatureAlgorithm, error);
            &[]
        }
    };
    let signature = match outer.expect(tag::BIT_STRING).and_then(|e| der::bit_string(e.contents)) {
        Ok((octets, 0)) => octets,
        Ok((octets, _)) => {
            note(Field::SignatureValue, DerError::Value);
            octets
        }
        Err(error) => {
            note(Field::SignatureValue, error);
            &[]
        }
    };
    if let Err(error) = outer.finish() {
        note(Field::Certificate, error);
    }
    if defects.is_empty() {
        // Readable by every rule here, refused by the stricter parser: the reader is told, a policy decides.
        defects.push(Defect { field: Field::Certificate, error: None });
    }
    Ok(Certificate {
        der,
        tbs: tbs.encoded,
        version,
        serial_number,
        tbs_signature_algorithm,
        signature_algorithm,
        signature,
        issuer: DistinguishedName::from_contents(issuer.map_or(&[][..], |e| e.contents)),
        subject: DistinguishedName::from_contents(subject.map_or(&[][..], |e| e.contents)),
        validity,
        has_der_times,
        has_public_key: key.is_some(),
        public_key,
        has_unique_identifiers: matches!(after_key.first(), Some(0x81 | 0x82)),
        extensions,
        defects,
    })
}

/// As leniently as the parser reads it: what is amiss with the form of a time is said beside the instant.
fn read_validity(contents: &[u8]) -> Result<Validity, DerError> {
    let mut fields = Reader::new(contents);
    let mut instant = || {
        let (_, time) = ASN1Time::from_der(fields.element()?.encoded).map_err(|_| DerError::Value)?;
        Ok(Time::from_unix_seconds(time.timestamp()))
    };
    let validity = Validity { not_before: instant()?, not_after: instant()? };
    fields.finish()?;
    Ok(validity)
}

/// Both times are written as RFC 5280 section 4.1.2.5 wants them: with seconds, in UTC.
pub(super) fn has_der_times(validity: &[u8]) -> bool {
    let mut fields = Reader::new(validity);
    let mut is_der = || fields.element().is_ok_and(|e| Time::from_der(e.tag, e.contents).is_ok());
    is_der() && is_der()
}

/// The extensions before the first unreadable one.
fn readable_extensions(after_key: &[u8]) -> Extensions<'_> {
    let mut fields = Reader::new(after_key);
    while let Ok(element) = fields.element() {
        if element.tag == tag::context_constructed(3) {
            let mut list = Reader::new(der::only(element.contents, tag::SEQUENCE).unwrap_or_default());
            return std::iter::from_fn(|| extension(&mut list).ok()).take(MAX_EXTENSIONS).collect();
        }
    }
    Extensions::new()
}
