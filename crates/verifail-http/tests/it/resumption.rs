//! What is resumed would be accepted by a fresh handshake: against servers that resume sessions of anybody (TESTING,
//! relation 45).

use std::net::SocketAddr;

use verifail::Reason;
use verifail_http::Client;
use verifail_http::tls::Sessions;
use verifail_lab::{LabOptions, Running, fault};

use crate::client::{hasty, settings};

const NAMES: [&str; 3] = ["localhost", "neighbour.example", "127.0.0.1"];

async fn start(name: &str) -> Running {
    fault(name).unwrap().start(&LabOptions::default()).await.unwrap()
}

/// A client, strict or not, whose sessions are kept beside those of others.
fn client(running: &Running, sessions: &Sessions, insecure: bool) -> Client {
    let address: SocketAddr = running.address();
    let settings = settings(running);
    let settings = if insecure { settings.dangerously_insecure() } else { settings };
    let builder = Client::builder("DEMO").settings(settings).sessions(sessions).policy(hasty());
    NAMES.iter().fold(builder, |builder, name| builder.resolve(name, &[address])).build().unwrap()
}

/// Asks on a connection of its own; the reason, where it is refused.
async fn ask(client: &Client, running: &Running, name: &str) -> Result<(), Option<Reason>> {
    let url = format!("https://{name}:{}/", running.address().port());
    let asked = client.get(url).header("connection", "close").read(1024).await;
    asked.map(drop).map_err(|error| error.reason())
}

#[tokio::test]
async fn sessions_are_resumed_where_they_may_be() {
    for name in ["any-session", "any-session-tls-1-2"] {
        let running = start(name).await;
        let client = client(&running, &Sessions::default(), false);
        for _ in 0..3 {
            ask(&client, &running, "localhost").await.unwrap();
        }
        assert!(running.log().resumptions() >= 1, "{name}: or else the tests below show nothing");
    }
}

#[tokio::test]
async fn no_session_crosses_names_or_settings() {
    let mut asked = 0;
    for name in ["any-session", "any-session-wrong-name", "any-session-unknown-ca", "any-session-expired"] {
        for name in [name.to_owned(), format!("{name}-tls-1-2")] {
            let running = start(&name).await;
            let fresh = async |of| ask(&client(&running, &Sessions::default(), false), &running, of).await;
            let verdicts = [fresh(NAMES[0]).await, fresh(NAMES[1]).await, fresh(NAMES[2]).await];
            for first in NAMES {
                for insecure in [false, true] {
                    let sessions = Sessions::default();
                    let before = client(&running, &sessions, insecure);
                    let strict = if insecure { client(&running, &sessions, false) } else { before.clone() };
                    // Leaves a session, if it is accepted.
                    let _accepted = ask(&before, &running, first).await;
                    for (then, verdict) in NAMES.iter().zip(&verdicts) {
                        let got = ask(&strict, &running, then).await;
                        assert_eq!(got, *verdict, "{name}: {first}, insecure {insecure}, then {then}");
                        asked += 1;
                    }
                }
            }
        }
    }
    println!("{asked} pairs, none resumed what is refused");
}
