//! Signature algorithm: the same inside and outside the signed part, and not with a digest that collides.
//! Whether it can be checked with the issuer's key is `link`'s.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-4.1.1.2>

use crate::certificate::{Certificate, Field};
use crate::der::{self, Reader, tag};
use crate::finding::Context;
use crate::oid::{self, ObjectIdentifier};
use crate::path_validation::{Scope, Sink};
use crate::policy::{Digest, Requirement, RequirementSet};

/// What this may report.
pub(crate) const MAY_REPORT: RequirementSet = RequirementSet::of(&[
    Requirement::SignatureAlgorithmsAgree,
    Requirement::SignatureNotDsa,
    Requirement::SignatureDigestStrong,
]);

pub(crate) fn check(certificate: &Certificate<'_>, scope: &Scope<'_>, sink: &mut Sink<'_, '_>) {
    let (inner, outer) = (certificate.tbs_signature_algorithm(), certificate.signature_algorithm());
    if inner != outer {
        sink.report(Requirement::SignatureAlgorithmsAgree, Field::SignatureAlgorithm, || Context::Names {
            expected: printable(inner),
            found: printable(outer),
        });
    }
    if matches!(identifier(outer), Some(oid::SHA1_WITH_DSA | oid::SHA224_WITH_DSA | oid::SHA256_WITH_DSA)) {
        sink.report(Requirement::SignatureNotDsa, Field::SignatureAlgorithm, || Context::Kind {
            expected: "RSA, ECDSA or EdDSA",
            found: printable(outer),
        });
    }
    let weak = scope.policy.parameters().weak_digests;
    if !weak.is_empty() && digest(outer).is_some_and(|digest| weak.contains(&digest)) {
        sink.report(Requirement::SignatureDigestStrong, Field::SignatureAlgorithm, || Context::Kind {
            expected: "SHA-256 or better",
            found: printable(outer),
        });
    }
}

/// The algorithm's name, of an AlgorithmIdentifier's contents.
pub(crate) fn printable(algorithm: &[u8]) -> String {
    match Reader::new(algorithm).expect(tag::OID) {
        Ok(element) => {
            let id = ObjectIdentifier::new(element.contents);
            id.name().map_or_else(|| id.to_string(), str::to_owned)
        }
        Err(_) => "an unreadable algorithm".to_owned(),
    }
}

/// The algorithm's OID, of an AlgorithmIdentifier's contents.
pub(crate) fn identifier(algorithm: &[u8]) -> Option<&[u8]> {
    Some(Reader::new(algorithm).expect(tag::OID).ok()?.contents)
}

/// The digest of a signature algorithm, when it is one that collides.
fn digest(algorithm: &[u8]) -> Option<Digest> {
    let mut reader = Reader::new(algorithm);
    match reader.expect(tag::OID).ok()?.contents {
        oid::MD2_WITH_RSA => Some(Digest::Md2),
        oid::MD5_WITH_RSA => Some(Digest::Md5),
        oid::SHA1_WITH_RSA | oid::SHA1_WITH_RSA_OIW | oid::SHA1_WITH_DSA | oid::SHA1_WITH_ECDSA => Some(Digest::Sha1),
        // RSASSA-PSS-params with the hash left out means SHA-1 (RFC 4055 section 3.1).
        oid::RSASSA_PSS => {
            let mut parameters = Reader::new(der::only(reader.rest(), tag::SEQUENCE).ok()?);
            parameters.optional(tag::context_constructed(0)).ok()?.is_none().then_some(Digest::Sha1)
        }
        _ => None,
    }
}
