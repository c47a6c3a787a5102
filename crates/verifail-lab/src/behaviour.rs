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
