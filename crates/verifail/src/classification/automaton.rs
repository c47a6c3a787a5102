//! One pass over a text: every place where a row's text stands.
//!
//! Of each row the longest part without `*` and `#` is its anchor. All anchors are found in one pass of an Aho–Corasick
//! automaton over the folded text; where one is found, the rest of its row is compared there. A text that
//! cannot contain an anchor, which is most lines of most logs, is not even folded (`prefilter`).

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::automaton::Automaton as _;
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{AhoCorasick, Anchored, MatchKind};

use super::codes::{BOOKS, Book, Names, Radix, Reading};
use super::fold::{fold_into, folded};
use super::prefilter::Prefilter;
use super::row::{GAP, Row};
use super::stacks::STACKS;
use super::weight::weight;
use crate::taxonomy::{Layer, Reason, Stack};

/// Matches that are kept of one text.
const MAX_MATCHES: usize = 256;
/// Octets that rows with gaps share with the row that decides, if they begin alike.
const OPENING: usize = 12;
/// Octets of a row's part that a text may have been cut in.
const LONGEST: usize = 100;
/// Rows that are compared in one text, standing or not: a text of nothing but anchors costs milliseconds.
const MAX_COMPARED: usize = 4096;

/// Words of TLS: a text with one of them, and without a row, is unclassified; one with none of them is about something else.
const WORDS: &[&str] =
    &["tls", "ssl", "certificat", "x509", "x.509", "handshake", "pkix", "zertifikat", "сертификат", "证书"];

/// How numbers begin that tell by themselves what they are: no row knows the words before them.
const NUMBERS: &[&str] = &[
    "-0x", "-120", "-121", "-122", "-1638", "-1637", "-2146", "-26276", "-67", "-80", "-81", "-98", "-9984", "0x8",
    "2148", "42949", "8007", "8009", "800b",
];

/// Everything that is looked for.
pub(super) struct Automaton {
    words: AhoCorasick,
    prefilter: Prefilter,
    anchors: NFA,
    /// The parts of all rows that give a reason, in the order of their octets, and whether the row goes on behind.
    parts: Vec<(Vec<u8>, bool, Reason)>,
    /// Of rows with gaps, what they begin with and their reasons, in the order of their octets.
    open: Vec<(Vec<u8>, Reason)>,
    /// For each anchor the rows that it is the anchor of.
    rows: Vec<Vec<Pattern>>,
}

/// A row as it is compared.
#[derive(Debug)]
struct Pattern {
    row: Row,
    stack: Stack,
    parts: Vec<Part>,
    /// Which of `parts` the anchor is.
    anchor: usize,
}

#[derive(Debug)]
enum Part {
    Text(Vec<u8>),
    Gap,
    Number,
}

/// A place where a row stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    pub(super) row: Row,
    pub(super) stack: Stack,
    /// In the folded text.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) number: Option<(i64, Reading)>,
    /// What a text within this one read as a number: it says no more, and is worth telling.
    pub(super) code: Option<(i64, Reading)>,
}

impl Match {
    /// What it says: the number before the words around it, which are the same for all numbers.
    pub(super) fn reason(&self) -> Option<Reason> {
        self.number.and_then(|(_, reading)| reading.reason).or(self.row.reason)
    }

    pub(super) fn by_peer(&self) -> bool {
        self.row.by_peer || self.number.is_some_and(|(_, reading)| reading.by_peer)
    }

    /// Whether it tells the side or the hop.
    fn is_placed(&self) -> bool {
        self.row.side.is_some() || self.row.hop.is_some()
    }

    /// Whether another match says all that this one does and more.
    fn is_within(&self, other: &Match) -> bool {
        other.start <= self.start && self.end <= other.end && other.end - other.start > self.end - self.start
    }
}

impl Automaton {
    pub(super) fn new() -> Self {
        let mut rows: BTreeMap<Vec<u8>, Vec<Pattern>> = BTreeMap::new();
        let written =
            STACKS.iter().flat_map(|file| file.rows.iter().map(|row| (*row, row.stack.unwrap_or(file.stack))));
        let (mut parts, mut open) = (Vec::new(), Vec::new());
        for (row, stack) in written.chain(names()) {
            let pattern = Pattern::new(row, stack);
            for (at, part) in pattern.parts.iter().enumerate() {
                if let (Some(reason), Part::Text(text)) = (row.reason, part) {
                    parts.push((text.clone(), at + 1 < pattern.parts.len(), reason));
                    if at == 0 && pattern.parts.len() > 1 {
                        open.push((text.clone(), reason));
                    }
                }
            }
            if let Some(Part::Text(anchor)) = pattern.parts.get(pattern.anchor) {
                rows.entry(anchor.clone()).or_default().push(pattern);
            }
        }
        for number in NUMBERS {
            rows.entry(number.as_bytes().to_vec()).or_default();
        }
        parts.sort();
        open.sort();
        Self {
            words: words(),
            prefilter: Prefilter::new(rows.keys().map(Vec::as_slice)),
            anchors: anchors(rows.keys()),
            parts,
            open,
            rows: rows.into_values().collect(),
        }
    }

    /// Whether a text may have anything in it that a row stands at. Keeps nothing.
    pub(super) fn is_suspect(&self, text: &[u8]) -> bool {
        self.prefilter.may_match(text, false) || (text.contains(&b'\n') && self.prefilter.may_match(text, true))
    }

    /// Whether a text has a word of TLS.
    pub(super) fn speaks_of_tls(&self, text: &[u8]) -> bool {
        self.words.is_match(text)
    }

    /// What rows say that a text may have gone on to, if it was cut off at its end: those with a part that begins, with a
    /// word, where the match that decides does or before, and as the text ends.
    pub(super) fn continuations(&self, text: &[u8], best: &Match) -> Vec<Reason> {
        let mut said = Vec::new();
        if text.len() - best.start > GAP {
            return said;
        }
        // Of a row with gaps, the last part begins within; what a text says of something else ends where TLS may begin.
        let outside = best.reason().is_some_and(|reason| reason.layer() == Layer::Outside);
        let last = if outside || best.row.text.contains('*') { best.end } else { best.start };
        for from in text.len().saturating_sub(LONGEST)..=last {
            let Some((before, tail)) = text.split_at_checked(from).filter(|(_, tail)| !tail.is_empty()) else { break };
            if before.last().is_some_and(u8::is_ascii_alphanumeric) {
                continue;
            }
            let at = self.parts.partition_point(|(part, ..)| part.as_slice() < tail);
            let longer = self.parts[at..].iter().take_while(|(part, ..)| part.starts_with(tail));
            let goes_on = longer.filter(|(part, goes_on, _)| *goes_on || part.len() > tail.len());
            said.extend(goes_on.map(|(_, _, reason)| *reason));
        }
        said
    }

    /// What rows with gaps say that begin as the deciding one does, and may go on behind the end of the text.
    pub(super) fn unfinished(&self, text: &[u8], best: &Match) -> Vec<Reason> {
        let tail = text.get(best.start..).unwrap_or_default();
        if tail.len() > GAP {
            return Vec::new();
        }
        let opening = &tail[..tail.len().min(OPENING)];
        let at = self.open.partition_point(|(first, _)| first.as_slice() < opening);
        let alike = self.open[at..].iter().take_while(|(first, _)| first.starts_with(opening));
        alike.filter(|(first, _)| tail.starts_with(first)).map(|(_, reason)| *reason).collect()
    }

    /// All matches in a folded text, those within others left out, by place.
    ///
    /// Reasons of rows that begin where something was found, and may go on behind the end of the text, are `unfinished`.
    pub(super) fn matches(&self, text: &[u8], found: &mut Vec<Match>, unfinished: &mut Vec<(usize, Reason)>) {
        let mut compared = 0;
        let Ok(mut state) = self.anchors.start_state(Anchored::No) else { return };
        'text: for (at, octet) in text.iter().enumerate() {
            state = self.anchors.next_state(Anchored::No, state, *octet);
            if !(self.anchors.is_special(state) && self.anchors.is_match(state)) {
                continue;
            }
            for index in 0..self.anchors.match_len(state) {
                let id = self.anchors.match_pattern(state, index);
                let patterns = self.rows.get(id.as_usize()).map_or(&[][..], Vec::as_slice);
                let (start, end) = (at + 1 - self.anchors.pattern_len(id), at + 1);
                for pattern in patterns {
                    match (pattern.stands(text, start, end), pattern.row.reason) {
                        (Some(stands), _) => found.push(stands),
                        (None, Some(reason)) if pattern.anchor == 0 && pattern.goes_on() && text.len() - end < GAP => {
                            unfinished.push((start, reason));
                        }
                        _ => {}
                    }
                }
                compared += patterns.len();
                if found.len() >= MAX_MATCHES || compared >= MAX_COMPARED {
                    break 'text;
                }
            }
        }
        for at in (0..found.len()).rev() {
            let shadowed = |other: &Match| {
                // What stands in a gap is not what the row is about: the more precise of the two stays.
                let says_more = !other.row.text.contains('*') || weight(other) >= weight(&found[at]);
                other.reason().is_some() && says_more && found[at].is_within(other)
            };
            // A mark within a longer text still shows its stack; a place it gives is the longer one's to give.
            let replaced = |other: &Match| found[at].is_within(other) && found[at].is_placed() && other.is_placed();
            let hidden =
                if found[at].reason().is_some() { found.iter().any(shadowed) } else { found.iter().any(replaced) };
            if hidden {
                let within = found.swap_remove(at);
                let code = within.number.or(within.code);
                for other in found.iter_mut().filter(|other| code.is_some() && within.is_within(other)) {
                    other.code = other.code.or(code);
                }
            }
        }
        found.sort_by_key(|found| (found.start, found.end));
    }
}

// Only too many or too long patterns fail to build, and these are constants, which every test builds.
#[allow(clippy::expect_used, reason = "the patterns are constants")]
fn words() -> AhoCorasick {
    AhoCorasick::builder().ascii_case_insensitive(true).build(WORDS).expect("constant patterns build")
}

#[allow(clippy::expect_used, reason = "the patterns are constants")]
fn anchors<'a>(anchors: impl Iterator<Item = &'a Vec<u8>>) -> NFA {
    // The states that unrelated texts stay in are tables, which are looked up and not searched.
    NFA::builder().match_kind(MatchKind::Standard).dense_depth(4).build(anchors).expect("constant patterns build")
}

/// The names of the books whose names prove something, as rows.
fn names() -> impl Iterator<Item = (Row, Stack)> {
    let texts = |book: &'static Book, name: &'static str| match book.names {
        Names::Common => Vec::new(),
        Names::Distinctive => vec![name],
        // Once, for the constant that the automaton is.
        Names::Between(words) => words.iter().map(|(l, r)| &*String::leak(format!("{l}{name}{r}"))).collect(),
    };
    BOOKS.iter().flat_map(move |book| {
        book.entries.iter().flat_map(move |entry| {
            let by_peer = book.by_peer || entry.by_peer;
            let row = move |text| Row { reason: entry.reason, by_peer, ..Row::new(text) }.seen(book.source);
            texts(book, entry.name).into_iter().map(move |text| (row(text), book.stack))
        })
    })
}

impl Pattern {
    fn new(row: Row, stack: Stack) -> Self {
        let mut parts = Vec::new();
        let mut rest = row.text;
        while let Some(at) = rest.find(['*', '#']) {
            if at > 0 {
                parts.push(Part::Text(folded_part(&rest[..at], parts.is_empty())));
            }
            parts.push(if rest[at..].starts_with('*') { Part::Gap } else { Part::Number });
            rest = &rest[at + 1..];
        }
        if !rest.is_empty() {
            parts.push(Part::Text(folded_part(rest, parts.is_empty())));
        }
        let len = |part: &Part| if let Part::Text(text) = part { text.len() } else { 0 };
        let anchor = (0..parts.len()).max_by_key(|at| parts.get(*at).map_or(0, len)).unwrap_or(0);
        Self { row, stack, parts, anchor }
    }

    /// Whether there is more behind the anchor.
    fn goes_on(&self) -> bool {
        self.parts.len() > self.anchor + 1
    }

    /// The match whose anchor stands from `start` to `end`, if the rest does as well.
    fn stands(&self, text: &[u8], start: usize, end: usize) -> Option<Match> {
        let mut number = None;
        let (mut from, mut to) = (start, end);
        let mut gap = false;
        for part in self.parts[..self.anchor].iter().rev() {
            match part {
                Part::Gap => gap = true,
                Part::Number => {
                    let (value, begins) = number_before(text, from)?;
                    from = begins;
                    number = self.row.book.and_then(|book| Some((value, book.read(value)?))).or(number);
                    gap = false;
                }
                Part::Text(part) => {
                    let window = text.get(from.saturating_sub(if gap { GAP } else { part.len() })..from)?;
                    let at = if gap {
                        rfind(window, part)?
                    } else {
                        window.ends_with(part).then(|| window.len() - part.len())?
                    };
                    from = from - window.len() + at;
                    gap = false;
                }
            }
        }
        gap = false;
        for part in &self.parts[self.anchor + 1..] {
            match part {
                Part::Gap => gap = true,
                Part::Number => {
                    let read = number_after(text, to)?;
                    if read.range.end == text.len() && self.row.book.is_some_and(|book| read.may_go_on(book)) {
                        return None;
                    }
                    number = self.row.book.and_then(|book| Some((read.value, book.read(read.value)?))).or(number);
                    to = read.range.end;
                    gap = false;
                }
                Part::Text(part) => {
                    let window = text.get(to..(to + if gap { GAP } else { part.len() }).min(text.len()))?;
                    let at = if gap { find(window, part)? } else { window.starts_with(part).then_some(0)? };
                    to += at + part.len();
                    gap = false;
                }
            }
        }
        let open = |part: Option<&Part>| matches!(part, Some(Part::Gap));
        let bounded = |left: Option<&u8>, right: Option<&u8>| {
            !(left.is_some_and(u8::is_ascii_alphanumeric) && right.is_some_and(u8::is_ascii_alphanumeric))
        };
        let begins =
            open(self.parts.first()) || bounded(from.checked_sub(1).and_then(|at| text.get(at)), text.get(from));
        let ends = open(self.parts.last()) || bounded(to.checked_sub(1).and_then(|at| text.get(at)), text.get(to));
        let numbered = self.row.book.is_none() || number.is_some();
        (begins && ends && numbered).then_some(Match {
            row: self.row,
            stack: self.stack,
            start: from,
            end: to,
            number,
            code: None,
        })
    }
}

/// A part of a pattern, folded, with the blanks at its ends kept but for one at the beginning of all: a text may begin there.
fn folded_part(part: &str, first: bool) -> Vec<u8> {
    let mut text = folded(part);
    if !first && part.starts_with([' ', '_', '-']) && text.first() != Some(&b' ') {
        text.insert(0, b' ');
    }
    text
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

fn rfind(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).rposition(|window| window == part)
}

/// Digits that a number may have.
const DIGITS: usize = 16;

/// A number as it stands in a text.
pub(super) struct Spelled<'t> {
    pub(super) value: i64,
    digits: &'t str,
    pub(super) radix: Radix,
    pub(super) range: Range<usize>,
}

impl Spelled<'_> {
    /// Whether it may be the beginning of another number of the book, where the text breaks off behind it.
    pub(super) fn may_go_on(&self, book: &Book) -> bool {
        book.may_go_on(self.digits, self.radix)
    }
}

/// The number that begins at a place: a sign, `0x`, digits. A run of eight hexadecimal digits is read as such.
pub(super) fn number_after(text: &[u8], at: usize) -> Option<Spelled<'_>> {
    let rest = text.get(at..)?;
    let negative = rest.first() == Some(&b'-');
    let digits = &rest[usize::from(negative)..];
    let marked = digits.starts_with(b"0x");
    let digits = if marked { &digits[2..] } else { digits };
    let len = digits.iter().take(DIGITS + 1).take_while(|digit| digit.is_ascii_hexdigit()).count();
    let decimal = digits.iter().take(DIGITS + 1).take_while(|digit| digit.is_ascii_digit()).count();
    let hexadecimal = marked || (len == 8 && (decimal < 8 || matches!(digits.first(), Some(b'0' | b'1' | b'8'))));
    let len = if hexadecimal { len } else { decimal };
    if len == 0 || len > DIGITS {
        return None;
    }
    let digits = std::str::from_utf8(digits.get(..len)?).ok()?;
    let radix = if hexadecimal { Radix::Hexadecimal } else { Radix::Decimal };
    // Sixteen digits are an HRESULT whose sign was extended.
    let value = u64::from_str_radix(digits, if hexadecimal { 16 } else { 10 }).ok()?.cast_signed();
    let end = at + usize::from(negative) + if marked { 2 } else { 0 } + len;
    Some(Spelled { value: if negative { value.wrapping_neg() } else { value }, digits, radix, range: at..end })
}

/// The number that ends at a place.
fn number_before(text: &[u8], end: usize) -> Option<(i64, usize)> {
    let before = text.get(..end)?;
    let begins = |octet: &u8| octet.is_ascii_hexdigit() || matches!(octet, b'x' | b'-');
    let start = end - before.iter().rev().take(DIGITS + 3).take_while(|octet| begins(octet)).count();
    let read = number_after(text, start)?;
    (read.range.end == end).then_some((read.value, start))
}

/// What was found in a text.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) folded: Vec<u8>,
    /// Whether line breaks were taken out.
    pub(super) joined: bool,
    pub(super) found: Vec<Match>,
    /// Where rows begin that may go on behind the end of the text, and their reasons.
    pub(super) unfinished: Vec<(usize, Reason)>,
}

/// Folds a text and finds what stands in it.
pub(super) fn scan(automaton: &Automaton, text: &[u8], joined: bool) -> Scan {
    let mut scan = Scan { joined, ..Scan::default() };
    fold_into(text, joined, &mut scan.folded);
    automaton.matches(&scan.folded, &mut scan.found, &mut scan.unfinished);
    super::numbers::find(&scan.folded, &mut scan.found);
    scan
}
