//! What does finding the name that is wanted cost, the last of a hundred? Next to rustls-webpki.
#![allow(missing_docs)]

fn main() -> std::io::Result<()> {
    verifail_benches::asking::ask("identity/", &["/webpki"])
}
