//! Common name: where it is there, it repeats one of the subject alternative names in the same spelling.
//! CA/Browser Forum BR section 7.1.4.3.
//!
//! The rule is for subscriber certificates of the Baseline Requirements. Their subjects have one of two shapes: country
//! and common name alone (domain validated, section 7.1.2.7.2), or organisation or personal name *with* a country
//! (sections 7.1.2.7.3 to 7.1.2.7.5). A subject of another shape comes from a private CA, which may put anything there.

use std::net::IpAddr;

use crate::certificate::name::quotable;
use crate::certificate::{Certificate, DistinguishedName, Field, GeneralName};
use crate::finding::Context;
use crate::oid;
use crate::path_validation::Sink;
use crate::policy::{Requirement, RequirementSet};

/// What this may report.
pub(crate) const MAY_REPORT: RequirementSet = RequirementSet::of(&[Requirement::CommonNameInSubjectAltName]);

pub(crate) fn check(certificate: &Certificate<'_>, sink: &mut Sink<'_, '_>) {
    if !is_subscriber(certificate.subject()) {
        return;
    }
    let Some(Ok(names)) = certificate.subject_alt_name() else {
        return;
    };
    // A certificate that names no server (for e-mail, say) is none of the Baseline Requirements' either.
    if !names.readable().any(|name| matches!(name, GeneralName::DnsName(_) | GeneralName::IpAddress(_))) {
        return;
    }
    for common_name in certificate.subject().values(oid::COMMON_NAME) {
        let repeated = names.readable().any(|name| match name {
            // "A character-for-character copy of the dNSName entry value."
            GeneralName::DnsName(octets) => octets == common_name.as_bytes(),
            // Addresses have one spelling each: dotted decimal, and RFC 5952 for IPv6.
            GeneralName::IpAddress(octets) => address(octets).is_some_and(|address| address.to_string() == common_name),
            _ => false,
        });
        if !repeated {
            sink.report(Requirement::CommonNameInSubjectAltName, Field::Subject, || Context::Names {
                expected: "one of the subject alternative names".to_owned(),
                found: quotable(&common_name),
            });
        }
    }
}

/// The subject has a shape that the Baseline Requirements give subscriber certificates.
fn is_subscriber(subject: DistinguishedName<'_>) -> bool {
    let has_country = subject.attributes().any(|a| a.kind == oid::COUNTRY_NAME);
    has_country || subject.attributes().all(|a| a.kind == oid::COMMON_NAME)
}

fn address(octets: &[u8]) -> Option<IpAddr> {
    <[u8; 4]>::try_from(octets).map(IpAddr::from).or_else(|_| <[u8; 16]>::try_from(octets).map(IpAddr::from)).ok()
}
