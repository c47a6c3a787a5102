//! What can be said to a client before it is made.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::Resolve;
use tokio::time::Instant;
use verifail::classification::Diagnosis;
use verifail_retry::executor::Executor;
use verifail_retry::{Budget, Policy};
use verifail_rustls::{Environment, Proxies, Sessions, SettingsError, TlsSettings};

use crate::addresses::{Addresses, SystemResolver};
use crate::cache::{Cache, CachePolicy};
use crate::error::BuildError;
use crate::pools::{Pools, Recipe};
use crate::shared::{Breakers, Reconsider, Shared};
use crate::{Client, HeaderNames};

/// How long a connection and its handshake may take, unless something else is said.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

type Configure = Arc<dyn Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync>;

/// What can be said to a client before it is made. See [`Client::builder`].
///
/// # Examples
/// ```
/// use verifail_http::{Client, retry::Policy};
///
/// // DEMO_CA_BUNDLE, DEMO_HTTP_TIMEOUT, …, HTTPS_PROXY, NO_PROXY.
/// let client = Client::builder("DEMO").process_environment()?.policy(Policy::default().max_attempts(5)).build()?;
/// # Ok::<(), verifail_http::BuildError>(())
/// ```
#[derive(Clone)]
#[must_use = "a builder makes no client until it is told to"]
pub struct ClientBuilder {
    prefix: String,
    settings: TlsSettings,
    sessions: Sessions,
    policy: Option<Policy>,
    /// What was said of it; whatever was not follows from `mixed_fleet`.
    budget: Option<Option<Budget>>,
    breaker: Option<(u32, Duration)>,
    names: HeaderNames,
    cache: Option<CachePolicy>,
    mixed_fleet: bool,
    reconsider: Option<Reconsider>,
    alpn: Vec<Vec<u8>>,
    resolver: Option<Arc<dyn Resolve>>,
    told: HashMap<String, Vec<SocketAddr>>,
    configure: Vec<Configure>,
}

impl ClientBuilder {
    pub(crate) fn new(prefix: &str) -> Self {
        Self {
            prefix: prefix.to_owned(),
            settings: TlsSettings::new(),
            sessions: Sessions::default(),
            policy: None,
            budget: None,
            breaker: None,
            names: HeaderNames::of_app(prefix),
            cache: None,
            mixed_fleet: false,
            reconsider: None,
            alpn: vec![b"h2".to_vec(), b"http/1.1".to_vec()],
            resolver: None,
            told: HashMap::new(),
            configure: Vec::new(),
        }
    }

    /// Settings of TLS. Those of the environment, where they are to stand above these, are read afterwards.
    pub fn settings(mut self, settings: TlsSettings) -> Self {
        self.settings = settings;
        self
    }

    /// The memory in which sessions are kept. Clients may share one; none resumes another's session.
    pub fn sessions(mut self, sessions: &Sessions) -> Self {
        self.sessions = sessions.clone();
        self
    }

    /// Takes over what the process's environment says under the prefix, and the standard variables of proxies.
    ///
    /// # Errors
    /// Names the variable whose value is not taken.
    pub fn process_environment(self) -> Result<Self, SettingsError> {
        self.environment(&Environment::of_process())
    }

    /// The same with another environment.
    ///
    /// # Errors
    /// As [`process_environment`](Self::process_environment).
    pub fn environment(mut self, environment: &Environment) -> Result<Self, SettingsError> {
        self.settings = self.settings.environment(&self.prefix, environment)?;
        Ok(self)
    }

    /// How often, how long, how far apart. A timeout of the settings (`<P>_HTTP_TIMEOUT`) is the deadline in place of
    /// this one's.
    pub fn policy(mut self, policy: Policy) -> Self {
        self.policy = Some(policy);
        self
    }

    /// The budget of all retries together; clients may share one. Without it a retry is earned by two calls, and a
    /// hundred may be made at once; for a [mixed fleet](Self::mixed_fleet) [`Budget::for_mixed_fleet`]. `None` is no
    /// bound.
    pub fn budget(mut self, budget: Option<Budget>) -> Self {
        self.budget = Some(budget);
        self
    }

    /// A breaker for each origin, which opens after so many failures in a row, for this long. Without it there is none.
    pub fn breaker(mut self, failures: u32, open_for: Duration) -> Self {
        self.breaker = Some((failures, open_for));
        self
    }

    /// The names of the header fields, in place of those made of the prefix.
    pub fn header_names(mut self, names: HeaderNames) -> Self {
        self.names = names;
        self
    }

    /// A cache, for the calls that ask for it.
    pub fn cache(mut self, policy: CachePolicy) -> Self {
        self.cache = Some(policy);
        self
    }

    /// The nodes behind a name differ: a certificate that one of them presents and that is refused says nothing about
    /// the others, so another address is tried, or a fresh connection where there is but one.
    ///
    /// Unless something else is said, the policy is [`Policy::for_mixed_fleet`] and the budget
    /// [`Budget::for_mixed_fleet`]: under these a gateway that fails every other attempt before it sends anything loses
    /// no call of 10,000.
    ///
    /// Off by default: a certificate that is refused is refused the second time too, nearly always, and whoever asks
    /// again puts load on servers that are well to learn it. Who deploys node by node, or is behind an inspecting proxy
    /// of many nodes, knows that he does.
    pub fn mixed_fleet(mut self, mixed: bool) -> Self {
        self.mixed_fleet = mixed;
        self
    }

    /// Is shown each diagnosis before it is decided upon, and may change it: its
    /// [`retry`](verifail::classification::Diagnosis::retry) is the advice that is followed.
    pub fn reconsider(mut self, reconsider: impl Fn(&mut Diagnosis) + Send + Sync + 'static) -> Self {
        self.reconsider = Some(Arc::new(reconsider));
        self
    }

    /// The application protocols that are offered, the preferred one first. Without it `h2` and `http/1.1`.
    pub fn application_protocols(mut self, protocols: &[&str]) -> Self {
        self.alpn = protocols.iter().map(|protocol| protocol.as_bytes().to_vec()).collect();
        self
    }

    /// The addresses of a name, which is then not looked up. Of a port that is 0 the URL's is taken.
    pub fn resolve(mut self, name: &str, addresses: &[SocketAddr]) -> Self {
        self.told.insert(name.to_owned(), addresses.to_vec());
        self
    }

    /// Looks names up in place of the system. Names that were told by [`resolve`](Self::resolve) are its business too.
    pub fn resolver(mut self, resolver: Arc<dyn Resolve>) -> Self {
        self.resolver = Some(resolver);
        self
    }

    /// Whatever else reqwest can be told. It is called for each inner client; TLS, the resolver, resending and the
    /// timeout of connections are set afterwards.
    pub fn reqwest(
        mut self,
        configure: impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static,
    ) -> Self {
        self.configure.push(Arc::new(configure));
        self
    }

    /// The client.
    ///
    /// # Errors
    /// When the settings cannot be used: [`BuildError`] names the variable, the file or the proxy.
    pub fn build(self) -> Result<Client, BuildError> {
        let alpn: Vec<&[u8]> = self.alpn.iter().map(Vec::as_slice).collect();
        let tls = self.settings.client_with(&self.sessions)?.with_alpn(&alpn);
        let preset = if self.mixed_fleet { Policy::for_mixed_fleet() } else { Policy::default() };
        let mut policy = self.policy.unwrap_or(preset);
        if let Some(timeout) = self.settings.effective_http_timeout() {
            policy = policy.deadline(timeout);
        }
        let connect = self.settings.effective_connect_timeout().unwrap_or(CONNECT_TIMEOUT);
        // Before the attempt ends by its own time: what a connection stands still at is told by which of the two is
        // over.
        let within = policy.attempt_timeout.min(policy.deadline);
        let connect = connect.min(within - within / 10);
        let resolver = self.resolver.unwrap_or_else(|| Arc::new(SystemResolver { told: self.told }));
        let addresses = Addresses::new(resolver);
        let proxies = proxies(self.settings.proxies())?;
        let configure = self.configure;
        let recipe = Recipe {
            tls: tls.clone(),
            addresses: addresses.clone(),
            connect,
            configure: Arc::new(move |builder| {
                let builder = proxies.iter().fold(builder, |builder, proxy| builder.proxy(proxy.clone()));
                configure.iter().fold(builder, |builder, configure| configure(builder))
            }),
        };
        let requests =
            reqwest::Client::builder().no_proxy().tls_backend_preconfigured((*tls.config).clone()).build()?;
        let mut executor = Executor::new(policy);
        let preset = || Some(if self.mixed_fleet { Budget::for_mixed_fleet() } else { Budget::new(500, 100) });
        if let Some(budget) = self.budget.unwrap_or_else(preset) {
            executor = executor.budget(&budget);
        }
        let shared = Shared {
            made: Instant::now(),
            policy,
            executor,
            pools: Pools::new(recipe)?,
            addresses,
            names: self.names,
            reconsider: self.reconsider,
            mixed_fleet: self.mixed_fleet,
            breakers: self.breaker.map(|(failures, open_for)| Breakers::new(failures, open_for)),
            cache: self.cache.map(Cache::new),
            tls,
            requests,
        };
        Ok(Client { shared: Arc::new(shared) })
    }
}

/// The proxies of the environment as reqwest takes them.
fn proxies(proxies: &Proxies) -> Result<Vec<reqwest::Proxy>, BuildError> {
    type Make = fn(&str) -> reqwest::Result<reqwest::Proxy>;
    let kinds: [(&Option<verifail_rustls::Proxy>, Make); 3] = [
        (&proxies.https, |url| reqwest::Proxy::https(url)),
        (&proxies.http, |url| reqwest::Proxy::http(url)),
        (&proxies.all, |url| reqwest::Proxy::all(url)),
    ];
    let exempt = reqwest::NoProxy::from_string(&proxies.exempt.join(","));
    let mut made = Vec::new();
    for (proxy, make) in kinds {
        let Some(proxy) = proxy else { continue };
        // reqwest's own error holds the URL, and the URL may hold a password.
        let one = make(proxy.url()).map_err(|_| BuildError::Proxy(proxy.origin().to_string()))?;
        made.push(one.no_proxy(exempt.clone()));
    }
    Ok(made)
}

impl std::fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("prefix", &self.prefix)
            .field("policy", &self.policy)
            .finish_non_exhaustive()
    }
}
