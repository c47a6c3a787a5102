//! What is asked about a world's certificates, and the CRLs at hand.

use super::{GeneralName, HOST, KeyId, NOW, Name, PolicyId, Purpose, Serial, Text};

/// The question: at what time, for whom, for which purpose.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Question {
    /// The instant, in Unix seconds.
    pub time: i64,
    /// Whose identity is asked for; `None` asks about the path alone.
    pub reference: Option<Reference>,
    /// The purpose; [`Purpose::Any`] looks at no extended key usage.
    pub purpose: Purpose,
    /// user-initial-policy-set; empty is any-policy.
    pub policies: Vec<PolicyId>,
    /// initial-explicit-policy.
    pub explicit_policy: bool,
    /// Keys on the deny list. Their plain form is meant.
    pub distrusted: Vec<KeyId>,
    /// Most intermediates that are not self-issued.
    pub max_path_depth: Option<u8>,
    /// How revocation is checked, if at all.
    pub revocation: Option<RevocationQuestion>,
}

impl Default for Question {
    /// A server named [`HOST`], at [`NOW`].
    fn default() -> Self {
        Self {
            time: NOW,
            reference: Some(Reference::Dns(HOST.into())),
            purpose: Purpose::ServerAuth,
            policies: Vec::new(),
            explicit_policy: false,
            distrusted: Vec::new(),
            max_path_depth: None,
            revocation: None,
        }
    }
}

/// A reference identifier (RFC 9525 section 1.8).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reference {
    /// A DNS-ID as a caller types it: A-labels, U-labels, a trailing dot, in any case.
    Dns(Text),
    /// An IP-ID: 4 or 16 octets.
    Ip(Vec<u8>),
}

impl Reference {
    /// The presented identifier that is the same name.
    pub fn presented(&self) -> GeneralName {
        match self {
            Self::Dns(name) => GeneralName::Dns(name.clone()),
            Self::Ip(octets) => GeneralName::Ip(octets.clone()),
        }
    }
}

/// How revocation is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RevocationQuestion {
    /// Only the end entity, not the whole path.
    pub end_entity_only: bool,
    /// An unknown status is let pass.
    pub allow_unknown: bool,
}

/// A CRL before it is encoded and signed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CrlSpec {
    /// issuer.
    pub issuer: Name,
    /// The key that signs.
    pub signer: KeyId,
    /// thisUpdate, Unix seconds.
    pub this_update: i64,
    /// nextUpdate, Unix seconds.
    pub next_update: i64,
    /// The serial numbers it lists.
    pub revoked: Vec<Serial>,
}

impl CrlSpec {
    /// A current CRL that lists nothing.
    pub const fn of(issuer: Name, signer: KeyId) -> Self {
        Self {
            issuer,
            signer,
            this_update: NOW - 5 * super::DAY,
            next_update: NOW + 5 * super::DAY,
            revoked: Vec::new(),
        }
    }
}
