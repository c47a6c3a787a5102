//! Certificate policies: the valid policy tree as a graph with one node for a policy and a depth (RFC 9618), steps
//! (d) to (f) of RFC 5280 section 6.1.3 and (a), (b), (h) to (j) of section 6.1.4, and the wrap-up.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-6.1.2>

use std::collections::{BTreeMap, BTreeSet};

use verifail::{Certificate, Reason};

use super::bug::{Bug, Switches};
use super::der::id;
use super::names;
use super::request::Request;
use crate::materialise::policy_id;
use crate::world::Purpose;

type Policy = Vec<u8>;

/// The nodes of one depth; anyPolicy is a flag, since its only parent is the anyPolicy above.
#[derive(Default)]
struct Level {
    any: bool,
    nodes: BTreeMap<Policy, Node>,
}

#[derive(Default)]
struct Node {
    /// The policies of the level above that it comes from; none when that is anyPolicy.
    parents: BTreeSet<Policy>,
    /// The policies that a certificate below may name for it; none for its own.
    expected: BTreeSet<Policy>,
}

/// The policy variables of section 6.1.2.
pub(super) struct State {
    /// `None` when no policy is valid.
    levels: Option<Vec<Level>>,
    explicit: usize,
    inhibit_any: usize,
    mapping: usize,
    wanted: Vec<Policy>,
    off: bool,
}

impl State {
    /// For a path of that many certificates without the anchor.
    pub(super) fn new(certificates: usize, request: &Request<'_>) -> Self {
        let question = request.question();
        let bugs = request.bugs;
        let asked = !bugs.on(Bug::ExplicitPolicyIgnored);
        Self {
            levels: Some(vec![Level { any: true, nodes: BTreeMap::new() }]),
            explicit: if question.explicit_policy && asked { 0 } else { certificates + 1 },
            inhibit_any: certificates + 1,
            mapping: certificates + 1,
            wanted: if asked { question.policies.iter().map(|id| policy_id(*id)).collect() } else { Vec::new() },
            off: bugs.on(Bug::AnyPurposeDisablesPolicies) && question.purpose == Purpose::Any,
        }
    }

    /// Steps (d), (e), (f). `true` when no policy is left where one is needed.
    pub(super) fn process(&mut self, certificate: &Certificate<'_>, is_end_entity: bool, bugs: Switches) -> bool {
        if self.off || (is_end_entity && bugs.on(Bug::EndEntityPoliciesIgnored)) {
            return false;
        }
        match certificate.certificate_policies() {
            Some(Ok(policies)) => {
                let named: Vec<Policy> = policies.iter().map(|policy| policy.policy.as_bytes().to_vec()).collect();
                let any_counts = self.inhibit_any > 0 || (!is_end_entity && names::self_issued(certificate, bugs));
                self.add_level(&named, any_counts);
            }
            Some(Err(_)) | None => self.levels = None,
        }
        self.explicit == 0 && self.levels.is_none()
    }

    fn add_level(&mut self, named: &[Policy], any_counts: bool) {
        let Some(last) = self.levels.as_ref().and_then(|levels| levels.last()) else { return };
        let mut parents: BTreeMap<&Policy, BTreeSet<Policy>> = BTreeMap::new();
        for (policy, node) in &last.nodes {
            let expected: Vec<&Policy> =
                if node.expected.is_empty() { vec![policy] } else { node.expected.iter().collect() };
            for policy_below in expected {
                parents.entry(policy_below).or_default().insert(policy.clone());
            }
        }
        let mut level = Level::default();
        for policy in named.iter().filter(|policy| *policy != id::ANY_POLICY) {
            match parents.get(policy) {
                Some(from) => {
                    drop(level.nodes.insert(policy.clone(), Node { parents: from.clone(), ..Node::default() }))
                }
                None if last.any => drop(level.nodes.entry(policy.clone()).or_default()),
                None => {}
            }
        }
        if any_counts && named.iter().any(|policy| policy == id::ANY_POLICY) {
            for (policy, from) in parents {
                level.nodes.entry(policy.clone()).or_insert(Node { parents: from, ..Node::default() });
            }
            level.any = last.any;
        }
        self.push(level);
    }

    fn push(&mut self, level: Level) {
        match &mut self.levels {
            Some(levels) if level.any || !level.nodes.is_empty() => levels.push(level),
            levels => *levels = None,
        }
    }

    /// Steps (a), (b), (h), (i), (j), below a CA. `true` when a mapping is from or to anyPolicy.
    pub(super) fn prepare(&mut self, certificate: &Certificate<'_>, bugs: Switches) -> bool {
        if self.off {
            return false;
        }
        let bad = self.map(certificate);
        if !names::self_issued(certificate, bugs) {
            for counter in [&mut self.explicit, &mut self.inhibit_any, &mut self.mapping] {
                *counter = counter.saturating_sub(1);
            }
        }
        let lower = |counter: &mut usize, limit: Option<u32>| {
            *counter = limit.map_or(*counter, |limit| (*counter).min(limit as usize));
        };
        if let Some(Ok(constraints)) = certificate.policy_constraints() {
            lower(&mut self.explicit, constraints.require_explicit_policy);
            lower(&mut self.mapping, constraints.inhibit_policy_mapping);
        }
        lower(&mut self.inhibit_any, certificate.inhibit_any_policy().and_then(Result::ok));
        bad
    }

    fn map(&mut self, certificate: &Certificate<'_>) -> bool {
        let Some(Ok(mappings)) = certificate.policy_mappings() else { return false };
        let pairs: Vec<(Policy, Policy)> =
            mappings.iter().map(|(from, to)| (from.as_bytes().to_vec(), to.as_bytes().to_vec())).collect();
        if pairs.iter().any(|(from, to)| from == id::ANY_POLICY || to == id::ANY_POLICY) {
            self.levels = None;
            return true;
        }
        let Some(level) = self.levels.as_mut().and_then(|levels| levels.last_mut()) else { return false };
        for (from, to) in pairs {
            if self.mapping == 0 {
                level.nodes.remove(&from);
            } else if level.any || level.nodes.contains_key(&from) {
                level.nodes.entry(from).or_default().expected.insert(to);
            }
        }
        if !level.any && level.nodes.is_empty() {
            self.levels = None;
        }
        false
    }

    /// Section 6.1.5 (a), (b), (g). `true` when no acceptable policy is left where one is needed.
    pub(super) fn wrap_up(&mut self, certificate: &Certificate<'_>) -> bool {
        self.explicit = self.explicit.saturating_sub(1);
        if let Some(Ok(constraints)) = certificate.policy_constraints()
            && constraints.require_explicit_policy == Some(0)
        {
            self.explicit = 0;
        }
        !self.off && self.explicit == 0 && !self.acceptable()
    }

    fn acceptable(&self) -> bool {
        let Some(last) = self.levels.as_ref().and_then(|levels| levels.last()) else { return false };
        if last.any || self.wanted.is_empty() || self.wanted.iter().any(|policy| policy == id::ANY_POLICY) {
            return true;
        }
        // From the end entity's policies up to those that the first authority named itself.
        let mut reached: BTreeSet<Policy> = last.nodes.keys().cloned().collect();
        for level in self.levels.iter().flatten().rev() {
            let nodes = || reached.iter().filter_map(|policy| Some((policy, level.nodes.get(policy)?)));
            if nodes().any(|(policy, node)| node.parents.is_empty() && self.wanted.contains(policy)) {
                return true;
            }
            reached = nodes().flat_map(|(_, node)| node.parents.iter().cloned()).collect();
        }
        false
    }
}

/// The reason of every breach here.
pub(super) const REASON: Reason = Reason::Policy;
