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
use super::clients::{lines_with, lines_without, version_of};
use super::process;
use super::{Captured, add, normal};

/// A server program.
pub(super) struct Reporter {
    pub(super) name: &'static str,
    stack: &'static str,
    version: fn() -> Option<String>,
    /// It listens on the port, presents `good`, and demands a certificate of the trusted CA where it is told to.
    command: fn(u16, &Certificates, bool) -> Option<Command>,
    /// The lines that speak of failures.
    picks: fn(&str) -> String,
}

/// Every server program.
pub(super) static REPORTERS: &[Reporter] = &[
    Reporter {
        name: "openssl s_server",
        stack: "openssl",
        version: || version_of("openssl", &["version"]),
        command: s_server,
        picks: |said| lines_with(said, &["error", "ERROR"]),
    },
    Reporter {
        name: "nginx listen ssl",
        stack: "nginx",
        version: || version_of("nginx", &["-v"]),
        command: nginx,
        picks: |said| lines_with(said, &["client"]),
    },
    Reporter {
        name: "haproxy bind ssl",
        stack: "haproxy",
        version: || version_of("haproxy", &["-v"]),
        command: haproxy,
        picks: |said| lines_with(said, &["front"]),
    },
    Reporter {
        name: "stunnel server",
        stack: "stunnel",
        version: || version_of("stunnel", &["-version"]),
        command: stunnel,
        picks: |said| {
            lines_without(
                &lines_with(said, &["LOG3", "LOG4"]),
                &["No trusted certificates", "Insecure file permissions"],
            )
        },
    },
];

/// What a client does.
struct Misdeed {
    name: &'static str,
    demands: bool,
    act: fn(u16, &Certificates),
    reasons: &'static [Reason],
}

/// Every fault of a client.
static MISDEEDS: &[Misdeed] = &[
    Misdeed {
        name: "client-speaks-http",
        demands: false,
        act: |port, _| ask(port, "GET / HTTP/1.0\r\nHost: localhost\r\n\r\n"),
        reasons: &[PlaintextToTls],
    },
    Misdeed {
        name: "client-speaks-nonsense",
        demands: false,
        act: |port, _| ask(port, "\u{1}\u{2}\u{3}nonsense, and not even HTTP\r\n\r\n"),
        reasons: &[PlaintextToTls, NotTls, NotTlsRelated, ProtocolViolation, ProtocolVersion],
    },
    Misdeed { name: "client-closes", demands: false, act: |port, _| ask(port, ""), reasons: &[] },
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
pub(super) fn capture(reporter: &Reporter, certificates: &Certificates) -> Option<Captured> {
    let Some(version) = (reporter.version)() else {
        eprintln!("SKIPPED: {} is not installed", reporter.name);
        return None;
    };
    let mut rows = Vec::new();
    for misdeed in MISDEEDS {
        let port = free_port()?;
        let command = (reporter.command)(port, certificates, misdeed.demands)?;
        let said = process::during(command, || {
            thread::sleep(Duration::from_millis(300));
            (misdeed.act)(port, certificates);
        })?;
        let text = (reporter.picks)(&format!("{}\n{}", said.err, said.out));
        let text = normal::normal(&text, port, certificates.directory());
        add(&mut rows, reporter.stack, &version, reporter.name, misdeed.name, text);
    }
    Some(Captured { name: reporter.name, rows })
}

/// A port that nobody listens on a moment ago.
pub(super) fn free_port() -> Option<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).ok()?;
    listener.local_addr().ok().map(|address| address.port())
}

/// Sends something to a port as soon as it is open, and reads what comes.
pub(super) fn ask(port: u16, words: &str) {
    let Some(mut stream) = connect(port) else { return };
    // What the other makes of it is in its log.
    let _ = stream.write_all(words.as_bytes());
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

fn s_server(port: u16, certificates: &Certificates, demands: bool) -> Option<Command> {
    let mut command = process::command("openssl");
    command.args(["s_server", "-www", "-accept", &port.to_string()]);
    command.arg("-cert").arg(certificates.file("good.pem")).arg("-key").arg(certificates.file("good.key"));
    if demands {
        command.args(["-Verify", "4", "-verify_return_error", "-CAfile"]).arg(certificates.file("ca.pem"));
    }
    Some(command)
}

fn written(certificates: &Certificates, name: &str, port: u16, text: &str) -> Option<std::path::PathBuf> {
    let path = certificates.file(&format!("{name}-{port}.conf"));
    std::fs::write(&path, text).ok()?;
    Some(path)
}

fn nginx(port: u16, certificates: &Certificates, demands: bool) -> Option<Command> {
    let file = |name: &str| certificates.file(name).display().to_string();
    let verify = if demands {
        format!("ssl_verify_client on; ssl_client_certificate {};", file("ca.pem"))
    } else {
        String::new()
    };
    let text = format!(
        "daemon off; master_process off; pid /dev/null; error_log stderr info; events {{}}
        http {{ access_log off; server {{ listen 127.0.0.1:{port} ssl; server_name www.example; {verify}
        ssl_certificate {}; ssl_certificate_key {}; }} }}",
        file("good.pem"),
        file("good.key"),
    );
    let mut command = process::command("nginx");
    command.arg("-e").arg("stderr").arg("-p").arg(certificates.directory());
    command.arg("-c").arg(written(certificates, "nginx", port, &text)?);
    Some(command)
}

fn haproxy(port: u16, certificates: &Certificates, demands: bool) -> Option<Command> {
    let both =
        ["good.pem", "good.key"].map(|name| std::fs::read_to_string(certificates.file(name)).unwrap_or_default());
    let own = written(certificates, "haproxy-own", port, &both.concat())?;
    let verify = if demands {
        format!(" verify required ca-file {}", certificates.file("ca.pem").display())
    } else {
        String::new()
    };
    let text = format!(
        "global\n  log stdout format raw local0\ndefaults\n  mode http\n  timeout connect 3s\n  timeout client 3s\n  timeout server 3s\n  log global\nfrontend front\n  bind 127.0.0.1:{port} ssl crt {}{verify}\n  http-request return status 200\n",
        own.display(),
    );
    let mut command = process::command("haproxy");
    command.args(["-db", "-f"]).arg(written(certificates, "haproxy", port, &text)?);
    Some(command)
}

fn stunnel(port: u16, certificates: &Certificates, demands: bool) -> Option<Command> {
    let file = |name: &str| certificates.file(name).display().to_string();
    let verify = if demands { format!("verifyChain = yes\nCAfile = {}\n", file("ca.pem")) } else { String::new() };
    let text = format!(
        "foreground = yes\npid =\nsyslog = no\ndebug = 5\n[service]\naccept = 127.0.0.1:{port}\nconnect = 127.0.0.1:9\ncert = {}\nkey = {}\n{verify}",
        file("good.pem"),
        file("good.key"),
    );
    let mut command = process::command("stunnel");
    command.arg(written(certificates, "stunnel", port, &text)?);
    Some(command)
}
