//! The core's opinion on a chain that was presented: trust anchors, a policy, algorithms and relaxations, held ready.
//!
//! The anchors' certificates are kept as octets and parsed when a chain is judged: first only those that could be the
//! issuer of something in the chain, by a spelling of names coarser than any policy's comparison. Parsing all 150 of
//! Mozilla's costs milliseconds; of candidates there are one or two. Where these lead to no path, all are looked at:
//! the core also tells who would have been the issuer under another name.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustls_pki_types::{CertificateDer, ServerName, SignatureVerificationAlgorithm, UnixTime};
use verifail::certificate::DistinguishedName;
use verifail::danger::{Relaxations, dangerously_relaxed};
use verifail::{Certificate, Inputs, Policy, ReferenceIdentifier, Time, TrustAnchor, TrustAnchors, Verdict, Verifier};

use crate::revocation::RevocationLists;
use crate::verifier::OWN_POLICY;

/// What a chain is judged by.
#[derive(Debug)]
pub(crate) struct Judge {
    anchors: Arc<[CertificateDer<'static>]>,
    /// Coarse spelling of an anchor's subject, and where in `anchors` they are.
    by_subject: BTreeMap<String, Vec<usize>>,
    policy: &'static Policy,
    algorithms: &'static [&'static dyn SignatureVerificationAlgorithm],
    relaxations: Relaxations,
    revocation: Option<Arc<RevocationLists>>,
}

impl Judge {
    pub(crate) fn new(
        anchors: Arc<[CertificateDer<'static>]>,
        policy: &'static Policy,
        algorithms: &'static [&'static dyn SignatureVerificationAlgorithm],
        relaxations: Relaxations,
        revocation: Option<Arc<RevocationLists>>,
    ) -> Self {
        let mut by_subject: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, der) in anchors.iter().enumerate() {
            if let Ok(certificate) = Certificate::from_der(der) {
                by_subject.entry(coarse(certificate.subject())).or_default().push(at);
            }
        }
        Self { anchors, by_subject, policy, algorithms, relaxations, revocation }
    }

    /// The same anchors under the policy that models rustls-webpki; `None` where that is this one's.
    pub(crate) fn of_rustls(&self) -> Option<Self> {
        let policy = Policy::named(OWN_POLICY).filter(|own| own.name() != self.policy.name())?;
        let Self { anchors, by_subject, algorithms, relaxations, revocation, .. } = self;
        Some(Self {
            anchors: anchors.clone(),
            by_subject: by_subject.clone(),
            policy,
            algorithms,
            relaxations: *relaxations,
            revocation: revocation.clone(),
        })
    }

    pub(crate) const fn policy(&self) -> &'static Policy {
        self.policy
    }

    pub(crate) const fn relaxations(&self) -> Relaxations {
        self.relaxations
    }

    /// What `look` sees in the verdict on a chain, end entity first; `None` where the core cannot be asked: the end
    /// entity or the name cannot be read.
    pub(crate) fn judge<'c, T>(
        &self,
        mut chain: impl Iterator<Item = &'c [u8]>,
        name: &ServerName<'_>,
        at: UnixTime,
        look: impl FnOnce(&Verdict<'_>) -> T,
    ) -> Option<T> {
        let end_entity = Certificate::from_der(chain.next()?).ok()?;
        // What is no certificate is in no path.
        let intermediates: Vec<_> = chain.filter_map(|der| Certificate::from_der(der).ok()).collect();
        let reference: ReferenceIdentifier = match name {
            ServerName::DnsName(name) => ReferenceIdentifier::dns(name.as_ref()).ok()?,
            ServerName::IpAddress(address) => ReferenceIdentifier::ip((*address).into()),
            _ => return None,
        };
        let seconds = i64::try_from(at.as_secs()).ok()?;
        let inputs = Inputs::server(Time::from_unix_seconds(seconds), reference);
        Some(match &self.revocation {
            None => self.verify(&end_entity, &intermediates, &inputs, look),
            Some(lists) => lists.with_revocation(|revocation| {
                self.verify(&end_entity, &intermediates, &inputs.with_revocation(revocation), look)
            }),
        })
    }

    fn verify<T>(
        &self,
        end_entity: &Certificate<'_>,
        intermediates: &[Certificate<'_>],
        inputs: &Inputs<'_>,
        look: impl FnOnce(&Verdict<'_>) -> T,
    ) -> T {
        let candidates: TrustAnchors<'_> = self.candidates(end_entity, intermediates).collect();
        let verifier = self.verifier(&candidates);
        let verdict = verifier.verify(end_entity, intermediates, inputs);
        if verdict.is_accepted() || candidates.len() == self.anchors.len() {
            return look(&verdict);
        }
        let all: TrustAnchors<'_> = self.anchors.iter().filter_map(|der| TrustAnchor::from_der(der).ok()).collect();
        let verifier = self.verifier(&all);
        look(&verifier.verify(end_entity, intermediates, inputs))
    }

    fn verifier<'v>(&self, anchors: &'v TrustAnchors<'v>) -> Verifier<'v> {
        dangerously_relaxed(Verifier::new(self.policy, anchors, self.algorithms), self.relaxations)
    }

    /// The anchors that may end a path of these certificates.
    fn candidates<'s>(
        &'s self,
        end_entity: &Certificate<'_>,
        intermediates: &[Certificate<'_>],
    ) -> impl Iterator<Item = TrustAnchor<'s>> + use<'s> {
        let certificates = || std::iter::once(end_entity).chain(intermediates);
        let names = certificates().map(Certificate::issuer).chain(certificates().map(Certificate::subject));
        let mut wanted: Vec<usize> =
            names.filter_map(|name| self.by_subject.get(&coarse(name))).flatten().copied().collect();
        wanted.sort_unstable();
        wanted.dedup();
        wanted.into_iter().filter_map(|at| TrustAnchor::from_der(self.anchors.get(at)?).ok())
    }

    /// The last instant until which everything that a path of this chain may use is valid: of each certificate
    /// presented, of each anchor that could end a path, and of the revocation lists that were looked into. `None` where
    /// a validity cannot be read.
    pub(crate) fn valid_until<'c>(&self, chain: impl Iterator<Item = &'c [u8]>) -> Option<Time> {
        let certificates: Vec<_> = chain.map(Certificate::from_der).collect::<Result<_, _>>().ok()?;
        let (end_entity, intermediates) = certificates.split_first()?;
        let anchors: Vec<_> = self.candidates(end_entity, intermediates).collect();
        let anchors = anchors.iter().filter_map(TrustAnchor::certificate).map(Certificate::validity);
        let validities = certificates.iter().map(Certificate::validity).chain(anchors);
        let certificates = validities.map(|validity| validity.map(|validity| validity.not_after)).min().flatten()?;
        let lists = self.revocation.as_ref().and_then(|lists| lists.until());
        Some(lists.map_or(certificates, |until| until.min(certificates)))
    }
}

/// A spelling that is the same for names that any policy takes for equal: printed, without case and kinds of blanks.
fn coarse(name: DistinguishedName<'_>) -> String {
    let printed = name.to_string().to_lowercase();
    let mut coarse = String::with_capacity(printed.len());
    for word in printed.split_whitespace() {
        coarse.push_str(word);
    }
    coarse
}
