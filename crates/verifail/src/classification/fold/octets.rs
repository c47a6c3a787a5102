//! What the octets of a text stand for where they are more than themselves.

/// In `PLAIN`, what has to be looked at with what is around it.
const CONTEXT: u8 = 0;
/// In `PLAIN`, a blank.
pub(super) const BLANK: u8 = 1;

/// What an octet is wherever it stands; else [`CONTEXT`] or [`BLANK`].
pub(super) static PLAIN: [u8; 256] = {
    let mut plain = [CONTEXT; 256];
    let mut octet = 0x20_u8;
    while octet < 0xff {
        plain[octet as usize] = match octet {
            b' ' | b'_' | b'*' | b'+' => BLANK,
            b'"' | b'`' | b'\'' => b'\'',
            b'-' | b'\\' | b'%' | 0x7f | 0xc2..=0xd3 | 0xe2 => CONTEXT,
            _ => octet.to_ascii_lowercase(),
        };
        octet += 1;
    }
    plain[0xff] = 0xff;
    plain[b'\t' as usize] = BLANK;
    plain
};

/// What octets stand for.
pub(super) enum Meaning {
    Octet(u8),
    /// The first octet of a letter, and both as they are folded.
    Letter([u8; 2]),
    Blank,
    Break,
    Dash,
    Nothing,
}

/// What stands at a place that is not `PLAIN`, and how many octets it takes: at least one.
pub(super) fn read(text: &[u8], at: usize) -> (Meaning, usize) {
    use Meaning::{Blank, Break, Dash, Letter, Nothing, Octet};
    let octet = text[at];
    let rest = &text[at + 1..];
    match octet {
        b'\n' => (Break, 1 + quoted(rest)),
        b'\r' => (if rest.first() == Some(&b'\n') { Nothing } else { Break }, 1),
        b'-' => (Dash, 1),
        b'\\' => escape(rest),
        b'%' => percent(rest).map_or((Octet(octet), 1), |meaning| (meaning, 3)),
        0x1b => (Nothing, 1 + sequence(rest)),
        0xc2 if rest.first() == Some(&0xa0) => (Blank, 2),
        0xc2 if matches!(rest.first(), Some(0xab | 0xbb)) => (Octet(b'\''), 2),
        0xe2 => match (rest.first(), rest.get(1)) {
            (Some(0x80), Some(0x8b..=0x8f)) => (Nothing, 3),
            (Some(0x80), Some(0x90..=0x95)) | (Some(0x88), Some(0x92)) => (Dash, 3),
            (Some(0x80), Some(0x98..=0x9f)) => (Octet(b'\''), 3),
            // Box drawing and the triangles at the ends of drawn branches.
            (Some(0x94..=0x96), Some(_)) => (Blank, 3),
            _ => (Octet(octet), 1),
        },
        // Turkish has an i with a dot and one without, and so has whoever makes capitals of it.
        0xc4 if matches!(rest.first(), Some(0xb0 | 0xb1)) => (Octet(b'i'), 2),
        0xc3..=0xd3 => (rest.first().and_then(|second| letter(octet, *second)).map_or(Octet(octet), Letter), 1),
        0..=0x1f | 0x7f => (Blank, 1),
        _ => (Octet(octet), 1),
    }
}

/// A letter of two octets as it is folded.
fn letter(first: u8, second: u8) -> Option<[u8; 2]> {
    let octets = [first, second];
    let letter = std::str::from_utf8(&octets).ok()?.chars().next()?;
    // In capitals it is `SS`.
    if letter == 'ß' {
        return Some(*b"ss");
    }
    // By its capital: the Greek small letter at the end of a word has that of another.
    let only = |mut letters: std::char::ToUppercase| letters.next().filter(|_| letters.next().is_none());
    let capital = only(letter.to_uppercase()).unwrap_or(letter);
    let mut small = capital.to_lowercase();
    let small = small.next().filter(|_| small.next().is_none()).unwrap_or(letter);
    let mut folded = [0; 2];
    (small.len_utf8() == folded.len()).then(|| small.encode_utf8(&mut folded))?;
    Some(folded)
}

/// Octets of a line break, and of what quotes the next line, if a text begins with one.
pub(super) fn line_break(text: &[u8]) -> usize {
    match text {
        [b'\n', rest @ ..] => 1 + quoted(rest),
        [b'\r', b'\n', rest @ ..] => 2 + quoted(rest),
        _ => 0,
    }
}

/// What stands in a URL by the number that follows a `%` (RFC 3986 section 2.1), where that is ASCII.
fn percent(rest: &[u8]) -> Option<Meaning> {
    let code = hexadecimal([b'0', b'0', *rest.first()?, *rest.get(1)?])?;
    Some(match u8::try_from(code).ok()? {
        b'\n' => Meaning::Break,
        b'-' => Meaning::Dash,
        b'"' | b'\'' | b'`' => Meaning::Octet(b'\''),
        b'_' | b'*' | b'+' | b'\t' | b'\r' | b' ' => Meaning::Blank,
        code @ 0x21..=0x7e => Meaning::Octet(code.to_ascii_lowercase()),
        _ => return None,
    })
}

/// Octets of the marks that quote a line at its beginning, as mail and documents do (`> `), drawn boxes (`| `), and what
/// shows the output of a notebook (`#> `), each with a blank behind it.
fn quoted(line: &[u8]) -> usize {
    let blanks = |from: usize| {
        line.get(from..).unwrap_or_default().iter().take_while(|octet| matches!(octet, b' ' | b'\t')).count()
    };
    let (mut at, mut end) = (blanks(0), 0);
    loop {
        at += match line.get(at..).unwrap_or_default() {
            [b'#', b'>', ..] => 2,
            [b'>' | b'|', ..] => 1,
            _ => return end,
        };
        let behind = blanks(at);
        at += behind;
        if behind > 0 {
            end = at;
        }
    }
}

/// What follows a backslash.
fn escape(rest: &[u8]) -> (Meaning, usize) {
    use Meaning::{Blank, Break, Nothing, Octet};
    match rest {
        // In capitals, if somebody made these of the whole.
        [b'n' | b'N', ..] => (Break, 2),
        [b't' | b'T' | b'r' | b'R', ..] => (Blank, 2),
        [b'"' | b'\'', ..] => (Octet(b'\''), 2),
        [b'/', ..] => (Octet(b'/'), 2),
        // A backslash that is itself escaped: what follows it is read next.
        [b'\\', ..] => (Nothing, 1),
        [b'u' | b'U', a, b, c, d, after @ ..] => match hexadecimal([*a, *b, *c, *d]) {
            Some(0x1b) => (Nothing, 6 + sequence(after)),
            Some(0x22 | 0x27 | 0x60 | 0x2018..=0x201f | 0xab | 0xbb) => (Octet(b'\''), 6),
            Some(0x2010..=0x2015 | 0x2212 | 0x2d) => (Meaning::Dash, 6),
            Some(0x2b) => (Blank, 6),
            Some(code @ 0x21..=0x7e) => (Octet((code as u8).to_ascii_lowercase()), 6),
            Some(_) => (Blank, 6),
            None => (Octet(b'\\'), 1),
        },
        [b'x' | b'X', b'1', b'b' | b'B', after @ ..] => (Nothing, 4 + sequence(after)),
        [b'e' | b'E', b'[', ..] | [b'0', b'3', b'3', b'[', ..] => {
            let len = if rest[0] == b'0' { 3 } else { 1 };
            (Nothing, 1 + len + sequence(&rest[len..]))
        }
        _ => (Octet(b'\\'), 1),
    }
}

fn hexadecimal(digits: [u8; 4]) -> Option<u32> {
    digits.iter().try_fold(0, |value, digit| Some(value * 16 + char::from(*digit).to_digit(16)?))
}

/// Octets of a terminal sequence behind its escape character: ECMA-48 control sequences, and strings up to their end.
fn sequence(rest: &[u8]) -> usize {
    match rest.first() {
        Some(b'[') => rest.iter().skip(1).take(32).position(|octet| (0x40..=0x7e).contains(octet)).map_or(1, |n| n + 2),
        Some(b']') => rest.iter().take(256).position(|octet| *octet == 7 || *octet == 0x1b).map_or(1, |n| n + 1),
        _ => 0,
    }
}
