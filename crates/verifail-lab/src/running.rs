//! A fault that is being served.

use std::fmt;
use std::net::SocketAddr;

use rustls_pki_types::CertificateDer;

use crate::certificates::{ClientIdentity, pem};
use crate::fault::{Fault, Reach};
use crate::log::Log;
use crate::server::Listening;

/// A fault that is being served: it ends, with all its servers and their connections, when this is dropped.
pub struct Running {
    fault: &'static Fault,
    address: SocketAddr,
    anchors: Vec<CertificateDer<'static>>,
    crls: Vec<Vec<u8>>,
    client_identity: Option<ClientIdentity>,
    url: Option<String>,
    simulated: Option<&'static str>,
    addresses: Vec<SocketAddr>,
    log: Log,
    upstream: Option<Log>,
    _servers: Vec<Listening>,
}

impl Running {
    /// Of these servers, the first of which is the one that clients connect to.
    pub(crate) fn new(fault: &'static Fault, first: Listening, log: Log) -> Self {
        Self {
            fault,
            address: first.address(),
            anchors: Vec::new(),
            crls: Vec::new(),
            client_identity: None,
            url: None,
            simulated: None,
            addresses: vec![first.address()],
            log,
            upstream: None,
            _servers: vec![first],
        }
    }

    /// With these trust anchors for clients.
    pub(crate) fn trusting(mut self, anchors: Vec<CertificateDer<'static>>) -> Self {
        self.anchors = anchors;
        self
    }

    /// With these revocation lists for clients.
    pub(crate) fn with_crls(mut self, crls: Vec<Vec<u8>>) -> Self {
        self.crls = crls;
        self
    }

    /// With a certificate that clients present.
    pub(crate) fn with_client_identity(mut self, identity: ClientIdentity) -> Self {
        self.client_identity = Some(identity);
        self
    }

    /// With a server more that clients may connect to, and which lives as long.
    pub(crate) fn also_at(mut self, server: Listening) -> Self {
        self.addresses.push(server.address());
        self.and(server)
    }

    /// Where what happens between a proxy, a gateway or a worker and its upstream is logged apart.
    pub(crate) fn with_upstream(mut self, log: Log) -> Self {
        self.upstream = Some(log);
        self
    }

    /// Where no server can bring it about: what a client prints.
    pub(crate) fn simulating(mut self, text: &'static str) -> Self {
        self.simulated = Some(text);
        self
    }

    /// With a server more, which lives as long.
    pub(crate) fn and(mut self, server: Listening) -> Self {
        self._servers.push(server);
        self
    }

    /// Where clients ask for another URL than `https://` and the address.
    pub(crate) fn at_url(mut self, url: String) -> Self {
        self.url = Some(url);
        self
    }

    /// The fault.
    pub const fn fault(&self) -> &'static Fault {
        self.fault
    }

    /// Where clients connect to: the server, the gateway, or the proxy.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Every address of the name, [`Running::address`] first. Of the family `resumption`, the second is the host whose
    /// sessions the first one accepts.
    pub fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
    }

    /// What the client prints on the platform where it happens, where no server can bring it about.
    pub const fn simulated(&self) -> Option<&'static str> {
        self.simulated
    }

    /// The name that clients ask for and that the certificate is compared with.
    pub const fn server_name(&self) -> &'static str {
        self.fault.needs.server_name
    }

    /// What clients ask for: `https://localhost:40123/`.
    pub fn url(&self) -> String {
        match &self.url {
            Some(url) => url.clone(),
            None => {
                let scheme = if self.fault.needs.plain { "http" } else { "https" };
                format!("{scheme}://{}:{}/", self.server_name(), self.address.port())
            }
        }
    }

    /// The proxy that clients use, where the fault is reached through one: `http://127.0.0.1:40123`.
    pub fn proxy(&self) -> Option<String> {
        (self.fault.reach == Reach::ConnectProxy).then(|| format!("http://{}", self.address))
    }

    /// The trust anchors that clients are given.
    pub fn anchors(&self) -> &[CertificateDer<'static>] {
        &self.anchors
    }

    /// The same as PEM.
    pub fn anchors_pem(&self) -> String {
        self.anchors.iter().map(|anchor| pem("CERTIFICATE", anchor)).collect()
    }

    /// DER of the revocation lists that clients are given.
    pub fn crls(&self) -> &[Vec<u8>] {
        &self.crls
    }

    /// The same as PEM.
    pub fn crls_pem(&self) -> String {
        self.crls.iter().map(|crl| pem("X509 CRL", crl)).collect()
    }

    /// The certificate that clients present, where the fault needs one.
    pub const fn client_identity(&self) -> Option<&ClientIdentity> {
        self.client_identity.as_ref()
    }

    /// What the servers saw so far; behind a proxy, a gateway or a worker, only what that saw.
    pub const fn log(&self) -> &Log {
        &self.log
    }

    /// What the servers behind a proxy, a gateway or a worker saw.
    pub const fn upstream_log(&self) -> Option<&Log> {
        self.upstream.as_ref()
    }
}

impl fmt::Debug for Running {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.fault.name, self.address)
    }
}
