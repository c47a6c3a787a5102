//! NIST's Public Key Interoperability Test Suite, version 1.0.1, as JSON: each test with its certificates and CRLs.
//! <https://csrc.nist.gov/projects/pki-testing>
//!
//! A test's first certificate is the trust anchor, its last the end entity. Every test is asked at one time, without an
//! identity or a purpose, with the status of the whole path established from the test's own CRLs.
//!
//! `expected_errors` is what BoringSSL says of the chain, which PKITS itself does not state. It is compared where the
//! test is to fail, and left out where BoringSSL only says that it cannot read a key (it has no DSA): such a text is
//! about BoringSSL and not about the chain.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use verifail::{
    Certificate, Inputs, KeyPurpose, Policy, Revocation, RevocationScope, Time, TrustAnchor, TrustAnchors, Verifier,
    algorithms,
};

use crate::chains::read_report;
use crate::findings::Expected;
use crate::limbo::certificate_lists;
use crate::outcome::{CaseResult, Expectation, NoVerdict, Observation, Outcome, guarded};
use crate::{initial_policies, pem};

/// The policy that is asked when none is named.
pub const DEFAULT_POLICY: &str = "rfc5280";
/// 2011-04-15T00:00:00Z: the day the suite was published.
const VALIDATION_TIME: Time = Time::from_unix_seconds(1_302_825_600);
/// BoringSSL's text for a key whose algorithm it does not have.
const KEY_NOT_READ: &str = "Couldn't parse SubjectPublicKeyInfo";

/// A suite file.
#[derive(Debug, Deserialize)]
pub struct Suite {
    tests: Vec<Value>,
    certs: BTreeMap<String, String>,
    #[serde(default)]
    crls: BTreeMap<String, String>,
}

/// A test as the file has it.
#[derive(Clone, Debug, Deserialize)]
struct Test {
    number: String,
    #[serde(default)]
    name: String,
    certs: Vec<String>,
    #[serde(default)]
    crls: Vec<String>,
    should_validate: bool,
    #[serde(default)]
    info: Value,
    #[serde(default)]
    expected_errors: Option<String>,
}

/// Reads a suite file.
///
/// # Errors
/// When it is no JSON of that shape.
pub fn read(json: &str) -> Result<Suite, String> {
    serde_json::from_str(json).map_err(|error| format!("not a PKITS suite: {error}"))
}

impl Suite {
    /// Runs every test under a policy.
    pub fn run(&self, policy: &Policy) -> Vec<CaseResult> {
        self.tests
            .iter()
            .map(|value| match Test::deserialize(value) {
                Ok(test) => self.run_test(&test, policy),
                Err(error) => {
                    let number = value.get("number").and_then(Value::as_str).unwrap_or("(no number)");
                    CaseResult {
                        id: number.to_owned(),
                        namespace: section(number),
                        expected: None,
                        observation: Outcome::HarnessError(error.to_string()).into(),
                        expected_findings: Vec::new(),
                        findings_stated: false,
                    }
                }
            })
            .collect()
    }

    fn run_test(&self, test: &Test, policy: &Policy) -> CaseResult {
        let expected = if test.should_validate { Expectation::Accept } else { Expectation::Reject };
        let expected_findings = test.expected_findings();
        CaseResult {
            id: format!("{} {}", test.number, test.name).trim_end().to_owned(),
            namespace: section(&test.number),
            expected: Some(expected),
            observation: guarded(|| self.verify(test, policy)),
            findings_stated: expected_findings.is_some(),
            expected_findings: expected_findings.unwrap_or_default(),
        }
    }

    fn verify(&self, test: &Test, policy: &Policy) -> Result<Observation, NoVerdict> {
        let look_up = |names: &[String], of: &BTreeMap<String, String>| -> Result<Vec<String>, NoVerdict> {
            names
                .iter()
                .map(|name| {
                    of.get(name).cloned().ok_or_else(|| NoVerdict::HarnessError(format!("{name} is not in the file")))
                })
                .collect()
        };
        let certificates = pem::certificates(&look_up(&test.certs, &self.certs)?)?;
        let crl_ders = pem::crls(&look_up(&test.crls, &self.crls)?)?;
        let crls = certificate_lists(&crl_ders)?;
        let mut parsed = certificates
            .iter()
            .map(|der| Certificate::from_der(der))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| NoVerdict::HarnessError(format!("a certificate cannot be read: {error}")))?;
        if parsed.len() < 2 {
            return Err(NoVerdict::HarnessError("a test needs a trust anchor and an end entity".to_owned()));
        }
        let anchors: TrustAnchors<'_> = std::iter::once(parsed.remove(0))
            .map(TrustAnchor::from_certificate)
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| NoVerdict::HarnessError(format!("the trust anchor cannot be read: {error}")))?
            .into_iter()
            .collect();
        // End entity first, as paths are written everywhere else.
        parsed.reverse();
        let Some((end_entity, intermediates)) = parsed.split_first() else {
            return Err(NoVerdict::HarnessError("there is no end entity".to_owned()));
        };
        let mut inputs = Inputs::path_only(VALIDATION_TIME, KeyPurpose::Any).with_revocation(Revocation {
            crls: &crls,
            scope: RevocationScope::Path,
            allow_unknown: false,
        });
        inputs.policies = initial_policies::read(&test.info)?;
        let verifier = Verifier::new(policy, &anchors, algorithms::all());
        Ok(Observation::of(&verifier.verify(end_entity, intermediates, &inputs)))
    }
}

impl Test {
    /// The expected findings, where the suite states them of the chain.
    fn expected_findings(&self) -> Option<Vec<Expected>> {
        let report = self.expected_errors.as_deref().filter(|_| !self.should_validate)?;
        (!report.contains(KEY_NOT_READ)).then(|| read_report(report)).filter(|expected| !expected.is_empty())
    }
}

/// `4.1` of `4.1.2`.
fn section(number: &str) -> String {
    number.rsplit_once('.').map_or(number, |(section, _)| section).to_owned()
}

#[cfg(test)]
mod tests;
