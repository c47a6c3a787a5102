//! Sets of requirements: what a check may report, and what a policy weighs.

use super::Requirement;

/// A set, one bit for each requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RequirementSet(u128);

const _: () = assert!(Requirement::COUNT <= u128::BITS as usize, "a requirement has no bit");

impl RequirementSet {
    pub(crate) const EMPTY: Self = Self(0);

    pub(crate) const fn of(requirements: &[Requirement]) -> Self {
        let mut set = Self::EMPTY;
        let mut i = 0;
        while i < requirements.len() {
            set = set.with(requirements[i]);
            i += 1;
        }
        set
    }

    pub(crate) const fn with(self, requirement: Requirement) -> Self {
        Self(self.0 | 1 << requirement as u32)
    }

    #[cfg(debug_assertions)]
    pub(crate) const fn contains(self, requirement: Requirement) -> bool {
        self.intersects(Self::EMPTY.with(requirement))
    }

    pub(crate) const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}
