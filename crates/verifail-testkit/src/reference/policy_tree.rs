//! The valid policy tree (RFC 5280 section 6.1): where on a path certificate policies are not what is asked for.

use std::collections::BTreeSet;

use crate::world::reading::{self, is_self_issued};
use crate::world::{CertSpec, PolicyId, Question};

/// The depths at which processing fails: sections 6.1.3 (d) to (f), 6.1.4 (a), (b), (h) to (j), 6.1.5 (a), (b), (g).
/// The path begins with the end entity and leaves out the anchor.
pub(crate) fn failures(path: &[&CertSpec], question: &Question) -> BTreeSet<usize> {
    let n = path.len();
    let explicit_policy = if question.explicit_policy { 0 } else { n + 1 };
    let root = Leaf { authority: 0, policy: 0, expected: [0].into() };
    let mut state =
        Policies { tree: Some([root].into()), explicit_policy, inhibit_any_policy: n + 1, policy_mapping: n + 1 };
    let mut found = BTreeSet::new();
    for (depth, c) in path.iter().enumerate().rev() {
        state.process(c, depth);
        if state.explicit_policy == 0 && state.tree.is_none() {
            found.insert(depth);
        }
        if depth > 0 {
            if !state.prepare(c) {
                found.insert(depth);
            }
        } else if reading::policy_constraints(c).flatten().is_some_and(|e| e.require_explicit_policy == Some(0)) {
            state.explicit_policy = 0;
        } else {
            state.explicit_policy = state.explicit_policy.saturating_sub(1);
        }
    }
    let wanted = &question.policies;
    let any = wanted.is_empty() || wanted.contains(&0);
    let accepts = |leaf: &Leaf| any || leaf.authority == 0 || wanted.contains(&leaf.authority);
    if state.explicit_policy == 0 && !state.tree.is_some_and(|tree| tree.iter().any(accepts)) {
        found.insert(0);
    }
    found
}

/// A node of the valid policy tree whose children are not there yet. Nodes without children go, so these are all.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Leaf {
    /// The policy below the last anyPolicy on the way down, which is in the terms of the user; 0 for none.
    authority: PolicyId,
    /// valid_policy; 0 is anyPolicy.
    policy: PolicyId,
    /// expected_policy_set.
    expected: BTreeSet<PolicyId>,
}

fn leaf(authority: PolicyId, policy: PolicyId) -> Leaf {
    Leaf { authority: if authority == 0 { policy } else { authority }, policy, expected: [policy].into() }
}

/// Section 6.1.2 (a), (d) to (f).
struct Policies {
    /// `None` is the NULL tree.
    tree: Option<BTreeSet<Leaf>>,
    explicit_policy: usize,
    inhibit_any_policy: usize,
    policy_mapping: usize,
}

impl Policies {
    /// Section 6.1.3 (d), (e).
    fn process(&mut self, c: &CertSpec, depth: usize) {
        let (Some(above), Some(Some(extension))) = (self.tree.take(), reading::policies(c)) else { return };
        let mut level = BTreeSet::new();
        for policy in extension.policies.iter().copied().filter(|policy| *policy != 0) {
            let expecting: Vec<_> = above.iter().filter(|leaf| leaf.expected.contains(&policy)).collect();
            // (1)(i)
            level.extend(expecting.iter().map(|parent| leaf(parent.authority, policy)));
            // (1)(ii)
            if expecting.is_empty() && above.iter().any(|parent| parent.policy == 0) {
                level.insert(leaf(0, policy));
            }
        }
        // (2)
        if extension.policies.contains(&0) && (self.inhibit_any_policy > 0 || (depth > 0 && is_self_issued(c))) {
            for parent in &above {
                let named = |policy: &&PolicyId| !extension.policies.contains(policy) || **policy == 0;
                level.extend(parent.expected.iter().filter(named).map(|policy| leaf(parent.authority, *policy)));
            }
        }
        self.tree = Some(level).filter(|level| !level.is_empty());
    }

    /// Section 6.1.4 (a), (b), (h) to (j); `false` for a mapping to or from anyPolicy.
    fn prepare(&mut self, c: &CertSpec) -> bool {
        let pairs = reading::mappings(c).flatten().map(|e| e.pairs.clone()).unwrap_or_default();
        let wild = pairs.iter().any(|(issuer, subject)| *issuer == 0 || *subject == 0);
        if let Some(mut tree) = self.tree.take().filter(|_| !wild) {
            for issuer in pairs.iter().map(|(issuer, _)| *issuer).collect::<BTreeSet<_>>() {
                let expected: BTreeSet<_> = pairs.iter().filter(|p| p.0 == issuer).map(|p| p.1).collect();
                let (mut mapped, others): (BTreeSet<_>, BTreeSet<_>) =
                    tree.into_iter().partition(|l| l.policy == issuer);
                tree = others;
                if self.policy_mapping > 0 {
                    if mapped.is_empty() && tree.iter().any(|l| l.policy == 0) {
                        mapped.insert(leaf(0, issuer));
                    }
                    tree.extend(mapped.into_iter().map(|l| Leaf { expected: expected.clone(), ..l }));
                }
            }
            self.tree = Some(tree).filter(|tree| !tree.is_empty());
        }
        let step = usize::from(!is_self_issued(c));
        let constraints = reading::policy_constraints(c).flatten();
        let limits = [
            (&mut self.explicit_policy, constraints.and_then(|e| e.require_explicit_policy)),
            (&mut self.policy_mapping, constraints.and_then(|e| e.inhibit_policy_mapping)),
            (&mut self.inhibit_any_policy, c.inhibit_any_policy),
        ];
        for (counter, limit) in limits {
            *counter = counter.saturating_sub(step).min(limit.map_or(usize::MAX, usize::from));
        }
        !wild
    }
}
