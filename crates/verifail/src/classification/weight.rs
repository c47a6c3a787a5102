//! Which of several reasons in one text decides.

use super::row::Strength;
use crate::taxonomy::{Layer, Reason};

/// Weights from here on are specific: several of them in one text are all worth telling.
pub(super) const SPECIFIC: u8 = 50;

/// How much a reason counts that a row of that strength gives, or a number within its words. Of equal ones the first in
/// the text decides.
///
/// A precise reason outweighs a general one, a certificate's what the connection did afterwards, and words outweigh a
/// number where the two disagree: OpenSSL renumbered its verification results between 1.1.1 and 3.0.
pub(super) const fn weight(reason: Reason, strength: Strength, by_a_number: bool) -> u8 {
    let words = !by_a_number as u8;
    match strength {
        Strength::Decisive => 90 + words,
        // Of wrappers, one that speaks of TLS.
        Strength::Wrapper => 1 + !matches!(reason.layer(), Layer::Outside) as u8,
        Strength::Faint => 2 + precision(reason) / 8,
        Strength::Usual if by_a_number => by_number(precision(reason)),
        Strength::Usual => precision(reason) + 1,
    }
}

/// What a number's reason counts: less than any that words give of a certificate, as much as others.
const fn by_number(precision: u8) -> u8 {
    if precision < 60 { precision } else { 57 + (precision - 60) / 2 }
}

/// How precise a reason is.
pub(super) const fn precision(reason: Reason) -> u8 {
    match reason {
        Reason::GenericVerifyFailed => 32,
        Reason::GenericHandshakeFailure => 30,
        Reason::NotTlsRelated => 12,
        Reason::TlsNotFailure => 10,
        Reason::UncleanClose => 36,
        Reason::HandshakeEof | Reason::HandshakeReset | Reason::HandshakeTimeout => 40,
        Reason::PeerInternalError | Reason::ProtocolViolation => 50,
        Reason::PeerRejectedOurCert => 52,
        Reason::UnknownIssuer | Reason::MissingIntermediate | Reason::ExpiredOrNotYetValid => 60,
        _ => match reason.layer() {
            Layer::Transport => 54,
            Layer::Negotiation => 56,
            _ => 64,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::codes::{ALERTS, CURL_EXIT, Reading};
    use super::super::found::Match;
    use super::super::row::Row;
    use super::*;
    use crate::taxonomy::Stack;

    fn weighed(row: &'static Row, number: Option<(i64, Reading)>) -> u8 {
        Match::new(row, Stack::Shared, 0..0, number).weight()
    }

    #[test]
    fn words_outweigh_a_number_and_what_decides_outweighs_all_else() {
        const USUAL: &Row = &Row::new("unknown ca").means(Reason::UnknownIssuer);
        const DECISIVE: &Row = &Row::new("unknown ca").means(Reason::UnknownIssuer).decisive();
        let number = ALERTS.read(48).map(|reading| (48, reading));
        assert!(number.is_some());
        assert!(weighed(USUAL, None) > weighed(USUAL, number));
        assert!(weighed(DECISIVE, None) > weighed(DECISIVE, number));
        // curl's old 51 was a name that differs, and whatever its backend found.
        let mismatch = CURL_EXIT.read(51).map(|reading| (51, reading));
        assert_eq!(mismatch.and_then(|(_, reading)| reading.reason), Some(Reason::NameMismatch));
        assert!(weighed(USUAL, None) > weighed(USUAL, mismatch));
        let precise = Reason::ALL.iter().map(|reason| precision(*reason)).max();
        assert!(precise.is_some_and(|precise| weighed(DECISIVE, number) > precise + 1));
    }
}
