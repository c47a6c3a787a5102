//! A plain HTTP server that answers as a test says, and remembers what it was asked.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A request that was read to its end.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// Number of the connection, from 0.
    pub(crate) connection: usize,
    /// Number of the request, from 0.
    pub(crate) number: usize,
    /// Request line and header fields.
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Asked {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let field = |line: &'_ str| line.split_once(':').is_some_and(|(known, _)| known.eq_ignore_ascii_case(name));
        self.head.lines().find(|line| field(line)).and_then(|line| Some(line.split_once(':')?.1.trim()))
    }
}

/// What the server does.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    /// Closes the connection without a word.
    Close,
    /// Never answers.
    Nothing,
    /// Status, header fields, body.
    Reply(u16, &'static str, &'static str),
}

pub(crate) const OK: Answer = Answer::Reply(200, "", "done");

/// It ends when it is dropped.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    task: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Server {
    /// Answers every request by the function.
    pub(crate) async fn start(answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::<Mutex<Vec<Asked>>>::default();
        let log = Arc::clone(&asked);
        let answer = Arc::new(answer);
        let task = tokio::spawn(async move {
            let mut connections = tokio::task::JoinSet::new();
            let mut connection = 0;
            while let Ok((stream, _)) = listener.accept().await {
                connections.spawn(serve(stream, connection, Arc::clone(&log), Arc::clone(&answer)));
                connection += 1;
            }
        });
        Self { address, asked, task }
    }

    /// Answers the requests in turn, and every further one as the last.
    pub(crate) async fn in_turn(answers: &'static [Answer]) -> Self {
        Self::start(move |asked| answers[asked.number.min(answers.len() - 1)].clone()).await
    }

    pub(crate) fn url(&self) -> String {
        format!("http://localhost:{}/", self.address.port())
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

async fn serve(
    mut stream: TcpStream,
    connection: usize,
    log: Arc<Mutex<Vec<Asked>>>,
    answer: Arc<impl Fn(&Asked) -> Answer>,
) -> io::Result<()> {
    let mut octets = Vec::new();
    loop {
        let Some((head, body)) = read(&mut stream, &mut octets).await? else { return Ok(()) };
        let asked = {
            let mut log = log.lock().unwrap();
            let asked = Asked { connection, number: log.len(), head, body };
            log.push(asked.clone());
            asked
        };
        match answer(&asked) {
            Answer::Close => return Ok(()),
            Answer::Nothing => std::future::pending().await,
            Answer::Reply(status, fields, body) => {
                let length = body.len();
                let text = format!("HTTP/1.1 {status} X\r\n{fields}Content-Length: {length}\r\n\r\n{body}");
                stream.write_all(text.as_bytes()).await?;
            }
        }
    }
}

async fn read(stream: &mut TcpStream, octets: &mut Vec<u8>) -> io::Result<Option<(String, Vec<u8>)>> {
    let find = |octets: &[u8], end: &[u8]| octets.windows(end.len()).position(|window| window == end);
    loop {
        if let Some(end) = find(octets, b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&octets[..end]).to_ascii_lowercase();
            let rest = &octets[end + 4..];
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
            let whole = match length {
                Some(length) => (rest.len() >= length).then_some(length),
                None if head.contains("transfer-encoding: chunked") => find(rest, b"0\r\n\r\n").map(|at| at + 5),
                None => Some(0),
            };
            if let Some(length) = whole {
                let body = rest[..length].to_vec();
                octets.drain(..end + 4 + length);
                return Ok(Some((head, body)));
            }
        }
        if stream.read_buf(octets).await? == 0 {
            return Ok(None);
        }
    }
}
