//! Counterexamples for others: as `.chain` text, PEM, an x509-limbo case, a Rust test, an `openssl verify` command
//! line.
//!
//! Toy signatures mean nothing to other programs: [`for_others`] takes a world to real keys first. What a form has no
//! words for is an [`Omission`], which is data beside the export and a comment in it where it has comments.

mod forms;
pub mod limbo;
pub mod openssl;
pub mod pem;
mod rust_test;

use std::fmt;

pub use forms::{Exported, Forms};
pub use rust_test::rust_test;

use crate::chain_format::ChainFile;
use crate::signing::{self, Scheme};
use crate::technique::Counterexample;
use crate::world::{KeyId, KeyIdentifier, Purpose, Question, World};

/// Something about a case that an export cannot say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Omission {
    /// The user-initial-policy-set and initial-explicit-policy.
    CertificatePolicies,
    /// Keys on the deny list.
    DistrustedKeys,
    /// There are more keys than the pool of real ones has: some became the same.
    KeysCoincide,
    /// The most intermediates.
    MaxPathDepth,
    /// The key purpose.
    Purpose(Purpose),
    /// That only the end entity's revocation is asked about, that an unknown status is let pass, or that revocation is
    /// asked about without any CRL.
    RevocationDetails,
    /// The reference identifier: it is no text that can be handed over.
    Reference,
    /// Nothing but the verifier of toy signatures accepts toy signatures.
    ToySignatures,
}

impl fmt::Display for Omission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CertificatePolicies => "the certificate policies that are asked for are left out",
            Self::DistrustedKeys => "the deny list of keys is left out",
            Self::KeysCoincide => "there are more keys than real ones: some became the same",
            Self::MaxPathDepth => "the most intermediates are left out",
            Self::Purpose(purpose) => return write!(f, "the purpose {purpose:?} is left out"),
            Self::RevocationDetails => "which certificates must have which status is left out",
            Self::Reference => "the reference identifier is left out",
            Self::ToySignatures => "the signatures are toys, which others refuse",
        })
    }
}

/// The same world with P-256 keys, for programs that verify real signatures. A world of real keys stays as it is.
///
/// # Examples
/// ```
/// use verifail_testkit::signing::Scheme;
/// use verifail_testkit::{World, export};
///
/// let (world, omissions) = export::for_others(&World::good());
/// assert_eq!((world.scheme, omissions.as_slice()), (Scheme::P256, [].as_slice()));
/// ```
pub fn for_others(world: &World) -> (World, Vec<Omission>) {
    let mut world = world.clone();
    if world.scheme.is_real() {
        return (world, Vec::new());
    }
    world.scheme = Scheme::P256;
    let mut used = Vec::new();
    each_key(&mut world, |key| used.push(*key));
    used.sort_unstable();
    used.dedup();
    let pool = signing::keys(world.scheme);
    let free: Vec<KeyId> = (0..pool).filter(|key| !used.contains(key)).collect();
    let beyond: Vec<KeyId> = used.into_iter().filter(|key| *key >= pool).collect();
    if beyond.len() > free.len() {
        return (world, vec![Omission::KeysCoincide]);
    }
    each_key(&mut world, |key| {
        if let Some(new) = beyond.iter().position(|one| one == key).and_then(|at| free.get(at)) {
            *key = *new;
        }
    });
    (world, Vec::new())
}

/// Every key number of a world, those in key identifiers too.
fn each_key(world: &mut World, mut key: impl FnMut(&mut KeyId)) {
    for spec in world.certificates_mut() {
        key(&mut spec.key.id);
        key(&mut spec.signer);
        let subject = spec.subject_key_identifier.as_mut().map(|extension| &mut extension.identifier);
        let authority = spec.authority_key_identifier.as_mut().and_then(|extension| extension.identifier.as_mut());
        for identifier in subject.into_iter().chain(authority) {
            if let KeyIdentifier::Of(id) = identifier {
                key(id);
            }
        }
    }
    world.crls.iter_mut().for_each(|crl| key(&mut crl.signer));
    world.question.distrusted.iter_mut().for_each(key);
}

/// What of a question has words nowhere but here.
fn omissions(question: &Question) -> Vec<Omission> {
    let mut omissions = Vec::new();
    if !question.distrusted.is_empty() {
        omissions.push(Omission::DistrustedKeys);
    }
    omissions
}

impl Counterexample {
    /// As a `.chain` file that says on top what is wrong; `None` where there are only octets.
    pub fn chain_file(&self) -> Option<ChainFile> {
        let world = self.world.clone()?;
        Some(ChainFile::from(world).about(&self.what))
    }
}
