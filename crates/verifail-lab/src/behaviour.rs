//! How each kind of fault is served. A family that needs more than these has a function of its own: [`Behaviour::Own`].

use std::future::Future;
use std::pin::Pin;

use verifail_testkit::World;

use crate::fault::Fault;
use crate::server::client_check::ClientCheck;
use crate::server::raw::{self, Script};
use crate::server::tamper::Tampering;
use crate::server::tls::TlsOptions;
use crate::{LabError, LabOptions, Running};

/// What starts a fault of a family with servers of its own: proxies, gateways, fleets.
pub(crate) type Start =
    fn(&'static Fault, LabOptions) -> Pin<Box<dyn Future<Output = Result<Running, LabError>> + Send>>;

/// How a fault is served.
#[derive(Clone, Copy)]
pub(crate) enum Behaviour {
    /// TLS with the good chain, and a certificate asked of the client.
    AsksClient(ClientCheck),
    /// By its own function.
    Own(Start),
    /// TLS with this chain.
    Presents(fn(&mut World)),
    /// TLS with the good chain, and these options.
    Tls(fn(&mut TlsOptions)),
    /// What is done on the bare socket.
    Raw(Script),
    /// TLS with the good chain, tampered with on its way out.
    Tampered(Tampering),
}

impl Behaviour {
    pub(crate) fn start(
        self,
        fault: &'static Fault,
        options: LabOptions,
    ) -> Pin<Box<dyn Future<Output = Result<Running, LabError>> + Send>> {
        match self {
            Self::AsksClient(check) => Box::pin(async move { check.server()?.start(fault, &options).await }),
            Self::Own(start) => start(fault, options),
            Self::Presents(edit) => Box::pin(async move {
                let server = TlsOptions::presenting(edit);
                server.start(fault, &options).await
            }),
            Self::Tls(edit) => Box::pin(async move {
                let mut server = TlsOptions::presenting(|_| ());
                edit(&mut server);
                server.start(fault, &options).await
            }),
            Self::Raw(script) => Box::pin(async move { raw::start(script, fault, &options).await }),
            Self::Tampered(tampering) => Box::pin(async move { tampering.start(fault, &options).await }),
        }
    }
}

#[cfg(test)]
mod tests {
    use verifail::Policy;
    use verifail_testkit::adapter::Core;
    use verifail_testkit::world::Reference;
    use verifail_testkit::{Outcome, Verifier as _};

    use super::*;
    use crate::certificates::edited;

    /// What the core says of a fault's chain under a policy, reasons in its order; nothing where it accepts.
    fn judged(fault: &Fault, edit: fn(&mut World), policy: &str) -> Vec<verifail::Reason> {
        let mut world = edited(edit);
        if let Ok(address) = fault.needs.server_name.parse::<std::net::Ipv4Addr>() {
            world.question.reference = Some(Reference::Ip(address.octets().to_vec()));
        }
        match Core.verify(&world.materialise(), Policy::named(policy).unwrap()) {
            Outcome::Accept(_) => Vec::new(),
            rejected => rejected.reasons(),
        }
    }

    #[test]
    fn of_every_chain_the_core_says_what_the_catalogue_does() {
        for fault in crate::catalogue() {
            let Behaviour::Presents(edit) = fault.behaviour else { continue };
            let by_rustls = judged(fault, edit, "rustls");
            match fault.expected.reason() {
                None => assert!(by_rustls.is_empty(), "{fault:?}: {by_rustls:?}"),
                Some(reason) => {
                    let mut said = Policy::all().iter().flat_map(|policy| judged(fault, edit, policy.name()));
                    assert!(said.any(|said| said == reason), "{fault:?}: {reason} is said under no policy");
                }
            }
            // A key that nothing can be signed with is met in the handshake, which is no part of the chain.
            if !["explicit-curve", "weak-key"].contains(&fault.name) {
                assert_eq!(by_rustls.is_empty(), fault.expected.rustls.is_none(), "{fault:?}: {by_rustls:?}");
            }
        }
    }
}
