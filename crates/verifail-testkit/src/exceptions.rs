//! Exceptions: relations that a verifier is known to break, each with its reason and a link.
//!
//! A violation that an exception covers is counted and not failed. An exception that nothing reproduced in a run fails
//! it: a list that can rot says nothing. Exceptions are data: write them in code, or read them with serde.

mod modelled;

pub use modelled::modelled;

use serde::Deserialize;

use crate::relation::Violation;

/// A relation that a verifier is known to break.
///
/// # Examples
/// ```
/// use verifail_testkit::exceptions::Exception;
/// let exception: Exception = serde_json::from_str(
///     r#"{"verifier": "mine", "relation": 19, "reason": "compares names octet for octet", "link": "https://example.com/1"}"#,
/// ).unwrap();
/// assert_eq!((exception.relation, exception.policy), (19, None));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// [`Verifier::name`](crate::Verifier::name) of the verifier.
    pub verifier: String,
    /// The number of the relation.
    pub relation: u8,
    /// The policy under which it breaks it; `None` for every policy.
    #[serde(default)]
    pub policy: Option<String>,
    /// The form of the relation; `None` for every form.
    #[serde(default)]
    pub variant: Option<String>,
    /// From how many added certificates on; 0 for any number.
    #[serde(default)]
    pub added: usize,
    /// Why that is so.
    pub reason: String,
    /// Where that can be read.
    pub link: String,
}

impl Exception {
    /// Whether it speaks of this verifier under this policy at all.
    pub fn concerns(&self, verifier: &str, policy: &str) -> bool {
        self.verifier == verifier && self.policy.as_deref().is_none_or(|name| name == policy)
    }

    /// Whether it covers a violation by a verifier that it [concerns](Self::concerns).
    pub fn covers(&self, violation: &Violation) -> bool {
        self.relation == violation.relation
            && self.variant.as_deref().is_none_or(|variant| variant == violation.variant)
            && self.added <= violation.added
    }
}
