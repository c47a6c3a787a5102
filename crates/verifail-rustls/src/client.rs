//! What settings make: a configuration for rustls, and what it records.

use std::sync::Arc;

use rustls::ClientConfig;
use rustls::client::Resumption;
use rustls_pki_types::ServerName;

use crate::recorder::Recorder;
use crate::sessions::Scope;

/// A configuration for connections, and the record of what they verified. Cheap to clone; clones share everything.
///
/// # Examples
/// ```
/// use std::sync::Arc;
/// use verifail_rustls::TlsSettings;
///
/// let client = TlsSettings::new().client()?;
/// let name = "example.com".try_into().unwrap();
/// let connection = rustls::ClientConnection::new(client.config.clone(), name)?;
/// // Once more, without offering a session: where the advice is `fresh-session`.
/// let name = "example.com".try_into().unwrap();
/// let connection = rustls::ClientConnection::new(client.fresh_session.clone(), name)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Client {
    /// For connections as usual.
    pub config: Arc<ClientConfig>,
    /// For connections that must not resume a session: the same, but no ticket is offered. What the server issues is
    /// kept, and takes the place of what was not offered.
    pub fresh_session: Arc<ClientConfig>,
    /// What was verified.
    pub recorder: Recorder,
    scope: Option<Scope>,
}

impl Client {
    pub(crate) fn new(mut config: ClientConfig, recorder: Recorder, scope: Option<Scope>) -> Self {
        let resumption = |scope: Option<Scope>| match scope {
            Some(scope) => Resumption::store(Arc::new(scope)),
            None => Resumption::disabled(),
        };
        config.resumption = resumption(scope.clone());
        let mut fresh = config.clone();
        fresh.resumption = resumption(scope.as_ref().map(Scope::without_offers));
        Self { config: Arc::new(config), fresh_session: Arc::new(fresh), recorder, scope }
    }

    /// The same client that offers these application protocols (`h2`, `http/1.1`), the preferred one first.
    ///
    /// Sessions and records stay shared with this one.
    #[must_use]
    pub fn with_alpn(&self, protocols: &[&[u8]]) -> Self {
        let with = |config: &ClientConfig| {
            let mut config = config.clone();
            config.alpn_protocols = protocols.iter().map(|protocol| protocol.to_vec()).collect();
            Arc::new(config)
        };
        Self { config: with(&self.config), fresh_session: with(&self.fresh_session), ..self.clone() }
    }

    /// Forgets the sessions for a name: the next connection verifies the certificate.
    pub fn forget(&self, name: &ServerName<'_>) {
        if let Some(scope) = &self.scope {
            scope.forget(name);
        }
    }
}
