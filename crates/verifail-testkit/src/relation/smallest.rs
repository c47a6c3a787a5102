//! Violations made small: what was chosen, and the base world, in turns.

use super::Violation;
use crate::shrink;
use crate::world::World;

/// Trials of one shrinking. A relation on a small world costs some microseconds, one with a hundred certificates a
/// millisecond.
const TRIALS: usize = 4_000;

/// The smallest violation that is found from one. `again` carries the relation out on another base world, with other
/// choices, and gives what breaks, if it does in the same way.
pub fn smallest(
    violation: &Violation,
    numbers: &[u32],
    again: impl Fn(&World, &[u32]) -> Option<Violation>,
) -> Violation {
    let mut best = violation.clone();
    let mut numbers = numbers.to_vec();
    let mut base = violation.base.clone();
    let mut left = TRIALS;
    while left > 0 {
        let before = (base.clone(), numbers.clone());
        // Few certificates added make every later trial cheap.
        fewer(&mut numbers, &mut |numbers| {
            let found = trial(&mut left, || again(&base, numbers));
            found.map(|found| best = found).is_some()
        });
        base = shrink::minimise(base, &mut |world| {
            let found = trial(&mut left, || again(world, &numbers));
            found.map(|found| best = found).is_some()
        });
        if before == (base.clone(), numbers.clone()) {
            break;
        }
    }
    best
}

fn trial<T>(left: &mut usize, again: impl FnOnce() -> Option<T>) -> Option<T> {
    *left = left.checked_sub(1)?;
    again()
}

/// Makes each number as small as it gets, the first ones first: nothing, half, one less.
fn fewer(numbers: &mut [u32], still: &mut dyn FnMut(&[u32]) -> bool) {
    for at in 0..numbers.len() {
        loop {
            let now = numbers[at];
            let smaller = [0, now / 2, now.saturating_sub(1)].into_iter().filter(|smaller| *smaller < now);
            let kept = smaller.into_iter().any(|smaller| {
                numbers[at] = smaller;
                still(numbers)
            });
            if !kept {
                numbers[at] = now;
                break;
            }
        }
    }
}
