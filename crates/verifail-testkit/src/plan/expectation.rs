//! What must come out of a plan under a policy, by the effects of its defects and the rows of the policy alone.
//!
//! # How
//!
//! Every effect names a requirement and a certificate. It is a [`Breach`] when the policy's row makes it an error for
//! the role that certificate has. Then the path may end early: because an issuer is missing, or because the policy
//! takes the first issuer that comes into consideration and passes over one whose form is wrong. What is above the end
//! is not reported; instead the end is.

use std::fmt;

use verifail::policy::PathSearch;
use verifail::{Policy, Reason, Requirement, Role, Severity};

use super::{Placed, Plan};
use crate::defect::{At, Situation};
use crate::verifier::{Breach, Outcome, Rejected};
use crate::world::{CertSpec, Name, Place, World};

/// What a verifier that keeps a policy must say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// Trusted.
    Accept,
    /// Not trusted, for these reasons, each once, in order.
    Reject(Vec<Breach>),
}

impl Expectation {
    /// `true` for an acceptance.
    pub const fn is_accepted(&self) -> bool {
        matches!(self, Self::Accept)
    }

    /// The reasons, each once, in the order of the vocabulary.
    pub fn reasons(&self) -> Vec<Reason> {
        let mut reasons: Vec<_> = self.breaches().iter().map(|breach| breach.reason).collect();
        reasons.sort();
        reasons.dedup();
        reasons
    }

    /// The breaches, each once, in order; none when accepted.
    pub fn breaches(&self) -> &[Breach] {
        match self {
            Self::Accept => &[],
            Self::Reject(breaches) => breaches,
        }
    }

    /// What an outcome comes to: its breaches, each once, in order. `None` when it is no answer.
    pub fn of(outcome: &Outcome) -> Option<Self> {
        match outcome {
            Outcome::Accept(_) => Some(Self::Accept),
            Outcome::Reject(Rejected { breaches, .. }) => Some(Self::rejecting(breaches.clone())),
            Outcome::Skip(_) | Outcome::Crash(_) => None,
        }
    }

    fn rejecting(mut breaches: Vec<Breach>) -> Self {
        breaches.sort();
        breaches.dedup();
        Self::Reject(breaches)
    }
}

impl fmt::Display for Expectation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Accept => f.write_str("accept"),
            Self::Reject(breaches) => {
                f.write_str("reject:")?;
                breaches.iter().try_for_each(|breach| match breach.depth {
                    Some(depth) => write!(f, " {} at {depth}", breach.reason),
                    None => write!(f, " {}", breach.reason),
                })
            }
        }
    }
}

/// The places of the one chain of a world, end entity first and anchor last, each issued by the next, by name and key.
///
/// `None` of a world without such a chain, or with anything beside it that could be taken for a part of it: another
/// certificate with a name or key of the chain's.
pub fn chain(world: &World) -> Option<Vec<Place>> {
    let mut chain = vec![(Place::EndEntity, &world.end_entity)];
    while let Some((place, last)) = chain.last().filter(|(place, _)| !matches!(place, Place::Anchor(_))) {
        let place = *place;
        let issued = |issuer: &CertSpec| issuer.subject == last.issuer && issuer.key.id == last.signer;
        let issuer = world.places().find(|(other, certificate)| *other != place && issued(certificate))?;
        if chain.len() == world.len() {
            return None;
        }
        chain.push(issuer);
    }
    let apart = |one: &CertSpec, other: &CertSpec| {
        let differs = |name: &Name| (&one.subject.common_name, &one.subject.email) != (&name.common_name, &name.email);
        one.key.id != other.key.id && differs(&other.subject) && differs(&other.issuer)
    };
    let clear = |(at, (place, certificate)): (usize, &(Place, &CertSpec))| {
        let above = chain.iter().skip(at + 1).all(|(_, other)| certificate.key.id != other.key.id);
        let mut beside = world.places().filter(|(other, _)| other != place && !chain.iter().any(|(on, _)| on == other));
        above && beside.all(|(_, other)| apart(other, certificate))
    };
    let is_clear = chain.iter().enumerate().all(clear);
    is_clear.then(|| chain.into_iter().map(|(place, _)| place).collect())
}

/// A breach with what it takes to be seen.
struct Seen {
    requirement: Requirement,
    breach: Breach,
    depth: usize,
    /// The highest certificate that has to be on the path for it.
    highest: usize,
}

/// What is known of a consistent plan before a policy is.
#[derive(Clone, Debug)]
pub struct Prediction<'p> {
    plan: &'p Plan,
    world: World,
    chain: Vec<Place>,
}

impl Plan {
    /// What must come out under a policy. `None` when it is not known: see [`Plan::is_consistent`].
    pub fn expected(&self, policy: &Policy) -> Option<Expectation> {
        self.prediction().map(|prediction| prediction.under(policy))
    }

    /// The same for any policy. `None` when it is not known: see [`Plan::is_consistent`].
    pub fn prediction(&self) -> Option<Prediction<'_>> {
        let chain = self.is_consistent().then(|| chain(&self.base)).flatten()?;
        Some(Prediction { plan: self, world: self.world(), chain })
    }
}

impl Prediction<'_> {
    /// The world with the defects in it.
    pub const fn world(&self) -> &World {
        &self.world
    }

    /// What must come out under a policy.
    pub fn under(&self, policy: &Policy) -> Expectation {
        let anchor = self.chain.len() - 1;
        let mut seen = Vec::new();
        let mut end = anchor;
        for placed in &self.plan.defects {
            self.effects(placed, policy, &mut seen, &mut end);
        }
        if policy.parameters().path_search != PathSearch::Exhaustive {
            let passed_over = seen.iter().filter(|seen| seen.depth > 0 && is_of_form(seen.requirement));
            end = passed_over.map(|seen| seen.depth - 1).fold(end, usize::min);
        }
        let mut breaches: Vec<_> = seen.iter().filter(|seen| seen.highest <= end).map(|seen| seen.breach).collect();
        if end < anchor || self.world.anchors.is_empty() {
            let last = self.chain.get(end).and_then(|place| self.certificate(*place));
            breaches.extend(last.map(|last| Breach { reason: reason_of_end(last, end), depth: Some(end) }));
        }
        if breaches.is_empty() { Expectation::Accept } else { Expectation::rejecting(breaches) }
    }

    /// Adds what one defect does.
    fn effects(&self, placed: &Placed, policy: &Policy, seen: &mut Vec<Seen>, end: &mut usize) {
        let anchor = self.chain.len() - 1;
        let position = placed.defect.position(placed.place);
        let own = self.chain.iter().position(|place| *place == placed.place);
        // A place beside the chain is none that a consistent plan has.
        let (Some(own), Some(certificate)) = (own, self.certificate(placed.place)) else { return };
        for effect in placed.defect.effects() {
            for depth in depths(effect.at, own, anchor) {
                let situation = Situation { policy, question: &self.world.question, certificate, depth };
                if !effect.happens(position, &situation) {
                    continue;
                }
                let Some((requirement, reason)) = effect.what.breach() else {
                    *end = (*end).min(depth);
                    continue;
                };
                let role = role(&self.world, depth, anchor);
                if effect.what.refuses() || policy.severity(requirement, role) == Severity::Error {
                    let highest = match requirement {
                        // The certificate's own issuer field says it, whoever is above.
                        Requirement::IssuerNotEmpty => depth,
                        _ => own.max(depth + usize::from(is_of_link(requirement))),
                    };
                    seen.push(Seen { requirement, breach: Breach { reason, depth: Some(depth) }, depth, highest });
                }
            }
        }
    }

    /// The certificate at a place, or the one that was there: a root that is no longer an anchor is elsewhere, and the
    /// same.
    fn certificate(&self, place: Place) -> Option<&CertSpec> {
        self.world.certificate(place).or_else(|| self.plan.base.certificate(place))
    }
}

/// The depths that an effect of the certificate at `own` is reported at.
fn depths(at: At, own: usize, anchor: usize) -> std::ops::Range<usize> {
    match at {
        At::Here => own..own + 1,
        At::Child => own.saturating_sub(1)..own,
        At::EndEntity => 0..1,
        At::LowestCa => 1..2,
        At::EachBelow => 0..own,
        At::EachOfPath => 0..anchor,
        At::Highest => anchor.saturating_sub(1)..anchor,
        At::Anchor => anchor..anchor + 1,
    }
}

/// The role of the certificate at a depth. Where nothing is trusted, what was an anchor is a certificate like another.
fn role(world: &World, depth: usize, anchor: usize) -> Role {
    match depth {
        0 => Role::EndEntity,
        _ if depth == anchor && !world.anchors.is_empty() => Role::Anchor,
        _ => Role::Intermediate,
    }
}

/// It is about a certificate and its issuer.
const fn is_of_link(requirement: Requirement) -> bool {
    matches!(
        requirement,
        Requirement::SignatureValid
            | Requirement::SignatureAlgorithmSupported
            | Requirement::NameChaining
            | Requirement::KeyIdentifiersMatch
            | Requirement::AuthorityCertificateMatches
            | Requirement::NotRevoked
            | Requirement::RevocationStatusKnown
            | Requirement::PathDepth
    )
}

/// A CA that breaches it is no candidate for who takes the first one.
const fn is_of_form(requirement: Requirement) -> bool {
    matches!(
        requirement,
        Requirement::WellFormed
            | Requirement::ExtensionUnique
            | Requirement::ExtensionWellFormed
            | Requirement::KeyUsageNotEmpty
    )
}

/// What the end of a path is called that is at no anchor.
fn reason_of_end(last: &CertSpec, depth: usize) -> Reason {
    match (last.is_self_issued(), depth) {
        (true, 0) => Reason::SelfSignedLeaf,
        (true, _) => Reason::SelfSignedInChain,
        (false, 0) if last.ca_issuers.is_some() => Reason::MissingIntermediate,
        (false, _) => Reason::UnknownIssuer,
    }
}
