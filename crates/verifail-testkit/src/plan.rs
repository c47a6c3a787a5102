//! A valid world and what is to be broken in it: the form in which a test knows what must come out.

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
    /// Where.
    pub place: Place,
}

impl Plan {
    /// The world with every defect in it, in order.
    pub fn world(&self) -> World {
        let mut world = self.base.clone();
        for Placed { defect, place } in &self.defects {
            defect.apply(&mut world, *place);
        }
        world
    }
}
