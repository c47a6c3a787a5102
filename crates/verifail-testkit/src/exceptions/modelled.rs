//! The exceptions of the core: where a policy models a verifier that breaks a relation, so does the policy.

use super::Exception;

/// What the modelled verifiers break, as exceptions of the core under the policies that model them.
pub fn modelled() -> Vec<Exception> {
    Vec::new()
}
