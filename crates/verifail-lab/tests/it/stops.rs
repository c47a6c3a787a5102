//! A fault ends with the value that stands for it.

use std::time::Duration;

use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;
use verifail_lab::{LabOptions, fault};

#[tokio::test]
async fn a_fault_stops_with_its_connections_when_it_is_dropped() {
    let running = fault("good").unwrap().start(&LabOptions::default()).await.unwrap();
    let address = running.address();
    assert!(address.ip().is_loopback());
    let mut open = TcpStream::connect(address).await.unwrap();
    while running.log().connections() == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    drop(running);
    let ended = tokio::time::timeout(Duration::from_secs(2), open.read(&mut [0; 16])).await.unwrap();
    assert!(matches!(ended, Ok(0) | Err(_)));
    for _ in 0..100 {
        if TcpStream::connect(address).await.is_err() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{address} still listens");
}
