//! Mbed TLS, by a client like its `ssl_client2` that is compiled here.

use super::{Client, Version, script, without_proxy};

pub(super) static MBEDTLS: Client = Client {
    name: "mbedtls client",
    stack: "mbedtls",
    version: Version::Line(
        "sh",
        &["-c", "echo '#include <mbedtls/version.h>\nMBEDTLS_VERSION_STRING_FULL' | cc -E -P -"],
    ),
    meets: without_proxy,
    connects: script!(
        "mbedtls.c",
        &["OUT"],
        compiled by &["cc", "-o", "OUT", "IN", "-lmbedtls", "-lmbedx509", "-lmbedcrypto"]
    ),
    picks: |said| said.err.clone(),
};
