//! Which side a program is on, by how it speaks of what it does, where no row shows it: a program that no file knows
//! says that it connects, accepts, or had a client, in front of an engine's words.
//!
//! Near the statement only, and in words that one side alone says. A program's own name is no such word: clients are
//! called servers' clients, and servers are named in what clients are set up with.

use super::found::Match;
use super::row::{Row, Side};
use crate::taxonomy::{Hop, Reason, Stack};

/// Octets in front of a statement that are read, and behind it.
const BEFORE: usize = 120;
const BEHIND: usize = 64;

static FILE: Row = Row::new("").at(Hop::Local).seen("how programs speak of what they do");
static CLIENT: Row = Row::new("").by_client().seen("how programs speak of what they do");
static SERVER: Row = Row::new("").by_server().seen("how programs speak of what they do");

/// Schemes of addresses that somebody connects to.
const SCHEMES: &[&[u8]] =
    &[b"amqps", b"ftps", b"grpcs", b"https", b"imaps", b"ldaps", b"mqtts", b"mysqls", b"rediss", b"smtps", b"wss"];

/// What a scheme ends with.
const SCHEME_END: &[u8] = b"://";

/// Words before an address that is to be read, or is one's own.
const READ: &[&[u8]] =
    &[b"at", b"binding", b"details", b"docs", b"here", b"listen", b"listening", b"on", b"see", b"serving", b"visit"];

/// Words behind *accept* with which it takes no connection.
const ACCEPTED: &[&[u8]] = &[
    b"all",
    b"any",
    b"ca",
    b"cert",
    b"certificate",
    b"certificates",
    b"charset",
    b"encoding",
    b"invalid",
    b"language",
    b"ranges",
    b"self",
    b"the",
    b"this",
    b"untrusted",
];

/// Words before a client that is somebody else.
const HAS_CLIENT: &[&[u8]] = &[b"bad", b"dropping", b"from", b"rejected", b"rejecting", b"remote", b"serving", b"with"];

/// Words behind a client that is somebody else.
const CLIENT_DOES: &[&[u8]] = &[b"connected", b"disconnected", b"hung"];

/// What is done with a file of one's own.
const TAKES: &[&[u8]] = &[
    b"add",
    b"adding",
    b"decode",
    b"decoding",
    b"import",
    b"importing",
    b"load",
    b"loading",
    b"parse",
    b"parsing",
    b"read",
    b"reading",
];

/// What such a file holds.
const TAKEN: &[&[u8]] =
    &[b"anchor", b"anchors", b"ca", b"cert", b"certificate", b"certificates", b"certs", b"pem", b"root", b"roots"];

/// Whose certificate is none of one's own files.
const OF_PEER: &[&[u8]] = &[b"client", b"from", b"peer", b"remote", b"server"];

/// Words from what is done to the statement, at most.
const TO_STATEMENT: usize = 8;

/// The side that the words around a statement in a folded text show, the nearest before it, or else behind it.
pub(super) fn read(text: &[u8], best: &Match) -> Option<Match> {
    let before = text.get(best.start.saturating_sub(BEFORE)..best.start)?;
    let words = Words::of(before);
    if best.reason().is_some_and(Reason::is_about_certificate) && takes_a_file(before, &words) {
        return Some(Match::new(&FILE, best.stack, best.start..best.end, None));
    }
    let before = heard(before, &words, true).map(|(side, at)| (side, best.start - before.len() + at));
    let (side, at) = before.or_else(|| {
        let behind = text.get(best.end..text.len().min(best.end + BEHIND))?;
        heard(behind, &Words::of(behind), false).map(|(side, at)| (side, best.end + at))
    })?;
    let row = if side == Side::Client { &CLIENT } else { &SERVER };
    Some(Match::new(row, Stack::Shared, at..at, None))
}

/// The last of the words that show a side, and where it stands; behind a statement, only who came and from where.
fn heard(text: &[u8], words: &Words, before: bool) -> Option<(Side, usize)> {
    // What the text ends with may be the beginning of a word.
    let mut end = words.start(text.len());
    while let Some((start, word_end)) = words.before(end) {
        let (word, rest) = (text.get(start..word_end)?, text.get(word_end..)?);
        end = start;
        if !may_show(word, rest) {
            continue;
        }
        let last = || words.before(start).and_then(|(start, end)| text.get(start..end)).unwrap_or_default();
        if let Some(side) = shown(word, last, rest, before) {
            return Some((side, start));
        }
    }
    None
}

/// Whether a word begins as one of those that show a side, or is a scheme: most need no other look.
fn may_show(word: &[u8], rest: &[u8]) -> bool {
    matches!(word.first(), Some(b'a' | b'c' | b'd' | b'i' | b'o' | b'r' | b's')) || rest.starts_with(SCHEME_END)
}

/// Which octets of a short text are of words, a bit each.
struct Words(u128);

impl Words {
    fn of(text: &[u8]) -> Self {
        // As whole registers, and from the highest of their bits.
        let mut octets = [0; u128::BITS as usize];
        octets.iter_mut().zip(text).for_each(|(octet, text)| *octet = *text);
        let mut of_words = [0; u128::BITS as usize];
        for (of_word, octet) in of_words.iter_mut().zip(octets) {
            *of_word = u8::from((octet.wrapping_sub(b'0') < 10) | ((octet | 0x20).wrapping_sub(b'a') < 26));
        }
        let (eights, _) = of_words.as_chunks();
        // Eight octets of one bit each are one of eight, by carrying nothing.
        let bits = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        Self((0..).zip(eights).fold(0, |all, (at, eight)| all | u128::from(bits(eight)) << (8 * at)))
    }

    /// Where the word begins that ends there, if one does.
    const fn start(&self, end: usize) -> usize {
        // Ones before the place, counted from it.
        let before = if end == 0 { 0 } else { self.0 << (u128::BITS as usize - end) };
        end - before.leading_ones() as usize
    }

    /// The last word that ends before a place where none does.
    const fn before(&self, at: usize) -> Option<(usize, usize)> {
        let before = if at == 0 { 0 } else { self.0 << (u128::BITS as usize - at) };
        if before == 0 {
            return None;
        }
        let end = at - before.leading_zeros() as usize;
        Some((self.start(end), end))
    }
}

const _: () = assert!(BEFORE <= u128::BITS as usize);
const _: () = assert!(BEHIND <= u128::BITS as usize);

/// The side that a word shows behind the one before it and in front of what follows.
fn shown<'t>(word: &[u8], last: impl Fn() -> &'t [u8], rest: &[u8], before: bool) -> Option<Side> {
    let server = |shows: bool| shows.then_some(Side::Server);
    match word {
        b"rip" if rest.starts_with(b"=") => Some(Side::Server),
        b"addr" | b"ip" | b"address" if matches!(last(), b"client" | b"remote") && is_set(rest) => Some(Side::Server),
        b"client" if is_address(rest) || CLIENT_DOES.contains(&next(rest)) => Some(Side::Server),
        _ if !before => None,
        b"client" => server(HAS_CLIENT.contains(&last()) && is_alone(rest)),
        b"accepting" | b"acceptor" | b"inbound" | b"incoming" => Some(Side::Server),
        b"accept" if rest.starts_with(b"()") => Some(Side::Server),
        b"accept" if rest.starts_with(b":") => server(matches!(last(), b"do" | b"ssl" | b"tls")),
        b"accept" => server(!ACCEPTED.contains(&next(rest))),
        b"connect" | b"connecting" if last() == b"client" => Some(Side::Server),
        // What is only under way is a line of its own.
        b"connect" | b"connecting" if rest.starts_with(b"...") => None,
        b"connect" | b"connecting" | b"dial" | b"dialing" | b"outbound" | b"outgoing" | b"reconnect" => {
            Some(Side::Client)
        }
        b"server" => {
            matches!(last(), b"by" | b"contact" | b"from" | b"remote" | b"to" | b"with").then_some(Side::Client)
        }
        _ if rest.starts_with(SCHEME_END) && SCHEMES.contains(&word) && !READ.contains(&last()) => Some(Side::Client),
        _ => None,
    }
}

/// Whether a text ends with what a program does with a certificate of its own.
fn takes_a_file(text: &[u8], words: &Words) -> bool {
    let (mut taken, mut end) = (false, text.len());
    for _ in 0..TO_STATEMENT {
        let Some((start, word_end)) = words.before(end) else { return false };
        match text.get(start..word_end).unwrap_or_default() {
            word if TAKES.contains(&word) => return taken,
            word if OF_PEER.contains(&word) => return false,
            word => taken |= TAKEN.contains(&word),
        }
        end = start;
    }
    false
}

/// The word that follows.
fn next(rest: &[u8]) -> &[u8] {
    let rest = rest.trim_ascii_start();
    rest.split(|octet| !octet.is_ascii_alphanumeric()).next().unwrap_or_default()
}

/// Whether a name is given a value.
fn is_set(rest: &[u8]) -> bool {
    matches!(rest.trim_ascii_start().first(), Some(b'=' | b':'))
}

/// Whether an address follows, or what stands for one.
fn is_address(rest: &[u8]) -> bool {
    let rest = rest.strip_prefix(b":").or(rest.strip_prefix(b"=")).unwrap_or(rest).trim_ascii_start();
    let rest = rest.strip_prefix(b"'").unwrap_or(rest);
    match rest.first() {
        Some(b'[' | b'<' | b'/') => true,
        Some(b'0'..=b'9') => {
            let host = rest.split(|octet| !octet.is_ascii_hexdigit() && !matches!(octet, b'.' | b':')).next();
            host.is_some_and(|host| host.iter().filter(|octet| matches!(octet, b'.' | b':')).count() > 2)
        }
        _ => false,
    }
}

/// Whether a client is meant, and nothing that it has.
fn is_alone(rest: &[u8]) -> bool {
    !rest.starts_with(b" ")
        || !matches!(
            next(rest),
            b"auth"
                | b"authentication"
                | b"ca"
                | b"cert"
                | b"certificate"
                | b"config"
                | b"error"
                | b"hello"
                | b"id"
                | b"key"
                | b"library"
                | b"secret"
                | b"side"
                | b"version"
        )
}

#[cfg(test)]
mod tests {
    use super::super::{Evidence, classify};
    use crate::taxonomy::{Hop, Rejection};

    /// Who refuses whom where an engine's alert stands in these words, of which no row knows any.
    fn refused(words: &str) -> Rejection {
        classify(&Evidence::text(&words.replace("{}", "error:0A000418:SSL routines::tlsv1 alert unknown ca"))).rejection
    }

    #[test]
    fn how_a_program_speaks_of_a_client_shows_a_server() {
        for words in [
            "worker 3: accept() failed: {}",
            "tls accept: {}",
            "acceptor: {}",
            "inbound handshake: {}",
            "client 10.0.0.1:51234: {}",
            "Client <unknown> disconnected: {}",
            "Rejected client: {}",
            "while handshaking with client: {}",
            "client_addr=10.0.0.2:1 err='{}'",
            "session of bob, rip=10.0.0.2: {}",
            "{} (client: 10.0.0.7)",
        ] {
            assert_eq!(refused(words), Rejection::ClientRejectsUs, "{words}");
        }
    }

    #[test]
    fn how_a_program_speaks_of_where_it_goes_shows_a_client() {
        for words in [
            "connect to 10.0.0.1:443: {}",
            "dial tcp 10.0.0.1:443: {}",
            "outbound link: {}",
            "POST https://a.example/x: {}",
            "push to wss://a.example failed: {}",
            "login to server failed: {}",
        ] {
            assert_eq!(refused(words), Rejection::ServerRejectsUs, "{words}");
        }
    }

    #[test]
    fn what_a_program_takes_from_a_file_of_its_own_is_refused_by_nobody() {
        let hop = |text: &str| classify(&Evidence::text(text)).hop;
        for words in ["error adding cert: {}", "failed to parse root certificate 'ca.pem': {}", "loading certs: {}"] {
            let text = words.replace("{}", "x509: unhandled critical extension");
            assert_eq!(hop(&text), Hop::Local, "{words}");
        }
        for words in ["error adding user: {}", "failed to parse certificate from server: {}", "certificate: {}"] {
            let text = words.replace("{}", "x509: unhandled critical extension");
            assert_eq!(hop(&text), Hop::Direct, "{words}");
        }
    }

    #[test]
    fn the_nearest_words_before_the_statement_count() {
        assert_eq!(refused("on client connect: {}"), Rejection::ClientRejectsUs);
        assert_eq!(refused("incoming request, asking https://a.example/ for it: {}"), Rejection::ServerRejectsUs);
    }

    #[test]
    fn words_that_either_side_may_say_show_none() {
        for words in [
            "will not accept the certificate: {}",
            "listening on https://0.0.0.0:8443/: {}",
            "[conn] Connecting... [conn] {}",
            "with client certificate: {}",
            "client 7.1 of the suite: {}",
            "{} (see https://docs.example/)",
        ] {
            assert_eq!(refused(words), Rejection::PeerRejectsUs, "{words}");
        }
    }
}
