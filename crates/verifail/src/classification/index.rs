//! One pass over a text: every place where a row's text stands.
//!
//! Of each row the longest part without `*` and `#` is its anchor. Where the gram of an anchor is (`grams`) the anchor is
//! compared, and where it stands the rest of its row is (`pattern`). A text without the gram of any row that gives a reason,
//! of a number that tells by itself what it is, or of a word of TLS, which is most lines of most logs, is not even folded
//! into memory.

use std::ops::ControlFlow;

use aho_corasick::AhoCorasick;

use super::codes::{BOOKS, Book, Names};
use super::continuation::Continuations;
use super::fold::{Folded, fold};
use super::found::{Match, settle};
use super::grams::{BEFORE, Frequencies, Grams, Place, append, words as last_octets};
use super::pattern::{Part, Pattern};
use super::row::{GAP, Row};
use super::stacks::STACKS;
use crate::taxonomy::{Reason, Stack};

/// Matches that are kept of one text.
const MAX_MATCHES: usize = 256;
/// Rows that are compared in one text, standing or not: a text of nothing but anchors costs milliseconds.
const MAX_COMPARED: usize = 4096;

/// Words of TLS: a text with one of them, and without a row, is unclassified; one with none of them is about something else.
const WORDS: &[&str] =
    &["tls", "ssl", "certificat", "x509", "x.509", "handshake", "pkix", "zertifikat", "сертификат", "证书"];

/// How numbers begin that tell by themselves what they are: no row knows the words before them. `?` is any digit.
const NUMBERS: &[&str] = &[
    "-0x?", "-120", "-121", "-122", "-163", "-214", "-262", "-67?", "-80?", "-81?", "-98?", "-998", "0x8?", "2148",
    "4294", "8007", "8009", "800b",
];

/// Everything that is looked for.
pub(super) struct Index {
    words: AhoCorasick,
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
    /// A number begins, if it is not within a word.
    Number,
    /// A row or a word of TLS may be near.
    Text,
}

/// The text by which some patterns are found.
#[derive(Debug)]
struct Anchor {
    /// Where in `octets` it begins.
    start: u32,
    len: u32,
    /// The first of the patterns; all of them have this anchor.
    first: u32,
    end: u32,
    /// Octets from its beginning to the end of its gram.
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
            let anchor = same.first().map(Pattern::anchor).unwrap_or_default();
            let (start, len) = (octets.len() as u32, anchor.len() as u32);
            octets.extend_from_slice(anchor);
            let place = frequencies.place(anchor);
            let anchor = |place: Place| (place, Anchor { start, len, first, end, to_gram: place.end() as u32 });
            anchors.extend(place.map(anchor));
            first = end;
        }
        Self {
            words: words(),
            gates: gates(&patterns, &frequencies),
            anchors: Grams::new(anchors),
            continuations: Continuations::new(patterns.iter()),
            octets,
            patterns,
        }
    }

    /// Whether a long text may have anything in it that says something. Keeps nothing of it.
    fn is_suspect(&self, text: &[u8], joined: bool) -> bool {
        let mut last = BEFORE;
        let seen = fold(text, joined, |octet, _| {
            last = append(last, octet);
            if self.is_gate(last) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        seen.is_break()
    }

    #[inline]
    fn is_gate(&self, last: u64) -> bool {
        !self.gates.is_none(last) && self.opens(last)
    }

    #[inline(never)]
    fn opens(&self, last: u64) -> bool {
        // Numbers begin with short grams.
        let within_a_word = last.to_le_bytes().get(3).is_some_and(u8::is_ascii_alphanumeric);
        self.gates.ending(last).any(|gate| *gate == Gate::Text || !within_a_word)
    }

    /// Whether a text has a word of TLS.
    pub(super) fn speaks_of_tls(&self, text: &[u8]) -> bool {
        self.words.is_match(text)
    }

    /// All matches in a folded text, those within others left out, by place.
    ///
    /// Reasons of rows that begin where something was found, and may go on behind the end of the text, are `unfinished`.
    fn matches(&self, text: &Folded, found: &mut Vec<Match>, unfinished: &mut Vec<(usize, Reason)>) {
        let mut compared = 0;
        for (at, last) in last_octets(text.with_blanks()).enumerate() {
            if self.anchors.is_none_in_kin(last) {
                continue;
            }
            for anchor in self.anchors.ending(last) {
                compared += self.compare(anchor, text, at + 1, found, unfinished);
            }
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
                (Some(stands), _) => found.push(stands),
                (None, Some(reason)) if pattern.opens_with_anchor() && text.len() - end < GAP => {
                    unfinished.push((start, reason));
                }
                _ => {}
            }
        }
        patterns.len()
    }
}

/// One gram of every row that gives a reason, by a number or by itself, of the numbers, and of the words.
fn gates(patterns: &[Pattern], frequencies: &Frequencies) -> Grams<Gate> {
    let says = |pattern: &&Pattern| pattern.row.reason.is_some() || pattern.row.book.is_some();
    let rows = patterns.iter().filter(says);
    let rows = rows.filter_map(|pattern| frequencies.least_everyday(pattern.parts.iter().filter_map(Part::text)));
    let words = WORDS.iter().filter_map(|word| frequencies.place(word.as_bytes()));
    let texts = rows.chain(words).map(|place| (place, Gate::Text));
    let spellings = NUMBERS.iter().flat_map(|number| {
        let digits: &[u8] = if number.contains('?') { b"0123456789abcdef" } else { b"0" };
        digits.iter().map(|digit| number.replace('?', char::from(*digit).encode_utf8(&mut [0; 4])))
    });
    let numbers = spellings.filter_map(|number| Some((frequencies.place(number.as_bytes())?, Gate::Number)));
    Grams::new(texts.chain(numbers).collect())
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
        if !last_octets(folded.with_blanks()).any(|last| self.is_gate(last)) {
            return None;
        }
        let mut scan = Scan { folded, joined, found: Vec::new(), unfinished: Vec::new() };
        self.matches(&scan.folded, &mut scan.found, &mut scan.unfinished);
        super::numbers::find(&scan.folded, &mut scan.found);
        Some(scan)
    }
}
