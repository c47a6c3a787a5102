//! The explaining pass: every path that was possible, what each lacks, and the smallest repair. See `path_building`.
//!
//! It looks for paths in order of how much they say, and stops at the first kind that there is:
//!
//! 1. paths to an anchor whose signatures all verify: what is left is the certificates' own fault;
//! 2. paths to an anchor by name, with as few signatures as possible that do not verify; where the policy matches key
//!    identifiers, none of those over a link in which the identifiers say that another key is meant;
//! 3. where a name leads nowhere: paths to an anchor in which one link is by *key* alone (`issuer-mismatch`), at the
//!    end of all that leads up by name;
//! 4. the longest ways up that reach no anchor.
//!
//! How much is spent on the last two is told in [`unanchored`].
//!
//! Of that kind the best path is the one that lacks least, then the shortest, then the one whose breaches come first by
//! depth and reason. So what is reported depends on how certificates are related and on nothing else, neither the order
//! in which they came nor their octets. Fingerprints only order paths that are refused for the same.

use std::collections::BTreeSet;

use super::graph::{END_ENTITY, KeyIdentifiers, NodeId};
use super::search::{End, Search, check_anchor, check_node, has_error};
use super::unanchored;
use crate::certificate::{Field, PublicKeyInfo};
use crate::finding::{Context, Finding};
use crate::path_validation::{self, Candidate, Exemption, Scope, Sink};
use crate::policy::{Requirement, Role, Severity};
use crate::taxonomy::Reason;
use crate::verdict::{AttemptedPath, Link, MAX_PATHS, Repair, SignatureState, ranking};

/// Paths that are completed before they are ranked: all that five CAs of one name make, whoever signed whom.
const CONSIDERED_PATHS: usize = 326;
/// Steps of one enumeration.
const STEPS: usize = 2_048;

/// A path to be completed.
pub(super) struct Found<'v> {
    pub(super) path: Vec<NodeId>,
    pub(super) end: End<'v>,
}

pub(super) fn explain<'v>(search: &mut Search<'_, 'v>, budget_exhausted: bool) -> (Vec<AttemptedPath<'v>>, Repair) {
    let found = match search.only_path() {
        Some((path, end)) => vec![Found { path, end }],
        None => paths(search),
    };
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
        let breaches = breaches(path);
        let cost = breaches.iter().map(|(_, reason)| ranking::cost(*reason)).fold(0, u32::saturating_add);
        let fingerprints: Vec<_> = path.steps.iter().map(|s| s.link.fingerprint()).collect();
        (cost, path.steps.len(), breaches, fingerprints)
    });
    paths.truncate(MAX_PATHS);
    let repair = repair(paths.first(), search);
    (paths, repair)
}

/// What refuses a path: each reason once at each depth, however many names or extensions give it.
fn breaches(path: &AttemptedPath<'_>) -> BTreeSet<(usize, Reason)> {
    path.errors().map(|finding| (finding.depth, finding.reason)).collect()
}

/// The paths of the first kind that there is.
fn paths<'v>(search: &mut Search<'_, 'v>) -> Vec<Found<'v>> {
    let mut found = Vec::new();
    if search.end_entity_is_trusted() {
        found.push(Found { path: vec![END_ENTITY], end: End::TrustedEndEntity });
    }
    if search.graph.node(END_ENTITY).reaches_anchor {
        let mut walk = Walk::new(search, found);
        walk.up(search, &mut vec![END_ENTITY]);
        let mut unverified = 0;
        while walk.found.is_empty() && walk.steps > 0 && unverified <= search.deepest() {
            unverified += 1;
            walk.unverified = unverified;
            walk.up(search, &mut vec![END_ENTITY]);
        }
        found = walk.found;
    }
    if !found.is_empty() {
        return found;
    }
    let ways = unanchored::ways(search);
    let by_key = unanchored::by_key(search, &ways);
    if by_key.is_empty() { ways.into_iter().map(|path| Found { path, end: End::Open }).collect() } else { by_key }
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

/// An enumeration of the paths to an anchor by name.
pub(super) struct Walk<'v> {
    steps: usize,
    /// Signatures that may be checked, those of the search included.
    limit: usize,
    /// How many more links may be followed whose signature does not verify. A policy that takes the key identifiers'
    /// word that another key is meant follows none of those.
    unverified: usize,
    /// Paths to an anchor.
    pub(super) found: Vec<Found<'v>>,
}

impl<'v> Walk<'v> {
    pub(super) const fn new(search: &Search<'_, 'v>, found: Vec<Found<'v>>) -> Self {
        Self { steps: STEPS, limit: search.scope.policy.parameters().budget.signatures, unverified: 0, found }
    }

    pub(super) fn up(&mut self, search: &mut Search<'_, 'v>, path: &mut Vec<NodeId>) {
        if self.steps == 0 || self.found.len() >= CONSIDERED_PATHS {
            return;
        }
        self.steps -= 1;
        let child = path.last().copied().unwrap_or(END_ENTITY);
        for &(at, anchor) in search.graph.ordered_anchors_of(child).iter() {
            let relation = search.graph.relation_to_anchor(child, anchor);
            if search.anchor_repeats(path, anchor) {
                continue;
            }
            if self.unverified_links(search, child, Some(&anchor.public_key()), relation).is_some() {
                self.found.push(Found { path: path.clone(), end: End::Anchor(at, anchor) });
            }
        }
        // As deep as any path goes, so that one that the policy finds too long is shown as such.
        let issuers =
            if path.len() > search.deepest() { &[] } else { search.graph.issuers_of(child, search.scope.inputs.time) };
        for &issuer in issuers {
            if !search.graph.node(issuer).reaches_anchor || search.graph.repeats(path, issuer) {
                continue;
            }
            let relation = search.graph.relation(child, issuer);
            let key = search.graph.node(issuer).certificate.public_key();
            if let Some(links) = self.unverified_links(search, child, key.as_ref(), relation) {
                self.unverified -= links;
                path.push(issuer);
                self.up(search, path);
                path.pop();
                self.unverified += links;
            }
        }
    }

    /// 0 for a link whose signature verifies, 1 for another one that may be followed, by name alone where the issuer's
    /// key is unreadable, and `None` for one that may not.
    fn unverified_links(
        &self,
        search: &mut Search<'_, 'v>,
        child: NodeId,
        key: Option<&PublicKeyInfo<'v>>,
        relation: KeyIdentifiers,
    ) -> Option<usize> {
        let verifies = key.is_some_and(|key| {
            key.inherits_parameters() || matches!(search.signature(child, key, self.limit), Ok(SignatureState::Valid))
        });
        if verifies {
            return Some(0);
        }
        let contradicted = key.is_some() && relation == KeyIdentifiers::Mismatch && matches_key_identifiers(search);
        (self.unverified > 0 && !contradicted).then_some(1)
    }
}

/// Whether an issuer with another key identifier is no issuer to the policy.
fn matches_key_identifiers(search: &Search<'_, '_>) -> bool {
    search.scope.policy.severity(Requirement::KeyIdentifiersMatch, Role::EndEntity) == Severity::Error
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
    let Scope { policy, inputs, relaxations, for_crl_signer, .. } = search.scope;
    let scope = Scope { policy, inputs, relaxations, exemptions, for_crl_signer };
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
