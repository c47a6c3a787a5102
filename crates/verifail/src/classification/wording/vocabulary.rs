//! The words that sentences about failures are made of, and the classes that they belong to.

/// Classes of words, a bit each.
pub(super) type Class = u64;

pub(super) const ABORT: Class = 1;
pub(super) const AUTHORITY: Class = 1 << 1;
pub(super) const BAD: Class = 1 << 2;
pub(super) const CERTIFICATE: Class = 1 << 3;
pub(super) const CHANGED: Class = 1 << 4;
pub(super) const CIPHER: Class = 1 << 5;
pub(super) const CLIENT: Class = 1 << 6;
pub(super) const CLOSED: Class = 1 << 7;
pub(super) const CONTEXT: Class = 1 << 8;
pub(super) const CRL: Class = 1 << 9;
pub(super) const DIFFERS: Class = 1 << 10;
pub(super) const EXPIRED: Class = 1 << 11;
pub(super) const FAILS: Class = 1 << 12;
pub(super) const FILE: Class = 1 << 13;
pub(super) const FINE: Class = 1 << 14;
pub(super) const FINGERPRINT: Class = 1 << 15;
pub(super) const FUTURE: Class = 1 << 16;
pub(super) const GIVEN: Class = 1 << 17;
pub(super) const HANDSHAKE: Class = 1 << 18;
pub(super) const ISSUER: Class = 1 << 19;
pub(super) const KEY: Class = 1 << 20;
pub(super) const LOADS: Class = 1 << 21;
pub(super) const MATCHES: Class = 1 << 22;
pub(super) const NAME: Class = 1 << 23;
pub(super) const NOT: Class = 1 << 24;
pub(super) const OCSP: Class = 1 << 25;
pub(super) const OTHER: Class = 1 << 26;
pub(super) const PEER: Class = 1 << 27;
pub(super) const PLAIN: Class = 1 << 28;
pub(super) const PRIVATE: Class = 1 << 29;
pub(super) const READS: Class = 1 << 30;
pub(super) const REQUIRED: Class = 1 << 31;
pub(super) const RESET: Class = 1 << 32;
pub(super) const REVOKED: Class = 1 << 33;
pub(super) const ROOT: Class = 1 << 34;
pub(super) const SELF: Class = 1 << 35;
pub(super) const SERVER: Class = 1 << 36;
pub(super) const SHARED: Class = 1 << 37;
pub(super) const SIGNATURE: Class = 1 << 38;
pub(super) const SIGNED: Class = 1 << 39;
pub(super) const STORE: Class = 1 << 40;
pub(super) const SUPPORTED: Class = 1 << 41;
pub(super) const TIMEOUT: Class = 1 << 42;
pub(super) const TLS: Class = 1 << 43;
pub(super) const TRUST: Class = 1 << 44;
pub(super) const UNKNOWN: Class = 1 << 45;
pub(super) const UNTRUSTED: Class = 1 << 46;
pub(super) const VALID: Class = 1 << 47;
pub(super) const VERIFIES: Class = 1 << 48;
pub(super) const VERSION: Class = 1 << 49;
pub(super) const WEAK: Class = 1 << 50;
pub(super) const YET: Class = 1 << 51;
pub(super) const PARSES: Class = 1 << 52;
pub(super) const REMOTE: Class = 1 << 53;
pub(super) const BUILT: Class = 1 << 54;
pub(super) const LISTENS: Class = 1 << 55;
pub(super) const CALM: Class = 1 << 56;
pub(super) const FIPS: Class = 1 << 57;
pub(super) const EXPIRY: Class = 1 << 58;
pub(super) const START: Class = 1 << 59;
pub(super) const MAYBE: Class = 1 << 60;
pub(super) const LISTED: Class = 1 << 61;
pub(super) const CONFIG: Class = 1 << 62;
pub(super) const RECORD: Class = 1 << 63;

/// What says that something went wrong, whatever.
pub(super) const WRONG: Class = ABORT | BAD | DIFFERS | FAILS | NOT | TIMEOUT | UNKNOWN | UNTRUSTED | WEAK;

/// Words and the classes they are of: with `*`, all that begin so. Sorted; the longest that fits counts.
const CLASSES: &[(&str, Class)] = &[
    ("10053", RESET),
    ("10054", RESET),
    ("abgelaufen*", EXPIRED),
    ("abgelehnt*", FAILS),
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
    ("aucun*", NOT),
    ("aussteller*", ISSUER),
    ("authentic", VERIFIES),
    ("authenticat*", VERIFIES),
    ("authorit*", AUTHORITY),
    ("autoassinado", SELF | SIGNED),
    ("autofirmado", SELF | SIGNED),
    ("autofirmato", SELF | SIGNED),
    ("autoridad*", AUTHORITY),
    ("autorité*", AUTHORITY),
    ("autosigné*", SELF | SIGNED),
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
    ("caducado", EXPIRED),
    ("caducó", EXPIRED),
    ("cafile", AUTHORITY | STORE),
    ("can't", FAILS | NOT),
    ("cannot", FAILS | NOT),
    ("capath", AUTHORITY | STORE),
    ("cas", AUTHORITY),
    ("cert", CERTIFICATE),
    ("certfile", CERTIFICATE | FILE),
    ("certificad*", CERTIFICATE),
    ("certificat*", CERTIFICATE),
    ("certs", CERTIFICATE),
    ("challenge*", OTHER),
    ("changed", CHANGED),
    ("charger", LOADS),
    ("chave", KEY),
    ("check*", VERIFIES),
    ("cipher*", CIPHER),
    ("clave", KEY),
    ("cleartext", PLAIN),
    ("client", CLIENT),
    ("client's", CLIENT),
    ("clients", CLIENT),
    ("clientzertifikat*", CERTIFICATE | CLIENT),
    ("closed", CLOSED),
    ("closing", CLOSED),
    ("clé", KEY),
    ("cn", NAME),
    ("codesign*", OTHER),
    ("coincide", MATCHES),
    ("common", SHARED),
    ("commonname", NAME),
    ("compiled", BUILT),
    ("complete*", CALM),
    ("confiable", TRUST),
    ("confiance", TRUST),
    ("confianza", TRUST),
    ("config*", CONFIG),
    ("configure", MAYBE),
    ("confiável", TRUST),
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
    ("desconhecid*", UNKNOWN),
    ("desconocid*", UNKNOWN),
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
    ("emisor", ISSUER),
    ("emissor", ISSUER),
    ("emittente", ISSUER),
    ("enabled", SUPPORTED | CALM),
    ("enroll*", OTHER),
    ("ensure", MAYBE),
    ("eof", CLOSED),
    ("equal", MATCHES),
    ("erfolgreich*", CALM),
    ("err", FAILS),
    ("erreur*", FAILS),
    ("erro", FAILS),
    ("error*", FAILS),
    ("established", CALM),
    ("exception*", FAILS),
    ("exist*", LOADS),
    ("expirado", EXPIRED),
    ("expiration", EXPIRY),
    ("expired", EXPIRED),
    ("expirou", EXPIRED),
    ("expiry", EXPIRY),
    ("expiré*", EXPIRED),
    ("expiró", EXPIRED),
    ("fail*", FAILS),
    ("failing", FAILS),
    ("falha", FAILS),
    ("falhou", FAILS),
    ("fallida", FAILS),
    ("fallido", FAILS),
    ("fallita", FAILS),
    ("fallito", FAILS),
    ("fallo", FAILS),
    ("falló", FAILS),
    ("fatal", FAILS),
    ("fehler*", FAILS),
    ("fehlgeschlagen", FAILS),
    ("fermé*", CLOSED),
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
    ("gefunden", LOADS),
    ("geladen", LOADS),
    ("gelesen", LOADS),
    ("generated", CALM),
    ("geprüft", VERIFIES),
    ("geschlossen", CLOSED),
    ("gesperrt*", REVOKED),
    ("given", GIVEN),
    ("gnutls*", TLS),
    ("gpg", OTHER),
    ("gültig*", VALID),
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
    ("impossible", FAILS | NOT),
    ("including", MAYBE),
    ("inconnu*", UNKNOWN),
    ("incorrect*", BAD),
    ("info", CALM),
    ("information", CALM),
    ("init*", LOADS),
    ("installed", CALM),
    ("invalid*", BAD),
    ("inválid*", BAD),
    ("isn't", NOT),
    ("issuance", OTHER),
    ("issue", OTHER),
    ("issued", CALM | OTHER),
    ("issuer*", ISSUER),
    ("issuing", OTHER),
    ("jar", OTHER),
    ("jwk*", OTHER),
    ("jwt", OTHER),
    ("kein*", NOT),
    ("key", KEY),
    ("keyfile", KEY | FILE),
    ("keypair", KEY | PRIVATE),
    ("keys", KEY),
    ("keystore*", KEY | PRIVATE),
    ("known", TRUST),
    ("konnte*", FAILS),
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
    ("nicht", NOT),
    ("no", NOT),
    ("none", NOT),
    ("not", NOT),
    ("notar*", OTHER),
    ("notice", CALM),
    ("notpresent", NOT | GIVEN),
    ("nss", TLS),
    ("não", NOT),
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
    ("pas", NOT),
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
    ("privaten", PRIVATE),
    ("privater", PRIVATE),
    ("problem*", FAILS),
    ("profile*", OTHER),
    ("protocol*", VERSION),
    ("provid*", GIVEN),
    ("provisioning", OTHER),
    ("prüfung", VERIFIES),
    ("périmé*", EXPIRED),
    ("read", LOADS | READS),
    ("reading", LOADS | READS),
    ("reasons", MAYBE),
    ("received", GIVEN),
    ("recognized", SUPPORTED),
    ("recommend*", CALM),
    ("record*", RECORD),
    ("recv", READS),
    ("refus*", FAILS),
    ("refusé*", FAILS),
    ("reject*", FAILS),
    ("reload*", CALM),
    ("remote", PEER | REMOTE),
    ("renew*", OTHER | CALM),
    ("required", REQUIRED),
    ("requires", REQUIRED),
    ("reset", RESET),
    ("resum*", CALM),
    ("returned", GIVEN),
    ("revocado", REVOKED),
    ("revocation", CRL),
    ("revocato", REVOKED),
    ("revogado", REVOKED),
    ("revoked", REVOKED),
    ("root", ROOT),
    ("roots", ROOT),
    ("réussi*", CALM),
    ("révoqué*", REVOKED),
    ("same", MATCHES),
    ("saml", OTHER),
    ("san", NAME),
    ("sans", NAME),
    ("scaduto", EXPIRED),
    ("schannel*", TLS),
    ("scheduled", CALM | OTHER),
    ("schlüssel*", KEY),
    ("sconosciut*", UNKNOWN),
    ("secret", OTHER),
    ("sectrust*", TLS),
    ("secureboot", OTHER),
    ("selbst", SELF),
    ("selbstsigniert*", SELF | SIGNED),
    ("selected", CALM),
    ("self", SELF),
    ("selfsigned", SELF | SIGNED),
    ("send", READS | GIVEN),
    ("sent", GIVEN),
    ("server", PEER | SERVER),
    ("server's", PEER | SERVER),
    ("servers", PEER | SERVER),
    ("serverzertifikat*", CERTIFICATE | SERVER),
    ("set", LOADS),
    ("setting", LOADS),
    ("shared", SHARED),
    ("short", WEAK),
    ("should", MAYBE),
    ("shutdown", READS),
    ("signature*", SIGNATURE),
    ("signed", SIGNED),
    ("signer*", ISSUER),
    ("signiert*", SIGNED),
    ("signing", OTHER),
    ("signé*", SIGNED),
    ("skip*", CALM),
    ("small", WEAK),
    ("ssh", OTHER),
    ("ssl*", TLS),
    ("sslcertverificationerror*", TLS | CERTIFICATE | VERIFIES | FAILS),
    ("sslerror*", TLS | FAILS),
    ("sslexception*", TLS | FAILS),
    ("sslhandshakeexception*", TLS | HANDSHAKE | FAILS),
    ("stammzertifikat*", CERTIFICATE | ROOT),
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
    ("trouvé*", LOADS),
    ("trust", TRUST),
    ("trusted", TRUST),
    ("trusting", TRUST),
    ("truststore*", AUTHORITY | STORE | ROOT),
    ("try", MAYBE),
    ("unable", FAILS | NOT),
    ("unbekannt*", UNKNOWN),
    ("unencrypted", PLAIN),
    ("unexpected*", FAILS),
    ("ungültig*", BAD),
    ("unknown", UNKNOWN),
    ("unmöglich", FAILS | NOT),
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
    ("valide", VALID),
    ("valides", VALID),
    ("valido", VALID),
    ("vencido", EXPIRED),
    ("verbose", CALM),
    ("verif*", VERIFIES),
    ("version*", VERSION),
    ("vertrauenswürdig*", TRUST),
    ("vertraut", TRUST),
    ("verweigert", FAILS),
    ("válid*", VALID),
    ("vérif*", VERIFIES),
    ("wasn't", NOT),
    ("weak", WEAK),
    ("websocket*", OTHER),
    ("weren't", NOT),
    ("whether", MAYBE),
    ("widerrufen*", REVOKED),
    ("wireguard", OTHER),
    ("without", NOT),
    ("wolfssl*", TLS),
    ("won't", NOT),
    ("write", READS),
    ("writing", READS),
    ("wrong", BAD),
    ("x509", CERTIFICATE),
    ("yet", YET),
    ("zeitüberschreitung", TIMEOUT),
    ("zertifikat*", CERTIFICATE),
    ("zertifizierungsstelle*", AUTHORITY),
    ("échec", FAILS),
    ("échoué*", FAILS),
    ("émetteur*", ISSUER),
    ("éxito", CALM),
    ("überein", MATCHES),
    ("übereinstimm*", MATCHES),
    ("überprüf*", VERIFIES),
    ("действител*", VALID),
    ("доверен*", TRUST),
    ("доверия", TRUST),
    ("истек*", EXPIRED),
    ("истёк", EXPIRED),
    ("не", NOT),
    ("недействител*", BAD),
    ("неизвест*", UNKNOWN),
    ("отозван*", REVOKED),
    ("ошибка", FAILS),
    ("ошибки", FAILS),
    ("провер*", VERIFIES),
    ("просрочен*", EXPIRED),
    ("самоподписан*", SELF | SIGNED),
    ("сертификат*", CERTIFICATE),
    ("успешно", CALM),
];

/// A word of [`CLASSES`] as it is looked for.
#[derive(Clone, Copy)]
struct Stem {
    /// Its first octets, as a number whose order is theirs.
    key: u64,
    text: &'static [u8],
    /// Whether all words that begin so are meant.
    open: bool,
    /// One more than the place of the longest open stem that this one begins with, if there is one.
    parent: u16,
    class: Class,
}

impl Stem {
    const NONE: Self = Self { key: 0, text: b"", open: false, parent: 0, class: 0 };

    const fn new((word, class): (&'static str, Class)) -> Self {
        let (text, open) = match word.as_bytes() {
            [stem @ .., b'*'] => (stem, true),
            word => (word, false),
        };
        Self { key: key(text), text, open, parent: 0, class }
    }

    fn fits(&self, word: &[u8]) -> bool {
        if self.open { word.starts_with(self.text) } else { word == self.text }
    }
}

/// The first octets of a word as a number whose order is theirs.
const fn key(word: &[u8]) -> u64 {
    let (mut key, mut at) = (0, 0);
    while at < 8 {
        key = key << 8 | if at < word.len() { word[at] as u64 } else { 0 };
        at += 1;
    }
    key
}

const fn begins_with(text: &[u8], stem: &[u8]) -> bool {
    let mut at = 0;
    while at < stem.len() {
        if at >= text.len() || text[at] != stem[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// The words as they are looked for, in the same order.
static STEMS: [Stem; CLASSES.len()] = {
    let mut stems = [Stem::NONE; CLASSES.len()];
    let mut at = 0;
    while at < stems.len() {
        stems[at] = Stem::new(CLASSES[at]);
        // All that a stem begins with are before it, and what stands between begins with them too.
        let mut parent = at as u16;
        while parent > 0 {
            let before = stems[parent as usize - 1];
            if before.open && begins_with(stems[at].text, before.text) {
                break;
            }
            parent = before.parent;
        }
        stems[at].parent = parent;
        at += 1;
    }
    stems
};

/// By the first octet of a word, where the first of the stems is that begin with it or a later one.
static FIRSTS: [u16; 257] = {
    let mut firsts = [0; 257];
    let (mut octet, mut at) = (0, 0);
    while octet < firsts.len() {
        while at < STEMS.len() && (STEMS[at].text[0] as usize) < octet {
            at += 1;
        }
        firsts[octet] = at as u16;
        octet += 1;
    }
    firsts
};

/// The classes of a word.
pub(super) fn class(word: &[u8]) -> Class {
    let Some(first) = word.first().map(|first| usize::from(*first)) else { return 0 };
    let (from, to) = (usize::from(FIRSTS[first]), usize::from(FIRSTS[first + 1]));
    let same = STEMS.get(from..to).unwrap_or_default();
    let key = key(word);
    // The last that is not behind the word. Of those with the same first octets some may be.
    let mut place = from + same.partition_point(|stem| stem.key <= key);
    while place > from {
        let Some(stem) = STEMS.get(place - 1) else { break };
        if stem.fits(word) {
            return stem.class;
        }
        // A stem that is behind the word has its neighbour before it; else all that fit are what it begins with.
        place = if stem.key == key && stem.text > word { place - 1 } else { usize::from(stem.parent) };
    }
    0
}

/// Whether a word may be the beginning of one that has other classes than it.
pub(super) fn may_go_on(word: &[u8]) -> bool {
    let from = STEMS.partition_point(|stem| stem.text <= word);
    let longer = STEMS.get(from..).unwrap_or_default().iter().take_while(|stem| stem.text.starts_with(word));
    let own = class(word);
    longer.into_iter().any(|stem| stem.class != own)
}

/// All classes of a word and of those that it may be the beginning of.
pub(super) fn classes_of_longer(word: &[u8]) -> Class {
    let from = STEMS.partition_point(|stem| stem.text <= word);
    let longer = STEMS.get(from..).unwrap_or_default().iter().take_while(|stem| stem.text.starts_with(word));
    longer.fold(class(word), |all, stem| all | stem.class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted_so_that_they_are_found() {
        let key = |word: &(&'static str, Class)| word.0.trim_end_matches('*');
        let unsorted: Vec<_> = CLASSES.windows(2).filter(|pair| key(&pair[0]) >= key(&pair[1])).collect();
        assert!(unsorted.is_empty(), "{unsorted:?}");
    }

    #[test]
    fn a_word_has_the_classes_of_the_longest_stem_that_fits() {
        let fits = |stem: &str, word: &str| match stem.strip_suffix('*') {
            Some(stem) => word.starts_with(stem),
            None => word == stem,
        };
        let slowly = |word: &str| {
            let fitting = CLASSES.iter().filter(|(stem, _)| fits(stem, word));
            fitting.max_by_key(|(stem, _)| stem.trim_end_matches('*').len()).map_or(0, |(_, class)| *class)
        };
        // Every stem, what is shorter and what is longer by an octet before and behind all others.
        let stems = CLASSES.iter().map(|(stem, _)| stem.trim_end_matches('*'));
        let around = |stem: &'static str| {
            let shorter = (0..=stem.len()).filter_map(|len| Some(stem.get(..len)?.to_owned()));
            shorter.chain(["a", "s", "z", "0", "ing", "~~~~~~~~~"].map(|end| format!("{stem}{end}")))
        };
        for word in stems.flat_map(around) {
            assert_eq!(class(word.as_bytes()), slowly(&word), "{word}");
        }
    }
}
