//! Worlds beyond a verifier: their answer hangs on something that it says it does not look at.
//!
//! A verifier that reads no CRLs is not wrong about a revoked certificate; it was not asked. But most worlds with CRLs
//! are answered the same without them, and these it can be held to. So what a verifier lacks is taken out of the
//! question and out of the certificates: where the oracle then says something else, the world is beyond the verifier,
//! and is skipped aloud.

use crate::verifier::Capabilities;
use crate::world::{CertSpec, Place, Purpose, World};

/// Something that a verifier may not look at.
struct Feature {
    /// Whether it does.
    has: fn(Capabilities) -> bool,
    /// What is said of a world that is skipped.
    why: &'static str,
    /// Whether a certificate has a critical extension of it, which who does not read it must refuse (RFC 5280 section
    /// 4.2).
    critical: fn(&CertSpec) -> bool,
    /// Takes it out of a world.
    remove: fn(&mut World),
}

const FEATURES: [Feature; 6] = [
    Feature {
        has: |capabilities| capabilities.identity,
        why: "checks no reference identifier",
        critical: |_| false,
        remove: |world| world.question.reference = None,
    },
    Feature {
        has: |capabilities| capabilities.extended_key_usage,
        why: "reads no extended key usage",
        critical: |spec| spec.extended_key_usage.as_ref().is_some_and(|extension| extension.critical),
        remove: |world| world.question.purpose = Purpose::Any,
    },
    Feature {
        has: |capabilities| capabilities.name_constraints,
        why: "reads no name constraints",
        critical: |spec| spec.name_constraints.as_ref().is_some_and(|extension| extension.critical),
        remove: |world| world.certificates_mut().for_each(|spec| spec.name_constraints = None),
    },
    Feature {
        has: |capabilities| capabilities.certificate_policies,
        why: "processes no certificate policies",
        critical: |spec| {
            spec.certificate_policies.as_ref().is_some_and(|extension| extension.critical)
                || spec.policy_mappings.is_some()
                || spec.policy_constraints.is_some_and(|extension| extension.critical)
                || spec.inhibit_any_policy.is_some()
        },
        remove: |world| {
            world.question.policies.clear();
            world.question.explicit_policy = false;
            for spec in world.certificates_mut() {
                spec.certificate_policies = None;
                spec.policy_mappings = None;
                spec.policy_constraints = None;
                spec.inhibit_any_policy = None;
            }
        },
    },
    Feature {
        has: |capabilities| capabilities.crls,
        why: "reads no CRLs",
        critical: |_| false,
        remove: |world| {
            world.question.revocation = None;
            world.crls.clear();
        },
    },
    Feature {
        has: |capabilities| capabilities.distrust,
        why: "has no deny list",
        critical: |_| false,
        remove: |world| world.question.distrusted.clear(),
    },
];

/// Why a verifier cannot be held to what an oracle says of a world; `None` when it can. `judge` is the oracle, of which
/// only what the verifier tells may be compared.
pub(crate) fn beyond<E: PartialEq>(
    capabilities: Capabilities,
    world: &World,
    judge: impl Fn(&World) -> E,
) -> Option<&'static str> {
    if !capabilities.path_building && !is_path(world) {
        return Some("builds no paths");
    }
    let mut rest = world.clone();
    let mut said = None;
    for Feature { has, why, critical, remove } in FEATURES {
        if has(capabilities) {
            continue;
        }
        if world.places().any(|(_, spec)| critical(spec)) {
            return Some(why);
        }
        let before = rest.clone();
        remove(&mut rest);
        if rest != before && *said.get_or_insert_with(|| judge(world)) != judge(&rest) {
            return Some(why);
        }
    }
    None
}

/// Whether the certificates are one path as they come, and nothing beside it: each issued, by name, by the next, no
/// name or key twice, and one anchor above the last.
fn is_path(world: &World) -> bool {
    let path: Vec<&CertSpec> = world.places().map(|(_, spec)| spec).collect();
    let linked = |pair: &[&CertSpec]| matches!(pair, [child, issuer] if child.issuer == issuer.subject);
    let same = |one: &CertSpec, other: &CertSpec| one.subject == other.subject || one.key == other.key;
    let apart = |(at, one): (usize, &&CertSpec)| path.iter().skip(at + 1).all(|other| !same(one, other));
    let anchors = world.places().filter(|(place, _)| matches!(place, Place::Anchor(_))).count();
    anchors == 1 && path.windows(2).all(linked) && path.iter().enumerate().all(apart)
}

/// What came of one world.
pub(crate) enum Compared {
    /// The verifier says what the oracle says.
    Same,
    /// It does not; both answers.
    Differs(String),
    /// The verifier cannot be held to it; why.
    Skipped(String),
}

/// How many worlds were skipped for what, as lines of a report.
#[derive(Debug, Default)]
pub(crate) struct Skips(std::collections::BTreeMap<String, u64>);

impl Skips {
    pub(crate) fn count(&mut self, why: impl Into<String>) {
        *self.0.entry(why.into()).or_default() += 1;
    }

    /// A line for each reason: `12 worlds: reads no CRLs`.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.0.iter().map(|(why, worlds)| format!("{worlds} worlds: {why}")).collect()
    }
}
