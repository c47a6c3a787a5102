//! The standard variables of proxies: read, handed on, and printed without what is secret in them.

use std::fmt;

use super::environment::Environment;
use super::error::SettingsError;
use super::origin::Origin;

/// What stands for credentials where a proxy is printed.
const REDACTED: &str = "***";

/// The proxies that the environment names, by the kind of URL that they are for.
///
/// `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, in lower case first, as curl reads them. `HTTP_PROXY` in
/// upper case is not read where `REQUEST_METHOD` is set: in a CGI program it is a header of whoever asks
/// (CVE-2016-5385).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Proxies {
    /// For `https` URLs.
    pub https: Option<Proxy>,
    /// For `http` URLs.
    pub http: Option<Proxy>,
    /// For all others.
    pub all: Option<Proxy>,
    /// Hosts, domains and networks that no proxy is used for, as they are written.
    pub exempt: Vec<String>,
}

impl Proxies {
    pub(super) fn read(environment: &Environment) -> Result<Self, SettingsError> {
        let cgi = environment.value("REQUEST_METHOD")?.is_some();
        let first = |names: &[&str]| -> Result<Option<(String, String)>, SettingsError> {
            for name in names {
                // Set to nothing is how a proxy is switched off for one command.
                if let Some(value) = environment.value(name)? {
                    return Ok((!value.is_empty()).then(|| ((*name).to_owned(), value.to_owned())));
                }
            }
            Ok(None)
        };
        let proxy = |names: &[&str]| -> Result<Option<Proxy>, SettingsError> {
            first(names)?.map(|(name, url)| Proxy::new(url, Origin::Variable(name))).transpose()
        };
        let exempt = first(&["no_proxy", "NO_PROXY"])?;
        Ok(Self {
            https: proxy(&["https_proxy", "HTTPS_PROXY"])?,
            http: proxy(if cgi { &["http_proxy"] } else { &["http_proxy", "HTTP_PROXY"] })?,
            all: proxy(&["all_proxy", "ALL_PROXY"])?,
            exempt: exempt.iter().flat_map(|(_, list)| list.split(',')).map(str::trim).map(str::to_owned).collect(),
        })
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.https.is_none() && self.http.is_none() && self.all.is_none()
    }
}

/// A proxy's URL. It prints without its user and password.
#[derive(Clone, PartialEq, Eq)]
pub struct Proxy {
    url: String,
    origin: Origin,
}

impl Proxy {
    fn new(url: String, origin: Origin) -> Result<Self, SettingsError> {
        let proxy = Self { url, origin };
        let host = proxy.parts().2;
        if host.is_empty() || host.contains(|c: char| c.is_whitespace() || c.is_control()) {
            // The URL itself may hold a password.
            return Err(SettingsError::value(proxy.origin, REDACTED, "a URL as http://proxy.example:3128"));
        }
        Ok(proxy)
    }

    /// The URL as it was written, **credentials included**: for whoever connects to the proxy.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The variable it comes from.
    pub const fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Scheme with its separator, whether there are credentials, and the rest.
    fn parts(&self) -> (&str, bool, &str) {
        let (scheme, rest) = match self.url.find("://") {
            Some(at) => self.url.split_at(at + 3),
            None => ("", self.url.as_str()),
        };
        let authority = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        // A password may hold an @ that was not escaped: the last one separates. One that holds a / makes the whole
        // suspect.
        match rest.rfind('@') {
            Some(at) => (scheme, true, &rest[at + 1..]),
            None => (scheme, false, &rest[..authority]),
        }
    }
}

impl fmt::Display for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (scheme, has_credentials, host) = self.parts();
        let credentials = if has_credentials { "***@" } else { "" };
        write!(f, "{scheme}{credentials}{host}")
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Proxy({self})")
    }
}
