//! A rustls crypto provider that verifies the signatures of a scheme, the toy's included.

use std::sync::{Arc, LazyLock};

use rustls::SignatureScheme;
use rustls::crypto::{CryptoProvider, WebPkiSupportedAlgorithms, aws_lc_rs};
use rustls_pki_types::SignatureVerificationAlgorithm;

use super::{Scheme, toy};

static REAL: LazyLock<Arc<CryptoProvider>> = LazyLock::new(|| Arc::new(aws_lc_rs::default_provider()));

/// The toy as TLS calls what it looks like.
static TOY_SCHEMES: &[(SignatureScheme, &[&dyn SignatureVerificationAlgorithm])] =
    &[(SignatureScheme::ECDSA_NISTP256_SHA256, toy::ALGORITHMS)];

static TOY: LazyLock<Arc<CryptoProvider>> = LazyLock::new(|| {
    let algorithms = WebPkiSupportedAlgorithms { all: toy::ALGORITHMS, mapping: TOY_SCHEMES };
    Arc::new(CryptoProvider { signature_verification_algorithms: algorithms, ..aws_lc_rs::default_provider() })
});

/// The provider to build verifiers with. For real schemes it is the default provider of aws-lc-rs; for the toy, the
/// same with the toy as its only algorithm of signatures, so never anything for a connection.
pub fn provider(scheme: Scheme) -> Arc<CryptoProvider> {
    Arc::clone(if scheme.is_real() { &REAL } else { &TOY })
}
