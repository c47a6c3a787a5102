//! The generator: worlds out of choices. What the choices come from ([`Choices`]) it does not know.
//!
//! A world is made in steps, each a file: a tower of CAs with small alphabets of names and keys, a server's certificate
//! on top (`topology`); details that every policy lets pass (`details`); certificates that lead astray (topology
//! again); faults, which are fields with any value of their small alphabet, or named [`Defect`](crate::Defect)s
//! (`faults`). Names and keys repeat all the time: what path building gets wrong is told apart by who else has that
//! name or that key.
//!
//! Steps take their choices in slots of a fixed size, of which an active count is used. So the *n*-th choice means the
//! same whatever was chosen before, in a profile: a mutated or shrunk record of choices stays close to the world it
//! was.
//!
//! Frankencerts, certificates put together at random, are accepted 0.03 % of the time and test little but the first
//! check. Here about half of the worlds are accepted; a test holds the ratio.

pub mod alphabet;
#[cfg(feature = "arbitrary")]
mod arbitrary;
pub mod details;
mod faults;
mod profile;
mod questions;
#[cfg(feature = "proptest")]
mod strategy;
mod topology;

pub use profile::Profile;
#[cfg(feature = "proptest")]
pub use strategy::{plans, strategy};

use crate::choices::Choices;
use crate::plan::{Placed, Plan};
use crate::signing::Scheme;
use crate::world::{Place, World};

/// A world by these choices, of the default [`Profile`]. Dry choices give the good world.
///
/// # Examples
/// ```
/// use verifail_testkit::choices::{Random, Recorded};
/// use verifail_testkit::{World, generate};
///
/// assert_eq!(generate::world(&mut Recorded::default()), World::good());
/// let mut random = Random::new(7);
/// let worlds: Vec<World> = (0..10).map(|_| generate::world(&mut random)).collect();
/// assert!(worlds.iter().any(|world| world.intermediates.len() > 1));
/// ```
pub fn world(choices: &mut dyn Choices) -> World {
    world_of(&Profile::DEFAULT, choices)
}

/// A world by these choices, within a profile.
pub fn world_of(profile: &Profile, choices: &mut dyn Choices) -> World {
    let mut world = base(profile, choices);
    topology::strays(profile, choices, &mut world);
    topology::other_anchors(profile, choices, &mut world);
    questions::crls(profile, choices, &mut world);
    faults::faults(profile, choices, &mut world);
    topology::order(profile, choices, &mut world);
    world
}

/// A plain three-certificate chain by these choices: [`world_of`] with [`Profile::CHAIN`].
pub fn chain(choices: &mut dyn Choices) -> World {
    world_of(&Profile::CHAIN, choices)
}

/// A plan by these choices: a base that every policy accepts, along one path and no other, and up to three defects on
/// that path.
pub fn plan(choices: &mut dyn Choices) -> Plan {
    plan_of(&Profile::DEFAULT, choices)
}

/// A plan by these choices, within a profile.
pub fn plan_of(profile: &Profile, choices: &mut dyn Choices) -> Plan {
    let mut world = base(&Profile { repeated_names: false, ..*profile }, choices);
    details::beyond_dispute(&mut world);
    topology::strangers(profile, choices, &mut world);
    questions::crls(&profile.without_faults(), choices, &mut world);
    topology::order(profile, choices, &mut world);
    let path = path(&world);
    let active = choices.below(4) as usize;
    let defects = (0..3)
        .map(|_| {
            let defect = faults::defect(choices);
            let place = path.get(choices.below(60) as usize % path.len()).copied().unwrap_or(Place::EndEntity);
            Placed { defect, place }
        })
        .take(active)
        .collect();
    Plan { base: world, defects }
}

/// One fault more: a field takes some value of its alphabet, or a named defect is put in.
pub(crate) fn fault(profile: &Profile, choices: &mut dyn Choices, world: &mut World) {
    faults::fault(profile, choices, world);
}

/// Details that change nothing, if the world is one that they are made for.
pub(crate) fn harmless(profile: &Profile, choices: &mut dyn Choices, world: &mut World) {
    details::details(profile, choices, world);
}

/// One certificate more that leads astray.
pub(crate) fn stray(profile: &Profile, choices: &mut dyn Choices, world: &mut World) {
    if choices.percent(25) {
        topology::other_anchors(profile, choices, world)
    } else {
        topology::strays(profile, choices, world)
    }
}

/// A valid world with one path and nothing beside it.
fn base(profile: &Profile, choices: &mut dyn Choices) -> World {
    let mut world = topology::tower(profile, choices);
    world.scheme = scheme(profile, choices);
    questions::question(profile, choices, &mut world);
    details::details(profile, choices, &mut world);
    world
}

fn scheme(profile: &Profile, choices: &mut dyn Choices) -> Scheme {
    let real = choices.below(100) >= 100_u32.saturating_sub(u32::from(profile.real_signatures));
    let which = choices.below(4);
    match (real, which) {
        (false, _) => Scheme::Toy,
        (true, 0 | 1) => Scheme::P256,
        (true, 2) => Scheme::Ed25519,
        (true, _) => Scheme::Rsa2048,
    }
}

/// The places of the path in a world whose keys are all different, by who signed: the end entity first, the anchor
/// last.
fn path(world: &World) -> Vec<Place> {
    let mut path = vec![Place::EndEntity];
    let mut signer = world.end_entity.signer;
    while path.len() <= world.len() {
        let held = |place: &Place| world.certificate(*place).is_some_and(|spec| spec.key.id == signer);
        let anchors = (0..world.anchors.len()).map(Place::Anchor);
        let Some(next) = anchors.chain((0..world.intermediates.len()).map(Place::Intermediate)).find(held) else {
            break;
        };
        path.push(next);
        if matches!(next, Place::Anchor(_)) {
            break;
        }
        signer = world.certificate(next).map_or(signer, |spec| spec.signer);
    }
    path
}
