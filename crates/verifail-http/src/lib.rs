//! An HTTP client that retries by diagnosis.

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
mod lent;
mod names;
mod outcome;
mod peek;
mod pools;
mod redacted;
mod request;
mod retry_after;
mod shared;
mod warm_up;

pub use builder::ClientBuilder;
pub use cache::CachePolicy;
pub use client::Client;
pub use dial::ConnectFailure;
pub use error::{BuildError, Cause, Error};
pub use idempotency::is_idempotent;
pub use names::HeaderNames;
pub use outcome::Outcome;
pub use peek::{MAX_PEEK, Peeked};
pub use request::RequestBuilder;
pub use retry_after::retry_after;
pub use verifail_retry as retry;
pub use verifail_rustls as tls;
pub use warm_up::WarmedUp;
