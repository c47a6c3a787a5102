//! `--json`: a verdict as data. The shape is schema 1; fields are added, never renamed or removed, within a schema.
//!
//! Times are RFC 3339 in UTC, octets are lower-case hexadecimal, depth 0 is the end entity, codes are the core's stable
//! codes, and what does not apply is `null`.

use serde::Serialize;
use verifail::verdict::{AttemptedPath, SignatureState, Step};
use verifail::{Context, Finding, Identity, Verdict};

use super::holds::{self, role};
use super::{purpose, tree};
use crate::failure::Failure;
use crate::identity;

/// The version of every JSON document that the command prints.
pub(crate) const SCHEMA: u32 = 1;

/// A verdict under one policy.
#[derive(Serialize)]
pub(crate) struct Report {
    schema: u32,
    policy: &'static str,
    /// `accept` or `reject`.
    decision: &'static str,
    /// Reason codes of the best path, most telling first; empty when accepted.
    reasons: Vec<&'static str>,
    time: String,
    purpose: String,
    /// In words, `null` when no identity was checked.
    identity: Option<String>,
    revocation_checked: bool,
    /// Families that `--relax` switched off.
    relaxed: Vec<&'static str>,
    /// Best first.
    paths: Vec<Path>,
    repair: Option<Repair>,
    counters: Counters,
}

#[derive(Serialize)]
struct Path {
    anchored: bool,
    /// End entity first.
    certificates: Vec<Entry>,
    findings: Vec<Entered>,
    omitted_findings: usize,
}

#[derive(Serialize)]
struct Entry {
    depth: usize,
    role: &'static str,
    subject: String,
    issuer: Option<String>,
    serial: Option<String>,
    not_before: Option<String>,
    not_after: Option<String>,
    key: Option<String>,
    sha256: Option<String>,
    /// `valid`, `invalid`, `unsupported` or `not-checked`.
    signature: &'static str,
    /// What the report claims to hold, in words.
    holds: Vec<&'static str>,
}

#[derive(Serialize)]
struct Entered {
    depth: usize,
    role: &'static str,
    severity: &'static str,
    reason: &'static str,
    requirement: &'static str,
    field: String,
    clause: &'static str,
    /// The reason's meaning.
    meaning: &'static str,
    /// Both sides, in words; empty where the requirement says it all.
    detail: String,
    context: Option<Facts>,
}

/// Both sides of a comparison as data, for those kinds where there is more than words.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Facts {
    Identity {
        expected: String,
        presented: Vec<String>,
        omitted: usize,
    },
    Issuer {
        name: String,
        fetch_from: Option<String>,
        same_name_other_key: bool,
    },
    Kind {
        expected: String,
        found: String,
    },
    Limit {
        unit: String,
        limit: u64,
        actual: u64,
    },
    Names {
        expected: String,
        found: String,
    },
    ObjectIdentifiers {
        required: Option<String>,
        present: Vec<String>,
    },
    Period {
        not_before: String,
        not_after: String,
        at: String,
    },
    Revocation {
        at: Option<String>,
        why: String,
    },
    Subtree {
        name: String,
        subtree: String,
        set_by: usize,
    },
}

#[derive(Serialize)]
struct Repair {
    path: usize,
    /// Positions in that path's findings.
    findings: Vec<usize>,
    reasons: Vec<&'static str>,
    proved: bool,
}

#[derive(Serialize)]
struct Counters {
    signature_checks: usize,
    path_steps: usize,
    name_constraint_comparisons: usize,
}

/// One document as text, with a line end.
pub(crate) fn text(document: &impl Serialize) -> Result<Vec<u8>, Failure> {
    let mut bytes = serde_json::to_vec_pretty(document).map_err(|error| Failure::new(format!("output: {error}")))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The verdict as data.
pub(crate) fn report(verdict: &Verdict<'_>) -> Report {
    let inputs = verdict.inputs();
    let counters = verdict.counters();
    Report {
        schema: SCHEMA,
        policy: verdict.policy().name(),
        decision: if verdict.is_accepted() { "accept" } else { "reject" },
        reasons: verdict.reasons().iter().map(|reason| reason.code()).collect(),
        time: inputs.time.to_string(),
        purpose: purpose(&inputs.purpose),
        identity: (inputs.identity != Identity::Unchecked).then(|| identity::describe(&inputs.identity)),
        revocation_checked: inputs.revocation.is_some(),
        relaxed: verdict.relaxations().iter().map(|family| family.code()).collect(),
        paths: verdict
            .paths()
            .iter()
            .enumerate()
            .map(|(at, path)| path_entry(verdict, at, path))
            .collect(),
        repair: verdict.repair().map(|repair| Repair {
            path: repair.path,
            findings: repair.findings.clone(),
            reasons: verdict.paths().get(repair.path).map_or_else(Vec::new, |path| {
                repair
                    .findings
                    .iter()
                    .filter_map(|at| path.findings().get(*at))
                    .map(|f| f.reason.code())
                    .collect()
            }),
            proved: repair.proved,
        }),
        counters: Counters {
            signature_checks: counters.signature_checks,
            path_steps: counters.path_steps,
            name_constraint_comparisons: counters.name_constraint_comparisons,
        },
    }
}

fn path_entry(verdict: &Verdict<'_>, at: usize, path: &AttemptedPath<'_>) -> Path {
    let steps = path.steps().iter().enumerate();
    Path {
        anchored: path.is_anchored(),
        certificates: steps
            .map(|(depth, step)| entry(step, depth, holds::holds(verdict, at, depth)))
            .collect(),
        findings: path.findings().iter().map(entered).collect(),
        omitted_findings: path.omitted_findings(),
    }
}

fn entry(step: &Step<'_>, depth: usize, holds: Vec<&'static str>) -> Entry {
    let certificate = step.link().certificate();
    let validity = certificate.and_then(|c| c.validity());
    Entry {
        depth,
        role: role(step, depth).code(),
        subject: step.link().subject().to_string(),
        issuer: certificate.map(|c| c.issuer().to_string()),
        serial: certificate.map(|c| tree::hex(c.serial_number())),
        not_before: validity.map(|v| v.not_before.to_string()),
        not_after: validity.map(|v| v.not_after.to_string()),
        key: certificate.and_then(|c| c.public_key()).map(|key| key.to_string()),
        sha256: step.link().fingerprint().map(|fingerprint| fingerprint.to_string()),
        signature: match step.signature() {
            SignatureState::Valid => "valid",
            SignatureState::Invalid => "invalid",
            SignatureState::Unsupported => "unsupported",
            _ => "not-checked",
        },
        holds,
    }
}

fn entered(finding: &Finding) -> Entered {
    Entered {
        depth: finding.depth,
        role: finding.role.code(),
        severity: finding.severity.code(),
        reason: finding.reason.code(),
        requirement: finding.requirement.code(),
        field: finding.field.to_string(),
        clause: finding.clause,
        meaning: finding.reason.meaning(),
        detail: finding.context.to_string(),
        context: facts(&finding.context),
    }
}

fn facts(context: &Context) -> Option<Facts> {
    Some(match context.clone() {
        Context::Identity {
            expected,
            presented,
            omitted,
        } => Facts::Identity {
            expected,
            presented,
            omitted,
        },
        Context::Issuer {
            name,
            fetch_from,
            same_name_other_key,
        } => Facts::Issuer {
            name,
            fetch_from,
            same_name_other_key,
        },
        Context::Kind { expected, found } => Facts::Kind {
            expected: expected.to_owned(),
            found,
        },
        Context::Limit { unit, limit, actual } => Facts::Limit {
            unit: unit.to_owned(),
            limit,
            actual,
        },
        Context::Names { expected, found } => Facts::Names { expected, found },
        Context::ObjectIdentifiers { required, present } => Facts::ObjectIdentifiers {
            required: required.map(|id| id.to_string()),
            present: present.iter().map(ToString::to_string).collect(),
        },
        Context::Period {
            not_before,
            not_after,
            at,
        } => Facts::Period {
            not_before: not_before.to_string(),
            not_after: not_after.to_string(),
            at: at.to_string(),
        },
        Context::Revocation { at, why } => Facts::Revocation {
            at: at.map(|at| at.to_string()),
            why: why.to_owned(),
        },
        Context::Subtree { name, subtree, set_by } => Facts::Subtree { name, subtree, set_by },
        // Encoding faults are words only, and a kind that this command does not know yet has its words in `detail`.
        _ => return None,
    })
}
