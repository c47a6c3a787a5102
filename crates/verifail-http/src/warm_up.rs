//! Connections, sessions and cached responses before they are needed: after a deployment, or at a program's start.

use std::time::{Duration, Instant};

use futures_util::StreamExt as _;
use http::StatusCode;
use reqwest::IntoUrl;

use crate::{Client, Error};

/// Origins that are warmed up at a time.
const AT_ONCE: usize = 16;

/// What became of one URL.
#[derive(Debug)]
#[non_exhaustive]
pub struct WarmedUp {
    /// The URL, without what is secret in it.
    pub url: String,
    /// The status of the response, or why there was none.
    pub result: Result<StatusCode, Error>,
    /// How long it took, all attempts included.
    pub took: Duration,
}

impl Client {
    /// Asks each of the URLs by `GET` and reads the answer, a few at a time, so that the calls that follow find a
    /// connection and a session, and, where `cached_for` says so, a response. In the order of the URLs.
    ///
    /// # Examples
    /// ```
    /// # async fn example(client: verifail_http::Client) {
    /// for warmed_up in client.warm_up(["https://api.example/health"], None).await {
    ///     if let Err(error) = warmed_up.result {
    ///         eprintln!("{error}");
    ///     }
    /// }
    /// # }
    /// ```
    pub async fn warm_up<U: IntoUrl>(
        &self,
        urls: impl IntoIterator<Item = U>,
        cached_for: Option<Duration>,
    ) -> Vec<WarmedUp> {
        let one = |url: U| {
            let text = crate::redacted::text(url.as_str());
            let mut request = self.get(url);
            if let Some(time) = cached_for {
                request = request.cached_for(time);
            }
            async move {
                let began = Instant::now();
                // A megabyte of an answer is more than is needed for a connection to be reusable.
                let result = request.read(1 << 20).await.map(|response| response.status());
                WarmedUp { url: text, result, took: began.elapsed() }
            }
        };
        let asked: Vec<_> = urls.into_iter().map(one).collect();
        futures_util::stream::iter(asked).buffered(AT_ONCE).collect().await
    }
}
