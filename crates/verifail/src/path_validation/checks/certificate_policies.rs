//! Certificate policies: the valid policy tree, kept as a graph. Steps (d)–(f) of RFC 5280 section 6.1.3, (a), (b),
//! (h)–(j) of section 6.1.4, and (a), (b), (g) of section 6.1.5.
//!
//! # Design
//!
//! RFC 5280 describes a tree in which one policy may occur in as many nodes as there are ways to map to it, which is
//! exponential in the depth of the path (CVE-2023-0464 and its kin). RFC 9618 replaces it by a graph: at each depth one
//! node for each policy, with all its parents. A level here is a list of nodes; anyPolicy is a flag of the level, since
//! its only parent is the anyPolicy above. What the RFC prunes upwards is never needed before the end, so `wrap_up`
//! walks from the last level to the first and looks only at what it reaches.
//!
//! Cost: a level has at most one node for each policy in one certificate plus its mappings, and each is looked up
//! linearly in the level above; `MAX_POLICIES` bounds both.

use std::collections::BTreeMap;

use crate::certificate::{Certificate, CertificatePolicies, Field};
use crate::finding::Context;
use crate::inputs::InitialPolicies;
use crate::oid::{self, ObjectIdentifier};
use crate::path_validation::{Scope, Sink};
use crate::policy::{Requirement, RequirementSet};

/// Most policies (and mappings) taken from one certificate. Real ones have fewer than ten; PKITS has three.
const MAX_POLICIES: usize = 256;

/// What [`check_form`] may report.
pub(crate) const FORM: RequirementSet = RequirementSet::of(&[Requirement::PolicyConstraintsCritical]);

/// Form: policyConstraints is critical.
pub(crate) fn check_form(certificate: &Certificate<'_>, sink: &mut Sink<'_, '_>) {
    if certificate.extension(oid::POLICY_CONSTRAINTS).is_some_and(|e| !e.critical) {
        sink.report(Requirement::PolicyConstraintsCritical, Field::extension(oid::POLICY_CONSTRAINTS), || {
            Context::None
        });
    }
}

/// The policy state variables of section 6.1.2.
pub(crate) struct State<'v> {
    /// `valid_policy_tree`; `None` is the RFC's NULL. Level 0 is the initial anyPolicy node.
    graph: Option<Vec<Level<'v>>>,
    explicit_policy: u32,
    inhibit_any_policy: u32,
    policy_mapping: u32,
    /// Whether the policy asks for any of this: for most verifiers it is off, and then nothing is allocated.
    active: bool,
}

/// The nodes of one depth.
#[derive(Default)]
struct Level<'v> {
    nodes: BTreeMap<&'v [u8], Node<'v>>,
    any: bool,
}

#[derive(Default)]
struct Node<'v> {
    /// `valid_policy` of each parent; empty when the only parent is anyPolicy.
    parents: Vec<&'v [u8]>,
    /// `expected_policy_set`; empty means the node's own policy.
    mapped_to: Vec<&'v [u8]>,
}

impl<'v> State<'v> {
    /// Section 6.1.2 (a), (d), (e), (f) for a path of `n` certificates.
    pub(crate) fn initialize(n: usize, scope: &Scope<'_>) -> Self {
        let active = scope.policy.row(Requirement::CertificatePolicy).is_some();
        let InitialPolicies { policy_mapping_inhibit, explicit_policy, any_policy_inhibit, .. } = scope.inputs.policies;
        let start = u32::try_from(n).unwrap_or(u32::MAX).saturating_add(1);
        let unless = |inhibited: bool| if inhibited { 0 } else { start };
        Self {
            graph: active.then(|| vec![Level { nodes: BTreeMap::new(), any: true }]),
            explicit_policy: unless(explicit_policy),
            inhibit_any_policy: unless(any_policy_inhibit),
            policy_mapping: unless(policy_mapping_inhibit),
            active,
        }
    }

    /// An anchor whose constraints count is processed like an intermediate, but need not have policies.
    pub(crate) fn apply_anchor(&mut self, certificate: &'v Certificate<'v>, sink: &mut Sink<'_, '_>) {
        if !sink.wants(Requirement::CertificatePolicy) {
            return;
        }
        if certificate.certificate_policies().is_some() {
            self.process(usize::MAX, certificate, sink);
        }
        self.map(certificate, sink);
        self.constrain(certificate);
    }

    /// Section 6.1.3 (d), (e), (f).
    pub(crate) fn process(&mut self, depth: usize, certificate: &'v Certificate<'v>, sink: &mut Sink<'_, '_>) {
        if !self.active {
            return;
        }
        match certificate.certificate_policies() {
            Some(Ok(policies)) => {
                let any_counts = self.inhibit_any_policy > 0 || (depth != 0 && certificate.is_self_issued());
                self.add_level(policies, any_counts);
            }
            // (e); a value that does not decode names no policy.
            Some(Err(_)) | None => self.graph = None,
        }
        // (f)
        if self.explicit_policy == 0 && self.graph.is_none() {
            report(sink);
        }
    }

    /// (d): a level below the last one.
    fn add_level(&mut self, policies: CertificatePolicies<'v>, any_counts: bool) {
        let Some(graph) = &mut self.graph else { return };
        let Some(last) = graph.last() else { return };
        // The inverse of all expected policy sets of the level above: which nodes expect a policy.
        let mut expected: BTreeMap<&[u8], Vec<&'v [u8]>> = BTreeMap::new();
        for (policy, node) in &last.nodes {
            let own = std::slice::from_ref(policy);
            for expects in if node.mapped_to.is_empty() { own } else { &node.mapped_to } {
                expected.entry(*expects).or_default().push(*policy);
            }
        }
        let mut level = Level::default();
        let mut names_any = false;
        for information in policies.iter().take(MAX_POLICIES) {
            let policy = information.policy.as_bytes();
            if policy == oid::ANY_POLICY {
                names_any = true;
            } else if let Some(parents) = expected.remove(policy) {
                // (1)(i)
                level.nodes.insert(policy, Node { parents, mapped_to: Vec::new() });
            } else if last.any && !level.nodes.contains_key(policy) {
                // (1)(ii)
                level.nodes.insert(policy, Node::default());
            }
        }
        // (2)
        if names_any && any_counts {
            for (policy, parents) in expected {
                level.nodes.insert(policy, Node { parents, mapped_to: Vec::new() });
            }
            level.any = last.any;
        }
        // (3), as far as it matters before the end
        if level.nodes.is_empty() && !level.any {
            self.graph = None;
        } else {
            graph.push(level);
        }
    }

    /// Section 6.1.4 (a), (b).
    pub(crate) fn map(&mut self, certificate: &'v Certificate<'v>, sink: &mut Sink<'_, '_>) {
        if !self.active {
            return;
        }
        let Some(Ok(mappings)) = certificate.policy_mappings() else {
            return;
        };
        // (a)
        let is_any = |id: ObjectIdentifier<'_>| id.as_bytes() == oid::ANY_POLICY;
        if mappings.iter().any(|(issuer, subject)| is_any(issuer) || is_any(subject)) {
            sink.report(Requirement::PolicyMappingNotAny, Field::extension(oid::POLICY_MAPPINGS), || Context::None);
            self.graph = None;
            return;
        }
        // (b)
        let Some(level) = self.graph.as_mut().and_then(|graph| graph.last_mut()) else {
            return;
        };
        for (issuer, subject) in mappings.iter().take(MAX_POLICIES) {
            let (issuer, subject) = (issuer.as_bytes(), subject.as_bytes());
            if self.policy_mapping == 0 {
                // (2)
                level.nodes.remove(issuer);
            } else if let Some(node) = level.nodes.get_mut(issuer) {
                // (1)
                node.mapped_to.push(subject);
            } else if level.any {
                level.nodes.insert(issuer, Node { parents: Vec::new(), mapped_to: vec![subject] });
            }
        }
        if level.nodes.is_empty() && !level.any {
            self.graph = None;
        }
    }

    /// Section 6.1.4 (h), (i), (j).
    pub(crate) fn prepare(&mut self, certificate: &Certificate<'_>) {
        if !self.active {
            return;
        }
        if !certificate.is_self_issued() {
            for counter in [&mut self.explicit_policy, &mut self.policy_mapping, &mut self.inhibit_any_policy] {
                *counter = counter.saturating_sub(1);
            }
        }
        self.constrain(certificate);
    }

    /// (i), (j)
    fn constrain(&mut self, certificate: &Certificate<'_>) {
        if let Some(Ok(constraints)) = certificate.policy_constraints() {
            let lower = |counter: &mut u32, limit: Option<u32>| *counter = limit.map_or(*counter, |l| l.min(*counter));
            lower(&mut self.explicit_policy, constraints.require_explicit_policy);
            lower(&mut self.policy_mapping, constraints.inhibit_policy_mapping);
        }
        if let Some(Ok(limit)) = certificate.inhibit_any_policy() {
            self.inhibit_any_policy = self.inhibit_any_policy.min(limit);
        }
    }

    /// Section 6.1.5 (a), (b), (g).
    pub(crate) fn wrap_up(&mut self, certificate: &Certificate<'_>, scope: &Scope<'_>, sink: &mut Sink<'_, '_>) {
        if !self.active {
            return;
        }
        self.explicit_policy = self.explicit_policy.saturating_sub(1);
        if let Some(Ok(constraints)) = certificate.policy_constraints()
            && constraints.require_explicit_policy == Some(0)
        {
            self.explicit_policy = 0;
        }
        if self.explicit_policy == 0 && !self.any_acceptable(&scope.inputs.policies) {
            report(sink);
        }
    }

    /// (g): whether the intersection of the graph with the user-initial-policy-set leaves anything.
    fn any_acceptable(&self, initial: &InitialPolicies) -> bool {
        let Some(graph) = &self.graph else { return false };
        let wanted = &initial.user_initial_policy_set;
        let any_wanted = wanted.is_empty() || wanted.iter().any(|id| id.as_ref().as_bytes() == oid::ANY_POLICY);
        let Some(last) = graph.last() else { return false };
        if any_wanted || last.any {
            return true;
        }
        // The policies of the authority's domain: nodes under anyPolicy from which a node of the last level is reached.
        let mut reached: Vec<&[u8]> = last.nodes.keys().copied().collect();
        for level in graph.iter().rev() {
            let mut above = Vec::new();
            for policy in &reached {
                match level.nodes.get(policy) {
                    Some(node)
                        if node.parents.is_empty() && wanted.iter().any(|id| id.as_ref().as_bytes() == *policy) =>
                    {
                        return true;
                    }
                    Some(node) => above.extend_from_slice(&node.parents),
                    None => {}
                }
            }
            above.sort_unstable();
            above.dedup();
            reached = above;
        }
        false
    }
}

fn report(sink: &mut Sink<'_, '_>) {
    // (f) and (g) can both fail at the end entity; once is enough.
    sink.report_once(Requirement::CertificatePolicy, Field::extension(oid::CERTIFICATE_POLICIES), || Context::None);
}
