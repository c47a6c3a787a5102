//! The samples of a capture by what was presented: nodes that differ are different groups.

use std::collections::{BTreeMap, BTreeSet};

use super::{Capture, Outcome};
use crate::certificate::Fingerprint;
use crate::taxonomy::Reason;

/// Samples with one end entity in common, or without any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<'c> {
    /// The end entity; `None` where no certificate was seen.
    pub end_entity: Option<Fingerprint>,
    /// Where it was presented.
    pub addresses: BTreeSet<&'c str>,
    /// How many samples.
    pub samples: usize,
    /// How many of them came to no use.
    pub bad: usize,
    /// How often each outcome.
    pub outcomes: BTreeMap<Outcome, usize>,
    /// How often each reason.
    pub reasons: BTreeMap<Reason, usize>,
}

impl Capture {
    /// The samples by end entity, the largest group first.
    pub fn groups(&self) -> Vec<Group<'_>> {
        let mut groups: BTreeMap<Option<Fingerprint>, Group<'_>> = BTreeMap::new();
        for sample in &self.samples {
            let end_entity = sample.end_entity();
            let group = groups.entry(end_entity).or_insert_with(|| Group {
                end_entity,
                addresses: BTreeSet::new(),
                samples: 0,
                bad: 0,
                outcomes: BTreeMap::new(),
                reasons: BTreeMap::new(),
            });
            group.addresses.extend(sample.address.as_deref());
            group.samples += 1;
            group.bad += usize::from(sample.is_bad());
            *group.outcomes.entry(sample.outcome).or_default() += 1;
            if let Some(reason) = sample.reason {
                *group.reasons.entry(reason).or_default() += 1;
            }
        }
        let mut groups: Vec<_> = groups.into_values().collect();
        groups.sort_by_key(|group| (std::cmp::Reverse(group.samples), group.end_entity));
        groups
    }
}
