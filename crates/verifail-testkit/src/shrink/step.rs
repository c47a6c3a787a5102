//! The steps: what each changes, and where it leaves the certificates that stay.

use std::ops::Range;

use super::field::{
    CRL, LISTS, QUESTION, REMOVALS, RESETS, SIMPLER, TOGETHER, each, plain, plain_name, reset_all_but_names,
};
use super::relabel::{relabel, set_serial};
use crate::signing::{KEYS, Scheme};
use crate::world::{AuthorityKeyIdentifier, CertSpec, KeyId, KeyIdentifier, Name, Place, Question, World};

/// One way to make a world smaller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// A plan's defect goes.
    DropDefect(usize),
    /// Supplied certificates that no chain of names leads to go.
    DropUnreachable,
    /// These supplied certificates go.
    DropSupplied(Range<usize>),
    /// An anchor goes.
    DropAnchor(usize),
    /// A supplied CA goes, and who issued it issues what it issued.
    Bypass(usize),
    /// A CRL goes.
    DropCrl(usize),
    /// Everything but keys and names is plain, in every certificate.
    PlainWorld,
    /// A group of fields goes back together.
    Together(usize),
    /// A certificate is the plain one of its keys.
    Plain(Place),
    /// The same, but for its names.
    PlainButNames(Place),
    /// A field is plain.
    Reset(Place, usize),
    /// An extension goes.
    Remove(Place, usize),
    /// A field is plainer.
    Simpler(Place, usize),
    /// An element of a list goes.
    Shorten(Place, usize, usize),
    /// A presented identifier is the plain one.
    PlainName(usize),
    /// A field of the question is plain.
    Question(usize),
    /// A field of a CRL is plain.
    Crl(usize, usize),
    /// Signatures are toys.
    Toy,
    /// The end entity has a key that nobody else has.
    OwnKey,
    /// Names and keys are those of the plain world.
    Relabel,
    /// Two neighbours change places, because the second is nearer to the end entity.
    Swap(usize),
}

/// The steps of a world, the boldest first.
pub(super) fn of_world(world: &World) -> Vec<Step> {
    let supplied = world.intermediates.len();
    let ranks = ranks(world);
    let mut steps = vec![Step::DropUnreachable];
    let mut half = supplied / 2;
    while half > 1 {
        steps.extend((0..supplied).step_by(half).map(|from| Step::DropSupplied(from..(from + half).min(supplied))));
        half /= 2;
    }
    // Off the path first.
    let mut singles: Vec<_> = (0..supplied).collect();
    singles.sort_by_key(|at| std::cmp::Reverse(ranks.get(*at)));
    steps.extend(singles.iter().map(|at| Step::DropSupplied(*at..at + 1)));
    steps.extend((0..world.anchors.len()).rev().map(Step::DropAnchor));
    steps.extend((0..supplied).map(Step::Bypass));
    steps.extend((0..world.crls.len()).map(Step::DropCrl));
    steps.push(Step::PlainWorld);
    steps.extend((0..TOGETHER.len()).map(Step::Together));
    for (place, spec) in world.places() {
        let plain = plain(place, spec);
        if *spec == plain {
            continue;
        }
        steps.extend([Step::Plain(place), Step::PlainButNames(place)]);
        steps.extend((0..RESETS.len()).map(|at| Step::Reset(place, at)));
        steps.extend((0..REMOVALS.len()).map(|at| Step::Remove(place, at)));
        for (list, kind) in LISTS.iter().enumerate() {
            steps.extend((0..(kind.len)(spec)).map(|at| Step::Shorten(place, list, at)));
        }
        steps.extend((0..SIMPLER.len()).map(|at| Step::Simpler(place, at)));
    }
    let names = world.end_entity.subject_alt_name.as_ref().map_or(0, |e| e.names.len());
    steps.extend((0..names).map(Step::PlainName));
    steps.extend((0..QUESTION.len()).map(Step::Question));
    for crl in 0..world.crls.len() {
        steps.extend((0..CRL.len()).map(|at| Step::Crl(crl, at)));
    }
    steps.extend([Step::Toy, Step::OwnKey, Step::Relabel]);
    let inverted = ranks.windows(2).enumerate().filter(|(_, pair)| matches!(pair, [a, b] if a > b));
    steps.extend(inverted.map(|(at, _)| Step::Swap(at)));
    steps
}

impl Step {
    /// Takes the step; `false` where it does not apply.
    pub(super) fn apply(&self, world: &mut World) -> bool {
        match self {
            Self::DropDefect(_) => return false,
            Self::DropUnreachable => {
                let mut ranks = ranks(world).into_iter();
                world.intermediates.retain(|_| ranks.next().is_some_and(|rank| rank < usize::MAX));
            }
            Self::DropSupplied(range) => drop(world.intermediates.drain(range.clone())),
            Self::DropAnchor(at) => drop(world.anchors.remove(*at)),
            Self::Bypass(at) => return bypass(world, *at),
            Self::DropCrl(at) => drop(world.crls.remove(*at)),
            Self::PlainWorld => each(world, reset_all_but_names),
            Self::Together(at) => TOGETHER[*at](world),
            Self::Plain(place) => return edit(world, *place, |spec, plain| spec.clone_from(plain)),
            Self::PlainButNames(place) => return edit(world, *place, reset_all_but_names),
            Self::Reset(place, at) => return edit(world, *place, RESETS[*at]),
            Self::Remove(place, at) => return edit(world, *place, REMOVALS[*at]),
            Self::Simpler(place, at) => return edit(world, *place, SIMPLER[*at]),
            Self::Shorten(place, list, at) => return shorten(world, *place, *list, *at),
            Self::PlainName(at) => plain_name(&mut world.end_entity, *at),
            Self::Question(at) => QUESTION[*at](&mut world.question, &Question::default()),
            Self::Crl(crl, at) => world.crls.get_mut(*crl).into_iter().for_each(CRL[*at]),
            Self::Toy => world.scheme = Scheme::Toy,
            Self::OwnKey => return own_key(world),
            Self::Relabel => {
                let before = odd_names(world);
                relabel(world);
                return odd_names(world) <= before;
            }
            Self::Swap(at) => world.intermediates.swap(*at, at + 1),
        }
        true
    }

    /// Where the certificate at a place is after the step; `None` when it is gone.
    pub(super) fn moved(&self, before: &World, place: Place) -> Option<Place> {
        let without = |dropped: &dyn Fn(usize) -> bool, at: usize| {
            (!dropped(at)).then(|| Place::Intermediate((0..at).filter(|other| !dropped(*other)).count()))
        };
        match (self, place) {
            (Self::DropUnreachable, Place::Intermediate(at)) => {
                let ranks = ranks(before);
                without(&|other| ranks.get(other) == Some(&usize::MAX), at)
            }
            (Self::DropSupplied(range), Place::Intermediate(at)) => without(&|other| range.contains(&other), at),
            (Self::Bypass(gone), Place::Intermediate(at)) => without(&|other| other == *gone, at),
            (Self::DropAnchor(gone), Place::Anchor(at)) => match at.cmp(gone) {
                std::cmp::Ordering::Less => Some(place),
                std::cmp::Ordering::Equal => None,
                std::cmp::Ordering::Greater => Some(Place::Anchor(at - 1)),
            },
            (Self::Swap(first), Place::Intermediate(at)) if at == *first => Some(Place::Intermediate(at + 1)),
            (Self::Swap(first), Place::Intermediate(at)) if at == first + 1 => Some(Place::Intermediate(at - 1)),
            _ => Some(place),
        }
    }
}

/// Edits a certificate, with the plain one beside it. CRLs follow its serial number.
fn edit(world: &mut World, place: Place, edit: fn(&mut CertSpec, &CertSpec)) -> bool {
    let Some(spec) = world.certificate_mut(place) else { return false };
    let (old, plain) = (spec.serial, plain(place, spec));
    edit(spec, &plain);
    let serial = std::mem::replace(&mut spec.serial, old);
    set_serial(world, place, serial);
    true
}

fn shorten(world: &mut World, place: Place, list: usize, at: usize) -> bool {
    let Some(spec) = world.certificate_mut(place) else { return false };
    let plain = plain(place, spec);
    let mut shorter = spec.clone();
    (LISTS[list].remove)(&mut shorter, at);
    // A field that is plain already is not made shorter: shorter is not plainer then.
    let mut reset = shorter.clone();
    let was_plain = RESETS.iter().any(|field| {
        reset.clone_from(&shorter);
        field(&mut reset, &plain);
        reset == *spec
    });
    if !was_plain {
        *spec = shorter;
    }
    !was_plain
}

/// Gives the end entity a key of its own, unless it has one.
fn own_key(world: &mut World) -> bool {
    let key = world.end_entity.key.id;
    let others = || world.intermediates.iter().chain(&world.anchors);
    let taken =
        |key: KeyId| world.end_entity.signer == key || others().any(|spec| spec.key.id == key || spec.signer == key);
    let Some(free) = (0..KEYS).find(|key| !taken(*key)).filter(|_| taken(key)) else { return false };
    world.end_entity.key.id = free;
    true
}

/// How many names are not those of the keys, which relabelling must not make more.
fn odd_names(world: &World) -> usize {
    let odd = |(place, spec): (Place, &CertSpec)| {
        let plain = plain(place, spec);
        usize::from(spec.subject != plain.subject) + usize::from(spec.issuer != plain.issuer)
    };
    world.places().map(odd).sum()
}

/// Takes a CA out of the middle.
fn bypass(world: &mut World, at: usize) -> bool {
    let Some(gone) = world.intermediates.get(at).cloned() else { return false };
    let issued = |spec: &CertSpec| spec.issuer == gone.subject && spec.signer == gone.key.id;
    if issued(&gone) || !world.places().any(|(place, spec)| place != Place::Intermediate(at) && issued(spec)) {
        return false;
    }
    world.intermediates.remove(at);
    for spec in world.certificates_mut().filter(|spec| issued(spec)) {
        spec.issuer.clone_from(&gone.issuer);
        spec.signer = gone.signer;
        if let Some(e) = &mut spec.authority_key_identifier
            && e.identifier == Some(KeyIdentifier::Of(gone.key.id))
        {
            *e = AuthorityKeyIdentifier { critical: e.critical, ..AuthorityKeyIdentifier::of(gone.signer) };
        }
    }
    true
}

/// How many names lead from the end entity to each supplied certificate; `usize::MAX` where none do.
fn ranks(world: &World) -> Vec<usize> {
    fn text(name: &Name) -> (&Option<crate::world::Text>, &Option<crate::world::Text>) {
        (&name.common_name, &name.email)
    }
    let mut ranks = vec![usize::MAX; world.intermediates.len()];
    let mut wanted = vec![text(&world.end_entity.issuer)];
    let mut seen = wanted.clone();
    for distance in 0..world.intermediates.len() {
        let mut above = Vec::new();
        for (rank, spec) in ranks.iter_mut().zip(&world.intermediates) {
            if *rank == usize::MAX && wanted.contains(&text(&spec.subject)) {
                *rank = distance;
                above.push(text(&spec.issuer));
            }
        }
        above.retain(|name| !seen.contains(name));
        seen.extend_from_slice(&above);
        if above.is_empty() {
            break;
        }
        wanted = above;
    }
    ranks
}
