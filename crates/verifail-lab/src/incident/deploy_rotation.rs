//! A certificate is replaced during a deployment, node by node, and not everywhere as planned.

use std::time::Instant;

use super::{Incident, RunningIncident};
use crate::fault::SERVER_NAME;
use crate::fleet::{Issuers, behind_one_address, rotation};
use crate::log::Log;
use crate::{LabError, LabOptions};

pub(super) const DEPLOY_ROTATION: Incident = Incident {
    name: "deploy-rotation",
    story: "While a service is deployed, one call of three fails: first because a certificate has expired, then because of \
            a signature, then because connections are reset. When everybody is awake it is over.",
    mechanism: "Three nodes are behind one address. One kept the expired certificate; then it got the new certificate \
                without its key, so that its handshakes are signed wrongly; then it restarts. The other two are well all \
                the time.",
    remedy: "Who deploys: replace certificate and key together, take the node out before it restarts. Clients that know \
             that nodes differ try another connection.",
    start: |incident, options| Box::pin(start(incident, options)),
};

async fn start(incident: &'static Incident, options: LabOptions) -> Result<RunningIncident, LabError> {
    let issuers = Issuers::new()?;
    let (began, log) = (Instant::now(), Log::new(options.events));
    let fleet = behind_one_address(rotation(), &issuers, &options, &log).await?;
    let url = format!("https://{SERVER_NAME}:{}/", fleet.address().port());
    let mut running = RunningIncident::new(incident, fleet, began, log);
    running.urls = vec![url];
    running.anchors = issuers.anchors();
    Ok(running)
}
