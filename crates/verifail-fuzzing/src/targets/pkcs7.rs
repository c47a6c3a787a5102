//! Of any octets as PKCS #7: the members are octets of the file; put into a container of one's own, of definite or
//! indefinite lengths, they come out as they went in; and what a file is by itself it is as a member too.
//!
//! Oracle: the round trip, through a writer of its own. 8 KiB.

use verifail::Bundle;
use verifail::certificate::bundle::Entry;
use verifail_testkit::materialise::der::Der;

use crate::{Checked, Class, Difference, Form, Target};

/// The target.
pub const TARGET: Target = Target {
    name: "pkcs7",
    property: "members of a PKCS #7 file come out of any container as they went in",
    oracle: "round trip",
    form: Form::Der,
    class: Class::Octets,
    compares: true,
    max_len: 8 << 10,
    check,
};

/// 1.2.840.113549.1.7.2 and .1.
const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
const DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];

fn check(data: &[u8]) -> Checked {
    let Ok(bundle) = Bundle::read_default(data) else { return Ok(()) };
    let (certificates, crls) = (ders(bundle.certificates()), ders(bundle.crls()));
    let is_container = bundle.certificates().iter().chain(bundle.crls()).any(|entry| entry.origin().member.is_some());
    if is_container && data.first() == Some(&0x30) {
        for member in certificates.iter().chain(&crls) {
            let inside = data.windows(member.len()).any(|window| window == *member);
            Difference::unless(inside, "a member that is not in the file", || format!("{member:02x?}"))?;
        }
    }
    // A block of PEM may be longer than its certificate; a member of a set may not.
    let whole = |der: &&[u8]| element(der) == Some(der.len());
    if !certificates.iter().chain(&crls).all(whole) {
        return Ok(());
    }
    for indefinite in [false, true] {
        let container = container(&certificates, &crls, indefinite);
        let kind = if indefinite { "indefinite lengths" } else { "definite lengths" };
        match Bundle::read_default(&container) {
            Ok(again) => {
                let same = ders(again.certificates()) == certificates && ders(again.crls()) == crls;
                Difference::unless(same, kind, || format!("{again:?}\nof\n{container:02x?}"))?;
            }
            Err(error) => return Difference::found(kind, format_args!("{error}, of\n{container:02x?}")),
        }
    }
    Ok(())
}

fn ders<'e>(entries: &'e [Entry<'_>]) -> Vec<&'e [u8]> {
    entries.iter().map(Entry::der).collect()
}

/// Octets of the element at the beginning.
fn element(der: &[u8]) -> Option<usize> {
    let first = usize::from(*der.get(1)?);
    if first < 0x80 {
        return Some(2 + first);
    }
    let digits = der.get(2..2 + (first & 0x7f))?;
    digits
        .iter()
        .try_fold(0_usize, |length, digit| length.checked_mul(256)?.checked_add(usize::from(*digit)))?
        .checked_add(2 + digits.len())
}

/// RFC 5652 sections 3 and 5.1: SignedData without signers.
pub(crate) fn container(certificates: &[&[u8]], crls: &[&[u8]], indefinite: bool) -> Vec<u8> {
    let set = |der: &mut Der, tag: u8, members: &[&[u8]]| {
        if !members.is_empty() {
            node(der, tag, indefinite, |der| members.iter().for_each(|member| der.raw(member)));
        }
    };
    let mut der = Der::default();
    node(&mut der, 0x30, indefinite, |der| {
        der.object_identifier(SIGNED_DATA);
        node(der, 0xa0, indefinite, |der| {
            node(der, 0x30, indefinite, |der| {
                der.integer(1);
                der.node(0x31, |_| {});
                node(der, 0x30, indefinite, |der| der.object_identifier(DATA));
                set(der, 0xa0, certificates);
                set(der, 0xa1, crls);
                der.node(0x31, |_| {});
            });
        });
    });
    der.into_vec()
}

fn node(der: &mut Der, tag: u8, indefinite: bool, contents: impl FnOnce(&mut Der)) {
    if !indefinite {
        return der.node(tag, contents);
    }
    der.raw(&[tag, 0x80]);
    contents(der);
    der.raw(&[0, 0]);
}
