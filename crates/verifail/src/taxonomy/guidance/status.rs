//! What others say about a certificate: revocation, transparency, deny lists, pins.

use super::command::{end_entity, handshake};
use super::{Guidance, client, operator, proxy, server};

pub(super) const CT_MISSING: Guidance = Guidance {
    clause: "RFC 6962 section 3.3",
    cause: "A private CA whose root is treated as a public one, or log lists in the client that are out of date.",
    observation: "One site refused means its certificate lacks timestamps; all public sites refused at once mean the client's \
                  log list.",
    remedies: &[
        server("Use a certificate whose CA logs it and embeds the timestamps."),
        client("Update the browser or system, whose list of logs is out of date."),
        operator("Exempt the private CA by policy (Chromium: CertificateTransparencyEnforcementDisabledForCas)."),
    ],
    test: end_entity!("-ext ct_precert_scts"),
};

pub(super) const EXPLICITLY_DISTRUSTED: Guidance = Guidance {
    clause: "RFC 5280 section 6.2",
    cause: "The client's vendor, or its operator, put the CA or key on a deny list.",
    observation: "The chain is complete and its root may even be in the store; other clients without the list accept.",
    remedies: &[
        server("Use a certificate of another CA."),
        operator("Look whether somebody marked the certificate as not trusted in this machine's store."),
    ],
    test: end_entity!("-issuer -fingerprint -sha256"),
};

pub(super) const OCSP_RESPONSE_BAD: Guidance = Guidance {
    clause: "RFC 6960 section 3.2",
    cause: "The server staples an old response or, after a restart, none, for a certificate that promises one (RFC 7633).",
    observation: "The stapled response is missing, its nextUpdate has passed, or this clock is wrong; the responder itself \
                  answers.",
    remedies: &[
        server("Fetch a fresh response before serving (nginx: ssl_stapling_file), and reload after renewal."),
        server("Do without must-staple if stapling cannot be relied on."),
        operator("Compare this machine's clock with another."),
    ],
    test: handshake!("-status 2>/dev/null | grep -A 17 'OCSP response'"),
};

pub(super) const PIN_MISMATCH: Guidance = Guidance {
    clause: "RFC 7469 section 2.6",
    cause: "The key was renewed and the pin was not, or an inspection proxy presents a key of its own.",
    observation: "The key's digest from outside beside the pin: equal means interception here, different a renewed key.",
    remedies: &[
        client("Update the pin, and pin a backup key with it."),
        proxy("Exempt the host from inspection: a pinned client cannot be inspected."),
        server("Keep the key when renewing, or announce the next one first."),
    ],
    test: end_entity!("-pubkey | openssl pkey -pubin -outform DER | openssl dgst -sha256 -binary | openssl base64"),
};

pub(super) const REVOCATION_UNAVAILABLE: Guidance = Guidance {
    clause: "RFC 5280 section 6.3",
    cause: "The CRL or OCSP address cannot be reached from here, or an inspection proxy mints certificates without one.",
    observation: "The certificate names an address and it cannot be fetched here, or it names none; the wait before the failure \
                  has the length of a fixed limit.",
    remedies: &[
        operator("Let this machine reach the CRL and OCSP addresses, which are plain HTTP."),
        client(
            "Let an unknown status pass (curl and git with SChannel: --ssl-revoke-best-effort, http.schannelCheckRevoke).",
        ),
        proxy("Publish a CRL for the certificates that the product mints, and name it in them."),
        operator("Renew the CRL in the file, if one is supplied."),
    ],
    test: end_entity!("-ext crlDistributionPoints,authorityInfoAccess"),
};

pub(super) const REVOKED: Guidance = Guidance {
    clause: "RFC 5280 section 6.3.3",
    cause: "The certificate was replaced after an incident or a wrong issuance, and a node still serves the old one.",
    observation: "Its serial number is on the issuer's CRL, or the OCSP response says revoked, with a time and a reason.",
    remedies: &[
        server("Install the certificate that replaces it on every node."),
        client("Refuse, and ask the server's operator: whoever has the old key can pose as the server."),
    ],
    test: end_entity!("-serial -ext crlDistributionPoints"),
};
