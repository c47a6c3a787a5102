//! PEM as suites have it: one block a string. Decoding is rustls-pki-types'.

use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, CertificateRevocationListDer};

use crate::outcome::NoVerdict;

/// The first certificate of a text.
pub(crate) fn certificate(text: &str) -> Result<CertificateDer<'static>, NoVerdict> {
    CertificateDer::from_pem_slice(text.as_bytes())
        .map_err(|error| NoVerdict::HarnessError(format!("a certificate is no PEM: {error}")))
}

/// One certificate of each text.
pub(crate) fn certificates(texts: &[String]) -> Result<Vec<CertificateDer<'static>>, NoVerdict> {
    texts.iter().map(|text| certificate(text)).collect()
}

/// The first CRL of each text.
pub(crate) fn crls<'t>(
    texts: impl IntoIterator<Item = &'t String>,
) -> Result<Vec<CertificateRevocationListDer<'static>>, NoVerdict> {
    let crl = |text: &String| {
        CertificateRevocationListDer::from_pem_slice(text.as_bytes())
            .map_err(|error| NoVerdict::HarnessError(format!("a CRL is no PEM: {error}")))
    };
    texts.into_iter().map(crl).collect()
}
