//! What is wrong between certificates: issuers, anchors, roles of CAs, constraints that they set.

use super::command::{end_entity, handshake, verify};
use super::{Guidance, client, operator, proxy, server};

pub(super) const CA_VIOLATION: Guidance = Guidance {
    clause: "RFC 5280 section 6.1.4 (k)",
    cause: "A self-made CA certificate is served as the site's own, or an end-entity certificate was used to sign another.",
    observation: "Basic constraints say CA:TRUE at depth 0, or CA:FALSE, or nothing, above it.",
    remedies: &[
        server("Make a CA, and with it a certificate of its own for the server."),
        server("Send the intermediate that is a CA instead of another end-entity certificate."),
    ],
    test: end_entity!("-subject -issuer -ext basicConstraints"),
};

pub(super) const CHAIN_LIMITS: Guidance = Guidance {
    clause: "RFC 4158 section 5",
    cause: "The server sends many cross-signed or repeated certificates, or the client's depth is set too low.",
    observation: "The number of certificates that are sent, and of those with the same subject, is above what one path needs.",
    remedies: &[
        server("Send the end entity and the intermediates of one path, and nothing else."),
        client("Raise the verification depth where it was lowered."),
    ],
    test: verify!(" --all-paths"),
};

pub(super) const GENERIC_VERIFY_FAILED: Guidance = Guidance {
    clause: "RFC 5280 section 6.1",
    cause: "A wrapper hands on that verification failed, and drops the verifier's reason.",
    observation: "The program's debug output, or another verifier on the same chain, gives the reason.",
    remedies: &[
        client("Run it again with the program's debug output, and explain that text."),
        client("Verify the server's chain by hand, with the trust anchors that the program uses."),
    ],
    test: verify!(" --policy all --anchors system"),
};

pub(super) const ISSUER_MISMATCH: Guidance = Guidance {
    clause: "RFC 5280 section 6.1.3 (a)(4)",
    cause: "The chain file has certificates of another chain or in the wrong order, or a CA was made anew with other \
            identifiers.",
    observation: "Issuer and subject, or authority and subject key identifier, of two neighbours differ.",
    remedies: &[
        server("Build the chain file anew: the end entity first, then each issuer of the one before."),
        server("Issue again below the current CA certificate."),
    ],
    test: handshake!("-showcerts"),
};

pub(super) const MISSING_INTERMEDIATE: Guidance = Guidance {
    clause: "RFC 8446 section 4.4.2",
    cause: "The server is configured with its certificate alone, without the chain file.",
    observation: "The server sends one certificate, and the one that its caIssuers address names closes the chain; browsers, \
                  which fetch it, accept.",
    remedies: &[
        server("Serve the full chain: the certificate, then its intermediates (nginx: fullchain.pem)."),
        client("Until then, give the client the intermediate beside its trust anchors."),
    ],
    test: handshake!("-showcerts 2>/dev/null | grep -E '^ *[0-9] s:|i:'"),
};

pub(super) const MITM_DETECTED: Guidance = Guidance {
    clause: "Firefox: MOZILLA_PKIX_ERROR_MITM_DETECTED; Chromium: ERR_CERT_KNOWN_INTERCEPTION_BLOCKED",
    cause: "Antivirus or a gateway intercepts the connection, and its root is not in this client's store.",
    observation: "Unrelated hosts have the same issuer here, and another one when seen from outside.",
    remedies: &[
        operator("Install the product's root in the store that this client reads."),
        proxy("Exempt the host from inspection."),
        operator("Remove the interceptor if nobody knows it."),
    ],
    test: end_entity!("-issuer -fingerprint -sha256"),
};

pub(super) const NAME_CONSTRAINTS: Guidance = Guidance {
    clause: "RFC 5280 section 6.1.3 (b), (c)",
    cause: "A constrained CA of a company issued for a name that its own certificate does not permit.",
    observation: "A CA above has name constraints, and some name of the certificate, not only the one asked for, lies outside \
                  of them.",
    remedies: &[
        server("Issue the certificate with names that the CA may issue for, or by another CA."),
        server("Have the CA certificate issued anew with the domain among its permitted subtrees."),
    ],
    test: verify!(" --anchors system"),
};

pub(super) const PATH_LENGTH: Guidance = Guidance {
    clause: "RFC 5280 section 6.1.4 (l), (m)",
    cause: "A subordinate CA was put below one that allows no more of them.",
    observation: "Below the CA with pathlen:n stand more than n CA certificates that are not self-issued.",
    remedies: &[
        server("Issue below a CA whose path length constraint allows for it."),
        server("Leave out the cross-certificate that makes the path longer."),
    ],
    test: verify!(" --all-paths"),
};

pub(super) const POLICY: Guidance = Guidance {
    clause: "RFC 5280 section 6.1.5 (g)",
    cause: "The verifier requires an explicit certificate policy that some CA of the path does not assert.",
    observation: "The certificate policies at each depth have no policy in common, and the verifier or a CA requires one.",
    remedies: &[
        client("Check whether an explicit policy is meant to be required (OpenSSL: -explicit_policy)."),
        server("Issue under a policy that every CA of the path asserts."),
    ],
    test: verify!(" --policy rfc5280"),
};

pub(super) const SELF_SIGNED_IN_CHAIN: Guidance = Guidance {
    clause: "RFC 5280 section 6.1.1 (d)",
    cause: "A private CA or an inspection proxy sends its root, which is not in the store that this client reads.",
    observation: "The issuer here beside the issuer seen from outside: another one means interception, the same one a private \
                  CA.",
    remedies: &[
        client("Add the root that was sent to the trust anchors of this client, after comparing its fingerprint."),
        operator(
            "Install the inspection product's root in the store that this program reads, not only in the system's.",
        ),
        proxy("Exempt the host from inspection."),
    ],
    test: end_entity!("-issuer -fingerprint -sha256"),
};

pub(super) const SELF_SIGNED_LEAF: Guidance = Guidance {
    clause: "RFC 5280 section 6.1.1 (d)",
    cause: "The server runs with a certificate that its installation made, or with the default of an ingress.",
    observation: "Subject and issuer are equal at depth 0 and no other certificate is sent; with SNI another one may be.",
    remedies: &[
        server("Install a certificate of a CA that the clients trust."),
        server("Bind the right certificate to this name, where the default one is served."),
        client("Trust exactly this certificate, after comparing its fingerprint with the server's."),
    ],
    test: end_entity!("-subject -issuer -fingerprint -sha256"),
};

pub(super) const UNKNOWN_ISSUER: Guidance = Guidance {
    clause: "RFC 5280 section 6.1.1 (d)",
    cause: "A private CA or an inspection proxy whose root this client does not have, or a server that omits its \
            intermediates.",
    observation: "One certificate sent means a missing intermediate; a chain whose issuer differs from outside means \
                  interception; the same issuer as outside means a trust anchor missing here.",
    remedies: &[
        client("Add the CA that issued the chain to the trust anchors of this client."),
        server("Send the intermediates, if the server sends its own certificate only."),
        operator(
            "Install the inspection product's root in the store that this program reads, not only in the system's.",
        ),
        operator("Update the trust anchors (ca-certificates), if the root is a new public one."),
    ],
    test: verify!(" --anchors mozilla --anchors system"),
};

pub(super) const UNTRUSTED_ROOT: Guidance = Guidance {
    clause: "RFC 5280 section 6.1.1 (d)",
    cause: "The chain is complete and ends in a private or withdrawn root that the store does not have.",
    observation: "The chain closes without any anchors, and its root is missing in the store of this client or marked there as \
                  not trusted for servers.",
    remedies: &[
        client("Add this root to the trust anchors of this client, after comparing its fingerprint."),
        operator("Install the root for the machine, where the program runs as another user or as a service."),
        server("Use a chain to a root that the clients have."),
    ],
    test: verify!(" --anchors system"),
};

pub(super) const VERIFIER_DISAGREEMENT: Guidance = Guidance {
    clause: "verifail-rustls: rustls-webpki decides, and the core is asked too",
    cause: "A chain that is out of the ordinary, read in two ways, of which one is a bug of rustls-webpki or of verifail.",
    observation: "The same chain under policy rustls has another decision than the handshake had.",
    remedies: &[
        client("Keep the chain that the record holds, and report it to verifail as the reproducer."),
        server("Send the chain without what is out of the ordinary: strangers, repetitions, unusual encodings."),
    ],
    test: verify!(" --policy rustls"),
};
