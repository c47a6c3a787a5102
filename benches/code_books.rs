//! What does a bare number cost under every code book?
#![allow(missing_docs)]

fn main() -> std::io::Result<()> {
    verifail_benches::asking::ask("code/", &[])
}
