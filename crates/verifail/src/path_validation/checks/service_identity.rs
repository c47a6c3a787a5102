//! Service identity: whether the end entity is the one asked for. <https://www.rfc-editor.org/rfc/rfc9525#section-6>

use crate::certificate::{Certificate, Field, GeneralName, GeneralNames};
use crate::finding::{Context, MAX_ITEMS};
use crate::inputs::Identity;
use crate::oid;
use crate::path_validation::{Scope, Sink};
use crate::policy::{Requirement, RequirementSet};
use crate::service_identity::{self, ReferenceIdentifier};
use crate::taxonomy::Reason;

/// What this may report.
pub(crate) const MAY_REPORT: RequirementSet = RequirementSet::of(&[Requirement::ServiceIdentity]);

pub(crate) fn check(certificate: &Certificate<'_>, scope: &Scope<'_>, sink: &mut Sink<'_, '_>) {
    match scope.identity() {
        Identity::Unchecked => {}
        Identity::Reference(reference) => check_reference(certificate, reference, scope, sink),
        Identity::SanMatchers(matchers) => {
            let names = presented(certificate);
            let mut names = names.iter().flat_map(|names| names.readable_by(scope.policy.parameters().reader));
            if !names.any(|name| matchers.iter().any(|m| m.matches(&name))) {
                let expected = matchers.iter().take(MAX_ITEMS).map(ToString::to_string).collect::<Vec<_>>().join(", ");
                report(certificate, expected, |_| true, sink);
            }
        }
    }
}

fn presented<'a>(certificate: &Certificate<'a>) -> Option<GeneralNames<'a>> {
    // A value that does not decode is malformed; it presents no identifier.
    certificate.subject_alt_name().and_then(Result::ok)
}

fn check_reference(
    certificate: &Certificate<'_>,
    reference: &ReferenceIdentifier,
    scope: &Scope<'_>,
    sink: &mut Sink<'_, '_>,
) {
    let parameters = scope.policy.parameters();
    let rules = &parameters.identity;
    let names = presented(certificate);
    let mut readable = names.iter().flat_map(|names| names.readable_by(parameters.reader));
    if readable.any(|name| reference.matches(&name, rules)) {
        return;
    }
    // RFC 2818 section 3.1, obsolete: the common name counts where there is no dNSName at all.
    if service_identity::common_names_count(names, rules)
        && service_identity::matches_common_name(reference, &certificate.subject(), rules)
    {
        return;
    }
    let of_kind = |name: &GeneralName<'_>| match reference {
        ReferenceIdentifier::Dns(_) => matches!(name, GeneralName::DnsName(_)),
        ReferenceIdentifier::Ip(_) => matches!(name, GeneralName::IpAddress(_)),
    };
    report(certificate, reference.to_string(), of_kind, sink);
}

/// No subject alternative name at all is `no-san`; names of the wrong kind, or other names, are `name-mismatch`.
fn report(
    certificate: &Certificate<'_>,
    expected: String,
    of_kind: impl Fn(&GeneralName<'_>) -> bool,
    sink: &mut Sink<'_, '_>,
) {
    let names = presented(certificate);
    let readable = || names.iter().flat_map(|names| names.readable());
    let reason = if readable().next().is_none() { Reason::NoSan } else { Reason::NameMismatch };
    sink.report_as(Requirement::ServiceIdentity, reason, Field::extension(oid::SUBJECT_ALT_NAME), || {
        // Names of the reference's kind say most; without any, all are shown.
        let relevant = readable().filter(|n| of_kind(n)).count();
        let shown = readable().filter(|n| relevant == 0 || of_kind(n));
        let total = if relevant == 0 { readable().count() } else { relevant };
        Context::Identity {
            expected,
            presented: shown.take(MAX_ITEMS).map(|name| name.to_string()).collect(),
            omitted: total.saturating_sub(MAX_ITEMS),
        }
    });
}
