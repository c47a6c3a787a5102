//! One pass over a text: every place where a row's text stands.
//!
//! Of each row the longest part without `*` and `#` is its anchor. Where the gram of an anchor is (`grams`) the anchor is
//! compared, and where it stands the rest of its row is (`pattern`). A text without the gram of any row that gives a reason,
//! of a number that tells by itself what it is, or of a word of TLS, which is most lines of most logs, is not even folded
//! into memory.

use aho_corasick::AhoCorasick;

use super::codes::{BOOKS, Book, Names};
use super::continuation::Continuations;
use super::fold::{Folded, PART, Parts};
use super::found::{Match, keep, settle};
use super::grams::{Frequencies, Grams, words as last_octets};
use super::numbers;
use super::pattern::{Part, Pattern};
use super::row::{GAP, Row};
use super::stacks::STACKS;
use crate::taxonomy::{Reason, Stack};

/// Matches that are kept of one text.
const MAX_MATCHES: usize = 256;
/// Rows that are compared in one text, standing or not: a text of nothing but anchors costs milliseconds.
const MAX_COMPARED: usize = 4096;

/// Words of TLS: a text with one of them, and without a row, is unclassified; one with none of them is about something else.
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
    "thumbprint",
    "ca file",
    "ca cert",
    "ca bundle",
    "cert ",
];

/// Everything that is looked for.
pub(super) struct Index {
    words: AhoCorasick,
    /// Where one of `words` may be.
    near_words: Grams<()>,
    gates: Grams<Gate>,
    anchors: Grams<Anchor>,
    /// The texts of the anchors, one behind the other.
    octets: Vec<u8>,
    patterns: Vec<Pattern>,
    pub(super) continuations: Continuations,
}

/// What makes a text worth reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gate {
    /// A number without a sign may be near.
    Number,
    /// A row or a word of TLS may be near.
    Text,
}

/// The text by which some patterns are found.
#[derive(Clone, Copy, Debug)]
struct Anchor {
    /// Where in `octets` it begins.
    start: u32,
    len: u32,
    /// The first of the patterns; all of them have this anchor.
    first: u32,
    end: u32,
    /// Octets from its beginning to the place where its gram is found.
    to_gram: u32,
}

impl Index {
    pub(super) fn new() -> Self {
        let files = STACKS
            .iter()
            .flat_map(|file| file.rows.iter().map(move |row| Pattern::new(row, row.stack.unwrap_or(file.stack))));
        let names = names().into_iter().map(|(row, stack)| Pattern::new(row, stack));
        let mut patterns: Vec<_> = files.chain(names).collect();
        patterns.sort_by(|a, b| a.anchor().cmp(b.anchor()));
        let frequencies = Frequencies::of(patterns.iter().map(Pattern::anchor));
        let (mut anchors, mut octets, mut first) = (Vec::new(), Vec::new(), 0);
        for same in patterns.chunk_by(|a, b| a.anchor() == b.anchor()) {
            let end = first + same.len() as u32;
            let text = same.first().map(Pattern::anchor).unwrap_or_default();
            let (start, len) = (octets.len() as u32, text.len() as u32);
            octets.extend_from_slice(text);
            anchors
                .extend(frequencies.places(text).map(|places| (places, Anchor { start, len, first, end, to_gram: 0 })));
            first = end;
        }
        let found_by = |at: usize, before: usize| Anchor { to_gram: before as u32, ..anchors[at].1 };
        let found_by = Grams::new(anchors.iter().map(|(places, _)| *places), found_by);
        Self {
            words: words(),
            near_words: Grams::new(WORDS.iter().filter_map(|word| frequencies.places(word.as_bytes())), |_, _| ()),
            gates: gates(&patterns, &frequencies),
            anchors: found_by,
            continuations: Continuations::new(patterns.iter()),
            octets,
            patterns,
        }
    }

    /// Whether a long text may have anything in it that says something. Keeps nothing of it but a part at a time, which begins
    /// with the end of the one before: no gram and no number is longer than that.
    fn is_suspect(&self, text: &[u8], joined: bool) -> bool {
        const KEPT: usize = 32;
        let mut part = [b' '; KEPT + PART + Folded::BEHIND];
        let mut parts = Parts::of(text, joined);
        while let Some(len) = parts.next(part.get_mut(KEPT..KEPT + PART).unwrap_or_default()) {
            let end = KEPT + len;
            part[end] = b' ';
            if self.is_open(&part[..end + Folded::BEHIND]) {
                return true;
            }
            part.copy_within(end - KEPT..end, 0);
        }
        false
    }

    /// Whether a folded text between blanks is worth reading: it has the gram of a row, a word of TLS, or a number.
    fn is_open(&self, text: &[u8]) -> bool {
        let mut numbers = memchr::memchr(b'-', text).is_some();
        for (_, last) in last_octets(text) {
            if self.gates.is_none(last) {
                continue;
            }
            let mut texts = false;
            self.gates.ending(last, |gate| match gate {
                Gate::Number => numbers = true,
                Gate::Text => texts = true,
            });
            if texts {
                return true;
            }
        }
        numbers && numbers::tell(text)
    }

    /// Whether a text has a word of TLS.
    pub(super) fn speaks_of_tls(&self, text: &Folded) -> bool {
        let near = last_octets(text.with_blanks()).any(|(_, last)| !self.near_words.is_none(last));
        near && self.words.is_match(&**text)
    }

    /// All matches in a folded text, those within others left out, by place.
    ///
    /// Reasons of rows that begin where something was found, and may go on behind the end of the text, are `unfinished`.
    fn matches(&self, text: &Folded, found: &mut Vec<Match>, unfinished: &mut Vec<(usize, Reason)>) {
        let mut compared = 0;
        for (end, last) in last_octets(text.with_blanks()) {
            if self.anchors.is_none_in_kin(last) {
                continue;
            }
            self.anchors.ending(last, |anchor| compared += self.compare(anchor, text, end, found, unfinished));
            if found.len() >= MAX_MATCHES || compared >= MAX_COMPARED {
                break;
            }
        }
        settle(found);
    }

    /// Compares the patterns of an anchor whose gram ends at a place; tells how many these were.
    fn compare(
        &self,
        anchor: &Anchor,
        text: &[u8],
        gram_end: usize,
        found: &mut Vec<Match>,
        unfinished: &mut Vec<(usize, Reason)>,
    ) -> usize {
        let Some(start) = gram_end.checked_sub(anchor.to_gram as usize) else { return 0 };
        let octets = self.octets.get(anchor.start as usize..(anchor.start + anchor.len) as usize).unwrap_or_default();
        if !text.get(start..).is_some_and(|text| text.starts_with(octets)) {
            return 0;
        }
        let end = start + octets.len();
        let patterns = self.patterns.get(anchor.first as usize..anchor.end as usize).unwrap_or_default();
        for pattern in patterns {
            match (pattern.stands(text, start, end), pattern.row.reason) {
                (Some(stands), _) => keep(found, stands),
                (None, Some(reason)) if pattern.opens_with_anchor() && text.len() - end < GAP => {
                    unfinished.push((start, reason));
                }
                _ => {}
            }
        }
        patterns.len()
    }
}

/// Grams of every row that gives a reason, by a number or by itself, of the words, and of numbers.
fn gates(patterns: &[Pattern], frequencies: &Frequencies) -> Grams<Gate> {
    let says = |pattern: &&Pattern| pattern.row.reason.is_some() || pattern.row.book.is_some();
    let rows = patterns.iter().filter(says);
    let rows = rows.filter_map(|pattern| frequencies.least_everyday(pattern.parts.iter().filter_map(Part::text)));
    let places = |text: &&str| frequencies.places(text.as_bytes());
    let texts = rows.chain(WORDS.iter().filter_map(places)).map(|places| (places, Gate::Text));
    let numbers = numbers::BEGINNINGS.iter().filter_map(places).map(|places| (places, Gate::Number));
    let (places, gates): (Vec<_>, Vec<_>) = texts.chain(numbers).unzip();
    Grams::new(places.into_iter(), |at, _| gates[at])
}

// Only too many or too long patterns fail to build, and these are constants, which every test builds.
#[allow(clippy::expect_used, reason = "the patterns are constants")]
fn words() -> AhoCorasick {
    AhoCorasick::builder().ascii_case_insensitive(true).build(WORDS).expect("constant patterns build")
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
                let row = move |text| Row { reason: entry.reason, by_peer, ..Row::new(text) }.seen(book.source);
                texts(book, entry.name).into_iter().map(move |text| (row(text), book.stack))
            })
        })
        .collect();
    Vec::leak(rows).iter().map(|(row, stack)| (row, *stack)).collect()
}

/// What was found in a text.
#[derive(Debug)]
pub(super) struct Scan {
    pub(super) folded: Folded,
    /// Whether line breaks were taken out.
    pub(super) joined: bool,
    pub(super) found: Vec<Match>,
    /// Where rows begin that may go on behind the end of the text, and their reasons.
    pub(super) unfinished: Vec<(usize, Reason)>,
}

impl Index {
    /// Folds a text, with `joined` without its line breaks, and finds what stands in it. `None` for one without a gate, in which
    /// nothing can.
    pub(super) fn scan(&self, text: &[u8], joined: bool) -> Option<Scan> {
        // A long one is not copied to be thrown away.
        if text.len() > Folded::SHORT && !self.is_suspect(text, joined) {
            return None;
        }
        let folded = Folded::new(text, joined);
        if !self.is_open(folded.with_blanks()) {
            return None;
        }
        let mut scan = Scan { folded, joined, found: Vec::new(), unfinished: Vec::new() };
        self.matches(&scan.folded, &mut scan.found, &mut scan.unfinished);
        numbers::find(&scan.folded, &mut scan.found);
        Some(scan)
    }
}
