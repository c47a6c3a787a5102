//! A gateway's connections to its upstreams: the path of certificates first, the names last, and what is left open for
//! the next request.

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{Resumption, Tls12Resumption, verify_server_cert_signed_by_trust_anchor, verify_server_name};
use rustls::crypto::{self, WebPkiSupportedAlgorithms, aws_lc_rs};
use rustls::server::ParsedCertificate;
use rustls::{
    ClientConfig, DigitallySignedStruct, Error, HandshakeKind, RootCertStore, SignatureScheme, SupportedProtocolVersion,
};
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use super::local_reply::{Failure, TlsError};
use super::session_cache::SessionCache;
use crate::LabError;
use crate::log::{Seen, Visit};

/// Where requests for a host go.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    /// The host that clients ask for.
    pub(crate) host: String,
    /// How the paths begin that are sent there too, whatever the host; nothing where only the host decides.
    pub(crate) prefix: &'static str,
    /// The upstream; none is healthy where there is none.
    pub(crate) address: Option<SocketAddr>,
    /// What the upstream is asked for in server_name.
    pub(crate) server_name: String,
    /// One of these names has to be in the certificate.
    pub(crate) san_list: Vec<String>,
}

impl Route {
    /// Where the host is asked for and compared by its own name.
    pub(crate) fn to(host: &str, address: Option<SocketAddr>) -> Self {
        Self {
            host: host.to_owned(),
            prefix: "",
            address,
            server_name: host.to_owned(),
            san_list: vec![host.to_owned()],
        }
    }
}

/// The upstream side of a gateway: one TLS context, one pool.
#[derive(Debug)]
pub(crate) struct Upstream {
    config: Arc<ClientConfig>,
    requests_per_connection: u32,
    timeout: Duration,
    idle: Mutex<HashMap<(SocketAddr, String), Vec<Connection>>>,
    /// The name that each certificate was first presented for.
    presented_for: Mutex<HashMap<CertificateDer<'static>, String>>,
}

/// A connection between requests.
#[derive(Debug)]
struct Connection {
    sender: SendRequest<Full<Bytes>>,
    requests: u32,
}

impl Upstream {
    pub(crate) fn new(
        anchors: &[CertificateDer<'static>],
        versions: &[&'static SupportedProtocolVersion],
        sessions: SessionCache,
        requests_per_connection: u32,
        timeout: Duration,
    ) -> Result<Self, LabError> {
        let mut roots = RootCertStore::empty();
        for anchor in anchors {
            roots.add(anchor.clone())?;
        }
        let provider = Arc::new(aws_lc_rs::default_provider());
        let algorithms = provider.signature_verification_algorithms;
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(versions)?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(PathOnly { roots, algorithms }))
            .with_no_client_auth();
        config.resumption = Resumption::store(Arc::new(sessions)).tls12_resumption(Tls12Resumption::SessionIdOrTickets);
        Ok(Self {
            config: Arc::new(config),
            requests_per_connection,
            timeout,
            idle: Mutex::default(),
            presented_for: Mutex::default(),
        })
    }

    /// Sends a request to the route's upstream.
    pub(crate) async fn exchange(
        &self,
        route: &Route,
        request: &Request<Full<Bytes>>,
        visit: &Visit,
    ) -> Result<Response<Full<Bytes>>, Failure> {
        let exchange = async {
            let mut connection = match self.idle(route) {
                Some(connection) => connection,
                None => self.connect(route, visit).await?,
            };
            match self.send(&mut connection, request).await {
                // An idle connection that was closed meanwhile took nothing of the request.
                Err(error) if error.is_canceled() && connection.requests > 0 => {
                    connection = self.connect(route, visit).await?;
                    let answer = self.send(&mut connection, request).await.map_err(|_| Failure::Termination)?;
                    self.keep(route, connection);
                    Ok(answer)
                }
                Err(_) => Err(Failure::Termination),
                Ok(answer) => {
                    self.keep(route, connection);
                    Ok(answer)
                }
            }
        };
        tokio::time::timeout(self.timeout, exchange).await.unwrap_or(Err(Failure::Timeout))
    }

    async fn send(
        &self,
        connection: &mut Connection,
        request: &Request<Full<Bytes>>,
    ) -> Result<Response<Full<Bytes>>, hyper::Error> {
        connection.sender.ready().await?;
        let answer = connection.sender.send_request(request.clone()).await?;
        connection.requests += 1;
        let (parts, body) = answer.into_parts();
        Ok(Response::from_parts(parts, Full::new(body.collect().await?.to_bytes())))
    }

    /// Connects, and compares the names: of a resumed session, with the certificate that it was made with.
    async fn connect(&self, route: &Route, visit: &Visit) -> Result<Connection, Failure> {
        let address = route.address.ok_or(Failure::NoHealthyUpstream)?;
        let stream = match tokio::time::timeout(self.timeout / 2, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => stream,
            Ok(Err(error)) => return Err(Failure::Connect(error.raw_os_error().unwrap_or_default())),
            Err(_) => return Err(Failure::ConnectTimeout),
        };
        let refused = |detail: &str| Failure::Transport(TlsError::refused(detail));
        let name = ServerName::try_from(route.server_name.clone()).map_err(|_| refused("SAN matcher"))?;
        let connector = TlsConnector::from(Arc::clone(&self.config));
        let stream = connector.connect(name, stream).await.map_err(|error| of_io(&error))?;
        let (_, tls) = stream.get_ref();
        let resumed = tls.handshake_kind() == Some(HandshakeKind::Resumed);
        let certificate = tls.peer_certificates().and_then(<[_]>::first).ok_or_else(|| refused("empty cert chain"))?;
        let made_with = self.presented_for(certificate, &route.server_name);
        if resumed && made_with != route.server_name {
            visit.saw(Seen::Note(format!("upstream {address}: session of {made_with} resumed for {}", route.host)));
        }
        if !names_one_of(certificate, &route.san_list) {
            return Err(refused("verify SAN list"));
        }
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(|_| Failure::Termination)?;
        // Ends with the sender.
        tokio::spawn(connection);
        Ok(Connection { sender, requests: 0 })
    }

    fn presented_for(&self, certificate: &CertificateDer<'_>, name: &str) -> String {
        let mut presented = self.presented_for.lock().unwrap_or_else(PoisonError::into_inner);
        presented.entry(certificate.clone().into_owned()).or_insert_with(|| name.to_owned()).clone()
    }

    fn idle(&self, route: &Route) -> Option<Connection> {
        let key = (route.address?, route.server_name.clone());
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let idle = idle.get_mut(&key)?;
        while let Some(connection) = idle.pop() {
            if !connection.sender.is_closed() {
                return Some(connection);
            }
        }
        None
    }

    fn keep(&self, route: &Route, connection: Connection) {
        let Some(address) = route.address.filter(|_| connection.requests < self.requests_per_connection) else {
            return;
        };
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.entry((address, route.server_name.clone())).or_default().push(connection);
    }
}

fn names_one_of(certificate: &CertificateDer<'_>, names: &[String]) -> bool {
    let Ok(certificate) = ParsedCertificate::try_from(certificate) else { return false };
    let mut names = names.iter().filter_map(|name| ServerName::try_from(name.as_str()).ok());
    names.any(|name| verify_server_name(&certificate, &name).is_ok())
}

fn of_io(error: &io::Error) -> Failure {
    let tls = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>());
    match (tls, error.kind()) {
        (Some(tls), _) => Failure::Transport(TlsError::of(tls)),
        (None, io::ErrorKind::ConnectionReset) => Failure::Transport(TlsError::reset()),
        (None, _) => Failure::Termination,
    }
}

/// Verifies the path and the purpose, and no name: Envoy compares names itself, afterwards.
#[derive(Debug)]
struct PathOnly {
    roots: RootCertStore,
    algorithms: WebPkiSupportedAlgorithms,
}

impl ServerCertVerifier for PathOnly {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let end_entity = ParsedCertificate::try_from(end_entity)?;
        let algorithms = self.algorithms.all;
        verify_server_cert_signed_by_trust_anchor(&end_entity, &self.roots, intermediates, now, algorithms)?;
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        crypto::verify_tls12_signature(message, certificate, signed, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        crypto::verify_tls13_signature(message, certificate, signed, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}
