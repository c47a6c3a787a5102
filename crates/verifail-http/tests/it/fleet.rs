//! A fleet with faulty nodes and many callers: every call ends in time, none is lost, none is doubled.
//!
//! A thousand calls at once; with `VERIFAIL_SOAK_SECONDS` again and again for so long, and the memory of the process
//! must not grow meanwhile.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

use futures_util::StreamExt as _;
use verifail_http::retry::Budget;
use verifail_http::{Client, Error};
use verifail_lab::{LabOptions, Running, fault};

use crate::client::{hasty, settings};

/// Three of ten nodes are faulty, each in its own way.
const NODES: [&str; 10] = [
    "good",
    "expired",
    "good",
    "good",
    "reset-after-server-hello",
    "good",
    "good",
    "eof-before-response",
    "good",
    "good",
];
const AT_ONCE: usize = 1000;
const DEADLINE: Duration = Duration::from_secs(20);
/// What a machine with other things to do may be late by.
const LATE: Duration = Duration::from_secs(5);

/// The nodes, at addresses of their own and one port.
async fn fleet() -> Vec<Running> {
    let address = |node: usize| IpAddr::from(Ipv4Addr::new(127, 0, 71, u8::try_from(node).unwrap() + 1));
    'port: for _ in 0..20 {
        let mut nodes: Vec<Running> = Vec::new();
        for (node, name) in NODES.iter().enumerate() {
            let port = nodes.first().map_or(0, |first| first.address().port());
            let mut options = LabOptions::default().listen(address(node)).port(port);
            options.events = 4096;
            match fault(name).unwrap().start(&options).await {
                Ok(running) => nodes.push(running),
                // Somebody has the port at that address.
                Err(_) => continue 'port,
            }
        }
        return nodes;
    }
    panic!("no port is free at ten addresses");
}

struct Round {
    succeeded: Vec<usize>,
    failed: Vec<Error>,
}

/// A thousand calls at once, each a POST with a body of its own.
async fn round(client: &Client, url: &str, first: usize) -> Round {
    let one = |number: usize| async move {
        let began = Instant::now();
        let ended = client.post(url).body(format!("body {number}")).read(1024).await;
        assert!(began.elapsed() < DEADLINE + LATE, "{:?}", began.elapsed());
        ended.map(|_| number)
    };
    let ended: Vec<_> =
        futures_util::stream::iter(first..first + AT_ONCE).map(one).buffer_unordered(AT_ONCE).collect().await;
    let mut round = Round { succeeded: Vec::new(), failed: Vec::new() };
    for ended in ended {
        match ended {
            Ok(number) => round.succeeded.push(number),
            Err(error) => round.failed.push(error),
        }
    }
    round
}

/// Kilobytes that the process has in memory.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB")?.parse().ok())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_calls_at_once_through_a_fleet_with_faulty_nodes() {
    let nodes = fleet().await;
    let addresses: Vec<SocketAddr> = nodes.iter().map(Running::address).collect();
    let policy = hasty().max_attempts(8).deadline(DEADLINE);
    let client = Client::builder("DEMO")
        .settings(settings(&nodes[0]))
        .policy(policy)
        .budget(Some(Budget::new(1000, 10_000)))
        .mixed_fleet(true)
        .application_protocols(&["http/1.1"])
        .resolve("localhost", &addresses)
        .build()
        .unwrap();
    let url = format!("https://localhost:{}/", addresses[0].port());
    let soak = std::env::var("VERIFAIL_SOAK_SECONDS").ok().and_then(|text| text.parse().ok()).map(Duration::from_secs);
    let (began, mut rounds, mut failures, mut before) = (Instant::now(), 0, 0, None);
    loop {
        let Round { succeeded, failed } = round(&client, &url, rounds * AT_ONCE).await;
        rounds += 1;
        failures += failed.len();
        for error in &failed {
            // The one fault that takes a request and does not answer: a POST is not sent once more.
            assert_eq!(error.why().code(), "already-sent", "{error}");
        }
        assert_eq!(succeeded.len() + failed.len(), AT_ONCE, "none is lost");
        // One that came twice a round too late is none of this round's.
        let mut times: HashMap<Vec<u8>, usize> =
            (0..AT_ONCE).map(|call| (format!("body {}", (rounds - 1) * AT_ONCE + call).into_bytes(), 0)).collect();
        for node in &nodes {
            for request in node.log().requests() {
                let times = times.get_mut(&request.body).expect("a body of this round");
                *times += 1;
                assert_eq!(*times, 1, "none is doubled");
            }
            node.log().forget();
        }
        assert!(succeeded.iter().all(|number| times[format!("body {number}").as_bytes()] == 1));
        let Some(soak) = soak else { break };
        if began.elapsed() > soak {
            break;
        }
        if before.is_none() && began.elapsed() > soak / 2 {
            before = resident();
        }
    }
    println!("{} calls, {failures} failed after they were sent, {:.1?}", rounds * AT_ONCE, began.elapsed());
    if let (Some(before), Some(after)) = (before, resident()) {
        println!("{before} kB in memory half-way, {after} kB at the end");
        assert!(after < before + before / 4 + 16 * 1024, "{before} kB half-way, {after} kB at the end");
    }
}
