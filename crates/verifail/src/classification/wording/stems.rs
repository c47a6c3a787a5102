//! How the classes of a word are found: by its first octet, then among stems in order, then from a stem to the longest
//! one that it begins with.

use super::vocabulary::{CLASSES, Class};

/// A word of [`CLASSES`] as it is looked for.
#[derive(Clone, Copy)]
struct Stem {
    /// Its first octets, as a number whose order is theirs.
    key: u64,
    text: &'static [u8],
    /// Whether all words that begin so are meant.
    open: bool,
    /// One more than the place of the longest open stem that this one begins with, if there is one.
    parent: u16,
    class: Class,
}

impl Stem {
    const NONE: Self = Self { key: 0, text: b"", open: false, parent: 0, class: 0 };

    const fn new((word, class): (&'static str, Class)) -> Self {
        let (text, open) = match word.as_bytes() {
            [stem @ .., b'*'] => (stem, true),
            word => (word, false),
        };
        Self { key: key(text), text, open, parent: 0, class }
    }

    fn fits(&self, word: &[u8]) -> bool {
        if self.open { word.starts_with(self.text) } else { word == self.text }
    }
}

/// The first octets of a word as a number whose order is theirs.
const fn key(word: &[u8]) -> u64 {
    let (mut key, mut at) = (0, 0);
    while at < 8 {
        key = key << 8 | if at < word.len() { word[at] as u64 } else { 0 };
        at += 1;
    }
    key
}

const fn begins_with(text: &[u8], stem: &[u8]) -> bool {
    let mut at = 0;
    while at < stem.len() {
        if at >= text.len() || text[at] != stem[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// The words as they are looked for, in the same order.
static STEMS: [Stem; CLASSES.len()] = {
    let mut stems = [Stem::NONE; CLASSES.len()];
    let mut at = 0;
    while at < stems.len() {
        stems[at] = Stem::new(CLASSES[at]);
        // All that a stem begins with are before it, and what stands between begins with them too.
        let mut parent = at as u16;
        while parent > 0 {
            let before = stems[parent as usize - 1];
            if before.open && begins_with(stems[at].text, before.text) {
                break;
            }
            parent = before.parent;
        }
        stems[at].parent = parent;
        at += 1;
    }
    stems
};

/// By the first octet of a word, where the first of the stems is that begin with it or a later one.
static FIRSTS: [u16; 257] = {
    let mut firsts = [0; 257];
    let (mut octet, mut at) = (0, 0);
    while octet < firsts.len() {
        while at < STEMS.len() && (STEMS[at].text[0] as usize) < octet {
            at += 1;
        }
        firsts[octet] = at as u16;
        octet += 1;
    }
    firsts
};

/// The classes of a word.
pub(super) fn class(word: &[u8]) -> Class {
    let Some(first) = word.first().map(|first| usize::from(*first)) else { return 0 };
    let (from, to) = (usize::from(FIRSTS[first]), usize::from(FIRSTS[first + 1]));
    let same = STEMS.get(from..to).unwrap_or_default();
    let key = key(word);
    // The last that is not behind the word. Of those with the same first octets some may be.
    let mut place = from + same.partition_point(|stem| stem.key <= key);
    while place > from {
        let Some(stem) = STEMS.get(place - 1) else { break };
        if stem.fits(word) {
            return stem.class;
        }
        // A stem that is behind the word has its neighbour before it; else all that fit are what it begins with.
        place = if stem.key == key && stem.text > word { place - 1 } else { usize::from(stem.parent) };
    }
    0
}

/// The stems that begin with a word and are longer.
fn longer(word: &[u8]) -> impl Iterator<Item = &'static Stem> {
    let from = STEMS.partition_point(|stem| stem.text <= word);
    STEMS.get(from..).unwrap_or_default().iter().take_while(move |stem| stem.text.starts_with(word))
}

/// Whether a word may be the beginning of one that has other classes than it.
pub(super) fn may_go_on(word: &[u8]) -> bool {
    let own = class(word);
    longer(word).any(|stem| stem.class != own)
}

/// All classes of a word and of those that it may be the beginning of.
pub(super) fn classes_of_longer(word: &[u8]) -> Class {
    longer(word).fold(class(word), |all, stem| all | stem.class)
}

/// The classes that a word has whatever it is the beginning of.
pub(super) fn classes_of_all_longer(word: &[u8]) -> Class {
    longer(word).fold(class(word), |all, stem| all & stem.class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted_so_that_they_are_found() {
        let key = |word: &(&'static str, Class)| word.0.trim_end_matches('*');
        let unsorted: Vec<_> = CLASSES.windows(2).filter(|pair| key(&pair[0]) >= key(&pair[1])).collect();
        assert!(unsorted.is_empty(), "{unsorted:?}");
    }

    #[test]
    fn a_word_has_the_classes_of_the_longest_stem_that_fits() {
        let fits = |stem: &str, word: &str| match stem.strip_suffix('*') {
            Some(stem) => word.starts_with(stem),
            None => word == stem,
        };
        let slowly = |word: &str| {
            let fitting = CLASSES.iter().filter(|(stem, _)| fits(stem, word));
            fitting.max_by_key(|(stem, _)| stem.trim_end_matches('*').len()).map_or(0, |(_, class)| *class)
        };
        // Every stem, what is shorter and what is longer by an octet before and behind all others.
        let stems = CLASSES.iter().map(|(stem, _)| stem.trim_end_matches('*'));
        let around = |stem: &'static str| {
            let shorter = (0..=stem.len()).filter_map(|len| Some(stem.get(..len)?.to_owned()));
            shorter.chain(["a", "s", "z", "0", "ing", "~~~~~~~~~"].map(|end| format!("{stem}{end}")))
        };
        for word in stems.flat_map(around) {
            assert_eq!(class(word.as_bytes()), slowly(&word), "{word}");
        }
    }
}
