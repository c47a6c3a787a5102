//! Time that this thread was running for. On a machine that does other things too, wall time measures those.

use std::time::Duration;

/// Processor time of this thread where the system tells it, wall time elsewhere.
#[derive(Debug)]
pub(super) enum Clock {
    /// Linux: nanoseconds on a processor, the first field of this file.
    Processor,
    /// Since this instant.
    Wall(std::time::Instant),
}

const FILE: &str = "/proc/thread-self/schedstat";

impl Clock {
    /// The better one that there is.
    pub(super) fn new() -> Self {
        if on_processor().is_some() { Self::Processor } else { Self::Wall(std::time::Instant::now()) }
    }

    /// What it measures, in words.
    pub(super) const fn measures(&self) -> &'static str {
        match self {
            Self::Processor => "processor time of one thread",
            Self::Wall(_) => "wall time",
        }
    }

    /// Time since some instant in the past.
    pub(super) fn now(&self) -> Duration {
        match self {
            Self::Processor => on_processor().unwrap_or_default(),
            Self::Wall(start) => start.elapsed(),
        }
    }

    /// How long something takes.
    pub(super) fn time<T>(&self, work: impl FnOnce() -> T) -> (T, Duration) {
        let start = self.now();
        let result = std::hint::black_box(work());
        (result, self.now().saturating_sub(start))
    }
}

fn on_processor() -> Option<Duration> {
    // The kernel brings the number up to date when the thread gives way.
    std::thread::yield_now();
    let text = std::fs::read_to_string(FILE).ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}
