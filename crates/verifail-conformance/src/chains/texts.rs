//! Every error text of BoringSSL's `pki/`, and what it stands for in our vocabulary: one table.
//!
//! A text that stands for one of several of our reasons lists them all: where BoringSSL walks a fixed chain and says
//! that names do not link, path building says that no issuer was found, and both are right.

use verifail::{Reason, Requirement};

use crate::findings::{Expected, Fault};

/// An expected finding; a text that is not in the table has no fault.
pub fn expected(cert: usize, is_error: bool, text: &str) -> Expected {
    let text = text.lines().next().unwrap_or_default().trim();
    Expected { cert, is_error, text: text.to_owned(), fault: fault(text) }
}

/// What a text stands for.
pub fn fault(text: &str) -> Option<Fault> {
    TEXTS.iter().find(|(known, _)| *known == text).map(|(_, fault)| *fault)
}

const fn of(reasons: &'static [Reason], requirements: &'static [Requirement]) -> Fault {
    Fault { reasons, requirements }
}

/// No path, or no link of one.
const NO_ANCHOR: &[Reason] = &[
    Reason::UnknownIssuer,
    Reason::UntrustedRoot,
    Reason::MissingIntermediate,
    Reason::SelfSignedInChain,
    Reason::SelfSignedLeaf,
];
/// The certificate, or a field of it, cannot be read.
const MALFORMED: Fault = of(&[Reason::Malformed], &[]);
/// Readable, and against a rule of the profile.
const PROFILE: &[Reason] = &[Reason::ProfileViolation, Reason::Malformed];
/// The value of an extension cannot be read.
const EXTENSION: Fault = of(&[Reason::Malformed], &[Requirement::ExtensionWellFormed]);
/// A limit of the search.
const LIMIT: Fault = of(&[Reason::ChainLimits], &[]);

const TEXTS: &[(&str, Fault)] = &[
    // common_cert_errors.cc
    ("Internal error", of(&[], &[])),
    ("Time is after notAfter", of(&[Reason::Expired], &[Requirement::NotAfter])),
    ("Time is before notBefore", of(&[Reason::NotYetValid], &[Requirement::NotBefore])),
    ("Distrusted by trust store", of(&[Reason::ExplicitlyDistrusted], &[Requirement::KeyNotDistrusted])),
    (
        "Certificate.signatureAlgorithm != TBSCertificate.signature",
        of(&[Reason::Malformed], &[Requirement::SignatureAlgorithmsAgree]),
    ),
    ("Chain is empty", of(NO_ANCHOR, &[Requirement::TrustAnchorReached])),
    (
        "Unconsumed critical extension",
        of(&[Reason::UnhandledCriticalExtension], &[Requirement::CriticalExtensionRecognised]),
    ),
    ("keyCertSign bit is not set", of(&[Reason::KeyUsage], &[Requirement::KeyCertSign])),
    (
        "KeyUsage must have only the digitalSignature bit set for rcsMlsClient auth",
        of(&[Reason::KeyUsage], &[Requirement::KeyUsageProfile]),
    ),
    ("max_path_length reached", of(&[Reason::PathLength], &[Requirement::PathLengthRespected])),
    ("Basic Constraints indicates not a CA", of(&[Reason::CaViolation], &[Requirement::CaFlagSet])),
    (
        "Certificate has Basic Constraints indicating it is a CA when it should not be a CA",
        of(&[Reason::CaViolation], &[Requirement::EndEntityIsNotCa]),
    ),
    ("Does not have Basic Constraints", of(&[Reason::CaViolation], &[Requirement::CaBasicConstraintsPresent])),
    (
        "Not permitted by name constraints",
        of(
            &[Reason::NameConstraints],
            &[Requirement::NamePermitted, Requirement::NameNotExcluded, Requirement::NameConstraintSupported],
        ),
    ),
    (
        "Too many name constraints checks",
        of(&[Reason::ChainLimits, Reason::NameConstraints], &[Requirement::WithinBudget]),
    ),
    (
        "subject does not match issuer",
        of(
            &[
                Reason::IssuerMismatch,
                Reason::UnknownIssuer,
                Reason::MissingIntermediate,
                Reason::SelfSignedInChain,
                Reason::SelfSignedLeaf,
            ],
            &[Requirement::NameChaining, Requirement::TrustAnchorReached],
        ),
    ),
    (
        // Said too of a signature that is not a whole number of octets.
        "VerifySignedData failed",
        of(&[Reason::BadSignature, Reason::Malformed], &[Requirement::SignatureValid]),
    ),
    (
        "Certificate.signatureAlgorithm is encoded differently than TBSCertificate.signature",
        of(&[Reason::Malformed], &[Requirement::SignatureAlgorithmsAgree]),
    ),
    (
        "The extended key usage does not include server auth",
        of(&[Reason::EkuMissingOrWrong], &[Requirement::KeyPurpose]),
    ),
    (
        "The extended key usage does not include server auth but instead includes anyExtendedKeyUsage",
        of(&[Reason::EkuMissingOrWrong], &[Requirement::KeyPurposeNotOnlyAny]),
    ),
    (
        "The extended key usage does not include client auth",
        of(&[Reason::EkuMissingOrWrong], &[Requirement::KeyPurpose]),
    ),
    (
        "The extended key usage does not include client auth but instead includes anyExtendedKeyUsage",
        of(&[Reason::EkuMissingOrWrong], &[Requirement::KeyPurposeNotOnlyAny]),
    ),
    (
        "The extended key usage does not include client auth or server auth",
        of(&[Reason::EkuMissingOrWrong], &[Requirement::KeyPurpose]),
    ),
    (
        "The extended key usage includes OCSP signing which is not permitted for this use",
        of(&[Reason::EkuMissingOrWrong], &[Requirement::NoOcspSigning]),
    ),
    (
        "The extended key usage includes time stamping which is not permitted for this use",
        of(&[Reason::EkuMissingOrWrong], &[Requirement::NoTimeStamping]),
    ),
    (
        "The extended key usage includes code signing which is not permitted for this use",
        of(&[Reason::EkuMissingOrWrong], &[Requirement::NoCodeSigning]),
    ),
    (
        "The extended key usage does not contain only the rcsMlsClient key purpose.",
        of(&[Reason::EkuMissingOrWrong], &[Requirement::KeyPurposeProfile]),
    ),
    (
        "The extended key usage does not contain the time stamping key purpose, or contains prohibited key usages",
        of(&[Reason::EkuMissingOrWrong], &[Requirement::KeyPurposeProfile]),
    ),
    (
        // Said of a key usage without digitalSignature too.
        "The extended key usage must contain at least one of: email protection or document signing, and must not \
         contain prohibited key usages",
        of(
            &[Reason::EkuMissingOrWrong, Reason::KeyUsage],
            &[Requirement::KeyPurposeProfile, Requirement::KeyUsageProfile],
        ),
    ),
    (
        "Certificate does not have extended key usage",
        of(&[Reason::EkuMissingOrWrong], &[Requirement::ExtendedKeyUsagePresent]),
    ),
    ("Certificate is not a trust anchor", of(NO_ANCHOR, &[Requirement::TrustAnchorReached])),
    ("No valid policy", of(&[Reason::Policy], &[Requirement::CertificatePolicy])),
    ("PolicyMappings must not map anyPolicy", of(&[Reason::Policy], &[Requirement::PolicyMappingNotAny])),
    (
        "Couldn't parse SubjectPublicKeyInfo",
        of(&[Reason::Malformed, Reason::WeakKey], &[Requirement::PublicKeyWellFormed, Requirement::PublicKeyKind]),
    ),
    (
        // An unknown algorithm and one that is too weak alike.
        "Unacceptable signature algorithm",
        of(
            &[Reason::UnsupportedSignatureAlgorithm, Reason::WeakSignature],
            &[Requirement::SignatureAlgorithmSupported, Requirement::SignatureDigestStrong],
        ),
    ),
    ("Unacceptable public key", of(&[Reason::WeakKey], &[Requirement::PublicKeyKind, Requirement::PublicKeyStrength])),
    ("Certificate is revoked", of(&[Reason::Revoked], &[Requirement::NotRevoked])),
    (
        "Certificate lacks a revocation mechanism",
        of(&[Reason::RevocationUnavailable], &[Requirement::RevocationStatusKnown]),
    ),
    ("Unable to check revocation", of(&[Reason::RevocationUnavailable], &[Requirement::RevocationStatusKnown])),
    ("No matching issuer found", of(NO_ANCHOR, &[Requirement::TrustAnchorReached])),
    ("Deadline exceeded", LIMIT),
    ("Iteration limit exceeded", LIMIT),
    ("Depth limit exceeded", LIMIT),
    // simple_path_builder_delegate.cc
    ("RSA modulus too small", of(&[Reason::WeakKey], &[Requirement::PublicKeyStrength])),
    ("Only P-256, P-384, P-521 are supported for ECDSA", of(&[Reason::WeakKey], &[Requirement::PublicKeyKind])),
    // parsed_certificate.cc
    ("Failed parsing Certificate", MALFORMED),
    ("Failed parsing TBSCertificate", MALFORMED),
    ("Failed reading issuer or subject", MALFORMED),
    ("Failed normalizing subject", MALFORMED),
    ("Failed normalizing issuer", MALFORMED),
    ("Failed parsing extensions", MALFORMED),
    ("Failed parsing basic constraints", EXTENSION),
    ("Failed parsing key usage", of(&[Reason::Malformed, Reason::KeyUsage], &[])),
    ("Failed parsing extended key usage", of(&[Reason::Malformed, Reason::EkuMissingOrWrong], &[])),
    ("Failed parsing subjectAltName", of(&[Reason::Malformed, Reason::NoSan], &[])),
    (
        "Empty subject and subjectAltName is not critical",
        of(&[Reason::ProfileViolation], &[Requirement::SubjectAltNameCriticality]),
    ),
    ("Failed parsing name constraints", of(&[Reason::Malformed, Reason::NameConstraints], &[])),
    ("Failed parsing authority info access", EXTENSION),
    ("Failed parsing certificate policies", of(&[Reason::Malformed, Reason::Policy], &[])),
    ("Failed parsing policy constraints", of(&[Reason::Malformed, Reason::Policy], &[])),
    ("Failed parsing policy mappings", of(&[Reason::Malformed, Reason::Policy], &[])),
    ("Failed parsing inhibit any policy", of(&[Reason::Malformed, Reason::Policy], &[])),
    ("Failed parsing authority key identifier", EXTENSION),
    ("Failed parsing subject key identifier", EXTENSION),
    // parse_certificate.cc
    ("Failed parsing Certificate SEQUENCE", MALFORMED),
    ("Unconsumed data inside Certificate SEQUENCE", MALFORMED),
    ("Unconsumed data after Certificate SEQUENCE", MALFORMED),
    ("Couldn't read tbsCertificate as SEQUENCE", MALFORMED),
    ("Couldn't read Certificate.signatureAlgorithm as SEQUENCE", MALFORMED),
    ("Couldn't read Certificate.signatureValue as BIT STRING", MALFORMED),
    ("Unconsumed data inside TBSCertificate", MALFORMED),
    ("Failed parsing TBSCertificate SEQUENCE", MALFORMED),
    ("Failed reading version", MALFORMED),
    ("Failed parsing version", of(PROFILE, &[])),
    ("Version explicitly V1 (should be omitted)", MALFORMED),
    ("Failed reading serialNumber", MALFORMED),
    ("Failed reading signature", MALFORMED),
    ("Failed reading issuer", MALFORMED),
    ("Failed reading validity", MALFORMED),
    ("Failed parsing validity", MALFORMED),
    ("Failed reading subject", MALFORMED),
    ("Failed reading subjectPublicKeyInfo", MALFORMED),
    ("Failed reading issuerUniqueId", MALFORMED),
    ("Failed parsing issuerUniqueId", MALFORMED),
    ("Unexpected issuerUniqueId (must be V2 or V3 certificate)", of(PROFILE, &[])),
    ("Failed reading subjectUniqueId", MALFORMED),
    ("Failed parsing subjectUniqueId", MALFORMED),
    ("Unexpected subjectUniqueId (must be V2 or V3 certificate)", of(PROFILE, &[])),
    ("Failed reading extensions SEQUENCE", MALFORMED),
    ("Unexpected extensions (must be V3 certificate)", of(PROFILE, &[Requirement::ExtensionsNeedVersion3])),
    ("Serial number is negative", of(PROFILE, &[Requirement::SerialNumberPositive])),
    ("Serial number is zero", of(PROFILE, &[Requirement::SerialNumberPositive])),
    ("Serial number is longer than 20 octets", of(PROFILE, &[Requirement::SerialNumberLength])),
    ("Serial number is not a valid INTEGER", MALFORMED),
    // certificate_policies.cc
    ("The policy qualifiers SEQUENCE is empty", EXTENSION),
    (
        "Unknown policy qualifier OID (not CPS or User Notice)",
        of(&[Reason::UnhandledCriticalExtension, Reason::Malformed], &[]),
    ),
    ("Policies is an empty SEQUENCE", EXTENSION),
    ("Policies contains duplicate OIDs", of(PROFILE, &[])),
    ("PolicyInformation has trailing data", EXTENSION),
    ("Failed parsing policy qualifiers", EXTENSION),
    ("PolicyQualifierInfo is missing qualifier", EXTENSION),
    ("PolicyQualifierInfo has trailing data", EXTENSION),
    // general_names.cc
    ("Failed parsing GeneralName", EXTENSION),
    ("rfc822Name is not ASCII", EXTENSION),
    ("dNSName is not ASCII", EXTENSION),
    ("uniformResourceIdentifier is not ASCII", EXTENSION),
    ("Failed parsing iPAddress", EXTENSION),
    ("Unknown GeneralName type", EXTENSION),
    ("Failed reading GeneralNames SEQUENCE", EXTENSION),
    ("GeneralNames contains trailing data after the sequence", EXTENSION),
    ("GeneralNames is a sequence of 0 elements", of(&[Reason::Malformed], &[])),
    ("Failed reading GeneralName TLV", EXTENSION),
    // verify_name_match.cc
    ("Failed converting AttributeValue to string", MALFORMED),
    ("Failed normalizing string", MALFORMED),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_listed_twice() {
        for (at, (text, _)) in TEXTS.iter().enumerate() {
            assert_eq!(TEXTS.iter().position(|(other, _)| other == text), Some(at), "{text}");
        }
    }

    #[test]
    fn every_rule_that_a_text_names_is_reported_under_one_of_its_reasons() {
        for (text, fault) in TEXTS {
            for requirement in fault.requirements {
                // Path building says more precisely than the rule's own reason why no anchor is reached.
                let usual = requirement.reason();
                assert!(fault.reasons.contains(&usual), "{text}: {requirement} is reported as {usual}");
            }
        }
    }

    #[test]
    fn parameters_below_a_text_do_not_belong_to_it() {
        assert_eq!(expected(1, true, "VerifySignedData failed\n  actual: 3").fault, fault("VerifySignedData failed"));
        assert!(fault("VerifySignedData failed").is_some());
        assert_eq!(fault("verifysigneddata failed"), None);
    }
}
