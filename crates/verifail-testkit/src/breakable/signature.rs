//! Signatures: step (a)(1) of RFC 5280 section 6.1.3, each pair of what is signed and a key checked once.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-4.1.1.2>

use std::collections::HashMap;

use rustls_pki_types::SignatureVerificationAlgorithm;
use verifail::certificate::{KeyKind, PublicKeyInfo};
use verifail::crl::CertificateList;
use verifail::{Certificate, Reason};

use super::bug::{Bug, Switches};

/// Most signatures that one verification checks.
pub(super) const BUDGET: usize = 224;

/// How a signature came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Valid,
    Invalid,
    /// No algorithm at hand fits signature and key.
    Unsupported,
    /// The budget is used up.
    NotChecked,
}

/// Something signed.
#[derive(Clone, Copy)]
pub(super) struct Signed<'m> {
    message: &'m [u8],
    algorithm: &'m [u8],
    signature: &'m [u8],
}

impl<'m> From<&Certificate<'m>> for Signed<'m> {
    fn from(certificate: &Certificate<'m>) -> Self {
        Self {
            message: certificate.tbs(),
            algorithm: certificate.signature_algorithm(),
            signature: certificate.signature(),
        }
    }
}

impl<'m> From<&CertificateList<'m>> for Signed<'m> {
    fn from(crl: &CertificateList<'m>) -> Self {
        Self { message: crl.tbs(), algorithm: crl.signature_algorithm(), signature: crl.signature() }
    }
}

/// What was checked already, and how many checks that took.
pub(super) struct Signatures<'m> {
    algorithms: &'static [&'static dyn SignatureVerificationAlgorithm],
    bugs: Switches,
    known: HashMap<[&'m [u8]; 3], State>,
    pub(super) checks: usize,
}

impl<'m> Signatures<'m> {
    pub(super) fn new(algorithms: &'static [&'static dyn SignatureVerificationAlgorithm], bugs: Switches) -> Self {
        Self { algorithms, bugs, known: HashMap::new(), checks: 0 }
    }

    /// How a signature comes out under a key, as long as no more than `limit` checks were made.
    pub(super) fn check(&mut self, signed: Signed<'m>, key: &PublicKeyInfo<'m>, limit: usize) -> State {
        let forgets = self.bugs.on(Bug::NoSignatureMemory);
        // The same message can be there twice, with a sound signature and with another one.
        let triple = [signed.message, signed.signature, key.as_contents()];
        if let Some(state) = self.known.get(&triple).filter(|_| !forgets) {
            return *state;
        }
        if self.checks >= limit && !forgets {
            return State::NotChecked;
        }
        self.checks += 1;
        let state = self.verify(signed, key);
        self.known.insert(triple, state);
        state
    }

    fn verify(&self, signed: Signed<'_>, key: &PublicKeyInfo<'_>) -> State {
        if signed.signature.is_empty() && self.bugs.on(Bug::BlankSignaturePasses) {
            return State::Valid;
        }
        let kind = key.kind();
        let mut state = State::Unsupported;
        if !matches!(kind, KeyKind::Rsa { bits: 0..1024 }) {
            let any_curve = self.bugs.on(Bug::CurveParametersIgnored) && matches!(kind, KeyKind::Ec(_));
            let fits = |algorithm: &&&dyn SignatureVerificationAlgorithm| {
                algorithm.signature_alg_id().as_ref() == signed.algorithm
                    && (any_curve || algorithm.public_key_alg_id().as_ref() == key.algorithm())
            };
            for algorithm in self.algorithms.iter().filter(fits) {
                match algorithm.verify_signature(key.key(), signed.message, signed.signature) {
                    Ok(()) => return State::Valid,
                    Err(_) => state = State::Invalid,
                }
            }
        }
        match state {
            State::Unsupported if self.bugs.on(Bug::UnconfiguredAlgorithmPasses) => State::Valid,
            state => state,
        }
    }
}

/// The algorithm inside the signed part is the one outside.
pub(super) fn check_algorithms(certificate: &Certificate<'_>, bugs: Switches, found: &mut Vec<Reason>) {
    if certificate.signature_algorithm() != certificate.tbs_signature_algorithm()
        && !bugs.on(Bug::InnerAlgorithmIgnored)
    {
        found.push(Reason::Malformed);
    }
}
