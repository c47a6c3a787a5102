//! The way of a call: `curl -> gateway -> worker -> api`. Its hops are what failures have in common.

use std::fmt;

use crate::taxonomy::Hop;

/// Stations of a way that are read.
const MAX_STATIONS: usize = 16;

/// The stations of a call, the client first. Empty where the row does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    stations: Vec<String>,
    /// Whether every hop is named, so that one that is missing was not taken.
    complete: bool,
}

impl Route {
    /// Reads a way: stations with arrows between them; or words, of which `direct` and `proxy` say something. `calls`
    /// names what the last station calls for this request, or that it calls nothing.
    pub(super) fn read(path: Option<&str>, calls: Option<&str>, proxied: bool) -> Self {
        let text = path.unwrap_or_default();
        let text = text.replace("=>", "\u{1}").replace("->", "\u{1}").replace(['→', '>', '⟶', '|'], "\u{1}");
        let mut stations: Vec<String> = text
            .split('\u{1}')
            .map(|one| one.trim().to_owned())
            .filter(|one| !one.is_empty())
            .take(MAX_STATIONS)
            .collect();
        let mut complete = stations.len() > 1;
        if stations.len() == 1 {
            let word = stations.remove(0).to_ascii_lowercase();
            if ["direct", "no proxy", "bypass", "without proxy", "around"].iter().any(|no| word.contains(no)) {
                (stations, complete) = (vec!["client".to_owned(), "server".to_owned()], true);
            } else if is_proxy(&word) || word.contains("via") || word.contains("through") {
                (stations, complete) = (vec!["client".to_owned(), word, "server".to_owned()], true);
            }
        } else if stations.is_empty() && proxied {
            (stations, complete) = (vec!["client".to_owned(), "proxy".to_owned(), "server".to_owned()], true);
        }
        let nothing =
            |text: &str| matches!(text.to_ascii_lowercase().as_str(), "" | "none" | "nothing" | "no" | "-" | "false");
        match calls {
            Some(calls) if !nothing(calls) && complete && stations.last().map(String::as_str) != Some(calls) => {
                stations.push(calls.to_owned());
            }
            _ => {}
        }
        Self { stations, complete }
    }

    /// Whether the way is known.
    pub const fn is_known(&self) -> bool {
        self.complete
    }

    /// The stations, the client first.
    pub fn stations(&self) -> &[String] {
        &self.stations
    }

    /// Whether a proxy or gateway is on it.
    pub fn has_proxy(&self) -> bool {
        self.stations.iter().skip(1).any(|station| is_proxy(station))
    }

    /// Its hops, as pairs of stations in small letters; the client is one station, whoever it is.
    pub(super) fn edges(&self) -> Vec<(String, String)> {
        let name = |at: usize| match at {
            0 => "client".to_owned(),
            _ => self.stations.get(at).map(|one| one.to_ascii_lowercase()).unwrap_or_default(),
        };
        (1..self.stations.len()).map(|at| (name(at - 1), name(at))).collect()
    }

    /// Between whom each hop is: the client's own, that of a proxy to what is behind it, that of an origin to what it
    /// calls.
    pub(super) fn hops(&self) -> Vec<&'static [Hop]> {
        let from = |station: &String, at: usize| match at {
            0 => &[Hop::Direct, Hop::ClientToProxy, Hop::Local] as &'static [Hop],
            // What a proxy only tunnels is the client's own connection.
            _ if is_proxy(station) && is_forward(station) => &[Hop::ProxyToUpstream, Hop::Direct],
            _ if is_proxy(station) => &[Hop::ProxyToUpstream],
            _ => &[Hop::OriginToUpstream],
        };
        let last = self.stations.len().saturating_sub(1);
        self.stations.iter().take(last).enumerate().map(|(at, station)| from(station, at)).collect()
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.stations.join(" → "))
    }
}

fn is_proxy(station: &str) -> bool {
    let station = station.to_ascii_lowercase();
    let words = [
        "proxy",
        "gateway",
        "envoy",
        "nginx",
        "haproxy",
        "mesh",
        "sidecar",
        "egress",
        "ingress",
        "balancer",
        "traefik",
        "squid",
        "zscaler",
        "netskope",
        "waf",
        "cdn",
        "istio",
        "interceptor",
        "firewall",
    ];
    words.iter().any(|word| station.contains(word)) || station == "lb" || station == "gw"
}

fn is_forward(station: &str) -> bool {
    let station = station.to_ascii_lowercase();
    let words = [
        "egress",
        "forward",
        "corporate",
        "squid",
        "zscaler",
        "netskope",
        "http proxy",
        "connect",
        "interceptor",
        "firewall",
    ];
    words.iter().any(|word| station.contains(word)) || station == "proxy"
}
