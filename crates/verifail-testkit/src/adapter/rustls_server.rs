//! Any rustls `ServerCertVerifier`, what a client judges servers with, as a verifier under test.

use std::sync::Arc;

use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::{IpAddr, ServerName};
use verifail::Policy;

use super::rustls_setup::{NotBuilt, RustlsSetup, outcome, presented};
use crate::case::Case;
use crate::verifier::{Capabilities, Outcome, Verifier};
use crate::world::{Purpose, Reference};

/// A factory of [`ServerCertVerifier`]s: one is built for each case, since each case has its own trust anchors.
///
/// Without another word it is taken to do what rustls's own verifier does: [`Capabilities::TLS`], by policy `rustls`.
/// Questions that it cannot be asked (another purpose, no name) are skipped. Questions of revocation are too, unless
/// [`with_capabilities`](Self::with_capabilities) says `crls`: policy `rustls` goes by RFC 5280 there, and
/// rustls-webpki takes the first CRL of the right name, whoever signed it.
///
/// # Examples
/// ```
/// use verifail::Policy;
/// use verifail_testkit::adapter::RustlsServer;
/// use verifail_testkit::{Verifier, World};
///
/// let stock = RustlsServer::new("stock", |setup| Ok(setup.web_pki_server()?));
/// let policy = Policy::named("rustls").unwrap();
/// assert!(stock.verify(&World::good().materialise(), policy).is_accepted());
/// let other_name = World::with(|world| world.question.reference = Some(verifail_testkit::world::Reference::Dns("example.net".into())));
/// assert_eq!(stock.verify(&other_name.materialise(), policy).reasons(), [verifail::Reason::NameMismatch]);
/// ```
#[derive(Clone, Debug)]
pub struct RustlsServer<F> {
    name: String,
    capabilities: Capabilities,
    build: F,
}

impl<F: Fn(RustlsSetup<'_>) -> Result<Arc<dyn ServerCertVerifier>, NotBuilt>> RustlsServer<F> {
    /// From a name for reports and a factory.
    pub fn new(name: impl Into<String>, build: F) -> Self {
        Self { name: name.into(), capabilities: Capabilities::TLS, build }
    }
}

impl<F> RustlsServer<F> {
    /// The same, said to do something else.
    #[must_use]
    pub const fn with_capabilities(mut self, capabilities: Capabilities) -> Self {
        self.capabilities = capabilities;
        self
    }
}

impl<F: Fn(RustlsSetup<'_>) -> Result<Arc<dyn ServerCertVerifier>, NotBuilt>> Verifier for RustlsServer<F> {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn capabilities(&self) -> Capabilities {
        self.capabilities
    }

    fn verify(&self, case: &Case, policy: &Policy) -> Outcome {
        if case.question.purpose != Purpose::ServerAuth {
            return Outcome::Skip("it judges servers only".to_owned());
        }
        let name = match &case.question.reference {
            None => return Outcome::Skip("it judges nobody without a name".to_owned()),
            Some(Reference::Dns(name)) => ServerName::try_from(name.as_ref()).ok(),
            Some(Reference::Ip(octets)) => address(octets).map(ServerName::IpAddress),
        };
        let Some(name) = name else {
            return Outcome::Skip("rustls takes no such name of a server".to_owned());
        };
        let presented = match presented(case, policy, self.capabilities) {
            Ok(presented) => presented,
            Err(why) => return Outcome::Skip(why),
        };
        outcome(|| {
            let verifier = (self.build)(RustlsSetup::of(case))?;
            let answer =
                verifier.verify_server_cert(&presented.end_entity, &presented.intermediates, &name, &[], presented.now);
            Ok(answer.map(|_| ()))
        })
    }
}

fn address(octets: &[u8]) -> Option<IpAddr> {
    let v4 = <[u8; 4]>::try_from(octets).ok().map(std::net::IpAddr::from);
    let v6 = || <[u8; 16]>::try_from(octets).ok().map(std::net::IpAddr::from);
    v4.or_else(v6).map(IpAddr::from)
}
