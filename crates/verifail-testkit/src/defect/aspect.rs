//! What defects touch, and which of them get in each other's way.
//!
//! Two defects of a plan must not hide or change what the other breaches, or the union of what each breaches alone is
//! not what both breach together. That is known from what they touch:
//!
//! - at one place, two defects that touch the same aspect, or two of which one is read in the light of the other
//!   ([`TOGETHER`]);
//! - anywhere in a world, two that touch the same aspect of the world as a whole, or two that meet along the path
//!   ([`ALONG_THE_PATH`]): a name of one certificate and the constraints of another, a key and the signatures made with
//!   it;
//! - what replaces or removes certificates, and any defect of a certificate that may be gone.
//!
//! A defect above the point where a path ends does *not* conflict: a policy under which the path ends there reports the
//! end alone, another one reports both, and [`Plan::expected`](crate::Plan::expected) knows which.

use super::Defect;
use crate::world::Place;

/// A part of a certificate, or of a world, that an edit changes or an effect depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// The encoding of the certificate as a whole: what is unreadable is not there.
    Encoding,
    /// version.
    Version,
    /// serialNumber.
    Serial,
    /// subject.
    Subject,
    /// issuer.
    Issuer,
    /// validity.
    Validity,
    /// subjectPublicKeyInfo.
    Key,
    /// The signature and its algorithm.
    Signature,
    /// Unique identifiers.
    UniqueId,
    /// basicConstraints but for pathLenConstraint.
    BasicConstraints,
    /// pathLenConstraint.
    PathLength,
    /// keyUsage.
    KeyUsage,
    /// extKeyUsage.
    ExtendedKeyUsage,
    /// subjectAltName.
    SubjectAltName,
    /// nameConstraints.
    NameConstraints,
    /// subjectKeyIdentifier.
    SubjectKeyIdentifier,
    /// authorityKeyIdentifier.
    AuthorityKeyIdentifier,
    /// certificatePolicies, policyMappings, policyConstraints, and what is asked about policies.
    Policies,
    /// authorityInfoAccess.
    InfoAccess,
    /// The extension that nobody knows.
    UnknownExtension,
    /// The deny list.
    Distrust,
    /// CRLs, and how revocation is checked.
    Revocation,
    /// Which certificates are supplied.
    Intermediates,
    /// Which certificates are trusted.
    Anchors,
    /// How deep a path may be.
    Depth,
    /// Who is asked for.
    Identity,
}

use Aspect::{
    Anchors, AuthorityKeyIdentifier, BasicConstraints, Depth, Encoding, ExtendedKeyUsage, Identity, InfoAccess,
    Intermediates, Issuer, Key, KeyUsage, NameConstraints, PathLength, Policies, Revocation, Serial, Signature,
    Subject, SubjectAltName, SubjectKeyIdentifier, Version,
};

/// Aspects of the world as a whole: two defects that touch the same one conflict wherever they are.
const OF_WORLD: &[Aspect] =
    &[NameConstraints, PathLength, Policies, Aspect::Distrust, Revocation, Intermediates, Anchors, Depth, Identity];

/// Aspects of one certificate that are read in each other's light.
const TOGETHER: &[(Aspect, Aspect)] = &[
    // keyCertSign and cA say the same thing twice.
    (BasicConstraints, KeyUsage),
    (BasicConstraints, PathLength),
    (KeyUsage, PathLength),
    // Of an end entity that is a CA less is demanded as a subscriber, and more as a CA.
    (BasicConstraints, ExtendedKeyUsage),
    (BasicConstraints, SubjectKeyIdentifier),
    (BasicConstraints, NameConstraints),
    (BasicConstraints, Subject),
    // Before version 3 there are no extensions to be missing, and nobody reads those that are there.
    (Version, AuthorityKeyIdentifier),
    (Version, SubjectKeyIdentifier),
    (Version, BasicConstraints),
    (Version, KeyUsage),
    (Version, ExtendedKeyUsage),
    (Version, SubjectAltName),
    (Version, NameConstraints),
    (Version, Policies),
    (Version, InfoAccess),
    (Subject, SubjectAltName),
    // A self-issued certificate needs no authority key identifier.
    (Subject, AuthorityKeyIdentifier),
    (Issuer, AuthorityKeyIdentifier),
];

/// Aspects of different certificates that meet along a path.
const ALONG_THE_PATH: &[(Aspect, Aspect)] = &[
    (NameConstraints, SubjectAltName),
    (NameConstraints, Subject),
    (NameConstraints, Encoding),
    (Identity, SubjectAltName),
    (Identity, Subject),
    (Identity, Encoding),
    (Intermediates, InfoAccess),
    (Policies, Encoding),
    (AuthorityKeyIdentifier, Encoding),
    (SubjectKeyIdentifier, Encoding),
    (Anchors, Encoding),
    (Anchors, Policies),
    (Intermediates, Encoding),
    // A link is checked with the issuer's name, key and key identifier. Where the name is wrong only the key leads on;
    // where the key is wrong only the name does.
    (Issuer, Subject),
    (Issuer, Issuer),
    (Issuer, Key),
    (Issuer, Signature),
    (Subject, Key),
    (Subject, Signature),
    (Key, Signature),
    (AuthorityKeyIdentifier, SubjectKeyIdentifier),
    (AuthorityKeyIdentifier, Signature),
    (AuthorityKeyIdentifier, Key),
    (AuthorityKeyIdentifier, Issuer),
    (AuthorityKeyIdentifier, Serial),
    (SubjectKeyIdentifier, Signature),
    (SubjectKeyIdentifier, Key),
    (SubjectKeyIdentifier, Issuer),
    // A CRL is found by the issuer's name and serial number, and signed with its key where key usage permits it.
    (Revocation, Serial),
    (Revocation, Subject),
    (Revocation, Issuer),
    (Revocation, Key),
    (Revocation, KeyUsage),
    (Revocation, SubjectKeyIdentifier),
    (Revocation, Anchors),
    (Revocation, Intermediates),
    (Intermediates, Anchors),
    (Intermediates, Depth),
    // The way up that leads to no anchor is only followed as far as signatures verify and names lead.
    (Anchors, Signature),
    (Anchors, Key),
    (Anchors, Issuer),
    (Anchors, Subject),
    (Intermediates, Signature),
    (Intermediates, Key),
    (Intermediates, Issuer),
    (Intermediates, AuthorityKeyIdentifier),
    (Intermediates, SubjectKeyIdentifier),
    (Intermediates, PathLength),
    (Intermediates, NameConstraints),
    (Intermediates, Policies),
    (Anchors, SubjectKeyIdentifier),
    (Anchors, AuthorityKeyIdentifier),
];

/// Whether a defect touches an aspect, or one that meets it along a path.
pub(super) fn meets(defect: Defect, aspect: Aspect) -> bool {
    let met =
        |x: &Aspect| *x == aspect || ALONG_THE_PATH.contains(&(*x, aspect)) || ALONG_THE_PATH.contains(&(aspect, *x));
    defect.touches().iter().any(met)
}

/// See [`Defect::conflicts_with`].
pub(super) fn conflict(a: Defect, place: Place, b: Defect, other: Place) -> bool {
    let same_place = place == other && !a.is_of_world() && !b.is_of_world();
    let meets = |pairs: &[(Aspect, Aspect)], x: Aspect, y: Aspect| pairs.contains(&(x, y)) || pairs.contains(&(y, x));
    a.touches().iter().any(|x| {
        b.touches().iter().any(|y| {
            let same = x == y && (same_place || OF_WORLD.contains(x));
            let unread = same_place && (*x == Encoding || *y == Encoding);
            same || unread || (same_place && meets(TOGETHER, *x, *y)) || meets(ALONG_THE_PATH, *x, *y)
        })
    }) || removes(a, b, other)
        || removes(b, a, place)
}

/// `a` may take away, or give another part to, the certificate that `b` is in.
fn removes(a: Defect, b: Defect, place: Place) -> bool {
    let gone = match place {
        _ if b.is_of_world() => return false,
        Place::EndEntity => return false,
        Place::Intermediate(_) => Intermediates,
        Place::Anchor(_) => Anchors,
    };
    a.touches().contains(&gone)
}
