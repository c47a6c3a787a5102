//! What all faults can be told.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

/// What all faults can be told.
///
/// # Examples
/// ```
/// use verifail_lab::LabOptions;
/// assert!(LabOptions::default().listen.is_loopback());
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct LabOptions {
    /// The address to listen at: 127.0.0.1 unless somebody chooses another, which opens the lab to whoever reaches it.
    pub listen: IpAddr,
    /// The port, 0 for one that the system gives.
    pub port: u16,
    /// How long a server that stands still keeps a connection, 30 seconds.
    pub patience: Duration,
    /// How many events a [`Log`](crate::Log) keeps, 65,536; what is beyond is only counted.
    pub events: usize,
}

impl Default for LabOptions {
    fn default() -> Self {
        Self { listen: Ipv4Addr::LOCALHOST.into(), port: 0, patience: Duration::from_secs(30), events: 65_536 }
    }
}

impl LabOptions {
    /// At another address than 127.0.0.1.
    #[must_use]
    pub fn listen(mut self, address: IpAddr) -> Self {
        self.listen = address;
        self
    }

    /// At this port.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Standing still for that long.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }
}
