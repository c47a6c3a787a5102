//! Certificate revocation lists: parsed, borrowed.

/// One parsed CRL.
#[derive(Clone, Debug)]
pub struct CertificateList<'a> {
    der: &'a [u8],
}

impl<'a> CertificateList<'a> {
    /// The whole encoding.
    pub const fn der(&self) -> &'a [u8] {
        self.der
    }
}
