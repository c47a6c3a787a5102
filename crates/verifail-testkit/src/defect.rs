//! Defects: single faults with a name, each with the requirement it breaks and the places it can be put in.

use crate::world::{DAY, Place, Purpose, World};

/// A single fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Defect {
    /// notAfter was yesterday.
    Expired,
    /// The signature is another one.
    TamperedSignature,
    /// extKeyUsage names clientAuth only.
    ClientAuthOnly,
}

impl Defect {
    /// Every defect.
    pub const ALL: &'static [Self] = &[Self::Expired, Self::TamperedSignature, Self::ClientAuthOnly];

    /// Puts the defect into the certificate at a place; without one there, nothing happens.
    pub fn apply(self, world: &mut World, place: Place) {
        let now = world.question.time;
        let Some(spec) = world.certificate_mut(place) else { return };
        match self {
            Self::Expired => spec.validity.not_after = now - DAY,
            Self::TamperedSignature => spec.signature = crate::world::SignatureForm::Tampered,
            Self::ClientAuthOnly => {
                spec.extended_key_usage = Some(crate::world::ExtendedKeyUsage::of(&[Purpose::ClientAuth]));
            }
        }
    }
}
