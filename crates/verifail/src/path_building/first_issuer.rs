//! The one path that [`PathSearch::FirstIssuer`](crate::policy::PathSearch) considers, as OpenSSL's
//! `build_chain` puts it together: step by step, trusted certificates first, without looking at a signature and without
//! ever taking a step back. Whether the path is accepted is not decided here.
//!
//! The order in which certificates were supplied therefore counts: with two candidates that both may have issued a
//! certificate, the first one is taken, though only the second leads to an anchor. Cost: linear in the certificates of
//! the same name at each step.

use super::graph::{END_ENTITY, Graph, NodeId};
use super::search::{End, Search};
use crate::certificate::{AuthorityKeyIdentifier, Certificate, KeyKind, KeyUsage, PublicKeyInfo};
use crate::finding::Finding;
use crate::oid;
use crate::path_validation::checks::link::is_named_authority;
use crate::path_validation::checks::signature_algorithm::identifier;
use crate::policy::{Requirement, Severity};
use crate::time::Time;

/// Chooses the path and its end.
pub(super) fn choose<'v>(search: &mut Search<'_, 'v>, prefers_valid: bool, may_sign: bool) -> (Vec<NodeId>, End<'v>) {
    let rules = Rules { at: search.scope.inputs.time, prefers_valid, may_sign };
    let mut path = vec![END_ENTITY];
    // An end that is itself trusted and self-signed is compared as a whole: its key alone could be another's.
    if is_self_signed(certificate(search.graph, END_ENTITY)) {
        let end = if search.end_entity_is_trusted() { End::TrustedEndEntity } else { End::Open };
        return (path, end);
    }
    while path.len() <= search.most_intermediates() + 1 {
        let child = path.last().copied().unwrap_or(END_ENTITY);
        if let Some(end) = trusted_issuer(search, child, rules) {
            return (path, end);
        }
        if path.len() > search.most_intermediates() || is_self_signed(certificate(search.graph, child)) {
            break;
        }
        match supplied_issuer(search, &path, child, rules) {
            Some(issuer) => path.push(issuer),
            None => break,
        }
    }
    // Trust in the end entity is looked up last, and does not undo the path: what was put on it counts.
    let end = if search.end_entity_is_trusted() { End::TrustedEndEntity } else { End::Open };
    (path, end)
}

fn trusted_issuer<'v>(search: &mut Search<'_, 'v>, child: NodeId, rules: Rules) -> Option<End<'v>> {
    let mut best = Best::new(rules);
    for (at, anchor) in search.graph.anchors_of(child) {
        let issuer = anchor.certificate();
        let invalid = is_invalid(search.anchor_findings(at, anchor));
        if !invalid && may_have_issued(certificate(search.graph, child), issuer, Some(anchor.public_key())) {
            best.offer(issuer, End::Anchor(at, anchor));
        }
    }
    best.into_inner()
}

fn supplied_issuer(search: &mut Search<'_, '_>, path: &[NodeId], child: NodeId, rules: Rules) -> Option<NodeId> {
    let mut best = Best::new(rules);
    let mut candidates = search.graph.issuers_of(child, search.scope.inputs.time).to_vec();
    // As they were supplied: a certificate's position in the graph.
    candidates.sort_unstable();
    for id in candidates {
        if path.contains(&id) || is_invalid(search.local_findings(id, path.len())) {
            continue;
        }
        let issuer = certificate(search.graph, id);
        if may_have_issued(certificate(search.graph, child), Some(issuer), issuer.public_key()) {
            best.offer(Some(issuer), id);
        }
    }
    best.into_inner()
}

fn certificate<'v>(graph: &Graph<'v>, id: NodeId) -> &'v Certificate<'v> {
    graph.node(id).certificate
}

/// An extension that does not decode, or is there twice, takes a certificate out of consideration.
fn is_invalid(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| {
        finding.severity == Severity::Error
            && matches!(
                finding.requirement,
                Requirement::WellFormed
                    | Requirement::ExtensionUnique
                    | Requirement::ExtensionWellFormed
                    | Requirement::KeyUsageNotEmpty
            )
    })
}

/// Self-issued, and nothing speaks against its own key having signed it.
fn is_self_signed(certificate: &Certificate<'_>) -> bool {
    certificate.is_self_issued() && may_have_issued(certificate, Some(certificate), certificate.public_key())
}

/// Key identifiers and the kind of key agree; the names do already. An anchor that is a bare key has no identifiers.
fn may_have_issued(child: &Certificate<'_>, issuer: Option<&Certificate<'_>>, key: Option<PublicKeyInfo<'_>>) -> bool {
    let authority = child.authority_key_identifier().and_then(Result::ok);
    let identified = match (authority, issuer) {
        (Some(authority), Some(issuer)) => is_identified(&authority, issuer),
        _ => true,
    };
    identified && key.is_some_and(|key| is_kind_of(child.signature_algorithm(), &key))
}

fn is_identified(authority: &AuthorityKeyIdentifier<'_>, issuer: &Certificate<'_>) -> bool {
    let subject = issuer.subject_key_identifier().and_then(Result::ok);
    let same_key = match (authority.key_identifier, subject) {
        (Some(authority), Some(subject)) => authority == subject,
        _ => true,
    };
    same_key && is_named_authority(authority, issuer)
}

/// The signature algorithm is one for that kind of key. RFC 8017 appendix C, RFC 5758 section 3, RFC 8410 section 3.
fn is_kind_of(signature_algorithm: &[u8], key: &PublicKeyInfo<'_>) -> bool {
    /// pkcs-1 and, in front of the versions of ECDSA with a digest, ansi-X9-62 signatures.
    const PKCS_1: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1];
    const ECDSA: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4];
    let Some(algorithm) = identifier(signature_algorithm) else {
        return false;
    };
    match key.kind() {
        KeyKind::Rsa { .. } | KeyKind::UnreadableRsa => {
            algorithm.starts_with(PKCS_1) || algorithm == oid::SHA1_WITH_RSA_OIW
        }
        KeyKind::Dsa { .. } => matches!(algorithm, oid::SHA1_WITH_DSA | oid::SHA224_WITH_DSA | oid::SHA256_WITH_DSA),
        KeyKind::Ec(_) => algorithm.starts_with(ECDSA),
        KeyKind::Ed25519 => algorithm == oid::ED25519,
        KeyKind::Ed448 | KeyKind::Unknown => key.algorithm_and_parameters().is_some_and(|(id, _)| id == algorithm),
    }
}

/// Which candidates are taken, and at which time.
#[derive(Clone, Copy)]
struct Rules {
    at: Time,
    prefers_valid: bool,
    may_sign: bool,
}

/// The first candidate, or the first that is valid at the time, or else the one that is valid longest.
struct Best<T> {
    rules: Rules,
    first: Option<T>,
    longest: Option<(Time, T)>,
}

impl<T> Best<T> {
    const fn new(rules: Rules) -> Self {
        Self { rules, first: None, longest: None }
    }

    fn offer(&mut self, certificate: Option<&Certificate<'_>>, candidate: T) {
        let rules = self.rules;
        let may_not_sign = |certificate: &Certificate<'_>| matches!(certificate.key_usage(), Some(Ok(usage)) if !usage.intersects(KeyUsage::KEY_CERT_SIGN));
        if self.first.is_some() || (rules.may_sign && certificate.is_some_and(may_not_sign)) {
            return;
        }
        // A bare key has no validity period, and is as good as one that is valid.
        let validity = certificate.filter(|_| rules.prefers_valid).map(Certificate::validity);
        match validity {
            None => self.first = Some(candidate),
            Some(Some(validity)) if validity.not_before <= rules.at && rules.at < validity.not_after => {
                self.first = Some(candidate);
            }
            Some(Some(validity)) => {
                if self.longest.as_ref().is_none_or(|(until, _)| *until < validity.not_after) {
                    self.longest = Some((validity.not_after, candidate));
                }
            }
            Some(None) => {}
        }
    }

    fn into_inner(self) -> Option<T> {
        self.first.or(self.longest.map(|(_, candidate)| candidate))
    }
}

#[cfg(test)]
mod tests;
