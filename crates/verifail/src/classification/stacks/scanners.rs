//! Reports of auditing tools about a server's TLS: testssl.sh, sslscan, nmap's scripts, Nessus.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn testssl(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("testssl.sh 2.9-3.2")
}

const fn report(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Shared).by_client().seen("nmap ssl-cert, sslscan, Nessus, SSL Labs")
}

/// Lines of a report that find nothing wrong.
const fn fine(text: &'static str) -> Row {
    report(text, R::TlsNotFailure).faint()
}

/// Texts of reports.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Testssl,
    rows: &[
        Row::new("Server requested optional client authentication")
            .means(R::TlsNotFailure)
            .from(Stack::Sslyze)
            .seen("SSLyze 2-6"),
        // testssl.sh.
        Row::new("testssl").by_client(),
        Row::new("Trust (hostname)").by_client(),
        testssl("Chain of trust NOT ok (expired)", R::Expired),
        testssl("Chain of trust NOT ok (self signed)", R::SelfSignedLeaf),
        testssl("Chain of trust NOT ok (self signed CA in chain)", R::SelfSignedInChain),
        testssl("Chain of trust NOT ok (chain incomplete)", R::MissingIntermediate),
        testssl("NOT ok (chain incomplete)", R::MissingIntermediate),
        testssl("NOT ok (self signed CA in chain)", R::SelfSignedInChain),
        testssl("Chain of trust NOT ok", R::GenericVerifyFailed),
        testssl("Chain of trust FAILED (", R::GenericVerifyFailed),
        testssl("certificate does not match supplied URI", R::NameMismatch),
        testssl("Trust (hostname) certificate does not match", R::NameMismatch),
        testssl("Certificate Validity (UTC) expired", R::Expired),
        testssl("Revocation*NOT ok (revoked)", R::Revoked),
        testssl("doesn't seem to be a TLS/SSL enabled server", R::NotTls),
        testssl("The results might look ok but they could be nonsense", R::TlsNotFailure).faint(),
        testssl("Chain of trust Ok", R::TlsNotFailure).faint(),
        testssl("Trust (hostname) Ok via SAN", R::TlsNotFailure).faint(),
        testssl("not vulnerable (OK)", R::TlsNotFailure).faint(),
        testssl("VULNERABLE (NOT ok)", R::TlsNotFailure).faint(),
        testssl("Certificate Validity (UTC)", R::TlsNotFailure).faint(),
        testssl("offered (deprecated)", R::TlsNotFailure).faint(),
        testssl("not offered (OK)", R::TlsNotFailure).faint(),
        testssl("Forward Secrecy strong encryption", R::TlsNotFailure).faint(),
        // Others.
        fine("ssl-cert: Subject:"),
        fine("ssl-enum-ciphers:"),
        fine("least strength:"),
        fine("Not valid after:"),
        fine("not vulnerable to heartbleed"),
        fine("Server supports TLS Fallback SCSV"),
        fine("Server only supports TLSv1.2"),
        fine("Session renegotiation not supported"),
        fine("Supported Server Cipher(s)"),
        fine("Preferred TLSv1"),
        fine("Overall Rating"),
        fine("This server supports TLS 1.3"),
        fine("This server supports TLS 1.0 and TLS 1.1"),
        fine("certificate expires:"),
        fine("days remaining for"),
        report("The server's X.509 certificate cannot be trusted", R::GenericVerifyFailed).seen("Nessus 51192"),
        report("SSL Certificate Cannot Be Trusted", R::GenericVerifyFailed).seen("Nessus 51192"),
        report("SSL Self-Signed Certificate", R::SelfSignedLeaf).seen("Nessus 57582"),
        report("SSL Certificate with Wrong Hostname", R::NameMismatch).seen("Nessus 45411"),
        report("SSL Certificate Signed Using Weak Hashing Algorithm", R::WeakSignature).seen("Nessus 35291"),
        report("This server's certificate chain is incomplete", R::MissingIntermediate).seen("SSL Labs"),
        report("Certificate name mismatch", R::NameMismatch).faint().seen("SSL Labs"),
        report("OCSP ERROR:", R::RevocationUnavailable).seen("SSL Labs"),
        report("CRL ERROR:", R::RevocationUnavailable).seen("SSL Labs"),
        report("Revocation status Revoked", R::Revoked).seen("SSL Labs"),
        report("Trusted No NOT TRUSTED", R::GenericVerifyFailed).faint().seen("SSL Labs"),
        report("Could not open a connection to host", R::NotTlsRelated).seen("sslscan"),
        report("Connection failed - unable to determine TLS", R::GenericHandshakeFailure).seen("sslscan"),
    ],
};
