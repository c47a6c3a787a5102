//! `suite --long`: the core beside the reference model and beside rustls-webpki, in worlds by the million.
//!
//! What is counted: worlds, each generated, encoded, and asked about once. Beside the model every world is asked under
//! one policy, all of them in turn, and the two must agree on the decision and on every breach with its depth; with
//! that, on the set of reasons. Beside rustls-webpki it is asked under policy `rustls`, without CRLs and deny lists,
//! and the two must agree on the decision. World *n* of a seed is the same whatever the number of worlds and threads.

mod webpki;

use std::collections::BTreeMap;
use std::io::{self, IsTerminal as _, Write};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use verifail::Policy;
use verifail_testkit::adapter::Core;
use verifail_testkit::chain_format::ChainFile;
use verifail_testkit::choices::Random;
use verifail_testkit::generate::{self, Profile};
use verifail_testkit::technique::Differential;
use verifail_testkit::{Outcome, Verifier, World, model, shrink};

use super::SuiteArgs;

/// One for each of the two cores that the figures are for.
const THREADS: u64 = 2;
/// Of a hundred worlds, how many have real signatures.
const REAL_SIGNATURES: u8 = 1;
/// Disagreements that are made small and shown.
const SHOWN: usize = 5;

/// Runs it, in `worlds` worlds unless the arguments say another number.
///
/// # Errors
/// When nothing can be written.
pub fn run(args: &SuiteArgs, out: &mut dyn Write, worlds: u64) -> io::Result<bool> {
    let worlds = args.worlds.unwrap_or(worlds);
    let against_model =
        compare(args.seed, worlds, Peer { name: "reference model", profile: Profile::DEFAULT, compare: &by_model });
    against_model.print(out)?;
    Ok(beside_webpki(args.seed, worlds, out)? && against_model.is_clean())
}

/// The core beside rustls-webpki alone. `Ok(false)` when they differ without an explanation, or an explanation is
/// stale.
///
/// # Errors
/// When nothing can be written.
pub fn beside_webpki(seed: u64, worlds: u64, out: &mut dyn Write) -> io::Result<bool> {
    let comparison =
        compare(seed, worlds, Peer { name: "rustls-webpki", profile: webpki::PROFILE, compare: &webpki::compare });
    comparison.print(out)?;
    let stale = webpki::stale(&comparison.explained);
    for explanation in &stale {
        writeln!(out, "  stale: no world needs the explanation \"{explanation}\"")?;
    }
    Ok(comparison.is_clean() && (stale.is_empty() || worlds < webpki::PATIENCE))
}

/// What came of one world.
enum Answer {
    /// Both say the same: whether it is accepted.
    Agree(bool),
    /// One of the two has no word for the question.
    Skipped(String),
    /// They differ, for a known reason.
    Explained(&'static str),
    /// They differ.
    Differ,
}

/// What the core runs beside.
#[derive(Clone, Copy)]
struct Peer<'c> {
    name: &'static str,
    /// The worlds that it has words for.
    profile: Profile,
    /// How the `n`-th world came out, and under which policy.
    compare: &'c (dyn Fn(u64, &World) -> (&'static str, Answer) + Sync),
}

fn by_model(n: u64, world: &World) -> (&'static str, Answer) {
    let policies = Policy::all();
    let policy = &policies[(n % policies.len() as u64) as usize];
    let outcome = Core.verify(&world.materialise(), policy);
    let judgement = model::judge(world, policy);
    let agrees = match &outcome {
        Outcome::Skip(why) => return (policy.name(), Answer::Skipped(why.clone())),
        Outcome::Crash(_) => false,
        Outcome::Accept(_) => judgement.accepted,
        Outcome::Reject(rejected) => {
            let breaches = rejected.breaches.iter().filter_map(|breach| Some((breach.depth?, breach.reason)));
            !judgement.accepted && judgement.breaches == breaches.collect()
        }
    };
    (policy.name(), if agrees { Answer::Agree(judgement.accepted) } else { Answer::Differ })
}

/// The `n`-th world of a seed.
fn world(profile: Profile, seed: u64, n: u64) -> World {
    let profile = profile.with_real_signatures(REAL_SIGNATURES);
    let start = Random::new(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ n).bits();
    generate::world_of(&profile, &mut Random::new(start))
}

/// Counts of one comparison.
struct Comparison {
    peer: &'static str,
    worlds: u64,
    took: Duration,
    /// By policy: asked, accepted.
    policies: BTreeMap<&'static str, (u64, u64)>,
    skipped: BTreeMap<String, u64>,
    explained: BTreeMap<&'static str, u64>,
    differ: u64,
    /// The first of them, made small, as text.
    shown: Vec<String>,
}

fn compare(seed: u64, worlds: u64, peer: Peer<'_>) -> Comparison {
    let start = Instant::now();
    let (done, over) = (AtomicU64::new(0), AtomicBool::new(false));
    let mut total = Comparison::new(peer.name);
    std::thread::scope(|scope| {
        let done = &done;
        let work = |thread: u64| {
            scope.spawn(move || {
                let mut part = Comparison::new(peer.name);
                for n in (thread..worlds).step_by(THREADS as usize) {
                    part.add(seed, n, peer);
                    done.fetch_add(1, Ordering::Relaxed);
                }
                part
            })
        };
        let threads: Vec<_> = (0..THREADS).map(work).collect();
        if io::stderr().is_terminal() {
            scope.spawn(|| progress(peer.name, worlds, done, &over));
        }
        for thread in threads {
            match thread.join() {
                Ok(part) => total.merge(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        over.store(true, Ordering::Relaxed);
    });
    total.took = start.elapsed();
    total
}

/// A line on the terminal that is written over.
fn progress(peer: &str, worlds: u64, done: &AtomicU64, over: &AtomicBool) {
    while !over.load(Ordering::Relaxed) {
        let _ = write!(io::stderr(), "\r{peer}: {} of {worlds} worlds", done.load(Ordering::Relaxed));
        std::thread::sleep(Duration::from_millis(200));
    }
    let _ = write!(io::stderr(), "\r\x1b[K");
}

impl Comparison {
    const fn new(peer: &'static str) -> Self {
        Self {
            peer,
            worlds: 0,
            took: Duration::ZERO,
            policies: BTreeMap::new(),
            skipped: BTreeMap::new(),
            explained: BTreeMap::new(),
            differ: 0,
            shown: Vec::new(),
        }
    }

    fn is_clean(&self) -> bool {
        self.differ == 0
    }

    fn add(&mut self, seed: u64, n: u64, peer: Peer<'_>) {
        let world = world(peer.profile, seed, n);
        let (policy, answer) = (peer.compare)(n, &world);
        self.worlds += 1;
        let (asked, accepted) = self.policies.entry(policy).or_default();
        match answer {
            Answer::Agree(yes) => {
                *asked += 1;
                *accepted += u64::from(yes);
            }
            Answer::Skipped(why) => *self.skipped.entry(why).or_default() += 1,
            Answer::Explained(reason) => {
                *asked += 1;
                *self.explained.entry(reason).or_default() += 1;
            }
            Answer::Differ => {
                *asked += 1;
                self.differ += 1;
                if self.shown.len() < SHOWN {
                    self.shown.push(show(n, policy, world, peer));
                }
            }
        }
    }

    fn merge(&mut self, part: Self) {
        self.worlds += part.worlds;
        for (policy, (asked, accepted)) in part.policies {
            let sum = self.policies.entry(policy).or_default();
            *sum = (sum.0 + asked, sum.1 + accepted);
        }
        for (why, count) in part.skipped {
            *self.skipped.entry(why).or_default() += count;
        }
        for (reason, count) in part.explained {
            *self.explained.entry(reason).or_default() += count;
        }
        self.differ += part.differ;
        self.shown.extend(part.shown);
        self.shown.truncate(SHOWN);
    }

    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self { peer, worlds, differ, took, .. } = self;
        writeln!(out, "core beside {peer}: {worlds} worlds, {differ} disagreements, {:.1} s", took.as_secs_f64())?;
        for (policy, (asked, accepted)) in &self.policies {
            let percent = 100.0 * *accepted as f64 / (*asked).max(1) as f64;
            writeln!(out, "  {policy:25} {asked:10} asked {accepted:10} accepted {percent:5.1} %")?;
        }
        for (why, count) in &self.skipped {
            writeln!(out, "  skipped: {count} worlds: {why}")?;
        }
        for (reason, count) in &self.explained {
            writeln!(out, "  explained: {count} worlds: {reason}")?;
        }
        self.shown.iter().try_for_each(|text| writeln!(out, "{text}"))
    }
}

/// A disagreement, made small, as a `.chain` file.
fn show(n: u64, policy: &str, world: World, peer: Peer<'_>) -> String {
    let small = shrink::minimise(world, &mut |world| matches!((peer.compare)(n, world).1, Answer::Differ));
    let what = Policy::named(policy).and_then(|policy| Differential::MODEL.difference(&Core, policy, &small));
    let what = what.unwrap_or_else(|| format!("the core and the {} differ", peer.name));
    let about = format!("world {n}, policy {policy}: {what}");
    ChainFile::from(small).about(about).to_string()
}
