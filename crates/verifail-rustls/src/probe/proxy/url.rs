//! The URL of a proxy. It prints without user and password.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;
use rustls_pki_types::ServerName;
use url::{Host, Url};
use verifail::capture::Via;

/// The URL of a proxy that is asked by CONNECT: `http://proxy.example:3128`, `https://user:password@proxy.example`.
///
/// # Examples
/// ```
/// use verifail_rustls::probe::ProxyUrl;
///
/// let proxy: ProxyUrl = "http://ann:hunter2@proxy.example:3128".parse()?;
/// assert_eq!(proxy.to_string(), "http://proxy.example:3128");
/// assert!(!format!("{proxy:?}").contains("hunter2"));
/// assert!("socks5://proxy.example".parse::<ProxyUrl>().is_err());
/// # Ok::<(), verifail_rustls::probe::ProxyUrlError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ProxyUrl {
    tls: bool,
    host: String,
    port: u16,
    authorization: Option<String>,
}

impl ProxyUrl {
    /// The name or address of the proxy.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Its port; without one in the URL, the scheme's.
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// Whether TLS is spoken with the proxy itself.
    pub const fn is_tls(&self) -> bool {
        self.tls
    }

    /// Without user and password, as a capture has it.
    pub fn shown(&self) -> Via {
        Via::new(&self.to_string())
    }

    /// Whom TLS is spoken with.
    pub(super) fn server_name(&self) -> Option<ServerName<'static>> {
        // Whatever the URL has as a host is one or the other; TLS with neither would be refused by name.
        self.tls.then(|| ServerName::try_from(self.host.clone()).ok()).flatten()
    }

    /// The value of Proxy-Authorization: **a secret**.
    pub(super) fn authorization(&self) -> Option<&str> {
        self.authorization.as_deref()
    }
}

/// Why something is no URL of a proxy. It does not repeat it: there may be a password in it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProxyUrlError {
    /// No URL.
    Malformed,
    /// Another scheme than `http` and `https`; this one.
    Scheme(String),
}

impl fmt::Display for ProxyUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed => f.write_str("no URL of a proxy: as http://proxy.example:3128 is wanted"),
            Self::Scheme(scheme) => write!(f, "a proxy of scheme {scheme:?}: http or https is wanted"),
        }
    }
}

impl std::error::Error for ProxyUrlError {}

impl FromStr for ProxyUrl {
    type Err = ProxyUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // Variables are often set without a scheme, which is http then.
        let text = if text.contains("://") { text.to_owned() } else { format!("http://{text}") };
        let url = Url::parse(&text).map_err(|_| ProxyUrlError::Malformed)?;
        let tls = match url.scheme() {
            "http" => false,
            "https" => true,
            other => return Err(ProxyUrlError::Scheme(other.to_owned())),
        };
        let host = match url.host() {
            Some(Host::Domain(name)) => name.to_owned(),
            Some(Host::Ipv4(address)) => address.to_string(),
            Some(Host::Ipv6(address)) => address.to_string(),
            None => return Err(ProxyUrlError::Malformed),
        };
        if tls && ServerName::try_from(host.as_str()).is_err() {
            return Err(ProxyUrlError::Malformed);
        }
        let decoded = |text: &str| percent_decode_str(text).collect::<Vec<u8>>();
        let authorization = (!url.username().is_empty() || url.password().is_some()).then(|| {
            let user = [decoded(url.username()), b":".to_vec(), decoded(url.password().unwrap_or_default())].concat();
            format!("Basic {}", STANDARD.encode(user))
        });
        let port = url.port_or_known_default().ok_or(ProxyUrlError::Malformed)?;
        Ok(Self { tls, host, port, authorization })
    }
}

impl fmt::Display for ProxyUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.tls { "https" } else { "http" };
        match self.host.contains(':') {
            true => write!(f, "{scheme}://[{}]:{}", self.host, self.port),
            false => write!(f, "{scheme}://{}:{}", self.host, self.port),
        }
    }
}

impl fmt::Debug for ProxyUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ProxyUrl({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_and_password_are_decoded_and_never_shown() {
        let proxy: ProxyUrl = "https://a%40b:p%3Aw@[::1]:8443/".parse().unwrap();
        assert_eq!(proxy.authorization().unwrap(), format!("Basic {}", STANDARD.encode("a@b:p:w")));
        assert_eq!((proxy.to_string().as_str(), proxy.is_tls()), ("https://[::1]:8443", true));
        assert_eq!("proxy.example:3128".parse::<ProxyUrl>().unwrap().to_string(), "http://proxy.example:3128");
    }

    #[test]
    fn an_error_does_not_repeat_a_password() {
        for text in ["socks5://ann:hunter2@proxy", "http://ann:hunter2@", "http://ann:hunter2@pro xy"] {
            let error = text.parse::<ProxyUrl>().unwrap_err();
            assert!(!error.to_string().contains("hunter2") && !format!("{error:?}").contains("hunter2"), "{error}");
        }
    }
}
