//! Why no further attempt is made.

use std::fmt;

macro_rules! stops {
    ($($(#[$doc:meta])+ $variant:ident $code:literal $meaning:literal;)+) => {
        /// Why no further attempt is made. Codes are stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum StopReason {
            $($(#[$doc])+ $variant,)+
        }

        impl StopReason {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The meaning in a few words.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning),+ }
            }
        }
    };
}

stops! {
    /// Somebody has to change something on this side first.
    AfterUserAction "after-user-action" "somebody has to change something here first";
    /// Octets of the request went out, and sending them again is not harmless.
    AlreadySent "already-sent" "the request was sent and is not idempotent";
    /// As many attempts were made as are allowed.
    AttemptsExhausted "attempts-exhausted" "no attempts are left";
    /// Too many calls failed of late: nobody is let through but one probe at a time.
    BreakerOpen "breaker-open" "the circuit breaker is open";
    /// All callers together have retried as much as they may.
    BudgetExhausted "budget-exhausted" "the retry budget is used up";
    /// No attempt could end before the deadline.
    DeadlineReached "deadline-reached" "another attempt could not end before the deadline";
    /// Nothing failed that a retry is about, or nobody gave advice.
    NothingToRetry "nothing-to-retry" "there is no advice to retry";
    /// The peer gives the same answer until something changes.
    Permanent "permanent" "the answer stays the same until something changes";
    /// The same certificate was refused for the same reason again and again.
    Persistent "persistent" "the same certificate is refused every time";
    /// This request is a retry of a caller further up: only one hop multiplies.
    RetriedAbove "retried-above" "the caller above is retrying already";
    /// It passes at a time that the evidence does not give.
    TimeUnknown "time-unknown" "it is not known when it passes";
    /// It passes at a known time, later than anybody waits.
    TooLate "too-late" "it passes too late to wait for";
}

impl fmt::Display for StopReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
