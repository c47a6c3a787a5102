//! Verify a certificate chain under a named policy, and give *every* reason why it is refused: what, where, by which
//! clause, and the smallest change that would make it pass.
//!
//! ```
//! use verifail::{Certificate, Inputs, Policy, TrustAnchor, TrustAnchors, Verifier, Time, algorithms};
//!
//! // A self-signed certificate for example.com, asked about as other.example.
//! let key = rcgen::KeyPair::generate().unwrap();
//! let issued = rcgen::CertificateParams::new(vec!["example.com".to_owned()]).unwrap().self_signed(&key).unwrap();
//! let end_entity = Certificate::from_der(issued.der()).unwrap();
//!
//! let anchors = TrustAnchors::default();
//! let inputs = Inputs::server(Time::from_unix_seconds(1_750_000_000), "other.example".parse().unwrap());
//! let verifier = Verifier::new(Policy::named("rustls").unwrap(), &anchors, algorithms::all());
//! let verdict = verifier.verify(&end_entity, &[], &inputs);
//!
//! let reasons: Vec<_> = verdict.reasons().iter().map(|reason| reason.code()).collect();
//! assert_eq!(reasons, ["self-signed-leaf", "name-mismatch"]);
//! ```
//!
//! The crate is pure: it reads no clock, file, socket or environment variable, does not log and is not async. Time,
//! anchors, policy and limits are arguments. Verification returns a [`Verdict`]; `Result` is for unusable input.

pub mod algorithms;
pub mod cache;
pub mod capture;
pub mod certificate;
pub mod classification;
pub mod crl;
pub mod danger;
mod der;
mod finding;
pub mod hypothesis;
mod inputs;
mod name_matching;
mod oid;
mod path_building;
mod path_validation;
pub mod policy;
pub mod service_identity;
mod short;
mod taxonomy;
mod text_form;
mod time;
mod trust_anchor;
pub mod verdict;
mod verifier;

pub use certificate::bundle::Bundle;
pub use certificate::{Certificate, CertificateError, Field, Fingerprint};
pub use der::DerError;
pub use finding::{Context, Finding, MAX_ITEMS};
pub use inputs::{Identity, InitialPolicies, Inputs, KeyPurpose, Revocation, RevocationScope};
pub use oid::{ObjectIdentifier, OidParseError, OwnedObjectIdentifier};
pub use policy::{Policy, Requirement, Role, Severity};
pub use service_identity::ReferenceIdentifier;
pub use taxonomy::{
    Confidence, Effect, Family, Fault, Guidance, Hop, Knob, Layer, Party, Reason, Rejection, Remedy, RetryAdvice,
    Stack, Tier,
};
pub use time::{Time, TimeParseError};
pub use trust_anchor::{AnchorEnforcement, TrustAnchor, TrustAnchorError, TrustAnchors};
pub use verdict::{Decision, Verdict};
pub use verifier::Verifier;
