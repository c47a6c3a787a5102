//! Tests for certificate verifiers, yours included: generated chains, a reference model, metamorphic relations, seeded bugs.

pub mod adapter;
pub mod breakable;
pub mod case;
pub mod chain_format;
pub mod choices;
pub mod coverage;
pub mod defect;
pub mod exceptions;
pub mod exhaustive;
pub mod export;
pub mod generate;
pub mod materialise;
pub mod model;
pub mod plan;
pub mod relation;
pub mod shrink;
pub mod signing;
pub mod suite;
pub mod technique;
pub mod verifier;
pub mod world;

pub use case::Case;
pub use choices::Choices;
pub use defect::Defect;
pub use plan::Plan;
pub use suite::Suite;
pub use verifier::{Capabilities, Outcome, Verifier};
pub use world::World;
