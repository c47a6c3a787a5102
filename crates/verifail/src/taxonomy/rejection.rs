//! Who refuses whom.

word! {
    /// Who refuses whom, seen from the program that reports.
    Rejection {
        /// The client refuses us, a server: an alert that we received.
        ClientRejectsUs "client-rejects-us" "the client refuses us";
        /// An intermediary refuses its upstream.
        IntermediaryRejectsUpstream "intermediary-rejects-upstream" "an intermediary refuses its upstream";
        /// No peer is involved.
        Local "local" "nobody: it fails on this machine";
        /// Nobody: the connection failed, or it is not about TLS.
        Neither "neither" "nobody";
        /// A peer refuses us; whether we are client or server is not said.
        PeerRejectsUs "peer-rejects-us" "the peer refuses us";
        /// The server refuses us, a client: an alert that we received.
        ServerRejectsUs "server-rejects-us" "the server refuses us";
        /// Not said.
        Unknown "unknown" "not said";
        /// An upstream refuses an intermediary.
        UpstreamRejectsIntermediary "upstream-rejects-intermediary" "an upstream refuses an intermediary";
        /// We, a server, refuse a client.
        WeRejectClient "we-reject-client" "we refuse the client";
        /// We refuse a peer; whether we are client or server is not said, or a file was checked.
        WeRejectPeer "we-reject-peer" "we refuse the peer";
        /// We, a client, refuse a server.
        WeRejectServer "we-reject-server" "we refuse the server";
    }
}
