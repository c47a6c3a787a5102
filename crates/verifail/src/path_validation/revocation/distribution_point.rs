//! Distribution points as the algorithm sees them, and whether one shares a name with a CRL's.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-6.3.3> (b)(2)(i)

use super::MAX_NAMES;
use crate::certificate::{
    Certificate, DistinguishedName, DistributionPoint, DistributionPointName, GeneralName, GeneralNames,
    NameComparison, ReasonFlags,
};
use crate::der::{Reader, tag};
use crate::oid;

/// A distribution point of a certificate, or the implied one.
pub(super) struct Point<'a> {
    /// `reasons`; absent means all.
    pub(super) reasons: Option<ReasonFlags>,
    /// `cRLIssuer`.
    pub(super) crl_issuer: Option<GeneralNames<'a>>,
    name: PointName<'a>,
    certificate_issuer: DistinguishedName<'a>,
}

enum PointName<'a> {
    /// `distributionPoint` of the extension; without it, the names of cRLIssuer stand in.
    Explicit(Option<DistributionPointName<'a>>),
    /// The certificate's issuer with its alternative names.
    Implied(Option<GeneralNames<'a>>),
}

impl<'a> Point<'a> {
    /// The points of cRLDistributionPoints in order. An extension that does not decode has none: a CRL for all
    /// certificates of the issuer still covers the certificate, and the encoding is another check's finding.
    pub(super) fn of_certificate(certificate: &Certificate<'a>) -> impl Iterator<Item = Self> + use<'a> {
        let certificate_issuer = certificate.issuer();
        let points = certificate.crl_distribution_points().and_then(Result::ok);
        points.into_iter().flat_map(|points| points.iter()).map(move |point| {
            let DistributionPoint { name, reasons, crl_issuer } = point;
            Self { reasons, crl_issuer, name: PointName::Explicit(name), certificate_issuer }
        })
    }

    /// The point that every certificate has: neither reasons nor cRLIssuer, named like the certificate's issuer.
    pub(super) fn implied(certificate: &Certificate<'a>) -> Self {
        let alternative = certificate.extension(oid::ISSUER_ALT_NAME).and_then(|e| GeneralNames::decode(e.value).ok());
        Self {
            reasons: None,
            crl_issuer: None,
            name: PointName::Implied(alternative),
            certificate_issuer: certificate.issuer(),
        }
    }

    /// `true` when cRLIssuer has that name.
    pub(super) fn is_crl_issuer(&self, name: &DistinguishedName<'_>) -> bool {
        self.crl_issuer_names().any(|own| own.matches(name, NameComparison::Rfc5280))
    }

    fn crl_issuer_names(&self) -> impl Iterator<Item = DistinguishedName<'a>> + use<'a> {
        let names = self.crl_issuer.into_iter().flat_map(|names| names.readable().take(MAX_NAMES));
        names.filter_map(|name| match name {
            GeneralName::DirectoryName(name) => Some(name),
            _ => None,
        })
    }

    /// Calls `found` with the point's names until it answers `true`.
    fn any_name(&self, mut found: impl FnMut(&GeneralName<'_>) -> bool) -> bool {
        match self.name {
            PointName::Explicit(Some(DistributionPointName::FullName(names))) => {
                names.readable().take(MAX_NAMES).any(|name| found(&name))
            }
            PointName::Explicit(Some(DistributionPointName::RelativeToIssuer(rdn))) => {
                // Relative to cRLIssuer, of which there is then exactly one (section 4.2.1.13), else to the issuer.
                let base = self.crl_issuer_names().next().unwrap_or(self.certificate_issuer);
                any_relative(base, rdn, &mut found)
            }
            PointName::Explicit(None) => self.crl_issuer_names().any(|name| found(&GeneralName::DirectoryName(name))),
            PointName::Implied(alternative) => {
                found(&GeneralName::DirectoryName(self.certificate_issuer))
                    || alternative.is_some_and(|names| names.readable().take(MAX_NAMES).any(|name| found(&name)))
            }
        }
    }
}

/// `true` when one of the names of a CRL's issuing distribution point is one of the point's names.
pub(super) fn names_match(
    point: &Point<'_>,
    of_crl: &DistributionPointName<'_>,
    crl_issuer: &DistinguishedName<'_>,
) -> bool {
    match of_crl {
        DistributionPointName::FullName(names) => {
            names.readable().take(MAX_NAMES).any(|name| point.any_name(|own| same_name(own, &name)))
        }
        DistributionPointName::RelativeToIssuer(rdn) => {
            any_relative(*crl_issuer, rdn, &mut |name| point.any_name(|own| same_name(own, name)))
        }
    }
}

/// Calls `found` with the name of one RDN below `base`.
fn any_relative(base: DistinguishedName<'_>, rdn: &[u8], found: &mut dyn FnMut(&GeneralName<'_>) -> bool) -> bool {
    let name = [base.as_contents(), &set(rdn)].concat();
    found(&GeneralName::DirectoryName(DistinguishedName::from_contents(&name)))
}

/// A SET with these contents, whose own tag an implicit one has replaced.
fn set(contents: &[u8]) -> Vec<u8> {
    let length = contents.len().to_be_bytes();
    let digits = length.iter().position(|&octet| octet != 0).map_or(&[][..], |at| &length[at..]);
    let mut encoded = vec![tag::SET];
    match contents.len() {
        short @ 0..=0x7f => encoded.push(short as u8),
        _ => {
            encoded.push(0x80 | digits.len() as u8);
            encoded.extend_from_slice(digits);
        }
    }
    encoded.extend_from_slice(contents);
    debug_assert!(Reader::new(&encoded).element().is_ok());
    encoded
}

/// Compares two general names by section 7: directory names by their rules, the host parts of others without case.
fn same_name(left: &GeneralName<'_>, right: &GeneralName<'_>) -> bool {
    match (left, right) {
        (GeneralName::DirectoryName(left), GeneralName::DirectoryName(right)) => {
            left.matches(right, NameComparison::Rfc5280)
        }
        (GeneralName::DnsName(left), GeneralName::DnsName(right)) => left.eq_ignore_ascii_case(right),
        (GeneralName::UniformResourceIdentifier(left), GeneralName::UniformResourceIdentifier(right)) => {
            same_uri(left, right)
        }
        _ => left == right,
    }
}

/// Section 7.4: scheme and host without regard to case, the rest octet for octet.
fn same_uri(left: &[u8], right: &[u8]) -> bool {
    let split = |uri: &[u8]| {
        let authority = uri.windows(3).position(|window| window == b"://").map_or(0, |at| at + 3);
        let path = uri.iter().skip(authority).position(|&octet| matches!(octet, b'/' | b'?' | b'#'));
        if authority == 0 { 0 } else { path.map_or(uri.len(), |at| authority + at) }
    };
    let (left, right) = (left.split_at(split(left)), right.split_at(split(right)));
    left.0.eq_ignore_ascii_case(right.0) && left.1 == right.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris_compare_scheme_and_host_without_case_and_the_path_with_it() {
        let same = |left: &str, right: &str| same_uri(left.as_bytes(), right.as_bytes());
        assert!(same("http://CRL.example/a.crl", "HTTP://crl.example/a.crl"));
        assert!(!same("http://crl.example/A.crl", "http://crl.example/a.crl"));
        assert!(!same("http://crl.example/a.crl", "http://crl.example"));
        assert!(!same("urn:A", "urn:a"));
    }

    #[test]
    fn a_rebuilt_set_has_a_minimal_length() {
        for length in [0, 0x7f, 0x80, 0xff, 0x100, 0x1_0000] {
            let encoded = set(&vec![0; length]);
            assert_eq!(Reader::new(&encoded).element().map(|e| e.contents.len()), Ok(length));
        }
    }
}
