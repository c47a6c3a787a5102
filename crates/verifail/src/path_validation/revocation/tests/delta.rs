//! Delta CRLs: which ones apply to a complete CRL, and what they change.

use super::*;

fn base(entries: &[Vec<u8>]) -> Crl {
    crl(entries, &[crl_number(5)])
}

fn delta(entries: &[Vec<u8>], base: u8, number: u8) -> Crl {
    Crl { this_update: "260110000000Z", ..crl(entries, &[crl_number(number), delta_indicator(base)]) }
}

#[test]
fn a_delta_revokes_and_removes() {
    check(&[base(&[]), delta(&[listed()], 5, 6)], revoked("unspecified"));
    let held = entry(SERIAL, &[reason_code(6)]);
    check(&[base(std::slice::from_ref(&held)), delta(&[], 4, 6)], revoked("certificateHold"));
    check(&[base(&[held]), delta(&[entry(SERIAL, &[reason_code(8)])], 4, 6)], Status::Good);
    check(
        &[base(&[entry(SERIAL, &[reason_code(6)])]), delta(&[entry(SERIAL, &[reason_code(1)])], 4, 6)],
        revoked("keyCompromise"),
    );
}

#[test]
fn the_delta_with_the_highest_number_is_used() {
    let removed = entry(SERIAL, &[reason_code(8)]);
    check(&[base(&[]), delta(&[listed()], 5, 6), delta(&[removed], 5, 7)], Status::Good);
}

#[test]
fn a_delta_that_does_not_fit_is_left_alone() {
    let fits = delta(&[listed()], 5, 6);
    let without_number = crl(&[listed()], &[delta_indicator(5)]);
    for unfit in [
        delta(&[listed()], 6, 7),
        delta(&[listed()], 4, 5),
        without_number,
        Crl { next_update: Some("260112000000Z"), ..fits.clone() },
        // Its entry is for the right issuer; the list is not.
        Crl { issuer: name(&["Other"]), entries: vec![entry(SERIAL, &[certificate_issuer("CA")])], ..fits.clone() },
        Crl { signature: b"forged", ..fits.clone() },
        Crl { inner_algorithm: tlv(tag::OID, oid::ED448), ..fits.clone() },
        Crl { extensions: [&fits.extensions[..], &[scope(&[flag(1)])]].concat(), ..fits.clone() },
        Crl { extensions: [&fits.extensions[..], &[extension(&[0x2a, 3], true, &[])]].concat(), ..fits.clone() },
        Crl {
            extensions: [
                &fits.extensions[..],
                &[extension(oid::AUTHORITY_KEY_IDENTIFIER, false, &sequence(&[tlv(tag::context(0), b"key")]))],
            ]
            .concat(),
            ..fits.clone()
        },
    ] {
        check(&[base(&[]), unfit], Status::Good);
    }
    let mut case = Case::default();
    case.rules.use_deltas = false;
    case.check(&[base(&[]), fits.clone()], Status::Good);
    check(&[Crl { extensions: Vec::new(), ..base(&[]) }, fits], Status::Good);
}

#[test]
fn a_delta_alone_says_nothing() {
    check(&[delta(&[listed()], 5, 6)], Status::Unknown(UnknownCause::OnlyDeltas));
}

#[test]
fn a_current_delta_brings_an_expired_crl_up_to_date() {
    let expired = Crl { this_update: "251201000000Z", next_update: Some("260101000000Z"), ..base(&[]) };
    let next_update = time("2026-01-01T00:00:00Z");
    check(std::slice::from_ref(&expired), Status::Unknown(UnknownCause::Expired { next_update }));
    check(&[expired.clone(), delta(&[], 5, 6)], Status::Good);
    let forged = Crl { signature: b"forged", ..delta(&[], 5, 6) };
    check(&[expired, forged], Status::Unknown(UnknownCause::Expired { next_update }));
    let future = Crl { this_update: "260120000000Z", ..base(&[]) };
    let this_update = time("2026-01-20T00:00:00Z");
    check(&[future, delta(&[], 5, 6)], Status::Unknown(UnknownCause::NotYetValid { this_update }));
}

#[test]
fn a_delta_that_the_budget_did_not_reach_is_not_taken_for_absent() {
    let mut case = Case::default().keys(Keys { budget: 1, ..Keys::default() });
    case.check(&[base(&[]), delta(&[listed()], 5, 6)], Status::Unknown(UnknownCause::OverBudget));
}
