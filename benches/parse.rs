//! What does reading three certificates cost, next to rustls-webpki, x509-parser, x509-cert and OpenSSL?
#![allow(missing_docs)]

fn main() -> std::io::Result<()> {
    verifail_benches::asking::ask("parse/", &["/webpki"])
}
