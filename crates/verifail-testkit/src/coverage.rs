//! Coverage: which combinations of attributes, three or four at a time, a set of cases has.
//!
//! A case has some forty [`Attribute`]s, each with two to seven values. They are read off the DER ([`Row::of`]), so
//! that worlds of a generator and cases from anybody's file are counted alike. Bugs of verifiers are seldom in one
//! attribute and seldom in more than four at once; a set of cases in which all combinations of *t* values of different
//! attributes occur is what finds them (Kuhn, Wallace, Gallo 2004), and a [`covering array`](mod@array) is a small one.
//!
//! **Which combinations are possible is exact.** An attribute may not be there for lack of what it is an attribute of:
//! without a CA there is no key usage of the CA. [`RULES`] say so as data: *a value needs certain values of another
//! attribute*. A combination is valid if no two of its values need what excludes each other. Two tests hold the rules
//! to being neither too loose nor too strict:
//!
//! - every row that keeps the rules is the row of some world: [`World::from_row`](crate::World::from_row) makes it, and
//!   reading its DER gives the row back. The covering array does that for every single valid combination;
//! - no case ever read breaks a rule: not one of the generator's, not one of x509-limbo.

pub mod array;
mod attribute;
mod measure;
mod realise;
mod rows;
mod tuples;

pub use array::CoveringArray;
pub use attribute::{ATTRIBUTES, Attribute, RULES, Rule};
pub use rows::Rows;
pub use tuples::{Tuples, Values};

use crate::choices::{Choices, Recorded};

/// No value: what it would be an attribute of is not there, or cannot be read.
pub const ABSENT: u8 = u8::MAX;

/// The attributes of a case: one value each, or [`ABSENT`].
///
/// # Examples
/// ```
/// use verifail_testkit::World;
/// use verifail_testkit::coverage::{Attribute, Row};
///
/// let row = Row::of(&World::good().materialise()).unwrap();
/// assert_eq!(row.value(Attribute::Depth), Some("1"));
/// assert_eq!(row.value(Attribute::EndEntityPurposes), Some("serverAuth"));
/// assert_eq!(World::from_row(&row).materialise(), World::good().materialise());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row([u8; ATTRIBUTES]);

impl Row {
    /// A row without any value.
    const EMPTY: Self = Self([ABSENT; ATTRIBUTES]);

    /// A row by these choices: a number for each attribute, among the values that what was chosen before leaves
    /// possible. Whatever is chosen, the row keeps the rules; dry choices give the row of the good world.
    pub fn choose(choices: &mut dyn Choices) -> Self {
        let mut row = Self::EMPTY;
        let mut values = Values::all();
        for attribute in Attribute::ALL {
            let possible: Vec<u8> = values.possible(*attribute).collect();
            let number = choices.below(possible.len() as u32);
            if let Some(value) = possible.get(number as usize) {
                row.set(*attribute, *value);
                values = values.with(*attribute, *value).unwrap_or(values);
            }
        }
        row
    }

    /// The choices that give this row, if it keeps the rules: a row of a covering array is a source of choices.
    pub fn choices(&self) -> Recorded {
        let mut values = Values::all();
        let mut numbers = Vec::with_capacity(ATTRIBUTES);
        for attribute in Attribute::ALL {
            let value = self.get(*attribute);
            numbers.push(values.possible(*attribute).position(|possible| possible == value).unwrap_or(0) as u32);
            if value != ABSENT {
                values = values.with(*attribute, value).unwrap_or(values);
            }
        }
        Recorded::new(numbers)
    }

    /// The number of an attribute's value, or [`ABSENT`].
    pub const fn get(&self, attribute: Attribute) -> u8 {
        self.0[attribute as usize]
    }

    /// The word for an attribute's value.
    pub fn value(&self, attribute: Attribute) -> Option<&'static str> {
        attribute.values().get(usize::from(self.get(attribute))).copied()
    }

    /// The first rule that the row breaks.
    pub fn broken_rule(&self) -> Option<&'static Rule> {
        RULES.iter().find(|rule| {
            let (of, needs) = (self.get(rule.of), self.get(rule.needs));
            of != ABSENT && rule.values & 1 << of != 0 && (needs == ABSENT || rule.allowed & 1 << needs == 0)
        })
    }

    const fn set(&mut self, attribute: Attribute, value: u8) {
        self.0[attribute as usize] = value;
    }
}
