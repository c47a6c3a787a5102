//! How an attempt failed: what the error or the response says, and what only this client knows besides.

use reqwest::Response;
use verifail::classification::Diagnosis;
use verifail::{Hop, Layer, RetryAdvice};
use verifail_retry::executor::{Failed, Failure};
use verifail_retry::{Facts, Sent};

use super::Call;
use crate::error::Cause;
use crate::judge::{self, Judged};
use crate::lent::Lender;
use crate::peek::{MAX_PEEK, Peeked};
use crate::response::rebuilt;

/// How an attempt failed.
pub(super) enum Failing {
    Error { cause: Cause, diagnosis: Diagnosis },
    Response { response: Response, diagnosis: Diagnosis },
}

impl Call {
    /// A response that tells of a failure, which is not read beyond its beginning.
    pub(super) async fn refused(&self, response: Response) -> Failure<Box<Failing>> {
        let (status, address) = (response.status(), response.remote_addr());
        let redirected = self.was_redirected(Some(response.url()));
        let (response, text) = look(response).await;
        let Judged { mut diagnosis, mut facts } = judge::response(status, response.headers(), &text);
        facts.retries_below = self.shared.names.retries_of(response.headers());
        if redirected {
            // Whoever redirected has seen it.
            facts.sent = Sent::Whole;
        }
        if let Some((index, of)) = address.and_then(|address| self.shared.addresses.position(self.host(), address.ip()))
        {
            facts = facts.address(index, of);
        }
        self.settle(&mut diagnosis, &mut facts);
        Failure { error: Box::new(Failing::Response { response, diagnosis }), facts }
    }

    /// A response with status 400 to plain HTTP: of a server that expects TLS it is a failure.
    pub(super) async fn spoken_to_in_plain(&self, response: Response) -> Result<Response, Failure<Box<Failing>>> {
        let (response, text) = look(response).await;
        let Some(Judged { mut diagnosis, mut facts }) = judge::is_plaintext_to_tls(response.status(), &text) else {
            return Ok(response);
        };
        self.settle(&mut diagnosis, &mut facts);
        Err(Failure { error: Box::new(Failing::Response { response, diagnosis }), facts })
    }

    /// An error, after this much was sent.
    pub(super) fn failed(&self, cause: Cause, sent: Sent) -> Failure<Box<Failing>> {
        let Cause::Http(error) = &cause else {
            let error = Failing::Error { cause, diagnosis: judge::nothing_to_retry() };
            return Failure::of(Box::new(error)).sent(sent);
        };
        let redirected = self.was_redirected(error.url());
        let (Judged { mut diagnosis, mut facts }, chosen) = {
            let told = self.told();
            (judge::error(error, told.record.as_deref(), sent), told.chosen)
        };
        if redirected {
            facts.sent = Sent::Whole;
        } else if let Some(address) = chosen {
            self.shared.addresses.note(self.host(), address, true);
            if let Some((index, of)) = self.shared.addresses.position(self.host(), address) {
                facts = facts.address(index, of);
            }
        }
        self.settle(&mut diagnosis, &mut facts);
        Failure { error: Box::new(Failing::Error { cause: cause.without_url(), diagnosis }), facts }
    }

    /// What only the client knows, and what the program says besides.
    fn settle(&self, diagnosis: &mut Diagnosis, facts: &mut Facts) {
        let refused = diagnosis.retry == RetryAdvice::Never && diagnosis.layer() == Some(Layer::Certificate);
        if self.shared.mixed_fleet && refused && diagnosis.hop == Hop::Direct {
            diagnosis.retry =
                if facts.addresses > 1 { RetryAdvice::OtherAddress } else { RetryAdvice::FreshConnection };
        }
        if let Some(reconsider) = &self.shared.reconsider {
            reconsider(diagnosis);
        }
        if let Some(lender) = self.payload.lender() {
            let touched = lender.sent();
            if touched == Sent::Nothing {
                facts.idempotent = self.idempotent;
            } else {
                // Nobody has its octets any more.
                (facts.idempotent, facts.sent) = (false, touched);
            }
        }
        self.told().last = Some(diagnosis.clone());
    }

    pub(super) fn classify(&self, failed: Failed<'_, Box<Failing>>) -> Diagnosis {
        match failed {
            Failed::Error(failing) => match &**failing {
                Failing::Error { diagnosis, .. } | Failing::Response { diagnosis, .. } => diagnosis.clone(),
            },
            Failed::TimedOut(_) => {
                let mut diagnosis = judge::timed_out(self.told().is_connecting());
                self.settle(&mut diagnosis, &mut Facts::default());
                diagnosis
            }
        }
    }

    /// How much was sent, as far as is known after an error that is not of connecting.
    pub(super) fn sent(&self) -> Sent {
        self.payload.lender().map_or(Sent::Whole, Lender::sent)
    }
}

/// The beginning of a response's body, and the response as it was.
async fn look(response: Response) -> (Response, Vec<u8>) {
    let url = response.url().clone();
    let (parts, body) = http::Response::from(response).into_parts();
    let peeked = Peeked::at(body, MAX_PEEK).await;
    let text = peeked.text(MAX_PEEK);
    (rebuilt(parts, reqwest::Body::wrap(peeked), url), text)
}
