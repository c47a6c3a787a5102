//! Certificates of the lab: chains made of worlds of the testkit, and CAs of fresh keys that issue what a family needs.

mod authority;
mod identity;
mod presented;
mod sha1;

pub use authority::Authority;
pub(crate) use identity::PoolKey;
pub use identity::{ClientIdentity, Identity};
pub(crate) use presented::Presented;
#[cfg(test)]
pub(crate) use presented::edited;

use base64::prelude::{BASE64_STANDARD, Engine as _};

/// A PEM block of any octets, a certificate or not.
pub(crate) fn pem(label: &str, der: &[u8]) -> String {
    let body = BASE64_STANDARD.encode(der);
    let lines = body.as_bytes().chunks(64).map(|line| String::from_utf8_lossy(line) + "\n");
    format!("-----BEGIN {label}-----\n{}-----END {label}-----\n", lines.collect::<String>())
}
