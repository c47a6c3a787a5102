//! HTTP on a stream: every request is logged and answered.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::sync::Arc;

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use tokio::io::{AsyncRead, AsyncWrite};

use crate::log::{self, MAX_BODY, Seen, Visit};

/// The body of the answer of a server with which nothing is wrong.
pub(crate) const OK: &str = "ok\n";

/// An answer.
pub(crate) type Answer = Response<Full<Bytes>>;

/// Octets of a body beyond which a request is refused.
const LIMIT: usize = 16 * 1024 * 1024;

/// Speaks HTTP/1.1 or HTTP/2 until the client leaves. Requests are logged, then answered by the function.
pub(crate) async fn serve<S, F, A>(stream: S, visit: Visit, resumed: bool, answer: F) -> io::Result<()>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    F: Fn(log::Request) -> A + Send + Sync + 'static,
    A: Future<Output = Answer> + Send + 'static,
{
    let answer = Arc::new(answer);
    let service = service_fn(move |request: Request<Incoming>| {
        let (visit, answer) = (visit.clone(), Arc::clone(&answer));
        async move {
            let Ok(request) = read(request, resumed).await else {
                return Ok::<_, Infallible>(response(StatusCode::PAYLOAD_TOO_LARGE, "too large\n"));
            };
            visit.saw(Seen::Request(request.clone()));
            Ok(answer(request).await)
        }
    });
    let server = auto::Builder::new(TokioExecutor::new());
    server.serve_connection(TokioIo::new(stream), service).await.map_err(io::Error::other)
}

/// The answer of a server with which nothing is wrong.
pub(crate) async fn ok(_: log::Request) -> Answer {
    response(StatusCode::OK, OK)
}

/// An answer of a text.
pub(crate) fn response(status: StatusCode, body: impl Into<Bytes>) -> Answer {
    let mut response = Response::new(Full::new(body.into()));
    *response.status_mut() = status;
    response
}

async fn read(
    request: Request<Incoming>,
    resumed: bool,
) -> Result<log::Request, Box<dyn std::error::Error + Send + Sync>> {
    let (parts, body) = request.into_parts();
    let body = Limited::new(body, LIMIT).collect().await?.to_bytes();
    let header = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
        value.to_str().ok().map(|value| (name.as_str().to_owned(), value.to_owned()))
    };
    Ok(log::Request {
        method: parts.method.to_string(),
        target: parts.uri.to_string(),
        headers: parts.headers.iter().filter_map(header).collect(),
        body: body.slice(..body.len().min(MAX_BODY)).to_vec(),
        resumed,
    })
}
