//! A client for a fault of the lab: with its trust anchors, and with whatever else it needs.

use std::sync::Arc;
use std::time::Duration;

use rustls::crypto::aws_lc_rs;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use verifail_http::retry::{Backoff, Policy};
use verifail_http::tls::{Anchors, Roots, TlsSettings};
use verifail_http::{Client, ClientBuilder};
use verifail_lab::{Family, Running};

/// Delays that a test can wait for.
pub(crate) fn hasty() -> Policy {
    let backoff = Backoff { base: Duration::from_millis(2), cap: Duration::from_millis(20), ..Backoff::default() };
    Policy::default().backoff(backoff)
}

/// Settings that trust what the fault's clients are given.
pub(crate) fn settings(running: &Running) -> TlsSettings {
    let needs = running.fault().needs;
    let anchors = Anchors::of(running.anchors().iter().cloned()).unwrap();
    let mut settings = TlsSettings::new().roots(Roots::None).anchors(anchors);
    if anchors_are_missing(running) {
        settings = settings.roots(Roots::Mozilla);
    }
    if needs.only_tls13 {
        static ONLY: &[&rustls::SupportedProtocolVersion] = &[&rustls::version::TLS13];
        settings = settings.versions(ONLY);
    }
    if let Some(identity) = running.client_identity().filter(|_| needs.client_certificate) {
        let chain = CertificateDer::pem_slice_iter(identity.chain_pem.as_bytes()).collect::<Result<_, _>>().unwrap();
        let key = PrivateKeyDer::from_pem_slice(identity.key_pem.as_bytes()).unwrap();
        let key = CertifiedKey::from_der(chain, key, &aws_lc_rs::default_provider()).unwrap();
        settings = settings.client_certificate(Arc::new(SingleCertAndKey::from(key)));
    }
    settings
}

/// What is reached in plain has none.
fn anchors_are_missing(running: &Running) -> bool {
    running.anchors().is_empty()
}

/// A client that can talk to the fault.
pub(crate) fn builder(running: &Running) -> ClientBuilder {
    let builder = Client::builder("DEMO").settings(settings(running)).policy(hasty());
    let mut builder = builder.application_protocols(running.fault().needs.application_protocols);
    if running.addresses().len() > 1 && running.fault().family != Family::Resumption {
        builder = builder.resolve(running.server_name(), running.addresses());
    }
    match running.proxy() {
        Some(proxy) => builder.reqwest(move |client| client.proxy(reqwest::Proxy::all(&proxy).unwrap())),
        None => builder,
    }
}

/// What it asks for.
pub(crate) fn url(running: &Running) -> String {
    let url = running.url();
    if running.fault().needs.plain { url.replacen("https://", "http://", 1) } else { url }
}
