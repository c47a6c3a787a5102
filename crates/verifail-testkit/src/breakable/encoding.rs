//! Encoding and extensions in general: what does not decode, what occurs twice, what is critical and unknown.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-4.2>

use verifail::certificate::{Extension, GeneralName, KeyKind};
use verifail::{Certificate, Reason};

use super::bug::{Bug, Switches};
use super::der::{Element, Reader, id};

/// The types that path validation processes; their values must decode.
const PROCESSED: [&[u8]; 12] = [
    id::SUBJECT_KEY_IDENTIFIER,
    id::AUTHORITY_KEY_IDENTIFIER,
    id::KEY_USAGE,
    id::SUBJECT_ALT_NAME,
    id::BASIC_CONSTRAINTS,
    id::NAME_CONSTRAINTS,
    id::CERTIFICATE_POLICIES,
    id::POLICY_MAPPINGS,
    id::POLICY_CONSTRAINTS,
    id::INHIBIT_ANY_POLICY,
    id::EXTENDED_KEY_USAGE,
    id::CRL_DISTRIBUTION_POINTS,
];

/// The checks of one certificate that is not an anchor.
pub(super) fn check(certificate: &Certificate<'_>, bugs: Switches, found: &mut Vec<Reason>) {
    for _ in certificate.defects().iter().filter(|defect| defect.error.is_some()) {
        found.push(Reason::Malformed);
    }
    if certificate.validity().is_some() && !has_der_times(certificate) {
        found.push(Reason::Malformed);
    }
    if certificate.version() < 3 && !certificate.extensions().is_empty() {
        found.push(Reason::ProfileViolation);
    }
    if matches!(certificate.public_key().map(|key| key.kind()), Some(KeyKind::UnreadableRsa)) {
        found.push(Reason::Malformed);
    }
    let extensions = certificate.extensions();
    for (at, extension) in extensions.iter().enumerate() {
        let repeated = extensions.iter().take(at).any(|earlier| earlier.id == extension.id);
        if repeated && !bugs.on(Bug::DuplicateExtensionPasses) {
            found.push(Reason::Malformed);
        }
        if !decodes(certificate, extension, bugs) && !bugs.on(Bug::UndecodableExtensionIgnored) {
            found.push(Reason::Malformed);
        }
        if extension.critical {
            critical(certificate, extension, bugs, found);
        }
    }
}

/// The first extension of a type.
pub(super) fn extension<'e, 'c>(certificate: &'e Certificate<'c>, kind: &[u8]) -> Option<&'e Extension<'c>> {
    certificate.extensions().iter().find(|extension| extension.id.as_bytes() == kind)
}

/// Both times are written with seconds and in UTC (RFC 5280 section 4.1.2.5).
fn has_der_times(certificate: &Certificate<'_>) -> bool {
    let read = || {
        let mut fields = Reader::new(Reader::new(certificate.tbs()).expect(0x30)?);
        let _version = fields.expect(0xa0);
        fields.expect(2)?;
        let (_algorithm, _issuer) = (fields.expect(0x30)?, fields.expect(0x30)?);
        let mut times = Reader::new(fields.expect(0x30)?);
        Some([times.element()?, times.element()?])
    };
    let is_der = |(tag, text): &Element<'_>| {
        let digits = if *tag == 0x17 { 12 } else { 14 };
        text.len() == digits + 1 && text.ends_with(b"Z") && text[..digits].iter().all(u8::is_ascii_digit)
    };
    read().is_some_and(|times| times.iter().all(is_der))
}

/// Step (o) of RFC 5280 section 6.1.4.
fn critical(certificate: &Certificate<'_>, extension: &Extension<'_>, bugs: Switches, found: &mut Vec<Reason>) {
    if bugs.on(Bug::UnknownCriticalIgnored) {
        return;
    }
    let kind = extension.id.as_bytes();
    if !PROCESSED.contains(&kind) {
        found.push(Reason::UnhandledCriticalExtension);
    }
    let unknown_qualifier = || {
        let policies = certificate.certificate_policies().and_then(Result::ok);
        policies.is_some_and(|policies| policies.iter().any(|policy| policy.has_unknown_qualifier))
    };
    if kind == id::CERTIFICATE_POLICIES && unknown_qualifier() {
        found.push(Reason::UnhandledCriticalExtension);
    }
}

/// Whether the value is one of its type.
fn decodes(certificate: &Certificate<'_>, extension: &Extension<'_>, bugs: Switches) -> bool {
    fn fine<T, E>(decoded: Option<Result<T, E>>) -> bool {
        decoded.is_none_or(|decoded| decoded.is_ok())
    }
    match extension.id.as_bytes() {
        id::AUTHORITY_KEY_IDENTIFIER => fine(certificate.authority_key_identifier()),
        id::SUBJECT_KEY_IDENTIFIER => fine(certificate.subject_key_identifier()),
        id::BASIC_CONSTRAINTS => {
            super::basic_constraints::read(certificate, bugs).is_none_or(|decoded| decoded.is_ok())
        }
        id::KEY_USAGE => fine(certificate.key_usage()),
        id::EXTENDED_KEY_USAGE => fine(certificate.extended_key_usage()),
        id::SUBJECT_ALT_NAME => match certificate.subject_alt_name() {
            Some(Ok(names)) => names.iter().all(|name| name.is_ok()),
            other => fine(other),
        },
        id::NAME_CONSTRAINTS => match certificate.name_constraints() {
            Some(Ok(constraints)) => {
                let lists = [constraints.permitted, constraints.excluded];
                lists.iter().flatten().all(|list| list.iter().all(|subtree| subtree.is_ok()))
            }
            other => fine(other),
        },
        id::CERTIFICATE_POLICIES => fine(certificate.certificate_policies()),
        id::POLICY_MAPPINGS => fine(certificate.policy_mappings()),
        id::POLICY_CONSTRAINTS => fine(certificate.policy_constraints()),
        id::INHIBIT_ANY_POLICY => fine(certificate.inhibit_any_policy()),
        id::CRL_DISTRIBUTION_POINTS => fine(certificate.crl_distribution_points()),
        _ => true,
    }
}

/// What ends the program, when a bug that does so is switched on. No crash is real: the outcome says that it was one.
pub(super) fn crash(request: &super::request::Request<'_>) -> Option<&'static str> {
    let bugs = request.bugs;
    let all = || std::iter::once(&request.end_entity).chain(&request.supplied).chain(&request.anchors);
    let unknown_key = |c: &Certificate<'_>| matches!(c.public_key().map(|key| key.kind()), Some(KeyKind::Unknown));
    if bugs.on(Bug::UnknownKeyCrashes) && all().any(unknown_key) {
        return Some("panic: interface conversion: a key of unknown algorithm");
    }
    let excludes_dns = |c: &Certificate<'_>| {
        let excluded = c.name_constraints().and_then(Result::ok).and_then(|constraints| constraints.excluded);
        excluded.is_some_and(|list| {
            list.iter().any(|subtree| subtree.is_ok_and(|subtree| matches!(subtree.base, GeneralName::DnsName(_))))
        })
    };
    let empty_name = |c: &Certificate<'_>| {
        let names = c.subject_alt_name().and_then(Result::ok);
        names.is_some_and(|names| names.readable().any(|name| name == GeneralName::DnsName(b"")))
    };
    if bugs.on(Bug::EmptyDnsNameCrashes) && all().any(excludes_dns) && all().any(empty_name) {
        return Some("panic: index out of range [0] with length 0");
    }
    None
}
