//! The explaining pass: every path that was possible, what each lacks, and the smallest repair. See `path_building`.
//!
//! It looks for paths in order of how much they say, and stops at the first kind that there is:
//!
//! 1. paths to an anchor whose signatures all verify: what is left is the certificates' own fault;
//! 2. paths to an anchor by name, with a signature that does not verify; where the policy matches key identifiers, not
//!    those in which the identifiers say that another key is meant;
//! 3. the longest way up that does not reach an anchor;
//! 4. where a name leads nowhere: a certificate whose *key* made the signature (`issuer-mismatch`).

use super::graph::{END_ENTITY, KeyIdentifiers, NodeId};
use super::search::{BudgetExhausted, End, Search, check_anchor, check_node, has_error};
use crate::certificate::{Field, PublicKeyInfo};
use crate::finding::{Context, Finding};
use crate::path_validation::{self, Candidate, Exemption, Scope, Sink};
use crate::policy::{Requirement, Role, Severity};
use crate::verdict::{AttemptedPath, Link, MAX_PATHS, Repair, SignatureState, ranking};

/// Paths that are completed before they are ranked.
const CONSIDERED_PATHS: usize = 2 * MAX_PATHS;
/// Steps of one enumeration.
const STEPS: usize = 512;
/// Signatures checked along a way that reaches no anchor, or to find an issuer whose name is wrong: nothing can come of
/// it but a better explanation, so it must cost little (6 P-256 checks are 0.4 ms).
const OPEN_SIGNATURES: usize = 6;
/// Signatures checked under anchors of another name, whatever was spent before.
const ANCHOR_SIGNATURES: usize = 2;

/// A path to be completed.
struct Found<'v> {
    path: Vec<NodeId>,
    end: End<'v>,
}

pub(super) fn explain<'v>(search: &mut Search<'_, 'v>, budget_exhausted: bool) -> (Vec<AttemptedPath<'v>>, Repair) {
    let mut found = Vec::new();
    let only_path = search.only_path();
    let several = only_path.is_none();
    found.extend(only_path.map(|(path, end)| Found { path, end }));
    if several && search.end_entity_is_trusted() {
        found.push(Found { path: vec![END_ENTITY], end: End::TrustedEndEntity });
    }
    if several && search.graph.node(END_ENTITY).reaches_anchor {
        let mut walk = Walk {
            steps: STEPS,
            limit: search.scope.policy.parameters().budget.signatures,
            signatures: Kept::Valid,
            found,
        };
        walk.up(search, &mut vec![END_ENTITY]);
        if walk.found.is_empty() {
            walk.steps = STEPS;
            walk.signatures = Kept::NotContradicted;
            walk.up(search, &mut vec![END_ENTITY]);
        }
        found = walk.found;
    }
    if found.is_empty() {
        found.push(open_end(search, search.counters.signature_checks + OPEN_SIGNATURES));
    }
    let mut paths: Vec<_> = found.iter().map(|f| search.complete(&f.path, f.end)).collect();
    for (found, path) in found.iter().zip(&mut paths) {
        note_same_name(search, found, path);
    }
    if budget_exhausted {
        let scope = search.scope;
        for path in &mut paths {
            let requirement = Requirement::WithinBudget;
            let mut sink = Sink::new(&scope, 0, Role::EndEntity, &mut path.findings);
            sink.report_always(requirement, requirement.reason(), Field::Certificate, || Context::None);
        }
    }
    paths.sort_by_cached_key(|path| {
        (cost(path), path.steps.len(), path.steps.iter().map(|s| s.link.fingerprint()).collect::<Vec<_>>())
    });
    paths.truncate(MAX_PATHS);
    let repair = repair(paths.first(), search);
    (paths, repair)
}

/// Where an open path ends for want of the right key, and not of the right name, says so.
fn note_same_name(search: &Search<'_, '_>, found: &Found<'_>, path: &mut AttemptedPath<'_>) {
    let last = found.path.last().copied().unwrap_or(END_ENTITY);
    let named = search.graph.anchors_of(last).next().is_some()
        || search.graph.issuers_of(last, search.scope.inputs.time).iter().any(|id| !found.path.contains(id));
    for finding in &mut path.findings {
        if let Context::Issuer { same_name_other_key, .. } = &mut finding.context {
            *same_name_other_key = named;
        }
    }
}

fn cost(path: &AttemptedPath<'_>) -> u32 {
    path.errors().map(|finding| ranking::cost(finding.reason)).fold(0, u32::saturating_add)
}

/// Which links an enumeration follows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// Only those whose signature verifies.
    Valid,
    /// Also those whose signature does not, unless the policy takes the key identifiers' word that another key is meant.
    NotContradicted,
}

struct Walk<'v> {
    steps: usize,
    limit: usize,
    signatures: Kept,
    found: Vec<Found<'v>>,
}

impl<'v> Walk<'v> {
    fn up(&mut self, search: &mut Search<'_, 'v>, path: &mut Vec<NodeId>) {
        if self.steps == 0 || self.found.len() >= CONSIDERED_PATHS {
            return;
        }
        self.steps -= 1;
        let child = path.last().copied().unwrap_or(END_ENTITY);
        for (at, anchor) in search.graph.ordered_anchors_of(child) {
            let relation = search.graph.relation_to_anchor(child, anchor);
            if !search.anchor_repeats(path, anchor) && self.follows(search, child, &anchor.public_key(), relation) {
                self.found.push(Found { path: path.clone(), end: End::Anchor(at, anchor) });
            }
        }
        // One more than could be accepted, so that a path that is too long is shown as such.
        if path.len() > search.most_intermediates() + 1 {
            return;
        }
        for &issuer in search.graph.issuers_of(child, search.scope.inputs.time) {
            if !search.graph.node(issuer).reaches_anchor || search.graph.repeats(path, issuer) {
                continue;
            }
            let relation = search.graph.relation(child, issuer);
            let followed = match search.graph.node(issuer).certificate.public_key() {
                Some(key) => self.follows(search, child, &key, relation),
                // A CA whose key is unreadable can only be followed by name; its own findings say what is wrong.
                None => self.signatures == Kept::NotContradicted,
            };
            if followed {
                path.push(issuer);
                self.up(search, path);
                path.pop();
            }
        }
    }

    fn follows(
        &self,
        search: &mut Search<'_, 'v>,
        child: NodeId,
        key: &PublicKeyInfo<'v>,
        relation: KeyIdentifiers,
    ) -> bool {
        if key.inherits_parameters() {
            return true;
        }
        match search.signature(child, key, self.limit) {
            Ok(SignatureState::Valid) => true,
            Ok(SignatureState::Invalid | SignatureState::Unsupported | SignatureState::NotChecked)
            | Err(BudgetExhausted) => {
                self.signatures == Kept::NotContradicted
                    && (relation != KeyIdentifiers::Mismatch || !matches_key_identifiers(search))
            }
        }
    }
}

/// Whether an issuer with another key identifier is no issuer to the policy.
fn matches_key_identifiers(search: &Search<'_, '_>) -> bool {
    search.scope.policy.severity(Requirement::KeyIdentifiersMatch, Role::EndEntity) == Severity::Error
}

/// The way up that reaches no anchor: at each step the first issuer by name whose key made the signature.
fn open_end<'v>(search: &mut Search<'_, 'v>, limit: usize) -> Found<'v> {
    let mut path = vec![END_ENTITY];
    while path.len() <= search.most_intermediates() {
        let child = path.last().copied().unwrap_or(END_ENTITY);
        let candidates = search.graph.issuers_of(child, search.scope.inputs.time);
        let mut signs = |id: &NodeId| signed_by(search, child, *id, limit);
        let Some(issuer) = candidates.iter().copied().find(|id| signs(id)) else {
            break;
        };
        if search.graph.repeats(&path, issuer) {
            break;
        }
        path.push(issuer);
    }
    let last = path.last().copied().unwrap_or(END_ENTITY);
    if search.graph.node(last).certificate.is_self_issued() {
        return Found { path, end: End::Open };
    }
    issuer_by_key(search, path, limit)
}

fn signed_by(search: &mut Search<'_, '_>, child: NodeId, issuer: NodeId, limit: usize) -> bool {
    let key = search.graph.node(issuer).certificate.public_key();
    key.is_some_and(|key| matches!(search.signature(child, &key, limit), Ok(SignatureState::Valid)))
}

/// A certificate or anchor of another name whose key made the signature of the last certificate of `path`.
fn issuer_by_key<'v>(search: &mut Search<'_, 'v>, mut path: Vec<NodeId>, limit: usize) -> Found<'v> {
    let child = path.last().copied().unwrap_or(END_ENTITY);
    // Anchors are many and cost a signature each: only those that the key identifier points at, or when there are few.
    let few = search.graph.anchors.len() <= OPEN_SIGNATURES;
    // Strangers that were tried on the way up must not leave the anchors untried.
    let for_anchors = limit.max(search.counters.signature_checks + ANCHOR_SIGNATURES);
    for (at, anchor) in search.graph.ordered_anchors_by_key_identifier(child, few) {
        if let Ok(SignatureState::Valid) = search.signature(child, &anchor.public_key(), for_anchors) {
            return Found { path, end: End::Anchor(at, anchor) };
        }
    }
    // A certificate from which an anchor is reachable makes a whole path of it: that is worth the search's own budget.
    let generous = search.scope.policy.parameters().budget.signatures;
    let allowance =
        |search: &Search<'_, 'v>, id: NodeId| if search.graph.node(id).reaches_anchor { generous } else { limit };
    // One from which none is reachable is tried only where the key identifier points at it: whether it is found must not
    // hang on how many strangers there are beside it.
    let points_at = |id: NodeId| search.graph.relation(child, id) == KeyIdentifiers::Match;
    let mut others: Vec<NodeId> = (1..search.graph.len() as NodeId)
        .filter(|id| search.graph.node(*id).reaches_anchor || points_at(*id))
        .filter(|id| !search.graph.repeats(&path, *id))
        .collect();
    others.sort_by_key(|id| {
        let node = search.graph.node(*id);
        (!node.reaches_anchor, search.graph.relation(child, *id), node.certificate.der())
    });
    let signs = |search: &mut Search<'_, 'v>, id: NodeId| signed_by(search, child, id, allowance(search, id));
    if let Some(issuer) = others.into_iter().find(|id| signs(search, *id)) {
        path.push(issuer);
        let limit = allowance(search, issuer);
        let anchor = search.graph.ordered_anchors_of(issuer).into_iter().find(|(_, anchor)| {
            matches!(search.signature(issuer, &anchor.public_key(), limit), Ok(SignatureState::Valid))
        });
        let end = anchor.map_or(End::Open, |(at, anchor)| End::Anchor(at, anchor));
        return Found { path, end };
    }
    Found { path, end: End::Open }
}

/// The errors of the best path, proved to be enough by validating it again with exactly these exempted.
fn repair<'v>(best: Option<&AttemptedPath<'v>>, search: &mut Search<'_, 'v>) -> Repair {
    let Some(path) = best else {
        return Repair { path: 0, findings: Vec::new(), proved: false };
    };
    let findings: Vec<usize> =
        (0..).zip(&path.findings).filter(|(_, f)| f.severity == Severity::Error).map(|(i, _)| i).collect();
    let exemptions: Vec<Exemption> =
        path.errors().map(|f| Exemption { depth: f.depth, requirement: f.requirement, reason: f.reason }).collect();
    let proved = path.omitted_findings == 0 && !has_error(&revalidate(path, &exemptions, search));
    Repair { path: 0, findings, proved }
}

/// All checks of a path again, local ones included, with some breaches let pass.
fn revalidate<'v>(path: &AttemptedPath<'v>, exemptions: &[Exemption], search: &mut Search<'_, 'v>) -> Vec<Finding> {
    let links: Vec<Link<'v>> = path.steps.iter().map(|step| step.link).collect();
    let signatures: Vec<SignatureState> = path.steps.iter().map(|step| step.signature).collect();
    let Scope { policy, inputs, relaxations, .. } = search.scope;
    let scope = Scope { policy, inputs, relaxations, exemptions };
    let mut findings = Vec::new();
    for (depth, link) in links.iter().enumerate() {
        findings.extend(match link {
            Link::Certificate(certificate) => check_node(certificate, depth, &scope),
            Link::Anchor(anchor) => check_anchor(anchor, depth, &scope),
        });
    }
    let candidate = Candidate { links: &links, trusted_end_entity: path.trusted_end_entity, signatures: &signatures };
    path_validation::process(&candidate, &scope, search, &mut findings);
    findings
}
