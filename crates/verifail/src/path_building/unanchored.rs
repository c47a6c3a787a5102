//! What is looked at where names lead to no anchor: the ways up that end nowhere, and issuers by their key alone.
//!
//! The verdict is known by then, and only its explanation can get better: worth twelve signatures, 0.8 ms of P-256.
//! More could be asked for by stuffing what is supplied, and to check some of many would make the reasons depend on
//! which come first. So pairs of a certificate and a possible issuer are counted before any is checked, and all of a
//! kind are looked at or none:
//!
//! - by name: all pairs that can be reached from the end entity; where they are too many, those whose key identifiers
//!   match; where even these are, none, and what is said is that the end entity leads nowhere;
//! - by key, at the end of those ways: all pairs whose key identifiers do not contradict each other; where they are too
//!   many, those whose key identifiers match; where even these are, none.

use super::explain::{Found, Walk};
use super::graph::{END_ENTITY, KeyIdentifiers, NodeId};
use super::search::{End, Search};
use crate::trust_anchor::TrustAnchor;
use crate::verdict::SignatureState;

/// Most pairs that are looked at by name.
const PAIRS_BY_NAME: usize = 8;
/// Most pairs that are looked at by key.
const PAIRS_BY_KEY: usize = 4;

/// The ways up from the end entity over valid signatures that nothing continues.
pub(super) fn ways(search: &mut Search<'_, '_>) -> Vec<Vec<NodeId>> {
    let kinds = [KeyIdentifiers::Mismatch, KeyIdentifiers::Match];
    let Some(worst) = kinds.into_iter().find(|worst| pairs_by_name(search, *worst) <= PAIRS_BY_NAME) else {
        return vec![vec![END_ENTITY]];
    };
    let mut ways = Vec::new();
    extend(search, worst, &mut vec![END_ENTITY], &mut ways);
    ways
}

/// The pairs reachable from the end entity whose key identifiers are related no worse than that; at least that they are
/// too many.
fn pairs_by_name(search: &Search<'_, '_>, worst: KeyIdentifiers) -> usize {
    let mut reached = vec![END_ENTITY];
    let (mut next, mut pairs) = (0, 0);
    while let Some(&child) = reached.get(next)
        && pairs <= PAIRS_BY_NAME
    {
        for issuer in issuers_of(search, child, worst) {
            pairs += 1;
            if !reached.contains(&issuer) {
                reached.push(issuer);
            }
        }
        next += 1;
    }
    pairs
}

fn issuers_of<'g, 'v>(
    search: &Search<'g, 'v>,
    child: NodeId,
    worst: KeyIdentifiers,
) -> impl Iterator<Item = NodeId> + use<'g, 'v> {
    let graph = search.graph;
    let issuers = graph.issuers_of(child, search.scope.inputs.time).iter().copied();
    issuers.filter(move |issuer| *issuer != child && graph.relation(child, *issuer) <= worst)
}

fn extend(search: &mut Search<'_, '_>, worst: KeyIdentifiers, way: &mut Vec<NodeId>, ends: &mut Vec<Vec<NodeId>>) {
    let child = way.last().copied().unwrap_or(END_ENTITY);
    let mut continues = false;
    if way.len() <= search.deepest() {
        for issuer in issuers_of(search, child, worst) {
            if search.graph.repeats(way, issuer) || !may_be_signed_by(search, child, issuer) {
                continue;
            }
            continues = true;
            way.push(issuer);
            extend(search, worst, way, ends);
            way.pop();
        }
    }
    if !continues {
        ends.push(way.clone());
    }
}

/// The signature verifies, or cannot be checked before the whole path is known.
fn may_be_signed_by(search: &mut Search<'_, '_>, child: NodeId, issuer: NodeId) -> bool {
    let key = search.graph.node(issuer).certificate.public_key();
    key.is_some_and(|key| key.inherits_parameters()) || signed_by(search, child, issuer)
}

/// Paths to an anchor in which the link at the end of one of these ways is by key alone.
pub(super) fn by_key<'v>(search: &mut Search<'_, 'v>, ways: &[Vec<NodeId>]) -> Vec<Found<'v>> {
    let mut ends: Vec<NodeId> = ways.iter().filter_map(|way| way.last().copied()).collect();
    ends.sort_unstable();
    ends.dedup();
    ends.retain(|end| !search.graph.node(*end).certificate.is_self_issued());
    let kinds = [KeyIdentifiers::Unknown, KeyIdentifiers::Match];
    let candidates = kinds.into_iter().find_map(|worst| {
        let candidates: Vec<_> = ends.iter().map(|end| (*end, Candidates::new(search, *end, worst))).collect();
        (candidates.iter().map(|(_, of)| of.len(search)).sum::<usize>() <= PAIRS_BY_KEY).then_some(candidates)
    });
    let mut found = Vec::new();
    for (end, candidates) in candidates.unwrap_or_default() {
        for way in ways.iter().filter(|way| way.last() == Some(&end)) {
            candidates.try_all(search, way, &mut found);
        }
    }
    found
}

/// What may have issued a certificate whatever its name: anchors, and supplied certificates from which an anchor is
/// reached.
struct Candidates<'v> {
    anchors: Vec<(usize, &'v TrustAnchor<'v>)>,
    supplied: Vec<NodeId>,
}

impl<'v> Candidates<'v> {
    fn new(search: &Search<'_, 'v>, child: NodeId, worst: KeyIdentifiers) -> Self {
        let fits = |id: &NodeId| search.graph.node(*id).reaches_anchor && search.graph.relation(child, *id) <= worst;
        Self {
            anchors: search.graph.anchors_by_key_identifier(child, worst),
            supplied: (1..search.graph.len() as NodeId).filter(|id| *id != child && fits(id)).collect(),
        }
    }

    /// How many there are; what is anchor and supplied as well is one.
    fn len(&self, search: &Search<'_, '_>) -> usize {
        let der = |id: NodeId| search.graph.node(id).certificate.der();
        let is_anchor =
            |id: NodeId| self.anchors.iter().any(|(_, a)| a.certificate().is_some_and(|c| c.der() == der(id)));
        self.anchors.len() + self.supplied.iter().filter(|id| !is_anchor(**id)).count()
    }

    fn try_all(&self, search: &mut Search<'_, 'v>, way: &[NodeId], found: &mut Vec<Found<'v>>) {
        let child = way.last().copied().unwrap_or(END_ENTITY);
        for (at, anchor) in &self.anchors {
            if let Ok(SignatureState::Valid) = search.signature(child, &anchor.public_key(), usize::MAX) {
                found.push(Found { path: way.to_vec(), end: End::Anchor(*at, anchor) });
            }
        }
        for issuer in &self.supplied {
            if !search.graph.repeats(way, *issuer) && signed_by(search, child, *issuer) {
                // From there an anchor is reached, which makes a whole path of it: worth the search's own budget.
                let mut walk = Walk::new(search, std::mem::take(found));
                walk.up(search, &mut [way, &[*issuer]].concat());
                *found = walk.found;
            }
        }
    }
}

/// Whether the signature verifies. It was counted before that it may be checked.
fn signed_by(search: &mut Search<'_, '_>, child: NodeId, issuer: NodeId) -> bool {
    let key = search.graph.node(issuer).certificate.public_key();
    key.is_some_and(|key| matches!(search.signature(child, &key, usize::MAX), Ok(SignatureState::Valid)))
}
