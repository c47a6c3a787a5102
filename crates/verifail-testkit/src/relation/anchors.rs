//! Relations 8 to 11: more trust accepts more, less accepts less, and its order says nothing.

use verifail::danger::Relaxation;

use super::route::fresh_keys;
use super::supply::ADDED_SERIAL;
use super::trial::{Stop, Trial};
use super::{Need, Relation};
use crate::world::{CertSpec, DAY, Name, Place, Serial, World};

pub(super) const ADDED: Relation =
    Relation::new(8, "a further trust anchor only ever lets more pass", Need::Nothing, added);
pub(super) const PERMUTED: Relation =
    Relation::new(9, "the order of trust anchors changes nothing", Need::Nothing, permuted);
pub(super) const INTERMEDIATE_TRUSTED: Relation = Relation::new(
    10,
    "an intermediate that is trusted itself ends the path, as the policy has it",
    Need::Nothing,
    intermediate_trusted,
);
pub(super) const REMOVED: Relation =
    Relation::new(11, "an anchor less only ever lets less pass", Need::Nothing, removed);

fn added(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let before = trial.ask_base()?;
    let mut world = trial.base.clone();
    let count = trial.many();
    trial.added = count;
    let what = match trial.below(3) {
        0 => {
            trial.variant = "unrelated";
            let keys = fresh_keys(&world, count);
            let strangers: Vec<_> = keys.into_iter().enumerate().map(|(n, key)| stranger(n, key)).collect();
            trial.insert(&mut world.anchors, strangers);
            format!("{count} unrelated anchors were added")
        }
        1 => {
            trial.variant = "same name";
            add_same_name(trial, &mut world, count)?;
            format!("{count} anchors of the same name with other keys were added")
        }
        _ => {
            trial.variant = "expired copy";
            trial.added = 1;
            let at = trial.intermediate_on_route()?;
            let mut copy = world.intermediates.get(at).cloned().ok_or(Stop::NotApplicable)?;
            copy.serial = Serial::Number(ADDED_SERIAL);
            copy.validity.not_after = world.question.time - DAY;
            copy.validity.not_before = copy.validity.not_before.min(world.question.time - 366 * DAY);
            trial.insert(&mut world.anchors, [copy]);
            format!("an expired copy of intermediate {at} was trusted besides")
        }
    };
    let after = trial.ask(world)?;
    trial.only_up(&before, after, what)
}

fn stranger(n: usize, key: u8) -> CertSpec {
    let mut root = CertSpec::root(key);
    root.subject = Name::common(format!("Stranger {n}"));
    root.issuer = root.subject.clone();
    root.serial = Serial::Number(ADDED_SERIAL + n as u64);
    root
}

/// Adds anchors with the name of one of the anchors and keys of their own.
fn add_same_name(trial: &mut Trial<'_>, world: &mut World, count: usize) -> Result<(), Stop> {
    let at = trial.below(world.anchors.len());
    let name = world.anchors.get(at).map(|anchor| anchor.subject.clone()).ok_or(Stop::NotApplicable)?;
    let identified = trial.below(2) == 1;
    let keys = fresh_keys(world, count);
    let same_name = keys.into_iter().enumerate().map(|(n, key)| {
        let root = CertSpec { subject: name.clone(), issuer: name.clone(), ..stranger(n, key) };
        if identified { root } else { root.without_key_identifiers() }
    });
    let same_name: Vec<_> = same_name.collect();
    trial.insert(&mut world.anchors, same_name);
    Ok(())
}

fn permuted(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let mut world = trial.base.clone();
    if trial.below(2) == 0 || world.anchors.len() < 2 {
        trial.added = trial.many();
        let count = trial.added;
        add_same_name(trial, &mut world, count)?;
    }
    let before = trial.ask(world.clone())?;
    trial.shuffle(&mut world.anchors);
    let after = trial.ask(world)?;
    trial.same(&before, after, "the anchors were put into another order")
}

fn intermediate_trusted(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let before = trial.accepted_base()?;
    let route = trial.only_route()?;
    let at = trial.intermediate_on_route()?;
    let mut world = trial.base.clone();
    let ca = world.intermediates.get(at).cloned().ok_or(Stop::NotApplicable)?;
    if trial.asks_more_of_anchor(&ca) || ca.validity.not_after == world.question.time {
        return Err(Stop::NotApplicable);
    }
    let self_issued = ca.is_self_issued();
    let instead = trial.below(2) == 0;
    if instead {
        trial.variant = "instead";
        // The signer of a CRL has a path of its own, to the same anchor: one from above the CA has none any more.
        let kept = route.iter().position(|place| *place == Place::Intermediate(at)).and_then(|last| route.get(..=last));
        let keys = || kept.into_iter().flatten().filter_map(|place| world.certificate(*place)).map(|spec| spec.key.id);
        let from_above = world.crls.iter().any(|crl| !keys().any(|key| key == crl.signer));
        if world.question.revocation.is_some() && from_above {
            return Err(Stop::NotApplicable);
        }
        // Policies below may be such as a CA above maps them to: what is above the anchor maps nothing, nor does the anchor.
        let above = route.iter().skip_while(|place| **place != Place::Intermediate(at));
        if above.filter_map(|place| world.certificate(*place)).any(|spec| spec.policy_mappings.is_some()) {
            return Err(Stop::NotApplicable);
        }
        world.anchors = vec![ca];
        let after = trial.ask(world)?;
        let accept = trial.policy.parameters().trust.partial_chain || self_issued;
        let what = format_args!("intermediate {at} was trusted instead of the anchors");
        return trial.decides(accept, &before, after, Relaxation::Anchor, what);
    }
    trial.variant = "besides";
    trial.insert(&mut world.anchors, [ca]);
    let after = trial.ask(world)?;
    trial.accepts(&before, after, format_args!("intermediate {at} was trusted besides the anchors"))
}

fn removed(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let before = trial.ask_base()?;
    let mut world = trial.base.clone();
    let places: Vec<_> = world.places().map(|(place, _)| place).collect();
    let anchors: Vec<_> =
        places.into_iter().filter_map(|place| if let Place::Anchor(at) = place { Some(at) } else { None }).collect();
    // Who takes the first issuer may be led past an end entity that is trusted itself, and stops there without it.
    if trial.takes_first_issuer() && trial.trusts_end_entity() {
        return Err(Stop::NotApplicable);
    }
    let at = trial.one_of(&anchors)?;
    world.anchors.remove(at);
    let after = trial.ask(world)?;
    trial.only_down(&before, after, format_args!("anchor {at} was removed"))
}
