//! A cause class: what it gives, what speaks for it, what excludes it, and what to do about it. Data; the logic is in
//! `assess`.

use super::test::Test;
use super::{Fact, causes};
use crate::taxonomy::{Hop, Reason, Remedy, RetryAdvice};

/// A class of root causes.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cause {
    /// In kebab case, unique, never renamed.
    pub code: &'static str,
    /// What it is, in a few words.
    pub meaning: &'static str,
    /// Between whom it makes a connection fail, the usual place first.
    pub places: &'static [Hop],
    /// What programs typically say of it.
    pub typical: &'static [Reason],
    /// What they say of it besides.
    pub possible: &'static [Reason],
    /// Whether it fails every time.
    pub persistence: Persistence,
    /// How common it is among what is asked about, in doublings.
    pub common: i8,
    /// Facts that make it more likely, or less, in doublings.
    pub supports: &'static [(Fact, i8)],
    /// Facts that it cannot be true beside, and why.
    pub excluded_by: &'static [(Fact, &'static str)],
    /// One of these must have been seen before nothing else being left makes it certain; empty where nothing need be.
    pub needs: &'static [Fact],
    /// The test that separates it best from the others.
    pub test: &'static Test,
    /// Whether to try again while it lasts.
    pub retry: RetryAdvice,
    /// What ends it, and who does it.
    pub remedies: &'static [Remedy],
}

/// Whether a cause makes every call fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Persistence {
    /// Every call, until something changes.
    Always,
    /// Some calls, by what they meet.
    ByTurns,
    /// Either.
    Either,
}

impl Cause {
    /// Every cause, by code.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        causes::ALL.iter().copied()
    }

    /// The cause of that code.
    pub fn from_code(code: &str) -> Option<&'static Self> {
        Self::all().find(|cause| cause.code == code)
    }

    /// Whether it makes a program say that.
    pub fn gives(&self, reason: Reason) -> bool {
        self.typical.contains(&reason) || self.possible.contains(&reason)
    }
}

impl std::fmt::Display for Cause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code)
    }
}

/// What the table's rows start from.
pub(super) const CAUSE: Cause = Cause {
    code: "",
    meaning: "",
    places: &[Hop::Direct, Hop::ClientToProxy, Hop::ProxyToUpstream, Hop::OriginToUpstream],
    typical: &[],
    possible: &[],
    persistence: Persistence::Always,
    common: 0,
    supports: &[],
    excluded_by: &[],
    needs: &[],
    test: &super::test::OTHER_CLIENT,
    retry: RetryAdvice::Never,
    remedies: &[],
};
