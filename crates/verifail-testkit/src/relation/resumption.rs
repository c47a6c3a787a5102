//! Relation 45: a session that is resumed is accepted only where a fresh handshake would be.
//!
//! A ticket skips the certificate. A client that was told to trust less, or that asks for another name, since the
//! ticket was issued must not resume what it would now refuse. Servers that resume across virtual hosts have the same
//! fault the other way round (CVE-2025-23419). A [`Verifier`](crate::Verifier) has no sessions; the suite skips this
//! aloud.

use super::trial::{Stop, Trial};
use super::{Need, Relation};

pub(super) const RESUMED: Relation = Relation::new(
    45,
    "what is resumed is what a fresh handshake would accept, for every pair of configurations and names",
    Need::Resumption,
    needs_another,
);

/// Never reached: no verifier meets the need.
fn needs_another(_trial: &mut Trial<'_>) -> Result<(), Stop> {
    Err(Stop::NotApplicable)
}

/// A client that can resume sessions. A configuration is whatever changes what it accepts: anchors, policy, time.
pub trait Resumption {
    /// How many configurations there are; they are numbered from 0.
    fn configurations(&self) -> usize;

    /// The names it connects to.
    fn names(&self) -> Vec<String>;

    /// Whether a fresh handshake for a name is accepted.
    fn fresh(&mut self, configuration: usize, name: &str) -> bool;

    /// Whether, after a handshake under one configuration and name, a session is resumed and accepted under another.
    fn resumed(&mut self, first: (usize, &str), then: (usize, &str)) -> bool;
}

/// A session that was resumed and must not have been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WronglyResumed {
    /// Configuration and name of the handshake that the session comes from.
    pub first: (usize, String),
    /// Configuration and name under which it was resumed; a fresh handshake there is refused.
    pub then: (usize, String),
}

/// Relation 45 over every pair of configurations and names.
///
/// # Errors
/// The first pair for which it does not hold.
pub fn resumed(client: &mut dyn Resumption) -> Result<usize, WronglyResumed> {
    let names = client.names();
    let all = (0..client.configurations()).flat_map(|at| names.iter().map(move |name| (at, name.clone())));
    let all: Vec<(usize, String)> = all.collect();
    let mut pairs = 0;
    for first in &all {
        // Where there is no session there is nothing to resume.
        if !client.fresh(first.0, &first.1) {
            continue;
        }
        for then in &all {
            pairs += 1;
            if client.resumed((first.0, &first.1), (then.0, &then.1)) && !client.fresh(then.0, &then.1) {
                return Err(WronglyResumed { first: first.clone(), then: then.clone() });
            }
        }
    }
    Ok(pairs)
}
