//! Everything that weakens a verification, in one place.
//!
//! A [`Relaxation`] names one family of requirements whose breaches are let pass. It never goes unseen: each breach it
//! let pass stays in the verdict as a finding of severity [`Relaxed`](crate::Severity::Relaxed), and the verdict says
//! which relaxations were in force even when nothing was let pass. Nothing outside this module turns a reject into an
//! accept.

use std::fmt;

use crate::taxonomy::Reason;
use crate::verifier::Verifier;

macro_rules! families {
    ($($(#[$doc:meta])+ $variant:ident $code:literal [$($reason:ident),+];)+) => {
        /// One family of requirements that can be switched off by itself.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Relaxation {
            $($(#[$doc])+ $variant,)+
        }

        impl Relaxation {
            /// Every family.
            pub const ALL: &'static [Relaxation] = &[$(Self::$variant),+];

            /// The stable code, as `--relax` takes it.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The family a reason belongs to: exactly one for each that verification gives, none for the others.
            pub const fn of(reason: Reason) -> Option<Self> {
                match reason {
                    $($(Reason::$reason)|+ => Some(Self::$variant),)+
                    _ => None,
                }
            }

            /// The reasons it lets pass.
            pub const fn reasons(self) -> &'static [Reason] {
                match self { $(Self::$variant => &[$(Reason::$reason),+]),+ }
            }
        }
    };
}

families! {
    /// Extended key usage, at every depth. Path, name and validity stay.
    ExtendedKeyUsage "eku" [EkuMissingOrWrong];
    /// `notBefore`, `notAfter` and the longest validity period.
    Validity "validity" [Expired, NotYetValid, ValidityTooLong];
    /// The match of presented and reference identifiers.
    Name "name" [NameMismatch, NoSan];
    /// That the path ends at a trust anchor. Everything along the path stays.
    Anchor "anchor" [UnknownIssuer, MissingIntermediate, UntrustedRoot, SelfSignedLeaf, SelfSignedInChain];
    /// Signature values, supported algorithms, and the links between certificates.
    Signature "signature" [BadSignature, UnsupportedSignatureAlgorithm, IssuerMismatch];
    /// Weak digests and short keys.
    Strength "strength" [WeakKey, WeakSignature];
    /// CA flags, path length and key usage.
    CaConstraints "ca" [CaViolation, PathLength, KeyUsage];
    /// Name constraints.
    NameConstraints "name-constraints" [NameConstraints];
    /// Certificate policies.
    CertificatePolicies "policy" [Policy];
    /// Revocation: both *revoked* and *status unknown*, and the deny list.
    Revocation "revocation" [Revoked, RevocationUnavailable, ExplicitlyDistrusted];
    /// Rules of the profile and encodings, unknown critical extensions among them.
    Profile "profile" [ProfileViolation, Malformed, UnhandledCriticalExtension];
    /// Limits on depth.
    Limits "limits" [ChainLimits];
}

impl fmt::Display for Relaxation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// A text that names no family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRelaxation(());

impl fmt::Display for UnknownRelaxation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no such relaxation; one of")?;
        Relaxation::ALL.iter().try_for_each(|family| write!(f, " {family}"))
    }
}

impl std::error::Error for UnknownRelaxation {}

impl std::str::FromStr for Relaxation {
    type Err = UnknownRelaxation;

    fn from_str(code: &str) -> Result<Self, UnknownRelaxation> {
        Self::ALL.iter().find(|family| family.code() == code).copied().ok_or(UnknownRelaxation(()))
    }
}

/// A set of relaxations. The empty set is the default everywhere.
///
/// # Examples
/// ```
/// use verifail::danger::{Relaxation, Relaxations};
/// let relaxations = Relaxations::none().with(Relaxation::ExtendedKeyUsage);
/// assert_eq!(relaxations.iter().map(|r| r.code()).collect::<Vec<_>>(), ["eku"]);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Relaxations(u16);

impl Relaxations {
    /// Nothing is relaxed.
    pub const fn none() -> Self {
        Self(0)
    }

    /// **Everything** is let pass: the verdict then says nothing about whom one talks to.
    pub fn all() -> Self {
        Relaxation::ALL.iter().fold(Self::none(), |set, family| set.with(*family))
    }

    /// With one family more.
    #[must_use]
    pub const fn with(self, family: Relaxation) -> Self {
        Self(self.0 | 1 << family as u16)
    }

    /// `true` when the family is in the set.
    pub const fn contains(self, family: Relaxation) -> bool {
        self.0 & (1 << family as u16) != 0
    }

    /// `true` for the empty set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The families in the set.
    pub fn iter(self) -> impl Iterator<Item = Relaxation> {
        Relaxation::ALL.iter().copied().filter(move |family| self.contains(*family))
    }
}

/// Verifies with some families switched off. The name says it at the place of use.
///
/// # Examples
/// ```
/// use verifail::danger::{Relaxation, Relaxations, dangerously_relaxed};
/// # use verifail::{Policy, TrustAnchors, Verifier, algorithms};
/// # let anchors = TrustAnchors::default();
/// let verifier = Verifier::new(Policy::named("rustls").unwrap(), &anchors, algorithms::all());
/// let verifier = dangerously_relaxed(verifier, Relaxations::none().with(Relaxation::ExtendedKeyUsage));
/// ```
pub fn dangerously_relaxed<'v>(verifier: Verifier<'v>, relaxations: Relaxations) -> Verifier<'v> {
    verifier.relaxed(relaxations)
}
