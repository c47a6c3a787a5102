//! Whose identity is checked: `--name`, `--ip` and `--san-match` as the core wants them, and back to words for reports.

use verifail::{Identity, ReferenceIdentifier};

/// A DNS name from the command line.
pub(crate) fn name(text: &str) -> Result<ReferenceIdentifier, String> {
    if text.parse::<std::net::IpAddr>().is_ok() {
        return Err(format!("{text} is an IP address: use --ip"));
    }
    text.parse::<ReferenceIdentifier>().map_err(|error| error.to_string())
}

/// The identity in words: `name example.com`.
pub(crate) fn describe(identity: &Identity) -> String {
    match identity {
        Identity::Reference(ReferenceIdentifier::Dns(name)) => format!("name {name}"),
        Identity::Reference(ReferenceIdentifier::Ip(address)) => format!("address {address}"),
        Identity::SanMatchers(matchers) => {
            let matchers: Vec<_> = matchers.iter().map(|m| format!("{m:?}")).collect();
            format!("a name that matches {}", matchers.join(" or "))
        }
        _ => "identity unchecked".to_owned(),
    }
}

/// How a matcher is written.
pub(crate) const MATCHER_HELP: &str = "x";

/// An Envoy matcher from the command line.
pub(crate) fn matcher(text: &str) -> Result<verifail::service_identity::SanMatcher, String> {
    Err(text.to_owned())
}
