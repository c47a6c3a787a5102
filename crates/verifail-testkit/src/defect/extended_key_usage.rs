//! Defects of extKeyUsage, in worlds that ask for a server. <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12>
//!
//! RFC 5280 defines the extension for end entities only; that a CA's limits what it issues is the habit of verifiers,
//! each in its way. That a root has one at all is against the Baseline Requirements.

use verifail::Requirement;

use super::effect::{Effect, When, breach};
use super::{ANCHOR, Aspect, END_ENTITY, EVERYWHERE, INTERMEDIATE, PATH, Record};
use crate::world::{ExtendedKeyUsage, Place, Purpose, World};

/// A root that has the extension.
const ROOT: Effect = breach(Requirement::RootWithoutExtendedKeyUsage).only(ANCHOR);
/// The purpose is not among those that are there.
const WRONG: Effect = breach(Requirement::KeyPurpose).when(&[When::ReadsPurposes]);

/// A certificate for these purposes.
macro_rules! purposes {
    ($code:literal, $description:literal, [$($purpose:ident),*], $effects:expr) => {
        Record::of_certificate(
            $code,
            $description,
            EVERYWHERE,
            &[Aspect::ExtendedKeyUsage],
            |spec, _| spec.extended_key_usage = Some(ExtendedKeyUsage::of(&[$(Purpose::$purpose),*])),
            $effects,
        )
        .fitting(asks_for_server)
    };
}

pub(super) const DEFECTS: &[Record] = &[
    purposes!("purpose-client-auth", "extKeyUsage names clientAuth alone", [ClientAuth], &[WRONG, ROOT]),
    purposes!("purpose-unknown", "extKeyUsage names a purpose that nobody knows", [Unknown], &[WRONG, ROOT]),
    purposes!("purpose-email-protection", "extKeyUsage names emailProtection alone", [EmailProtection], &[WRONG, ROOT]),
    purposes!(
        "purpose-code-signing",
        "extKeyUsage names codeSigning alone",
        [CodeSigning],
        &[WRONG, breach(Requirement::NoCodeSigning).when(&[When::ReadsPurposes, When::ForeignPurposesCount]), ROOT]
    ),
    purposes!(
        "purpose-server-gated-crypto",
        "extKeyUsage names Server Gated Crypto alone, which once stood for serverAuth",
        [ServerGatedCrypto],
        &[breach(Requirement::KeyPurpose).when(&[When::ReadsPurposes, When::GatedCryptoDoesNotCount]), ROOT]
    ),
    purposes!(
        "purpose-any-alone",
        "extKeyUsage names anyExtendedKeyUsage alone",
        [Any],
        &[
            breach(Requirement::KeyPurpose).when(&[When::ReadsPurposes, When::AnyPurposeDoesNotPermit]),
            breach(Requirement::KeyPurposeNotOnlyAny).when(&[
                When::ReadsPurposes,
                When::AnyPurposePermits,
                When::ForeignPurposesCount,
            ]),
            breach(Requirement::NoAnyExtendedKeyUsage).when(&[When::ReadsPurposes]),
            ROOT,
        ]
    ),
    purposes!(
        "purpose-any-besides",
        "extKeyUsage names anyExtendedKeyUsage besides serverAuth",
        [ServerAuth, Any],
        &[breach(Requirement::NoAnyExtendedKeyUsage).when(&[When::ReadsPurposes]), ROOT]
    ),
    purposes!(
        "purpose-code-signing-besides",
        "extKeyUsage names codeSigning besides serverAuth",
        [ServerAuth, CodeSigning],
        &[breach(Requirement::NoCodeSigning).when(&[When::ReadsPurposes, When::ForeignPurposesCount]), ROOT]
    ),
    purposes!(
        "purpose-ocsp-signing-besides",
        "extKeyUsage names OCSPSigning besides serverAuth",
        [ServerAuth, OcspSigning],
        &[breach(Requirement::NoOcspSigning).only(END_ENTITY), ROOT]
    ),
    purposes!(
        "purpose-time-stamping-besides",
        "extKeyUsage names timeStamping besides serverAuth",
        [ServerAuth, TimeStamping],
        &[breach(Requirement::NoTimeStamping).when(&[When::ReadsPurposes, When::ForeignPurposesCount]), ROOT]
    ),
    purposes!(
        "no-purpose",
        "extKeyUsage names no purpose",
        [],
        &[
            breach(Requirement::ExtendedKeyUsageNotEmpty).when(&[When::ReadsPurposes]),
            breach(Requirement::KeyPurpose).when(&[When::ReadsPurposes, When::NoPurposeForbids]),
            ROOT,
        ]
    ),
    Record::of_certificate(
        "no-extended-key-usage",
        "extKeyUsage is missing",
        PATH,
        &[Aspect::ExtendedKeyUsage],
        |spec, _| spec.extended_key_usage = None,
        &[
            breach(Requirement::SubscriberExtendedKeyUsagePresent).only(END_ENTITY),
            breach(Requirement::ExtendedKeyUsagePresent).only(END_ENTITY),
            breach(Requirement::ExtendedKeyUsagePresent)
                .only(INTERMEDIATE)
                .when(&[When::ReadsPurposes, When::MissingPurposesCount]),
        ],
    )
    .fitting(asks_for_server),
    Record::of_certificate(
        "critical-extended-key-usage",
        "extKeyUsage is critical",
        EVERYWHERE,
        &[Aspect::ExtendedKeyUsage],
        |spec, _| {
            let server = ExtendedKeyUsage::of(&[Purpose::ServerAuth]);
            spec.extended_key_usage = Some(ExtendedKeyUsage { critical: true, ..server });
        },
        &[breach(Requirement::ExtendedKeyUsageNotCritical), ROOT],
    )
    .fitting(asks_for_server),
];

fn asks_for_server(world: &World, _: Place) -> bool {
    world.question.purpose == Purpose::ServerAuth
}
