//! Timers that stay armed between calls, so that a call which ends in time never touches the runtime's wheel of timers.
//!
//! Nearly every call ends long before its timeout, and arming and disarming a timer for it costs more than deciding on a retry
//! does. So a timer that a call leaves behind stays armed as it is, for the time that call had, and the next call takes it over:
//! it goes off too early, if at all, and is armed anew then, for the time that counts.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use tokio::runtime::{Handle, Id};
use tokio::time::{Instant, Sleep, sleep_until};

/// Timers that are kept: calls of an executor at a time, beyond which each has its own.
const KEPT: usize = 64;

/// The timers of an executor and its clones that nobody uses at the moment.
#[derive(Clone, Default)]
pub(super) struct Alarms {
    idle: Arc<Mutex<Vec<Armed>>>,
}

/// A timer is its runtime's, and goes off only while that is driven.
struct Armed {
    runtime: Id,
    sleep: Pin<Box<Sleep>>,
}

impl Alarms {
    /// A timer for this moment.
    pub(super) fn at(&self, at: Instant) -> Alarm<'_> {
        let runtime = Handle::current().id();
        let kept = {
            let mut idle = self.idle();
            let position = idle.iter().rposition(|armed| armed.runtime == runtime);
            position.map(|position| idle.swap_remove(position))
        };
        let mut armed = kept.unwrap_or_else(|| Armed { runtime, sleep: Box::pin(sleep_until(at)) });
        // One that goes off too early is armed anew then; one that goes off too late is of no use.
        if armed.sleep.deadline() > at {
            armed.sleep.as_mut().reset(at);
        }
        Alarm { alarms: self, at, armed: Some(armed) }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Armed>> {
        // Pushes and removals are whole.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Alarms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Alarms").field("idle", &self.idle().len()).finish()
    }
}

/// A timer in use. Dropped, it stays armed for somebody else.
pub(super) struct Alarm<'a> {
    alarms: &'a Alarms,
    at: Instant,
    armed: Option<Armed>,
}

impl Alarm<'_> {
    /// Ready at its moment and never before.
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let Some(Armed { sleep, .. }) = &mut self.armed else { return Poll::Ready(()) };
        while sleep.as_mut().poll(context).is_ready() {
            if sleep.deadline() >= self.at {
                return Poll::Ready(());
            }
            sleep.as_mut().reset(self.at);
        }
        Poll::Pending
    }
}

impl Drop for Alarm<'_> {
    fn drop(&mut self) {
        // One that went off is no use to anybody before it is armed anew, which costs what a new one costs.
        if let Some(armed) = self.armed.take().filter(|armed| !armed.sleep.is_elapsed()) {
            let mut idle = self.alarms.idle();
            if idle.len() < KEPT {
                return idle.push(armed);
            }
            // Those of runtimes that are gone would stay for ever.
            let position = idle.iter().position(|other| other.runtime != armed.runtime);
            if let Some(other) = position.and_then(|position| idle.get_mut(position)) {
                *other = armed;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::time::Duration;

    use tokio::runtime::Builder;

    use super::*;

    fn runtime() -> tokio::runtime::Runtime {
        Builder::new_current_thread().enable_time().start_paused(true).build().unwrap()
    }

    async fn rings_after(alarms: &Alarms, time: Duration) -> Duration {
        let began = Instant::now();
        let mut alarm = alarms.at(began + time);
        poll_fn(|context| alarm.poll(context)).await;
        began.elapsed()
    }

    /// Is polled once and then left, as by a call that ends in time.
    async fn is_left(alarms: &Alarms, time: Duration) {
        let mut alarm = alarms.at(Instant::now() + time);
        let rang = poll_fn(|context| Poll::Ready(alarm.poll(context).is_ready())).await;
        assert!(!rang);
    }

    #[test]
    fn a_timer_that_was_left_rings_at_the_next_ones_time_sooner_or_later() {
        let (alarms, second) = (Alarms::default(), Duration::from_secs(1));
        runtime().block_on(async {
            for (left, wanted) in [(10, 30), (30, 10), (10, 10)] {
                is_left(&alarms, left * second).await;
                assert_eq!(alarms.idle().len(), 1);
                tokio::time::advance(second).await;
                let late = rings_after(&alarms, wanted * second).await - wanted * second;
                assert!(late <= Duration::from_millis(1), "{left} {wanted}: {late:?}");
                assert_eq!(alarms.idle().len(), 0, "one that rang is gone");
            }
            // One that rings while nobody has it rings for nobody.
            is_left(&alarms, second).await;
            tokio::time::advance(5 * second).await;
            assert!(rings_after(&alarms, 3 * second).await >= 3 * second);
        });
    }

    #[test]
    fn a_timer_of_one_runtime_is_not_used_in_another_and_no_more_are_kept_than_may_be() {
        let (alarms, second) = (Alarms::default(), Duration::from_secs(1));
        runtime().block_on(async {
            let held: Vec<_> = (0..2 * KEPT).map(|_| alarms.at(Instant::now() + second)).collect();
            drop(held);
            assert_eq!(alarms.idle().len(), KEPT);
        });
        // That runtime is gone: a timer of it would panic.
        runtime().block_on(async {
            assert!(rings_after(&alarms, second).await >= second);
            is_left(&alarms, second).await;
            assert_eq!(alarms.idle().len(), KEPT);
            is_left(&alarms, second).await;
            let current = Handle::current().id();
            assert_eq!(alarms.idle().iter().filter(|armed| armed.runtime == current).count(), 1);
        });
    }
}
