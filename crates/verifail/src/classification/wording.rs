//! Sentences of programs that no stack's rows know, read by their words: a verb, what it is done to, and how that went.
//!
//! A last resort. It is asked where rows say nothing, or only that something failed, of a text that speaks of TLS. Each
//! word belongs to some classes by its beginning ([`vocabulary`]); a rule of [`rules`] holds where words of all its
//! classes stand near each other in one clause, in whatever order. What it says is a guess that any row outweighs, and
//! the text may always go on to say something else.
//!
//! A certificate may be anybody's: where a text is about signing code, about tokens or about having a certificate
//! issued, only rules that name TLS hold.

mod alerts;
mod rules;
#[cfg(test)]
mod sentences;
mod stems;
mod vocabulary;

use arrayvec::ArrayVec;

pub(super) use self::alerts::read as alert;
use self::rules::{CALM_ROW, RULES, Rule};
use self::stems::{class, classes_of_all_longer, classes_of_longer, may_go_on};
use self::vocabulary::{CALM, CERTIFICATE, Class, FAILS, HANDSHAKE, MAYBE, NOT, OTHER, TLS, WRONG};
use super::found::Match;
use crate::taxonomy::Stack;

/// Words that are looked at in a text: more than a kilobyte has, with what a log writes around it.
const MAX_WORDS: usize = 640;
/// How many words stand between the first and the last of a rule's at most.
const NEAR: usize = 9;
/// How many words behind the last of a rule's may prevent it.
const BESIDE: usize = 4;

/// How many words behind its subject a text has that tells of something, where nothing says that it went well.
const TOLD: usize = 5;

/// Words of a logger's that say that all is well, as they do in a text's own sentences.
const CALM_LEVELS: &[&[u8]] = &[b"debug", b"info", b"notice", b"trace", b"verbose"];

/// Words that are a logger's as well.
const LEVELS: &[&[u8]] = &[b"crit", b"critical", b"err", b"error", b"fatal", b"warn", b"warning"];

/// One word of a text.
#[derive(Clone, Copy)]
struct Word {
    class: Class,
    /// What it may be besides, where the text may have been cut off within it: it prevents a rule, and makes none
    /// stand.
    perhaps: Class,
    start: usize,
    end: usize,
    /// Which clause it stands in.
    clause: usize,
    /// Whether it is a logger's, and no part of what is told.
    level: bool,
}

/// What a folded text says that speaks of TLS, as far as its words tell.
pub(super) fn read(text: &[u8]) -> Option<Match> {
    // What is no word of any class counts as one between others.
    // Filled in place: to collect them is to copy all there is room for.
    let mut words = ArrayVec::<Word, MAX_WORDS>::new();
    words.extend(Words::of(text).take(MAX_WORDS));
    let all = words.iter().fold(0, |all, word: &Word| all | word.class);
    let about_another = all & OTHER != 0;
    let rules = RULES.iter().filter(|rule| rule.names_tls || !about_another);
    // A rule whose classes are not all in the text stands nowhere in it.
    let mut rules = rules.filter(|rule| rule.near.iter().all(|class| all & class != 0));
    let said = rules.find_map(|rule| stands(rule, &words).map(|(start, end)| (&rule.row, start, end)));
    let calm = || {
        let word = words.iter().find(|word| word.class & CALM != 0)?;
        let subject = words.iter().position(|word| word.class & (TLS | CERTIFICATE | HANDSHAKE) != 0)?;
        // What only begins to speak of TLS may go on to say that it failed.
        let tells = words.iter().skip(subject).any(|word| word.class & CALM != 0) || words.len() - subject > TOLD;
        (all & WRONG == 0 && tells).then_some((&CALM_ROW, word.start, word.end))
    };
    let (row, start, end) = said.or_else(calm)?;
    Some(Match::new(row, Stack::Shared, start..end, None))
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
        let prevented = |word: &Word| {
            (word.class | word.perhaps) & (rule.unless | MAYBE) != 0 && word.clause == here.clause && !word.level
        };
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
        // Quotes behind it are not a word's own, as those within are.
        let quotes = word.iter().rev().take_while(|octet| **octet == b'\'').count();
        let word = word.get(..len - quotes).unwrap_or_default();
        let ends_the_text = quotes == 0 && self.at == self.text.len();
        let is_level = || is_level(self.text, start, start + word.len());
        // Most words are told from levels by their first octet.
        let level = matches!(word.first(), Some(b'c' | b'e' | b'f' | b'w')) && LEVELS.contains(&word) && is_level();
        let calm =
            matches!(word.first(), Some(b'd' | b'i' | b'n' | b't' | b'v')) && CALM_LEVELS.contains(&word) && is_level();
        let before = || self.text.get(..start).unwrap_or_default().trim_ascii_end();
        let cut = ends_the_text && may_go_on(word);
        let perhaps = if cut { classes_of_longer(word) } else { 0 };
        let class = match word {
            _ if level => 0,
            // The middle of a host's name.
            _ if self.text.get(self.at) == Some(&b'.')
                && self.text.get(..start).is_some_and(|text| text.ends_with(b".")) =>
            {
                0
            }
            b"not" if ends_with_word(before(), b"could") || ends_with_word(before(), b"can") => FAILS | NOT,
            _ if word.starts_with(b"timeout") && is_setting(self.text, self.at) => 0,
            // Perhaps cut off within another word.
            _ if cut => classes_of_all_longer(word),
            _ => class(word),
        };
        Some(Word { class, perhaps, start, end: self.at, clause: self.clause, level: calm })
    }
}

/// Whether a word that ends there names a setting, alone or with its unit, whose value is told: `timeout_ms=60000`.
fn is_setting(text: &[u8], end: usize) -> bool {
    const UNITS: &[&[u8]] = &[b"", b" millis", b" ms", b" msec", b" s", b" sec", b" secs", b" seconds"];
    let rest = text.get(end..).unwrap_or_default();
    UNITS.iter().any(|unit| rest.strip_prefix(*unit).is_some_and(|rest| rest.starts_with(b"=")))
}

/// Whether a text ends with a word, and not with the end of another.
fn ends_with_word(text: &[u8], word: &[u8]) -> bool {
    let before = text.strip_suffix(word);
    before.is_some_and(|before| before.last().is_none_or(|octet| !octet.is_ascii_alphanumeric()))
}

/// Whether what stands there is the name of a level, and a logger's.
pub(super) fn is_level_word(text: &[u8], start: usize, end: usize) -> bool {
    text.get(start..end).is_some_and(|word| LEVELS.contains(&word)) && is_level(text, start, end)
}

/// Whether a word is the level that a logger gave a text, which is no word of it: it stands alone between marks, or
/// behind a time, or behind its own name.
fn is_level(text: &[u8], start: usize, end: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().trim_ascii_end();
    let last = before.rsplit(|octet| !octet.is_ascii_alphanumeric()).next().unwrap_or_default();
    let named = before.strip_suffix(b"':'").or(before.strip_suffix(b"=")).or(before.strip_suffix(b"='"));
    let named =
        named.is_some_and(|before| [&b"level"[..], b"lvl", b"severity"].iter().any(|name| before.ends_with(name)));
    let alone = text.get(end).is_none_or(|next| matches!(next, b':' | b']' | b'\'' | b'>' | b'|' | b')' | b','));
    named || alone && last.first().is_none_or(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::taxonomy::Reason as R;

    fn said(text: &str) -> Option<R> {
        read(text.as_bytes()).and_then(|found| found.row.reason)
    }

    #[test]
    fn a_sentence_says_what_its_words_do_in_any_order() {
        for (text, reason) in [
            ("unable to load the ca certificate list from /etc/x", R::TrustStoreUnavailable),
            ("certificate of peer: host name 'a' does not match", R::NameMismatch),
            ("loading of private key failed", R::LocalCredentialError),
            ("tls handshake with 10.0.0.1 was reset", R::HandshakeReset),
            ("tls handshake with the server: timeout of 10 s exceeded", R::HandshakeTimeout),
            ("tls handshake failed, timeout millis=60000", R::GenericHandshakeFailure),
            ("thumbprint does not match 'aa'", R::PinMismatch),
            ("the certificate was revoked", R::Revoked),
            ("client did not send a certificate", R::ClientCertRequired),
            ("info: tls session established", R::TlsNotFailure),
            ("'tls peer: unknown ca'", R::UnknownIssuer),
            ("{'msg':'tls peer: unknown ca''}", R::UnknownIssuer),
            ("{'msg':'could not do tls'}", R::GenericHandshakeFailure),
            ("failed to open tls connection to the server", R::GenericHandshakeFailure),
            ("failed to load signing certificate of the provisioning profile", R::NotTlsRelated),
        ] {
            assert_eq!(said(text), Some(reason), "{text}");
        }
    }

    #[test]
    fn another_clause_and_too_far_apart_say_nothing() {
        for text in ["the certificate is here. the name does differ; nothing", "hello world", ""] {
            assert_eq!(said(text), None, "{text}");
        }
    }

    #[test]
    fn the_words_of_a_rule_stand_near_each_other() {
        let apart = |count: usize| said(&format!("the certificate {}was revoked", "so ".repeat(count)));
        // Beside the two that say it there is one more here.
        assert_eq!(apart(NEAR - 2), Some(R::Revoked));
        assert_eq!(apart(NEAR - 1), None);
    }

    #[test]
    fn what_is_denied_or_only_begun_is_no_failure_and_no_success() {
        for text in ["tls session is not new", "the tls handshake has not begun", "session established, tls"] {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
