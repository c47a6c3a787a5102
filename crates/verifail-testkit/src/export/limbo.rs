//! x509-limbo's JSON (schema version 1), which many verifiers have a harness for.

use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::pem::block;
use super::{Omission, omissions};
use crate::case::Case;
use crate::signing::Scheme;
use crate::world::{Purpose, Reference, RevocationQuestion};

/// What the suite expects of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected<'a> {
    /// Its name: segments separated by `::`.
    pub id: &'a str,
    /// What it shows, in a sentence.
    pub description: &'a str,
    /// Whether it must be accepted.
    pub accept: bool,
}

/// A case as one element of `testcases`, and what it leaves out.
pub fn testcase(case: &Case, expected: &Expected<'_>) -> (Value, Vec<Omission>) {
    let Expected { id, description, accept } = expected;
    let question = &case.question;
    let mut omissions = omissions(question);
    if case.scheme == Scheme::Toy {
        omissions.push(Omission::ToySignatures);
    }
    if question.explicit_policy || !question.policies.is_empty() {
        omissions.push(Omission::CertificatePolicies);
    }
    if let Some(RevocationQuestion { end_entity_only, allow_unknown }) = question.revocation
        && (end_entity_only || allow_unknown || case.crls.is_empty())
    {
        omissions.push(Omission::RevocationDetails);
    }
    let kind = if question.purpose == Purpose::ClientAuth { "CLIENT" } else { "SERVER" };
    let usage = usage(question.purpose);
    if usage.is_none() {
        omissions.push(Omission::Purpose(question.purpose));
    }
    let peer = match &question.reference {
        None => Value::Null,
        Some(Reference::Dns(name)) => json!({"kind": "DNS", "value": name}),
        Some(Reference::Ip(octets)) => match address(octets) {
            Some(address) => json!({"kind": "IP", "value": address}),
            None => {
                omissions.push(Omission::Reference);
                Value::Null
            }
        },
    };
    let time = OffsetDateTime::from_unix_timestamp(question.time).ok().and_then(|time| time.format(&Rfc3339).ok());
    // The schema has CRLs only to be used.
    let crls: &[Vec<u8>] = if question.revocation.is_some() { &case.crls } else { &[] };
    let pem = |ders: &[Vec<u8>], label| ders.iter().map(|der| block(label, der)).collect::<Vec<_>>();
    let value = json!({
        "id": id,
        "conflicts_with": [],
        "features": if question.max_path_depth.is_some() { vec!["max-chain-depth"] } else { vec![] },
        "importance": "undetermined",
        "description": description,
        "validation_kind": kind,
        "trusted_certs": pem(&case.anchors, "CERTIFICATE"),
        "untrusted_intermediates": pem(&case.intermediates, "CERTIFICATE"),
        "peer_certificate": block("CERTIFICATE", &case.end_entity),
        "peer_certificate_key": null,
        "validation_time": time,
        "signature_algorithms": [],
        "key_usage": [],
        "extended_key_usage": usage.into_iter().collect::<Vec<_>>(),
        "expected_result": if *accept { "SUCCESS" } else { "FAILURE" },
        "expected_peer_name": peer,
        "expected_peer_names": [],
        "max_chain_depth": question.max_path_depth,
        "crls": pem(crls, "X509 CRL"),
    });
    (value, omissions)
}

/// A whole suite of such cases, as a file.
pub fn suite(testcases: &[Value]) -> String {
    format!("{:#}\n", json!({"version": 1, "testcases": testcases}))
}

/// The schema's word for a purpose.
const fn usage(purpose: Purpose) -> Option<&'static str> {
    match purpose {
        Purpose::Any => Some("anyExtendedKeyUsage"),
        Purpose::ServerAuth => Some("serverAuth"),
        Purpose::ClientAuth => Some("clientAuth"),
        Purpose::CodeSigning => Some("codeSigning"),
        Purpose::EmailProtection => Some("emailProtection"),
        Purpose::TimeStamping => Some("timeStamping"),
        Purpose::OcspSigning => Some("OCSPSigning"),
        Purpose::ServerGatedCrypto | Purpose::Unknown => None,
    }
}

/// The text of an address, if the octets are one.
pub(super) fn address(octets: &[u8]) -> Option<String> {
    let v4 = <[u8; 4]>::try_from(octets).ok().map(|four| std::net::Ipv4Addr::from(four).to_string());
    v4.or_else(|| <[u8; 16]>::try_from(octets).ok().map(|sixteen| std::net::Ipv6Addr::from(sixteen).to_string()))
}
