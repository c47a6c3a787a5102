//! Distinguished names against each other: which texts in which string types are the same name.

use verifail::Certificate;
use verifail::certificate::NameComparison;

use super::STRING_TYPES;
use crate::materialise;
use crate::signing::Scheme;
use crate::world::{CertSpec, Name, Spelling};

/// What a reader makes of a text in a string type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Meaning {
    /// These characters.
    Text(String),
    /// Octets that are no characters: surrogates in a BMPString.
    Unreadable,
}

impl Meaning {
    pub(super) fn of(text: &str, spelling: Spelling) -> Self {
        let one_octet = || match text.chars().all(|c| u32::from(c) <= 0xff) {
            true => text.to_owned(),
            // UTF-8 under a tag of one octet a character: another text.
            false => text.bytes().map(char::from).collect(),
        };
        Self::Text(match spelling {
            Spelling::Utf8 | Spelling::Universal | Spelling::OtherCase => text.to_owned(),
            Spelling::Padded => format!(" {text} "),
            Spelling::Bmp if text.chars().any(|c| u32::from(c) > 0xffff) => return Self::Unreadable,
            Spelling::Bmp => text.to_owned(),
            Spelling::Printable | Spelling::Ia5 | Spelling::Teletex | Spelling::Visible => one_octet(),
        })
    }

    /// Case and the number of blanks do not count (RFC 5280 section 7.1). What is unreadable, or has the character that
    /// says so, is equal to nothing (RFC 4518 section 2.4 prohibits U+FFFD, and a comparison with it is undefined).
    pub(super) fn equals(&self, other: &Self) -> bool {
        match (self.key(), other.key()) {
            (Some(ours), Some(theirs)) => ours == theirs,
            _ => false,
        }
    }

    fn key(&self) -> Option<String> {
        let Self::Text(text) = self else { return None };
        if text.contains('\u{fffd}') {
            return None;
        }
        let words: Vec<String> = text.to_lowercase_by_character().split_whitespace().map(str::to_owned).collect();
        Some(words.join(" "))
    }
}

/// Lower case without regard to the neighbours, as a comparison of single characters has it.
trait ByCharacter {
    fn to_lowercase_by_character(&self) -> String;
}

impl ByCharacter for String {
    fn to_lowercase_by_character(&self) -> String {
        self.chars().flat_map(char::to_lowercase).collect()
    }
}

/// What comparing names came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameTally {
    /// Distinct names.
    pub names: u64,
    /// Ordered pairs that were compared.
    pub pairs: u64,
    /// Pairs of different encodings that are the same name.
    pub equal: u64,
    /// Pairs about which the core and the reading of the text disagree, or that print alike and are not alike.
    pub disagreements: u64,
    /// The first of them.
    pub examples: Vec<String>,
}

/// Compares every two names of these characters in every string type, both ways, by octets and by RFC 5280, and what
/// they print.
pub fn every_two_names(characters: &[char]) -> NameTally {
    let mut written: Vec<(Vec<u8>, String, Option<String>)> = Vec::new();
    for character in characters {
        for spelling in STRING_TYPES {
            let text = format!("a{character}b");
            let mut spec = CertSpec::root(0);
            let key = Meaning::of(&text, spelling).key();
            spec.subject = Name::common(text).spelled(spelling);
            let der = materialise::certificate(Scheme::Toy, &spec);
            written.push((der, format!("U+{:04X} as {spelling:?}", u32::from(*character)), key));
        }
    }
    let names: Vec<_> = written
        .iter()
        .filter_map(|(der, label, key)| {
            let subject = Certificate::from_der(der).ok()?.subject();
            Some((subject, subject.to_string(), label, key))
        })
        .collect();
    let mut tally = NameTally { names: names.len() as u64, ..NameTally::default() };
    let mut disagree = |what: String| {
        tally.disagreements += 1;
        if tally.examples.len() < 20 {
            tally.examples.push(what);
        }
    };
    if names.len() != written.len() {
        disagree(format!("{} of {} certificates cannot be read", written.len() - names.len(), written.len()));
    }
    let (mut pairs, mut equal) = (0, 0);
    for (left, left_prints, left_label, left_key) in &names {
        for (right, right_prints, right_label, right_key) in &names {
            pairs += 1;
            let same_octets = left.as_contents() == right.as_contents();
            let expected = same_octets || (left_key.is_some() && left_key == right_key);
            let found = left.matches(right, NameComparison::Rfc5280);
            equal += u64::from(expected && !same_octets);
            if found != expected {
                disagree(format!("{left_label} = {right_label}: found {found}, expected {expected}"));
            }
            if left.matches(right, NameComparison::Exact) != same_octets {
                disagree(format!("{left_label} = {right_label}, by octets"));
            }
            // What cannot be read prints as one replacement character, whatever it was.
            if !expected && left_prints == right_prints && left_key.is_some() && right_key.is_some() {
                disagree(format!("{left_label} and {right_label} both print {left_prints}"));
            }
        }
    }
    tally.pairs = pairs;
    tally.equal = equal;
    tally
}
