//! What the client promises: against the faults of the lab, against servers that answer as a test tells them, and on paper.

mod catalogue;
mod client;
