//! A valid world and what is to be broken in it: the form in which a test knows what must come out.

mod expectation;

pub use expectation::{Expectation, Prediction, chain};

use std::fmt;

use crate::defect::{Aspect, Defect};
use crate::world::{Place, World};

/// A world that is valid by construction, and the defects that are put into it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Plan {
    /// Without the defects.
    pub base: World,
    /// What is broken, and where.
    pub defects: Vec<Placed>,
}

/// A defect at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Placed {
    /// What is broken.
    pub defect: Defect,
    /// Where; of a defect of the world as a whole, [`Place::EndEntity`].
    pub place: Place,
}

impl fmt::Display for Placed {
    /// The defect, and what kind of certificate it is in.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.defect.is_of_world(), self.place) {
            (true, _) => write!(f, "{}", self.defect),
            (false, Place::EndEntity) => write!(f, "{} in the end entity", self.defect),
            (false, Place::Intermediate(at)) => write!(f, "{} in intermediate {at}", self.defect),
            (false, Place::Anchor(at)) => write!(f, "{} in anchor {at}", self.defect),
        }
    }
}

impl Placed {
    /// Whether the two may hide or change what the other breaches.
    pub fn conflicts_with(&self, other: &Self) -> bool {
        self.defect.conflicts_with(self.place, other.defect, other.place)
    }
}

impl Plan {
    /// A world as it is.
    pub const fn plain(base: World) -> Self {
        Self { base, defects: Vec::new() }
    }

    /// The same world with a defect more.
    #[must_use]
    pub fn and(mut self, defect: Defect, place: Place) -> Self {
        self.defects.push(Placed { defect, place });
        self
    }

    /// The world with every defect in it: those first that depend on how the chain links, then those that touch one
    /// certificate only, then those of the world as a whole.
    pub fn world(&self) -> World {
        let mut world = self.base.clone();
        let rank = |placed: &Placed| (placed.defect.is_of_world(), placed.defect.is_of_one_certificate());
        for turn in [(false, false), (false, true), (true, false)] {
            for Placed { defect, place } in self.defects.iter().filter(|placed| rank(placed) == turn) {
                defect.apply(&mut world, *place);
            }
        }
        world
    }

    /// Whether what must come out is known: the base world is one chain, every defect fits its place, no two get in
    /// each other's way, and none in that of the CRLs that the base world is asked about. That every policy accepts the
    /// base world is up to whoever makes it.
    pub fn is_consistent(&self) -> bool {
        let Some(chain) = chain(&self.base) else { return false };
        let compatible = |(at, placed): (usize, &Placed)| {
            let mut others = self.defects.iter().skip(at + 1);
            chain.contains(&placed.place)
                && placed.defect.fits(&self.base, placed.place)
                && !(self.base.question.revocation.is_some() && placed.defect.meets(Aspect::Revocation))
                && !others.any(|other| placed.conflicts_with(other))
        };
        self.defects.iter().enumerate().all(compatible)
    }

    /// Every place of every defect that fits a base world: the plans of one defect.
    pub fn singles(base: &World) -> Vec<Placed> {
        let at = |defect: Defect| defect.places(base).into_iter().map(move |place| Placed { defect, place });
        Defect::ALL.iter().copied().flat_map(at).collect()
    }

    /// Every two of them that do not get in each other's way.
    pub fn pairs(base: &World) -> Vec<[Placed; 2]> {
        let singles = Self::singles(base);
        let with = |(at, one): (usize, &Placed)| {
            let one = *one;
            let others = singles.iter().skip(at + 1).copied().filter(move |other| !one.conflicts_with(other));
            others.map(move |other| [one, other]).collect::<Vec<_>>()
        };
        singles.iter().enumerate().flat_map(with).collect()
    }
}
