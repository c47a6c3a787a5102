//! Alerts that a text names, in whatever words: which one, and who sent it.
//!
//! Every stack prints alerts, and each in its own way: `RECV TLSv1.2 ALERT: fatal, unknown_ca`, `<<< TLS 1.3, Alert
//! [length 0002], fatal unknown_ca`, `UNKNOWN_CA alert was received from peer`, `"description": "unknown_ca"`. What
//! they have in common is read here: the word, the registry's name of the alert (RFC 8446 section 6.2) or its number with
//! only words between that say nothing else, and words that tell the direction. A received one is the peer's verdict on
//! us, a sent one is ours on the peer.
//!
//! An alert is also what monitoring raises: it is one of TLS where TLS or its level is named beside it.

use memchr::memmem;

use super::super::codes::{ALERTS, ALERTS_SENT, Book};
use super::super::found::Match;
use super::super::row::Row;
use crate::taxonomy::{Reason as R, Stack};

/// Octets before the word and behind it that are looked at.
const REACH: usize = 96;
/// Places of the word that are looked at in a text.
const MOST: usize = 64;

/// Names that are not the registry's.
const OTHER_NAMES: &[(&str, i64)] = &[("handshake_failed", 40), ("unrecognised_name", 112)];

/// Who sent it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sender {
    Peer,
    Us,
}

/// Who the peer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Peer {
    Client,
    Server,
}

/// Told by whom it is known of; of one that nobody is said to have sent, any text may go on to say it was us.
const OPEN: &Row = &Row::new("").faint().leads_to(R::ALL);
const TOLD: &Row = &Row::new("");
const SENT_EXPIRED: &Row = &Row::new("").means(R::Expired);
const OF_CLIENT: &Row = &Row::new("").by_client();
const OF_SERVER: &Row = &Row::new("").by_server();

/// The first alert of TLS that a folded text names, with what it says.
pub(in crate::classification) fn read(text: &[u8]) -> Option<Match> {
    memmem::find_iter(text, b"alert").take(MOST).find_map(|at| told(text, at))
}

/// What the alert at a place says.
fn told(text: &[u8], at: usize) -> Option<Match> {
    // A word of its own, or the end of one: `TlsAlert`.
    let joined = text
        .get(at.saturating_sub(REACH)..at)?
        .rsplit(|octet| !octet.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default();
    if !joined.is_empty() && !is_of_tls(joined) {
        return None;
    }
    let (number, start, end, between) = behind(text, at).or_else(|| named_before(text, at))?;
    // What is said of it stands right before it and right behind it.
    let start_of_word = start - if start == at { joined.len() } else { 0 };
    let from = start_of_word.saturating_sub(REACH);
    let mut before: Vec<&[u8]> = words(text, from, start_of_word).map(|(word, _)| word).collect();
    let told_of_it = before.iter().rev().take_while(|word| is_empty(word)).count();
    before.drain(..before.len() - told_of_it);
    let after = words(text, end, (end + REACH).min(text.len())).map(|(word, _)| word).take_while(|word| is_empty(word));
    let told: Vec<&[u8]> =
        before.into_iter().chain(Some(joined).filter(|word| !word.is_empty())).chain(between).chain(after).collect();
    if !told.iter().any(|word| is_of_tls(word) || *word == b"peer") {
        return None;
    }
    let (sender, peer) = parties(&told);
    let book: &'static Book = if sender == Some(Sender::Us) { &ALERTS_SENT } else { &ALERTS };
    let row = match (sender, peer) {
        (None, _) => OPEN,
        (_, None) => TOLD,
        (_, Some(Peer::Server)) => OF_CLIENT,
        (_, Some(Peer::Client)) => OF_SERVER,
    };
    let reading = book.read(number).filter(|reading| reading.reason.is_some())?;
    // The number stands for tomorrow's certificates too, the name does not.
    if reading.reason == Some(R::ExpiredOrNotYetValid) && text.get(start..end)?.ends_with(b"expired") {
        return Some(Match::new(SENT_EXPIRED, Stack::Shared, start..end, None));
    }
    Some(Match::new(row, Stack::Shared, start..end, Some((number, reading))))
}

/// An alert's number, where it is named, and the words between the name and *alert*.
type Named<'t> = (i64, usize, usize, Vec<&'t [u8]>);

/// The alert that is named behind the word.
fn behind(text: &[u8], at: usize) -> Option<Named<'_>> {
    let mut between: Vec<&[u8]> = Vec::new();
    // It may be a part of a longer word: `AlertDescription`.
    for (word, start) in words(text, at, (at + REACH).min(text.len())) {
        if let Some((number, len)) = name_at(text, start) {
            return Some((number, at, start + len, between));
        }
        let is_labelled = between.last().is_some_and(|label| LABELS.contains(label));
        if let Some(number) = number_of(word).filter(|_| is_labelled) {
            // A name behind it says the same.
            return Some((number, at, start + word.len(), between));
        }
        if !is_empty(word) && !word.starts_with(b"alert") {
            return None;
        }
        between.push(word);
    }
    None
}

/// The alert that is named right before the word: `unknown_ca alert`, `unknown_ca(48) alert`.
fn named_before(text: &[u8], at: usize) -> Option<Named<'_>> {
    let from = at.saturating_sub(REACH);
    words(text, from, at).find_map(|(_, start)| {
        let (number, len) = name_at(text, start)?;
        let gap = text.get(start + len..at)?;
        let is_its_number = || words(gap, 0, gap.len()).all(|(word, _)| number_of(word) == Some(number));
        is_its_number().then(|| (number, start, at + b"alert".len(), Vec::new()))
    })
}

/// Whether a word says nothing of which alert it is.
fn is_empty(word: &[u8]) -> bool {
    number_of(word).is_some() || is_of_tls(word) || EMPTY.contains(&word) || direction(word).is_some()
}

/// Words that say nothing of which alert it is, beside those of TLS, of a direction, and numbers.
const EMPTY: &[&[u8]] = &[
    b"a",
    b"an",
    b"by",
    b"client",
    b"code",
    b"desc",
    b"descr",
    b"description",
    b"end",
    b"error",
    b"from",
    b"has",
    b"is",
    b"it",
    b"len",
    b"length",
    b"level",
    b"message",
    b"msg",
    b"name",
    b"number",
    b"of",
    b"over",
    b"peer",
    b"reason",
    b"record",
    b"server",
    b"the",
    b"to",
    b"type",
    b"value",
    b"was",
    b"with",
];

/// Words before an alert's number.
const LABELS: &[&[u8]] = &[b"alert", b"code", b"desc", b"description", b"number", b"received", b"sent"];

/// Whether a word shows that an alert is one of TLS: its protocol, or its level.
fn is_of_tls(word: &[u8]) -> bool {
    [&b"tls"[..], b"ssl", b"dtls"].iter().any(|name| word.starts_with(name)) || matches!(word, b"fatal" | b"warning")
}

/// What a word says of the direction.
fn direction(word: &[u8]) -> Option<Sender> {
    match word {
        b"<<<" | b"(in)" | b"get" | b"got" | b"inbound" | b"incoming" | b"rcvd" | b"read" | b"receive"
        | b"received" | b"receives" | b"receiving" | b"recv" | b"recvd" | b"remote" => Some(Sender::Peer),
        b">>>" | b"(out)" | b"generated" | b"generating" | b"outbound" | b"outgoing" | b"raised" | b"raising"
        | b"send" | b"sending" | b"sends" | b"sent" | b"write" | b"writes" | b"writing" | b"wrote" => Some(Sender::Us),
        _ => None,
    }
}

/// Who sent it, as far as the words beside tell, and who the peer is.
fn parties(told: &[&[u8]]) -> (Option<Sender>, Option<Peer>) {
    let (mut sender, mut peer) = (None, None);
    for (at, word) in told.iter().enumerate() {
        let party = match *word {
            b"client" => Some(Peer::Client),
            b"server" => Some(Peer::Server),
            _ => None,
        };
        if party.is_some() || matches!(*word, b"peer" | b"remote") {
            let (before, behind) = (told.get(..at).unwrap_or_default(), told.get(at + 1..).unwrap_or_default());
            // Its address is between: `client 10.0.0.1 sent`.
            let next = behind.iter().find(|word| number_of(word).is_none());
            let by = match before.iter().rfind(|word| **word != b"the").copied() {
                Some(b"to") => Some(Sender::Us),
                Some(b"from" | b"by") => Some(Sender::Peer),
                _ if next.copied().and_then(direction) == Some(Sender::Us) => Some(Sender::Peer),
                // `peer alert`, `"msg":"server TLS alert`; but `generated server alert`, and `TLS server alert`.
                of if of.is_none_or(|word| direction(word).is_none() && !is_of_tls(word))
                    && next.is_some_and(|next| is_of_tls(next) || next.starts_with(b"alert")) =>
                {
                    Some(Sender::Peer)
                }
                of => {
                    peer = peer.or(party.filter(|_| of.and_then(direction) == Some(Sender::Peer)));
                    None
                }
            };
            if by.is_some() {
                return (by, party.or(peer));
            }
        }
        sender = sender.or_else(|| direction(word));
    }
    (sender, peer.filter(|_| sender.is_some()))
}

/// The alert whose name begins at a place, and how many octets that takes: in words or written together, the longest.
fn name_at(text: &[u8], start: usize) -> Option<(i64, usize)> {
    let names = ALERTS.entries.iter().map(|entry| (entry.name, entry.number));
    let rest = text.get(start..)?;
    let named =
        names.chain(OTHER_NAMES.iter().copied()).filter_map(|(name, number)| Some((number, spelled(rest, name)?)));
    named.max_by_key(|(_, len)| *len)
}

/// How many octets of a text a name takes, whose words stand apart or together.
fn spelled(text: &[u8], name: &str) -> Option<usize> {
    let mut at = 0;
    for octet in name.bytes() {
        match text.get(at)? {
            b' ' if octet == b'_' => at += 1,
            _ if octet == b'_' => {}
            other if *other == octet => at += 1,
            _ => return None,
        }
    }
    text.get(at).is_none_or(|next| !next.is_ascii_alphanumeric()).then_some(at)
}

/// The number of an alert.
fn number_of(word: &[u8]) -> Option<i64> {
    let digits = word.iter().all(u8::is_ascii_digit).then(|| std::str::from_utf8(word).ok())??;
    digits.parse().ok()
}

/// The words between two places, and what stands for a direction: `<<<`, `(in)`.
fn words(text: &[u8], from: usize, to: usize) -> impl Iterator<Item = (&[u8], usize)> {
    let mut at = from;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..to).filter(|rest| !rest.is_empty())?;
            let start = at;
            if let Some(mark) = [&b"<<<"[..], b">>>", b"(in)", b"(out)"].into_iter().find(|mark| rest.starts_with(mark))
            {
                at += mark.len();
                return Some((mark, start));
            }
            let len = rest.iter().take_while(|octet| octet.is_ascii_alphanumeric()).count();
            at += len.max(1);
            if len > 0 {
                return rest.get(..len).map(|word| (word, start));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classification::fold::folded;
    use crate::classification::row::{Side, Strength};

    /// The alert's reason, and whether the peer sent it; whether the peer is known to be a server.
    fn said(text: &str) -> Option<(R, bool, bool)> {
        let found = read(&folded(text))?;
        found.reason().map(|reason| (reason, found.by_peer(), found.row.side == Some(Side::Client)))
    }

    #[test]
    fn an_alert_that_was_received_is_the_peers_word() {
        for text in [
            "main, RECV TLSv1.2 ALERT:  fatal, bad_certificate",
            "Received alert message (\n\"Alert\": {\n  \"level\" : \"fatal\",\n \"description\": \"bad_certificate\"\n}\n)",
            "<<< TLS 1.3, Alert [length 0002], fatal unknown_ca",
            "* TLSv1.3 (IN), TLS alert, unknown CA (560):",
            "TLS alert: fatal unknown_ca received",
            "UNKNOWN_CA alert was received over TLS from 10.0.0.1",
            "Peer sent fatal TLS alert: Unknown CA",
            "tls_process: read fatal alert bad certificate",
            "tls alert received: 42",
            "remote end: TlsAlert(fatal, CertificateUnknown)",
            "peer alert: bad certificate",
        ] {
            assert_eq!(said(text), Some((R::PeerRejectedOurCert, true, false)), "{text}");
        }
        let named = said("Received TLS alert from the server: unknown CA (48)");
        assert_eq!(named, Some((R::PeerRejectedOurCert, true, true)));
        let told = read(&folded("peer alert: bad certificate")).map(|found| found.row.strength);
        assert_eq!(told, Some(Strength::Usual), "it is told who sent it");
        for text in ["server 10.0.0.1 sent fatal alert: no application protocol", "server TLS alert 120"] {
            assert_eq!(said(text), Some((R::Alpn, true, true)), "{text}");
        }
    }

    #[test]
    fn an_alert_that_was_sent_is_our_verdict() {
        for (text, reason) in [
            ("main, SEND TLSv1.2 ALERT:  fatal, description = unknown_ca", R::UnknownIssuer),
            (">>> TLS 1.2, Alert [length 0002], fatal unknown_ca", R::UnknownIssuer),
            ("sent fatal alert: certificate expired", R::Expired),
            ("sent TLS alert 45", R::ExpiredOrNotYetValid),
            ("(OUT), TLS alert, bad certificate (554):", R::GenericVerifyFailed),
            ("sending fatal alert 'certificate_revoked' to peer", R::Revoked),
            ("fatal alert UnknownCA was sent to the peer", R::UnknownIssuer),
            ("generated server alert: fatal unknown ca", R::UnknownIssuer),
            (
                "[client #7 @1f2e] raised fatal(2) certificate_unknown(46) alert: Failed to read record",
                R::GenericVerifyFailed,
            ),
        ] {
            assert_eq!(said(text), Some((reason, false, false)), "{text}");
        }
    }

    #[test]
    fn every_alert_is_known_by_its_name_in_any_spelling() {
        for entry in ALERTS.entries.iter().filter(|entry| entry.reason.is_some()) {
            let name = entry.name;
            for text in [
                format!("RECV TLSv1.2 ALERT:  fatal, {name}"),
                format!("{} alert was received over TLS", name.to_ascii_uppercase()),
                format!("<<< TLS 1.3 Alert [length 0002], fatal {}", name.replace('_', " ")),
                format!("remote error: TlsAlert(Fatal, {})", name.replace('_', "")),
                format!("received TLS alert, code {}", entry.number),
            ] {
                let found = read(&folded(&text)).and_then(|found| found.number);
                assert_eq!(found.map(|(number, reading)| (number, reading.name)), Some((entry.number, name)), "{text}");
            }
        }
    }

    #[test]
    fn other_alerts_and_those_that_say_nothing_are_none() {
        for text in [
            "alert CertificateExpired is firing",
            "received alert: certificate expired for shop.example",
            "<<< TLS 1.2, Alert [length 0002], warning close_notify",
            "TLS alert, and then bad certificate",
            "TLS alerting: bad certificates",
            "TLS alert level=2",
            "alert",
            "",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
    }

    #[test]
    fn a_field_or_a_level_before_the_party_is_not_what_it_did() {
        let unsupported = Some((R::PeerRejectedOurCert, true, false));
        for text in ["client tls alert (43) (1)", "\"level\":\"error\",\"msg\":\"client tls alert (43) (1)\""] {
            assert_eq!(said(text), unsupported, "{text}");
        }
        assert_eq!(said("tls: generated server alert 43").map(|(_, by_peer, _)| by_peer), Some(false));
    }
}
