//! Service identity: every short text as a host against many presented identifiers, and every short text as a presented
//! identifier against some hosts.
//!
//! The alphabet has one symbol, at least, of each class that a matcher can treat differently; see [`ALPHABET`]. Six
//! symbols are enough for three labels, for a wildcard above two labels, for every A-label prefix, and for every IPv6
//! address that has no more. The oracle is [`mod@reference`]: it splits names into labels and compares label by label,
//! where the core scans octets.

pub mod presented;
pub mod reference;

use std::thread;

use verifail::certificate::GeneralName;
use verifail::policy::{IdentityRules, WildcardRules};
use verifail::{Policy, ReferenceIdentifier};

use reference::{Host, Reading};

/// The symbols that texts are made of:
///
/// | symbols | why |
/// |---|---|
/// | `a` `b` | two letters that differ |
/// | `A` | the first in its other case |
/// | `x` `n` | with `-`, the prefix of A-labels |
/// | `1` | digits: a name must not end in a label of them |
/// | `-` | not at either end of a label |
/// | `.` | labels, empty labels, absolute names |
/// | `*` | wildcards, in names; nothing in hosts |
/// | `_` | in use, though no host name has it |
/// | `é` | a U-label in hosts; not ASCII in presented identifiers |
/// | NUL | where C strings end |
/// | `:` | ports, and IPv6 addresses |
pub const ALPHABET: [char; 13] = ['a', 'b', 'A', 'x', 'n', '1', '-', '.', '*', '_', 'é', '\0', ':'];

/// The longest texts of the full suite, in symbols.
pub const LONGEST: u32 = 6;

/// Hosts that every text is presented to.
pub const HOSTS: [&str; 24] = [
    "a", "b", "ab", "a1", "a_b", "a-b", "a.b", "b.a", "a.a.b", "b.x.a", "a.b.", "a.", "1.a", "_.a", "xn--a", "x.n-b",
    "xn.a.b", "A.A", "é", "é.a", "é.n.a", "1a.b1.x", "::1", "a.b.x.n",
];

/// How many texts there are of at most that many symbols; the empty one is not among them.
pub const fn texts(longest: u32) -> u64 {
    let (mut sum, mut length) = (0, 1);
    while length <= longest {
        sum += (ALPHABET.len() as u64).pow(length);
        length += 1;
    }
    sum
}

/// The text of that number, from 0: shorter ones first, the left-most symbol counting fastest.
pub fn text(number: u64) -> String {
    let base = ALPHABET.len() as u64;
    let (mut rest, mut of_this_length, mut length) = (number, base, 1);
    while rest >= of_this_length {
        rest -= of_this_length;
        of_this_length *= base;
        length += 1;
    }
    let mut out = String::with_capacity(8);
    for _ in 0..length {
        out.extend(ALPHABET.get((rest % base) as usize));
        rest /= base;
    }
    out
}

/// A matcher of names, as far as it can be asked apart from certificates.
pub trait NameMatcher: Sync {
    /// What it makes of a host, once.
    type Host;

    /// Reads what the caller looks for; `None` when it is no reference identifier.
    fn read(&self, text: &str) -> Option<Self::Host>;

    /// How it writes a host that it read, where it can: A-labels, lower case.
    fn written(&self, host: &Self::Host) -> Option<String>;

    /// The octets of a dNSName identify the host.
    fn matches(&self, host: &Self::Host, presented: &[u8]) -> bool;
}

/// The core's matcher, as a policy sets it.
#[derive(Clone, Copy, Debug)]
pub struct CoreNames(pub IdentityRules);

impl NameMatcher for CoreNames {
    type Host = ReferenceIdentifier;

    fn read(&self, text: &str) -> Option<ReferenceIdentifier> {
        text.parse().ok()
    }

    fn written(&self, host: &ReferenceIdentifier) -> Option<String> {
        Some(host.to_string())
    }

    fn matches(&self, host: &ReferenceIdentifier, presented: &[u8]) -> bool {
        host.matches(&GeneralName::DnsName(presented), &self.0)
    }
}

/// The policies' ways of matching, each once, under the name of the first policy that has it; and OpenSSL's without
/// flags, which is no policy's.
pub fn identity_rules() -> Vec<(&'static str, IdentityRules)> {
    let mut distinct: Vec<(&'static str, IdentityRules)> = Vec::new();
    for policy in Policy::all() {
        let rules = policy.parameters().identity;
        if distinct.iter().all(|(_, known)| *known != rules) {
            distinct.push((policy.name(), rules));
            if rules.wildcards == WildcardRules::WholeLabelOfHost {
                distinct.push(("partial wildcards", IdentityRules { wildcards: WildcardRules::PartialLabel, ..rules }));
            }
        }
    }
    distinct
}

/// Something the matcher and the reference disagree about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// What is looked for.
    pub host: String,
    /// What is presented; `None` when it is about the host alone.
    pub presented: Option<Vec<u8>>,
    /// What the matcher says.
    pub found: String,
    /// What the reference says.
    pub expected: String,
}

/// How much was compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Texts that were read as hosts.
    pub texts: u64,
    /// Of these, host names.
    pub names: u64,
    /// Of these, addresses; no dNSName matches one.
    pub addresses: u64,
    /// Pairs of a text and a presented identifier, whether or not the text is a reference identifier.
    pub pairs: u64,
    /// Pairs that matcher and reference were both asked about.
    pub compared: u64,
    /// Of these, matches.
    pub matched: u64,
    /// Disagreements, all counted.
    pub disagreements: u64,
    /// The first disagreements.
    pub examples: Vec<Disagreement>,
}

/// Most disagreements that are kept.
const KEPT: usize = 10;

impl Tally {
    /// Takes another part's figures over.
    pub fn add(&mut self, other: Self) {
        self.texts += other.texts;
        self.names += other.names;
        self.addresses += other.addresses;
        self.pairs += other.pairs;
        self.compared += other.compared;
        self.matched += other.matched;
        self.disagreements += other.disagreements;
        self.examples.extend(other.examples);
        self.examples.truncate(KEPT);
    }

    fn disagree(&mut self, make: impl FnOnce() -> Disagreement) {
        self.disagreements += 1;
        if self.examples.len() < KEPT {
            self.examples.push(make());
        }
    }

    /// Reads a host both ways; `None` when there is nothing to match with.
    fn read<M: NameMatcher>(&mut self, matcher: &M, text: &str) -> Option<(M::Host, Host)> {
        self.texts += 1;
        let (found, expected) = (matcher.read(text), Host::read(text));
        match &expected {
            Some(Host::Name(_)) => self.names += 1,
            Some(Host::Address) => self.addresses += 1,
            None => {}
        }
        let written = found.as_ref().and_then(|host| matcher.written(host));
        let agree = match (&found, &expected) {
            (None, None) | (Some(_), Some(Host::Address)) => true,
            (Some(_), Some(Host::Name(name))) => written.as_ref().is_none_or(|written| written == name),
            _ => false,
        };
        if !agree {
            self.disagree(|| Disagreement {
                host: text.to_owned(),
                presented: None,
                found: format!("{:?}", found.is_some().then_some(written)),
                expected: format!("{expected:?}"),
            });
        }
        found.zip(expected)
    }

    fn compare<M: NameMatcher>(
        &mut self,
        matcher: &M,
        reading: Reading,
        (ours, theirs): (&M::Host, &Host),
        presented: &[u8],
    ) {
        let (found, expected) = (matcher.matches(ours, presented), theirs.matches(presented, reading));
        self.compared += 1;
        self.matched += u64::from(expected);
        if found != expected {
            self.disagree(|| Disagreement {
                host: format!("{theirs:?}"),
                presented: Some(presented.to_vec()),
                found: format!("matches: {found}"),
                expected: format!("matches: {expected}"),
            });
        }
    }
}

/// Every text of at most `longest` symbols as a host, against all of `presented`, on two threads.
pub fn every_host<M: NameMatcher>(matcher: &M, reading: Reading, longest: u32, presented: &[Vec<u8>]) -> Tally {
    on_two_threads(texts(longest), |number, tally| {
        tally.pairs += presented.len() as u64;
        if let Some((ours, theirs)) = tally.read(matcher, &text(number)) {
            for octets in presented {
                tally.compare(matcher, reading, (&ours, &theirs), octets);
            }
        }
    })
}

/// Every text of at most `longest` symbols, in UTF-8, as a presented identifier, against [`HOSTS`], on two threads.
pub fn every_presented<M: NameMatcher<Host: Sync>>(matcher: &M, reading: Reading, longest: u32) -> Tally {
    let mut whole = Tally::default();
    let hosts: Vec<_> = HOSTS.iter().filter_map(|host| whole.read(matcher, host)).collect();
    whole.add(on_two_threads(texts(longest), |number, tally| {
        let presented = text(number);
        tally.pairs += hosts.len() as u64;
        for (ours, theirs) in &hosts {
            tally.compare(matcher, reading, (ours, theirs), presented.as_bytes());
        }
    }));
    whole
}

fn on_two_threads(end: u64, each: impl Fn(u64, &mut Tally) + Sync) -> Tally {
    let half = |first: usize| {
        let mut tally = Tally::default();
        (first as u64..end).step_by(2).for_each(|number| each(number, &mut tally));
        tally
    };
    let mut whole = Tally::default();
    thread::scope(|scope| {
        let other = scope.spawn(|| half(1));
        whole.add(half(0));
        // A panic of the other half is a panic of the whole.
        whole.add(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
    });
    whole
}

#[cfg(test)]
mod tests;
