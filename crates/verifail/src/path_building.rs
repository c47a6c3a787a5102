//! Path building.
use crate::{Certificate, Inputs, Verifier, Verdict, Decision};
pub(crate) fn verify<'v>(v: &Verifier<'v>, _e: &'v Certificate<'v>, _i: &'v [Certificate<'v>], inputs: &'v Inputs<'v>) -> Verdict<'v> {
    Verdict { decision: Decision::Reject, policy: v.policy, inputs, paths: vec![], repair: None, relaxations: v.relaxations, counters: Default::default() }
}
