//! Tables of files and what is read from them, and mutations of those files. No expectation depends on a generated key.
#![allow(clippy::unwrap_used, reason = "a sample that cannot be made fails its test")]

mod rules;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::*;
use crate::Certificate;

/// Everything a file can hold, generated once a test.
struct Samples {
    a: Vec<u8>,
    b: Vec<u8>,
    crl: Vec<u8>,
    request: Vec<u8>,
    key: Vec<u8>,
    public_key: Vec<u8>,
}

impl Samples {
    fn new() -> Self {
        let key = rcgen::KeyPair::generate().unwrap();
        let params = |name: &str| {
            let mut params = rcgen::CertificateParams::new(vec![name.to_owned()]).unwrap();
            params.key_usages = vec![rcgen::KeyUsagePurpose::CrlSign];
            params
        };
        let crl = rcgen::CertificateRevocationListParams {
            this_update: rcgen::date_time_ymd(2025, 1, 1),
            next_update: rcgen::date_time_ymd(2026, 1, 1),
            crl_number: rcgen::SerialNumber::from(1u64),
            issuing_distribution_point: None,
            revoked_certs: Vec::new(),
            key_identifier_method: rcgen::KeyIdMethod::Sha256,
        };
        Self {
            a: params("a.example").self_signed(&key).unwrap().der().to_vec(),
            b: params("b.example").self_signed(&key).unwrap().der().to_vec(),
            crl: crl.signed_by(&rcgen::Issuer::new(params("a.example"), &key)).unwrap().der().to_vec(),
            request: params("a.example").serialize_request(&key).unwrap().der().to_vec(),
            public_key: rcgen::PublicKeyData::subject_public_key_info(&key),
            key: key.serialize_der(),
        }
    }

    /// What was read, by the samples' names; for an error, its text.
    fn summary(&self, file: &[u8], limits: &Limits) -> String {
        let bundle = match Bundle::read(file, limits) {
            Ok(bundle) => bundle,
            Err(error) => return format!("error: {error}"),
        };
        let mut lines = Vec::new();
        for entry in bundle.certificates() {
            assert!(Certificate::from_der(entry.der()).is_ok(), "an entry is not a certificate");
            let name =
                [("a", &self.a), ("b", &self.b)].iter().find(|(_, der)| *der == entry.der()).map(|(name, _)| *name);
            lines.push(format!("{} at {}", name.unwrap_or("another certificate"), entry.origin()));
        }
        for entry in bundle.crls() {
            let name = if entry.der() == self.crl { "crl" } else { "another crl" };
            lines.push(format!("{name} at {}", entry.origin()));
        }
        lines.extend(bundle.notes().iter().map(|note| format!("note: {note}")));
        if bundle.omitted_notes() > 0 {
            lines.push(format!("and {} notes", bundle.omitted_notes()));
        }
        lines.join("\n")
    }

    #[track_caller]
    fn check(&self, file: impl AsRef<[u8]>, expect: &[&str]) {
        let file = file.as_ref();
        let shown = String::from_utf8_lossy(file.get(..file.len().min(2000)).unwrap()).into_owned();
        assert_eq!(self.summary(file, &Limits::default()), expect.join("\n"), "of the file:\n{shown}");
    }

    fn pem_a(&self) -> String {
        pem("CERTIFICATE", &self.a)
    }
}

fn base64(der: &[u8], width: usize) -> String {
    let text = STANDARD.encode(der);
    let lines: Vec<&str> = text.as_bytes().chunks(width).map(|line| std::str::from_utf8(line).unwrap()).collect();
    lines.join("\n")
}

fn pem(label: &str, der: &[u8]) -> String {
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", base64(der, 64))
}

/// One DER element.
fn element(tag: u8, contents: &[&[u8]]) -> Vec<u8> {
    let contents = contents.concat();
    let length = u32::try_from(contents.len()).unwrap().to_be_bytes();
    let digits: Vec<u8> = length.iter().copied().skip_while(|&digit| digit == 0).collect();
    let header = match contents.len() {
        0..=0x7f => vec![tag, length[3]],
        _ => [vec![tag, 0x80 | u8::try_from(digits.len()).unwrap()], digits].concat(),
    };
    [header, contents].concat()
}

/// One BER element of indefinite length.
fn indefinite(tag: u8, contents: &[&[u8]]) -> Vec<u8> {
    [&[tag, 0x80][..], &contents.concat(), &[0, 0]].concat()
}

type Writer = fn(u8, &[&[u8]]) -> Vec<u8>;

/// A certs-only SignedData; `write` makes the container's constructed elements.
fn signed_data(certificates: &[&[u8]], crls: &[&[u8]], write: Writer) -> Vec<u8> {
    let data = element(0x06, &[&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01]]);
    let content = write(0xa0, &[&write(0x24, &[&element(0x04, &[b"text"])])]);
    let mut fields = vec![element(0x02, &[&[1]]), element(0x31, &[]), write(0x30, &[&data, &content])];
    if !certificates.is_empty() {
        fields.push(write(0xa0, certificates));
    }
    if !crls.is_empty() {
        fields.push(write(0xa1, crls));
    }
    fields.push(element(0x31, &[]));
    let fields: Vec<&[u8]> = fields.iter().map(Vec::as_slice).collect();
    let signed = write(0x30, &fields);
    write(0x30, &[&element(0x06, &[pkcs7::SIGNED_DATA]), &write(0xa0, &[&signed])])
}

#[test]
fn pem_is_read_in_every_shape_it_is_pasted_in() {
    let samples = Samples::new();
    let a = samples.pem_a();
    let one = &["a at line 1"][..];
    for same in [
        a.clone(),
        a.replace('\n', "\r\n"),
        a.replace('\n', "\r"),
        a.trim_end().to_owned(),
        format!("\u{feff}{a}"),
        a.lines().fold(String::new(), |text, line| text + "    " + line + "  \n"),
        a.replace('\n', "\n\n").replacen("\n\n", "\n", 1),
        a.replace('\n', " "),
        a.replace('\n', ""),
        a.replace('=', ""),
        format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----", base64(&samples.a, usize::MAX)),
        format!(
            "-----BEGIN CERTIFICATE-----\nX-Header: 1\n continued\n\n{}\n-----END CERTIFICATE-----",
            base64(&samples.a, 76)
        ),
        format!("cert: \"{}\"", a.replace('\n', "")),
        pem("X509 CERTIFICATE", &samples.a),
        pem("TRUSTED CERTIFICATE", &samples.a),
    ] {
        samples.check(same, one);
    }
    for (replacement, file) in [("\\n", "{}"), ("\\r\\n", "{\"cert\": \"{}\"}"), ("\\\\n", "CERT='{}'")] {
        let escaped = file.replacen("{}", &a.replace('\n', replacement), 1);
        samples.check(escaped, &["a at line 1", "note: line breaks written as \\n in the block at line 1"]);
    }
    let solidus = a.replace('/', "\\/").replace('\n', "\\n");
    samples.check(solidus, &["a at line 1", "note: line breaks written as \\n in the block at line 1"]);
}

#[test]
fn lines_are_counted_whatever_ends_them() {
    let samples = Samples::new();
    let file = format!("# first\n\n{}# second\n{}", samples.pem_a(), pem("CERTIFICATE", &samples.b));
    let second = 3 + samples.pem_a().lines().count() + 1;
    for end in ["\n", "\r\n", "\r"] {
        samples.check(file.replace('\n', end), &["a at line 3", &format!("b at line {second}")]);
    }
    let joined = format!("{}{}", samples.pem_a().trim_end(), pem("CERTIFICATE", &samples.b));
    samples.check(joined, &["a at line 1", &format!("b at line {}", samples.pem_a().lines().count())]);
}

#[test]
fn what_is_not_a_certificate_is_skipped_and_said_so() {
    let samples = Samples::new();
    let second = |first: &str| first.lines().count() + 1;
    for (label, der, note) in [
        ("PRIVATE KEY", &samples.key, "private key at line 1 ignored; it should not be in this file"),
        ("EC PRIVATE KEY", &samples.key, "private key at line 1 ignored; it should not be in this file"),
        ("OPENSSH PRIVATE KEY", &samples.key, "private key at line 1 ignored; it should not be in this file"),
        (
            "ENCRYPTED PRIVATE KEY",
            &samples.key,
            "encrypted private key at line 1 ignored; it should not be in this file",
        ),
        ("CERTIFICATE REQUEST", &samples.request, "certificate request at line 1 ignored; it is not a certificate"),
        ("PUBLIC KEY", &samples.public_key, "public key at line 1 ignored"),
        ("EC PARAMETERS", &samples.key, "key parameters at line 1 ignored"),
        ("PGP MESSAGE", &samples.key, "block \"PGP MESSAGE\" at line 1 ignored"),
        ("\u{1b}[31mRED\u{7}", &samples.key, "block \"??31?RED?\" at line 1 ignored"),
        (
            "ATTRIBUTE CERTIFICATE OF A VERY LONG WINDED KIND",
            &samples.key,
            "block \"ATTRIBUTE CERTIFICATE OF A VERY LONG WIN…\" at line 1 ignored",
        ),
    ] {
        let skipped = pem(label, der);
        let expect = [format!("a at line {}", second(&skipped)), format!("note: {note}")];
        samples.check(skipped + &samples.pem_a(), &[&expect[0], &expect[1]]);
    }
    let key = pem("RSA PRIVATE KEY", &samples.key).replacen(
        '\n',
        "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n",
        1,
    );
    let last = samples.pem_a().lines().count() + 1;
    let note = format!("note: encrypted private key at line {last} ignored; it should not be in this file");
    samples.check(samples.pem_a() + &key, &["a at line 1", &note]);

    let settings = pem("TRUSTED CERTIFICATE", &[samples.a.clone(), element(0x30, &[&element(0x0c, &[b"x"])])].concat());
    samples.check(
        settings,
        &["a at line 1", "note: trusted certificate at line 1: OpenSSL's trust settings after it ignored"],
    );
}

#[test]
fn a_broken_block_does_not_cost_the_readable_ones() {
    let samples = Samples::new();
    let a = samples.pem_a();
    let lines = a.lines().count();
    let end = "-----END CERTIFICATE-----\n";
    for (broken, problem) in [
        (a.replacen("MII", "MI!", 1), "bad base64 at line 2"),
        (a.replacen(end, &format!("é\n{end}"), 1), &*format!("bad base64 at line {lines}")),
        (a.replacen("\nMII", "\nMI", 1).replacen(end, "x===\n-----END CERTIFICATE-----\n", 1), "bad base64 at line "),
        (a.replacen("\nMII", "\nM=II", 1), "bad base64 at line 2"),
        (a.replace(end, ""), "END is missing"),
        (a.replace("END CERT", "END X509 CERT"), "END has another label than BEGIN"),
        (end.to_owned(), "END without BEGIN"),
        (pem("CERTIFICATE", b""), "nothing between BEGIN and END"),
        (pem("CERTIFICATE", b"hello"), "not a certificate: tag 0x68 where 0x30 belongs"),
        (pem("CERTIFICATE", &samples.a[..200]), "not a certificate: the encoding ends early"),
        (pem("CERTIFICATE", &samples.key), "not a certificate but a file with only a private key"),
        (
            pem("CERTIFICATE", &element(0x30, &[])),
            "not a certificate but DER, but neither a certificate, a CRL nor PKCS#7",
        ),
        (pem("PKCS7", &signed_data(&[&samples.a], &[], element)[..100]), "not a certificate: the encoding ends early"),
    ] {
        let expect =
            format!("b at line {}\nnote: skipped what starts at line 1: {problem}", broken.lines().count() + 1);
        let found = samples.summary((broken.clone() + &pem("CERTIFICATE", &samples.b)).as_bytes(), &Limits::default());
        assert!(found.starts_with(&expect), "{found}\ninstead of\n{expect}");
        let alone = samples.summary(broken.as_bytes(), &Limits::default());
        assert!(alone.starts_with(&format!("error: no readable certificate: {problem}")), "{alone}");
    }
    for damaged in ["----BEGIN CERTIFICATE-----\n", "-----BEGIN CERTIFICATE----\n", "----- BEGIN CERTIFICATE -----\n"] {
        let file = damaged.to_owned() + &samples.pem_a();
        samples.check(file, &["a at line 2", "note: line 1 looks like a PEM boundary but is not one"]);
    }
    samples.check("- BEGIN of a list\n- END of it\n".to_owned() + &a, &["a at line 3"]);
}

#[test]
fn der_is_read_alone_and_in_a_row() {
    let samples = Samples::new();
    samples.check(&samples.a, &["a at octet 0"]);
    samples.check(&samples.crl, &["crl at octet 0"]);
    let length = samples.a.len();
    let row = [&samples.a[..], &samples.b, &samples.crl].concat();
    let last = format!("crl at octet {}", length + samples.b.len());
    samples.check(row, &["a at octet 0", &format!("b at octet {length}"), &last]);
    let note = format!("note: 1 octets from octet {length} on ignored");
    samples.check([&samples.a[..], b"\n"].concat(), &["a at octet 0", &note]);
    let note = format!("note: private key at octet {length} ignored; it should not be in this file");
    samples.check([&samples.a[..], &samples.key].concat(), &["a at octet 0", &note]);
    samples.check(
        &samples.a[..length - 1],
        &["error: no readable certificate: not a certificate: the encoding ends early (octet 0)"],
    );

    let bundle = Bundle::read_default(&samples.a).unwrap();
    assert!(matches!(bundle.certificates()[0].der, Cow::Borrowed(_)));
    assert_eq!(bundle.clone().into_owned(), bundle);
}

#[test]
fn pkcs7_is_opened_as_der_as_ber_and_as_pem() {
    let samples = Samples::new();
    let members = |at: &str| {
        [
            format!("a at member 1 of the PKCS#7 at {at}"),
            format!("b at member 2 of the PKCS#7 at {at}"),
            format!("crl at member 1 of the PKCS#7 at {at}"),
        ]
    };
    for write in [element as Writer, indefinite] {
        let der = signed_data(&[&samples.a, &samples.b], &[&samples.crl], write);
        samples.check(&der, &members("octet 0").each_ref().map(String::as_str));
        for label in ["PKCS7", "CMS", "CERTIFICATE CHAIN", "CERTIFICATE"] {
            samples.check(pem(label, &der), &members("line 1").each_ref().map(String::as_str));
        }
        let attribute = element(0xa2, &[b"attribute certificate"]);
        samples.check(
            signed_data(&[&attribute, &samples.a], &[], write),
            &[
                "a at member 2 of the PKCS#7 at octet 0",
                "note: skipped what starts at octet 0: member 1 of the PKCS#7 is not an X.509 certificate or CRL",
            ],
        );
        samples.check(
            signed_data(&[], &[], write),
            &["error: no certificate: this looks like a PKCS#7 file without certificates"],
        );
    }
    let unreadable = element(0x30, &[&element(0x06, &[pkcs7::SIGNED_DATA]), &element(0x02, &[&[1]])]);
    samples.check(
        unreadable,
        &["error: no readable certificate: unreadable PKCS#7: tag 0x02 where 0xa0 belongs (octet 0)"],
    );
}

#[test]
fn a_crl_and_bare_base64_are_read() {
    let samples = Samples::new();
    samples.check(pem("X509 CRL", &samples.crl), &["crl at line 1"]);
    let note = "note: base64 without PEM boundaries at line 2 read as a certificate file";
    samples.check(format!("\n{}\n", base64(&samples.a, 64)), &["a at line 2", note]);
    samples.check(base64(&samples.crl, usize::MAX), &["crl at line 1", &note.replace('2', "1")]);
    samples.check(
        &base64(&samples.a, 64)[..300],
        &["error: no readable certificate: not a certificate: the encoding ends early (line 1)"],
    );
}

#[test]
fn a_file_of_something_else_is_named() {
    let samples = Samples::new();
    let utf16: Vec<u8> = samples.pem_a().encode_utf16().flat_map(u16::to_le_bytes).collect();
    let pkcs12 = element(0x30, &[&element(0x02, &[&[3]]), &element(0x30, &[])]);
    let enveloped = element(0x30, &[&element(0x06, &[&[pkcs7::ARC, &[3]].concat()]), &element(0xa0, &[])]);
    let is =
        |file: &[u8], what: &str| samples.check(file, &[&format!("error: no certificate: this looks like {what}")]);
    is(b"<!DOCTYPE html><title>404</title>", "HTML: a web page was saved instead of the certificate");
    is(b"just some text", "text without PEM");
    is(b"\x00\x01\x02\x80\xff", "binary, not DER");
    is(b"ssh-ed25519 AAAAC3Nz user@host", "an SSH key");
    is(pem("OPENSSH PRIVATE KEY", b"x").as_bytes(), "an SSH key");
    is(pem("PRIVATE KEY", &samples.key).as_bytes(), "a file with only a private key");
    is(&samples.key, "a file with only a private key");
    is(base64(&samples.key, 64).as_bytes(), "a file with only a private key");
    is(pem("ENCRYPTED PRIVATE KEY", &samples.key).as_bytes(), "a file with only an encrypted private key");
    is(&samples.request, "a certificate request, which a CA has yet to turn into a certificate");
    is(&samples.public_key, "a file with only a public key");
    is(pem("DH PARAMETERS", b"x").as_bytes(), "a PEM file without a certificate block");
    is(&pkcs12, "a PKCS#12 file: convert with `openssl pkcs12 -nokeys -in FILE`");
    is(&enveloped, "a PKCS#7 file that is not of type SignedData");
    is(
        b"\xfe\xed\xfe\xed\0\0\0\x02",
        "a JKS keystore: export with `keytool -exportcert -rfc -keystore FILE -alias ALIAS`",
    );
    is(&[&[0xff, 0xfe][..], &utf16].concat(), "UTF-16 text: save it as UTF-8");
    is(&utf16, "UTF-16 text: save it as UTF-8");
    is(b"PK\x03\x04rest", "an archive or compressed file: unpack it first");
    is(STANDARD.encode(samples.pem_a()).as_bytes(), "base64 of a PEM file: decode it with `base64 -d FILE`");
    let dashes = samples.pem_a().replace("-----", "—–—");
    is(dashes.as_bytes(), "PEM with damaged boundaries: each needs exactly five dashes on both sides");
    samples.check("", &["error: no certificate: the file is empty"]);
    samples.check(" \r\n\t\n", &["error: no certificate: the file is empty"]);
    samples.check("\u{feff}", &["error: no certificate: the file is empty"]);
}

#[test]
fn limits_are_enforced_and_noise_does_not_hide_a_key() {
    let samples = Samples::new();
    let two = samples.pem_a().repeat(2) + &pem("X509 CRL", &samples.crl).repeat(2);
    let limits = Limits { octets: two.len(), certificates: 2, crls: 2, notes: 0 };
    let summary = |file: &str, limits: Limits| samples.summary(file.as_bytes(), &limits);
    assert!(summary(&two, limits).starts_with("a at line 1\na at line "));
    assert_eq!(summary(&two, Limits { certificates: 1, ..limits }), "error: more certificates than the limit of 1");
    assert_eq!(summary(&two, Limits { crls: 1, ..limits }), "error: more CRLs than the limit of 1");
    let octets = two.len() - 1;
    let too_large = format!("error: {} octets, more than the limit of {octets}", two.len());
    assert_eq!(summary(&two, Limits { octets, ..limits }), too_large);

    let noise = samples.pem_a() + &pem("X", b"x").repeat(100) + &pem("PRIVATE KEY", &samples.key).repeat(2);
    let bundle = Bundle::read_default(noise.as_bytes()).unwrap();
    assert_eq!((bundle.notes().len(), bundle.omitted_notes()), (64, 38));
    assert!(matches!(bundle.notes()[63], Note::PrivateKey(_)));

    let huge = pem("CERTIFICATE", &element(0x30, &[&samples.a[4..], &vec![0; MAX_CERTIFICATE_SIZE]]));
    assert!(summary(&huge, Limits::default()).starts_with("error: no readable certificate: a certificate of 1"));
}

#[test]
fn large_files_cost_linear_time() {
    let samples = Samples::new();
    const OCTETS: usize = 1 << 20;
    let fill = |unit: &[u8]| unit.iter().copied().cycle().take(OCTETS).collect::<Vec<u8>>();
    let within = |name: &str, file: &[u8]| {
        let start = Instant::now();
        let is_ok = Bundle::read_default(file).is_ok();
        let limit = Duration::from_secs(1) * u32::try_from(file.len().div_ceil(OCTETS)).unwrap();
        assert!(start.elapsed() < limit, "{name}: {:?} for {} octets", start.elapsed(), file.len());
        is_ok
    };
    for unit in [
        &b"-----BEGIN CERTIFICATE-----\n"[..],
        b"-----END CERTIFICATE-----",
        b"-----BEGIN PRIVATE KEY-----\n",
        b"-----BEGIN ",
        b"-----BEGIN aaaaaaa",
        b"-BEGIN a",
        b"-",
        b"\n",
        b"A",
        b"x:\n",
        b"\x30\x80",
        b"\x30\x00",
        b"\x30\x84\0\x10\0",
        b"\xff",
        b"\\",
        b"=",
        b"-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n",
    ] {
        let shown = String::from_utf8_lossy(unit).into_owned();
        assert!(!within(&shown, &fill(unit)), "{shown:?}");
        within(&shown, &[samples.pem_a().as_bytes(), &fill(unit)].concat());
        within(&shown, &[b"-----BEGIN CERTIFICATE-----\n", &fill(unit)[..], b"-----END CERTIFICATE-----\n"].concat());
    }
    let many = samples.pem_a().repeat(10_000);
    assert!(within("10,000 certificates", many.as_bytes()));
    assert_eq!(Bundle::read_default(many.as_bytes()).unwrap().certificates().len(), 10_000);
    assert!(within("10,000 certificates in PKCS#7", &signed_data(&vec![&samples.a[..]; 10_000], &[], indefinite)));
}

#[test]
fn a_line_of_a_key_in_the_place_of_a_label_is_not_legible() {
    let samples = Samples::new();
    let key = base64(&samples.key, 64);
    for line in key.lines().flat_map(|line| [line, &line[..32]]) {
        let file = format!("-----BEGIN {line}-----\n{}", samples.pem_a());
        let said = samples.summary(file.as_bytes(), &Limits::default());
        assert!(said.starts_with("a at line 2\nnote: block \"") && said.ends_with("\" at line 1 ignored"), "{said}");
        assert!(!said.contains(line), "{said}");
    }
}

/// Marsaglia's xorshift64.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end.max(1)).unwrap()).unwrap()
    }
}

#[test]
fn mutated_files_never_panic_and_never_show_a_key_or_a_control_character() {
    const SEED: u64 = 0x5eed_0fb0_1dfa_ce01;
    let samples = Samples::new();
    let key = pem("PRIVATE KEY", &samples.key);
    let secrets: Vec<&str> = key.lines().filter(|line| !line.starts_with("-----")).collect();
    assert!(secrets.iter().all(|line| line.len() > 16));
    let files: Vec<Vec<u8>> = vec![
        format!("text\n{key}{}{}", samples.pem_a(), pem("X509 CRL", &samples.crl)).into_bytes(),
        format!("{}\u{1b}[2J{key}", pem("\u{1b}]0;x\u{7}", b"x")).into_bytes(),
        format!("{{\"key\":\"{}\"}}", (key.clone() + &samples.pem_a()).replace('\n', "\\n")).into_bytes(),
        base64(&samples.key, 64).into_bytes(),
        [&samples.a[..], &samples.crl, &samples.key].concat(),
        signed_data(&[&samples.a, &samples.b], &[&samples.crl], element),
        signed_data(&[&samples.a], &[], indefinite),
    ];
    let tokens: [&[u8]; 9] = [
        b"-----",
        b"-----BEGIN ",
        b"-----END ",
        b"\n",
        b"\\n",
        b"PRIVATE KEY",
        b"CERTIFICATE",
        b"\x30\x80",
        b"\x1b[31m",
    ];
    let mut random = Random(SEED);
    for round in 0..4000 {
        let mut file = files[random.below(files.len())].clone();
        for _ in 0..=random.below(4) {
            let from = random.below(file.len());
            let to = (from + random.below(40)).min(file.len());
            match random.below(6) {
                0 => file.truncate(from),
                1 => drop(file.drain(from..to)),
                2 => drop(file.splice(from..from, tokens[random.below(tokens.len())].iter().copied())),
                3 => {
                    let copy = file[from..to].to_vec();
                    let at = random.below(file.len());
                    file.splice(at..at, copy);
                }
                // Damaged line ends are what could turn a line of the key into a label.
                4 => file.retain(|&octet| octet != b'\n' || random.below(4) != 0),
                _ => {
                    if let Some(octet) = file.get_mut(from) {
                        *octet = u8::try_from(random.below(256)).unwrap();
                    }
                }
            }
        }
        let mut said = String::new();
        match Bundle::read_default(&file) {
            Ok(bundle) => {
                let origins = bundle.certificates().iter().chain(bundle.crls()).map(Entry::origin);
                origins.for_each(|origin| write!(said, "{origin} {origin:?}").unwrap());
                bundle.notes().iter().for_each(|note| write!(said, "{note} {note:?}").unwrap());
                for entry in bundle.certificates() {
                    assert!(Certificate::from_der(entry.der()).is_ok(), "seed {SEED:#x}, round {round}");
                }
            }
            Err(error) => write!(said, "{error} {error:?}").unwrap(),
        }
        let leaks = secrets.iter().any(|line| said.contains(line));
        assert!(!leaks && !said.contains(char::is_control), "seed {SEED:#x}, round {round}: {said:?}");
    }
}
