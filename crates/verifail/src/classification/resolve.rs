//! From what was found in a text to a diagnosis.

use std::sync::LazyLock;

use memchr::memmem;

use super::codes::{ALERTS, ALERTS_SENT, BOOKS, Book, Layout, Reading};
use super::diagnosis::{DecodedNumber, Diagnosis, MAX_ALSO};
use super::evidence::Circumstances;
use super::exclusion::excluded;
use super::found::{Match, Reasons};
use super::index::{Index, Scan};
use super::position::Position;
use super::row::{GAP, Row, Side, Strength};
use super::statement::Statement;
use super::weight::SPECIFIC;
use super::{INDEX, advice, circumstance, elsewhere, fold, parties, speaker, wording};
use crate::taxonomy::{Confidence, Fault, Hop, Layer, Reason, Rejection, RetryAdvice, Tier};

/// What a text has that names an alert.
static ALERT: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new("alert"));

/// Weight of a guess at most.
const GUESS: u8 = 10;
/// Octets that a word has at most which was cut within.
const WORD: usize = 12;
/// Nothing that any rule knows. Not even that it is about something else: that is said where a text shows it, since
/// what shows nothing may have been cut off before it did.
const fn unclassified(cut: bool) -> Diagnosis {
    Diagnosis {
        reason: None,
        also: Vec::new(),
        perhaps: Vec::new(),
        notes: Vec::new(),
        stack: None,
        rejection: Rejection::Unknown,
        hop: Hop::Unknown,
        fault: Fault::Unknown,
        retry: RetryAdvice::BoundedUnknown,
        confidence: Confidence::Guessed,
        excludes: Vec::new(),
        span: 0..0,
        code: None,
        mentions_tls: false,
        cut,
    }
}

/// What a program states.
pub(super) fn statement(statement: &Statement, context: Circumstances) -> Diagnosis {
    let stack = statement.stack;
    let Some(reason) = statement.reason else {
        return Diagnosis { stack, mentions_tls: true, ..unclassified(false) };
    };
    let row = statement.as_row();
    let position = Position::alone(&row);
    let reason = position.seen_from_there(reason);
    let concluded = concluded(reason, &row, "", position, &[], Confidence::Proved);
    let mut diagnosis = Diagnosis { stack, ..concluded };
    circumstance::apply(&mut diagnosis, context);
    diagnosis
}

/// What a text says, by the rows of all stacks.
pub(super) fn of_text(said: &[u8], context: Circumstances) -> Diagnosis {
    text(&INDEX, said, context)
}

/// What a text says.
pub(super) fn text(index: &Index, text: &[u8], context: Circumstances) -> Diagnosis {
    let cut = fold::is_cut(text);
    let mut seen = index.scan(text, false);
    let weighs = |seen: &Option<Scan>| seen.as_ref().and_then(|seen| best(&seen.read.found)).map_or(0, Match::weight);
    if memchr::memchr(b'\n', text).is_some() && weighs(&seen) < SPECIFIC {
        // Perhaps a terminal wrapped it within a word: then what it says now has a line break in it.
        let again = index.scan(text, true);
        let of_tls = |seen: &Option<Scan>| {
            let reason = seen.as_ref().and_then(|seen| best(&seen.read.found)).and_then(Match::reason);
            reason.is_some_and(|reason| reason.layer() != Layer::Outside)
        };
        // What is only a guess with them is none without, and that something else failed is not read into a text which
        // says that TLS did.
        let heavier = weighs(&again) > weighs(&seen).max(GUESS) && (of_tls(&again) || !of_tls(&seen));
        if heavier && again.as_ref().is_some_and(|again| is_wrapped(index, text, again)) {
            seen = again;
        }
    }
    let Some(seen) = &mut seen else { return unclassified(cut) };
    if seen.read.speaks_of_tls {
        read_alert(seen);
    }
    // Rows that say nothing, or only that something failed, leave it to the words.
    let said = best(&seen.read.found).copied();
    if said.is_none_or(|said| says_little(&said)) && seen.read.speaks_of_tls {
        let outside = said.is_some_and(|said| is_weak(&said) && said.row.strength != Strength::Wrapper);
        // Where something else fails too, a file may be why; what fails in general is that. And a connection that
        // breaks in a handshake is not something else.
        let file = |reason| matches!(reason, Reason::LocalCredentialError | Reason::TrustStoreUnavailable);
        let broke = |reason| matches!(reason, Reason::HandshakeEof | Reason::HandshakeReset);
        // The words of what is around a statement are not the statement's.
        let around = seen.read.found.iter().filter(|found| found.row.strength == Strength::Wrapper);
        let from = around.map(|found| found.end).max().unwrap_or(0);
        let guess = wording::read(seen.folded.get(from..).unwrap_or_default());
        let guess =
            guess.filter(|guess| !outside || guess.reason().is_some_and(|reason| file(reason) || broke(reason)));
        seen.read.found.extend(guess.map(|guess| guess.moved_to(from + guess.start, from + guess.end)));
    }
    // Where nothing shows the side, how the program speaks may.
    let shows_side = |found: &Match| found.row.side.is_some_and(|side| side != Side::Either);
    if !seen.read.found.iter().any(shows_side) {
        let side = best(&seen.read.found).and_then(|best| parties::read(&seen.folded, best));
        seen.read.found.extend(side);
    }
    let seen = &*seen;
    let unknown = |seen: &Scan| Diagnosis {
        mentions_tls: seen.read.speaks_of_tls,
        stack: speaker::of(None, &seen.read.found),
        ..unclassified(cut)
    };
    let Some(best) = best(&seen.read.found).copied() else {
        let fails = seen.read.fails.clone().filter(|_| !seen.read.speaks_of_tls);
        let Some(fails) = fails.and_then(|fails| elsewhere::read(&seen.folded, fails)) else { return unknown(seen) };
        let perhaps = Reason::ALL.iter().copied().filter(|reason| Some(*reason) != fails.reason()).collect();
        let span = fold::source(text, &seen.folded, seen.joined, fails.start..fails.end);
        return Diagnosis { span, cut, perhaps, ..diagnosis(&fails, &seen.read.found, context) };
    };
    let len = seen.folded.trim_ascii_end().len();
    // It may go on to anything, and goes on to something that nobody knows: perhaps the beginning of what it says.
    if is_opening(&best) && !is_read_to_its_end(seen, best.end) {
        return unknown(seen);
    }
    let diagnosis = diagnosis(&best, &seen.read.found, context);
    let mut perhaps = index.continuations.of(&seen.folded, &best);
    let all = |mut perhaps: Reasons| {
        diagnosis.reason.into_iter().for_each(|reason| perhaps.remove(reason));
        perhaps.iter().collect::<Vec<_>>()
    };
    // A row that says something else may have begun with this one's words, or before them.
    if is_weak(&best) {
        let around = index.continuations.of(&seen.folded, &best.moved_to(best.start, best.start));
        // Where the text ends as this row does, it may as well be whole.
        if best.end < len && !all(around).is_empty() {
            return Diagnosis { perhaps: all(perhaps), ..unknown(seen) };
        }
        perhaps.extend(around);
    }
    let unfinished = seen.read.unfinished.iter().filter(|(start, _)| *start <= best.start);
    unfinished.for_each(|(_, reason)| perhaps.insert(*reason));
    index.continuations.unfinished(&seen.folded, &best, &mut perhaps);
    // An opening whose rest is missing, and what shows the side and may go on.
    let ends = |found: &&Match, within: usize| len.saturating_sub(found.end) <= within;
    let openings =
        seen.read.found.iter().filter(|found| ends(found, WORD)).chain(Some(&best).filter(|best| ends(best, GAP)));
    openings.flat_map(|found| found.row.leads_to).for_each(|reason| perhaps.insert(*reason));
    let perhaps = all(perhaps);
    let span = fold::source(text, &seen.folded, seen.joined, best.start..best.end);
    Diagnosis { span, cut, perhaps, ..diagnosis }
}

/// Reads an alert that is named. It says more than that something failed, and more than the words of its name do to a
/// row that has them from elsewhere: who sent it. One that nobody is said to have sent is a guess.
fn read_alert(seen: &mut Scan) {
    if ALERT.find(&seen.folded).is_none() {
        return;
    }
    let said = best(&seen.read.found).copied();
    let is_open = |said: &Match| said.reason().is_some_and(Reason::is_generic) && said.weight() < SPECIFIC;
    let words = |said: &Match| seen.folded.get(said.start..said.end).unwrap_or_default();
    // Rows that have the alert's own words know it better; that the handshake failed is an alert's name, too.
    let is_named = |said: &Match| !is_open(said) || memmem::find(words(said), b"handshake fail").is_some();
    if said.is_some_and(|said| ALERT.find(words(&said)).is_some() && is_named(&said)) {
        return;
    }
    let Some(alert) = wording::alert(&seen.folded) else { return };
    let is_within = |found: &Match| alert.start <= found.start && found.end <= alert.end;
    match said {
        None => {}
        Some(_) if alert.row.strength == Strength::Faint => return,
        Some(said) if is_open(&said) => {}
        Some(said) if is_within(&said) => seen.read.found.retain(|found| found.reason().is_none() || !is_within(found)),
        Some(_) => return,
    }
    seen.read.found.push(alert);
}

/// Whether a match leaves it open what failed, so that the words around it may say more.
fn says_little(best: &Match) -> bool {
    let reason = best.reason();
    matches!(best.row.strength, Strength::Faint | Strength::Wrapper)
        && reason.is_some_and(|reason| reason.is_generic() || reason == Reason::NotTlsRelated)
}

/// Whether what decides, in a text without its line breaks, has one within its words. One in a gap is no reason to read
/// words that the text has not.
fn is_wrapped(index: &Index, text: &[u8], joined: &Scan) -> bool {
    let Some(best) = best(&joined.read.found) else { return false };
    index.words(&joined.folded, best).into_iter().any(|words| {
        let words = fold::source(text, &joined.folded, true, words);
        text.get(words).is_some_and(|words| words.contains(&b'\n'))
    })
}

/// Whether a row is around a statement that is not there.
fn is_opening(best: &Match) -> bool {
    best.row.strength == Strength::Wrapper && best.row.leads_to.len() == Reason::ALL.len()
}

/// Whether there are no words in a text behind a place and behind all that was found, up to the end of a JSON string.
fn is_read_to_its_end(seen: &Scan, from: usize) -> bool {
    let end = seen.read.found.iter().map(|found| found.end).max().map_or(from, |end| end.max(from));
    let rest = seen.folded.get(end..).unwrap_or_default();
    let string = rest.windows(2).position(|two| matches!(two, b"'," | b"'}")).unwrap_or(rest.len());
    !rest.iter().take(string).any(u8::is_ascii_alphabetic)
}

/// Whether a match says too little to stand where the text ends within a row that says something else: that it is about
/// something else, in words that texts about TLS have too.
fn is_weak(best: &Match) -> bool {
    let outside = best.reason().is_some_and(|reason| reason.layer() == Layer::Outside);
    outside && best.row.strength != Strength::Decisive
}

/// The match that decides.
fn best(found: &[Match]) -> Option<&Match> {
    // The first of equal ones: `max_by_key` would take the last.
    let first = found.iter().rev().filter(|found| found.reason().is_some()).max_by_key(|found| found.weight())?;
    // Of equal ones that overlap the text of the first goes on, and the one that has read further knows more.
    let goes_on = |other: &&Match| (first.start..first.end).contains(&other.start) && other.end > first.end;
    let further = found.iter().filter(|other| other.reason().is_some() && other.weight() == first.weight());
    further.filter(goes_on).max_by_key(|other| other.end).or(Some(first))
}

fn diagnosis(best: &Match, found: &[Match], context: Circumstances) -> Diagnosis {
    let Some(reason) = best.reason() else { return unclassified(false) };
    let position = Position::of(best, found);
    let reason = within_handshake(best, found, position.seen_from_there(reason));
    let mut also = Vec::new();
    let others = found.iter().filter(|other| other.weight() >= SPECIFIC && best.weight() < 90);
    // Where no evaluation took place, nothing that is said of the certificate was found out.
    let evaluated = reason != Reason::TrustServiceUnavailable;
    let says_more = |other: &Reason| *other != reason && (evaluated || !other.is_about_certificate());
    for other in others.filter_map(Match::reason).filter(says_more) {
        if !also.contains(&other) && also.len() < MAX_ALSO {
            also.push(other);
        }
    }
    // A row that decides against all else names the stack as well, if it knows one.
    let names_stack = best.row.strength == Strength::Decisive && best.stack.tier() != Tier::Shared;
    let stack = if names_stack { Some(best.stack) } else { speaker::of(Some(best), found) };
    let proved = best.row.strength != Strength::Faint && best.stack.tier() != Tier::Program;
    let confidence = match (best.row.strength, proved) {
        (Strength::Faint, _) => Confidence::Guessed,
        (_, true) => Confidence::Proved,
        (_, false) => Confidence::Implied,
    };
    let code = found.iter().find_map(|found| {
        let read = found.number.or(found.code);
        read.map(|(number, reading)| DecodedNumber { number, book: reading.book.name, name: reading.name })
    });
    let words = best.number.map_or(best.row.text, |(_, reading)| reading.name);
    let concluded = concluded(reason, best.row, words, position, &also, confidence);
    let mut diagnosis = Diagnosis { stack, also, code, ..concluded };
    // What is around it and says the same knows for whom, and so what follows.
    let same = |other: &&Match| other.row.strength == Strength::Wrapper && other.reason() == best.reason();
    if let Some(retry) = found.iter().find(same).and_then(|around| best.row.retry.or(around.row.retry)) {
        diagnosis.retry = retry;
    }
    circumstance::apply(&mut diagnosis, context);
    diagnosis
}

/// A connection that broke, where the same program says besides that the handshake failed: it did so within that, as
/// curl's 35 tells of the reset whose words are the same for all that is read.
fn within_handshake(best: &Match, found: &[Match], reason: Reason) -> Reason {
    let in_handshake = |other: &Match| {
        let stack = other.number.map_or(other.stack, |(_, reading)| reading.stack);
        let usual = other.row.strength == Strength::Usual && stack == best.stack && stack.tier() != Tier::Shared;
        usual && other.reason() == Some(Reason::GenericHandshakeFailure)
    };
    let broke = reason == Reason::UncleanClose;
    if broke && found.iter().any(in_handshake) { Reason::HandshakeReset } else { reason }
}

/// What follows from a reason that a row, or a number by these words, gives, seen from that position.
fn concluded(
    reason: Reason,
    row: &Row,
    words: &str,
    position: Position,
    also: &[Reason],
    confidence: Confidence,
) -> Diagnosis {
    let (rejection, hop) = (position.rejection(reason), position.hop(reason));
    Diagnosis {
        reason: Some(reason),
        rejection,
        hop,
        fault: advice::fault(reason, hop),
        retry: row.retry.unwrap_or_else(|| advice::retry(reason, position.is_by_peer(), words)),
        confidence,
        excludes: excluded(reason, rejection, row.excludes, also, confidence),
        mentions_tls: true,
        ..unclassified(false)
    }
}

/// What a number is in every book that has it, the likeliest first.
pub(super) fn readings(number: i64) -> Vec<Reading> {
    let may_be_of = |book: &&Book| !matches!(book.layout, Layout::Bits) || book.has_all_bits(number);
    let mut readings: Vec<_> = BOOKS.iter().copied().filter(may_be_of).filter_map(|book| book.read(number)).collect();
    // Negative and long numbers are nobody's by chance; small ones are in most books, and most of all in those of bits.
    readings.sort_by_key(|reading| {
        let bits = matches!(reading.book.layout, Layout::Bits);
        (reading.reason.is_none(), bits, reading.book.entries.len())
    });
    readings
}

/// What a bare number says: its likeliest reading. Where readings differ in what they say, that is a guess.
pub(super) fn number(number: i64, context: Circumstances) -> Diagnosis {
    let readings = readings(number);
    let Some(reading) = readings.first() else { return unclassified(false) };
    let agree = readings.iter().all(|other| other.reason.is_none() || other.reason == reading.reason);
    let diagnosis = of_reading(number, *reading, context);
    if agree { diagnosis } else { Diagnosis { confidence: Confidence::Guessed, ..diagnosis } }
}

/// What an alert says: received, it is the peer's verdict on us; sent, ours on the peer.
pub(super) fn alert(number: u8, received: bool, context: Circumstances) -> Diagnosis {
    let book = if received { &ALERTS } else { &ALERTS_SENT };
    match book.read(number.into()) {
        Some(reading) => of_reading(number.into(), reading, context),
        None => unclassified(false),
    }
}

fn of_reading(number: i64, reading: Reading, context: Circumstances) -> Diagnosis {
    let found = Match::of_number(number, reading, 0, 0);
    diagnosis(&found, &[found], context)
}
