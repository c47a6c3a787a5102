//! What an observer saw of one peer from one place, as data: samples of handshakes, the certificates that were
//! presented, and the environment. Nothing here connects to anything or judges; a capture is made elsewhere, kept, and
//! compared.
//!
//! # The format
//!
//! JSON, version [`VERSION`] in the member `verifail_capture`. Within a version members are only ever added, and what a
//! reader does not know it passes over; a capture of a later version is refused by its number. Certificates stand once
//! each, under their fingerprint, and samples name them by it: a thousand samples of one server are small. A
//! certificate that is not what its fingerprint says makes the whole capture unreadable.
//!
//! # What it does not hold
//!
//! No secret: every text goes through [`redact::secrets`](crate::classification::redact::secrets) when a capture is
//! written and again when one is read, so that neither a proxy's password nor a token in a diagnosis survives. No key,
//! no request, no response but its status and date. Everything is bounded by the constants here; what is more is
//! counted.
//!
//! ```
//! use verifail::capture::{Capture, Outcome, Sample, Target};
//! use verifail::Time;
//!
//! let taken = Time::from_unix_seconds(1_790_000_000);
//! let mut capture = Capture::new("sandbox", Target::new("api.example", 443), taken);
//! let mut sample = Sample::new(Outcome::Failed);
//! sample.said = Some("x509: OSStatus -26276".to_owned());
//! capture.push(sample);
//! assert_eq!(capture.samples.len(), 1);
//! ```

mod bounds;
mod certificates;
mod comparison;
mod environment;
#[cfg(feature = "json")]
mod error;
mod group;
#[cfg(feature = "json")]
mod json;
mod sample;
mod target;

pub use certificates::Certificates;
pub use comparison::{Answer, Comparison, Question};
pub use environment::{Clock, Environment, Interceptor, Setting, Store};
#[cfg(feature = "json")]
pub use error::CaptureError;
pub use group::Group;
pub use sample::{Alert, Outcome, Sample, Timings};
pub use target::{Starttls, Target, Via};

use crate::certificate::Fingerprint;
use crate::taxonomy::Reason;
use crate::time::Time;

/// The version of the format that is written, and the latest that is read.
pub const VERSION: u32 = 1;
/// Samples of a capture; further ones are counted in [`Capture::omitted_samples`].
pub const MAX_SAMPLES: usize = 10_000;
/// Certificates of a capture; of further ones samples keep the fingerprint alone.
pub const MAX_CERTIFICATES: usize = 1_024;
/// Certificates of one presented chain.
pub const MAX_CHAIN: usize = 32;
/// Octets of any text; longer ones are cut.
pub const MAX_TEXT: usize = 2_048;
/// Entries of any other list.
pub const MAX_ENTRIES: usize = 256;
/// Octets of a capture that is read.
pub const MAX_OCTETS: usize = 64 << 20;

macro_rules! data {
    ($($(#[$doc:meta])+ $name:ident { $($(#[$field_doc:meta])+ $field:ident: $kind:ty,)+ })+) => {
        $(
            $(#[$doc])+
            #[derive(Clone, Debug, Default, PartialEq, Eq)]
            #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default))]
            #[non_exhaustive]
            pub struct $name {
                $($(#[$field_doc])+ pub $field: $kind,)+
            }
        )+
    };
}

pub(crate) use data;

/// What was seen of one target from one vantage.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Capture {
    /// [`VERSION`] of who wrote it.
    #[cfg_attr(feature = "serde", serde(rename = "verifail_capture"))]
    pub version: u32,
    /// The place it was seen from, in the observer's words: `sandbox`, `terminal`, `through the proxy`.
    pub vantage: String,
    /// When the first sample was begun.
    pub taken: Time,
    /// Who is asked, and by what way.
    pub target: Target,
    /// Every certificate that a sample names.
    #[cfg_attr(feature = "serde", serde(default))]
    pub certificates: Certificates,
    /// What came of each connection, in the order in which they were begun.
    #[cfg_attr(feature = "serde", serde(default))]
    pub samples: Vec<Sample>,
    /// Samples beyond [`MAX_SAMPLES`].
    #[cfg_attr(feature = "serde", serde(default))]
    pub omitted_samples: u64,
    /// What policies say of the end entities, at [`taken`](Self::taken) and under [`anchors`](Self::anchors).
    #[cfg_attr(feature = "serde", serde(default))]
    pub verdicts: Vec<PolicyVerdict>,
    /// What was trusted while it was taken; `None` where nothing was verified.
    #[cfg_attr(feature = "serde", serde(default))]
    pub anchors: Option<Anchors>,
    /// What is known of the place.
    #[cfg_attr(feature = "serde", serde(default))]
    pub environment: Environment,
}

/// What one policy says of one end entity with what was presented beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PolicyVerdict {
    /// The end entity.
    pub end_entity: Fingerprint,
    /// The policy's name.
    pub policy: String,
    /// Whether it accepts.
    pub accepted: bool,
    /// Why not, most telling first.
    #[cfg_attr(feature = "serde", serde(default))]
    pub reasons: Vec<Reason>,
}

data! {
    /// A set of trust anchors, without the anchors.
    Anchors {
        /// Where they are from: `system`, `mozilla`, a file.
        source: String,
        /// How many.
        count: u64,
        /// SHA-256 over their sorted fingerprints, see [`Anchors::digest_of`]: equal digests are equal sets.
        digest: Option<Fingerprint>,
    }
}

impl Anchors {
    /// What equal sets of certificates have in common, whatever their order and however often one is in it.
    pub fn digest_of(certificates: impl IntoIterator<Item = Fingerprint>) -> Fingerprint {
        let set: std::collections::BTreeSet<_> = certificates.into_iter().collect();
        let octets: Vec<u8> = set.iter().flat_map(|one| *one.as_bytes()).collect();
        Fingerprint::of(&octets)
    }
}

impl Capture {
    /// One without samples.
    pub fn new(vantage: impl Into<String>, target: Target, taken: Time) -> Self {
        Self {
            version: VERSION,
            vantage: vantage.into(),
            taken,
            target,
            certificates: Certificates::default(),
            samples: Vec::new(),
            omitted_samples: 0,
            verdicts: Vec::new(),
            anchors: None,
            environment: Environment::default(),
        }
    }

    /// Adds what came of one more connection; counts it only where there are [`MAX_SAMPLES`].
    pub fn push(&mut self, sample: Sample) {
        if self.samples.len() < MAX_SAMPLES {
            self.samples.push(sample);
        } else {
            self.omitted_samples = self.omitted_samples.saturating_add(1);
        }
    }

    /// Keeps the certificates of a presented chain, end entity first, and returns what a sample names them by.
    pub fn presented(&mut self, chain: &[impl AsRef<[u8]>]) -> Vec<Fingerprint> {
        chain.iter().take(MAX_CHAIN).map(|der| self.certificates.add(der.as_ref())).collect()
    }
}
