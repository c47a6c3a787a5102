//! What a generator may use.

use crate::verifier::Capabilities;
use crate::world::{CertSpec, Purpose, World};

/// How large worlds get, and which features occur in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Most CAs between the anchor and the end entity of the tower that the world starts from.
    pub depth: u8,
    /// Every tower has that depth.
    pub fixed_depth: bool,
    /// Most certificates that lead astray, and most anchors besides the tower's: strangers, twins, cross-signed
    /// variants.
    pub strays: u8,
    /// CAs of the tower may share names or keys.
    pub repeated_names: bool,
    /// Supplied certificates come in any order.
    pub any_order: bool,
    /// Most details that make no difference.
    pub details: u8,
    /// Of a hundred worlds, how many have a fault.
    pub faulty: u8,
    /// Questions name a reference identifier.
    pub identity: bool,
    /// Questions name a purpose.
    pub purposes: bool,
    /// Name constraints occur.
    pub name_constraints: bool,
    /// Certificate policies, mappings and constraints on them occur.
    pub certificate_policies: bool,
    /// CRLs and questions about revocation occur.
    pub crls: bool,
    /// Questions come with distrusted keys.
    pub distrust: bool,
    /// Faults of the octets occur.
    pub encoding_faults: bool,
    /// Of a hundred worlds, how many have real signatures.
    pub real_signatures: u8,
}

impl Profile {
    /// Every feature, toy signatures.
    pub const DEFAULT: Self = Self {
        depth: 4,
        fixed_depth: false,
        strays: 4,
        repeated_names: true,
        any_order: true,
        details: 5,
        faulty: 90,
        identity: true,
        purposes: true,
        name_constraints: true,
        certificate_policies: true,
        crls: true,
        distrust: true,
        encoding_faults: true,
        real_signatures: 0,
    };

    /// Anchor, CA, end entity, with details and faults, and nothing beside them.
    pub const CHAIN: Self = Self {
        depth: 1,
        fixed_depth: true,
        strays: 0,
        repeated_names: false,
        any_order: false,
        faulty: 82,
        crls: false,
        ..Self::DEFAULT
    };

    /// What a verifier of these capabilities has to say something about.
    pub const fn of(capabilities: Capabilities) -> Self {
        Self {
            strays: if capabilities.path_building { Self::DEFAULT.strays } else { 0 },
            any_order: capabilities.path_building,
            repeated_names: capabilities.path_building,
            identity: capabilities.identity,
            purposes: capabilities.extended_key_usage,
            name_constraints: capabilities.name_constraints,
            certificate_policies: capabilities.certificate_policies,
            crls: capabilities.crls,
            distrust: capabilities.distrust,
            ..Self::DEFAULT
        }
    }

    /// The same, with that many of a hundred worlds signed for real.
    #[must_use]
    pub const fn with_real_signatures(self, percent: u8) -> Self {
        Self { real_signatures: percent, ..self }
    }

    /// Whether a world keeps to the features.
    pub fn permits(&self, world: &World) -> bool {
        let question = &world.question;
        let each = |feature: fn(&CertSpec) -> bool| world.places().any(|(_, spec)| feature(spec));
        let policies = |spec: &CertSpec| {
            spec.certificate_policies.is_some()
                || spec.policy_mappings.is_some()
                || spec.policy_constraints.is_some()
                || spec.inhibit_any_policy.is_some()
        };
        (self.identity || question.reference.is_none())
            && (self.purposes || question.purpose == Purpose::Any)
            && (self.name_constraints || !each(|spec| spec.name_constraints.is_some()))
            && (self.certificate_policies
                || !each(policies) && question.policies.is_empty() && !question.explicit_policy)
            && (self.crls || question.revocation.is_none() && world.crls.is_empty())
            && (self.distrust || question.distrusted.is_empty())
            && (self.encoding_faults || !each(|spec| !spec.faults.is_empty()))
    }

    /// Whether every feature is on.
    pub(super) const fn permits_all(&self) -> bool {
        self.identity
            && self.purposes
            && self.name_constraints
            && self.certificate_policies
            && self.crls
            && self.distrust
            && self.encoding_faults
    }

    /// The same, without a fault on purpose.
    #[must_use]
    pub const fn without_faults(self) -> Self {
        Self { faulty: 0, ..self }
    }
}

impl Default for Profile {
    fn default() -> Self {
        Self::DEFAULT
    }
}
