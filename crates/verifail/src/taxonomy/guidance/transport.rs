//! What fails in the connection beneath TLS.

use super::command::handshake;
use super::{Guidance, client, operator, proxy, server};

pub(super) const HANDSHAKE_EOF: Guidance = Guidance {
    clause: "RFC 8446 section 6.1",
    cause: "The server refuses without an alert, is being restarted, or a health check opens connections and closes them.",
    observation: "The connection is closed before any answer to the ClientHello; with another SNI or version it may go on.",
    remedies: &[
        client("Try again a few times, with a growing delay."),
        server("Look at the server's log at that time: it closed the connection and knows why."),
        operator("Look for a firewall or load balancer that closes connections to this name."),
    ],
    test: handshake!("-msg 2>&1 | head -40"),
};

pub(super) const HANDSHAKE_RESET: Guidance = Guidance {
    clause: "RFC 9293 section 3.5.2",
    cause: "A firewall that blocks by name, an overloaded server, or a load balancer without a backend.",
    observation: "The reset comes right after the ClientHello with this name, and not with another one: something between \
                  reads the SNI.",
    remedies: &[
        client("Try again on a new connection, with a growing delay."),
        operator("Ask whoever runs the firewall whether this name is blocked."),
        server("Look for backends that are down or out of connections."),
    ],
    test: "openssl s_client -connect HOST:443 -servername HOST </dev/null; \
           openssl s_client -connect HOST:443 -servername example.com </dev/null",
};

pub(super) const HANDSHAKE_TIMEOUT: Guidance = Guidance {
    clause: "RFC 9293 section 3.8.3",
    cause: "A path that loses large packets (MTU of a tunnel), an overloaded peer, or a firewall that drops.",
    observation: "TCP connects at once, and the handshake stalls after the ClientHello or before the certificate: a small \
                  ClientHello that passes shows the packet size.",
    remedies: &[
        client("Try again on a new connection, with a growing delay and an explicit limit."),
        operator("Lower the MTU of the tunnel or let ICMP pass, if only large handshakes stall."),
        server("Look at the load of the server and of its key operations."),
    ],
    test: "curl -sv -o /dev/null --connect-timeout 10 https://HOST/ -w '%{time_connect} %{time_appconnect}\\n'",
};

pub(super) const NOT_TLS: Guidance = Guidance {
    clause: "RFC 8446 section 5.1",
    cause: "A plaintext port, STARTTLS left out, an https:// address for an http:// proxy, or a proxy that answers in HTML.",
    observation: "The first octets that the peer sends are readable text.",
    remedies: &[
        client("Use the port that speaks TLS, or STARTTLS where the protocol has it."),
        client("Write the proxy's own address with http:// if the proxy is spoken to in plaintext."),
        server("Switch TLS on for this port."),
    ],
    test: "curl -sv -o /dev/null http://HOST:443/",
};

pub(super) const PLAINTEXT_TO_TLS: Guidance = Guidance {
    clause: "RFC 8446 section 5.1",
    cause: "A client uses http:// with the port of https, or a health check speaks no TLS.",
    observation: "The address in the server's log belongs to a client or probe that is configured without TLS.",
    remedies: &[
        client("Use https://, or the port that speaks plaintext."),
        operator("Configure the health check for TLS, or for the TCP connection alone."),
        server("Redirect plaintext requests to https:// (nginx: error_page 497)."),
    ],
    test: "curl -sv -o /dev/null http://HOST:443/; curl -sv -o /dev/null https://HOST/",
};

pub(super) const PROXY_TUNNEL_FAILED: Guidance = Guidance {
    clause: "RFC 9110 section 9.3.6",
    cause: "The proxy wants authentication, blocks the destination, or cannot reach it.",
    observation: "The proxy answers CONNECT with a status other than 2xx: 407 wants credentials, 403 blocks, 502 and 504 are of \
                  the way beyond.",
    remedies: &[
        client("Give the client the proxy's credentials."),
        proxy("Permit the destination and its port."),
        client("Except the host from the proxy (NO_PROXY), if it can be reached directly."),
    ],
    test: "curl -sv -o /dev/null -x http://PROXY:PORT https://HOST/ 2>&1 | grep -E 'CONNECT|HTTP/'",
};

pub(super) const UNCLEAN_CLOSE: Guidance = Guidance {
    clause: "RFC 8446 section 6.1",
    cause: "The peer closes the socket without close_notify, or the transfer was cut off.",
    observation: "The response is complete by its length: a careless peer; it is short: a transfer that was cut off.",
    remedies: &[
        client("Compare what was received with its declared length before using it."),
        client("Repeat the request on a new connection, if it may be repeated."),
        server("Send close_notify before closing."),
    ],
    test: "curl -sv -o /dev/null https://HOST/ -w '%{size_download}\\n'",
};
