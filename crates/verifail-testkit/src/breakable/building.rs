//! Path building: a depth-first search from the end entity to a trust anchor, which tries every way, the likeliest
//! first, and pays for a signature only where nothing cheaper refuses. <https://www.rfc-editor.org/rfc/rfc4158>
//!
//! A candidate must be the issuer by name. Supplied certificates from which no anchor can be reached by name are left
//! out, a subject with the same key occurs once in a path, and signatures are remembered, so that strangers of the
//! right name cost one signature each.

use verifail::{Certificate, Reason};

use super::bug::{Bug, Switches};
use super::names;
use super::request::Request;
use super::signature::{self, Signatures, State as Signature};
use super::trust::{self, relation};
use super::validation::{Role, check_locally};
use super::validity;
use crate::verifier::Cost;

/// Most certificates of a path that are neither end entity nor anchor.
pub(super) const DEEPEST: usize = 30;
/// Most certificates appended to candidate paths.
const STEPS: usize = 4_096;
/// The same where a bug has no limit of its own: a verification must end all the same.
const STEPS_OF_BUGS: usize = 50_000;
/// Most candidates of one certificate that are tried.
const CANDIDATES: usize = 128;

/// The end entity's position among the certificates of a search.
pub(super) const END_ENTITY: usize = 0;

/// One verification.
pub(super) struct Search<'r, 'c> {
    pub(super) request: &'r Request<'c>,
    /// The end entity, then the supplied certificates, each once.
    nodes: Vec<&'r Certificate<'c>>,
    /// From which of them an anchor can be reached by name.
    reaches_anchor: Vec<bool>,
    local: Vec<[Option<Vec<Reason>>; 2]>,
    pub(super) signatures: Signatures<'c>,
    pub(super) steps: usize,
    pub(super) comparisons: usize,
    /// It is for a certificate that signs CRLs: paths to this anchor count, and it starts no further ones.
    pub(super) wanted_anchor: Option<&'r Certificate<'c>>,
    /// Certificates by their octets that were looked at as signers of CRLs, with the anchor: whether a path leads
    /// there.
    crl_signers: Vec<([&'c [u8]; 2], bool)>,
    /// A candidate has failed already.
    is_alternative: bool,
}

/// Where a path ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// At an anchor, by position.
    Anchor(usize),
    /// At a supplied certificate that is taken for an anchor.
    Clone(usize),
    /// At the last certificate, which is taken for an anchor.
    Last,
    /// At no anchor.
    Nowhere,
}

/// An issuer that is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Candidate {
    Anchor(usize),
    Supplied(usize),
}

/// A path without the anchor, and where it ends.
pub(super) type Path = (Vec<usize>, End);

/// The search was ended by its budget.
pub(super) struct BudgetExhausted;

impl<'r, 'c> Search<'r, 'c> {
    pub(super) fn new(request: &'r Request<'c>, end_entity: &'r Certificate<'c>) -> Self {
        let bugs = request.bugs;
        let mut nodes = vec![end_entity];
        for certificate in &request.supplied {
            if !nodes.iter().any(|node| node.der() == certificate.der()) {
                nodes.push(certificate);
            }
        }
        let mut search = Self {
            request,
            reaches_anchor: vec![false; nodes.len()],
            local: vec![[None, None]; nodes.len()],
            nodes,
            signatures: Signatures::new(request.case.algorithms(), bugs),
            steps: 0,
            comparisons: 0,
            wanted_anchor: None,
            crl_signers: Vec::new(),
            is_alternative: false,
        };
        search.mark_reachable();
        search
    }

    fn mark_reachable(&mut self) {
        let anchored = |id: &usize| !self.anchors_of(*id).is_empty() || self.request.bugs.on(Bug::IntermediateAsAnchor);
        let mut queue: Vec<usize> = (0..self.nodes.len()).filter(anchored).collect();
        while let Some(id) = queue.pop() {
            if !std::mem::replace(&mut self.reaches_anchor[id], true) {
                let below = |child: &usize| *child != id && self.names_issuer(*child, self.nodes[id]);
                queue.extend((0..self.nodes.len()).filter(below));
            }
        }
    }

    /// An accepted path; `None` when there is none.
    pub(super) fn run(&mut self) -> Result<Option<Path>, BudgetExhausted> {
        let bugs = self.request.bugs;
        let broken = bugs.on(Bug::DuplicatesBreak) && {
            let ders: Vec<&[u8]> = self.request.supplied.iter().map(Certificate::der).collect();
            ders.iter().enumerate().any(|(at, der)| ders.iter().take(at).any(|earlier| earlier == der))
        };
        // What is wrong with the end entity itself is wrong with every path.
        if broken || !self.reaches_anchor[END_ENTITY] || !self.local(END_ENTITY, 0).is_empty() {
            return Ok(None);
        }
        self.extend(&mut vec![END_ENTITY])
    }

    fn extend(&mut self, path: &mut Vec<usize>) -> Result<Option<Path>, BudgetExhausted> {
        let bugs = self.request.bugs;
        self.steps += 1;
        if self.steps > if bugs.on(Bug::StrangersAreWalked) { STEPS_OF_BUGS } else { STEPS } {
            return Err(BudgetExhausted);
        }
        let child = path.last().copied().unwrap_or(END_ENTITY);
        let candidates = self.candidates(child);
        if bugs.on(Bug::IntermediateAsAnchor) && candidates.is_empty() && path.len() > 1 {
            return Ok(self.validate(path, End::Last).is_empty().then(|| (path.clone(), End::Last)));
        }
        for candidate in candidates {
            let found = match candidate {
                Candidate::Anchor(at) => self.finish(path, End::Anchor(at))?,
                Candidate::Supplied(id) if bugs.on(Bug::AnchorByNameOnly) && self.has_anchors_name(id) => {
                    self.finish(path, End::Clone(id))?
                }
                Candidate::Supplied(id) => self.step(path, id)?,
            };
            if found.is_some() {
                return Ok(found);
            }
            self.is_alternative = true;
        }
        Ok(None)
    }

    /// Ends the path at an anchor.
    fn finish(&mut self, path: &[usize], end: End) -> Result<Option<Path>, BudgetExhausted> {
        let child = path.last().copied().unwrap_or(END_ENTITY);
        let Some(anchor) = self.issuer_at(end) else { return Ok(None) };
        let unwanted = self.wanted_anchor.is_some_and(|wanted| !is_same_anchor(wanted, anchor));
        let refused = match end {
            End::Anchor(at) => unwanted || !self.anchor_local(at).is_empty(),
            _ => unwanted,
        };
        if refused || self.has_same_issuer(path, anchor) || self.signature(child, anchor)? != Signature::Valid {
            return Ok(None);
        }
        Ok(self.validate(path, end).is_empty().then(|| (path.to_vec(), end)))
    }

    /// Goes on from a supplied certificate.
    fn step(&mut self, path: &mut Vec<usize>, id: usize) -> Result<Option<Path>, BudgetExhausted> {
        let child = path.last().copied().unwrap_or(END_ENTITY);
        if path.len() > DEEPEST || !self.reaches_anchor[id] || self.repeats(path, id) {
            return Ok(None);
        }
        if !self.local(id, path.len()).is_empty() {
            return Ok(None);
        }
        let walks_strangers = self.request.bugs.on(Bug::StrangersAreWalked);
        if !walks_strangers && self.signature(child, self.nodes[id])? != Signature::Valid {
            return Ok(None);
        }
        path.push(id);
        let found = self.extend(path);
        path.pop();
        found
    }

    /// The issuers of a certificate by name that are tried, in order.
    pub(super) fn candidates(&mut self, child: usize) -> Vec<Candidate> {
        let bugs = self.request.bugs;
        let mut anchors = self.anchors_of(child);
        if bugs.on(Bug::AnchorOrderCounts) {
            anchors.sort_unstable();
            anchors.truncate(1);
        }
        let mut supplied = self.supplied_issuers_of(child);
        if bugs.on(Bug::IntermediatesInOrder) {
            supplied.retain(|id| *id == child + 1);
        }
        if bugs.on(Bug::ExpiredTwinTaken) {
            supplied.sort_unstable();
            let time = self.request.question().time;
            let signer = supplied.iter().copied().find(|id| self.made_signature(child, *id));
            if let Some(first) = signer.filter(|id| !validity::contains(self.nodes[*id], time, bugs)) {
                supplied = vec![first];
            }
        }
        if bugs.on(Bug::SuppliedBeforeAnchors) && supplied.iter().any(|id| self.made_signature(child, *id)) {
            anchors.clear();
        }
        let anchors = anchors.into_iter().map(Candidate::Anchor);
        let mut candidates: Vec<_> = anchors.chain(supplied.into_iter().map(Candidate::Supplied)).collect();
        candidates.truncate(match () {
            () if bugs.on(Bug::FirstCandidateOnly) => 1,
            () if bugs.on(Bug::SameNameLimit) => 2,
            () => usize::MAX,
        });
        candidates
    }

    /// Anchors with the issuer's name: matching key identifier first, then by what they are.
    fn anchors_of(&self, child: usize) -> Vec<usize> {
        let anchors = &self.request.anchors;
        let mut found: Vec<usize> = (0..anchors.len()).filter(|at| self.names_issuer(child, &anchors[*at])).collect();
        self.sort_anchors(child, &mut found);
        found
    }

    pub(super) fn sort_anchors(&self, child: usize, found: &mut Vec<usize>) {
        found.sort_by_key(|at| {
            let anchor = &self.request.anchors[*at];
            (relation(self.nodes[child], anchor), anchor.public_key().map(|key| key.as_contents()), anchor.der())
        });
        found.truncate(CANDIDATES);
    }

    /// Supplied certificates with the issuer's name: matching key identifier first, then valid ones, then those that
    /// are not self-issued, then by what they are.
    pub(super) fn supplied_issuers_of(&self, child: usize) -> Vec<usize> {
        let (time, bugs) = (self.request.question().time, self.request.bugs);
        let mut found: Vec<usize> =
            (1..self.nodes.len()).filter(|id| self.names_issuer(child, self.nodes[*id])).collect();
        found.sort_by_key(|id| {
            let issuer = self.nodes[*id];
            (
                relation(self.nodes[child], issuer),
                !validity::contains(issuer, time, bugs),
                names::self_issued(issuer, bugs),
                issuer.der(),
            )
        });
        found.truncate(CANDIDATES);
        found
    }

    fn names_issuer(&self, child: usize, issuer: &Certificate<'_>) -> bool {
        names::same(issuer.subject(), self.nodes[child].issuer(), self.request.bugs)
    }

    fn has_anchors_name(&self, id: usize) -> bool {
        let subject = self.nodes[id].subject();
        self.request.anchors.iter().any(|anchor| names::same(anchor.subject(), subject, self.request.bugs))
    }

    /// How a certificate's signature comes out under an issuer's key; without a readable key it is not checked.
    fn signature(&mut self, child: usize, issuer: &Certificate<'c>) -> Result<Signature, BudgetExhausted> {
        let Some(key) = issuer.public_key() else { return Ok(Signature::NotChecked) };
        match self.signatures.check(self.nodes[child].into(), &key, signature::BUDGET) {
            Signature::NotChecked => Err(BudgetExhausted),
            state => Ok(state),
        }
    }

    fn made_signature(&mut self, child: usize, issuer: usize) -> bool {
        matches!(self.signature(child, self.nodes[issuer]), Ok(Signature::Valid))
    }

    /// What a certificate shows by itself at a depth.
    pub(super) fn local(&mut self, id: usize, depth: usize) -> Vec<Reason> {
        let role = match depth {
            0 if self.wanted_anchor.is_some() => Role::CrlIssuer,
            0 => Role::EndEntity,
            _ => Role::Ca,
        };
        let (certificate, request) = (self.nodes[id], self.request);
        let mut found =
            self.local[id][depth.min(1)].get_or_insert_with(|| check_locally(certificate, role, request)).clone();
        if depth > 0 && self.is_alternative && request.bugs.on(Bug::CaFlagSkippedOnAlternativePath) {
            found.retain(|reason| *reason != Reason::CaViolation);
        }
        found
    }

    pub(super) fn anchor_local(&self, at: usize) -> Vec<Reason> {
        self.request.anchors.get(at).map(|anchor| trust::check_anchor(anchor, self.request)).unwrap_or_default()
    }

    /// The anchor, or what is taken for one, that a path ends at.
    pub(super) fn issuer_at(&self, end: End) -> Option<&'r Certificate<'c>> {
        match end {
            End::Anchor(at) => self.request.anchors.get(at),
            End::Clone(id) => self.nodes.get(id).copied(),
            End::Last | End::Nowhere => None,
        }
    }

    pub(super) fn certificate(&self, id: usize) -> &'r Certificate<'c> {
        self.nodes[id]
    }

    /// The end entity, then every supplied certificate.
    pub(super) fn certificates(&self) -> impl Iterator<Item = &'r Certificate<'c>> {
        self.nodes.iter().copied()
    }

    pub(super) const fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn reaches_anchor(&self, id: usize) -> bool {
        self.reaches_anchor[id]
    }

    /// The same subject with the same key is on the path already.
    pub(super) fn repeats(&self, path: &[usize], id: usize) -> bool {
        path.iter().any(|old| *old == id || is_same_entity(self.nodes[*old], self.nodes[id], self.request.bugs))
    }

    /// An issuer on the path has the anchor's name and key.
    pub(super) fn has_same_issuer(&self, path: &[usize], anchor: &Certificate<'_>) -> bool {
        path.iter().skip(1).any(|id| is_same_entity(self.nodes[*id], anchor, self.request.bugs))
    }

    /// Whether a certificate has an accepted path of its own to that anchor, asked for no name and no purpose.
    pub(super) fn has_path_to(&mut self, certificate: &'r Certificate<'c>, anchor: &'r Certificate<'c>) -> bool {
        let pair = [certificate.der(), anchor.der()];
        if let Some((_, known)) = self.crl_signers.iter().find(|(asked, _)| *asked == pair) {
            return *known;
        }
        let mut nested = Search::new(self.request, certificate);
        nested.wanted_anchor = Some(anchor);
        (nested.steps, nested.comparisons) = (self.steps, self.comparisons);
        std::mem::swap(&mut nested.signatures, &mut self.signatures);
        let found = matches!(nested.run(), Ok(Some((_, End::Anchor(_)))));
        std::mem::swap(&mut nested.signatures, &mut self.signatures);
        (self.steps, self.comparisons) = (nested.steps, nested.comparisons);
        self.crl_signers.push((pair, found));
        found
    }

    pub(super) const fn cost(&self) -> Cost {
        Cost { signature_checks: self.signatures.checks, path_steps: self.steps, name_comparisons: self.comparisons }
    }

    /// The octets of a path, the anchor last.
    pub(super) fn octets(&self, (path, end): &Path) -> Vec<Vec<u8>> {
        let issuers = self.issuer_at(*end);
        path.iter().map(|id| self.nodes[*id]).chain(issuers).map(|certificate| certificate.der().to_vec()).collect()
    }
}

fn is_same_entity(left: &Certificate<'_>, right: &Certificate<'_>, bugs: Switches) -> bool {
    left.public_key() == right.public_key() && names::same(left.subject(), right.subject(), bugs)
}

/// Name and key are the same.
fn is_same_anchor(left: &Certificate<'_>, right: &Certificate<'_>) -> bool {
    left.public_key() == right.public_key() && left.subject() == right.subject()
}
