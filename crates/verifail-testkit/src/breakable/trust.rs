//! Trust: deny lists, key identifiers, and what is said of a path that ends at no anchor.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-6.1.1>

use verifail::certificate::GeneralName;
use verifail::{Certificate, Reason};

use super::bug::{Bug, Switches};
use super::der::{Reader, id};
use super::encoding::extension;
use super::names;
use super::request::Request;
use super::validity;

/// The key is not on the deny list; of an anchor as of any certificate.
pub(super) fn check_distrust(certificate: &Certificate<'_>, request: &Request<'_>, found: &mut Vec<Reason>) {
    let listed = |key: &[u8]| request.distrusted.iter().any(|distrusted| distrusted == key);
    let key = certificate.public_key();
    if key.is_some_and(|key| listed(key.as_contents())) && !request.bugs.on(Bug::DistrustIgnored) {
        found.push(Reason::ExplicitlyDistrusted);
    }
}

/// Nothing but the key and the name of an anchor counts.
pub(super) fn check_anchor(anchor: &Certificate<'_>, request: &Request<'_>) -> Vec<Reason> {
    let mut found = Vec::new();
    check_distrust(anchor, request, &mut found);
    if request.bugs.on(Bug::ExpiredAnchorRefused) && !validity::contains(anchor, request.question().time, request.bugs)
    {
        found.push(Reason::Expired);
    }
    found
}

/// Key identifiers lead, they do not decide: nothing is checked but by bugs.
pub(super) fn check_identifiers(
    certificate: &Certificate<'_>,
    issuer: &Certificate<'_>,
    bugs: Switches,
    found: &mut Vec<Reason>,
) {
    let Some(Ok(authority)) = certificate.authority_key_identifier() else {
        if bugs.on(Bug::MissingKeyIdentifierFatal) && !names::self_issued(certificate, bugs) {
            found.push(Reason::ProfileViolation);
        }
        return;
    };
    let subject = issuer.subject_key_identifier().and_then(Result::ok);
    let differs = matches!((authority.key_identifier, subject), (Some(named), Some(own)) if named != own);
    let other_serial = authority.serial_number.is_some_and(|serial| serial != issuer.serial_number());
    if (bugs.on(Bug::KeyIdentifierMismatchFatal) && differs) || (bugs.on(Bug::AuthoritySerialFatal) && other_serial) {
        found.push(Reason::IssuerMismatch);
    }
}

/// What is wrong with a path that ends at `last`, at that depth, and at no anchor.
pub(super) fn open_end(last: &Certificate<'_>, depth: usize, bugs: Switches) -> Reason {
    match (depth, names::self_issued(last, bugs)) {
        (0, true) => Reason::SelfSignedLeaf,
        (_, true) => Reason::SelfSignedInChain,
        // Alone, with an address of its issuer: the chain was not sent.
        (0, false) if names_issuer_address(last) => Reason::MissingIntermediate,
        (_, false) => Reason::UnknownIssuer,
    }
}

/// authorityInfoAccess has a printable caIssuers address.
fn names_issuer_address(certificate: &Certificate<'_>) -> bool {
    let descriptions =
        extension(certificate, id::AUTHORITY_INFO_ACCESS).and_then(|e| Reader::new(e.value).expect(0x30));
    let mut descriptions = Reader::new(descriptions.unwrap_or_default());
    while let Some(description) = descriptions.expect(0x30) {
        let mut fields = Reader::new(description);
        if fields.expect(6) == Some(id::CA_ISSUERS)
            && let Some((0x86, url)) = fields.element()
        {
            return url.len() <= 512 && url.iter().all(u8::is_ascii_graphic);
        }
    }
    false
}

/// How a certificate's authority key identifier and a candidate's subject key identifier relate, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Relation {
    Match,
    Unknown,
    Mismatch,
}

pub(super) fn relation(child: &Certificate<'_>, issuer: &Certificate<'_>) -> Relation {
    let authority = child.authority_key_identifier().and_then(Result::ok).and_then(|a| a.key_identifier);
    match (authority, issuer.subject_key_identifier().and_then(Result::ok)) {
        (Some(authority), Some(subject)) if authority == subject => Relation::Match,
        (Some(_), Some(_)) => Relation::Mismatch,
        _ => Relation::Unknown,
    }
}

/// Whether a name is of the form that hosts are compared with; for texts.
pub(super) const fn is_host_form(name: &GeneralName<'_>) -> bool {
    matches!(name, GeneralName::DnsName(_) | GeneralName::IpAddress(_))
}
