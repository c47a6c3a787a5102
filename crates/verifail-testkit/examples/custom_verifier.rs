//! Testing a verifier of one's own: a `ServerCertVerifier` with a planted bug, found and made small.
//!
//! Run it with `cargo run -p verifail-testkit --example custom_verifier`.
#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use std::sync::Arc;
use std::time::Duration;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, DigitallySignedStruct, Error, SignatureScheme};
use verifail::Policy;
use verifail_testkit::Capabilities;
use verifail_testkit::adapter::RustlsServer;
use verifail_testkit::technique::{Counterexample, Differential, Limits, Technique};

/// Verifies as rustls does, and lets "our own" hosts pass under any name of their domain. The planted bug: nobody asks where
/// a label ends, so that `evilexample.com` is `example.com`'s.
#[derive(Debug)]
struct OurOwn(Arc<WebPkiServerVerifier>);

impl ServerCertVerifier for OurOwn {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        match self.0.verify_server_cert(end_entity, intermediates, name, ocsp, now) {
            Err(Error::InvalidCertificate(CertificateError::NotValidForNameContext { expected, presented }))
                if presented.iter().any(|one| suffix(one).is_some_and(|end| expected.to_str().ends_with(end))) =>
            {
                Ok(ServerCertVerified::assertion())
            }
            answer => answer,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.0.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.0.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_verify_schemes()
    }
}

/// `example.com` of `DnsName("www.example.com")`.
fn suffix(presented: &str) -> Option<&str> {
    presented.strip_prefix("DnsName(\"")?.strip_suffix("\")")?.split_once('.').map(|(_, domain)| domain)
}

/// Ten lines of testing: wrap the verifier, let the reference model judge generated worlds beside it.
pub(crate) fn search() -> Option<Counterexample> {
    let verifier = RustlsServer::new("our own", |setup| {
        let inner = WebPkiServerVerifier::builder_with_provider(setup.roots, setup.provider).build()?;
        Ok(Arc::new(OurOwn(inner)))
    })
    .with_capabilities(Capabilities::TLS);
    let limits = Limits { cases: 20_000, time: Duration::from_secs(60), seed: 1 };
    Differential::MODEL.search(&verifier, Policy::named("rustls")?, limits).counterexample
}

fn main() {
    match search() {
        None => println!("nothing found"),
        Some(found) => match found.chain_file() {
            None => println!("{}", found.what),
            Some(chain) => println!("{chain}"),
        },
    }
}
