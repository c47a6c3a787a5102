//! Why a connection came to no use: the phase, the words, and what they say.

use std::error::Error as StdError;
use std::io;
use std::time::Duration;

use verifail::capture::{Alert, Outcome};
use verifail::classification::{Diagnosis, Evidence, Statement, classify};
use verifail::{Hop, Reason};

use crate::diagnosis::{diagnosis_of_io, find};

/// A connection that came to no use.
#[derive(Clone, Debug)]
pub(super) struct Failed {
    pub(super) outcome: Outcome,
    pub(super) said: String,
    pub(super) diagnosis: Diagnosis,
    pub(super) alert: Option<Alert>,
}

impl Failed {
    /// There was no connection to begin a handshake on, and TLS has nothing to do with it.
    pub(super) fn unreachable(said: String) -> Self {
        let diagnosis = classify(&Evidence::statement(Statement::of(Reason::NotTlsRelated)));
        Self { outcome: Outcome::Unreachable, said, diagnosis, alert: None }
    }

    /// The proxy did not open the tunnel. What it says of it may be about its own upstream.
    pub(super) fn tunnel(said: String) -> Self {
        let mut diagnosis =
            classify(&Evidence::statement(Statement::of(Reason::ProxyTunnelFailed).at(Hop::ClientToProxy)));
        let words = classify(&Evidence::text(&said));
        if let Some(reason) = words.reason.filter(|reason| reason.is_about_certificate()) {
            diagnosis.also = vec![reason];
        }
        Self { outcome: Outcome::Unreachable, said, diagnosis, alert: None }
    }

    /// The peer does not change to TLS.
    pub(super) fn no_starttls(said: String) -> Self {
        let diagnosis = classify(&Evidence::statement(Statement::of(Reason::NotTls)));
        Self { outcome: Outcome::Failed, said, diagnosis, alert: None }
    }

    /// The peer's own policy ended the handshake, or something between.
    pub(super) fn handshake(error: &io::Error, sent: Option<u8>) -> Self {
        let received = match find(error) {
            Some(rustls::Error::AlertReceived(alert)) => Some(Alert { number: u8::from(*alert), received: true }),
            _ => None,
        };
        let alert = received.or(sent.map(|number| Alert { number, received: false }));
        Self { outcome: Outcome::Failed, said: words(error), diagnosis: diagnosis_of_io(error), alert }
    }

    /// The handshake did not end in time.
    pub(super) fn too_slow(phase: &str, timeout: Duration) -> Self {
        let said = format!("no answer within {timeout:?} in {phase}");
        let diagnosis = classify(&Evidence::statement(Statement::of(Reason::HandshakeTimeout)));
        Self { outcome: Outcome::Failed, said, diagnosis, alert: None }
    }

    /// The same failure between client and proxy.
    pub(super) fn with_proxy(mut self) -> Self {
        self.diagnosis.hop = Hop::ClientToProxy;
        self.outcome = Outcome::Unreachable;
        self
    }
}

/// The words of an error, those of rustls where it is one.
pub(super) fn words(error: &(dyn StdError + 'static)) -> String {
    find(error).map_or_else(|| error.to_string(), ToString::to_string)
}
