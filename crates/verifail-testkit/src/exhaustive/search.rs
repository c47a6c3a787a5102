//! Bounded-exhaustive search as a technique: small worlds in a fixed order, the likely ones first, until one comes out
//! wrong.

use std::time::Instant;

use verifail::Policy;

use super::characters::{self, Specimen};
use super::graphs::{Attributes, Configuration, Graph, graphs};
use super::hosts::presented;
use super::hosts::reference::{Host, Reading};
use crate::plan::Plan;
use crate::shrink;
use crate::technique::{Counterexample, Differential, Found, Limits, Technique};
use crate::verifier::{Capabilities, Verifier};
use crate::world::{GeneralName, HOST, Reference, SubjectAltName, World};

/// Everything small: each defect of the catalogue at each place of short chains, every small graph with every
/// deviation, names against hosts, characters in names, two defects at a time.
///
/// There is no chance in it: the seed has no meaning. The reference model is the oracle, but for names, where it is the
/// matcher of [`reference`](super::hosts::reference), and for characters, where it is what the field must give.
#[derive(Clone, Copy, Debug, Default)]
pub struct Exhaustive;

/// A case in the enumeration.
enum Item {
    /// For the model.
    World(World),
    /// For the matcher of names: the world and whether it is accepted. Only an acceptance that must not be is an error.
    Name(World, bool),
    /// For the reading of characters.
    Specimen(Specimen),
}

impl Item {
    fn into_world(self) -> World {
        match self {
            Self::World(world) | Self::Name(world, _) => world,
            Self::Specimen(specimen) => specimen.world(),
        }
    }

    /// What is wrong with the verifier's answer.
    fn wrong(&self, verifier: &dyn Verifier, policy: &Policy) -> Option<String> {
        match self {
            Self::World(world) => Differential::MODEL.difference(verifier, policy, world),
            Self::Name(world, matches) => {
                let outcome = verifier.verify(&world.materialise(), policy);
                let wrong = outcome.is_accepted() && !matches;
                wrong.then(|| format!("{} accepts a name that is another one", verifier.name()))
            }
            Self::Specimen(specimen) => {
                let outcome = verifier.verify(&specimen.world().materialise(), policy);
                // A verifier that skips has no answer to be wrong about.
                outcome.decision()?;
                specimen.expected(policy).check(&outcome).err()
            }
        }
    }
}

impl Technique for Exhaustive {
    fn name(&self) -> &'static str {
        "exhaustive"
    }

    fn search(&self, verifier: &dyn Verifier, policy: &Policy, limits: Limits) -> Found {
        let start = Instant::now();
        let (items, skipped) = items(verifier.capabilities(), policy);
        let mut cases = 0;
        for item in items {
            if cases >= limits.cases || start.elapsed() >= limits.time {
                break;
            }
            cases += 1;
            let Some(what) = item.wrong(verifier, policy) else { continue };
            let time = start.elapsed();
            let (what, world) = match item {
                Item::World(world) => {
                    let still = &mut |world: &World| Differential::MODEL.difference(verifier, policy, world).is_some();
                    let world = shrink::minimise(world, still);
                    (Differential::MODEL.difference(verifier, policy, &world).unwrap_or(what), world)
                }
                // These are as small as they get.
                other => (what, other.into_world()),
            };
            let case = world.materialise();
            return Found {
                cases,
                time,
                counterexample: Some(Counterexample { what, world: Some(world), case }),
                skipped,
            };
        }
        Found { cases, time: start.elapsed(), counterexample: None, skipped }
    }
}

/// The enumeration, and what is left out of it for want of capabilities.
fn items(capabilities: Capabilities, policy: &Policy) -> (Box<dyn Iterator<Item = Item>>, Vec<String>) {
    let mut skipped = Vec::new();
    let whole = capabilities.crls && capabilities.certificate_policies && capabilities.distrust;
    let mut parts: Vec<Box<dyn Iterator<Item = Item>>> = Vec::new();
    let chains = || (0..=2).map(World::tower);
    if whole {
        let singles = |base: World| {
            Plan::singles(&base).into_iter().map(move |placed| Plan { base: base.clone(), defects: vec![placed] })
        };
        parts.push(Box::new(chains().flat_map(singles).map(|plan| Item::World(plan.world()))));
    } else {
        skipped.push("defects of the catalogue: CRLs, certificate policies or deny lists are not looked at".to_owned());
    }
    if capabilities.path_building && capabilities.extended_key_usage && capabilities.name_constraints {
        parts.push(Box::new(configurations(2, 1).map(|one| Item::World(one.world()))));
    } else {
        skipped.push("graphs: paths are not built, or purposes or name constraints not looked at".to_owned());
    }
    if capabilities.identity {
        parts.push(Box::new(names(policy)));
        parts.push(Box::new(characters::characters().into_iter().flat_map(characters::specimens).map(Item::Specimen)));
    } else {
        skipped.push("names and characters: the identity is not checked".to_owned());
    }
    if whole {
        parts.push(Box::new(chains().skip(1).flat_map(pairs).map(|plan| Item::World(plan.world()))));
    }
    (Box::new(parts.into_iter().flatten()), skipped)
}

/// Two defects in a chain.
fn pairs(base: World) -> impl Iterator<Item = Plan> {
    let singles = Plan::singles(&base);
    let others = singles.clone();
    let both = singles.into_iter().enumerate().flat_map(move |(at, first)| {
        let rest: Vec<_> = others.iter().skip(at + 1).copied().collect();
        rest.into_iter().map(move |second| vec![first, second])
    });
    both.map(move |defects| Plan { base: base.clone(), defects }).filter(Plan::is_consistent)
}

/// The graphs of at most that many certificates besides anchors and end entity, with at most that many deviations.
fn configurations(certificates: u32, deviations: u32) -> impl Iterator<Item = Configuration> {
    graphs(certificates).into_iter().flat_map(move |graph| configurations_of(graph, deviations))
}

fn configurations_of(graph: Graph, deviations: u32) -> Vec<Configuration> {
    let (supplied, trusted) = (graph.edges().count(), graph.anchors().count());
    let mut all = vec![(Vec::new(), deviations)];
    for slot in 0..=supplied + trusted {
        let choices = if slot == 0 { Attributes::of_end_entities() } else { Attributes::of_cas() };
        let mut longer = Vec::new();
        for (states, left) in &all {
            for choice in &choices {
                if let Some(left) = u32::checked_sub(*left, choice.deviations()) {
                    let mut states: Vec<Attributes> = states.clone();
                    states.push(*choice);
                    longer.push((states, left));
                }
            }
        }
        all = longer;
    }
    let configuration = |(states, _): (Vec<Attributes>, u32)| {
        let (end_entity, rest) = states.split_first()?;
        let (intermediates, anchors) = rest.split_at_checked(supplied)?;
        Some(Configuration {
            graph,
            end_entity: *end_entity,
            intermediates: intermediates.to_vec(),
            anchors: anchors.to_vec(),
        })
    };
    all.into_iter().filter_map(configuration).collect()
}

/// Every presented identifier of the list, and a few derived from [`HOST`], against some hosts.
fn names(policy: &Policy) -> impl Iterator<Item = Item> + use<> {
    const HOSTS: [&str; 8] = [HOST, "a", "a.b", "a.a.b", "b.x.a", "a_b", "xn--a", "a.b."];
    const DERIVED: [&[u8]; 10] = [
        b"*.example.com",
        b"*.com",
        b"*",
        b"w*.example.com",
        b"*w.example.com",
        b"www.*.com",
        b"www.example.com.",
        b"www.example.com\0.evil.test",
        b".example.com",
        b"example.com",
    ];
    let reading = Reading::of(&policy.parameters().identity);
    let presented: Vec<Vec<u8>> =
        DERIVED.iter().map(|octets| octets.to_vec()).chain(presented::identifiers()).collect();
    HOSTS.into_iter().flat_map(move |host| {
        presented.clone().into_iter().filter_map(move |contents| {
            let matches = Host::read(host)?.matches(&contents, reading?);
            let world = World::with(|world| {
                world.question.reference = Some(Reference::Dns(host.into()));
                world.end_entity.subject = crate::world::Name::common("Server");
                let names = vec![GeneralName::Octets { tag: 0x82, contents }];
                world.end_entity.subject_alt_name = Some(SubjectAltName::of(names));
            });
            Some(Item::Name(world, matches))
        })
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::adapter::{Core, FromFn};
    use crate::verifier::Outcome;

    const LIMITS: Limits = Limits { cases: 6_000, time: Duration::from_secs(20), seed: 0 };

    #[test]
    fn nothing_is_found_against_the_core() {
        let policy = Policy::named("rfc5280").unwrap();
        let found = Exhaustive.search(&Core, policy, LIMITS);
        assert_eq!(found.counterexample.map(|found| found.what), None);
        assert!(found.cases > 1_000 && found.skipped.is_empty());
    }

    #[test]
    fn a_verifier_that_accepts_whatever_is_current_is_found_with_a_small_chain() {
        let policy = Policy::named("rustls").unwrap();
        let careless = FromFn::new("careless", Capabilities::ALL, |case, policy| {
            let outcome = Core.verify(case, policy);
            // A CA that is none is let pass.
            if outcome.reasons() == [verifail::Reason::CaViolation] { Outcome::accept() } else { outcome }
        });
        let found = Exhaustive.search(&careless, policy, LIMITS);
        let counterexample = found.counterexample.unwrap();
        assert!(counterexample.case.len() <= 4, "{}", counterexample.what);
    }
}
