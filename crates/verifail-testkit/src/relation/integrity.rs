//! Relation 39: a signature covers every bit.

use super::route::of_crl_signers;
use super::trial::{Asked, Stop, Trial};
use super::{Need, Relation};
use crate::verifier::Outcome;
use crate::world::Place;

pub(super) const BIT_FLIPPED: Relation = Relation::new(
    39,
    "any flipped bit of what is signed, or of the signature, rejects on the only path and changes nothing off it",
    Need::Nothing,
    bit_flipped,
);

fn bit_flipped(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let before = trial.accepted_base()?;
    let route = trial.only_route()?;
    let of_crl_signers = of_crl_signers(trial.base, trial.policy);
    let is_off = |place: &Place| !route.contains(place) && !of_crl_signers.contains(place);
    let off: Vec<Place> = (0..trial.base.intermediates.len()).map(Place::Intermediate).filter(is_off).collect();
    let is_off = !off.is_empty() && trial.below(3) == 2;
    trial.variant = if is_off { "off the path" } else { "on the path" };
    // Nobody checks the signature of a trust anchor.
    let on = route.split_last().map(|(_, below)| below).unwrap_or_default();
    let place = trial.one_of(if is_off { &off } else { on })?;
    // The same certificate twice is another path.
    let spec = trial.base.certificate(place);
    if trial.base.places().filter(|(_, other)| Some(*other) == spec).count() > 1 {
        return Err(Stop::NotApplicable);
    }
    let mut case = before.case.clone();
    let der = match place {
        Place::EndEntity => Some(&mut case.end_entity),
        Place::Intermediate(at) => case.intermediates.get_mut(at),
        Place::Anchor(_) => None,
    };
    let der = der.ok_or(Stop::NotApplicable)?;
    let bits = signed_octets(der).ok_or(Stop::NotApplicable)?;
    let at = trial.one_of(&bits)?;
    let bit = trial.below(8);
    if let Some(octet) = der.get_mut(at) {
        *octet ^= 1 << bit;
    }
    let what = format!("bit {bit} of octet {at} was flipped, {place:?}");
    let after = match trial.ask_case(case.clone()) {
        // What cannot be read is not accepted.
        Err(Stop::Skipped(why)) => Asked { world: None, case, outcome: Outcome::reject(why) },
        answer => answer?,
    };
    if is_off {
        return trial.same_decision(&before, after, what);
    }
    trial.rejects(&before, after, &[], what)
}

/// Positions of the octets of TBSCertificate, headers included, and of the signature's value.
fn signed_octets(der: &[u8]) -> Option<Vec<usize>> {
    let certificate = element(der, 0)?;
    let tbs = element(der, certificate.start)?;
    let algorithm = element(der, tbs.end)?;
    let signature = element(der, algorithm.end)?;
    let mut positions: Vec<usize> = (certificate.start..tbs.end).collect();
    // The first octet of a BIT STRING counts unused bits.
    positions.extend(signature.start + 1..signature.end);
    Some(positions)
}

/// The contents of the element that starts at a position.
fn element(der: &[u8], at: usize) -> Option<std::ops::Range<usize>> {
    let first = usize::from(*der.get(at + 1)?);
    let (header, length) = if first < 0x80 {
        (2, first)
    } else {
        let octets = first & 0x7f;
        let length = der.get(at + 2..at + 2 + octets)?;
        (2 + octets, length.iter().fold(0, |sum, octet| (sum << 8) | usize::from(*octet)))
    };
    let start = at + header;
    (start + length <= der.len()).then_some(start..start + length)
}
