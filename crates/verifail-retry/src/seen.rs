//! What one call has seen so far: certificates and why they were refused, addresses, delays. A plain value without
//! heap.

use std::time::Duration;

use verifail::Reason;

use crate::{Facts, Schedule};

/// Certificates that are kept apart. More in one call are a mixed fleet in any case.
const CERTIFICATES: usize = 8;

/// What one call has seen so far. A value: two calls that saw the same are equal and go on alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Seen {
    /// Attempts that a caller further up made before this call.
    pub(crate) above: u32,
    /// Attempts that this call made.
    made: u32,
    /// Retries that were made further on for it, as the peer reported them, all attempts together.
    below: u32,
    /// The earliest time that the next attempt can end at: the clock of a call never goes back.
    pub(crate) earliest: Duration,
    /// How far the delays have come.
    pub(crate) schedule: Schedule,
    /// Addresses that were tried: a bit each of the first 64.
    tried: u64,
    /// A session was to blame, or may have been: none is offered any more in this call.
    pub(crate) no_session: bool,
    /// Certificates that were refused.
    refused: [Option<Refused>; CERTIFICATES],
}

/// A certificate that was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Refused {
    fingerprint: [u8; 32],
    reason: Option<Reason>,
    times: u32,
}

impl Seen {
    /// Nothing yet, of a call before which a caller further up has made this many attempts.
    pub fn after(above: u32) -> Self {
        Self { above, ..Self::default() }
    }

    /// Attempts of this call, and the retries that were made further on for it.
    pub const fn attempts(&self) -> u32 {
        self.made.saturating_add(self.below)
    }

    /// Whether certificates differed: more than one node answers at this name, and they are not alike.
    pub fn is_mixed(&self) -> bool {
        let mut others = self.refused.iter().flatten().map(|refused| refused.fingerprint);
        others.next().is_some_and(|first| others.any(|other| other != first))
    }

    /// Takes note of an attempt that failed. Returns how often its certificate was refused for this reason; 0 where
    /// none was presented.
    pub(crate) fn note(&mut self, number: u32, reason: Option<Reason>, facts: &Facts) -> u32 {
        self.below = self.below.saturating_add(facts.retries_below);
        // A caller that forgets to count is no way around the bound.
        self.made = number.max(self.made.saturating_add(1));
        if let Some(bit) = 1u64.checked_shl(facts.address) {
            self.tried |= bit;
        }
        facts.fingerprint.map_or(0, |fingerprint| self.refuse(fingerprint, reason))
    }

    fn refuse(&mut self, fingerprint: [u8; 32], reason: Option<Reason>) -> u32 {
        for slot in &mut self.refused {
            match slot {
                Some(known) if known.fingerprint == fingerprint && known.reason == reason => {
                    known.times = known.times.saturating_add(1);
                    return known.times;
                }
                Some(_) => {}
                None => {
                    *slot = Some(Refused { fingerprint, reason, times: 1 });
                    return 1;
                }
            }
        }
        1
    }

    /// An address that was not tried yet, where there is one.
    pub(crate) fn untried(&self, addresses: u32) -> Option<u32> {
        let lowest = (!self.tried).trailing_zeros();
        (lowest < addresses.min(u64::BITS)).then_some(lowest)
    }

    /// Another address than this one: one that was not tried, or else the next one.
    pub(crate) fn other_address(&self, facts: &Facts) -> Option<u32> {
        if facts.addresses < 2 {
            return None;
        }
        let next = || (facts.address % facts.addresses + 1) % facts.addresses;
        Some(self.untried(facts.addresses).unwrap_or_else(next))
    }
}
