//! A hash of a name that is equal for names that match, whichever comparison is used.
//!
//! It is one of the last RDN, where names have what tells them apart (RFC 5280 section 4.1.2.4 goes from country to
//! common name). Names that have the same last RDN are compared whenever they meet, as equal names would be.
//!
//! It is taken of the octets that the normalised characters have in UTF-8, eight at a time. Most text has nothing to
//! normalise but case, which is done to eight octets of it at once, without reading characters.

use super::{Attribute, DistinguishedName, attribute, normalised};
use crate::der::{Reader, tag};

/// What every hash starts from: an odd number without a pattern.
const START: u64 = 0x9e37_79b9_7f4a_7c15;

/// Octets that are taken together.
const WORD: usize = size_of::<u64>();

const fn mix(hash: u64, word: u64) -> u64 {
    let product = (hash ^ word).wrapping_mul(0xd134_2543_de82_ef95);
    product ^ (product >> 32)
}

/// The last word of a text, which is shorter than the others: its free octet tells how long the text is.
const fn finish(hash: u64, word: u64, len: usize) -> u64 {
    mix(hash, word | (len as u64) << 56)
}

pub(super) fn of(name: &DistinguishedName<'_>) -> u64 {
    let mut reader = Reader::new(name.rdns().map_while(Result::ok).last().unwrap_or_default());
    let mut sum = START;
    // A SET has no order.
    while let Ok(attribute) = attribute(&mut reader) {
        sum = sum.wrapping_add(of_attribute(&attribute));
    }
    sum
}

fn of_attribute(attribute: &Attribute<'_>) -> u64 {
    // Types of attributes differ in the last octet.
    let start = START ^ attribute.kind.last().map_or(0, |octet| u64::from(*octet));
    let plain = matches!(attribute.value.tag, tag::PRINTABLE_STRING | tag::UTF8_STRING | tag::IA5_STRING);
    let fast = if plain { of_plain(start, attribute.value.contents) } else { None };
    fast.unwrap_or_else(|| {
        let utf8 = normalised(attribute.value).flat_map(|c| {
            let mut octets = [0; 4];
            let len = c.encode_utf8(&mut octets).len();
            octets.into_iter().take(len)
        });
        of_octets(start, utf8)
    })
}

fn of_octets(start: u64, octets: impl Iterator<Item = u8>) -> u64 {
    let (mut hash, mut word, mut len) = (start, 0, 0);
    for octet in octets {
        word |= u64::from(octet) << (8 * (len % WORD));
        len += 1;
        if len % WORD == 0 {
            hash = mix(hash, word);
            word = 0;
        }
    }
    finish(hash, word, len)
}

/// An octet in all places of a word.
const fn eight(octet: u8) -> u64 {
    u64::from_ne_bytes([octet; WORD])
}

/// The common case by far: printable ASCII without anything to normalise but case. `None` for any other text.
fn of_plain(start: u64, text: &[u8]) -> Option<u64> {
    // White space is insignificant at the start, at the end and after other white space.
    if text.first() == Some(&b' ') || text.last() == Some(&b' ') {
        return None;
    }
    let (words, rest) = text.as_chunks();
    let (mut hash, mut spaces) = (start, 0);
    for octets in words {
        let (lower, here) = plain_word(u64::from_le_bytes(*octets))?;
        // An octet that is a space has a bit, and so has the one behind the other.
        if here & (here << 8 | spaces >> 56) != 0 {
            return None;
        }
        (hash, spaces) = (mix(hash, lower), here);
    }
    let last = rest.iter().rev().fold(0, |word, octet| word << 8 | u64::from(*octet));
    // What stands in for the octets that are not there is printable, and no letter.
    let free = u64::MAX.unbounded_shl(8 * rest.len() as u32);
    let (lower, here) = plain_word(last | free & eight(b'0'))?;
    if here & (here << 8 | spaces >> 56) != 0 {
        return None;
    }
    Some(finish(hash, lower & !free, text.len()))
}

/// Eight printable ASCII characters in lower case, and the highest bit of each octet that is a space.
///
/// With all octets below 0x80 no sum of one octet reaches the next.
const fn plain_word(word: u64) -> Option<(u64, u64)> {
    const HIGH: u64 = eight(0x80);
    if word & HIGH != 0 || (word + eight(0x80 - b' ')) & HIGH != HIGH {
        return None;
    }
    let upper = (word + eight(0x80 - b'A')) & !(word + eight(0x80 - b'Z' - 1)) & HIGH;
    let spaces = !((word ^ eight(b' ')) + eight(0x7f)) & HIGH;
    Some((word | upper >> 2, spaces))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::der::Element;

    fn slowly(text: &str) -> u64 {
        let value = Element { tag: tag::UTF8_STRING, contents: text.as_bytes(), encoded: &[] };
        of_octets(START, normalised(value).collect::<String>().into_bytes().into_iter())
    }

    #[test]
    fn a_word_at_a_time_gives_what_characters_give() {
        // Every printable octet at every place of a text of some words, and texts of every length.
        for at in 0..20 {
            for octet in 0..=0x7f_u8 {
                let mut text = *b"Some Example Text, 42";
                text[at] = octet;
                let text = String::from_utf8(text.to_vec()).unwrap();
                if let Some(hash) = of_plain(START, text.as_bytes()) {
                    assert_eq!(hash, slowly(&text), "{text:?}");
                } else {
                    let normal: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
                    let untouched = normal == text && !text.contains(|c: char| c.is_control());
                    assert!(!untouched, "{text:?} is plain");
                }
            }
        }
        for len in 0..40 {
            let text = "ABCDEFGHIJKLMNOPQRSTUVWXYZ[]@` abc XYZ'{}".get(..len).unwrap();
            if !text.ends_with(' ') {
                assert_eq!(of_plain(START, text.as_bytes()), Some(slowly(text)), "{text:?}");
            }
        }
    }

    #[test]
    fn texts_that_differ_by_one_letter_or_by_their_length_hash_differently() {
        let texts = ["", "a", "aa", "aaaaaaa", "aaaaaaaa", "aaaaaaaaa", "baaaaaaaa", "aaaaaaaab", "aaaaaaaa a"];
        let hashes: std::collections::BTreeSet<u64> = texts.iter().map(|text| slowly(text)).collect();
        assert_eq!(hashes.len(), texts.len());
    }
}
