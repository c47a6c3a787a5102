//! Sentences of programs that no stack's rows know, read by their words: a verb, what it is done to, and how that went.
//!
//! A last resort. It is asked where rows say nothing, or only that something failed, of a text that speaks of TLS. Each word
//! belongs to some classes by its beginning ([`CLASSES`]); a rule of [`RULES`] holds where words of all its classes stand near
//! each other in one clause, in whatever order. What it says is a guess that any row outweighs, and the text may always go on
//! to say something else.
//!
//! A certificate may be anybody's: where a text is about signing code, about tokens or about having a certificate issued,
//! only rules that name TLS hold.

use super::found::Match;
use super::row::Row;
use crate::taxonomy::{Reason as R, Stack};

/// Words that are looked at in a text.
const MAX_WORDS: usize = 192;
/// How many words stand between the first and the last of a rule's at most.
const NEAR: usize = 9;
/// How many words behind the last of a rule's may prevent it.
const BESIDE: usize = 4;

/// Classes of words, a bit each.
type Class = u64;

const ABORT: Class = 1;
const AUTHORITY: Class = 1 << 1;
const BAD: Class = 1 << 2;
const CERTIFICATE: Class = 1 << 3;
const CHANGED: Class = 1 << 4;
const CIPHER: Class = 1 << 5;
const CLIENT: Class = 1 << 6;
const CLOSED: Class = 1 << 7;
const CONTEXT: Class = 1 << 8;
const CRL: Class = 1 << 9;
const DIFFERS: Class = 1 << 10;
const EXPIRED: Class = 1 << 11;
const FAILS: Class = 1 << 12;
const FILE: Class = 1 << 13;
const FINE: Class = 1 << 14;
const FINGERPRINT: Class = 1 << 15;
const FUTURE: Class = 1 << 16;
const GIVEN: Class = 1 << 17;
const HANDSHAKE: Class = 1 << 18;
const ISSUER: Class = 1 << 19;
const KEY: Class = 1 << 20;
const LOADS: Class = 1 << 21;
const MATCHES: Class = 1 << 22;
const NAME: Class = 1 << 23;
const NOT: Class = 1 << 24;
const OCSP: Class = 1 << 25;
const OTHER: Class = 1 << 26;
const PEER: Class = 1 << 27;
const PLAIN: Class = 1 << 28;
const PRIVATE: Class = 1 << 29;
const READS: Class = 1 << 30;
const REQUIRED: Class = 1 << 31;
const RESET: Class = 1 << 32;
const REVOKED: Class = 1 << 33;
const ROOT: Class = 1 << 34;
const SELF: Class = 1 << 35;
const SERVER: Class = 1 << 36;
const SHARED: Class = 1 << 37;
const SIGNATURE: Class = 1 << 38;
const SIGNED: Class = 1 << 39;
const STORE: Class = 1 << 40;
const SUPPORTED: Class = 1 << 41;
const TIMEOUT: Class = 1 << 42;
const TLS: Class = 1 << 43;
const TRUST: Class = 1 << 44;
const UNKNOWN: Class = 1 << 45;
const UNTRUSTED: Class = 1 << 46;
const VALID: Class = 1 << 47;
const VERIFIES: Class = 1 << 48;
const VERSION: Class = 1 << 49;
const WEAK: Class = 1 << 50;
const YET: Class = 1 << 51;
const PARSES: Class = 1 << 52;
const REMOTE: Class = 1 << 53;
const BUILT: Class = 1 << 54;
const LISTENS: Class = 1 << 55;
const CALM: Class = 1 << 56;
const FIPS: Class = 1 << 57;
const EXPIRY: Class = 1 << 58;
const START: Class = 1 << 59;
const MAYBE: Class = 1 << 60;
const LISTED: Class = 1 << 61;
const CONFIG: Class = 1 << 62;
const RECORD: Class = 1 << 63;

/// What says that something went wrong, whatever.
const WRONG: Class = ABORT | BAD | DIFFERS | FAILS | NOT | TIMEOUT | UNKNOWN | UNTRUSTED | WEAK;

/// Words and the classes they are of: with `*`, all that begin so. Sorted; the longest that fits counts.
const CLASSES: &[(&str, Class)] = &[
    ("10053", RESET),
    ("10054", RESET),
    ("abort*", ABORT | FAILS),
    ("accept", HANDSHAKE | LISTENS),
    ("accepted", SUPPORTED),
    ("accepting", HANDSHAKE | LISTENS),
    ("acme", OTHER),
    ("activated", VALID),
    ("activation", START),
    ("active", VALID),
    ("add", LOADS),
    ("added", CALM),
    ("adding", LOADS),
    ("alert*", FAILS),
    ("allowed", SUPPORTED),
    ("altname*", NAME),
    ("anchor*", ROOT | STORE),
    ("apk", OTHER),
    ("apns", OTHER),
    ("append*", LOADS),
    ("aren't", NOT),
    ("assertion", OTHER),
    ("authentic", VERIFIES),
    ("authenticat*", VERIFIES),
    ("authorit*", AUTHORITY),
    ("bad", BAD),
    ("badly", BAD),
    ("bearssl*", TLS),
    ("blacklist*", LISTED),
    ("blocklist*", LISTED),
    ("boringssl*", TLS),
    ("broken", RESET | FAILS),
    ("built", BUILT),
    ("bundle", STORE),
    ("ca", AUTHORITY),
    ("cabundle", AUTHORITY | STORE),
    ("cacert*", AUTHORITY | STORE | CERTIFICATE),
    ("cafile", AUTHORITY | STORE),
    ("can't", FAILS | NOT),
    ("cannot", FAILS | NOT),
    ("capath", AUTHORITY | STORE),
    ("cas", AUTHORITY),
    ("cert", CERTIFICATE),
    ("certfile", CERTIFICATE | FILE),
    ("certificat*", CERTIFICATE),
    ("certs", CERTIFICATE),
    ("challenge*", OTHER),
    ("changed", CHANGED),
    ("check*", VERIFIES),
    ("cipher*", CIPHER),
    ("cleartext", PLAIN),
    ("client", CLIENT),
    ("client's", CLIENT),
    ("clients", CLIENT),
    ("closed", CLOSED),
    ("closing", CLOSED),
    ("cn", NAME),
    ("codesign*", OTHER),
    ("common", SHARED),
    ("commonname", NAME),
    ("compiled", BUILT),
    ("complete*", CALM),
    ("config*", CONFIG),
    ("configure", MAYBE),
    ("connected", CALM),
    ("consider", MAYBE),
    ("context", CONTEXT),
    ("correspond*", MATCHES),
    ("corrupt*", BAD),
    ("cosign", OTHER),
    ("couldn't", FAILS | NOT),
    ("created", CALM),
    ("creating", CALM),
    ("crl", CRL),
    ("crlfile", CRL | FILE),
    ("crls", CRL),
    ("csr", OTHER),
    ("ctx", CONTEXT),
    ("curve*", CONTEXT),
    ("debug", CALM),
    ("decod*", LOADS | PARSES),
    ("decrypt*", LOADS),
    ("denied", FAILS),
    ("denylist*", LISTED),
    ("deprecated", CALM),
    ("dh", CONTEXT),
    ("dhparam*", CONTEXT),
    ("didn't", NOT),
    ("differ*", DIFFERS),
    ("digest", SIGNATURE),
    ("disabled", CALM),
    ("disconnect*", CLOSED),
    ("distinguished", NAME),
    ("distrust*", LISTED | UNTRUSTED | FAILS),
    ("dkim", OTHER),
    ("doesn't", NOT),
    ("domain", NAME),
    ("don't", NOT),
    ("done", CALM),
    ("driver", OTHER),
    ("dropped", CLOSED),
    ("dtls", TLS),
    ("econnreset", RESET),
    ("enabled", SUPPORTED | CALM),
    ("enroll*", OTHER),
    ("ensure", MAYBE),
    ("eof", CLOSED),
    ("equal", MATCHES),
    ("err", FAILS),
    ("error*", FAILS),
    ("established", CALM),
    ("exception*", FAILS),
    ("exist*", LOADS),
    ("expiration", EXPIRY),
    ("expired", EXPIRED),
    ("expiry", EXPIRY),
    ("fail*", FAILS),
    ("failing", FAILS),
    ("fatal", FAILS),
    ("file", FILE),
    ("files", FILE),
    ("find", LOADS),
    ("fine", FINE),
    ("fingerprint*", FINGERPRINT),
    ("finished", CALM),
    ("fips", FIPS),
    ("forcibly", RESET),
    ("found", LOADS),
    ("fqdn", NAME),
    ("future", FUTURE),
    ("generated", CALM),
    ("given", GIVEN),
    ("gnutls*", TLS),
    ("gpg", OTHER),
    ("handshak*", HANDSHAKE),
    ("handshaking", HANDSHAKE),
    ("hasn't", NOT),
    ("haven't", NOT),
    ("header*", RECORD),
    ("hint", MAYBE),
    ("host", NAME | PEER),
    ("hostkey", OTHER),
    ("hostname*", NAME),
    ("hosts", NAME),
    ("hung", CLOSED),
    ("identit*", NAME),
    ("if", MAYBE),
    ("ignor*", CALM),
    ("illegal", BAD),
    ("import*", LOADS),
    ("including", MAYBE),
    ("incorrect*", BAD),
    ("info", CALM),
    ("information", CALM),
    ("init*", LOADS),
    ("installed", CALM),
    ("invalid*", BAD),
    ("isn't", NOT),
    ("issuance", OTHER),
    ("issue", OTHER),
    ("issued", CALM | OTHER),
    ("issuer*", ISSUER),
    ("issuing", OTHER),
    ("jar", OTHER),
    ("jwk*", OTHER),
    ("jwt", OTHER),
    ("key", KEY),
    ("keyfile", KEY | FILE),
    ("keypair", KEY | PRIVATE),
    ("keys", KEY),
    ("keystore*", KEY | PRIVATE),
    ("known", TRUST),
    ("letsencrypt", OTHER),
    ("libressl*", TLS),
    ("libssl*", TLS),
    ("likely", MAYBE),
    ("listen*", LISTENS | CALM),
    ("load*", LOADS),
    ("loaded", CALM),
    ("loading", LOADS),
    ("locat*", LOADS),
    ("lost", CLOSED),
    ("malformed", BAD),
    ("match*", MATCHES),
    ("may", MAYBE),
    ("maybe", MAYBE),
    ("mbedtls*", TLS),
    ("might", MAYBE),
    ("mismatch*", DIFFERS),
    ("missing", FAILS | NOT),
    ("name", NAME),
    ("names", NAME),
    ("negotiat*", HANDSHAKE),
    ("negotiated", CALM | HANDSHAKE),
    ("never", NOT),
    ("no", NOT),
    ("none", NOT),
    ("not", NOT),
    ("notar*", OTHER),
    ("notice", CALM),
    ("notpresent", NOT | GIVEN),
    ("nss", TLS),
    ("oauth*", OTHER),
    ("obsolete", WEAK),
    ("obtain*", OTHER),
    ("ocsp", OCSP),
    ("offer*", GIVEN),
    ("ok", CALM),
    ("old", WEAK),
    ("open", LOADS),
    ("opening", LOADS),
    ("openssl*", TLS),
    ("outdated", WEAK),
    ("p12", KEY | PRIVATE),
    ("pars*", LOADS | PARSES),
    ("passphrase", KEY | PRIVATE),
    ("passphrases", KEY | PRIVATE),
    ("peer", PEER | REMOTE),
    ("peer's", PEER | REMOTE),
    ("peers", PEER | REMOTE),
    ("pem", KEY | FILE),
    ("perhaps", MAYBE),
    ("permitted", SUPPORTED),
    ("pfx", KEY | PRIVATE),
    ("pgp", OTHER),
    ("pin", FINGERPRINT),
    ("pinn*", FINGERPRINT),
    ("pins", FINGERPRINT),
    ("pinset", FINGERPRINT),
    ("pipe", RESET),
    ("pkcs12", KEY | PRIVATE),
    ("plain", PLAIN),
    ("plaintext", PLAIN),
    ("please", MAYBE),
    ("port", LISTENS),
    ("possibl*", MAYBE),
    ("prematurely", CLOSED),
    ("present", GIVEN),
    ("presented", GIVEN),
    ("priority", CONTEXT),
    ("private", PRIVATE),
    ("problem*", FAILS),
    ("profile*", OTHER),
    ("protocol*", VERSION),
    ("provid*", GIVEN),
    ("provisioning", OTHER),
    ("read", LOADS | READS),
    ("reading", LOADS | READS),
    ("reasons", MAYBE),
    ("received", GIVEN),
    ("recognized", SUPPORTED),
    ("recommend*", CALM),
    ("record*", RECORD),
    ("recv", READS),
    ("refus*", FAILS),
    ("reject*", FAILS),
    ("remote", PEER | REMOTE),
    ("renew*", OTHER | CALM),
    ("required", REQUIRED),
    ("requires", REQUIRED),
    ("reset", RESET),
    ("resum*", CALM),
    ("returned", GIVEN),
    ("revocation", CRL),
    ("revoked", REVOKED),
    ("root", ROOT),
    ("roots", ROOT),
    ("same", MATCHES),
    ("saml", OTHER),
    ("san", NAME),
    ("sans", NAME),
    ("schannel*", TLS),
    ("scheduled", CALM | OTHER),
    ("secret", OTHER),
    ("sectrust*", TLS),
    ("secureboot", OTHER),
    ("selected", CALM),
    ("self", SELF),
    ("selfsigned", SELF | SIGNED),
    ("send", READS | GIVEN),
    ("sent", GIVEN),
    ("server", PEER | SERVER),
    ("server's", PEER | SERVER),
    ("servers", PEER | SERVER),
    ("set", LOADS),
    ("setting", LOADS),
    ("shared", SHARED),
    ("short", WEAK),
    ("should", MAYBE),
    ("shutdown", READS),
    ("signature*", SIGNATURE),
    ("signed", SIGNED),
    ("signer*", ISSUER),
    ("signing", OTHER),
    ("skip*", CALM),
    ("small", WEAK),
    ("ssh", OTHER),
    ("ssl*", TLS),
    ("sslcertverificationerror*", TLS | CERTIFICATE | VERIFIES | FAILS),
    ("sslerror*", TLS | FAILS),
    ("sslexception*", TLS | FAILS),
    ("sslhandshakeexception*", TLS | HANDSHAKE | FAILS),
    ("stapl*", OCSP),
    ("started", CALM),
    ("starting", CALM),
    ("starttls", TLS | HANDSHAKE),
    ("stat", LOADS),
    ("store*", STORE),
    ("subject*", NAME),
    ("success*", CALM),
    ("supplied", GIVEN),
    ("support*", SUPPORTED),
    ("sure", MAYBE),
    ("tampered", OTHER),
    ("terminated", CLOSED),
    ("thumbprint*", FINGERPRINT),
    ("timed", TIMEOUT),
    ("timeout", TIMEOUT),
    ("timeouts", TIMEOUT),
    ("tls*", TLS),
    ("tlserror*", TLS | FAILS),
    ("tlsexception*", TLS | FAILS),
    ("token*", OTHER),
    ("trace", CALM),
    ("trust", TRUST),
    ("trusted", TRUST),
    ("trusting", TRUST),
    ("truststore*", AUTHORITY | STORE | ROOT),
    ("try", MAYBE),
    ("unable", FAILS | NOT),
    ("unencrypted", PLAIN),
    ("unexpected*", FAILS),
    ("unknown", UNKNOWN),
    ("unreadable", FAILS | LOADS),
    ("unrecogni*", UNKNOWN),
    ("unsuccessful*", FAILS),
    ("unsupported", NOT | SUPPORTED | FAILS),
    ("untrust*", UNTRUSTED | FAILS),
    ("untrusted", UNTRUSTED | FAILS),
    ("unverif*", UNTRUSTED | FAILS),
    ("updated", CALM),
    ("use", LOADS),
    ("using", CALM),
    ("valid", VALID),
    ("validat*", VERIFIES),
    ("verbose", CALM),
    ("verif*", VERIFIES),
    ("version*", VERSION),
    ("wasn't", NOT),
    ("weak", WEAK),
    ("websocket*", OTHER),
    ("weren't", NOT),
    ("whether", MAYBE),
    ("wireguard", OTHER),
    ("without", NOT),
    ("wolfssl*", TLS),
    ("won't", NOT),
    ("write", READS),
    ("writing", READS),
    ("wrong", BAD),
    ("x509", CERTIFICATE),
    ("yet", YET),
];

/// Words of all of `near` stand near each other, and none of `unless` beside them, nor one that only supposes or advises.
struct Rule {
    near: &'static [Class],
    unless: Class,
    row: Row,
    /// Whether it names TLS, and holds in a text about something else too.
    names_tls: bool,
}

/// A guess that the text may go on from, to anything.
const fn guess(reason: R) -> Row {
    Row::new("").means(reason).faint().leads_to(R::ALL).seen("words of programs of no known stack")
}

const fn rule(near: &'static [Class], row: Row) -> Rule {
    let mut names_tls = false;
    let mut at = 0;
    while at < near.len() {
        names_tls |= near[at] == TLS;
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
static RULES: &[Rule] = &[
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
    rule(&[CERTIFICATE, FUTURE], guess(R::NotYetValid)),
    rule(&[CRL, EXPIRED], guess(R::RevocationUnavailable)),
    rule(&[CERTIFICATE, EXPIRED], guess(R::Expired)).unless(NOT),
    rule(&[CERTIFICATE, EXPIRY, FAILS], guess(R::Expired)).unless(LOADS),
    rule(&[CERTIFICATE, START, FAILS], guess(R::NotYetValid)),
    // Revocation.
    rule(&[CERTIFICATE, REVOKED], guess(R::Revoked)).unless(NOT),
    rule(&[OCSP, BAD | SIGNATURE], guess(R::OcspResponseBad)).unless(CALM),
    rule(&[OCSP, FAILS], guess(R::RevocationUnavailable)),
    rule(&[CRL, FAILS], guess(R::RevocationUnavailable)),
    // Lists, and issuers.
    rule(&[CERTIFICATE, LISTED], guess(R::ExplicitlyDistrusted)),
    rule(&[SELF, SIGNED, CERTIFICATE, FAILS], guess(R::SelfSignedLeaf)),
    rule(&[SELF, SIGNED, CERTIFICATE, NOT, TRUST | SUPPORTED], guess(R::SelfSignedLeaf)),
    rule(&[AUTHORITY, UNKNOWN | UNTRUSTED], guess(R::UnknownIssuer)),
    rule(&[ISSUER, UNKNOWN | UNTRUSTED], guess(R::UnknownIssuer)),
    rule(&[ISSUER, NOT, TRUST | LOADS], guess(R::UnknownIssuer)),
    rule(&[AUTHORITY, NOT, TRUST], guess(R::UnknownIssuer)).unless(STORE),
    rule(&[CERTIFICATE, UNTRUSTED], guess(R::GenericVerifyFailed)),
    rule(&[CERTIFICATE, NOT, TRUST], guess(R::GenericVerifyFailed)).unless(STORE | ROOT),
    // Certificates that nobody sent.
    rule(&[CLIENT, NOT, GIVEN, CERTIFICATE], guess(R::ClientCertRequired).by_server()).unless(SERVER | FILE),
    rule(&[CLIENT, CERTIFICATE, REQUIRED], guess(R::ClientCertRequired)),
    rule(&[NOT, CLIENT, CERTIFICATE], guess(R::ClientCertRequired).by_server()).unless(LOADS | FILE | VERIFIES),
    rule(&[REMOTE, NOT, GIVEN, CERTIFICATE], guess(R::ClientCertRequired).by_server()).unless(SERVER | LOADS | FILE),
    // Own files and settings.
    rule(&[FIPS, TLS, NOT | FAILS], guess(R::CryptoPolicyBlocked)),
    rule(&[FAILS, PARSES, REMOTE, CERTIFICATE], guess(R::Malformed)),
    rule(&[FAILS | NOT, LOADS, AUTHORITY, CERTIFICATE | FILE | STORE], guess(R::TrustStoreUnavailable)).unless(REMOTE),
    rule(&[FAILS | NOT, LOADS, AUTHORITY | ROOT, STORE], guess(R::TrustStoreUnavailable)).unless(REMOTE),
    rule(&[FAILS | NOT, LOADS, ROOT, CERTIFICATE], guess(R::TrustStoreUnavailable)).unless(REMOTE),
    rule(&[FAILS | NOT, LOADS, TRUST, STORE], guess(R::TrustStoreUnavailable)),
    rule(&[NOT, TRUST | ROOT, STORE], guess(R::TrustStoreUnavailable)),
    rule(&[FAILS, LOADS, PRIVATE, KEY], guess(R::LocalCredentialError)),
    rule(&[FAILS, PRIVATE, KEY], guess(R::LocalCredentialError)),
    rule(&[FAILS, LOADS, CERTIFICATE], guess(R::LocalCredentialError)).unless(REMOTE | VERIFIES),
    rule(&[NOT, LOADS, CERTIFICATE, FILE], guess(R::LocalCredentialError)).unless(REMOTE | VERIFIES),
    rule(&[NOT, SERVER, CERTIFICATE], guess(R::LocalCredentialError)).unless(VERIFIES | GIVEN | TRUST | VALID),
    rule(&[FAILS, LOADS, TLS, CONTEXT], guess(R::TlsConfigError)),
    rule(&[FAILS | NOT | BAD, LOADS, CIPHER], guess(R::TlsConfigError)),
    rule(&[BAD, CIPHER], guess(R::TlsConfigError)),
    rule(&[NOT, BUILT, TLS], guess(R::TlsConfigError)),
    rule(&[FAILS, LOADS, TLS], guess(R::TlsConfigError)).unless(HANDSHAKE | READS | CLOSED | PEER | VERIFIES),
    rule(&[BAD, TLS, VERSION | CONTEXT | CONFIG], guess(R::TlsConfigError)).unless(PEER | HANDSHAKE | CLIENT),
    rule(&[TLS, CONFIG, FAILS | BAD], guess(R::TlsConfigError)).unless(CALM),
    // Parameters.
    rule(&[KEY, WEAK], guess(R::WeakKey)),
    rule(&[SIGNATURE, WEAK, CERTIFICATE], guess(R::WeakSignature)),
    rule(&[SIGNATURE, BAD | FAILS, CERTIFICATE], guess(R::BadSignature)),
    rule(&[CIPHER, NOT, SHARED | SUPPORTED], guess(R::NoSharedCipher)),
    rule(&[CIPHER, DIFFERS], guess(R::NoSharedCipher)),
    rule(&[TLS, VERSION, NOT, SUPPORTED], guess(R::ProtocolVersion)),
    rule(&[TLS, VERSION, DIFFERS | WEAK], guess(R::ProtocolVersion)),
    // What is not TLS.
    rule(&[PLAIN, TLS, LISTENS], guess(R::PlaintextToTls).by_server()),
    rule(&[SERVER, NOT, SUPPORTED, TLS], guess(R::NotTls)),
    rule(&[BAD, TLS, RECORD, CLIENT], guess(R::NotTls).by_server()),
    rule(&[BAD, TLS, RECORD], guess(R::NotTls)),
    // How connections end.
    rule(&[TLS, HANDSHAKE, TIMEOUT], guess(R::HandshakeTimeout)),
    rule(&[TLS, HANDSHAKE, RESET], guess(R::HandshakeReset)),
    rule(&[TLS, HANDSHAKE, CLOSED], guess(R::HandshakeEof)),
    rule(&[TLS, READS, RESET | CLOSED], guess(R::UncleanClose)).unless(CALM),
    // In general.
    rule(&[FAILS | NOT, VERIFIES, CLIENT, CERTIFICATE], guess(R::GenericVerifyFailed).by_server()),
    rule(&[BAD, CLIENT, CERTIFICATE], guess(R::GenericVerifyFailed).by_server()),
    rule(&[FAILS | NOT, VERIFIES, CERTIFICATE | TLS], guess(R::GenericVerifyFailed)).unless(CALM),
    rule(&[FAILS | NOT, TRUST, PEER, CERTIFICATE | TLS], guess(R::GenericVerifyFailed)).unless(CALM),
    rule(&[BAD, CERTIFICATE], guess(R::GenericVerifyFailed)).unless(FILE),
    rule(&[CERTIFICATE, NOT, VALID], guess(R::GenericVerifyFailed)),
    rule(&[TLS, CERTIFICATE, FAILS], guess(R::GenericVerifyFailed)).unless(CALM),
    rule(&[TLS, HANDSHAKE, FAILS], guess(R::GenericHandshakeFailure)),
    rule(&[TLS, FAILS], guess(R::GenericHandshakeFailure)).unless(CALM),
];

/// Words that are a logger's as well.
const LEVELS: &[&[u8]] = &[b"crit", b"critical", b"err", b"error", b"fatal", b"warn", b"warning"];

/// Nothing went wrong in it, and it tells of something that went well, or of its own level.
static CALM_ROW: Row = guess(R::TlsNotFailure);

/// One word of a text.
#[derive(Clone, Copy)]
struct Word {
    class: Class,
    start: usize,
    end: usize,
    /// Which clause it stands in.
    clause: usize,
    /// Whether it is a logger's level for what fails.
    fails: bool,
}

/// What a folded text says that speaks of TLS, as far as its words tell.
pub(super) fn read(text: &[u8]) -> Option<Match> {
    let mut words = Vec::with_capacity(64);
    words.extend(Words::of(text).filter(|word| word.class != 0 || word.end > word.start).take(MAX_WORDS));
    let all = words.iter().fold(0, |all, word: &Word| all | word.class);
    let about_another = all & OTHER != 0;
    let rules = RULES.iter().filter(|rule| rule.names_tls || !about_another);
    // A rule whose classes are not all in the text stands nowhere in it.
    let mut rules = rules.filter(|rule| rule.near.iter().all(|class| all & class != 0));
    let said = rules.find_map(|rule| stands(rule, &words).map(|(start, end)| (&rule.row, start, end)));
    let calm = || {
        let word = words.iter().find(|word| word.class & CALM != 0)?;
        (all & WRONG == 0 && all & (TLS | CERTIFICATE | HANDSHAKE) != 0).then_some((&CALM_ROW, word.start, word.end))
    };
    let (row, start, end) = said.or_else(calm)?;
    Some(Match { row, stack: Stack::Shared, start, end, number: None, code: None })
}

/// Whether a text that speaks of TLS has no word for what goes wrong, of this or of anything else.
pub(super) fn is_calm(text: &[u8]) -> bool {
    const ENDS: Class = CHANGED | CLOSED | EXPIRED | RESET | REVOKED;
    !Words::of(text).take(MAX_WORDS).any(|word| word.fails || word.class & (WRONG | ENDS) != 0)
}

/// Where a rule stands, if it does: from the first of its words to the last.
fn stands(rule: &Rule, words: &[Word]) -> Option<(usize, usize)> {
    let mut first = 0;
    (0..words.len()).find_map(|last| {
        let here = words.get(last)?;
        while words.get(first).is_some_and(|word| word.clause < here.clause || last - first > NEAR) {
            first += 1;
        }
        let near = words.get(first..=last)?;
        let beside = words.get(first..(last + 1 + BESIDE).min(words.len()))?;
        let prevented = |word: &Word| word.class & (rule.unless | MAYBE) != 0 && word.clause == here.clause;
        if !rule.near.iter().any(|class| here.class & class != 0) || beside.iter().any(prevented) {
            return None;
        }
        rule.near.iter().all(|class| near.iter().any(|word| word.class & class != 0)).then(|| {
            let mut of_rule = near.iter().filter(|word| rule.near.iter().any(|class| word.class & class != 0));
            (of_rule.next().map_or(here.start, |word| word.start), here.end)
        })
    })
}

/// The words of a text.
struct Words<'t> {
    text: &'t [u8],
    at: usize,
    clause: usize,
}

impl<'t> Words<'t> {
    const fn of(text: &'t [u8]) -> Self {
        Self { text, at: 0, clause: 0 }
    }
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let is_word = |octet: &u8| octet.is_ascii_alphanumeric() || *octet == b'\'' || !octet.is_ascii();
        let begins = |octet: &u8| is_word(octet) && *octet != b'\'';
        while let Some(octet) = self.text.get(self.at).filter(|octet| !begins(octet)) {
            let ends = matches!(octet, b'.' | b';' | b'!' | b'?') || self.text[..=self.at].ends_with(b"]:");
            self.at += 1;
            if ends && self.text.get(self.at).is_none_or(|next| *next == b' ') {
                self.clause += 1;
            }
        }
        let rest = self.text.get(self.at..)?;
        let len = rest.iter().position(|octet| !is_word(octet)).unwrap_or(rest.len());
        let word = rest.get(..len).filter(|word| !word.is_empty())?;
        let start = self.at;
        self.at += len;
        let word = word.strip_suffix(b"'").unwrap_or(word);
        let level = LEVELS.contains(&word) && is_level(self.text, start, start + word.len());
        let before = self.text.get(..start).unwrap_or_default().trim_ascii_end();
        let class = match word {
            _ if level => 0,
            // The middle of a host's name.
            _ if before.ends_with(b".") && before.len() == start && self.text.get(self.at) == Some(&b'.') => 0,
            b"not" if before.ends_with(b" could") || before.ends_with(b" can") || before == b"could" => FAILS | NOT,
            _ => class(word),
        };
        let fails = level && !word.starts_with(b"warn");
        Some(Word { class, start, end: self.at, clause: self.clause, fails })
    }
}

/// Whether a word is the level that a logger gave a text, which is no word of it: it stands alone between marks, or behind
/// a time, or behind its own name.
fn is_level(text: &[u8], start: usize, end: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().trim_ascii_end();
    let last = before.rsplit(|octet| !octet.is_ascii_alphanumeric()).next().unwrap_or_default();
    let named = before.strip_suffix(b"':'").or(before.strip_suffix(b"=")).or(before.strip_suffix(b"='"));
    let named =
        named.is_some_and(|before| [&b"level"[..], b"lvl", b"severity"].iter().any(|name| before.ends_with(name)));
    let alone = text.get(end).is_none_or(|next| matches!(next, b':' | b']' | b'\'' | b'>' | b'|' | b')' | b','));
    named || alone && last.first().is_none_or(u8::is_ascii_digit)
}

/// The classes of a word.
fn class(word: &[u8]) -> Class {
    // All beginnings of a word stand before it; the nearest that fits is the longest.
    let after = CLASSES.partition_point(|(stem, _)| stem.trim_end_matches('*').as_bytes() <= word);
    let before = CLASSES.get(..after).unwrap_or_default().iter().rev();
    let initial = word.first().copied();
    let mut same = before.take_while(|(stem, _)| stem.as_bytes().first().copied() == initial);
    let fits = |stem: &str| match stem.strip_suffix('*') {
        Some(stem) => word.starts_with(stem.as_bytes()),
        None => word == stem.as_bytes(),
    };
    same.find(|(stem, _)| fits(stem)).map_or(0, |(_, class)| *class)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Option<R> {
        read(text.as_bytes()).and_then(|found| found.row.reason)
    }

    #[test]
    fn words_are_sorted_so_that_they_are_found() {
        let key = |word: &(&'static str, Class)| word.0.trim_end_matches('*');
        let unsorted: Vec<_> = CLASSES.windows(2).filter(|pair| key(&pair[0]) >= key(&pair[1])).collect();
        assert!(unsorted.is_empty(), "{unsorted:?}");
    }

    #[test]
    fn a_sentence_says_what_its_words_do_in_any_order() {
        for (text, reason) in [
            ("unable to load the ca certificate list from /etc/x", R::TrustStoreUnavailable),
            ("certificate of peer: host name 'a' does not match", R::NameMismatch),
            ("loading of private key failed", R::LocalCredentialError),
            ("tls handshake with 10.0.0.1 was reset", R::HandshakeReset),
            ("thumbprint does not match 'aa'", R::PinMismatch),
            ("the certificate was revoked", R::Revoked),
            ("client did not send a certificate", R::ClientCertRequired),
            ("info: tls session established", R::TlsNotFailure),
        ] {
            assert_eq!(said(text), Some(reason), "{text}");
        }
    }

    #[test]
    fn another_clause_another_domain_and_too_far_apart_say_nothing() {
        for text in [
            "the certificate is here. the name does differ; nothing",
            "failed to load signing certificate of the provisioning profile",
            "hello world",
            "",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
