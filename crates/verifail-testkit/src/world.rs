//! Worlds: certificates as structure, before any octet is written, and the question that is asked about them.
//!
//! A [`World`] is plain data. Whatever edits it (a defect, a relation, the shrinker) edits fields; whatever judges it
//! (the reference model) reads fields; [`materialise`](crate::materialise) makes the same octets of it every time. What
//! DER can express and a field cannot is an [`EncodingFault`].

mod certificate;
mod encoding_fault;
mod extension;
mod name;
mod question;
pub(crate) mod reading;

pub use certificate::{CertSpec, KeyForm, KeyId, PublicKey, Serial, SignatureForm, Validity, ca_name};
pub use encoding_fault::EncodingFault;
pub use extension::{
    AuthorityKeyIdentifier, BasicConstraints, CertificatePolicies, ExtendedKeyUsage, KeyIdentifier, KeyUsage,
    NameConstraints, PolicyConstraints, PolicyId, PolicyMappings, Purpose, SubjectAltName, SubjectKeyIdentifier,
};
pub use name::{GeneralName, Name, Spelling, Text};
pub use question::{CrlSpec, Question, Reference, RevocationQuestion};

use crate::signing::Scheme;

/// The instant at which worlds are asked about: 2026-06-15T00:00:00Z.
pub const NOW: i64 = 1_781_481_600;
/// One day, in seconds.
pub const DAY: i64 = 86_400;
/// The name that a server is asked for.
pub const HOST: &str = "www.example.com";

/// Certificates, CRLs and the question about them.
///
/// # Examples
/// ```
/// use verifail_testkit::World;
/// let world = World::good();
/// assert_eq!(world.intermediates.len(), 1);
/// assert_eq!(world.end_entity.issuer, world.intermediates[0].subject);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct World {
    /// What keys and signatures are made of.
    pub scheme: Scheme,
    /// The certificate to be verified.
    pub end_entity: CertSpec,
    /// The certificates supplied with it, in order.
    pub intermediates: Vec<CertSpec>,
    /// The trust anchors, in order.
    pub anchors: Vec<CertSpec>,
    /// The revocation lists at hand; looked at only when the question is about revocation.
    pub crls: Vec<CrlSpec>,
    /// What is asked.
    pub question: Question,
}

/// Where a certificate is in a world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The end entity.
    EndEntity,
    /// A supplied certificate, by position.
    Intermediate(usize),
    /// A trust anchor, by position.
    Anchor(usize),
}

impl World {
    /// Root, CA, server: no policy has anything to say against it.
    pub fn good() -> Self {
        Self::tower(1)
    }

    /// A chain with that many CAs between the root and the server: root `R`, below it `A`, `B`, and so on, key by name.
    /// Valid under every policy that walks that far.
    pub fn tower(intermediates: usize) -> Self {
        let cas = (0..intermediates).map(|i| CertSpec::ca(i as KeyId + 1, i as KeyId)).collect::<Vec<_>>();
        let end_entity = CertSpec::server(intermediates as KeyId + 1, intermediates as KeyId);
        Self {
            scheme: Scheme::Toy,
            end_entity,
            intermediates: cas.into_iter().rev().collect(),
            anchors: vec![CertSpec::root(0)],
            crls: Vec::new(),
            question: Question::default(),
        }
    }

    /// The good world, edited.
    pub fn with(edit: impl FnOnce(&mut Self)) -> Self {
        let mut world = Self::good();
        edit(&mut world);
        world
    }

    /// How many certificates there are, anchors included.
    pub fn len(&self) -> usize {
        1 + self.intermediates.len() + self.anchors.len()
    }

    /// Never: there is always an end entity.
    pub const fn is_empty(&self) -> bool {
        false
    }

    /// Every certificate and where it is: the end entity first, then the others in order.
    pub fn places(&self) -> impl Iterator<Item = (Place, &CertSpec)> {
        let intermediates = self.intermediates.iter().enumerate().map(|(at, spec)| (Place::Intermediate(at), spec));
        let anchors = self.anchors.iter().enumerate().map(|(at, spec)| (Place::Anchor(at), spec));
        std::iter::once((Place::EndEntity, &self.end_entity)).chain(intermediates).chain(anchors)
    }

    /// The certificate at a place.
    pub fn certificate(&self, place: Place) -> Option<&CertSpec> {
        match place {
            Place::EndEntity => Some(&self.end_entity),
            Place::Intermediate(at) => self.intermediates.get(at),
            Place::Anchor(at) => self.anchors.get(at),
        }
    }

    /// The same, to be edited.
    pub fn certificate_mut(&mut self, place: Place) -> Option<&mut CertSpec> {
        match place {
            Place::EndEntity => Some(&mut self.end_entity),
            Place::Intermediate(at) => self.intermediates.get_mut(at),
            Place::Anchor(at) => self.anchors.get_mut(at),
        }
    }

    /// Every certificate, to be edited, in the order of [`World::places`].
    pub fn certificates_mut(&mut self) -> impl Iterator<Item = &mut CertSpec> {
        std::iter::once(&mut self.end_entity).chain(&mut self.intermediates).chain(&mut self.anchors)
    }
}
