//! Sockets: the loop that accepts, TLS on it, HTTP on that, and what is done to them.

pub(crate) mod client_check;
pub(crate) mod http;
mod listening;
pub(crate) mod raw;
pub(crate) mod tamper;
pub(crate) mod tls;

pub(crate) use listening::Listening;
