//! Violations made small: the base world first, then what was chosen on it.

use super::Violation;
use crate::world::World;

/// Trials of one shrinking.
const TRIALS: usize = 2_000;

/// The smallest violation that is found from one. `again` carries the relation out on another base world, with other
/// choices, and gives what breaks, if it does in the same way.
pub fn smallest(
    violation: &Violation,
    numbers: &[u32],
    again: impl Fn(&World, &[u32]) -> Option<Violation>,
) -> Violation {
    // A violation's own base may have been changed before it was asked about; only what is replayed counts.
    let mut best = violation.clone();
    let mut numbers = numbers.to_vec();
    let mut base = violation.base.clone();
    let mut left = TRIALS;
    loop {
        let before = (base.len(), numbers.clone());
        for world in simpler(&base) {
            if left == 0 {
                return best;
            }
            left -= 1;
            if let Some(found) = again(&world, &numbers) {
                (best, base) = (found, world);
                break;
            }
        }
        let mut at = 0;
        while at < numbers.len() {
            let now = numbers[at];
            for smaller in [0, now / 2, now.saturating_sub(1)] {
                if smaller >= now || left == 0 {
                    continue;
                }
                left -= 1;
                let mut fewer = numbers.clone();
                fewer[at] = smaller;
                if let Some(found) = again(&base, &fewer) {
                    (best, numbers) = (found, fewer);
                    break;
                }
            }
            if numbers[at] == now {
                at += 1;
            }
        }
        if before == (base.len(), numbers.clone()) {
            return best;
        }
    }
}

/// Worlds with a certificate less.
fn simpler(world: &World) -> Vec<World> {
    let mut worlds = Vec::new();
    for at in 0..world.intermediates.len() {
        let mut less = world.clone();
        less.intermediates.remove(at);
        worlds.push(less);
    }
    for at in 0..world.anchors.len() {
        let mut less = world.clone();
        less.anchors.remove(at);
        worlds.push(less);
    }
    worlds
}
