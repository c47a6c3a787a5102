//! URLs as errors and events may show them.

use reqwest::Url;
use verifail::classification::redact;

/// Scheme, host, port and path. User, password and query are left out, and what looks like a token in the path.
pub(crate) fn url(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let query = if url.query().is_some() { "?[redacted]" } else { "" };
    let plain = format!("{}://{host}{port}{}{query}", url.scheme(), url.path());
    redact::secrets(&plain).into_owned()
}

/// The same of a text that should be a URL.
pub(crate) fn text(text: &str) -> String {
    Url::parse(text).map_or_else(|_| "(no URL)".to_owned(), |parsed| url(&parsed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_and_what_for_is_left_out() {
        for (given, shown) in [
            ("https://me:pw@host.example:8443/a/b?token=x#f", "https://host.example:8443/a/b?[redacted]"),
            ("http://host.example", "http://host.example/"),
            ("https://h.example/ghp_0123456789012345678901234/x", "https://h.example/[redacted]/x"),
        ] {
            assert_eq!(url(&Url::parse(given).unwrap()), shown);
        }
    }
}
