//! Rules of a file's reading one by one: the case just inside each, and the one just outside.

use super::*;

#[test]
fn the_first_key_is_the_note_that_noise_does_not_hide() {
    let samples = Samples::new();
    let key = |label: &str| pem(label, &samples.key);
    let before = samples.pem_a() + &pem("X", b"x").repeat(3);
    let line = before.lines().count() + 1;
    for (label, expect) in [
        ("PRIVATE KEY", Note::PrivateKey(Position::Line(line))),
        ("ENCRYPTED PRIVATE KEY", Note::EncryptedKey(Position::Line(line))),
    ] {
        let file = before.clone() + &key(label) + &key("PRIVATE KEY") + &pem("Y", b"y");
        for (limit, kept, omitted) in [(1, 1, 5), (3, 3, 3), (4, 4, 2), (6, 6, 0)] {
            let bundle = Bundle::read(file.as_bytes(), &Limits { notes: limit, ..Limits::default() }).unwrap();
            assert_eq!((bundle.notes().len(), bundle.omitted_notes()), (kept, omitted));
            assert_eq!(bundle.notes().get(limit.min(4) - 1), Some(&expect), "{label} among {limit}");
        }
        let bundle = Bundle::read(file.as_bytes(), &Limits { notes: 0, ..Limits::default() }).unwrap();
        assert_eq!((bundle.notes().len(), bundle.omitted_notes()), (0, 6));
    }
}

#[test]
fn a_certificate_of_as_many_octets_as_the_limit_is_read() {
    let samples = Samples::new();
    let contents = &samples.a[4..];
    let of = |octets: usize| element(0x30, &[contents, &vec![0; octets - 5 - contents.len()]]);
    let most = of(MAX_CERTIFICATE_SIZE);
    assert_eq!(most.len(), MAX_CERTIFICATE_SIZE);
    samples.check(&most, &["another certificate at octet 0"]);
    let octets = MAX_CERTIFICATE_SIZE + 1;
    let error = format!("a certificate of {octets} octets, more than {MAX_CERTIFICATE_SIZE} are not read (octet 0)");
    samples.check(of(octets), &[&format!("error: no readable certificate: {error}")]);
}

#[test]
fn members_of_pkcs7_are_what_their_set_is_for() {
    let samples = Samples::new();
    let member = |number: usize| format!("member {number} of the PKCS#7 is not an X.509 certificate or CRL");
    let note = |number| format!("note: skipped what starts at octet 0: {}", member(number));
    samples.check(
        signed_data(&[&samples.crl, &samples.a], &[&samples.a, &samples.crl], element),
        &["a at member 2 of the PKCS#7 at octet 0", "crl at member 2 of the PKCS#7 at octet 0", &note(1), &note(1)],
    );
    // What cannot be told from the next member ends the set.
    samples.check(
        signed_data(&[&samples.a, &samples.b[..9]], &[&samples.crl], element),
        &["a at member 1 of the PKCS#7 at octet 0", "crl at member 1 of the PKCS#7 at octet 0", &note(2)],
    );
}

#[test]
fn what_follows_a_certificate_in_its_block_stays_with_it_unless_it_is_trust_settings() {
    let samples = Samples::new();
    let longer = [&samples.a[..], &element(0x30, &[&element(0x0c, &[b"x"])])].concat();
    samples.check(pem("CERTIFICATE", &longer), &["another certificate at line 1"]);
    let note = "note: trusted certificate at line 1: OpenSSL's trust settings after it ignored";
    samples.check(pem("TRUSTED CERTIFICATE", &longer), &["a at line 1", note]);
    samples.check(pem("TRUSTED CERTIFICATE", &samples.a), &["a at line 1"]);
}

#[test]
fn keys_and_requests_are_told_by_their_outline() {
    let samples = Samples::new();
    let integer = |value: u8| element(0x02, &[&[value]]);
    let octets = element(0x04, &[b"key"]);
    let bits = element(0x03, &[&[0, 1]]);
    let algorithm = element(0x30, &[&element(0x06, &[&[0x2a, 3]])]);
    let name = element(0x30, &[]);
    let of = |fields: &[&[u8]]| element(0x30, fields);
    // Followed by the envelope's algorithm and signature, or not.
    let signed = |fields: &[&[u8]]| element(0x30, &[&of(fields), &algorithm, &bits]);
    let time = element(0x17, &[b"260101000000Z"]);
    let (private, public) = ("a file with only a private key", "a file with only a public key");
    let request = "a certificate request, which a CA has yet to turn into a certificate";
    for (der, expect) in [
        (of(&[&integer(0), &algorithm, &octets]), private),
        (of(&[&integer(1), &algorithm, &octets]), private),
        (of(&[&integer(0), &integer(0x41), &integer(3)]), private),
        (of(&[&integer(1), &octets]), private),
        (of(&[&integer(0x41), &integer(3)]), public),
        (of(&[&algorithm, &bits]), public),
        (of(&[&algorithm, &octets]), "a file with only an encrypted private key"),
        (signed(&[&integer(0), &name, &algorithm]), request),
        (signed(&[&integer(0), &name, &algorithm, &element(0xa0, &[])]), request),
    ] {
        samples.check(&der, &[&format!("error: no certificate: this looks like {expect}")]);
    }
    // A CRL of version 1 has no number, one of version 2 has one; a certificate begins with its serial number.
    for (fields, expect) in [
        (&[&algorithm[..], &name, &time][..], "another crl at octet 0"),
        (&[&integer(1), &algorithm, &name, &time], "another crl at octet 0"),
        (&[&integer(1), &algorithm, &name, &element(0x18, &[b"20260101000000Z"])], "another crl at octet 0"),
        (&[&integer(7), &algorithm, &name, &name, &name, &algorithm], "another certificate at octet 0"),
        (&[&integer(7), &algorithm, &name, &octets], "another certificate at octet 0"),
        (&[&integer(7), &algorithm], "another certificate at octet 0"),
        (&[&element(0xa0, &[&integer(2)]), &integer(7)], "another certificate at octet 0"),
    ] {
        samples.check(signed(fields), &[expect]);
    }
}

#[test]
fn der_of_no_known_outline_is_named_as_such() {
    let samples = Samples::new();
    let other = "error: no certificate: this looks like DER, but neither a certificate, a CRL nor PKCS#7";
    for contents in [
        &[0x02, 1, 0x80][..],
        // An object identifier that is no content type of PKCS#7.
        &[0x06, 1, 0x2a, 0x04, 1, 0x80],
        &[0x02, 1, 3, 0x04, 1, 0x80],
        &[0x30, 0, 0x04, 1, 0x80],
        &[0x30, 6, 0x30, 0, 0x30, 0, 0x30, 0, 0x04, 1, 0x80],
    ] {
        samples.check(element(0x30, &[contents]), &[other]);
    }
    let is = |file: &[u8], what: &str| {
        samples.check(file, &[&format!("error: no certificate: this looks like {what}")]);
    };
    is(b"text\0text", "binary, not DER");
    is(b"\x04\x01\x80", "binary, not DER");
    is(STANDARD.encode([0x30, 3, 2, 1, 0x80]).as_bytes(), "text without PEM");
    for archive in [&b"\x1f\x8b\x08"[..], b"BZh91AY", b"\xfd7zXZ\0"] {
        is(archive, "an archive or compressed file: unpack it first");
    }
    is(b"\xce\xce\xce\xce", "a JKS keystore: export with `keytool -exportcert -rfc -keystore FILE -alias ALIAS`");
    for page in ["<html>", "  <HEAD>", "<body class=x>"] {
        is(page.as_bytes(), "HTML: a web page was saved instead of the certificate");
    }
    for key in ["ecdsa-sha2-nistp256 AAAA", "sk-ssh-ed25519 A", "PuTTY-User-Key-File-3: x"] {
        is(key.as_bytes(), "an SSH key");
    }
}

#[test]
fn bare_base64_that_is_meant_for_a_certificate_says_what_is_wrong_with_it() {
    let samples = Samples::new();
    let text = base64(&samples.a, 64);
    let note = "note: base64 without PEM boundaries at line 4 read as a certificate file";
    samples.check(format!("\n\n\n{text}\n"), &["a at line 4", note]);
    let broken = format!("\n\n{}", text.replacen('\n', "\n!", 2));
    samples.check(broken, &["error: no readable certificate: bad base64 at line 4 (line 3)"]);
    samples.check("Some words, no more.", &["error: no certificate: this looks like text without PEM"]);
}

#[test]
fn boundaries_are_whole_or_damaged_or_none() {
    let samples = Samples::new();
    let damaged = "PEM with damaged boundaries: each needs exactly five dashes on both sides";
    let is = |file: &str, what: &str| {
        samples.check(file, &[&format!("error: no certificate: this looks like {what}")]);
    };
    is("-----BEGIN CERTIFICATE\nMIIB", damaged);
    is("- BEGIN of a list", "text without PEM");
    is("-----END PRIVATE KEY-----", "a PEM file without a certificate block");
    samples.check("-----END TRUSTED CERTIFICATE-----", &["error: no readable certificate: END without BEGIN (line 1)"]);
    // A label of 64 octets is one; a longer one is none.
    let with = |label: &str| samples.summary((pem(label, b"x") + &samples.pem_a()).as_bytes(), &Limits::default());
    let cut = format!("{}…", "X".repeat(40));
    assert_eq!(with(&"X".repeat(64)), format!("a at line 4\nnote: block \"{cut}\" at line 1 ignored"));
    let longer = with(&"X".repeat(65));
    assert!(longer.contains("note: line 1 looks like a PEM boundary but is not one"), "{longer}");
}

#[test]
fn headers_before_a_body_are_passed_over() {
    let samples = Samples::new();
    let body = base64(&samples.a, 64);
    let block = |headers: &str| format!("-----BEGIN CERTIFICATE-----\n{headers}{body}\n-----END CERTIFICATE-----\n");
    for headers in ["", "\n\n", "X: 1\n\n", "X: 1\n\ty\n z\nY: 2\n \n", "X: 1\n", "\nX: 1\nY: 2\n"] {
        samples.check(block(headers), &["a at line 1"]);
    }
    // A line that continues nothing is of the body.
    for headers in [" X\n", "X\nY: 1\n\n", "X: 1\n\nY: 2\n\n"] {
        let found = samples.summary(block(headers).as_bytes(), &Limits::default());
        assert!(found.starts_with("error: no readable certificate: bad base64 at line "), "{headers:?}: {found}");
    }
}

#[test]
fn escapes_in_a_body_are_those_of_white_space_and_of_a_solidus() {
    let samples = Samples::new();
    let note = "note: line breaks written as \\n in the block at line 1";
    let one_line = base64(&samples.a, usize::MAX);
    // Between the first two letters, which are those of every certificate, and a third one that escapes nothing.
    let (head, tail) = one_line.split_at(2);
    assert!(tail.starts_with('I'));
    for escape in ["\\n", "\\r", "\\t", "\\\n", "\\\\\\n", "\\\r"] {
        let file = format!("-----BEGIN CERTIFICATE-----{head}{escape}{tail}-----END CERTIFICATE-----");
        samples.check(file, &["a at line 1", note]);
    }
    for escape in ["\\x", "\\", "\\\"", "\\u000a"] {
        let file = format!("-----BEGIN CERTIFICATE-----{head}{escape}{tail}-----END CERTIFICATE-----");
        samples.check(file, &["error: no readable certificate: bad base64 at line 1 (line 1)"]);
    }
}

#[test]
fn labels_of_every_kind_are_known() {
    let samples = Samples::new();
    for label in ["CERTIFICATE", "X509 CERTIFICATE", "CERTIFICATE CHAIN", "PKCS7", "PKCS #7 SIGNED DATA", "CMS", "CRL"]
    {
        samples.check(pem(label, &samples.a), &["a at line 1"]);
    }
    let request =
        "error: no certificate: this looks like a certificate request, which a CA has yet to turn into a certificate";
    samples.check(pem("NEW CERTIFICATE REQUEST", &samples.request), &[request]);
    let label = Label::new(b"A\x1bB");
    assert_eq!((label.as_str(), label.to_string().as_str(), format!("{label:?}").as_str()), ("A?B", "A?B", "\"A?B\""));
    assert_eq!(Label::new(&[b'A'; 40]).as_str(), "A".repeat(40));
}

#[test]
fn an_indefinite_length_is_for_constructed_elements_and_ends_with_its_own_mark() {
    use crate::der::DerError::{Length, Truncated, UnsupportedTag};
    for (bytes, contents, octets) in [
        (&[0x04, 1, 9, 7][..], &[9][..], 3),
        (&[0x00, 0], &[], 2),
        (&[0x30, 0x81, 1, 5, 7], &[5], 4),
        (&[0x30, 0x82, 0, 1, 5, 7], &[5], 5),
        (&[0x30, 0x84, 0, 0, 0, 1, 5, 7], &[5], 7),
        (&[0x24, 0x80, 0x04, 1, 9, 0, 0, 7], &[0x04, 1, 9], 7),
        (&[0x30, 0x80, 0x30, 0x80, 0, 0, 0, 0, 7], &[0x30, 0x80, 0, 0], 8),
        // An element that holds two zeros is no end.
        (&[0xa0, 0x80, 0x04, 2, 0, 0, 0, 0, 7], &[0x04, 2, 0, 0], 8),
    ] {
        let element = pkcs7::element(bytes).unwrap();
        assert_eq!((element.tag, element.contents, element.encoded.len()), (bytes[0], contents, octets));
    }
    let long = [&[0x30, 0x82, 1, 0][..], &[7; 256]].concat();
    assert_eq!(pkcs7::element(&long).unwrap().contents, [7; 256]);
    for (bytes, error) in [
        (&[][..], Truncated),
        (&[0x30], Truncated),
        (&[0x30, 1], Truncated),
        (&[0x30, 0x82, 0], Truncated),
        (&[0x30, 0x80], Truncated),
        (&[0x30, 0x80, 0x04, 1, 9], Truncated),
        (&[0x30, 0x80, 0x30, 0x80, 0, 0], Truncated),
        (&[0x04, 0x80, 0, 0], Length),
        (&[0x00, 0x80, 0, 0], Length),
        (&[0x30, 0x80, 0x04, 0x80, 0, 0, 0, 0], Length),
        (&[0x30, 0x85, 0, 0, 0, 0, 1, 5], Length),
        (&[0x30, 0xff], Length),
        (&[0x1f, 0], UnsupportedTag),
        (&[0x3f, 0], UnsupportedTag),
        (&[0x30, 0x80, 0xbf, 0, 0, 0], UnsupportedTag),
    ] {
        assert_eq!(pkcs7::element(bytes), Err(error), "{bytes:02x?}");
    }
}
