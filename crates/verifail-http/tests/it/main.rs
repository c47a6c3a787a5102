//! What the client promises: against the faults of the lab, against servers that answer as a test tells them, and on paper.

mod addresses;
mod caching;
mod catalogue;
mod client;
mod fleet;
mod incident_a;
mod layers;
mod outputs;
mod retries;
mod server;
