//! What fails in the handshake's parameters and messages.

use super::command::{end_entity, handshake};
use super::{Guidance, client, operator, proxy, server};

pub(super) const ALPN: Guidance = Guidance {
    clause: "RFC 7301 section 3.2",
    cause: "A proxy, load balancer or health check that does not speak h2 or acme-tls/1, or selects nothing.",
    observation: "Without the extension, or with http/1.1 alone, the same server completes the handshake.",
    remedies: &[
        server("Offer the protocol that the client needs (gRPC: h2)."),
        client("Offer a protocol that the server has."),
        proxy("Pass ALPN on, or end TLS with the protocols of the server behind."),
    ],
    test: handshake!("-alpn h2,http/1.1 2>/dev/null | grep ALPN"),
};

pub(super) const CLIENT_CERT_REQUIRED: Guidance = Guidance {
    clause: "RFC 8446 section 4.4.2.4",
    cause: "The client has no certificate configured, or none that the server's list of CAs permits.",
    observation: "The server sends a CertificateRequest, and the client answers with an empty list.",
    remedies: &[
        client("Configure certificate and key for this server."),
        client("Check that the certificate's issuer is among the names that the server accepts."),
        server("Make the certificate optional for paths that do not need one."),
    ],
    test: handshake!("-cert cert.pem -key key.pem 2>/dev/null | grep -A 4 -i 'acceptable client'"),
};

pub(super) const ECH: Guidance = Guidance {
    clause: "RFC 9849 section 6.1.6",
    cause: "The configuration in DNS is older than the server's keys, or a middlebox interferes.",
    observation: "The server authenticates as its public name and offers other keys; without ECH the handshake succeeds.",
    remedies: &[
        client("Fetch the HTTPS record anew, and take the keys that the server offered."),
        server("Publish new keys before using them, and keep the old ones for the record's lifetime."),
    ],
    test: "dig +short HOST HTTPS",
};

pub(super) const GENERIC_HANDSHAKE_FAILURE: Guidance = Guidance {
    clause: "RFC 8446 section 6.2",
    cause: "No parameters in common, a client certificate that is wanted, or a name that the server does not know.",
    observation: "The server's log has the reason; by hand, one parameter after another (SNI, version, certificate) shows it.",
    remedies: &[
        server("Look at the server's log at that time: it gave up and knows why."),
        client("Run it again with the program's debug output, and explain that text."),
        client("Try other versions, a client certificate and the right SNI, one at a time."),
    ],
    test: handshake!("-msg 2>&1 | grep -iE 'alert|Protocol|Cipher'"),
};

pub(super) const INAPPROPRIATE_FALLBACK: Guidance = Guidance {
    clause: "RFC 7507 section 3",
    cause: "The client tried again with an older version after a failure that had nothing to do with versions.",
    observation: "A first handshake with the newest version failed for a reason of its own; alone, it succeeds.",
    remedies: &[client("Look for the failure of the first handshake, and do not fall back.")],
    test: handshake!("-fallback_scsv -tls1_2"),
};

pub(super) const LEGACY_RENEGOTIATION: Guidance = Guidance {
    clause: "RFC 5746 section 4",
    cause: "An old appliance does not have secure renegotiation, which OpenSSL 3 demands.",
    observation: "The ServerHello lacks renegotiation_info; OpenSSL 1.1 connects to the same server.",
    remedies: &[
        server("Update the server or the appliance in front of it."),
        client("Until then, permit it for this one connection (SSL_OP_LEGACY_SERVER_CONNECT)."),
    ],
    test: handshake!("-legacy_server_connect 2>/dev/null | grep -i renegotiation"),
};

pub(super) const NO_SHARED_CIPHER: Guidance = Guidance {
    clause: "RFC 8446 section 4.1.1",
    cause: "An old peer, a narrowed cipher list, or a certificate whose key type fits none of the suites offered.",
    observation: "With all suites allowed the handshake succeeds; the certificate's key type fits none of the ones that were \
                  offered.",
    remedies: &[
        server("Offer current suites, and a certificate for each key type that clients use."),
        client("Widen the cipher list that was narrowed."),
        client("Lower the security level for this one old peer."),
    ],
    test: handshake!("-cipher ALL:@SECLEVEL=0 2>/dev/null | grep -E 'Protocol|Cipher'"),
};

pub(super) const NO_SHARED_PARAMS: Guidance = Guidance {
    clause: "RFC 8446 section 4.2.7",
    cause: "One side was restricted to curves or signature schemes that the other does not have.",
    observation: "With P-256, X25519 and P-384 offered the handshake succeeds.",
    remedies: &[
        client("Offer X25519, P-256 and P-384, and the usual signature schemes."),
        server("Permit more than one group, and use a key on a curve that clients have."),
    ],
    test: handshake!("-groups X25519:P-256:P-384 2>/dev/null | grep -E 'Temp Key|signature'"),
};

pub(super) const PEER_INTERNAL_ERROR: Guidance = Guidance {
    clause: "RFC 8446 section 6.2",
    cause: "The server has no certificate for this name yet, or fails while it fetches one.",
    observation: "Another name at the same address succeeds; the server's log has the error.",
    remedies: &[
        server("Look at the server's log at that time, and give the name a certificate."),
        client("Try again a few times, with a growing delay."),
    ],
    test: "openssl s_client -connect HOST:443 -servername HOST </dev/null; \
           openssl s_client -connect HOST:443 -noservername </dev/null",
};

pub(super) const PEER_REJECTED_OUR_CERT: Guidance = Guidance {
    clause: "RFC 8446 section 6.2",
    cause: "The side that received the certificate does not trust its CA, or the certificate has expired.",
    observation: "The alert was received, not sent: the certificate in question is the one that this side presented, and the \
                  other side's log has the reason.",
    remedies: &[
        client("Present a certificate that is in date and whose CA the server accepts, with its intermediates."),
        server("Add the CA of that certificate to the ones that are accepted."),
    ],
    test: "openssl x509 -in cert.pem -noout -issuer -dates -ext extendedKeyUsage",
};

pub(super) const PROTOCOL_VERSION: Guidance = Guidance {
    clause: "RFC 8446 section 4.2.1",
    cause: "A peer that stops at TLS 1.0 or 1.1, or a client whose minimum was raised by an update.",
    observation: "A handshake with each version alone shows which ones the server has.",
    remedies: &[
        server("Switch TLS 1.2 and 1.3 on."),
        client("Update the client if it does not have TLS 1.2."),
        client("Lower the minimum version for this one old peer until then."),
    ],
    test: "for v in 1 1_1 1_2 1_3; do openssl s_client -connect HOST:443 -servername HOST -tls$v </dev/null 2>&1 | grep -E 'New,|alert'; done",
};

pub(super) const PROTOCOL_VIOLATION: Guidance = Guidance {
    clause: "RFC 8446 section 6.2",
    cause: "A middlebox that alters messages, a defect of an implementation, or plaintext within the connection.",
    observation: "It happens with one implementation and not with another, or through one network and not through another.",
    remedies: &[
        client("Update both implementations, and compare with another client from the same place."),
        operator("Take the middlebox out of the way, if the same client succeeds elsewhere."),
        server("Report it with a capture to whoever maintains the side that is at fault."),
    ],
    test: handshake!("-msg -debug"),
};

pub(super) const PSK_OR_TICKET: Guidance = Guidance {
    clause: "RFC 8446 section 4.2.11",
    cause: "Nodes behind one address do not share ticket keys, or both sides have different pre-shared keys.",
    observation: "A handshake without a ticket succeeds: a session; it fails too: the key or its identity.",
    remedies: &[
        client("Connect again without resuming a session."),
        server("Share ticket keys among all nodes, or switch tickets off."),
        operator("Compare identity and key on both sides, where a pre-shared key is configured."),
    ],
    test: handshake!("-no_ticket"),
};

pub(super) const RECORD_CORRUPT: Guidance = Guidance {
    clause: "RFC 8446 section 5.2",
    cause: "Damage on the way, a wrong pre-shared key, two writers on one connection, or faulty offloading.",
    observation: "It comes at random places of long transfers: damage; always at the first record: keys.",
    remedies: &[
        client("Try again on a new connection."),
        client("Write to one connection from one thread or process only, also after a fork."),
        operator("Switch TLS and checksum offloading of the network card off, and try again."),
    ],
    test: "curl -sv -o /dev/null https://HOST/ --tls-max 1.2; curl -sv -o /dev/null https://HOST/ --tlsv1.3",
};

pub(super) const SNI_UNRECOGNIZED: Guidance = Guidance {
    clause: "RFC 6066 section 3",
    cause: "A proxy sends no SNI or an internal name, or the name is not configured on this server.",
    observation: "With the public name as SNI the same address completes the handshake.",
    remedies: &[
        client("Send the name that the server serves, not an alias or an address."),
        proxy("Set the SNI of the upstream connection (nginx: proxy_ssl_server_name on; proxy_ssl_name)."),
        server("Configure the name, or a default for unknown ones."),
    ],
    test: end_entity!("-subject -ext subjectAltName"),
};

pub(super) const WEAK_KEY_EXCHANGE: Guidance = Guidance {
    clause: "RFC 7919 section 3",
    cause: "An old server uses a Diffie-Hellman group of 1024 bits or less.",
    observation: "With ECDHE suites only the handshake succeeds, or the server has none.",
    remedies: &[
        server("Offer ECDHE, and a group of at least 2048 bits for DHE (nginx: ssl_dhparam)."),
        client("Leave DHE suites out of the cipher list."),
    ],
    test: handshake!("-tls1_2 -cipher ECDHE 2>/dev/null | grep -E 'Temp Key|Cipher'"),
};
