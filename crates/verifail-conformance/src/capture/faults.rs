//! What can be wrong: a server's behaviour, what the client is told, and the reasons that a text about it may give.
//!
//! The reasons are the ground truth of the corpus: a text may say less than what is wrong (that verification failed,
//! that the handshake did), but nothing else.

use verifail::Reason::{self, *};

use super::certificates::{ADDRESS, NAME};
use super::servers::{Behaviour, Demand};

/// One fault.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) name: &'static str,
    pub(crate) behaviour: Behaviour,
    /// What the client is told to connect to.
    pub(crate) host: &'static str,
    pub(crate) setting: Setting,
    /// What a text about it may say, besides saying nothing of the reason.
    pub(crate) reasons: &'static [Reason],
}

impl Fault {
    /// Whether the handshake succeeds for a client that checks nothing, and what follows is not of its protocol.
    pub(super) fn completes(&self) -> bool {
        ["none", "ends-unsaid"].contains(&self.name)
    }
}

/// What a client is told beyond the server's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    /// The trusted CA.
    Usual,
    /// A file of trusted CAs without a certificate.
    EmptyTrust,
    /// A file of trusted CAs that is not there.
    NoTrust,
    /// The trusted CA, and application protocols to offer.
    OffersProtocols,
    /// The trusted CA, and TLS 1.3 alone.
    OnlyTls13,
    /// A certificate of its own, of this name, with the key of that name.
    Own(&'static str, &'static str),
    /// The server is an HTTP proxy.
    Proxy,
    /// The trusted CA, and revocation lists to check every certificate against.
    Revocation,
}

/// What any text may say that tells less than what is wrong.
///
/// A client that does not notice says that all is well. A client that does not mention TLS says nothing of it.
pub(super) const VAGUE: [Reason; 8] = [
    GenericHandshakeFailure,
    GenericVerifyFailed,
    HandshakeEof,
    HandshakeReset,
    HandshakeTimeout,
    NotTlsRelated,
    TlsNotFailure,
    UncleanClose,
];

const fn certificate(name: &'static str, file: &'static str, reasons: &'static [Reason]) -> Fault {
    served(name, Behaviour::Tls(file, Demand::Nothing), reasons)
}

const fn served(name: &'static str, behaviour: Behaviour, reasons: &'static [Reason]) -> Fault {
    Fault { name, behaviour, host: NAME, setting: Setting::Usual, reasons }
}

const fn alert(name: &'static str, number: u8, reasons: &'static [Reason]) -> Fault {
    served(name, Behaviour::Alert(number), reasons)
}

const fn local(name: &'static str, setting: Setting, reasons: &'static [Reason]) -> Fault {
    Fault { name, behaviour: Behaviour::Tls("good", Demand::Nothing), host: NAME, setting, reasons }
}

const fn proxy(name: &'static str, answer: &'static str) -> Fault {
    Fault {
        name,
        behaviour: Behaviour::Say(answer),
        host: NAME,
        setting: Setting::Proxy,
        reasons: &[ProxyTunnelFailed],
    }
}

/// A ServerHello of SSL 3.0.
const SSL_3_HELLO: &[u8] = b"\x16\x03\x00\x00\x2a\x02\x00\x00\x26\x03\x00\
    0123456789abcdef0123456789abcdef\x00\x00\x2f\x00";

/// Every fault.
pub(super) const FAULTS: &[Fault] = &[
    certificate("none", "good", &[TlsNotFailure]),
    certificate("expired", "expired", &[Expired, ExpiredOrNotYetValid]),
    certificate("issuer-expired", "issuer-expired", &[Expired, ExpiredOrNotYetValid, UnknownIssuer]),
    certificate(
        "expired-of-another-ca",
        "expired-of-another-ca",
        &[Expired, ExpiredOrNotYetValid, UnknownIssuer, MissingIntermediate],
    ),
    certificate("not-yet-valid", "not-yet-valid", &[NotYetValid, ExpiredOrNotYetValid, Expired]),
    certificate("wrong-name", "wrong-name", &[NameMismatch]),
    Fault { host: ADDRESS, ..certificate("address-not-in-certificate", "name-only", &[NameMismatch, NoSan]) },
    certificate("no-names", "no-names", &[NoSan, NameMismatch]),
    certificate("self-signed", "self-signed", &[SelfSignedLeaf, UnknownIssuer, CaViolation, MissingIntermediate]),
    certificate("unknown-issuer", "unknown-issuer", &[UnknownIssuer, MissingIntermediate]),
    certificate("self-signed-in-chain", "self-signed-in-chain", &[SelfSignedInChain, UnknownIssuer, UntrustedRoot]),
    certificate("missing-intermediate", "missing-intermediate", &[MissingIntermediate, UnknownIssuer]),
    certificate("client-auth-only", "client-auth-only", &[EkuMissingOrWrong]),
    certificate("issuer-not-ca", "issuer-not-ca", &[CaViolation, UnknownIssuer, KeyUsage, MissingIntermediate]),
    certificate("path-length", "path-length", &[PathLength, NameConstraints, CaViolation, UnknownIssuer, BadSignature]),
    certificate("name-constraints", "name-constraints", &[NameConstraints, UnknownIssuer, BadSignature, Malformed]),
    served("weak-key", Behaviour::Openssl("weak-key", &["-cipher", "DEFAULT@SECLEVEL=0"]), &[WeakKey, BadSignature]),
    certificate("sha1-signature", "sha1-signature", &[WeakSignature, UnsupportedSignatureAlgorithm]),
    certificate("bad-signature", "bad-signature", &[BadSignature, Malformed, UnknownIssuer]),
    certificate("malformed", "malformed", &[Malformed, ProtocolViolation, ProfileViolation, LocalCredentialError]),
    certificate(
        "critical-extension",
        "critical-extension",
        &[UnhandledCriticalExtension, ProfileViolation, BadSignature, EkuMissingOrWrong, Malformed],
    ),
    served(
        "no-client-certificate",
        Behaviour::Tls("good", Demand::ClientCertificate),
        &[ClientCertRequired, PeerRejectedOurCert],
    ),
    Fault {
        setting: Setting::Own("client-of-another-ca", "client-of-another-ca"),
        ..served(
            "client-certificate-unknown",
            Behaviour::Tls("good", Demand::ClientCertificate),
            &[LocalCredentialError, PeerRejectedOurCert, UnknownIssuer, ClientCertRequired],
        )
    },
    served(
        "only-tls-1-0",
        Behaviour::Openssl("good", &["-tls1", "-cipher", "DEFAULT@SECLEVEL=0"]),
        &[ProtocolVersion, NoSharedParams, WeakKeyExchange, NoSharedCipher],
    ),
    served(
        "no-shared-cipher",
        Behaviour::Openssl("good", &["-tls1_2", "-cipher", "AECDH-NULL-SHA@SECLEVEL=0"]),
        &[NoSharedCipher, ProtocolVersion],
    ),
    served(
        "no-shared-group",
        Behaviour::Openssl("good", &["-tls1_3", "-groups", "ffdhe8192"]),
        &[NoSharedParams, NoSharedCipher, ProtocolVersion, HandshakeTimeout],
    ),
    served("odd-protocol", Behaviour::Tls("good", Demand::OddProtocol), &[Alpn]),
    alert("alert-unexpected-message", 10, &[ProtocolViolation]),
    alert("alert-bad-record-mac", 20, &[RecordCorrupt]),
    alert("alert-handshake-failure", 40, &[NoSharedCipher]),
    alert("alert-bad-certificate", 42, &[PeerRejectedOurCert, ClientCertRequired]),
    alert("alert-unsupported-certificate", 43, &[PeerRejectedOurCert]),
    alert("alert-certificate-revoked", 44, &[PeerRejectedOurCert]),
    alert("alert-certificate-expired", 45, &[PeerRejectedOurCert]),
    alert("alert-certificate-unknown", 46, &[PeerRejectedOurCert]),
    alert("alert-illegal-parameter", 47, &[ProtocolViolation]),
    alert("alert-unknown-ca", 48, &[PeerRejectedOurCert]),
    alert("alert-access-denied", 49, &[PeerRejectedOurCert]),
    alert("alert-decode-error", 50, &[ProtocolViolation]),
    alert("alert-decrypt-error", 51, &[BadSignature, RecordCorrupt]),
    alert("alert-protocol-version", 70, &[ProtocolVersion, NoSharedParams, NoSharedCipher]),
    alert("alert-insufficient-security", 71, &[NoSharedCipher]),
    alert("alert-internal-error", 80, &[PeerInternalError]),
    alert("alert-inappropriate-fallback", 86, &[InappropriateFallback]),
    alert("alert-user-canceled", 90, &[]),
    alert("alert-no-renegotiation", 100, &[LegacyRenegotiation]),
    alert("alert-missing-extension", 109, &[ProtocolViolation, NoSharedParams]),
    alert("alert-unsupported-extension", 110, &[ProtocolViolation]),
    alert("alert-unrecognized-name", 112, &[SniUnrecognized]),
    alert("alert-unknown-psk-identity", 115, &[PskOrTicket]),
    alert("alert-certificate-required", 116, &[ClientCertRequired, PeerRejectedOurCert]),
    alert("alert-no-application-protocol", 120, &[Alpn]),
    alert("alert-ech-required", 121, &[Ech, ProtocolViolation]),
    served(
        "answers-in-plaintext",
        Behaviour::Say("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"),
        &[NotTls, RecordCorrupt],
    ),
    served("greets-in-plaintext", Behaviour::Greet("220 mail.example ESMTP\r\n"), &[NotTls]),
    served(
        "answers-in-nonsense",
        Behaviour::Octets(b"\x16\x03\x03\x00\x08\x02\x00\x00\x04nonsense"),
        &[ProtocolViolation, ProtocolVersion],
    ),
    served(
        "record-too-long",
        Behaviour::Octets(b"\x16\x03\x03\xff\xffnonsense"),
        &[ProtocolViolation, RecordCorrupt, NotTls, TlsConfigError],
    ),
    served(
        "answers-of-another-version",
        Behaviour::Octets(SSL_3_HELLO),
        &[ProtocolVersion, ProtocolViolation, NoSharedCipher],
    ),
    served("closes-at-once", Behaviour::CloseAtOnce, &[]),
    served("closes-after-hello", Behaviour::CloseAfterHello, &[]),
    served("closes-mid-handshake", Behaviour::HangUp, &[]),
    served("resets-after-hello", Behaviour::Reset, &[]),
    served("silence", Behaviour::Silence, &[HandshakeTimeout, NotTlsRelated]),
    served("ends-unsaid", Behaviour::Tls("good", Demand::EndsUnsaid), &[NotTlsRelated]),
    served("port-closed", Behaviour::Refuse, &[NotTlsRelated]),
    proxy(
        "proxy-wants-authentication",
        "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    ),
    proxy("proxy-forbids", "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
    proxy("proxy-bad-gateway", "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
    local(
        "no-trust-file",
        Setting::NoTrust,
        &[TlsConfigError, TrustStoreUnavailable, UnknownIssuer, MissingIntermediate],
    ),
    local(
        "empty-trust-file",
        Setting::EmptyTrust,
        &[TrustStoreUnavailable, UnknownIssuer, MissingIntermediate, Malformed],
    ),
    local("own-key-of-another", Setting::Own("client", "good"), &[LocalCredentialError, TlsConfigError]),
    local("own-key-missing", Setting::Own("client", "absent"), &[LocalCredentialError]),
    local(
        "own-certificate-missing",
        Setting::Own("absent", "client"),
        &[LocalCredentialError, TlsConfigError, TrustStoreUnavailable],
    ),
];

/// The names of all faults, of servers and of clients, in the order that rows stand in.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    FAULTS.iter().map(|fault| fault.name).chain(super::reporters::MISDEEDS.iter().map(|misdeed| misdeed.name))
}

/// Where a fault stands among all.
pub(super) fn place(name: &str) -> usize {
    names().take_while(|other| *other != name).count()
}

/// Whether a text about the fault of that name may give the reason of that code.
pub(super) fn may_cause(name: &str, code: &str) -> bool {
    let of_clients = FAULTS.iter().find(|fault| fault.name == name).map(|fault| fault.reasons);
    let reasons = of_clients.or_else(|| super::reporters::reasons(name)).unwrap_or_default();
    reasons.iter().chain(&VAGUE).any(|reason| reason.code() == code)
}
