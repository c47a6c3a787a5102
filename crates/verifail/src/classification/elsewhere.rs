//! Failures of something else: texts in which something fails, and no word is about TLS.
//!
//! A guess, since the words may be still to come. So it is made of texts that are whole by all appearances, and says
//! that they may go on to anything.

use std::ops::Range;

use super::found::Match;
use super::row::Row;
use crate::taxonomy::{Reason, Stack};

/// Words by which programs say that something fails.
pub(super) const FAILING: &[&str] = &[
    "aborted",
    "can't",
    "cannot",
    "conflict",
    "could not",
    "couldn't",
    "crash",
    "denied",
    "disconnected",
    "error",
    "exception",
    "exit code",
    "exit status",
    "expired",
    "fail",
    "forbidden",
    "incompatible",
    "invalid",
    "malformed",
    "mismatch",
    "missing",
    "no route",
    "no such",
    "not allowed",
    "not available",
    "not configured",
    "not exist",
    "not found",
    "not permitted",
    "not supported",
    "panic",
    "refused",
    "rejected",
    "terminated",
    "timed out",
    "timeout",
    "unable",
    "unauthenticated",
    "unauthorized",
    "unavailable",
    "undefined",
    "unexpected",
    "unreachable",
];

/// Words of texts that are about TLS without its name, or about a call that may have used it.
const PERHAPS_TLS: &[&str] = &["https", "crl", "self signed", "issuer", "secure", "encrypt", "ldaps", "trust store"];

/// Words behind the failing one that a text has which is not its beginning alone.
const TOLD: usize = 8;

static ROW: Row = Row::new("").means(Reason::NotTlsRelated).faint();

/// What a folded text says that has no word of TLS, and in which something fails at a place.
pub(super) fn read(text: &[u8], fails: Range<usize>) -> Option<Match> {
    let behind = text.get(fails.end..).unwrap_or_default();
    let ends = |octet: &u8| matches!(octet, b'.' | b')' | b']' | b'}' | b'!' | b'?' | b';' | b'>' | b'\'');
    let is_whole = text.trim_ascii_end().last().is_some_and(ends);
    let is_told = || memchr::memchr_iter(b' ', behind).nth(TOLD - 1).is_some();
    let may_be_tls = || PERHAPS_TLS.iter().any(|word| memchr::memmem::find(text, word.as_bytes()).is_some());
    let says = (is_whole || is_told()) && !may_be_tls();
    let Range { start, end } = fails;
    says.then(|| Match::new(&ROW, Stack::Shared, start..end, None))
}

#[cfg(test)]
mod tests {
    use crate::classification::{Evidence, classify};
    use crate::taxonomy::{Confidence, Reason};

    #[test]
    fn a_failure_of_something_else_is_a_guess_that_may_go_on_to_anything() {
        for text in [
            "ldap_sasl_bind(SIMPLE): Can't contact LDAP server (-1)",
            "parse token error, the token has two segments and not three as it has to in the header that was sent to us here",
            "{:error, %Mint.TransportError{reason: :closed}}",
            "connection to peer tcp://10.0.0.4:4567 timed out, no messages seen in 3 s, rtt: 39 rto: 20 lost: 0",
            "level=fatal msg='version control system not configured'",
        ] {
            let said = classify(&Evidence::text(text));
            assert_eq!(said.reason, Some(Reason::NotTlsRelated), "{text}");
            assert_eq!(said.confidence, Confidence::Guessed);
            assert!(said.perhaps.contains(&Reason::UnknownIssuer));
        }
    }

    #[test]
    fn what_may_be_the_beginning_or_about_tls_is_left_open() {
        for text in [
            "connect failed",
            "2026-11-21 ERROR connect failed: error",
            "GET https://api.example/ failed (1)",
            "request 17 was answered.",
        ] {
            assert_eq!(classify(&Evidence::text(text)).reason, None, "{text}");
        }
    }
}
