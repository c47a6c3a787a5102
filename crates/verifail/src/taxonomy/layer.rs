//! The layer at which something fails.

word! {
    /// Where in a connection something fails.
    Layer {
        /// A certificate, its path, its names, its status.
        Certificate "certificate" "a certificate was looked at and refused";
        /// This machine: configuration, credentials, trust store, verification service. No peer is to blame.
        Local "local" "this machine, before any peer was judged";
        /// The handshake's parameters and messages, alerts included.
        Negotiation "negotiation" "the handshake";
        /// Not a failure of TLS.
        Outside "outside" "not a failure of TLS";
        /// The connection beneath: bytes that are no TLS, that do not come, or that end too early.
        Transport "transport" "the connection beneath TLS";
    }
}
