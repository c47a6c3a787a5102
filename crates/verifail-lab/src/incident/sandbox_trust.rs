//! A sandbox denies the platform's verification service.

use std::sync::Arc;
use std::time::Instant;

use super::{Incident, RunningIncident};
use crate::certificates::Presented;
use crate::fault::SERVER_NAME;
use crate::log::Log;
use crate::server::{Listening, http, tls};
use crate::trust_service::DENIED;
use crate::{LabError, LabOptions};

pub(super) const SANDBOX_TRUST: Incident = Incident {
    name: "sandbox-trust",
    story: "A command line tool written in Go works in the terminal and fails in an agent's sandbox on macOS, with \
            `x509: OSStatus -26276`. Somebody suspects an inspecting proxy with a wrong extended key usage.",
    mechanism: "-26276 is errSecInternal: no evaluation took place, because the sandbox denies the lookup of the \
                verification service. Nothing follows about the certificate, and its fingerprint is the same inside and \
                outside. (The client in the sandbox is simulated: no server brings this about.)",
    remedy: "Who writes the sandbox's profile: allow `com.apple.trustd.agent`. Until then a CA bundle of the client's own, \
             with which it verifies by itself. Relaxing extended key usage cannot help.",
    start: |incident, options| Box::pin(start(incident, options)),
};

async fn start(incident: &'static Incident, options: LabOptions) -> Result<RunningIncident, LabError> {
    let presented = Presented::by(|_| ());
    let config = Arc::new(tls::speaking(&presented.identity, rustls::ALL_VERSIONS)?);
    let (began, log) = (Instant::now(), Log::new(options.events));
    let listening = Listening::start(&options, "server", &log, move |stream, visit| {
        let config = Arc::clone(&config);
        async move {
            let stream = tls::accept(stream, config, &visit).await?;
            let resumed = tls::is_resumed(&stream);
            http::serve(stream, visit, resumed, http::ok).await
        }
    });
    let listening = listening.await?;
    let url = format!("https://{SERVER_NAME}:{}/", listening.address().port());
    let mut running = RunningIncident::new(incident, listening, began, log);
    running.urls = vec![url];
    running.anchors = presented.anchors;
    running.simulated = Some(DENIED);
    Ok(running)
}
