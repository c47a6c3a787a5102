//! The deciding pass: a depth-first search for one clean path. See the design in `path_building`.

use rustls_pki_types::SignatureVerificationAlgorithm;

use super::crl_signers;
use super::first_issuer;
use super::graph::{END_ENTITY, Few, Graph, NodeId};
use super::signatures::{Key, Signatures, Signed};
use crate::certificate::{Certificate, PublicKeyInfo};
use crate::finding::Finding;
use crate::path_validation::{self, Candidate, Scope, Services, Sink, revocation};
use crate::policy::{Budget, PathSearch, Role, Severity};
use crate::trust_anchor::TrustAnchor;
use crate::verdict::{AttemptedPath, Counters, Link, MAX_FINDINGS, SignatureState, Step};

/// The search with its memory, which the explaining pass goes on using.
pub(super) struct Search<'g, 'v> {
    pub(super) graph: &'g Graph<'v>,
    pub(super) scope: Scope<'v>,
    pub(super) counters: Counters,
    pub(super) algorithms: &'v [&'v dyn SignatureVerificationAlgorithm],
    /// This search is for a certificate that signs CRLs: paths to this anchor count, and it starts no further ones.
    pub(super) wanted_anchor: Option<&'v TrustAnchor<'v>>,
    budget: Budget,
    pub(super) signatures: Signatures<'v>,
    /// Certificates by address that were looked at as signers of CRLs, with the anchor: whether a path leads there.
    pub(super) crl_signers: Vec<((*const u8, *const u8), bool)>,
    /// Something about a CRL stayed unchecked for want of budget.
    pub(super) crl_over_budget: bool,
    /// Findings of local checks, by node and role.
    local: Few<[Option<Vec<Finding>>; ROLES]>,
    /// The same for anchors, by position; only those that were met.
    anchors: Few<(usize, Vec<Finding>)>,
}

/// What the deciding pass found.
pub(super) enum Outcome<'v> {
    /// A clean path.
    Accepted(AttemptedPath<'v>),
    /// None.
    Nothing {
        /// The search ended at a limit, so that there may be one all the same.
        budget_exhausted: bool,
    },
}

/// A limit of the search was reached.
pub(super) struct BudgetExhausted;

/// End entity, the CA directly above it, further CAs.
const ROLES: usize = 3;

/// How a path ends.
#[derive(Clone, Copy)]
pub(super) enum End<'v> {
    /// At an anchor, by position.
    Anchor(usize, &'v TrustAnchor<'v>),
    /// The end entity is trusted itself.
    TrustedEndEntity,
    /// Nowhere.
    Open,
}

impl<'g, 'v> Search<'g, 'v> {
    pub(super) fn new(
        graph: &'g Graph<'v>,
        algorithms: &'v [&'v dyn SignatureVerificationAlgorithm],
        scope: Scope<'v>,
    ) -> Self {
        Self {
            graph,
            scope,
            counters: Counters::default(),
            algorithms,
            wanted_anchor: None,
            budget: scope.policy.parameters().budget,
            signatures: Signatures::new(algorithms, scope.policy.parameters().keys.min_dsa_bits.is_some()),
            crl_signers: Vec::new(),
            crl_over_budget: false,
            local: (0..graph.len()).map(|_| Default::default()).collect(),
            anchors: Few::new(),
        }
    }

    pub(super) fn run(&mut self) -> Outcome<'v> {
        let nothing = Outcome::Nothing { budget_exhausted: false };
        // What is wrong with the end entity itself is wrong with every path.
        if has_error(self.local_findings(END_ENTITY, 0)) {
            return nothing;
        }
        if let Some((path, end)) = self.only_path() {
            let path = self.complete(&path, end);
            return if has_error(path.findings()) { nothing } else { Outcome::Accepted(path) };
        }
        if self.wanted_anchor.is_none() && self.end_entity_is_trusted() {
            let path = self.complete(&[END_ENTITY], End::TrustedEndEntity);
            if !has_error(path.findings()) {
                return Outcome::Accepted(path);
            }
        }
        if !self.graph.node(END_ENTITY).reaches_anchor {
            return nothing;
        }
        match self.extend(&mut Few::from_iter([END_ENTITY])) {
            Ok(Some(path)) => Outcome::Accepted(path),
            Ok(None) => nothing,
            Err(BudgetExhausted) => Outcome::Nothing { budget_exhausted: true },
        }
    }

    /// The path that is considered under a policy that considers one.
    pub(super) fn only_path(&mut self) -> Option<(Vec<NodeId>, End<'v>)> {
        match self.scope.policy.parameters().path_search {
            PathSearch::Exhaustive => None,
            PathSearch::FirstIssuer { prefers_valid, may_sign } => {
                Some(first_issuer::choose(self, prefers_valid, may_sign))
            }
        }
    }

    pub(super) fn end_entity_is_trusted(&self) -> bool {
        let certificate = self.graph.node(END_ENTITY).certificate;
        self.scope.policy.parameters().trust.end_entity
            && self.graph.anchors.iter().any(|a| a.certificate().is_some_and(|c| c.der() == certificate.der()))
    }

    /// Tries every way up from the last certificate of `path`.
    fn extend(&mut self, path: &mut Few<NodeId>) -> Result<Option<AttemptedPath<'v>>, BudgetExhausted> {
        self.count_step()?;
        let child = path.last().copied().unwrap_or(END_ENTITY);
        for &(at, anchor) in self.graph.ordered_anchors_of(child).iter() {
            let unwanted = self.wanted_anchor.is_some_and(|wanted| !same_anchor(wanted, anchor));
            if unwanted || self.anchor_repeats(path, anchor) || has_error(self.anchor_findings(at, anchor)) {
                continue;
            }
            if !self.may_have_signed(child, &anchor.public_key())? {
                continue;
            }
            let attempt = self.complete(path, End::Anchor(at, anchor));
            if !has_error(attempt.findings()) {
                return Ok(Some(attempt));
            }
        }
        if path.len() > self.most_intermediates() {
            return Ok(None);
        }
        for &issuer in self.graph.issuers_of(child, self.scope.inputs.time) {
            if !self.graph.node(issuer).reaches_anchor || self.graph.repeats(path, issuer) {
                continue;
            }
            if has_error(self.local_findings(issuer, path.len())) {
                continue;
            }
            let Some(key) = self.graph.node(issuer).certificate.public_key() else {
                continue;
            };
            if !self.may_have_signed(child, &key)? {
                continue;
            }
            path.push(issuer);
            let found = self.extend(path)?;
            path.pop();
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// Most intermediate certificates of a path that can still be accepted.
    pub(super) fn most_intermediates(&self) -> usize {
        let deepest = self.deepest();
        self.scope.policy.parameters().max_intermediates.map_or(deepest, |limit| limit.min(deepest))
    }

    /// Most intermediate certificates of any path.
    pub(super) const fn deepest(&self) -> usize {
        self.budget.depth.saturating_sub(2)
    }

    fn count_step(&mut self) -> Result<(), BudgetExhausted> {
        self.counters.path_steps += 1;
        if self.counters.path_steps > self.budget.path_steps { Err(BudgetExhausted) } else { Ok(()) }
    }

    /// An anchor whose name and key an *issuer* on the path has already; the end entity may be its own anchor.
    pub(super) fn anchor_repeats(&self, path: &[NodeId], anchor: &TrustAnchor<'_>) -> bool {
        path.iter().skip(1).any(|id| {
            let certificate = self.graph.node(*id).certificate;
            certificate.public_key() == Some(anchor.public_key())
                && certificate.subject().matches(&anchor.subject(), self.graph.comparison)
        })
    }

    /// The signature verifies, or cannot be checked before the whole path is known.
    fn may_have_signed(&mut self, child: NodeId, key: &PublicKeyInfo<'v>) -> Result<bool, BudgetExhausted> {
        if key.inherits_parameters() {
            return Ok(true);
        }
        Ok(self.signature(child, key, self.budget.signatures)? == SignatureState::Valid)
    }

    /// How a certificate's signature comes out under a key, checking it at most once.
    pub(super) fn signature(
        &mut self,
        child: NodeId,
        key: &PublicKeyInfo<'v>,
        limit: usize,
    ) -> Result<SignatureState, BudgetExhausted> {
        self.signature_with(signed(self.graph.node(child).certificate), key, Key::new(key), limit)
    }

    /// The same for anything signed, within the whole budget.
    pub(super) fn signature_within_budget(
        &mut self,
        signed: Signed<'_>,
        public_key: &PublicKeyInfo<'v>,
        key: Key<'v>,
    ) -> Result<SignatureState, BudgetExhausted> {
        self.signature_with(signed, public_key, key, self.budget.signatures)
    }

    fn signature_with(
        &mut self,
        signed: Signed<'_>,
        public_key: &PublicKeyInfo<'v>,
        key: Key<'v>,
        limit: usize,
    ) -> Result<SignatureState, BudgetExhausted> {
        if let Some(state) = self.signatures.known(signed, key) {
            return Ok(state);
        }
        if self.counters.signature_checks >= limit {
            return Err(BudgetExhausted);
        }
        self.counters.signature_checks += 1;
        Ok(self.signatures.check(signed, public_key, key))
    }

    /// The findings of a certificate's local checks at a depth, checked once for each role.
    pub(super) fn local_findings(&mut self, id: NodeId, depth: usize) -> &[Finding] {
        let slot = &mut self.local[id as usize][depth.min(ROLES - 1)];
        slot.get_or_insert_with(|| check_node(self.graph.node(id).certificate, depth, &self.scope))
    }

    /// The findings of the local checks of an anchor's own certificate.
    pub(super) fn anchor_findings(&mut self, at: usize, anchor: &'v TrustAnchor<'v>) -> &[Finding] {
        let known = self.anchors.iter().position(|(known, _)| *known == at);
        let index = known.unwrap_or_else(|| {
            self.anchors.push((at, check_anchor(anchor, 0, &self.scope)));
            self.anchors.len() - 1
        });
        self.anchors.get(index).map_or(&[], |(_, findings)| findings)
    }

    /// Validates a candidate path as a whole: local findings at their depths, then the state machine.
    pub(super) fn complete(&mut self, path: &[NodeId], end: End<'v>) -> AttemptedPath<'v> {
        let mut links: Few<Link<'v>> =
            path.iter().map(|id| Link::Certificate(self.graph.node(*id).certificate)).collect();
        let mut findings = Vec::new();
        if let End::Anchor(at, anchor) = end {
            links.push(Link::Anchor(anchor));
            findings.extend(self.anchor_findings(at, anchor).iter().cloned());
            findings.iter_mut().for_each(|finding| finding.depth = path.len());
        }
        for (depth, id) in path.iter().enumerate() {
            let first = findings.len();
            findings.extend(self.local_findings(*id, depth).iter().cloned());
            findings.iter_mut().skip(first).for_each(|finding| finding.depth = depth);
        }
        let signatures = self.path_signatures(&links);
        let scope = self.scope;
        let trusted_end_entity = matches!(end, End::TrustedEndEntity);
        let candidate = Candidate { links: &links, trusted_end_entity, signatures: &signatures };
        path_validation::process(&candidate, &scope, self, &mut findings);
        let steps = links.iter().zip(signatures.iter().chain(std::iter::repeat(&SignatureState::NotChecked)));
        let steps = steps.map(|(link, signature)| Step { link: *link, signature: *signature }).collect();
        let omitted_findings = bound(&mut findings);
        AttemptedPath { steps, findings, omitted_findings, trusted_end_entity }
    }

    /// The signature of every certificate under the next link's key, from the top so that DSA parameters are inherited.
    fn path_signatures(&mut self, links: &[Link<'v>]) -> Few<SignatureState> {
        let mut states: Few<SignatureState> = links.iter().map(|_| SignatureState::NotChecked).collect();
        let mut parameters: Option<&'v [u8]> = None;
        for depth in (0..links.len().saturating_sub(1)).rev() {
            let (Some(Link::Certificate(child)), Some(issuer)) = (links.get(depth), links.get(depth + 1)) else {
                continue;
            };
            let key = match issuer {
                Link::Certificate(certificate) => certificate.public_key(),
                Link::Anchor(anchor) => Some(anchor.public_key()),
            };
            let Some(key) = key else { continue };
            let identity = match (key.inherits_parameters(), parameters) {
                (true, Some(inherited)) => Key::inheriting(&key, inherited),
                (true, None) => Key::new(&key),
                (false, _) => {
                    parameters = key.algorithm_and_parameters().map(|(_, parameters)| parameters);
                    Key::new(&key)
                }
            };
            let limit = self.budget.signatures;
            if let (Ok(state), Some(slot)) =
                (self.signature_with(signed(child), &key, identity, limit), states.get_mut(depth))
            {
                *slot = state;
            }
        }
        states
    }
}

/// Name and key are the same.
pub(super) fn same_anchor(left: &TrustAnchor<'_>, right: &TrustAnchor<'_>) -> bool {
    left.public_key() == right.public_key() && left.subject() == right.subject()
}

/// What of a certificate is signed.
pub(super) fn signed<'v>(certificate: &'v Certificate<'v>) -> Signed<'v> {
    Signed {
        message: certificate.tbs(),
        algorithm: certificate.signature_algorithm(),
        signature: certificate.signature(),
    }
}

/// Runs the local checks of a certificate at a depth.
pub(super) fn check_node(certificate: &Certificate<'_>, depth: usize, scope: &Scope<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let role = if depth == 0 { Role::EndEntity } else { Role::Intermediate };
    let mut sink = Sink::new(scope, depth, role, &mut findings);
    path_validation::check_locally(certificate, role, depth == 1, scope, &mut sink);
    findings
}

/// Runs the local checks of an anchor's own certificate; of a bare key, those on the key.
pub(super) fn check_anchor(anchor: &TrustAnchor<'_>, depth: usize, scope: &Scope<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut sink = Sink::new(scope, depth, Role::Anchor, &mut findings).for_anchor(anchor);
    match anchor.certificate() {
        Some(certificate) => path_validation::check_locally(certificate, Role::Anchor, false, scope, &mut sink),
        None => path_validation::checks::public_key::check_key(&anchor.public_key(), scope, &mut sink),
    }
    findings
}

/// Whether a path with these findings is refused.
pub(super) fn has_error(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

/// Sorts findings by depth and cuts them to what a verdict keeps, warnings first. Returns how many went.
fn bound(findings: &mut Vec<Finding>) -> usize {
    let total = findings.len();
    if total > MAX_FINDINGS {
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        findings.truncate(MAX_FINDINGS);
    }
    findings.sort_by_key(|finding| (finding.depth, finding.requirement));
    total - findings.len()
}

impl<'v> Services<'v> for Search<'_, 'v> {
    fn compare_names(&mut self, comparisons: usize) -> bool {
        let spent = &mut self.counters.name_constraint_comparisons;
        *spent = spent.saturating_add(comparisons);
        self.counters.name_constraint_comparisons <= self.budget.name_constraint_comparisons
    }

    fn revocation_status(&mut self, candidate: &Candidate<'_, 'v>, depth: usize) -> revocation::Status {
        crl_signers::status(self, candidate, depth)
    }
}
