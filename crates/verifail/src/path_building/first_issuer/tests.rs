//! The one path of OpenSSL and BoringSSL, and that other policies find the others.

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose, SerialNumber};
use rustls_pki_types::CertificateDer;

use crate::certificate::PublicKeyInfo;
use crate::oid;
use crate::{Certificate, Inputs, KeyPurpose, Policy, Time, TrustAnchor, TrustAnchors, Verifier, algorithms};

/// 2026-01-01 and the years around it.
const NOW: Time = Time::from_unix_seconds(1_767_225_600);

struct Chain {
    end_entity: CertificateDer<'static>,
    /// The same CA, by name and key, four times.
    by_root: CertificateDer<'static>,
    by_stranger: CertificateDer<'static>,
    expired: CertificateDer<'static>,
    unable_to_sign: CertificateDer<'static>,
    root: CertificateDer<'static>,
}

fn parameters(name: &str, years: (i32, i32)) -> CertificateParams {
    let mut parameters = CertificateParams::new(Vec::new()).unwrap();
    parameters.distinguished_name.push(DnType::CommonName, name);
    parameters.serial_number = Some(SerialNumber::from(7u64));
    parameters.not_before = rcgen::date_time_ymd(years.0, 1, 1);
    parameters.not_after = rcgen::date_time_ymd(years.1, 1, 1);
    parameters.use_authority_key_identifier_extension = true;
    parameters
}

fn ca(name: &str, years: (i32, i32), usage: KeyUsagePurpose) -> CertificateParams {
    let mut parameters = parameters(name, years);
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    parameters.key_usages = vec![usage];
    parameters
}

fn chain() -> Chain {
    let [root_key, stranger_key, ca_key, key] = std::array::from_fn(|_| KeyPair::generate().unwrap());
    let (signs, years) = (KeyUsagePurpose::KeyCertSign, (2020, 2040));
    let root_parameters = ca("root", years, signs);
    let root = root_parameters.self_signed(&root_key).unwrap();
    let root_issuer = Issuer::new(root_parameters, root_key);
    let stranger = Issuer::new(ca("stranger", years, signs), stranger_key);
    let issued = |years, usage, issuer: &Issuer<'_, KeyPair>| {
        let certificate = ca("ca", years, usage).signed_by(&ca_key, issuer).unwrap();
        certificate.der().clone()
    };
    let by_root = issued(years, signs, &root_issuer);
    let by_stranger = issued(years, signs, &stranger);
    let expired = issued((2020, 2021), signs, &root_issuer);
    let unable_to_sign = issued(years, KeyUsagePurpose::DigitalSignature, &root_issuer);
    let issuer = Issuer::new(ca("ca", years, signs), &ca_key);
    let end_entity = parameters("end entity", years).signed_by(&key, &issuer).unwrap();
    Chain {
        end_entity: end_entity.der().clone(),
        by_root,
        by_stranger,
        expired,
        unable_to_sign,
        root: root.der().clone(),
    }
}

/// Whether each policy accepts, with the certificates supplied in that order.
fn check(chain: &Chain, supplied: &[&CertificateDer<'static>], trusted: &CertificateDer<'static>, expect: [bool; 3]) {
    let end_entity = Certificate::from_der(&chain.end_entity).unwrap();
    let supplied: Vec<_> = supplied.iter().map(|der| Certificate::from_der(der).unwrap()).collect();
    let anchors: TrustAnchors<'_> = [TrustAnchor::from_der(trusted).unwrap()].into_iter().collect();
    let inputs = Inputs::path_only(NOW, KeyPurpose::ServerAuth);
    for (name, expect) in ["openssl", "envoy", "go"].into_iter().zip(expect) {
        let verifier = Verifier::new(Policy::named(name).unwrap(), &anchors, algorithms::all());
        let verdict = verifier.verify(&end_entity, &supplied, &inputs);
        assert_eq!(verdict.is_accepted(), expect, "{name}: {:?}", verdict.paths);
        assert!(expect || verdict.paths[0].errors().next().is_some(), "{name}");
    }
}

#[test]
fn the_first_of_two_possible_issuers_is_taken() {
    let chain = chain();
    check(&chain, &[&chain.by_root, &chain.by_stranger], &chain.root, [true; 3]);
    check(&chain, &[&chain.by_stranger, &chain.by_root], &chain.root, [false, false, true]);
}

#[test]
fn only_openssl_passes_over_one_that_expired() {
    let chain = chain();
    check(&chain, &[&chain.expired, &chain.by_root], &chain.root, [true, false, true]);
    check(&chain, &[&chain.expired], &chain.root, [false; 3]);
}

#[test]
fn only_boringssl_passes_over_one_that_may_not_sign() {
    let chain = chain();
    check(&chain, &[&chain.unable_to_sign, &chain.by_root], &chain.root, [false, true, true]);
}

#[test]
fn a_trusted_certificate_ends_the_path_before_a_supplied_one_is_looked_at() {
    let chain = chain();
    check(&chain, &[&chain.by_stranger], &chain.by_root, [true; 3]);
    check(&chain, &[], &chain.end_entity, [true; 3]);
}

#[test]
fn trust_in_the_end_entity_does_not_undo_the_path_that_was_found() {
    let chain = chain();
    let verdict = |intermediates: &[&CertificateDer<'static>]| {
        let anchors: TrustAnchors<'_> = [TrustAnchor::from_der(&chain.end_entity).unwrap()].into_iter().collect();
        let supplied: Vec<_> = intermediates.iter().map(|der| Certificate::from_der(der).unwrap()).collect();
        let end_entity = Certificate::from_der(&chain.end_entity).unwrap();
        let inputs = Inputs::path_only(NOW, KeyPurpose::ServerAuth);
        Verifier::new(Policy::named("openssl").unwrap(), &anchors, algorithms::all())
            .verify(&end_entity, &supplied, &inputs)
            .is_accepted()
    };
    assert!(verdict(&[]));
    assert!(verdict(&[&chain.by_root]));
    assert!(!verdict(&[&chain.expired]), "the expired issuer is on the path, and its dates count");
}

/// A SubjectPublicKeyInfo's contents.
fn key_of(algorithm: &[u8], parameters: &[u8], octets: &[u8]) -> Vec<u8> {
    let identifier = [&[6, algorithm.len() as u8], algorithm, parameters].concat();
    let bits = [&[3, octets.len() as u8 + 1, 0], octets].concat();
    [&[0x30, identifier.len() as u8], &identifier[..], &bits].concat()
}

#[test]
fn an_issuer_has_the_kind_of_key_that_the_signature_algorithm_is_for() {
    const P256: &[u8] = &[6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7];
    const ECDSA_WITH_SHA256: &[u8] = oid::SHA256_WITH_ECDSA;
    let keys = [
        ("RSA", key_of(oid::RSA_ENCRYPTION, &[5, 0], &[5, 0])),
        ("DSA", key_of(oid::DSA, &[], &[2, 1, 3])),
        ("EC", key_of(oid::EC_PUBLIC_KEY, P256, &[4; 65])),
        ("Ed25519", key_of(oid::ED25519, &[], &[1; 32])),
        ("Ed448", key_of(oid::ED448, &[], &[1; 57])),
        ("unknown", key_of(&[0x2a, 3, 4], &[], &[1])),
    ];
    let rows: [(&[u8], &str); 13] = [
        (oid::SHA256_WITH_RSA, "RSA"),
        (oid::RSASSA_PSS, "RSA"),
        (oid::SHA1_WITH_RSA_OIW, "RSA"),
        (oid::SHA1_WITH_DSA, "DSA"),
        (oid::SHA224_WITH_DSA, "DSA"),
        (oid::SHA256_WITH_DSA, "DSA"),
        (ECDSA_WITH_SHA256, "EC"),
        (oid::SHA1_WITH_ECDSA, "EC"),
        (oid::ED25519, "Ed25519"),
        (oid::ED448, "Ed448"),
        (&[0x2a, 3, 4], "unknown"),
        (&[0x2a, 3, 5], ""),
        (oid::MD5_WITH_RSA, "RSA"),
    ];
    for (algorithm, fitting) in rows {
        let identifier = [&[6, algorithm.len() as u8], algorithm].concat();
        for (name, key) in &keys {
            let key = PublicKeyInfo::decode_contents(key).unwrap();
            assert_eq!(super::is_kind_of(&identifier, &key), *name == fitting, "{algorithm:02x?} {name}");
            assert!(!super::is_kind_of(&[5, 0], &key), "an algorithm without an identifier, {name}");
        }
    }
}
