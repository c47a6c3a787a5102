//! Names as a reader meets them, and which of them are the same.

use std::borrow::Cow;

use verifail::certificate::NameComparison;

use super::super::{Name, Spelling, Text};

/// Whether names chain.
pub(crate) fn same_name(comparison: NameComparison, left: &Name, right: &Name) -> bool {
    match comparison {
        NameComparison::Exact => left == right,
        _ => same_attributes(left, right),
    }
}

/// The attributes in order, string type, case and insignificant blanks aside (RFC 5280 section 7.1).
pub(crate) fn attributes(name: &Name) -> Vec<(u8, String)> {
    let texts = [&name.common_name, &name.email];
    (0..).zip(texts).filter_map(|(kind, text)| Some((kind, folded(text.as_ref()?).collect()))).collect()
}

/// Whether the attributes of two names are the same; nothing is written down for it.
pub(crate) fn same_attributes(left: &Name, right: &Name) -> bool {
    let same = |left: &Option<Text>, right: &Option<Text>| match (left, right) {
        (Some(left), Some(right)) if has_only_case(left) && has_only_case(right) => left.eq_ignore_ascii_case(right),
        (Some(left), Some(right)) => folded(left).eq(folded(right)),
        (left, right) => left.is_none() && right.is_none(),
    };
    same(&left.common_name, &right.common_name) && same(&left.email, &right.email)
}

/// Whether two names are the same octets once they are written.
pub(crate) fn is_same_when_written(left: &Name, right: &Name) -> bool {
    let is_plain = |name: &Name| matches!(name.spelling, Spelling::Utf8 | Spelling::Universal);
    if left == right || (is_plain(left) && is_plain(right)) {
        return left == right;
    }
    let (mut left, mut right) = (left.clone(), right.clone());
    read_name(&mut left);
    read_name(&mut right);
    left == right
}

/// Whether two names have the same attributes once they are written and read.
pub(crate) fn is_same_when_read(left: &Name, right: &Name) -> bool {
    let is_plain = |text: &Option<Text>| text.as_ref().is_none_or(|text| text.is_ascii());
    // Nothing of an ASCII text is lost in any spelling.
    if [left, right].into_iter().all(|name| is_plain(&name.common_name) && is_plain(&name.email)) {
        return same_attributes(left, right);
    }
    let (mut left, mut right) = (left.clone(), right.clone());
    read_name(&mut left);
    read_name(&mut right);
    same_attributes(&left, &right)
}

/// Whether nothing of a text is insignificant but the case of ASCII letters: most texts, which are compared at once.
fn has_only_case(text: &str) -> bool {
    let mut after_blank = true;
    let significant = text.bytes().all(|octet| {
        let blank = octet == b' ';
        let significant = octet.is_ascii_graphic() || blank && !after_blank;
        after_blank = blank;
        significant
    });
    significant && (!after_blank || text.is_empty())
}

/// In lower case, with one blank between words and none around them.
fn folded(text: &str) -> impl Iterator<Item = char> {
    let words = text.split_whitespace().enumerate();
    words.flat_map(|(at, word)| (at > 0).then_some(' ').into_iter().chain(word.chars().flat_map(char::to_lowercase)))
}

/// The text that is read, whatever was meant; the spelling is left as the string type.
pub(super) fn read_name(name: &mut Name) {
    let Some(text) = &mut name.common_name else {
        name.spelling = Spelling::Utf8;
        return;
    };
    let swap = |c: char| if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() };
    let read: String = match name.spelling {
        Spelling::OtherCase => text.chars().map(swap).collect(),
        Spelling::Padded => format!(" {text} "),
        // Surrogates are no characters.
        Spelling::Bmp => text.encode_utf16().map(|u| char::from_u32(u.into()).unwrap_or('\u{fffd}')).collect(),
        Spelling::Utf8 | Spelling::Universal => return,
        // UTF-8 in a string of one octet a character.
        _ if text.chars().any(|c| u32::from(c) > 0xff) => text.bytes().map(char::from).collect(),
        _ => return,
    };
    *text = Cow::Owned(read);
    if matches!(name.spelling, Spelling::OtherCase | Spelling::Padded) {
        name.spelling = Spelling::Utf8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_at_once_or_by_their_folded_texts() {
        let texts = [
            "", " ", "a", "A", " a", "a ", "a b", "A B", "a  b", "a\tb", " a b ", "ab", "\u{e9}", "\u{c9}", "a\u{a0}b",
            "b",
        ];
        for left in texts {
            for right in texts {
                let same = folded(left).eq(folded(right));
                assert_eq!(same_attributes(&Name::common(left), &Name::common(right)), same, "{left:?} {right:?}");
            }
        }
    }
}
