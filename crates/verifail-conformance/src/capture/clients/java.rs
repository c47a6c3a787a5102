//! Java's HttpsURLConnection over JSSE.

use super::{Client, Version, plain_or_proxy, script};

pub(super) static JAVA: Client = Client {
    name: "java HttpsURLConnection",
    stack: "java",
    version: Version::Line("java", &["-version"]),
    meets: plain_or_proxy,
    connects: script!("Client.java", &["java", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "IN"]),
    picks: |said| said.err.clone(),
};
