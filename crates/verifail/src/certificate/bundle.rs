//! Files of certificates.
/// Certificates of a file.
#[derive(Clone, Debug)]
pub struct Bundle;
