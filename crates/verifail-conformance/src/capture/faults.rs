//! What can be wrong: a server's behaviour, what the client is told, and the reasons that a text about it may give.
//!
//! The reasons are the ground truth of the corpus: a text may say less than what is wrong (that verification failed, that
//! the handshake did), but nothing else.

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
/// A client that does not notice says that all is well.
pub(crate) const VAGUE: [Reason; 6] =
    [GenericVerifyFailed, GenericHandshakeFailure, HandshakeEof, HandshakeReset, TlsNotFailure, UncleanClose];

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

/// Every fault.
pub(crate) const FAULTS: &[Fault] = &[
    certificate("none", "good", &[TlsNotFailure]),
    certificate("expired", "expired", &[Expired, ExpiredOrNotYetValid]),
    certificate("not-yet-valid", "not-yet-valid", &[NotYetValid, ExpiredOrNotYetValid]),
    certificate("wrong-name", "wrong-name", &[NameMismatch]),
    Fault { host: ADDRESS, ..certificate("address-not-in-certificate", "name-only", &[NameMismatch, NoSan]) },
    certificate("no-names", "no-names", &[NoSan, NameMismatch]),
    certificate("self-signed", "self-signed", &[SelfSignedLeaf, UnknownIssuer, CaViolation]),
    certificate("unknown-issuer", "unknown-issuer", &[UnknownIssuer, MissingIntermediate]),
    certificate("self-signed-in-chain", "self-signed-in-chain", &[SelfSignedInChain, UnknownIssuer, UntrustedRoot]),
    certificate("missing-intermediate", "missing-intermediate", &[MissingIntermediate, UnknownIssuer]),
    certificate("client-auth-only", "client-auth-only", &[EkuMissingOrWrong]),
    certificate("issuer-not-ca", "issuer-not-ca", &[CaViolation, UnknownIssuer, KeyUsage, MissingIntermediate]),
    certificate("path-length", "path-length", &[PathLength, NameConstraints, CaViolation, UnknownIssuer]),
    certificate("name-constraints", "name-constraints", &[NameConstraints]),
    served("weak-key", Behaviour::Openssl("weak-key", &["-cipher", "DEFAULT@SECLEVEL=0"]), &[WeakKey, BadSignature]),
    certificate("sha1-signature", "sha1-signature", &[WeakSignature, UnsupportedSignatureAlgorithm]),
    certificate("bad-signature", "bad-signature", &[BadSignature, Malformed, UnknownIssuer]),
    certificate("malformed", "malformed", &[Malformed, ProtocolViolation, ProfileViolation, LocalCredentialError]),
    certificate("critical-extension", "critical-extension", &[UnhandledCriticalExtension, ProfileViolation]),
    served("no-client-certificate", Behaviour::Tls("good", Demand::ClientCertificate), &[ClientCertRequired]),
    Fault {
        setting: Setting::Own("client-of-another-ca", "client-of-another-ca"),
        ..served(
            "client-certificate-unknown",
            Behaviour::Tls("good", Demand::ClientCertificate),
            &[LocalCredentialError, PeerRejectedOurCert, UnknownIssuer],
        )
    },
    served(
        "only-tls-1-0",
        Behaviour::Openssl("good", &["-tls1", "-cipher", "DEFAULT@SECLEVEL=0"]),
        &[ProtocolVersion, NoSharedParams, WeakKeyExchange],
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
    alert("alert-unknown-ca", 48, &[PeerRejectedOurCert]),
    alert("alert-access-denied", 49, &[PeerRejectedOurCert]),
    alert("alert-decode-error", 50, &[ProtocolViolation]),
    alert("alert-protocol-version", 70, &[ProtocolVersion, NoSharedParams]),
    alert("alert-insufficient-security", 71, &[NoSharedCipher]),
    alert("alert-internal-error", 80, &[PeerInternalError]),
    alert("alert-inappropriate-fallback", 86, &[InappropriateFallback]),
    alert("alert-unrecognized-name", 112, &[SniUnrecognized]),
    alert("alert-unknown-psk-identity", 115, &[PskOrTicket]),
    alert("alert-certificate-required", 116, &[ClientCertRequired]),
    alert("alert-no-application-protocol", 120, &[Alpn]),
    alert("alert-ech-required", 121, &[Ech]),
    served("answers-in-plaintext", Behaviour::Say("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"), &[NotTls]),
    served("greets-in-plaintext", Behaviour::Greet("220 mail.example ESMTP\r\n"), &[NotTls]),
    served("closes-at-once", Behaviour::CloseAtOnce, &[]),
    served("closes-after-hello", Behaviour::CloseAfterHello, &[]),
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
    local("no-trust-file", Setting::NoTrust, &[TlsConfigError, TrustStoreUnavailable, UnknownIssuer]),
    local("empty-trust-file", Setting::EmptyTrust, &[TrustStoreUnavailable, UnknownIssuer]),
    local("own-key-of-another", Setting::Own("client", "good"), &[LocalCredentialError]),
    local("own-key-missing", Setting::Own("client", "absent"), &[LocalCredentialError]),
    local("own-certificate-missing", Setting::Own("absent", "client"), &[LocalCredentialError]),
];

/// What may be said about the fault of that name.
pub(crate) fn reasons(name: &str) -> &'static [Reason] {
    let of_clients = FAULTS.iter().find(|fault| fault.name == name).map(|fault| fault.reasons);
    of_clients.or_else(|| super::reporters::reasons(name)).unwrap_or_default()
}
