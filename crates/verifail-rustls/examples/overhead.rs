//! What recording costs beside rustls's own verifier: a server's certificate, its CA and Mozilla's anchors, accepted
//! again and again.
//!
//! `overhead` times both in interleaved rounds. `overhead stock 100` and `overhead recording 100` do one of them, for
//! whoever counts instructions: run both under `valgrind --tool=callgrind` with 100 and with 200, and compare the
//! differences.
#![allow(clippy::print_stdout, reason = "an example that prints what it measured")]

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, ExtendedKeyUsagePurpose, IsCa, KeyPair};
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use verifail_rustls::{Anchors, TlsSettings};

fn ca(name: &str) -> Result<CertificateParams, rcgen::Error> {
    let mut params = CertificateParams::new(vec![])?;
    params.distinguished_name.push(rcgen::DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    Ok(params)
}

fn main() -> Result<(), Box<dyn Error>> {
    let root = CertifiedIssuer::self_signed(ca("Root")?, KeyPair::generate()?)?;
    let intermediate = CertifiedIssuer::signed_by(ca("CA")?, KeyPair::generate()?, &root)?;
    let mut params = CertificateParams::new(vec!["example.com".to_owned()])?;
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let end_entity = params.signed_by(&KeyPair::generate()?, &intermediate)?;
    let chain: [CertificateDer<'static>; 2] = [end_entity.der().clone(), intermediate.der().clone()];

    let anchors = Anchors::mozilla().and(Anchors::of([root.der().clone()])?);
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let stock = WebPkiServerVerifier::builder_with_provider(anchors.roots(), provider).build()?;
    let recording = TlsSettings::new().anchors(Anchors::of([root.der().clone()])?).verifier()?;

    let name = ServerName::try_from("example.com")?;
    let (end_entity, intermediates) = (&chain[0], &chain[1..]);
    let verify = |verifier: &dyn ServerCertVerifier, times: usize| {
        let started = Instant::now();
        for _ in 0..times {
            verifier.verify_server_cert(end_entity, intermediates, &name, &[], UnixTime::now())?;
        }
        Ok::<Duration, rustls::Error>(started.elapsed())
    };
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [which, times] = arguments.as_slice() {
        let verifier: &dyn ServerCertVerifier = if which == "stock" { stock.as_ref() } else { recording.as_ref() };
        verify(verifier, times.parse()?)?;
        return Ok(());
    }
    let mut ratios = Vec::new();
    for _ in 0..51 {
        let one = verify(stock.as_ref(), 100)?;
        let other = verify(recording.as_ref(), 100)?;
        ratios.push(other.as_secs_f64() / one.as_secs_f64());
    }
    ratios.sort_by(f64::total_cmp);
    println!("recording / stock, median of 51 interleaved pairs: {:.3}", ratios[ratios.len() / 2]);
    Ok(())
}
