//! An HTTP client that survives inspecting proxies, mixed fleets and other people's gateways, and says why when it does
//! not.
//!
//! It is [reqwest] with [`verifail_rustls`] underneath and [`verifail_retry`] above. A failure is diagnosed before
//! anything is tried again: what is permanent is tried once; what a session is to blame for is tried without the
//! session; what a node is to blame for, at another one. Nothing is sent twice that may have been processed, unless it
//! says that this is harmless.
//!
//! ```
//! use verifail_http::{Client, Outcome};
//! use verifail_lab::{LabOptions, fault};
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // A gateway that offers its upstream the TLS session of another host: reqwest alone gets a 503 from it.
//! let gateway = fault("gateway-session-of-another-host").ok_or("no such fault")?.start(&LabOptions::default()).await?;
//!
//! // DEMO_CA_BUNDLE, DEMO_TLS_ROOTS, DEMO_HTTP_TIMEOUT, …, HTTPS_PROXY, NO_PROXY.
//! let client = Client::builder("DEMO").process_environment()?.build()?;
//! let response = client.post(gateway.url()).body("an order").send().await?;
//! assert_eq!(response.status(), 200);
//!
//! // What it took, as data and as header fields.
//! let outcome = Outcome::of(response.extensions()).ok_or("the first attempt was enough")?;
//! assert_eq!((outcome.attempts, outcome.diagnosis.as_ref().map(|d| d.hop.code())), (2, Some("proxy-to-upstream")));
//! assert_eq!(response.headers()["x-demo-error-type"], "name-mismatch");
//! // The order came to the upstream once.
//! assert_eq!(gateway.upstream_log().ok_or("no upstream")?.requests().iter().filter(|r| r.method == "POST").count(), 1);
//! # Ok(())
//! # }
//! ```
//!
//! # What is repeated
//!
//! | | nothing went out | something went out |
//! |---|---|---|
//! | idempotent: by method, by `Idempotency-Key`, by [`RequestBuilder::idempotent`] | repeated, as advised | repeated, as advised |
//! | all others | repeated, as advised | not repeated |
//!
//! Nothing went out while there is no connection, and where the peer says that it processed nothing: status 425 and
//! 429, and a gateway's own answer that it did not connect to its upstream, or refused its certificate, and
//! REFUSED_STREAM of HTTP/2. A body that is a stream is lent to an attempt and repeated as long as nobody asked for its
//! octets. After a redirect everything counts as sent.
//!
//! *As advised* is the [diagnosis](verifail::classification::Diagnosis): of a connection, this very one's, by the
//! error's type and by what its handshake's verifier [recorded](verifail_rustls::Recorder); of a response with status
//! 5xx, by the first [`MAX_PEEK`] octets of its body, which is handed on as it was. [`ClientBuilder::reconsider`] may
//! change the advice.
//!
//! # Connections
//!
//! reqwest keeps connections and cannot be told to leave one. A *fresh connection* is made by an inner client of its
//! own, with an empty pool and the same sessions; a *fresh session* by one that offers none, after the name's sessions
//! are forgotten; *another address* is one of the name's that was not tried. What succeeds there is what the origin's
//! next calls use. Addresses take turns, and those at which a connection failed go last for half a minute.
//!
//! # The map
//!
//! | type | what it is |
//! |---|---|
//! | [`Client`], [`ClientBuilder`] | the client, and what can be said to it |
//! | [`RequestBuilder`] | a request, and what is particular to its call |
//! | [`Response`] | reqwest's response, whose body is read within the deadline of the call |
//! | [`Outcome`], [`Error`] | what it took to get a response; why there is none |
//! | [`CachePolicy`] | responses that are kept for a time that the caller says, and stand in for failures that may pass |
//! | [`Client::warm_up`] | connections, sessions and responses before they are needed |
//! | [`RetryLayer`] | the same decisions over any service of [tower] |
//! | [`HeaderNames`] | `X-<App>-Retries`, `X-<App>-Error-Type`: between a program and its neighbours |
//! | [`events`] | names of events, spans and metrics |
//!
//! # Limits
//!
//! What fails while the caller reads a body, the end of the call's time included, is diagnosed ([`Client::diagnose`])
//! and not repeated; [`RequestBuilder::read`] reads within the attempt. A connection that takes too long is reported as
//! a handshake that does: whether TCP or TLS stood still is not known. Certificates are looked up in revocation lists
//! where the settings name a file of them (`<P>_CRL_FILE`); none is fetched.
//!
//! # What a call costs
//!
//! On a connection that is open, its body included, and beside reqwest without a timeout: a thirty-fifth more
//! instructions, 64,900 become 66,700. reqwest's own timer of one call is 2,800; this crate has none of each call, but
//! timers that stay armed from one call to the next ([`retry::executor::Deadline`]). `cargo xtask bench run http`
//! measures the time of it, beside a reqwest with the same timeout and beside reqwest-retry.

mod addresses;
mod builder;
mod cache;
mod call;
mod client;
mod dial;
mod error;
pub mod events;
mod idempotency;
mod judge;
mod layer;
mod lent;
mod names;
mod outcome;
mod peek;
mod pools;
mod redacted;
mod repeat;
mod request;
mod response;
mod retry_after;
mod shared;
mod warm_up;

pub use builder::ClientBuilder;
pub use cache::CachePolicy;
pub use client::Client;
pub use error::{BuildError, Cause, Error};
pub use idempotency::is_idempotent;
pub use layer::{Attempt, LayerError, RetryLayer, RetryService, ServiceError};
pub use names::HeaderNames;
pub use outcome::Outcome;
pub use peek::{MAX_PEEK, Peeked};
pub use repeat::Repeat;
pub use request::RequestBuilder;
pub use response::Response;
pub use retry_after::retry_after;
pub use verifail_retry as retry;
pub use verifail_rustls as tls;
pub use warm_up::WarmedUp;
