//! Sessions across names and configurations: servers that accept each other's.

mod faults;
mod hosts;
mod tickets;

pub(crate) use faults::FAULTS;
pub(crate) use hosts::Hosts;
pub(crate) use tickets::SharedTickets;
