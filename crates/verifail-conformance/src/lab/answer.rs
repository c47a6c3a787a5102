//! What a client said about a fault, and whether that is what the catalogue says.

use std::fmt;

use verifail::classification::{Diagnosis, Evidence, classify};
use verifail::{Hop, Reason, RetryAdvice};
use verifail_lab::Fault;

/// What a client said.
#[derive(Debug)]
pub(super) struct Answer {
    text: String,
    /// It got the server's answer and complained of nothing.
    accepted: bool,
    diagnosis: Diagnosis,
}

impl Answer {
    pub(super) fn of(text: String, accepted: bool) -> Self {
        let diagnosis = classify(&Evidence::text(&text));
        Self { text, accepted, diagnosis }
    }

    /// `accepted`, `silent`, or the reason's code.
    pub(super) fn says(&self) -> &'static str {
        match (self.accepted, self.text.trim().is_empty()) {
            (true, _) => "accepted",
            (false, true) => "silent",
            (false, false) => self.diagnosis.code_of_reason(),
        }
    }

    /// Whether it says of the connection that it ended, or that it took too long, and nothing of TLS. What a client
    /// does not say nobody can read; that it is not taken for something else is what counts.
    pub(super) fn says_nothing(&self) -> bool {
        !self.accepted && matches!(self.diagnosis.reason, None | Some(Reason::NotTlsRelated))
    }

    /// What is not as the catalogue says.
    pub(super) fn difference(&self, fault: &Fault) -> Option<String> {
        let expected = &fault.expected;
        if self.accepted != expected.is_accepted() {
            return Some(format!("{} and not {:?}", self.says(), expected.reasons));
        }
        if self.accepted {
            return None;
        }
        if self.says_nothing() && expected.reasons.contains(&Reason::NotTlsRelated) {
            return None;
        }
        let Some(reason) = self.diagnosis.reason.filter(|reason| says_no_other(*reason, expected.reasons)) else {
            return Some(format!("{} and not {:?}", self.says(), expected.reasons));
        };
        if !matches!(self.diagnosis.hop, Hop::Unknown) && self.diagnosis.hop != expected.hop {
            return Some(format!("hop {} and not {}", self.diagnosis.hop, expected.hop));
        }
        let retry = self.diagnosis.retry;
        // Whoever says less knows less of the next try, too; and whoever gives the time knows more.
        let less = reason.is_generic() || Some(reason) != expected.reason();
        let follows = retry == expected.retry
            || (less && matches!(retry, RetryAdvice::BoundedUnknown | RetryAdvice::Never))
            || (reason == Reason::NotYetValid && retry == RetryAdvice::AtTime);
        (!follows).then(|| format!("retry {retry} and not {}", expected.retry))
    }
}

/// Whether a reason is one of those, or says only that verification or the handshake failed.
fn says_no_other(reason: Reason, reasons: &[Reason]) -> bool {
    let certificate = reasons.iter().any(|reason| reason.is_about_certificate());
    reasons.contains(&reason)
        || (certificate && reason == Reason::GenericVerifyFailed)
        || reason == Reason::GenericHandshakeFailure
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (says, d) = (self.says(), &self.diagnosis);
        write!(f, "{says} [{} {} {}] {:?}", d.hop, d.retry, d.rejection, self.text)
    }
}
