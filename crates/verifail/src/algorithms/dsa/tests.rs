//! DSA against NIST PKITS and against hostile parameters.

use base64::Engine;

use super::*;
use crate::Certificate;

/// The contents of a PEM block.
fn pem(text: &str) -> Vec<u8> {
    let body: String = text.lines().filter(|line| !line.starts_with("-----")).map(str::trim).collect();
    base64::engine::general_purpose::STANDARD.decode(body).unwrap()
}

/// Certificates of the PKITS development suite by name; `None`, said aloud, where it is absent.
fn pkits(names: &[&str]) -> Option<Vec<Vec<u8>>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/suites/pkits-dev.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("skipped: {path} is absent");
        return None;
    };
    let suite: serde_json::Value = serde_json::from_str(&text).unwrap();
    Some(names.iter().map(|name| pem(suite["certs"][name].as_str().unwrap())).collect())
}

/// The Dss-Parms contents of a key, where it has its own.
fn own_parameters<'a>(certificate: &Certificate<'a>) -> Option<&'a [u8]> {
    let (_, parameters) = certificate.public_key().unwrap().algorithm_and_parameters().unwrap();
    der::only(parameters, tag::SEQUENCE).ok()
}

fn check(certificate: &Certificate<'_>, issuer: &Certificate<'_>, parameters: &[u8], expect: Result<(), DsaFailure>) {
    let algorithm = der::only(certificate.signature_algorithm(), tag::OID).unwrap();
    let key = issuer.public_key().unwrap();
    assert_eq!(verify(algorithm, parameters, key.key(), certificate.tbs(), certificate.signature()), expect);
}

#[test]
fn pkits_4_1_4_to_4_1_6_are_told_apart_with_own_and_inherited_parameters() {
    let Some(ders) = pkits(&[
        "DSACACert",
        "ValidDSASignaturesTest4EE",
        "DSAParametersInheritedCACert",
        "ValidDSAParameterInheritanceTest5EE",
        "InvalidDSASignatureTest6EE",
    ]) else {
        return;
    };
    let parsed: Vec<_> = ders.iter().map(|der| Certificate::from_der(der).unwrap()).collect();
    let [ca, valid, inheriting_ca, inherited, invalid] = parsed.as_slice() else { panic!("five certificates") };
    let parameters = own_parameters(ca).unwrap();
    assert_eq!(own_parameters(inheriting_ca), None);
    check(valid, ca, parameters, Ok(()));
    check(inheriting_ca, ca, parameters, Ok(()));
    check(inherited, inheriting_ca, parameters, Ok(()));
    check(invalid, ca, parameters, Err(DsaFailure::Signature));
    // The wrong key of the same group.
    check(inherited, ca, parameters, Err(DsaFailure::Signature));
    check(valid, ca, &[], Err(DsaFailure::Parameters));
}

fn integer(magnitude: &[u8]) -> Vec<u8> {
    let sign = if magnitude.first().is_none_or(|b| b & 0x80 != 0) { &[0][..] } else { &[] };
    let contents = [sign, magnitude].concat();
    let length = u16::try_from(contents.len()).unwrap().to_be_bytes();
    let header = match contents.len() {
        0..=0x7f => vec![tag::INTEGER, length[1]],
        0x80..=0xff => vec![tag::INTEGER, 0x81, length[1]],
        _ => vec![tag::INTEGER, 0x82, length[0], length[1]],
    };
    [header, contents].concat()
}

/// An odd number of that many bits, all ones.
fn ones(bits: usize) -> Vec<u8> {
    let mut octets = vec![0xff; bits.div_ceil(8)];
    octets[0] >>= (8 - bits % 8) % 8;
    octets
}

fn verify_with(p: &[u8], q: &[u8], g: &[u8], y: &[u8], r: &[u8], s: &[u8]) -> Result<(), DsaFailure> {
    let parameters = [integer(p), integer(q), integer(g)].concat();
    let pair = [integer(r), integer(s)].concat();
    let signature = [vec![tag::SEQUENCE, u8::try_from(pair.len()).unwrap()], pair].concat();
    verify(oid::SHA256_WITH_DSA, &parameters, &integer(y), b"message", &signature)
}

#[test]
fn lengths_outside_the_bounds_are_refused_before_any_arithmetic() {
    for (p, q) in [(511, 160), (4097, 160), (60_000, 256), (1024, 159), (1024, 257), (1024, 1024)] {
        let result = verify_with(&ones(p), &ones(q), &[2], &[4], &[1], &[1]);
        assert_eq!(result, Err(DsaFailure::Parameters), "{p}, {q}");
    }
}

#[test]
fn degenerate_parameters_and_keys_are_errors_and_never_panics() {
    let (p, q) = (ones(1024), ones(160));
    let even = |mut n: Vec<u8>| {
        *n.last_mut().unwrap() &= 0xfe;
        n
    };
    assert_eq!(verify_with(&even(p.clone()), &q, &[2], &[4], &[1], &[1]), Err(DsaFailure::Parameters));
    assert_eq!(verify_with(&p, &even(q.clone()), &[2], &[4], &[1], &[1]), Err(DsaFailure::Parameters));
    assert_eq!(verify_with(&p, &q, &[], &[4], &[1], &[1]), Err(DsaFailure::Parameters));
    assert_eq!(verify_with(&p, &q, &p, &[4], &[1], &[1]), Err(DsaFailure::Parameters));
    for y in [&[][..], &[1], &p, &ones(1025), &[5]] {
        assert_eq!(verify_with(&p, &q, &[2], y, &[1], &[1]), Err(DsaFailure::PublicKey), "{y:02x?}");
    }
}

/// The sum of these powers of two.
fn powers(exponents: &[usize]) -> Vec<u8> {
    let mut octets = vec![0; exponents.iter().max().unwrap() / 8 + 1];
    let last = octets.len() - 1;
    for exponent in exponents {
        octets[last - exponent / 8] |= 1 << (exponent % 8);
    }
    octets
}

#[test]
fn the_longest_parameters_are_worked_through_even_when_nothing_in_them_is_prime() {
    // With q = 2^255 + 1, n = 2^2561 + 1 and p = q²·n, 1 + q·n has order q: the key is consistent, and made without
    // searching for a prime. This is the most arithmetic that a signature can ask for: some 30 ms, optimised.
    let q = powers(&[255, 0]);
    let p = powers(&[510 + 2561, 256 + 2561, 2561, 510, 256, 0]);
    let y = powers(&[255 + 2561, 2561, 255, 1]);
    assert_eq!((bits(&p), bits(&q)), (*PRIME_BITS.end(), *SUBPRIME_BITS.end()));
    assert_eq!(verify_with(&p, &q, &y, &y, &[2], &[1]), Err(DsaFailure::Signature));
    // This s has no inverse: 2^255 + 1 is a multiple of 3.
    assert_eq!(verify_with(&p, &q, &y, &y, &[2], &[3]), Err(DsaFailure::Signature));
}

#[test]
fn signatures_that_are_no_pair_of_residues_are_refused() {
    let Some(ders) = pkits(&["DSACACert"]) else { return };
    let ca = Certificate::from_der(&ders[0]).unwrap();
    let (parameters, key) = (own_parameters(&ca).unwrap(), ca.public_key().unwrap());
    let pair = |r: &[u8], s: &[u8]| {
        let body = [integer(r), integer(s)].concat();
        [vec![tag::SEQUENCE, u8::try_from(body.len()).unwrap()], body].concat()
    };
    let trailing = [pair(&[1], &[1]), vec![0]].concat();
    for signature in
        [pair(&[], &[1]), pair(&[1], &[]), pair(&ones(160), &[1]), pair(&ones(300), &[1]), trailing, vec![]]
    {
        let result = verify(oid::SHA1_WITH_DSA, parameters, key.key(), b"message", &signature);
        assert_eq!(result, Err(DsaFailure::Signature), "{signature:02x?}");
    }
    let result = verify(oid::SHA256_WITH_RSA, parameters, key.key(), b"message", &pair(&[1], &[1]));
    assert_eq!(result, Err(DsaFailure::UnsupportedAlgorithm));
}

/// A number in hexadecimal digits.
fn hex(digits: &str) -> Vec<u8> {
    let digits: Vec<u8> = digits.chars().filter_map(|digit| Some(digit.to_digit(16)? as u8)).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

#[test]
fn rfc_6979_a_2_1_verifies_with_each_digest_and_no_other() {
    // <https://www.rfc-editor.org/rfc/rfc6979#appendix-A.2.1>, message "sample".
    let p = "86F5CA03DCFEB225063FF830A0C769B9DD9D6153AD91D7CE27F787C43278B447E6533B86B18BED6E8A48B784A14C252C\
        5BE0DBF60B86D6385BD2F12FB763ED8873ABFD3F5BA2E0A8C0A59082EAC056935E529DAF7C610467899C77ADEDFC846C\
        881870B7B19B2B58F9BE0521A17002E3BDD6B86685EE90B3D9A1B02B782B1779";
    let g = "07B0F92546150B62514BB771E2A0C0CE387F03BDA6C56B505209FF25FD3C133D89BBCD97E904E09114D9A7DEFDEADFC9\
        078EA544D2E401AEECC40BB9FBBF78FD87995A10A1C27CB7789B594BA7EFB5C4326A9FE59A070E136DB77175464ADCA4\
        17BE5DCE2F40D10A46A3A3943F26AB7FD9C0398FF8C76EE0A56826A8A88F1DBD";
    let y = "5DF5E01DED31D0297E274E1691C192FE5868FEF9E19A84776454B100CF16F65392195A38B90523E2542EE61871C0440C\
        B87C322FC4B4D2EC5E1E7EC766E1BE8D4CE935437DC11C3C8FD426338933EBFE739CB3465F4D3668C5E473508253B1E6\
        82F65CBDC4FAE93C2EA212390E54905A86E2223170B44EAA7DA5DD9FFCFB7F3B";
    let q = "996F967F6C8E388D9E28D01E205FBA957A5698B1";
    let signed = [
        (oid::SHA1_WITH_DSA, "2E1A0C2562B2912CAAF89186FB0F42001585DA55", "29EFB6B0AFF2D7A68EB70CA313022253B9A88DF5"),
        (oid::SHA224_WITH_DSA, "4BC3B686AEA70145856814A6F1BB53346F02101E", "410697B92295D994D21EDD2F4ADA85566F6F94C1"),
        (oid::SHA256_WITH_DSA, "81F2F5850BE5BC123C43F71A3033E9384611C545", "4CDD914B65EB6C66A8AAAD27299BEE6B035F5E89"),
    ];
    let parameters = [p, q, g].map(|number| integer(&hex(number))).concat();
    let key = integer(&hex(y));
    for (signer, r, s) in signed {
        let pair = [integer(&hex(r)), integer(&hex(s))].concat();
        let signature = [vec![tag::SEQUENCE, u8::try_from(pair.len()).unwrap()], pair].concat();
        for (algorithm, ..) in signed {
            let expected = if algorithm == signer { Ok(()) } else { Err(DsaFailure::Signature) };
            assert_eq!(
                verify(algorithm, &parameters, &key, b"sample", &signature),
                expected,
                "{signer:?} {algorithm:?}"
            );
        }
        assert_eq!(verify(signer, &parameters, &key, b"test", &signature), Err(DsaFailure::Signature));
    }
}
