//! Who is asked, and by what way.

use super::data;
use crate::taxonomy::word;

word! {
    /// A protocol that begins in the clear and changes to TLS.
    Starttls {
        /// IMAP (RFC 9051 section 6.2.1).
        Imap "imap" "IMAP";
        /// LDAP (RFC 4511 section 4.14).
        Ldap "ldap" "LDAP";
        /// PostgreSQL's SSLRequest.
        Postgres "postgres" "PostgreSQL";
        /// SMTP (RFC 3207).
        Smtp "smtp" "SMTP";
    }
}

data! {
    /// Who is asked, and by what way.
    Target {
        /// The name or address that the certificate is to be for.
        host: String,
        /// The port.
        port: u16,
        /// The addresses of the name, where it was resolved here.
        addresses: Vec<String>,
        /// The proxy, where one is used.
        via: Option<Via>,
        /// What is spoken before TLS.
        starttls: Option<Starttls>,
    }

    /// A proxy.
    Via {
        /// Its URL, without user and password.
        proxy: String,
        /// Whether TLS is spoken with the proxy itself.
        tls: bool,
    }
}

impl Starttls {
    /// The port in the registry, where a client may ask for TLS.
    pub const fn port(self) -> u16 {
        match self {
            Self::Imap => 143,
            Self::Ldap => 389,
            Self::Postgres => 5432,
            Self::Smtp => 25,
        }
    }
}

impl Target {
    /// A host and port, reached directly.
    pub fn new(host: impl Into<String>, port: u16) -> Self {
        Self { host: host.into(), port, ..Self::default() }
    }
}

impl Via {
    /// A proxy by its URL, whose user and password are left out.
    pub fn new(proxy: &str) -> Self {
        let tls = proxy.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"));
        Self { proxy: crate::classification::redact::secrets(proxy).into_owned(), tls }
    }
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.host, self.port)?;
        if let Some(starttls) = self.starttls {
            write!(f, " ({starttls})")?;
        }
        match &self.via {
            Some(via) => write!(f, " via {}", via.proxy),
            None => Ok(()),
        }
    }
}
