//! What does accepting cost of chains as the web has them: with everything that CAs put into certificates, under all of
//! Mozilla's roots? Beside rustls-webpki, OpenSSL and the floor.
//!
//! The shapes are those of large CAs with keys of ours. Chains as captured are asked about too where
//! `VERIFAIL_BENCH_CHAINS` names a directory of `.pem` files, each with the end entity first; the instant is the middle
//! of their validity.
#![allow(missing_docs)]

use std::io::{Error, Result, Write};
use std::path::Path;

use verifail_benches::asking::ask_also;
use verifail_benches::peers::Peers;
use verifail_benches::questions::{Question, accepting, leak};
use verifail_benches::web::captured;

const DIRECTORY: &str = "VERIFAIL_BENCH_CHAINS";

/// Those of the directory that both verifiers accept; what is left out is said.
fn captures() -> Result<Vec<Question>> {
    let mut out = std::io::stdout().lock();
    let Some(directory) = std::env::var_os(DIRECTORY) else {
        writeln!(out, "{DIRECTORY} names no directory: captured chains are left out")?;
        return Ok(Vec::new());
    };
    let chains = captured(Path::new(&directory))?;
    if chains.is_empty() {
        return Err(Error::other(format!("{DIRECTORY}: no .pem file is there")));
    }
    let mut questions = Vec::new();
    for chain in leak(chains) {
        let (name, host, at) = (&chain.name, &chain.host, chain.at);
        let peers = Peers::asking(&chain.world, host, at);
        match (peers.verifail(), peers.webpki()) {
            (true, true) => questions.extend(accepting(&format!("captured/{name}"), &chain.world, host, at)),
            (ours, theirs) => writeln!(out, "{name} is left out: accepted by verifail {ours}, by webpki {theirs}")?,
        }
    }
    Ok(questions)
}

fn main() -> Result<()> {
    ask_also("web/", &["/webpki", "/floor"], captures()?)
}
