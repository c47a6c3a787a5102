//! From a verdict to a diagnosis: the one file of classification that knows path validation.

use super::diagnosis::{Diagnosis, MAX_ALSO};
use super::evidence::Circumstances;
use super::resolve;
use super::statement::{Side, Statement};
use crate::inputs::{Identity, KeyPurpose};
use crate::policy::Severity;
use crate::taxonomy::{Confidence, Reason, RetryAdvice};
use crate::verdict::{SignatureState, Verdict};

/// What a verdict says to whoever has to act on it: its first reason decides, the others stand beside it, and what was
/// looked at and held is excluded.
///
/// Of a verdict on a server the client speaks, and the other way round. No stack is named: whose words they are is
/// known to whoever asked for the verdict.
///
/// # Examples
/// ```
/// use verifail::classification::from_verdict;
/// use verifail::{Certificate, Inputs, Policy, Reason, Rejection, TrustAnchor, TrustAnchors, Verifier, Time, algorithms};
///
/// let key = rcgen::KeyPair::generate().unwrap();
/// let issued = rcgen::CertificateParams::new(vec!["example.com".to_owned()]).unwrap().self_signed(&key).unwrap();
/// let end_entity = Certificate::from_der(issued.der()).unwrap();
/// let anchors: TrustAnchors<'_> = [TrustAnchor::from_der(issued.der()).unwrap()].into_iter().collect();
/// let inputs = Inputs::server(Time::from_unix_seconds(1_750_000_000), "other.example".parse().unwrap());
/// let verdict = Verifier::new(Policy::named("go").unwrap(), &anchors, algorithms::all()).verify(&end_entity, &[], &inputs);
///
/// let diagnosis = from_verdict(&verdict);
/// assert_eq!(diagnosis.reason, Some(Reason::NameMismatch));
/// assert_eq!(diagnosis.rejection, Rejection::WeRejectServer);
/// ```
pub fn from_verdict(verdict: &Verdict<'_>) -> Diagnosis {
    let reasons = verdict.reasons();
    let Some((first, others)) = reasons.split_first() else {
        return resolve::statement(&Statement::of(Reason::TlsNotFailure), Circumstances::default());
    };
    let side = match verdict.inputs().purpose {
        KeyPurpose::ServerAuth => Side::Client,
        KeyPurpose::ClientAuth => Side::Server,
        _ => Side::Either,
    };
    let statement = Statement::of(*first).by(side);
    let statement = match first {
        // By the lists at hand, to which another connection adds none.
        Reason::RevocationUnavailable => statement.retry(RetryAdvice::AfterUserAction),
        _ => statement,
    };
    let mut diagnosis = resolve::statement(&statement, Circumstances::default());
    diagnosis.also = others.iter().copied().take(MAX_ALSO).collect();
    diagnosis.excludes = held(verdict);
    // Findings are facts; nothing was read out of words.
    diagnosis.confidence = Confidence::Proved;
    diagnosis
}

/// Reasons that the policy looks for, that were looked for, and of which no attempted path has a finding.
///
/// A path that reaches no anchor is not all of the path that was meant: then only what concerns the end entity alone is
/// said.
fn held(verdict: &Verdict<'_>) -> Vec<Reason> {
    let paths = verdict.paths();
    let found = |reason: Reason| paths.iter().any(|path| path.findings().iter().any(|found| found.reason == reason));
    let Some(best) = paths.first().filter(|best| best.omitted_findings() == 0) else { return Vec::new() };
    if found(Reason::ChainLimits) || found(Reason::Malformed) {
        // What was not reached, or not read, was not looked at.
        return Vec::new();
    }
    let steps = if best.is_anchored() { best.steps().len().saturating_sub(1) } else { best.steps().len() };
    let signed = best.steps().iter().take(steps).all(|step| step.signature() == SignatureState::Valid);
    let inputs = verdict.inputs();
    let looked_for = |reason: Reason| match reason {
        Reason::NameMismatch | Reason::NoSan => !matches!(inputs.identity, Identity::Unchecked),
        _ if !best.is_anchored() => false,
        Reason::BadSignature | Reason::UnsupportedSignatureAlgorithm => signed,
        Reason::EkuMissingOrWrong => inputs.purpose != KeyPurpose::Any,
        Reason::ExplicitlyDistrusted => !inputs.distrusted_keys.is_empty(),
        Reason::Revoked | Reason::RevocationUnavailable => inputs.revocation.is_some(),
        // Certificate policies and profiles are many rules under one reason.
        Reason::Policy | Reason::ProfileViolation => false,
        _ => true,
    };
    let rules =
        verdict.policy().rows().iter().filter(|row| [row.end_entity, row.intermediate].contains(&Severity::Error));
    let mut held: Vec<Reason> = rules.map(|row| row.requirement.reason()).collect();
    // What a missing anchor may be called, and what the match of names is called without any name.
    if held.contains(&Reason::UnknownIssuer) {
        held.extend([
            Reason::MissingIntermediate,
            Reason::SelfSignedInChain,
            Reason::SelfSignedLeaf,
            Reason::UntrustedRoot,
        ]);
    }
    if held.contains(&Reason::NameMismatch) {
        held.push(Reason::NoSan);
    }
    held.retain(|reason| looked_for(*reason) && !found(*reason));
    held.sort_unstable();
    held.dedup();
    held
}
