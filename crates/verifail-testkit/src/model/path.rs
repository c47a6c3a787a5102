//! What can be wrong with a path: RFC 5280 section 6.1, from the anchor down.

use std::collections::BTreeSet;

use verifail::{Reason, Requirement, Role};

use super::Model;
use crate::reference::{policy_tree, revocation, subtrees};
use crate::world::reading::{self, Signature, is_self_issued};
use crate::world::{CertSpec, CrlSpec, Purpose, Question};

/// Certificates from the end entity up, and how they end.
#[derive(Clone)]
pub(super) struct Path<'w> {
    pub(super) certificates: Vec<&'w CertSpec>,
    pub(super) anchor: Option<&'w CertSpec>,
    /// The end entity is an anchor itself.
    pub(super) trusted: bool,
}

impl<'w> Path<'w> {
    pub(super) const fn open(certificates: Vec<&'w CertSpec>) -> Self {
        Self { certificates, anchor: None, trusted: false }
    }

    pub(super) const fn to(certificates: Vec<&'w CertSpec>, anchor: &'w CertSpec) -> Self {
        Self { certificates, anchor: Some(anchor), trusted: false }
    }

    /// Certificates, the anchor included.
    pub(super) fn len(&self) -> usize {
        self.certificates.len() + usize::from(self.anchor.is_some())
    }

    fn at(&self, depth: usize) -> Option<&'w CertSpec> {
        self.certificates.get(depth).copied().or(self.anchor.filter(|_| depth == self.certificates.len()))
    }

    /// Each certificate with its issuer.
    pub(super) fn links(&self) -> impl Iterator<Item = (&'w CertSpec, &'w CertSpec)> {
        (0..self.certificates.len()).filter_map(|depth| Some((self.at(depth)?, self.at(depth + 1)?)))
    }
}

impl<'w> Model<'w> {
    pub(super) fn breaches(&self, path: &Path<'w>) -> BTreeSet<(usize, Reason)> {
        let n = path.certificates.len();
        let role = |depth| if depth == 0 { Role::EndEntity } else { Role::Intermediate };
        let mut found = BTreeSet::new();
        for (depth, c) in path.certificates.iter().copied().chain(path.anchor).enumerate() {
            let role = if depth == n { Role::Anchor } else { role(depth) };
            found.extend(self.local(c, role, depth).into_iter().map(|(_, reason)| (depth, reason)));
        }
        self.end(path, &mut found);
        if path.trusted && n == 1 {
            return found;
        }
        self.path_lengths(path, &mut found);
        if self.policy.row(Requirement::CertificatePolicy).is_some() {
            let failures = policy_tree::failures(&path.certificates, self.question);
            found.extend(failures.into_iter().map(|depth| (depth, Reason::Policy)));
        }
        let rules = &self.policy.parameters().name_constraints;
        for (depth, c) in path.certificates.iter().enumerate() {
            let mut breach = |reason| found.insert((depth, reason));
            if let Some(issuer) = path.at(depth + 1) {
                match self.signature(c, issuer.key) {
                    Signature::Valid => {}
                    Signature::Invalid => _ = breach(Reason::BadSignature),
                    Signature::Unsupported => _ = breach(Reason::UnsupportedSignatureAlgorithm),
                }
                let contradicted = !reading::identifiers_agree(c, issuer);
                let misnamed = !reading::is_named_authority(c, issuer);
                if !self.same_name(&c.issuer, &issuer.subject)
                    || (contradicted && self.is_error(Requirement::KeyIdentifiersMatch, role(depth)))
                    || (misnamed && self.is_error(Requirement::AuthorityCertificateMatches, role(depth)))
                {
                    breach(Reason::IssuerMismatch);
                }
                if let Some(reason) = self.revocation(path, depth, c, issuer) {
                    breach(reason);
                }
            }
            let above = path.certificates.iter().skip(depth + 1).map(|ca| reading::name_constraints(ca));
            // An anchor's own constraints count where the policy says so.
            let own = path.anchor.filter(|_| self.is_error(Requirement::NamePermitted, Role::Anchor));
            let all: Vec<_> = above.chain(own.map(reading::name_constraints)).flatten().collect();
            if self.is_error(Requirement::NamePermitted, role(depth)) && !all.is_empty() {
                // What does not decode refuses everything below.
                if all.contains(&None) {
                    breach(Reason::Malformed);
                }
                if subtrees::is_outside(rules, c, depth, &all.into_iter().flatten().collect::<Vec<_>>()) {
                    breach(Reason::NameConstraints);
                }
            }
        }
        found
    }

    /// How the path ends, and whether it is longer than is walked.
    fn end(&self, path: &Path<'w>, found: &mut BTreeSet<(usize, Reason)>) {
        let parameters = self.policy.parameters();
        let intermediates = path.certificates.get(1..).unwrap_or_default();
        let counts = |c: &&&CertSpec| parameters.path_depth_counts_self_issued || !is_self_issued(c);
        let counted = intermediates.iter().filter(counts).count();
        let asked = self.question.max_path_depth.is_some_and(|limit| counted > usize::from(limit));
        if asked || parameters.max_intermediates.is_some_and(|limit| intermediates.len() > limit) {
            found.insert((0, Reason::ChainLimits));
        }
        let depth = intermediates.len();
        if let (None, false, Some(last)) = (path.anchor, path.trusted, path.certificates.last()) {
            let reason = match (depth, is_self_issued(last)) {
                (0, true) => Reason::SelfSignedLeaf,
                (_, true) => Reason::SelfSignedInChain,
                (0, false) if last.ca_issuers.is_some() => Reason::MissingIntermediate,
                _ => Reason::UnknownIssuer,
            };
            found.insert((depth, reason));
        }
    }

    /// Section 6.1.4 (l), (m).
    fn path_lengths(&self, path: &Path<'w>, found: &mut BTreeSet<(usize, Reason)>) {
        let limit = |c: &CertSpec| reading::basic_constraints(c).flatten().filter(|e| e.ca).and_then(|e| e.path_length);
        let own = path.anchor.filter(|_| self.is_error(Requirement::PathLengthRespected, Role::Anchor));
        let mut left = own.and_then(limit);
        for (depth, c) in path.certificates.iter().enumerate().skip(1).rev() {
            if self.policy.parameters().path_length_counts_self_issued || !is_self_issued(c) {
                if left == Some(0) && self.is_error(Requirement::PathLengthRespected, Role::Intermediate) {
                    found.insert((depth, Reason::PathLength));
                }
                left = left.map(|left| left.saturating_sub(1));
            }
            left = limit(c).into_iter().chain(left).min();
        }
    }

    /// Section 6.3, where it is asked for.
    fn revocation(&self, path: &Path<'w>, depth: usize, c: &CertSpec, issuer: &'w CertSpec) -> Option<Reason> {
        let asked = self.question.revocation.filter(|asked| depth == 0 || !asked.end_entity_only)?;
        let signed = |crl: &CrlSpec| revocation::signs(issuer, crl) || self.others_signed(path, depth, c, crl);
        match revocation::is_revoked(&self.world.crls, self.question.time, c, issuer, &signed)? {
            Some(revoked) => revoked.then_some(Reason::Revoked),
            None => (!asked.allow_unknown).then_some(Reason::RevocationUnavailable),
        }
    }

    /// Section 6.3.3 (f): other certificates of the CRL's issuer, higher up or with a path to the same anchor.
    fn others_signed(&self, path: &Path<'w>, depth: usize, c: &CertSpec, crl: &CrlSpec) -> bool {
        let named = |other: &CertSpec| reading::same_attributes(&c.issuer, &other.subject);
        let signed = |other: &CertSpec| named(other) && revocation::signs(other, crl);
        let mut others = std::iter::once(self.end_entity).chain(self.supplied.iter().copied());
        (depth + 2..=path.len()).filter_map(|above| path.at(above)).any(signed)
            || (!self.nested && others.any(|other| signed(other) && self.leads_to(other, path.anchor)))
    }

    /// Whether a certificate has a path without a breach to that anchor, whatever it is for.
    fn leads_to(&self, target: &'w CertSpec, anchor: Option<&CertSpec>) -> bool {
        let question = Question { reference: None, purpose: Purpose::Any, ..self.question.clone() };
        let supplied = self.world.intermediates.iter().filter(|c| *c != target).collect();
        let same = |found: &CertSpec| anchor.is_some_and(|a| found.key == a.key && found.subject == a.subject);
        let anchors = self.anchors.clone();
        let nested = Model { question: &question, end_entity: target, supplied, anchors, nested: true, ..*self };
        let clean = |path: Path<'_>| path.anchor.is_some_and(same) && nested.breaches(&path).is_empty();
        nested.paths().into_iter().any(clean)
    }
}
