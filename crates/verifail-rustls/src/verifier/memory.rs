//! What rustls-webpki accepted before, for a client that wants it remembered ([`TlsSettings::verification_cache`]). It
//! gives answers of rustls-webpki's only, and no refusal: whatever is not remembered, and whatever is not accepted,
//! rustls's own verifier is asked about.
//!
//! [`TlsSettings::verification_cache`]: crate::TlsSettings::verification_cache

use std::sync::Arc;

use rustls::client::danger::{ServerCertVerified, ServerCertVerifier};
use rustls::client::{WebPkiServerVerifier, verify_server_cert_signed_by_trust_anchor, verify_server_name};
use rustls::server::ParsedCertificate;
use rustls::{Error, RootCertStore};
use rustls_pki_types::{CertificateDer, IpAddr, ServerName, SignatureVerificationAlgorithm, UnixTime};
use verifail::cache::{AcceptedChains, CacheLimits, ChainKey, SteadyPeriod, VerifiedSignatures};
use verifail::crl::CertificateList;
use verifail::{Certificate, Time};

use crate::revocation::RevocationLists;

/// The memories of one verifier: its anchors, lists and algorithms stay what they are.
#[derive(Debug)]
pub(crate) struct Memory {
    chains: Option<AcceptedChains>,
    signatures: Option<Signatures>,
    /// When each revocation list is issued and due.
    instants: Vec<Time>,
}

#[derive(Debug)]
struct Signatures {
    verified: VerifiedSignatures<'static>,
    roots: Arc<RootCertStore>,
}

/// A verification, to be remembered when it ends well.
struct Question {
    key: ChainKey,
    at: Time,
}

impl Memory {
    /// `None` where nothing is to be remembered.
    pub(crate) fn new(
        limits: CacheLimits,
        roots: &Arc<RootCertStore>,
        algorithms: &'static [&'static dyn SignatureVerificationAlgorithm],
        revocation: Option<&RevocationLists>,
    ) -> Option<Self> {
        if limits == CacheLimits::none() {
            return None;
        }
        let lists = revocation.into_iter().flat_map(RevocationLists::ders);
        let lists = lists.filter_map(|der| CertificateList::from_der(der).ok());
        let instants = lists.flat_map(|list| [Some(list.this_update()), list.next_update()]).flatten().collect();
        // What rustls offers to a caller's own verification looks nothing up in revocation lists.
        let capacity = if revocation.is_some() { 0 } else { limits.signature_capacity() };
        let signatures = (capacity > 0)
            .then(|| Signatures { verified: VerifiedSignatures::new(algorithms, capacity), roots: roots.clone() });
        Some(Self { chains: limits.accepted_chains(), signatures, instants })
    }

    /// The answer of rustls's own verifier, or the same without all of its work.
    pub(super) fn verify(
        &self,
        stock: &WebPkiServerVerifier,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let memory = self.chains.as_ref();
        let memory = memory.and_then(|chains| Some((chains, question(end_entity, intermediates, name, now)?)));
        if memory.as_ref().is_some_and(|(chains, question)| chains.recall(&question.key, question.at)) {
            return Ok(ServerCertVerified::assertion());
        }
        let signatures = self.signatures.as_ref();
        if signatures.is_none_or(|signatures| !signatures.accept(end_entity, intermediates, name, now)) {
            stock.verify_server_cert(end_entity, intermediates, name, ocsp_response, now)?;
        }
        if let Some((chains, question)) = &memory
            && let Some(period) = self.steady_period(end_entity, intermediates, question.at)
        {
            chains.remember(&question.key, question.at, period);
        }
        Ok(ServerCertVerified::assertion())
    }

    /// `None` where a certificate cannot be read whose validity may count.
    fn steady_period(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        at: Time,
    ) -> Option<SteadyPeriod> {
        let mut instants = self.instants.clone();
        for der in std::iter::once(end_entity).chain(intermediates) {
            let validity = Certificate::from_der(der).ok()?.validity()?;
            instants.extend([validity.not_before, validity.not_after]);
        }
        Some(SteadyPeriod::around(at, instants))
    }
}

impl Signatures {
    /// What [`WebPkiServerVerifier`] does without revocation lists, by algorithms that remember.
    fn accept(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        now: UnixTime,
    ) -> bool {
        let Ok(certificate) = ParsedCertificate::try_from(end_entity) else {
            return false;
        };
        let algorithms = self.verified.algorithms();
        verify_server_cert_signed_by_trust_anchor(&certificate, &self.roots, intermediates, now, &algorithms).is_ok()
            && verify_server_name(&certificate, name).is_ok()
    }
}

fn question(
    end_entity: &CertificateDer<'_>,
    intermediates: &[CertificateDer<'_>],
    name: &ServerName<'_>,
    now: UnixTime,
) -> Option<Question> {
    let at = Time::from_unix_seconds(i64::try_from(now.as_secs()).ok()?);
    let key = |kind: &[u8], name: &[u8]| ChainKey::of_parts(end_entity, intermediates, &[kind, name]);
    let key = match name {
        ServerName::DnsName(name) => key(b"dns", name.as_ref().as_bytes()),
        ServerName::IpAddress(IpAddr::V4(address)) => key(b"ipv4", address.as_ref()),
        ServerName::IpAddress(IpAddr::V6(address)) => key(b"ipv6", address.as_ref()),
        _ => return None,
    };
    Some(Question { key, at })
}
