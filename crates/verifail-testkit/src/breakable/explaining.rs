//! Explaining a rejection: of all paths that were possible, the one that lacks least, with everything that it lacks.
//!
//! Paths whose signatures verify come before paths by name alone, those before the longest way up that reaches no
//! anchor, and that before a certificate of another name whose key made the signature.

use verifail::Reason;

use super::bug::Bug;
use super::building::{Breaches, Candidate, END_ENTITY, End, MOST_INTERMEDIATES, Path, Search};
use super::signature::{self, State as Signature};
use super::trust::{Relation, relation};
use crate::verifier::Breach;

/// Steps of one enumeration, and paths that it keeps.
const STEPS: usize = 512;
const PATHS: usize = 32;
/// Signatures that are checked where nothing can come of it but a better explanation.
const OPEN_SIGNATURES: usize = 6;
const ANCHOR_SIGNATURES: usize = 2;

/// What is wrong with the best path.
pub(super) fn explain(search: &mut Search<'_, '_>, budget_exhausted: bool) -> Breaches {
    let mut paths = Vec::new();
    if search.reaches_anchor(END_ENTITY) {
        for only_signed in [true, false] {
            if paths.is_empty() {
                walk(search, &mut vec![END_ENTITY], only_signed, &mut STEPS.clone(), &mut paths);
            }
        }
    }
    if paths.is_empty() {
        let limit = search.signatures.checks + OPEN_SIGNATURES;
        paths.push(open_end(search, limit));
    }
    let explained = paths.iter().map(|path| {
        let mut breaches = search.validate(&path.0, path.1);
        if budget_exhausted {
            breaches.push(Breach { reason: Reason::ChainLimits, depth: Some(0) });
        }
        let weight: u32 = breaches.iter().map(|breach| weight(breach.reason)).sum();
        let prints: Vec<_> = search.octets(path).iter().filter_map(|der| fingerprint(der)).collect();
        (weight, prints.len(), prints, breaches)
    });
    let best = explained.min_by(|left, right| (left.0, left.1, &left.2).cmp(&(right.0, right.1, &right.2)));
    let mut breaches = best.map(|(_, _, _, breaches)| breaches).unwrap_or_default();
    if breaches.is_empty() {
        // Nothing is wrong with it but that it was not looked for.
        breaches.push(Breach { reason: Reason::UnknownIssuer, depth: Some(0) });
    }
    let reasons =
        |wanted: bool| breaches.iter().filter(move |b| (b.reason == Reason::EkuMissingOrWrong) == wanted).count();
    if search.request.bugs.on(Bug::EkuReasonLost) && reasons(false) > 0 {
        breaches.retain(|breach| breach.reason != Reason::EkuMissingOrWrong);
    }
    breaches
}

fn fingerprint(der: &[u8]) -> Option<[u8; 32]> {
    verifail::Certificate::from_der(der).ok().map(|certificate| *certificate.fingerprint().as_bytes())
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

/// Every path to an anchor, in the order of the search.
fn walk(
    search: &mut Search<'_, '_>,
    path: &mut Vec<usize>,
    only_signed: bool,
    steps: &mut usize,
    found: &mut Vec<Path>,
) {
    if *steps == 0 || found.len() >= PATHS {
        return;
    }
    *steps -= 1;
    let child = path.last().copied().unwrap_or(END_ENTITY);
    for candidate in search.candidates(child) {
        match candidate {
            Candidate::Anchor(at) => {
                let anchor = &search.request.anchors[at];
                let follows = !only_signed || signs(search, child, anchor, signature::BUDGET);
                if !search.has_same_issuer(path, anchor) && follows {
                    found.push((path.clone(), End::Anchor(at)));
                }
            }
            // One more than could be accepted, so that a path that is too long is shown as such.
            Candidate::Supplied(id) if path.len() <= MOST_INTERMEDIATES + 1 => {
                if !search.reaches_anchor(id) || search.repeats(path, id) {
                    continue;
                }
                if !only_signed || signs(search, child, search.certificate(id), signature::BUDGET) {
                    path.push(id);
                    walk(search, path, only_signed, steps, found);
                    path.pop();
                }
            }
            Candidate::Supplied(_) => {}
        }
    }
}

fn signs<'c>(search: &mut Search<'_, 'c>, child: usize, issuer: &verifail::Certificate<'c>, limit: usize) -> bool {
    let signed = search.certificate(child).into();
    issuer.public_key().is_some_and(|key| search.signatures.check(signed, &key, limit) == Signature::Valid)
}

/// The way up that reaches no anchor: at each step the first issuer by name whose key made the signature.
fn open_end(search: &mut Search<'_, '_>, limit: usize) -> Path {
    let mut path = vec![END_ENTITY];
    while path.len() <= MOST_INTERMEDIATES {
        let child = path.last().copied().unwrap_or(END_ENTITY);
        let issuers = search.supplied_issuers_of(child);
        let issuer = issuers.into_iter().find(|id| signs(search, child, search.certificate(*id), limit));
        match issuer.filter(|id| !search.repeats(&path, *id)) {
            Some(issuer) => path.push(issuer),
            None => break,
        }
    }
    let last = path.last().copied().unwrap_or(END_ENTITY);
    if super::names::self_issued(search.certificate(last), search.request.bugs) {
        return (path, End::Nowhere);
    }
    issuer_by_key(search, path, limit)
}

/// A certificate or an anchor of another name whose key made the signature of the last one.
fn issuer_by_key(search: &mut Search<'_, '_>, mut path: Vec<usize>, limit: usize) -> Path {
    let child = path.last().copied().unwrap_or(END_ENTITY);
    let anchors = &search.request.anchors;
    let few = anchors.len() <= OPEN_SIGNATURES;
    let mut fitting: Vec<usize> = (0..anchors.len())
        .filter(|at| match relation(search.certificate(child), &anchors[*at]) {
            Relation::Match => true,
            Relation::Unknown => few,
            Relation::Mismatch => false,
        })
        .collect();
    search.sort_anchors(child, &mut fitting);
    let for_anchors = limit.max(search.signatures.checks + ANCHOR_SIGNATURES);
    if let Some(at) = fitting.into_iter().find(|at| signs(search, child, &anchors[*at], for_anchors)) {
        return (path, End::Anchor(at));
    }
    // One from which an anchor is reachable makes a whole path of it.
    let allowance = |search: &Search<'_, '_>, id| if search.reaches_anchor(id) { signature::BUDGET } else { limit };
    let mut others: Vec<usize> = (1..search.len()).filter(|id| !search.repeats(&path, *id)).collect();
    others.sort_by_key(|id| {
        let other = search.certificate(*id);
        (!search.reaches_anchor(*id), relation(search.certificate(child), other), other.der())
    });
    let issuer = others.into_iter().find(|id| {
        let limit = allowance(search, *id);
        signs(search, child, search.certificate(*id), limit)
    });
    let Some(issuer) = issuer else { return (path, End::Nowhere) };
    path.push(issuer);
    let limit = allowance(search, issuer);
    let end = search.candidates(issuer).into_iter().find_map(|candidate| match candidate {
        Candidate::Anchor(at) if signs(search, issuer, &anchors[at], limit) => Some(End::Anchor(at)),
        _ => None,
    });
    (path, end.unwrap_or(End::Nowhere))
}
