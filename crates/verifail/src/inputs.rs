//! The inputs of a verification besides certificates, anchors and policy: time, identity, purpose, CRLs, initial
//! policies.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-6.1.1>

use std::fmt;

use crate::crl::CertificateList;
use crate::oid::{self, ObjectIdentifier, OwnedObjectIdentifier};
use crate::service_identity::{ReferenceIdentifier, SanMatcher};
use crate::time::Time;

/// What the certificate is to be used for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyPurpose {
    /// Extended key usage is not looked at.
    Any,
    /// C2PA manifest signing, with that profile's rules.
    C2paManifest,
    /// C2PA time stamping, with that profile's rules.
    C2paTimeStamping,
    /// TLS client authentication.
    ClientAuth,
    /// Another purpose, by its object identifier.
    Other(OwnedObjectIdentifier),
    /// RCS MLS client authentication, with that profile's rules.
    RcsMlsClient,
    /// TLS server authentication.
    ServerAuth,
}

impl KeyPurpose {
    /// The purpose's object identifier; none for [`KeyPurpose::Any`].
    pub fn id(&self) -> Option<ObjectIdentifier<'_>> {
        Some(match self {
            Self::Any => return None,
            Self::C2paManifest => ObjectIdentifier::new(oid::DOCUMENT_SIGNING),
            Self::C2paTimeStamping => ObjectIdentifier::new(oid::TIME_STAMPING),
            Self::ClientAuth => ObjectIdentifier::new(oid::CLIENT_AUTH),
            Self::Other(id) => id.as_ref(),
            Self::RcsMlsClient => ObjectIdentifier::new(oid::RCS_MLS_CLIENT),
            Self::ServerAuth => ObjectIdentifier::new(oid::SERVER_AUTH),
        })
    }
}

/// Whose identity the end entity must have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Identity {
    /// No identity is checked: the verdict is about the path only.
    #[default]
    Unchecked,
    /// A name or address, as RFC 9525 says.
    Reference(ReferenceIdentifier),
    /// Envoy's `match_typed_subject_alt_names`: any of these must match any subject alternative name.
    SanMatchers(Vec<SanMatcher>),
}

impl fmt::Display for KeyPurpose {
    /// The short name or dotted decimal of the object identifier; `any` for none.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.id() {
            None => f.write_str("any"),
            Some(id) => OwnedObjectIdentifier::from(id).fmt(f),
        }
    }
}

impl fmt::Display for Identity {
    /// In words: `name example.com`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unchecked => f.write_str("identity unchecked"),
            Self::Reference(ReferenceIdentifier::Dns(name)) => write!(f, "name {name}"),
            Self::Reference(ReferenceIdentifier::Ip(address)) => write!(f, "address {address}"),
            Self::SanMatchers(matchers) => {
                for (i, matcher) in matchers.iter().enumerate() {
                    write!(f, "{}{matcher}", if i == 0 { "a name that matches " } else { " or " })?;
                }
                Ok(())
            }
        }
    }
}

/// The initial values of certificate policy processing.
/// <https://www.rfc-editor.org/rfc/rfc5280#section-6.1.1>
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InitialPolicies {
    /// `user-initial-policy-set`; empty means any-policy.
    pub user_initial_policy_set: Vec<OwnedObjectIdentifier>,
    /// `initial-policy-mapping-inhibit`.
    pub policy_mapping_inhibit: bool,
    /// `initial-explicit-policy`.
    pub explicit_policy: bool,
    /// `initial-any-policy-inhibit`.
    pub any_policy_inhibit: bool,
}

/// Which certificates of a path are looked up in the CRLs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum RevocationScope {
    /// The end entity only.
    EndEntity,
    /// Every certificate but the anchor.
    #[default]
    Path,
}

/// How revocation is checked.
#[derive(Clone, Copy, Debug)]
pub struct Revocation<'a> {
    /// The CRLs at hand; nothing is fetched.
    pub crls: &'a [CertificateList<'a>],
    /// Which certificates are checked.
    pub scope: RevocationScope,
    /// A certificate whose status the CRLs do not establish is let pass (with a warning) instead of refused. Where they
    /// were not looked at for want of budget it is refused all the same: whoever supplies the certificates could spend
    /// it.
    pub allow_unknown: bool,
}

/// Everything a verification depends on besides certificates, anchors and policy.
///
/// # Examples
/// ```
/// use verifail::{Inputs, ReferenceIdentifier, Time};
/// let inputs = Inputs::server(Time::from_unix_seconds(1_750_000_000), "example.com".parse().unwrap());
/// assert!(inputs.revocation.is_none());
/// ```
#[derive(Clone, Debug)]
pub struct Inputs<'a> {
    /// The instant at which the path must be valid.
    pub time: Time,
    /// Whose identity is checked.
    pub identity: Identity,
    /// What the certificate is used for.
    pub purpose: KeyPurpose,
    /// Certificate policies.
    pub policies: InitialPolicies,
    /// Revocation checking; `None` leaves it out.
    pub revocation: Option<Revocation<'a>>,
    /// SubjectPublicKeyInfo contents that are refused anywhere in a path.
    pub distrusted_keys: &'a [&'a [u8]],
    /// Most intermediate certificates, self-issued ones not counted; `None` leaves it to the policy.
    pub max_path_depth: Option<usize>,
}

impl<'a> Inputs<'a> {
    /// A TLS client's inputs for a server of that identity.
    pub fn server(time: Time, reference: ReferenceIdentifier) -> Self {
        Self { identity: Identity::Reference(reference), ..Self::path_only(time, KeyPurpose::ServerAuth) }
    }

    /// A TLS server's inputs for a client certificate.
    pub fn client(time: Time) -> Self {
        Self::path_only(time, KeyPurpose::ClientAuth)
    }

    /// A path for a purpose, without an identity.
    pub fn path_only(time: Time, purpose: KeyPurpose) -> Self {
        Self {
            time,
            identity: Identity::Unchecked,
            purpose,
            policies: InitialPolicies::default(),
            revocation: None,
            distrusted_keys: &[],
            max_path_depth: None,
        }
    }

    /// The same with revocation checked.
    #[must_use]
    pub fn with_revocation(mut self, revocation: Revocation<'a>) -> Self {
        self.revocation = Some(revocation);
        self
    }
}
