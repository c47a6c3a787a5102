//! Exclusion first, then likelihood.

use super::case::Seen;
use super::next::{self, Next};
use super::{Cause, Fact, Grounds, Known, Persistence, Said};
use crate::taxonomy::{Confidence, Hop, Layer, Reason, word};

/// Doublings for a cause of which programs typically say what was said.
const TYPICAL: i32 = 3;
/// Doublings taken from a cause that fails by turns where it failed every time.
const UNLIKE_ITSELF: i32 = -4;

/// Sources that are named of grounds that several have in common.
const MAX_SOURCES: usize = 4;

word! {
    /// What evidence leaves of a hypothesis.
    State {
        /// Nothing else is left, and what it needs was seen.
        Entailed "entailed" "entailed";
        /// The evidence contradicts it.
        Excluded "excluded" "excluded";
        /// Neither.
        Open "open" "open";
    }
}

/// A cause and what the evidence leaves of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessed {
    /// The cause.
    pub cause: &'static Cause,
    /// What is left of it.
    pub state: State,
    /// Its share of what is open, from 0 to 1; 0 where it is excluded.
    pub share: f64,
    /// What speaks for it, the strongest first.
    pub supported_by: Vec<Grounds>,
    /// What excludes it.
    pub excluded_by: Vec<Grounds>,
    /// Whether nothing that it needs to be certain was seen.
    pub lacks: bool,
}

/// A place and what the evidence leaves of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Between whom.
    pub hop: Hop,
    /// What is left of it.
    pub state: State,
    /// What speaks for it.
    pub supported_by: Vec<Grounds>,
    /// What excludes it.
    pub excluded_by: Vec<Grounds>,
}

/// What follows from the evidence of a case.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct Assessment {
    /// Where it fails: what is entailed or open first, from near to far.
    pub places: Vec<Place>,
    /// Why it fails: what is entailed or open first, the likeliest first, then what is excluded, by code.
    pub causes: Vec<Assessed>,
    /// The test that would tell best; `None` where nothing is left to be told.
    pub next: Option<Next>,
    /// Every fact that the evidence comes to.
    pub facts: Vec<Known>,
    /// What programs said.
    pub said: Vec<Said>,
    /// Whether anything fails, or a fact was given.
    fails: bool,
}

/// The places, from near to far.
pub(super) const PLACES: [Hop; 5] =
    [Hop::Local, Hop::Direct, Hop::ClientToProxy, Hop::ProxyToUpstream, Hop::OriginToUpstream];

impl Assessment {
    /// The cause that is entailed.
    pub fn conclusion(&self) -> Option<&'static Cause> {
        self.causes.iter().find(|one| one.state == State::Entailed).map(|one| one.cause)
    }

    /// The place that is entailed.
    pub fn place(&self) -> Option<Hop> {
        self.places.iter().find(|one| one.state == State::Entailed).map(|one| one.hop)
    }

    /// Whether nothing is left: the evidence contradicts itself, or tells of more than one failure.
    pub fn is_contradictory(&self) -> bool {
        self.causes.iter().all(|one| one.state == State::Excluded)
    }

    /// Whether nothing of what was given tells of a failure.
    pub const fn tells_of_nothing(&self) -> bool {
        !self.fails
    }

    /// The causes that are not excluded, the likeliest first.
    pub fn open(&self) -> impl Iterator<Item = &Assessed> {
        self.causes.iter().filter(|one| one.state != State::Excluded)
    }

    /// The causes that are.
    pub fn excluded(&self) -> impl Iterator<Item = &Assessed> {
        self.causes.iter().filter(|one| one.state == State::Excluded)
    }

    /// What evidence leaves of the cause of that code.
    pub fn cause(&self, code: &str) -> Option<&Assessed> {
        self.causes.iter().find(|one| one.cause.code == code)
    }

    /// What programs' own words exclude besides: reasons, without those that were said.
    pub fn excluded_reasons(&self) -> Vec<Reason> {
        let sure = || self.said.iter().filter(|said| said.is_sure());
        let mut reasons: Vec<_> = sure().flat_map(|said| said.diagnosis.excludes.iter().copied()).collect();
        reasons.retain(|reason| !sure().any(|said| said.diagnosis.reason == Some(*reason)));
        reasons.sort_unstable();
        reasons.dedup();
        reasons
    }
}

pub(super) fn assess(seen: Seen) -> Assessment {
    let (places, fails) = (places(&seen), seen.tells_of_failure());
    let mut causes: Vec<_> = Cause::all().map(|cause| one(cause, &seen, &places)).collect();
    let total: f64 = causes.iter().map(|(_, weight)| weight).sum();
    let mut causes: Vec<_> = causes
        .drain(..)
        .map(|(mut assessed, weight)| {
            assessed.share = if total > 0.0 { weight / total } else { 0.0 };
            assessed
        })
        .collect();
    let mut open = causes.iter_mut().filter(|one| one.state == State::Open);
    if let (Some(only), None) = (open.next(), open.next())
        && !only.lacks
        && fails
    {
        only.state = State::Entailed;
    }
    // Stable: causes of equal weight stay by code.
    causes.sort_by(|left, right| right.share.total_cmp(&left.share));
    let next = next::next(&seen, &causes);
    let next = next.filter(|_| fails);
    Assessment { places, causes, next, facts: seen.known, said: seen.said, fails }
}

/// Weights of causes that are open, for the test that is looked for.
pub(super) fn weights(seen: &Seen) -> Vec<(&'static Cause, f64)> {
    let places = places(seen);
    Cause::all().map(|cause| (cause, one(cause, seen, &places).1)).collect()
}

/// What is left of a cause, and its weight: 0 where it is excluded.
fn one(cause: &'static Cause, seen: &Seen, places: &[Place]) -> (Assessed, f64) {
    let excluded_by = exclusions(cause, seen, places);
    let (doublings, supported_by) = support(cause, seen);
    let lacks = !cause.needs.is_empty() && !cause.needs.iter().any(|fact| seen.has(*fact));
    let (state, weight) = match excluded_by.is_empty() {
        true => (State::Open, f64::from(doublings).exp2()),
        false => (State::Excluded, 0.0),
    };
    (Assessed { cause, state, share: 0.0, supported_by, excluded_by, lacks }, weight)
}

fn exclusions(cause: &Cause, seen: &Seen, places: &[Place]) -> Vec<Grounds> {
    let mut grounds = Vec::new();
    for said in &seen.said {
        if let Some(what) = unsaid(cause, said) {
            grounds.push(Grounds { what, source: said.source.clone() });
        }
    }
    for known in &seen.known {
        if let Some((_, why)) = cause.excluded_by.iter().find(|(fact, _)| *fact == known.fact) {
            grounds.push(Grounds { what: (*why).to_owned(), source: known.grounds.source.clone() });
        }
    }
    if cause.persistence == Persistence::Always {
        let by_turns = seen.known.iter().filter(|known| known.fact == Fact::Intermittent);
        grounds.extend(by_turns.map(|known| Grounds {
            what: "it would fail every time, and the same call passes and fails by turns".to_owned(),
            source: known.grounds.source.clone(),
        }));
    }
    let place = |hop: &Hop| places.iter().find(|place| place.hop == *hop);
    let all_excluded = cause.places.iter().all(|hop| place(hop).is_some_and(|one| one.state == State::Excluded));
    if let Some(first) = cause.places.first().filter(|_| all_excluded) {
        let because = place(first).and_then(|place| place.excluded_by.first());
        let what = because.map_or_else(String::new, |because| format!(": {}", because.what));
        let what = format!("it would be {}, where this is not{what}", first.meaning());
        grounds.push(Grounds { what, source: because.map_or_else(String::new, |because| because.source.clone()) });
    }
    merged(grounds)
}

/// Why what a program said is never said of a cause.
fn unsaid(cause: &Cause, said: &Said) -> Option<String> {
    let reason = said.diagnosis.reason.filter(|_| said.is_sure())?;
    // A failed handshake without a reason may have any; so may a text that ends before it comes to one.
    let ends_early = reason.is_generic() || said.diagnosis.confidence != Confidence::Proved;
    let may_be_any = reason == Reason::GenericHandshakeFailure
        || ends_early && said.diagnosis.perhaps.iter().any(|perhaps| cause.gives(*perhaps));
    // A guess of a wrapper's about the certificate still says that there was one.
    let implied = said.diagnosis.confidence == Confidence::Implied && !reason.is_generic();
    let says = |other: &Reason| *other == reason || implied && other.layer() == reason.layer();
    if may_be_any || cause.typical.iter().chain(cause.possible).any(says) {
        return None;
    }
    Some(match cause.typical.iter().all(|typical| said.diagnosis.excludes.contains(typical)) {
        true => format!("{reason} rules out what it makes programs say"),
        false => format!("{reason} is not what it makes programs say"),
    })
}

/// Grounds that say the same, once, with all their sources.
fn merged(grounds: Vec<Grounds>) -> Vec<Grounds> {
    let mut merged: Vec<(String, Vec<String>)> = Vec::new();
    for Grounds { what, source } in grounds {
        match merged.iter_mut().find(|(other, _)| *other == what) {
            Some((_, sources)) if sources.contains(&source) => {}
            Some((_, sources)) => sources.push(source),
            None => merged.push((what, vec![source])),
        }
    }
    let one = |(what, sources): (String, Vec<String>)| {
        let more = sources.len().saturating_sub(MAX_SOURCES);
        let mut source = sources.into_iter().take(MAX_SOURCES).collect::<Vec<_>>().join("; ");
        if more > 0 {
            source.push_str(&format!(" and {more} more"));
        }
        Grounds { what, source }
    };
    merged.into_iter().map(one).collect()
}

/// How much speaks for a cause, in doublings, and what.
fn support(cause: &Cause, seen: &Seen) -> (i32, Vec<Grounds>) {
    let mut doublings = i32::from(cause.common);
    let mut grounds: Vec<(i32, Grounds)> = Vec::new();
    let mut counted = Vec::new();
    for known in &seen.known {
        if let Some((fact, weight)) = cause.supports.iter().find(|(fact, _)| *fact == known.fact) {
            if !counted.contains(fact) {
                counted.push(*fact);
                doublings += i32::from(*weight);
            }
            if *weight > 0 {
                grounds.push((i32::from(*weight), known.grounds.clone()));
            }
        }
    }
    let mut reasons = Vec::new();
    for said in &seen.said {
        let Some(reason) = said.diagnosis.reason.filter(|reason| cause.typical.contains(reason)) else { continue };
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
        let what = format!("{reason} is what programs say of it");
        grounds.push((TYPICAL, Grounds { what, source: said.source.clone() }));
    }
    // Several words for it are one cause.
    doublings += if reasons.is_empty() { 0 } else { TYPICAL };
    if seen.has(Fact::Permanent) && cause.persistence == Persistence::ByTurns {
        doublings += UNLIKE_ITSELF;
    }
    let usual = cause.places.first().is_some_and(|place| seen.said.iter().any(|said| said.hop() == Some(*place)));
    doublings += i32::from(usual);
    grounds.sort_by_key(|(weight, _)| -weight);
    (doublings, merged(grounds.into_iter().map(|(_, grounds)| grounds).collect()))
}

fn places(seen: &Seen) -> Vec<Place> {
    let about_certificate = seen.said.iter().any(|said| said.diagnosis.layer() == Some(Layer::Certificate));
    let mut places: Vec<_> = PLACES
        .iter()
        .map(|hop| {
            let mut place = Place { hop: *hop, state: State::Open, supported_by: Vec::new(), excluded_by: Vec::new() };
            for said in &seen.said {
                match said.hop() {
                    Some(other) if other != *hop => place.excluded_by.push(not_there(*hop, said)),
                    Some(_) => place.supported_by.push(there(*hop, said)),
                    None if said.diagnosis.hop == *hop => place.supported_by.push(there(*hop, said)),
                    None => {}
                }
            }
            for known in &seen.known {
                if let Some(what) = excludes_place(known.fact, *hop, about_certificate) {
                    place.excluded_by.push(Grounds { what: what.to_owned(), source: known.grounds.source.clone() });
                }
            }
            let by_route = seen.not_at.iter().filter(|(other, _)| other == hop);
            place.excluded_by.extend(by_route.map(|(_, grounds)| grounds.clone()));
            place.supported_by = merged(std::mem::take(&mut place.supported_by));
            place.excluded_by = merged(std::mem::take(&mut place.excluded_by));
            if !place.excluded_by.is_empty() {
                place.state = State::Excluded;
            }
            place
        })
        .collect();
    let mut open = places.iter_mut().filter(|place| place.state == State::Open);
    if let (Some(only), None) = (open.next(), open.next()) {
        only.state = State::Entailed;
    }
    places.sort_by_key(|place| place.state == State::Excluded);
    places
}

fn there(hop: Hop, said: &Said) -> Grounds {
    let whose =
        said.diagnosis.stack.map_or_else(|| "the words".to_owned(), |stack| format!("the words are {stack}'s, and"));
    Grounds { what: format!("{whose} tell of a failure {}", hop.meaning()), source: said.source.clone() }
}

fn not_there(hop: Hop, said: &Said) -> Grounds {
    let whose = said.diagnosis.stack.map_or_else(|| "a program".to_owned(), |stack| stack.to_string());
    let what = match said.diagnosis.hop {
        Hop::Local => format!("the words are {whose}'s own, of a failure on its machine, without a peer"),
        of => format!("the words are {whose}'s own, of a connection {}", of.meaning()),
    };
    let emitter = matches!(said.diagnosis.hop, Hop::ProxyToUpstream | Hop::ClientToProxy);
    let what = match hop {
        Hop::OriginToUpstream if emitter => format!("{what}: an origin cannot emit them, and does not log them"),
        _ => what,
    };
    Grounds { what, source: said.source.clone() }
}

/// Why a fact says that it is not there.
fn excludes_place(fact: Fact, hop: Hop, about_certificate: bool) -> Option<&'static str> {
    match (fact, hop) {
        (Fact::InsecureFails, Hop::Direct | Hop::ClientToProxy) if about_certificate => {
            Some("the client's own verification is off, and a certificate is refused all the same: at a later hop")
        }
        (Fact::InsecurePasses, Hop::ProxyToUpstream | Hop::OriginToUpstream) => {
            Some("it passes where the client verifies nothing: the client's own hop decides")
        }
        (Fact::ResponseReceived, Hop::Local | Hop::Direct | Hop::ClientToProxy) => {
            Some("a response came over the client's own connection: that one held")
        }
        (Fact::BypassFails, Hop::ClientToProxy | Hop::ProxyToUpstream) => Some("past the proxy it fails the same"),
        _ => None,
    }
}
