//! Counts of tests, and how they are read from the summary lines of libtest and nextest. Expects lines without colour
//! codes; reads one line at a time, so that the output need not be kept.

use std::fmt;
use std::ops::AddAssign;

/// How many tests ended how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) passed: u64,
    pub(super) failed: u64,
    /// Ignored and filtered ones.
    pub(super) skipped: u64,
}

impl Counts {
    /// The counts in `line` if it is a summary: `test result: …` of libtest, of which there is one for each binary,
    /// or `Summary […] …` of nextest, of which there is one for a run.
    pub(super) fn parse(line: &str) -> Option<Self> {
        // Indented it is of a test that failed, as nextest shows it, and counted by its own summary.
        if let Some(result) = line.strip_prefix("test result: ") {
            let (_, counts) = result.split_once(". ")?;
            return Some(Self {
                passed: number_before(counts, "passed")?,
                failed: number_before(counts, "failed")?,
                skipped: number_before(counts, "ignored").unwrap_or(0),
            });
        }
        let (_, counts) = line.trim().strip_prefix("Summary [")?.split_once("] ")?;
        let (run, endings) = counts.split_once(" run: ")?;
        let passed = number_before(endings, "passed").unwrap_or(0);
        // `12/20 tests`: the run was cut short. What began and did not pass, failed: by assertion, time or crash.
        let run = run.split([' ', '/']).next()?.parse::<u64>().ok()?;
        let skipped = number_before(endings, "skipped").unwrap_or(0);
        Some(Self { passed, failed: run.saturating_sub(passed), skipped })
    }
}

/// The number in `12 passed`, or in `12 tests passed`, wherever it stands between commas and semicolons.
fn number_before(counts: &str, word: &str) -> Option<u64> {
    counts.split([',', ';', '(']).find_map(|part| {
        let mut words = part.split_whitespace();
        let number = words.next()?.parse().ok()?;
        words.any(|found| found == word).then_some(number)
    })
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 { write!(f, ", {} skipped", self.skipped) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<(u64, u64, u64)>) {
        let expected = expected.map(|(passed, failed, skipped)| Counts { passed, failed, skipped });
        assert_eq!(Counts::parse(line), expected, "{line}");
    }

    #[test]
    fn libtest_summaries_are_read() {
        check(
            "test result: ok. 27 passed; 0 failed; 2 ignored; 0 measured; 3 filtered out; finished in 0.08s",
            Some((27, 0, 2)),
        );
        check(
            "test result: FAILED. 26 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.08s",
            Some((26, 1, 0)),
        );
    }

    #[test]
    fn nextest_summaries_are_read() {
        check("     Summary [   0.012s] 27 tests run: 27 passed, 0 skipped", Some((27, 0, 0)));
        check("     Summary [   1.012s] 1 test run: 1 passed (1 slow), 2 skipped", Some((1, 0, 2)));
        check(
            "     Summary [  61.100s] 9 tests run: 5 passed (1 flaky, 1 leaky), 2 failed, 1 timed out, 1 exec failed, 3 skipped",
            Some((5, 4, 3)),
        );
        check("     Summary [   0.100s] 12/20 tests run: 11 passed, 1 failed, 0 skipped", Some((11, 1, 0)));
        check("     Summary [   0.100s] 0 tests run: 0 passed, 0 skipped", Some((0, 0, 0)));
    }

    #[test]
    fn other_lines_are_no_summaries() {
        check("test result: ok", None);
        check("    test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 134 filtered out", None);
        check("running 27 tests", None);
        check("Summary of changes: 3 passed", None);
        check("Summary [x] many tests run: 1 passed", None);
        check("", None);
    }

    #[test]
    fn skips_are_shown_only_where_there_are_some() {
        let mut sum = Counts { passed: 2, failed: 0, skipped: 0 };
        assert_eq!(sum.to_string(), "2 passed, 0 failed");
        sum += Counts { passed: 1, failed: 1, skipped: 1 };
        assert_eq!(sum.to_string(), "3 passed, 1 failed, 1 skipped");
    }
}
