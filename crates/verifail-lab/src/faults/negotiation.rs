//! Versions, cipher suites, application protocols, server names: what the two sides do not have in common.

use rustls::version::TLS12;
use verifail::Reason::{
    self, Alpn, GenericHandshakeFailure, NoSharedCipher, NoSharedParams, PeerRejectedOurCert, ProtocolVersion,
    ProtocolViolation, SniUnrecognized,
};
use verifail::Rejection;

use crate::behaviour::Behaviour;
use crate::fault::{Family, Fault, Needs};
use crate::server::raw::{End, Script};
use crate::server::tls::TlsOptions;

const fn refused(
    name: &'static str,
    description: &'static str,
    reasons: &'static [Reason],
    edit: fn(&mut TlsOptions),
) -> Fault {
    Fault::new(Family::Negotiation, name, description, reasons, Behaviour::Tls(edit))
        .rejection(Rejection::ServerRejectsUs)
}

/// A server that answers with these octets.
const fn answers(
    name: &'static str,
    description: &'static str,
    reasons: &'static [Reason],
    sends: &'static [u8],
) -> Fault {
    let script = Script { reads_first: true, sends, ends: End::Close };
    Fault::new(Family::Negotiation, name, description, reasons, Behaviour::Raw(script))
}

/// A ServerHello with that version and cipher suite, no session, and renegotiation_info, which clients check first
/// (RFC 5746 section 3.4); then the alert protocol_version, for whoever still speaks that.
const fn server_hello(version: [u8; 2], suite: [u8; 2]) -> [u8; 61] {
    let head = [22, version[0], version[1], 0, 49, 2, 0, 0, 45, version[0], version[1]];
    let tail = [0, suite[0], suite[1], 0, 0, 5, 0xff, 1, 0, 1, 0];
    let alert = [21, version[0], version[1], 0, 2, 2, 70];
    // The random is between.
    let mut records = [0x5a; 61];
    let mut at = 0;
    while at < head.len() {
        records[at] = head[at];
        records[43 + at] = tail[at];
        if at < alert.len() {
            records[54 + at] = alert[at];
        }
        at += 1;
    }
    records
}

const TLS10_HELLO: &[u8] = &server_hello([3, 1], [0xc0, 0x14]);
const TLS11_HELLO: &[u8] = &server_hello([3, 2], [0xc0, 0x14]);
const RC4_HELLO: &[u8] = &server_hello([3, 3], [0x00, 0x05]);

pub(super) const FAULTS: &[Fault] = &[
    answers("only-tls-1-0", "the server answers with TLS 1.0", &[ProtocolVersion], TLS10_HELLO),
    answers("only-tls-1-1", "the server answers with TLS 1.1", &[ProtocolVersion], TLS11_HELLO),
    answers(
        "sslv3-alert",
        "the server speaks SSL 3.0 and refuses the version by an alert",
        &[ProtocolVersion],
        &[21, 3, 0, 0, 2, 2, 70],
    )
    .rejection(Rejection::ServerRejectsUs),
    refused(
        "only-tls-1-2",
        "the server speaks TLS 1.2 alone, and the client TLS 1.3 alone",
        &[ProtocolVersion],
        |server| {
            server.versions = vec![&TLS12];
        },
    )
    .needing(Needs { only_tls13: true, ..Needs::NOTHING }),
    answers(
        "unoffered-cipher",
        "the server chooses a cipher suite that no client offers any more",
        &[NoSharedCipher, ProtocolViolation],
        RC4_HELLO,
    ),
    refused(
        "no-shared-cipher",
        "the server's certificate goes with none of its cipher suites",
        &[GenericHandshakeFailure, NoSharedCipher, NoSharedParams],
        |server| {
            server.versions = vec![&TLS12];
            server.cipher_suites = vec![rustls::crypto::aws_lc_rs::cipher_suite::TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384];
        },
    ),
    refused(
        "odd-application-protocol",
        "the server speaks an application protocol that nobody offers",
        &[Alpn],
        |server| {
            server.application_protocols = vec![b"verifail/1".to_vec()];
        },
    )
    .needing(Needs { application_protocols: &["http/1.1"], ..Needs::NOTHING }),
    // RFC 6066 section 3 has an alert of its own for it; this one is said to be about the client's rights.
    refused(
        "unknown-name-as-rustls-says",
        "the server knows another name only, and says access_denied, as servers on rustls do",
        &[SniUnrecognized, PeerRejectedOurCert],
        |server| server.only_name = Some("other.example"),
    )
    .said_by_rustls(PeerRejectedOurCert),
];
