//! Defects of keyUsage. <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.3>

use verifail::Requirement;

use super::effect::{At, Effect, When, breach, ends_path};
use super::{Aspect, CA, END_ENTITY, EVERYWHERE, Record};
use crate::world::KeyUsage;

/// Envoy does not take a CA for an issuer that may not sign certificates.
const PASSED_OVER: Effect = ends_path(At::Child).only(CA).when(&[When::PassesOverNonSigners]);

pub(super) const DEFECTS: &[Record] = &[
    Record::of_certificate(
        "no-key-usage",
        "keyUsage is missing",
        EVERYWHERE,
        &[Aspect::KeyUsage],
        |spec, _| spec.key_usage = None,
        &[breach(Requirement::CaKeyUsagePresent).only(CA)],
    ),
    Record::of_certificate(
        "empty-key-usage",
        "keyUsage has no bit set",
        EVERYWHERE,
        &[Aspect::KeyUsage],
        |spec, _| spec.key_usage = Some(KeyUsage::new(0)),
        &[
            breach(Requirement::KeyUsageNotEmpty),
            breach(Requirement::KeyCertSign).only(CA),
            breach(Requirement::EndEntityKeyUsage).only(END_ENTITY).when(&[When::AsksForTls]),
            PASSED_OVER,
        ],
    ),
    Record::of_certificate(
        "no-key-cert-sign",
        "a CA's keyUsage has cRLSign and not keyCertSign",
        CA,
        &[Aspect::KeyUsage],
        |spec, _| spec.key_usage = Some(KeyUsage::new(KeyUsage::CRL_SIGN)),
        &[breach(Requirement::KeyCertSign), breach(Requirement::KeyCertSignUnlessEmpty), PASSED_OVER],
    ),
    Record::of_certificate(
        "key-cert-sign-of-an-end-entity",
        "an end entity's keyUsage has keyCertSign besides digitalSignature",
        END_ENTITY,
        &[Aspect::KeyUsage],
        |spec, _| spec.key_usage = Some(KeyUsage::new(KeyUsage::DIGITAL_SIGNATURE | KeyUsage::KEY_CERT_SIGN)),
        &[breach(Requirement::KeyCertSignOnlyOnCa)],
    ),
    Record::of_certificate(
        "key-usage-not-for-tls",
        "an end entity's keyUsage has contentCommitment alone",
        END_ENTITY,
        &[Aspect::KeyUsage],
        |spec, _| spec.key_usage = Some(KeyUsage::new(KeyUsage::NON_REPUDIATION)),
        &[breach(Requirement::EndEntityKeyUsage).when(&[When::AsksForTls])],
    ),
    Record::of_certificate(
        "key-usage-not-critical",
        "keyUsage is not critical, which no relying party minds",
        EVERYWHERE,
        &[Aspect::KeyUsage],
        |spec, _| spec.key_usage = spec.key_usage.map(|usage| KeyUsage { critical: false, ..usage }),
        &[],
    ),
];
