//! A gateway as Envoy is one: HTTP in front, TLS to its upstreams, and answers of its own when that fails.
//!
//! It is a client of its upstreams, so what fails there is its own failure, which its clients get as status 503 with a
//! text of BoringSSL in it: between proxy and upstream, where no option of theirs reaches. It validates as Envoy does,
//! the path first and then the names of a list; it pools connections; and it remembers TLS sessions in a queue that
//! asks, or does not ask, whose they are (`session_cache`).

mod faults;
mod local_reply;
mod session_cache;
mod upstream;

use std::sync::Arc;
use std::time::{Duration, Instant};

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{CONTENT_LENGTH, HOST, HeaderValue, SERVER};
use hyper::{Request, StatusCode};
use rustls::{ServerConfig, SupportedProtocolVersion};
use rustls_pki_types::CertificateDer;

pub(crate) use self::faults::FAULTS;
pub(crate) use self::local_reply::Failure;
pub(crate) use self::session_cache::{OfferedTo, SessionCache};
pub(crate) use self::upstream::{Route, Upstream};
use crate::log::{self, Log, MAX_BODY, Seen, Visit};
use crate::server::http::{self, Answer};
use crate::server::{Listening, tls};
use crate::{LabError, LabOptions};

/// How a gateway is set up.
#[derive(Clone, Debug)]
pub(crate) struct Gateway {
    /// Requests go to the route of their host, and to the first where no route has it.
    pub(crate) routes: Vec<Route>,
    /// Whom it trusts to issue certificates of upstreams.
    pub(crate) anchors: Vec<CertificateDer<'static>>,
    /// Versions that it offers to upstreams.
    pub(crate) versions: Vec<&'static SupportedProtocolVersion>,
    /// Whom its sessions are offered to.
    pub(crate) offered_to: OfferedTo,
    /// How many sessions it remembers: 1 in Envoy, 0 the remedy.
    pub(crate) max_session_keys: usize,
    /// After that many requests it opens another connection.
    pub(crate) requests_per_connection: u32,
    /// Time that an upstream has for an answer.
    pub(crate) timeout: Duration,
    /// What its clients speak to it: TLS with this, or plain HTTP.
    pub(crate) front: Option<Arc<ServerConfig>>,
}

impl Gateway {
    /// As Envoy is before anything is configured, with TLS 1.3 upstream.
    pub(crate) fn new(routes: Vec<Route>, anchors: Vec<CertificateDer<'static>>) -> Self {
        Self {
            routes,
            anchors,
            versions: rustls::ALL_VERSIONS.to_vec(),
            offered_to: OfferedTo::AnyName,
            max_session_keys: 1,
            requests_per_connection: 1,
            timeout: Duration::from_secs(15),
            front: None,
        }
    }

    /// Serves it.
    pub(crate) async fn start(self, options: &LabOptions, log: &Log) -> Result<Listening, LabError> {
        let sessions = SessionCache::new(self.offered_to, self.max_session_keys);
        let upstream =
            Upstream::new(&self.anchors, &self.versions, sessions, self.requests_per_connection, self.timeout)?;
        let gateway = Arc::new(Serving { routes: self.routes, upstream });
        let front = self.front;
        let listening = Listening::start(options, "gateway", log, move |stream, visit| {
            let (gateway, front) = (Arc::clone(&gateway), front.clone());
            async move {
                let answering = visit.clone();
                let answer = move |request| Arc::clone(&gateway).answer(request, answering.clone());
                match front {
                    None => http::serve(stream, visit, false, answer).await,
                    Some(front) => {
                        let stream = tls::accept(stream, front, &visit).await?;
                        let resumed = tls::is_resumed(&stream);
                        http::serve(stream, visit, resumed, answer).await
                    }
                }
            }
        });
        Ok(listening.await?)
    }
}

/// A gateway that is up.
#[derive(Debug)]
struct Serving {
    routes: Vec<Route>,
    upstream: Upstream,
}

impl Serving {
    async fn answer(self: Arc<Self>, request: log::Request, visit: Visit) -> Answer {
        let began = Instant::now();
        let Some((route, onwards)) = self.onwards(&request) else {
            return http::response(StatusCode::BAD_REQUEST, "");
        };
        if request.body.len() == MAX_BODY {
            return http::response(StatusCode::PAYLOAD_TOO_LARGE, "Payload Too Large");
        }
        let (answer, flags, details) = match self.upstream.exchange(route, &onwards, &visit).await {
            Ok(mut answer) => {
                answer.headers_mut().insert(SERVER, HeaderValue::from_static("envoy"));
                (answer, "-", "via_upstream".to_owned())
            }
            Err(failure) => (failure.answer(), failure.flags(), failure.details()),
        };
        let address = route.address.map_or_else(|| "-".to_owned(), |address| address.to_string());
        visit.saw(Seen::Note(format!(
            "\"{} {} HTTP/1.1\" {} {flags} {details} - \"-\" {} {} {} - \"{}\" \"{address}\"",
            request.method,
            request.target,
            answer.status().as_u16(),
            request.body.len(),
            answer.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()).unwrap_or("-"),
            began.elapsed().as_millis(),
            route.host,
        )));
        answer
    }

    /// The route of a request, and what is asked of the upstream.
    fn onwards(&self, request: &log::Request) -> Option<(&Route, Request<Full<Bytes>>)> {
        let target = request.target.parse::<hyper::Uri>().ok()?;
        let host = target.host().or_else(|| request.header("host")).unwrap_or_default();
        let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
        let path = target.path_and_query().map_or("/", |path| path.as_str());
        let by_host = self.routes.iter().find(|route| route.host == host);
        let by_path = || self.routes.iter().find(|route| !route.prefix.is_empty() && path.starts_with(route.prefix));
        let route = by_host.or_else(by_path).or_else(|| self.routes.first())?;
        let mut onwards = Request::builder().method(request.method.as_str()).uri(path).header(HOST, &route.host);
        for (name, value) in &request.headers {
            if !HOP_BY_HOP.contains(&name.as_str()) {
                onwards = onwards.header(name, value);
            }
        }
        Some((route, onwards.body(Full::from(request.body.clone())).ok()?))
    }
}

/// Header fields that are between two neighbours (RFC 9110 section 7.6.1), and those that are written anew.
const HOP_BY_HOP: [&str; 9] = [
    "connection",
    "content-length",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];
