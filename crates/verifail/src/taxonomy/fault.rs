//! Whose fault a failure is.

word! {
    /// Who has to change something.
    Fault {
        /// The client that was run: its options, its version.
        Client "client" "the client";
        /// This machine's clock, or the peer's.
        Clock "clock" "a clock";
        /// A configuration file or setting on the side that reports.
        Configuration "configuration" "the configuration of the side that reports";
        /// A proxy, gateway or inspection product between the two.
        Intermediary "intermediary" "something between client and server";
        /// The connection: name resolution, routes, firewalls.
        Network "network" "the network";
        /// The other side: its certificate, its chain, its settings.
        Peer "peer" "the peer";
        /// A service of the operating system that verifies certificates.
        PlatformService "platform-service" "the system's verification service";
        /// The set of trust anchors.
        TrustStore "trust-store" "the trust store";
        /// The text does not say.
        Unknown "unknown" "not said";
    }
}
