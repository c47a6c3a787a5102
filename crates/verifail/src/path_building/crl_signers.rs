//! What revocation checking asks of path building: signatures of CRLs, and other certificates that may sign them.
//! The algorithm itself is `path_validation::revocation`.

use super::graph::Graph;
use super::search::{Outcome, Search, same_anchor};
use super::signatures::{Key, Signed};
use crate::certificate::{Certificate, KeyUsage, NameComparison, PublicKeyInfo};
use crate::crl::CertificateList;
use crate::path_validation::revocation::{
    self, CrlSigner, IssuerView, RevocationRules, SignatureState as CrlSignature, Signers, Status,
};
use crate::path_validation::{Candidate, Scope};
use crate::trust_anchor::TrustAnchor;
use crate::verdict::{Link, SignatureState};

/// Certificates of another CRL issuer that are tried for one CRL; each costs a path, and all of them share one budget.
const MAX_SIGNERS: usize = 16;

/// The status of the certificate at `depth`.
pub(super) fn status<'v>(search: &mut Search<'_, 'v>, candidate: &Candidate<'_, 'v>, depth: usize) -> Status {
    let (Some(Link::Certificate(certificate)), Some(issuer), Some(revocation)) =
        (candidate.links.get(depth), candidate.links.get(depth + 1), search.scope.inputs.revocation)
    else {
        return Status::Good;
    };
    let Some(public_key) = key_of(issuer) else {
        return Status::Unknown(revocation::UnknownCause::SignerNotFound);
    };
    let key_usage = issuer.certificate().and_then(usage_of);
    let view = IssuerView { subject: issuer.subject(), signer: CrlSigner { public_key, key_usage } };
    let rules = RevocationRules {
        time: search.scope.inputs.time,
        use_deltas: true,
        allow_missing_next_update: false,
        crls: search.scope.policy.parameters().crls,
    };
    let inherited = candidate.links.iter().skip(depth + 2).filter_map(key_of).find(|key| !key.inherits_parameters());
    let inherited = inherited.and_then(|key| key.algorithm_and_parameters()).map(|(_, parameters)| parameters);
    let above = candidate.links.get(depth + 2..).unwrap_or_default();
    let mut signers = PathSigners { search, anchor: candidate.anchor(), above, inherited };
    match revocation::status(certificate, &view, revocation.crls, &rules, &mut signers) {
        // The CRL that stayed unchecked may be the one that lists the certificate. Where nothing is known, that it did is
        // why: a bigger budget must not find out that this one was too small.
        Status::Good | Status::Unknown(_) if search.crl_over_budget => {
            Status::Unknown(revocation::UnknownCause::OverBudget)
        }
        status => status,
    }
}

fn key_of<'v>(link: &Link<'v>) -> Option<PublicKeyInfo<'v>> {
    match link {
        Link::Certificate(certificate) => certificate.public_key(),
        Link::Anchor(anchor) => Some(anchor.public_key()),
    }
}

fn usage_of(certificate: &Certificate<'_>) -> Option<KeyUsage> {
    certificate.key_usage().and_then(Result::ok)
}

struct PathSigners<'s, 'g, 'v> {
    /// The links above the issuer. Their certificates are being validated with this path.
    above: &'s [Link<'v>],
    search: &'s mut Search<'g, 'v>,
    anchor: Option<&'v TrustAnchor<'v>>,
    /// DSA parameters of the CAs above the issuer.
    inherited: Option<&'v [u8]>,
}

impl<'v> Signers<'v> for PathSigners<'_, '_, 'v> {
    fn verify_crl(&mut self, crl: &CertificateList<'_>, key: PublicKeyInfo<'v>) -> CrlSignature {
        let signed = Signed { message: crl.tbs(), algorithm: crl.signature_algorithm(), signature: crl.signature() };
        let identity = match self.inherited {
            Some(parameters) if key.inherits_parameters() => Key::inheriting(&key, parameters),
            _ => Key::new(&key),
        };
        match self.search.signature_within_budget(signed, &key, identity) {
            Ok(SignatureState::Valid) => CrlSignature::Valid,
            Ok(SignatureState::Invalid) => CrlSignature::Wrong,
            Ok(SignatureState::Unsupported | SignatureState::NotChecked) => CrlSignature::Unsupported,
            Err(_) => {
                self.search.crl_over_budget = true;
                CrlSignature::OverBudget
            }
        }
    }

    /// Validates a path for each candidate, to the same anchor, with revocation; CRLs of *those* paths must be signed
    /// by the issuers on them, which ends the recursion.
    fn crl_signers(&mut self, crl: &CertificateList<'_>) -> Vec<CrlSigner<'v>> {
        let issuer = crl.issuer();
        let mut signers = Vec::new();
        // A CA that changed its key: the certificate of the other key is higher up in this very path.
        for link in self.above.iter().filter(|link| link.subject().matches(&issuer, NameComparison::Rfc5280)) {
            if let Some(public_key) = key_of(link) {
                signers.push(CrlSigner { public_key, key_usage: link.certificate().and_then(usage_of) });
            }
        }
        let (None, Some(anchor)) = (self.search.wanted_anchor, self.anchor) else {
            return signers;
        };
        let named = self.search.graph.certificates().filter(|c| c.subject().matches(&issuer, NameComparison::Rfc5280));
        let mut named: Vec<_> = named.collect();
        // Whose key signed comes first, then who is valid now: strangers of the same name, or twins, must not take the
        // places of the one that counts, in whatever order they were supplied.
        let at = self.search.scope.inputs.time;
        named.sort_by_cached_key(|certificate| {
            let signed = |key| matches!(self.verify_crl(crl, key), CrlSignature::Valid);
            let valid = certificate.validity().is_some_and(|v| v.not_before <= at && at <= v.not_after);
            (!certificate.public_key().is_some_and(signed), !valid, certificate.der())
        });
        for certificate in named.into_iter().take(MAX_SIGNERS) {
            if let (Some(public_key), true) = (certificate.public_key(), self.has_path(certificate, anchor)) {
                signers.push(CrlSigner { public_key, key_usage: usage_of(certificate) });
            }
        }
        signers
    }
}

impl<'v> PathSigners<'_, '_, 'v> {
    /// Whether a path leads from a certificate to an anchor, found out once for both. Its signatures are remembered
    /// together with all others.
    fn has_path(&mut self, certificate: &'v Certificate<'v>, anchor: &'v TrustAnchor<'v>) -> bool {
        let pair = (certificate.der().as_ptr(), anchor.public_key().as_contents().as_ptr());
        if let Some((_, known)) = self.search.crl_signers.iter().find(|(asked, _)| *asked == pair) {
            return *known;
        }
        let scope = Scope { for_crl_signer: true, ..self.search.scope };
        let graph = Graph::new(certificate, self.search.graph.supplied, self.search.graph.anchors, scope.policy);
        let mut nested = Search::new(&graph, self.search.algorithms, scope);
        nested.wanted_anchor = Some(anchor);
        nested.counters = self.search.counters;
        std::mem::swap(&mut nested.signatures, &mut self.search.signatures);
        let outcome = nested.run();
        std::mem::swap(&mut nested.signatures, &mut self.search.signatures);
        self.search.counters = nested.counters;
        self.search.crl_over_budget |=
            nested.crl_over_budget || matches!(outcome, Outcome::Nothing { budget_exhausted: true });
        // A policy that considers one path does not choose its anchor.
        let is_wanted = |link: Link<'_>| matches!(link, Link::Anchor(found) if same_anchor(found, anchor));
        let leads_there =
            matches!(outcome, Outcome::Accepted(path) if path.steps.iter().any(|step| is_wanted(step.link)));
        self.search.crl_signers.push((pair, leads_there));
        leads_there
    }
}
