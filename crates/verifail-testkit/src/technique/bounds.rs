//! Bounds: adversarial families of worlds, in growing sizes, and what verifying them may cost.
//!
//! The bounds are those of a search that remembers what it did, and they are computed from the world alone:
//!
//! - a signature is checked at most once for a certificate and a key whose holder has the issuer's name;
//! - a candidate path is made longer only along links whose signature verifies;
//! - each name of a certificate is compared at most once with each subtree above it, on each path;
//! - what is said has a bounded length, whatever the certificates say.
//!
//! RUSTSEC-2023-0053, CVE-2018-16875, CVE-2025-58187 and CVE-2025-61729 broke one of them each.

use std::time::Instant;

use verifail::Policy;

use super::{Counterexample, Found, Limits, Technique};
use crate::shrink;
use crate::verifier::{Outcome, Verifier};
use crate::world::reading;
use crate::world::{
    CertSpec, GeneralName, KeyForm, NameConstraints, Place, SignatureForm, SubjectAltName, World, ca_name,
};

/// Sizes of each family.
const SIZES: [u8; 8] = [1, 2, 4, 8, 16, 32, 64, 128];
/// Most octets of a verifier's text.
const TEXT: usize = 4_096;
/// Most candidate paths that are counted; whoever walks more has no budget.
const WALKS: usize = 5_000;
/// Signatures that may be checked beyond the bound to explain a rejection, not to decide it.
const EXPLAINING: usize = 8;

/// Looks for a case that costs too much.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bounds;

impl Technique for Bounds {
    fn name(&self) -> &'static str {
        "bounds"
    }

    fn search(&self, verifier: &dyn Verifier, policy: &Policy, limits: Limits) -> Found {
        let start = Instant::now();
        let mut skipped = Vec::new();
        if !verifier.capabilities().cost {
            skipped.push("what a verification costs: the verifier does not tell".to_owned());
        }
        let mut cases = 0;
        for size in SIZES {
            for family in FAMILIES {
                if cases >= limits.cases || start.elapsed() >= limits.time {
                    return Found { cases, time: start.elapsed(), counterexample: None, skipped };
                }
                cases += 1;
                let world = family(size);
                let broken = |world: &World| excess(world, &verifier.verify(&world.materialise(), policy));
                if broken(&world).is_none() {
                    continue;
                }
                let time = start.elapsed();
                let world = shrink::minimise(world, &mut |world| broken(world).is_some());
                let what = format!("{}: {}", verifier.name(), broken(&world).unwrap_or_default());
                let case = world.materialise();
                let counterexample = Some(Counterexample { what, world: Some(world), case });
                return Found { cases, time, counterexample, skipped };
            }
        }
        Found { cases, time: start.elapsed(), counterexample: None, skipped }
    }
}

/// Families of worlds by size.
const FAMILIES: [fn(u8) -> World; 5] = [tower, strangers, names_and_subtrees, names, mesh];

/// An ordinary chain, no longer than policies walk.
fn tower(size: u8) -> World {
    World::tower(usize::from(size).min(4))
}

/// CAs of the right name that issued nothing, beside an anchor of that name with another key.
fn strangers(size: u8) -> World {
    let mut world = World::tower(0);
    world.end_entity.signer = 200;
    world.intermediates = (0..size)
        .map(|at| CertSpec { subject: ca_name(0), issuer: ca_name(0), ..CertSpec::ca(1 + at, 1 + at) })
        .collect();
    without_key_identifiers(&mut world);
    world
}

/// CAs of one name that all issued each other, and an anchor that issued none of them.
fn mesh(size: u8) -> World {
    let size = size.min(5);
    let mut world = World::tower(0);
    world.end_entity = CertSpec { issuer: ca_name(0), ..CertSpec::server(100, 1) };
    let pairs =
        (0..size).flat_map(|key| (0..size).filter(move |signer| *signer != key).map(move |signer| (key, signer)));
    world.intermediates = pairs
        .map(|(key, signer)| CertSpec { subject: ca_name(0), issuer: ca_name(0), ..CertSpec::ca(1 + key, 1 + signer) })
        .collect();
    without_key_identifiers(&mut world);
    world
}

/// As many names as subtrees, all of one form.
fn names_and_subtrees(size: u8) -> World {
    World::with(|world| {
        let name = |at: u8| GeneralName::dns(format!("host{at}.example.com"));
        let alternative = world.end_entity.subject_alt_name.get_or_insert_with(|| SubjectAltName::of(Vec::new()));
        alternative.names.extend((0..size).map(name));
        let base = |at: u8| GeneralName::dns(if at == 0 { "example.com".to_owned() } else { format!("d{at}.example") });
        world.intermediates[0].name_constraints = Some(NameConstraints::permitting((0..size).map(base).collect()));
    })
}

/// Many names, none of them the right one.
fn names(size: u8) -> World {
    World::with(|world| {
        let name = |at: u16| GeneralName::dns(format!("a-host-with-a-name-of-some-length-{at}.example.net"));
        let names = (0..u16::from(size) * 8).map(name).collect();
        world.end_entity.subject_alt_name = Some(SubjectAltName::of(names));
    })
}

fn without_key_identifiers(world: &mut World) {
    world.certificates_mut().for_each(|spec| *spec = spec.clone().without_key_identifiers());
}

/// What an outcome cost beyond what its world explains; `None` when nothing did, or nothing is known.
///
/// # Examples
/// ```
/// use verifail::Policy;
/// use verifail_testkit::adapter::Core;
/// use verifail_testkit::technique::excess;
/// use verifail_testkit::{Verifier, World};
///
/// let world = World::tower(3);
/// let outcome = Core.verify(&world.materialise(), Policy::named("rfc5280").unwrap());
/// assert_eq!(excess(&world, &outcome), None);
/// ```
pub fn excess(world: &World, outcome: &Outcome) -> Option<String> {
    let over =
        |what: &str, spent: usize, bound: usize| (spent > bound).then(|| format!("{spent} {what}, more than {bound}"));
    if let Outcome::Reject(rejected) = outcome
        && let Some(excess) = over("octets of text", rejected.text.len(), TEXT)
    {
        return Some(excess);
    }
    let cost = outcome.cost()?;
    let (explaining, passes) = if outcome.is_accepted() { (0, 1) } else { (EXPLAINING, 3) };
    let walks = Walks::count(world);
    over("signature checks", cost.signature_checks, pairs(world) + explaining)
        .or_else(|| over("steps", cost.path_steps, walks.steps))
        .or_else(|| {
            over("name comparisons", cost.name_comparisons, comparisons(world) * walks.complete.max(1) * passes)
        })
}

/// Certificates and keys whose holder has the issuer's name, and the CRLs likewise.
fn pairs(world: &World) -> usize {
    let mut pairs: Vec<_> = world
        .places()
        .flat_map(|(place, child)| {
            let issuers = world.places().filter(move |(_, issuer)| same_name(issuer, child));
            issuers.map(move |(_, issuer)| (place, issuer.key))
        })
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    let crls = world.crls.len() * world.len();
    pairs.len() + crls
}

/// As no policy compares more loosely.
fn same_name(issuer: &CertSpec, child: &CertSpec) -> bool {
    reading::is_same_when_read(&issuer.subject, &child.issuer)
}

/// Names times subtrees, over every certificate.
fn comparisons(world: &World) -> usize {
    let names = |spec: &CertSpec| 2 + spec.subject_alt_name.as_ref().map_or(0, |e| e.names.len());
    let subtrees = |spec: &CertSpec| spec.name_constraints.as_ref().map_or(0, |e| e.permitted.len() + e.excluded.len());
    let all_names: usize = world.places().map(|(_, spec)| names(spec)).sum();
    all_names * world.places().map(|(_, spec)| subtrees(spec)).sum::<usize>()
}

/// The ways up from the end entity along links whose signature verifies.
#[derive(Default)]
struct Walks {
    /// Ways up, whole or not.
    steps: usize,
    /// Those that reach an anchor.
    complete: usize,
}

impl Walks {
    fn count(world: &World) -> Self {
        let mut walks = Self::default();
        walks.up(world, &mut vec![Place::EndEntity]);
        walks
    }

    fn up(&mut self, world: &World, path: &mut Vec<Place>) {
        self.steps += 1;
        let Some(child) = path.last().and_then(|place| world.certificate(*place)) else { return };
        if self.steps >= WALKS {
            return;
        }
        for (place, issuer) in world.places() {
            let signed = child.signer == issuer.key.id
                && issuer.key.form == KeyForm::Plain
                && matches!(child.signature, SignatureForm::Sound | SignatureForm::InnerAlgorithmDiffers);
            if !signed || !same_name(issuer, child) || path.contains(&place) {
                continue;
            }
            match place {
                Place::EndEntity => {}
                Place::Anchor(_) => self.complete += 1,
                Place::Intermediate(_) if repeats(world, path, place) => {}
                Place::Intermediate(_) => {
                    path.push(place);
                    self.up(world, path);
                    path.pop();
                }
            }
        }
    }
}

/// The same key is on the path already.
fn repeats(world: &World, path: &[Place], place: Place) -> bool {
    let key = |place: &Place| world.certificate(*place).map(|spec| (spec.key, &spec.subject));
    path.iter().any(|earlier| key(earlier) == key(&place))
}
