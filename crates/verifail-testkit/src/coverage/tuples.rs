//! Combinations of values of *t* different attributes: which are possible, which were seen. A bit for each.

use super::{ABSENT, ATTRIBUTES, Attribute, RULES, Row};

/// The values that each attribute may still have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Values([u8; ATTRIBUTES]);

impl Values {
    /// All of them.
    pub fn all() -> Self {
        let mut values = [0; ATTRIBUTES];
        for (value, attribute) in values.iter_mut().zip(Attribute::ALL) {
            *value = ((1_u16 << attribute.values().len()) - 1) as u8;
        }
        Self(values)
    }

    /// The same when an attribute has a value, and others what it needs of them; `None` when something needed is
    /// excluded.
    pub fn with(mut self, attribute: Attribute, value: u8) -> Option<Self> {
        self.0[attribute as usize] &= 1 << value;
        for rule in RULES.iter().filter(|rule| rule.of == attribute && rule.values & 1 << value != 0) {
            self.0[rule.needs as usize] &= rule.allowed;
            if self.0[rule.needs as usize] == 0 {
                return None;
            }
        }
        (self.0[attribute as usize] != 0).then_some(self)
    }

    /// The values of an attribute that are left and need nothing that is excluded.
    pub fn possible(&self, attribute: Attribute) -> impl Iterator<Item = u8> {
        let left = *self;
        (0..RADIX[attribute as usize]).filter(move |value| left.with(attribute, *value).is_some())
    }
}

/// A set of combinations of `t` values of different attributes.
///
/// Combinations of attributes are counted in colexicographic order, in which the rank of a set is a sum of binomial
/// coefficients; within one, values are the digits of a number. So a combination's bit is found without a search.
#[derive(Clone, Debug)]
pub struct Tuples {
    strength: usize,
    /// Where the bits of a set of attributes begin, by its rank; and where the last ones end.
    starts: Vec<u32>,
    bits: Vec<u64>,
}

impl Tuples {
    /// None of that many values each.
    pub fn none(strength: usize) -> Self {
        let sets = binomial(ATTRIBUTES, strength) as usize;
        let mut starts = Vec::with_capacity(sets + 1);
        let mut total = 0;
        for rank in 0..sets {
            starts.push(total);
            total += attributes(rank, strength).map(|attribute| u32::from(RADIX[attribute])).product::<u32>();
        }
        starts.push(total);
        Self { strength, starts, bits: vec![0; (total as usize).div_ceil(64)] }
    }

    /// Every combination that some world has.
    pub fn valid(strength: usize) -> Self {
        let mut valid = Self::none(strength);
        let end = valid.starts.last().map_or(0, |end| *end as usize);
        for at in 0..end {
            if valid
                .combination(at)
                .try_fold(Values::all(), |values, (attribute, value)| values.with(attribute, value))
                .is_some()
            {
                valid.bits[at / 64] |= 1 << (at % 64);
            }
        }
        valid
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        self.bits.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// How many are in both.
    pub fn common(&self, other: &Self) -> u64 {
        self.bits.iter().zip(&other.bits).map(|(a, b)| u64::from((a & b).count_ones())).sum()
    }

    /// Adds every combination that a row has.
    pub fn add(&mut self, row: &Row) {
        let Self { strength, starts, bits } = self;
        visit(*strength, row, None, &mut |rank, number| {
            let at = starts[rank] as usize + number;
            bits[at / 64] |= 1 << (at % 64);
        });
    }

    /// Adds what is in the other.
    pub fn add_all(&mut self, other: &Self) {
        self.bits.iter_mut().zip(&other.bits).for_each(|(a, b)| *a |= b);
    }

    /// Takes out what is in the other.
    pub(super) fn remove_all(&mut self, other: &Self) {
        self.bits.iter_mut().zip(&other.bits).for_each(|(a, b)| *a &= !b);
    }

    /// Takes out what a row has.
    pub(super) fn remove(&mut self, row: &Row) {
        let Self { strength, starts, bits } = self;
        visit(*strength, row, None, &mut |rank, number| {
            let at = starts[rank] as usize + number;
            bits[at / 64] &= !(1 << (at % 64));
        });
    }

    /// How many of a row's combinations that have to do with an attribute are in the set.
    pub(super) fn gain(&self, row: &Row, attribute: Attribute) -> usize {
        let mut gain = 0;
        visit(self.strength, row, Some(attribute as usize), &mut |rank, number| {
            let at = self.starts[rank] as usize + number;
            gain += (self.bits[at / 64] >> (at % 64) & 1) as usize;
        });
        gain
    }

    /// The first combination at or after a position, and its position.
    pub(super) fn next_from(&self, from: usize) -> Option<usize> {
        let mut word = from / 64;
        let mut bits = self.bits.get(word)? >> (from % 64) << (from % 64);
        while bits == 0 {
            word += 1;
            bits = *self.bits.get(word)?;
        }
        Some(word * 64 + bits.trailing_zeros() as usize)
    }

    /// The combinations in the set, as attributes and values.
    pub fn iter(&self) -> impl Iterator<Item = Vec<(Attribute, u8)>> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let at = self.next_from(from)?;
            from = at + 1;
            Some(self.combination(at).collect())
        })
    }

    /// The combination at a position.
    pub(super) fn combination(&self, at: usize) -> impl Iterator<Item = (Attribute, u8)> + use<> {
        let rank = self.starts.partition_point(|start| *start as usize <= at) - 1;
        let mut number = at - self.starts[rank] as usize;
        let mut set = [0; MOST];
        let last = self.strength;
        for (slot, attribute) in set[..last].iter_mut().rev().zip(attributes(rank, last)) {
            *slot = attribute;
        }
        // The lowest attribute is the last digit.
        set.into_iter().take(last).map(move |attribute| {
            let radix = usize::from(RADIX[attribute]);
            let value = (number % radix) as u8;
            number /= radix;
            (Attribute::ALL[attribute], value)
        })
    }
}

/// Most values at a time.
const MOST: usize = 6;

/// How many values each attribute has.
const RADIX: [u8; ATTRIBUTES] = {
    let mut radix = [0; ATTRIBUTES];
    let mut at = 0;
    while at < ATTRIBUTES {
        radix[at] = Attribute::ALL[at].values().len() as u8;
        at += 1;
    }
    radix
};

/// Calls with rank and number of each combination that a row has; with an attribute given, of those that it is in.
fn visit(strength: usize, row: &Row, with: Option<usize>, found: &mut impl FnMut(usize, usize)) {
    descend(row, with, ATTRIBUTES, strength, 0, 0, found);
}

/// Chooses attributes from the highest to the lowest.
fn descend(
    row: &Row,
    with: Option<usize>,
    below: usize,
    left: usize,
    rank: usize,
    number: usize,
    found: &mut impl FnMut(usize, usize),
) {
    if left == 0 {
        return found(rank, number);
    }
    let range = match with {
        Some(with) if left == 1 => with..with + 1,
        Some(with) => with..below,
        None => left - 1..below,
    };
    for attribute in range.rev() {
        let value = row.0[attribute];
        if value == ABSENT {
            continue;
        }
        let rank = rank + BINOMIALS[attribute][left] as usize;
        let number = number * usize::from(RADIX[attribute]) + usize::from(value);
        descend(row, with.filter(|with| *with != attribute), attribute, left - 1, rank, number, found);
    }
}

/// The attributes of the set of that rank, the highest first.
fn attributes(mut rank: usize, strength: usize) -> impl Iterator<Item = usize> {
    let mut below = ATTRIBUTES;
    (1..=strength).rev().map(move |left| {
        below = (0..below).rev().find(|attribute| BINOMIALS[*attribute][left] as usize <= rank).unwrap_or(0);
        rank -= BINOMIALS[below][left] as usize;
        below
    })
}

const BINOMIALS: [[u32; MOST + 1]; ATTRIBUTES + 1] = {
    let mut table = [[0; MOST + 1]; ATTRIBUTES + 1];
    let mut n = 0;
    while n <= ATTRIBUTES {
        table[n][0] = 1;
        let mut k = 1;
        while k <= MOST && n > 0 {
            table[n][k] = table[n - 1][k - 1] + table[n - 1][k];
            k += 1;
        }
        n += 1;
    }
    table
};

const fn binomial(n: usize, k: usize) -> u32 {
    BINOMIALS[n][k]
}
