//! Paired measuring: subjects take turns in short batches, so that whatever the machine does meanwhile happens to all
//! of them, and only ratios and differences within one round count. Absolute times of two runs are never compared.

use std::fmt;
use std::time::{Duration, Instant};

/// Something to be timed.
pub struct Subject<'s> {
    name: String,
    run: Box<dyn FnMut() + 's>,
}

impl<'s> Subject<'s> {
    /// Names a piece of work. What it returns is not optimised away.
    pub fn new<T>(name: impl Into<String>, mut run: impl FnMut() -> T + 's) -> Self {
        Self {
            name: name.into(),
            run: Box::new(move || {
                std::hint::black_box(run());
            }),
        }
    }
}

/// One subject beside the baseline.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Its name.
    pub name: String,
    /// Median time of one call.
    pub time: Duration,
    /// Time of one call in the round that was disturbed least.
    pub fastest: Duration,
    /// Quartiles of time over the baseline's time in the same round.
    pub ratio: [f64; 3],
    /// Median of time minus the baseline's time in the same round, in microseconds.
    pub excess_micros: f64,
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [low, median, high] = self.ratio;
        let (name, micros) = (&self.name, self.time.as_secs_f64() * 1e6);
        write!(f, "{name:34} {micros:9.1} µs  {median:6.3} ({low:.3} to {high:.3})  {:+8.1} µs", self.excess_micros)
    }
}

/// Times every subject `batch` calls at a time, `rounds` times around. The first one is the baseline.
pub fn compare(rounds: usize, batch: u32, mut subjects: Vec<Subject<'_>>) -> Vec<Comparison> {
    let count = subjects.len();
    let mut seconds = vec![Vec::with_capacity(rounds); count];
    for subject in &mut subjects {
        (subject.run)();
    }
    for round in 0..rounds {
        // Nobody is always the one after the same other.
        for turn in 0..count {
            let at = if round % 2 == 0 { turn } else { count - 1 - turn };
            let start = Instant::now();
            for _ in 0..batch {
                (subjects[at].run)();
            }
            seconds[at].push(start.elapsed().as_secs_f64() / f64::from(batch));
        }
    }
    let baseline = seconds.first().cloned().unwrap_or_default();
    let compared = subjects.into_iter().zip(seconds).map(|(subject, own)| {
        let pairs = || own.iter().zip(&baseline);
        Comparison {
            name: subject.name,
            ratio: quartiles(pairs().map(|(own, baseline)| own / baseline).collect()),
            excess_micros: quartiles(pairs().map(|(own, baseline)| (own - baseline) * 1e6).collect())[1],
            fastest: Duration::from_secs_f64(own.iter().copied().fold(f64::MAX, f64::min)),
            time: Duration::from_secs_f64(quartiles(own)[1]),
        }
    });
    compared.collect()
}

fn quartiles(mut values: Vec<f64>) -> [f64; 3] {
    values.sort_by(f64::total_cmp);
    [1, 2, 3].map(|quarter| values.get(values.len() * quarter / 4).copied().unwrap_or(f64::NAN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_baseline_is_one_and_twice_the_work_is_about_two() {
        let work = |turns: u64| (0..turns).fold(1u64, |n, i| std::hint::black_box(n.wrapping_mul(31) ^ i));
        let result =
            compare(50, 1, vec![Subject::new("once", || work(20_000)), Subject::new("twice", || work(40_000))]);
        assert!(result[0].ratio.iter().all(|ratio| (ratio - 1.0).abs() < f64::EPSILON));
        // Wide, because other processes may run beside: it must only tell twice from once and from many times.
        assert!((1.2..4.0).contains(&result[1].ratio[1]), "{:?}", result[1]);
    }

    #[test]
    fn quartiles_are_taken_in_order() {
        assert_eq!(quartiles(vec![4.0, 1.0, 3.0, 2.0]), [2.0, 3.0, 4.0]);
    }
}
