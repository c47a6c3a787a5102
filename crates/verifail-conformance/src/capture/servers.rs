//! Loopback servers, each with one fault. They listen on a port that the system gives, serve until they are dropped, and
//! know nothing of the programs that connect.

use std::error::Error;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
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

/// A server that is up.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) port: u16,
    stop: Arc<AtomicBool>,
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
    pub(super) fn start(behaviour: Behaviour, certificates: &Certificates) -> Result<Self, Box<dyn Error>> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        let stop = Arc::new(AtomicBool::new(false));
        let mut server = Self { port, stop: Arc::clone(&stop), _child: None };
        let tls = match behaviour {
            Behaviour::Refuse => return Ok(server),
            Behaviour::Openssl(name, arguments) => {
                drop(listener);
                server._child = Some(openssl(port, name, arguments, certificates)?);
                return Ok(server);
            }
            Behaviour::Tls(name, demand) => Some(tls(certificates, certificates.identity(name)?, demand)?),
            _ => None,
        };
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if stop.load(Ordering::Relaxed) {
                    break;
                }
                let tls = tls.clone();
                // A client that leaves early is no concern of the server's.
                thread::spawn(move || serve(stream, behaviour, tls));
            }
        });
        Ok(server)
    }
}

/// Whoever connects waits no longer than this for the server's patience to end.
const PATIENCE: Duration = Duration::from_secs(20);

fn serve(mut stream: TcpStream, behaviour: Behaviour, tls: Option<Arc<ServerConfig>>) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
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
    postgres_preface(&mut stream)?;
    if let (Behaviour::Tls(_, demand), Some(tls)) = (behaviour, tls) {
        return speak_tls(stream, tls, demand);
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

fn speak_tls(mut stream: TcpStream, tls: Arc<ServerConfig>, demand: Demand) -> io::Result<()> {
    let mut connection = ServerConnection::new(tls).map_err(io::Error::other)?;
    let handshake = connection.complete_io(&mut stream).and_then(|_| {
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
    command.args(["s_server", "-www", "-accept", &port.to_string()]);
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
