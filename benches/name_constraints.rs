//! What do names below subtrees cost, thirty-two of each, and one more way with thirty-two names below one? Next to
//! rustls-webpki.
#![allow(missing_docs)]

fn main() -> std::io::Result<()> {
    verifail_benches::asking::ask("constraints/", &["/webpki"])
}
