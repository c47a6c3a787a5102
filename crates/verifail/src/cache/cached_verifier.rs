//! The verifier with a memory: the same verdicts, sooner. It puts the two memories around the core and adds no rule.

use std::time::Duration;

use super::{AcceptedChains, ChainKey, SteadyPeriod, VerifiedSignatures};
use crate::certificate::{Certificate, CertificateError};
use crate::inputs::Inputs;
use crate::time::Time;
use crate::trust_anchor::TrustAnchor;
use crate::verdict::Verdict;
use crate::verifier::Verifier;

/// How much is remembered, and for how long. Nothing is, unless it is said.
///
/// # Examples
/// ```
/// use std::time::Duration;
/// use verifail::cache::CacheLimits;
/// let limits = CacheLimits::none().chains(1_000, Duration::from_secs(3_600)).signatures(500);
/// assert_ne!(limits, CacheLimits::none());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CacheLimits {
    chains: usize,
    time_to_live: Duration,
    signatures: usize,
}

impl CacheLimits {
    /// Nothing is remembered.
    pub const fn none() -> Self {
        Self { chains: 0, time_to_live: Duration::ZERO, signatures: 0 }
    }

    /// Remembers so many accepted chains, each for so long at most. A revocation that becomes known otherwise than by a
    /// supplied CRL takes effect after that time.
    #[must_use]
    pub const fn chains(mut self, capacity: usize, time_to_live: Duration) -> Self {
        (self.chains, self.time_to_live) = (capacity, time_to_live);
        self
    }

    /// Remembers so many signatures of CA certificates.
    #[must_use]
    pub const fn signatures(mut self, capacity: usize) -> Self {
        self.signatures = capacity;
        self
    }

    /// The memory of chains, where one is wanted.
    pub fn accepted_chains(&self) -> Option<AcceptedChains> {
        (self.chains > 0).then(|| AcceptedChains::new(self.chains, self.time_to_live))
    }

    /// How many signatures are remembered.
    pub const fn signature_capacity(&self) -> usize {
        self.signatures
    }
}

/// What a [`CachedVerifier`] knows.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Answer<'a, 'v> {
    /// The same was accepted before.
    Remembered,
    /// It was verified now.
    Verified(&'a Verdict<'v>),
}

impl Answer<'_, '_> {
    /// `true` when trusted.
    pub fn is_accepted(&self) -> bool {
        match self {
            Self::Remembered => true,
            Self::Verified(verdict) => verdict.is_accepted(),
        }
    }
}

/// A [`Verifier`] that remembers what it accepted. Its verdicts are those of the verifier inside; see
/// [`cache`](crate::cache).
///
/// It borrows policy, anchors and algorithms, so none of them can change while something is remembered. Other anchors
/// are another verifier, with nothing in its memory.
///
/// # Examples
/// ```
/// use std::time::Duration;
/// use verifail::cache::{CacheLimits, CachedVerifier};
/// use verifail::{Inputs, Policy, Time, TrustAnchor, TrustAnchors, Verifier, algorithms};
///
/// let key = rcgen::KeyPair::generate().unwrap();
/// let issued = rcgen::CertificateParams::new(vec!["example.com".to_owned()]).unwrap().self_signed(&key).unwrap();
/// let anchors: TrustAnchors<'_> = [TrustAnchor::from_der(issued.der()).unwrap()].into_iter().collect();
/// let verifier = Verifier::new(Policy::named("openssl").unwrap(), &anchors, algorithms::all());
/// let cached = CachedVerifier::new(verifier, CacheLimits::none().chains(100, Duration::from_secs(600)));
///
/// let inputs = Inputs::server(Time::from_unix_seconds(1_750_000_000), "example.com".parse().unwrap());
/// let accepts = |inputs: &Inputs<'_>| cached.accepts::<&[u8]>(issued.der(), &[], inputs).unwrap();
/// assert!(accepts(&inputs) && cached.remembered_chains() == 1);
/// assert!(accepts(&inputs));
/// // Another name is another question.
/// assert!(!accepts(&Inputs::server(inputs.time, "other.example".parse().unwrap())));
/// ```
#[derive(Debug)]
pub struct CachedVerifier<'v> {
    verifier: Verifier<'v>,
    chains: Option<AcceptedChains>,
    signatures: Option<VerifiedSignatures<'v>>,
    /// When any anchor's validity begins or ends, in order.
    anchor_instants: Vec<Time>,
}

impl<'v> CachedVerifier<'v> {
    /// Gives a verifier a memory within limits.
    pub fn new(verifier: Verifier<'v>, limits: CacheLimits) -> Self {
        let certificates = verifier.anchors.iter().filter_map(TrustAnchor::certificate);
        let mut anchor_instants: Vec<Time> = certificates.flat_map(instants).collect();
        anchor_instants.sort_unstable();
        let capacity = limits.signature_capacity();
        Self {
            verifier,
            chains: limits.accepted_chains(),
            signatures: (capacity > 0).then(|| VerifiedSignatures::new(verifier.algorithms, capacity)),
            anchor_instants,
        }
    }

    /// Whether a chain is trusted.
    ///
    /// # Errors
    /// When the end entity is no certificate.
    pub fn accepts<C: AsRef<[u8]>>(
        &self,
        end_entity: &[u8],
        intermediates: &[C],
        inputs: &Inputs<'_>,
    ) -> Result<bool, CertificateError> {
        self.verify(end_entity, intermediates, inputs, |answer| answer.is_accepted())
    }

    /// What `look` sees of the answer on a chain. Of a chain that is not trusted it is always the whole verdict; an
    /// intermediate that is no certificate is in no path.
    ///
    /// # Errors
    /// When the end entity is no certificate.
    pub fn verify<C: AsRef<[u8]>, T>(
        &self,
        end_entity: &[u8],
        intermediates: &[C],
        inputs: &Inputs<'_>,
        look: impl FnOnce(Answer<'_, '_>) -> T,
    ) -> Result<T, CertificateError> {
        let memory = self.chains.as_ref();
        let memory = memory.and_then(|chains| Some((chains, ChainKey::of_inputs(end_entity, intermediates, inputs)?)));
        if memory.as_ref().is_some_and(|(chains, key)| chains.recall(key, inputs.time)) {
            return Ok(look(Answer::Remembered));
        }
        let end_entity = Certificate::from_der(end_entity)?;
        let intermediates: Vec<Certificate<'_>> =
            intermediates.iter().filter_map(|der| Certificate::from_der(der.as_ref()).ok()).collect();
        let algorithms = self.signatures.as_ref().map(VerifiedSignatures::algorithms);
        let algorithms = algorithms.as_deref().unwrap_or(self.verifier.algorithms);
        let Verifier { policy, anchors, relaxations, .. } = self.verifier;
        let verifier = Verifier { policy, anchors, algorithms, relaxations };
        let verdict = verifier.verify(&end_entity, &intermediates, inputs);
        if let (Some((chains, key)), true) = (&memory, verdict.is_accepted()) {
            let certificates = std::iter::once(&end_entity).chain(&intermediates);
            chains.remember(key, inputs.time, self.steady_period(certificates, inputs));
        }
        Ok(look(Answer::Verified(&verdict)))
    }

    /// How many chains are remembered.
    pub fn remembered_chains(&self) -> usize {
        self.chains.as_ref().map_or(0, AcceptedChains::len)
    }

    /// How many signatures are remembered.
    pub fn remembered_signatures(&self) -> usize {
        self.signatures.as_ref().map_or(0, VerifiedSignatures::len)
    }

    /// Forgets everything.
    pub fn clear(&self) {
        self.chains.iter().for_each(AcceptedChains::clear);
        self.signatures.iter().for_each(VerifiedSignatures::clear);
    }

    /// Of everything that was supplied, not of the accepted path alone: which path is accepted may depend on what else
    /// is valid.
    fn steady_period<'c>(
        &self,
        certificates: impl Iterator<Item = &'c Certificate<'c>>,
        inputs: &Inputs<'_>,
    ) -> SteadyPeriod {
        let above = self.anchor_instants.partition_point(|instant| *instant <= inputs.time);
        let neighbours =
            self.anchor_instants.get(above.saturating_sub(1)..).unwrap_or_default().iter().take(2).copied();
        let crls = inputs.revocation.iter().flat_map(|revocation| revocation.crls);
        let crls = crls.flat_map(|crl| std::iter::once(crl.this_update()).chain(crl.next_update()));
        SteadyPeriod::around(inputs.time, certificates.flat_map(instants).chain(neighbours).chain(crls))
    }
}

/// When a certificate's validity begins and ends. What cannot be read is compared with no time.
fn instants(certificate: &Certificate<'_>) -> impl Iterator<Item = Time> + use<> {
    let validity = certificate.validity();
    validity.into_iter().flat_map(|validity| [validity.not_before, validity.not_after])
}
