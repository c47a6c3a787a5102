//! Evidence memory: the same certificate refused again and again is no accident; different ones are a mixed fleet.

use verifail::{Reason, RetryAdvice};
use verifail_retry::{Connection, Facts, Memory, Policy, StopReason};

use crate::fixture::{before_the_handshake_ended, diagnosis, drive, millis};

/// Drives a call whose n-th attempt is shown the n-th certificate, refused for this reason.
fn shown(certificates: &[(u8, Reason)], facts: Facts) -> (Vec<Connection>, Option<StopReason>) {
    let mut memory = Memory::new(Policy::default().max_attempts(12).persistent_after(3));
    let mut at = facts.address;
    let (steps, why) = drive(
        &mut memory,
        || 0,
        |number, connection| {
            if let Some(Connection::OtherAddress { address, .. }) = connection {
                at = address;
            }
            let (certificate, reason) = *certificates.get(usize::try_from(number - 1).unwrap())?;
            let facts = facts.fingerprint([certificate; 32]).address(at, facts.addresses);
            Some((diagnosis(Some(reason), RetryAdvice::FreshConnection), facts, millis(1)))
        },
    );
    (steps.iter().filter_map(|step| step.connection).collect(), why)
}

const NAME: Reason = Reason::NameMismatch;
const EKU: Reason = Reason::EkuMissingOrWrong;

#[test]
fn the_same_certificate_refused_three_times_is_persistent() {
    let (connections, why) = shown(&[(1, NAME); 9], before_the_handshake_ended());
    assert_eq!((connections.len(), why), (2, Some(StopReason::Persistent)));
}

#[test]
fn other_reasons_and_no_certificate_at_all_are_not_counted_together() {
    let both = [(1, NAME), (1, EKU), (1, NAME), (1, EKU), (1, NAME)];
    assert_eq!(shown(&both, before_the_handshake_ended()).0.len(), 4);
    // Not even by a policy that bears no refusal at all.
    for times in [0, 2] {
        let mut memory = Memory::new(Policy::default().max_attempts(9).persistent_after(times));
        let reset = |_, _| Some((diagnosis(Some(NAME), RetryAdvice::Same), before_the_handshake_ended(), millis(1)));
        assert_eq!(drive(&mut memory, || 0, reset).1, Some(StopReason::AttemptsExhausted), "{times}");
    }
}

#[test]
fn different_certificates_are_a_mixed_fleet_and_another_address_is_tried() {
    let (connections, why) = shown(&[(1, EKU), (2, EKU)], before_the_handshake_ended().address(0, 4));
    let elsewhere = Connection::OtherAddress { address: 1, may_resume: true };
    assert_eq!((connections, why), (vec![Connection::Fresh, elsewhere], None));
}

#[test]
fn behind_one_address_a_mixed_fleet_is_met_on_fresh_connections() {
    let seen = [(1, EKU), (2, EKU), (1, EKU), (1, EKU), (1, EKU)];
    let (connections, why) = shown(&seen, before_the_handshake_ended());
    assert_eq!(why, None, "more than one certificate: a good node may be next");
    assert_eq!(connections, vec![Connection::Fresh; 5]);
}

#[test]
fn the_same_certificate_everywhere_is_persistent_only_when_every_address_was_asked() {
    let elsewhere = |addresses| {
        let mut memory = Memory::new(Policy::default().max_attempts(12).persistent_after(2));
        let mut at = 0;
        let (steps, why) = drive(
            &mut memory,
            || 0,
            |_, connection| {
                if let Some(Connection::OtherAddress { address, .. }) = connection {
                    at = address;
                }
                let facts = before_the_handshake_ended().fingerprint([1; 32]).address(at, addresses);
                Some((diagnosis(Some(EKU), RetryAdvice::OtherAddress), facts, millis(1)))
            },
        );
        assert_eq!(why, Some(StopReason::Persistent));
        steps.len()
    };
    assert_eq!([elsewhere(1), elsewhere(2), elsewhere(5)], [2, 2, 5]);
}

#[test]
fn more_certificates_than_are_remembered_do_no_harm() {
    let many: Vec<(u8, Reason)> = (0..11).map(|n| (n, NAME)).collect();
    let (connections, why) = shown(&many, before_the_handshake_ended());
    assert_eq!((connections.len(), why), (11, None));
}
