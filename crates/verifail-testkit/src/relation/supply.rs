//! Relations 1 to 7: what is supplied besides a path, and in which order, changes nothing (RFC 4158 section 2.4).

use super::route::fresh_keys;
use super::time::CENTURY;
use super::trial::{Asked, Stop, Trial};
use super::{Need, Relation};
use crate::world::{CertSpec, DAY, EncodingFault, KeyId, Name, Place, Serial, World};

pub(super) const UNRELATED: Relation =
    Relation::new(1, "an unrelated intermediate changes nothing", Need::PathBuilding, unrelated);
pub(super) const PERMUTED: Relation =
    Relation::new(2, "the order of intermediates changes nothing", Need::PathBuilding, permuted);
pub(super) const DUPLICATED: Relation = Relation::new(
    3,
    "a second copy of an intermediate, of the end entity or of the anchor changes nothing",
    Need::PathBuilding,
    duplicated,
);
pub(super) const EXPIRED_TWIN: Relation = Relation::new(
    4,
    "an expired twin of an intermediate, same name and same key, changes nothing",
    Need::PathBuilding,
    expired_twin,
);
pub(super) const OTHER_KEY: Relation =
    Relation::new(5, "a CA of the same name with another key changes nothing", Need::PathBuilding, other_key);
pub(super) const CROSS_SIGNED: Relation = Relation::new(
    6,
    "a variant of an intermediate that an untrusted root has signed changes nothing",
    Need::PathBuilding,
    cross_signed,
);
pub(super) const MANY_SAME_NAME: Relation =
    Relation::new(7, "up to a hundred CAs of one name change nothing", Need::PathBuilding, many_same_name);

/// Serial numbers of what is added: far from those of worlds.
pub(super) const ADDED_SERIAL: u64 = 0x7000_0000;

fn unrelated(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let before = trial.ask_base()?;
    let mut world = trial.base.clone();
    let count = trial.many();
    trial.added = count;
    let self_signed = trial.below(2) == 0;
    let keys = fresh_keys(&world, count);
    let strangers = keys.iter().enumerate().map(|(at, key)| {
        let mut stranger = if self_signed { CertSpec::root(*key) } else { CertSpec::ca(*key, *key) };
        stranger.subject = Name::common(format!("Stranger {at}"));
        stranger.issuer = if self_signed { stranger.subject.clone() } else { Name::common("Nobody") };
        stranger.serial = Serial::Number(ADDED_SERIAL + at as u64);
        stranger
    });
    let strangers: Vec<_> = strangers.collect();
    trial.insert(&mut world.intermediates, strangers);
    let after = trial.ask(world)?;
    trial.same(&before, after, format_args!("{count} unrelated intermediates were added"))
}

fn permuted(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let mut base = trial.base.clone();
    if trial.below(4) == 0 {
        // What the order can hide is best hidden among many of one name.
        trial.added = trial.many();
        add_same_name(trial, &mut base, Shape::Flat)?;
    }
    if base.intermediates.len() < 2 {
        return Err(Stop::NotApplicable);
    }
    let before = trial.ask(base.clone())?;
    trial.shuffle(&mut base.intermediates);
    let after = trial.ask(base)?;
    trial.same(&before, after, "the intermediates were put into another order")
}

fn duplicated(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let before = trial.ask_base()?;
    let mut world = trial.base.clone();
    let count = trial.many();
    let places: Vec<Place> = world.places().map(|(place, _)| place).collect();
    let place = trial.one_of(&places)?;
    let copy = world.certificate(place).cloned().ok_or(Stop::NotApplicable)?;
    let is_issued = copy.signer != copy.key.id;
    let asks_more_of_anchor = trial.asks_more_of_anchor(&copy);
    trial.added = count;
    (trial.variant, _) = match place {
        Place::EndEntity => ("end entity", 0),
        Place::Intermediate(at) => ("intermediate", at),
        Place::Anchor(at) => ("anchor", at),
    };
    trial.insert(&mut world.intermediates, vec![copy; count]);
    let after = trial.ask(world)?;
    let what = format!("{count} copies of the {} were supplied", trial.variant);
    // Where no way leads to an anchor, one may lead over its copy, and be the nearer miss; so may one that leads on from
    // the copy to who issued it.
    let may_be_nearer = trial.routes().is_empty() || is_issued && !before.outcome.is_accepted();
    // What an anchor is refused for, its copy may not be.
    if trial.variant == "anchor" && may_be_nearer && is_issued && asks_more_of_anchor {
        return Err(Stop::NotApplicable);
    }
    if trial.variant == "anchor" && may_be_nearer {
        return trial.same_decision(&before, after, what);
    }
    trial.same(&before, after, what)
}

fn expired_twin(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let at = trial.intermediate_on_route()?;
    let now = trial.base.question.time;
    let twin = trial.base.intermediates.get(at).cloned().ok_or(Stop::NotApplicable)?;
    // Expired on top of whatever else is wrong with it, not instead: then the original is never the worse of the two.
    if !twin.validity.contains(now) {
        return Err(Stop::NotApplicable);
    }
    // Times from 2050 on are written otherwise than those of twins, and what is wrong with them may be right there: who
    // reads a UTCTime without seconds need not read such a GeneralizedTime.
    if !CENTURY.contains(&twin.validity.not_after) && twin.faults.contains(&EncodingFault::TimeWithoutSeconds) {
        return Err(Stop::NotApplicable);
    }
    // A CRL revokes a serial number, and a twin has another.
    if trial.base.crls.iter().any(|crl| crl.revoked.contains(&twin.serial)) {
        return Err(Stop::NotApplicable);
    }
    let count = trial.many();
    trial.added = count;
    let before = trial.ask_base()?;
    let mut world = trial.base.clone();
    let twins = (0..count as u64).map(|n| {
        let mut twin = twin.clone();
        let age = 1 + n as i64;
        twin.serial = Serial::Number(ADDED_SERIAL + n);
        twin.validity.not_after = now - age * DAY;
        twin.validity.not_before = twin.validity.not_before.min(now - (age + 365) * DAY);
        twin
    });
    let twins: Vec<_> = twins.collect();
    trial.insert(&mut world.intermediates, twins);
    let after = trial.ask(world)?;
    trial.same(&before, after, format_args!("{count} expired twins of intermediate {at} were supplied"))
}

fn other_key(trial: &mut Trial<'_>) -> Result<(), Stop> {
    if trial.below(4) > 0 {
        return add_and_compare(trial, Shape::Flat, 1);
    }
    // One more is most felt where there are some already.
    let mut world = trial.base.clone();
    trial.added = 1 + trial.below(8);
    trial.variant = "among others";
    let name = add_same_name(trial, &mut world, Shape::Tower)?;
    let before = trial.ask(world.clone())?;
    trial.added = 1;
    add_same_name(trial, &mut world, Shape::Flat)?;
    let after = trial.ask(world)?;
    compare(trial, &before, after, &format!("one more CA named {name} with another key was supplied"))
}

fn many_same_name(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let shape = [Shape::Flat, Shape::Tower, Shape::Levels];
    let shape = trial.one_of(&shape)?;
    let count = trial.many();
    add_and_compare(trial, shape, count)
}

fn cross_signed(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let at = trial.intermediate_on_route()?;
    let count = trial.many();
    trial.added = count;
    let before = trial.ask_base()?;
    let mut world = trial.base.clone();
    let original = world.intermediates.get(at).cloned().ok_or(Stop::NotApplicable)?;
    let keys = fresh_keys(&world, count);
    let with_root = trial.below(2) == 0;
    trial.variant = if with_root { "with its root" } else { "without its root" };
    let mut added = Vec::new();
    for (n, key) in keys.into_iter().enumerate() {
        let mut root = CertSpec::root(key);
        root.subject = Name::common(format!("Untrusted Root {n}"));
        root.issuer = root.subject.clone();
        root.serial = Serial::Number(ADDED_SERIAL + 0x1000 + n as u64);
        let mut variant = original.clone();
        variant.issuer = root.subject.clone();
        variant.signer = key;
        variant.serial = Serial::Number(ADDED_SERIAL + n as u64);
        if let Some(extension) = variant.authority_key_identifier.as_mut() {
            *extension = crate::world::AuthorityKeyIdentifier::of(key);
        }
        added.push(variant);
        if with_root {
            added.push(root);
        }
    }
    trial.insert(&mut world.intermediates, added);
    let after = trial.ask(world)?;
    let what = format!("{count} variants of intermediate {at}, signed by untrusted roots, were supplied");
    compare(trial, &before, after, &what)
}

/// How CAs of one name stand to each other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// All issued by the issuer of the CA whose name they have.
    Flat,
    /// Each issued by the next, all under one name: every one looks like the issuer of every other.
    Tower,
    /// Half of them under the name of one CA of the path, half under the name of the next: what is tried multiplies.
    Levels,
}

impl Shape {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Flat => "flat",
            Self::Tower => "tower",
            Self::Levels => "levels",
        }
    }
}

fn add_and_compare(trial: &mut Trial<'_>, shape: Shape, count: usize) -> Result<(), Stop> {
    let before = trial.ask_base()?;
    let mut world = trial.base.clone();
    trial.added = count;
    trial.variant = shape.name();
    let name = add_same_name(trial, &mut world, shape)?;
    let after = trial.ask(world)?;
    let what = format!("{count} CAs named {name} with other keys were supplied");
    compare(trial, &before, after, &what)
}

/// Reasons are compared where a route exists: where none does, what is supplied is all that a verifier has to explain
/// it by.
fn compare(trial: &Trial<'_>, before: &Asked, after: Asked, what: &str) -> Result<(), Stop> {
    if trial.routes().is_empty() { trial.same_decision(before, after, what) } else { trial.same(before, after, what) }
}

/// Adds `trial.added` CAs that have the name of a CA of the path and keys of their own.
pub(super) fn add_same_name(trial: &mut Trial<'_>, world: &mut World, shape: Shape) -> Result<String, Stop> {
    let at = trial.intermediate_on_route()?;
    let original = world.intermediates.get(at).cloned().ok_or(Stop::NotApplicable)?;
    let identified = trial.below(2) == 1;
    let keys = fresh_keys(world, trial.added);
    let above = world.intermediates.iter().find(|ca| ca.subject == original.issuer).cloned();
    let other = |(n, key): (usize, KeyId)| {
        let like = match (&above, shape) {
            (Some(above), Shape::Levels) if n % 2 == 1 => above,
            _ => &original,
        };
        let mut ca = CertSpec { subject: like.subject.clone(), ..CertSpec::ca(key, like.signer) };
        ca.serial = Serial::Number(ADDED_SERIAL + n as u64);
        ca.issuer = like.issuer.clone();
        if shape == Shape::Tower {
            ca.issuer = like.subject.clone();
            ca.signer = keys.get(n + 1).copied().unwrap_or(like.key.id);
            ca.authority_key_identifier = Some(crate::world::AuthorityKeyIdentifier::of(ca.signer));
        }
        if identified { ca } else { ca.without_key_identifiers() }
    };
    let added: Vec<CertSpec> = keys.iter().copied().enumerate().map(other).collect();
    trial.insert(&mut world.intermediates, added);
    Ok(original.subject.common_name.unwrap_or_default().into_owned())
}
