//! What recording adds to an accepted verification: allocations, which are the same on every machine.

use std::sync::Arc;

use rustls::RootCertStore;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::ServerName;
use verifail_rustls::{Anchors, Roots, TlsSettings};

use crate::authority::{Authority, NOW};
use crate::clock::instant;

#[test]
fn recording_an_accept_makes_few_allocations_more_and_none_that_grow() {
    let authority = Authority::new("Cost");
    let issued = authority.issue("cost.example", |_| {});
    let anchors = Anchors::of([authority.der()]).unwrap();
    let verifier = TlsSettings::new().roots(Roots::None).anchors(anchors).records(4).verifier().unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(authority.der()).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let stock = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider).build().unwrap();
    let name = ServerName::try_from("cost.example").unwrap();
    let verify = |verifier: &dyn ServerCertVerifier| {
        verifier.verify_server_cert(&issued.chain[0], &issued.chain[1..], &name, &[], instant(NOW)).unwrap();
    };
    // What is made once is made, and there are as many records as are kept: some more than are shown.
    (0..32).for_each(|_| verify(verifier.as_ref()));
    verify(stock.as_ref());
    let stock = allocation_counter::measure(|| verify(stock.as_ref()));
    let recording = allocation_counter::measure(|| verify(verifier.as_ref()));
    println!("stock {stock:?}\nrecording {recording:?}");
    // The record, the chain in one piece, the name.
    assert!(recording.count_total <= stock.count_total + 3, "{} and {}", recording.count_total, stock.count_total);
    // The oldest record goes when the newest comes.
    assert_eq!(recording.count_current, stock.count_current);
    assert!(recording.bytes_total < stock.bytes_total + issued.chain[0].len() as u64 + 1_024);
}
