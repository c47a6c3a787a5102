//! Application profiles of key purposes that are stricter than naming the purpose: RCS MLS clients (GSMA RCC.16
//! section A.3.8.3) and C2PA claim and time-stamp signers (C2PA 2.1, certificate profiles).

use super::{field, forbidden, needs};
use crate::certificate::{Certificate, ExtendedKeyUsage, Field, KeyUsage};
use crate::finding::Context;
use crate::oid::{self, ObjectIdentifier};
use crate::path_validation::Sink;
use crate::policy::{Requirement, Role};

/// rcsMlsClient alone, in every certificate below the anchor; the end entity's key usage is digitalSignature alone.
pub(super) fn rcs_mls_client(
    certificate: &Certificate<'_>,
    role: Role,
    usage: Option<ExtendedKeyUsage<'_>>,
    sink: &mut Sink<'_, '_>,
) {
    if role == Role::EndEntity && !matches!(certificate.key_usage(), Some(Ok(KeyUsage::DIGITAL_SIGNATURE))) {
        key_usage(certificate, "digitalSignature alone", sink);
    }
    let required = ObjectIdentifier::new(oid::RCS_MLS_CLIENT);
    match usage {
        None => sink.report(Requirement::KeyPurposeProfile, field, || needs(required, None)),
        Some(usage) if usage.includes(required) && usage.purposes().count() == 1 => {}
        Some(usage) => sink.report(Requirement::KeyPurposeProfile, field, || needs(required, Some(usage))),
    }
}

/// The end entity signs documents or protects e-mail, and neither signs time stamps, OCSP answers nor anything.
pub(super) fn c2pa_manifest(
    certificate: &Certificate<'_>,
    role: Role,
    usage: Option<ExtendedKeyUsage<'_>>,
    sink: &mut Sink<'_, '_>,
) {
    if role != Role::EndEntity {
        return;
    }
    if !matches!(certificate.key_usage(), Some(Ok(usage)) if usage.intersects(KeyUsage::DIGITAL_SIGNATURE)) {
        key_usage(certificate, "digitalSignature", sink);
    }
    let wanted = [oid::DOCUMENT_SIGNING, oid::EMAIL_PROTECTION];
    let unwanted = [oid::ANY_EXTENDED_KEY_USAGE, oid::OCSP_SIGNING, oid::TIME_STAMPING];
    purposes(usage, &wanted, &unwanted, sink);
}

/// The end entity signs time stamps and does none of the others' work.
pub(super) fn c2pa_time_stamping(role: Role, usage: Option<ExtendedKeyUsage<'_>>, sink: &mut Sink<'_, '_>) {
    if role == Role::EndEntity {
        let unwanted = [oid::ANY_EXTENDED_KEY_USAGE, oid::OCSP_SIGNING, oid::DOCUMENT_SIGNING, oid::EMAIL_PROTECTION];
        purposes(usage, &[oid::TIME_STAMPING], &unwanted, sink);
    }
}

fn key_usage(certificate: &Certificate<'_>, expected: &'static str, sink: &mut Sink<'_, '_>) {
    sink.report(Requirement::KeyUsageProfile, Field::extension(oid::KEY_USAGE), || Context::Kind {
        expected,
        found: match certificate.key_usage() {
            Some(Ok(usage)) => usage.to_string(),
            _ => "none".to_owned(),
        },
    });
}

/// Any of `wanted` and none of `unwanted`.
fn purposes(usage: Option<ExtendedKeyUsage<'_>>, wanted: &[&[u8]], unwanted: &[&[u8]], sink: &mut Sink<'_, '_>) {
    let has = |ids: &[&[u8]]| usage.is_some_and(|usage| ids.iter().any(|id| usage.includes(ObjectIdentifier::new(id))));
    if !has(wanted) {
        let required = ObjectIdentifier::new(wanted.first().copied().unwrap_or_default());
        sink.report(Requirement::KeyPurposeProfile, field, || needs(required, usage));
    } else if has(unwanted) {
        sink.report(Requirement::KeyPurposeProfile, field, || usage.map_or(Context::None, forbidden));
    }
}
