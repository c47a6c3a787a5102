//! How chance spreads a delay. The laws only: where the random number comes from is the caller's business.

use std::time::Duration;

/// How chance spreads the delays of many callers that failed together.
///
/// Every law is a uniform one between two bounds, and no bound lies above the cap: the cap holds with jitter included.
/// Names and laws are those of Marc Brooker, [*Exponential Backoff And Jitter*][source], but that the cap bounds the
/// interval of [`Decorrelated`](Self::Decorrelated) and not what was drawn from it: cutting off afterwards piles two
/// thirds of all callers up at exactly the cap.
///
/// Ten thousand clients that lose their server at once, for ten seconds, come back with this many times the mean of
/// arrivals in the busiest tenth of a second (simulated with the default delays): 2.0 with full jitter, 3.1 with equal,
/// 4.1 with decorrelated, and 28 with none, all of them in that one. Below three is what this crate promises (and its
/// test of such a herd asks), so of what is not [`Full`](Self::Full) it promises nothing.
///
/// [source]: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Jitter {
    /// From the base to three times the delay before: grows by itself, without regard to the factor. A herd comes back
    /// four times as dense as its mean.
    Decorrelated,
    /// From half of the delay to all of it: never at once. A herd comes back three times as dense as its mean.
    Equal,
    /// From nothing to the delay: the widest spread, and the least work for a server that recovers.
    #[default]
    Full,
    /// The delay itself. Callers that failed together come back together.
    None,
}

/// A number of nanoseconds from `low` up to, but without, `high`; `low` where that is empty.
pub(crate) fn uniform(low: Duration, high: Duration, random: u64) -> Duration {
    let span = high.saturating_sub(low).as_nanos();
    let random = u128::from(random);
    // span · random / 2⁶⁴ without a product beyond 128 bits: a span has at most 94.
    let upper = (span >> 64) * random;
    let lower = ((span & u128::from(u64::MAX)) * random) >> 64;
    low.saturating_add(nanoseconds(upper + lower))
}

fn nanoseconds(nanos: u128) -> Duration {
    const SECOND: u128 = 1_000_000_000;
    // The remainder is below a second, so it always fits.
    let below_a_second = u32::try_from(nanos % SECOND).unwrap_or(0);
    u64::try_from(nanos / SECOND).map_or(Duration::MAX, |seconds| Duration::new(seconds, below_a_second))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_and_the_highest_number_give_the_bounds() {
        let (low, high) = (Duration::from_millis(100), Duration::from_millis(300));
        assert_eq!(uniform(low, high, 0), low);
        assert_eq!(uniform(low, high, 1 << 63), Duration::from_millis(200));
        assert_eq!(uniform(low, high, u64::MAX), high - Duration::from_nanos(1));
        assert_eq!(uniform(high, low, u64::MAX), high);
    }

    #[test]
    fn the_longest_duration_does_not_overflow() {
        let drawn = uniform(Duration::ZERO, Duration::MAX, u64::MAX);
        assert!(drawn < Duration::MAX && drawn > Duration::MAX / 1_000_000 * 999_999);
        assert_eq!(uniform(Duration::MAX, Duration::MAX, u64::MAX), Duration::MAX);
    }
}
