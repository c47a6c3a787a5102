//! Statuses on NIST PKITS with real signatures: self-issued certificates and CRL signing keys (4.5), cRLSign (4.7).

use base64::Engine;

use super::super::*;
use crate::algorithms;

/// The certificates and CRLs of one test, anchor first and end entity last.
struct Suite {
    json: serde_json::Value,
}

/// Verifies with the default provider; the certificates of the test are the CRL signers.
struct Signed<'c> {
    certificates: &'c [Certificate<'c>],
}

fn verifies(key: PublicKeyInfo<'_>, algorithm: &[u8], message: &[u8], signature: &[u8]) -> SignatureState {
    let mut state = SignatureState::Unsupported;
    for candidate in algorithms::all() {
        let fits = candidate.signature_alg_id().as_ref() == algorithm
            && candidate.public_key_alg_id().as_ref() == key.algorithm();
        if fits {
            match candidate.verify_signature(key.key(), message, signature) {
                Ok(()) => return SignatureState::Valid,
                Err(_) => state = SignatureState::Wrong,
            }
        }
    }
    state
}

fn signer<'c>(certificate: &Certificate<'c>) -> CrlSigner<'c> {
    let key_usage = certificate.key_usage().map(Result::unwrap);
    CrlSigner { public_key: certificate.public_key().unwrap(), key_usage }
}

impl<'c> Signers<'c> for Signed<'c> {
    fn verify_crl(&mut self, crl: &CertificateList<'_>, key: PublicKeyInfo<'c>) -> SignatureState {
        verifies(key, crl.signature_algorithm(), crl.tbs(), crl.signature())
    }

    fn crl_signers(&mut self, crl: &CertificateList<'_>) -> Vec<CrlSigner<'c>> {
        let of_name = |c: &&Certificate<'_>| c.subject().matches(&crl.issuer(), NameComparison::Rfc5280);
        self.certificates.iter().filter(of_name).map(signer).collect()
    }
}

impl Suite {
    /// `None`, said aloud, where it is absent.
    fn load() -> Option<Self> {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/suites/pkits-dev.json");
        let Ok(text) = std::fs::read_to_string(path) else {
            eprintln!("skipped: {path} is absent");
            return None;
        };
        Some(Self { json: serde_json::from_str(&text).unwrap() })
    }

    /// The DER of everything that a test lists under `kind`.
    fn ders(&self, number: &str, kind: &str) -> Vec<Vec<u8>> {
        let tests = self.json["tests"].as_array().unwrap();
        let test = tests.iter().find(|test| test["number"] == number).unwrap();
        let names = test[kind].as_array().unwrap().iter();
        let pems = names.map(|name| self.json[kind][name.as_str().unwrap()].as_str().unwrap());
        pems.map(|pem| {
            let body: String = pem.lines().filter(|line| !line.starts_with('-')).map(str::trim).collect();
            base64::engine::general_purpose::STANDARD.decode(body).unwrap()
        })
        .collect()
    }

    /// Checks the status of the certificate at position `at` of the test's list.
    fn check(&self, number: &str, at: usize, expect: &Status) {
        let (certificates, crls) = (self.ders(number, "certs"), self.ders(number, "crls"));
        let certificates: Vec<_> = certificates.iter().map(|der| Certificate::from_der(der).unwrap()).collect();
        let crls: Vec<_> = crls.iter().map(|der| CertificateList::from_der(der).unwrap()).collect();
        let certificate = &certificates[at];
        let signed_it = |issuer: &&Certificate<'_>| {
            issuer.subject().matches(&certificate.issuer(), NameComparison::Rfc5280)
                && verifies(
                    issuer.public_key().unwrap(),
                    certificate.signature_algorithm(),
                    certificate.tbs(),
                    certificate.signature(),
                ) == SignatureState::Valid
        };
        let issuer = certificates.iter().find(signed_it).unwrap();
        let rules = RevocationRules {
            time: "2011-04-15T00:00:00Z".parse().unwrap(),
            use_deltas: true,
            allow_missing_next_update: false,
            crls: CrlRules::RFC5280,
        };
        let view = IssuerView { subject: issuer.subject(), signer: signer(issuer) };
        let mut signers = Signed { certificates: &certificates };
        assert_eq!(status(certificate, &view, &crls, &rules, &mut signers), *expect, "{number}, {at}: {certificate}");
    }
}

#[test]
fn self_issued_certificates_and_crl_signing_keys_of_4_5() {
    let Some(suite) = Suite::load() else { return };
    let revoked = Status::Revoked { at: Some("2010-01-01T08:30:00Z".parse().unwrap()), reason: "keyCompromise" };
    for (number, end_entity) in [
        ("4.5.1", &Status::Good),
        ("4.5.2", &revoked),
        ("4.5.3", &Status::Good),
        ("4.5.4", &Status::Good),
        ("4.5.5", &revoked),
        ("4.5.6", &Status::Good),
        ("4.5.7", &revoked),
    ] {
        suite.check(number, 1, &Status::Good);
        suite.check(number, 2, &Status::Good);
        suite.check(number, 3, end_entity);
    }
}

#[test]
fn key_usage_without_crl_sign_of_4_7() {
    let Some(suite) = Suite::load() else { return };
    suite.check("4.7.3", 2, &Status::Good);
    for number in ["4.7.4", "4.7.5"] {
        suite.check(number, 1, &Status::Good);
        suite.check(number, 2, &Status::Unknown(UnknownCause::IssuerMayNotSignCrls));
    }
}
