//! What the lab promises: every fault is met by a plain rustls client as the catalogue says.

mod client;
mod incidents;
mod log;
mod rustls;
mod stops;
