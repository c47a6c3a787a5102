//! A TLS server: what it presents, and what it asks for.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::server::{ClientHello, ResolvesServerCert, WebPkiClientVerifier};
use rustls::sign::CertifiedKey;
use rustls::{HandshakeKind, RootCertStore, ServerConfig, SupportedCipherSuite, SupportedProtocolVersion};
use rustls_pki_types::CertificateDer;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio_rustls::LazyConfigAcceptor;
use tokio_rustls::server::TlsStream;
use verifail_testkit::World;

use super::{Listening, http};
use crate::certificates::{ClientIdentity, Identity, Presented};
use crate::fault::Fault;
use crate::log::{Log, Seen, Visit};
use crate::{LabError, LabOptions, Running};

/// What a TLS server does beyond presenting its chain.
#[derive(Debug)]
pub(crate) struct TlsOptions {
    pub(crate) presented: Presented,
    /// Application protocols that it speaks; any when there are none.
    pub(crate) application_protocols: Vec<Vec<u8>>,
    pub(crate) versions: Vec<&'static SupportedProtocolVersion>,
    /// Cipher suites that it has; those of the provider when there are none.
    pub(crate) cipher_suites: Vec<SupportedCipherSuite>,
    /// Whose certificates a client has to present.
    pub(crate) client_anchors: Vec<CertificateDer<'static>>,
    /// What the client is told to present.
    pub(crate) client_identity: Option<ClientIdentity>,
    /// The name that it knows; all when there is none.
    pub(crate) only_name: Option<&'static str>,
}

impl TlsOptions {
    /// A server that presents the good chain, edited.
    pub(crate) fn presenting(edit: fn(&mut World)) -> Self {
        Self {
            presented: Presented::by(edit),
            application_protocols: Vec::new(),
            versions: rustls::ALL_VERSIONS.to_vec(),
            cipher_suites: Vec::new(),
            client_anchors: Vec::new(),
            client_identity: None,
            only_name: None,
        }
    }

    /// Serves HTTP on TLS.
    pub(crate) async fn start(self, fault: &'static Fault, options: &LabOptions) -> Result<Running, LabError> {
        let config = self.config()?;
        let log = Log::new(options.events);
        let listening = Listening::start(options, "server", &log, move |stream, visit| {
            let config = Arc::clone(&config);
            async move {
                let stream = accept(stream, config, &visit).await?;
                let resumed = is_resumed(&stream);
                http::serve(stream, visit, resumed, http::ok).await
            }
        })
        .await?;
        Ok(self.running(fault, listening, log))
    }

    /// What a client of such a server is given.
    pub(crate) fn running(self, fault: &'static Fault, listening: Listening, log: Log) -> Running {
        let running = Running::new(fault, listening, log);
        let running = running.trusting(self.presented.anchors).with_crls(self.presented.crls);
        match self.client_identity {
            Some(identity) => running.with_client_identity(identity),
            None => running,
        }
    }

    /// The same for rustls.
    pub(crate) fn config(&self) -> Result<Arc<ServerConfig>, LabError> {
        let mut provider = aws_lc_rs::default_provider();
        if !self.cipher_suites.is_empty() {
            provider.cipher_suites.clone_from(&self.cipher_suites);
        }
        let provider = Arc::new(provider);
        let builder =
            ServerConfig::builder_with_provider(Arc::clone(&provider)).with_protocol_versions(&self.versions)?;
        let builder = if self.client_anchors.is_empty() {
            builder.with_no_client_auth()
        } else {
            builder.with_client_cert_verifier(client_verifier(&self.client_anchors, provider)?)
        };
        let presents = Presents { key: self.presented.identity.certified_key(), only_name: self.only_name };
        let mut config = builder.with_cert_resolver(Arc::new(presents));
        config.alpn_protocols.clone_from(&self.application_protocols);
        Ok(Arc::new(config))
    }
}

fn client_verifier(
    anchors: &[CertificateDer<'static>],
    provider: Arc<CryptoProvider>,
) -> Result<Arc<dyn rustls::server::danger::ClientCertVerifier>, LabError> {
    let mut roots = RootCertStore::empty();
    for anchor in anchors {
        roots.add(anchor.clone())?;
    }
    let verifier = WebPkiClientVerifier::builder_with_provider(roots.into(), provider).build();
    verifier.map_err(|error| rustls::Error::General(error.to_string()).into())
}

/// The configuration of a server that presents an identity in these versions and is otherwise as rustls has it.
pub(crate) fn speaking(
    identity: &Identity,
    versions: &[&'static SupportedProtocolVersion],
) -> Result<ServerConfig, LabError> {
    let builder = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()));
    let builder = builder.with_protocol_versions(versions)?.with_no_client_auth();
    Ok(builder.with_cert_resolver(Arc::new(Presents { key: identity.certified_key(), only_name: None })))
}

/// Does the handshake, and logs the hello and how it ended.
pub(crate) async fn accept<S>(stream: S, config: Arc<ServerConfig>, visit: &Visit) -> io::Result<TlsStream<S>>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    accept_by_name(stream, |_| config, visit).await
}

/// The same, with a configuration for the name that is asked for.
pub(crate) async fn accept_by_name<S>(
    stream: S,
    choose: impl FnOnce(Option<&str>) -> Arc<ServerConfig>,
    visit: &Visit,
) -> io::Result<TlsStream<S>>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let start = LazyConfigAcceptor::new(rustls::server::Acceptor::default(), stream).await?;
    let hello = start.client_hello();
    let text = |octets: &[u8]| String::from_utf8_lossy(octets).into_owned();
    visit.saw(Seen::ClientHello {
        server_name: hello.server_name().map(str::to_owned),
        application_protocols: hello.alpn().into_iter().flatten().map(text).collect(),
    });
    let config = choose(hello.server_name());
    let stream = match start.into_stream(config).into_fallible().await {
        Ok(stream) => stream,
        Err((error, stream)) => {
            let_go(stream).await;
            return Err(error);
        }
    };
    let version = match stream.get_ref().1.protocol_version() {
        Some(rustls::ProtocolVersion::TLSv1_2) => "TLSv1_2",
        _ => "TLSv1_3",
    };
    visit.saw(Seen::Handshake { resumed: is_resumed(&stream), version });
    Ok(stream)
}

/// Reads what a client sends that was told of a failure: a socket that is closed with something unread resets the
/// connection, and then the client may never see the alert.
async fn let_go<S>(mut stream: S)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    const MOST: u64 = 64 << 10;
    const LONGEST: Duration = Duration::from_secs(1);
    let rest = async {
        stream.shutdown().await?;
        tokio::io::copy(&mut stream.take(MOST), &mut tokio::io::sink()).await
    };
    // The client is gone or does not let go: either way there is nobody to tell.
    let _ = tokio::time::timeout(LONGEST, rest).await;
}

/// Whether a session was resumed.
pub(crate) fn is_resumed<S>(stream: &TlsStream<S>) -> bool {
    stream.get_ref().1.handshake_kind() == Some(HandshakeKind::Resumed)
}

/// Presents one chain, whatever is in it.
#[derive(Debug)]
struct Presents {
    key: Arc<CertifiedKey>,
    only_name: Option<&'static str>,
}

impl ResolvesServerCert for Presents {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let known = self.only_name.is_none_or(|name| hello.server_name() == Some(name));
        known.then(|| Arc::clone(&self.key))
    }
}
