//! What does a call through verifail-http cost on a connection that is open, beside reqwest alone, and how often does
//! each client ask a server whose certificate has expired? The peer is reqwest-middleware with reqwest-retry.
//!
//! All of them speak HTTP/1.1 on TLS to one server of the lab on loopback, which runs on a thread of its own; they take
//! turns in short batches, with the same settings of TLS. What a machine with other things to do adds, it adds to all
//! of them.
#![allow(missing_docs)]

#[path = "calls/clients.rs"]
#[expect(dead_code, reason = "each question has its own clients")]
mod clients;

use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Builder;
use verifail_benches::paired::{Comparison, Subject, compare};

use self::clients::{Failure, Kept, ours, peer, plain, serve};

/// What a call may cost above reqwest's own.
const LIMIT: f64 = 1.03;
/// Rounds.
const ROUNDS: usize = 400;
/// Calls of each client in a round.
const BATCH: u32 = 20;

fn calls() -> Result<Vec<Comparison>, Failure> {
    let (_server, running) = serve("good")?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let (plain, peer, ours) =
        (plain(&running, Kept::Connection)?, peer(&running, Kept::Connection)?, ours(&running, Kept::Connection)?);
    let url: reqwest::Url = running.url().parse()?;
    macro_rules! get {
        ($client:expr) => {
            || runtime.block_on(async { $client.get(url.clone()).send().await.unwrap().bytes().await.unwrap() })
        };
    }
    // The baseline is there twice: the second says what a ratio is worth on this machine. It has no timeout, which ours
    // always has, twice: for the attempt and for the call with its body.
    Ok(compare(
        ROUNDS,
        BATCH,
        vec![
            Subject::new("reqwest", get!(plain)),
            Subject::new("reqwest, once more", get!(plain)),
            Subject::new("reqwest with a timeout", || {
                let timeout = Duration::from_secs(30);
                let call = async { plain.get(url.clone()).timeout(timeout).send().await?.bytes().await };
                runtime.block_on(call).map_or(0, |body| body.len())
            }),
            Subject::new("verifail-http", get!(ours)),
            Subject::new("reqwest-retry", get!(peer)),
        ],
    ))
}

/// How often a server whose certificate has expired is asked.
fn attempts() -> Result<Vec<(&'static str, u64)>, Failure> {
    let (_server, running) = serve("expired")?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let running = Arc::new(running);
    let url = running.url();
    let mut counts = Vec::new();
    let mut before = 0;
    let mut count = |name| {
        // Connections are counted by the server, a moment after.
        std::thread::sleep(Duration::from_millis(100));
        let now = running.log().connections();
        counts.push((name, now - before));
        before = now;
    };
    let (plain, peer, ours) =
        (plain(&running, Kept::Connection)?, peer(&running, Kept::Connection)?, ours(&running, Kept::Connection)?);
    let _refused = runtime.block_on(plain.get(&url).send()).is_err();
    count("reqwest");
    let _refused = runtime.block_on(ours.get(&url).send()).is_err();
    count("verifail-http");
    let _refused = runtime.block_on(peer.get(&url).send()).is_err();
    count("reqwest-retry");
    Ok(counts)
}

fn main() -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "http: a GET on an open connection, time beside reqwest's; the limit for verifail-http is {LIMIT}")?;
    for comparison in calls()? {
        let over =
            if comparison.name == "verifail-http" && comparison.ratio[1] > LIMIT { "  OVER the limit" } else { "" };
        writeln!(out, "{comparison}{over}")?;
    }
    writeln!(out, "http: connections to a server whose certificate has expired, three retries allowed")?;
    for (name, connections) in attempts()? {
        writeln!(out, "{name:34} {connections:4}")?;
    }
    Ok(())
}
