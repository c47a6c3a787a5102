//! Tells the ASN.1 types that people keep in files apart by their outline: the first few tags, nothing deeper.

use super::pkcs7;
use crate::der::{DerError, Reader, tag};

/// What one element looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outline {
    Certificate,
    CertificateRequest,
    Crl,
    EncryptedKey,
    /// PKCS#7/CMS that is not SignedData.
    OtherCms,
    Pkcs12,
    PrivateKey,
    PublicKey,
    /// PKCS#7/CMS SignedData, DER or BER.
    SignedData,
    /// A SEQUENCE of something else.
    Unknown,
}

/// Reads the SEQUENCE at the start of `bytes`: what it looks like, and its whole encoding.
///
/// Indefinite lengths are accepted for the outermost element only, and only PKCS#7 and PKCS#12 are recognised in it:
/// those are the types that exist in BER.
pub(super) fn read(bytes: &[u8]) -> Result<(Outline, &[u8]), DerError> {
    if bytes.starts_with(&[tag::SEQUENCE, 0x80]) {
        let element = pkcs7::element(bytes)?;
        return match container(element.contents) {
            Some(outline) => Ok((outline, element.encoded)),
            None => Err(DerError::Length),
        };
    }
    let element = Reader::new(bytes).expect(tag::SEQUENCE)?;
    let outline = container(element.contents).or_else(|| structure(element.contents)).unwrap_or(Outline::Unknown);
    Ok((outline, element.encoded))
}

/// ContentInfo and PFX.
fn container(contents: &[u8]) -> Option<Outline> {
    let mut fields = Reader::new(contents);
    let first = fields.element().ok()?;
    match (first.tag, first.contents, fields.peek_tag()) {
        (tag::OID, pkcs7::SIGNED_DATA, _) => Some(Outline::SignedData),
        (tag::OID, oid, _) if oid.starts_with(pkcs7::ARC) => Some(Outline::OtherCms),
        (tag::INTEGER, [3], Some(tag::SEQUENCE)) => Some(Outline::Pkcs12),
        _ => None,
    }
}

fn structure(contents: &[u8]) -> Option<Outline> {
    let mut fields = Reader::new(contents);
    let first = fields.element().ok()?;
    let next = fields.peek_tag();
    match (first.tag, first.contents, next) {
        // PKCS#8, then PKCS#1 and DSA, then SEC 1.
        (tag::INTEGER, [0 | 1], Some(tag::SEQUENCE)) => return Some(Outline::PrivateKey),
        (tag::INTEGER, [0 | 1], Some(tag::INTEGER | tag::OCTET_STRING)) => return Some(Outline::PrivateKey),
        // PKCS#1 public key.
        (tag::INTEGER, _, Some(tag::INTEGER)) => return Some(Outline::PublicKey),
        (tag::SEQUENCE, _, _) => {}
        _ => return None,
    }
    match (Reader::new(first.contents).peek_tag(), next) {
        (Some(tag::OID), Some(tag::BIT_STRING)) => return Some(Outline::PublicKey),
        (Some(tag::OID), Some(tag::OCTET_STRING)) => return Some(Outline::EncryptedKey),
        _ => {}
    }
    to_be_signed(first.contents)
}

/// TBSCertificate, TBSCertList and CertificationRequestInfo differ in their first four fields.
///
/// A certificate is whatever starts with a serial number and is none of the others, since a broken one still takes
/// part in a report: the same rule as `Certificate::from_der`'s.
fn to_be_signed(contents: &[u8]) -> Option<Outline> {
    let mut fields = Reader::new(contents);
    let explicit_version = fields.optional(tag::context_constructed(0)).ok()?;
    if explicit_version.is_some() {
        return fields.expect(tag::INTEGER).ok().map(|_| Outline::Certificate);
    }
    let integer = fields.optional(tag::INTEGER).ok()?;
    let mut sequences = 0;
    while fields.peek_tag() == Some(tag::SEQUENCE) && fields.element().is_ok() {
        sequences += 1;
    }
    match (integer.is_some(), sequences, fields.peek_tag()) {
        (_, 2, Some(tag::UTC_TIME | tag::GENERALIZED_TIME)) => Some(Outline::Crl),
        (true, 2, None) => Some(Outline::CertificateRequest),
        (true, 2, Some(other)) if other == tag::context_constructed(0) => Some(Outline::CertificateRequest),
        (true, _, _) => Some(Outline::Certificate),
        _ => None,
    }
}
