//! Of any octets: what the core reads as a certificate without a defect, x509-parser reads as the same certificate;
//! what rustls-webpki takes, the core reads; and whatever it is, every accessor answers, and what is printed of it is
//! bounded and moves no cursor.
//!
//! Oracle: x509-parser and rustls-webpki. 8 KiB.

use rustls_pki_types::CertificateDer;
use verifail::Certificate;
use webpki::EndEntityCert;
use x509_parser::nom::Parser;
use x509_parser::prelude::X509CertificateParser;

use crate::{Checked, Class, Difference, Form, Target};

/// The target.
pub const TARGET: Target = Target {
    name: "certificate_der",
    property: "x509-parser reads the same certificate, and rustls-webpki takes none that is not read",
    oracle: "x509-parser, rustls-webpki",
    form: Form::Der,
    class: Class::Octets,
    compares: true,
    max_len: 8 << 10,
    check,
};

/// Longest name that is printed, in octets; the core cuts at so many characters.
const PRINTED: usize = 1 << 14;

fn check(data: &[u8]) -> Checked {
    let Ok(certificate) = Certificate::from_der(data) else {
        let der = CertificateDer::from(data);
        let taken = EndEntityCert::try_from(&der).is_ok();
        return Difference::unless(!taken, "webpki takes it", || "the core reads no certificate".to_owned());
    };
    printable(&certificate)?;
    accessors(&certificate);
    if certificate.defects().is_empty() { same_as_x509_parser(&certificate) } else { Ok(()) }
}

/// What a person is shown.
fn printable(certificate: &Certificate<'_>) -> Checked {
    let shown = certificate.to_string();
    Difference::unless(shown.len() <= PRINTED, "long name", || format!("{} octets", shown.len()))?;
    let moves = |c: char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    Difference::unless(!shown.contains(moves), "moves the cursor", || format!("{shown:?}"))
}

/// Decodes all there is to be decoded.
fn accessors(certificate: &Certificate<'_>) {
    let decoded = (
        certificate.authority_key_identifier().is_some(),
        certificate.subject_key_identifier().is_some(),
        certificate.basic_constraints().is_some(),
        certificate.key_usage().is_some(),
        certificate.extended_key_usage().is_some(),
        certificate.policy_constraints().is_some(),
        certificate.inhibit_any_policy().is_some(),
        certificate.certificate_policies().is_some(),
        certificate.policy_mappings().is_some(),
        certificate.crl_distribution_points().is_some(),
    );
    let names = certificate.subject_alt_name().and_then(Result::ok).map_or(0, |names| names.iter().count());
    let subtrees = certificate.name_constraints().and_then(Result::ok).map_or(0, |constraints| {
        [constraints.permitted, constraints.excluded].iter().flatten().map(|subtrees| subtrees.iter().count()).sum()
    });
    std::hint::black_box((decoded, names, subtrees, certificate.fingerprint(), certificate.is_self_issued()));
}

fn same_as_x509_parser(ours: &Certificate<'_>) -> Checked {
    // Values of extensions are compared as octets: what is in them is for x509-parser alone to refuse.
    let mut parser = X509CertificateParser::new().with_deep_parse_extensions(false);
    let (rest, theirs) = match parser.parse(ours.der()) {
        Ok(read) => read,
        // It refuses more: times with fractions, say. That is no difference.
        Err(_) => return Ok(()),
    };
    let same = |what: &str, ours: &[u8], theirs: &[u8]| {
        Difference::unless(ours == theirs, what, || format!("{ours:02x?}, x509-parser: {theirs:02x?}"))
    };
    same("trailing octets", &[], rest)?;
    let tbs = &theirs.tbs_certificate;
    same("serial number", ours.serial_number(), tbs.raw_serial())?;
    same("issuer", ours.issuer().as_contents(), contents(tbs.issuer.as_raw()))?;
    same("subject", ours.subject().as_contents(), contents(tbs.subject.as_raw()))?;
    same("signature", ours.signature(), &theirs.signature_value.data)?;
    same("tbs", ours.tbs(), tbs.as_ref())?;
    Difference::unless(ours.version() == tbs.version.0 + 1, "version", || format!("{}", ours.version()))?;
    let validity =
        ours.validity().map(|validity| (validity.not_before.unix_seconds(), validity.not_after.unix_seconds()));
    let theirs_validity = (tbs.validity.not_before.timestamp(), tbs.validity.not_after.timestamp());
    Difference::unless(validity == Some(theirs_validity), "validity", || format!("{validity:?} {theirs_validity:?}"))?;
    let count = (ours.extensions().len(), tbs.extensions().len());
    Difference::unless(count.0 == count.1, "extensions", || format!("{count:?}"))?;
    for (one, other) in ours.extensions().iter().zip(tbs.extensions()) {
        same("extension", one.value, other.value)?;
        Difference::unless(one.critical == other.critical, "critical", || format!("{}", one.critical))?;
    }
    Ok(())
}

/// Without tag and length.
fn contents(der: &[u8]) -> &[u8] {
    let header = match der.get(1) {
        Some(long @ 0x81..=0x84) => 2 + usize::from(long & 0x7f),
        _ => 2,
    };
    der.get(header..).unwrap_or_default()
}
