//! The dictionaries: what a mutation of octets may put in as a whole. `cargo xtask fuzz seeds` writes them, a test
//! compares.
//!
//! [`x509`] is taken out of certificates, not out of a list: every object identifier, time, BOOLEAN, string and name
//! that the testkit writes for any of its defects, and the heads of what is constructed. [`texts`] has what stacks
//! print between what varies, and the words of settings, evidence and chain files.

use std::collections::BTreeMap;
use std::fmt::Write;

use verifail::classification::known_texts;
use verifail_testkit::world::{CrlSpec, Serial, Spelling, ca_name};
use verifail_testkit::{Defect, World};

/// Longest entry, in octets: libFuzzer takes none beyond.
const LONGEST: usize = 48;
/// Texts of one stack.
const OF_A_STACK: usize = 8;

/// Tags that certificates have, by what they are called in RFC 5280.
const TAGS: [(&str, u8); 22] = [
    ("boolean", 0x01),
    ("integer", 0x02),
    ("bit-string", 0x03),
    ("octet-string", 0x04),
    ("null", 0x05),
    ("oid", 0x06),
    ("enumerated", 0x0a),
    ("utf8-string", 0x0c),
    ("numeric-string", 0x12),
    ("printable-string", 0x13),
    ("teletex-string", 0x14),
    ("ia5-string", 0x16),
    ("utc-time", 0x17),
    ("generalized-time", 0x18),
    ("visible-string", 0x1a),
    ("universal-string", 0x1c),
    ("bmp-string", 0x1e),
    ("sequence", 0x30),
    ("set", 0x31),
    ("rfc822-name", 0x81),
    ("dns-name", 0x82),
    ("ip-address", 0x87),
];

/// `dictionaries/x509.dict`.
pub fn x509() -> String {
    let mut entries: BTreeMap<Vec<u8>, String> = BTreeMap::new();
    let mut worlds = vec![World::tower(3)];
    for defect in Defect::ALL {
        let mut world = World::good();
        world.crls.push(CrlSpec { revoked: vec![Serial::Number(7), Serial::Negative], ..CrlSpec::of(ca_name(1), 1) });
        if let Some(place) = defect.places(&world).first() {
            defect.apply(&mut world, *place);
            worlds.push(world);
        }
    }
    for spelling in Spelling::ALL {
        let mut world = World::good();
        world.end_entity.subject = world.end_entity.subject.clone().spelled(spelling);
        worlds.push(world);
    }
    for world in worlds {
        let case = world.materialise();
        for der in [&case.end_entity].into_iter().chain(&case.intermediates).chain(&case.anchors).chain(&case.crls) {
            elements(der, &mut entries);
        }
    }
    let mut out = heading("X.509 and CRLs: what certificates of the testkit are made of");
    for (tag, name) in TAGS.iter().map(|(name, tag)| (tag, name)) {
        line(&mut out, &format!("{name}-empty"), &[*tag, 0]);
        line(&mut out, &format!("{name}-long"), &[*tag, 0x82, 0x01, 0x00]);
    }
    for number in [0x80_u8, 0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0x84, 0x86, 0x88] {
        line(&mut out, &format!("context-{number:02x}"), &[number, 0]);
    }
    line(&mut out, "indefinite", &[0x30, 0x80]);
    line(&mut out, "end-of-contents", &[0, 0]);
    line(&mut out, "false", &[1, 1, 0]);
    line(&mut out, "ber-true", &[1, 1, 1]);
    for (at, (octets, kind)) in entries.iter().enumerate() {
        line(&mut out, &format!("{kind}-{at}"), octets);
    }
    out
}

/// Every short element of some DER, each under its tag's name; what is constructed is gone into.
fn elements(der: &[u8], entries: &mut BTreeMap<Vec<u8>, String>) {
    let mut rest = der;
    while let [tag, first, ..] = rest {
        let (header, length) = match first {
            0x82 => (4, rest.get(2..4).map_or(0, |digits| usize::from(digits[0]) << 8 | usize::from(digits[1]))),
            0x81 => (3, rest.get(2).copied().map_or(0, usize::from)),
            _ => (2, usize::from(*first)),
        };
        let Some(contents) = rest.get(header..header + length) else { return };
        let whole = &rest[..header + length];
        if let Some((name, _)) = TAGS.iter().find(|(_, known)| known == tag)
            && whole.len() <= LONGEST
            && !matches!(tag, 0x05 | 0x31)
        {
            entries.insert(whole.to_vec(), (*name).to_owned());
        }
        let is_constructed = tag & 0x20 != 0;
        // extnValue is an OCTET STRING that holds DER.
        if is_constructed || (*tag == 4 && contents.first().is_some_and(|inner| matches!(inner, 0x30 | 0x03 | 0x04))) {
            elements(contents, entries);
        }
        rest = &rest[header + length..];
    }
}

/// Words of settings, evidence and chain files.
const WORDS: &[&str] = &[
    "APP_TLS_INSECURE=1",
    "APP_TLS_RELAX=eku",
    "APP_TLS_ROOTS=",
    "APP_TLS_POLICY=",
    "APP_TLS_RESUMPTION=",
    "APP_TLS_SNI=",
    "APP_CA_BUNDLE=append:BUNDLE",
    "APP_CA_BUNDLE=replace:BUNDLE",
    "APP_CONNECT_TIMEOUT=",
    "APP_HTTP_TIMEOUT=",
    "mozilla",
    "none",
    "on",
    "off",
    "\n--\n",
    "tls_roots = \"",
    "tls_insecure = ",
    "tls_relax = \"eku\"",
    "HTTPS_PROXY=",
    "NO_PROXY=",
    "{\"text\":\"",
    "\"number\":",
    "\"alert\":",
    "\"received\":true",
    "\"sandboxed\":true",
    "\"through_proxy\":true",
    "verifail chain 1\n",
    "end-entity = server key ",
    "intermediate = ca key ",
    "anchor = root key ",
    " issued by ",
    "crl = by key ",
    "subject-alt-name dns ",
    "name-constraints critical permit dns ",
    "exclude ",
    "extended-key-usage ",
    "basic-constraints critical ca path-length ",
    "not-after ",
    "not-before ",
    "serial ",
    "expect rustls reject ",
    "signature tampered",
    "key-form ",
    "encoding-faults ",
    "www.example.com",
    "*.example.com",
    "xn--",
    ".",
    "*.",
    "\n",
    "-----BEGIN CERTIFICATE-----\n",
    "-----END CERTIFICATE-----\n",
    "-----BEGIN X509 CRL-----\n",
    "-----BEGIN PKCS7-----\n",
    "MIIB",
    "====",
];

/// `dictionaries/texts.dict`.
pub fn texts() -> String {
    let mut out = heading("Texts: what stacks print, and the words of settings, evidence and chain files");
    for (at, word) in WORDS.iter().enumerate() {
        line(&mut out, &format!("word-{at}"), word.as_bytes());
    }
    let mut of_stack: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for known in known_texts() {
        let pieces = known.text.split(['*', '#']).map(str::trim).filter(|piece| (6..=LONGEST).contains(&piece.len()));
        of_stack.entry(known.stack.code()).or_default().extend(pieces);
    }
    for (stack, mut pieces) in of_stack {
        pieces.sort_unstable();
        pieces.dedup();
        let step = pieces.len().div_ceil(OF_A_STACK).max(1);
        for (at, piece) in pieces.iter().step_by(step).enumerate() {
            line(&mut out, &format!("{stack}-{at}"), piece.as_bytes());
        }
    }
    out
}

fn heading(what: &str) -> String {
    format!("# {what}.\n# Made by `cargo xtask fuzz seeds` from the code's own tables.\n")
}

/// `name="\x30\x00"`: printable ASCII as it is, the rest in hexadecimal.
fn line(out: &mut String, name: &str, octets: &[u8]) {
    out.push_str(name);
    out.push_str("=\"");
    for octet in octets {
        match octet {
            b'"' | b'\\' => {
                out.push('\\');
                out.push(char::from(*octet));
            }
            0x20..0x7f => out.push(char::from(*octet)),
            _ => {
                // Writing to a string does not fail.
                let _ = write!(out, "\\x{octet:02X}");
            }
        }
    }
    out.push_str("\"\n");
}
