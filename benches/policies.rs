//! What does each policy cost on a chain that all of them are asked about? The first, `rustls`, is what the others are
//! held to.
#![allow(missing_docs)]

fn main() -> std::io::Result<()> {
    verifail_benches::asking::ask("policy/", &["rustls/verifail"])
}
