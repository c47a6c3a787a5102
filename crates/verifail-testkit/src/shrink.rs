//! Making a counterexample small: fewer defects, fewer certificates, fewer anchors and CRLs, fewer extensions, plainer
//! fields, and at last the names and the order of the plain world.
//!
//! It works on structure, so that nothing it tries is an accident of how the world was generated, and a world from a
//! file shrinks as well as one from a generator. Every step makes the world smaller in an order that has no infinite
//! descent: certificates count first, then how many fields are not plain and how long their lists are, then names and
//! order.
//!
//! **The oracle stays in force.** A shrinker knows nothing of verifiers: it keeps whatever the predicate says is still
//! a counterexample. So the predicate must hold all of what makes it one, the oracle's opinion of *this* world
//! included. "The verifier accepts" is not enough, since a world without the defect is accepted rightly; "the verifier
//! accepts and the reference model does not" is. A predicate that asks its oracle again cannot be led out of what the
//! oracle answers for.
//!
//! Cost: a pass over a world of *n* certificates has about 50 *n* candidates, and each accepted step at most adds a
//! pass. Lone fields and certificates that go away at once do so together in the first steps.

mod field;
mod relabel;
mod step;

use step::Step;

use crate::plan::Plan;
use crate::world::World;

/// Most worlds that [`minimise`] asks about. What a generator here makes is minimal after some hundreds.
pub const TRIES: usize = 50_000;

/// The smallest world that steps lead to of which the predicate still holds. It is 1-minimal: the predicate holds of
/// none of its [`steps`], unless [`TRIES`] ran out before. Deterministic, if the predicate is.
///
/// The predicate is not asked about `world` itself.
///
/// # Examples
/// ```
/// use verifail_testkit::world::{DAY, NOW};
/// use verifail_testkit::{World, shrink};
///
/// let mut world = World::tower(4);
/// world.intermediates[1].validity.not_after = NOW - DAY;
/// world.end_entity.unknown_extension = Some(false);
/// let expired = |world: &World| world.intermediates.iter().any(|ca| ca.validity.not_after < NOW);
/// let small = shrink::minimise(world, &mut |world| expired(world));
/// assert_eq!((small.intermediates.len(), small.anchors.len()), (1, 0));
/// assert_eq!(small.end_entity.unknown_extension, None);
/// ```
pub fn minimise(world: World, still: &mut dyn FnMut(&World) -> bool) -> World {
    descend(world, still)
}

/// The same for a plan: defects go first.
pub fn minimise_plan(plan: Plan, still: &mut dyn FnMut(&Plan) -> bool) -> Plan {
    descend(plan, still)
}

/// Every world that is one step smaller, the boldest first.
pub fn steps(world: &World) -> Vec<World> {
    world.steps().iter().filter_map(|step| world.after(step)).collect()
}

fn descend<T: Shrink>(start: T, still: &mut dyn FnMut(&T) -> bool) -> T {
    let mut descent = Descent::new(start);
    for _ in 0..TRIES {
        let Some(candidate) = descent.propose() else { break };
        if still(candidate) {
            descent.accept();
        }
    }
    descent.base
}

/// What can be made smaller in steps.
pub(crate) trait Shrink: Sized {
    /// Steps that may apply, the boldest first.
    fn steps(&self) -> Vec<Step>;

    /// What a step makes of it; `None` where it changes nothing or does not apply.
    fn after(&self, step: &Step) -> Option<Self>;
}

impl Shrink for World {
    fn steps(&self) -> Vec<Step> {
        step::of_world(self)
    }

    fn after(&self, step: &Step) -> Option<Self> {
        let mut world = self.clone();
        (step.apply(&mut world) && world != *self).then_some(world)
    }
}

impl Shrink for Plan {
    fn steps(&self) -> Vec<Step> {
        let defects = (0..self.defects.len()).map(Step::DropDefect);
        defects.chain(step::of_world(&self.base)).collect()
    }

    fn after(&self, step: &Step) -> Option<Self> {
        let mut plan = self.clone();
        if let Step::DropDefect(at) = step {
            plan.defects.remove(*at);
            return Some(plan);
        }
        if !step.apply(&mut plan.base) || plan.base == self.base {
            return None;
        }
        // Nothing a defect is put into goes away, and what is put into a certificate stays with it.
        for placed in &mut plan.defects {
            placed.place = step.moved(&self.base, placed.place)?;
        }
        Some(plan)
    }
}

/// A walk down: proposes what is one step smaller, and goes on from there when told to.
#[derive(Clone, Debug)]
pub(crate) struct Descent<T> {
    base: T,
    proposed: Option<T>,
    steps: Vec<Step>,
    next: usize,
    /// A step was accepted since the list was begun, so that those before it are to be tried again.
    progressed: bool,
}

impl<T: Shrink> Descent<T> {
    pub(crate) fn new(base: T) -> Self {
        let steps = base.steps();
        Self { base, proposed: None, steps, next: 0, progressed: false }
    }

    /// What is proposed, or else what was accepted last.
    #[cfg(feature = "proptest")]
    pub(crate) fn current(&self) -> &T {
        self.proposed.as_ref().unwrap_or(&self.base)
    }

    /// The next candidate; what was proposed before is forgotten. `None` at the end of the walk.
    pub(crate) fn propose(&mut self) -> Option<&T> {
        self.proposed = None;
        loop {
            let Some(step) = self.steps.get(self.next) else {
                if !self.progressed {
                    return None;
                }
                (self.progressed, self.next) = (false, 0);
                continue;
            };
            self.next += 1;
            if let Some(candidate) = self.base.after(step) {
                return Some(self.proposed.insert(candidate));
            }
        }
    }

    /// Goes on from what was proposed.
    pub(crate) fn accept(&mut self) {
        let Some(candidate) = self.proposed.take() else { return };
        self.base = candidate;
        self.steps = self.base.steps();
        self.progressed = true;
        // The list is shorter by what was dropped: the same position is the next step.
        self.next = self.next.saturating_sub(1);
    }
}
