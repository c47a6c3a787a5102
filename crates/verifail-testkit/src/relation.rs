//! Metamorphic relations: what must hold between two answers of one verifier, whatever the right answer is.
//!
//! A relation takes a base world, changes something about it, and says how the answer may change: not at all (`=`),
//! only from reject to accept (`↑`), only from accept to reject, or into a rejection of one kind. It needs no reference
//! and so holds verifiers to account that have none. There are 45, numbered; each is a [`Relation`] that a [`Trial`]
//! carries out.
//!
//! Where a policy decides (whether anyExtendedKeyUsage stands for serverAuth, say) a relation reads the policy and
//! holds the verifier to it. Where RFC 5280 decides, a verifier that departs from it breaks the relation, by intent or
//! not; a list of [`exceptions`](crate::exceptions) keeps what was argued.

pub mod classification;
pub mod resumption;

mod anchors;
mod base;
mod combination;
mod extensions;
mod identity;
mod integrity;
mod name_constraints;
mod names_and_encoding;
mod path_length;
mod paths;
mod purposes;
mod route;
mod search;
mod smallest;
mod state;
mod supply;
mod time;
mod trial;

use std::fmt;

pub use base::base;
pub use search::Relations;
pub use smallest::smallest;
pub use trial::{Stop, Trial, Violation};

use verifail::Policy;
use verifail::policy::PathSearch;

use crate::choices::Choices;
use crate::verifier::{Capabilities, Verifier};
use crate::world::{CertSpec, World};

/// Most certificates that a relation adds, unless a suite asks for more.
pub const MOST: usize = 100;

/// One of the 45 relations.
#[derive(Clone, Copy)]
pub struct Relation {
    /// Its number.
    pub number: u8,
    /// What must hold, in one line.
    pub title: &'static str,
    needs: Need,
    carry_out: fn(&mut Trial<'_>) -> Result<(), Stop>,
}

/// What a verifier must be able to do for a relation to say anything about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    Nothing,
    PathBuilding,
    Identity,
    ExtendedKeyUsage,
    NameConstraints,
    Reasons,
    /// A classifier of texts, which no [`Verifier`] is.
    Classifier,
    /// Sessions that are resumed, which no [`Verifier`] has.
    Resumption,
}

impl Need {
    /// Why a verifier cannot be held to it; `None` when it can.
    const fn lacking(self, capabilities: Capabilities) -> Option<&'static str> {
        match self {
            Self::PathBuilding if !capabilities.path_building => Some("builds no paths"),
            Self::Identity if !capabilities.identity => Some("checks no reference identifier"),
            Self::ExtendedKeyUsage if !capabilities.extended_key_usage => Some("reads no extended key usage"),
            Self::NameConstraints if !capabilities.name_constraints => Some("reads no name constraints"),
            Self::Reasons if !capabilities.reasons => Some("gives no reasons"),
            Self::Classifier => Some("classifies no texts: `relation::classification` takes a `Classifier`"),
            Self::Resumption => Some("resumes no sessions: `relation::resumption` takes a `Resumption`"),
            _ => None,
        }
    }
}

/// What came of one trial.
#[derive(Clone, Debug)]
pub enum Answer {
    /// The base world is none that the relation speaks of.
    NotApplicable,
    /// The verifier cannot express it; why.
    Skipped(String),
    /// It held.
    Held,
    /// It did not.
    Violated(Box<Violation>),
}

impl Relation {
    /// All 45, in order.
    pub const ALL: &'static [Self] = &[
        supply::UNRELATED,
        supply::PERMUTED,
        supply::DUPLICATED,
        supply::EXPIRED_TWIN,
        supply::OTHER_KEY,
        supply::CROSS_SIGNED,
        supply::MANY_SAME_NAME,
        anchors::ADDED,
        anchors::PERMUTED,
        anchors::INTERMEDIATE_TRUSTED,
        anchors::REMOVED,
        paths::OFF_PATH_REMOVED,
        paths::LAST_ISSUER_REMOVED,
        time::INSIDE,
        time::AT_THE_ENDS,
        time::SHIFTED,
        names_and_encoding::OTHER_KEYS,
        names_and_encoding::RENAMED,
        names_and_encoding::STRING_TYPE,
        names_and_encoding::ISSUER_CASE,
        identity::NAME_ADDED,
        identity::NAMES_PERMUTED,
        identity::ASCII_CASE,
        identity::TRAILING_DOT,
        identity::WILDCARD,
        identity::A_LABEL,
        identity::ADDRESSES,
        purposes::ADDED,
        purposes::ANY_INSTEAD,
        purposes::EXTENSION_REMOVED,
        purposes::RELAXED,
        name_constraints::TIGHTENED,
        name_constraints::WIDENED,
        name_constraints::ELSEWHERE,
        path_length::RAISED,
        path_length::SELF_ISSUED,
        extensions::UNKNOWN,
        extensions::KEY_IDENTIFIERS_REMOVED,
        integrity::BIT_FLIPPED,
        state::BIGGER_BUDGET,
        state::INDEPENDENT,
        combination::COMBINED,
        classification::WRAPPED,
        classification::TWELVE_STACKS,
        resumption::RESUMED,
    ];

    const fn new(
        number: u8,
        title: &'static str,
        needs: Need,
        carry_out: fn(&mut Trial<'_>) -> Result<(), Stop>,
    ) -> Self {
        Self { number, title, needs, carry_out }
    }

    /// The relation of that number.
    pub fn numbered(number: u8) -> Option<&'static Self> {
        Self::ALL.iter().find(|relation| relation.number == number)
    }

    /// Why the verifier cannot be held to it at all; `None` when it can.
    pub const fn lacking(&self, capabilities: Capabilities) -> Option<&'static str> {
        self.needs.lacking(capabilities)
    }

    /// Carries it out on one base world. `most` is the most certificates that it may add; what it adds, and where,
    /// comes out of `choices`.
    pub fn check(
        &self,
        verifier: &dyn Verifier,
        policy: &Policy,
        base: &World,
        choices: &mut dyn Choices,
        most: usize,
    ) -> Answer {
        if let Some(why) = self.lacking(verifier.capabilities()) {
            return Answer::Skipped(why.to_owned());
        }
        // An end entity that is trusted itself is trusted by its octets: change one and it is another certificate.
        if self.number > 13 && is_trusted_itself(base) {
            return Answer::NotApplicable;
        }
        // What taking the first issuer breaks, relations 1 to 9 tell; the others would only tell it again.
        let first = matches!(policy.parameters().path_search, PathSearch::FirstIssuer { .. });
        if first && (self.number == 4 || self.number > 9) && route::has_choice(base, policy) {
            return Answer::NotApplicable;
        }
        let mut trial = Trial::new(self.number, verifier, policy, base, choices, most);
        match (self.carry_out)(&mut trial) {
            Ok(()) => Answer::Held,
            Err(Stop::NotApplicable) => Answer::NotApplicable,
            Err(Stop::Skipped(why)) => Answer::Skipped(why),
            Err(Stop::Violated(violation)) => Answer::Violated(violation),
        }
    }
}

/// Whether the end entity is an anchor, octet for octet: what differs on paper need not differ in DER.
fn is_trusted_itself(world: &World) -> bool {
    let end_entity = &world.end_entity;
    let alike = |anchor: &CertSpec| anchor.subject == end_entity.subject && anchor.key.id == end_entity.key.id;
    world.anchors.iter().any(alike) && {
        let case = world.materialise();
        case.anchors.contains(&case.end_entity)
    }
}

impl fmt::Debug for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Relation({}, {:?})", self.number, self.title)
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.number, self.title)
    }
}
