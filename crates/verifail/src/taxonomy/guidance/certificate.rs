//! What is wrong with one certificate: its dates, names, key, signature, purposes and encoding.

use super::command::{end_entity, verify};
use super::{Guidance, client, operator, proxy, server};

pub(super) const BAD_SIGNATURE: Guidance = Guidance {
    clause: "RFC 5280 section 6.1.3 (a)(1)",
    cause: "The CA has a new key under its old name, and one side still has a certificate of the old one.",
    observation: "The signature verifies with another certificate of the same issuer name; where it verifies with none, the \
                  certificate was changed.",
    remedies: &[
        server("Send the intermediate that belongs to the key which signed the certificate."),
        client("Replace the outdated CA certificate in the trust store."),
        proxy("Restart the inspection product where it mints with a key that its root no longer has."),
    ],
    test: verify!(" --policy all"),
};

pub(super) const EKU_MISSING_OR_WRONG: Guidance = Guidance {
    clause: "RFC 5280 section 4.2.1.12",
    cause: "An inspection proxy or a private CA mints certificates without serverAuth, or a CA above carries a purpose list \
            that lacks it.",
    observation: "Printing the extended key usage at every depth shows who lacks the purpose; names, dates and signatures \
                  hold.",
    remedies: &[
        server("Use a certificate for this side of TLS: serverAuth for servers, clientAuth for clients."),
        proxy("Mint certificates with serverAuth, and give the CA itself no extended key usage."),
        client("Relax this one check and keep name and chain, if the client has a setting for it."),
    ],
    test: verify!(" --anchors system"),
};

pub(super) const EXPIRED: Guidance = Guidance {
    clause: "RFC 5280 section 6.1.3 (a)(2)",
    cause: "The certificate was not renewed, or it was renewed and the server was not reloaded.",
    observation: "The dates at every address of the name: where they differ, one node of several has the old certificate; \
                  where none has passed, this clock is wrong.",
    remedies: &[
        server("Renew the certificate and reload every node that serves it."),
        server("Send the current intermediate where it is not the end entity that has expired."),
        operator("Set this machine's clock if the dates have not passed elsewhere."),
    ],
    test: end_entity!("-subject -dates; date -u"),
};

pub(super) const EXPIRED_OR_NOT_YET_VALID: Guidance = Guidance {
    clause: "RFC 5280 section 6.1.3 (a)(2)",
    cause: "The certificate has expired, or this machine's clock is wrong after a sleep or a reset.",
    observation: "The local time beside the Date header of any server decides: equal clocks leave the certificate's dates.",
    remedies: &[
        operator("Compare this machine's clock with another and set it."),
        server("Renew the certificate and reload every node that serves it."),
    ],
    test: end_entity!("-dates; date -u; curl -sI http://example.com | grep -i '^date'"),
};

pub(super) const KEY_USAGE: Guidance = Guidance {
    clause: "RFC 5280 section 6.1.4 (n)",
    cause: "A certificate made by hand has keyEncipherment only, where the handshake signs, or a CA lacks keyCertSign.",
    observation: "The key usage of the certificate lacks the bit, while its extended key usage would permit the use.",
    remedies: &[
        server("Issue the certificate with digitalSignature."),
        server("Issue the CA certificate with keyCertSign."),
    ],
    test: end_entity!("-ext keyUsage,extendedKeyUsage,basicConstraints"),
};

pub(super) const MALFORMED: Guidance = Guidance {
    clause: "RFC 5280 section 4.1",
    cause: "An inspection proxy, appliance or home-made CA encodes a field in a way that laxer verifiers let pass.",
    observation: "A laxer verifier reads it, and the field is named by a strict one; with a negative serial number the \
                  failure comes and goes from certificate to certificate.",
    remedies: &[
        server("Issue the certificate anew with current software."),
        proxy("Update the inspection product that mints it."),
    ],
    test: verify!(" --policy all"),
};

pub(super) const NAME_MISMATCH: Guidance = Guidance {
    clause: "RFC 9525 section 6",
    cause: "The name asked for is not one of the certificate's: an alias, an address, or the default certificate of a host \
            that does not know the name.",
    observation: "The names that are presented with and without SNI: if they differ, the server picks by SNI; if neither has \
                  the name, it has no certificate for it.",
    remedies: &[
        client("Use a name that the certificate has."),
        server("Issue the certificate with this name as a subject alternative name."),
        server("Configure the virtual host that this name selects."),
        client("Check that the name resolves to this server."),
    ],
    test: end_entity!("-subject -ext subjectAltName"),
};

/// The proxy is the client: names are compared by it, for sessions and addresses that it chose.
pub(super) const NAME_MISMATCH_OF_AN_UPSTREAM: Guidance = Guidance {
    clause: "RFC 9525 section 6",
    cause: "The proxy resumed a TLS session of another host at the same address, so that this host's name is compared with \
            that host's certificate (envoyproxy/envoy#46243); where it fails always, address or expected name is wrong.",
    observation: "It comes and goes, and ends when the proxy's upstream session cache is off; a fresh handshake with this \
                  name presents the right certificate.",
    remedies: &[
        proxy(
            "Set max_session_keys: 0 on the upstream TLS context, or update to a release with envoyproxy/envoy#45982.",
        ),
        proxy("Where it fails always, compare the upstream's address and SNI with the name that is expected."),
        client("Leave the client as it is: neither --insecure nor its own TLS settings reach this hop."),
    ],
    test: "openssl s_client -connect UPSTREAM:443 -servername UPSTREAM </dev/null 2>/dev/null | \
           openssl x509 -noout -subject -ext subjectAltName",
};

pub(super) const NO_SAN: Guidance = Guidance {
    clause: "RFC 9525 section 6.3",
    cause: "The certificate was made with a common name only, or is asked for by an address that it does not have.",
    observation: "The certificate has no subject alternative name of the kind that was asked for, though its common name may \
                  match.",
    remedies: &[
        server("Issue the certificate with subject alternative names: DNS names, and addresses as IP entries."),
        client("Use a DNS name instead of an address, if the certificate has one."),
    ],
    test: end_entity!("-subject -ext subjectAltName"),
};

pub(super) const NOT_YET_VALID: Guidance = Guidance {
    clause: "RFC 5280 section 6.1.3 (a)(2)",
    cause: "This machine's clock is behind, or the certificate was issued a moment ago by a CA whose clock is ahead.",
    observation: "The local time is before notBefore; another machine accepts the same certificate.",
    remedies: &[
        operator("Set this machine's clock, and wait for its synchronisation before the first connection."),
        server("Issue certificates with a notBefore some minutes in the past."),
    ],
    test: end_entity!("-startdate; date -u"),
};

pub(super) const PROFILE_VIOLATION: Guidance = Guidance {
    clause: "RFC 5280 section 4.2.1",
    cause: "A certificate minted by an inspection proxy or an old tool lacks what a strict verifier demands, as Python 3.13 \
            does an authority key identifier.",
    observation: "A laxer verifier accepts the same chain, and the extension or field that the text names is missing or has \
                  the wrong criticality.",
    remedies: &[
        server("Issue the certificate anew with the extension that is named."),
        proxy("Update the inspection product, which mints it."),
        client("Switch the strict mode off (Python: VERIFY_X509_STRICT) and keep the rest of the verification."),
    ],
    test: verify!(" --policy all"),
};

pub(super) const UNHANDLED_CRITICAL_EXTENSION: Guidance = Guidance {
    clause: "RFC 5280 section 4.2",
    cause: "A private CA marks an extension of its own critical, or the verifier lacks one that others have.",
    observation: "The extension that is marked critical and unknown is in the certificate; verifiers that know it accept.",
    remedies: &[
        server("Issue the certificate with that extension not critical."),
        client("Use a verifier that processes the extension."),
    ],
    test: end_entity!("-text"),
};

pub(super) const UNSUPPORTED_SIGNATURE_ALGORITHM: Guidance = Guidance {
    clause: "RFC 5280 section 4.1.1.2",
    cause: "The CA signs with an algorithm or a combination of curve and digest that this verifier does not have.",
    observation: "OpenSSL accepts the same chain, and the pair of key type and digest at one link is not in this verifier's \
                  list.",
    remedies: &[
        server(
            "Use a chain with signatures that all clients check, such as ECDSA P-256 with SHA-256 or RSA with SHA-256.",
        ),
        client("Update the client, or give it a cryptographic provider that has the algorithm."),
    ],
    test: verify!(" --policy all"),
};

pub(super) const VALIDITY_TOO_LONG: Guidance = Guidance {
    clause: "CA/Browser Forum TLS Baseline Requirements section 6.3.2",
    cause: "A private CA issues for years, and a browser or Apple's verifier holds it to the limit for public ones.",
    observation: "Only browsers or Apple's verifier refuse, and notAfter minus notBefore is above the limit.",
    remedies: &[
        server("Issue the certificate for a period within the client's limit, and renew it automatically."),
        operator("Install the private root as one that the user trusts, where that lifts the limit."),
    ],
    test: end_entity!("-dates -issuer"),
};

pub(super) const WEAK_KEY: Guidance = Guidance {
    clause: "CA/Browser Forum TLS Baseline Requirements section 6.1.5",
    cause: "An old appliance has an RSA key below 2048 bits, or the client's security level was raised by an update.",
    observation: "The size of the key at some depth is below what the text or the security level demands; the signature's \
                  digest is not the point.",
    remedies: &[
        server("Make a new key of at least 2048 bits of RSA or on P-256, and have it certified."),
        client("Lower the security level for this one connection until then (OpenSSL: @SECLEVEL=1)."),
    ],
    test: end_entity!("-text | grep -E 'Public-Key|Signature Algorithm'"),
};

pub(super) const WEAK_SIGNATURE: Guidance = Guidance {
    clause: "CA/Browser Forum TLS Baseline Requirements section 7.1.3.2",
    cause: "A private CA or an old intermediate signs with SHA-1 or MD5.",
    observation: "The signature algorithm at the depth that is named has SHA-1 or MD5; the key is long enough.",
    remedies: &[
        server("Have the certificate, or the intermediate above it, signed again with SHA-256."),
        proxy("Configure the inspection product to sign with SHA-256."),
        client("Lower the security level for this one connection until then (OpenSSL: @SECLEVEL=0)."),
    ],
    test: verify!(" --policy all"),
};
