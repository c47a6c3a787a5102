//! Certification path validation: the state machine of RFC 5280 section 6.1, from the trust anchor down to the end
//! entity.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-6.1>
//!
//! # Design
//!
//! Checks come in two kinds, one file each under `checks/`:
//!
//! - *Local* checks look at one certificate in one role. Path building runs them once for each certificate and role,
//!   before any signature, and keeps their findings; whatever paths a certificate is tried in share them. Each says what
//!   it may report; where a policy weighs none of that, it does not run.
//! - *Path* checks carry state from issuer to subject: path length, name constraints, certificate policies, revocation,
//!   and the links themselves. [`process`] runs them over a complete candidate path, in the order of the RFC.
//!
//! A check never stops the caller and never sees what another one found: it reports breaches into a [`Sink`], which
//! looks up what the breach weighs under the policy and whether a relaxation covers it. A wrong signature therefore
//! ends a path, but not the report about it.

pub(crate) mod checks;
pub(crate) mod revocation;
mod sink;

pub(crate) use sink::{Exemption, Scope, Sink};

use crate::certificate::Certificate;
use crate::finding::Finding;
use crate::policy::Role;
use crate::trust_anchor::TrustAnchor;
use crate::verdict::{Link, SignatureState};
use checks::{certificate_policies, link, name_constraints, path_length};

/// One candidate path and what is known about it before the state machine runs.
pub(crate) struct Candidate<'p, 'v> {
    /// End entity first; the anchor, if one was reached, last.
    pub(crate) links: &'p [Link<'v>],
    /// The end entity is itself trusted, without an issuer.
    pub(crate) trusted_end_entity: bool,
    /// How each certificate's signature came out under the next link's key; the last one's is of no meaning.
    pub(crate) signatures: &'p [SignatureState],
}

impl<'v> Candidate<'_, 'v> {
    /// The anchor, when one was reached.
    pub(crate) fn anchor(&self) -> Option<&'v TrustAnchor<'v>> {
        match self.links.last() {
            Some(Link::Anchor(anchor)) => Some(anchor),
            _ => None,
        }
    }

    /// Certificates that are not the anchor, by depth.
    pub(crate) fn certificates(&self) -> impl DoubleEndedIterator<Item = (usize, &'v Certificate<'v>)> {
        self.links.iter().enumerate().filter_map(|(depth, link)| match link {
            Link::Certificate(certificate) => Some((depth, *certificate)),
            Link::Anchor(_) => None,
        })
    }
}

/// What path checks spend and need beyond the path itself.
pub(crate) trait Services<'v> {
    /// Pays for comparisons of a name with subtrees; `false` when the budget is used up.
    fn compare_names(&mut self, comparisons: usize) -> bool;
    /// The revocation status of the certificate at `depth`.
    fn revocation_status(&mut self, candidate: &Candidate<'_, 'v>, depth: usize) -> revocation::Status;
}

/// The local checks of one certificate in one role, in the order in which a report lists them.
///
/// `issues_end_entity` is true for the CA directly above the end entity.
pub(crate) fn check_locally(
    certificate: &Certificate<'_>,
    role: Role,
    issues_end_entity: bool,
    scope: &Scope<'_>,
    sink: &mut Sink<'_, '_>,
) {
    use checks::{
        basic_constraints, common_name, critical_extensions, encoding, extended_key_usage, key_identifiers, key_usage,
        public_key, serial_number, service_identity, signature_algorithm, subject_alt_name, validity, version,
    };
    sink.run(encoding::MAY_REPORT, |sink| encoding::check(certificate, scope, sink));
    sink.run(version::MAY_REPORT, |sink| version::check(certificate, sink));
    sink.run(serial_number::MAY_REPORT, |sink| serial_number::check(certificate, sink));
    sink.run(signature_algorithm::MAY_REPORT, |sink| signature_algorithm::check(certificate, scope, sink));
    // Keys that are not to be trusted count under every policy.
    public_key::check(certificate, scope, sink);
    sink.run(validity::MAY_REPORT, |sink| validity::check(certificate, scope, sink));
    sink.run(key_identifiers::MAY_REPORT, |sink| key_identifiers::check(certificate, sink));
    sink.run(basic_constraints::MAY_REPORT, |sink| basic_constraints::check(certificate, role, scope, sink));
    sink.run(key_usage::MAY_REPORT, |sink| key_usage::check(certificate, role, scope, sink));
    sink.run(extended_key_usage::MAY_REPORT, |sink| {
        extended_key_usage::check(certificate, role, issues_end_entity, scope, sink);
    });
    sink.run(subject_alt_name::MAY_REPORT, |sink| subject_alt_name::check(certificate, role, sink));
    if role == Role::EndEntity {
        sink.run(service_identity::MAY_REPORT, |sink| service_identity::check(certificate, scope, sink));
        sink.run(common_name::MAY_REPORT, |sink| common_name::check(certificate, sink));
    }
    sink.run(name_constraints::FORM, |sink| name_constraints::check_form(certificate, scope, sink));
    sink.run(certificate_policies::FORM, |sink| certificate_policies::check_form(certificate, sink));
    sink.run(critical_extensions::MAY_REPORT, |sink| critical_extensions::check(certificate, scope, sink));
}

/// Runs the path checks over a candidate. Findings are appended by depth from the anchor down.
pub(crate) fn process<'v>(
    candidate: &Candidate<'_, 'v>,
    scope: &Scope<'_>,
    services: &mut dyn Services<'v>,
    findings: &mut Vec<Finding>,
) {
    let top = candidate.certificates().count();
    if candidate.trusted_end_entity && top == 1 {
        // There is no path: a certificate that is trusted itself, alone, is held to its local checks.
        return checks::trust::check(candidate, top, scope, findings);
    }
    let mut state = State::initialize(candidate, scope, findings);
    for (depth, certificate) in candidate.certificates().rev() {
        let role = if depth == 0 { Role::EndEntity } else { Role::Intermediate };
        let mut sink = Sink::new(scope, depth, role, findings);
        state.basic_certificate_processing(candidate, depth, certificate, scope, services, &mut sink);
        if depth == 0 {
            state.wrap_up(certificate, scope, &mut sink);
        } else {
            state.prepare_for_next_certificate(depth, certificate, scope, &mut sink);
        }
    }
    checks::trust::check(candidate, top, scope, findings);
}

/// The state variables of section 6.1.2, grouped by the check that owns them.
struct State<'v> {
    name_constraints: name_constraints::State<'v>,
    certificate_policies: certificate_policies::State<'v>,
    path_length: path_length::State,
}

impl<'v> State<'v> {
    /// Section 6.1.2, with the constraints of the anchor where the policy or the anchor itself wants them (RFC 5937).
    fn initialize(candidate: &Candidate<'_, 'v>, scope: &Scope<'_>, findings: &mut Vec<Finding>) -> Self {
        let n = candidate.certificates().count();
        let mut state = Self {
            name_constraints: name_constraints::State::default(),
            certificate_policies: certificate_policies::State::initialize(n, scope),
            path_length: path_length::State::default(),
        };
        if let Some(anchor) = candidate.anchor() {
            let mut sink = Sink::new(scope, n, Role::Anchor, findings).for_anchor(anchor);
            state.name_constraints.add_anchor(n, anchor, &sink);
            if let Some(certificate) = anchor.certificate() {
                state.certificate_policies.apply_anchor(certificate, &mut sink);
                state.path_length.apply_anchor(certificate, &mut sink);
            }
        }
        state
    }

    /// Section 6.1.3.
    fn basic_certificate_processing(
        &mut self,
        candidate: &Candidate<'_, 'v>,
        depth: usize,
        certificate: &'v Certificate<'v>,
        scope: &Scope<'_>,
        services: &mut dyn Services<'v>,
        sink: &mut Sink<'_, '_>,
    ) {
        // (a)(1) signature and (a)(4) name chaining; (a)(2) validity is a local check.
        link::check(candidate, depth, certificate, scope, sink);
        // (a)(3)
        checks::revocation::check(candidate, depth, scope, services, sink);
        // (b), (c)
        self.name_constraints.check(depth, certificate, scope, services, sink);
        // (d), (e), (f)
        self.certificate_policies.process(depth, certificate, sink);
    }

    /// Section 6.1.4. Steps (k), (n), (o) are local checks.
    fn prepare_for_next_certificate(
        &mut self,
        depth: usize,
        certificate: &'v Certificate<'v>,
        scope: &Scope<'_>,
        sink: &mut Sink<'_, '_>,
    ) {
        // (a), (b)
        self.certificate_policies.map(certificate, sink);
        // (g)
        self.name_constraints.add(depth, certificate);
        // (h), (i), (j)
        self.certificate_policies.prepare(certificate);
        // (l), (m)
        self.path_length.check(certificate, scope, sink);
    }

    /// Section 6.1.5.
    fn wrap_up(&mut self, certificate: &'v Certificate<'v>, scope: &Scope<'_>, sink: &mut Sink<'_, '_>) {
        self.certificate_policies.wrap_up(certificate, scope, sink);
    }
}
