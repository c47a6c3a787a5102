//! What does a call cost that has to connect: with the certificates verified, with a session resumed, and where one of
//! three nodes resets the handshake? Beside reqwest with rustls as it comes, whose verifier is rustls-webpki, and for
//! the retries beside reqwest-retry.
//!
//! Everything is on loopback with one server of the lab, which costs the same for every client: its own half of the
//! handshake is in the figures. Clients take turns in short batches.
#![allow(missing_docs)]

#[path = "calls/clients.rs"]
#[expect(dead_code, reason = "each question has its own clients")]
mod clients;

use std::io::Write;

use tokio::runtime::{Builder, Runtime};
use verifail_benches::paired::{Comparison, Subject, compare};

use self::clients::{Failure, Kept, ours, peer, plain, serve, stock};

/// Rounds.
const ROUNDS: usize = 150;
/// Calls of each client in a round; of three, one meets the node that resets.
const BATCH: u32 = 6;

fn runtime() -> Result<Runtime, Failure> {
    Ok(Builder::new_current_thread().enable_all().build()?)
}

/// Asks for the body and drops it.
macro_rules! get {
    ($runtime:expr, $client:expr, $url:expr) => {
        || {
            let call = async { $client.get($url.clone()).send().await.unwrap().bytes().await.unwrap() };
            $runtime.block_on(call)
        }
    };
}

/// Each call is a handshake.
fn handshakes(kept: Kept) -> Result<Vec<Comparison>, Failure> {
    let (_server, running) = serve("good")?;
    let runtime = runtime()?;
    let url: reqwest::Url = running.url().parse()?;
    let (stock, plain, ours) = (stock(&running, kept)?, plain(&running, kept)?, ours(&running, kept)?);
    let subjects = vec![
        Subject::new("reqwest, rustls as it comes", get!(runtime, stock, url)),
        Subject::new("reqwest, rustls as it comes, again", get!(runtime, stock, url)),
        Subject::new("reqwest, verifail-rustls", get!(runtime, plain, url)),
        Subject::new("verifail-http", get!(runtime, ours, url)),
    ];
    Ok(compare(ROUNDS, BATCH, subjects))
}

/// One handshake of three is reset. A client that does not try again is no peer: it fails.
fn resets() -> Result<Vec<Comparison>, Failure> {
    let (_server, running) = serve("fleet-reset-node")?;
    let runtime = runtime()?;
    let url: reqwest::Url = running.url().parse()?;
    let (peer, ours) = (peer(&running, Kept::Nothing)?, ours(&running, Kept::Nothing)?);
    let subjects = vec![
        Subject::new("reqwest-retry", get!(runtime, peer, url)),
        Subject::new("verifail-http", get!(runtime, ours, url)),
    ];
    Ok(compare(ROUNDS, BATCH, subjects))
}

fn main() -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    for (question, answers) in [
        ("a call with a handshake and its certificates", handshakes(Kept::Nothing)?),
        ("a call with a session that is resumed", handshakes(Kept::Session)?),
        ("a call where one of three nodes resets the handshake; the delay before a retry is 1 to 5 ms", resets()?),
    ] {
        writeln!(out, "hot path: {question}; time, ratio to the first (quartiles), excess")?;
        for comparison in answers {
            writeln!(out, "{comparison}")?;
        }
    }
    Ok(())
}
