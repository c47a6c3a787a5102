//! How far an attempt has come, for the case that it is cut off and cannot say so itself.

use std::sync::atomic::{AtomicU8, Ordering};

use crate::Sent;

/// How much of the request was sent. The operation writes it, the executor reads it when it drops the operation at its
/// timeout. Without one, an attempt that timed out may have sent everything.
///
/// # Examples
/// ```
/// use verifail_retry::Sent;
/// use verifail_retry::executor::Progress;
///
/// let progress = Progress::default();
/// progress.sent(Sent::Partly);
/// assert_eq!(progress.so_far(), Sent::Partly);
/// ```
#[derive(Debug, Default)]
pub struct Progress {
    sent: AtomicU8,
}

impl Progress {
    /// This much was sent by now.
    pub fn sent(&self, sent: Sent) {
        let step = match sent {
            Sent::Nothing => 0,
            Sent::Partly => 1,
            Sent::Whole => 2,
        };
        self.sent.store(step, Ordering::Release);
    }

    /// What was said last; nothing, where nothing was said.
    pub fn so_far(&self) -> Sent {
        match self.sent.load(Ordering::Acquire) {
            0 => Sent::Nothing,
            1 => Sent::Partly,
            _ => Sent::Whole,
        }
    }
}
