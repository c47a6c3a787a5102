//! The variables that name proxies, and whether they are for a host.
//!
//! Programs read these differently: the words here are those of most, curl's: lower case before upper case, a scheme's
//! own variable before `ALL_PROXY`, and `NO_PROXY` as a list of hosts, domains, addresses and networks.

use std::net::IpAddr;

use verifail::capture::Setting;

use crate::probe::{ProxyUrl, ProxyUrlError};
use crate::settings::Environment;

/// Whose URL may hold a password, the strongest first.
const PROXIES: &[&str] = &["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "http_proxy", "HTTP_PROXY"];
const EXEMPT: &[&str] = &["no_proxy", "NO_PROXY"];

/// The variables that are set, with what keeps each from being used for TLS to `host`.
pub(super) fn survey(variables: &Environment, host: Option<&str>) -> Vec<Setting> {
    let set = |names: &[&'static str]| -> Vec<(&'static str, String)> {
        names.iter().filter_map(|name| Some((*name, variables.lossy(name)?))).collect()
    };
    let exempt = set(EXEMPT);
    let exemption = host.and_then(|host| {
        let (name, list) = exempt.first()?;
        let rule = list.split([',', ' ']).find(|rule| is_exempt(rule, host))?;
        Some(format!("not for {host}: {name} has {}", rule.trim()))
    });
    let mut settings = Vec::new();
    let mut chosen: Option<&str> = None;
    for (name, value) in set(PROXIES) {
        let problem = if name.eq_ignore_ascii_case("http_proxy") {
            Some("for URLs of http alone, not for TLS".to_owned())
        } else if value.is_empty() {
            chosen = chosen.or(Some(name));
            Some("set to nothing: no proxy".to_owned())
        } else if let Some(chosen) = chosen {
            Some(format!("{chosen} comes first"))
        } else {
            chosen = Some(name);
            let malformed = value.parse::<ProxyUrl>().err().filter(|_| !value.starts_with("socks"));
            malformed.map(|error| error.to_string()).or_else(|| exemption.clone())
        };
        settings.push(setting(name, without_credentials(&value), problem));
    }
    for (at, (name, value)) in exempt.iter().enumerate() {
        let problem = match (at, host) {
            (1.., _) => Some("no_proxy comes first".to_owned()),
            (0, Some(host)) if exemption.is_none() => Some(format!("nothing in it is {host}")),
            _ => None,
        };
        settings.push(setting(name, value.clone(), problem));
    }
    settings
}

/// The proxy for TLS to a host, with the password that may be in it.
pub(super) fn in_force(variables: &Environment, host: &str) -> Result<Option<ProxyUrl>, ProxyUrlError> {
    let first = PROXIES.iter().filter(|name| !name.eq_ignore_ascii_case("http_proxy"));
    let Some(value) = first.filter_map(|name| variables.lossy(name)).next() else { return Ok(None) };
    let list = EXEMPT.iter().find_map(|name| variables.lossy(name)).unwrap_or_default();
    if value.is_empty() || list.split([',', ' ']).any(|rule| is_exempt(rule, host)) {
        return Ok(None);
    }
    value.parse().map(Some)
}

fn setting(name: &str, value: String, problem: Option<String>) -> Setting {
    let mut setting = Setting::default();
    (setting.name, setting.value, setting.problem) = (name.to_owned(), value, problem);
    setting
}

/// A URL with whatever stands before its last `@` left out: passwords hold every character that is not escaped.
fn without_credentials(url: &str) -> String {
    let (scheme, rest) = match url.find("://") {
        Some(at) => url.split_at(at + 3),
        None => ("", url),
    };
    match rest.rfind('@') {
        Some(at) => format!("{scheme}[redacted]@{}", rest.get(at + 1..).unwrap_or_default()),
        None => url.to_owned(),
    }
}

/// Whether an entry of `NO_PROXY` is this host: `*`, a name and all below it, an address, a network.
fn is_exempt(rule: &str, host: &str) -> bool {
    let rule = rule.trim();
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    if rule == "*" {
        return true;
    }
    if let Ok(address) = host.parse::<IpAddr>() {
        return match rule.split_once('/') {
            Some((network, length)) => is_in(address, network, length),
            None => rule.trim_matches(['[', ']']).parse() == Ok(address),
        };
    }
    // A port narrows an entry in some programs and is not read in others.
    let name = rule.split_once(':').map_or(rule, |(name, _)| name);
    let name = name.trim_start_matches("*.").trim_start_matches('.').trim_end_matches('.').to_ascii_lowercase();
    !name.is_empty() && (host == name || host.strip_suffix(&name).is_some_and(|rest| rest.ends_with('.')))
}

fn is_in(address: IpAddr, network: &str, length: &str) -> bool {
    let (Ok(network), Ok(length)) = (network.parse::<IpAddr>(), length.parse::<u32>()) else { return false };
    let (address, network, width) = match (address, network) {
        (IpAddr::V4(address), IpAddr::V4(network)) => {
            (u128::from(address.to_bits()), u128::from(network.to_bits()), 32)
        }
        (IpAddr::V6(address), IpAddr::V6(network)) => (address.to_bits(), network.to_bits(), 128),
        _ => return false,
    };
    let rest = width - u32::min(length, width);
    address.checked_shr(rest).unwrap_or(0) == network.checked_shr(rest).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variables: &[(&str, &str)], host: &str) -> Vec<(String, String, Option<String>)> {
        let found = survey(&variables.iter().copied().collect(), Some(host));
        found.into_iter().map(|setting| (setting.name, setting.value, setting.problem)).collect()
    }

    #[test]
    fn the_variable_that_is_read_first_is_the_one_that_counts() {
        let found = of(
            &[
                ("HTTPS_PROXY", "http://upper"),
                ("https_proxy", "http://lower"),
                ("HTTP_PROXY", "x"),
                ("ALL_PROXY", "y"),
            ],
            "a.example",
        );
        let problems: Vec<_> = found.iter().map(|(name, _, problem)| (name.as_str(), problem.as_deref())).collect();
        assert_eq!(
            problems,
            [
                ("https_proxy", None),
                ("HTTPS_PROXY", Some("https_proxy comes first")),
                ("ALL_PROXY", Some("https_proxy comes first")),
                ("HTTP_PROXY", Some("for URLs of http alone, not for TLS")),
            ]
        );
        assert_eq!(
            of(&[("https_proxy", ""), ("ALL_PROXY", "y")], "a")[1].2.as_deref(),
            Some("https_proxy comes first")
        );
    }

    #[test]
    fn the_proxy_in_force_is_the_one_that_the_survey_finds_nothing_against() {
        for variables in [
            &[("https_proxy", "http://a:1"), ("ALL_PROXY", "http://b:2")][..],
            &[("HTTPS_PROXY", ""), ("ALL_PROXY", "http://b:2")],
            &[("ALL_PROXY", "http://b:2"), ("no_proxy", ".other")],
            &[("ALL_PROXY", "http://b:2"), ("no_proxy", "example")],
            &[("HTTP_PROXY", "http://c:3")],
        ] {
            let found = in_force(&variables.iter().copied().collect(), "a.example").unwrap();
            let free = of(variables, "a.example")
                .into_iter()
                .find(|(name, _, problem)| problem.is_none() && !name.eq_ignore_ascii_case("no_proxy"));
            assert_eq!(found.map(|proxy| proxy.to_string()), free.map(|(_, value, _)| value), "{variables:?}");
        }
        assert!(in_force(&[("https_proxy", "socks5://x")].into_iter().collect(), "a").is_err());
    }

    #[test]
    fn entries_of_no_proxy_are_hosts_domains_addresses_and_networks() {
        for (rule, host, expected) in [
            ("*", "a.example", true),
            ("example", "a.example", true),
            (".example", "a.example", true),
            ("*.example", "a.example", true),
            ("ample", "a.example", false),
            ("A.Example:443", "a.example", true),
            ("10.0.0.0/8", "10.200.0.1", true),
            ("10.0.0.0/8", "11.0.0.1", false),
            ("0.0.0.0/0", "11.0.0.1", true),
            ("127.0.0.1", "127.0.0.1", true),
            ("::1/128", "::1", true),
            ("10.0.0.0/8", "::1", false),
            ("", "a.example", false),
            ("10.0.0.0/x", "10.0.0.1", false),
        ] {
            assert_eq!(is_exempt(rule, host), expected, "{rule} {host}");
        }
    }

    #[test]
    fn no_password_is_left_however_it_is_written() {
        for url in [
            "http://ann:hunter2@p:1",
            "ann:hunter2@p:1",
            "socks5://ann:hunt@er2@p",
            "http://ann:hunter2@",
            "http://ann:hunter2/x@p",
        ] {
            let found = of(&[("HTTPS_PROXY", url)], "a.example");
            assert!(!format!("{found:?}").contains("er2"), "{found:?}");
        }
    }
}
