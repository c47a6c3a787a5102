//! The two founding incidents, in all the shapes in which such texts reach a reader: each must say the same.

use super::{Diagnosis, Evidence, classify};
use crate::taxonomy::{Family, Hop, Reason, Rejection, RetryAdvice, Stack};

/// An Envoy in front of a worker at a CDN compares a certificate with the name of another host of the same address.
const ENVOY: &[&str] = &[
    "TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify cert failed: verify SAN list",
    "TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify cert failed: verify SAN list:TLS_error_end",
    "TLS error: 268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify cert failed: verify SAN list",
    "upstream connect error or disconnect/reset before headers. reset reason: remote connection failure, transport failure reason: TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify cert failed: verify SAN list:TLS_error_end",
    "upstream connect error or disconnect/reset before headers. retried and the latest reset reason: connection failure, transport failure reason: TLS error: 268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify cert failed: verify SAN list",
    r#"{"jsonrpc":"2.0","error":{"code":-32603,"message":"TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify cert failed: verify SAN list"},"id":4}"#,
    r#"{"body":"{\"error\":\"TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify cert failed:\\u0020verify SAN list\"}","status":503}"#,
    "2026-02-20T12:14:12.555Z ERROR mcp: HTTP 503 Service Unavailable: TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify cert failed: verify SAN list (attempt 3 of 3)",
    "<134>1 2026-02-20T12:14:12Z gw-7 envoy 19 - - [2026-02-20 12:14:12.001][24][debug][connection] [source/common/tls/ssl_socket.cc:269] [Tags: \"ConnectionId\":\"80\"] remote address:198.51.100.7:443,TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify cert failed: verify SAN list:TLS_error_end",
    "[2026-02-20T12:14:12.001Z] \"GET /mcp HTTP/1.1\" 503 URX,UF upstream_reset_before_response_started{remote_connection_failure|TLS_error:|268435581:SSL_routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify_cert_failed:_verify_SAN_list:TLS_error_end} - \"-\" 0 121 792",
    "  Warning  Unhealthy  12s (x4 over 42s)  kubelet  Readiness probe failed: HTTP probe failed with statuscode: 503: TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify cert failed: verify SAN list",
    "2026-02-20T12:14:12.001Z\tdebug\tenvoy connection external/envoy/source/common/tls/ssl_socket.cc:269\tremote address:198.51.100.7:443,TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify cert failed: verify SAN list:TLS_error_end\tthread=28",
    "TLS_ERROR:|268435581:SSL ROUTINES:OPENSSL_INTERNAL:CERTIFICATE_VERIFY_FAILED:VERIFY CERT FAILED: VERIFY SAN LIST",
    "tls_error:|268435581:ssl routines:openssl_internal:certificate_verify_failed:verify cert failed: verify san list",
    "TLS_error:|268435581:SSL\nroutines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify\r\n    cert failed: verify SAN\nlist",
    "TLS_error:|2684355\n81:SSL routines:OPENSSL_int\nernal:CERTIFICATE_VERIFY_FAI\nLED:verify cert failed: verify S\nAN list",
    "TLS_error:|1000007d:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify cert failed: verify SAN list",
    "TLS_error:|0x1000007D|SSL routines|OPENSSL_internal|CERTIFICATE_VERIFY_FAILED|verify cert failed: verify SAN list",
    "TLS_error:|268435581|SSL routines|OPENSSL_internal|CERTIFICATE_VERIFY_FAILED|verify cert failed: verify SAN list",
    "TLS_error::268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED: verify cert failed: verify SAN list",
    "\u{1b}[31mError:\u{1b}[0m fetch failed\n  cause: \u{1b}[33mTLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify cert failed: \u{1b}[1mverify SAN list\u{1b}[0m",
    "verify cert failed: verify SAN list",
];

/// A Go program in a sandbox on macOS, which denies the lookup of `com.apple.trustd.agent`.
const TRUSTD: &[&str] = &[
    "tls: failed to verify certificate: x509: OSStatus -26276",
    "x509: OSStatus -26276",
    "Get \"https://api.example.com/v1/user\": tls: failed to verify certificate: x509: OSStatus -26276",
    "Get https://api.example.com/v1/user: x509: OSStatus -26276",
    "error connecting to api.example.com: Post \"https://api.example.com/graphql\": tls: failed to verify certificate: x509: OSStatus -26276",
    r#"{"level":"error","ts":1760000000.1,"caller":"cmd/root.go:88","msg":"request failed","error":"Get \"https://api.example.com/\": tls: failed to verify certificate: x509: OSStatus -26276"}"#,
    r#"{"stderr":"{\"error\":\"tls: failed to verify certificate: x509: OSStatus \\u002d26276\"}","exit":1}"#,
    "2026/02/20 12:14:12 main.go:41: Get \"https://api.example.com/\": tls: failed to verify certificate: x509: OSStatus -26276",
    "time=\"2026-02-20T12:14:12Z\" level=error msg=\"tls: failed to verify certificate: x509: OSStatus -26276\"",
    "E0220 12:14:12.000001   41230 memcache.go:265] \"Unhandled Error\" err=\"couldn't get current server API group list: Get \\\"https://203.0.113.4:6443/api?timeout=32s\\\": tls: failed to verify certificate: x509: OSStatus -26276\"",
    "Unable to connect to the server: tls: failed to verify certificate: x509: OSStatus -26276",
    "rpc error: code = Unavailable desc = connection error: desc = \"transport: authentication handshake failed: tls: failed to verify certificate: x509: OSStatus -26276\"",
    "TLS: FAILED TO VERIFY CERTIFICATE: X509: OSSTATUS -26276",
    "tls: failed to verify certificate: x509: osstatus -26276",
    "tls: failed to verify\ncertificate: x509:\n  OSStatus\n  -26276",
    "tls: failed to verify certificate: x509: OSSta\ntus -262\n76",
    "tls: failed to verify certificate: x509: OSStatus \u{2212}26276",
    "tls: failed to verify certificate: x509: OSStatus 4294941020",
    "tls: failed to verify certificate: x509: OSStatus 0xffff995c",
    "tls| failed to verify certificate| x509: OSStatus: -26276",
    "attempt 2 of 3 failed (tls: failed to verify certificate: x509: OSStatus -26276), retrying in 400ms",
    "\u{1b}[31m✗\u{1b}[0m tls: failed to verify certificate: x509: \u{1b}[1mOSStatus -26276\u{1b}[0m",
];

fn check(texts: &[&str], says: impl Fn(&Diagnosis)) {
    assert!(texts.len() > 20);
    for text in texts {
        let diagnosis = classify(&Evidence::text(text));
        let shown = format!("{text:?}: {diagnosis:?}");
        let said = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| says(&diagnosis)));
        assert!(said.is_ok(), "{shown}");
    }
}

#[test]
fn a_proxy_that_refuses_its_upstreams_name_is_told_from_all_else() {
    check(ENVOY, |diagnosis| {
        assert_eq!(diagnosis.reason, Some(Reason::NameMismatch));
        assert_eq!(diagnosis.stack, Some(Stack::Envoy));
        assert_eq!(diagnosis.hop, Hop::ProxyToUpstream);
        assert_eq!(diagnosis.rejection, Rejection::IntermediaryRejectsUpstream);
        assert_eq!(diagnosis.retry, RetryAdvice::FreshSession);
        for reason in [
            Reason::BadSignature,
            Reason::EkuMissingOrWrong,
            Reason::Expired,
            Reason::ExpiredOrNotYetValid,
            Reason::NotTls,
            Reason::NotYetValid,
            Reason::SelfSignedInChain,
            Reason::SelfSignedLeaf,
            Reason::UnknownIssuer,
            Reason::UntrustedRoot,
        ] {
            assert!(diagnosis.excludes.contains(&reason), "{reason}");
        }
        // A certificate without names, and a pin that is compared after them, stay open.
        for reason in [Reason::NameMismatch, Reason::NoSan, Reason::PinMismatch] {
            assert!(!diagnosis.excludes.contains(&reason), "{reason}");
        }
    });
}

#[test]
fn a_verification_service_that_does_not_answer_excludes_every_statement_about_the_certificate() {
    check(TRUSTD, |diagnosis| {
        assert_eq!(diagnosis.reason, Some(Reason::TrustServiceUnavailable));
        // Where a program of its own words is around it, that is named.
        assert_eq!(diagnosis.stack.map(Stack::family), Some(Family::Go));
        assert_eq!(diagnosis.hop, Hop::Local);
        assert_eq!(diagnosis.rejection, Rejection::Local);
        assert_eq!(diagnosis.retry, RetryAdvice::AfterUserAction);
        for reason in Reason::ALL.iter().filter(|reason| reason.is_about_certificate()) {
            assert!(diagnosis.excludes.contains(reason), "{reason}");
        }
    });
}

#[test]
fn go_on_macos_is_told_from_go_elsewhere() {
    let stack = |text| classify(&Evidence::text(text)).stack;
    assert_eq!(stack("tls: failed to verify certificate: x509: OSStatus -26276"), Some(Stack::GoDarwin));
    assert_eq!(stack("x509: certificate signed by unknown authority"), Some(Stack::Go));
}

#[test]
fn the_code_of_the_purpose_is_another_number() {
    let diagnosis = classify(&Evidence::text("tls: failed to verify certificate: x509: OSStatus -67609"));
    assert_eq!(diagnosis.reason, Some(Reason::EkuMissingOrWrong));
    assert!(!diagnosis.excludes.contains(&Reason::EkuMissingOrWrong));
}

#[test]
fn an_alert_of_the_upstream_is_its_verdict_on_the_proxy() {
    let diagnosis = classify(&Evidence::text(
        "upstream connect error or disconnect/reset before headers. reset reason: remote connection failure, transport failure reason: TLS_error:|268436504:SSL routines:OPENSSL_internal:TLSV1_ALERT_UNKNOWN_CA:TLS_error_end",
    ));
    assert_eq!(diagnosis.reason, Some(Reason::PeerRejectedOurCert));
    assert_eq!(diagnosis.rejection, Rejection::UpstreamRejectsIntermediary);
    assert_eq!(diagnosis.hop, Hop::ProxyToUpstream);
}
