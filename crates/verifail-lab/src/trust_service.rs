//! A verification service of the platform that does not answer: the client is simulated, at the documented boundary.
//!
//! No server brings it about, and no system but macOS has it: a sandbox there denies the lookup of
//! `com.apple.trustd.agent`, and `SecTrustEvaluateWithError` fails with `errSecInternal` (-26276) before anything of
//! the certificate was looked at. Go prints that number (`crypto/x509/internal/macos`). What is served here is a good
//! server, whose certificate a client with trust anchors of its own accepts: that the same connection works with them
//! is the point.

use verifail::{Hop, Reason, Rejection, RetryAdvice};

use crate::behaviour::Behaviour;
use crate::fault::{Family, Fault, Reach};
use crate::server::tls::TlsOptions;

/// What a Go program in the sandbox prints.
pub(crate) const DENIED: &str = "Get \"https://localhost/\": tls: failed to verify certificate: x509: OSStatus -26276";

pub(crate) const FAULTS: &[Fault] = &[Fault::new(
    Family::TrustService,
    "trust-service-denied",
    "a sandbox denies the platform's verification service, so that no certificate is looked at (the client is simulated)",
    &[Reason::TrustServiceUnavailable],
    Behaviour::Own(|fault, options| {
        Box::pin(async move {
            let running = TlsOptions::presenting(|_| ()).start(fault, &options).await?;
            Ok(running.simulating(DENIED))
        })
    }),
)
.reached(Reach::Simulated)
.hop(Hop::Local)
.rejection(Rejection::Local)
.retry(RetryAdvice::AfterUserAction)];
