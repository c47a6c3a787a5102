//! An HTTP client that retries by diagnosis.
