//! Settings of TLS, from code, a file and the environment, and the client they make.
//!
//! What is said later stands above what was said before: a program says its own, then reads its file, then the
//! environment.

mod anchor_source;
mod build;
mod ca_bundle;
mod ca_dir;
mod connect_timeout;
mod crl_file;
mod crl_unknown;
mod display;
mod environment;
mod error;
mod file;
mod http_timeout;
mod nearest;
mod origin;
mod proxy;
mod setting;
mod tls_insecure;
mod tls_policy;
mod tls_relax;
mod tls_resumption;
mod tls_roots;
mod tls_sni;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use rustls::SupportedProtocolVersion;
use rustls::client::ResolvesClientCert;
use rustls::crypto::CryptoProvider;
use rustls::time_provider::TimeProvider;
use verifail::Policy;
use verifail::cache::CacheLimits;

pub use anchor_source::{AnchorSource, NoPath, Placement};
pub use crl_unknown::UnknownStatus;
pub use environment::Environment;
pub use error::SettingsError;
pub use origin::Origin;
pub use proxy::{Proxies, Proxy};
pub use tls_roots::Roots;

use crate::anchors::Anchors;
use origin::Sourced;

/// Settings of TLS for a client. Printed, they say what is in force and who said so.
///
/// | variable, after the prefix | key in a file | takes | without it |
/// |---|---|---|---|
/// | `CA_BUNDLE` | `ca_bundle` | `append:FILE`, `replace:FILE`, or `FILE`, which replaces | |
/// | `CA_DIR` | `ca_dir` | the same with a directory | |
/// | `CONNECT_TIMEOUT` | `connect_timeout` | `500ms`, `30s`, `2m` | the HTTP client's own |
/// | `CRL_FILE` | `crl_file` | a file of revocation lists, PEM or one in DER: every certificate of a path is looked up | none is |
/// | `CRL_UNKNOWN` | `crl_unknown` | `refuse`, `accept`: whom the lists do not know | `refuse` |
/// | `HTTP_TIMEOUT` | `http_timeout` | the same | the HTTP client's own |
/// | `TLS_INSECURE` | `tls_insecure` | `1`: nothing is verified | everything is |
/// | `TLS_POLICY` | `tls_policy` | a policy's name: refuses more | rustls-webpki alone decides |
/// | `TLS_RELAX` | `tls_relax` | `eku`: extended key usage is not checked | it is |
/// | `TLS_RESUMPTION` | `tls_resumption` | `on`, `off` | `on` |
/// | `TLS_ROOTS` | `tls_roots` | `mozilla`, `system`, `none` | `mozilla` |
/// | `TLS_SNI` | `tls_sni` | `on`, `off` | `on` |
///
/// # Examples
/// ```
/// use std::time::Duration;
/// use verifail_rustls::{Environment, Roots, TlsSettings};
///
/// let environment: Environment = [("DEMO_TLS_SNI", "off")].into_iter().collect();
/// let settings = TlsSettings::new().roots(Roots::Mozilla).http_timeout(Duration::from_secs(30));
/// let settings = settings.environment("DEMO", &environment)?;
/// assert_eq!(
///     settings.to_string(),
///     "tls_roots = mozilla (the program)\n\
///      tls_sni = off (DEMO_TLS_SNI)\n\
///      tls_resumption = on (default)\n\
///      http_timeout = 30s (the program)\n"
/// );
/// let client = settings.client()?;
/// # Ok::<(), verifail_rustls::SettingsError>(())
/// ```
#[derive(Clone, Debug)]
pub struct TlsSettings {
    roots: Sourced<Roots>,
    ca_bundle: Sourced<Option<AnchorSource>>,
    ca_dir: Sourced<Option<AnchorSource>>,
    crl_file: Sourced<Option<PathBuf>>,
    crl_unknown: Sourced<UnknownStatus>,
    extra: Anchors,
    relax_eku: Sourced<bool>,
    insecure: Sourced<bool>,
    policy: Sourced<Option<&'static Policy>>,
    sni: Sourced<bool>,
    resumption: Sourced<bool>,
    connect_timeout: Sourced<Option<Duration>>,
    http_timeout: Sourced<Option<Duration>>,
    proxies: Proxies,
    records: usize,
    cache: CacheLimits,
    provider: Option<Arc<CryptoProvider>>,
    versions: &'static [&'static SupportedProtocolVersion],
    time: Option<Arc<dyn TimeProvider>>,
    client_cert: Option<Arc<dyn ResolvesClientCert>>,
}

impl Default for TlsSettings {
    fn default() -> Self {
        Self::new()
    }
}

impl TlsSettings {
    /// The defaults: Mozilla's anchors, everything checked, sessions resumed, TLS 1.2 and 1.3.
    pub fn new() -> Self {
        Self {
            roots: Sourced::default(Roots::default()),
            ca_bundle: Sourced::default(None),
            ca_dir: Sourced::default(None),
            crl_file: Sourced::default(None),
            crl_unknown: Sourced::default(UnknownStatus::default()),
            extra: Anchors::none(),
            relax_eku: Sourced::default(false),
            insecure: Sourced::default(false),
            policy: Sourced::default(None),
            sni: Sourced::default(true),
            resumption: Sourced::default(true),
            connect_timeout: Sourced::default(None),
            http_timeout: Sourced::default(None),
            proxies: Proxies::default(),
            records: crate::recorder::DEFAULT_RECORDS,
            cache: CacheLimits::none(),
            provider: None,
            versions: rustls::ALL_VERSIONS,
            time: None,
            client_cert: None,
        }
    }

    /// The trust anchors to start from.
    #[must_use]
    pub fn roots(mut self, roots: Roots) -> Self {
        self.roots = Sourced::code(roots);
        self
    }

    /// A file of trust anchors. It is read when the client is made.
    #[must_use]
    pub fn ca_bundle(mut self, bundle: AnchorSource) -> Self {
        self.ca_bundle = Sourced::code(Some(bundle));
        self
    }

    /// A directory of files of trust anchors. It is read when the client is made.
    #[must_use]
    pub fn ca_dir(mut self, directory: AnchorSource) -> Self {
        self.ca_dir = Sourced::code(Some(directory));
        self
    }

    /// A file of revocation lists, PEM or one in DER, in which every certificate of a path is looked up. It is read
    /// when the client is made; one that cannot be read whole is an error of that. Without one nothing is looked up:
    /// nothing is fetched.
    ///
    /// rustls-webpki does it, with lists that are signed by the issuer of whom they list, for all reasons; of no other
    /// does it make use. Relaxing extended key usage does not leave it out.
    #[must_use]
    pub fn crl_file(mut self, file: impl Into<PathBuf>) -> Self {
        self.crl_file = Sourced::code(Some(file.into()));
        self
    }

    /// What becomes of a certificate whose status the revocation lists do not tell.
    #[must_use]
    pub fn crl_unknown(mut self, unknown: UnknownStatus) -> Self {
        self.crl_unknown = Sourced::code(unknown);
        self
    }

    /// Trust anchors that the program has, besides all others. A bundle that replaces does not replace these.
    #[must_use]
    pub fn anchors(mut self, anchors: Anchors) -> Self {
        self.extra = self.extra.and(anchors);
        self
    }

    /// Holds what rustls-webpki accepts to a named policy besides.
    ///
    /// # Errors
    /// When there is no policy of that name.
    pub fn policy(mut self, name: &str) -> Result<Self, SettingsError> {
        tls_policy::SETTING.apply(&mut self, name, Origin::Code)?;
        Ok(self)
    }

    /// **Leaves extended key usage unchecked.** Name, path, signatures, validity and constraints stay.
    #[must_use]
    pub fn dangerously_relax_extended_key_usage(mut self) -> Self {
        self.relax_eku = Sourced::code(true);
        self
    }

    /// **Verifies nothing.** Whoever is in between reads and changes everything. It is said at the start and of each
    /// handshake.
    #[must_use]
    pub fn dangerously_insecure(mut self) -> Self {
        self.insecure = Sourced::code(true);
        self
    }

    /// Whether the server's name is sent in clear.
    #[must_use]
    pub fn sni(mut self, on: bool) -> Self {
        self.sni = Sourced::code(on);
        self
    }

    /// Whether sessions are kept and resumed.
    #[must_use]
    pub fn resumption(mut self, on: bool) -> Self {
        self.resumption = Sourced::code(on);
        self
    }

    /// How long the connection and its handshake may take; for the HTTP client.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Sourced::code(Some(timeout));
        self
    }

    /// How long a whole request may take; for the HTTP client.
    #[must_use]
    pub fn http_timeout(mut self, timeout: Duration) -> Self {
        self.http_timeout = Sourced::code(Some(timeout));
        self
    }

    /// How many verifications the recorder keeps.
    #[must_use]
    pub fn records(mut self, records: usize) -> Self {
        self.records = records;
        self
    }

    /// What of rustls-webpki's acceptances is remembered, as browsers do; without it nothing is. See
    /// [`verifail::cache`].
    ///
    /// A chain that was accepted for a name is accepted for it again, until its time to live is over or anything in it
    /// or in a revocation list begins or ends. A CA's signature that is right is not checked again; not so beside
    /// revocation lists. What is refused is verified in full, and a policy is held to each time.
    ///
    /// # Examples
    /// ```
    /// use std::time::Duration;
    /// use verifail::cache::CacheLimits;
    /// use verifail_rustls::TlsSettings;
    /// let limits = CacheLimits::none().chains(1_000, Duration::from_secs(3_600)).signatures(1_000);
    /// let client = TlsSettings::new().verification_cache(limits).client()?;
    /// # Ok::<(), verifail_rustls::SettingsError>(())
    /// ```
    #[must_use]
    pub fn verification_cache(mut self, limits: CacheLimits) -> Self {
        self.cache = limits;
        self
    }

    /// The cryptography; without it, that of the crate's feature, aws-lc-rs before ring.
    #[must_use]
    pub fn provider(mut self, provider: Arc<CryptoProvider>) -> Self {
        self.provider = Some(provider);
        self
    }

    /// The versions that are offered; without it TLS 1.2 and 1.3.
    #[must_use]
    pub fn versions(mut self, versions: &'static [&'static SupportedProtocolVersion]) -> Self {
        self.versions = versions;
        self
    }

    /// The clock; without it the system's.
    #[must_use]
    pub fn time(mut self, time: Arc<dyn TimeProvider>) -> Self {
        self.time = Some(time);
        self
    }

    /// The certificate that the client shows to servers that ask for one; without it none.
    #[must_use]
    pub fn client_certificate(mut self, resolver: Arc<dyn ResolvesClientCert>) -> Self {
        self.client_cert = Some(resolver);
        self
    }

    /// The connection's timeout, where one is set.
    pub const fn effective_connect_timeout(&self) -> Option<Duration> {
        self.connect_timeout.value
    }

    /// The request's timeout, where one is set.
    pub const fn effective_http_timeout(&self) -> Option<Duration> {
        self.http_timeout.value
    }

    /// The proxies that the environment names.
    pub const fn proxies(&self) -> &Proxies {
        &self.proxies
    }

    /// Whether verification is switched off.
    pub const fn is_insecure(&self) -> bool {
        self.insecure.value
    }
}
