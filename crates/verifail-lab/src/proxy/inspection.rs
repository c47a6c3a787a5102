//! What an inspecting proxy does once a connection is its own: TLS with the client, HTTP, TLS with the server.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::Full;
use hyper::{Request, StatusCode};
use rustls_pki_types::CertificateDer;
use tokio::net::TcpStream;

use crate::LabError;
use crate::certificates::Identity;
use crate::fault::SERVER_NAME;
use crate::gateway::{Failure, OfferedTo, Route, SessionCache, Upstream};
use crate::log::{self, Visit};
use crate::server::http::{self, Answer};
use crate::server::tls;

/// The server's side of an inspecting proxy.
#[derive(Debug)]
pub(super) struct Inspection {
    route: Route,
    upstream: Upstream,
}

impl Inspection {
    pub(super) fn new(server: SocketAddr, anchors: &[CertificateDer<'static>]) -> Result<Self, LabError> {
        let sessions = SessionCache::new(OfferedTo::SameName, 1);
        let upstream = Upstream::new(anchors, rustls::ALL_VERSIONS, sessions, 1, Duration::from_secs(5))?;
        Ok(Self { route: Route::to(SERVER_NAME, Some(server)), upstream })
    }

    /// Presents the proxy's certificate, and hands on what the server answers.
    pub(super) async fn serve(self: Arc<Self>, client: TcpStream, identity: &Identity, visit: Visit) -> io::Result<()> {
        let config = tls::speaking(identity, rustls::ALL_VERSIONS).map_err(io::Error::other)?;
        let client = tls::accept(client, Arc::new(config), &visit).await?;
        let (resumed, answering) = (tls::is_resumed(&client), visit.clone());
        let answer = move |request| Arc::clone(&self).answer(request, answering.clone());
        http::serve(client, visit, resumed, answer).await
    }

    async fn answer(self: Arc<Self>, request: log::Request, visit: Visit) -> Answer {
        let Some(onwards) = onwards(&request, &self.route) else { return http::response(StatusCode::BAD_REQUEST, "") };
        match self.upstream.exchange(&self.route, &onwards, &visit).await {
            Ok(answer) => answer,
            Err(failure) => http::response(StatusCode::BAD_GATEWAY, page(&failure)),
        }
    }
}

/// The request, as it is asked of the server.
pub(crate) fn onwards(request: &log::Request, route: &Route) -> Option<Request<Full<hyper::body::Bytes>>> {
    let path = request.target.parse::<hyper::Uri>().ok()?;
    let path = path.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let builder = Request::builder().method(request.method.as_str()).uri(path).header("host", &route.host);
    builder.body(Full::from(request.body.clone())).ok()
}

/// What mitmproxy tells a client (`mitmproxy/proxy/layers/tls.py`).
fn page(failure: &Failure) -> String {
    let error = match failure.refusal() {
        Some(refusal) => format!("Server TLS handshake failed. Certificate verify failed: {refusal}"),
        None => match failure {
            Failure::Transport(_) => "Server TLS handshake failed. The server closed the connection.".to_owned(),
            _ => "Server closed connection".to_owned(),
        },
    };
    format!(
        "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1><p>{error}</p></body></html>"
    )
}
