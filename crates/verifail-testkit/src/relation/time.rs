//! Relations 14 to 16: only validity periods read the clock, and they read it to the second.

use std::collections::BTreeSet;

use verifail::{Requirement, Role, Severity};

use super::trial::{Stop, Trial};
use super::{Need, Relation};
use crate::verifier::{Breach, Outcome, Rejected};
use crate::world::{DAY, EncodingFault, Place, Validity, World};

pub(super) const INSIDE: Relation = Relation::new(
    14,
    "between two instants at which a validity begins or ends, time changes nothing",
    Need::Nothing,
    inside,
);
pub(super) const AT_THE_ENDS: Relation = Relation::new(
    15,
    "a path is valid at its first and last instant and not a second outside, which is told to the second",
    Need::Nothing,
    at_the_ends,
);
pub(super) const SHIFTED: Relation =
    Relation::new(16, "all times shifted by the same amount change nothing", Need::Nothing, shifted);

/// 1950 and 2050, between which times are written with two digits of the year (RFC 5280 section 4.1.2.5).
pub(super) const CENTURY: std::ops::Range<i64> = -631_152_000..2_524_608_000;

fn instants(world: &World) -> Vec<i64> {
    let validities = world.places().flat_map(|(_, spec)| {
        let ends = [spec.validity.not_before, spec.validity.not_after];
        // Written without seconds, it is read as the whole minute.
        let cut = spec.faults.contains(&EncodingFault::TimeWithoutSeconds);
        if cut { ends.map(|end| end - end.rem_euclid(60)) } else { ends }
    });
    let updates = world.crls.iter().flat_map(|crl| [crl.this_update, crl.next_update]);
    let mut instants: Vec<i64> = validities.chain(updates).collect();
    instants.sort_unstable();
    instants.dedup();
    instants
}

fn inside(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let now = trial.base.question.time;
    let instants = instants(trial.base);
    let from = instants.iter().copied().filter(|at| *at <= now).max().unwrap_or(now - 400 * DAY);
    let to = instants.iter().copied().filter(|at| *at >= now).min().unwrap_or(now + 400 * DAY);
    // Strictly between: whether the ends belong to it is the next relation's question.
    if from == now || to == now || to - from < 3 {
        return Err(Stop::NotApplicable);
    }
    let before = trial.ask_base()?;
    let width = u32::try_from(to - from - 1).unwrap_or(u32::MAX) as usize;
    let mut world = trial.base.clone();
    world.question.time = match trial.below(4) {
        0 => from + 1,
        1 => to - 1,
        _ => from + 1 + trial.below(width) as i64,
    };
    let moved = world.question.time - now;
    let after = trial.ask(world)?;
    trial.same(&before, after, format_args!("the time was moved by {moved} s, over no beginning or end"))
}

fn at_the_ends(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let before = trial.accepted_base()?;
    let route = trial.only_route()?;
    if trial.base.question.revocation.is_some() {
        return Err(Stop::NotApplicable);
    }
    let policy = trial.policy;
    let looked_at = |place: &Place| {
        let role = match place {
            Place::EndEntity => Role::EndEntity,
            Place::Intermediate(_) => Role::Intermediate,
            Place::Anchor(_) => Role::Anchor,
        };
        policy.severity(Requirement::NotAfter, role) == Severity::Error
    };
    let on_path: Vec<(usize, Validity)> = (0..)
        .zip(&route)
        .filter(|(_, place)| looked_at(place))
        .filter_map(|(depth, place)| Some((depth, trial.base.certificate(*place)?.validity)))
        .collect();
    let first = on_path.iter().map(|(_, validity)| validity.not_before).max().ok_or(Stop::NotApplicable)?;
    let last = on_path.iter().map(|(_, validity)| validity.not_after).min().ok_or(Stop::NotApplicable)?;
    // Policies differ in whether the last second still belongs to the period.
    let inclusive = policy.parameters().not_after_inclusive;
    let end = if inclusive { last } else { last - 1 };
    let (variant, at, accept) = trial.one_of(&[
        ("first instant", first, true),
        ("before the first", first - 1, false),
        ("last instant", end, true),
        ("after the last", end + 1, false),
    ])?;
    trial.variant = variant;
    let mut world = trial.base.clone();
    world.question.time = at;
    let after = trial.ask(world)?;
    let what = format!("asked at {at}, {variant} of the path");
    if accept {
        return trial.accepts(&before, after, what);
    }
    // Exactly the certificates that are outside their period, each by as much as it is.
    let late = |validity: &Validity| at > validity.not_after || (at == validity.not_after && !inclusive);
    let mut expected: Vec<(Breach, i64)> = Vec::new();
    for (depth, validity) in &on_path {
        let breach = |reason| Breach { reason, depth: Some(*depth) };
        if at < validity.not_before {
            expected.push((breach(Requirement::NotBefore.reason()), at - validity.not_before));
        }
        if late(validity) {
            expected.push((breach(Requirement::NotAfter.reason()), at - validity.not_after));
        }
    }
    let right = match &after.outcome {
        Outcome::Reject(rejected) => is_told(rejected, &expected, trial.verifier.capabilities().reasons),
        _ => false,
    };
    let by: Vec<String> =
        expected.iter().map(|(breach, seconds)| format!("{} by {seconds} s", breach.reason)).collect();
    let by = by.join(", ");
    trial.holds(right, &before, after, format_args!("{what}: it must be rejected, and for that only: {by}"))
}

/// Whether a rejection says what it must, as far as the verifier tells such things.
fn is_told(rejected: &Rejected, expected: &[(Breach, i64)], gives_reasons: bool) -> bool {
    let sorted = |mut seconds: Vec<i64>| {
        seconds.sort_unstable();
        seconds
    };
    let tells_depth = rejected.breaches.iter().all(|breach| breach.depth.is_some());
    let said: BTreeSet<Breach> = rejected.breaches.iter().copied().collect();
    let must: BTreeSet<Breach> = expected
        .iter()
        .map(|(breach, _)| if tells_depth { *breach } else { Breach { depth: None, ..*breach } })
        .collect();
    let by = sorted(expected.iter().map(|(_, seconds)| *seconds).collect());
    (!gives_reasons || said == must) && (rejected.outside.is_empty() || sorted(rejected.outside.clone()) == by)
}

/// The times that every verifier reads: from 1970 to 9999.
const WRITTEN: std::ops::Range<i64> = 0..253_402_300_800;

fn shifted(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let before = trial.ask_base()?;
    let by = (1 + trial.below(2_000) as i64) * [DAY, -DAY][trial.below(2)] + trial.below(100_000) as i64;
    let mut world = trial.base.clone();
    // What is written to the minute is shifted by whole ones.
    let is_to_the_minute = world.places().any(|(_, spec)| spec.faults.contains(&EncodingFault::TimeWithoutSeconds));
    let by = if is_to_the_minute { by - by.rem_euclid(60) } else { by };
    let limits = trial.policy.parameters().lifetimes;
    let era = |at: i64| limits.iter().rposition(|limit| limit.issued_from <= at);
    for spec in world.certificates_mut() {
        let old = spec.validity;
        spec.validity.not_before += by;
        spec.validity.not_after += by;
        // What is written otherwise, or falls under a rule of another year, is another certificate.
        let same = era(old.not_before) == era(spec.validity.not_before)
            && [old.not_before, old.not_after].iter().all(|at| CENTURY.contains(at) == CENTURY.contains(&(at + by)))
            // Some verifiers read no time before 1970, and there is none after 9999: neither before nor behind.
            && [old, spec.validity].iter().all(|at| [at.not_before, at.not_after].iter().all(|at| WRITTEN.contains(at)));
        if !same {
            return Err(Stop::NotApplicable);
        }
    }
    for crl in &mut world.crls {
        crl.this_update += by;
        crl.next_update += by;
    }
    world.question.time += by;
    let after = trial.ask(world)?;
    trial.same_path(&before, after, format_args!("all times were shifted by {by} s"))
}
