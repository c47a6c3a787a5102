//! Sessions across names and configurations: servers that accept each other's.

mod hosts;
mod tickets;

pub(crate) use hosts::Hosts;
pub(crate) use tickets::SharedTickets;
