//! What the models of real verifiers let pass where RFC 5280 does not, and the other way round.

use rcgen::{BasicConstraints, CertificateParams, CustomExtension, DnType, IsCa, Issuer, KeyPair, SerialNumber};

use crate::{Certificate, Inputs, KeyPurpose, Policy, Time, TrustAnchor, TrustAnchors, Verifier, algorithms};

/// 2026-01-01.
const NOW: Time = Time::from_unix_seconds(1_767_225_600);

/// Whether each policy accepts an end entity made with `adapt`, issued by a root it trusts.
fn check(adapt: impl Fn(&mut CertificateParams), expect: &[(&str, bool)]) {
    let [root_key, key] = std::array::from_fn(|_| KeyPair::generate().unwrap());
    let mut root = CertificateParams::new(Vec::new()).unwrap();
    root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let anchor = root.self_signed(&root_key).unwrap();
    let mut parameters = CertificateParams::new(vec!["www.example.com".to_owned()]).unwrap();
    parameters.distinguished_name.push(DnType::CommonName, "end entity");
    parameters.use_authority_key_identifier_extension = true;
    adapt(&mut parameters);
    let issued = parameters.signed_by(&key, &Issuer::new(root, root_key)).unwrap();
    let end_entity = Certificate::from_der(issued.der()).unwrap();
    let anchors: TrustAnchors<'_> = [TrustAnchor::from_der(anchor.der()).unwrap()].into_iter().collect();
    let inputs = Inputs::path_only(NOW, KeyPurpose::ServerAuth);
    for (name, expect) in expect {
        let verifier = Verifier::new(Policy::named(name).unwrap(), &anchors, algorithms::all());
        let verdict = verifier.verify(&end_entity, &[], &inputs);
        assert_eq!(verdict.is_accepted(), *expect, "{name}: {:?}", verdict.paths);
    }
}

fn critical(id: &[u64], value: Vec<u8>) -> CustomExtension {
    let mut extension = CustomExtension::from_oid_content(id, value);
    extension.set_criticality(true);
    extension
}

#[test]
fn what_is_in_order_is_accepted_by_all() {
    check(|_| (), &[("go", true), ("openssl", true), ("envoy", true)]);
}

#[test]
fn a_serial_number_of_zero_passes_go_and_openssl() {
    check(
        |parameters| parameters.serial_number = Some(SerialNumber::from(0u64)),
        &[("go", true), ("openssl", true), ("web-pki", false)],
    );
}

#[test]
fn an_extended_key_usage_without_a_purpose_limits_nothing_for_go() {
    check(
        |parameters| {
            parameters.custom_extensions.push(CustomExtension::from_oid_content(&[2, 5, 29, 37], vec![0x30, 0]));
        },
        &[("go", true), ("openssl", false), ("envoy", false)],
    );
}

#[test]
fn a_critical_authority_key_identifier_is_refused_by_go_and_openssl() {
    check(
        |parameters| {
            parameters.use_authority_key_identifier_extension = false;
            parameters.custom_extensions.push(critical(&[2, 5, 29, 35], vec![0x30, 0]));
        },
        &[("go", false), ("openssl", false), ("envoy", false)],
    );
}

#[test]
fn strict_openssl_misses_the_authority_key_identifier() {
    check(
        |parameters| parameters.use_authority_key_identifier_extension = false,
        &[("go", true), ("openssl", true), ("openssl-strict", false)],
    );
}
