//! A valid world and what is to be broken in it: the form in which a test knows what must come out.

mod expectation;

pub use expectation::{Expectation, chain};

use crate::defect::Defect;
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

    /// The world with every defect in it: those of certificates first, in order, then those of the world.
    pub fn world(&self) -> World {
        let mut world = self.base.clone();
        for of_world in [false, true] {
            for Placed { defect, place } in self.defects.iter().filter(|placed| placed.defect.is_of_world() == of_world)
            {
                defect.apply(&mut world, *place);
            }
        }
        world
    }

    /// Whether what must come out is known: the base world is one chain, every defect fits its place, and no two get in each
    /// other's way.
    pub fn is_consistent(&self) -> bool {
        let compatible = |(at, placed): (usize, &Placed)| {
            let others = self.defects.iter().skip(at + 1);
            placed.defect.fits(&self.base, placed.place)
                && !others.into_iter().any(|other| placed.conflicts_with(other))
        };
        chain(&self.base).is_some() && self.defects.iter().enumerate().all(compatible)
    }

    /// Every place of every defect that fits a base world: the plans of one defect.
    pub fn singles(base: &World) -> Vec<Placed> {
        let at = |defect: Defect| defect.places(base).into_iter().map(move |place| Placed { defect, place });
        Defect::ALL.iter().copied().flat_map(at).collect()
    }
}
