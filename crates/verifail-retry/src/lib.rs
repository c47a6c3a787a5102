//! From a diagnosis to a decision: whether, when, and on what connection to try again.
//!
//! Most retry libraries are asked *how often*. For a certificate that expired the answer is never, for a session that
//! belongs to another name it is once, without the session; and only somebody who knows what went wrong can tell the
//! two from each other. `verifail` knows ([`Diagnosis`]); this crate takes it from there. It reads no text, no clock
//! and no random number: all of these are arguments, so a decision can be repeated, tested and simulated.
//!
//! ```
//! use std::time::Duration;
//! use verifail::classification::{Evidence, classify};
//! use verifail_retry::{Attempt, Connection, Decision, Facts, Memory, Policy, Sent, StopReason, decide};
//!
//! // One for each call. Budgets and breakers, which calls share, are put in here too.
//! let mut memory = Memory::new(Policy::default());
//!
//! // A gateway offered its upstream a session of another host: no octet of our POST went further than the gateway.
//! let text = "upstream connect error or disconnect/reset before headers. reset reason: connection failure, transport \
//!     failure reason: TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify cert failed: \
//!     verify SAN list";
//! let diagnosis = classify(&Evidence::text(text));
//! let attempt = Attempt::new(1, Duration::from_millis(80), 42).facts(Facts::default().sent(Sent::Nothing));
//! let Decision::Retry { connection, timeout, .. } = decide(&diagnosis, &attempt, &mut memory) else { panic!() };
//! assert_eq!(connection, Connection::FreshSession);
//! assert!(!connection.may_resume() && timeout <= Duration::from_secs(10));
//!
//! // A certificate that expired is the same certificate a second later.
//! let diagnosis = classify(&Evidence::text("tls: failed to verify certificate: x509: certificate has expired"));
//! let attempt = Attempt { number: 2, elapsed: Duration::from_millis(300), ..attempt };
//! assert_eq!(decide(&diagnosis, &attempt, &mut memory).stop(), Some(StopReason::Permanent));
//! ```
//!
//! What is not about TLS (a refused connection, status 503) comes with the advice `not-applicable`, and is not retried.
//! A caller that knows better sets [`Diagnosis::retry`](verifail::classification::Diagnosis::retry); no other rule
//! changes.
//!
//! # What a decision takes into account
//!
//! | | asked of | so that |
//! |---|---|---|
//! | the advice of the diagnosis | [`RetryAdvice`](verifail::RetryAdvice) | what is permanent is tried once, and a retry goes where it can help |
//! | what was sent | [`Facts::sent`], [`Facts::idempotent`] | nothing is done twice; what failed before the handshake ended always may be repeated |
//! | certificates | [`Facts::fingerprint`] | the same one again and again ends the call; different ones are a mixed fleet, and another node is tried |
//! | addresses | [`Facts::address`] | advice to go elsewhere goes elsewhere |
//! | attempts and time | [`Policy`] | the call ends, delays included, before its deadline, and no attempt starts that could not end |
//! | what the server asks for | [`Facts::hint`] | it is not asked earlier |
//! | callers further up | [`Memory::attempts_above`] | retries of several hops add up and do not multiply |
//! | all callers together | [`Budget`], [`Breaker`] | a peer in trouble is not kept there by those who wait for it |
//!
//! # Where things are
//!
//! [`decide`] is the decision, and the module of that name has the rules in their order. [`Backoff`] and [`Jitter`]
//! make the delays; growth is [`backon`]'s. [`Budget`] and [`Breaker`] are one atomic integer each around pure
//! transitions ([`budget::bucket`], [`breaker::state`]), which is what a model checker explores. [`RetryError`] is how
//! a call ends that failed.
#![cfg_attr(
    feature = "tokio",
    doc = "[`executor`] (feature `tokio`) runs an operation accordingly; it spawns nothing and may be dropped anywhere."
)]
#![cfg_attr(not(feature = "tokio"), doc = "The feature `tokio` adds an executor.")]
//!
//! [`Diagnosis`]: verifail::classification::Diagnosis

mod attempt;
mod backoff;
pub mod breaker;
pub mod budget;
mod decide;
mod decision;
mod error;
#[cfg(feature = "tokio")]
pub mod executor;
mod jitter;
mod memory;
mod policy;
mod seen;
mod stop;

pub use attempt::{Attempt, Facts, Sent};
pub use backoff::{Backoff, Schedule};
pub use breaker::Breaker;
pub use budget::Budget;
pub use decide::{consider, decide};
pub use decision::{Connection, Decision};
pub use error::RetryError;
pub use jitter::Jitter;
pub use memory::Memory;
pub use policy::Policy;
pub use seen::Seen;
pub use stop::StopReason;
