//! Relations 32 to 34: subtrees that a CA may issue for (RFC 5280 section 4.2.1.10).

use verifail::danger::Relaxation;

use super::route::{fresh_keys, has_twin};
use super::supply::ADDED_SERIAL;
use super::trial::{Stop, Trial};
use super::{Need, Relation};
use crate::world::{CertSpec, GeneralName, HOST, Name, NameConstraints, Place, Reference, Serial, World};

pub(super) const TIGHTENED: Relation =
    Relation::new(32, "tighter name constraints only ever let less pass", Need::NameConstraints, tightened);
pub(super) const WIDENED: Relation = Relation::new(
    33,
    "a wider permitted subtree only ever lets more pass, and its case changes nothing",
    Need::NameConstraints,
    widened,
);
pub(super) const ELSEWHERE: Relation =
    Relation::new(34, "name constraints of an unrelated certificate change nothing", Need::NameConstraints, elsewhere);

fn tightened(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let at = trial.intermediate_on_route()?;
    let before = trial.ask_base()?;
    let mut world = trial.base.clone();
    let ca = world.intermediates.get_mut(at).filter(|ca| ca.faults.is_empty()).ok_or(Stop::NotApplicable)?;
    let constraints =
        ca.name_constraints.get_or_insert_with(|| NameConstraints { critical: true, ..Default::default() });
    // An extension without a subtree is malformed; filling it mends it.
    let empty = constraints.permitted.is_empty() && constraints.excluded.is_empty();
    if empty && trial.base.intermediates.get(at).is_some_and(|ca| ca.name_constraints.is_some()) {
        return Err(Stop::NotApplicable);
    }
    let only = trial.routes().len() == 1;
    let bases = ["com", "example.com", "www.example.com", "example.org", "www.example.com.example.org"];
    let excluded = trial.one_of(&bases)?;
    constraints.excluded.push(GeneralName::dns(excluded));
    let hit = HOST == excluded || HOST.ends_with(&format!(".{excluded}"));
    let presented = trial.base.end_entity.subject_alt_name.as_ref();
    let presented = presented.is_some_and(|san| san.names.contains(&GeneralName::dns(HOST)));
    let after = trial.ask(world)?;
    let what = format!("{excluded} was excluded in intermediate {at}");
    if hit && presented && only && before.outcome.is_accepted() {
        return trial.rejects(&before, after, &[Relaxation::NameConstraints], what);
    }
    trial.only_down(&before, after, what)
}

fn widened(trial: &mut Trial<'_>) -> Result<(), Stop> {
    trial.accepted_base()?;
    trial.only_route()?;
    let at = trial.intermediate_on_route()?;
    if !matches!(&trial.base.question.reference, Some(Reference::Dns(name)) if name == HOST) {
        return Err(Stop::NotApplicable);
    }
    // An odd encoding of the extension comes to bear when there is one.
    if !trial.base.intermediates.get(at).is_some_and(|ca| ca.faults.is_empty()) {
        return Err(Stop::NotApplicable);
    }
    let rows: [(&'static str, &'static str, &'static str); 5] = [
        ("wider", "www.example.com", "example.com"),
        ("wider", "example.com", "com"),
        ("wider", "www.example.org", "example.org"),
        ("case", "example.com", "EXAMPLE.com"),
        ("case", "example.org", "Example.ORG"),
    ];
    let (variant, narrow, wide) = trial.one_of(&rows)?;
    trial.variant = variant;
    let permitting = |base: &'static str| {
        let mut world = trial.base.clone();
        if let Some(ca) = world.intermediates.get_mut(at) {
            ca.name_constraints = Some(NameConstraints::permitting(vec![GeneralName::dns(base)]));
        }
        world
    };
    let (narrower, wider) = (permitting(narrow), permitting(wide));
    let before = trial.ask(narrower)?;
    let after = trial.ask(wider)?;
    let what = format!("{wide} was permitted instead of {narrow}");
    if variant == "case" { trial.same(&before, after, what) } else { trial.only_up(&before, after, what) }
}

fn elsewhere(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let before = trial.ask_base()?;
    let routes = trial.routes();
    let mut world = trial.base.clone();
    let constraints = match trial.below(3) {
        0 => NameConstraints::excluding(vec![GeneralName::dns("com")]),
        1 => NameConstraints::permitting(vec![GeneralName::dns("example.net")]),
        _ => NameConstraints::excluding(vec![GeneralName::Ip(vec![0; 8]), GeneralName::Ip(vec![0; 32])]),
    };
    let off = |at: &usize| !routes.iter().any(|route| route.contains(&Place::Intermediate(*at)));
    let off: Vec<usize> = (0..world.intermediates.len()).filter(off).collect();
    // Who takes the first issuer asks of none whether its key and name are on the path already: that is no route.
    let has_routes_only = !trial.takes_first_issuer() || !world.places().any(|(place, _)| has_twin(&world, place));
    // On an accepted path nothing changes; where none is, an idle certificate may be part of the explanation.
    if before.outcome.is_accepted() && has_routes_only && !off.is_empty() && trial.below(2) == 1 {
        trial.variant = "idle";
        let at = trial.one_of(&off)?;
        if let Some(ca) = world.intermediates.get_mut(at) {
            ca.name_constraints = Some(constraints);
        }
        let after = trial.ask(world)?;
        return trial.same(&before, after, format_args!("intermediate {at}, on no path, got name constraints"));
    }
    trial.variant = "stranger";
    let stranger = stranger(&world, constraints);
    trial.insert(&mut world.intermediates, [stranger]);
    let after = trial.ask(world)?;
    trial.same(&before, after, "an unrelated intermediate with name constraints was supplied")
}

fn stranger(world: &World, constraints: NameConstraints) -> CertSpec {
    let key = fresh_keys(world, 1).first().copied().unwrap_or_default();
    let mut stranger = CertSpec::root(key);
    stranger.subject = Name::common("Stranger");
    stranger.issuer = stranger.subject.clone();
    stranger.serial = Serial::Number(ADDED_SERIAL);
    stranger.name_constraints = Some(constraints);
    stranger
}
