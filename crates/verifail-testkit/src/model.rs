//! The reference model: which paths a world has, what each lacks under a policy, and which one is reported.
//!
//! It reads [`World`]s and never DER, is as slow as it likes, and shares nothing with the core's verification but its
//! words: requirements, reasons, and the tables that policies are. What it predicts is what the core promises:
//!
//! 1. A **path** begins with the end entity, goes from issuer to issuer among the supplied certificates, never holds the same
//!    subject with the same key twice, and ends at an anchor, or nowhere. An end entity that is itself an anchor is a path
//!    of its own where the policy trusts such.
//! 2. A path's **breaches** are all requirements of the policy it breaks, each as a reason at a depth.
//! 3. The verdict **accepts** when some path to an anchor has none.
//! 4. Otherwise the paths that say most are **compared**: those to an anchor with every signature valid; without any, those
//!    to an anchor by name with as few signatures as possible that do not verify (where the policy matches key identifiers,
//!    none over a signature that they contradict as well); without any, those to an anchor in which one link, at the end of
//!    all that leads up by name, is by key alone; without any, all the longest ways up with every signature valid. In these
//!    last two, what may have issued what is looked at as long as it is little, as a whole or not at all.
//! 5. The **best** of these has the smallest sum of costs over its breaches, then the fewest certificates, then the least
//!    list of breaches by depth and reason. Its reasons are the verdict's.
//!
//! A policy that takes the first issuer has one path, and reports that.

mod local;
mod names;
mod path;
mod reading;

use std::collections::BTreeSet;

use verifail::policy::PathSearch;
use verifail::{Policy, Reason, Requirement, Role, Severity};

use crate::signing::Scheme;
use crate::world::{CertSpec, KeyForm, KeyUsage, PublicKey, Question, SignatureForm, World};
use path::Path;

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
    let mut supplied = distinct(&world.intermediates);
    supplied.retain(|spec| **spec != world.end_entity);
    let (anchors, question) = (distinct(&world.anchors), &world.question);
    let model =
        Model { world: &world, policy, question, end_entity: &world.end_entity, supplied, anchors, nested: false };
    let judged = model.paths().into_iter().map(|path| (model.breaches(&path), path.len()));
    let ranked = judged.map(|(breaches, len)| (breaches.iter().map(|(_, r)| cost(*r)).sum::<u32>(), len, breaches));
    let breaches = ranked.min().map(|(_, _, breaches)| breaches).unwrap_or_default();
    Judgement { accepted: breaches.is_empty(), breaches }
}

fn distinct(specs: &[CertSpec]) -> Vec<&CertSpec> {
    let mut found: Vec<&CertSpec> = Vec::new();
    for spec in specs {
        if !found.contains(&spec) {
            found.push(spec);
        }
    }
    found
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

/// How a signature comes out under a key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Signature {
    Valid,
    Invalid,
    Unsupported,
}

impl<'w> Model<'w> {
    fn is_error(&self, requirement: Requirement, role: Role) -> bool {
        self.policy.severity(requirement, role) == Severity::Error
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
            let unverified = |path: &Path<'_>| {
                let link = |(c, issuer): (&&CertSpec, &CertSpec)| !valid(c, issuer);
                let issuers = path.certificates.iter().skip(1).copied().chain(path.anchor);
                path.certificates.iter().zip(issuers).filter(|pair| link(*pair)).count()
            };
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

    /// Every way up by name over links that `follows` takes: `anchored` where it reaches an anchor, `ends` where no supplied
    /// certificate continues it.
    fn walk(
        &self,
        way: &[&'w CertSpec],
        follows: Link<'_>,
        anchored: &mut Vec<Path<'w>>,
        ends: &mut Vec<Vec<&'w CertSpec>>,
    ) {
        let Some(child) = way.last() else { return };
        let issues = |issuer: &&&CertSpec| self.same_name(&child.issuer, &issuer.subject) && follows(child, issuer);
        // The end entity may be its own anchor.
        let anchors = self.anchors.iter().filter(issues).filter(|a| !self.repeats(&way[1..], a));
        anchored.extend(anchors.map(|anchor| Path::to(way.to_vec(), anchor)));
        let mut issuers = self.supplied.iter().filter(|i| issues(i) && !self.repeats(way, i)).peekable();
        if issuers.peek().is_none() || way.len() > self.most_intermediates() {
            return ends.push(way.to_vec());
        }
        for issuer in issuers {
            self.walk(&[way, &[*issuer]].concat(), follows, anchored, ends);
        }
    }

    /// The longest ways up over valid signatures. All pairs by name are looked at, or those whose key identifiers match, or
    /// none: the first of these that are few.
    fn ways_to_nowhere(&self, valid: Link<'_>) -> Vec<Vec<&'w CertSpec>> {
        let start = vec![self.end_entity];
        let kinds: [Link<'_>; 2] = [&|_, _| true, &reading::identifiers_match];
        let Some(kind) = kinds.into_iter().find(|kind| self.pairs_above(kind) <= PAIRS_BY_NAME) else {
            return vec![start];
        };
        let mut ways = Vec::new();
        self.walk(&start, &|c, i| kind(c, i) && valid(c, i), &mut Vec::new(), &mut ways);
        ways
    }

    /// Pairs of a certificate that names lead to from the end entity and a supplied issuer, of a kind.
    fn pairs_above(&self, kind: Link<'_>) -> usize {
        let (mut reached, mut pairs) = (vec![self.end_entity], 0);
        for at in 0.. {
            let Some(child) = reached.get(at).copied() else { break };
            let others = self.supplied.iter().copied().filter(|i| !std::ptr::eq(*i, child));
            for issuer in others.filter(|i| self.same_name(&child.issuer, &i.subject) && kind(child, i)) {
                pairs += 1;
                if !reached.contains(&issuer) {
                    reached.push(issuer);
                }
            }
        }
        pairs
    }

    /// Paths to an anchor by way of an issuer of any name whose key made the signature at the end of a way: of all whose key
    /// identifiers agree, or of those whose match, or of none, whichever are few.
    fn by_key(&self, ways: &[Vec<&'w CertSpec>], valid: Link<'_>) -> Vec<Path<'w>> {
        let mut ends: Vec<&CertSpec> = Vec::new();
        for end in ways.iter().filter_map(|way| way.last().copied()).filter(|end| !reading::is_self_issued(end)) {
            if !ends.contains(&end) {
                ends.push(end);
            }
        }
        let anchored = self.anchored();
        let issuers: Vec<&CertSpec> = self.anchors.iter().chain(&anchored).copied().collect();
        let pairs = |kind: Link<'_>| {
            ends.iter().map(|end| issuers.iter().filter(|i| *i != end && kind(end, i)).count()).sum::<usize>()
        };
        let kinds: [Link<'_>; 2] = [&reading::identifiers_agree, &reading::identifiers_match];
        let mut found = Vec::new();
        let Some(kind) = kinds.into_iter().find(|kind| pairs(kind) <= PAIRS_BY_KEY) else { return found };
        for way in ways {
            let Some(child) = way.last().filter(|last| ends.contains(last)) else { continue };
            let signed = |issuer: &&&'w CertSpec| kind(child, issuer) && valid(child, issuer);
            found.extend(self.anchors.iter().filter(signed).map(|anchor| Path::to(way.clone(), anchor)));
            for issuer in anchored.iter().filter(signed).filter(|i| !self.repeats(way, i)) {
                self.walk(&[way, &[*issuer][..]].concat(), valid, &mut found, &mut Vec::new());
            }
        }
        found
    }

    /// The supplied certificates from which names lead to an anchor.
    fn anchored(&self) -> Vec<&'w CertSpec> {
        let mut found: Vec<&CertSpec> = Vec::new();
        loop {
            let above = |c: &CertSpec| self.anchors.iter().chain(&found).any(|i| self.same_name(&c.issuer, &i.subject));
            let more: Vec<_> = self.supplied.iter().copied().filter(|c| above(c) && !found.contains(c)).collect();
            if more.is_empty() {
                return found;
            }
            found.extend(more);
        }
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

    /// The one path of OpenSSL's `build_chain`: trusted certificates before supplied ones, in the order given, no step back.
    fn first_issuer(&self, prefers_valid: bool, may_sign: bool) -> Path<'w> {
        let mut way = vec![self.end_entity];
        let is_self_signed = |c: &CertSpec| reading::is_self_issued(c) && self.likely_issued(c, c);
        let choose = |child: &CertSpec, among: Vec<&'w CertSpec>, role: Role| -> Option<&'w CertSpec> {
            let candidates: Vec<_> = among
                .into_iter()
                .filter(|c| self.same_name(&child.issuer, &c.subject) && self.likely_issued(child, c))
                .filter(|c| !self.is_unusable(c, role))
                .filter(|c| !may_sign || reading::usage(c, KeyUsage::KEY_CERT_SIGN) != Some(false))
                .collect();
            let now = self.question.time;
            let valid = |c: &&&CertSpec| c.validity.not_before <= now && now < c.validity.not_after;
            let first = if prefers_valid { candidates.iter().find(valid) } else { candidates.first() };
            // Of those that last equally long the first.
            first.or_else(|| candidates.iter().rev().max_by_key(|c| c.validity.not_after)).copied()
        };
        while let Some(child) = way.last().copied().filter(|c| way.len() > 1 || !is_self_signed(c)) {
            if let anchor @ Some(_) = choose(child, self.anchors.clone(), Role::Anchor) {
                return Path { anchor, ..Path::open(way) };
            }
            let others = self.supplied.iter().copied().filter(|c| !way.contains(c)).collect();
            match choose(child, others, Role::Intermediate) {
                Some(issuer) if !is_self_signed(child) && way.len() <= self.most_intermediates() => way.push(issuer),
                _ => break,
            }
        }
        Path { trusted: self.trusts_end_entity(), ..Path::open(way) }
    }

    /// An extension that does not decode takes a certificate out of consideration.
    fn is_unusable(&self, c: &CertSpec, role: Role) -> bool {
        use Requirement::*;
        let fatal = [WellFormed, ExtensionUnique, ExtensionWellFormed, KeyUsageNotEmpty];
        self.local(c, role, 1).iter().any(|(requirement, _)| fatal.contains(requirement))
    }

    /// Key identifiers, issuer and serial number, and the kind of key speak for it.
    fn likely_issued(&self, child: &CertSpec, issuer: &CertSpec) -> bool {
        reading::identifiers_agree(child, issuer)
            && self.is_named_authority(child, issuer)
            && self.family_of_signature(child.signature) == self.family_of_key(issuer.key)
    }

    fn family_of_key(&self, key: PublicKey) -> &'static str {
        match key.form {
            KeyForm::Plain => self.family_of_signature(SignatureForm::Sound),
            KeyForm::ExplicitParameters | KeyForm::OtherCurve => "EC",
            KeyForm::ShortRsa | KeyForm::LongRsa | KeyForm::Unreadable => "RSA",
            KeyForm::Ed448 => "Ed448",
            KeyForm::UnknownAlgorithm => "unknown",
        }
    }

    fn family_of_signature(&self, form: SignatureForm) -> &'static str {
        match (form, self.world.scheme) {
            (SignatureForm::UnknownAlgorithm, _) => "unknown",
            (SignatureForm::Sha1, _) | (_, Scheme::Toy | Scheme::P256) => "EC",
            (_, Scheme::Rsa2048) => "RSA",
            (_, Scheme::Ed25519) => "Ed25519",
        }
    }

    fn signature(&self, child: &CertSpec, key: PublicKey) -> Signature {
        use KeyForm::{LongRsa, Plain, Unreadable};
        let by_key = key.id == child.signer;
        match (child.signature, self.world.scheme, key.form) {
            (SignatureForm::UnknownAlgorithm, ..) => Signature::Unsupported,
            (SignatureForm::Sha1, Scheme::P256, Plain) => Signature::Invalid,
            (SignatureForm::Sha1, ..) => Signature::Unsupported,
            (SignatureForm::Sound | SignatureForm::InnerAlgorithmDiffers, _, Plain) if by_key => Signature::Valid,
            (_, _, Plain) | (_, Scheme::Rsa2048, LongRsa | Unreadable) => Signature::Invalid,
            _ => Signature::Unsupported,
        }
    }
}

#[cfg(test)]
mod tests;
