//! Secrets taken out of texts before they are shown.
//!
//! [`secrets`] removes what lets somebody in: values of authorization and cookie headers, passwords and tokens in URLs
//! and parameters, private keys, tokens that are recognised by their form. [`identities`] removes besides what tells
//! who and where: addresses, host names in URLs and after `CN=`, mail addresses, home directories.
//!
//! Both look for forms, not for entropy: what they leave may still be a secret that has no form.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

/// What stands for what was taken out.
pub const REDACTED: &str = "[redacted]";

/// A form, with what is kept of it before and after the mark.
type Rule = (Regex, &'static str);

#[allow(clippy::expect_used, reason = "the patterns are constants")]
fn rules(rules: &[(&str, &'static str)]) -> Vec<Rule> {
    rules.iter().map(|(pattern, kept)| (Regex::new(pattern).expect("constant patterns compile"), *kept)).collect()
}

static SECRETS: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    rules(&[
        // A private key, to its end or to the end of what is there.
        (r"(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)", "[redacted]"),
        // RFC 9110 section 11.6: the value of a credential header, whatever its scheme.
        (
            r#"(?i)\b((?:proxy-)?authorization|(?:set-)?cookie|x-api-key|x-auth-token|api-key)(\\?["']?\s*[:=]\s*\\?["']?)[^\r\n"'\\]+"#,
            "$1$2[redacted]",
        ),
        (r"(?i)\b(bearer|basic|negotiate|ntlm)\s+[A-Za-z0-9+/=._~-]{8,}", "$1 [redacted]"),
        // RFC 3986 section 3.2.1: userinfo.
        (r"(?i)\b([a-z][a-z0-9+.-]*://)[^\s/@]+@", "$1[redacted]@"),
        (
            r#"(?i)\b([a-z_-]*(?:password|passwd|passphrase|pwd|secret|token|apikey|api_key|access_key|signature|credential)s?)(\\?["']?\s*[=:]\s*\\?["']?)[^\s&"',;)\\]+"#,
            "$1$2[redacted]",
        ),
        // RFC 7519: a JSON Web Token.
        (r"\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*)?", "[redacted]"),
        // Tokens with a prefix that their issuers document.
        (
            r"\b(?:gh[opsur]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}|xox[abpr]-[A-Za-z0-9-]{10,}|sk-[A-Za-z0-9_-]{16,}|A[KS]IA[A-Z0-9]{16}|npm_[A-Za-z0-9]{30,})",
            "[redacted]",
        ),
    ])
});

static IDENTITIES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    rules(&[
        (r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", "[redacted]"),
        (r"(?i)\b([a-z][a-z0-9+.-]*://)(?:\[redacted\]@)?[^\s/\x22'<>]+[^\s\x22'<>]*", "$1[redacted]"),
        (r"\b\d{1,3}(?:\.\d{1,3}){3}\b", "[redacted]"),
        (r"(?i)\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b|\b(?:[0-9a-f]{1,4}:){1,6}:[0-9a-f:]*", "[redacted]"),
        (r"(?i)([/\\](?:home|users)[/\\])[^/\\\s:'\x22]+", "$1[redacted]"),
        (
            r"\b([A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+(?:com|net|org|io|dev|local|internal|test|example|corp|lan|cloud|app|[a-z]{2})\b",
            "[redacted]",
        ),
    ])
});

fn apply<'t>(rules: &[Rule], text: &'t str) -> Cow<'t, str> {
    rules.iter().fold(Cow::Borrowed(text), |text, (form, kept)| match form.replace_all(&text, *kept) {
        Cow::Borrowed(_) => text,
        Cow::Owned(changed) => Cow::Owned(changed),
    })
}

/// The text without what lets somebody in.
///
/// # Examples
/// ```
/// use verifail::classification::redact;
/// assert_eq!(redact::secrets("GET https://me:pw@host.example/?token=abc"), "GET https://[redacted]@host.example/?token=[redacted]");
/// ```
pub fn secrets(text: &str) -> Cow<'_, str> {
    apply(&SECRETS, text)
}

/// The text without that, and without what tells who and where.
pub fn identities(text: &str) -> Cow<'_, str> {
    match secrets(text) {
        Cow::Borrowed(text) => apply(&IDENTITIES, text),
        Cow::Owned(text) => Cow::Owned(apply(&IDENTITIES, &text).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lets_somebody_in_is_taken_out() {
        for (text, left) in [
            ("Authorization: Bearer abc.def-ghi", "Authorization: [redacted]"),
            ("{\"authorization\":\"Basic QWxhZGRpbg==\",\"x\":1}", "{\"authorization\":\"[redacted]\",\"x\":1}"),
            ("curl -H 'X-Api-Key: s3cr3t' https://h", "curl -H 'X-Api-Key: [redacted]' https://h"),
            ("postgres://app:hunter2@db:5432/x", "postgres://[redacted]@db:5432/x"),
            ("password=hunter2 user=x", "password=[redacted] user=x"),
            ("key eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sig", "key [redacted]"),
            ("-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\nrest", "[redacted]\nrest"),
            ("-----BEGIN RSA PRIVATE KEY-----\nMIIE", "[redacted]"),
        ] {
            assert_eq!(secrets(text), left);
        }
    }

    #[test]
    fn failure_texts_stay_as_they_are() {
        for text in [
            "x509: certificate signed by unknown authority",
            "verify error:num=20:unable to get local issuer certificate",
            "SSL_ERROR_BAD_CERT_DOMAIN",
        ] {
            assert!(matches!(secrets(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn who_and_where_is_taken_out_on_request() {
        let text = |user: &str| format!("as {user}@corp.example in C:\\Users\\{user}\\x");
        assert_eq!(identities(&text("ann")), "as [redacted] in C:\\Users\\[redacted]\\x");
        let text = "Get https://api.corp.example/v1 from 10.1.2.3";
        assert_eq!(identities(text), "Get https://[redacted] from [redacted]");
    }
}
