//! Proxies between a client and a server: those that only tunnel, those that ask who is there, and those that inspect.
//!
//! An inspecting proxy ends the client's TLS with a certificate of its own CA, and speaks TLS to the server by itself;
//! which certificate a client sees depends on the proxy's node. Clients reach it by CONNECT, or do not know of it
//! (*transparent*).
//!
//! Whatever a client asks for, the proxy connects to the lab's own server and nowhere else.

mod connect;
mod faults;
mod inspection;

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rustls_pki_types::CertificateDer;
use tokio::net::TcpStream;

pub(crate) use self::faults::{CLIENT_AUTH_NODES, FAULTS, set_up};
use self::inspection::Inspection;
pub(crate) use self::inspection::onwards;
use crate::LabError;
use crate::LabOptions;
use crate::certificates::Identity;
use crate::log::{Log, Seen, Visit};
use crate::server::Listening;

/// What a node of a proxy does with a connection.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    /// Re-signs with this, and asks the server by itself.
    Inspects(Box<Identity>),
    /// Answers CONNECT with this, and closes.
    Refuses(&'static str),
    /// Passes octets on.
    Tunnels,
}

/// A proxy in front of one server.
#[derive(Debug)]
pub(crate) struct Proxy {
    /// Clients do not say CONNECT.
    pub(crate) transparent: bool,
    /// They take connections in turn.
    pub(crate) nodes: Vec<Node>,
    /// The lab's server.
    pub(crate) server: std::net::SocketAddr,
    /// Whom the proxy trusts to issue that server's certificate.
    pub(crate) anchors: Vec<CertificateDer<'static>>,
}

impl Proxy {
    /// Serves it.
    pub(crate) async fn start(self, options: &LabOptions, log: &Log) -> Result<Listening, LabError> {
        let inspection = Arc::new(Inspection::new(self.server, &self.anchors)?);
        let (proxy, connections) = (Arc::new(self), AtomicU64::new(0));
        let listening = Listening::start(options, "proxy", log, move |stream, visit| {
            let (proxy, inspection) = (Arc::clone(&proxy), Arc::clone(&inspection));
            let connection = connections.fetch_add(1, Ordering::Relaxed);
            async move { proxy.serve(connection, stream, visit, inspection).await }
        });
        Ok(listening.await?)
    }

    async fn serve(
        &self,
        connection: u64,
        mut client: TcpStream,
        visit: Visit,
        inspection: Arc<Inspection>,
    ) -> io::Result<()> {
        let turn = usize::try_from(connection).unwrap_or_default() % self.nodes.len().max(1);
        let Some(node) = self.nodes.get(turn) else { return Ok(()) };
        if !self.transparent {
            let request = connect::read(&mut client).await?;
            visit.saw(Seen::Note(request.line().to_owned()));
            let answer = match node {
                Node::Refuses(answer) => answer,
                _ if request.is_connect() => connect::ESTABLISHED,
                _ => connect::ONLY_CONNECT,
            };
            if answer != connect::ESTABLISHED {
                return connect::refuse(client, answer).await;
            }
            connect::answer(&mut client, answer).await?;
        }
        match node {
            Node::Inspects(identity) => inspection.serve(client, identity, visit).await,
            Node::Refuses(_) => Ok(()),
            Node::Tunnels => {
                let mut server = TcpStream::connect(self.server).await?;
                tokio::io::copy_bidirectional(&mut client, &mut server).await?;
                Ok(())
            }
        }
    }
}
