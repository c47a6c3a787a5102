//! Defects of extensions that are not processed. <https://www.rfc-editor.org/rfc/rfc5280#section-4.2>

use verifail::Requirement;

use super::effect::{When, breach};
use super::{Aspect, EVERYWHERE, Record};
use crate::materialise::oid;

pub(super) const DEFECTS: &[Record] = &[
    Record::of_certificate(
        "unknown-critical-extension",
        "an extension that nobody knows is critical",
        EVERYWHERE,
        &[Aspect::UnknownExtension],
        |spec, _| spec.unknown_extension = Some(true),
        &[breach(Requirement::CriticalExtensionRecognised)],
    ),
    Record::of_certificate(
        "unknown-extension",
        "an extension that nobody knows is there and not critical, which is right",
        EVERYWHERE,
        &[Aspect::UnknownExtension],
        |spec, _| spec.unknown_extension = Some(false),
        &[],
    ),
    Record::of_certificate(
        "critical-authority-info-access",
        "authorityInfoAccess is critical",
        EVERYWHERE,
        &[Aspect::InfoAccess],
        |spec, _| spec.ca_issuers = Some(true),
        &[
            breach(Requirement::AuthorityInfoAccessNotCritical),
            breach(Requirement::CriticalExtensionRecognised)
                .when(&[When::DoesNotRecognise(oid::AUTHORITY_INFO_ACCESS)]),
        ],
    ),
];
