//! A gateway offers its upstream a session of another host.

use std::sync::Arc;
use std::time::Instant;

use super::{Incident, RunningIncident};
use crate::certificates::{Authority, Presented};
use crate::fault::SERVER_NAME;
use crate::gateway::{Gateway, Route};
use crate::log::Log;
use crate::resumption::{Hosts, SharedTickets};
use crate::server::{Listening, tls};
use crate::{LabError, LabOptions};

pub(super) const ENVOY_SESSION: Incident = Incident {
    name: "envoy-session",
    story: "Calls of a worker behind a gateway fail now and then with status 503 and `verify SAN list`. The certificate \
            is right whenever somebody looks, `--insecure` changes nothing, and the worker logs no request.",
    mechanism: "The gateway is the client of the handshake that fails. Its TLS session cache does not ask whose a session \
                is: one of another host at the same address is offered for the worker's name, the servers there resume \
                it, and the certificate that was stored with it is compared with the worker's name.",
    remedy: "The gateway's operator: a release whose session cache is keyed by server name, or `max_session_keys: 0` on \
             the upstream TLS context. Until then a client tries again; nothing of its request was sent.",
    start: |incident, options| Box::pin(start(incident, options)),
};

async fn start(incident: &'static Incident, options: LabOptions) -> Result<RunningIncident, LabError> {
    let authority = Authority::root("verifail lab upstream CA")?;
    let worker = authority.issue(&["worker.example"], |_| ())?;
    let neighbour = authority.issue(&["neighbour.example"], |_| ())?;
    let (began, log, upstream_log) = (Instant::now(), Log::new(options.events), Log::new(options.events));
    let hosts = Hosts::new(
        ("worker.example", &worker),
        &[("neighbour.example", &neighbour)],
        rustls::ALL_VERSIONS,
        Some(SharedTickets::new()?),
    )?;
    let hosts = Arc::new(hosts);
    let behind = LabOptions { port: 0, ..options.clone() };
    let serve = move |stream, visit| Arc::clone(&hosts).serve(stream, visit);
    let upstream = Listening::start(&behind, "upstream", &upstream_log, serve).await?;
    let route = |host, prefix| Route { prefix, ..Route::to(host, Some(upstream.address())) };
    let routes = vec![route("worker.example", "/worker/"), route("neighbour.example", "/neighbour/")];
    let front = Presented::by(|_| ());
    let mut gateway = Gateway::new(routes, vec![authority.certificate().clone()]);
    gateway.front = Some(Arc::new(tls::speaking(&front.identity, rustls::ALL_VERSIONS)?));
    let listening = gateway.start(&options, &log).await?;
    let base = format!("https://{SERVER_NAME}:{}", listening.address().port());
    let mut running = RunningIncident::new(incident, listening, began, log).and(upstream, upstream_log);
    running.urls = vec![format!("{base}/worker/mcp"), format!("{base}/neighbour/")];
    running.anchors = front.anchors;
    Ok(running)
}
