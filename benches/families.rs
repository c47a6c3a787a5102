//! What does each adversarial family cost at 32? How they grow is `cargo xtask bench complexity`; the peers are in
//! `adversarial`.
#![allow(missing_docs)]

fn main() -> std::io::Result<()> {
    verifail_benches::asking::ask("family/", &[])
}
