//! What is said about a rejection, in a text of bounded length.

use verifail::Reason;
use verifail::certificate::GeneralName;

use super::bug::Bug;
use super::request::Request;
use super::trust::is_host_form;
use crate::verifier::Breach;

/// Most presented identifiers that are listed.
const LISTED: usize = 8;
/// Most octets of one of them.
const OCTETS: usize = 64;

/// One line: the reasons with their depths, and whom the certificate is for where that is the matter.
pub(super) fn text(request: &Request<'_>, breaches: &[Breach]) -> String {
    let parts = breaches.iter().take(4 * LISTED).map(|breach| match breach.depth {
        Some(depth) => format!("{} at {depth}", breach.reason),
        None => breach.reason.to_string(),
    });
    let mut text = parts.collect::<Vec<_>>().join(", ");
    if breaches.iter().any(|breach| breach.reason == Reason::NameMismatch) {
        let unbounded = request.bugs.on(Bug::UnboundedDiagnostics);
        let names = request.end_entity.subject_alt_name().and_then(Result::ok);
        let names = names.iter().flat_map(|names| names.readable()).filter(is_host_form);
        let listed = if unbounded { usize::MAX } else { LISTED };
        let octets = if unbounded { usize::MAX } else { OCTETS };
        let names = names.take(listed).map(|name| printed(&name, octets)).collect::<Vec<_>>();
        text.push_str(&format!("; valid for {}", names.join(", ")));
    }
    text
}

fn printed(name: &GeneralName<'_>, octets: usize) -> String {
    match name {
        GeneralName::DnsName(text) => String::from_utf8_lossy(text.get(..octets).unwrap_or(text)).into_owned(),
        GeneralName::IpAddress(address) => format!("{:?}", address.get(..octets).unwrap_or(address)),
        _ => name.form().to_owned(),
    }
}
