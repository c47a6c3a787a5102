//! Which grams of a text are the rarest: among the texts that are looked for, and in lines that have nothing to do with
//! TLS.

use super::super::everyday::WORDS as EVERYDAY;
use super::{Bits, Form, LONG, Place, Places, SHORT, STRIDE, TINY, hash, word};

/// What an everyday end costs, in doublings of the texts that have the gram: it is asked for at any line's places, and
/// looked at in vain there. With 2 or 4 a line costs less than two hundredths more or less.
const EVERYDAY_END: u32 = 3;

/// How many of the texts have a gram, about: counted by hash; and what stands in other lines.
pub(in crate::classification) struct Frequencies {
    counts: Vec<u16>,
    /// Four octets that are in everyday words.
    everyday: Bits<15>,
}

impl Frequencies {
    const BITS: u32 = 18;

    pub(in crate::classification) fn of<'t>(texts: impl Iterator<Item = &'t [u8]>) -> Self {
        let mut counts = vec![0_u16; 1 << Self::BITS];
        for gram in texts.flat_map(|text| text.windows(LONG)) {
            let count = &mut counts[hash(word(gram), Self::BITS)];
            *count = count.saturating_add(1);
        }
        let mut everyday = Bits::new();
        EVERYDAY.as_bytes().windows(SHORT).for_each(|piece| everyday.insert(word(piece)));
        Self { counts, everyday }
    }

    /// The grams of a text that the fewest texts have, then the least everyday ones. `None` for a text of less than
    /// three octets.
    pub(in crate::classification) fn places(&self, text: &[u8]) -> Option<Places> {
        let costs = |gram: &Weighed<'_>| {
            let end = EVERYDAY_END * u32::from(gram.ends_everyday);
            (gram.texts.ilog2() + end, gram.everyday, gram.is_one_word(), gram.texts)
        };
        self.cheapest(text, costs).map(|(places, _)| places)
    }

    /// The text among some that has the least everyday grams, of words of TLS if there are any.
    pub(in crate::classification) fn least_everyday<'t>(
        &self,
        mut texts: impl Iterator<Item = &'t [u8]>,
    ) -> Option<&'t [u8]> {
        let costs = |gram: &Weighed<'_>| {
            (gram.everyday, LONG - gram.place.form.len, !gram.is_about_tls(), gram.is_one_word(), gram.texts)
        };
        let first = texts.next()?;
        // Most rows have one text, which is weighed for nothing.
        let Some(second) = texts.next() else { return Some(first).filter(|text| text.len() >= TINY) };
        let texts = [first, second].into_iter().chain(texts);
        let cheapest = texts.filter_map(|text| Some((text, self.cheapest(text, costs)?.1)));
        cheapest.min_by_key(|(_, costs)| *costs).map(|(text, _)| text)
    }

    /// The cheapest gram for either parity, and what the dearer one costs.
    fn cheapest<C: Copy + Ord>(&self, text: &[u8], costs: impl Fn(&Weighed<'_>) -> C) -> Option<(Places, C)> {
        let quarters: Vec<Quarter> = text.windows(SHORT).map(|quarter| self.quarter(quarter)).collect();
        let mut cheapest: [Option<(usize, C, Place)>; STRIDE] = [None; STRIDE];
        // Long ones are the longest there are for either parity of a text that has two.
        let forms = if text.len() > LONG { Form::ALL.get(..1) } else { Form::ALL.get(..) };
        for form in forms.unwrap_or_default() {
            // One that ends before is for texts that have no other.
            let grams = text.windows(form.len).enumerate().filter(|_| form.behind == 0 || form.len == text.len());
            for (offset, gram) in grams {
                let gram = self.weigh(text, &quarters, Place { form: *form, gram: word(gram), offset });
                let Some(least) = cheapest.get_mut(gram.place.end() % STRIDE) else { continue };
                let (len, costs) = (form.len, costs(&gram));
                let is_cheaper =
                    |(longest, least, _): &(usize, C, _)| len > *longest || len == *longest && costs < *least;
                if least.as_ref().is_none_or(is_cheaper) {
                    *least = Some((len, costs, gram.place));
                }
            }
        }
        let [(_, first, even), (_, second, odd)] = [cheapest[0]?, cheapest[1]?];
        Some(([even, odd], first.max(second)))
    }

    /// What speaks for and against a gram of a text.
    fn weigh<'t>(&self, text: &'t [u8], quarters: &'t [Quarter], place: Place) -> Weighed<'t> {
        let (from, end) = (place.offset, place.offset + place.form.len);
        let quarters = quarters.get(from..(end + 1).saturating_sub(SHORT)).unwrap_or_default();
        let common = quarters.iter().filter(|quarter| quarter.is_everyday).count();
        // Three octets are in any text.
        let share = (common * 100).checked_div(quarters.len()).unwrap_or(100);
        // Its end counts most, since that is what is looked at first.
        let ends_everyday = quarters.last().is_none_or(|quarter| quarter.is_everyday);
        let everyday = share as u32 + u32::from(ends_everyday) * 50;
        let texts = self.counts.get(hash(place.gram, Self::BITS)).map_or(1, |count| (*count).max(1));
        Weighed { place, texts, everyday, ends_everyday, text, quarters }
    }

    fn quarter(&self, quarter: &[u8]) -> Quarter {
        /// Quarters of words that are rare elsewhere.
        const TLS: [&[u8]; 8] = [b"cert", b"ciph", b"cryp", b"hand", b"pkix", b"trus", b"veri", b"x509"];
        let changing = quarter.iter().filter(|octet| octet.is_ascii_digit() || **octet == b' ').count();
        let of_words =
            quarter.contains(&b' ') && quarter.iter().all(|octet| octet.is_ascii_lowercase() || *octet == b' ');
        // Digits change from line to line, and any word may follow any other.
        let is_everyday = changing >= SHORT - 1 || of_words || self.everyday.has(word(quarter));
        Quarter { is_everyday, is_about_tls: TLS.contains(&quarter) }
    }
}

/// Four octets of a text.
#[derive(Clone, Copy, Debug)]
struct Quarter {
    /// They stand in lines that have nothing to do with TLS.
    is_everyday: bool,
    is_about_tls: bool,
}

/// A gram, and what speaks for and against it.
#[derive(Clone, Copy, Debug)]
struct Weighed<'t> {
    place: Place,
    /// How many texts have it, about.
    texts: u16,
    /// How much of it stands in lines that have nothing to do with TLS, in parts of a hundred; half as much again for
    /// its end.
    everyday: u32,
    /// Its last four octets do.
    ends_everyday: bool,
    /// The text it is of.
    text: &'t [u8],
    quarters: &'t [Quarter],
}

impl Weighed<'_> {
    const fn end(&self) -> usize {
        self.place.offset + self.place.form.len
    }

    /// Whether it has words of TLS, or begins with it or within it.
    fn is_about_tls(&self) -> bool {
        let near = self.text.get(self.place.offset.saturating_sub(1)..self.end()).unwrap_or_default();
        let is_near = near.windows(TINY).any(|tiny| matches!(tiny, b"tls" | b"ssl"));
        is_near || self.quarters.iter().any(|quarter| quarter.is_about_tls)
    }

    /// One word is oftener met than the same two, one behind the other.
    fn is_one_word(&self) -> bool {
        let inner = self.text.get(self.place.offset + 1..self.end() - 1);
        !inner.is_some_and(|inner| inner.contains(&b' '))
    }
}
