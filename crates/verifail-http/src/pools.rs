//! Connections to reuse, and how to get away from them.
//!
//! reqwest has no way to leave a pooled connection. So a *fresh* connection is an inner client of its own, whose pool
//! is empty and which shares sessions, settings and addresses with all others; a *fresh session* is one whose
//! handshakes offer no session. What succeeds on such a client stays with the origin for a while: the next calls find
//! its connections, and not those that failed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use moka::sync::Cache;
use reqwest::{Client, Url};
use verifail_retry::Connection;

use crate::addresses::Addresses;

/// Origins that have a client of their own at a time.
const MAX_ORIGINS: u64 = 256;
/// How long an origin keeps the client that it was given after a failure.
const KEPT_FOR: Duration = Duration::from_secs(600);

/// How inner clients are made: all alike but for the session.
pub(crate) struct Recipe {
    pub(crate) tls: verifail_rustls::Client,
    pub(crate) addresses: Addresses,
    /// Of a connection and its handshake.
    pub(crate) connect: Duration,
    /// Everything else that a program says of reqwest.
    pub(crate) configure: Arc<dyn Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync>,
}

impl Recipe {
    fn make(&self, may_resume: bool) -> reqwest::Result<Client> {
        let tls = if may_resume { &self.tls.config } else { &self.tls.fresh_session };
        // Without a timeout of its own: a timer for each request is a thirtieth of what it costs, and the call has a
        // deadline.
        (self.configure)(Client::builder().no_proxy())
            // What is sent again is decided by `verifail-retry` alone, and counted: reqwest would repeat twice by
            // itself what a server of HTTP/2 refused.
            .retry(reqwest::retry::never().max_retries_per_request(0))
            .tls_backend_preconfigured((**tls).clone())
            .dns_resolver(Arc::new(self.addresses.clone()))
            .connect_timeout(self.connect)
            .build()
    }
}

/// The inner clients.
pub(crate) struct Pools {
    recipe: Recipe,
    usual: Client,
    own: Cache<Origin, Client>,
    /// Whether any origin ever had one of its own: until then nothing is looked up.
    any: AtomicBool,
}

/// Scheme, host and port.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Origin(Box<str>);

impl Origin {
    pub(crate) fn of(url: &Url) -> Self {
        let host = url.host_str().unwrap_or_default();
        let port = url.port_or_known_default().unwrap_or_default();
        Self(format!("{}://{host}:{port}", url.scheme()).into())
    }
}

/// An inner client for one attempt.
pub(crate) struct Picked {
    pub(crate) client: Client,
    /// It was made for this attempt: it has no connections yet.
    pub(crate) is_new: bool,
}

impl Pools {
    pub(crate) fn new(recipe: Recipe) -> reqwest::Result<Self> {
        let usual = recipe.make(true)?;
        let own = Cache::builder().max_capacity(MAX_ORIGINS).time_to_live(KEPT_FOR).build();
        Ok(Self { recipe, usual, own, any: AtomicBool::new(false) })
    }

    /// The client for an attempt. Sessions of a name that are to blame are forgotten.
    pub(crate) fn pick(&self, url: &Url, connection: Option<Connection>) -> reqwest::Result<Picked> {
        match connection.filter(|connection| connection.is_new()) {
            None => Ok(Picked { client: self.of(url, Client::clone), is_new: false }),
            Some(connection) => {
                let may_resume = connection.may_resume();
                if !may_resume {
                    self.forget(url);
                }
                Ok(Picked { client: self.recipe.make(may_resume)?, is_new: true })
            }
        }
    }

    /// What succeeded is what the origin's next calls use.
    pub(crate) fn keep(&self, url: &Url, client: Client) {
        self.own.insert(Origin::of(url), client);
        self.any.store(true, Ordering::Release);
    }

    /// Does it with the client that an origin's calls use.
    pub(crate) fn of<T>(&self, url: &Url, by: impl FnOnce(&Client) -> T) -> T {
        let any = self.any.load(Ordering::Acquire);
        let own = if any { self.own.get(&Origin::of(url)) } else { None };
        by(own.as_ref().unwrap_or(&self.usual))
    }

    fn forget(&self, url: &Url) {
        let name = url.host_str().and_then(|host| {
            let host = host.trim_start_matches('[').trim_end_matches(']');
            rustls::pki_types::ServerName::try_from(host).ok()
        });
        if let Some(name) = name {
            self.recipe.tls.forget(&name);
        }
    }
}

impl std::fmt::Debug for Pools {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pools").field("own", &self.own.entry_count()).finish_non_exhaustive()
    }
}
