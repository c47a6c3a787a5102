//! One file a check. Each function is named after what it checks and reports breaches; none returns a verdict.

pub(crate) mod basic_constraints;
pub(crate) mod certificate_policies;
pub(crate) mod common_name;
pub(crate) mod critical_extensions;
pub(crate) mod encoding;
pub(crate) mod extended_key_usage;
pub(crate) mod key_identifiers;
pub(crate) mod key_usage;
pub(crate) mod link;
pub(crate) mod name_constraints;
pub(crate) mod path_length;
pub(crate) mod public_key;
pub(crate) mod revocation;
pub(crate) mod serial_number;
pub(crate) mod service_identity;
pub(crate) mod signature_algorithm;
pub(crate) mod subject_alt_name;
pub(crate) mod trust;
pub(crate) mod validity;
pub(crate) mod version;
