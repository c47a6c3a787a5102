//! The code books beside lists that were taken from the same sources by others, where these lie beside the workspace.

use std::collections::BTreeMap;
use std::path::Path;

use verifail::Reason;
use verifail::classification::{BOOKS, Book, Layout};

/// A book, and the list of the same numbers.
const LISTS: [(&str, &str); 22] = [
    ("apple-secure-transport", "apple_errssl"),
    ("apple-security", "apple_errsec"),
    ("apple-url", "apple_nsurlerror"),
    ("bearssl", "bearssl_errors"),
    ("boringssl-ssl", "boringssl_ssl_reasons"),
    ("chromium-net", "chromium_net_errors"),
    ("curl-exit", "curl_exit_codes"),
    ("gnutls-error", "gnutls_errors"),
    ("gnutls-status", "gnutls_cert_status"),
    ("mbedtls-error", "mbedtls_errors"),
    ("mbedtls-verify", "mbedtls_verify_flags"),
    ("mozilla-pkix", "mozpkix_errors"),
    ("nss-sec", "nss_sec_errors"),
    ("nss-ssl", "nss_ssl_errors"),
    ("openssl-ssl", "openssl_ssl_reasons"),
    ("openssl-verify", "openssl_x509_v_err"),
    ("tls-alert", "tls_alerts"),
    ("unitytls-verify", "unitytls_x509verify"),
    ("windows-hresult", "windows_security_hresults"),
    ("windows-internet", "windows_wininet_winhttp"),
    ("windows-trust-status", "windows_cert_trust_and_dotnet_chainstatus"),
    ("wolfssl", "wolfssl_errors"),
];

fn number(text: &str) -> Option<i64> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let value = match digits.strip_prefix("0x") {
        Some(digits) => i64::from_str_radix(digits, 16).ok()?,
        None => digits.parse().ok()?,
    };
    Some(if negative { -value } else { value })
}

fn has(book: &Book, number: i64, reason: Option<Reason>) -> bool {
    let mut of_number = book.entries.iter().filter(|entry| entry.number == number);
    // A list may know less, and two names may share a number.
    of_number.any(|entry| reason.is_none() || entry.reason == reason)
}

#[test]
fn every_number_of_the_lists_is_in_its_book_with_the_same_reason() {
    let lists = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/codes");
    if !lists.is_dir() {
        println!("skipped: no lists of codes beside the workspace");
        return;
    }
    let (mut compared, mut missing, mut differing) = (0, Vec::new(), BTreeMap::<_, Vec<_>>::new());
    for (name, list) in LISTS {
        let book = BOOKS.iter().find(|book| book.name == name).expect("the book is there");
        let text = std::fs::read_to_string(lists.join(list).with_extension("tsv")).expect("the list is there");
        let mut lines = text.lines().skip(1);
        let columns: Vec<_> = lines.next().expect("columns").split('\t').collect();
        let kind = columns.iter().position(|column| *column == "kind").expect("a column of kinds");
        for row in lines.map(|line| line.split('\t').collect::<Vec<_>>()) {
            let Some(number) = row.first().and_then(|code| number(code)) else { continue };
            // Bits: what has several set is a mask.
            if matches!(book.layout, Layout::Bits) && number.count_ones() != 1 {
                continue;
            }
            compared += 1;
            let reason = row.get(kind).and_then(|kind| Reason::from_code(kind));
            if !has(book, number, None) {
                missing.push(format!("{name} {number} {}", row.get(1).unwrap_or(&"")));
            } else if !has(book, number, reason) {
                differing.entry(name).or_default().push(format!("{number} {} {reason:?}", row.get(1).unwrap_or(&"")));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
    assert!(compared > 2_000, "{compared}");
    // Where a book says otherwise than the list, somebody looked at the source: few, and each named here by the
    // failure.
    let count: usize = differing.values().map(Vec::len).sum();
    assert!(count * 50 <= compared, "{count} of {compared}: {differing:#?}");
}
