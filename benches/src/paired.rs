//! Paired measuring: subjects take turns in short batches, so that whatever the machine does meanwhile happens to all
//! of them, and only ratios and differences within one round count. Absolute times of two runs are never compared.
//!
//! The first call of a batch finds the caches as the subject before left them, which costs some of them a third of a
//! call. So everyone comes after everyone else equally often: rounds are the rows of a Williams design.
//! <https://en.wikipedia.org/wiki/Crossover_study>

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

/// Times every subject `batch` calls at a time, at least `rounds` times around. The first one is the baseline.
pub fn compare(rounds: usize, batch: u32, mut subjects: Vec<Subject<'_>>) -> Vec<Comparison> {
    let count = subjects.len();
    let mut seconds = vec![Vec::with_capacity(rounds); count];
    for subject in &mut subjects {
        (subject.run)();
    }
    for round in 0..rounds.next_multiple_of(design(count)) {
        for at in order(count, round) {
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

/// The rounds after which everyone came after everyone else equally often.
fn design(count: usize) -> usize {
    if count.is_multiple_of(2) { count.max(1) } else { 2 * count }
}

/// Who runs when in a round.
///
/// In the row 0, n - 1, 1, n - 2, … any two neighbours differ by another step modulo n; of an odd n there are the steps
/// of half the pairs only, and the same row backwards has the others. All rows are this one, moved on.
fn order(count: usize, round: usize) -> impl Iterator<Item = usize> {
    let backwards = round % design(count) >= count;
    (0..count).map(move |turn| {
        let turn = if backwards { count - 1 - turn } else { turn };
        let step = if turn.is_multiple_of(2) { turn / 2 } else { count - turn.div_ceil(2) };
        (step + round) % count
    })
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
    fn everyone_comes_after_everyone_else_equally_often() {
        for count in 1..=10 {
            let mut follows = vec![vec![0; count]; count];
            for round in 0..design(count) {
                let row: Vec<usize> = order(count, round).collect();
                let mut sorted = row.clone();
                sorted.sort_unstable();
                assert_eq!(sorted, (0..count).collect::<Vec<_>>(), "everyone has a turn");
                row.windows(2).for_each(|pair| follows[pair[0]][pair[1]] += 1);
            }
            let times = if count.is_multiple_of(2) { 1 } else { 2 };
            for (one, other) in (0..count).flat_map(|one| (0..count).map(move |other| (one, other))) {
                assert_eq!(follows[one][other], if one == other { 0 } else { times }, "{other} after {one} of {count}");
            }
        }
    }

    #[test]
    fn quartiles_are_taken_in_order() {
        assert_eq!(quartiles(vec![4.0, 1.0, 3.0, 2.0]), [2.0, 3.0, 4.0]);
    }
}
