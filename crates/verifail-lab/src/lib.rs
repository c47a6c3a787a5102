//! Every TLS fault on loopback, for tests and by hand, for this project's client and for anyone's.
//!
//! A test of a client has to meet what clients meet: a chain without its intermediate, a server that closes after its
//! hello, a proxy that re-signs. Here each is a [`Fault`] with a name; [`Fault::start`] serves it until the [`Running`]
//! is dropped; and each says what it must be diagnosed as: reason, hop, who refuses whom, advice for the next try.
//!
//! ```
//! use std::io::Write as _;
//! use verifail::{Reason, RetryAdvice};
//! use verifail_lab::{LabOptions, fault};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?.block_on(async {
//! let plain = fault("plain-http").ok_or("no such fault")?;
//! let running = plain.start(&LabOptions::default()).await?;
//!
//! // The client under test connects to `running.address()` and asks for `running.server_name()`, with
//! // `running.anchors_pem()` as what it trusts. What it reports is held to `expected`.
//! let mut client = std::net::TcpStream::connect(running.address())?;
//! client.write_all(b"this is no TLS either")?;
//!
//! assert_eq!(plain.expected.reason(), Some(Reason::NotTls));
//! assert_eq!(plain.expected.retry, RetryAdvice::Never);
//! # Ok(()) })}
//! ```
//!
//! The control is the fault `good`, with which nothing is wrong: whoever does not pass it is not tested by the others.
//!
//! Servers listen at 127.0.0.1 and at a port that the system gives, unless [`LabOptions`] say otherwise.
//! [`Running::log`] is what they saw: connections, names asked for, handshakes, whether a session was resumed, requests
//! and bodies.
//!
//! # Safety of its certificates
//!
//! Chains are made when they are first asked for and are valid from two weeks ago for a month. Most of them are signed
//! by the testkit's keys, which are public: give a root of the lab to the program under test, and never to a trust
//! store that anything else reads.
//!
//! # The map
//!
//! | module | what it is |
//! |---|---|
//! | `fault` | what a fault is, what it must be diagnosed as, what a client has to be told |
//! | `faults` | the catalogue, a file for each family |
//! | `behaviour` | the few ways in which most faults are served; a family with servers of its own gives a function |
//! | `certificates` | chains of the testkit's worlds with real keys; CAs that issue while they run |
//! | `server` | listeners that end when they are dropped, TLS, HTTP, bare sockets, records tampered with |
//! | `gateway` | HTTP in front, TLS upstream, the answers and flags of Envoy, and sessions that are offered to whoever |
//! | `fleet` | nodes behind one address or at several, and how they change from connection to connection |
//! | `proxy` | tunnels, refusals, and proxies that re-sign |
//! | `default_host` | a server that presents another host to whoever sends no name |
//! | `starttls` | servers that begin in clear, for clients that know how to go on |
//! | `tunnel` | a proxy with which nothing is wrong for whoever has its password |
//! | `worker` | an origin that calls an API, and its own pages |
//! | `trust_service` | a verification service that does not answer: simulated |
//! | `resumption` | servers that accept each other's sessions |
//! | `incident` | the founding incidents: what happened, brought about again for any client |
//! | `running`, `log` | what a test holds while a fault is served, and what the servers saw |

mod behaviour;
mod certificates;
mod default_host;
mod error;
mod fault;
mod faults;
mod fleet;
mod gateway;
mod incident;
mod log;
mod options;
mod proxy;
mod resumption;
mod running;
mod server;
mod starttls;
mod trust_service;
mod tunnel;
mod worker;

pub use certificates::{Authority, ClientIdentity, Identity};
pub use default_host::{DEFAULT_HOST, serve_default_host};
pub use error::LabError;
pub use fault::{Expected, Family, Fault, Needs, Reach, SERVER_NAME};
pub use faults::{catalogue, fault};
pub use incident::{
    Answer, Call, CallOutcome, Entry, Incident, Replay, RunningIncident, Timeline, incident, incidents,
};
pub use log::{Event, Log, MAX_BODY, Request, Seen};
pub use options::LabOptions;
pub use running::Running;
pub use starttls::{Clear, Consent, serve_starttls};
pub use tunnel::Tunnel;
