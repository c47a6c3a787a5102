//! wolfSSL, by a client like its example that is compiled here.

use super::{Client, Version, script, without_proxy};

pub(super) static WOLFSSL: Client = Client {
    name: "wolfssl client",
    stack: "wolfssl",
    version: Version::Line(
        "sh",
        &["-c", "echo '#include <wolfssl/version.h>\nLIBWOLFSSL_VERSION_STRING' | cc -E -P -"],
    ),
    meets: without_proxy,
    connects: script!("wolfssl.c", &["OUT"], compiled by &["cc", "-o", "OUT", "IN", "-lwolfssl"]),
    picks: |said| said.err.clone(),
};
