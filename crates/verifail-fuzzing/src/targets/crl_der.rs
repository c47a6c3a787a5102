//! Of any octets as a CRL: what the core reads, x509-parser reads as the same list; what rustls-webpki takes, the core
//! reads; and an entry is found if and only if a walk through all of them meets it.
//!
//! Oracle: x509-parser, rustls-webpki and the walk. 8 KiB.

use verifail::crl::{CertificateList, CrlError, CrlField};
use webpki::OwnedCertRevocationList;
use x509_parser::prelude::{CertificateRevocationList, FromDer};

use crate::{Checked, Class, Difference, Form, Target};

/// The target.
pub const TARGET: Target = Target {
    name: "crl_der",
    property: "x509-parser reads the same list, and an entry is found if and only if it is there",
    oracle: "x509-parser, rustls-webpki, a walk",
    form: Form::Der,
    class: Class::Octets,
    compares: true,
    max_len: 8 << 10,
    check,
};

/// CRL number and issuing distribution point.
const USED_BY_WEBPKI: [&str; 2] = ["2.5.29.20", "2.5.29.28"];

fn check(data: &[u8]) -> Checked {
    let list = match CertificateList::from_der(data) {
        Ok(list) => list,
        // What is in an extension webpki does not always read, and what is in a name it never does. Of algorithms it
        // compares the octets with those it knows, later.
        Err(CrlError::Malformed {
            field: CrlField::Extension(_) | CrlField::Issuer | CrlField::SignatureAlgorithm,
            ..
        }) => return Ok(()),
        // It remembers those that it makes use of; of others it notices no second one.
        Err(CrlError::DuplicateExtension(oid)) if !USED_BY_WEBPKI.contains(&oid.to_string().as_str()) => return Ok(()),
        Err(error) => {
            let taken = OwnedCertRevocationList::from_der(data).is_ok();
            return Difference::unless(!taken, "webpki takes it", || format!("{error:?}"));
        }
    };
    let entries: Vec<_> = list.entries().collect();
    let mut issuer = list.issuer();
    let mut named = false;
    for entry in &entries {
        named |= entry.certificate_issuer.is_some();
    }
    for entry in &entries {
        // Who an entry is for in an indirect CRL has rules of its own, and tests.
        if named {
            break;
        }
        let first = entries.iter().find(|other| value(other.serial_number) == value(entry.serial_number));
        let found = list.find(issuer, entry.serial_number);
        let same = found.map(|found| (found.serial_number, found.date))
            == first.map(|first| (first.serial_number, first.date));
        Difference::unless(same, "an entry is not found", || format!("{:02x?}", entry.serial_number))?;
        issuer = list.issuer();
    }
    let absent = list.find(issuer, b"\x7f\xa5absent\x5a").is_none();
    Difference::unless(absent, "what is not there is found", String::new)?;
    let Ok((rest, theirs)) = CertificateRevocationList::from_der(data) else { return Ok(()) };
    Difference::unless(rest.is_empty(), "trailing octets", String::new)?;
    let same = |what: &str, ours: i64, theirs: i64| {
        Difference::unless(ours == theirs, what, || format!("{ours}, x509-parser: {theirs}"))
    };
    same("thisUpdate", list.this_update().unix_seconds(), theirs.last_update().timestamp())?;
    let next = theirs.next_update().map(|time| time.timestamp());
    let ours = list.next_update().map(|time| time.unix_seconds());
    Difference::unless(ours == next, "nextUpdate", || format!("{ours:?}, x509-parser: {next:?}"))?;
    let serials: Vec<&[u8]> = theirs.iter_revoked_certificates().map(|entry| entry.raw_serial()).collect();
    let ours: Vec<&[u8]> = entries.iter().map(|entry| entry.serial_number).collect();
    Difference::unless(ours == serials, "entries", || format!("{ours:02x?}, x509-parser: {serials:02x?}"))
}

/// An INTEGER by what it says, however many octets that takes: whether it is negative, and what is left without its
/// sign.
fn value(contents: &[u8]) -> (bool, &[u8]) {
    let is_negative = contents.first().is_some_and(|first| first & 0x80 != 0);
    let sign = if is_negative { 0xff } else { 0 };
    let len = contents.iter().take_while(|octet| **octet == sign).count();
    (is_negative, contents.get(len..).unwrap_or_default())
}
