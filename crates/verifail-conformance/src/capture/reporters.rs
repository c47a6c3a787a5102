//! Servers that report what their clients do wrong: a server program, and clients with known faults.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::Command;

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned, crypto::aws_lc_rs};
use verifail::Reason::{self, *};

use super::certificates::{Certificates, NAME};
use super::process;
mod scripts;
mod servers;

use super::merge::{Captured, Known};
use super::normal;

/// A server program.
pub(super) struct Reporter {
    pub(super) name: &'static str,
    pub(super) stack: &'static str,
    pub(super) version: fn() -> Option<String>,
    /// It listens on the port, presents `good`, and demands a certificate of the trusted CA where it is told to.
    command: fn(u16, &Certificates, bool) -> Option<Command>,
    /// The lines that speak of failures.
    picks: fn(&str) -> String,
}

/// Every server program.
pub(super) static REPORTERS: &[Reporter] = &[
    scripts::GO,
    scripts::NODE,
    scripts::PYTHON,
    servers::APACHE,
    servers::GNUTLS_SERV,
    servers::HAPROXY,
    servers::MOSQUITTO,
    servers::NGINX,
    servers::REDIS,
    servers::S_SERVER,
    servers::STUNNEL,
];

/// What a client does.
pub(super) struct Misdeed {
    pub(super) name: &'static str,
    demands: bool,
    act: fn(u16, &Certificates),
    reasons: &'static [Reason],
}

/// Every fault of a client.
pub(super) static MISDEEDS: &[Misdeed] = &[
    Misdeed {
        name: "client-speaks-http",
        demands: false,
        act: |port, _| ask(port, b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n"),
        reasons: &[PlaintextToTls],
    },
    Misdeed {
        name: "client-speaks-nonsense",
        demands: false,
        act: |port, _| ask(port, b"\x01\x02\x03nonsense, and not even HTTP\r\n\r\n"),
        reasons: &[PlaintextToTls, NotTls, NotTlsRelated, ProtocolViolation, ProtocolVersion],
    },
    Misdeed {
        name: "client-asks-for-a-tunnel",
        demands: false,
        act: |port, _| ask(port, b"CONNECT localhost:443 HTTP/1.1\r\nHost: localhost:443\r\n\r\n"),
        reasons: &[PlaintextToTls],
    },
    Misdeed {
        name: "client-offers-only-tls-1-0",
        demands: false,
        act: |port, certificates| s_client(port, certificates, &["-tls1", "-cipher", "DEFAULT@SECLEVEL=0"]),
        reasons: &[ProtocolVersion, NoSharedParams, NoSharedCipher],
    },
    Misdeed {
        name: "client-offers-no-shared-cipher",
        demands: false,
        act: |port, certificates| s_client(port, certificates, &["-tls1_2", "-cipher", "AES128-SHA"]),
        reasons: &[NoSharedCipher],
    },
    Misdeed {
        name: "client-alert-bad-certificate",
        demands: false,
        act: |port, _| ask(port, &[21, 3, 1, 0, 2, 2, 42]),
        reasons: &[PeerRejectedOurCert, ProtocolViolation, PlaintextToTls],
    },
    Misdeed {
        name: "client-alert-certificate-unknown",
        demands: false,
        act: |port, _| ask(port, &[21, 3, 1, 0, 2, 2, 46]),
        reasons: &[PeerRejectedOurCert, ProtocolViolation, PlaintextToTls],
    },
    Misdeed {
        name: "client-alert-handshake-failure",
        demands: false,
        act: |port, _| ask(port, &[21, 3, 1, 0, 2, 2, 40]),
        reasons: &[NoSharedCipher, ProtocolViolation, PlaintextToTls],
    },
    Misdeed { name: "client-closes", demands: false, act: |port, _| ask(port, b""), reasons: &[] },
    Misdeed {
        name: "client-distrusts",
        demands: false,
        act: |port, certificates| handshake(port, certificates, "other-ca", None),
        reasons: &[PeerRejectedOurCert, UnknownIssuer],
    },
    Misdeed {
        name: "client-without-certificate",
        demands: true,
        act: |port, certificates| handshake(port, certificates, "ca", None),
        reasons: &[ClientCertRequired],
    },
    Misdeed {
        name: "client-of-another-ca",
        demands: true,
        act: |port, certificates| handshake(port, certificates, "ca", Some("client-of-another-ca")),
        reasons: &[UnknownIssuer, MissingIntermediate],
    },
    Misdeed {
        name: "client-certificate-self-signed",
        demands: true,
        act: |port, certificates| handshake(port, certificates, "ca", Some("self-signed")),
        reasons: &[SelfSignedLeaf, UnknownIssuer, EkuMissingOrWrong],
    },
    Misdeed {
        name: "client-certificate-expired",
        demands: true,
        act: |port, certificates| handshake(port, certificates, "ca", Some("client-expired")),
        reasons: &[Expired],
    },
    Misdeed {
        name: "client-certificate-for-servers",
        demands: true,
        act: |port, certificates| handshake(port, certificates, "ca", Some("good")),
        reasons: &[EkuMissingOrWrong],
    },
];

/// What may be said about the fault of that name.
pub(super) fn reasons(name: &str) -> Option<&'static [Reason]> {
    MISDEEDS.iter().find(|misdeed| misdeed.name == name).map(|misdeed| misdeed.reasons)
}

/// Every fault of clients, at one server.
pub(super) fn capture(reporter: &Reporter, certificates: &Certificates, known: &Known) -> Option<Captured> {
    let Some(version) = (reporter.version)() else {
        eprintln!("SKIPPED: {} is not installed", reporter.name);
        return None;
    };
    let mut captured = Captured::new(reporter.name, reporter.stack, version);
    for misdeed in MISDEEDS {
        captured.ask(misdeed.name, known, || said(reporter, misdeed, certificates));
    }
    eprintln!("{}: {} texts", reporter.name, captured.said.len());
    Some(captured)
}

/// What a server prints about one fault of a client.
fn said(reporter: &Reporter, misdeed: &Misdeed, certificates: &Certificates) -> Option<String> {
    let port = free_port()?;
    let command = (reporter.command)(port, certificates, misdeed.demands)?;
    let said = process::during(command, || (misdeed.act)(port, certificates))?;
    let text = (reporter.picks)(&format!("{}\n{}", said.err, said.out));
    Some(normal::normal(&text, port, certificates.directory()))
}

/// A port that nobody listens on a moment ago.
pub(super) fn free_port() -> Option<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).ok()?;
    listener.local_addr().ok().map(|address| address.port())
}

/// Sends something to a port as soon as it is open, and reads what comes.
pub(super) fn ask(port: u16, words: &[u8]) {
    let Some(mut stream) = connect(port) else { return };
    // What the other makes of it is in its log.
    let _ = stream.write_all(words);
    if !words.is_empty() {
        let _ = stream.read_to_end(&mut Vec::new());
    }
}

fn connect(port: u16) -> Option<TcpStream> {
    for _ in 0..100 {
        if let Ok(stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) {
            stream.set_read_timeout(Some(Duration::from_secs(2))).ok()?;
            return Some(stream);
        }
        thread::sleep(Duration::from_millis(30));
    }
    None
}

/// Connects as OpenSSL's client with some arguments, again until the server listens.
fn s_client(port: u16, certificates: &Certificates, arguments: &[&str]) {
    for _ in 0..100 {
        let mut command = process::command("openssl");
        command.args(["s_client", "-connect", &format!("localhost:{port}"), "-CAfile"]);
        command.arg(certificates.file("ca.pem")).args(arguments);
        let refused = process::run(command).is_some_and(|said| said.err.contains("Connection refused"));
        if !refused {
            return;
        }
        thread::sleep(Duration::from_millis(30));
    }
}

/// Connects as a client of TLS that trusts one CA and may have a certificate; what fails is for the server to say.
fn handshake(port: u16, certificates: &Certificates, trust: &str, own: Option<&str>) {
    let attempt = || -> Result<(), Box<dyn std::error::Error>> {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(certificates.chain(trust)?);
        let builder = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()));
        let builder = builder.with_safe_default_protocol_versions()?.with_root_certificates(roots);
        let config = match own {
            Some(name) => {
                let identity = certificates.identity(name)?;
                builder.with_client_auth_cert(identity.chain, identity.key)?
            }
            None => builder.with_no_client_auth(),
        };
        let connection = ClientConnection::new(Arc::new(config), ServerName::try_from(NAME)?)?;
        let stream = connect(port).ok_or("nobody listens")?;
        let mut stream = StreamOwned::new(connection, stream);
        stream.write_all(b"GET / HTTP/1.0\r\n\r\n")?;
        stream.read_to_end(&mut Vec::new())?;
        Ok(())
    };
    let _ = attempt();
}
