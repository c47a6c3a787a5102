//! The memory of CA signatures that were found right, in the shape of signature algorithms.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use memchr::memmem;
use rustls_pki_types::{AlgorithmIdentifier, FipsStatus, InvalidSignature, SignatureVerificationAlgorithm};

use super::Framed;
use super::generations::Generations;

/// A list of signature algorithms that remembers which signatures of CA certificates are right.
///
/// Each algorithm answers exactly as the one it stands for. A fact is the SHA-256 of algorithm (its place in the list),
/// key, message and signature; wrong signatures, and those of end entities, are not remembered. Bounded, shared by
/// threads; clones share the memory.
///
/// # Examples
/// ```
/// use verifail::algorithms;
/// use verifail::cache::VerifiedSignatures;
/// let signatures = VerifiedSignatures::new(algorithms::all(), 1024);
/// assert_eq!(signatures.algorithms().len(), algorithms::all().len());
/// assert!(signatures.is_empty());
/// ```
#[derive(Clone)]
pub struct VerifiedSignatures<'v> {
    algorithms: Vec<Remembering<'v>>,
    memory: Arc<Memory>,
}

/// Facts, and nothing about them.
struct Memory(Mutex<Generations<()>>);

impl Memory {
    fn lock(&self) -> MutexGuard<'_, Generations<()>> {
        // Nothing is left half-done by a panic: a fact is there or is not.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[derive(Clone)]
struct Remembering<'v> {
    inner: &'v dyn SignatureVerificationAlgorithm,
    /// Two algorithms of the same identifiers may differ in what they take.
    place: usize,
    memory: Arc<Memory>,
}

impl<'v> VerifiedSignatures<'v> {
    /// Remembers up to `capacity` signatures. An entry takes about 50 octets.
    pub fn new(algorithms: &'v [&'v dyn SignatureVerificationAlgorithm], capacity: usize) -> Self {
        let memory = Arc::new(Memory(Mutex::new(Generations::new(capacity))));
        let remembering = |(place, inner): (usize, &&'v dyn SignatureVerificationAlgorithm)| Remembering {
            inner: *inner,
            place,
            memory: memory.clone(),
        };
        Self { algorithms: algorithms.iter().enumerate().map(remembering).collect(), memory }
    }

    /// The algorithms, in the order given.
    pub fn algorithms(&self) -> Vec<&dyn SignatureVerificationAlgorithm> {
        self.algorithms.iter().map(|algorithm| algorithm as &dyn SignatureVerificationAlgorithm).collect()
    }

    /// Forgets all.
    pub fn clear(&self) {
        self.memory.lock().clear();
    }

    /// How many signatures are remembered.
    pub fn len(&self) -> usize {
        self.memory.lock().len()
    }

    /// `true` when none is remembered.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl fmt::Debug for VerifiedSignatures<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifiedSignatures").field("len", &self.len()).finish_non_exhaustive()
    }
}

impl SignatureVerificationAlgorithm for Remembering<'_> {
    fn verify_signature(&self, public_key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), InvalidSignature> {
        if !looks_like_a_ca(message) {
            return self.inner.verify_signature(public_key, message, signature);
        }
        let mut fact = Framed::new();
        fact.number(self.place);
        [public_key, message, signature].into_iter().for_each(|part| fact.part(part));
        let fact = fact.finish();
        if self.memory.lock().find(&fact).is_some() {
            return Ok(());
        }
        // Others may ask meanwhile: the lock is not held while signatures are checked.
        self.inner.verify_signature(public_key, message, signature)?;
        self.memory.lock().insert(fact, ());
        Ok(())
    }

    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        self.inner.public_key_alg_id()
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        self.inner.signature_alg_id()
    }

    fn fips_status(&self) -> FipsStatus {
        self.inner.fips_status()
    }

    fn fips(&self) -> bool {
        self.inner.fips()
    }
}

impl fmt::Debug for Remembering<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

/// basicConstraints with cA, as DER has it. It decides on what is worth its place and on nothing else, so a guess will
/// do.
fn looks_like_a_ca(message: &[u8]) -> bool {
    const BASIC_CONSTRAINTS: &[u8] = &[0x06, 0x03, 0x55, 0x1d, 0x13];
    const CRITICAL: &[u8] = &[0x01, 0x01, 0xff];
    let Some(at) = memmem::rfind(message, BASIC_CONSTRAINTS) else {
        return false;
    };
    let rest = message.get(at + BASIC_CONSTRAINTS.len()..).unwrap_or_default();
    let value = rest.strip_prefix(CRITICAL).unwrap_or(rest);
    matches!(value, [0x04, _, 0x30, _, 0x01, 0x01, 0xff, ..])
}
