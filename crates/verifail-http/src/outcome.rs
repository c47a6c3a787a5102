//! What it took to get a response: an extension of responses for which the first attempt was not enough.

use std::time::Duration;

use http::Extensions;
use verifail::classification::Diagnosis;
use verifail_retry::StopReason;

/// What it took to get a response. It is among the extensions of every response before which an attempt failed, that is
/// itself a failure, or that comes out of the cache.
///
/// # Examples
/// ```
/// # async fn example(client: verifail_http::Client) -> Result<(), verifail_http::Error> {
/// let response = client.get("https://example.com/").send().await?;
/// if let Some(outcome) = verifail_http::Outcome::of(response.extensions()) {
///     println!("{} attempts, {:?}", outcome.attempts, outcome.diagnosis.as_ref().map(|d| d.code_of_reason()));
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Outcome {
    /// Attempts that were made, this one included; 0 where it comes out of the cache and nothing was asked.
    pub attempts: u32,
    /// What was wrong with the last attempt that failed.
    pub diagnosis: Option<Diagnosis>,
    /// Why there were no more attempts, where the response is itself a failure.
    pub why: Option<StopReason>,
    /// How old it is, where it comes out of the cache.
    pub age: Option<Duration>,
}

impl Outcome {
    /// What it took to get the response with these extensions; `None` where the first attempt succeeded.
    pub fn of(extensions: &Extensions) -> Option<&Self> {
        extensions.get()
    }
}
