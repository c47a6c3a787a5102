//! A period in which nothing begins and nothing ends: whatever is compared with the time comes out the same throughout.

use crate::time::Time;

/// The instants around a verification at which it would have come out the same, as far as it depends on time.
///
/// Between two neighbouring instants at which a validity period begins or ends, or a CRL is issued or due, no
/// comparison with the time changes. These instants themselves belong to no period but their own, so that it does not
/// matter on which side of one a verifier counts it.
///
/// # Examples
/// ```
/// use verifail::Time;
/// use verifail::cache::SteadyPeriod;
/// let [begin, now, end] = [100, 150, 200].map(Time::from_unix_seconds);
/// let period = SteadyPeriod::around(now, [begin, end]);
/// assert!(period.contains(Time::from_unix_seconds(199)) && !period.contains(end));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SteadyPeriod {
    first: Time,
    last: Time,
}

impl SteadyPeriod {
    /// The period of `at` between the neighbouring ones of these instants.
    pub fn around(at: Time, instants: impl IntoIterator<Item = Time>) -> Self {
        let now = at.unix_seconds();
        let (mut first, mut last) = (i64::MIN, i64::MAX);
        for instant in instants {
            let instant = instant.unix_seconds();
            if instant <= now {
                first = first.max(instant.saturating_add(1));
            }
            if instant >= now {
                last = last.min(instant.saturating_sub(1));
            }
        }
        if first > last {
            // `at` is one of the instants: one end is behind it, or the other before it.
            (first, last) = (now, now);
        }
        Self { first: Time::from_unix_seconds(first), last: Time::from_unix_seconds(last) }
    }

    /// Whether `at` is in it.
    pub fn contains(&self, at: Time) -> bool {
        self.first <= at && at <= self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_comparison_comes_out_alike_throughout_the_period() {
        let instants = [-3, 0, 4, 5, 9];
        for at in -6..12 {
            let period = SteadyPeriod::around(Time::from_unix_seconds(at), instants.map(Time::from_unix_seconds));
            assert!(period.contains(Time::from_unix_seconds(at)));
            for other in -6..12_i64 {
                let alike = instants.iter().all(|instant| at.cmp(instant) == other.cmp(instant));
                assert_eq!(period.contains(Time::from_unix_seconds(other)), alike, "{at} {other}");
            }
        }
    }

    #[test]
    fn the_ends_of_time_are_no_exception() {
        for at in [i64::MIN, i64::MAX] {
            let at = Time::from_unix_seconds(at);
            assert!(SteadyPeriod::around(at, []).contains(at));
            assert!(!SteadyPeriod::around(at, [at]).contains(Time::from_unix_seconds(0)));
        }
    }
}
