//! What the benches and their gates share: certificates to verify, the peers that verify them, and paired measuring.
//! The questions themselves are files beside the manifest.
#![allow(clippy::expect_used, reason = "a bench whose input cannot be made has nothing to measure")]

pub mod asking;
pub mod chains;
pub mod families;
pub mod issuing;
pub mod lines;
#[cfg(feature = "peers")]
pub mod openssl;
pub mod paired;
pub mod peers;
pub mod questions;
pub mod retries;
pub mod shapes;
pub mod web;
