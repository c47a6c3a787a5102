//! A verifier with a memory, made of the same parts as the real one, into which one bug can be planted; and algorithms
//! that count, or remember too little of what they checked.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rustls_pki_types::{AlgorithmIdentifier, InvalidSignature, SignatureVerificationAlgorithm};
use verifail::cache::{AcceptedChains, ChainKey, SteadyPeriod};
use verifail::{Certificate, Identity, Inputs, Time, TrustAnchor, TrustAnchors, Verifier, algorithms};

use super::pool::Pool;
use super::{Outcome, Question, policy, with_inputs};

/// What is wrong with a memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Bug {
    /// One memory for all sets of anchors.
    AnchorsLeftOut,
    /// CRLs are not part of the question.
    CrlsLeftOut,
    /// A CRL's next update ends nothing.
    DuesOfCrlsLeftOut,
    /// Only the end entity is part of the question.
    IntermediatesLeftOut,
    /// The name is not part of the question.
    NameLeftOut,
    /// One memory for all policies.
    PolicyLeftOut,
    /// A signature is taken for checked under any key.
    SignatureUnderAnyKey,
    /// What was signed is taken for checked under any signature.
    SignatureValueLeftOut,
    /// Nothing ends.
    TimeLeftOut,
    /// The validity of anchors ends nothing.
    ValidityOfAnchorsLeftOut,
    /// The validity of intermediates ends nothing.
    ValidityOfIntermediatesLeftOut,
}

impl Bug {
    pub(crate) const ALL: [Option<Self>; 11] = [
        Some(Self::AnchorsLeftOut),
        Some(Self::CrlsLeftOut),
        Some(Self::DuesOfCrlsLeftOut),
        Some(Self::IntermediatesLeftOut),
        Some(Self::NameLeftOut),
        Some(Self::PolicyLeftOut),
        Some(Self::SignatureUnderAnyKey),
        Some(Self::SignatureValueLeftOut),
        Some(Self::TimeLeftOut),
        Some(Self::ValidityOfAnchorsLeftOut),
        Some(Self::ValidityOfIntermediatesLeftOut),
    ];
}

pub(crate) struct Planted {
    bug: Option<Bug>,
    chains: Mutex<HashMap<(usize, usize), Arc<AcceptedChains>>>,
    careless: Vec<Careless>,
}

impl Planted {
    pub(crate) fn new(bug: Option<Bug>) -> Self {
        let facts: Arc<Mutex<HashSet<Vec<u8>>>> = Arc::default();
        let careless =
            |inner: &&'static dyn SignatureVerificationAlgorithm| Careless { bug, inner: *inner, facts: facts.clone() };
        Self { bug, chains: Mutex::default(), careless: algorithms::all().iter().map(careless).collect() }
    }

    pub(crate) fn ask(&self, pool: &Pool, anchors: &[TrustAnchors<'_>], question: &Question) -> Outcome {
        let end_entity = pool.end_entity(question.end_entity);
        let intermediates: Vec<&[u8]> = question.intermediates.iter().map(|at| pool.intermediate(*at)).collect();
        with_inputs(pool, question, |inputs| {
            let chains = self.chains(question);
            let key = self.key(end_entity, &intermediates, inputs);
            if chains.recall(&key, inputs.time) {
                return (true, Vec::new());
            }
            let leaf = Certificate::from_der(end_entity).unwrap();
            let parsed: Vec<_> = intermediates.iter().map(|der| Certificate::from_der(der).unwrap()).collect();
            let careless: Vec<&dyn SignatureVerificationAlgorithm> =
                self.careless.iter().map(|one| one as &dyn SignatureVerificationAlgorithm).collect();
            let anchors = &anchors[question.anchors];
            let verdict = Verifier::new(policy(question), anchors, &careless).verify(&leaf, &parsed, inputs);
            if verdict.is_accepted() {
                chains.remember(&key, inputs.time, self.period(&leaf, &parsed, anchors, inputs));
            }
            (verdict.is_accepted(), verdict.reasons())
        })
    }

    fn chains(&self, question: &Question) -> Arc<AcceptedChains> {
        let policy = if self.bug == Some(Bug::PolicyLeftOut) { 0 } else { question.policy };
        let anchors = if self.bug == Some(Bug::AnchorsLeftOut) { 0 } else { question.anchors };
        let new = || Arc::new(AcceptedChains::new(64, Duration::MAX));
        self.chains.lock().unwrap().entry((policy, anchors)).or_insert_with(new).clone()
    }

    fn key(&self, end_entity: &[u8], intermediates: &[&[u8]], inputs: &Inputs<'_>) -> ChainKey {
        let mut inputs = inputs.clone();
        match self.bug {
            Some(Bug::NameLeftOut) => inputs.identity = Identity::Unchecked,
            Some(Bug::CrlsLeftOut) => inputs.revocation = None,
            _ => {}
        }
        let intermediates = if self.bug == Some(Bug::IntermediatesLeftOut) { &[] } else { intermediates };
        ChainKey::of_inputs(end_entity, intermediates, &inputs).unwrap()
    }

    fn period(
        &self,
        end_entity: &Certificate<'_>,
        intermediates: &[Certificate<'_>],
        anchors: &TrustAnchors<'_>,
        inputs: &Inputs<'_>,
    ) -> SteadyPeriod {
        let instants = |certificate: &Certificate<'_>| -> Vec<Time> {
            certificate.validity().map(|v| vec![v.not_before, v.not_after]).unwrap_or_default()
        };
        let has = |bug| self.bug == Some(bug) || self.bug == Some(Bug::TimeLeftOut);
        let mut all = Vec::new();
        if !has(Bug::TimeLeftOut) {
            all.extend(instants(end_entity));
        }
        if !has(Bug::ValidityOfIntermediatesLeftOut) {
            all.extend(intermediates.iter().flat_map(instants));
        }
        if !has(Bug::ValidityOfAnchorsLeftOut) {
            all.extend(anchors.iter().filter_map(TrustAnchor::certificate).flat_map(instants));
        }
        if !has(Bug::DuesOfCrlsLeftOut) {
            let crls = inputs.revocation.iter().flat_map(|revocation| revocation.crls);
            all.extend(crls.flat_map(|crl| [Some(crl.this_update()), crl.next_update()]).flatten());
        }
        SteadyPeriod::around(inputs.time, all)
    }
}

/// Remembers what it checked, by what the bug leaves of it.
#[derive(Debug)]
struct Careless {
    bug: Option<Bug>,
    inner: &'static dyn SignatureVerificationAlgorithm,
    facts: Arc<Mutex<HashSet<Vec<u8>>>>,
}

impl SignatureVerificationAlgorithm for Careless {
    fn verify_signature(&self, public_key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), InvalidSignature> {
        let fact = match self.bug {
            Some(Bug::SignatureUnderAnyKey) => [message, signature].concat(),
            Some(Bug::SignatureValueLeftOut) => [message, public_key].concat(),
            _ => return self.inner.verify_signature(public_key, message, signature),
        };
        if self.facts.lock().unwrap().contains(&fact) {
            return Ok(());
        }
        self.inner.verify_signature(public_key, message, signature)?;
        self.facts.lock().unwrap().insert(fact);
        Ok(())
    }

    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        self.inner.public_key_alg_id()
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        self.inner.signature_alg_id()
    }
}

/// Algorithms that count what they check.
pub(crate) struct Counting {
    pub(crate) algorithms: &'static [&'static dyn SignatureVerificationAlgorithm],
    checks: &'static AtomicUsize,
}

#[derive(Debug)]
struct Counted {
    inner: &'static dyn SignatureVerificationAlgorithm,
    checks: &'static AtomicUsize,
}

impl Counting {
    /// For as long as the test runs.
    pub(crate) fn leaked() -> Self {
        let checks: &'static AtomicUsize = Box::leak(Box::default());
        let counted = |inner: &&'static dyn SignatureVerificationAlgorithm| {
            let counted: &'static Counted = Box::leak(Box::new(Counted { inner: *inner, checks }));
            counted as &dyn SignatureVerificationAlgorithm
        };
        let algorithms: Vec<_> = algorithms::all().iter().map(counted).collect();
        Self { algorithms: algorithms.leak(), checks }
    }

    pub(crate) fn checks(&self) -> usize {
        self.checks.load(Ordering::Relaxed)
    }
}

impl SignatureVerificationAlgorithm for Counted {
    fn verify_signature(&self, public_key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), InvalidSignature> {
        self.checks.fetch_add(1, Ordering::Relaxed);
        self.inner.verify_signature(public_key, message, signature)
    }

    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        self.inner.public_key_alg_id()
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        self.inner.signature_alg_id()
    }
}
