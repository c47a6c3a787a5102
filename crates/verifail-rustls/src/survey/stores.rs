//! The stores of trust anchors that systems have: how many are in each, the newest, and whose they are.

use std::collections::BTreeSet;
use std::path::Path;

use verifail::capture::{Anchors, Interceptor, Store};
use verifail::{Certificate, Fingerprint};

use super::certificate_authorities::certificates;
use super::{Survey, interceptors};

/// Where systems keep one file of all anchors: Debian, Fedora, its newer place, SUSE, Alpine and the BSDs, FreeBSD,
/// NixOS.
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
            add(name, &certificates(&place).unwrap_or_default(), is_read_only(survey, name, &place));
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

/// Whether nobody can write a file: by its mode, or because what it is on is mounted so. Nothing is tried.
fn is_read_only(survey: &Survey, name: &str, place: &Path) -> bool {
    let by_mode = std::fs::metadata(place).is_ok_and(|metadata| metadata.permissions().readonly());
    by_mode || survey.file("/proc/self/mountinfo").is_some_and(|mounts| is_mounted_read_only(&mounts, name))
}

/// Whether the innermost mount that a path is on has the option `ro` (proc_pid_mountinfo(5)).
fn is_mounted_read_only(mounts: &str, path: &str) -> bool {
    let mounts = mounts.lines().filter_map(|line| {
        let mut fields = line.split(' ').skip(4);
        let (point, options) = (fields.next()?, fields.next()?);
        let below = path.strip_prefix(point.trim_end_matches('/'))?;
        below.starts_with('/').then_some((point.len(), options))
    });
    // Of two on the same point the later hides the earlier.
    let innermost = mounts.max_by_key(|(length, _)| *length);
    innermost.is_some_and(|(_, options)| options.split(',').any(|option| option == "ro"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_mount_decides_whether_a_store_can_be_written() {
        let mounts = "1 0 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n\
                      2 1 8:1 / /etc ro,nosuid - ext4 /dev/sda1 rw\n\
                      3 2 0:9 / /etc/ssl rw - tmpfs tmpfs rw\n";
        assert!(
            is_mounted_read_only(mounts, "/etc/pki/bundle.crt") && !is_mounted_read_only(mounts, "/etc/ssl/cert.pem")
        );
        assert!(!is_mounted_read_only(mounts, "/etcetera/x") && !is_mounted_read_only("", "/etc/ssl/cert.pem"));
    }
}
