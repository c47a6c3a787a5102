//! From evidence to causes: what of the known cause classes is excluded, what stays open, what is entailed, and the one
//! test that would tell best.
//!
//! ```
//! use verifail::hypothesis::{Case, Fact, State};
//!
//! let mut case = Case::new();
//! case.text("the log", "tls: failed to verify certificate: x509: OSStatus -26276");
//! let assessment = case.assess();
//! let top = &assessment.causes[0];
//! assert_eq!((top.cause.code, top.state), ("no-evaluation", State::Open));
//! assert_eq!(assessment.next.as_ref().unwrap().test.code, "compare-captures");
//!
//! // Somebody ran the test.
//! case.fact("both captures", Fact::EndEntitySame);
//! let assessment = case.assess();
//! assert_eq!(assessment.conclusion().unwrap().code, "no-evaluation");
//! ```
//!
//! # How
//!
//! Evidence (texts, captures, rows of tables, HTTP responses) becomes [facts](Fact) and diagnoses, each with where it
//! is from. A [cause](Cause) is data: what programs say of it, where it is, which facts speak for it and which it
//! cannot be true beside. Exclusion comes first: a cause is struck out by what a program said and it never makes one
//! say, by a fact, by the place it would be at, or by how often it fails; what strikes it out is kept. Only what is
//! left is ranked, by doublings. A cause is *entailed* when no other is left and what it [needs](Cause::needs) was
//! seen; there is no verdict before.
//!
//! The [next test](Next) is the one that is expected to leave the least doubt for what it costs: every result of every
//! test is tried out by the same exclusion. Where a failure is ([`Hop`](crate::Hop)) and why ([`Cause`]) are asked
//! apart.
//!
//! # What it does not say
//!
//! One cause is looked for that explains all that was given. Where nothing is left, the evidence contradicts itself or
//! tells of more than one failure, and that is said. What is no known class of causes is not found; *entailed* means:
//! of these.

mod assess;
mod captured;
mod case;
mod cause;
mod causes;
mod fact;
mod interceptors;
mod next;
mod observation;
mod report;
mod route;
mod rows;
mod test;

pub use assess::{Assessed, Assessment, Place, State};
pub use case::{Case, Grounds, Known, Said};
pub use cause::{Cause, Persistence};
pub use fact::Fact;
pub use interceptors::interceptor;
pub use next::Next;
pub use observation::{Ended, Observation, ObservationError};
pub use report::{AssessmentReport, CauseReport, GroundsReport, PlaceReport, TestReport};
pub use test::{Names, TESTS, Test, filled};
