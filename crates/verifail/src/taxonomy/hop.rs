//! The hop at which something fails.

word! {
    /// Between whom something fails, seen from the program that reports.
    Hop {
        /// Between the client and the proxy or interceptor it talks to.
        ClientToProxy "client-to-proxy" "between the client and its proxy";
        /// Between the program that reports and its peer.
        Direct "direct" "between the program that reports and its peer";
        /// On this machine; no peer is involved.
        Local "local" "on this machine, without a peer";
        /// Not a connection, or not TLS.
        None "none" "no TLS connection";
        /// Between a server or daemon that acts as a client and its upstream, out of the reporter's sight.
        OriginToUpstream "origin-to-upstream" "between a server or daemon and its upstream";
        /// Between a proxy and its upstream.
        ProxyToUpstream "proxy-to-upstream" "between a proxy and its upstream";
        /// The text does not say.
        Unknown "unknown" "not said";
    }
}
