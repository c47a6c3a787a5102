//! Verifiers behind the trait: the core, any closure, any verifier of rustls.

pub mod core;
mod from_fn;
#[cfg(feature = "rustls")]
mod rustls_client;
#[cfg(feature = "rustls")]
mod rustls_server;
#[cfg(feature = "rustls")]
mod rustls_setup;

pub use self::core::Core;
pub use from_fn::FromFn;
#[cfg(feature = "rustls")]
pub use rustls_client::RustlsClient;
#[cfg(feature = "rustls")]
pub use rustls_server::RustlsServer;
#[cfg(feature = "rustls")]
pub use rustls_setup::{NotBuilt, RustlsSetup, breaches};
