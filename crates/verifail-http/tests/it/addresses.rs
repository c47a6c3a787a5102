//! Names with more than one address.

use std::net::SocketAddr;

use verifail::Reason;
use verifail_http::retry::StopReason;
use verifail_http::{Client, Outcome};
use verifail_lab::{LabOptions, Running, fault};

use crate::client::{hasty, settings};

/// These faults at addresses of their own and one port.
async fn nodes(network: u8, names: &[&str]) -> Vec<Running> {
    'port: for _ in 0..20 {
        let mut nodes: Vec<Running> = Vec::new();
        for (node, name) in (1..).zip(names) {
            let port = nodes.first().map_or(0, |first| first.address().port());
            let options = LabOptions::default().listen([127, 0, network, node].into()).port(port);
            match fault(name).unwrap().start(&options).await {
                Ok(running) => nodes.push(running),
                Err(_) => continue 'port,
            }
        }
        return nodes;
    }
    panic!("no port is free at all addresses");
}

fn client(nodes: &[Running], mixed: bool) -> (Client, String) {
    let addresses: Vec<SocketAddr> = nodes.iter().map(Running::address).collect();
    let builder = Client::builder("DEMO").settings(settings(&nodes[0])).policy(hasty()).mixed_fleet(mixed);
    let client = builder.resolve("localhost", &addresses).build().unwrap();
    (client, format!("https://localhost:{}/", addresses[0].port()))
}

#[tokio::test]
async fn a_certificate_of_one_node_says_nothing_about_the_others_where_the_program_says_so() {
    let nodes = nodes(81, &["expired", "wrong-name", "good"]).await;
    let (strict, url) = client(&nodes, false);
    let error = strict.get(&url).send().await.unwrap_err();
    assert_eq!((error.reason(), error.why(), error.attempts()), (Some(Reason::Expired), StopReason::Permanent, 1));

    let (mixed, url) = client(&nodes, true);
    let response = mixed.post(&url).body("x").send().await.unwrap();
    assert_eq!((response.status().as_u16(), Outcome::of(response.extensions()).unwrap().attempts), (200, 3));
    let requests: u64 = nodes.iter().map(|node| node.log().request_count()).sum();
    assert_eq!(requests, 1);
}

#[tokio::test]
async fn what_failed_is_left_alone_by_the_calls_that_follow() {
    let nodes = nodes(82, &["reset-before-server-hello", "good"]).await;
    let (client, url) = client(&nodes, false);
    for _ in 0..5 {
        // No connection is reused: each call goes where the client thinks best.
        let response = client.get(&url).header("connection", "close").send().await.unwrap();
        assert_eq!(response.status(), 200);
    }
    assert_eq!(nodes[0].log().connections(), 1);
}

#[tokio::test]
async fn one_certificate_that_is_refused_again_and_again_ends_the_call() {
    let nodes = nodes(83, &["expired"]).await;
    let (client, url) = client(&nodes, true);
    let error = client.get(&url).send().await.unwrap_err();
    assert_eq!((error.why(), error.attempts()), (StopReason::Persistent, 3));
}
