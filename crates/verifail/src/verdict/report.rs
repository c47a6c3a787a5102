//! A verdict as data that owns itself: what is stored, sent, and compared. The shape is schema 1; fields are added,
//! never renamed or removed, within a schema. With feature `serde` it serializes.
//!
//! Times are RFC 3339 in UTC, octets are lower-case hexadecimal, depth 0 is the end entity, codes are the core's stable
//! codes, and what does not apply is `null`.

use super::{AttemptedPath, SignatureState, Step, Verdict};
use crate::finding::{Context, Finding};
use crate::inputs::Identity;

/// The version of the shape.
pub const SCHEMA: u32 = 1;

macro_rules! data {
    ($($(#[$doc:meta])+ $name:ident { $($(#[$field_doc:meta])+ $field:ident: $kind:ty,)+ })+) => {
        $(
            $(#[$doc])+
            #[derive(Clone, Debug, PartialEq, Eq)]
            #[cfg_attr(feature = "serde", derive(serde::Serialize))]
            #[non_exhaustive]
            pub struct $name {
                $($(#[$field_doc])+ pub $field: $kind,)+
            }
        )+
    };
}

data! {
    /// A verdict under one policy.
    Report {
        /// [`SCHEMA`].
        schema: u32,
        /// The policy's name.
        policy: &'static str,
        /// `accept` or `reject`.
        decision: &'static str,
        /// Reason codes of the best path, most telling first; empty when accepted.
        reasons: Vec<&'static str>,
        /// The instant asked about.
        time: String,
        /// The key purpose asked for.
        purpose: String,
        /// The identity asked for, in words; `None` when none was checked.
        identity: Option<String>,
        /// CRLs were consulted.
        revocation_checked: bool,
        /// Families that were switched off.
        relaxed: Vec<&'static str>,
        /// Every attempted path that was kept, best first.
        paths: Vec<PathReport>,
        /// The smallest repair; `None` when accepted.
        repair: Option<RepairReport>,
        /// What it cost.
        counters: CountersReport,
    }

    /// One attempted path.
    PathReport {
        /// It ends at a trust anchor.
        anchored: bool,
        /// End entity first.
        certificates: Vec<CertificateReport>,
        /// By depth.
        findings: Vec<FindingReport>,
        /// How many findings were not kept.
        omitted_findings: usize,
    }

    /// One certificate of a path.
    CertificateReport {
        /// 0 is the end entity.
        depth: usize,
        /// `end-entity`, `intermediate` or `anchor`.
        role: &'static str,
        /// The subject, as RFC 4514.
        subject: String,
        /// The issuer; `None` for an anchor given as a bare key, like all below.
        issuer: Option<String>,
        /// The serial number's octets.
        serial: Option<String>,
        /// First instant of the validity period.
        not_before: Option<String>,
        /// Last instant of the validity period.
        not_after: Option<String>,
        /// Kind and length of the key.
        key: Option<String>,
        /// SHA-256 of the certificate.
        sha256: Option<String>,
        /// `valid`, `invalid`, `unsupported` or `not-checked`.
        signature: &'static str,
        /// What holds of it, in words; see [`Verdict::holds`].
        holds: Vec<&'static str>,
    }

    /// One finding.
    FindingReport {
        /// 0 is the end entity.
        depth: usize,
        /// `end-entity`, `intermediate` or `anchor`.
        role: &'static str,
        /// `error`, `warning` or `relaxed`.
        severity: &'static str,
        /// The reason's code.
        reason: &'static str,
        /// The requirement's code.
        requirement: &'static str,
        /// Where in the certificate.
        field: String,
        /// The clause that demands it.
        clause: &'static str,
        /// The reason's meaning.
        meaning: &'static str,
        /// Both sides, in words; empty where the requirement says it all.
        detail: String,
        /// Both sides, as data; `None` where words are all there is.
        context: Option<ContextReport>,
    }

    /// The smallest repair.
    RepairReport {
        /// Position of the path.
        path: usize,
        /// Positions in that path's findings.
        findings: Vec<usize>,
        /// Their reasons.
        reasons: Vec<&'static str>,
        /// Verifying again with exactly these exempted accepted.
        proved: bool,
    }

    /// What the search cost.
    CountersReport {
        /// Signature values checked.
        signature_checks: usize,
        /// Certificates appended to candidate paths.
        path_steps: usize,
        /// Names compared with subtrees.
        name_constraint_comparisons: usize,
    }
}

/// Both sides of a comparison as data; the fields are those of [`Context`] with everything printed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "kind", rename_all = "kebab-case"))]
#[non_exhaustive]
#[allow(missing_docs, reason = "each field is documented at `Context`")]
pub enum ContextReport {
    Identity { expected: String, presented: Vec<String>, omitted: usize },
    Issuer { name: String, fetch_from: Option<String>, same_name_other_key: bool },
    Kind { expected: String, found: String },
    Limit { unit: String, limit: u64, actual: u64 },
    Names { expected: String, found: String },
    ObjectIdentifiers { required: Option<String>, present: Vec<String> },
    Period { not_before: String, not_after: String, at: String },
    Revocation { at: Option<String>, why: String },
    Subtree { name: String, subtree: String, set_by: usize },
}

impl Verdict<'_> {
    /// The verdict as owned data.
    ///
    /// # Examples
    /// ```
    /// # use verifail::{Certificate, Inputs, Policy, Time, TrustAnchors, Verifier, algorithms};
    /// # let key = rcgen::KeyPair::generate().unwrap();
    /// # let issued = rcgen::CertificateParams::new(vec!["example.com".to_owned()]).unwrap().self_signed(&key).unwrap();
    /// # let (certificate, anchors) = (Certificate::from_der(issued.der()).unwrap(), TrustAnchors::default());
    /// # let inputs = Inputs::server(Time::from_unix_seconds(1_750_000_000), "example.com".parse().unwrap());
    /// # let verifier = Verifier::new(Policy::named("rustls").unwrap(), &anchors, algorithms::all());
    /// let report = verifier.verify(&certificate, &[], &inputs).to_report();
    /// assert_eq!((report.decision, report.reasons.as_slice()), ("reject", &["self-signed-leaf"][..]));
    /// ```
    pub fn to_report(&self) -> Report {
        report(self)
    }
}

fn report(verdict: &Verdict<'_>) -> Report {
    let inputs = verdict.inputs();
    let counters = verdict.counters();
    Report {
        schema: SCHEMA,
        policy: verdict.policy().name(),
        decision: if verdict.is_accepted() { "accept" } else { "reject" },
        reasons: verdict.reasons().iter().map(|reason| reason.code()).collect(),
        time: inputs.time.to_string(),
        purpose: inputs.purpose.to_string(),
        identity: (inputs.identity != Identity::Unchecked).then(|| inputs.identity.to_string()),
        revocation_checked: inputs.revocation.is_some(),
        relaxed: verdict.relaxations().iter().map(|family| family.code()).collect(),
        paths: verdict.paths().iter().enumerate().map(|(at, path)| path_entry(verdict, at, path)).collect(),
        repair: verdict.repair().map(|repair| RepairReport {
            path: repair.path,
            findings: repair.findings.clone(),
            reasons: verdict.paths().get(repair.path).map_or_else(Vec::new, |path| {
                repair.findings.iter().filter_map(|at| path.findings().get(*at)).map(|f| f.reason.code()).collect()
            }),
            proved: repair.proved,
        }),
        counters: CountersReport {
            signature_checks: counters.signature_checks,
            path_steps: counters.path_steps,
            name_constraint_comparisons: counters.name_constraint_comparisons,
        },
    }
}

fn path_entry(verdict: &Verdict<'_>, at: usize, path: &AttemptedPath<'_>) -> PathReport {
    let steps = path.steps().iter().enumerate();
    PathReport {
        anchored: path.is_anchored(),
        certificates: steps.map(|(depth, step)| entry(step, depth, verdict.holds(at, depth))).collect(),
        findings: path.findings().iter().map(entered).collect(),
        omitted_findings: path.omitted_findings(),
    }
}

fn entry(step: &Step<'_>, depth: usize, holds: Vec<&'static str>) -> CertificateReport {
    let certificate = step.link().certificate();
    let validity = certificate.and_then(|c| c.validity());
    CertificateReport {
        depth,
        role: step.link().role(depth).code(),
        subject: step.link().subject().to_string(),
        issuer: certificate.map(|c| c.issuer().to_string()),
        serial: certificate.map(|c| hexadecimal(c.serial_number())),
        not_before: validity.map(|v| v.not_before.to_string()),
        not_after: validity.map(|v| v.not_after.to_string()),
        key: certificate.and_then(|c| c.public_key()).map(|key| key.to_string()),
        sha256: step.link().fingerprint().map(|fingerprint| fingerprint.to_string()),
        signature: match step.signature() {
            SignatureState::Valid => "valid",
            SignatureState::Invalid => "invalid",
            SignatureState::Unsupported => "unsupported",
            SignatureState::NotChecked => "not-checked",
        },
        holds,
    }
}

fn entered(finding: &Finding) -> FindingReport {
    FindingReport {
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

fn facts(context: &Context) -> Option<ContextReport> {
    Some(match context.clone() {
        Context::Identity { expected, presented, omitted } => ContextReport::Identity { expected, presented, omitted },
        Context::Issuer { name, fetch_from, same_name_other_key } => {
            ContextReport::Issuer { name, fetch_from, same_name_other_key }
        }
        Context::Kind { expected, found } => ContextReport::Kind { expected: expected.to_owned(), found },
        Context::Limit { unit, limit, actual } => ContextReport::Limit { unit: unit.to_owned(), limit, actual },
        Context::Names { expected, found } => ContextReport::Names { expected, found },
        Context::ObjectIdentifiers { required, present } => ContextReport::ObjectIdentifiers {
            required: required.map(|id| id.to_string()),
            present: present.iter().map(ToString::to_string).collect(),
        },
        Context::Period { not_before, not_after, at } => ContextReport::Period {
            not_before: not_before.to_string(),
            not_after: not_after.to_string(),
            at: at.to_string(),
        },
        Context::Revocation { at, why } => ContextReport::Revocation { at: at.map(|at| at.to_string()), why },
        Context::Subtree { name, subtree, set_by } => ContextReport::Subtree { name, subtree, set_by },
        // Words are all there is.
        Context::None | Context::Encoding(_) => return None,
    })
}

/// Longest serial number printed, in octets; RFC 5280 allows 20.
const MAX_SERIAL: usize = 64;

fn hexadecimal(octets: &[u8]) -> String {
    let text: String = octets.iter().take(MAX_SERIAL).map(|octet| format!("{octet:02x}")).collect();
    if octets.len() > MAX_SERIAL { format!("{text}… ({} octets)", octets.len()) } else { text }
}
