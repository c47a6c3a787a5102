//! Extensions: the list as encoded, and one file for each type that a check reads.
//!
//! Values are decoded when a check asks. A value that does not decode is a [`DerError`], never a missing extension.

mod basic_constraints;
mod distribution_points;
mod extended_key_usage;
mod key_identifiers;
mod key_usage;
mod list;
mod name_constraints;
mod policies;

pub use basic_constraints::BasicConstraints;
pub use distribution_points::{DistributionPoint, DistributionPointName, DistributionPoints, ReasonFlags};
pub use extended_key_usage::ExtendedKeyUsage;
pub use key_identifiers::AuthorityKeyIdentifier;
pub(crate) use key_identifiers::decode_subject as decode_subject_key_identifier;
pub use key_usage::KeyUsage;
pub(super) use list::Extensions;
pub use name_constraints::{GeneralSubtree, GeneralSubtrees, NameConstraints};
pub(crate) use policies::decode_inhibit_any_policy;
pub use policies::{CertificatePolicies, PolicyConstraints, PolicyInformation, PolicyMappings};

use crate::oid::ObjectIdentifier;

/// One extension as encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extension<'a> {
    /// Its type.
    pub id: ObjectIdentifier<'a>,
    /// Whether a verifier that does not recognise it must refuse the certificate.
    pub critical: bool,
    /// The contents of `extnValue`, itself DER.
    pub value: &'a [u8],
}

#[cfg(test)]
mod tests;
