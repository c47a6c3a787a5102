//! Whose identity is checked: `--name` from the command line.

use std::net::IpAddr;

use verifail::ReferenceIdentifier;

/// What `--san-match` says about itself.
pub(crate) const MATCHER_HELP: &str = "\
An Envoy matcher that a subject alternative name must satisfy; repeatable, one suffices.

It is written TYPE:CONDITION:TEXT, for instance dns:suffix:.example.com
TYPE is dns, email, uri, ip_address or other_name=OID.
CONDITION is exact, prefix, suffix, contains or safe_regex, with +ignore_case behind it where case is ignored.";

/// A DNS name from the command line. An address has its own option, so that neither is taken for the other by mistake.
pub(crate) fn name(text: &str) -> Result<ReferenceIdentifier, String> {
    if text.parse::<IpAddr>().is_ok() {
        return Err(format!("{text} is an IP address: use --ip"));
    }
    text.parse::<ReferenceIdentifier>().map_err(|error| error.to_string())
}
