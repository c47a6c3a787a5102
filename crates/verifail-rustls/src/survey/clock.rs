//! This machine's clock beside the peers', by the dates of their answers.

use verifail::capture::{Capture, Clock, Sample};

/// Seconds by which the clock of a capture is ahead of its peers'; `None` where none of them said a time. The median,
/// since some servers hand out answers that somebody stored.
///
/// # Examples
/// ```
/// use verifail::Time;
/// use verifail::capture::{Capture, Outcome, Sample, Target};
///
/// let taken = Time::from_unix_seconds(1_790_000_000);
/// let mut capture = Capture::new("here", Target::new("api.example", 443), taken);
/// let mut sample = Sample::new(Outcome::Trusted);
/// (sample.after_ms, sample.peer_time) = (5_000, Some(Time::from_unix_seconds(1_789_996_405)));
/// capture.push(sample);
/// assert_eq!(verifail_rustls::survey::clock(&capture).unwrap().ahead_s, 3_600);
/// ```
pub fn clock(capture: &Capture) -> Option<Clock> {
    let ahead = |sample: &Sample| {
        let ended_ms = sample.after_ms.saturating_add(sample.timings.total_us.unwrap_or(0) / 1_000);
        let here = capture.taken.unix_seconds().saturating_add(i64::try_from(ended_ms / 1_000).ok()?);
        here.checked_sub(sample.peer_time?.unix_seconds())
    };
    let mut all: Vec<i64> = capture.samples.iter().filter_map(ahead).collect();
    all.sort_unstable();
    let mut clock = Clock::default();
    clock.ahead_s = *all.get(all.len() / 2)?;
    clock.source = match all.len() {
        1 => "the date of one answer".to_owned(),
        answers => format!("the dates of {answers} answers"),
    };
    Some(clock)
}
