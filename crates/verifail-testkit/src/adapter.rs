//! Verifiers behind the trait: the core, any closure.

pub mod core;
mod from_fn;

pub use self::core::Core;
pub use from_fn::FromFn;
