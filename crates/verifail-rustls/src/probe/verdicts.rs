//! What the core says of each chain that was presented, under each policy that was asked for.

use std::collections::BTreeSet;

use rustls_pki_types::ServerName;
use verifail::capture::{Anchors as Summary, Capture, PolicyVerdict};
use verifail::{Fingerprint, Inputs, Policy, ReferenceIdentifier, TrustAnchor, TrustAnchors, Verifier, algorithms};

use crate::Anchors;

/// Distinct chains that are judged.
const MAX_CHAINS: usize = 64;
/// Reasons of a verdict.
const MAX_REASONS: usize = 16;

/// Trust anchors, without the anchors.
pub(super) fn summary(anchors: &Anchors) -> Summary {
    let mut summary = Summary::default();
    summary.source = anchors.to_string();
    summary.count = anchors.len() as u64;
    summary.digest = Some(Summary::digest_of(anchors.certificates().iter().map(|der| Fingerprint::of(der))));
    summary
}

/// The distinct chains of a capture, the samples' order kept.
pub(super) fn chains(capture: &Capture) -> Vec<Vec<Fingerprint>> {
    let mut known = BTreeSet::new();
    let all = capture.samples.iter().map(|sample| &sample.chain).filter(|chain| !chain.is_empty());
    all.filter(|chain| known.insert((*chain).clone())).take(MAX_CHAINS).cloned().collect()
}

/// Asks each policy about each chain.
pub(super) fn judge(capture: &mut Capture, anchors: &Anchors, policies: &[&'static Policy], name: &ServerName<'_>) {
    let Some(reference) = reference(name).filter(|_| !policies.is_empty()) else { return };
    let parsed: TrustAnchors<'_> =
        anchors.certificates().iter().filter_map(|der| TrustAnchor::from_der(der).ok()).collect();
    let inputs = Inputs::server(capture.taken, reference);
    let mut verdicts: Vec<PolicyVerdict> = Vec::new();
    for chain in chains(capture) {
        let certificates: Vec<_> = chain.iter().filter_map(|one| capture.certificates.read(*one)).collect();
        let Some((end_entity, intermediates)) = certificates.split_first() else { continue };
        // Where the end entity cannot be read, another certificate is none.
        let Some(first) = chain.first().filter(|first| end_entity.fingerprint() == **first) else { continue };
        for policy in policies {
            let verdict = Verifier::new(policy, &parsed, algorithms::all()).verify(end_entity, intermediates, &inputs);
            let reasons = verdict.reasons().into_iter().take(MAX_REASONS).collect();
            let policy = policy.name().to_owned();
            let verdict = PolicyVerdict { end_entity: *first, policy, accepted: verdict.is_accepted(), reasons };
            if !verdicts.contains(&verdict) {
                verdicts.push(verdict);
            }
        }
    }
    capture.verdicts = verdicts;
}

/// A name as the core has it.
pub(super) fn reference(name: &ServerName<'_>) -> Option<ReferenceIdentifier> {
    match name {
        ServerName::DnsName(name) => ReferenceIdentifier::dns(name.as_ref()).ok(),
        ServerName::IpAddress(address) => Some(ReferenceIdentifier::ip((*address).into())),
        _ => None,
    }
}
