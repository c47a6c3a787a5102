//! An origin as a worker at a CDN is one: it answers its clients by calling an API, and fails in words of its own.
//!
//! What fails there is between the origin and the API, and no option or retry of a client of the worker reaches it. Its
//! texts are the pages of Cloudflare: 525 where the handshake failed, 526 where the certificate was refused, 52x below
//! TLS, and `internal error; reference = …` where the worker does not catch what its fetch threw.

mod faults;

use std::sync::Arc;
use std::time::Duration;

use hyper::StatusCode;
use rustls::ServerConfig;
use rustls_pki_types::CertificateDer;

pub(crate) use self::faults::FAULTS;
use crate::gateway::{Failure, OfferedTo, Route, SessionCache, Upstream};
use crate::log::{self, Log, Visit};
use crate::proxy::onwards;
use crate::server::http::{self, Answer};
use crate::server::{Listening, tls};
use crate::{LabError, LabOptions};

/// A worker and the API that it calls.
#[derive(Debug)]
pub(crate) struct Worker {
    /// What its clients speak to.
    pub(crate) front: Arc<ServerConfig>,
    pub(crate) api: Route,
    /// Whom it trusts to issue the API's certificate.
    pub(crate) anchors: Vec<CertificateDer<'static>>,
    /// It does not catch what its call throws.
    pub(crate) uncaught: bool,
    /// Time that the API has for an answer.
    pub(crate) timeout: Duration,
}

impl Worker {
    /// Serves it.
    pub(crate) async fn start(self, options: &LabOptions, log: &Log) -> Result<Listening, LabError> {
        let sessions = SessionCache::new(OfferedTo::SameName, 16);
        let upstream = Upstream::new(&self.anchors, rustls::ALL_VERSIONS, sessions, 100, self.timeout)?;
        let (worker, upstream) = (Arc::new(self), Arc::new(upstream));
        let listening = Listening::start(options, "worker", log, move |stream, visit| {
            let (worker, upstream) = (Arc::clone(&worker), Arc::clone(&upstream));
            async move {
                let stream = tls::accept(stream, Arc::clone(&worker.front), &visit).await?;
                let (resumed, answering) = (tls::is_resumed(&stream), visit.clone());
                let answer =
                    move |request| Arc::clone(&worker).answer(request, Arc::clone(&upstream), answering.clone());
                http::serve(stream, visit, resumed, answer).await
            }
        });
        Ok(listening.await?)
    }

    async fn answer(self: Arc<Self>, request: log::Request, upstream: Arc<Upstream>, visit: Visit) -> Answer {
        let Some(call) = onwards(&request, &self.api) else { return http::response(StatusCode::BAD_REQUEST, "") };
        match upstream.exchange(&self.api, &call, &visit).await {
            Ok(answer) => answer,
            Err(_) if self.uncaught => {
                http::response(StatusCode::INTERNAL_SERVER_ERROR, "internal error; reference = 0f5df9bd0ecc4bf1\n")
            }
            Err(failure) => page(&self.api.host, &failure),
        }
    }
}

/// The page of a status.
fn page(host: &str, failure: &Failure) -> Answer {
    let (status, words) = match failure {
        Failure::Transport(_) if failure.refusal().is_some() => (526, "Invalid SSL certificate"),
        Failure::Transport(_) | Failure::Termination => (525, "SSL handshake failed"),
        Failure::Connect(_) => (521, "Web server is down"),
        Failure::ConnectTimeout => (522, "Connection timed out"),
        Failure::Timeout => (524, "A timeout occurred"),
        Failure::NoHealthyUpstream => (523, "Origin is unreachable"),
    };
    let page =
        format!("<html><head><title>{host} | {status}: {words}</title></head><body>Error {status}</body></html>\n");
    http::response(StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY), page)
}
