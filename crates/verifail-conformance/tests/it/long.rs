//! The short form of `cargo xtask suite --long`: the comparisons themselves, in fewer worlds.

use verifail_conformance::testkit::long;

/// Worlds of each comparison.
const WORLDS: u64 = 100_000;

#[test]
fn the_core_decides_random_worlds_as_rustls_webpki_does() {
    let mut out = Vec::new();
    let clean = long::beside_webpki(0, WORLDS, &mut out).unwrap();
    assert!(clean, "{}", String::from_utf8_lossy(&out));
}
