//! What does accepting cost, next to rustls-webpki with either provider, to OpenSSL, and to the signatures that nobody
//! can do without? Three certificates, two of them sent and parsed each time, with keys of each kind; and the same
//! chain through a memory.
#![allow(missing_docs)]

fn main() -> std::io::Result<()> {
    verifail_benches::asking::ask("accept/", &["/webpki", "/floor"])
}
