//! The status of one certificate by the CRLs that were supplied: RFC 5280 section 6.3, complete and delta CRLs.
//! Not its concern: building paths, checking signatures (both are asked of [`Signers`]), and what a policy makes of
//! *revoked* and *unknown*.
//!
//! # The algorithm
//!
//! A CRL answers for a certificate only where it *covers* it, and "not on the list" is an answer only when CRLs that
//! cover every reason have said so. The state is therefore a set of reasons, `reasons_mask`, which starts empty.
//!
//! 1. The certificate's distribution points are taken in order; after them comes an implied one, whose name is the
//!    certificate's issuer (6.3.3, last paragraph). It is what a certificate without the extension has.
//! 2. For each point, each complete CRL is tried, the freshest first, as long as `reasons_mask` is not full:
//!    - (b) `verify_issuer_and_scope`: the CRL's issuer is the point's cRLIssuer or the certificate's issuer; the
//!      issuing distribution point shares a name with the point and takes this kind of certificate.
//!    - (d), (e) `interim_reasons_mask`: it adds a reason.
//!    - 5.2, 5.3: nothing critical in it is unknown to us.
//!    - (a), (c) `verify_currency`, `deltas_for`: it is current, or a current delta CRL of the same scope brings it up
//!      to date (5.2.4).
//!    - (f), (g), (h) `verify_signature`: a key of the CRL's issuer, allowed to sign CRLs, made the signature, and the
//!      same key made the delta's.
//!    - (i), (j), (k) `find_entry`: the delta is searched, then the complete CRL. An entry is the final answer.
//!    - (l) its reasons join `reasons_mask`.
//! 3. A full mask means *good*. Anything else is *unknown*, and of all that stood in the way the cause is kept that got
//!    furthest through those steps.
//!
//! "Freshest first" is not in the RFC, which presumes a cache with one CRL for each scope. Callers supply files, last
//! week's among them, and a list of last week must not outvote the one of today.
//!
//! A delta CRL whose scope, time or signature is not right is left alone, and the complete CRL stands by itself: who
//! can supply a broken delta can as well supply none.
//!
//! # Cost
//!
//! (b), (d) and (e) look at headers: O(points × CRLs), with at most [`MAX_POINTS`] points and [`MAX_NAMES`] names of a
//! point compared with as many. Everything after them does not depend on the point and is done once a CRL: looking for
//! its deltas (O(CRLs), headers again), its signature, which `Signers` charges to the budget, and one search, linear in
//! its entries and only behind a good signature. Limits cut towards *unknown*, never towards *good*.

mod distribution_point;
mod unknown_cause;

pub(crate) use unknown_cause::UnknownCause;

use self::distribution_point::{Point, names_match};
use crate::certificate::{Certificate, DistinguishedName, KeyUsage, NameComparison, PublicKeyInfo, ReasonFlags};
use crate::crl::{CertificateList, CrlNumber, RevocationReason, RevokedCertificate};
use crate::policy::CrlRules;
use crate::time::Time;

/// Distribution points of one certificate that are looked at: four times as many as there are reasons to partition by.
const MAX_POINTS: usize = 32;

/// Names of one distribution point that are compared, on either side.
const MAX_NAMES: usize = 32;

/// The state of a CRL's signature under one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignatureState {
    /// It verifies.
    Valid,
    /// It does not verify.
    Wrong,
    /// No algorithm at hand fits signature and key.
    Unsupported,
    /// The budget has no signature checks left.
    OverBudget,
}

/// A key that could have signed a CRL.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CrlSigner<'a> {
    /// Its public key.
    pub(crate) public_key: PublicKeyInfo<'a>,
    /// keyUsage of its certificate; `None` where there is no such extension, or no certificate.
    pub(crate) key_usage: Option<KeyUsage>,
}

/// What revocation needs of the world: signatures, and certificates of CRL issuers.
pub(crate) trait Signers<'a> {
    /// Whether `crl`'s signature verifies with `key`. The implementor remembers answers and charges the budget.
    fn verify_crl(&mut self, crl: &CertificateList<'_>, key: PublicKeyInfo<'a>) -> SignatureState;

    /// The keys of certificates named as the CRL's issuer whose own path is valid to the same trust anchor as the path
    /// in hand (step (f)): CRL issuers of indirect CRLs, and other keys of a CA. The issuer's own key need not be among
    /// them.
    fn crl_signers(&mut self, crl: &CertificateList<'_>) -> Vec<CrlSigner<'a>>;
}

/// The certificate's issuer: the next certificate of the path, or the trust anchor.
#[derive(Clone, Copy, Debug)]
pub(crate) struct IssuerView<'a> {
    /// Its name.
    pub(crate) subject: DistinguishedName<'a>,
    /// The key that signed the certificate, which is the first one tried on its CRLs.
    pub(crate) signer: CrlSigner<'a>,
}

/// How CRLs are read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RevocationRules {
    /// The instant at which the status is wanted.
    pub(crate) time: Time,
    /// `use-deltas` of section 6.3.1.
    pub(crate) use_deltas: bool,
    /// A CRL without nextUpdate is current from thisUpdate on. Section 5.1.2.5 leaves that open.
    pub(crate) allow_missing_next_update: bool,
    /// What the policy demands of CRLs beyond section 6.3.
    pub(crate) crls: CrlRules,
}

/// What the CRLs say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// CRLs for every reason cover the certificate, and none lists it.
    Good,
    /// A CRL lists it.
    Revoked {
        /// The entry's revocationDate.
        at: Option<Time>,
        /// The reason's name in RFC 5280 section 5.3.1; `unspecified` where the entry has none.
        reason: &'static str,
    },
    /// Not established.
    Unknown(UnknownCause),
}

/// The status of `certificate` by `crls`.
/// <https://www.rfc-editor.org/rfc/rfc5280#section-6.3.3>
pub(crate) fn status<'a>(
    certificate: &Certificate<'a>,
    issuer: &IssuerView<'a>,
    crls: &[CertificateList<'_>],
    rules: &RevocationRules,
    signers: &mut dyn Signers<'a>,
) -> Status {
    let mut search =
        Search { certificate, issuer, crls, rules, signers, reasons_mask: ReasonFlags(0), cause: UnknownCause::NoCrl };
    let mut complete: Vec<_> = crls.iter().filter(|crl| !crl.is_delta()).map(Candidate::new).collect();
    complete.sort_by(|a, b| b.freshness().cmp(&a.freshness()));
    if complete.is_empty() && crls.iter().any(|delta| search.is_from_issuer(delta)) {
        search.note(UnknownCause::OnlyDeltas);
    }
    for point in Point::of_certificate(certificate).take(MAX_POINTS).chain([Point::implied(certificate)]) {
        for candidate in &mut complete {
            match search.process(&point, candidate) {
                Ok(None) if search.reasons_mask.is_all() => return Status::Good,
                Ok(None) => {}
                Ok(Some(entry)) => {
                    let reason = entry.reason.unwrap_or(RevocationReason::Unspecified);
                    return Status::Revoked { at: Some(entry.date), reason: reason.name() };
                }
                Err(cause) => search.note(cause),
            }
        }
    }
    search.conclude()
}

/// A complete CRL, and what came of it: that does not depend on the distribution point, so it is found out once.
struct Candidate<'s> {
    crl: &'s CertificateList<'s>,
    /// `Ok` once it was good and did not list the certificate.
    examined: Option<Result<(), UnknownCause>>,
}

impl<'s> Candidate<'s> {
    const fn new(crl: &'s CertificateList<'s>) -> Self {
        Self { crl, examined: None }
    }

    const fn freshness(&self) -> (Time, Option<CrlNumber<'s>>) {
        (self.crl.this_update(), self.crl.crl_number())
    }
}

/// The state variables of section 6.3.2, and what they are computed from.
struct Search<'s, 'a> {
    certificate: &'s Certificate<'a>,
    issuer: &'s IssuerView<'a>,
    crls: &'s [CertificateList<'s>],
    rules: &'s RevocationRules,
    signers: &'s mut dyn Signers<'a>,
    reasons_mask: ReasonFlags,
    cause: UnknownCause,
}

impl<'s, 'a> Search<'s, 'a> {
    /// Steps (a) to (l) for one complete CRL under one distribution point. An error is why the CRL has no say.
    fn process(
        &mut self,
        point: &Point<'_>,
        candidate: &mut Candidate<'s>,
    ) -> Result<Option<RevokedCertificate<'s>>, UnknownCause> {
        self.verify_issuer_and_scope(point, candidate.crl)?;
        let interim_reasons_mask = interim_reasons_mask(point, candidate.crl);
        if !adds_to(interim_reasons_mask, self.reasons_mask) {
            return Ok(None);
        }
        match &candidate.examined {
            Some(known) => known.clone()?,
            None => {
                let answer = self.examine(candidate.crl);
                candidate.examined = Some(answer.as_ref().map(|_| ()).map_err(Clone::clone));
                if let Some(entry) = answer? {
                    return Ok(Some(entry));
                }
            }
        }
        self.reasons_mask = self.reasons_mask.union(interim_reasons_mask);
        Ok(None)
    }

    /// Steps (a), (c) and (f) to (k): what a CRL in scope says.
    fn examine(&mut self, crl: &'s CertificateList<'s>) -> Result<Option<RevokedCertificate<'s>>, UnknownCause> {
        if !self.rules.crls.number.is_kept(crl) {
            return Err(UnknownCause::Number);
        }
        if let Some(id) = crl.unhandled_critical_extension() {
            return Err(UnknownCause::UnhandledCriticalExtension(id.into()));
        }
        let currency = self.verify_currency(crl);
        let deltas = self.deltas_for(crl);
        // A delta brings an outdated CRL up to date (step (a)(1)(i)); it does nothing for one that is not out yet.
        let delta_would_help = matches!(currency, Err(UnknownCause::Expired { .. })) && !deltas.is_empty();
        if !delta_would_help {
            currency.clone()?;
        }
        let key = self.verify_signature(crl)?;
        let delta = self.signed_delta(deltas, key)?;
        if delta.is_none() {
            currency?;
        }
        Ok(find_entry(self.certificate, crl, delta))
    }

    /// Step (b): the CRL's issuer, then its scope.
    fn verify_issuer_and_scope(&self, point: &Point<'_>, crl: &CertificateList<'_>) -> Result<(), UnknownCause> {
        let scope = crl.issuing_distribution_point();
        // (b)(1)
        match point.crl_issuer {
            Some(_) => {
                if !point.is_crl_issuer(&crl.issuer()) {
                    return Err(UnknownCause::NoCrl);
                }
                if !scope.is_some_and(|scope| scope.indirect_crl) {
                    return Err(UnknownCause::NotIndirect);
                }
            }
            None if !self.is_from_issuer(crl) => return Err(UnknownCause::NoCrl),
            None => {}
        }
        let Some(scope) = scope else { return Ok(()) };
        // (b)(2)(i)
        if scope.name.is_some_and(|name| !names_match(point, &name, &crl.issuer())) {
            return Err(UnknownCause::DistributionPointMismatch);
        }
        // (b)(2)(ii) to (iv). A basicConstraints that does not decode is neither a CA's nor a user's.
        let is_ca = match self.certificate.basic_constraints() {
            None => Some(false),
            Some(constraints) => constraints.ok().map(|constraints| constraints.ca),
        };
        let in_scope = !(scope.only_contains_user_certs && is_ca != Some(false)
            || scope.only_contains_ca_certs && is_ca != Some(true)
            || scope.only_contains_attribute_certs);
        if in_scope { Ok(()) } else { Err(UnknownCause::OtherKindOfCertificate) }
    }

    fn is_from_issuer(&self, crl: &CertificateList<'_>) -> bool {
        crl.issuer().matches(&self.certificate.issuer(), NameComparison::Rfc5280)
    }

    /// Step (a): thisUpdate has come and nextUpdate has not passed; both instants belong to the period.
    fn verify_currency(&self, crl: &CertificateList<'_>) -> Result<(), UnknownCause> {
        let this_update = crl.this_update();
        if self.rules.time < this_update {
            return Err(UnknownCause::NotYetValid { this_update });
        }
        match crl.next_update() {
            Some(next_update) if self.rules.time > next_update => Err(UnknownCause::Expired { next_update }),
            None if !self.rules.allow_missing_next_update => Err(UnknownCause::NextUpdateMissing),
            _ => Ok(()),
        }
    }

    /// Step (c): the usable delta CRLs for a complete one, the highest number first.
    /// <https://www.rfc-editor.org/rfc/rfc5280#section-5.2.4>
    fn deltas_for(&self, complete: &CertificateList<'_>) -> Vec<&'s CertificateList<'s>> {
        let (true, Some(number)) = (self.rules.use_deltas, complete.crl_number()) else {
            return Vec::new();
        };
        let applies = |delta: &&CertificateList<'_>| {
            // 5.2.4 (c), (d): the delta starts at or before the complete CRL and reaches beyond it.
            delta.delta_base_number().is_some_and(|base| base <= number)
                && delta.crl_number().is_some_and(|follows| number < follows)
                && delta.issuer().matches(&complete.issuer(), NameComparison::Rfc5280)
                && delta.issuing_distribution_point() == complete.issuing_distribution_point()
                && delta.authority_key_identifier() == complete.authority_key_identifier()
                && delta.unhandled_critical_extension().is_none()
                && delta.signature_algorithm() == delta.tbs_signature_algorithm()
                && self.verify_currency(delta).is_ok()
        };
        let mut deltas: Vec<_> = self.crls.iter().filter(applies).collect();
        deltas.sort_by(|a, b| (b.crl_number(), b.this_update()).cmp(&(a.crl_number(), a.this_update())));
        deltas
    }

    /// Step (h): the first delta that `key` signed.
    fn signed_delta(
        &mut self,
        deltas: Vec<&'s CertificateList<'s>>,
        key: PublicKeyInfo<'a>,
    ) -> Result<Option<&'s CertificateList<'s>>, UnknownCause> {
        for delta in deltas {
            match self.signers.verify_crl(delta, key) {
                SignatureState::Valid => return Ok(Some(delta)),
                // It may well be right, and list the certificate.
                SignatureState::OverBudget => return Err(UnknownCause::OverBudget),
                SignatureState::Unsupported | SignatureState::Wrong => {}
            }
        }
        Ok(None)
    }

    /// Steps (f) and (g): the key of the CRL's issuer that signed it and may sign CRLs.
    fn verify_signature(&mut self, crl: &CertificateList<'_>) -> Result<PublicKeyInfo<'a>, UnknownCause> {
        if crl.signature_algorithm() != crl.tbs_signature_algorithm() {
            return Err(UnknownCause::SignatureAlgorithmMismatch);
        }
        let mut furthest = UnknownCause::SignerNotFound;
        if crl.issuer().matches(&self.issuer.subject, NameComparison::Rfc5280) {
            match self.verify_signature_with(crl, &self.issuer.signer) {
                Ok(key) => return Ok(key),
                Err(cause) => furthest = furthest.or_further(cause),
            }
        }
        for signer in self.signers.crl_signers(crl) {
            match self.verify_signature_with(crl, &signer) {
                Ok(key) => return Ok(key),
                Err(cause) => furthest = furthest.or_further(cause),
            }
        }
        Err(furthest)
    }

    fn verify_signature_with(
        &mut self,
        crl: &CertificateList<'_>,
        signer: &CrlSigner<'a>,
    ) -> Result<PublicKeyInfo<'a>, UnknownCause> {
        let may_sign = match signer.key_usage {
            Some(usage) => usage.intersects(KeyUsage::CRL_SIGN),
            None => !self.rules.crls.signer_needs_key_usage,
        };
        if !may_sign {
            return Err(UnknownCause::IssuerMayNotSignCrls);
        }
        match self.signers.verify_crl(crl, signer.public_key) {
            SignatureState::Valid => Ok(signer.public_key),
            SignatureState::Wrong => Err(UnknownCause::SignatureWrong),
            SignatureState::Unsupported => Err(UnknownCause::UnsupportedSignatureAlgorithm),
            SignatureState::OverBudget => Err(UnknownCause::OverBudget),
        }
    }

    fn note(&mut self, cause: UnknownCause) {
        let furthest = std::mem::replace(&mut self.cause, UnknownCause::NoCrl);
        self.cause = furthest.or_further(cause);
    }

    fn conclude(self) -> Status {
        match self.reasons_mask {
            mask if mask.is_all() => Status::Good,
            ReasonFlags(0) => Status::Unknown(self.cause),
            covered => Status::Unknown(self.cause.or_further(UnknownCause::ReasonsNotCovered { covered })),
        }
    }
}

/// Step (d): the reasons for which this CRL answers under this point.
fn interim_reasons_mask(point: &Point<'_>, crl: &CertificateList<'_>) -> ReasonFlags {
    let of_crl = crl.issuing_distribution_point().and_then(|scope| scope.only_some_reasons);
    of_crl.unwrap_or(ReasonFlags::ALL).intersection(point.reasons.unwrap_or(ReasonFlags::ALL))
}

/// Step (e): whether `interim` has a reason that `mask` lacks.
const fn adds_to(interim: ReasonFlags, mask: ReasonFlags) -> bool {
    interim.0 & !mask.0 != 0
}

/// Steps (i), (j) and (k): the entry that revokes the certificate. A delta's entry overrides the complete CRL's, and
/// removeFromCRL takes the certificate off.
fn find_entry<'s>(
    certificate: &Certificate<'_>,
    complete: &CertificateList<'s>,
    delta: Option<&CertificateList<'s>>,
) -> Option<RevokedCertificate<'s>> {
    let find = |crl: &CertificateList<'s>| crl.find(certificate.issuer(), certificate.serial_number());
    let entry = delta.and_then(find).or_else(|| find(complete));
    entry.filter(|entry| entry.reason != Some(RevocationReason::RemoveFromCrl))
}

#[cfg(test)]
mod tests;
