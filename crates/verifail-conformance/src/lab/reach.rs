//! What a fault demands of whoever meets it, and which clients cannot do that: so it is known which meetings there must
//! be.
//!
//! A client meets every fault whose demands it can fulfil. That it cannot stands here with the reason, and for every
//! fault alike; a meeting that is not excluded here and does not come about fails the run.

use std::fmt;

use verifail_lab::{Family, Fault, Needs, Reach};

use super::pages;

/// What a fault demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Demand {
    /// To wait for what comes after the handshake.
    Answer,
    /// To present a certificate.
    Certificate,
    /// To end by itself when nothing comes.
    Clock,
    /// To tell by what the system said of the connection that it was reset.
    Errno,
    /// To offer nothing older than TLS 1.3.
    OnlyTls13,
    /// To print what it gets though the status says that it is an error.
    Page,
    /// To print what it gets through a proxy.
    PageThroughProxy,
    /// To offer application protocols.
    Protocols,
    /// To go through a proxy.
    Proxy,
    /// To look certificates up in revocation lists.
    Revocation,
}

/// What some clients cannot do, and why not.
const CANNOT: [(Demand, &[&str], &str); 10] = [
    (Demand::Answer, &["gnutls-cli", "openssl s_client"], "ends with the handshake, and asks for nothing"),
    (Demand::Certificate, &["java HttpsURLConnection"], "takes a certificate of its own out of a keystore only"),
    (Demand::Clock, &["gnutls-cli", "openssl s_client"], "has no timeout"),
    (Demand::Errno, &["openssl s_client"], "prints the number of the system's error among lines that are left out"),
    (
        Demand::OnlyTls13,
        &[
            "gnutls-cli",
            "go net/http",
            "java HttpsURLConnection",
            "node https",
            "perl IO::Socket::SSL",
            "perl LWP",
            "php file_get_contents",
            "python requests",
            "python urllib3",
            "ruby Net::HTTP",
            "wget",
        ],
        "is not told of a version here",
    ),
    (
        Demand::Page,
        &[
            "gnutls-cli",
            "java HttpsURLConnection",
            "openssl s_client",
            "perl IO::Socket::SSL",
            "perl LWP",
            "php file_get_contents",
            "python requests",
            "python ssl",
            "python urllib3",
            "ruby Net::HTTP",
        ],
        "speaks no HTTP, or says of an error its status and no more",
    ),
    (Demand::PageThroughProxy, &["node https"], "knows no proxy"),
    (
        Demand::Protocols,
        &[
            "go net/http",
            "java HttpsURLConnection",
            "perl LWP",
            "php file_get_contents",
            "python requests",
            "python urllib.request",
            "python urllib3",
            "ruby Net::HTTP",
            "wget",
        ],
        "offers what it offers, or nothing",
    ),
    (
        Demand::Proxy,
        &["gnutls-cli", "node https", "perl IO::Socket::SSL", "perl LWP", "python ssl", "wget"],
        "knows no proxy, or is given none of CONNECT here",
    ),
    (
        Demand::Revocation,
        &[
            "gnutls-cli",
            "go net/http",
            "java HttpsURLConnection",
            "node https",
            "perl IO::Socket::SSL",
            "perl LWP",
            "php file_get_contents",
            "python requests",
            "python urllib3",
            "ruby Net::HTTP",
            "wget",
        ],
        "takes no revocation list out of a file, or is given none here",
    ),
];

/// What a fault demands.
pub fn demands(fault: &Fault) -> Vec<Demand> {
    let Needs { application_protocols, client_certificate, only_tls13, revocation, .. } = fault.needs;
    let proxied = fault.reach == Reach::ConnectProxy;
    if pages::is_one(fault) {
        return if proxied { vec![Demand::Page, Demand::PageThroughProxy] } else { vec![Demand::Page] };
    }
    let after_handshake = fault.family == Family::ClientCertificate
        || ["eof-before-response", "eof-mid-response", "corrupt-response"].contains(&fault.name);
    let all = [
        (after_handshake, Demand::Answer),
        (client_certificate, Demand::Certificate),
        (fault.name.starts_with("stall-"), Demand::Clock),
        (fault.name.starts_with("reset-"), Demand::Errno),
        (only_tls13, Demand::OnlyTls13),
        (!application_protocols.is_empty(), Demand::Protocols),
        (proxied, Demand::Proxy),
        (revocation, Demand::Revocation),
    ];
    all.into_iter().filter(|(is_demanded, _)| *is_demanded).map(|(_, demand)| demand).collect()
}

/// What a fault demands that a client cannot do; `None` where they must meet.
pub fn keeps_apart(client: &str, fault: &Fault) -> Option<Demand> {
    let cannot =
        |demand: &Demand| CANNOT.iter().any(|(known, clients, _)| known == demand && clients.contains(&client));
    demands(fault).into_iter().find(cannot)
}

impl fmt::Display for Demand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let why = CANNOT.iter().find(|(demand, ..)| demand == self).map_or("", |(.., why)| why);
        f.write_str(why)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exception_is_of_a_client_that_there_is_and_keeps_it_from_a_fault() {
        for (demand, clients, why) in CANNOT {
            assert!(!why.is_empty() && clients.is_sorted(), "{demand:?}");
            assert!(super::super::faults().any(|fault| demands(fault).contains(&demand)), "nothing demands {demand:?}");
            for client in clients {
                assert!(super::super::client_names().any(|known| known == *client), "no client is called {client}");
            }
        }
    }

    #[test]
    fn every_fault_is_within_reach_of_several_clients() {
        for fault in super::super::faults() {
            let within = super::super::client_names().filter(|client| keeps_apart(client, fault).is_none()).count();
            assert!(within >= 4, "{fault:?}: {within}");
        }
    }
}
