//! What one program measured of itself: instructions, allocations and operations of every question; and wall time,
//! where it is wanted.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use super::build::{self, Program};
use super::{Measured, callgrind};

/// Peers stand beside; what they cost is not ours to gate on.
pub(super) const PEERS: [&str; 8] =
    ["floor", "openssl", "openssl-ready", "verifail-ring", "webpki", "webpki-ring", "x509-cert", "x509-parser"];

/// The figures of one question.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Figures {
    /// Of every repetition.
    pub(super) instructions: Vec<u64>,
    pub(super) allocations: u64,
    pub(super) octets: u64,
    pub(super) accepted: bool,
    pub(super) signatures: u64,
    pub(super) steps: u64,
    pub(super) comparisons: u64,
}

impl Figures {
    pub(super) fn least(&self) -> u64 {
        self.instructions.iter().copied().min().unwrap_or_default()
    }

    pub(super) fn most(&self) -> u64 {
        self.instructions.iter().copied().max().unwrap_or_default()
    }

    /// A line of `count exact`: name, allocations, octets, acceptance, signatures, steps, comparisons; and the rest.
    pub(super) fn parse(line: &str) -> Option<(String, Self, Vec<&str>)> {
        let mut words = line.split(' ');
        let name = words.next()?.to_owned();
        let mut number = || words.next()?.parse::<u64>().ok();
        let figures = Self {
            instructions: Vec::new(),
            allocations: number()?,
            octets: number()?,
            accepted: number()? != 0,
            signatures: number()?,
            steps: number()?,
            comparisons: number()?,
        };
        Some((name, figures, words.collect()))
    }
}

/// All questions in the program's order.
pub(super) type Measurement = Vec<(String, Figures)>;

/// Whether a question is about this project and not about a peer.
pub(super) fn is_own(name: &str) -> bool {
    !PEERS.contains(&name.rsplit('/').next().unwrap_or_default())
}

/// Measures every question about an input that was written before.
pub(super) fn measure(program: &Program, input: &Path, dumps: &Path, repetitions: usize) -> Measured<Measurement> {
    let said = build::run(Command::new(&program.path).arg("exact").arg(input))?;
    let mut all: Measurement = Vec::new();
    for line in said.lines() {
        let (name, figures, _) = Figures::parse(line).ok_or_else(|| format!("not understood: {line}"))?;
        all.push((name, figures));
    }
    for _ in 0..repetitions.max(1) {
        let counts = callgrind::count(&program.path, "run", input, dumps)?;
        if counts.len() != all.len() {
            return Err(format!("{} questions, {} counts of instructions", all.len(), counts.len()).into());
        }
        for ((_, figures), count) in all.iter_mut().zip(counts) {
            figures.instructions.push(count);
        }
    }
    Ok(all)
}

/// Nanoseconds of one answer, for programs that take turns: each round asks every program once.
pub(super) fn interleaved(programs: &[&Program], input: &Path, name: &str, rounds: usize) -> Measured<Vec<Vec<f64>>> {
    let mut times = vec![Vec::new(); programs.len()];
    for round in 0..rounds {
        for turn in 0..programs.len() {
            // Nobody is always the one after the same other.
            let at = if round % 2 == 0 { turn } else { programs.len() - 1 - turn };
            if let (Some(program), Some(times)) = (programs.get(at), times.get_mut(at)) {
                let said = build::run(Command::new(&program.path).arg("time").arg(input).args([name, "25"]))?;
                times.push(said.trim().parse()?);
            }
        }
    }
    Ok(times)
}

/// The quartiles of pairwise ratios, the second over the first.
pub(super) fn ratio(base: &[f64], head: &[f64]) -> [f64; 3] {
    let mut ratios: Vec<f64> = base.iter().zip(head).map(|(base, head)| head / base).collect();
    ratios.sort_by(f64::total_cmp);
    [1, 2, 3].map(|quarter| ratios.get(ratios.len() * quarter / 4).copied().unwrap_or(f64::NAN))
}

/// By name.
pub(super) fn index(measurement: &Measurement) -> BTreeMap<&str, &Figures> {
    measurement.iter().map(|(name, figures)| (name.as_str(), figures)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_figures_is_read_and_a_broken_one_is_not() {
        let line = "accept/p256/verifail 20 2433 1 2 3 4 8 1.5";
        let (name, figures, rest) = Figures::parse(line).unwrap_or_default();
        assert_eq!((name.as_str(), rest.len()), ("accept/p256/verifail", 2));
        assert_eq!((figures.allocations, figures.octets, figures.accepted), (20, 2_433, true));
        assert_eq!((figures.signatures, figures.steps, figures.comparisons), (2, 3, 4));
        assert!(Figures::parse("accept 1 2").is_none() && Figures::parse("").is_none());
    }

    #[test]
    fn what_ends_in_a_peer_is_not_ours() {
        assert!(is_own("accept/p256/verifail") && is_own("family/tower"));
        assert!(!is_own("accept/p256/floor") && !is_own("parse/three/webpki"));
    }

    #[test]
    fn ratios_are_those_of_pairs() {
        let [_, median, _] = ratio(&[1.0, 10.0, 100.0], &[2.0, 20.0, 200.0]);
        assert!((median - 2.0).abs() < 1e-12);
    }
}
