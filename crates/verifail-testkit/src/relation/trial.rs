//! A trial: one relation on one base world, with what it needs to ask and to judge.

use std::fmt;

use verifail::danger::Relaxation;
use verifail::policy::PathSearch;
use verifail::{Policy, Reason, Requirement, Role, Severity};

use super::route::{self, Route};
use crate::case::Case;
use crate::choices::Choices;
use crate::verifier::{Outcome, Verifier};
use crate::world::{CertSpec, Place, World, reading};

/// Why a relation stops before it held.
#[derive(Clone, Debug)]
pub enum Stop {
    /// The base world is none that it speaks of.
    NotApplicable,
    /// The verifier cannot express it; why.
    Skipped(String),
    /// It does not hold.
    Violated(Box<Violation>),
}

/// Two answers that do not go together.
#[derive(Clone, Debug)]
pub struct Violation {
    /// The number of the relation.
    pub relation: u8,
    /// Which form of the relation it is, for those with several; else empty.
    pub variant: &'static str,
    /// How many certificates were added; 0 where none were.
    pub added: usize,
    /// What was done, and both answers.
    pub sentence: String,
    /// The base world of the trial.
    pub base: World,
    /// The world that was asked about first: the base world, or what the relation made of it beforehand.
    pub before: World,
    /// What was said of it.
    pub said_before: Outcome,
    /// The changed world; `None` where the change was of octets.
    pub after: Option<World>,
    /// The changed case.
    pub case: Case,
    /// What was said of it.
    pub said_after: Outcome,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "relation {}: {}", self.relation, self.sentence)
    }
}

/// What was asked and what was said.
pub(super) struct Asked {
    pub(super) world: Option<World>,
    pub(super) case: Case,
    pub(super) outcome: Outcome,
}

/// One relation on one base world.
pub struct Trial<'t> {
    relation: u8,
    pub(super) verifier: &'t dyn Verifier,
    pub(super) policy: &'t Policy,
    pub(super) base: &'t World,
    pub(super) choices: &'t mut dyn Choices,
    pub(super) most: usize,
    /// Named in a violation.
    pub(super) variant: &'static str,
    /// Named in a violation.
    pub(super) added: usize,
}

impl<'t> Trial<'t> {
    pub(super) fn new(
        relation: u8,
        verifier: &'t dyn Verifier,
        policy: &'t Policy,
        base: &'t World,
        choices: &'t mut dyn Choices,
        most: usize,
    ) -> Self {
        Self { relation, verifier, policy, base, choices, most, variant: "", added: 0 }
    }

    // asking

    /// Asks about the base world.
    pub(super) fn ask_base(&self) -> Result<Asked, Stop> {
        self.ask(self.base.clone())
    }

    /// Asks about the base world; the relation speaks of accepted ones only.
    pub(super) fn accepted_base(&self) -> Result<Asked, Stop> {
        let asked = self.ask_base()?;
        if asked.outcome.is_accepted() { Ok(asked) } else { Err(Stop::NotApplicable) }
    }

    /// Asks about a world.
    pub(super) fn ask(&self, world: World) -> Result<Asked, Stop> {
        let case = world.materialise();
        let outcome = self.verifier.verify(&case, self.policy);
        self.answered(Asked { world: Some(world), case, outcome })
    }

    /// Asks about octets.
    pub(super) fn ask_case(&self, case: Case) -> Result<Asked, Stop> {
        let outcome = self.verifier.verify(&case, self.policy);
        self.answered(Asked { world: None, case, outcome })
    }

    /// No answer is no answer; a crash breaks whatever relation it happens in.
    pub(super) fn answered(&self, asked: Asked) -> Result<Asked, Stop> {
        match &asked.outcome {
            Outcome::Accept(_) | Outcome::Reject(_) => Ok(asked),
            Outcome::Skip(why) => Err(Stop::Skipped(why.clone())),
            Outcome::Crash(how) => {
                let sentence = format!("the verifier crashed: {how}");
                Err(self.violated(sentence, self.base.clone(), asked.outcome.clone(), asked))
            }
        }
    }

    // judging

    /// `=`: the same verdict and, where reasons are given, the same set of them.
    pub(super) fn same(&self, before: &Asked, after: Asked, what: impl fmt::Display) -> Result<(), Stop> {
        let reasons = self.verifier.capabilities().reasons;
        let same = before.outcome.decision() == after.outcome.decision()
            && (!reasons || before.outcome.reasons() == after.outcome.reasons());
        self.holds(same, before, after, format_args!("{what}: the answer must stay"))
    }

    /// The same verdict, whatever its reasons.
    pub(super) fn same_decision(&self, before: &Asked, after: Asked, what: impl fmt::Display) -> Result<(), Stop> {
        let same = before.outcome.decision() == after.outcome.decision();
        self.holds(same, before, after, format_args!("{what}: the verdict must stay"))
    }

    /// `=` where octets changed: among several paths, or where there is none, which is the best to explain may hang on
    /// octets, for two certificates that differ in them are two.
    pub(super) fn same_path(&self, before: &Asked, after: Asked, what: impl fmt::Display) -> Result<(), Stop> {
        let has_one = |asked: &Asked| asked.world.as_ref().is_some_and(|world| self.routes_of(world).len() == 1);
        if has_one(before) && has_one(&after) {
            self.same(before, after, what)
        } else {
            self.same_decision(before, after, what)
        }
    }

    /// `↑`: only from reject to accept.
    pub(super) fn only_up(&self, before: &Asked, after: Asked, what: impl fmt::Display) -> Result<(), Stop> {
        let fell = before.outcome.is_accepted() && !after.outcome.is_accepted();
        self.holds(!fell, before, after, format_args!("{what}: what was accepted must stay accepted"))
    }

    /// Only from accept to reject.
    pub(super) fn only_down(&self, before: &Asked, after: Asked, what: impl fmt::Display) -> Result<(), Stop> {
        let rose = !before.outcome.is_accepted() && after.outcome.is_accepted();
        self.holds(!rose, before, after, format_args!("{what}: what was rejected must stay rejected"))
    }

    /// Accepted.
    pub(super) fn accepts(&self, before: &Asked, after: Asked, what: impl fmt::Display) -> Result<(), Stop> {
        self.holds(after.outcome.is_accepted(), before, after, format_args!("{what}: it must be accepted"))
    }

    /// Rejected and, where reasons are given, for reasons of these families only.
    pub(super) fn rejects(
        &self,
        before: &Asked,
        after: Asked,
        families: &[Relaxation],
        what: impl fmt::Display,
    ) -> Result<(), Stop> {
        let fits = |reason: &Reason| Relaxation::of(*reason).is_some_and(|family| families.contains(&family));
        let reasons = after.outcome.reasons();
        let told = !self.verifier.capabilities().reasons || families.is_empty();
        let right = !after.outcome.is_accepted() && (told || (!reasons.is_empty() && reasons.iter().all(fits)));
        self.holds(right, before, after, format_args!("{what}: it must be rejected, and for that only"))
    }

    /// Says what `policy` says: accepted, or rejected for reasons of one family.
    pub(super) fn decides(
        &self,
        accept: bool,
        before: &Asked,
        after: Asked,
        family: Relaxation,
        what: impl fmt::Display,
    ) -> Result<(), Stop> {
        if accept { self.accepts(before, after, what) } else { self.rejects(before, after, &[family], what) }
    }

    /// Anything else that must hold between two answers.
    pub(super) fn holds(&self, holds: bool, before: &Asked, after: Asked, what: impl fmt::Display) -> Result<(), Stop> {
        if holds {
            return Ok(());
        }
        if self.gave_up(before, &after) {
            let bound = self.policy.parameters().budget.signatures;
            let why =
                format!("the answer changes by giving up, beyond the {bound} signature checks that policies promise");
            return Err(Stop::Skipped(why));
        }
        let sentence = format!("{what}; before: {}; after: {}", before.outcome, after.outcome);
        let world = before.world.clone().unwrap_or_else(|| self.base.clone());
        Err(self.violated(sentence, world, before.outcome.clone(), after))
    }

    fn violated(&self, sentence: String, before: World, said_before: Outcome, after: Asked) -> Stop {
        Stop::Violated(Box::new(Violation {
            relation: self.relation,
            variant: self.variant,
            added: self.added,
            sentence,
            base: self.base.clone(),
            before,
            said_before,
            after: after.world,
            case: after.case,
            said_after: after.outcome,
        }))
    }

    // choosing

    /// A number below `bound`.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.choices.below(u32::try_from(bound).unwrap_or(u32::MAX)) as usize
    }

    /// How many certificates are added: one, few, or many.
    pub(super) fn many(&mut self) -> usize {
        let bound = match self.below(4) {
            0 => 1,
            1 => 8,
            _ => self.most.max(1),
        };
        1 + self.below(bound)
    }

    /// One of some.
    pub(super) fn one_of<T: Copy>(&mut self, options: &[T]) -> Result<T, Stop> {
        let at = self.below(options.len());
        options.get(at).copied().ok_or(Stop::NotApplicable)
    }

    /// Puts certificates at places of their own among others: all first, all last, or anywhere.
    pub(super) fn insert<T>(&mut self, list: &mut Vec<T>, new: impl IntoIterator<Item = T>) {
        match self.below(3) {
            0 => list.extend(new),
            1 => {
                list.splice(0..0, new);
            }
            _ => {
                for one in new {
                    let at = self.below(list.len() + 1);
                    list.insert(at, one);
                }
            }
        }
    }

    /// Puts a list into another order (Fisher and Yates).
    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            let other = self.below(last + 1);
            list.swap(last, other);
        }
    }

    // looking

    /// The ways from the end entity to an anchor on which every name and every signature is right.
    pub(super) fn routes(&self) -> Vec<Route> {
        self.routes_of(self.base)
    }

    fn routes_of(&self, world: &World) -> Vec<Route> {
        route::routes(world, self.policy)
    }

    /// Whether one of the answers gives up a search that no policy promises to end: a signature for each of more pairs
    /// than [`Budget::signatures`](verifail::policy::Budget::signatures). It must say so, where it says anything.
    fn gave_up(&self, before: &Asked, after: &Asked) -> bool {
        let says_so = |reason: &Reason| matches!(reason, Reason::ChainLimits | Reason::RevocationUnavailable);
        let told = self.verifier.capabilities().reasons;
        [before, after].into_iter().any(|asked| {
            asked.outcome.decision() == Some(false)
                && (!told || asked.outcome.reasons().iter().any(says_so))
                && asked.world.as_ref().is_some_and(|world| !route::is_within_bound(world, self.policy))
        })
    }

    /// Whether the end entity is an anchor itself: then it needs no issuer, and nothing else matters to some policies.
    pub(super) fn trusts_end_entity(&self) -> bool {
        let end_entity = self.base.end_entity.key.id;
        // Specs are compared by what is left of them in their octets.
        self.base.anchors.iter().any(|anchor| anchor.key.id == end_entity) && {
            let read = reading::as_read(self.base);
            read.anchors.contains(&read.end_entity)
        }
    }

    /// Whether the policy takes of several issuers the first, and never another.
    pub(super) fn takes_first_issuer(&self) -> bool {
        matches!(self.policy.parameters().path_search, PathSearch::FirstIssuer { .. })
    }

    /// Whether the policy refuses an anchor for what it lets pass in that certificate as a subordinate CA.
    pub(super) fn asks_more_of_anchor(&self, ca: &CertSpec) -> bool {
        let errs = |requirement| self.policy.severity(requirement, Role::Anchor) == Severity::Error;
        errs(Requirement::RootWithoutExtendedKeyUsage) && ca.extended_key_usage.is_some()
            || errs(Requirement::AuthorityKeyIdentifierForm) && ca.is_self_issued()
            || errs(Requirement::Version3) && ca.version != 3
    }

    /// The one way, where there is one only. Whoever is trusted as it is has another.
    pub(super) fn only_route(&self) -> Result<Route, Stop> {
        if self.trusts_end_entity() {
            return Err(Stop::NotApplicable);
        }
        match <[Route; 1]>::try_from(self.routes()) {
            Ok([route]) => Ok(route),
            Err(_) => Err(Stop::NotApplicable),
        }
    }

    /// A supplied certificate on some way.
    pub(super) fn intermediate_on_route(&mut self) -> Result<usize, Stop> {
        let mut on: Vec<usize> = self
            .routes()
            .iter()
            .flat_map(|route| route.iter())
            .filter_map(|place| if let Place::Intermediate(at) = place { Some(*at) } else { None })
            .collect();
        on.sort_unstable();
        on.dedup();
        self.one_of(&on)
    }
}
