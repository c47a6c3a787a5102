//! Every branch of section 6.3.3, with CRLs written by hand and a [`Signers`] that is told who signed what.

mod delta;
mod indirect;
// Without a provider there is no signature to check.
#[cfg(any(feature = "aws-lc-rs", feature = "ring"))]
mod pkits;

use super::*;
use crate::crl::fixture::{
    Crl, certificate as certificate_der, certificate_issuer, crl_number, delta_indicator, directory_name, entry,
    extension, flag, full_name, name, reason_code, reasons, relative_name, scope, sequence, tlv, uri,
};
use crate::der::tag;
use crate::oid;

/// Serial number of the certificate asked about.
const SERIAL: u8 = 5;
/// Reason flags keyCompromise and cACompromise; all others but aACompromise.
const COMPROMISE: u8 = 0b0110_0000;
const NOT_COMPROMISE: u8 = 0b0001_1111;

/// Keys are 32 equal octets; a CRL's signature says whose it is.
struct Keys {
    /// (name of the CRL issuer, key octet, key usage)
    others: Vec<(&'static str, Vec<u8>, Option<KeyUsage>)>,
    /// What `verify_crl` says of a signature by that key.
    state: SignatureState,
    /// How often a signature was asked for.
    checks: usize,
    /// Signature checks allowed.
    budget: usize,
}

impl Default for Keys {
    fn default() -> Self {
        Self { others: Vec::new(), state: SignatureState::Valid, checks: 0, budget: usize::MAX }
    }
}

impl Keys {
    fn with(common_name: &'static str, key: u8, key_usage: Option<KeyUsage>) -> Self {
        let certificate = certificate_der(&["Root"], &[common_name], 1, key, &[]);
        Self { others: vec![(common_name, certificate, key_usage)], ..Self::default() }
    }
}

/// The octet of which a CRL's signer's key consists.
fn key_of(signature: &[u8]) -> u8 {
    match signature {
        b"CA" => 1,
        b"second key" => 2,
        b"indirect" => 3,
        _ => 0,
    }
}

/// Borrows [`Keys`], for certificates must outlive the trait object.
struct Asked<'k> {
    keys: &'k Keys,
    checks: usize,
}

impl<'k> Signers<'k> for Asked<'k> {
    fn verify_crl(&mut self, crl: &CertificateList<'_>, key: PublicKeyInfo<'k>) -> SignatureState {
        self.checks += 1;
        if self.checks > self.keys.budget {
            SignatureState::OverBudget
        } else if key.key().first() == Some(&key_of(crl.signature())) {
            self.keys.state
        } else {
            SignatureState::Wrong
        }
    }

    fn crl_signers(&mut self, crl: &CertificateList<'_>) -> Vec<CrlSigner<'k>> {
        let all = self.keys.others.iter().map(|(_, der, key_usage)| (Certificate::from_der(der).unwrap(), *key_usage));
        all.filter(|(certificate, _)| certificate.subject().matches(&crl.issuer(), NameComparison::Rfc5280))
            .map(|(certificate, key_usage)| CrlSigner { public_key: certificate.public_key().unwrap(), key_usage })
            .collect()
    }
}

/// The certificate asked about, its issuer's key usage, and the rules.
struct Case {
    extensions: Vec<Vec<u8>>,
    issuer_key_usage: Option<KeyUsage>,
    rules: RevocationRules,
    keys: Keys,
}

impl Default for Case {
    fn default() -> Self {
        Self {
            extensions: Vec::new(),
            issuer_key_usage: Some(KeyUsage::CRL_SIGN.union(KeyUsage::KEY_CERT_SIGN)),
            rules: RevocationRules {
                time: "2026-01-15T00:00:00Z".parse().unwrap(),
                use_deltas: true,
                allow_missing_next_update: false,
                crls: CrlRules::RFC5280,
            },
            keys: Keys::default(),
        }
    }
}

impl Case {
    fn with(extensions: &[Vec<u8>]) -> Self {
        Self { extensions: extensions.to_vec(), ..Self::default() }
    }

    fn keys(self, keys: Keys) -> Self {
        Self { keys, ..self }
    }

    fn status(&mut self, crls: &[Crl]) -> Status {
        let ders: Vec<_> = crls.iter().map(Crl::der).collect();
        let crls: Vec<_> = ders.iter().map(|der| CertificateList::from_der(der).unwrap()).collect();
        let der = certificate_der(&["CA"], &["EE"], SERIAL, 9, &self.extensions);
        let issuer_der = certificate_der(&["Root"], &["ca"], 2, 1, &[]);
        let certificate = Certificate::from_der(&der).unwrap();
        assert!(certificate.defects().is_empty(), "{:?}", certificate.defects());
        let issuer = Certificate::from_der(&issuer_der).unwrap();
        let signer = CrlSigner { public_key: issuer.public_key().unwrap(), key_usage: self.issuer_key_usage };
        let mut asked = Asked { keys: &self.keys, checks: 0 };
        let view = IssuerView { subject: issuer.subject(), signer };
        let status = status(&certificate, &view, &crls, &self.rules, &mut asked);
        self.keys.checks = asked.checks;
        status
    }

    fn check(&mut self, crls: &[Crl], expect: Status) {
        assert_eq!(self.status(crls), expect);
    }
}

fn check(crls: &[Crl], expect: Status) {
    Case::default().check(crls, expect);
}

fn time(text: &str) -> Time {
    text.parse().unwrap()
}

fn revoked(reason: &'static str) -> Status {
    Status::Revoked { at: Some(time("2026-01-05T00:00:00Z")), reason }
}

fn crl(entries: &[Vec<u8>], extensions: &[Vec<u8>]) -> Crl {
    Crl { entries: entries.to_vec(), extensions: extensions.to_vec(), ..Crl::default() }
}

fn listed() -> Vec<u8> {
    entry(SERIAL, &[])
}

/// A cRLDistributionPoints of points, each from its fields.
fn points(points: &[&[Vec<u8>]]) -> Vec<u8> {
    let points: Vec<_> = points.iter().map(|fields| sequence(fields)).collect();
    extension(oid::CRL_DISTRIBUTION_POINTS, false, &sequence(&points))
}

fn ca_flag() -> Vec<u8> {
    extension(oid::BASIC_CONSTRAINTS, true, &sequence(&[tlv(tag::BOOLEAN, &[0xff])]))
}

/// `cRLIssuer [2]`.
fn crl_issuer(common_name: &str) -> Vec<u8> {
    tlv(tag::context_constructed(2), &directory_name(&[common_name]))
}

// The issuer's complete CRL.

#[test]
fn a_complete_crl_answers_good_or_revoked_with_its_reason() {
    check(&[crl(&[], &[])], Status::Good);
    check(&[crl(&[entry(4, &[]), entry(6, &[])], &[])], Status::Good);
    check(&[crl(&[entry(4, &[]), listed()], &[])], revoked("unspecified"));
    check(&[crl(&[entry(SERIAL, &[reason_code(4)])], &[])], revoked("superseded"));
    check(&[Crl { version: None, entries: vec![listed()], ..Crl::default() }], revoked("unspecified"));
}

#[test]
fn without_a_crl_of_the_issuer_the_status_is_unknown() {
    check(&[], Status::Unknown(UnknownCause::NoCrl));
    check(&[Crl { issuer: name(&["Other"]), ..crl(&[listed()], &[]) }], Status::Unknown(UnknownCause::NoCrl));
}

#[test]
fn issuer_names_compare_as_the_profile_says() {
    check(&[Crl { issuer: name(&[" cA "]), ..crl(&[listed()], &[]) }], revoked("unspecified"));
}

#[test]
fn the_freshest_crl_is_believed_in_any_order() {
    let old = Crl { this_update: "251231000000Z", ..crl(&[], &[crl_number(1)]) };
    let new = crl(&[listed()], &[crl_number(2)]);
    check(&[old.clone(), new.clone()], revoked("unspecified"));
    check(&[new, old.clone()], revoked("unspecified"));
    // The other way round: the hold was lifted.
    let held = Crl { entries: vec![entry(SERIAL, &[reason_code(6)])], ..old };
    check(&[held, crl(&[], &[crl_number(2)])], Status::Good);
}

#[test]
fn remove_from_crl_in_a_complete_crl_does_not_revoke() {
    check(&[crl(&[entry(SERIAL, &[reason_code(8)])], &[])], Status::Good);
}

// Currency.

#[test]
fn both_ends_of_the_update_period_belong_to_it() {
    let next_update = time("2026-02-01T00:00:00Z");
    let this_update = time("2026-01-01T00:00:00Z");
    for (at, expect) in [
        ("2025-12-31T23:59:59Z", Status::Unknown(UnknownCause::NotYetValid { this_update })),
        ("2026-01-01T00:00:00Z", Status::Good),
        ("2026-02-01T00:00:00Z", Status::Good),
        ("2026-02-01T00:00:01Z", Status::Unknown(UnknownCause::Expired { next_update })),
    ] {
        let mut case = Case::default();
        case.rules.time = time(at);
        case.check(&[crl(&[], &[])], expect);
    }
}

#[test]
fn a_missing_next_update_is_the_rules_decision() {
    let crl = Crl { next_update: None, ..Crl::default() };
    check(std::slice::from_ref(&crl), Status::Unknown(UnknownCause::NextUpdateMissing));
    let mut case = Case::default();
    case.rules.allow_missing_next_update = true;
    case.check(&[crl], Status::Good);
}

#[test]
fn an_expired_crl_beside_a_current_one_does_no_harm() {
    let expired = Crl { this_update: "251201000000Z", next_update: Some("260101000000Z"), ..crl(&[], &[]) };
    check(&[expired, crl(&[], &[])], Status::Good);
}

// Signatures and signers.

#[test]
fn a_crl_counts_only_with_a_signature_of_its_issuer() {
    let forged = Crl { signature: b"forged", ..crl(&[], &[]) };
    check(std::slice::from_ref(&forged), Status::Unknown(UnknownCause::SignatureWrong));
    // A forged one, fresher than the real one, keeps nobody from the real one.
    let forged = Crl { this_update: "260110000000Z", ..forged };
    check(&[forged, crl(&[listed()], &[])], revoked("unspecified"));
}

#[test]
fn other_states_of_a_signature_are_told_apart() {
    for (state, cause) in [
        (SignatureState::Unsupported, UnknownCause::UnsupportedSignatureAlgorithm),
        (SignatureState::OverBudget, UnknownCause::OverBudget),
        (SignatureState::Wrong, UnknownCause::SignatureWrong),
    ] {
        let mut case = Case::default().keys(Keys { state, ..Keys::default() });
        case.check(&[crl(&[listed()], &[])], Status::Unknown(cause));
    }
    let two_algorithms = Crl { inner_algorithm: tlv(tag::OID, oid::ED448), ..Crl::default() };
    check(&[two_algorithms], Status::Unknown(UnknownCause::SignatureAlgorithmMismatch));
}

#[test]
fn an_issuer_without_crl_sign_is_refused_before_its_signature_is_checked() {
    let mut case = Case { issuer_key_usage: Some(KeyUsage::KEY_CERT_SIGN), ..Case::default() };
    case.check(&[crl(&[], &[])], Status::Unknown(UnknownCause::IssuerMayNotSignCrls));
    assert_eq!(case.keys.checks, 0);
    Case { issuer_key_usage: None, ..Case::default() }.check(&[crl(&[], &[])], Status::Good);
}

#[test]
fn a_second_key_of_the_same_ca_may_sign_its_crls() {
    let by_second = Crl { signature: b"second key", ..crl(&[listed()], &[]) };
    check(std::slice::from_ref(&by_second), Status::Unknown(UnknownCause::SignatureWrong));
    let keys = |usage| Keys::with("CA", 2, Some(usage));
    Case::default().keys(keys(KeyUsage::CRL_SIGN)).check(std::slice::from_ref(&by_second), revoked("unspecified"));
    // The second key without cRLSign: the first key's wrong signature got further.
    let mut case = Case::default().keys(keys(KeyUsage::DIGITAL_SIGNATURE));
    case.check(&[by_second], Status::Unknown(UnknownCause::SignatureWrong));
}

#[test]
fn a_crl_is_examined_once_however_many_points_lead_to_it() {
    let point: &[Vec<u8>] = &[full_name(&[uri("http://crl.example/1")])];
    let mut case = Case::with(&[points(&[point; 20])]);
    case.check(&[Crl { signature: b"forged", ..crl(&[], &[]) }], Status::Unknown(UnknownCause::SignatureWrong));
    assert_eq!(case.keys.checks, 1);
}

// Critical extensions.

#[test]
fn a_crl_with_an_unknown_critical_extension_is_not_used() {
    const UNKNOWN: &[u8] = &[0x2a, 3];
    let cause =
        || Status::Unknown(UnknownCause::UnhandledCriticalExtension(crate::ObjectIdentifier::new(UNKNOWN).into()));
    check(&[crl(&[], &[extension(UNKNOWN, true, &[5, 0])])], cause());
    check(&[crl(&[], &[extension(UNKNOWN, false, &[5, 0])])], Status::Good);
    // In any entry, for it may change what the entries mean.
    check(&[crl(&[entry(4, &[extension(UNKNOWN, true, &[5, 0])])], &[])], cause());
    check(&[crl(&[entry(4, &[extension(UNKNOWN, false, &[5, 0])])], &[])], Status::Good);
}

// Scope: kinds of certificates.

#[test]
fn a_crl_for_one_kind_of_certificate_does_not_cover_the_other() {
    let other_kind = || Status::Unknown(UnknownCause::OtherKindOfCertificate);
    for (scope_flag, ca, expect) in [
        (1, false, Status::Good),
        (1, true, other_kind()),
        (2, false, other_kind()),
        (2, true, Status::Good),
        (5, false, other_kind()),
        (5, true, other_kind()),
    ] {
        let extensions = if ca { vec![ca_flag()] } else { Vec::new() };
        Case::with(&extensions).check(&[crl(&[], &[scope(&[flag(scope_flag)])])], expect);
    }
    let unreadable = extension(oid::BASIC_CONSTRAINTS, true, &[0x30, 1, 1]);
    for scope_flag in [1, 2] {
        let mut case = Case::with(std::slice::from_ref(&unreadable));
        case.check(&[crl(&[], &[scope(&[flag(scope_flag)])])], other_kind());
    }
}

// Scope: distribution points.

#[test]
fn a_partitioned_crl_needs_a_name_in_common_with_the_certificate() {
    let of_crl = scope(&[full_name(&[uri("http://crl.example/1"), uri("ldap://x/1")])]);
    let mismatch = || Status::Unknown(UnknownCause::DistributionPointMismatch);
    let named = |name: Vec<u8>| Case::with(&[points(&[&[full_name(&[name])]])]);
    let crls = [crl(&[listed()], std::slice::from_ref(&of_crl))];
    named(uri("ldap://x/1")).check(&crls, revoked("unspecified"));
    named(uri("HTTP://CRL.example/1")).check(&crls, revoked("unspecified"));
    named(uri("http://crl.example/2")).check(&crls, mismatch());
    named(directory_name(&["DP"])).check(&crls, mismatch());
    // No distribution point at all: the implied one is named like the issuer.
    check(&crls, mismatch());
    check(&[crl(&[], &[scope(&[full_name(&[directory_name(&["CA"])])])])], Status::Good);
}

#[test]
fn the_implied_point_has_the_issuers_alternative_names_too() {
    let alternative = extension(oid::ISSUER_ALT_NAME, false, &sequence(&[uri("http://ca.example/")]));
    let crls = [crl(&[listed()], &[scope(&[full_name(&[uri("http://ca.example/")])])])];
    Case::with(&[alternative]).check(&crls, revoked("unspecified"));
}

#[test]
fn names_relative_to_the_issuer_equal_the_full_ones() {
    let full = || full_name(&[directory_name(&["CA", "DP 1"])]);
    for (of_certificate, of_crl) in [
        (relative_name("DP 1"), full()),
        (full(), relative_name("dp 1")),
        (relative_name("DP 1"), relative_name("DP 1")),
    ] {
        let mut case = Case::with(&[points(&[&[of_certificate]])]);
        case.check(&[crl(&[listed()], &[scope(&[of_crl])])], revoked("unspecified"));
        case.check(
            &[crl(&[listed()], &[scope(&[relative_name("DP 2")])])],
            Status::Unknown(UnknownCause::DistributionPointMismatch),
        );
    }
}

#[test]
fn a_whole_crl_covers_a_certificate_with_any_distribution_point() {
    let mut case = Case::with(&[points(&[&[full_name(&[uri("http://crl.example/1")])]])]);
    case.check(&[crl(&[listed()], &[])], revoked("unspecified"));
    let unreadable = extension(oid::CRL_DISTRIBUTION_POINTS, false, &[5, 0]);
    Case::with(&[unreadable]).check(&[crl(&[], &[])], Status::Good);
}

// Reasons.

#[test]
fn reasons_are_covered_by_several_crls_together() {
    let some = |bits, octets: &'static [u8], entries: &[Vec<u8>]| {
        let reasons = tlv(tag::context(3), octets);
        assert!(octets[1] == bits);
        crl(entries, &[scope(&[reasons])])
    };
    let compromise = some(COMPROMISE, &[5, COMPROMISE], &[]);
    let rest = some(NOT_COMPROMISE, &[7, NOT_COMPROMISE, 0x80], &[]);
    check(&[compromise.clone(), rest.clone()], Status::Good);
    let covered = ReasonFlags(0b110);
    check(std::slice::from_ref(&compromise), Status::Unknown(UnknownCause::ReasonsNotCovered { covered }));
    check(&[compromise.clone(), compromise.clone()], Status::Unknown(UnknownCause::ReasonsNotCovered { covered }));
    let rest_lists = Crl { entries: vec![entry(SERIAL, &[reason_code(4)])], ..rest.clone() };
    check(&[compromise.clone(), rest_lists], revoked("superseded"));
    // Why the rest is not covered is more telling than that it is not.
    let expired = Crl { this_update: "251201000000Z", next_update: Some("260101000000Z"), ..rest };
    let next_update = time("2026-01-01T00:00:00Z");
    check(&[compromise, expired], Status::Unknown(UnknownCause::Expired { next_update }));
}

#[test]
fn the_points_reasons_limit_what_its_crl_covers() {
    let (one, two) = (full_name(&[uri("http://crl.example/1")]), full_name(&[uri("http://crl.example/2")]));
    let rest = tlv(tag::context(1), &[7, NOT_COMPROMISE, 0x80]);
    let mut case = Case::with(&[points(&[&[one.clone(), reasons(1, COMPROMISE)], &[two.clone(), rest]])]);
    let (first, second) = (crl(&[], &[scope(&[one])]), crl(&[], &[scope(&[two])]));
    case.check(&[first.clone(), second.clone()], Status::Good);
    let covered = ReasonFlags(0b110);
    case.check(&[first], Status::Unknown(UnknownCause::ReasonsNotCovered { covered }));
    let covered = ReasonFlags(0b1_1111_1000);
    case.check(&[second], Status::Unknown(UnknownCause::ReasonsNotCovered { covered }));
}

// Limits and words.

#[test]
fn names_and_points_beyond_the_limits_leave_the_status_unknown() {
    let wanted = uri("http://crl.example/wanted");
    let crls = [crl(&[], &[scope(&[full_name(std::slice::from_ref(&wanted))])])];
    let names = |before: usize| [vec![uri("http://crl.example/other"); before], vec![wanted.clone()]].concat();
    Case::with(&[points(&[&[full_name(&names(MAX_NAMES - 1))]])]).check(&crls, Status::Good);
    let mismatch = || Status::Unknown(UnknownCause::DistributionPointMismatch);
    Case::with(&[points(&[&[full_name(&names(MAX_NAMES))]])]).check(&crls, mismatch());
    let each: Vec<[Vec<u8>; 1]> = names(MAX_POINTS).into_iter().map(|name| [full_name(&[name])]).collect();
    let each: Vec<&[Vec<u8>]> = each.iter().map(|point| &point[..]).collect();
    Case::with(&[points(&each[1..])]).check(&crls, Status::Good);
    Case::with(&[points(&each)]).check(&crls, mismatch());
}

#[test]
fn causes_say_what_is_missing() {
    let covered = ReasonFlags(0b110);
    assert_eq!(
        UnknownCause::ReasonsNotCovered { covered }.to_string(),
        "CRLs that do not cover affiliationChanged, superseded, cessationOfOperation, certificateHold, \
         privilegeWithdrawn, aACompromise"
    );
    let next_update = time("2026-02-01T00:00:00Z");
    assert_eq!(UnknownCause::Expired { next_update }.to_string(), "a CRL that held until 2026-02-01T00:00:00Z");
}
