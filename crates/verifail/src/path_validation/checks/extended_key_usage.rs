//! Extended key usage: as a limit on the end entity and, above it, on what a CA may issue for.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12>
//!
//! RFC 5280 defines the extension for end entities only. That it limits the certificates below a CA is what every
//! verifier here does in its own way, and the CA/Browser Forum requires (BR section 7.1.2.10.6): the policy's
//! `key_purpose` parameters say how.

mod profiles;

use crate::certificate::{Certificate, ExtendedKeyUsage, Field};
use crate::finding::{Context, MAX_ITEMS};
use crate::inputs::KeyPurpose;
use crate::oid::{self, ObjectIdentifier};
use crate::path_validation::{Scope, Sink};
use crate::policy::{EkuScope, Requirement, RequirementSet, Role, ServerGatedCrypto};

/// Purposes that a certificate for TLS has no business with, and the requirement that says so.
const FOREIGN: [(&[u8], Requirement); 3] = [
    (oid::CODE_SIGNING, Requirement::NoCodeSigning),
    (oid::OCSP_SIGNING, Requirement::NoOcspSigning),
    (oid::TIME_STAMPING, Requirement::NoTimeStamping),
];

/// What this may report.
pub(crate) const MAY_REPORT: RequirementSet = RequirementSet::of(&[
    Requirement::ExtendedKeyUsageNotCritical,
    Requirement::RootWithoutExtendedKeyUsage,
    Requirement::KeyPurpose,
    Requirement::KeyPurposeNotOnlyAny,
    Requirement::ExtendedKeyUsagePresent,
    Requirement::SubscriberExtendedKeyUsagePresent,
    Requirement::ExtendedKeyUsageNotEmpty,
    Requirement::NoAnyExtendedKeyUsage,
    Requirement::NoCodeSigning,
    Requirement::NoOcspSigning,
    Requirement::NoTimeStamping,
    Requirement::KeyPurposeProfile,
    Requirement::KeyUsageProfile,
]);

pub(crate) fn check(
    certificate: &Certificate<'_>,
    role: Role,
    issues_end_entity: bool,
    scope: &Scope<'_>,
    sink: &mut Sink<'_, '_>,
) {
    let extension = certificate.extension(oid::EXTENDED_KEY_USAGE);
    if extension.is_some_and(|e| e.critical) {
        sink.report(Requirement::ExtendedKeyUsageNotCritical, field, || Context::None);
    }
    if extension.is_some() && role == Role::Anchor && certificate.is_self_issued() {
        sink.report(Requirement::RootWithoutExtendedKeyUsage, field, || Context::None);
    }
    let purpose = scope.purpose();
    let Some(required) = purpose.id() else { return };
    let rules = &scope.policy.parameters().key_purpose;
    let read = match rules.scope {
        EkuScope::EndEntity => role == Role::EndEntity,
        // An anchor's is read where the anchor itself asks for it; the sink knows.
        EkuScope::Path | EkuScope::PathAndAnchor => true,
    };
    // An application profile says itself how far up it reaches.
    let has_profile =
        matches!(purpose, KeyPurpose::C2paManifest | KeyPurpose::C2paTimeStamping | KeyPurpose::RcsMlsClient);
    if !read && !has_profile {
        return;
    }
    let usage = match extension.map(|e| ExtendedKeyUsage::decode(e.value)) {
        // A value that does not decode permits nothing that can be named; it is malformed, and says so elsewhere.
        Some(Err(_)) => return,
        Some(Ok(usage)) => Some(usage),
        None => None,
    };
    match purpose {
        KeyPurpose::C2paManifest => return profiles::c2pa_manifest(certificate, role, usage, sink),
        KeyPurpose::C2paTimeStamping => return profiles::c2pa_time_stamping(role, usage, sink),
        KeyPurpose::RcsMlsClient => return profiles::rcs_mls_client(certificate, role, usage, sink),
        KeyPurpose::Any | KeyPurpose::ClientAuth | KeyPurpose::Other(_) | KeyPurpose::ServerAuth => {}
    }
    // How far up the rules reach that are about more than the purpose itself.
    let in_profile = role == Role::EndEntity || issues_end_entity || !rules.profile_stops_at_issuer;
    let Some(usage) = usage else {
        let is_ca = matches!(certificate.basic_constraints(), Some(Ok(constraints)) if constraints.ca);
        if role == Role::EndEntity && !is_ca {
            sink.report(Requirement::SubscriberExtendedKeyUsagePresent, field, || needs(required, None));
        }
        // BoringSSL lets the issuing CA go without, for servers only: public CAs still have such intermediates.
        let exempt = rules.profile_stops_at_issuer && issues_end_entity && *purpose == KeyPurpose::ServerAuth;
        if !exempt {
            sink.report(Requirement::ExtendedKeyUsagePresent, field, || needs(required, None));
        }
        return;
    };
    if usage.is_empty() {
        sink.report(Requirement::ExtendedKeyUsageNotEmpty, field, || needs(required, Some(usage)));
        if rules.empty_permits_all {
            return;
        }
    }
    let any = usage.includes(ObjectIdentifier::new(oid::ANY_EXTENDED_KEY_USAGE));
    let gated_here = match rules.server_gated_crypto {
        ServerGatedCrypto::Nowhere => false,
        ServerGatedCrypto::Cas => role != Role::EndEntity,
        ServerGatedCrypto::Everywhere => true,
    };
    let gated = gated_here
        && *purpose == KeyPurpose::ServerAuth
        && [oid::NETSCAPE_SERVER_GATED_CRYPTO, oid::MICROSOFT_SERVER_GATED_CRYPTO]
            .into_iter()
            .any(|id| usage.includes(ObjectIdentifier::new(id)));
    if !usage.includes(required) && !gated {
        if !any || !rules.any_permits_all {
            sink.report(Requirement::KeyPurpose, field, || needs(required, Some(usage)));
        } else if in_profile {
            sink.report(Requirement::KeyPurposeNotOnlyAny, field, || needs(required, Some(usage)));
        }
    }
    if any {
        sink.report(Requirement::NoAnyExtendedKeyUsage, field, || forbidden(usage));
    }
    if in_profile {
        for (id, requirement) in FOREIGN {
            // An OCSP responder's purpose in the CA above it is how delegated responders are issued.
            let delegated = requirement == Requirement::NoOcspSigning && role != Role::EndEntity;
            if !delegated && usage.includes(ObjectIdentifier::new(id)) {
                sink.report(requirement, field, || forbidden(usage));
            }
        }
    }
}

fn field() -> Field {
    Field::extension(oid::EXTENDED_KEY_USAGE)
}

fn needs(required: ObjectIdentifier<'_>, usage: Option<ExtendedKeyUsage<'_>>) -> Context {
    let present = usage.into_iter().flat_map(|usage| usage.purposes()).take(MAX_ITEMS).map(Into::into).collect();
    Context::ObjectIdentifiers { required: Some(required.into()), present }
}

fn forbidden(usage: ExtendedKeyUsage<'_>) -> Context {
    Context::ObjectIdentifiers { required: None, present: usage.purposes().take(MAX_ITEMS).map(Into::into).collect() }
}
