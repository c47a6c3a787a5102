//! Validity periods: step (a)(2) of RFC 5280 section 6.1.3.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5>

use verifail::{Certificate, Reason};

use super::bug::{Bug, Switches};

/// 1950, 1970 and a century, in Unix seconds.
const YEAR_1950: i64 = -631_152_000;
const YEAR_1970: i64 = 0;
const CENTURY: i64 = 36_525 * 86_400;

/// Both ends of the period belong to it.
pub(super) fn check(certificate: &Certificate<'_>, at: i64, bugs: Switches, found: &mut Vec<Reason>) {
    let Some((not_before, not_after)) = read(certificate, bugs) else { return };
    if not_before > not_after {
        found.push(Reason::Malformed);
    }
    if at < not_before && !bugs.on(Bug::NotBeforeIgnored) {
        found.push(Reason::NotYetValid);
    }
    if at > not_after || (at == not_after && bugs.on(Bug::NotAfterExclusive)) {
        found.push(Reason::Expired);
    }
}

/// Whether an instant is in the certificate's period.
pub(super) fn contains(certificate: &Certificate<'_>, at: i64, bugs: Switches) -> bool {
    read(certificate, bugs).is_some_and(|(not_before, not_after)| not_before <= at && at <= not_after)
}

/// notBefore and notAfter in Unix seconds.
fn read(certificate: &Certificate<'_>, bugs: Switches) -> Option<(i64, i64)> {
    let validity = certificate.validity()?;
    let read = |seconds: i64| {
        // Years before 1950 have four digits.
        let two_digits = (YEAR_1950..YEAR_1970).contains(&seconds);
        if two_digits && bugs.on(Bug::TwoDigitYearPivot) { seconds + CENTURY } else { seconds }
    };
    Some((read(validity.not_before.unix_seconds()), read(validity.not_after.unix_seconds())))
}
