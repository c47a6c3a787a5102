//! The generator: worlds out of choices.

use crate::choices::Choices;
use crate::world::World;

/// A world by these choices.
pub fn world(choices: &mut dyn Choices) -> World {
    World::tower(choices.below(4) as usize)
}
