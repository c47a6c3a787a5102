//! Go's net/http over crypto/tls, compiled here.

use super::{Client, Version, any, script};

pub(super) static GO: Client = Client {
    name: "go net/http",
    stack: "go",
    version: Version::Line("go", &["version"]),
    meets: any,
    connects: script!("client.go", &["OUT"], compiled by &["go", "build", "-o", "OUT", "IN"]),
    picks: |said| said.err.clone(),
};
