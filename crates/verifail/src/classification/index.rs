//! One pass over a text: every place where a row's text stands.
//!
//! Of each row the longest part without `*` and `#` is its anchor. Where the gram of an anchor is (`grams`) the anchor
//! is compared, and where it stands the rest of its row is (`pattern`). The same pass tells whether a text is worth
//! reading at all: one without the least everyday part of any row that gives a reason, without a number that tells by
//! itself what it is, without a word of TLS and without one of failing, which is most lines of most logs, says nothing
//! whatever else stands in it.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::ops::{ControlFlow, Range};

use arrayvec::ArrayVec;

use super::codes::{BOOKS, Book, Entry, Names};
use super::continuation::Continuations;
use super::elsewhere::FAILING;
use super::fold::{self, Folded, PART};
use super::found::{Match, keep, settle};
use super::grams::{Frequencies, Grams, with_blanks};
use super::numbers;
use super::pattern::{Parts, Pattern};
use super::row::{GAP, Row};
use super::stacks::STACKS;
use super::wording::is_level_word;
use crate::taxonomy::{Reason, Stack};

/// Matches that are kept of one text.
const MAX_MATCHES: usize = 256;
/// Rows that are compared in one text, standing or not: a text of nothing but anchors costs milliseconds.
const MAX_COMPARED: usize = 4096;

/// Words of TLS: a text with one of them, and without a row, is unclassified; one with none of them is likely about
/// something else.
const WORDS: &[&str] = &[
    "tls",
    "ssl",
    "certificat",
    "certificad",
    "x509",
    "x.509",
    "handshake",
    "pkix",
    "zertifikat",
    "сертификат",
    "证书",
    "証明書",
    "cipher",
    "private key",
    "ocsp",
    "truststore",
    "trust anchor",
    "revocation",
    "crl",
    "trust store",
    "self signed",
    "root ca",
    "thumbprint",
    "ca file",
    "ca cert",
    "ca bundle",
    "cert ",
];

/// Everything that is looked for.
pub(super) struct Index {
    sought: Grams<Anchor>,
    texts: Texts,
    patterns: Vec<Pattern>,
    pub(super) continuations: Continuations,
}

/// A text that is looked for. There are two of each: sixteen octets are a quarter of a line of a cache.
#[derive(Clone, Copy, Debug, Default)]
struct Anchor {
    text: Known,
    /// The first of the patterns that are found by it, all of which have this anchor.
    first: u32,
    patterns: u16,
    tells: Tells,
}

const _: () = assert!(size_of::<Anchor>() == 16);

/// What a text tells besides that patterns may be there, a bit each.
#[derive(Clone, Copy, Debug, Default)]
struct Tells(u8);

impl Tells {
    /// That a text which has it is worth reading.
    const OPENS: Self = Self(1);
    /// That a text which has it speaks of TLS.
    const TLS: Self = Self(2);
    /// That something fails.
    const FAILS: Self = Self(4);
    /// That a number without a sign may be near.
    const NUMBER: Self = Self(8);

    /// Whether it tells any of these.
    const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Where an anchor stands.
#[derive(Clone, Copy)]
struct Standing<'i> {
    anchor: &'i Anchor,
    start: usize,
    end: usize,
}

/// Words of failing that are kept of a text.
const MOST_FAILING: usize = 16;
/// Anchors that stand in a text at most, of those whose patterns are compared without looking for them once more.
const MOST_STANDING: usize = 32;

/// A text that is compared where its gram ends.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// Where among the [`Texts`] it begins.
    start: u32,
    len: u16,
    /// Octets from its beginning to the place where its gram is found.
    to_gram: u16,
}

/// Texts that are compared, one behind the other.
#[derive(Debug, Default)]
struct Texts(Vec<u8>);

impl Texts {
    fn keep(&mut self, text: &[u8]) -> Known {
        let (start, len) = (self.0.len() as u32, text.len() as u16);
        self.0.extend_from_slice(text);
        Known { start, len, to_gram: 0 }
    }

    fn of(&self, known: &Known) -> &[u8] {
        self.0.get(known.start as usize..known.start as usize + usize::from(known.len)).unwrap_or_default()
    }

    /// Where a known text stands whose gram ends at a place.
    fn standing(&self, known: &Known, text: &[u8], gram_end: usize) -> Option<(usize, usize)> {
        let start = gram_end.checked_sub(known.to_gram.into())?;
        let octets = self.of(known);
        text.get(start..)?.starts_with(octets).then_some((start, start + octets.len()))
    }

    /// Whether it may stand there in a text of which this is a part.
    fn may_stand(&self, known: &Known, part: &[u8], gram_end: usize) -> bool {
        let start = gram_end.checked_sub(known.to_gram.into());
        let behind = |start| part.get(start..).unwrap_or_default();
        start.is_none_or(|start| self.of(known).iter().zip(behind(start)).all(|(known, octet)| known == octet))
    }
}

impl Index {
    pub(super) fn new() -> Self {
        let files = STACKS
            .iter()
            .flat_map(|file| file.rows.iter().map(move |row| (Parts::of(row), row, row.stack.unwrap_or(file.stack))));
        let names = names().into_iter().map(|(row, stack)| (Parts::of(row), row, stack));
        let mut rows: Vec<_> = files.chain(names).collect();
        rows.sort_by(|(a, ..), (b, ..)| a.anchor().cmp(b.anchor()));
        let patterns = rows.iter().map(|(parts, row, stack)| Pattern::new(row, *stack, parts)).collect();
        let rows: Vec<_> = rows.into_iter().map(|(parts, row, _)| (parts, row)).collect();
        let frequencies = Frequencies::of(rows.iter().map(|(parts, _)| parts.anchor()));
        let mut texts = Texts::default();
        let anchors = anchors(&rows, &frequencies, &mut texts);
        let sought = anchors.iter().filter_map(|anchor| {
            let text = texts.of(&anchor.text);
            Some(((text, frequencies.places(text)?), *anchor))
        });
        let (of_texts, sought): (Vec<_>, Vec<_>) = sought.unzip();
        let sought = Grams::new(of_texts.into_iter(), |at, before| {
            let anchor: Anchor = sought[at];
            Anchor { text: Known { to_gram: before as u16, ..anchor.text }, ..anchor }
        });
        Self { sought, texts, continuations: Continuations::new(&rows), patterns }
    }

    /// Whether a long text may have anything in it that says something. Keeps nothing of it but a part at a time, which
    /// begins with the end of the one before: no gram and no number is longer than that.
    fn is_suspect(&self, text: &[u8], joined: bool) -> bool {
        const KEPT: usize = 32;
        const MOST: usize = KEPT - Folded::BEFORE + PART;
        let mut part = [b' '; with_blanks(MOST)];
        let mut parts = fold::Parts::of(text, joined);
        while let Some(len) = parts.next(part.get_mut(KEPT..KEPT + PART).unwrap_or_default()) {
            let end = KEPT + len;
            let padded = with_blanks(end - Folded::BEFORE);
            part[end..padded].fill(b' ');
            if self.is_open(&part[..padded], end) {
                return true;
            }
            part.copy_within(end - KEPT..end, 0);
        }
        false
    }

    /// Whether a part of a folded text, between blanks, has something that makes the whole worth reading. A text that
    /// goes on behind the part, or began before, may be one that is known.
    fn is_open(&self, padded: &[u8], end: usize) -> bool {
        let part = padded.get(Folded::BEFORE..end).unwrap_or_default();
        let mut numbers = memchr::memchr(b'-', part).is_some();
        let opens = self.sought.all_of_part(padded, |gram_end, anchor| {
            let opens = anchor.tells.has(Tells::OPENS.and(Tells::FAILS));
            if opens && self.texts.may_stand(&anchor.text, part, gram_end) {
                return ControlFlow::Break(());
            }
            numbers |= anchor.tells.has(Tells::NUMBER);
            ControlFlow::Continue(())
        });
        opens.is_break() || (numbers && numbers::tell(padded))
    }

    /// All matches in a folded text, those within others left out, by place; `None` where nothing makes it worth
    /// reading.
    pub(super) fn read(&self, folded: &Folded) -> Option<Read> {
        let (text, padded): (&[u8], _) = (folded, folded.with_blanks());
        let mut numbers = memchr::memchr(b'-', text).is_some();
        let (mut opens, mut speaks_of_tls, mut more) = (false, false, false);
        let mut failing = ArrayVec::<Range<usize>, MOST_FAILING>::new();
        let mut standing = ArrayVec::<Standing<'_>, MOST_STANDING>::new();
        let ControlFlow::Continue(()) = self.sought.all(padded, |gram_end, anchor| {
            if let Some((start, end)) = self.texts.standing(&anchor.text, text, gram_end) {
                opens |= anchor.tells.has(Tells::OPENS);
                speaks_of_tls |= anchor.tells.has(Tells::TLS);
                numbers |= anchor.tells.has(Tells::NUMBER);
                if anchor.tells.has(Tells::FAILS) {
                    if failing.is_full() {
                        failing.retain(|word| !is_level_word(text, word.start, word.end));
                    }
                    // Of so many words that are no levels one is the first.
                    let _ = failing.try_push(start..end);
                }
                more |= anchor.patterns > 0 && standing.try_push(Standing { anchor, start, end }).is_err();
            }
            ControlFlow::<Infallible>::Continue(())
        });
        let worth_reading = opens || (numbers && numbers::tell(padded));
        // What speaks of TLS is not read for that.
        let is_level = |word: &Range<usize>| is_level_word(text, word.start, word.end);
        let failing = failing.into_iter().filter(|word| !speaks_of_tls && !is_level(word));
        let fails = failing.min_by_key(|word| word.start);
        if !worth_reading && fails.is_none() {
            return None;
        }
        let mut read = Read { speaks_of_tls, fails, found: Vec::new(), unfinished: Vec::new() };
        if !worth_reading {
            return Some(read);
        }
        if more {
            self.matches(text, padded, &mut read);
        } else {
            standing.iter().for_each(|standing| self.compare(*standing, text, &mut read));
        }
        settle(&mut read.found);
        numbers::find(text, &mut read.found);
        Some(read)
    }

    /// Where the words of a match stand, without what is in its row's gaps.
    pub(super) fn words(&self, text: &[u8], found: &Match) -> Vec<Range<usize>> {
        let whole = || std::iter::once(found.start..found.end).collect();
        let pattern = self.patterns.iter().find(|pattern| std::ptr::eq(pattern.row, found.row));
        pattern.map_or_else(whole, |pattern| pattern.words(text, found))
    }

    /// Compares the patterns of a text where very many anchors stand, as far as that is bearable.
    fn matches(&self, text: &[u8], padded: &[u8], read: &mut Read) {
        let mut compared = 0;
        // What is beyond these is not looked at, and nothing is to be done about that.
        let _ = self.sought.all(padded, |gram_end, anchor| {
            if let Some((start, end)) = self.texts.standing(&anchor.text, text, gram_end) {
                compared += usize::from(anchor.patterns);
                self.compare(Standing { anchor, start, end }, text, read);
            }
            let enough = read.found.len() >= MAX_MATCHES || compared >= MAX_COMPARED;
            if enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
    }

    /// Compares the patterns of an anchor where it stands. Reasons of rows that begin there, and may go on behind the
    /// end of the text, are unfinished.
    fn compare(&self, standing: Standing<'_>, text: &[u8], read: &mut Read) {
        let Standing { anchor, start, end } = standing;
        let first = anchor.first as usize;
        let patterns = self.patterns.get(first..first + usize::from(anchor.patterns)).unwrap_or_default();
        for pattern in patterns {
            match pattern.stands(text, start, end) {
                Some(stands) => keep(&mut read.found, stands),
                // Only of these a row is looked at that does not stand: it is in nobody's cache.
                None if pattern.opens_with_anchor() && text.len() - end < GAP => {
                    read.unfinished.extend(pattern.row.reason.map(|reason| (start, reason)));
                }
                None => {}
            }
        }
    }
}

/// The texts that are looked for: anchors of patterns, of every row that gives a reason, by a number or by itself, the
/// least everyday text, and words of TLS.
fn anchors(rows: &[(Parts, &Row)], frequencies: &Frequencies, texts: &mut Texts) -> Vec<Anchor> {
    let says = rows.iter().filter(|(_, row)| row.reason.is_some() || row.book.is_some());
    let opening = says.filter_map(|(parts, _)| frequencies.least_everyday(parts.texts()));
    let mut anchors: BTreeMap<&[u8], Anchor> = BTreeMap::new();
    for (at, (parts, _)) in (0..).zip(rows) {
        let anchor = anchors.entry(parts.anchor()).or_insert(Anchor { first: at, ..Anchor::default() });
        anchor.patterns += 1;
    }
    let words = WORDS.iter().map(|word| (word.as_bytes(), Tells::TLS.and(Tells::OPENS)));
    let failing = FAILING.iter().map(|word| (word.as_bytes(), Tells::FAILS));
    let numbers = numbers::BEGINNINGS.iter().map(|beginning| (beginning.as_bytes(), Tells::NUMBER));
    let opening = opening.into_iter().map(|text| (text, Tells::OPENS));
    for (text, tells) in opening.chain(words).chain(failing).chain(numbers) {
        let anchor = anchors.entry(text).or_default();
        anchor.tells = anchor.tells.and(tells);
    }
    anchors.into_iter().map(|(text, anchor)| Anchor { text: texts.keep(text), ..anchor }).collect()
}

/// The names of the books whose names prove something, as rows.
///
/// They are made once, for the constant that the index is, and live as long.
fn names() -> Vec<(&'static Row, Stack)> {
    let texts = |book: &'static Book, name: &'static str| match book.names {
        Names::Common => Vec::new(),
        Names::Distinctive => vec![name],
        Names::Between(words) => words.iter().map(|(l, r)| &*String::leak(format!("{l}{name}{r}"))).collect(),
    };
    let rows: Vec<_> = BOOKS
        .iter()
        .flat_map(|book| {
            book.entries.iter().flat_map(move |entry| {
                let by_peer = book.by_peer || entry.by_peer;
                let row = move |text| {
                    let Entry { reason, undecided, .. } = *entry;
                    Row { reason, by_peer, undecided, ..Row::new(text) }.seen(book.source)
                };
                texts(book, entry.name).into_iter().map(move |text| (row(text), book.stack))
            })
        })
        .collect();
    Vec::leak(rows).iter().map(|(row, stack)| (row, *stack)).collect()
}

/// What a text that is worth reading has.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) found: Vec<Match>,
    /// Where rows begin that may go on behind the end of the text, and their reasons.
    pub(super) unfinished: Vec<(usize, Reason)>,
    /// Whether it has a word of TLS.
    pub(super) speaks_of_tls: bool,
    /// Where it says first that something fails.
    pub(super) fails: Option<Range<usize>>,
}

/// What was found in a text.
#[derive(Debug)]
pub(super) struct Scan {
    pub(super) folded: Folded,
    /// Whether line breaks were taken out.
    pub(super) joined: bool,
    pub(super) read: Read,
}

impl Index {
    /// Folds a text, with `joined` without its line breaks, and finds what stands in it. `None` for one in which
    /// nothing is that makes it worth reading.
    pub(super) fn scan(&self, text: &[u8], joined: bool) -> Option<Scan> {
        // A long one is not copied to be thrown away.
        if text.len() > Folded::SHORT && !self.is_suspect(text, joined) {
            return None;
        }
        let folded = Folded::new(text, joined);
        let read = self.read(&folded)?;
        Some(Scan { folded, joined, read })
    }
}
