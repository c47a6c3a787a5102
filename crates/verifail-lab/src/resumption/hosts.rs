//! Several hosts at one address, told apart by the name that is asked for, which accept each other's sessions.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rustls::{ServerConfig, SupportedProtocolVersion};
use tokio::net::TcpStream;

use super::tickets::SharedTickets;
use crate::LabError;
use crate::certificates::Identity;
use crate::log::{self, Visit};
use crate::server::http::Answer;
use crate::server::{http, tls};

/// Several hosts at one address.
#[derive(Debug)]
pub(crate) struct Hosts {
    /// The one for whoever asks for none of the others.
    first: (String, ServerConfig),
    others: Vec<(String, ServerConfig)>,
    /// `None` where sessions are resumed as rustls does, for one name only.
    tickets: Option<SharedTickets>,
    /// Answered requests, which tell answers apart.
    answered: AtomicU64,
}

impl Hosts {
    pub(crate) fn new(
        first: (&str, &Identity),
        others: &[(&str, &Identity)],
        versions: &[&'static SupportedProtocolVersion],
        tickets: Option<SharedTickets>,
    ) -> Result<Self, LabError> {
        let host = |(name, identity): (&str, &Identity)| {
            Ok::<_, LabError>((name.to_owned(), tls::speaking(identity, versions)?))
        };
        let others = others.iter().map(|other| host(*other)).collect::<Result<_, _>>()?;
        Ok(Self { first: host(first)?, others, tickets, answered: AtomicU64::new(0) })
    }

    /// Serves a connection: every request is answered with the name of the host that the connection is to, and a
    /// number.
    pub(crate) async fn serve(self: Arc<Self>, stream: TcpStream, visit: Visit) -> io::Result<()> {
        let mut host = "";
        let choose = |server_name: Option<&str>| {
            let known = self.others.iter().find(|(name, _)| Some(name.as_str()) == server_name);
            let (name, config) = known.unwrap_or(&self.first);
            host = name.as_str();
            match &self.tickets {
                Some(tickets) => tickets.accepted_by(config, server_name),
                None => Arc::new(config.clone()),
            }
        };
        let stream = tls::accept_by_name(stream, choose, &visit).await?;
        let resumed = tls::is_resumed(&stream);
        let (host, hosts) = (host.to_owned(), Arc::clone(&self));
        let answer = move |_: log::Request| {
            let text = format!("{host} {}\n", hosts.answered.fetch_add(1, Ordering::Relaxed));
            async move { Answer::new(http_body_util::Full::from(text)) }
        };
        http::serve(stream, visit, resumed, answer).await
    }
}
