//! Explaining a rejection: of all paths that were possible, the one that lacks least, with everything that it lacks.
//!
//! Paths whose signatures verify come before paths by name, with as few signatures as possible that do not; those
//! before paths in which one link, at the end of all that leads up by name, is by key alone; those before the longest
//! ways up that reach no anchor. Of the first kind that there is, the path counts that weighs least, then the shortest,
//! then the one whose breaches come first.

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
/// Pairs of a certificate and a possible issuer that are looked at where names lead to no anchor: all of a kind or
/// none.
const BY_NAME: usize = 8;
const BY_KEY: usize = 4;

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
        let mut walk = Walk::new(Vec::new());
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
    let ways = ways_to_nowhere(search);
    let found = by_key(search, &ways);
    if found.is_empty() { ways.into_iter().map(|path| (path, End::Nowhere)).collect() } else { found }
}

/// An enumeration of paths to an anchor, in the order of the search.
struct Walk {
    steps: usize,
    /// How many more links may be followed whose signature does not verify.
    unverified: usize,
    found: Vec<Path>,
}

impl Walk {
    const fn new(found: Vec<Path>) -> Self {
        Self { steps: STEPS, unverified: 0, found }
    }

    fn up(&mut self, search: &mut Search<'_, '_>, path: &mut Vec<usize>) {
        if self.steps == 0 || self.found.len() >= PATHS {
            return;
        }
        self.steps -= 1;
        let child = path.last().copied().unwrap_or(END_ENTITY);
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
                    let leads = path.len() <= DEEPEST && search.reaches_anchor(id);
                    if !leads || search.repeats(path, id) {
                        continue;
                    }
                    if let Some(links) = self.unverified_links(search, child, search.certificate(id)) {
                        self.unverified -= links;
                        path.push(id);
                        self.up(search, path);
                        path.pop();
                        self.unverified += links;
                    }
                }
            }
        }
    }

    /// 0 for a link whose signature verifies, 1 for another one that may be followed, `None` for one that may not.
    fn unverified_links<'c>(
        &self,
        search: &mut Search<'_, 'c>,
        child: usize,
        issuer: &Certificate<'c>,
    ) -> Option<usize> {
        let links = usize::from(!signs(search, child, issuer, signature::BUDGET));
        (links <= self.unverified).then_some(links)
    }
}

fn signs<'c>(search: &mut Search<'_, 'c>, child: usize, issuer: &Certificate<'c>, limit: usize) -> bool {
    let signed = search.certificate(child).into();
    issuer.public_key().is_some_and(|key| search.signatures.check(signed, &key, limit) == Signature::Valid)
}

/// The ways up over valid signatures that nothing continues, by name alone where there is little to look at, else where
/// key identifiers match as well; where that is too much, no way up at all.
fn ways_to_nowhere(search: &mut Search<'_, '_>) -> Vec<Vec<usize>> {
    for worst in [Relation::Mismatch, Relation::Match] {
        if has_few_pairs(search, worst) {
            let (mut open, mut ends) = (vec![vec![END_ENTITY]], Vec::new());
            while let Some(way) = open.pop() {
                let longer = longer(search, &way, worst);
                if longer.is_empty() { ends.push(way) } else { open.extend(longer) }
            }
            return ends;
        }
    }
    vec![vec![END_ENTITY]]
}

/// Names lead from the end entity over few pairs of certificate and issuer.
fn has_few_pairs(search: &mut Search<'_, '_>, worst: Relation) -> bool {
    let mut pairs = BTreeSet::new();
    let mut children = vec![END_ENTITY];
    while let Some(child) = children.pop().filter(|_| pairs.len() <= BY_NAME) {
        let issuers = issuers(search, child, worst);
        // An issuer is looked at when it is first met.
        children.extend(issuers.iter().filter(|new| !pairs.iter().any(|(_, met)| met == *new)));
        pairs.extend(issuers.into_iter().map(|issuer| (child, issuer)));
    }
    pairs.len() <= BY_NAME
}

/// Other supplied certificates that are the issuer by name, with key identifiers that are related no worse than that.
fn issuers(search: &mut Search<'_, '_>, child: usize, worst: Relation) -> Vec<usize> {
    let supplied = search.candidates(child).into_iter().filter_map(|candidate| match candidate {
        Candidate::Supplied(id) => Some(id),
        Candidate::Anchor(_) => None,
    });
    supplied.filter(|id| *id != child && related(search, child, search.certificate(*id), worst)).collect()
}

fn related(search: &Search<'_, '_>, child: usize, issuer: &Certificate<'_>, worst: Relation) -> bool {
    relation(search.certificate(child), issuer) <= worst
}

/// A way with each certificate that continues it.
fn longer(search: &mut Search<'_, '_>, way: &[usize], worst: Relation) -> Vec<Vec<usize>> {
    let child = way.last().copied().unwrap_or(END_ENTITY);
    let mut issuers = if way.len() <= DEEPEST { issuers(search, child, worst) } else { Vec::new() };
    issuers.retain(|id| !search.repeats(way, *id) && signs(search, child, search.certificate(*id), usize::MAX));
    issuers.into_iter().map(|id| [way, &[id]].concat()).collect()
}

/// Paths to an anchor by way of an issuer of any name whose key made the last signature of a way: of those whose key
/// identifiers do not contradict, or where these are too many of those whose match.
fn by_key(search: &mut Search<'_, '_>, ways: &[Vec<usize>]) -> Vec<Path> {
    let bugs = search.request.bugs;
    let last = |way: &Vec<usize>| way.last().copied().unwrap_or(END_ENTITY);
    let ends: BTreeSet<usize> =
        ways.iter().map(last).filter(|end| !names::self_issued(search.certificate(*end), bugs)).collect();
    for worst in [Relation::Unknown, Relation::Match] {
        let tried: Vec<_> = ends.iter().flat_map(|end| of_any_name(search, *end, worst)).collect();
        // What is anchor and supplied as well is one issuer.
        let octets = |issuer: Candidate| match issuer {
            Candidate::Anchor(at) => search.request.anchors[at].der(),
            Candidate::Supplied(id) => search.certificate(id).der(),
        };
        let pairs: BTreeSet<_> = tried.iter().map(|(child, issuer)| (*child, octets(*issuer))).collect();
        if pairs.len() <= BY_KEY {
            let mut found = Vec::new();
            for way in ways {
                for (_, issuer) in tried.iter().filter(|(child, _)| *child == last(way)) {
                    end_by_key(search, way, *issuer, &mut found);
                }
            }
            return found;
        }
    }
    Vec::new()
}

/// A certificate with each anchor, and with each supplied certificate from which one is reached.
fn of_any_name(search: &Search<'_, '_>, child: usize, worst: Relation) -> Vec<(usize, Candidate)> {
    let anchors = &search.request.anchors;
    let anchors = (0..anchors.len()).filter(|at| related(search, child, &anchors[*at], worst));
    let supplied = (1..search.len()).filter(|id| {
        *id != child && search.reaches_anchor(*id) && related(search, child, search.certificate(*id), worst)
    });
    let candidates = anchors.map(Candidate::Anchor).chain(supplied.map(Candidate::Supplied));
    candidates.map(|candidate| (child, candidate)).collect()
}

fn end_by_key(search: &mut Search<'_, '_>, way: &[usize], issuer: Candidate, found: &mut Vec<Path>) {
    let child = way.last().copied().unwrap_or(END_ENTITY);
    match issuer {
        Candidate::Anchor(at) => {
            if signs(search, child, &search.request.anchors[at], usize::MAX) {
                found.push((way.to_vec(), End::Anchor(at)));
            }
        }
        Candidate::Supplied(id) => {
            if !search.repeats(way, id) && signs(search, child, search.certificate(id), usize::MAX) {
                let mut walk = Walk::new(std::mem::take(found));
                walk.up(search, &mut [way, &[id]].concat());
                *found = walk.found;
            }
        }
    }
}
