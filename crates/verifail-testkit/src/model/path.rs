//! What can be wrong with a path: RFC 5280 section 6.1, from the anchor down.

use std::collections::BTreeSet;

use verifail::policy::SubtreeDialect;
use verifail::{Reason, Requirement, Role};

use super::reading::{self, is_self_issued, usage};
use super::{Model, Signature, names};
use crate::world::{CertSpec, GeneralName, KeyForm, KeyUsage, NameConstraints, PolicyId, Purpose, Question};

/// Certificates from the end entity up, and how they end.
#[derive(Clone)]
pub(super) struct Path<'w> {
    pub(super) certificates: Vec<&'w CertSpec>,
    pub(super) anchor: Option<&'w CertSpec>,
    /// The end entity is an anchor itself.
    pub(super) trusted: bool,
}

impl<'w> Path<'w> {
    pub(super) const fn open(certificates: Vec<&'w CertSpec>) -> Self {
        Self { certificates, anchor: None, trusted: false }
    }

    pub(super) const fn to(certificates: Vec<&'w CertSpec>, anchor: &'w CertSpec) -> Self {
        Self { certificates, anchor: Some(anchor), trusted: false }
    }

    /// Certificates, the anchor included.
    pub(super) fn len(&self) -> usize {
        self.certificates.len() + usize::from(self.anchor.is_some())
    }

    fn at(&self, depth: usize) -> Option<&'w CertSpec> {
        self.certificates.get(depth).copied().or(self.anchor.filter(|_| depth == self.certificates.len()))
    }
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

impl<'w> Model<'w> {
    pub(super) fn breaches(&self, path: &Path<'w>) -> BTreeSet<(usize, Reason)> {
        let n = path.certificates.len();
        let role = |depth| if depth == 0 { Role::EndEntity } else { Role::Intermediate };
        let mut found = BTreeSet::new();
        for (depth, c) in path.certificates.iter().enumerate() {
            found.extend(self.local(c, role(depth), depth).into_iter().map(|(_, reason)| (depth, reason)));
        }
        if let Some(anchor) = path.anchor {
            found.extend(self.local(anchor, Role::Anchor, n).into_iter().map(|(_, reason)| (n, reason)));
        }
        self.end(path, &mut found);
        if path.trusted && n == 1 {
            return found;
        }
        self.path_lengths(path, &mut found);
        self.certificate_policies(path, &mut found);
        for (depth, c) in path.certificates.iter().enumerate() {
            let mut breach = |reason| found.insert((depth, reason));
            if let Some(issuer) = path.at(depth + 1) {
                match self.signature(c, issuer.key) {
                    Signature::Valid => {}
                    Signature::Invalid => _ = breach(Reason::BadSignature),
                    Signature::Unsupported => _ = breach(Reason::UnsupportedSignatureAlgorithm),
                }
                let contradicted = !reading::identifiers_agree(c, issuer);
                let misnamed = !self.is_named_authority(c, issuer);
                if !self.same_name(&c.issuer, &issuer.subject)
                    || (contradicted && self.is_error(Requirement::KeyIdentifiersMatch, role(depth)))
                    || (misnamed && self.is_error(Requirement::AuthorityCertificateMatches, role(depth)))
                {
                    breach(Reason::IssuerMismatch);
                }
                if let Some(reason) = self.revocation(path, depth, c, issuer) {
                    breach(reason);
                }
            }
            let above = path.certificates.iter().skip(depth + 1).map(|ca| reading::name_constraints(ca));
            // An anchor's own constraints count where the policy says so.
            let own = path.anchor.filter(|_| self.is_error(Requirement::NamePermitted, Role::Anchor));
            let all: Vec<_> = above.chain(own.map(reading::name_constraints)).flatten().collect();
            if self.is_error(Requirement::NamePermitted, role(depth)) && !all.is_empty() {
                // What does not decode refuses everything below.
                if all.contains(&None) {
                    breach(Reason::Malformed);
                }
                if self.is_outside(c, depth, &all.into_iter().flatten().collect::<Vec<_>>()) {
                    breach(Reason::NameConstraints);
                }
            }
        }
        found
    }

    /// How the path ends, and whether it is longer than is walked.
    fn end(&self, path: &Path<'w>, found: &mut BTreeSet<(usize, Reason)>) {
        let parameters = self.policy.parameters();
        let intermediates = path.certificates.get(1..).unwrap_or_default();
        let counted =
            intermediates.iter().filter(|c| parameters.path_depth_counts_self_issued || !is_self_issued(c)).count();
        let asked = self.question.max_path_depth.is_some_and(|limit| counted > usize::from(limit));
        if asked || parameters.max_intermediates.is_some_and(|limit| intermediates.len() > limit) {
            found.insert((0, Reason::ChainLimits));
        }
        let depth = intermediates.len();
        if let (None, false, Some(last)) = (path.anchor, path.trusted, path.certificates.last()) {
            let reason = match (depth, is_self_issued(last)) {
                (0, true) => Reason::SelfSignedLeaf,
                (_, true) => Reason::SelfSignedInChain,
                (0, false) if last.ca_issuers.is_some() => Reason::MissingIntermediate,
                _ => Reason::UnknownIssuer,
            };
            found.insert((depth, reason));
        }
    }

    /// Section 6.1.4 (l), (m).
    fn path_lengths(&self, path: &Path<'w>, found: &mut BTreeSet<(usize, Reason)>) {
        let limit = |c: &CertSpec| reading::basic_constraints(c).flatten().filter(|e| e.ca).and_then(|e| e.path_length);
        let own = path.anchor.filter(|_| self.is_error(Requirement::PathLengthRespected, Role::Anchor));
        let mut left = own.and_then(limit);
        for (depth, c) in path.certificates.iter().enumerate().skip(1).rev() {
            if self.policy.parameters().path_length_counts_self_issued || !is_self_issued(c) {
                if left == Some(0) && self.is_error(Requirement::PathLengthRespected, Role::Intermediate) {
                    found.insert((depth, Reason::PathLength));
                }
                left = left.map(|left| left.saturating_sub(1));
            }
            left = limit(c).into_iter().chain(left).min();
        }
    }

    /// Section 6.1.3 (b), (c).
    fn is_outside(&self, c: &CertSpec, depth: usize, all: &[&NameConstraints]) -> bool {
        let rules = &self.policy.parameters().name_constraints;
        if rules.skip_self_issued && depth > 0 && is_self_issued(c) {
            return false;
        }
        let Some(names) = names::constrained(self, c, depth) else { return false };
        let unreadable = rules.dialect == SubtreeDialect::Go && !names.iter().all(Self::go_compares);
        let breaks = |name: &GeneralName, constraints: &NameConstraints| {
            let applies = |base: &&GeneralName| {
                names::same_form(name, base) && (names::is_processed(rules.forms, base) || !rules.refuse_unknown_forms)
            };
            let within = |base, excluded| {
                names::is_processed(rules.forms, base).then(|| self.within(name, base, excluded)).flatten()
            };
            let permitted: Vec<_> = constraints.permitted.iter().filter(applies).map(|b| within(b, false)).collect();
            let mut excluded = constraints.excluded.iter().filter(applies).map(|b| within(b, true));
            permitted.contains(&None)
                || (!permitted.is_empty() && !permitted.contains(&Some(true)))
                || excluded.any(|inside| inside != Some(false))
        };
        unreadable || names.iter().any(|name| all.iter().any(|constraints| breaks(name, constraints)))
    }

    /// Sections 6.1.3 (d) to (f), 6.1.4 (a), (b), (h) to (j), 6.1.5 (a), (b), (g).
    fn certificate_policies(&self, path: &Path<'w>, found: &mut BTreeSet<(usize, Reason)>) {
        if self.policy.row(Requirement::CertificatePolicy).is_none() {
            return;
        }
        let n = path.certificates.len();
        let explicit_policy = if self.question.explicit_policy { 0 } else { n + 1 };
        let root = Leaf { authority: 0, policy: 0, expected: [0].into() };
        let mut state =
            Policies { tree: Some([root].into()), explicit_policy, inhibit_any_policy: n + 1, policy_mapping: n + 1 };
        for (depth, c) in path.certificates.iter().enumerate().rev() {
            state.process(c, depth);
            if state.explicit_policy == 0 && state.tree.is_none() {
                found.insert((depth, Reason::Policy));
            }
            if depth > 0 {
                if !state.prepare(c) {
                    found.insert((depth, Reason::Policy));
                }
            } else if reading::policy_constraints(c).flatten().is_some_and(|e| e.require_explicit_policy == Some(0)) {
                state.explicit_policy = 0;
            } else {
                state.explicit_policy = state.explicit_policy.saturating_sub(1);
            }
        }
        let wanted = &self.question.policies;
        let any = wanted.is_empty() || wanted.contains(&0);
        let accepts = |leaf: &Leaf| any || leaf.authority == 0 || wanted.contains(&leaf.authority);
        if state.explicit_policy == 0 && !state.tree.is_some_and(|tree| tree.iter().any(accepts)) {
            found.insert((0, Reason::Policy));
        }
    }

    /// Section 6.3, for complete CRLs of the certificate's issuer for all reasons, freshest first.
    fn revocation(&self, path: &Path<'w>, depth: usize, c: &CertSpec, issuer: &'w CertSpec) -> Option<Reason> {
        let asked = self.question.revocation.filter(|asked| depth == 0 || !asked.end_entity_only)?;
        let issued = |name| reading::attributes(&c.issuer) == reading::attributes(name);
        if !issued(&issuer.subject) {
            return None;
        }
        let now = self.question.time;
        // An issuer without a name makes no CRL (section 5.1.2.3).
        let lists = self.world.crls.iter().filter(|crl| issued(&crl.issuer) && !crl.issuer.is_empty());
        let mut lists: Vec<_> = lists.collect();
        lists.sort_by_key(|crl| std::cmp::Reverse(crl.this_update));
        let current = lists.iter().filter(|crl| crl.this_update <= now && now <= crl.next_update);
        let mut signed = current.filter(|crl| {
            let made = |signer: &CertSpec| {
                let key = signer.key;
                let may = usage(signer, KeyUsage::CRL_SIGN) != Some(false);
                may && key.form == KeyForm::Plain && key.id == crl.signer
            };
            made(issuer) || self.others_signed(path, depth, &made)
        });
        match signed.next() {
            Some(crl) => {
                crl.revoked.iter().any(|serial| reading::number(*serial) == c.serial).then_some(Reason::Revoked)
            }
            None => (!asked.allow_unknown).then_some(Reason::RevocationUnavailable),
        }
    }

    /// Section 6.3.3 (f): other certificates of the CRL's issuer, higher up or with a path to the same anchor.
    fn others_signed(&self, path: &Path<'w>, depth: usize, made: &dyn Fn(&CertSpec) -> bool) -> bool {
        let Some(c) = path.at(depth) else { return false };
        let signed =
            |other: &CertSpec| made(other) && reading::attributes(&c.issuer) == reading::attributes(&other.subject);
        let mut others = std::iter::once(self.end_entity).chain(self.supplied.iter().copied());
        (depth + 2..=path.len()).filter_map(|above| path.at(above)).any(signed)
            || (!self.nested && others.any(|other| signed(other) && self.leads_to(other, path.anchor)))
    }

    /// Whether a certificate has a path without a breach to that anchor, whatever it is for.
    fn leads_to(&self, target: &'w CertSpec, anchor: Option<&CertSpec>) -> bool {
        let question = Question { reference: None, purpose: Purpose::Any, ..self.question.clone() };
        let supplied = self.world.intermediates.iter().filter(|c| *c != target).collect();
        let same = |found: &CertSpec| anchor.is_some_and(|a| found.key == a.key && found.subject == a.subject);
        let anchors = self.anchors.clone();
        let nested = Model { question: &question, end_entity: target, supplied, anchors, nested: true, ..*self };
        let clean = |path: Path<'_>| path.anchor.is_some_and(same) && nested.breaches(&path).is_empty();
        nested.paths().into_iter().any(clean)
    }
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
