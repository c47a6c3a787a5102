//! PEM, each certificate below a comment that says which one it is.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use verifail::Certificate;

use crate::case::Case;

/// Characters on a line (RFC 7468 section 2).
const LINE: usize = 64;

/// The certificates and CRLs of a case: end entity, intermediates, trust anchors, CRLs.
pub fn bundle(case: &Case) -> String {
    let mut out = certificate("end entity", &case.end_entity);
    for (at, der) in (1..).zip(&case.intermediates) {
        out += &certificate(&format!("intermediate {at}"), der);
    }
    for (at, der) in (1..).zip(&case.anchors) {
        out += &certificate(&format!("trust anchor {at}"), der);
    }
    for der in &case.crls {
        out += &block("X509 CRL", der);
    }
    out
}

/// A certificate below a comment with what it is, its subject and its issuer.
pub(super) fn certificate(what: &str, der: &[u8]) -> String {
    let names = match Certificate::from_der(der) {
        // Both are escaped by the core.
        Ok(certificate) => format!("{} issued by {}", named(certificate.subject()), named(certificate.issuer())),
        Err(error) => format!("which cannot be read: {error}"),
    };
    format!("# {what}: {names}\n{}", block("CERTIFICATE", der))
}

fn named(name: impl std::fmt::Display) -> String {
    let name = name.to_string();
    if name.is_empty() { "(empty name)".to_owned() } else { name }
}

/// One block, without a comment.
pub(super) fn block(label: &str, der: &[u8]) -> String {
    let mut out = format!("-----BEGIN {label}-----\n");
    let body = STANDARD.encode(der);
    let mut rest = body.as_str();
    while !rest.is_empty() {
        // Base64 is ASCII.
        let (line, more) = rest.split_at(LINE.min(rest.len()));
        out += line;
        out.push('\n');
        rest = more;
    }
    out + &format!("-----END {label}-----\n")
}
