//! A closure as a verifier.

use verifail::Policy;

use crate::case::Case;
use crate::verifier::{Capabilities, Outcome, Verifier};

/// A name, what it can do, and a closure.
///
/// # Examples
/// ```
/// use verifail::Policy;
/// use verifail_testkit::adapter::FromFn;
/// use verifail_testkit::{Capabilities, Outcome, Verifier, World};
///
/// let never = FromFn::new("never", Capabilities::TLS, |_, _| Outcome::reject("no"));
/// let case = World::good().materialise();
/// assert!(!never.verify(&case, Policy::named("rustls").unwrap()).is_accepted());
/// ```
#[derive(Clone, Debug)]
pub struct FromFn<F> {
    name: String,
    capabilities: Capabilities,
    verify: F,
}

impl<F: Fn(&Case, &Policy) -> Outcome> FromFn<F> {
    /// Wraps a closure.
    pub fn new(name: impl Into<String>, capabilities: Capabilities, verify: F) -> Self {
        Self { name: name.into(), capabilities, verify }
    }
}

impl<F: Fn(&Case, &Policy) -> Outcome> Verifier for FromFn<F> {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn capabilities(&self) -> Capabilities {
        self.capabilities
    }

    fn verify(&self, case: &Case, policy: &Policy) -> Outcome {
        (self.verify)(case, policy)
    }
}
