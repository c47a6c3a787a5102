//! `suite --stats`: how fast chains are generated and verified, beside rcgen and rustls-webpki in the same run, and how
//! many of the generated worlds are accepted.
//!
//! Every chain is another one: names, serial numbers, keys and periods are drawn. Nothing is kept from one chain to the
//! next that a user of the testkit would not keep, trust anchors included: each case is parsed whole, by either
//! verifier. Subjects take turns in short rounds. Two ratios decide, absolute rates inform.

mod chain;
mod clock;
mod peer;

use std::io::{self, Write};
use std::time::Duration;

use verifail::Policy;
use verifail_testkit::adapter::Core;
use verifail_testkit::choices::Random;
use verifail_testkit::signing::{Scheme, toy};
use verifail_testkit::{Case, Outcome, Verifier, generate};

use self::chain::Chain;
use self::clock::Clock;
use super::SuiteArgs;

/// Three-certificate chains a second that are generated and verified on one core with toy signatures.
const TARGET: f64 = 60_000.0;
/// The target as a ratio, which holds on a slower machine too: it was set where rcgen and rustls-webpki together do
/// 70,000.
const RATIO: f64 = 6.0 / 7.0;
/// Percent of generated worlds that are to be accepted: fewer, and most of them die of the same first fault; more, and
/// few say anything about refusing.
const ACCEPTED: std::ops::RangeInclusive<f64> = 40.0..=60.0;
/// Worlds that the accept ratio is taken over, unless the arguments say another number; the rounds below go with it.
const WORLDS: u32 = 100_000;
/// Rounds and chains a round with toy signatures.
const TOY: (u32, u32) = (40, 500);
/// The same with real ones.
const REAL: (u32, u32) = (10, 20);

/// Runs it.
///
/// # Errors
/// When nothing can be written, when policy `rustls` or a toy certificate of rcgen cannot be had.
pub fn run(args: &SuiteArgs, out: &mut dyn Write) -> io::Result<bool> {
    let policy = Policy::named("rustls").ok_or_else(|| io::Error::other("no policy rustls"))?;
    let clock = Clock::new();
    writeln!(out, "stats: chains of three certificates a second, policy {}, {}", policy.name(), clock.measures())?;
    let worlds = args.worlds.map_or(WORLDS, |worlds| u32::try_from(worlds).unwrap_or(u32::MAX));
    let fast = rates(worlds, args.seed, policy, &clock, out)?;
    let balanced = accept_ratio(worlds, args.seed, policy, &clock, out)?;
    Ok(fast && balanced)
}

/// Time spent on each subject.
#[derive(Default)]
struct Spent {
    generated: Duration,
    by_core: Duration,
    by_webpki: Duration,
    together: Duration,
    by_rcgen: Duration,
    rcgen_and_webpki: Duration,
    /// Chains that each subject has done.
    chains: u32,
    /// Answers that were not an acceptance; every chain is good.
    wrong: u32,
}

impl Spent {
    fn rate(&self, spent: Duration) -> f64 {
        f64::from(self.chains) / spent.as_secs_f64()
    }
}

fn rates(worlds: u32, seed: u64, policy: &Policy, clock: &Clock, out: &mut dyn Write) -> io::Result<bool> {
    writeln!(
        out,
        "{:8} {:>9} {:>9} {:>9} {:>12} {:>9} {:>13}",
        "scheme", "generate", "core", "webpki", "gen + core", "rcgen", "rcgen+webpki"
    )?;
    let mut clean = true;
    let mut ratio = 0.0;
    for scheme in Scheme::ALL {
        let spent = measure(scheme, worlds, seed, policy, clock)?;
        let rate = |duration| spent.rate(duration);
        write!(
            out,
            "{:8} {:9.0} {:9.0} {:9.0} {:12.0}",
            format!("{scheme:?}").to_lowercase(),
            rate(spent.generated),
            rate(spent.by_core),
            rate(spent.by_webpki),
            rate(spent.together)
        )?;
        if scheme.is_real() {
            writeln!(out)?;
        } else {
            ratio = spent.rcgen_and_webpki.as_secs_f64() / spent.together.as_secs_f64();
            writeln!(out, " {:9.0} {:13.0}", rate(spent.by_rcgen), rate(spent.rcgen_and_webpki))?;
            let met = if rate(spent.together) >= TARGET { "met" } else { "missed on this machine now" };
            writeln!(out, "  target {TARGET:.0} generated and verified: {met}")?;
        }
        if spent.wrong > 0 {
            writeln!(out, "  {} of the answers about good chains are rejections", spent.wrong)?;
            clean = false;
        }
    }
    let verdict = if ratio >= RATIO { "ok" } else { "FAILED" };
    writeln!(out, "generated and verified, over rcgen and rustls-webpki: {ratio:.2}, at least {RATIO:.2}: {verdict}")?;
    Ok(clean && ratio >= RATIO)
}

fn measure(scheme: Scheme, worlds: u32, seed: u64, policy: &Policy, clock: &Clock) -> io::Result<Spent> {
    let mut random = Random::new(seed);
    let (rounds, batch) = if scheme.is_real() { REAL } else { TOY };
    let rounds = (u64::from(rounds) * u64::from(worlds) / u64::from(WORLDS)).clamp(1, u64::from(rounds)) as u32;
    let mut spent = Spent::default();
    let verified = |case: &Case| u32::from(!Core.verify(case, policy).is_accepted());
    // Keys are made when they are first asked for.
    for _ in 0..2 * batch {
        spent.wrong += verified(&Chain::draw(&mut random).world(scheme).materialise());
    }
    for _ in 0..rounds {
        let (cases, duration) =
            clock.time(|| (0..batch).map(|_| Chain::draw(&mut random).world(scheme).materialise()).collect::<Vec<_>>());
        spent.generated += duration;
        let (wrong, duration) = clock.time(|| cases.iter().map(verified).sum::<u32>());
        spent.by_core += duration;
        spent.wrong += wrong;
        let (wrong, duration) = clock.time(|| cases.iter().filter(|case| !peer::verify(case)).count() as u32);
        spent.by_webpki += duration;
        spent.wrong += wrong;
        let draw = |random: &mut Random| Chain::draw(random).world(scheme).materialise();
        let (wrong, duration) = clock.time(|| (0..batch).map(|_| verified(&draw(&mut random))).sum::<u32>());
        spent.together += duration;
        spent.wrong += wrong;
        if !scheme.is_real() {
            rcgen_round(&mut random, batch, clock, &mut spent)?;
        }
        spent.chains += batch;
    }
    Ok(spent)
}

/// The same with rcgen, alone and with rustls-webpki.
fn rcgen_round(random: &mut Random, batch: u32, clock: &Clock, spent: &mut Spent) -> io::Result<()> {
    let mut failed = Ok(());
    let (_, duration) = clock.time(|| {
        for _ in 0..batch {
            match Chain::draw(random).rcgen() {
                Ok(chain) => drop(std::hint::black_box(chain)),
                Err(error) => failed = Err(io::Error::other(error.to_string())),
            }
        }
    });
    spent.by_rcgen += duration;
    let (wrong, duration) = clock.time(|| {
        let trusted = |chain: Chain| {
            let [end_entity, ca, anchor] = chain.rcgen().ok()?;
            let name = chain.reference();
            peer::is_trusted(&end_entity, &[ca], &[anchor], &name, toy::ALGORITHMS).then_some(())
        };
        (0..batch).filter(|_| trusted(Chain::draw(random)).is_none()).count() as u32
    });
    spent.rcgen_and_webpki += duration;
    spent.wrong += wrong;
    failed
}

fn accept_ratio(worlds: u32, seed: u64, policy: &Policy, clock: &Clock, out: &mut dyn Write) -> io::Result<bool> {
    let mut random = Random::new(seed);
    let [mut accepted, mut unanswered, mut certificates] = [0_u32; 3];
    let ((), duration) = clock.time(|| {
        for _ in 0..worlds {
            let world = generate::world(&mut random);
            certificates += world.len() as u32;
            match Core.verify(&world.materialise(), policy) {
                Outcome::Accept(_) => accepted += 1,
                Outcome::Reject(_) => {}
                Outcome::Skip(_) | Outcome::Crash(_) => unanswered += 1,
            }
        }
    });
    let percent = |part: u32| 100.0 * f64::from(part) / f64::from(worlds);
    let ok = ACCEPTED.contains(&percent(accepted));
    writeln!(
        out,
        "generated worlds: {worlds}, {:.1} certificates each, {:.0} a second; {:.2} % accepted, {:.2} % without an \
         answer; between {} and {} % accepted: {}",
        f64::from(certificates) / f64::from(worlds),
        f64::from(worlds) / duration.as_secs_f64(),
        percent(accepted),
        percent(unanswered),
        ACCEPTED.start(),
        ACCEPTED.end(),
        if ok { "ok" } else { "FAILED" }
    )?;
    Ok(ok)
}
