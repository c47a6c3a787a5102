//! The core as a verifier under test.

use rustls_pki_types::SignatureVerificationAlgorithm;
use verifail::crl::CertificateList;
use verifail::danger::{Relaxations, dangerously_relaxed};
use verifail::policy::{Budget, Parameters};
use verifail::verdict::Link;
use verifail::{
    Certificate, Context, Finding, Identity, InitialPolicies, Inputs, KeyPurpose, OwnedObjectIdentifier, Policy,
    ReferenceIdentifier, Requirement, Revocation, RevocationScope, Severity, Time, TrustAnchor, TrustAnchors, Verdict,
};

use crate::case::Case;
use crate::materialise;
use crate::verifier::{Accepted, Breach, Capabilities, Cost, Outcome, Rejected, Verifier};
use crate::world::{Purpose, Question, Reference};

/// The core, under whatever policy is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Core;

impl Core {
    /// The verdict itself, for whoever needs more than the outcome. `Err` when a certificate cannot be read at all.
    ///
    /// # Errors
    /// Says what could not be read: the end entity, a name that is no reference identifier.
    pub fn judge<T>(case: &Case, policy: &Policy, look: impl FnOnce(&Verdict<'_>) -> T) -> Result<T, String> {
        Self::judge_relaxed(case, policy, Relaxations::none(), look)
    }

    /// The same with some families of requirements let pass.
    ///
    /// # Errors
    /// As [`Core::judge`].
    pub fn judge_relaxed<T>(
        case: &Case,
        policy: &Policy,
        relaxations: Relaxations,
        look: impl FnOnce(&Verdict<'_>) -> T,
    ) -> Result<T, String> {
        Self::read(case, |read| look(&read.judge(policy, relaxations)))
    }

    /// The case, read once: for whoever has it judged more than once.
    ///
    /// # Errors
    /// As [`Core::judge`].
    pub fn read<T>(case: &Case, ask: impl FnOnce(&Read<'_>) -> T) -> Result<T, String> {
        let end_entity = Certificate::from_der(&case.end_entity).map_err(|e| format!("end entity: {e}"))?;
        // What is no certificate cannot be in a path; a TLS stack that got it would have stopped before.
        let intermediates: Vec<_> =
            case.intermediates.iter().filter_map(|der| Certificate::from_der(der).ok()).collect();
        let anchors: TrustAnchors<'_> = case.anchors.iter().filter_map(|der| TrustAnchor::from_der(der).ok()).collect();
        let crls: Vec<_> = case.crls.iter().filter_map(|der| CertificateList::from_der(der).ok()).collect();
        let distrusted: Vec<Vec<u8>> =
            case.question.distrusted.iter().map(|key| materialise::public_key_contents(case.scheme, *key)).collect();
        let distrusted: Vec<&[u8]> = distrusted.iter().map(Vec::as_slice).collect();
        let inputs = inputs(&case.question, &crls, &distrusted)?;
        let (end_entity, intermediates, algorithms) = (&end_entity, intermediates.as_slice(), case.algorithms());
        Ok(ask(&Read { end_entity, intermediates, anchors: &anchors, inputs: &inputs, algorithms }))
    }
}

/// A case as the core has it.
#[derive(Clone, Copy, Debug)]
pub struct Read<'r> {
    end_entity: &'r Certificate<'r>,
    intermediates: &'r [Certificate<'r>],
    anchors: &'r TrustAnchors<'r>,
    inputs: &'r Inputs<'r>,
    algorithms: &'r [&'r dyn SignatureVerificationAlgorithm],
}

impl Read<'_> {
    /// The verdict under a policy, with some families of requirements let pass.
    pub fn judge<'j>(&'j self, policy: &'j Policy, relaxations: Relaxations) -> Verdict<'j> {
        let verifier = verifail::Verifier::new(policy, self.anchors, self.algorithms);
        // What is relaxed is a question of the caller's, who gets it said in the verdict.
        dangerously_relaxed(verifier, relaxations).verify(self.end_entity, self.intermediates, self.inputs)
    }
}

/// The question in the core's words.
///
/// # Errors
/// When the reference identifier is none.
pub fn inputs<'a>(
    question: &Question,
    crls: &'a [CertificateList<'a>],
    distrusted: &'a [&'a [u8]],
) -> Result<Inputs<'a>, String> {
    let purpose = match question.purpose {
        Purpose::Any => KeyPurpose::Any,
        Purpose::ServerAuth => KeyPurpose::ServerAuth,
        Purpose::ClientAuth => KeyPurpose::ClientAuth,
        other => KeyPurpose::Other(OwnedObjectIdentifier::from(verifail::ObjectIdentifier::new(
            materialise::purpose_id(other),
        ))),
    };
    let mut inputs = Inputs::path_only(Time::from_unix_seconds(question.time), purpose);
    inputs.identity = match &question.reference {
        None => Identity::Unchecked,
        Some(Reference::Dns(name)) => Identity::Reference(
            name.parse::<ReferenceIdentifier>().map_err(|error| format!("reference identifier: {error}"))?,
        ),
        Some(Reference::Ip(octets)) => Identity::Reference(address(octets)?),
    };
    inputs.policies = InitialPolicies {
        user_initial_policy_set: question
            .policies
            .iter()
            .map(|id| verifail::ObjectIdentifier::new(&materialise::policy_id(*id)).into())
            .collect(),
        explicit_policy: question.explicit_policy,
        ..InitialPolicies::default()
    };
    inputs.distrusted_keys = distrusted;
    inputs.max_path_depth = question.max_path_depth.map(usize::from);
    inputs.revocation = question.revocation.map(|revocation| Revocation {
        crls,
        scope: if revocation.end_entity_only { RevocationScope::EndEntity } else { RevocationScope::Path },
        allow_unknown: revocation.allow_unknown,
    });
    Ok(inputs)
}

fn address(octets: &[u8]) -> Result<ReferenceIdentifier, String> {
    let text = match (<[u8; 4]>::try_from(octets), <[u8; 16]>::try_from(octets)) {
        (Ok(four), _) => std::net::Ipv4Addr::from(four).to_string(),
        (_, Ok(sixteen)) => std::net::Ipv6Addr::from(sixteen).to_string(),
        _ => return Err(format!("no address has {} octets", octets.len())),
    };
    text.parse().map_err(|error| format!("reference identifier: {error}"))
}

/// The outcome that a verdict is.
pub fn outcome(verdict: &Verdict<'_>) -> Outcome {
    let counters = verdict.counters();
    let cost = Some(Cost {
        signature_checks: counters.signature_checks,
        path_steps: counters.path_steps,
        name_comparisons: counters.name_constraint_comparisons,
    });
    if verdict.is_accepted() {
        return Outcome::Accept(Accepted { path: path(verdict), cost });
    }
    let errors = verdict.findings().iter().filter(|finding| finding.severity == Severity::Error);
    let breaches =
        errors.clone().map(|finding| Breach { reason: finding.reason, depth: Some(finding.depth) }).collect();
    let outside = errors.filter_map(seconds_outside).collect();
    Outcome::Reject(Rejected { breaches, outside, text: String::new(), cost })
}

/// DER of the best path's certificates, end entity first; `None` where there is none.
pub fn path(verdict: &Verdict<'_>) -> Option<Vec<Vec<u8>>> {
    let octets = |link: &Link<'_>| match link {
        Link::Certificate(certificate) => Some(certificate.der().to_vec()),
        Link::Anchor(anchor) => anchor.certificate().map(|certificate| certificate.der().to_vec()),
    };
    verdict.paths().first().map(|path| path.steps().iter().filter_map(|step| octets(&step.link())).collect())
}

/// By how much the time asked about is outside a certificate's validity.
fn seconds_outside(finding: &Finding) -> Option<i64> {
    match (finding.requirement, &finding.context) {
        (Requirement::NotBefore, Context::Period { not_before, at, .. }) => Some(at.seconds_since(*not_before)),
        (Requirement::NotAfter, Context::Period { not_after, at, .. }) => Some(at.seconds_since(*not_after)),
        _ => None,
    }
}

impl Verifier for Core {
    fn name(&self) -> String {
        "verifail".to_owned()
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities::ALL
    }

    fn verify(&self, case: &Case, policy: &Policy) -> Outcome {
        Self::judge(case, policy, outcome).unwrap_or_else(Outcome::Skip)
    }

    fn verify_relaxed(&self, case: &Case, policy: &Policy, relaxations: Relaxations) -> Option<Outcome> {
        Some(Self::judge_relaxed(case, policy, relaxations, outcome).unwrap_or_else(Outcome::Skip))
    }

    fn verify_within(&self, case: &Case, policy: &Policy, budget: Budget) -> Option<Outcome> {
        let parameters = Parameters { budget, ..policy.parameters().clone() };
        Some(self.verify(case, &policy.clone().with_parameters(policy.name(), parameters)))
    }

    fn shared(&self) -> Option<&(dyn Verifier + Sync)> {
        Some(self)
    }
}
