//! What a structured target is given: a world, under which policy it is asked about, and for relations which one is
//! tried with what choices. As text it is a `.chain` file with a comment, so that a corpus can be read, and a find be
//! kept as it is.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

use verifail::Policy;
use verifail_testkit::World;
use verifail_testkit::chain_format::ChainFile;
use verifail_testkit::mutate::Size;
use verifail_testkit::relation::Relation;
use verifail_testkit::signing::Scheme;

/// A world and what is asked about it.
///
/// # Examples
/// ```
/// use verifail_fuzzing::Spec;
/// let text = concat!(
///     "verifail chain 1\n# asked under go, relation 5, choices 2 0 1\n\n",
///     "end-entity = server key 1 issued by 0\n",
/// );
/// let spec = Spec::read(text.as_bytes()).unwrap();
/// assert_eq!((spec.policy.name(), spec.relation, spec.choices.as_slice()), ("go", 5, &[2, 0, 1][..]));
/// assert_eq!(Spec::read(spec.to_string().as_bytes()), Some(spec));
/// ```
#[derive(Clone, Debug)]
pub struct Spec {
    /// The certificates and the question.
    pub world: World,
    /// Under which policy.
    pub policy: &'static Policy,
    /// Which relation, by number.
    pub relation: u8,
    /// What the relation is to choose, in turn; the plain choice after these.
    pub choices: Vec<u32>,
}

/// Choices that are kept: relations make about as many.
pub(crate) const MOST_CHOICES: usize = 24;
const ASKED: &str = "asked under ";

impl PartialEq for Spec {
    fn eq(&self, other: &Self) -> bool {
        (&self.world, self.policy.name(), self.relation, &self.choices)
            == (&other.world, other.policy.name(), other.relation, &other.choices)
    }
}

impl From<World> for Spec {
    /// Under `rustls`.
    fn from(world: World) -> Self {
        Self { world, policy: rustls(), relation: 1, choices: Vec::new() }
    }
}

/// The policy that is asked where none is named.
fn rustls() -> &'static Policy {
    Policy::named("rustls").unwrap_or(&Policy::all()[0])
}

/// Texts that are remembered as what they say: more than most corpora have.
const MOST_KNOWN: usize = 4_096;

thread_local! {
    /// What the mutator wrote last, which is what is read next.
    static LAST: RefCell<Option<(Vec<u8>, Rc<Spec>)>> = const { RefCell::new(None) };
    /// What the mutator read of late.
    static KNOWN: RefCell<HashMap<Box<[u8]>, Rc<Spec>>> = RefCell::new(HashMap::new());
}

impl Spec {
    /// Reads one; `None` for what is no `.chain` file. What is larger than targets take is cut.
    pub fn read(data: &[u8]) -> Option<Rc<Self>> {
        Self::last(data).or_else(|| Self::parse(data).map(Rc::new))
    }

    /// The same for the mutator, which reads the inputs of a corpus again and again. A target must not: which edges an
    /// input reaches would depend on the inputs before it.
    pub(crate) fn recall(data: &[u8]) -> Option<Rc<Self>> {
        let known = || KNOWN.with_borrow(|known| known.get(data).map(Rc::clone));
        if let Some(spec) = Self::last(data).or_else(known) {
            return Some(spec);
        }
        let spec = Rc::new(Self::parse(data)?);
        KNOWN.with_borrow_mut(|known| {
            if known.len() >= MOST_KNOWN {
                known.clear();
            }
            known.insert(data.into(), Rc::clone(&spec));
        });
        Some(spec)
    }

    /// What was remembered, if these are the octets of it.
    fn last(data: &[u8]) -> Option<Rc<Self>> {
        LAST.with_borrow(|last| {
            last.as_ref().filter(|(octets, _)| octets.as_slice() == data).map(|(_, spec)| Rc::clone(spec))
        })
    }

    fn parse(data: &[u8]) -> Option<Self> {
        let file: ChainFile = std::str::from_utf8(data).ok()?.parse().ok()?;
        let ChainFile { about, world, .. } = file;
        let mut spec = Self::from(world);
        spec.fit();
        if let Some(asked) = about.lines().find_map(|line| line.strip_prefix(ASKED)) {
            let mut parts = asked.split(", ");
            spec.policy = parts.next().and_then(Policy::named).unwrap_or(spec.policy);
            for part in parts {
                match part.split_once(' ') {
                    Some(("relation", number)) => spec.relation = number.parse().unwrap_or(1),
                    Some(("choices", numbers)) => {
                        let numbers = numbers.split(' ').filter_map(|number| number.parse().ok());
                        spec.choices = numbers.take(MOST_CHOICES).collect();
                    }
                    _ => {}
                }
            }
        }
        Some(spec)
    }

    /// Cuts what is larger than targets take, and replaces signatures that are others each time.
    pub(crate) fn fit(&mut self) {
        Size::DEFAULT.cut(&mut self.world);
        // ECDSA's nonce is random, and so are the lengths of what is written around a signature.
        if self.world.scheme == Scheme::P256 {
            self.world.scheme = Scheme::Ed25519;
        }
    }

    /// The relation of its number; numbers beyond begin again.
    pub fn relation(&self) -> Option<&'static Relation> {
        let count = Relation::ALL.len();
        Relation::ALL.get((usize::from(self.relation) + count - 1) % count)
    }

    /// Remembers that these octets are this: whoever wrote them is asked about them next.
    pub(crate) fn remember(self, octets: &[u8]) {
        LAST.set(Some((octets.to_vec(), Rc::new(self))));
    }
}

impl fmt::Display for Spec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // As a `ChainFile` with a comment is written, without the copy of the world that one would take.
        let text = self.world.to_chain();
        let (version, world) = text.split_once('\n').unwrap_or((&text, ""));
        write!(f, "{version}\n# {ASKED}{}, relation {}", self.policy.name(), self.relation)?;
        if !self.choices.is_empty() {
            f.write_str(", choices")?;
            self.choices.iter().try_for_each(|choice| write!(f, " {choice}"))?;
        }
        write!(f, "\n{world}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spec_has_no_signatures_that_are_others_each_time() {
        let world = World::with(|world| world.scheme = Scheme::P256);
        let read = Spec::read(Spec::from(world).to_string().as_bytes()).expect("a spec");
        assert_eq!(read.world.scheme, Scheme::Ed25519);
        assert_eq!(read.world.materialise().end_entity, read.world.materialise().end_entity);
    }
}
