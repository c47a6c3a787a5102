//! What an observer is told: one event for each attempt.

use std::time::Duration;

use verifail::classification::Diagnosis;

use crate::{Connection, Decision, Facts};

/// An attempt that ended.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct AttemptEvent<'e> {
    /// Its number, from 1.
    pub number: u32,
    /// What it had to be made on.
    pub connection: Option<Connection>,
    /// How many attempts were made before it, here and further up.
    pub attempts_before: u32,
    /// Time from the beginning of the call to its end.
    pub elapsed: Duration,
    /// How long it took.
    pub took: Duration,
    /// How it ended.
    pub ended: Ended<'e>,
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Ended<'e> {
    /// It failed.
    Failed {
        /// Why.
        diagnosis: &'e Diagnosis,
        /// What is known besides.
        facts: &'e Facts,
        /// It was dropped at its timeout.
        timed_out: bool,
        /// What follows.
        decision: Decision,
    },
    /// It succeeded.
    Succeeded,
}
