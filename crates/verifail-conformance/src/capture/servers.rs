//! Loopback servers, each with one fault. They listen on a port that the system gives, serve until they are dropped,
//! and know nothing of the programs that connect.

use std::error::Error;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use rustls::server::{ClientHello, ResolvesServerCert, WebPkiClientVerifier};
use rustls::sign::CertifiedKey;
use rustls::{RootCertStore, ServerConfig, ServerConnection, crypto::aws_lc_rs};

use super::certificates::{Certificates, Identity};
use super::process::{self, Running};

/// What a server does to those who connect.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Behaviour {
    /// Answers the first message with a fatal alert of that number.
    Alert(u8),
    /// Closes at once.
    CloseAtOnce,
    /// Closes after the first message.
    CloseAfterHello,
    /// Is `openssl s_server` with the certificate of that name and further arguments.
    Openssl(&'static str, &'static [&'static str]),
    /// Does not listen: the port is free.
    Refuse,
    /// Resets the connection after the first message.
    Reset,
    /// Speaks first, and not TLS.
    Greet(&'static str),
    /// Closes in the middle of the handshake: after its own first messages, and the client's answer.
    HangUp,
    /// Answers the first message with these octets.
    Octets(&'static [u8]),
    /// Answers the first message with these words, whatever it was.
    Say(&'static str),
    /// Never answers.
    Silence,
    /// Speaks TLS with the certificate of that name.
    Tls(&'static str, Demand),
}

/// What a server that speaks TLS asks for and does beyond its certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Demand {
    Nothing,
    /// An application protocol that nobody speaks.
    OddProtocol,
    /// A certificate of the client.
    ClientCertificate,
    /// Nothing, but it ends without saying so.
    EndsUnsaid,
}

/// What a server does before TLS begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Preface {
    /// Greets as a MySQL server does, and lets the client ask for TLS.
    Mysql,
    /// Agrees to TLS where a client of PostgreSQL asks for it; otherwise TLS begins at once.
    None,
}

/// A server that is up.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) port: u16,
    stop: Arc<AtomicBool>,
    /// Handshakes that came to their end.
    handshakes: Arc<AtomicUsize>,
    _child: Option<Running>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        // Wakes the one that accepts; there is nothing to do about a port that does not answer.
        let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port));
    }
}

impl Server {
    /// Starts one.
    pub(super) fn start(
        behaviour: Behaviour,
        preface: Preface,
        certificates: &Certificates,
    ) -> Result<Self, Box<dyn Error>> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        let stop = Arc::new(AtomicBool::new(false));
        let handshakes = Arc::new(AtomicUsize::new(0));
        let mut server = Self { port, stop: Arc::clone(&stop), handshakes: Arc::clone(&handshakes), _child: None };
        let tls = match behaviour {
            Behaviour::Refuse => return Ok(server),
            Behaviour::Openssl(name, arguments) => {
                drop(listener);
                server._child = Some(openssl(port, name, arguments, certificates)?);
                return Ok(server);
            }
            Behaviour::HangUp => Some(tls(certificates, certificates.identity("good")?, Demand::Nothing)?),
            Behaviour::Tls(name, demand) => Some(tls(certificates, certificates.identity(name)?, demand)?),
            _ => None,
        };
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if stop.load(Ordering::Relaxed) {
                    break;
                }
                let (tls, handshakes) = (tls.clone(), Arc::clone(&handshakes));
                // A client that leaves early is no concern of the server's.
                thread::spawn(move || serve(stream, behaviour, preface, tls, &handshakes));
            }
        });
        Ok(server)
    }

    /// Whether a client's handshake came to its end.
    pub(super) fn was_reached(&self) -> bool {
        self.handshakes.load(Ordering::Relaxed) > 0
    }
}

/// Whoever connects waits no longer than this for the server's patience to end.
const PATIENCE: Duration = Duration::from_secs(20);

fn serve(
    mut stream: TcpStream,
    behaviour: Behaviour,
    preface: Preface,
    tls: Option<Arc<ServerConfig>>,
    handshakes: &AtomicUsize,
) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    if preface == Preface::Mysql {
        mysql_preface(&mut stream)?;
    }
    match behaviour {
        Behaviour::CloseAtOnce => return Ok(()),
        Behaviour::Greet(words) => {
            stream.write_all(words.as_bytes())?;
            return drain(stream);
        }
        Behaviour::Silence => {
            thread::sleep(PATIENCE);
            return Ok(());
        }
        _ => {}
    }
    if preface == Preface::None {
        postgres_preface(&mut stream)?;
    }
    match (behaviour, tls) {
        (Behaviour::Tls(_, demand), Some(tls)) => return speak_tls(stream, tls, demand, handshakes),
        (Behaviour::HangUp, Some(tls)) => return hang_up(stream, tls),
        _ => {}
    }
    if let Behaviour::Reset = behaviour {
        // Octets that nobody reads make the system reset the connection when it is closed.
        stream.peek(&mut [0])?;
        return Ok(());
    }
    let mut message = [0; 4096];
    let _ = stream.read(&mut message)?;
    match behaviour {
        Behaviour::Alert(number) => stream.write_all(&[21, 3, 3, 0, 2, 2, number])?,
        Behaviour::Octets(octets) => stream.write_all(octets)?,
        Behaviour::Say(words) => stream.write_all(words.as_bytes())?,
        _ => {}
    }
    drain(stream)
}

/// Closes our side, and then waits for the other: nothing is reset.
fn drain(mut stream: TcpStream) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(Duration::from_secs(2)))?;
    io::copy(&mut stream, &mut io::sink()).map(|_| ())
}

/// Agrees to TLS where a client of PostgreSQL asks for it.
fn postgres_preface(stream: &mut TcpStream) -> io::Result<()> {
    const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];
    let mut first = [0; 8];
    if stream.peek(&mut first)? == SSL_REQUEST.len() && first == SSL_REQUEST {
        stream.read_exact(&mut first)?;
        stream.write_all(b"S")?;
    }
    Ok(())
}

/// Greets as a MySQL server that speaks TLS, and reads the request for it.
fn mysql_preface(stream: &mut TcpStream) -> io::Result<()> {
    // Protocol 10, a version, a connection's number, a nonce, capabilities with TLS and plug-ins, and the rest of the
    // nonce.
    const GREETING: &[u8] =
        b"\x4a\0\0\0\x0a8.0.36\0\x01\0\0\0abcdefgh\0\x09\x8a\xff\x02\0\x08\0\x15\0\0\0\0\0\0\0\0\0\0\
        abcdefghijkl\0mysql_native_password\0";
    stream.write_all(GREETING)?;
    let mut header = [0; 4];
    stream.read_exact(&mut header)?;
    stream.read_exact(&mut vec![0; usize::from(header[0])])
}

/// Answers the first message, and leaves when the client has answered.
fn hang_up(mut stream: TcpStream, tls: Arc<ServerConfig>) -> io::Result<()> {
    let mut connection = ServerConnection::new(tls).map_err(io::Error::other)?;
    while !connection.wants_write() {
        connection.read_tls(&mut stream)?;
        connection.process_new_packets().map_err(io::Error::other)?;
    }
    connection.write_tls(&mut stream)?;
    drain(stream)
}

fn speak_tls(
    mut stream: TcpStream,
    tls: Arc<ServerConfig>,
    demand: Demand,
    handshakes: &AtomicUsize,
) -> io::Result<()> {
    let mut connection = ServerConnection::new(tls).map_err(io::Error::other)?;
    let handshake = connection.complete_io(&mut stream).and_then(|_| {
        handshakes.fetch_add(1, Ordering::Relaxed);
        let mut tls = rustls::Stream::new(&mut connection, &mut stream);
        let _ = tls.read(&mut [0; 4096])?;
        tls.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n")?;
        if demand == Demand::EndsUnsaid {
            return tls.write_all(b"\r\npartial");
        }
        tls.write_all(b"Content-Length: 3\r\n\r\nok\n")?;
        tls.conn.send_close_notify();
        tls.flush()
    });
    // The alert that says why is still to be sent when the handshake failed.
    let _ = connection.write_tls(&mut stream);
    handshake?;
    drain(stream)
}

/// Presents one chain, whatever is in it.
#[derive(Debug)]
struct Presents(Arc<CertifiedKey>);

impl ResolvesServerCert for Presents {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.0))
    }
}

fn tls(certificates: &Certificates, identity: Identity, demand: Demand) -> Result<Arc<ServerConfig>, Box<dyn Error>> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let key = provider.key_provider.load_private_key(identity.key)?;
    let presents = Presents(Arc::new(CertifiedKey::new(identity.chain, key)));
    let builder = ServerConfig::builder_with_provider(Arc::clone(&provider)).with_safe_default_protocol_versions()?;
    let builder = if demand == Demand::ClientCertificate {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(certificates.chain("ca")?);
        builder.with_client_cert_verifier(WebPkiClientVerifier::builder_with_provider(roots.into(), provider).build()?)
    } else {
        builder.with_no_client_auth()
    };
    let mut config = builder.with_cert_resolver(Arc::new(presents));
    config.send_tls13_tickets = 0;
    if demand == Demand::OddProtocol {
        config.alpn_protocols = vec![b"verifail/1".to_vec()];
    }
    Ok(Arc::new(config))
}

/// `openssl s_server`, waited for until it listens.
fn openssl(port: u16, name: &str, arguments: &[&str], certificates: &Certificates) -> Result<Running, Box<dyn Error>> {
    let mut command: Command = process::command("openssl");
    command.current_dir(certificates.directory()).args(["s_server", "-www", "-accept", &port.to_string()]);
    command.arg("-cert").arg(certificates.file(&format!("{name}.pem")));
    command.arg("-key").arg(certificates.file(&format!("{name}.key"))).args(arguments);
    let child = Running(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?);
    for _ in 0..200 {
        if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return Ok(child);
        }
        thread::sleep(Duration::from_millis(25));
    }
    Err(format!("openssl s_server {arguments:?} does not listen").into())
}
