//! What a server of HTTP/2 refuses unprocessed is sent again by this crate and by nobody beneath it: counted,
//! announced, within the budget.
//!
//! The server is frames and nothing else (<https://www.rfc-editor.org/rfc/rfc9113#section-4>): those that matter are
//! six octets of fields long.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use verifail_http::retry::{Budget, StopReason};
use verifail_http::{Client, ClientBuilder, Outcome};

use crate::client::hasty;

/// What becomes of a stream.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Answer {
    /// GOAWAY without an error, which says that no stream was processed.
    GoAway,
    /// Status 200.
    Ok,
    /// RST_STREAM with INTERNAL_ERROR: it may have been processed.
    Reset,
    /// RST_STREAM with REFUSED_STREAM.
    Refused,
}

const REFUSED: [Answer; 2] = [Answer::GoAway, Answer::Refused];

/// The types of frames, and the flags, that are used here.
const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const GOAWAY: u8 = 7;
const END_STREAM: u8 = 1;
const ACK: u8 = 1;
const END_HEADERS: u8 = 4;

/// A server that answers streams in turn, and every further one as the last.
struct Server {
    port: u16,
    /// The connection of each stream, in order.
    streams: Arc<Mutex<Vec<usize>>>,
    task: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Server {
    async fn in_turn(answers: &[Answer]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let streams = Arc::<Mutex<Vec<usize>>>::default();
        let (log, answers) = (Arc::clone(&streams), Arc::<[Answer]>::from(answers));
        let task = tokio::spawn(async move {
            let mut connections = tokio::task::JoinSet::new();
            let count = AtomicUsize::new(0);
            while let Ok((stream, _)) = listener.accept().await {
                let number = count.fetch_add(1, Ordering::Relaxed);
                connections.spawn(serve(stream, number, Arc::clone(&log), Arc::clone(&answers)));
            }
        });
        Self { port, streams, task }
    }

    fn url(&self) -> String {
        format!("http://127.0.0.1:{}/orders", self.port)
    }

    fn streams(&self) -> Vec<usize> {
        self.streams.lock().unwrap().clone()
    }
}

fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    let mut frame = vec![length[1], length[2], length[3], kind, flags];
    frame.extend_from_slice(&stream.to_be_bytes());
    frame.extend_from_slice(payload);
    frame
}

async fn serve(
    mut socket: TcpStream,
    connection: usize,
    log: Arc<Mutex<Vec<usize>>>,
    answers: Arc<[Answer]>,
) -> io::Result<()> {
    let mut preface = [0; 24];
    socket.read_exact(&mut preface).await?;
    socket.write_all(&frame(SETTINGS, 0, 0, &[])).await?;
    loop {
        let mut head = [0; 9];
        socket.read_exact(&mut head).await?;
        let [a, b, c, kind, flags, stream @ ..] = head;
        let mut payload = vec![0; usize::try_from(u32::from_be_bytes([0, a, b, c])).unwrap()];
        socket.read_exact(&mut payload).await?;
        if kind == SETTINGS && flags & ACK == 0 {
            socket.write_all(&frame(SETTINGS, ACK, 0, &[])).await?;
        }
        // A request is over with its last octet, so that whatever is answered is about all of it.
        if !matches!(kind, DATA | HEADERS) || flags & END_STREAM == 0 {
            continue;
        }
        let stream = u32::from_be_bytes(stream);
        let answer = {
            let mut log = log.lock().unwrap();
            log.push(connection);
            answers[(log.len() - 1).min(answers.len() - 1)]
        };
        let answer = match answer {
            Answer::GoAway => frame(GOAWAY, 0, 0, &[0; 8]),
            // `:status: 200` is the eighth of the static table.
            Answer::Ok => frame(HEADERS, END_HEADERS | END_STREAM, stream, &[0x88]),
            Answer::Reset => frame(RST_STREAM, 0, stream, &2u32.to_be_bytes()),
            Answer::Refused => frame(RST_STREAM, 0, stream, &7u32.to_be_bytes()),
        };
        socket.write_all(&answer).await?;
    }
}

fn builder() -> ClientBuilder {
    Client::builder("DEMO").policy(hasty()).reqwest(reqwest::ClientBuilder::http2_prior_knowledge)
}

#[tokio::test]
async fn a_post_that_was_refused_is_sent_again_once_and_says_so() {
    for refused in REFUSED {
        let server = Server::in_turn(&[refused, Answer::Ok]).await;
        let response = builder().build().unwrap().post(server.url()).body("order 7").send().await.unwrap();
        assert_eq!((response.status().as_u16(), server.streams()), (200, vec![0, 1]), "{refused:?}");
        assert_eq!(response.headers()["x-demo-retries"], "1");
        assert_eq!(Outcome::of(response.extensions()).unwrap().attempts, 2);
    }
}

#[tokio::test]
async fn a_server_that_refuses_every_time_is_asked_as_often_as_the_policy_and_the_budget_say() {
    for refused in REFUSED {
        let server = Server::in_turn(&[refused]).await;
        let client = builder().policy(hasty().max_attempts(3)).build().unwrap();
        let error = client.post(server.url()).body("order 7").send().await.unwrap_err();
        assert_eq!((error.attempts(), error.why()), (3, StopReason::AttemptsExhausted), "{refused:?}");
        assert_eq!(server.streams(), [0, 1, 2], "{refused:?}");
        let server = Server::in_turn(&[refused]).await;
        let client = builder().budget(Some(Budget::new(0, 1))).build().unwrap();
        let error = client.post(server.url()).body("order 7").send().await.unwrap_err();
        assert_eq!((error.attempts(), error.why()), (2, StopReason::BudgetExhausted), "{refused:?}");
        assert_eq!(server.streams().len(), 2, "{refused:?}");
    }
}

#[tokio::test]
async fn a_post_that_was_reset_may_have_been_processed() {
    let server = Server::in_turn(&[Answer::Reset, Answer::Ok]).await;
    let error = builder().build().unwrap().post(server.url()).body("order 7").send().await.unwrap_err();
    assert_eq!((error.why(), server.streams().len()), (StopReason::AlreadySent, 1));
}

/// The control: reqwest by itself sends again what was refused, twice, and nobody is told.
#[tokio::test]
async fn reqwest_alone_incorrectly_counts_no_resend() {
    for refused in REFUSED {
        let server = Server::in_turn(&[refused, refused, Answer::Ok]).await;
        let client = reqwest::Client::builder().no_proxy().http2_prior_knowledge().timeout(Duration::from_secs(10));
        let tls = verifail_http::tls::TlsSettings::new().client().unwrap();
        let client = client.tls_backend_preconfigured((*tls.config).clone()).build().unwrap();
        let response = client.post(server.url()).body("order 7").send().await.unwrap();
        assert_eq!((response.status().as_u16(), server.streams().len()), (200, 3), "{refused:?}");
    }
}
