//! The clients that are compared, with the same settings of TLS, and the server of the lab that they ask.

use std::error::Error;
use std::time::Duration;

use reqwest_middleware::{ClientBuilder, ClientWithMiddleware};
use reqwest_retry::RetryTransientMiddleware;
use reqwest_retry::policies::ExponentialBackoff;
use tokio::runtime::{Builder, Runtime};
use verifail_http::Client;
use verifail_http::retry::{Backoff, Policy};
use verifail_http::tls::{Anchors, Roots, TlsSettings};
use verifail_lab::{LabOptions, Running, fault};

/// Why something could not be measured.
pub(crate) type Failure = Box<dyn Error>;

/// The delays before a retry, of every client that has them.
const DELAYS: [Duration; 2] = [Duration::from_millis(1), Duration::from_millis(5)];

/// What a call finds from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// An open connection.
    Connection,
    /// Nothing: each call is a handshake with certificates.
    Nothing,
    /// A session to resume.
    Session,
}

impl Kept {
    fn of(self, builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
        match self {
            Self::Connection => builder,
            Self::Nothing | Self::Session => builder.pool_max_idle_per_host(0),
        }
    }
}

/// A fault that is served by a runtime of its own.
pub(crate) fn serve(name: &str) -> Result<(Runtime, Running), Failure> {
    let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let fault = fault(name).ok_or("no such fault")?;
    let running = runtime.block_on(fault.start(&LabOptions::default()))?;
    Ok((runtime, running))
}

fn settings(running: &Running, kept: Kept) -> Result<TlsSettings, Failure> {
    let settings = TlsSettings::new().roots(Roots::None).resumption(kept != Kept::Nothing);
    Ok(settings.anchors(Anchors::of(running.anchors().iter().cloned())?))
}

/// reqwest, with the TLS of the others.
pub(crate) fn plain(running: &Running, kept: Kept) -> Result<reqwest::Client, Failure> {
    let tls = settings(running, kept)?.client()?.with_alpn(&[b"http/1.1"]);
    let builder = reqwest::Client::builder().no_proxy().tls_backend_preconfigured((*tls.config).clone());
    Ok(kept.of(builder).build()?)
}

/// reqwest with rustls as it comes: rustls-webpki verifies, and nothing is written down.
pub(crate) fn stock(running: &Running, kept: Kept) -> Result<reqwest::Client, Failure> {
    let mut roots = rustls::RootCertStore::empty();
    for anchor in running.anchors() {
        roots.add(anchor.clone())?;
    }
    let provider = std::sync::Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    let mut config = config.with_root_certificates(roots).with_no_client_auth();
    if kept == Kept::Nothing {
        config.resumption = rustls::client::Resumption::disabled();
    }
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    let builder = reqwest::Client::builder().no_proxy().tls_backend_preconfigured(config);
    Ok(kept.of(builder).build()?)
}

/// reqwest-middleware with reqwest-retry: three retries.
pub(crate) fn peer(running: &Running, kept: Kept) -> Result<ClientWithMiddleware, Failure> {
    let delays = ExponentialBackoff::builder().retry_bounds(DELAYS[0], DELAYS[1]).build_with_max_retries(3);
    let retries = RetryTransientMiddleware::new_with_policy(delays);
    Ok(ClientBuilder::new(plain(running, kept)?).with(retries).build())
}

/// verifail-http.
pub(crate) fn ours(running: &Running, kept: Kept) -> Result<Client, Failure> {
    let backoff = Backoff { base: DELAYS[0], cap: DELAYS[1], ..Backoff::default() };
    let policy = Policy::default().backoff(backoff);
    let builder = Client::builder("BENCH").settings(settings(running, kept)?).policy(policy);
    let builder = builder.application_protocols(&["http/1.1"]).reqwest(move |builder| kept.of(builder));
    Ok(builder.build()?)
}
