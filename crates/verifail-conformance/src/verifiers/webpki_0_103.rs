//! rustls-webpki 0.103, the version that policy `rustls` models: the path, then the name, as rustls asks it.

use rustls_pki_types::CertificateDer;
use verifail::Policy;
use verifail_testkit::{Capabilities, Case, Outcome, Verifier};
use webpki::KeyUsage;

use super::{Usage, WEBPKI, algorithms, certificates, kind, outcome, server_name, unix_time, usage};

/// rustls-webpki 0.103.16.
#[derive(Clone, Copy, Debug, Default)]
pub struct Webpki0103;

impl Verifier for Webpki0103 {
    fn name(&self) -> String {
        format!("rustls-webpki {}", crate::webpki::VERSION)
    }

    fn capabilities(&self) -> Capabilities {
        WEBPKI
    }

    fn verify(&self, case: &Case, policy: &Policy) -> Outcome {
        outcome(|| ask(case, policy))
    }

    fn shared(&self) -> Option<&(dyn Verifier + Sync)> {
        Some(self)
    }
}

fn ask(case: &Case, policy: &Policy) -> Result<Result<(), String>, String> {
    ask!(webpki, case, policy, |end_entity, anchors, intermediates, time, usage, revocation| {
        let usage = match usage {
            Usage::Server => KeyUsage::server_auth(),
            Usage::Client => KeyUsage::client_auth(),
        };
        end_entity.verify_for_usage(algorithms(case), &anchors, &intermediates, time, usage, revocation, None)
    })
}
