//! Revocation by complete CRLs of the certificate's issuer: RFC 5280 section 6.3.3 without deltas, distribution points
//! and indirect CRLs. <https://www.rfc-editor.org/rfc/rfc5280#section-6.3.3>

use verifail::certificate::{KeyUsage, PublicKeyInfo};
use verifail::crl::CertificateList;
use verifail::{Certificate, Reason};

use super::bug::Bug;
use super::building::Search;
use super::names;
use super::signature::{BUDGET, State as Signature};
use super::validity;

/// Certificates of another key of the CA that are tried for one CRL.
const MAX_SIGNERS: usize = 16;

/// The breach that the status of a certificate is, if it is one. `issuers` are those of the certificate, of its issuer,
/// and so on.
pub(super) fn check<'r, 'c>(
    search: &mut Search<'r, 'c>,
    certificate: &Certificate<'c>,
    issuers: &[&Certificate<'c>],
    anchor: Option<&'r Certificate<'c>>,
    depth: usize,
) -> Option<Reason> {
    let (issuer, above) = issuers.split_first()?;
    let request = search.request;
    let bugs = request.bugs;
    let revocation = request.question().revocation?;
    let end_entity_only = revocation.end_entity_only || bugs.on(Bug::RevocationOfEndEntityOnly);
    // Somebody who is, by name, not the issuer has no say.
    if (depth > 0 && end_entity_only) || !names::same(certificate.issuer(), issuer.subject(), bugs) {
        return None;
    }
    let from_issuer = |crl: &&CertificateList<'c>| {
        bugs.on(Bug::CrlIssuerIgnored) || names::same(crl.issuer(), certificate.issuer(), bugs)
    };
    let first_only = if bugs.on(Bug::FirstCrlOnly) { 1 } else { usize::MAX };
    for crl in request.crls.iter().filter(from_issuer).take(first_only) {
        if is_usable(search, crl) && is_signed(search, crl, issuer, above, anchor) {
            let listed = crl.entries().any(|entry| number(entry.serial_number) == number(certificate.serial_number()));
            return listed.then_some(Reason::Revoked);
        }
    }
    let let_pass = revocation.allow_unknown || bugs.on(Bug::MissingCrlIsGood);
    (!let_pass).then_some(Reason::RevocationUnavailable)
}

/// A serial number without octets that do not change its value.
fn number(mut octets: &[u8]) -> &[u8] {
    while let [first, rest @ ..] = octets
        && rest.first().is_some_and(|second| (*first == 0 && *second < 0x80) || (*first == 0xff && *second >= 0x80))
    {
        octets = rest;
    }
    octets
}

/// Step (a), and what sections 5.1 and 5.2 ask of the CRL itself.
fn is_usable(search: &Search<'_, '_>, crl: &CertificateList<'_>) -> bool {
    let now = search.request.question().time;
    let expired = crl.next_update().is_none_or(|next| now > next.unix_seconds());
    crl.this_update().unix_seconds() <= now
        && (!expired || search.request.bugs.on(Bug::ExpiredCrlAccepted))
        && crl.unhandled_critical_extension().is_none()
        && crl.signature_algorithm() == crl.tbs_signature_algorithm()
}

/// Steps (f) and (g): a key of the CA signed it and may sign CRLs. The issuer's own is tried first, then those of
/// certificates with its name further up, then supplied ones with a path of their own.
fn is_signed<'r, 'c>(
    search: &mut Search<'r, 'c>,
    crl: &CertificateList<'c>,
    issuer: &Certificate<'c>,
    above: &[&Certificate<'c>],
    anchor: Option<&'r Certificate<'c>>,
) -> bool {
    let bugs = search.request.bugs;
    if bugs.on(Bug::CrlSignatureIgnored) {
        return true;
    }
    if names::same(crl.issuer(), issuer.subject(), bugs) && signed_by(search, crl, issuer) {
        return true;
    }
    let same_name = |other: &&&Certificate<'c>| names::same(other.subject(), crl.issuer(), bugs);
    if above.iter().filter(same_name).any(|signer| signed_by(search, crl, signer)) {
        return true;
    }
    if search.wanted_anchor.is_some() {
        return false;
    }
    let Some(anchor) = anchor else { return false };
    let mut signers: Vec<&'r Certificate<'c>> = search.certificates().filter(|other| same_name(&other)).collect();
    // Strangers of the same name, and twins, must not take the places of the one that counts.
    let now = search.request.question().time;
    signers.sort_by_cached_key(|signer| {
        let signed = signer
            .public_key()
            .is_some_and(|key| search.signatures.check(crl.into(), &key, BUDGET) == Signature::Valid);
        (!signed, !validity::contains(signer, now, bugs), signer.der())
    });
    signers.truncate(MAX_SIGNERS);
    signers.retain(|signer| search.has_path_to(signer, anchor));
    signers.into_iter().any(|signer| signed_by(search, crl, signer))
}

fn signed_by<'c>(search: &mut Search<'_, 'c>, crl: &CertificateList<'c>, signer: &Certificate<'c>) -> bool {
    let usage = signer.key_usage().and_then(Result::ok);
    let key: Option<PublicKeyInfo<'c>> = signer.public_key();
    usage.is_none_or(|usage| usage.intersects(KeyUsage::CRL_SIGN))
        && key.is_some_and(|key| search.signatures.check(crl.into(), &key, BUDGET) == Signature::Valid)
}
