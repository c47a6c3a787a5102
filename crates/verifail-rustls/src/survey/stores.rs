//! The stores of trust anchors that systems have: how many are in each, the newest, and whose they are.

use std::collections::BTreeSet;

use verifail::capture::{Anchors, Interceptor, Store};
use verifail::{Certificate, Fingerprint};

use super::certificate_authorities::certificates;
use super::{Survey, interceptors, is_read_only};

/// Where systems keep one file of all anchors: Debian, Fedora, its newer place, SUSE, Alpine and the BSDs, FreeBSD, NixOS.
const FILES: &[&str] = &[
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
    "/usr/local/share/certs/ca-root-nss.crt",
    "/etc/ssl/certs/ca-bundle.crt",
];

/// Each store once, however many names it has, and the inspection products in them.
pub(super) fn survey(survey: &Survey) -> (Vec<Store>, Vec<Interceptor>) {
    let (mut stores, mut known) = (Vec::new(), BTreeSet::new());
    let mut interceptors = Vec::new();
    let mut add = |name: &str, certificates: &[Vec<u8>], read_only: bool| {
        if certificates.is_empty() {
            return;
        }
        interceptors.extend(interceptors::among(certificates.iter().map(Vec::as_slice), name));
        stores.push(store(name, certificates, read_only));
    };
    for name in FILES {
        let path = survey.path(name);
        let Ok(place) = path.canonicalize() else { continue };
        if known.insert(place.clone()) {
            add(name, &certificates(&place).unwrap_or_default(), is_read_only(&place));
        }
    }
    if survey.is_here && !cfg!(all(unix, not(target_os = "macos"))) {
        let found = rustls_native_certs::load_native_certs().certs;
        let certificates: Vec<_> = found.iter().map(|der| der.to_vec()).collect();
        add("the system's store", &certificates, false);
    }
    (stores, interceptors)
}

fn store(name: &str, certificates: &[Vec<u8>], read_only: bool) -> Store {
    let begin = |der: &Vec<u8>| Some(Certificate::from_der(der).ok()?.validity()?.not_before);
    let mut store = Store::default();
    store.name = name.to_owned();
    store.count = certificates.len() as u64;
    store.newest = certificates.iter().filter_map(begin).max();
    store.digest = Some(Anchors::digest_of(certificates.iter().map(|der| Fingerprint::of(der))));
    store.read_only = read_only;
    store
}
