//! The extensions of one certificate, as values of attributes.

use verifail::Certificate;
use verifail::certificate::{GeneralName, KeyUsage};

use crate::materialise::purpose_id;
use crate::world::Purpose;

/// Contents of id-ce, 2.5.29: extensions below it are not unknown.
const ID_CE: &[u8] = &[0x55, 0x1d];
/// Contents of id-pe, 1.3.6.1.5.5.7.1.
const ID_PE: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 1];

/// The value of an attribute on key identifiers: they agree, one is missing, they differ.
pub(super) fn key_identifiers(certificate: &Certificate<'_>, issuer: &Certificate<'_>) -> Option<u8> {
    let authority = certificate.authority_key_identifier().transpose().ok()?.and_then(|e| e.key_identifier);
    let subject = issuer.subject_key_identifier().transpose().ok()?;
    Some(match (authority, subject) {
        (Some(authority), Some(subject)) => {
            if authority == subject {
                0
            } else {
                2
            }
        }
        _ => 1,
    })
}

/// The value of an attribute on keyCertSign.
pub(super) fn cert_sign(certificate: &Certificate<'_>) -> Option<u8> {
    match certificate.key_usage() {
        None => Some(1),
        Some(usage) => usage.ok().map(|usage| if usage.intersects(KeyUsage::KEY_CERT_SIGN) { 0 } else { 2 }),
    }
}

/// What an extKeyUsage is good for.
pub(super) enum Purposes {
    Absent,
    ServerAuth,
    ServerAuthAndOthers,
    Any,
    ClientAuth,
    Others,
}

/// `None` when it does not decode.
pub(super) fn purposes(certificate: &Certificate<'_>) -> Option<Purposes> {
    let Some(usage) = certificate.extended_key_usage() else { return Some(Purposes::Absent) };
    let usage = usage.ok()?;
    let has = |purpose| usage.purposes().any(|other| other.as_bytes() == purpose_id(purpose));
    Some(match () {
        () if has(Purpose::ServerAuth) && usage.purposes().count() == 1 => Purposes::ServerAuth,
        () if has(Purpose::ServerAuth) => Purposes::ServerAuthAndOthers,
        () if has(Purpose::Any) => Purposes::Any,
        () if has(Purpose::ClientAuth) => Purposes::ClientAuth,
        () => Purposes::Others,
    })
}

/// How many extensions nobody knows, whether one of them is critical, whether one of them is there twice.
pub(super) fn unknown_extensions(certificate: &Certificate<'_>) -> (usize, bool, bool) {
    let known = |id: &[u8]| id.starts_with(ID_CE) || id.starts_with(ID_PE);
    let unknown: Vec<_> = certificate.extensions().iter().filter(|e| !known(e.id.as_bytes())).collect();
    let twice = unknown.iter().enumerate().any(|(at, e)| unknown.iter().skip(at + 1).any(|other| other.id == e.id));
    (unknown.len(), unknown.iter().any(|e| e.critical), twice)
}

/// Whether the extension of id-ce with that last arc is critical.
pub(super) fn is_critical(certificate: &Certificate<'_>, arc: u8) -> bool {
    certificate.extensions().iter().any(|e| e.id.as_bytes() == [ID_CE, &[arc]].concat() && e.critical)
}

/// Whether extensions are critical as RFC 5280 section 4.2.1 has them. Of an end entity's basicConstraints it wants
/// nothing.
pub(super) fn criticality_is_usual(certificate: &Certificate<'_>) -> bool {
    certificate.extensions().iter().all(|e| match e.id.as_bytes().strip_prefix(ID_CE) {
        // keyUsage, nameConstraints, policyConstraints, inhibitAnyPolicy
        Some([15 | 30 | 36 | 54]) => e.critical,
        Some([17]) => e.critical == certificate.subject().is_empty(),
        // subjectKeyIdentifier, certificatePolicies, authorityKeyIdentifier, extKeyUsage
        Some([14 | 32 | 35 | 37]) => !e.critical,
        _ => true,
    })
}

/// The value of an attribute on nameConstraints: none, what kind of subtrees, a mixture.
pub(super) fn name_constraints(certificate: &Certificate<'_>) -> Option<u8> {
    let Some(constraints) = certificate.name_constraints() else { return Some(0) };
    let constraints = constraints.ok()?;
    let trees = |list: Option<verifail::certificate::GeneralSubtrees<'_>>| -> Option<Vec<u8>> {
        let trees = list.into_iter().flat_map(|trees| trees.iter());
        trees.map(|tree| tree.ok().map(|tree| form(&tree.base))).collect()
    };
    let (permitted, excluded) = (trees(constraints.permitted)?, trees(constraints.excluded)?);
    let only = |form| permitted.iter().chain(&excluded).all(|other| *other == form);
    Some(match () {
        () if permitted.is_empty() && excluded.is_empty() => 5,
        () if only(DNS) && excluded.is_empty() => 1,
        () if only(DNS) && permitted.is_empty() => 2,
        () if only(IP) => 3,
        () if only(DIRECTORY) => 4,
        () => 5,
    })
}

const DNS: u8 = 1;
const IP: u8 = 2;
const DIRECTORY: u8 = 3;

const fn form(base: &GeneralName<'_>) -> u8 {
    match base {
        GeneralName::DnsName(_) => DNS,
        GeneralName::IpAddress(_) => IP,
        GeneralName::DirectoryName(_) => DIRECTORY,
        _ => 0,
    }
}
