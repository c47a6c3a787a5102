//! The seed baseline: what everybody writes first, a search for four words.

/// Whether a text speaks of TLS by one of the words `TLS`, `SSL`, `certificate`, `CERT`: then it *is* a failure to the
/// baseline, of no particular kind.
pub(super) fn is_failure(text: &str) -> bool {
    ["TLS", "SSL", "certificate", "CERT"].iter().any(|word| text.contains(word))
}

/// The kind that it says: by the presence of a word.
pub(super) fn kind(text: &str) -> &'static str {
    if is_failure(text) { "generic_verify_failed" } else { "not_tls_related" }
}
