//! What a target is: a name, a property, a function that checks it, and what its inputs look like.

use std::fmt;

use verifail::Policy;
use verifail_testkit::signing::Scheme;
use verifail_testkit::world::{CrlSpec, ca_name};
use verifail_testkit::{World, materialise};

use crate::Spec;

/// A property of any octets.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name: of its file here, of its binary in `fuzz/`, of its corpus.
    pub name: &'static str,
    /// What must hold, in one sentence.
    pub property: &'static str,
    /// Who knows the right answer: a word or two.
    pub oracle: &'static str,
    /// What its inputs are.
    pub form: Form,
    /// What it does with one.
    pub class: Class,
    /// Whether a fuzzer is to look at the operands of comparisons, and to count how often an edge is taken: either
    /// doubles the time of an input. It leads to octets that no dictionary has, and is of no use where structure is
    /// edited, or where texts are found by tables and every word is in the dictionary.
    pub compares: bool,
    /// Most octets of an input; of longer ones nothing is read.
    pub max_len: usize,
    /// Checks it.
    pub check: fn(&[u8]) -> Checked,
}

/// What the inputs of a target are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A [`Spec`](crate::Spec), mutated as structure.
    Chain,
    /// Octets without a dictionary.
    Octets,
    /// DER; `dictionaries/x509.dict` is of use.
    Der,
    /// Text; `dictionaries/texts.dict` is of use.
    Text,
}

/// What a target does with an input: what may be asked of its pace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Verifies whole chains, which it may have to write first: 8,000 a second.
    Chains,
    /// Reads octets, or decides without a certificate: 60,000 a second.
    Octets,
}

impl Class {
    /// Executions a second on one core, without a sanitizer, that are enough.
    pub const fn pace(self) -> u32 {
        match self {
            Self::Chains => 8_000,
            Self::Octets => 60_000,
        }
    }
}

/// That the property holds, or where it does not.
pub type Checked = Result<(), Difference>;

/// Texts of which targets of texts and octets read at least one to its end.
const WARM: [&str; 7] = [
    "certificate has expired",
    "~\0\0\0",
    "{\"text\": \"certificate has expired\", \"sandboxed\": true}",
    "APP_CA_BUNDLE=append:BUNDLE\n--\n\n--\n",
    "0nd*.example.com\npdexample.com\n",
    "www.example.com\n*.example.com",
    "268435581",
];

/// One of `ways` by the octets themselves: of several things that must hold, each input is held to one, so that all
/// inputs together are held to all. The same input is always held to the same.
pub(crate) fn way(data: &[u8], ways: usize) -> usize {
    let mix = |mixed: u64, word: u64| (mixed.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    let (words, rest) = data.as_chunks::<8>();
    let mixed = words.iter().fold(data.len() as u64, |mixed, word| mix(mixed, u64::from_le_bytes(*word)));
    let mixed = rest.iter().fold(mixed, |mixed, octet| mix(mixed, u64::from(*octet)));
    (mixed >> 32) as usize % ways.max(1)
}

/// Two answers that do not go together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What kind of difference it is, in few words that are the same for all inputs of the kind: finds are told apart
    /// by it.
    pub kind: String,
    /// Both answers, and to what.
    pub what: String,
}

impl Difference {
    /// A difference as the outcome of a check.
    ///
    /// # Errors
    /// Always: it is one.
    pub fn found(kind: impl Into<String>, what: impl fmt::Display) -> Checked {
        Err(Self { kind: kind.into(), what: what.to_string() })
    }

    /// A difference unless it holds. Neither the kind nor the rest is put into words when it does.
    ///
    /// # Errors
    /// When it does not hold.
    pub fn unless(holds: bool, kind: impl fmt::Display, what: impl FnOnce() -> String) -> Checked {
        if holds { Ok(()) } else { Self::found(kind.to_string(), what()) }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}] {}", self.kind, self.what)
    }
}

impl Target {
    /// Has everything made that is made once in a process, before the first input: else its edges would be that one's.
    pub fn warm_up(&self) {
        for input in self.beginnings() {
            // That the property holds of these is a test.
            let _ = (self.check)(&input);
        }
    }

    /// Inputs that need most of what is made once.
    pub fn beginnings(&self) -> Vec<Vec<u8>> {
        let chain = |policy: &'static Policy, scheme| {
            let world = World::with(|world| world.scheme = scheme);
            Spec { policy, ..Spec::from(world) }.to_string().into_bytes()
        };
        match self.form {
            Form::Chain => {
                Policy::all().iter().flat_map(|policy| Scheme::ALL.map(|scheme| chain(policy, scheme))).collect()
            }
            Form::Der => {
                vec![World::good().materialise().end_entity, materialise::crl(Scheme::Toy, &CrlSpec::of(ca_name(1), 1))]
            }
            Form::Octets | Form::Text => WARM.map(|text| text.as_bytes().to_vec()).to_vec(),
        }
    }

    /// Checks one input, as libFuzzer has it done.
    ///
    /// # Panics
    /// When the property does not hold: that is how a fuzzer is told. The message begins with `FOUND`, the target and
    /// the kind of the difference.
    pub fn run(&self, data: &[u8]) {
        if data.len() > self.max_len {
            return;
        }
        if let Err(difference) = (self.check)(data) {
            // A panic is the interface here.
            #[allow(clippy::panic)]
            {
                panic!("FOUND {} {difference}", self.name);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_that_differ_little_go_every_way_about_as_often() {
        let mut taken = [0; 4];
        for number in 0..1_000_u32 {
            let text = format!("error {number}: certificate has expired");
            taken[way(text.as_bytes(), 4)] += 1;
        }
        assert!(taken.iter().all(|taken| (200..300).contains(taken)), "{taken:?}");
        assert_eq!((way(b"", 4), way(b"x", 1)), (0, 0));
    }
}
