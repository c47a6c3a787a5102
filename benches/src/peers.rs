//! The verifiers side by side: verifail, rustls-webpki with the same provider, and the floor of raw signatures.
//!
//! What a client does once (anchors, algorithms, the name asked about) is prepared outside; what it does for each
//! handshake (parsing what was sent, verifying it) is inside.

use std::time::Duration;

use arrayvec::ArrayVec;
use rustls_pki_types::{CertificateDer, ServerName, SignatureVerificationAlgorithm, UnixTime};
use verifail::verdict::Counters;
use verifail::{Certificate, Inputs, Policy, Reason, Time, TrustAnchor, TrustAnchors, Verifier, algorithms};
use webpki::{EndEntityCert, KeyUsage};

use crate::chains::World;
use crate::issuing::{HOST, NOW};

/// Intermediates of an ordinary chain.
const FEW: usize = 4;

/// Everything that is made once.
pub struct Peers<'w> {
    world: &'w World,
    policy: &'static Policy,
    anchors: TrustAnchors<'w>,
    inputs: Inputs<'static>,
    webpki_anchors: Vec<rustls_pki_types::TrustAnchor<'w>>,
    end_entity: CertificateDer<'w>,
    intermediates: Vec<CertificateDer<'w>>,
    name: ServerName<'static>,
    time: UnixTime,
}

/// A verdict without its borrows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Trusted.
    pub accepted: bool,
    /// Why not.
    pub reasons: Vec<Reason>,
    /// What it cost.
    pub counters: Counters,
}

impl<'w> Peers<'w> {
    /// Prepares both verifiers for an input; verifail with the policy that models the peer.
    pub fn new(world: &'w World) -> Self {
        Self::asking(world, HOST, NOW)
    }

    /// The same for another name at another time, in seconds since 1970.
    pub fn asking(world: &'w World, host: &str, at: i64) -> Self {
        let anchors = world.anchors.iter().map(|der| TrustAnchor::from_der(der).expect("an anchor"));
        let webpki_anchors = world.anchors.iter().map(|der| {
            let der = CertificateDer::from(der.as_slice());
            webpki::anchor_from_trusted_cert(&der).expect("an anchor").to_owned()
        });
        Self {
            world,
            policy: Policy::named("rustls").expect("a policy"),
            anchors: anchors.collect(),
            inputs: Inputs::server(Time::from_unix_seconds(at), host.parse().expect("a name")),
            webpki_anchors: webpki_anchors.collect(),
            end_entity: CertificateDer::from(world.end_entity.as_slice()),
            intermediates: world.intermediates.iter().map(|der| CertificateDer::from(der.as_slice())).collect(),
            name: ServerName::try_from(host.to_owned()).expect("a name"),
            time: UnixTime::since_unix_epoch(Duration::from_secs(at.unsigned_abs())),
        }
    }

    /// The same under another policy.
    #[must_use]
    pub fn under(mut self, policy: &'static Policy) -> Self {
        self.policy = policy;
        self
    }

    /// Parses what was sent, verifies it, and says whether it is trusted. The verdict with all its findings is made and
    /// dropped.
    pub fn verifail(&self) -> bool {
        self.with_verdict(|verdict| verdict.is_accepted())
    }

    /// The same, with the counters.
    pub fn decision(&self) -> (bool, Counters) {
        self.with_verdict(|verdict| (verdict.is_accepted(), verdict.counters()))
    }

    /// The same, with the reasons and the counters.
    pub fn outcome(&self) -> Outcome {
        self.with_verdict(|verdict| Outcome {
            accepted: verdict.is_accepted(),
            reasons: verdict.reasons(),
            counters: verdict.counters(),
        })
    }

    fn with_verdict<T>(&self, then: impl FnOnce(&verifail::Verdict<'_>) -> T) -> T {
        self.with_verdict_by(algorithms::all(), then)
    }

    fn with_verdict_by<T>(
        &self,
        algorithms: &[&dyn SignatureVerificationAlgorithm],
        then: impl FnOnce(&verifail::Verdict<'_>) -> T,
    ) -> T {
        let end_entity = Certificate::from_der(&self.world.end_entity).expect("a certificate");
        let mut intermediates: ArrayVec<Certificate<'_>, FEW> = ArrayVec::new();
        let parsed = self.world.intermediates.iter().map(|der| Certificate::from_der(der).expect("a certificate"));
        // As a client does that wants no allocation: chains are short, and what is longer goes to the heap.
        let more: Vec<Certificate<'_>>;
        let intermediates = if parsed.len() <= FEW {
            intermediates.extend(parsed);
            intermediates.as_slice()
        } else {
            more = parsed.collect();
            &more
        };
        let verifier = Verifier::new(self.policy, &self.anchors, algorithms);
        then(&verifier.verify(&end_entity, intermediates, &self.inputs))
    }

    /// The same with rustls-webpki: path first, then the name, as rustls does it.
    pub fn webpki(&self) -> bool {
        self.webpki_with(algorithms::aws_lc_rs())
    }

    /// The same with ring.
    #[cfg(feature = "peers")]
    pub fn webpki_with_ring(&self) -> bool {
        self.webpki_with(algorithms::ring())
    }

    /// verifail with ring.
    #[cfg(feature = "peers")]
    pub fn verifail_with_ring(&self) -> bool {
        self.with_verdict_by(algorithms::ring(), |verdict| verdict.is_accepted())
    }

    fn webpki_with(&self, algorithms: &[&dyn SignatureVerificationAlgorithm]) -> bool {
        let Ok(end_entity) = EndEntityCert::try_from(&self.end_entity) else {
            return false;
        };
        let path = end_entity.verify_for_usage(
            algorithms,
            &self.webpki_anchors,
            &self.intermediates,
            self.time,
            KeyUsage::server_auth(),
            None,
            None,
        );
        path.is_ok() && end_entity.verify_is_valid_for_subject_name(&self.name).is_ok()
    }
}

/// The signatures of a chain and nothing else: what no verifier can do without.
pub struct Floor<'w> {
    checks: Vec<Check<'w>>,
}

struct Check<'w> {
    algorithm: &'static dyn SignatureVerificationAlgorithm,
    key: &'w [u8],
    message: &'w [u8],
    signature: &'w [u8],
}

impl<'w> Floor<'w> {
    /// Finds the algorithm of each signature of a chain that is in order.
    pub fn new(world: &'w World) -> Self {
        let read = |der: &'w Vec<u8>| Certificate::from_der(der).expect("a certificate");
        let sent: Vec<Certificate<'w>> = world.intermediates.iter().map(read).collect();
        let anchors: Vec<Certificate<'w>> = world.anchors.iter().map(read).collect();
        let issued = |child: &Certificate<'_>, issuer: &&Certificate<'w>| {
            issuer.subject().as_contents() == child.issuer().as_contents()
        };
        // The shortest way: an anchor wherever one has the name.
        let mut chain = vec![read(&world.end_entity)];
        while let Some(child) = chain.last().filter(|_| chain.len() <= sent.len() + 1) {
            let anchor = anchors.iter().find(|issuer| issued(child, issuer));
            let Some(issuer) = anchor.or_else(|| sent.iter().find(|issuer| issued(child, issuer))) else { break };
            chain.push(issuer.clone());
            if anchor.is_some() {
                break;
            }
        }
        let checks = chain.windows(2).map(|pair| {
            let key = pair[1].public_key().expect("a key");
            let fits = |algorithm: &&&'static dyn SignatureVerificationAlgorithm| {
                algorithm.signature_alg_id().as_ref() == pair[0].signature_algorithm()
                    && algorithm.public_key_alg_id().as_ref() == key.algorithm()
            };
            Check {
                algorithm: *algorithms::aws_lc_rs().iter().find(fits).expect("an algorithm"),
                key: key.key(),
                message: pair[0].tbs(),
                signature: pair[0].signature(),
            }
        });
        Self { checks: checks.collect() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.checks.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.checks.is_empty()
    }

    /// Checks them all.
    pub fn verify(&self) -> bool {
        self.checks
            .iter()
            .all(|check| check.algorithm.verify_signature(check.key, check.message, check.signature).is_ok())
    }
}
