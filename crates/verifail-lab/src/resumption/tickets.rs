//! Tickets that one server makes and another takes, whatever the names that both are asked for.
//!
//! Servers that share ticket keys are how a content delivery network resumes at any of its machines. Whether a ticket
//! may be used for another name is decided differently: RFC 6066 section 3 forbids it, RFC 8446 section 4.6.1 leaves it
//! to the client, and servers in the field accept it in both versions. rustls as a server does not: it writes the name
//! into the ticket and compares. What is here rewrites that name when a ticket comes back, and so resumes as those
//! servers do.

use std::sync::Arc;

use rustls::ServerConfig;
use rustls::crypto::aws_lc_rs::Ticketer;
use rustls::server::ProducesTickets;

use crate::LabError;

/// Ticket keys that servers share.
#[derive(Clone, Debug)]
pub(crate) struct SharedTickets(Arc<dyn ProducesTickets>);

impl SharedTickets {
    pub(crate) fn new() -> Result<Self, LabError> {
        Ok(Self(Ticketer::new()?))
    }

    /// The configuration for one connection, on which this name is asked for.
    pub(crate) fn accepted_by(&self, config: &ServerConfig, server_name: Option<&str>) -> Arc<ServerConfig> {
        let mut config = config.clone();
        config.ticketer =
            Arc::new(TicketsOfAnyName { keys: Arc::clone(&self.0), server_name: server_name.map(str::to_owned) });
        Arc::new(config)
    }
}

/// Tickets, as a server that is asked for this name takes them.
#[derive(Debug)]
struct TicketsOfAnyName {
    keys: Arc<dyn ProducesTickets>,
    server_name: Option<String>,
}

impl ProducesTickets for TicketsOfAnyName {
    fn enabled(&self) -> bool {
        self.keys.enabled()
    }

    fn lifetime(&self) -> u32 {
        self.keys.lifetime()
    }

    fn encrypt(&self, session: &[u8]) -> Option<Vec<u8>> {
        self.keys.encrypt(session)
    }

    fn decrypt(&self, ticket: &[u8]) -> Option<Vec<u8>> {
        renamed(&self.keys.decrypt(ticket)?, self.server_name.as_deref())
    }
}

/// A session as rustls writes it, which begins with its name: 0, or 1, the name's length, and the name.
fn renamed(session: &[u8], server_name: Option<&str>) -> Option<Vec<u8>> {
    let rest = match session {
        [0, rest @ ..] => rest,
        [1, length, rest @ ..] => rest.get(usize::from(*length)..)?,
        _ => return None,
    };
    let mut renamed = match server_name {
        Some(name) => [&[1, u8::try_from(name.len()).ok()?], name.as_bytes()].concat(),
        None => vec![0],
    };
    renamed.extend(rest);
    Some(renamed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_name_of_a_session_is_rewritten() {
        assert_eq!(renamed(b"\x01\x01arest", Some("bcd")).unwrap(), b"\x01\x03bcdrest");
        assert_eq!(renamed(b"\x00rest", Some("b")).unwrap(), b"\x01\x01brest");
        assert_eq!(renamed(b"\x01\x01arest", None).unwrap(), b"\x00rest");
        assert_eq!(renamed(b"\x02rest", None), None);
        assert_eq!(renamed(b"\x01\x09a", None), None);
    }
}
