//! Cloudflare: the statuses by which an edge tells of its connection to the origin.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, RetryAdvice, Stack};

/// 525: the handshake with the origin failed.
const fn handshake(text: &'static str) -> Row {
    Row::new(text)
        .means(R::GenericHandshakeFailure)
        .at(Hop::ProxyToUpstream)
        .by_client()
        .retry(RetryAdvice::FreshConnection)
        .seen("HTTP 525")
}

/// 526: the origin's certificate was refused.
const fn certificate(text: &'static str) -> Row {
    Row::new(text).means(R::GenericVerifyFailed).at(Hop::ProxyToUpstream).seen("HTTP 526")
}

/// Others: no TLS, but the same hop.
const fn beneath(text: &'static str) -> Row {
    Row::new(text)
        .means(R::NotTlsRelated)
        .at(Hop::ProxyToUpstream)
        .retry(RetryAdvice::BoundedUnknown)
        .seen("HTTP 520-524")
}

/// Texts of Cloudflare.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Cloudflare,
    rows: &[
        Row::new("cloudflare"),
        Row::new("cf ray"),
        handshake("525: SSL handshake failed"),
        handshake("SSL handshake failed Error code 525"),
        handshake("Error 525"),
        handshake("error code: 525"),
        handshake("error code 525"),
        handshake("status code: 525"),
        handshake("status code 525"),
        handshake("status: 525"),
        handshake("status 525"),
        handshake("status=525"),
        handshake("status\":525"),
        handshake("statusCode\":525"),
        handshake("HTTP 525"),
        handshake("HTTP/1.1 525"),
        handshake("HTTP/2 525"),
        handshake("HTTP/3 525"),
        handshake("HTTP error 525"),
        handshake("525 Origin SSL Handshake Error"),
        handshake("525 <none>"),
        handshake("Origin SSL Handshake Error"),
        handshake("HOST ERROR 525"),
        handshake("unexpected status 525"),
        handshake("returned error: 525"),
        handshake("server response: 525"),
        handshake("response code 525"),
        handshake("response code: 525"),
        handshake("525 Server Error"),
        handshake("reasons, including no shared cipher suites"),
        handshake("Cloudflare is unable to establish an SSL connection to the origin server"),
        certificate("526: Invalid SSL certificate"),
        certificate("Invalid SSL certificate Error code 526"),
        certificate("Error 526"),
        certificate("error code: 526"),
        certificate("error code 526"),
        certificate("status code: 526"),
        certificate("status code 526"),
        certificate("status: 526"),
        certificate("status 526"),
        certificate("status=526"),
        certificate("status\":526"),
        certificate("statusCode\":526"),
        certificate("HTTP 526"),
        certificate("HTTP/1.1 526"),
        certificate("HTTP/2 526"),
        certificate("HTTP/3 526"),
        certificate("HTTP error 526"),
        certificate("526 Origin SSL Certificate Error"),
        certificate("526 <none>"),
        certificate("Origin SSL Certificate Error"),
        certificate("unexpected status 526"),
        certificate("returned error: 526"),
        certificate("server response: 526"),
        certificate("response code 526"),
        certificate("response code: 526"),
        certificate("526 Server Error"),
        certificate("The origin web server does not have a valid SSL certificate"),
        beneath("520: Web server is returning an unknown error"),
        beneath("521: Web server is down"),
        beneath("522: Connection timed out"),
        beneath("523: Origin is unreachable"),
        beneath("524: A timeout occurred"),
        beneath("internal error; reference = ").seen("Workers"),
        Row::new("ERR_SSL_VERSION_OR_CIPHER_MISMATCH*cloudflare").means(R::NoSharedCipher).by_client().at(Hop::Direct),
        Row::new("No Alternative Certificate Subject Name matches target host name*cloudflare ech.com").means(R::Ech),
        Row::new("cloudflare ech.com").means(R::Ech),
    ],
};
