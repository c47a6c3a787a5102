//! x509-limbo: reads its JSON, schema version 1, and runs each case through the core.
//!
//! The reader is lenient: unknown fields are ignored, missing and null ones take their default, and a case that cannot
//! be read is one harness error and not the end of the run. A value of an enumeration that is not known skips the case,
//! saying so. Four choices are this harness's own:
//!
//! - `validation_time` null means the time of the run, which is an argument.
//! - A `validation_time` between two seconds is asked about at both, unless the modelled verifier is given whole
//!   seconds.
//! - `key_usage` and `expected_peer_names` are not compared: they state what the end entity's certificate holds, and
//!   no policy here takes that as an input. Names in them that violate a CA's constraints are found all the same.
//! - `max_chain_depth` goes to every policy but `rustls`: rustls-webpki has no such argument, so its model has none.
//!
//! CRLs are given with revocation checked along the whole path and an unknown status refused, as x509-limbo's own
//! harness for rustls-webpki asks for.

use std::time::Duration;

use rustls_pki_types::{CertificateDer, CertificateRevocationListDer};
use serde::{Deserialize, Deserializer};
use verifail::crl::CertificateList;
use verifail::{
    Certificate, Identity, Inputs, KeyPurpose, Policy, ReferenceIdentifier, Revocation, RevocationScope, Time,
    TrustAnchor, TrustAnchors, Verifier, algorithms,
};

use crate::outcome::{CaseResult, Expectation, NoVerdict, Observation, Outcome, guarded};
use crate::pem;

/// The policy that is asked when none is named.
pub const DEFAULT_POLICY: &str = "rustls";
/// The version of the schema that is read.
const VERSION: u64 = 1;

/// A suite file.
#[derive(Debug, Deserialize)]
pub struct Suite {
    version: Option<u64>,
    testcases: Vec<serde_json::Value>,
}

/// A case as the file has it.
#[derive(Clone, Debug, Deserialize)]
pub struct Testcase {
    /// Its name: segments separated by `::`.
    pub id: String,
    expected_result: String,
    #[serde(default = "server")]
    validation_kind: String,
    #[serde(default, deserialize_with = "null_is_default")]
    trusted_certs: Vec<String>,
    #[serde(default, deserialize_with = "null_is_default")]
    untrusted_intermediates: Vec<String>,
    peer_certificate: String,
    #[serde(default)]
    validation_time: Option<String>,
    #[serde(default, deserialize_with = "null_is_default")]
    signature_algorithms: Vec<String>,
    #[serde(default, deserialize_with = "null_is_default")]
    extended_key_usage: Vec<String>,
    #[serde(default)]
    expected_peer_name: Option<PeerName>,
    #[serde(default)]
    max_chain_depth: Option<usize>,
    #[serde(default, deserialize_with = "null_is_default")]
    crls: Vec<String>,
}

/// A name the peer is expected to have.
#[derive(Clone, Debug, Deserialize)]
struct PeerName {
    kind: String,
    value: String,
}

fn server() -> String {
    "SERVER".to_owned()
}

fn null_is_default<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(from: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or_default())
}

/// Reads a suite file.
///
/// # Errors
/// When it is no JSON of that shape, or of another schema version.
pub fn read(json: &str) -> Result<Suite, String> {
    let suite: Suite = serde_json::from_str(json).map_err(|error| format!("not an x509-limbo suite: {error}"))?;
    match suite.version {
        None | Some(VERSION) => Ok(suite),
        Some(other) => Err(format!("x509-limbo schema version {other}; only {VERSION} is known")),
    }
}

impl Suite {
    /// Reads each case; the error has the case's name and says why it cannot be run.
    pub fn cases(&self) -> impl Iterator<Item = Result<Testcase, (String, String)>> {
        self.testcases.iter().map(|value| {
            Testcase::deserialize(value).map_err(|error| {
                let id = value.get("id").and_then(|id| id.as_str()).unwrap_or("(no id)");
                (id.to_owned(), error.to_string())
            })
        })
    }

    /// Runs every case under a policy; `now` stands for the times the suite leaves open.
    pub fn run(&self, policy: &Policy, now: Time) -> Vec<CaseResult> {
        self.cases()
            .map(|case| match case {
                Ok(case) => CaseResult {
                    namespace: namespace(&case.id),
                    expected: case.expected(),
                    observation: guarded(|| case.verify(policy, now)),
                    id: case.id,
                    expected_findings: Vec::new(),
                    findings_stated: false,
                },
                Err((id, why)) => CaseResult {
                    namespace: namespace(&id),
                    id,
                    expected: None,
                    observation: Outcome::HarnessError(why).into(),
                    expected_findings: Vec::new(),
                    findings_stated: false,
                },
            })
            .collect()
    }
}

/// The name up to its last `::`.
fn namespace(id: &str) -> String {
    id.rsplit_once("::").map_or(id, |(namespace, _)| namespace).to_owned()
}

/// A case's input, decoded once for every verifier that is asked.
#[derive(Debug)]
pub struct Material {
    /// The end entity's certificate.
    pub end_entity: CertificateDer<'static>,
    /// Other certificates the peer sent.
    pub intermediates: Vec<CertificateDer<'static>>,
    /// The trusted certificates.
    pub anchors: Vec<CertificateDer<'static>>,
    /// The CRLs.
    pub crls: Vec<CertificateRevocationListDer<'static>>,
    /// When.
    pub time: Time,
    /// The use.
    pub purpose: KeyPurpose,
    /// The name of the server: a DNS name or an address. None for a client, or where the suite names nobody.
    pub peer: Option<String>,
}

impl Testcase {
    /// What the suite expects.
    pub fn expected(&self) -> Option<Expectation> {
        match self.expected_result.as_str() {
            "SUCCESS" => Some(Expectation::Accept),
            "FAILURE" => Some(Expectation::Reject),
            _ => None,
        }
    }

    /// Decodes the input.
    ///
    /// # Errors
    /// When the case asks for something that is not known, or its PEM cannot be read.
    pub fn material(&self, now: Time) -> Result<Material, NoVerdict> {
        if self.expected().is_none() {
            return Err(NoVerdict::Skip(format!("unknown expected_result {}", self.expected_result)));
        }
        if !self.signature_algorithms.is_empty() {
            return Err(NoVerdict::Skip(
                "signature_algorithms restricts the verifier, not the certificates".to_owned(),
            ));
        }
        let time = match &self.validation_time {
            None => now,
            Some(text) => {
                text.parse().map_err(|error| NoVerdict::HarnessError(format!("validation_time {text}: {error}")))?
            }
        };
        Ok(Material {
            end_entity: pem::certificate(&self.peer_certificate)?,
            intermediates: pem::certificates(&self.untrusted_intermediates)?,
            anchors: pem::certificates(&self.trusted_certs)?,
            crls: pem::crls(&self.crls)?,
            time,
            purpose: self.purpose()?,
            peer: self.peer()?,
        })
    }

    /// The same as a case of the testkit, for its verifiers. Instants between two seconds are cut to the first of them.
    ///
    /// # Errors
    /// As [`material`](Self::material); and for a purpose that the testkit has no word for.
    pub fn case(&self, now: Time) -> Result<verifail_testkit::Case, NoVerdict> {
        use verifail_testkit::world::{Purpose, Question, Reference, RevocationQuestion};
        let material = self.material(now)?;
        let purposes = [
            Purpose::Any,
            Purpose::ServerAuth,
            Purpose::ClientAuth,
            Purpose::CodeSigning,
            Purpose::EmailProtection,
            Purpose::TimeStamping,
            Purpose::OcspSigning,
        ];
        let id = material.purpose.id();
        let same = |purpose: &Purpose| match (purpose, &id) {
            (Purpose::Any, None) => true,
            (purpose, Some(id)) => id.as_bytes() == verifail_testkit::materialise::purpose_id(*purpose),
            (_, None) => false,
        };
        let purpose = purposes.into_iter().find(same);
        let purpose = purpose.ok_or_else(|| NoVerdict::Skip("a purpose without a word for it".to_owned()))?;
        let octets = |ders: &[CertificateDer<'_>]| ders.iter().map(|der| der.to_vec()).collect();
        let revocation = RevocationQuestion { end_entity_only: false, allow_unknown: false };
        Ok(verifail_testkit::Case {
            scheme: verifail_testkit::signing::Scheme::P256,
            end_entity: material.end_entity.to_vec(),
            intermediates: octets(&material.intermediates),
            anchors: octets(&material.anchors),
            crls: material.crls.iter().map(|der| der.to_vec()).collect(),
            question: Question {
                time: material.time.unix_seconds(),
                reference: material.peer.map(|name| Reference::Dns(name.into())),
                purpose,
                max_path_depth: self.max_chain_depth.map(|depth| u8::try_from(depth).unwrap_or(u8::MAX)),
                revocation: (!material.crls.is_empty()).then_some(revocation),
                ..Question::default()
            },
        })
    }

    /// The use the validation kind stands for, unless one extended key usage says otherwise.
    fn purpose(&self) -> Result<KeyPurpose, NoVerdict> {
        let by_kind = match self.validation_kind.as_str() {
            "SERVER" => KeyPurpose::ServerAuth,
            "CLIENT" => KeyPurpose::ClientAuth,
            other => return Err(NoVerdict::Skip(format!("unknown validation_kind {other}"))),
        };
        let named: Vec<KeyPurpose> = self
            .extended_key_usage
            .iter()
            .map(|usage| {
                Ok(match usage.as_str() {
                    "anyExtendedKeyUsage" => KeyPurpose::Any,
                    "clientAuth" => KeyPurpose::ClientAuth,
                    "codeSigning" => other_purpose("1.3.6.1.5.5.7.3.3")?,
                    "emailProtection" => other_purpose("1.3.6.1.5.5.7.3.4")?,
                    "OCSPSigning" => other_purpose("1.3.6.1.5.5.7.3.9")?,
                    "serverAuth" => KeyPurpose::ServerAuth,
                    "timeStamping" => other_purpose("1.3.6.1.5.5.7.3.8")?,
                    other => return Err(NoVerdict::Skip(format!("unknown extended_key_usage {other}"))),
                })
            })
            .collect::<Result<_, _>>()?;
        match named.as_slice() {
            [] => Ok(by_kind),
            [one] => Ok(one.clone()),
            several if several.contains(&by_kind) => Ok(by_kind),
            _ => Err(NoVerdict::Skip("several key purposes, none of them the validation kind's".to_owned())),
        }
    }

    fn peer(&self) -> Result<Option<String>, NoVerdict> {
        match &self.expected_peer_name {
            None => Ok(None),
            Some(PeerName { kind, value }) => match kind.as_str() {
                "DNS" | "IP" => Ok(Some(value.clone())),
                "RFC822" => Err(NoVerdict::Skip("a mailbox is no reference identifier of a TLS server".to_owned())),
                other => Err(NoVerdict::Skip(format!("unknown kind of peer name {other}"))),
            },
        }
    }

    /// Asks the core.
    fn verify(&self, policy: &Policy, now: Time) -> Result<Observation, NoVerdict> {
        let mut material = self.material(now)?;
        let max_path_depth = self.max_chain_depth.filter(|_| policy.name() != "rustls");
        let seen = material.verify(policy, max_path_depth)?;
        if seen.outcome != Outcome::Accept || reads_whole_seconds(policy) || !self.is_between_seconds() {
            return Ok(seen);
        }
        // Validity periods begin and end on a second: what is valid between two seconds is valid at both.
        material.time = material.time + Duration::from_secs(1);
        material.verify(policy, max_path_depth)
    }

    /// The validation time has a fraction of a second that is not zero.
    fn is_between_seconds(&self) -> bool {
        let fraction = self.validation_time.as_deref().and_then(|text| text.split_once('.')).map(|(_, rest)| rest);
        fraction.is_some_and(|rest| rest.bytes().take_while(u8::is_ascii_digit).any(|digit| digit != b'0'))
    }
}

/// The verifiers that these policies model are given whole seconds, the fraction cut off: `UnixTime`, `time_t`.
fn reads_whole_seconds(policy: &Policy) -> bool {
    ["rustls", "openssl", "openssl-strict", "envoy", "boringssl-pki"].contains(&policy.name())
}

fn other_purpose(id: &str) -> Result<KeyPurpose, NoVerdict> {
    id.parse().map(KeyPurpose::Other).map_err(|_| NoVerdict::HarnessError(format!("{id} is no object identifier")))
}

impl Material {
    /// Asks the core.
    ///
    /// # Errors
    /// When the name is no reference identifier, or a CRL cannot be read.
    pub fn verify(&self, policy: &Policy, max_path_depth: Option<usize>) -> Result<Observation, NoVerdict> {
        let Ok(end_entity) = Certificate::from_der(&self.end_entity) else {
            return Ok(Outcome::Reject(vec!["malformed".to_owned()]).into());
        };
        // What is no certificate, or no anchor, cannot be part of a path: it is left out, as every verifier does.
        let intermediates: Vec<Certificate<'_>> =
            self.intermediates.iter().filter_map(|der| Certificate::from_der(der).ok()).collect();
        let anchors: TrustAnchors<'_> = self.anchors.iter().filter_map(|der| TrustAnchor::from_der(der).ok()).collect();
        let crls = certificate_lists(&self.crls)?;
        let identity = match &self.peer {
            None => Identity::Unchecked,
            Some(name) => Identity::Reference(
                name.parse::<ReferenceIdentifier>()
                    .map_err(|error| NoVerdict::Skip(format!("{name} is no reference identifier: {error}")))?,
            ),
        };
        let mut inputs = Inputs::path_only(self.time, self.purpose.clone());
        inputs.identity = identity;
        inputs.max_path_depth = max_path_depth;
        if !crls.is_empty() {
            inputs =
                inputs.with_revocation(Revocation { crls: &crls, scope: RevocationScope::Path, allow_unknown: false });
        }
        let verifier = Verifier::new(policy, &anchors, algorithms::all());
        Ok(Observation::of(&verifier.verify(&end_entity, &intermediates, &inputs)))
    }
}

/// Parses CRLs.
///
/// # Errors
/// When one is no CRL at all.
pub(crate) fn certificate_lists<'c>(
    crls: &'c [CertificateRevocationListDer<'static>],
) -> Result<Vec<CertificateList<'c>>, NoVerdict> {
    crls.iter()
        .map(|der| CertificateList::from_der(der))
        .collect::<Result<_, _>>()
        .map_err(|error| NoVerdict::HarnessError(format!("a CRL cannot be read: {error}")))
}

#[cfg(test)]
mod tests;
