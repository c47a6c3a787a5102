//! Path validation: what is wrong with one certificate by itself, and the state machine of RFC 5280 section 6.1 over a
//! whole path. <https://www.rfc-editor.org/rfc/rfc5280#section-6.1>

use verifail::{Certificate, Reason};

use super::bug::Bug;
use super::building::{End, Search};
use super::request::Request;
use super::signature::{self, State as Signature};
use super::{basic_constraints, crl, encoding, identity, name_constraints, names, policies, trust, usage, validity};
use crate::verifier::Breach;

/// What part a certificate plays in a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    EndEntity,
    Ca,
    /// The end of a path that is looked for beside the one asked about: it is asked for no name and no purpose.
    CrlIssuer,
}

/// Everything that one certificate shows by itself. It is the same in every path.
pub(super) fn check_locally(certificate: &Certificate<'_>, role: Role, request: &Request<'_>) -> Vec<Reason> {
    let bugs = request.bugs;
    let mut found = Vec::new();
    encoding::check(certificate, bugs, &mut found);
    signature::check_algorithms(certificate, bugs, &mut found);
    trust::check_distrust(certificate, request, &mut found);
    validity::check(certificate, request.question().time, bugs, &mut found);
    match role {
        Role::EndEntity => {
            usage::check_purpose(certificate, request.purpose, bugs, &mut found);
            identity::check(certificate, request, &mut found);
        }
        Role::Ca => {
            basic_constraints::check(certificate, request, &mut found);
            usage::check_ca(certificate, bugs, &mut found);
        }
        Role::CrlIssuer => {}
    }
    found
}

impl<'r, 'c> Search<'r, 'c> {
    /// Everything that is wrong with a path: end entity first, without the anchor.
    pub(super) fn validate(&mut self, path: &[usize], end: End) -> Vec<Breach> {
        let bugs = self.request.bugs;
        let mut breaches = Vec::new();
        let mut add = |found: Vec<Reason>, depth| {
            breaches.extend(found.into_iter().map(|reason| Breach { reason, depth: Some(depth) }));
        };
        let issuers: Vec<&'r Certificate<'c>> =
            path.iter().skip(1).map(|id| self.certificate(*id)).chain(self.issuer_at(end)).collect();
        if let End::Anchor(at) = end {
            add(self.anchor_local(at), path.len());
        }
        for (depth, id) in path.iter().enumerate() {
            add(self.local(*id, depth), depth);
        }
        let mut constraints = name_constraints::State::default();
        if let Some(anchor) = self.issuer_at(end) {
            constraints.add_anchor(anchor, bugs);
        }
        let mut policies = policies::State::new(path.len(), self.request);
        let mut path_length = basic_constraints::PathLength::default();
        for (depth, id) in path.iter().enumerate().rev() {
            let certificate = self.certificate(*id);
            let mut found = Vec::new();
            // Section 6.1.3.
            if let Some(issuer) = issuers.get(depth) {
                self.check_link(certificate, issuer, &mut found);
                let above = issuers.get(depth..).unwrap_or_default();
                found.extend(crl::check(self, certificate, above, self.issuer_at(end), depth));
            }
            constraints.check(certificate, depth == 0, bugs, &mut self.comparisons, &mut found);
            let lost = policies.process(certificate, depth == 0, bugs);
            if depth == 0 {
                // Section 6.1.5.
                if policies.wrap_up(certificate) || lost {
                    found.push(policies::REASON);
                }
            } else {
                // Section 6.1.4.
                found.extend(lost.then_some(policies::REASON));
                found.extend(policies.prepare(certificate, bugs).then_some(policies::REASON));
                constraints.add(certificate, bugs);
                found.extend(path_length.exceeded_by(certificate, bugs).then_some(Reason::PathLength));
            }
            add(found, depth);
        }
        if self.is_too_deep(path) {
            if bugs.on(Bug::DepthExhaustionIsSuccess) {
                return Vec::new();
            }
            add(vec![Reason::ChainLimits], 0);
        }
        if let (End::Nowhere, Some((depth, last))) = (end, path.iter().enumerate().next_back()) {
            add(vec![trust::open_end(self.certificate(*last), depth, bugs)], depth);
        }
        breaches
    }

    /// (a)(1) and (a)(4).
    fn check_link(&mut self, certificate: &Certificate<'c>, issuer: &Certificate<'c>, found: &mut Vec<Reason>) {
        let bugs = self.request.bugs;
        let state = issuer
            .public_key()
            .map_or(Signature::NotChecked, |key| self.signatures.check(certificate.into(), &key, signature::BUDGET));
        match state {
            Signature::Valid => {}
            Signature::Invalid => found.push(Reason::BadSignature),
            Signature::Unsupported | Signature::NotChecked => found.push(Reason::UnsupportedSignatureAlgorithm),
        }
        if !names::same(certificate.issuer(), issuer.subject(), bugs) {
            found.push(Reason::IssuerMismatch);
        }
        trust::check_identifiers(certificate, issuer, bugs, found);
    }

    /// More CA certificates, self-issued ones not counted, than the caller allows.
    fn is_too_deep(&self, path: &[usize]) -> bool {
        let bugs = self.request.bugs;
        let counted = path.iter().skip(1).filter(|id| !names::self_issued(self.certificate(**id), bugs)).count();
        self.request.question().max_path_depth.is_some_and(|limit| counted > usize::from(limit))
    }
}
