//! Incident B: a platform's verification that does not answer, and an inspecting proxy whose nodes differ.
//!
//! The platform is simulated, by a verifier that fails with the words of a Go program in a sandbox of macOS; everything
//! else is real.

use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, SignatureScheme};
use verifail::{Hop, Reason, RetryAdvice};
use verifail_http::retry::StopReason;
use verifail_http::tls::{Environment, Roots, TlsSettings};
use verifail_http::{Client, ClientBuilder};
use verifail_lab::{LabOptions, Running, fault};

use crate::client::hasty;

/// A verification service that nobody can reach.
#[derive(Debug)]
struct Denied(&'static str);

impl ServerCertVerifier for Denied {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Err(rustls::Error::General(self.0.to_owned()))
    }
    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Err(rustls::Error::General(self.0.to_owned()))
    }
    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.verify_tls12_signature(message, certificate, signature)
    }
    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        vec![SignatureScheme::ECDSA_NISTP256_SHA256, SignatureScheme::RSA_PSS_SHA256, SignatureScheme::ED25519]
    }
}

async fn start(name: &str) -> Running {
    fault(name).unwrap().start(&LabOptions::default()).await.unwrap()
}

/// The program with its variables, and the file that one of them names.
fn program(running: &Running, variables: &[(&str, &str)]) -> (ClientBuilder, tempfile::NamedTempFile) {
    let bundle = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(bundle.path(), running.anchors_pem()).unwrap();
    let path = format!("replace:{}", bundle.path().display());
    let variables = [("DEMO_CA_BUNDLE", path.as_str())].into_iter().chain(variables.iter().copied());
    let environment: Environment = variables.collect();
    let settings = TlsSettings::new().roots(Roots::None);
    let builder = Client::builder("DEMO").settings(settings).environment(&environment).unwrap().policy(hasty());
    (builder, bundle)
}

#[tokio::test]
async fn a_verification_that_did_not_take_place_says_nothing_about_the_certificate_and_a_bundle_cures_it() {
    let running = start("trust-service-denied").await;
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let denied = Arc::new(Denied(running.simulated().unwrap()));
    let config = config.dangerous().with_custom_certificate_verifier(denied).with_no_client_auth();
    let sandboxed = reqwest::Client::builder().no_proxy().tls_backend_preconfigured(config).build().unwrap();
    let error = sandboxed.get(running.url()).send().await.unwrap_err();

    let (builder, _bundle) = program(&running, &[]);
    let client = builder.build().unwrap();
    let diagnosis = client.diagnose(&error);
    assert_eq!((diagnosis.reason, diagnosis.hop), (Some(Reason::TrustServiceUnavailable), Hop::Local));
    assert_eq!(diagnosis.retry, RetryAdvice::AfterUserAction);
    for excluded in [Reason::EkuMissingOrWrong, Reason::Expired, Reason::UnknownIssuer, Reason::NameMismatch] {
        assert!(diagnosis.excludes.contains(&excluded), "{excluded}");
    }
    assert_eq!(client.get(running.url()).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn an_inspecting_fleet_with_a_deficient_node_is_told_by_its_fingerprints() {
    let running = start("proxy-client-auth-only-node-transparent").await;
    let (builder, _bundle) = program(&running, &[]);
    let error = builder.clone().build().unwrap().get(running.url()).send().await.unwrap_err();
    assert_eq!((error.reason(), error.why()), (Some(Reason::EkuMissingOrWrong), StopReason::Permanent));

    // The program that knows of the fleet goes to the next node, and has seen two certificates.
    let running = start("proxy-client-auth-only-node-transparent").await;
    let (builder, _bundle) = program(&running, &[]);
    let client = builder.mixed_fleet(true).build().unwrap();
    assert_eq!(client.get(running.url()).send().await.unwrap().status(), 200);
    let records = client.tls().recorder.records();
    let refused: Vec<_> = records.iter().filter(|record| !record.is_accepted()).collect();
    assert_eq!((records.len(), refused.len(), refused[0].reasons()), (2, 1, [Reason::EkuMissingOrWrong].as_slice()));
    assert_ne!(
        records[0].fingerprint(),
        records[1].fingerprint(),
        "another certificate, so not the certificate's fault alone"
    );
}

#[tokio::test]
async fn relaxing_extended_key_usage_passes_it_and_nothing_else() {
    let relaxed = &[("DEMO_TLS_RELAX", "eku")];
    for passes in ["proxy-client-auth-only-node-transparent", "good"] {
        let running = start(passes).await;
        let (builder, _bundle) = program(&running, relaxed);
        assert_eq!(builder.build().unwrap().get(running.url()).send().await.unwrap().status(), 200, "{passes}");
    }
    for (name, reason) in [
        ("wrong-name", Reason::NameMismatch),
        ("proxy-unknown-ca-transparent", Reason::UnknownIssuer),
        ("expired", Reason::Expired),
    ] {
        let running = start(name).await;
        let (builder, _bundle) = program(&running, relaxed);
        let error = builder.build().unwrap().get(running.url()).send().await.unwrap_err();
        assert_eq!((error.reason(), error.why()), (Some(reason), StopReason::Permanent), "{name}");
        assert_eq!(running.log().request_count(), 0, "{name}");
    }
}
