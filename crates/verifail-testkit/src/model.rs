//! The reference model: which paths a world has, what each lacks under a policy, and which one is reported.
//!
//! It reads [`World`]s and never DER, is as slow as it likes, and shares nothing with the core's verification but its
//! words: requirements, reasons, and the tables that policies are. It is at most 600 lines, which a test counts. The
//! oracle is more than that: `world/reading.rs` says what of a certificate can be read at all, and the files of
//! `reference/` compare names and purposes, grow the policy tree, look into CRLs, and take the path that OpenSSL takes.
//! What the model predicts is what the core promises:
//!
//! 1. A **path** begins with the end entity, goes from issuer to issuer among the supplied certificates, never holds
//!    the same subject with the same key twice, and ends at an anchor, or nowhere. An end entity that is itself an
//!    anchor is a path of its own where the policy trusts such.
//! 2. A path's **breaches** are all requirements of the policy it breaks, each as a reason at a depth.
//! 3. The verdict **accepts** when some path to an anchor has none.
//! 4. Otherwise the paths that say most are **compared**: those to an anchor with every signature valid; without any,
//!    those to an anchor by name with as few signatures as possible that do not verify (where the policy matches key
//!    identifiers, none over a signature that they contradict as well); without any, those to an anchor in which one
//!    link, at the end of all that leads up by name, is by key alone; without any, all the longest ways up with every
//!    signature valid. In these last two, what may have issued what is looked at as a whole, where it is little.
//! 5. The **best** of these has the smallest sum of costs over its breaches, then the fewest certificates, then the
//!    least list of breaches by depth and reason. Its reasons are the verdict's.
//!
//! A policy that takes the first issuer has one path, and reports that.

mod local;
mod path;

use std::collections::{BTreeSet, HashSet};

use verifail::{Policy, Reason, Requirement, Role, Severity, policy::PathSearch};

use crate::reference::first_issuer;
use crate::world::{CertSpec, KeyUsage, Name, PublicKey, Question, World, reading, reading::Signature};
use path::Path;

/// A set that is the same in every process: what is random in a model is an edge that a fuzzer takes for new.
type Set<T> = HashSet<T, std::hash::BuildHasherDefault<std::hash::DefaultHasher>>;

/// What must come out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Whether the end entity is trusted.
    pub accepted: bool,
    /// What refuses the best path: depth and reason. Empty when accepted.
    pub breaches: BTreeSet<(usize, Reason)>,
}

impl Judgement {
    /// The reasons, each once.
    pub fn reasons(&self) -> BTreeSet<Reason> {
        self.breaches.iter().map(|(_, reason)| *reason).collect()
    }
}

/// Judges a world.
///
/// # Examples
/// ```
/// use verifail::{Policy, Reason};
/// use verifail_testkit::{World, model};
/// let rustls = Policy::named("rustls").unwrap();
/// assert!(model::judge(&World::good(), rustls).accepted);
/// let late = World::with(|world| world.question.time = world.end_entity.validity.not_after + 1);
/// assert_eq!(model::judge(&late, rustls).breaches, [(0, Reason::Expired)].into());
/// ```
pub fn judge(world: &World, policy: &Policy) -> Judgement {
    let world = reading::as_read(world);
    let (question, end_entity) = (&world.question, &world.end_entity);
    let supplied = world.intermediates.iter().filter(|spec| *spec != end_entity).collect();
    let anchors = world.anchors.iter().collect();
    let model = Model { world: &world, policy, question, end_entity, supplied, anchors, nested: false };
    let judged = model.paths().into_iter().map(|path| (model.breaches(&path), path.len()));
    let ranked = judged.map(|(breaches, len)| (breaches.iter().map(|(_, r)| cost(*r)).sum::<u32>(), len, breaches));
    let breaches = ranked.min().map(|(_, _, breaches)| breaches).unwrap_or_default();
    Judgement { accepted: breaches.is_empty(), breaches }
}

/// How far a path with that fault is from being accepted.
pub(crate) const fn cost(reason: Reason) -> u32 {
    use Reason::*;
    match reason {
        BadSignature => 100_000,
        UnknownIssuer | MissingIntermediate | UntrustedRoot | SelfSignedInChain | SelfSignedLeaf => 30_000,
        UnsupportedSignatureAlgorithm | IssuerMismatch => 10_000,
        ExplicitlyDistrusted | Revoked => 3_000,
        CaViolation | PathLength | NameConstraints | KeyUsage => 1_000,
        ChainLimits => 500,
        RevocationUnavailable | ValidityTooLong | ProfileViolation => 100,
        _ => 300,
    }
}

/// Where names lead to no anchor, so many pairs of a certificate and a possible issuer are few: by name, and by key.
const PAIRS_BY_NAME: usize = 8;
const PAIRS_BY_KEY: usize = 4;

/// What a certificate and a possible issuer have to do with each other.
type Link<'a> = &'a dyn Fn(&CertSpec, &CertSpec) -> bool;

/// From the end entity up.
type Way<'w> = Vec<&'w CertSpec>;

/// A world under a policy.
struct Model<'w> {
    world: &'w World,
    policy: &'w Policy,
    question: &'w Question,
    end_entity: &'w CertSpec,
    /// The certificates supplied with it, each once.
    supplied: Vec<&'w CertSpec>,
    /// The trust anchors, each once.
    anchors: Vec<&'w CertSpec>,
    /// The path is wanted for a signer of CRLs.
    nested: bool,
}

impl<'w> Model<'w> {
    fn is_error(&self, requirement: Requirement, role: Role) -> bool {
        self.policy.severity(requirement, role) == Severity::Error
    }

    fn same_name(&self, left: &Name, right: &Name) -> bool {
        reading::same_name(self.policy.parameters().name_comparison, left, right)
    }

    fn signature(&self, child: &CertSpec, key: PublicKey) -> Signature {
        reading::signature(self.world.scheme, child, key)
    }

    /// The paths that are compared.
    fn paths(&self) -> Vec<Path<'w>> {
        if let PathSearch::FirstIssuer { prefers_valid, may_sign } = self.policy.parameters().path_search {
            return vec![self.first_issuer(prefers_valid, may_sign)];
        }
        let start = vec![self.end_entity];
        let valid = |child: &CertSpec, issuer: &CertSpec| self.signature(child, issuer.key) == Signature::Valid;
        let contradicted = |child: &CertSpec, issuer: &CertSpec| {
            self.is_error(Requirement::KeyIdentifiersMatch, Role::EndEntity)
                && !reading::identifiers_agree(child, issuer)
        };
        let trusted = self.trusts_end_entity().then(|| Path { trusted: true, ..Path::open(start.clone()) });
        let mut found: Vec<_> = trusted.into_iter().collect();
        self.walk(&start, &valid, &mut found, &mut Vec::new());
        if found.is_empty() {
            self.walk(&start, &|c, i| valid(c, i) || !contradicted(c, i), &mut found, &mut Vec::new());
            let unverified = |path: &Path<'_>| path.links().filter(|(c, issuer)| !valid(c, issuer)).count();
            let fewest = found.iter().map(unverified).min();
            found.retain(|path| Some(unverified(path)) == fewest);
        }
        if found.is_empty() {
            let ways = self.ways_to_nowhere(&valid);
            found = self.by_key(&ways, &valid);
            if found.is_empty() {
                found = ways.into_iter().map(Path::open).collect();
            }
        }
        found
    }

    /// Every way up by name over links that `follows` takes: `anchored` where it reaches an anchor, `ends` where no
    /// supplied certificate continues it.
    fn walk(&self, way: &Way<'w>, follows: Link<'_>, anchored: &mut Vec<Path<'w>>, ends: &mut Vec<Way<'w>>) {
        let Some(child) = way.last() else { return };
        let issues = |issuer: &&&CertSpec| self.same_name(&child.issuer, &issuer.subject) && follows(child, issuer);
        // The end entity may be its own anchor.
        let anchors = self.anchors.iter().filter(issues).filter(|a| !self.repeats(&way[1..], a));
        anchored.extend(anchors.map(|anchor| Path::to(way.clone(), anchor)));
        let mut issuers = self.supplied.iter().filter(|i| issues(i) && !self.repeats(way, i)).peekable();
        if issuers.peek().is_none() || way.len() > self.most_intermediates() {
            return ends.push(way.clone());
        }
        for issuer in issuers {
            self.walk(&[way.as_slice(), &[*issuer]].concat(), follows, anchored, ends);
        }
    }

    /// The longest ways up over valid signatures. All pairs by name are looked at, or those whose key identifiers
    /// match, or none: the first of these that are few.
    fn ways_to_nowhere(&self, valid: Link<'_>) -> Vec<Way<'w>> {
        let kinds: [Link<'_>; 2] = [&|_, _| true, &reading::identifiers_match];
        let start = vec![self.end_entity];
        let few = |kind: &Link<'_>| self.pairs_above(kind) <= PAIRS_BY_NAME;
        let Some(kind) = kinds.into_iter().find(few) else { return vec![start] };
        let mut ways = Vec::new();
        self.walk(&start, &|c, i| kind(c, i) && valid(c, i), &mut Vec::new(), &mut ways);
        ways
    }

    /// Pairs of a certificate that names lead to from the end entity and a supplied issuer, of a kind.
    fn pairs_above(&self, kind: Link<'_>) -> usize {
        let (mut pairs, mut reached) = (Set::default(), vec![self.end_entity]);
        while let Some(child) = reached.pop() {
            let issues = |i: &&CertSpec| *i != child && self.same_name(&child.issuer, &i.subject) && kind(child, i);
            reached
                .extend(self.supplied.iter().copied().filter(issues).filter(|issuer| pairs.insert((child, *issuer))));
        }
        pairs.len()
    }

    /// Paths to an anchor by way of an issuer of any name whose key made the signature at the end of a way: of all
    /// whose key identifiers agree, or of those whose match, or of none, whichever are few.
    fn by_key(&self, ways: &[Way<'w>], valid: Link<'_>) -> Vec<Path<'w>> {
        let (mut found, anchored) = (Vec::new(), self.anchored());
        let extends = |way: &Way<'w>| way.last().copied().filter(|end| !reading::is_self_issued(end));
        let few = |kind: &Link<'_>| {
            let supplied = |end: &'w CertSpec| anchored.iter().copied().filter(move |issuer| *issuer != end);
            let of = |end| self.anchors.iter().copied().chain(supplied(end)).map(move |issuer| (end, issuer));
            let pairs = ways.iter().filter_map(extends).flat_map(of).filter(|(end, issuer)| kind(end, issuer));
            pairs.collect::<Set<_>>().len() <= PAIRS_BY_KEY
        };
        let kinds: [Link<'_>; 2] = [&reading::identifiers_agree, &reading::identifiers_match];
        let Some(kind) = kinds.into_iter().find(few) else { return found };
        for (way, child) in ways.iter().filter_map(|way| Some((way, extends(way)?))) {
            let signed = |issuer: &&&'w CertSpec| kind(child, issuer) && valid(child, issuer);
            found.extend(self.anchors.iter().filter(signed).map(|anchor| Path::to(way.clone(), anchor)));
            for issuer in anchored.iter().filter(signed).filter(|i| !self.repeats(way, i)) {
                self.walk(&[way.as_slice(), &[*issuer]].concat(), valid, &mut found, &mut Vec::new());
            }
        }
        found
    }

    /// The supplied certificates from which names lead to an anchor.
    fn anchored(&self) -> Vec<&'w CertSpec> {
        let mut found: Vec<&CertSpec> = Vec::new();
        let leads = |c: &CertSpec, to: &CertSpec| self.same_name(&c.issuer, &to.subject);
        let next = |found: &Vec<&'w CertSpec>| {
            let mut others = self.supplied.iter().filter(|c| !found.contains(c));
            others.find(|c| self.anchors.iter().chain(found).any(|to| leads(c, to))).copied()
        };
        while let Some(c) = next(&found) {
            found.push(c);
        }
        found
    }

    /// RFC 4158 section 5.2.
    fn repeats(&self, way: &[&CertSpec], new: &CertSpec) -> bool {
        way.iter().any(|old| old.key == new.key && self.same_name(&old.subject, &new.subject))
    }

    fn most_intermediates(&self) -> usize {
        self.policy.parameters().budget.depth - 2
    }

    fn trusts_end_entity(&self) -> bool {
        self.policy.parameters().trust.end_entity && self.anchors.contains(&self.end_entity)
    }

    /// The one path of a policy that takes the first issuer.
    fn first_issuer(&self, prefers_valid: bool, may_sign: bool) -> Path<'w> {
        use Requirement::{ExtensionUnique, ExtensionWellFormed, KeyUsageNotEmpty, WellFormed};
        // An extension that does not decode takes a certificate out of consideration.
        let fatal = [WellFormed, ExtensionUnique, ExtensionWellFormed, KeyUsageNotEmpty];
        let takes = |child: &CertSpec, issuer: &CertSpec, role| {
            self.same_name(&child.issuer, &issuer.subject)
                && !self.local(issuer, role, 1).iter().any(|(requirement, _)| fatal.contains(requirement))
                && (!may_sign || reading::usage(issuer, KeyUsage::KEY_CERT_SIGN) != Some(false))
        };
        let valid_at = prefers_valid.then_some(self.question.time);
        let rules =
            first_issuer::Rules { scheme: self.world.scheme, valid_at, most: self.most_intermediates(), takes: &takes };
        let (certificates, anchor) = rules.choose(self.end_entity, &self.anchors, &self.supplied);
        Path { certificates, anchor, trusted: anchor.is_none() && self.trusts_end_entity() }
    }
}

#[cfg(test)]
mod tests;
