//! Replays `corpus/certificates`: small files, each broken or odd in one way, with one line of expectation each.
//! `VERIFAIL_BLESS=1 cargo test -p verifail --test it corpus` writes the files and the expectations anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use verifail::Bundle;
use verifail::crl::CertificateList;

use crate::blessing;
use crate::der::{self, Extension, oid};
use crate::hostile::{check, pem_of, pkcs7};
use crate::key;
use crate::world::{CA_KEY, Chain, CrlTemplate, NAME, Question, Template, World};

/// File name, what it is, and its octets.
type Seed = (&'static str, &'static str, Vec<u8>);

const EXPECTED: &str = "expected.txt";

fn directory() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../corpus/certificates")
}

fn server(edit: impl FnOnce(&mut Template)) -> Vec<u8> {
    let mut template = World::good().end_entity;
    edit(&mut template);
    template.der()
}

fn subject(tag: u8, value: &[u8]) -> Vec<u8> {
    server(|t| t.subject = der::attribute(oid::COMMON_NAME, tag, value))
}

fn seeds() -> Vec<Seed> {
    let good = World::good();
    let chain = good.chain();
    let all = [vec![chain.end_entity.clone()], chain.intermediates.clone()].concat();
    let crl = CrlTemplate::of("CA", CA_KEY).revoking(&good.end_entity);
    let cut = chain.end_entity.len() / 2;
    let nested = (0..64).fold(Vec::new(), |inner, _| der::tlv(0x30, &inner));
    vec![
        ("good.der", "a server's certificate with nothing wrong", chain.end_entity.clone()),
        ("ca.der", "a CA certificate in the place of a server's", chain.intermediates[0].clone()),
        ("expired.der", "expired the day before", server(|t| t.not_after = "20260614000000Z".to_owned())),
        ("tampered.der", "a signature with one bit changed", server(|t| t.tampered = true)),
        ("sha1.der", "signed with SHA-1", server(|t| t.digest = key::Digest::Sha1)),
        (
            "client-auth.der",
            "for TLS clients only, as an inspecting proxy mints them",
            server(|t| {
                t.set(der::extended_key_usage(&[oid::CLIENT_AUTH]));
            }),
        ),
        (
            "version-1.der",
            "version 1, without extensions",
            server(|t| {
                t.version = 1;
                t.extensions.clear();
            }),
        ),
        ("extension-twice.der", "one extension twice", server(|t| t.extensions.extend(t.extensions.first().cloned()))),
        ("critical-unknown.der", "a critical extension that nobody knows", server(|t| t.set(der::unknown(true)))),
        ("san-empty.der", "a subject alternative name without a name", server(|t| t.set(der::subject_alt_name(&[])))),
        ("san-missing.der", "no subject alternative name", server(|t| t.remove(oid::SUBJECT_ALT_NAME))),
        (
            "san-nul.der",
            "a name with a NUL in it",
            server(|t| {
                t.set(der::subject_alt_name(&[der::dns(&format!("{NAME}\0.example.net"))]));
            }),
        ),
        (
            "san-nested.der",
            "sequences in sequences where names belong",
            server(|t| {
                t.set(Extension::new(oid::SUBJECT_ALT_NAME, false, nested));
            }),
        ),
        (
            "basic-constraints-cut.der",
            "basic constraints whose length lies",
            server(|t| {
                t.set(Extension::new(oid::BASIC_CONSTRAINTS, true, vec![0x30, 5]));
            }),
        ),
        ("key-usage-empty.der", "a key usage without a bit", server(|t| t.set(der::key_usage(0)))),
        ("serial-negative.der", "a negative serial number", server(|t| t.serial_number = vec![0x80])),
        ("serial-long.der", "a serial number of 64 octets", server(|t| t.serial_number = vec![0x7f; 64])),
        ("time-impossible.der", "a month 99", server(|t| t.not_before = "20209901000000Z".to_owned())),
        ("subject-escape.der", "terminal escapes in the subject", subject(0x0c, b"\x1b]0;title\x07\x1b[31m")),
        ("subject-not-utf8.der", "octets in a UTF8String that are none", subject(0x0c, b"\xc3\x28\xff")),
        ("subject-bmp-odd.der", "a BMPString of three octets", subject(0x1e, &[0xd8, 0, 0])),
        (
            "oid-huge.der",
            "an extension type with an arc of 100 octets",
            server(|t| {
                t.extensions.push(Extension::new(&[0xff; 100], true, vec![5, 0]));
            }),
        ),
        ("truncated.der", "half a certificate", chain.end_entity[..cut].to_vec()),
        ("trailing.der", "a certificate and one octet more", [&chain.end_entity[..], &[0]].concat()),
        ("chain.pem", "server and CA, with text between", pem_of(&all).into_bytes()),
        ("chain-cut.pem", "the same, cut inside the second block", {
            let text = pem_of(&all).into_bytes();
            text[..text.len() - 100].to_vec()
        }),
        ("chain.p7b", "server and CA in a PKCS#7 without a signature", pkcs7(&all)),
        ("revoked.crl", "a CRL that lists the server", crl.der()),
        ("truncated.crl", "half of that CRL", crl.der()[..60].to_vec()),
    ]
}

/// One line: how it reads, and what `rustls` and `web-pki` say of the first certificate in it below the good world's
/// CA.
fn describe(name: &str, octets: &[u8]) -> String {
    if name.ends_with(".crl") {
        return match CertificateList::from_der(octets) {
            Ok(crl) => format!("a CRL with {} entries", crl.entries().count()),
            Err(error) => format!("refused: {error}"),
        };
    }
    let bundle = match Bundle::read_default(octets) {
        Ok(bundle) => bundle,
        Err(error) => return format!("refused: {error}"),
    };
    let mut line = format!("{} certificates", bundle.certificates().len());
    let Some(first) = bundle.certificates().first() else {
        return line;
    };
    if let Err(error) = verifail::Certificate::from_der(first.der()) {
        return format!("{line}; {error}");
    }
    let good = World::good().chain();
    let chain = Chain { end_entity: first.der().to_vec(), ..good };
    for policy in ["rustls", "web-pki"] {
        let answer = chain.ask(policy, &Question::default());
        let reasons: Vec<_> = answer.reasons.iter().map(|reason| reason.code()).collect();
        let said = if answer.accepted { "trusted".to_owned() } else { reasons.join(", ") };
        write!(line, "; {policy}: {said}").unwrap();
    }
    line
}

fn readme() -> String {
    let mut text = String::from(
        "# corpus\n\nSeeds for replay and for fuzzing. `certificates/` holds certificates, CRLs and bundles of one world, each odd\n\
         in one way; `certificates/expected.txt` says in a line what the core makes of it at 2026-06-15, below that world's CA.\n\
         Files and this list are made by\n`VERIFAIL_BLESS=1 cargo test -p verifail --test it corpus`, which is the same octets every time.\n\n\
         | file | what it is |\n|---|---|\n",
    );
    for (name, what, _) in seeds() {
        writeln!(text, "| `{name}` | {what} |").unwrap();
    }
    text.push_str("\n`chains/` holds whole cases as text; its own list says which.\n");
    text
}

fn expected() -> BTreeMap<String, String> {
    let text = fs::read_to_string(directory().join(EXPECTED)).unwrap();
    let line = |line: &str| {
        let (name, rest) = line.split_once(": ").unwrap_or_else(|| panic!("no expectation in {line:?}"));
        (name.to_owned(), rest.to_owned())
    };
    text.lines().map(line).collect()
}

fn bless() {
    fs::create_dir_all(directory()).unwrap();
    let mut lines = String::new();
    for (name, _, octets) in seeds() {
        fs::write(directory().join(name), &octets).unwrap();
        writeln!(lines, "{name}: {}", describe(name, &octets)).unwrap();
    }
    fs::write(directory().join(EXPECTED), lines).unwrap();
    fs::write(directory().join("../README.md"), readme()).unwrap();
}

#[test]
fn every_file_reads_as_it_is_expected_to() {
    if blessing() {
        return bless();
    }
    let mut expected = expected();
    for entry in fs::read_dir(directory()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name == EXPECTED {
            continue;
        }
        let octets = fs::read(&path).unwrap();
        assert_eq!(expected.remove(&name), Some(describe(&name, &octets)), "{name}");
        let good = World::good().chain();
        check(&octets, &good.intermediates, &[], &["rustls", "web-pki", "openssl", "go"]);
        check(
            &good.end_entity,
            std::slice::from_ref(&octets),
            std::slice::from_ref(&octets),
            &["rustls", "web-pki", "openssl", "go"],
        );
    }
    assert!(expected.is_empty(), "expected and not there: {:?}", expected.keys());
}

#[test]
fn the_files_are_the_ones_that_the_seeds_make() {
    if blessing() {
        return;
    }
    let seeds = seeds();
    assert!(seeds.len() <= 30);
    for (name, _, octets) in seeds {
        assert!(octets.len() < 4_096, "{name}");
        assert!(fs::read(directory().join(name)).is_ok_and(|file| file == octets), "{name} is another file");
    }
    assert_eq!(fs::read_to_string(directory().join("../README.md")).unwrap(), readme());
}
