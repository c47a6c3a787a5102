//! What classes of words that stand near each other say, the precise before the general.

use super::super::row::Row;
use super::vocabulary::{
    AUTHORITY, BAD, BUILT, CALM, CERTIFICATE, CHANGED, CIPHER, CLIENT, CLOSED, CONFIG, CONTEXT, CRL, Class, DIFFERS,
    EXPIRED, EXPIRY, FAILS, FILE, FINGERPRINT, FIPS, FUTURE, GIVEN, HANDSHAKE, ISSUER, KEY, LINK, LISTED, LISTENS,
    LOADS, MATCHES, NAME, NOT, OCSP, OTHER, PARSES, PEER, PLAIN, PRIVATE, READS, RECORD, REMOTE, REQUIRED, RESET,
    REVOKED, ROOT, SELF, SERVER, SHARED, SIGNATURE, SIGNED, START, STORE, SUPPORTED, TIMEOUT, TLS, TRUST, UNKNOWN,
    UNTRUSTED, VALID, VERIFIES, VERSION, WEAK, YET,
};
use crate::taxonomy::Reason as R;

/// Words of all of `near` stand near each other, and none of `unless` beside them, nor one that only supposes or
/// advises.
pub(super) struct Rule {
    pub(super) near: &'static [Class],
    pub(super) unless: Class,
    pub(super) row: Row,
    /// Whether it names TLS, or the other domain, and holds in a text about something else too.
    pub(super) names_tls: bool,
}

/// A guess that the text may go on from, to anything.
const fn guess(reason: R) -> Row {
    Row::new("").means(reason).faint().leads_to(R::ALL).seen("words of programs of no known stack")
}

const fn rule(near: &'static [Class], row: Row) -> Rule {
    let mut names_tls = false;
    let mut at = 0;
    while at < near.len() {
        names_tls |= near[at] == TLS || near[at] == OTHER;
        at += 1;
    }
    Rule { near, unless: 0, row, names_tls }
}

impl Rule {
    const fn unless(mut self, unless: Class) -> Self {
        self.unless = unless;
        self
    }
}

/// The first that holds counts: what a program checks precisely before what it calls by a general name.
pub(super) static RULES: &[Rule] = &[
    // Identities.
    rule(&[KEY, NOT, MATCHES, CERTIFICATE], guess(R::LocalCredentialError)).unless(FINGERPRINT | PEER),
    rule(&[KEY, DIFFERS, CERTIFICATE], guess(R::LocalCredentialError)).unless(FINGERPRINT | PEER),
    rule(&[FINGERPRINT, NOT, MATCHES], guess(R::PinMismatch)),
    rule(&[FINGERPRINT, DIFFERS | CHANGED | FAILS], guess(R::PinMismatch)).unless(CALM),
    rule(&[NAME, NOT, MATCHES], guess(R::NameMismatch)).unless(KEY),
    rule(&[NAME, DIFFERS, CERTIFICATE | TLS], guess(R::NameMismatch)).unless(KEY),
    rule(&[NAME, BAD, VERIFIES], guess(R::NameMismatch)).unless(KEY),
    rule(&[CERTIFICATE, NOT, VALID, NAME], guess(R::NameMismatch)).unless(YET),
    // Times.
    rule(&[CERTIFICATE, EXPIRED, NOT, YET], guess(R::ExpiredOrNotYetValid)),
    rule(&[CERTIFICATE, NOT, YET, VALID], guess(R::NotYetValid)),
    rule(&[CERTIFICATE, YET, VALID], guess(R::NotYetValid)).unless(EXPIRED | NOT | CALM),
    rule(&[CERTIFICATE, EXPIRED, NOT, VALID], guess(R::Expired)),
    rule(&[CERTIFICATE, FUTURE], guess(R::NotYetValid)),
    rule(&[CRL, EXPIRED], guess(R::RevocationUnavailable)),
    rule(&[CERTIFICATE, EXPIRED], guess(R::Expired)).unless(NOT),
    rule(&[CERTIFICATE, EXPIRY, FAILS], guess(R::Expired)).unless(LOADS),
    rule(&[CERTIFICATE, START, FAILS], guess(R::NotYetValid)),
    // Revocation.
    rule(&[CERTIFICATE, REVOKED], guess(R::Revoked)).unless(NOT),
    rule(&[OCSP, REVOKED], guess(R::Revoked)).unless(NOT),
    rule(&[OCSP, BAD | SIGNATURE], guess(R::OcspResponseBad)).unless(CALM),
    rule(&[OCSP, FAILS], guess(R::RevocationUnavailable)),
    rule(&[CRL, FAILS | NOT], guess(R::RevocationUnavailable)).unless(REVOKED | CALM),
    // Lists, and issuers.
    rule(&[CERTIFICATE, LISTED], guess(R::ExplicitlyDistrusted)),
    rule(&[SELF, SIGNED, CERTIFICATE, FAILS], guess(R::SelfSignedLeaf)),
    rule(&[SELF, SIGNED, CERTIFICATE, NOT, TRUST | SUPPORTED], guess(R::SelfSignedLeaf)),
    rule(&[AUTHORITY, UNKNOWN | UNTRUSTED], guess(R::UnknownIssuer)),
    rule(&[ISSUER, UNKNOWN | UNTRUSTED], guess(R::UnknownIssuer)),
    rule(&[ISSUER, NOT, TRUST | LOADS], guess(R::UnknownIssuer)),
    rule(&[AUTHORITY, NOT, SUPPORTED], guess(R::UnknownIssuer)).unless(STORE | FILE | CALM),
    rule(&[AUTHORITY, NOT, TRUST], guess(R::UnknownIssuer)).unless(STORE),
    rule(&[CERTIFICATE, UNTRUSTED], guess(R::GenericVerifyFailed)),
    rule(&[CERTIFICATE, NOT, TRUST], guess(R::GenericVerifyFailed)).unless(STORE | ROOT),
    // Certificates that nobody sent.
    rule(&[CLIENT, NOT, GIVEN, CERTIFICATE], guess(R::ClientCertRequired).by_server()).unless(SERVER | FILE),
    rule(&[CLIENT, CERTIFICATE, REQUIRED], guess(R::ClientCertRequired)).unless(FILE | CONFIG | KEY),
    rule(&[SERVER, NOT, GIVEN, CERTIFICATE], guess(R::GenericVerifyFailed))
        .unless(CLIENT | FILE | LOADS | CONFIG | TRUST | VERIFIES),
    rule(&[NOT, CLIENT, CERTIFICATE], guess(R::ClientCertRequired).by_server()).unless(LOADS | FILE | VERIFIES),
    rule(&[REMOTE, NOT, GIVEN, CERTIFICATE], guess(R::ClientCertRequired).by_server()).unless(SERVER | LOADS | FILE),
    // Own files and settings.
    rule(&[FIPS, TLS, NOT | FAILS], guess(R::CryptoPolicyBlocked)),
    rule(&[FAILS, PARSES, REMOTE, CERTIFICATE], guess(R::Malformed)),
    rule(&[FAILS | NOT, LOADS, AUTHORITY, CERTIFICATE | FILE | STORE], guess(R::TrustStoreUnavailable)).unless(REMOTE),
    rule(&[FAILS | NOT, LOADS, AUTHORITY | ROOT, STORE], guess(R::TrustStoreUnavailable)).unless(REMOTE),
    rule(&[FAILS | NOT, LOADS, ROOT, CERTIFICATE], guess(R::TrustStoreUnavailable)).unless(REMOTE),
    rule(&[FAILS | NOT, LOADS, TRUST, STORE], guess(R::TrustStoreUnavailable)),
    rule(&[NOT, TRUST | ROOT, STORE], guess(R::TrustStoreUnavailable)).unless(CALM),
    rule(&[FAILS, LOADS, PRIVATE, KEY], guess(R::LocalCredentialError)),
    rule(&[FAILS, PRIVATE, KEY], guess(R::LocalCredentialError)),
    rule(&[BAD, PRIVATE, KEY], guess(R::LocalCredentialError)).unless(PEER),
    rule(&[FAILS | NOT, LOADS, TLS, KEY], guess(R::LocalCredentialError)).unless(PEER | SHARED),
    rule(&[FAILS, LOADS, CERTIFICATE], guess(R::LocalCredentialError)).unless(REMOTE | VERIFIES),
    rule(&[NOT, LOADS, CERTIFICATE, FILE], guess(R::LocalCredentialError)).unless(REMOTE | VERIFIES),
    rule(&[NOT, AUTHORITY, CERTIFICATE, CONFIG], guess(R::TrustStoreUnavailable)).unless(REMOTE | VERIFIES | CALM),
    rule(&[NOT, CERTIFICATE, CONFIG], guess(R::LocalCredentialError))
        .unless(REMOTE | VERIFIES | GIVEN | TRUST | VALID | CALM),
    rule(&[FAILS, LOADS, TLS, CONTEXT], guess(R::TlsConfigError)),
    rule(&[FAILS, TLS, CONTEXT], guess(R::TlsConfigError))
        .unless(HANDSHAKE | READS | CLOSED | PEER | VERIFIES | CERTIFICATE),
    rule(&[FAILS | NOT | BAD, LOADS, CIPHER], guess(R::TlsConfigError)),
    rule(&[BAD, CIPHER], guess(R::TlsConfigError)),
    rule(&[NOT, BUILT, TLS], guess(R::TlsConfigError)),
    rule(&[FAILS, LOADS, TLS], guess(R::TlsConfigError)).unless(HANDSHAKE | READS | CLOSED | PEER | VERIFIES | LINK),
    rule(&[BAD, TLS, VERSION | CONTEXT | CONFIG], guess(R::TlsConfigError)).unless(PEER | HANDSHAKE | CLIENT),
    rule(&[TLS, CONFIG, FAILS | BAD], guess(R::TlsConfigError)).unless(CALM),
    rule(&[CERTIFICATE | TLS | CIPHER, REQUIRED, CONFIG | FILE | GIVEN | LOADS], guess(R::TlsConfigError))
        .unless(PEER | REMOTE | VERIFIES | TRUST | SIGNED | NAME | OCSP),
    // Parameters.
    rule(&[KEY, WEAK], guess(R::WeakKey)),
    rule(&[SIGNATURE, WEAK, CERTIFICATE], guess(R::WeakSignature)),
    rule(&[SIGNATURE, BAD | FAILS, CERTIFICATE], guess(R::BadSignature)),
    rule(&[CIPHER, NOT, SHARED | SUPPORTED], guess(R::NoSharedCipher)),
    rule(&[CIPHER, DIFFERS], guess(R::NoSharedCipher)),
    rule(&[TLS, VERSION, NOT, SUPPORTED], guess(R::ProtocolVersion)).unless(BUILT),
    rule(&[TLS, VERSION, DIFFERS | WEAK], guess(R::ProtocolVersion)).unless(BUILT),
    rule(&[TLS, VERSION, DIFFERS | WEAK | NOT, BUILT], guess(R::TlsConfigError)),
    // What is not TLS.
    rule(&[PLAIN, TLS, LISTENS], guess(R::PlaintextToTls).by_server()),
    rule(&[SERVER, NOT, SUPPORTED, TLS], guess(R::NotTls)),
    rule(&[TLS, PEER, PLAIN], guess(R::NotTls)),
    rule(&[BAD, TLS, RECORD, CLIENT], guess(R::NotTls).by_server()),
    rule(&[BAD, TLS, RECORD], guess(R::NotTls)),
    // How connections end.
    rule(&[TLS, HANDSHAKE, TIMEOUT], guess(R::HandshakeTimeout)),
    rule(&[TLS, HANDSHAKE, RESET], guess(R::HandshakeReset)),
    rule(&[TLS, HANDSHAKE, CLOSED], guess(R::HandshakeEof)),
    rule(&[TLS, READS, RESET | CLOSED], guess(R::UncleanClose)).unless(CALM),
    // Another domain, in which something fails.
    rule(&[OTHER, FAILS | BAD | NOT | UNKNOWN | DIFFERS], guess(R::NotTlsRelated)).unless(TLS | HANDSHAKE | CALM),
    // In general.
    rule(&[FAILS | NOT, VERIFIES, CLIENT, CERTIFICATE], guess(R::GenericVerifyFailed).by_server()),
    rule(&[BAD, CLIENT, CERTIFICATE], guess(R::GenericVerifyFailed).by_server()),
    rule(&[FAILS | NOT, VERIFIES, CERTIFICATE], guess(R::GenericVerifyFailed)).unless(CALM),
    rule(&[FAILS | NOT, VERIFIES, TLS], guess(R::GenericVerifyFailed)).unless(CALM | HANDSHAKE),
    rule(&[FAILS | NOT, TRUST, PEER, CERTIFICATE | TLS], guess(R::GenericVerifyFailed)).unless(CALM),
    rule(&[BAD, CERTIFICATE], guess(R::GenericVerifyFailed)).unless(FILE),
    rule(&[CERTIFICATE, NOT, VALID], guess(R::GenericVerifyFailed)),
    rule(&[CERTIFICATE, NOT, SUPPORTED], guess(R::GenericVerifyFailed)).unless(CALM | LOADS | FILE | OTHER),
    rule(&[TLS, CERTIFICATE, FAILS], guess(R::GenericVerifyFailed)).unless(CALM),
    rule(&[TLS, HANDSHAKE, FAILS], guess(R::GenericHandshakeFailure)),
    rule(&[TLS, FAILS], guess(R::GenericHandshakeFailure)).unless(CALM),
];

/// Nothing went wrong in it, and it tells of something that went well, or of its own level.
pub(super) static CALM_ROW: Row = guess(R::TlsNotFailure);
