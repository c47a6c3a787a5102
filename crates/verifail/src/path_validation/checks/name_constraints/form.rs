//! The form of the extension itself: only in CA certificates, critical, not empty, and nothing in it that the policy
//! cannot process.

use std::net::IpAddr;

use super::compare::processed;
use crate::certificate::{Certificate, Field, GeneralName, GeneralSubtrees, NameConstraints};
use crate::der::DerError;
use crate::finding::Context;
use crate::name_matching::{dns, email, ip};
use crate::oid;
use crate::path_validation::{Scope, Sink};
use crate::policy::{Requirement, RequirementSet, Role, SubtreeDialect};

/// What [`check_form`] may report.
pub(crate) const FORM: RequirementSet = RequirementSet::of(&[
    Requirement::NameConstraintsOnlyOnCa,
    Requirement::NameConstraintsCritical,
    Requirement::NameConstraintsNotEmpty,
    Requirement::NameConstraintSyntax,
    Requirement::NameConstraintSupported,
]);

/// Form: only in CA certificates, critical, not empty, and nothing in it that the policy cannot process.
pub(crate) fn check_form(certificate: &Certificate<'_>, scope: &Scope<'_>, sink: &mut Sink<'_, '_>) {
    let Some(extension) = certificate.extension(oid::NAME_CONSTRAINTS) else {
        return;
    };
    let field = || Field::extension(oid::NAME_CONSTRAINTS);
    let is_ca = matches!(certificate.basic_constraints(), Some(Ok(constraints)) if constraints.ca);
    if sink.role() == Role::EndEntity && !is_ca {
        sink.report(Requirement::NameConstraintsOnlyOnCa, field, || Context::None);
    }
    if !extension.critical {
        sink.report(Requirement::NameConstraintsCritical, field, || Context::None);
    }
    // A value that does not decode is malformed.
    let Ok(constraints) = NameConstraints::decode(extension.value) else {
        return;
    };
    let lists = [constraints.permitted, constraints.excluded];
    if constraints.is_empty() || lists.iter().flatten().any(GeneralSubtrees::is_empty) {
        sink.report(Requirement::NameConstraintsNotEmpty, field, || Context::Encoding(Some(DerError::Empty)));
    }
    let rules = &scope.policy.parameters().name_constraints;
    for subtree in lists.iter().flatten().flat_map(GeneralSubtrees::iter).map_while(Result::ok) {
        let misspelt = match rules.dialect {
            SubtreeDialect::Go => !go_reads(&subtree.base),
            _ => subtree.has_distance || !base_is_well_written(&subtree.base),
        };
        if misspelt && sink.wants(Requirement::NameConstraintSyntax) {
            sink.report_once(Requirement::NameConstraintSyntax, field, || Context::Kind {
                expected: "a base that RFC 5280 section 4.2.1.10 has, without minimum and maximum",
                found: subtree.base.to_string(),
            });
        }
        if rules.refuse_unknown_forms && extension.critical && !processed(rules.forms, &subtree.base) {
            sink.report_once(Requirement::NameConstraintSupported, field, || Context::Kind {
                expected: "constraints on forms that the policy processes",
                found: subtree.base.to_string(),
            });
        }
    }
}

/// The forms of a base that RFC 5280 has.
fn base_is_well_written(base: &GeneralName<'_>) -> bool {
    match base {
        GeneralName::DnsName(octets) => dns::is_valid_constraint(octets, false),
        GeneralName::IpAddress(octets) => matches!(octets.len(), 8 | 32),
        GeneralName::Rfc822Name(octets) if octets.contains(&b'@') => email::mailbox(octets).is_some(),
        GeneralName::Rfc822Name(octets) | GeneralName::UniformResourceIdentifier(octets) => {
            let host = octets.strip_prefix(b".").unwrap_or(octets);
            dns::is_valid_presented(host, dns::Underscore::Permitted, None)
        }
        _ => true,
    }
}

/// The bases that Go's parser reads; one that it does not makes the certificate unreadable. `minimum` and `maximum` it
/// skips, and forms it does not process it leaves to the critical flag.
fn go_reads(base: &GeneralName<'_>) -> bool {
    match base {
        GeneralName::DnsName(octets) => dns::is_printable_base(octets),
        GeneralName::IpAddress(octets) => ip::is_network(octets) && !octets.starts_with(&ip::MAPPED),
        GeneralName::Rfc822Name(octets) if octets.contains(&b'@') => email::mailbox(octets).is_some(),
        GeneralName::Rfc822Name(octets) => dns::is_printable_base(octets),
        GeneralName::UniformResourceIdentifier(octets) => {
            let address = std::str::from_utf8(octets).is_ok_and(|text| text.parse::<IpAddr>().is_ok());
            dns::is_printable_base(octets) && !address
        }
        _ => true,
    }
}
