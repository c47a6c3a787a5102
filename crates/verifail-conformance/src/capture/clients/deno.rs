//! Deno's fetch over hyper and rustls, and Bun's over BoringSSL.

use super::{Client, Version, script, without_proxy};

pub(super) static DENO: Client = Client {
    name: "deno fetch",
    stack: "deno",
    version: Version::Line("deno", &["--version"]),
    meets: without_proxy,
    connects: script!("deno.mjs", &["deno", "run", "--quiet", "--no-config", "--allow-all", "IN"]),
    picks: |said| said.err.clone(),
};

pub(super) static BUN: Client = Client {
    name: "bun fetch",
    stack: "bun",
    version: Version::Line("bun", &["--version"]),
    meets: without_proxy,
    connects: script!("bun.mjs", &["bun", "IN"]),
    picks: |said| said.err.clone(),
};
