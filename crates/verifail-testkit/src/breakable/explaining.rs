//! Explaining a rejection: of all paths that were possible, the one that lacks least, with everything that it lacks.
//!
//! Paths whose signatures verify come before paths by name, with as few signatures as possible that do not; those before paths in which one link, at the end of all
//! that leads up by name, is by key alone; those before the longest ways up that reach no anchor. Of the first kind that
//! there is, the path counts that weighs least, then the shortest, then the one whose breaches come first.

use std::collections::BTreeSet;

use verifail::{Certificate, Reason};

use super::bug::Bug;
use super::building::{Candidate, DEEPEST, END_ENTITY, End, Path, Search};
use super::names;
use super::signature::{self, State as Signature};
use super::trust::{Relation, relation};
use crate::verifier::Breach;

/// Steps of one enumeration, and paths that it keeps.
const STEPS: usize = 2_048;
const PATHS: usize = 326;
/// Signatures that are checked along ways that reach no anchor.
const OPEN_SIGNATURES: usize = 24;
/// Up to so many anchors of another name are tried by key.
const FEW_ANCHORS: usize = 8;

/// What is wrong with the best path.
pub(super) fn explain(search: &mut Search<'_, '_>, budget_exhausted: bool) -> Vec<Breach> {
    let explained = paths(search).into_iter().map(|path| {
        let mut breaches = search.validate(&path.0, path.1);
        if budget_exhausted {
            breaches.push(Breach { reason: Reason::ChainLimits, depth: Some(0) });
        }
        // Each reason once at each depth, however many names or extensions give it.
        let distinct: BTreeSet<_> = breaches.iter().map(|breach| (breach.depth, breach.reason)).collect();
        let weight: u32 = distinct.iter().map(|(_, reason)| weight(*reason)).sum();
        (weight, search.octets(&path).len(), distinct, breaches)
    });
    let best = explained.min_by(|left, right| (left.0, left.1, &left.2).cmp(&(right.0, right.1, &right.2)));
    let mut breaches = best.map(|(_, _, _, breaches)| breaches).unwrap_or_default();
    if breaches.is_empty() {
        // Nothing is wrong with it but that a bug did not look for it.
        breaches.push(Breach { reason: Reason::UnknownIssuer, depth: Some(0) });
    }
    if search.request.bugs.on(Bug::EkuReasonLost) && breaches.iter().any(|b| b.reason != Reason::EkuMissingOrWrong) {
        breaches.retain(|breach| breach.reason != Reason::EkuMissingOrWrong);
    }
    breaches
}

/// How far from acceptance one breach puts a path: what renewing mends weighs less than what a CA did, and everything
/// less than a signature that does not verify.
const fn weight(reason: Reason) -> u32 {
    match reason {
        Reason::BadSignature => 100_000,
        Reason::UnknownIssuer | Reason::MissingIntermediate | Reason::SelfSignedInChain | Reason::SelfSignedLeaf => {
            30_000
        }
        Reason::UnsupportedSignatureAlgorithm | Reason::IssuerMismatch => 10_000,
        Reason::ExplicitlyDistrusted | Reason::Revoked => 3_000,
        Reason::CaViolation | Reason::PathLength | Reason::NameConstraints | Reason::KeyUsage => 1_000,
        Reason::ChainLimits => 500,
        Reason::RevocationUnavailable | Reason::ProfileViolation => 100,
        _ => 300,
    }
}

/// The paths of the first kind that there is.
fn paths(search: &mut Search<'_, '_>) -> Vec<Path> {
    if search.reaches_anchor(END_ENTITY) {
        let mut walk = Walk::new(signature::BUDGET);
        for unverified in 0..=DEEPEST {
            walk.unverified = unverified;
            walk.up(search, &mut vec![END_ENTITY]);
            if !walk.found.is_empty() || walk.steps == 0 {
                break;
            }
        }
        if !walk.found.is_empty() {
            return walk.found;
        }
    }
    let limit = search.signatures.checks + OPEN_SIGNATURES;
    let mut walk = Walk { anywhere: true, ..Walk::new(limit) };
    walk.up(search, &mut vec![END_ENTITY]);
    let found: Vec<Path> = walk.ends.iter().flat_map(|way| by_key(search, way, limit)).collect();
    if found.is_empty() { walk.ends.into_iter().map(|path| (path, End::Nowhere)).collect() } else { found }
}

/// An enumeration of paths, in the order of the search.
struct Walk {
    steps: usize,
    /// Most signature checks.
    limit: usize,
    /// How many more links may be followed whose signature does not verify.
    unverified: usize,
    /// Also over certificates from which no anchor is reachable.
    anywhere: bool,
    /// Paths to an anchor.
    found: Vec<Path>,
    /// Ways that no certificate continues.
    ends: Vec<Vec<usize>>,
}

impl Walk {
    const fn new(limit: usize) -> Self {
        Self { steps: STEPS, limit, unverified: 0, anywhere: false, found: Vec::new(), ends: Vec::new() }
    }

    fn up(&mut self, search: &mut Search<'_, '_>, path: &mut Vec<usize>) {
        if self.steps == 0 || self.found.len().max(self.ends.len()) >= PATHS {
            return;
        }
        self.steps -= 1;
        let child = path.last().copied().unwrap_or(END_ENTITY);
        let mut continues = false;
        for candidate in search.candidates(child) {
            match candidate {
                Candidate::Anchor(at) => {
                    let anchor = &search.request.anchors[at];
                    if !search.has_same_issuer(path, anchor) && self.unverified_links(search, child, anchor).is_some() {
                        self.found.push((path.clone(), End::Anchor(at)));
                    }
                }
                // As deep as any path goes, so that one that is too long is shown as such.
                Candidate::Supplied(id) => {
                    let leads = path.len() <= DEEPEST && (self.anywhere || search.reaches_anchor(id));
                    if !leads || search.repeats(path, id) {
                        continue;
                    }
                    if let Some(links) = self.unverified_links(search, child, search.certificate(id)) {
                        continues = true;
                        self.unverified -= links;
                        path.push(id);
                        self.up(search, path);
                        path.pop();
                        self.unverified += links;
                    }
                }
            }
        }
        if !continues {
            self.ends.push(path.clone());
        }
    }

    /// 0 for a link whose signature verifies, 1 for another one that may be followed, `None` for one that may not.
    fn unverified_links<'c>(
        &self,
        search: &mut Search<'_, 'c>,
        child: usize,
        issuer: &Certificate<'c>,
    ) -> Option<usize> {
        let links = usize::from(!signs(search, child, issuer, self.limit));
        (links <= self.unverified).then_some(links)
    }
}

fn signs<'c>(search: &mut Search<'_, 'c>, child: usize, issuer: &Certificate<'c>, limit: usize) -> bool {
    let signed = search.certificate(child).into();
    issuer.public_key().is_some_and(|key| search.signatures.check(signed, &key, limit) == Signature::Valid)
}

/// Paths to an anchor by way of an issuer of another name whose key made the signature of the last certificate of `way`.
/// Those whose key identifier says that another key is meant are not tried.
fn by_key(search: &mut Search<'_, '_>, way: &[usize], limit: usize) -> Vec<Path> {
    let child = way.last().copied().unwrap_or(END_ENTITY);
    let certificate = search.certificate(child);
    if names::self_issued(certificate, search.request.bugs) {
        return Vec::new();
    }
    let anchors = &search.request.anchors;
    let few = anchors.len() <= FEW_ANCHORS;
    let mut fitting: Vec<usize> = (0..anchors.len())
        .filter(|at| match relation(certificate, &anchors[*at]) {
            Relation::Match => true,
            Relation::Unknown => few,
            Relation::Mismatch => false,
        })
        .collect();
    search.sort_anchors(child, &mut fitting);
    let for_anchors = limit.max(search.signatures.checks + FEW_ANCHORS);
    fitting.retain(|at| signs(search, child, &anchors[*at], for_anchors));
    let mut found: Vec<Path> = fitting.into_iter().map(|at| (way.to_vec(), End::Anchor(at))).collect();
    // From such a certificate an anchor is reachable, which makes a whole path of it.
    let mut others: Vec<usize> = (1..search.len())
        .filter(|id| {
            let mismatch = relation(certificate, search.certificate(*id)) == Relation::Mismatch;
            search.reaches_anchor(*id) && !search.repeats(way, *id) && !mismatch
        })
        .collect();
    others.sort_by_key(|id| (relation(certificate, search.certificate(*id)), search.certificate(*id).der()));
    for issuer in others {
        if signs(search, child, search.certificate(issuer), signature::BUDGET) {
            let mut walk = Walk { found, ..Walk::new(signature::BUDGET) };
            walk.up(search, &mut [way, &[issuer]].concat());
            found = walk.found;
        }
    }
    found
}
