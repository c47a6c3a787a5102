//! `suite --coverage`: which combinations of attributes, three and four at a time, occur in generated worlds, in the
//! rows of covering arrays, and in an x509-limbo file.

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

use verifail::{KeyPurpose, Time};
use verifail_testkit::choices::Random;
use verifail_testkit::coverage::{ATTRIBUTES, CoveringArray, RULES, Row, Tuples};
use verifail_testkit::signing::Scheme;
use verifail_testkit::world::{NOW, Purpose, Question, Reference};
use verifail_testkit::{Case, World, generate};

use super::SuiteArgs;
use crate::limbo::{self, Material};

/// Worlds that are generated unless the arguments say another number.
const WORLDS: u64 = 100_000;
/// How many values at a time.
const STRENGTHS: [usize; 2] = [3, 4];
/// Of a hundred valid combinations, how many the generated runs must have: all of three, and nearly all of four.
const LEAST: [f64; 2] = [100.0, 95.0];

/// Runs it. `Ok(false)` when the generated runs miss what they must have, or a case breaks a rule.
///
/// # Errors
/// When nothing can be written, or the file cannot be read.
pub fn run(args: &SuiteArgs, out: &mut dyn Write) -> io::Result<bool> {
    let start = Instant::now();
    let valid = STRENGTHS.map(Tuples::valid);
    writeln!(out, "coverage: {ATTRIBUTES} attributes, {} rules", RULES.len())?;
    let mut report = Report { valid: &valid, out, sound: true };

    let count = args.worlds.unwrap_or(WORLDS);
    let mut random = Random::new(args.seed);
    let mut generated = Seen::none();
    (0..count).for_each(|_| generated.add(&generate::world(&mut random).materialise()));
    report.print("random worlds", &generated)?;

    let mut all = generated;
    for (at, strength) in STRENGTHS.into_iter().enumerate() {
        // The rows of four are those that what is there leaves to be covered.
        let array = match at {
            0 => CoveringArray::new(strength, args.seed),
            _ => CoveringArray::beside(&all.tuples[at], &valid[at], args.seed),
        };
        let mut rows = Seen::none();
        array.rows().iter().for_each(|row| rows.add(&World::from_row(row).materialise()));
        report.print(&format!("rows for {strength} at a time"), &rows)?;
        all.join(&rows);
    }
    report.print("generated runs, all of them", &all)?;
    let enough = (0..STRENGTHS.len()).all(|at| all.percent(&valid, at) >= LEAST[at]);

    if let Some(path) = &args.limbo {
        let (cases, skipped) = cases_of(path)?;
        let mut seen = Seen::none();
        cases.iter().for_each(|case| seen.add(case));
        report.print("x509-limbo file", &seen)?;
        writeln!(report.out, "  skipped, because they are no question to a path validator here: {skipped}")?;
    }
    let sound = report.sound;
    writeln!(out, "coverage: {} in {:.1?}", if enough && sound { "enough" } else { "NOT ENOUGH" }, start.elapsed())?;
    Ok(enough && sound)
}

/// What some cases have.
struct Seen {
    cases: u64,
    unreadable: u64,
    broken_rules: u64,
    /// Rows that were counted: many worlds differ in nothing that is an attribute.
    rows: HashSet<Row>,
    tuples: [Tuples; 2],
}

impl Seen {
    fn none() -> Self {
        Self { cases: 0, unreadable: 0, broken_rules: 0, rows: HashSet::new(), tuples: STRENGTHS.map(Tuples::none) }
    }

    fn add(&mut self, case: &Case) {
        self.cases += 1;
        let Some(row) = Row::of(case) else {
            self.unreadable += 1;
            return;
        };
        self.broken_rules += u64::from(row.broken_rule().is_some());
        if self.rows.insert(row) {
            self.tuples.iter_mut().for_each(|tuples| tuples.add(&row));
        }
    }

    fn join(&mut self, other: &Self) {
        self.cases += other.cases;
        self.unreadable += other.unreadable;
        self.broken_rules += other.broken_rules;
        self.rows.extend(&other.rows);
        self.tuples.iter_mut().zip(&other.tuples).for_each(|(mine, others)| mine.add_all(others));
    }

    fn percent(&self, valid: &[Tuples; 2], at: usize) -> f64 {
        100.0 * self.tuples[at].common(&valid[at]) as f64 / valid[at].count() as f64
    }
}

struct Report<'r> {
    valid: &'r [Tuples; 2],
    out: &'r mut dyn Write,
    sound: bool,
}

impl Report<'_> {
    fn print(&mut self, what: &str, seen: &Seen) -> io::Result<()> {
        writeln!(self.out, "  {what}: {} cases, {} different rows", seen.cases, seen.rows.len())?;
        for (at, strength) in STRENGTHS.into_iter().enumerate() {
            let (covered, valid) = (seen.tuples[at].common(&self.valid[at]), self.valid[at].count());
            let percent = seen.percent(self.valid, at);
            writeln!(self.out, "    {strength} at a time: {covered} of {valid} valid combinations, {percent:.2} %")?;
            self.sound &= covered == seen.tuples[at].count();
        }
        if seen.unreadable > 0 {
            writeln!(self.out, "    not counted, because the end entity is no certificate: {}", seen.unreadable)?;
        }
        if seen.broken_rules > 0 {
            writeln!(self.out, "    BREAK A RULE, so that the rules are wrong: {}", seen.broken_rules)?;
            self.sound = false;
        }
        Ok(())
    }
}

/// The cases of a file, and how many were skipped.
fn cases_of(path: &Path) -> io::Result<(Vec<Case>, usize)> {
    let suite = limbo::read(&std::fs::read_to_string(path)?).map_err(io::Error::other)?;
    let mut skipped = 0;
    let mut cases = Vec::new();
    for case in suite.cases() {
        let material = case.ok().and_then(|case| case.material(Time::from_unix_seconds(NOW)).ok());
        match material {
            Some(material) => cases.push(self::case(&material)),
            None => skipped += 1,
        }
    }
    Ok((cases, skipped))
}

/// A case of the file as one of the testkit's.
fn case(material: &Material) -> Case {
    let der = |list: &[rustls_pki_types::CertificateDer<'static>]| list.iter().map(|der| der.to_vec()).collect();
    let reference = material.peer.as_ref().map(|name| match name.parse::<std::net::IpAddr>() {
        Ok(std::net::IpAddr::V4(address)) => Reference::Ip(address.octets().to_vec()),
        Ok(std::net::IpAddr::V6(address)) => Reference::Ip(address.octets().to_vec()),
        Err(_) => Reference::Dns(name.clone().into()),
    });
    let purpose = match material.purpose {
        KeyPurpose::ServerAuth => Purpose::ServerAuth,
        KeyPurpose::ClientAuth => Purpose::ClientAuth,
        _ => Purpose::Any,
    };
    Case {
        // Any real scheme: its algorithms are all that are verified with.
        scheme: Scheme::P256,
        end_entity: material.end_entity.to_vec(),
        intermediates: der(&material.intermediates),
        anchors: der(&material.anchors),
        crls: material.crls.iter().map(|der| der.as_ref().to_vec()).collect(),
        question: Question { time: material.time.unix_seconds(), reference, purpose, ..Question::default() },
    }
}
