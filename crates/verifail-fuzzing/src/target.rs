//! What a target is: a name, a property, a function that checks it, and what its inputs look like.

use std::fmt;

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

/// That the property holds, or where it does not.
pub type Checked = Result<(), Difference>;

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
