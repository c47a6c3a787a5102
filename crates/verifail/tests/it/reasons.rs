//! Every reason that verification gives is given alone, at the right place, and in company: a second fault hides
//! nothing.

use verifail::{Context, Field, Finding, OwnedObjectIdentifier, Reason, Role, Severity};

use crate::der::{self, Extension, oid};
use crate::faults::rsa_of;
use crate::key::Digest;
use crate::world::{CA_KEY, CrlTemplate, ROOT_KEY, SERVER_KEY, World};

/// One reason: a world that is refused for it alone under a policy, and where.
struct Case {
    reason: Reason,
    policy: &'static str,
    depth: usize,
    role: Role,
    field: Field,
    edit: fn(&mut World),
}

fn extension(id: &str) -> Field {
    Field::Extension(id.parse::<OwnedObjectIdentifier>().unwrap())
}

const BASIC_CONSTRAINTS: &str = "2.5.29.19";
const CERTIFICATE_POLICIES: &str = "2.5.29.32";
const EXTENDED_KEY_USAGE: &str = "2.5.29.37";
const KEY_USAGE: &str = "2.5.29.15";
const SUBJECT_ALT_NAME: &str = "2.5.29.17";

fn case(
    reason: Reason,
    policy: &'static str,
    (depth, role): (usize, Role),
    field: Field,
    edit: fn(&mut World),
) -> Case {
    Case { reason, policy, depth, role, field, edit }
}

const SERVER: (usize, Role) = (0, Role::EndEntity);
const CA: (usize, Role) = (1, Role::Intermediate);

fn cases() -> Vec<Case> {
    vec![
        case(Reason::BadSignature, "rustls", SERVER, Field::SignatureValue, |w| w.end_entity.tampered = true),
        case(Reason::BadSignature, "rfc5280", CA, Field::SignatureValue, |w| w.intermediate().tampered = true),
        case(Reason::CaViolation, "rustls", SERVER, extension(BASIC_CONSTRAINTS), |w| {
            w.end_entity.set(der::basic_constraints(true, None));
        }),
        case(Reason::CaViolation, "rustls", CA, extension(BASIC_CONSTRAINTS), |w| {
            w.intermediate().remove(oid::BASIC_CONSTRAINTS);
        }),
        case(Reason::ChainLimits, "rfc5280", SERVER, Field::Certificate, |w| w.question.max_path_depth = Some(0)),
        case(Reason::EkuMissingOrWrong, "rustls", SERVER, extension(EXTENDED_KEY_USAGE), |w| {
            w.end_entity.set(der::extended_key_usage(&[oid::CLIENT_AUTH]));
        }),
        case(Reason::EkuMissingOrWrong, "go", CA, extension(EXTENDED_KEY_USAGE), |w| {
            w.intermediate().set(der::extended_key_usage(&[oid::CLIENT_AUTH]));
        }),
        case(Reason::EkuMissingOrWrong, "apple-tls-server", SERVER, extension(EXTENDED_KEY_USAGE), |w| {
            w.end_entity.remove(oid::EXTENDED_KEY_USAGE);
        }),
        case(Reason::ExplicitlyDistrusted, "rustls", SERVER, Field::SubjectPublicKeyInfo, |w| {
            w.question.distrusted = vec![SERVER_KEY];
        }),
        case(Reason::ExplicitlyDistrusted, "go", (2, Role::Anchor), Field::SubjectPublicKeyInfo, |w| {
            w.question.distrusted = vec![ROOT_KEY];
        }),
        case(Reason::Expired, "rustls", SERVER, Field::Validity, expire),
        case(Reason::Expired, "go", (2, Role::Anchor), Field::Validity, |w| {
            w.anchor().not_after = "20260614235959Z".to_owned();
        }),
        case(Reason::IssuerMismatch, "rfc5280", SERVER, Field::Issuer, |w| {
            w.end_entity.issuer = der::name("Nobody");
        }),
        case(Reason::KeyUsage, "openssl", SERVER, extension(KEY_USAGE), |w| {
            w.end_entity.set(der::key_usage(der::CRL_SIGN));
        }),
        case(Reason::KeyUsage, "rfc5280", CA, extension(KEY_USAGE), |w| {
            w.intermediate().set(der::key_usage(der::CRL_SIGN));
        }),
        case(Reason::Malformed, "rustls", SERVER, extension(BASIC_CONSTRAINTS), |w| {
            w.end_entity.set(Extension::new(oid::BASIC_CONSTRAINTS, true, vec![0x30, 5]));
        }),
        case(Reason::Malformed, "rfc5280", CA, Field::Validity, |w| {
            w.intermediate().not_before = "20209901000000Z".to_owned();
        }),
        case(Reason::MissingIntermediate, "rustls", SERVER, Field::Issuer, |w| {
            w.intermediates.clear();
            w.end_entity.set(der::ca_issuers("http://ca.example.com/ca.der"));
        }),
        case(Reason::NameConstraints, "rustls", SERVER, extension(SUBJECT_ALT_NAME), |w| {
            w.intermediate().set(der::name_constraints(&[der::dns("example.net")], &[]));
        }),
        case(Reason::NameMismatch, "rustls", SERVER, extension(SUBJECT_ALT_NAME), |w| {
            w.end_entity.set(der::subject_alt_name(&[der::dns("other.example.com")]));
        }),
        case(Reason::NoSan, "rustls", SERVER, extension(SUBJECT_ALT_NAME), |w| {
            w.end_entity.remove(oid::SUBJECT_ALT_NAME);
        }),
        case(Reason::NotYetValid, "openssl", CA, Field::Validity, |w| {
            w.intermediate().not_before = "20260616000000Z".to_owned();
        }),
        case(Reason::PathLength, "rustls", CA, extension(BASIC_CONSTRAINTS), |w| {
            crate::faults::extra_ca(w);
            w.intermediates[1].set(der::basic_constraints(true, Some(0)));
        }),
        case(Reason::Policy, "rfc5280", SERVER, extension(CERTIFICATE_POLICIES), |w| {
            w.question.policies.explicit_policy = true;
            w.intermediate().set(der::certificate_policies(&[oid::POLICY_ONE]));
        }),
        case(Reason::ProfileViolation, "web-pki", SERVER, Field::SerialNumber, |w| {
            w.end_entity.serial_number = vec![0];
        }),
        case(Reason::RevocationUnavailable, "rustls", SERVER, Field::SerialNumber, |w| {
            w.check_revocation(vec![CrlTemplate::of("Root", ROOT_KEY)]);
        }),
        case(Reason::Revoked, "rustls", SERVER, Field::SerialNumber, |w| {
            let crl = CrlTemplate::of("CA", CA_KEY).revoking(&w.end_entity);
            w.check_revocation(vec![crl, CrlTemplate::of("Root", ROOT_KEY)]);
        }),
        case(Reason::Revoked, "go", CA, Field::SerialNumber, |w| {
            let crl = CrlTemplate::of("Root", ROOT_KEY).revoking(&w.intermediates[0]);
            w.check_revocation(vec![crl, CrlTemplate::of("CA", CA_KEY)]);
        }),
        case(Reason::SelfSignedInChain, "rustls", (2, Role::Intermediate), Field::Issuer, |w| {
            let root = w.anchors.remove(0);
            w.intermediates.push(root);
        }),
        case(Reason::SelfSignedLeaf, "rustls", SERVER, Field::Issuer, |w| {
            w.end_entity.issuer = w.end_entity.subject.clone();
            w.end_entity.signer = SERVER_KEY;
        }),
        case(Reason::UnhandledCriticalExtension, "rustls", SERVER, extension("1.3.6.1.4.1.64801.9"), |w| {
            w.end_entity.set(der::unknown(true));
        }),
        case(Reason::UnknownIssuer, "rustls", CA, Field::Issuer, |w| w.anchors.clear()),
        case(Reason::UnsupportedSignatureAlgorithm, "rustls", SERVER, Field::SignatureAlgorithm, |w| {
            let algorithm = der::sequence(&[der::object_identifier(oid::UNKNOWN)]);
            w.end_entity.inner_algorithm = Some(algorithm.clone());
            w.end_entity.outer_algorithm = Some(algorithm);
        }),
        case(Reason::ValidityTooLong, "apple-tls-server", SERVER, Field::Validity, |w| {
            w.end_entity.not_after = "20270101000000Z".to_owned();
        }),
        case(Reason::WeakKey, "web-pki", SERVER, Field::SubjectPublicKeyInfo, |w| {
            w.end_entity.public_key_info = rsa_of(128);
        }),
        case(Reason::WeakSignature, "rustls", SERVER, Field::SignatureAlgorithm, |w| {
            w.end_entity.digest = Digest::Sha1;
        }),
    ]
}

fn expire(world: &mut World) {
    world.end_entity.not_after = "20260614235959Z".to_owned();
}

/// A second fault of the end entity, of another kind.
fn second_fault(reason: Reason) -> (Reason, fn(&mut World)) {
    if matches!(reason, Reason::Expired | Reason::ValidityTooLong) {
        (Reason::NameMismatch, |w| w.question.name = Some("elsewhere.example".to_owned()))
    } else {
        (Reason::Expired, expire)
    }
}

fn is_complete(finding: &Finding) {
    assert!(!finding.clause.is_empty(), "{finding}");
    let text = finding.to_string();
    assert!(text.starts_with(finding.reason.code()) && !text.contains('\n'), "{text}");
    assert!(finding.context != Context::None || text.contains(finding.reason.meaning()), "{text}");
}

#[test]
fn every_reason_of_verification_has_a_case_and_no_other() {
    let cases = cases();
    for reason in Reason::ALL {
        let has_case = cases.iter().any(|case| case.reason == *reason);
        assert_eq!(has_case, reason.is_verified(), "{reason}");
    }
}

#[test]
fn a_reason_alone_is_the_only_one_given_and_says_where() {
    for case in cases() {
        let answer = World::with(case.edit).ask(case.policy);
        answer.expect_reasons(&[case.reason.code()]);
        let errors: Vec<_> = answer.errors().collect();
        assert_eq!(errors.len(), 1, "{}", answer.text);
        for finding in errors {
            assert_eq!(
                (finding.reason, finding.severity, finding.depth, finding.role, &finding.field),
                (case.reason, Severity::Error, case.depth, case.role, &case.field),
                "{}",
                answer.text
            );
            is_complete(finding);
        }
    }
}

#[test]
fn a_second_fault_is_given_beside_the_first() {
    for case in cases() {
        let (second, edit) = second_fault(case.reason);
        let answer = World::with(|world| {
            (case.edit)(world);
            edit(world);
        })
        .ask(case.policy);
        answer.expect_reasons(&[case.reason.code(), second.code()]);
        answer.errors().for_each(is_complete);
    }
}

#[test]
fn a_reason_of_other_programs_is_given_in_no_world() {
    for (name, world) in crate::faults::worlds() {
        let answer = world.ask("rfc5280");
        assert!(!answer.reasons.iter().any(|reason| !reason.is_verified()), "{name}");
    }
}
