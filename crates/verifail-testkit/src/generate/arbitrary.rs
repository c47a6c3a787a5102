//! Worlds and plans out of a fuzzer's octets.

use arbitrary::{Arbitrary, Result, Unstructured};

use super::{plan, world};
use crate::choices::Octets;
use crate::plan::Plan;
use crate::world::World;

impl<'a> Arbitrary<'a> for World {
    fn arbitrary(octets: &mut Unstructured<'a>) -> Result<Self> {
        Ok(world(&mut Octets::new(octets)))
    }
}

impl<'a> Arbitrary<'a> for Plan {
    fn arbitrary(octets: &mut Unstructured<'a>) -> Result<Self> {
        Ok(plan(&mut Octets::new(octets)))
    }
}
