//! A verdict does not depend on what was verified before (relation 41): sequences of questions about a small pool of
//! certificates, names, times, CRLs, anchors and policies, through verifiers whose memories are too small for all of
//! them, beside verifiers without a memory. The same sequences find every bug that is planted into a memory by hand.

mod memories;
mod planted;
mod pool;

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::{Mutex, OnceLock};
use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use verifail::cache::{Answer, CacheLimits, CachedVerifier};
use verifail::{Inputs, Policy, Reason, Revocation, RevocationScope, TrustAnchors, Verifier, algorithms};

use crate::runner;
use planted::{Bug, Planted};
use pool::Pool;

const REGRESSIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/regressions/cache.txt");

/// One of them chooses issuers by what is valid at the time.
const POLICIES: [&str; 3] = ["rustls", "go", "openssl"];

/// Everything that a verification depends on, as positions in the pool.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Question {
    policy: usize,
    anchors: usize,
    end_entity: usize,
    intermediates: Vec<usize>,
    name: usize,
    time: usize,
    /// Which CRLs, whether an unknown status is let pass, and whether only the end entity is looked up.
    crls: Option<(usize, bool, bool)>,
}

fn question() -> impl Strategy<Value = Question> {
    let crls = prop::option::weighted(0.4, (0..pool::CRL_SETS, any::<bool>(), any::<bool>()));
    // Mostly the right company: a memory that nothing gets into shows nothing.
    let intermediates = prop_oneof![
        4 => Just(vec![0]),
        2 => Just(vec![0, 1]),
        2 => prop::collection::vec(0..pool::INTERMEDIATES, 0..3),
    ];
    let end_entity = prop_oneof![3 => Just(0), 2 => 0..pool::END_ENTITIES];
    let name = prop_oneof![3 => Just(0), 1 => 0..pool::NAMES.len()];
    (0..POLICIES.len(), 0..pool::ANCHOR_SETS, end_entity, intermediates, name, 0..pool::TIMES.len(), crls).prop_map(
        |(policy, anchors, end_entity, intermediates, name, time, crls)| Question {
            policy,
            anchors,
            end_entity,
            intermediates,
            name,
            time,
            crls,
        },
    )
}

/// Questions, and again some of those before: what is asked once is remembered and never met.
fn questions() -> impl Strategy<Value = Vec<Question>> {
    let again = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..4_u8);
    (prop::collection::vec(question(), 1..12), prop::collection::vec(again, 1..40)).prop_map(|(some, again)| {
        let mut all = some.clone();
        for (one, other, what) in again {
            let (mut next, other) = (one.get(&some).clone(), other.get(&some));
            match what {
                0 => next.time = other.time,
                1 => next.name = other.name,
                2 => next.crls = other.crls,
                _ => next.intermediates.clone_from(&other.intermediates),
            }
            all.push(one.get(&some).clone());
            all.push(next);
        }
        all
    })
}

/// Accepted, or why not.
type Outcome = (bool, Vec<Reason>);

pub(crate) fn with_inputs<T>(pool: &Pool, question: &Question, then: impl FnOnce(&Inputs<'_>) -> T) -> T {
    let inputs = Inputs::server(pool.time(question.time), pool::NAMES[question.name].parse().unwrap());
    match question.crls {
        None => then(&inputs),
        Some((set, allow_unknown, only_end_entity)) => {
            let crls = pool.crls(set);
            let scope = if only_end_entity { RevocationScope::EndEntity } else { RevocationScope::Path };
            then(&inputs.with_revocation(Revocation { crls: &crls, scope, allow_unknown }))
        }
    }
}

pub(crate) fn policy(question: &Question) -> &'static Policy {
    Policy::named(POLICIES[question.policy]).unwrap()
}

fn without_memory(pool: &Pool, anchors: &[TrustAnchors<'_>], question: &Question) -> Outcome {
    let verifier = Verifier::new(policy(question), &anchors[question.anchors], algorithms::all());
    let none = CachedVerifier::new(verifier, CacheLimits::none());
    through(&none, pool, question, &Cell::new(0))
}

fn through(verifier: &CachedVerifier<'_>, pool: &Pool, question: &Question, hits: &Cell<usize>) -> Outcome {
    let intermediates: Vec<&[u8]> = question.intermediates.iter().map(|at| pool.intermediate(*at)).collect();
    let look = |answer: Answer<'_, '_>| match answer {
        Answer::Remembered => {
            hits.set(hits.get() + 1);
            (true, Vec::new())
        }
        Answer::Verified(verdict) => (verdict.is_accepted(), verdict.reasons()),
        _ => panic!("an answer of a new kind"),
    };
    with_inputs(pool, question, |inputs| {
        verifier.verify(pool.end_entity(question.end_entity), &intermediates, inputs, look).unwrap()
    })
}

/// A verifier for each policy and set of anchors.
fn verifiers<'v>(anchors: &'v [TrustAnchors<'v>], limits: CacheLimits) -> Vec<Vec<CachedVerifier<'v>>> {
    let of_policy = |policy: &&str| {
        let verifier = |anchors| Verifier::new(Policy::named(policy).unwrap(), anchors, algorithms::all());
        anchors.iter().map(|anchors| CachedVerifier::new(verifier(anchors), limits)).collect()
    };
    POLICIES.iter().map(of_policy).collect()
}

/// Runs sequences through `ask` beside what is answered without a memory, which is found out once for each question.
fn compare(
    mut runner: TestRunner,
    pool: &'static Pool,
    new: impl Fn() -> Box<dyn FnMut(&Question) -> Outcome>,
) -> Result<(), String> {
    let anchors = pool.anchors_for_ever();
    static EXPECTED: OnceLock<Mutex<HashMap<Question, Outcome>>> = OnceLock::new();
    let expected = EXPECTED.get_or_init(Mutex::default);
    let result = runner.run(&questions(), |sequence| {
        let mut ask = new();
        for (at, question) in sequence.iter().enumerate() {
            let known = expected.lock().unwrap().get(question).cloned();
            let expected = known.unwrap_or_else(|| {
                let outcome = without_memory(pool, anchors, question);
                expected.lock().unwrap().insert(question.clone(), outcome.clone());
                outcome
            });
            let found = ask(question);
            if found != expected {
                return Err(TestCaseError::fail(format!("question {at}: {found:?}, without a memory {expected:?}")));
            }
        }
        Ok(())
    });
    match result {
        Ok(()) => Ok(()),
        Err(TestError::Fail(why, sequence)) => Err(format!("{why}\n{sequence:#?}")),
        Err(TestError::Abort(why)) => panic!("{why}"),
    }
}

/// What is planted is not kept as a regression, nor made small.
fn forgetful(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 0, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

/// Too small for the pool, so that things are forgotten in between.
const SMALL: CacheLimits = CacheLimits::none().chains(6, Duration::from_secs(20 * 86_400)).signatures(4);
const LARGE: CacheLimits = CacheLimits::none().chains(1_000, Duration::MAX).signatures(1_000);

#[test]
fn a_verdict_is_the_same_with_a_memory_and_without() {
    let pool = pool::pool();
    for limits in [SMALL, LARGE, CacheLimits::none().signatures(4), CacheLimits::none().chains(2, Duration::MAX)] {
        let hits: &'static Cell<usize> = Box::leak(Box::default());
        let new = || -> Box<dyn FnMut(&Question) -> Outcome> {
            let verifiers = verifiers(pool.anchors_for_ever(), limits);
            Box::new(move |question| through(&verifiers[question.policy][question.anchors], pool, question, hits))
        };
        if let Err(why) = compare(runner(60, REGRESSIONS), pool, new) {
            panic!("{limits:?}: {why}");
        }
        // A memory that is never met shows nothing.
        assert!(limits == CacheLimits::none().signatures(4) || hits.get() > 200, "{limits:?}: {} hits", hits.get());
    }
}

#[test]
fn every_bug_that_is_planted_into_a_memory_is_found() {
    let pool = pool::pool();
    for bug in Bug::ALL {
        let new = || -> Box<dyn FnMut(&Question) -> Outcome> {
            let planted = Planted::new(bug);
            Box::new(move |question| planted.ask(pool, pool.anchors_for_ever(), question))
        };
        assert!(compare(forgetful(600), pool, new).is_err(), "{bug:?} is not found");
    }
    // And without a bug the very same code is found to be right.
    let new = || -> Box<dyn FnMut(&Question) -> Outcome> {
        let planted = Planted::new(None);
        Box::new(move |question| planted.ask(pool, pool.anchors_for_ever(), question))
    };
    assert_eq!(compare(forgetful(100), pool, new), Ok(()));
}

#[test]
fn threads_that_share_a_memory_get_the_verdicts_of_one() {
    let pool = pool::pool();
    let anchors = pool.anchors_for_ever();
    let verifiers = verifiers(anchors, SMALL);
    let mut sequences = Vec::new();
    let _ = forgetful(24).run(&questions(), |sequence| {
        SEQUENCES.with_borrow_mut(|sequences| sequences.push(sequence));
        Ok(())
    });
    SEQUENCES.with_borrow_mut(|found| sequences.append(found));
    let expected: Vec<Vec<Outcome>> = sequences
        .iter()
        .map(|sequence| sequence.iter().map(|question| without_memory(pool, anchors, question)).collect())
        .collect();
    std::thread::scope(|scope| {
        for first in 0..4 {
            let (verifiers, sequences, expected) = (&verifiers, &sequences, &expected);
            scope.spawn(move || {
                for (sequence, expected) in sequences.iter().zip(expected).cycle().skip(first * 6).take(24) {
                    for (question, expected) in sequence.iter().zip(expected) {
                        let verifier = &verifiers[question.policy][question.anchors];
                        assert_eq!(through(verifier, pool, question, &Cell::new(0)), *expected, "{question:?}");
                    }
                }
            });
        }
    });
}

thread_local! {
    /// What proptest generates and does not give away.
    static SEQUENCES: std::cell::RefCell<Vec<Vec<Question>>> = const { std::cell::RefCell::new(Vec::new()) };
}

#[test]
fn nothing_is_remembered_unless_it_is_asked_for() {
    let pool = pool::pool();
    let anchors = pool.anchors_for_ever();
    let verifier = Verifier::new(Policy::named("rustls").unwrap(), &anchors[0], algorithms::all());
    let cached = CachedVerifier::new(verifier, CacheLimits::default());
    let inputs = Inputs::server(pool.time(5), pool::NAMES[0].parse().unwrap());
    for _ in 0..3 {
        assert!(cached.accepts(pool.end_entity(0), &[pool.intermediate(0)], &inputs).unwrap());
    }
    assert_eq!((cached.remembered_chains(), cached.remembered_signatures()), (0, 0));
}

#[test]
fn a_signature_of_a_ca_is_checked_once_and_that_of_an_end_entity_each_time() {
    let pool = pool::pool();
    let anchors = pool.anchors_for_ever();
    let counting = planted::Counting::leaked();
    let verifier = Verifier::new(Policy::named("rustls").unwrap(), &anchors[0], counting.algorithms);
    let cached = CachedVerifier::new(verifier, CacheLimits::none().signatures(8));
    let inputs = Inputs::server(pool.time(5), pool::NAMES[0].parse().unwrap());
    let accepts = || cached.accepts(pool.end_entity(0), &[pool.intermediate(0)], &inputs).unwrap();
    assert!(accepts());
    assert_eq!(counting.checks(), 2);
    assert!(accepts() && accepts());
    assert_eq!((counting.checks(), cached.remembered_signatures()), (4, 1));
    cached.clear();
    assert!(accepts());
    assert_eq!(counting.checks(), 6);
}
