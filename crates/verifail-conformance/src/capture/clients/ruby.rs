//! Ruby's Net::HTTP over its openssl library.

use super::{Client, Version, any, script};

const VERSIONS: &str = "puts \"Ruby #{RUBY_VERSION}, #{OpenSSL::OPENSSL_LIBRARY_VERSION}\"";

pub(super) static RUBY: Client = Client {
    name: "ruby Net::HTTP",
    stack: "ruby",
    version: Version::Line("ruby", &["-ropenssl", "-e", VERSIONS]),
    meets: any,
    connects: script!("client.rb", &["ruby", "IN"]),
    picks: |said| said.err.clone(),
};
