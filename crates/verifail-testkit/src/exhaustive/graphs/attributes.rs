//! What can be wrong, or merely different, in one certificate of a graph.

use crate::world::{
    BasicConstraints, CertSpec, DAY, ExtendedKeyUsage, GeneralName, HOST, KeyUsage, NOW, NameConstraints, Purpose,
};

/// One choice for every attribute; the first of each is the plain one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Attributes {
    /// notAfter was yesterday.
    pub expired: bool,
    /// basicConstraints: plain, a path length of 0, of 1, cA false, absent.
    pub basic: u8,
    /// keyUsage: plain, without keyCertSign.
    pub usage: u8,
    /// extKeyUsage: plain, clientAuth alone.
    pub purpose: u8,
    /// nameConstraints: none, the host's domain excluded, permitted, another domain permitted.
    pub constraint: u8,
}

impl Attributes {
    /// How many attributes are not plain.
    pub fn deviations(self) -> u32 {
        let Self { expired, basic, usage, purpose, constraint } = self;
        [u8::from(expired), basic, usage, purpose, constraint].into_iter().map(|choice| u32::from(choice.min(1))).sum()
    }

    /// All that a CA's certificate can have, fewest deviations first.
    pub fn of_cas() -> Vec<Self> {
        let mut all = Vec::new();
        for basic in 0..5 {
            for constraint in 0..4 {
                all.extend(plain_or_not().map(|(expired, usage, purpose)| Self {
                    expired,
                    basic,
                    usage,
                    purpose,
                    constraint,
                }));
            }
        }
        all.sort_by_key(|attributes| attributes.deviations());
        all
    }

    /// All that the end entity's can have: here basicConstraints is absent, or says that it is a CA.
    pub fn of_end_entities() -> Vec<Self> {
        let mut all = Vec::new();
        for basic in 0..2 {
            all.extend(plain_or_not().filter(|(_, usage, _)| *usage == 0).map(|(expired, usage, purpose)| Self {
                expired,
                basic,
                usage,
                purpose,
                constraint: 0,
            }));
        }
        all.sort_by_key(|attributes| attributes.deviations());
        all
    }

    /// Puts them into a CA's certificate.
    pub fn apply(self, spec: &mut CertSpec) {
        self.apply_validity_and_purpose(spec);
        spec.basic_constraints = match self.basic {
            0 => spec.basic_constraints,
            1 => Some(BasicConstraints::limited(0)),
            2 => Some(BasicConstraints::limited(1)),
            3 => Some(BasicConstraints::end_entity()),
            _ => None,
        };
        if self.usage > 0 {
            spec.key_usage = Some(KeyUsage::new(KeyUsage::CRL_SIGN));
        }
        let domain = |name: &'static str| vec![GeneralName::dns(name)];
        spec.name_constraints = match self.constraint {
            0 => None,
            1 => Some(NameConstraints::excluding(domain(HOST))),
            2 => Some(NameConstraints::permitting(domain("example.com"))),
            _ => Some(NameConstraints::permitting(domain("other.test"))),
        };
    }

    /// Puts them into the end entity's.
    pub fn apply_to_end_entity(self, spec: &mut CertSpec) {
        self.apply_validity_and_purpose(spec);
        if self.basic > 0 {
            spec.basic_constraints = Some(BasicConstraints::ca());
        }
    }

    fn apply_validity_and_purpose(self, spec: &mut CertSpec) {
        if self.expired {
            spec.validity.not_after = NOW - DAY;
        }
        if self.purpose > 0 {
            spec.extended_key_usage = Some(ExtendedKeyUsage::of(&[Purpose::ClientAuth]));
        }
    }
}

fn plain_or_not() -> impl Iterator<Item = (bool, u8, u8)> {
    (0..8).map(|bits| (bits & 1 == 1, bits >> 1 & 1, bits >> 2 & 1))
}
