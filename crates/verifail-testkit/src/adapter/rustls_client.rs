//! Any rustls `ClientCertVerifier`, what a server judges clients with, as a verifier under test.

use std::sync::Arc;

use rustls::server::danger::ClientCertVerifier;
use verifail::Policy;

use super::rustls_setup::{NotBuilt, RustlsSetup, outcome, presented};
use crate::case::Case;
use crate::verifier::{Capabilities, Outcome, Verifier};
use crate::world::Purpose;

/// A factory of [`ClientCertVerifier`]s: one is built for each case, since each case has its own trust anchors.
///
/// Without another word it is taken to do what rustls's own verifier does: [`Capabilities::TLS`] but identity, by
/// policy `rustls`. Questions of revocation are skipped unless `crls` is said, as of
/// [`RustlsServer`](super::RustlsServer). Questions about servers and questions with a name are skipped: rustls gives
/// such a verifier no name.
///
/// # Examples
/// ```
/// use verifail::Policy;
/// use verifail_testkit::adapter::RustlsClient;
/// use verifail_testkit::world::{ExtendedKeyUsage, Purpose};
/// use verifail_testkit::{Verifier, World};
///
/// let stock = RustlsClient::new("stock", |setup| setup.web_pki_client());
/// let mut world = World::good();
/// world.question.purpose = Purpose::ClientAuth;
/// world.question.reference = None;
/// let policy = Policy::named("rustls").unwrap();
/// assert_eq!(stock.verify(&world.materialise(), policy).reasons(), [verifail::Reason::EkuMissingOrWrong]);
/// for spec in world.certificates_mut().filter(|spec| spec.extended_key_usage.is_some()) {
///     spec.extended_key_usage = Some(ExtendedKeyUsage::of(&[Purpose::ClientAuth]));
/// }
/// assert!(stock.verify(&world.materialise(), policy).is_accepted());
/// ```
#[derive(Clone, Debug)]
pub struct RustlsClient<F> {
    name: String,
    capabilities: Capabilities,
    build: F,
}

impl<F: Fn(RustlsSetup<'_>) -> Result<Arc<dyn ClientCertVerifier>, NotBuilt>> RustlsClient<F> {
    /// From a name for reports and a factory.
    pub fn new(name: impl Into<String>, build: F) -> Self {
        let capabilities = Capabilities { identity: false, ..Capabilities::TLS };
        Self { name: name.into(), capabilities, build }
    }
}

impl<F> RustlsClient<F> {
    /// The same, said to do something else.
    #[must_use]
    pub const fn with_capabilities(mut self, capabilities: Capabilities) -> Self {
        self.capabilities = capabilities;
        self
    }
}

impl<F: Fn(RustlsSetup<'_>) -> Result<Arc<dyn ClientCertVerifier>, NotBuilt>> Verifier for RustlsClient<F> {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn capabilities(&self) -> Capabilities {
        self.capabilities
    }

    fn verify(&self, case: &Case, policy: &Policy) -> Outcome {
        if case.question.purpose != Purpose::ClientAuth {
            return Outcome::Skip("it judges clients only".to_owned());
        }
        if case.question.reference.is_some() {
            return Outcome::Skip("it cannot be asked for a name".to_owned());
        }
        let presented = match presented(case, policy, self.capabilities) {
            Ok(presented) => presented,
            Err(why) => return Outcome::Skip(why),
        };
        outcome(|| {
            let verifier = (self.build)(RustlsSetup::of(case))?;
            let answer = verifier.verify_client_cert(&presented.end_entity, &presented.intermediates, presented.now);
            Ok(answer.map(|_| ()))
        })
    }
}
