//! Servers that do not speak TLS on the port that TLS is expected on, and the other way round.

use verifail::Reason::{self, NotTls, PlaintextToTls};
use verifail::Rejection;

use crate::behaviour::Behaviour;
use crate::fault::{Family, Fault, Needs};
use crate::server::raw::{End, Script};

const fn fault(name: &'static str, description: &'static str, reasons: &'static [Reason], script: Script) -> Fault {
    Fault::new(Family::Plaintext, name, description, reasons, Behaviour::Raw(script))
}

/// Answers whatever comes first.
const fn answers(sends: &'static [u8]) -> Script {
    Script { reads_first: true, sends, ends: End::Close }
}

/// Speaks first.
const fn greets(sends: &'static [u8]) -> Script {
    Script { reads_first: false, sends, ends: End::Close }
}

/// The client speaks HTTP to a port of TLS, whose server knows what that is.
const fn told(name: &'static str, description: &'static str, sends: &'static [u8]) -> Fault {
    fault(name, description, &[PlaintextToTls], answers(sends))
        .rejection(Rejection::ServerRejectsUs)
        .needing(Needs { plain: true, ..Needs::NOTHING })
}

pub(super) const FAULTS: &[Fault] = &[
    told(
        "http-to-tls",
        "the client speaks HTTP to a port of TLS, and is told so as nginx does",
        b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html>\r\n<head><title>400 The plain HTTP request was sent to HTTPS port</title></head>\r\n<body>\r\n<center><h1>400 Bad Request</h1></center>\r\n<center>The plain HTTP request was sent to HTTPS port</center>\r\n</body>\r\n</html>\r\n",
    ),
    told(
        "http-to-tls-of-go",
        "the client speaks HTTP to a port of TLS, and is told so as servers of Go do",
        b"HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n",
    ),
    fault(
        "plain-http",
        "the server speaks HTTP without TLS",
        &[NotTls],
        answers(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
    ),
    fault(
        "plain-html",
        "the server answers with a page of HTTP/0.9, as some gateways do",
        &[NotTls],
        answers(b"<html><body><h1>400 Bad Request</h1></body></html>\n"),
    ),
    fault("ssh", "the server speaks SSH", &[NotTls], greets(b"SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n")),
    fault("smtp", "the server speaks SMTP", &[NotTls], greets(b"220 mail.example ESMTP Postfix\r\n")),
    fault("imap", "the server speaks IMAP", &[NotTls], greets(b"* OK [CAPABILITY IMAP4rev1 STARTTLS] ready.\r\n")),
    fault("ftp", "the server speaks FTP", &[NotTls], greets(b"220 (vsFTPd 3.0.3)\r\n")),
    fault("redis", "the server speaks the protocol of Redis", &[NotTls], answers(b"-ERR Protocol error: unbalanced quotes\r\n")),
    fault(
        "mysql",
        "the server greets as MySQL does",
        &[NotTls],
        greets(b"\x4a\x00\x00\x00\x0a8.0.36\x00\x08\x00\x00\x00aaaaaaaa\x00\xff\xff\xff\x02\x00"),
    ),
];
