//! The exceptions of the core: where a policy models a verifier that breaks a relation, so does the policy.

use super::Exception;

/// What a row says: policies, relation, form, why, where.
type Row = (&'static [&'static str], u8, &'static str, &'static str, &'static str);

const FIRST_ISSUER: &[&str] = &["openssl", "openssl-strict", "envoy"];
const ONE_PATH: &str = "https://github.com/openssl/openssl/blob/openssl-3.0/crypto/x509/x509_vfy.c";

const ROWS: &[Row] = &[
    (FIRST_ISSUER, 2, "", "builds one path from the first certificate that may have issued the one below", ONE_PATH),
    (FIRST_ISSUER, 3, "intermediate", "takes the first of several by the order in which they come", ONE_PATH),
    (
        &["envoy"],
        4,
        "",
        "takes the first of two twins and not the valid one",
        "https://boringssl.googlesource.com/boringssl/+/refs/heads/main/crypto/x509/x509_vfy.cc",
    ),
    (FIRST_ISSUER, 5, "", "chooses an issuer by its name before any signature is checked", ONE_PATH),
    (FIRST_ISSUER, 6, "", "stays with the variant it met first and does not come back for the other", ONE_PATH),
    (FIRST_ISSUER, 7, "", "chooses an issuer by its name before any signature is checked", ONE_PATH),
    (
        FIRST_ISSUER,
        8,
        "",
        "takes a trusted certificate of the right name before a supplied one, whatever its key",
        ONE_PATH,
    ),
    (FIRST_ISSUER, 9, "", "takes the first trusted certificate of the right name", ONE_PATH),
    (
        FIRST_ISSUER,
        42,
        "",
        "ends its one path below an issuer of another name, and says nothing of what is above",
        ONE_PATH,
    ),
    (
        &["rustls", "go"],
        19,
        "",
        "compares names octet for octet",
        "https://github.com/rustls/webpki/blob/v/0.103.16/src/verify_cert.rs",
    ),
    (
        &["rustls", "go"],
        20,
        "",
        "compares names octet for octet",
        "https://github.com/rustls/webpki/blob/v/0.103.16/src/verify_cert.rs",
    ),
    (
        &["rustls", "rfc5280", "boringssl-pki", "boringssl-pki-strict-leaf", "boringssl-pki-strict"],
        35,
        "too short in the anchor",
        "takes a name and a key from a trust anchor, and no path length",
        "https://www.rfc-editor.org/rfc/rfc5280#section-6.1.1",
    ),
    (
        &["rustls", "go"],
        36,
        "",
        "counts self-issued certificates against path lengths",
        "https://github.com/rustls/webpki/blob/v/0.103.16/src/verify_cert.rs",
    ),
];

/// What the modelled verifiers break, as exceptions of the core under the policies that model them.
pub fn modelled() -> Vec<Exception> {
    let exceptions = ROWS.iter().flat_map(|(policies, relation, variant, reason, link)| {
        policies.iter().map(|policy| Exception {
            verifier: "verifail".to_owned(),
            relation: *relation,
            policy: Some((*policy).to_owned()),
            variant: (!variant.is_empty()).then(|| (*variant).to_owned()),
            added: 0,
            reason: (*reason).to_owned(),
            link: (*link).to_owned(),
        })
    });
    exceptions.collect()
}
