//! Seeds of texts: what stacks print, numbers, names, settings.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use serde_json::json;
use verifail::classification::BOOKS;
use verifail_testkit::generate::alphabet::{DNS_BASES, HOSTS};
use verifail_testkit::{World, export};

use super::{Seed, files};

/// Texts of one stack.
const OF_A_STACK: usize = 2;
/// Longest text that is a seed, in octets.
const LONGEST: usize = 600;

/// Judged texts of the corpus of failures: `text = "…"` in TOML, some of every file.
fn judged(corpus: &Path) -> io::Result<Vec<(String, String)>> {
    let mut texts = Vec::new();
    for (name, octets) in files(&corpus.join("failures"), ".toml")? {
        let file = String::from_utf8_lossy(&octets).into_owned();
        let quoted = file.lines().filter_map(|line| line.strip_prefix("text = "));
        // A basic string of TOML without its rarer escapes is a string of JSON.
        let read = quoted.filter_map(|text| serde_json::from_str::<String>(text).ok());
        let mut short: Vec<String> = read.filter(|text| text.len() <= LONGEST).collect();
        short.sort();
        short.dedup();
        let step = short.len().div_ceil(OF_A_STACK).max(1);
        let stack = name.trim_end_matches(".toml").to_owned();
        texts.extend(short.into_iter().step_by(step).enumerate().map(|(at, text)| (format!("{stack}-{at}"), text)));
    }
    Ok(texts)
}

/// What stacks print, and known texts in their wrappers.
pub(super) fn failures(corpus: &Path) -> io::Result<Vec<Seed>> {
    let mut seeds: Vec<Seed> = judged(corpus)?.into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
    for at in 0..16_u16 {
        let [low, high] = (at * 157).to_le_bytes();
        seeds.push((
            format!("known-{at:02}"),
            vec![b'~', low, high, (at % 3) as u8, at as u8, (at / 2) as u8, (at / 3) as u8],
        ));
    }
    Ok(seeds)
}

/// The first and the last number of every book, and what is next to them.
pub(super) fn numbers() -> Vec<Seed> {
    let mut numbers: BTreeSet<i64> = [0, -1, i64::MIN, i64::MAX, 268_435_581, -26_276, 0x800b_0109].into();
    for book in BOOKS {
        numbers.extend(book.entries.first().map(|entry| entry.number));
        numbers.extend(book.entries.last().into_iter().flat_map(|entry| [entry.number, entry.number.wrapping_add(1)]));
    }
    numbers.into_iter().map(|number| (format!("number-{number}"), number.to_string().into_bytes())).collect()
}

/// Evidence of every form, and of some stacks.
pub(super) fn evidence(corpus: &Path) -> io::Result<Vec<Seed>> {
    let mut seeds: Vec<Seed> = judged(corpus)?
        .into_iter()
        .step_by(4)
        .map(|(name, text)| {
            (
                format!("{name}.json"),
                json!({ "text": text, "through_proxy": text.len() % 2 == 0 }).to_string().into_bytes(),
            )
        })
        .collect();
    for (name, evidence) in [
        ("number", json!({ "number": -26_276, "sandboxed": true })),
        ("packed", json!({ "number": 268_435_581 })),
        ("alert-received", json!({ "alert": 48, "received": true })),
        ("alert-sent", json!({ "alert": 45, "client_insecure": true })),
        ("nothing", json!({})),
    ] {
        seeds.push((format!("{name}.json"), evidence.to_string().into_bytes()));
    }
    Ok(seeds)
}

/// What is looked for and what is presented.
pub(super) fn identities() -> Vec<Seed> {
    let mut seeds = Vec::new();
    for (at, host) in HOSTS.iter().filter(|host| !host.contains('*')).enumerate() {
        for presented in [HOSTS[at % HOSTS.len()], HOSTS[(at * 3 + 1) % HOSTS.len()]] {
            seeds.push(format!("{host}\n{presented}").into_bytes());
        }
    }
    let odd = [
        "192.0.2.1\n192.0.2.1",
        "::ffff:192.0.2.1\n*",
        "bücher.example\nxn--bcher-kva.example",
        "a_b.example.com\n*.example.com",
        "www.example.com\nwww.example.com\0.evil.example",
        "1.2.3\n*.2.3",
        "xn--a\nXN--A",
        "www.example.com\n*.*.com",
    ];
    seeds.extend(odd.iter().map(|text| text.as_bytes().to_vec()));
    seeds.sort();
    seeds.dedup();
    seeds.into_iter().enumerate().map(|(at, seed)| (format!("pair-{at:02}"), seed)).collect()
}

/// Names under subtrees.
pub(super) fn subtrees() -> Vec<Seed> {
    let mut seeds = Vec::new();
    for (at, base) in DNS_BASES.iter().enumerate() {
        seeds.push(format!("{}pd{base}", char::from(at as u8)));
        seeds.push(format!("{}xd{base}\nnd*.{base}", char::from(at as u8 + 3)));
    }
    for (at, lines) in [
        "pic0000200ffffff00\nnic0000201",
        "xi0000000000000000\nnic0000201",
        "pi20010db8000000000000000000000000ffffffff000000000000000000000000\nni20010db8000000000000000000000001",
        "peexample.com\nneuser@example.com",
        "xe.example.com\nneuser@host.example.com",
        "pu.example.com\nnuhttps://www.example.com/",
        "xuexample.com\nnuhttps://user@example.com:443/",
        "pNwww.example.com\ncnwww.example.com",
        "xNCA 1\nncwww.example.com",
        "yd.example.com\nndwww.example.com",
        "no\u{1}www.example.com\npdexample.com",
        "pic0000200ffff00ff\nnic0000201",
    ]
    .iter()
    .enumerate()
    {
        seeds.push(format!("{}{lines}", char::from(at as u8)));
    }
    seeds.into_iter().enumerate().map(|(at, text)| (format!("names-{at:02}"), text.into_bytes())).collect()
}

/// Environments, files, bundles.
pub(super) fn settings() -> Vec<Seed> {
    let mut only_root = World::good();
    (only_root.intermediates, only_root.end_entity) = (Vec::new(), only_root.anchors[0].clone());
    let bundle = export::pem::bundle(&only_root.materialise());
    let with = |environment: &str, file: &str, bundle: &str| format!("{environment}\n--\n{file}\n--\n{bundle}");
    let seeds = [
        ("nothing", with("", "", "")),
        ("insecure", with("APP_TLS_INSECURE=1", "", "")),
        ("insecure-false", with("APP_TLS_INSECURE=false", "", "")),
        ("relaxed", with("APP_TLS_RELAX=eku\nAPP_TLS_SNI=off", "", "")),
        ("typo", with("APP_TLS_ROTS=none", "", "")),
        ("nobody", with("APP_TLS_ROOTS=none", "", "")),
        ("replace", with("APP_CA_BUNDLE=BUNDLE", "", &bundle)),
        ("append", with("APP_CA_BUNDLE=append:BUNDLE\nAPP_TLS_ROOTS=none", "", &bundle)),
        (
            "broken-bundle",
            with("APP_CA_BUNDLE=replace:BUNDLE", "", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"),
        ),
        ("empty-bundle", with("APP_CA_BUNDLE=append:BUNDLE", "", "")),
        (
            "file",
            with("APP_TLS_RESUMPTION=off", "tls_roots = \"mozilla\"\ntls_sni = false\nhttp_timeout = \"30s\"\n", ""),
        ),
        ("file-unknown", with("", "tls_rots = \"mozilla\"\n", "")),
        ("file-insecure", with("", "tls_insecure = 1\n", "")),
        ("proxy", with("HTTPS_PROXY=http://user:secret@proxy.example:3128\nno_proxy=localhost", "", "")),
        ("policy", with("APP_TLS_POLICY=go\nAPP_CONNECT_TIMEOUT=500ms", "tls_policy = \"web-pki\"\n", "")),
    ];
    seeds.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect()
}
