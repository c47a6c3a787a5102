//! The catalogue of defects: single faults, each with a code, the places it can be put in, and what it breaches there.
//!
//! # Design
//!
//! A defect is three things: an *edit* of a [`World`]'s fields, the [`Aspect`]s that the edit touches, and its
//! *effects*: which [`Requirement`](verifail::Requirement)s it breaches at which certificate, and on which decision of
//! a policy that depends. Effects are data. [`Plan::expected`](crate::Plan::expected) turns them into the reasons that
//! a policy must give; no verifier is asked.
//!
//! There is one file for each family under `defect/`. Most defects apply to certificates and mean something different
//! in each [`Position`]; a defect that no policy minds at a position is as good a test as one that all refuse.
//!
//! `defects.md` beside this file is the whole catalogue as a table; a test keeps it up to date.
#![doc = include_str!("defect/defects.md")]

mod aspect;
mod basic_constraints;
mod certificate_policies;
mod effect;
mod encoding;
mod extended_key_usage;
mod key_identifiers;
mod key_usage;
mod limits;
mod name_constraints;
mod names;
mod public_key;
mod revocation;
mod search;
mod service_identity;
mod signature;
mod subject_alt_name;
mod trust;
mod unknown_extensions;
mod validity;
mod version_and_serial;

use std::fmt;

use verifail::Role;

pub use aspect::Aspect;
pub use effect::{At, Effect, Situation, What, When};
pub use search::Defects;

use crate::world::{CertSpec, Place, World};

/// A single fault of the catalogue.
///
/// # Examples
/// ```
/// use verifail_testkit::world::Place;
/// use verifail_testkit::{Defect, World};
///
/// let expired = Defect::named("expired").unwrap();
/// let mut world = World::good();
/// expired.apply(&mut world, Place::EndEntity);
/// assert!(world.end_entity.validity.not_after < world.question.time);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Defect(u8);

/// What kind of place a defect is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Position {
    /// The end entity.
    EndEntity,
    /// A CA certificate between the end entity and the trust anchor.
    Intermediate,
    /// The trust anchor's certificate.
    Anchor,
    /// No certificate: what is supplied, what is trusted, what is asked.
    World,
}

impl Position {
    /// The kind of a place.
    pub const fn of(place: Place) -> Self {
        match place {
            Place::EndEntity => Self::EndEntity,
            Place::Intermediate(_) => Self::Intermediate,
            Place::Anchor(_) => Self::Anchor,
        }
    }

    /// A word for it, as reports print it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::EndEntity => Role::EndEntity.code(),
            Self::Intermediate => Role::Intermediate.code(),
            Self::Anchor => Role::Anchor.code(),
            Self::World => "world",
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// One line of the catalogue.
pub(crate) struct Record {
    code: &'static str,
    description: &'static str,
    positions: &'static [Position],
    touches: &'static [Aspect],
    edit: Edit,
    /// Whether a valid world is one in which the effects hold; places that are not there are no question of this.
    fits: fn(&World, Place) -> bool,
    effects: &'static [Effect],
}

/// How a defect gets into a world.
#[derive(Clone, Copy)]
enum Edit {
    /// The certificate, and the time that is asked about.
    Certificate(fn(&mut CertSpec, i64)),
    /// Whatever has to change with it.
    World(fn(&mut World, Place)),
}

impl Record {
    /// A defect of one certificate.
    const fn of_certificate(
        code: &'static str,
        description: &'static str,
        positions: &'static [Position],
        touches: &'static [Aspect],
        edit: fn(&mut CertSpec, i64),
        effects: &'static [Effect],
    ) -> Self {
        Self { code, description, positions, touches, edit: Edit::Certificate(edit), fits: |_, _| true, effects }
    }

    /// A defect that changes more than one certificate, or none.
    const fn of_world(
        code: &'static str,
        description: &'static str,
        positions: &'static [Position],
        touches: &'static [Aspect],
        edit: fn(&mut World, Place),
        effects: &'static [Effect],
    ) -> Self {
        Self { code, description, positions, touches, edit: Edit::World(edit), fits: |_, _| true, effects }
    }

    /// Only in worlds that pass this.
    const fn fitting(mut self, fits: fn(&World, Place) -> bool) -> Self {
        self.fits = fits;
        self
    }
}

/// The three kinds of certificate.
const EVERYWHERE: &[Position] = &[Position::EndEntity, Position::Intermediate, Position::Anchor];
/// Those that are not anchors.
const PATH: &[Position] = &[Position::EndEntity, Position::Intermediate];
/// Those of CAs.
const CA: &[Position] = &[Position::Intermediate, Position::Anchor];
const END_ENTITY: &[Position] = &[Position::EndEntity];
const INTERMEDIATE: &[Position] = &[Position::Intermediate];
const ANCHOR: &[Position] = &[Position::Anchor];
const WORLD: &[Position] = &[Position::World];

/// The families, in the order in which a verifier's checks run.
const FAMILIES: &[(&str, &[Record])] = &[
    ("encoding", encoding::DEFECTS),
    ("version and serial number", version_and_serial::DEFECTS),
    ("signature", signature::DEFECTS),
    ("public key", public_key::DEFECTS),
    ("validity", validity::DEFECTS),
    ("names", names::DEFECTS),
    ("key identifiers", key_identifiers::DEFECTS),
    ("basic constraints", basic_constraints::DEFECTS),
    ("key usage", key_usage::DEFECTS),
    ("extended key usage", extended_key_usage::DEFECTS),
    ("subject alternative name", subject_alt_name::DEFECTS),
    ("service identity", service_identity::DEFECTS),
    ("name constraints", name_constraints::DEFECTS),
    ("unknown extensions", unknown_extensions::DEFECTS),
    ("certificate policies", certificate_policies::DEFECTS),
    ("revocation", revocation::DEFECTS),
    ("trust", trust::DEFECTS),
    ("limits", limits::DEFECTS),
];

const COUNT: usize = {
    let (mut family, mut count) = (0, 0);
    while family < FAMILIES.len() {
        count += FAMILIES[family].1.len();
        family += 1;
    }
    count
};

impl Defect {
    /// Every defect, by family.
    pub const ALL: &'static [Self] = &{
        let mut all = [Self(0); COUNT];
        let mut at = 0;
        while at < COUNT {
            all[at] = Self(at as u8);
            at += 1;
        }
        all
    };

    /// The defect at that position of the catalogue, counting round.
    pub const fn numbered(number: u32) -> Self {
        Self((number % COUNT as u32) as u8)
    }

    /// The defect with that code.
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|defect| defect.code() == code)
    }

    fn entry(self) -> (&'static str, &'static Record) {
        let mut at = usize::from(self.0);
        for (family, records) in FAMILIES {
            match records.get(at) {
                Some(record) => return (family, record),
                None => at -= records.len(),
            }
        }
        // Only numbers below `COUNT` are made.
        (FAMILIES[0].0, &FAMILIES[0].1[0])
    }

    fn record(self) -> &'static Record {
        self.entry().1
    }

    /// The stable code, in kebab case.
    pub fn code(self) -> &'static str {
        self.record().code
    }

    /// What is wrong, in one line.
    pub fn description(self) -> &'static str {
        self.record().description
    }

    /// The family it belongs to.
    pub fn family(self) -> &'static str {
        self.entry().0
    }

    /// The kinds of place it can be put in.
    pub fn positions(self) -> &'static [Position] {
        self.record().positions
    }

    /// What its edit touches.
    pub fn touches(self) -> &'static [Aspect] {
        self.record().touches
    }

    /// What it breaches, and where.
    pub fn effects(self) -> &'static [Effect] {
        self.record().effects
    }

    /// Whether it is a defect of no single certificate. Such a defect is applied at [`Place::EndEntity`] by convention;
    /// the place says nothing.
    pub fn is_of_world(self) -> bool {
        self.positions() == WORLD
    }

    /// Whether the edit neither changes nor looks at anything but the certificate at the place.
    pub(crate) fn is_of_one_certificate(self) -> bool {
        matches!(self.record().edit, Edit::Certificate(_))
    }

    /// The kind of place that it is in when it is put there.
    pub fn position(self, place: Place) -> Position {
        if self.is_of_world() { Position::World } else { Position::of(place) }
    }

    /// Where it can be put in a world without defects: [`Place::EndEntity`] alone for a defect of the world as a whole.
    pub fn places(self, world: &World) -> Vec<Place> {
        let places = world.places().map(|(place, _)| place);
        places.filter(|place| self.fits(world, *place)).collect()
    }

    /// Whether it can be put there in a world without defects, and does there what it says.
    pub fn fits(self, world: &World, place: Place) -> bool {
        let record = self.record();
        let is_place = match place {
            Place::EndEntity => {
                record.positions.contains(&Position::EndEntity) || record.positions.contains(&Position::World)
            }
            Place::Intermediate(_) => record.positions.contains(&Position::Intermediate),
            Place::Anchor(_) => record.positions.contains(&Position::Anchor),
        };
        is_place && world.certificate(place).is_some() && (record.fits)(world, place)
    }

    /// Puts the defect into the certificate at a place, or into the world. Where there is no such place, nothing
    /// happens.
    pub fn apply(self, world: &mut World, place: Place) {
        match self.record().edit {
            Edit::World(edit) => edit(world, place),
            Edit::Certificate(edit) => {
                let now = world.question.time;
                if let Some(certificate) = world.certificate_mut(place) {
                    edit(certificate, now);
                }
            }
        }
    }

    /// Whether it may hide or change what is breached in an aspect of the world that it is put into.
    pub(crate) fn meets(self, aspect: Aspect) -> bool {
        aspect::meets(self, aspect)
    }

    /// Whether the two, each at its place, may hide or change what the other breaches. Of a plan with such a pair
    /// nothing is predicted. See [`Aspect`] for what counts.
    pub fn conflicts_with(self, place: Place, other: Self, other_place: Place) -> bool {
        aspect::conflict(self, place, other, other_place)
    }
}

impl fmt::Display for Defect {
    /// The code.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl fmt::Debug for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
