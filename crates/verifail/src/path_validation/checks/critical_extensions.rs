//! Critical extensions: what is not recognised refuses the certificate; steps (o) and (f) of RFC 5280 section 6.1.4,
//! 6.1.5.

use crate::certificate::{Certificate, CertificatePolicies, Field};
use crate::finding::Context;
use crate::inputs::KeyPurpose;
use crate::oid;
use crate::path_validation::{Scope, Sink};
use crate::policy::{Requirement, RequirementSet};

/// Extensions of the RCS MLS profile, processed where that purpose is asked for: participant and ACS participant.
const RCS_MLS: [&[u8]; 2] = [&[0x67, 0x81, 0x12, 2, 1, 4], &[0x67, 0x81, 0x12, 2, 1, 5]];

/// What this may report.
pub(crate) const MAY_REPORT: RequirementSet = RequirementSet::of(&[
    Requirement::AuthorityInfoAccessNotCritical,
    Requirement::PolicyQualifiersRecognised,
    Requirement::CriticalExtensionRecognised,
]);

pub(crate) fn check(certificate: &Certificate<'_>, scope: &Scope<'_>, sink: &mut Sink<'_, '_>) {
    let recognised = scope.policy.parameters().recognised_extensions;
    for extension in certificate.extensions().iter().filter(|e| e.critical) {
        let id = extension.id.as_bytes();
        if id == oid::AUTHORITY_INFO_ACCESS {
            sink.report(Requirement::AuthorityInfoAccessNotCritical, Field::Extension(extension.id.into()), || {
                Context::None
            });
        }
        // "Applications with specific policy requirements … MUST be able to interpret this extension (including the
        // optional qualifier)": RFC 5280 section 4.2.1.4.
        if id == oid::CERTIFICATE_POLICIES
            && CertificatePolicies::decode(extension.value)
                .is_ok_and(|policies| policies.iter().any(|policy| policy.has_unknown_qualifier))
        {
            sink.report(Requirement::PolicyQualifiersRecognised, Field::Extension(extension.id.into()), || {
                Context::ObjectIdentifiers { required: None, present: vec![extension.id.into()] }
            });
        }
        let processed = match id {
            // Microsoft's application policies repeat extKeyUsage and yield to it.
            oid::MS_APPLICATION_POLICIES => {
                recognised.contains(&id) && certificate.extension(oid::EXTENDED_KEY_USAGE).is_some()
            }
            _ if RCS_MLS.contains(&id) => *scope.purpose() == KeyPurpose::RcsMlsClient,
            _ => recognised.contains(&id),
        };
        if !processed {
            sink.report(Requirement::CriticalExtensionRecognised, Field::Extension(extension.id.into()), || {
                Context::ObjectIdentifiers { required: None, present: vec![extension.id.into()] }
            });
        }
    }
}
