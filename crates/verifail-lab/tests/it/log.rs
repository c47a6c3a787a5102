//! What a fault's servers saw can be read.

use std::sync::Arc;

use ::rustls::{ClientConfig, RootCertStore};
use rustls_pki_types::ServerName;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use verifail_lab::{LabOptions, Running, fault};

async fn post(running: &Running, config: &Arc<ClientConfig>) {
    let stream = TcpStream::connect(running.address()).await.unwrap();
    let name = ServerName::try_from(running.server_name()).unwrap();
    let mut stream = TlsConnector::from(Arc::clone(config)).connect(name, stream).await.unwrap();
    let request = b"POST /orders?id=7 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nX-Test: yes\r\nConnection: close\r\n\r\nhello";
    stream.write_all(request).await.unwrap();
    stream.read_to_end(&mut Vec::new()).await.unwrap();
}

#[tokio::test]
async fn names_requests_bodies_and_resumptions_are_seen() {
    let running = fault("good").unwrap().start(&LabOptions::default()).await.unwrap();
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(running.anchors().iter().cloned());
    let mut config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    let config = Arc::new(config);
    post(&running, &config).await;
    post(&running, &config).await;

    let log = running.log();
    assert_eq!((log.connections(), log.handshakes(), log.resumptions(), log.request_count()), (2, 2, 1, 2));
    assert_eq!(log.server_names(), [Some("localhost".to_owned()), Some("localhost".to_owned())]);
    let requests = log.requests();
    let first = requests.first().unwrap();
    assert_eq!((first.method.as_str(), first.target.as_str()), ("POST", "/orders?id=7"));
    assert_eq!((first.header("x-test"), first.body.as_slice()), (Some("yes"), b"hello".as_slice()));
    assert_eq!(requests.iter().map(|request| request.resumed).collect::<Vec<_>>(), [false, true]);
}

#[tokio::test]
async fn the_same_roots_serve_every_fault_that_does_not_change_them() {
    let [good, expired] = ["good", "expired"].map(|name| fault(name).unwrap());
    let good = good.start(&LabOptions::default()).await.unwrap();
    let expired = expired.start(&LabOptions::default()).await.unwrap();
    assert_eq!(good.anchors_pem(), expired.anchors_pem());
    assert!(good.anchors_pem().starts_with("-----BEGIN CERTIFICATE-----\n"));
}
