//! The effective settings, as a person reads them in a log: each with where it comes from, none with a secret.

use std::fmt;
use std::time::Duration;

use super::TlsSettings;
use super::origin::{Origin, Sourced};

impl fmt::Display for TlsSettings {
    /// One line a setting: `name = value (where from)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let switch = |on: bool| if on { "on" } else { "off" };
        let time = |time: Option<Duration>| time.map(|time| format!("{time:?}"));
        if self.insecure.value {
            writeln!(f, "INSECURE: certificate verification is switched off by {}", self.insecure.origin)?;
        }
        line(f, "tls_roots", &self.roots, Some(&self.roots.value))?;
        line(f, "ca_bundle", &self.ca_bundle, self.ca_bundle.value.as_ref())?;
        line(f, "ca_dir", &self.ca_dir, self.ca_dir.value.as_ref())?;
        line(f, "crl_file", &self.crl_file, self.crl_file.value.as_ref().map(|path| path.display()))?;
        if self.crl_file.value.is_some() {
            line(f, "crl_unknown", &self.crl_unknown, Some(self.crl_unknown.value))?;
        }
        if !self.extra.is_empty() {
            writeln!(f, "further anchors = {} ({})", self.extra.len(), Origin::Code)?;
        }
        line(f, "tls_relax", &self.relax_eku, self.relax_eku.value.then_some("eku"))?;
        line(f, "tls_insecure", &self.insecure, self.insecure.value.then_some("1"))?;
        line(f, "tls_policy", &self.policy, self.policy.value.map(|policy| policy.name()))?;
        line(f, "tls_sni", &self.sni, Some(switch(self.sni.value)))?;
        line(f, "tls_resumption", &self.resumption, Some(switch(self.resumption.value)))?;
        line(f, "connect_timeout", &self.connect_timeout, time(self.connect_timeout.value))?;
        line(f, "http_timeout", &self.http_timeout, time(self.http_timeout.value))?;
        let proxies = [("https", &self.proxies.https), ("http", &self.proxies.http), ("all", &self.proxies.all)];
        for (kind, proxy) in proxies {
            if let Some(proxy) = proxy {
                writeln!(f, "proxy for {kind} = {proxy} ({})", proxy.origin())?;
            }
        }
        if !self.proxies.exempt.is_empty() {
            writeln!(f, "no proxy for = {}", self.proxies.exempt.join(", "))?;
        }
        Ok(())
    }
}

fn line<T>(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    setting: &Sourced<T>,
    value: Option<impl fmt::Display>,
) -> fmt::Result {
    match value {
        Some(value) => writeln!(f, "{name} = {value} ({})", setting.origin),
        None => Ok(()),
    }
}
