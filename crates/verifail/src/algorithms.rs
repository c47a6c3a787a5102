//! Signature algorithms as arguments: the objects of a rustls crypto provider, and legacy ones that only explain.
//!
//! No cryptography of our own. Which algorithms a *policy* permits is its business; an algorithm that is listed here
//! and not permitted there is checked all the same, so that *weak* is told from *wrong*.

pub(crate) mod dsa;
#[cfg(feature = "aws-lc-rs")]
mod weak;

use rustls_pki_types::SignatureVerificationAlgorithm;

/// The algorithms of the default provider, and weak ones where it has them.
///
/// With feature `aws-lc-rs` its algorithms, SHA-1 signatures and RSA keys from 1024 bits; else with `ring` ring's; else
/// none, so that every path fails as `unsupported-signature-algorithm`.
pub fn all() -> &'static [&'static dyn SignatureVerificationAlgorithm] {
    #[cfg(feature = "aws-lc-rs")]
    return weak::with_weak();
    #[cfg(all(feature = "ring", not(feature = "aws-lc-rs")))]
    return ring();
    #[cfg(not(any(feature = "ring", feature = "aws-lc-rs")))]
    return &[];
}

/// The algorithms of the ring provider.
#[cfg(feature = "ring")]
pub fn ring() -> &'static [&'static dyn SignatureVerificationAlgorithm] {
    static PROVIDER: std::sync::LazyLock<rustls::crypto::WebPkiSupportedAlgorithms> =
        std::sync::LazyLock::new(|| rustls::crypto::ring::default_provider().signature_verification_algorithms);
    PROVIDER.all
}

/// The algorithms of the aws-lc-rs provider.
#[cfg(feature = "aws-lc-rs")]
pub fn aws_lc_rs() -> &'static [&'static dyn SignatureVerificationAlgorithm] {
    static PROVIDER: std::sync::LazyLock<rustls::crypto::WebPkiSupportedAlgorithms> =
        std::sync::LazyLock::new(|| rustls::crypto::aws_lc_rs::default_provider().signature_verification_algorithms);
    PROVIDER.all
}
