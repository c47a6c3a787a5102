//! Indirect CRLs: another issuer's list, found through cRLIssuer and read through certificateIssuer.

use super::*;

/// A certificate whose point names "CRL Issuer", and a CRL by that issuer.
fn indirect(entries: &[Vec<u8>], extensions: &[Vec<u8>]) -> (Case, Crl) {
    let point = points(&[&[full_name(&[directory_name(&["DP"])]), crl_issuer("CRL Issuer")]]);
    let crl = Crl { issuer: name(&["CRL Issuer"]), signature: b"indirect", ..crl(entries, extensions) };
    (Case::with(&[point]).keys(Keys::with("CRL Issuer", 3, Some(KeyUsage::CRL_SIGN))), crl)
}

#[test]
fn an_indirect_crl_carries_the_certificate_issuer_over_to_the_next_entries() {
    let flags = [scope(&[flag(4)])];
    let (mut case, crl) = indirect(&[entry(1, &[certificate_issuer("CA")]), entry(2, &[]), listed()], &flags);
    case.check(&[crl], revoked("unspecified"));
    let (mut case, crl) = indirect(&[entry(1, &[certificate_issuer("Other")]), listed()], &flags);
    case.check(&[crl], Status::Good);
    // Before the first certificateIssuer, entries are the CRL issuer's own.
    let (mut case, crl) = indirect(&[listed(), entry(1, &[certificate_issuer("CA")])], &flags);
    case.check(&[crl], Status::Good);
}

#[test]
fn a_crl_of_another_issuer_must_be_named_by_the_point_indirect_and_signed_on_a_valid_path() {
    let (mut case, crl) = indirect(&[], &[]);
    case.check(&[crl], Status::Unknown(UnknownCause::NotIndirect));
    let (case, crl) = indirect(&[], &[scope(&[flag(4)])]);
    Case::default().check(std::slice::from_ref(&crl), Status::Unknown(UnknownCause::NoCrl));
    case.keys(Keys::default()).check(std::slice::from_ref(&crl), Status::Unknown(UnknownCause::SignerNotFound));
    let (case, _) = indirect(&[], &[]);
    let without_bit = Keys::with("CRL Issuer", 3, Some(KeyUsage::DIGITAL_SIGNATURE));
    case.keys(without_bit).check(&[crl], Status::Unknown(UnknownCause::IssuerMayNotSignCrls));
}

#[test]
fn a_point_without_a_name_is_matched_by_its_crl_issuer() {
    let point = points(&[&[crl_issuer("CRL Issuer")]]);
    let keys = || Keys::with("CRL Issuer", 3, Some(KeyUsage::CRL_SIGN));
    let of = |name: &str| indirect(&[], &[scope(&[full_name(&[directory_name(&[name])]), flag(4)])]).1;
    Case::with(std::slice::from_ref(&point)).keys(keys()).check(&[of("CRL Issuer")], Status::Good);
    let mismatch = Status::Unknown(UnknownCause::DistributionPointMismatch);
    Case::with(&[point]).keys(keys()).check(&[of("DP")], mismatch);
}

#[test]
fn a_relative_name_beside_a_crl_issuer_is_relative_to_that() {
    let point = points(&[&[relative_name("DP"), crl_issuer("CRL Issuer")]]);
    let keys = || Keys::with("CRL Issuer", 3, Some(KeyUsage::CRL_SIGN));
    let of = |names: &[&str]| indirect(&[], &[scope(&[full_name(&[directory_name(names)]), flag(4)])]).1;
    Case::with(std::slice::from_ref(&point)).keys(keys()).check(&[of(&["CRL Issuer", "DP"])], Status::Good);
    let mismatch = Status::Unknown(UnknownCause::DistributionPointMismatch);
    Case::with(&[point]).keys(keys()).check(&[of(&["CA", "DP"])], mismatch);
}
