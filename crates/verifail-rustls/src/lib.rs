//! Settings of TLS for rustls, and a verifier that records why a certificate was refused.
//!
//! ```
//! use verifail_rustls::TlsSettings;
//!
//! // DEMO_CA_BUNDLE, DEMO_TLS_ROOTS, DEMO_TLS_RELAX, … and the standard variables of proxies.
//! let settings = TlsSettings::new().process_environment("DEMO")?;
//! let client = settings.client()?;
//! let name = rustls_pki_types::ServerName::try_from("example.com").unwrap();
//! let connection = rustls::ClientConnection::new(client.config.clone(), name.clone())?;
//!
//! // A handshake was refused: what is wrong, at which hop, whether to try again.
//! let error = rustls::Error::InvalidCertificate(rustls::CertificateError::UnknownIssuer);
//! let diagnosis = client.recorder.explain(&name, &error);
//! assert_eq!(diagnosis.code_of_reason(), "unknown-issuer");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Who decides
//!
//! rustls-webpki does, as in any client of rustls: the same answers with the same errors. Of each verification a
//! [`Record`] is kept, with the chain that was presented and, when somebody asks for it, every reason that the core
//! finds, with the smallest change that would make the chain pass. A policy ([`TlsSettings::policy`]) may refuse what
//! rustls-webpki accepts; only what [`danger`] holds lets pass what it refuses, and leaves a trace in every record.
//!
//! Where the two disagree about a chain, the connection is refused with
//! [`verifier-disagreement`](verifail::Reason::VerifierDisagreement): one of them is wrong.
//!
//! # The map
//!
//! | module, type | what it is |
//! |---|---|
//! | [`TlsSettings`], [`SettingsError`] | settings from code, a file, the environment; every error names its place |
//! | [`Anchors`] | trust anchors and where they come from; [`Anchors::to_pem`] merges them for other programs |
//! | [`Client`] | what settings make: configurations for rustls, with and without sessions |
//! | [`Recorder`], [`Record`] | what was verified, and why it was refused |
//! | [`Sessions`] | sessions to resume, by client and name, as long as what they were accepted on is valid |
//! | [`diagnosis()`], [`diagnosis_of_io`], [`diagnosis_of_chain`] | errors as diagnoses, without a text |
//! | [`danger`] | what lets pass what rustls-webpki refuses |
//! | `probe` (feature `probe`) | connects, whatever the verdict, and captures what a server presents, by every way to it |
//! | `survey` (feature `probe`) | what this machine has to do with whom a program trusts: proxies, variables, stores, sandboxes |
//!
//! # Features
//!
//! `probe` adds the prober and the survey, with tokio. `aws-lc-rs` (default) and `ring` bring a provider of
//! cryptography; with neither, [`TlsSettings::provider`] does. The oldest Rust that builds it is 1.88.

mod anchors;
mod client;
pub mod danger;
mod diagnosis;
mod judge;
#[cfg(feature = "probe")]
pub mod probe;
mod recorder;
mod revocation;
mod sessions;
mod settings;
#[cfg(feature = "probe")]
pub mod survey;
mod verifier;

pub use anchors::{Anchors, AnchorsError, MAX_REFUSED, RefusedAnchor, Source};
pub use client::Client;
#[doc(hidden)]
pub use diagnosis::is_known;
pub use diagnosis::{diagnosis, diagnosis_by, diagnosis_of_chain, diagnosis_of_io, find};
pub use recorder::{
    DEFAULT_RECORDS, Decision, MAX_CHAIN_CERTIFICATES, MAX_CHAIN_OCTETS, PresentedChain, Record, Recorder, RecorderMark,
};
pub use revocation::RevocationListsError;
pub use sessions::{DEFAULT_SERVERS, MAX_TICKETS, Sessions};
pub use settings::{
    AnchorSource, Environment, NoPath, Origin, Placement, Proxies, Proxy, Roots, SettingsError, TlsSettings,
    UnknownStatus,
};
pub use verifier::{RecordingVerifier, Refusal};
