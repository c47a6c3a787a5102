//! What all calls of a client share.

use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache as Bounded;
use reqwest::Url;
use tokio::time::Instant;
use verifail::classification::Diagnosis;
use verifail_retry::executor::Executor;
use verifail_retry::{Breaker, Policy};

use crate::HeaderNames;
use crate::addresses::Addresses;
use crate::cache::Cache;
use crate::pools::{Origin, Pools};

/// Says more of a failure than its diagnosis does.
pub(crate) type Reconsider = Arc<dyn Fn(&mut Diagnosis) + Send + Sync>;

/// What all calls of a client share.
pub(crate) struct Shared {
    /// When the client was made.
    pub(crate) made: Instant,
    pub(crate) policy: Policy,
    pub(crate) executor: Executor,
    pub(crate) pools: Pools,
    pub(crate) addresses: Addresses,
    pub(crate) names: HeaderNames,
    pub(crate) reconsider: Option<Reconsider>,
    pub(crate) mixed_fleet: bool,
    pub(crate) breakers: Option<Breakers>,
    pub(crate) cache: Option<Cache>,
    pub(crate) tls: verifail_rustls::Client,
    /// Makes requests, never sends them.
    pub(crate) requests: reqwest::Client,
}

/// A breaker for each origin.
pub(crate) struct Breakers {
    failures: u32,
    open_for: Duration,
    by_origin: Bounded<Origin, Breaker>,
}

impl Breakers {
    pub(crate) fn new(failures: u32, open_for: Duration) -> Self {
        Self { failures, open_for, by_origin: Bounded::new(1024) }
    }

    pub(crate) fn of(&self, url: &Url) -> Breaker {
        self.by_origin.get_with(Origin::of(url), || Breaker::new(self.failures, self.open_for))
    }
}
