//! What is asked, read once: the certificates, the CRLs, and the question in this verifier's words.

use std::net::IpAddr;

use verifail::crl::CertificateList;
use verifail::{Certificate, ReferenceIdentifier};

use super::bug::Switches;
use super::der::{Reader, id};
use crate::case::Case;
use crate::materialise;
use crate::world::{Purpose, Question, Reference};

/// A case, read.
pub(super) struct Request<'c> {
    pub(super) bugs: Switches,
    pub(super) case: &'c Case,
    /// The reference identifier in A-labels or as octets.
    pub(super) reference: Option<Host>,
    /// The key purpose that the end entity must permit; `None` for any.
    pub(super) purpose: Option<&'static [u8]>,
    /// SubjectPublicKeyInfo contents on the deny list.
    pub(super) distrusted: Vec<Vec<u8>>,
    pub(super) end_entity: Certificate<'c>,
    pub(super) supplied: Vec<Certificate<'c>>,
    pub(super) anchors: Vec<Certificate<'c>>,
    /// Complete CRLs, the freshest first.
    pub(super) crls: Vec<CertificateList<'c>>,
}

/// A reference identifier.
pub(super) enum Host {
    /// A host name as the caller wrote it, but in A-labels; it may end in a dot.
    Name(String),
    /// 4 or 16 octets.
    Address(Vec<u8>),
}

impl<'c> Request<'c> {
    /// Reads a case. `Err` says why this verifier has no answer to it.
    pub(super) fn read(case: &'c Case, bugs: Switches) -> Result<Self, String> {
        let end_entity = Certificate::from_der(&case.end_entity).map_err(|error| format!("end entity: {error}"))?;
        // What is no certificate, or has no readable key where it is to be an anchor, cannot be in a path.
        let readable = |ders: &'c [Vec<u8>]| ders.iter().filter_map(|der| Certificate::from_der(der).ok());
        let supplied: Vec<_> = readable(&case.intermediates).collect();
        let anchors: Vec<_> = readable(&case.anchors).filter(|anchor| anchor.public_key().is_some()).collect();
        let mut crls: Vec<_> = case.crls.iter().filter_map(|der| CertificateList::from_der(der).ok()).collect();
        if crls.iter().any(|crl| crl.is_delta() || crl.issuing_distribution_point().is_some()) {
            return Err("delta and partitioned CRLs are not processed".to_owned());
        }
        crls.sort_by_key(|crl| std::cmp::Reverse(crl.this_update()));
        let certificates = || std::iter::once(&end_entity).chain(&supplied).chain(&anchors);
        if certificates().any(is_dsa) {
            return Err("DSA is not processed".to_owned());
        }
        let question = &case.question;
        Ok(Self {
            bugs,
            case,
            reference: host(question)?,
            purpose: (question.purpose != Purpose::Any).then(|| materialise::purpose_id(question.purpose)),
            distrusted: question
                .distrusted
                .iter()
                .map(|key| materialise::public_key_contents(case.scheme, *key))
                .collect(),
            end_entity,
            supplied,
            anchors,
            crls,
        })
    }

    pub(super) const fn question(&self) -> &Question {
        &self.case.question
    }
}

fn is_dsa(certificate: &Certificate<'_>) -> bool {
    certificate.public_key().is_some_and(|key| Reader::new(key.algorithm()).expect(6) == Some(id::DSA))
}

/// What is typed becomes A-labels the same way for every verifier; how names are compared is not decided here.
fn host(question: &Question) -> Result<Option<Host>, String> {
    match &question.reference {
        None => Ok(None),
        Some(Reference::Ip(octets)) if matches!(octets.len(), 4 | 16) => Ok(Some(Host::Address(octets.clone()))),
        Some(Reference::Ip(octets)) => Err(format!("no address has {} octets", octets.len())),
        Some(Reference::Dns(name)) => match name.parse() {
            Ok(ReferenceIdentifier::Dns(name)) => Ok(Some(Host::Name(name.as_written().to_owned()))),
            Ok(ReferenceIdentifier::Ip(IpAddr::V4(address))) => Ok(Some(Host::Address(address.octets().to_vec()))),
            Ok(ReferenceIdentifier::Ip(IpAddr::V6(address))) => Ok(Some(Host::Address(address.octets().to_vec()))),
            Ok(_) => Err("a reference identifier of another kind".to_owned()),
            Err(error) => Err(format!("reference identifier: {error}")),
        },
    }
}
