//! Some nodes of an inspecting proxy re-sign with certificates that are for TLS clients alone.

use std::time::Instant;

use super::{Incident, RunningIncident};
use crate::fault::SERVER_NAME;
use crate::log::Log;
use crate::proxy::{CLIENT_AUTH_NODES, set_up};
use crate::{LabError, LabOptions};

pub(super) const INSPECTED_EGRESS: Incident = Incident {
    name: "inspected-egress",
    story: "Behind a company's proxy every third call fails because of the certificate's extended key usage. The next \
            attempt of the same call succeeds, and from home all is well.",
    mechanism: "The proxy inspects: it presents certificates of its own CA. One of its three nodes issues them for TLS \
                clients alone. Fingerprints differ from node to node, which is how it is told from a server's fault.",
    remedy: "Who runs the proxy: mend the template of that node. Until then another connection meets another node, or the \
             client leaves out that one check (`<P>_TLS_RELAX=eku`), chain and name staying checked.",
    start: |incident, options| Box::pin(start(incident, options)),
};

async fn start(incident: &'static Incident, options: LabOptions) -> Result<RunningIncident, LabError> {
    let (began, log, upstream_log) = (Instant::now(), Log::new(options.events), Log::new(options.events));
    let (proxy, server, anchors) = set_up(CLIENT_AUTH_NODES, &options, &log, &upstream_log).await?;
    let url = format!("https://{SERVER_NAME}:{}/", server.address().port());
    let mut running = RunningIncident::new(incident, proxy, began, log).and(server, upstream_log);
    running.urls = vec![url];
    running.anchors = anchors;
    running.through_proxy = true;
    Ok(running)
}
