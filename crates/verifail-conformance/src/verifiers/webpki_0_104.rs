//! rustls-webpki 0.104, not released yet: the path, then the name. Under policy `rustls`, so that what it decides
//! otherwise than its predecessor is seen.

use rustls_pki_types::CertificateDer;
use verifail::Policy;
use verifail_testkit::{Capabilities, Case, Outcome, Verifier};
use webpki_next::{ExtendedKeyUsage, PathBuilder};

use super::{Usage, WEBPKI, algorithms, certificates, kind, outcome, server_name, unix_time, usage};

/// The version that is linked; a test holds it against the lock file.
const VERSION: &str = "0.104.0-alpha.8";

/// rustls-webpki 0.104.0-alpha.8.
#[derive(Clone, Copy, Debug, Default)]
pub struct Webpki0104;

impl Verifier for Webpki0104 {
    fn name(&self) -> String {
        format!("rustls-webpki {VERSION}")
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
    ask!(webpki_next, case, policy, |end_entity, anchors, intermediates, time, usage, revocation| {
        let usage = match usage {
            Usage::Server => ExtendedKeyUsage::SERVER_AUTH,
            Usage::Client => ExtendedKeyUsage::CLIENT_AUTH,
        };
        let builder = PathBuilder::new(&intermediates, revocation, &usage, algorithms(case), &anchors);
        builder.build(&end_entity, time).map(drop)
    })
}
