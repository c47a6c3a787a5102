//! The next test: the one that is expected to leave the least doubt for what it costs.
//!
//! A cause predicts the results that do not exclude it, those that speak for it more than others. For every result the
//! evidence is judged again as if it had come; what is left weighs in bits, as Shannon counts them. The cost is the
//! number of causes × tests × results judgements of a few hundred comparisons each: well under a millisecond.

use super::assess::{self, Assessed, State};
use super::case::Seen;
use super::{Cause, Fact, Grounds, Known, TESTS, Test};

/// Less doubt than this is none: rounding.
const LEAST: f64 = 1e-9;
/// How much a cause predicts what it says nothing of and another one is told by, beside what nobody is told by.
const UNLIKELY: f64 = 0.1;

/// The test that would tell best.
#[derive(Clone, Debug, PartialEq)]
pub struct Next {
    /// The test.
    pub test: &'static Test,
    /// Bits by which it is expected to lessen the doubt.
    pub gain: f64,
    /// For each of its results the codes of the causes that would be left, the likeliest first.
    pub results: Vec<(Fact, Vec<&'static str>)>,
}

pub(super) fn next(seen: &Seen, causes: &[Assessed]) -> Option<Next> {
    let open: Vec<_> = causes.iter().filter(|one| one.state == State::Open).collect();
    // Each is the test of some cause that is open; what it may show is not known yet.
    let asks = |test: &Test| open.iter().any(|one| *one.cause.test == *test);
    let is_known = |test: &Test| test.results.iter().any(|fact| seen.has(*fact));
    let candidates = TESTS.iter().filter(|test| asks(test) && !is_known(test) && !seen.skipped.contains(&test.code));
    let mut best: Option<(f64, Next)> = None;
    for test in candidates {
        let outcomes: Vec<_> = test.results.iter().map(|fact| (*fact, judged(seen, *fact))).collect();
        let gain = gain(&open, &outcomes);
        // What a cause lacks to be certain is told by its own test.
        let own = open.iter().find(|one| one.lacks && *one.cause.test == *test).map_or(0.0, |one| one.share);
        let worth = (gain + own) / f64::from(test.cost);
        if worth > LEAST && best.as_ref().is_none_or(|(most, _)| worth > *most) {
            let results = outcomes.into_iter().map(|(fact, left)| (fact, ranked(left))).collect();
            best = Some((worth, Next { test, gain, results }));
        }
    }
    best.map(|(_, next)| next)
}

/// The weights of causes if that were known too.
fn judged(seen: &Seen, fact: Fact) -> Vec<(&'static Cause, f64)> {
    let mut seen = seen.clone();
    seen.known.push(Known { fact, grounds: Grounds { what: String::new(), source: String::new() } });
    assess::weights(&seen)
}

/// Bits of doubt that are expected to go.
fn gain(open: &[&Assessed], outcomes: &[(Fact, Vec<(&'static Cause, f64)>)]) -> f64 {
    let before = entropy(open.iter().map(|one| one.share));
    let mut joint = vec![vec![0.0; open.len()]; outcomes.len()];
    for (at, one) in open.iter().enumerate() {
        let predicted: Vec<_> = outcomes.iter().map(|(fact, left)| predicts(one.cause, *fact, left)).collect();
        let total: f64 = predicted.iter().sum();
        for (row, weight) in joint.iter_mut().zip(predicted) {
            // One that no result can be true of says nothing about which comes.
            row[at] = one.share * if total > 0.0 { weight / total } else { 1.0 / outcomes.len() as f64 };
        }
    }
    let after: f64 = joint
        .iter()
        .map(|row| {
            let probability: f64 = row.iter().sum();
            if probability > 0.0 { probability * entropy(row.iter().map(|weight| weight / probability)) } else { 0.0 }
        })
        .sum();
    (before - after).max(0.0)
}

/// How much a cause predicts a result: nothing where the result excludes it.
fn predicts(cause: &Cause, fact: Fact, left: &[(&'static Cause, f64)]) -> f64 {
    let support = |cause: &Cause| cause.supports.iter().find(|(other, _)| *other == fact).map(|(_, weight)| *weight);
    match left.iter().any(|(other, weight)| other.code == cause.code && *weight > 0.0) {
        false => 0.0,
        true => match support(cause) {
            Some(weight) => f64::from(weight).exp2(),
            None if Cause::all().any(|other| support(other).is_some_and(|weight| weight > 0)) => UNLIKELY,
            None => 1.0,
        },
    }
}

fn entropy(shares: impl Iterator<Item = f64>) -> f64 {
    shares.filter(|share| *share > 0.0).map(|share| -share * share.log2()).sum()
}

fn ranked(mut left: Vec<(&'static Cause, f64)>) -> Vec<&'static str> {
    left.retain(|(_, weight)| *weight > 0.0);
    left.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    left.into_iter().map(|(cause, _)| cause.code).collect()
}
