//! Of any file: what is read as certificates and CRLs is what each of them is by itself; written as PEM it is read as
//! the same, with either end of lines, and behind any words.
//!
//! Oracle: the round trip. 8 KiB.

use std::cell::RefCell;
use std::hash::{DefaultHasher, Hash, Hasher};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use verifail::certificate::bundle::Entry;
use verifail::{Bundle, Certificate};

use crate::target::way;
use crate::{Checked, Class, Difference, Form, Target};

/// The target.
pub const TARGET: Target = Target {
    name: "chain_pem",
    property: "what a file holds, written as PEM, is read as the same",
    oracle: "round trip",
    form: Form::Text,
    class: Class::Octets,
    compares: false,
    max_len: 8 << 10,
    check,
};

fn check(data: &[u8]) -> Checked {
    let bundle = match Bundle::read_default(data) {
        Ok(bundle) => bundle,
        Err(error) => {
            let message = error.to_string();
            return Difference::unless(message.len() < 1_000, "long message", || message);
        }
    };
    let ends = ["\n", "\r\n"][way(data, 2)];
    if is_new(&bundle, ends) {
        round_trip(&bundle, ends)?;
    }
    // Words behind which it stands make no difference to what is a block, so a quarter of the files will do.
    if data.starts_with(b"-----BEGIN ") && data.is_ascii() && way(data, 4) == 3 {
        let behind = [b"# Issuer: somebody\n\n", data].concat();
        if let Ok(again) = Bundle::read_default(&behind) {
            same(&bundle, &again, "reads otherwise behind words")?;
        } else {
            return Difference::found("cannot be read behind words", String::from_utf8_lossy(data));
        }
    }
    Ok(())
}

/// What is held is certificates, and written with some ends of lines it is read as the same.
fn round_trip(bundle: &Bundle<'_>, ends: &str) -> Checked {
    for entry in bundle.certificates() {
        let read = Certificate::from_der(entry.der()).map(|_| ());
        Difference::unless(read.is_ok(), "an entry is no certificate", || format!("{read:?}"))?;
    }
    let text = written(bundle, ends);
    let again = Bundle::read_default(text.as_bytes());
    let again = again.map_err(|error| Difference {
        kind: "cannot be read again".to_owned(),
        what: format!("{error}, of\n{text}"),
    })?;
    same(bundle, &again, "reads otherwise")
}

/// Hashes that are kept, each in its own place: a table that grew would reach other edges with other inputs before.
const PLACES: usize = 1 << 16;

thread_local! {
    /// Hashes of what was held by inputs before.
    static TRIED: RefCell<Vec<u64>> = RefCell::new(vec![0; PLACES]);
}

/// Whether no earlier input held just that and was written so. Most inputs do hold what another one did, between other
/// words, and what is written of it is the same then.
fn is_new(bundle: &Bundle<'_>, ends: &str) -> bool {
    let mut hasher = DefaultHasher::new();
    ends.hash(&mut hasher);
    for entries in [bundle.certificates(), bundle.crls()] {
        entries.len().hash(&mut hasher);
        entries.iter().for_each(|entry| entry.der().hash(&mut hasher));
    }
    let hash = hasher.finish();
    TRIED.with_borrow_mut(|tried| std::mem::replace(&mut tried[hash as usize % PLACES], hash) != hash)
}

/// As PEM, with some ends of lines.
fn written(bundle: &Bundle<'_>, ends: &str) -> String {
    let mut text = String::new();
    for (label, entries) in [("CERTIFICATE", bundle.certificates()), ("X509 CRL", bundle.crls())] {
        for entry in entries {
            text.push_str(&format!("-----BEGIN {label}-----{ends}"));
            let body = STANDARD.encode(entry.der());
            for line in body.as_bytes().chunks(64) {
                text.push_str(std::str::from_utf8(line).unwrap_or_default());
                text.push_str(ends);
            }
            text.push_str(&format!("-----END {label}-----{ends}"));
        }
    }
    text
}

fn same(one: &Bundle<'_>, other: &Bundle<'_>, kind: &str) -> Checked {
    let ders = |entries: &[Entry<'_>]| entries.iter().map(|entry| entry.der().to_vec()).collect::<Vec<_>>();
    let all = |bundle: &Bundle<'_>| (ders(bundle.certificates()), ders(bundle.crls()));
    let is_same = |one: &[Entry<'_>], other: &[Entry<'_>]| one.iter().map(Entry::der).eq(other.iter().map(Entry::der));
    let holds = is_same(one.certificates(), other.certificates()) && is_same(one.crls(), other.crls());
    Difference::unless(holds, kind, || format!("{:02x?}\nthen\n{:02x?}", all(one), all(other)))
}
