//! Fixed chains with the findings that are expected of each certificate: BoringSSL's
//! `verify_certificate_chain_unittest`, as JSON.
//!
//! The last certificate of a chain is the one whose trust is stated; all others are supplied. A trust that is no
//! anchor's makes no anchor: the last certificate is then one more supplied certificate. A chain of one certificate is
//! accepted only when it is trusted as an end entity (`TRUSTED_LEAF`, `TRUSTED_ANCHOR_OR_LEAF`), and with
//! `…_REQUIRE_SELF_SIGNED` only when a path leads from it to itself as an anchor.
//!
//! `expected_user_constrained_policy_set` is not compared: a verdict does not state that set.

pub mod texts;
mod variant;

use rustls_pki_types::CertificateDer;
use serde::Deserialize;
use verifail::{
    AnchorEnforcement, Certificate, Inputs, KeyPurpose, Policy, Time, TrustAnchor, TrustAnchors, Verifier, algorithms,
};

use crate::findings::Expected;
use crate::outcome::{CaseResult, Expectation, NoVerdict, Observation, Outcome, guarded};
use crate::{initial_policies, pem};
use variant::{Strictness, Variant};

/// The policy that is asked when none is named.
pub const DEFAULT_POLICY: &str = "boringssl-pki";
/// What `DEFAULT` stands for in `utc_time`.
const DEFAULT_UTC_TIME: &str = "211005120000Z";

/// A suite file.
#[derive(Debug, Deserialize)]
pub struct Suite {
    cases: Vec<serde_json::Value>,
}

/// A case as the file has it.
#[derive(Clone, Debug, Deserialize)]
pub struct Case {
    id: String,
    key_purpose: String,
    last_cert_trust: String,
    #[serde(default)]
    utc_time: Option<String>,
    #[serde(default)]
    digest_policy: Option<String>,
    chain: Vec<String>,
    #[serde(default)]
    expected: Vec<ExpectedEntry>,
    /// Whatever initial values of policy processing there are.
    #[serde(flatten)]
    rest: serde_json::Value,
}

/// A finding as the file has it.
#[derive(Clone, Debug, Deserialize)]
struct ExpectedEntry {
    cert: usize,
    severity: String,
    error: String,
}

/// Reads a suite file.
///
/// # Errors
/// When it is no JSON of that shape.
pub fn read(json: &str) -> Result<Suite, String> {
    serde_json::from_str(json).map_err(|error| format!("not a suite of chains: {error}"))
}

impl Suite {
    /// Runs every case under variants of a policy.
    pub fn run(&self, policy: &Policy) -> Vec<CaseResult> {
        self.cases
            .iter()
            .map(|value| match Case::deserialize(value) {
                Ok(case) => case.run(policy),
                Err(error) => {
                    let id = value.get("id").and_then(|id| id.as_str()).unwrap_or("(no id)").to_owned();
                    CaseResult {
                        namespace: namespace(&id),
                        id,
                        expected: None,
                        observation: Outcome::HarnessError(error.to_string()).into(),
                        expected_findings: Vec::new(),
                        findings_stated: false,
                    }
                }
            })
            .collect()
    }
}

/// The name up to its last `/`: the directory of BoringSSL's file.
fn namespace(id: &str) -> String {
    id.rsplit_once('/').map_or(id, |(namespace, _)| namespace).to_owned()
}

/// What the last certificate of a chain is trusted as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Trust {
    anchor: bool,
    end_entity: bool,
    require_self_signed: bool,
    distrusted: bool,
    enforcement: AnchorEnforcement,
}

impl Trust {
    const NONE: Self = Self {
        anchor: false,
        end_entity: false,
        require_self_signed: false,
        distrusted: false,
        enforcement: AnchorEnforcement { validity: false, constraints: false, basic_constraints: false },
    };

    /// Reads the suite's name of a trust: a kind, then modifiers joined by `_`, with or without `AND` and `WITH`.
    fn read(name: &str) -> Option<Self> {
        let kinds = [
            ("TRUSTED_ANCHOR_OR_LEAF", Self { anchor: true, end_entity: true, ..Self::NONE }),
            ("TRUSTED_ANCHOR", Self { anchor: true, ..Self::NONE }),
            ("TRUSTED_LEAF", Self { end_entity: true, ..Self::NONE }),
            ("DISTRUSTED", Self { distrusted: true, ..Self::NONE }),
            ("UNSPECIFIED", Self::NONE),
        ];
        let (mut rest, mut trust) = kinds.iter().find_map(|(kind, trust)| Some((name.strip_prefix(kind)?, *trust)))?;
        while !rest.is_empty() {
            rest = rest.strip_prefix('_')?;
            rest = ["WITH_", "AND_"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
            let (modified, set): (&str, fn(&mut Self)) = [
                ("EXPIRATION", (|t| t.enforcement.validity = true) as fn(&mut Self)),
                ("CONSTRAINTS", |t| t.enforcement.constraints = true),
                ("REQUIRE_BASIC_CONSTRAINTS", |t| t.enforcement.basic_constraints = true),
                ("REQUIRE_SELF_SIGNED", |t| t.require_self_signed = true),
            ]
            .into_iter()
            .find_map(|(word, set)| Some((rest.strip_prefix(word)?, set)))?;
            set(&mut trust);
            rest = modified;
        }
        // BoringSSL looks for the extension only where it looks at the anchor's constraints at all.
        trust.enforcement.basic_constraints &= trust.enforcement.constraints;
        Some(trust)
    }
}

/// The suite's key purposes, and how strictly each is read.
fn key_purpose(name: &str) -> Option<(KeyPurpose, Strictness)> {
    Some(match name {
        "ANY_EKU" => (KeyPurpose::Any, Strictness::Lenient),
        "C2PA_MANIFEST" => (KeyPurpose::C2paManifest, Strictness::Strict),
        "C2PA_TIMESTAMPING" => (KeyPurpose::C2paTimeStamping, Strictness::Strict),
        "CLIENT_AUTH" => (KeyPurpose::ClientAuth, Strictness::Lenient),
        "CLIENT_AUTH_STRICT" => (KeyPurpose::ClientAuth, Strictness::Strict),
        "CLIENT_AUTH_STRICT_LEAF" => (KeyPurpose::ClientAuth, Strictness::StrictEndEntity),
        "MLS_CLIENT_AUTH" | "RCS_MLS_CLIENT_AUTH" => (KeyPurpose::RcsMlsClient, Strictness::Strict),
        "SERVER_AUTH" => (KeyPurpose::ServerAuth, Strictness::Lenient),
        "SERVER_AUTH_STRICT" => (KeyPurpose::ServerAuth, Strictness::Strict),
        "SERVER_AUTH_STRICT_LEAF" => (KeyPurpose::ServerAuth, Strictness::StrictEndEntity),
        _ => return None,
    })
}

/// Reads `YYMMDDHHMMSSZ`, or `DEFAULT`.
fn utc_time(text: &str) -> Option<Time> {
    let text = if text == "DEFAULT" { DEFAULT_UTC_TIME } else { text };
    let digits = text.strip_suffix('Z').filter(|d| d.len() == 12 && d.bytes().all(|b| b.is_ascii_digit()))?;
    let field = |at: usize| digits.get(at..at + 2);
    let year = field(0)?;
    let century = if year < "50" { "20" } else { "19" };
    format!("{century}{year}-{}-{}T{}:{}:{}Z", field(2)?, field(4)?, field(6)?, field(8)?, field(10)?).parse().ok()
}

impl Case {
    fn run(self, policy: &Policy) -> CaseResult {
        let severities: Option<Vec<bool>> = self.expected.iter().map(|e| is_error(&e.severity)).collect();
        let expected = severities
            .as_ref()
            .map(|errors| if errors.contains(&true) { Expectation::Reject } else { Expectation::Accept });
        let observation = guarded(|| match expected {
            None => Err(NoVerdict::Skip("an expected finding has an unknown severity".to_owned())),
            Some(_) => self.verify(policy),
        });
        let expected_findings = self
            .expected
            .iter()
            .zip(severities.unwrap_or_default())
            .map(|(entry, is_error)| texts::expected(entry.cert, is_error, &entry.error))
            .collect();
        CaseResult {
            namespace: namespace(&self.id),
            id: self.id,
            expected,
            observation,
            expected_findings,
            findings_stated: true,
        }
    }

    fn verify(&self, policy: &Policy) -> Result<Observation, NoVerdict> {
        let skip = |what: &str, value: &str| NoVerdict::Skip(format!("unknown {what} {value}"));
        let (purpose, strictness) =
            key_purpose(&self.key_purpose).ok_or_else(|| skip("key_purpose", &self.key_purpose))?;
        let trust = Trust::read(&self.last_cert_trust).ok_or_else(|| skip("last_cert_trust", &self.last_cert_trust))?;
        let time = self.utc_time.as_deref().unwrap_or("DEFAULT");
        let time = utc_time(time).ok_or_else(|| NoVerdict::HarnessError(format!("utc_time {time}")))?;
        let allow_sha1 = match self.digest_policy.as_deref() {
            None | Some("ALLOW_SHA_1") => true,
            Some("STRONG") => false,
            Some(other) => return Err(skip("digest_policy", other)),
        };
        let mut inputs = Inputs::path_only(time, purpose);
        inputs.policies = initial_policies::read(&self.rest)?;
        let policy =
            Variant { strictness, allow_sha1, trust_end_entity: trust.end_entity && !trust.require_self_signed }
                .of(policy);
        verify_chain(&policy, &pem::certificates(&self.chain)?, trust, inputs)
    }
}

/// Verifies a chain, end entity first, whose last certificate has that trust.
fn verify_chain(
    policy: &Policy,
    chain: &[CertificateDer<'static>],
    trust: Trust,
    inputs: Inputs<'_>,
) -> Result<Observation, NoVerdict> {
    let parsed: Vec<Certificate<'_>> = chain
        .iter()
        .map(|der| Certificate::from_der(der))
        .collect::<Result<_, _>>()
        .map_err(|error| NoVerdict::HarnessError(format!("a certificate cannot be read: {error}")))?;
    let Some((last, supplied)) = parsed.split_last() else {
        return Err(NoVerdict::HarnessError("the chain is empty".to_owned()));
    };
    let alone = supplied.is_empty();
    let trusted = trust.distrusted || if alone { trust.end_entity } else { trust.anchor };
    let anchors: TrustAnchors<'_> = trusted
        .then(|| TrustAnchor::from_certificate(last.clone()))
        .transpose()
        .map_err(|error| NoVerdict::HarnessError(format!("the trust anchor cannot be read: {error}")))?
        .map(|anchor| anchor.enforcing(trust.enforcement))
        .into_iter()
        .collect();
    let (Some(end_entity), Some(others)) = (parsed.first(), parsed.get(1..)) else {
        return Err(NoVerdict::HarnessError("the chain is empty".to_owned()));
    };
    // A trusted last certificate is not supplied a second time: the chain is the only path there is.
    let intermediates = if trusted { others.split_last().map_or(others, |(_, others)| others) } else { others };
    let distrusted: Vec<&[u8]> =
        last.public_key().filter(|_| trust.distrusted).map(|key| key.as_contents()).into_iter().collect();
    let inputs = Inputs { distrusted_keys: &distrusted, ..inputs };
    let verifier = Verifier::new(policy, &anchors, algorithms::all());
    Ok(Observation::of(&verifier.verify(end_entity, intermediates, &inputs)))
}

/// `ERROR` or `WARNING`.
fn is_error(severity: &str) -> Option<bool> {
    match severity.to_ascii_uppercase().as_str() {
        "ERROR" | "HIGH" => Some(true),
        "WARNING" => Some(false),
        _ => None,
    }
}

/// Reads the text that BoringSSL prints of a path's errors: a heading a certificate, a line an error.
///
/// `----- Certificate i=1 (CN=…) -----`, then `ERROR: text` or `WARNING: text`; indented lines are parameters. Errors
/// of no certificate are taken as the end entity's.
pub(crate) fn read_report(report: &str) -> Vec<Expected> {
    let mut cert = 0;
    let mut expected = Vec::new();
    for line in report.lines() {
        if let Some(heading) = line.strip_prefix("----- Certificate i=") {
            let digits: String = heading.chars().take_while(char::is_ascii_digit).collect();
            cert = digits.parse().unwrap_or(0);
        } else if let Some((severity, text)) = line.split_once(": ")
            && let Some(is_error) = is_error(severity)
        {
            expected.push(texts::expected(cert, is_error, text));
        }
    }
    expected
}

#[cfg(test)]
mod tests;
