//! Moments after which somebody is woken, by timers that stay armed between calls: a call which ends in time never
//! touches the runtime's wheel of timers.
//!
//! Nearly every call ends long before its timeout, and arming and disarming a timer for it costs more than deciding on
//! a retry does. So a timer that a call leaves behind stays armed as it is, for the time that call had, and the next
//! call takes it over: it goes off too early, if at all, and is armed anew then, for the time that counts. Whom it
//! wakes is kept beside it and not in it: to take a timer over is to put down a waker.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

use tokio::runtime::{Handle, Id};
use tokio::time::{Instant, Sleep, sleep_until};

/// Timers that are kept: calls of an executor at a time, beyond which each has its own.
const KEPT: usize = 64;

/// The timers of an executor and its clones that nobody uses at the moment.
#[derive(Clone, Default)]
pub(super) struct Alarms {
    idle: Arc<Mutex<Vec<Timer>>>,
}

/// In a box: it goes from hand to hand.
type Timer = Box<Armed>;

/// A timer is its runtime's, and goes off only while that is driven.
struct Armed {
    runtime: Id,
    sleep: Pin<Box<Sleep>>,
    relay: Arc<Relay>,
    /// Of the relay, for the timer.
    waker: Waker,
}

/// What a timer wakes: whoever has it at the moment.
#[derive(Default)]
struct Relay {
    /// The timer went off since it was armed.
    rang: AtomicBool,
    waiting: Mutex<Option<Waker>>,
}

impl Wake for Relay {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.rang.store(true, Ordering::Release);
        let waiting = self.waiting().take();
        if let Some(waiting) = waiting {
            waiting.wake();
        }
    }
}

impl Relay {
    /// Wakes this one from now on. Whether the timer went off already.
    fn wait(&self, waker: &Waker) -> bool {
        let mut waiting = self.waiting();
        if !waiting.as_ref().is_some_and(|waiting| waiting.will_wake(waker)) {
            *waiting = Some(waker.clone());
        }
        // Whoever wakes takes the lock afterwards, and finds the waker; or has left the mark before.
        self.rang.load(Ordering::Acquire)
    }

    fn waiting(&self) -> MutexGuard<'_, Option<Waker>> {
        // Only ever replaced as a whole.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Armed {
    fn new(runtime: Id, at: Instant) -> Self {
        let relay = Arc::<Relay>::default();
        let waker = Waker::from(Arc::clone(&relay));
        Self { runtime, sleep: Box::pin(sleep_until(at)), relay, waker }
    }

    /// For this moment, whatever it was armed for. Whether that is over.
    fn arm(&mut self, at: Instant) -> bool {
        if self.sleep.deadline() != at {
            self.sleep.as_mut().reset(at);
        }
        self.relay.rang.store(false, Ordering::Release);
        let over = self.sleep.as_mut().poll(&mut Context::from_waker(&self.waker)).is_ready();
        if over {
            self.relay.rang.store(true, Ordering::Release);
        }
        over
    }

    fn rang(&self) -> bool {
        self.relay.rang.load(Ordering::Acquire)
    }
}

impl Alarms {
    /// For this moment.
    pub(super) fn at(&self, at: Instant) -> Deadline {
        Deadline { when: Some((self.clone(), at)), armed: None }
    }

    fn take(&self, at: Instant) -> Timer {
        let runtime = Handle::current().id();
        let kept = {
            let mut idle = self.idle();
            let position = idle.iter().rposition(|armed| armed.runtime == runtime);
            position.map(|position| idle.swap_remove(position))
        };
        match kept {
            // One that goes off too early is armed anew then; one that goes off too late is of no use.
            Some(armed) if armed.sleep.deadline() <= at && !armed.rang() => armed,
            kept => {
                let mut armed = kept.unwrap_or_else(|| Box::new(Armed::new(runtime, at)));
                armed.arm(at);
                armed
            }
        }
    }

    fn give_back(&self, armed: Timer) {
        let waiting = armed.relay.waiting().take();
        // One that went off is no use to anybody before it is armed anew, which costs what a new one costs.
        if !armed.rang() {
            let mut idle = self.idle();
            if idle.len() < KEPT {
                idle.push(armed);
            } else if let Some(other) = idle.iter_mut().find(|other| other.runtime != armed.runtime) {
                // Those of runtimes that are gone would stay for ever.
                *other = armed;
            }
        }
        drop(waiting);
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Timer>> {
        // Pushes and removals are whole.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Alarms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Alarms").field("idle", &self.idle().len()).finish()
    }
}

/// A moment after which whoever polls it is woken. Made by [`Executor::deadline`](super::Executor::deadline); it costs
/// next to nothing as long as it is not polled, and little as long as it is not reached.
#[derive(Default)]
pub struct Deadline {
    when: Option<(Alarms, Instant)>,
    armed: Option<Timer>,
}

impl Deadline {
    /// Ready at its moment and never before. One that was made by [`Default`] has none.
    ///
    /// # Panics
    /// Outside of a tokio runtime with time.
    pub fn poll(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let Some((alarms, at)) = &self.when else { return Poll::Pending };
        let armed = self.armed.get_or_insert_with(|| alarms.take(*at));
        if !armed.relay.wait(context.waker()) {
            return Poll::Pending;
        }
        // It may be early.
        if Instant::now() >= *at || armed.arm(*at) { Poll::Ready(()) } else { Poll::Pending }
    }

    /// What `work` comes to, or `None` where the moment comes first. Work that is ready at once never meets a timer.
    pub async fn cut<F: Future>(&mut self, work: F) -> Option<F::Output> {
        let mut work = std::pin::pin!(work);
        std::future::poll_fn(|context| match work.as_mut().poll(context) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending => self.poll(context).map(|()| None),
        })
        .await
    }

    /// Another moment from now on; `None` is none. Its timer goes with it.
    pub fn put_off(&mut self, at: Option<Instant>) {
        match (&mut self.when, at) {
            (Some((_, now)), Some(at)) => {
                *now = at;
                if let Some(armed) = self.armed.as_mut().filter(|armed| armed.sleep.deadline() > at) {
                    armed.arm(at);
                }
            }
            (Some(_), None) => *self = Self::default(),
            (None, _) => {}
        }
    }

    /// The moment, where there is one.
    pub fn at(&self) -> Option<Instant> {
        self.when.as_ref().map(|(_, at)| *at)
    }
}

impl Drop for Deadline {
    /// The timer stays armed for somebody else.
    fn drop(&mut self) {
        if let (Some((alarms, _)), Some(armed)) = (&self.when, self.armed.take()) {
            alarms.give_back(armed);
        }
    }
}

impl fmt::Debug for Deadline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Deadline").field("at", &self.at()).finish_non_exhaustive()
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
        let mut deadline = alarms.at(began + time);
        poll_fn(|context| deadline.poll(context)).await;
        began.elapsed()
    }

    /// Is polled once and then left, as by a call that ends in time.
    async fn is_left(alarms: &Alarms, time: Duration) {
        let mut deadline = alarms.at(Instant::now() + time);
        let rang = poll_fn(|context| Poll::Ready(deadline.poll(context).is_ready())).await;
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
    fn a_moment_that_is_over_is_reached_at_once_and_none_never() {
        let (alarms, second) = (Alarms::default(), Duration::from_secs(1));
        runtime().block_on(async {
            let past = Instant::now();
            tokio::time::advance(second).await;
            assert_eq!(alarms.at(past).cut(std::future::pending::<()>()).await, None);
            is_left(&alarms, second).await;
            assert_eq!(alarms.at(past).cut(std::future::pending::<()>()).await, None);
            assert_eq!(alarms.at(past).cut(async { 1 }).await, Some(1), "what is ready at once is not cut off");
            let slow = tokio::time::sleep(1000 * second);
            assert_eq!(Deadline::default().cut(slow).await, Some(()));
        });
    }

    #[test]
    fn a_moment_that_is_put_off_or_brought_forward_is_the_one_that_counts() {
        let (alarms, second) = (Alarms::default(), Duration::from_secs(1));
        runtime().block_on(async {
            for (first, second_one) in [(10, 30), (30, 10)] {
                let began = Instant::now();
                let mut deadline = alarms.at(began + first * second);
                assert_eq!(deadline.cut(tokio::time::sleep(second)).await, Some(()));
                deadline.put_off(Some(began + second_one * second));
                assert_eq!(deadline.cut(std::future::pending::<()>()).await, None);
                let late = began.elapsed().saturating_sub(second_one * second);
                assert!(began.elapsed() >= second_one * second && late < Duration::from_millis(3), "{late:?}");
            }
            let mut deadline = alarms.at(Instant::now() + second);
            deadline.put_off(None);
            assert_eq!(deadline.cut(tokio::time::sleep(100 * second)).await, Some(()));
        });
    }

    #[test]
    fn a_timer_that_is_handed_on_wakes_whoever_has_it_and_nobody_else() {
        let (alarms, second) = (Alarms::default(), Duration::from_secs(1));
        runtime().block_on(async {
            let one = async {
                is_left(&alarms, 5 * second).await;
                tokio::time::sleep(60 * second).await;
            };
            let began = Instant::now();
            let two = async {
                tokio::task::yield_now().await;
                rings_after(&alarms, 10 * second).await
            };
            let (took, ()) = both(two, one).await;
            assert!(took >= 10 * second && took <= 10 * second + Duration::from_millis(2), "{took:?}");
            assert!(began.elapsed() >= 60 * second);
        });
    }

    /// Polls both whenever either is woken.
    async fn both<A: Future, B: Future>(a: A, b: B) -> (A::Output, B::Output) {
        let (mut a, mut b) = (std::pin::pin!(a), std::pin::pin!(b));
        let (mut one, mut two) = (None, None);
        poll_fn(|context| {
            if one.is_none()
                && let Poll::Ready(output) = a.as_mut().poll(context)
            {
                one = Some(output);
            }
            if two.is_none()
                && let Poll::Ready(output) = b.as_mut().poll(context)
            {
                two = Some(output);
            }
            if one.is_some() && two.is_some() { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
        (one.unwrap(), two.unwrap())
    }

    #[test]
    fn a_timer_of_one_runtime_is_not_used_in_another_and_no_more_are_kept_than_may_be() {
        let (alarms, second) = (Alarms::default(), Duration::from_secs(1));
        let polled = || async {
            let mut deadline = alarms.at(Instant::now() + second);
            poll_fn(|context| Poll::Ready(deadline.poll(context).is_pending())).await;
            deadline
        };
        runtime().block_on(async {
            let mut held = Vec::new();
            for _ in 0..2 * KEPT {
                held.push(polled().await);
            }
            drop(held);
            assert_eq!(alarms.idle().len(), KEPT);
            assert_eq!(format!("{alarms:?}"), format!("Alarms {{ idle: {KEPT} }}"));
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
    #[test]
    fn a_deadline_says_which_moment_it_is_for() {
        let now = Instant::now();
        let mut deadline = Alarms::default().at(now);
        assert_eq!(deadline.at(), Some(now));
        assert!(format!("{deadline:?}").contains(&format!("{now:?}")), "{deadline:?}");
        let later = now + Duration::from_secs(1);
        deadline.put_off(Some(later));
        assert_eq!(deadline.at(), Some(later));
        deadline.put_off(None);
        assert_eq!((deadline.at(), Deadline::default().at()), (None, None));
    }
}
