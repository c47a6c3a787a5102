//! Characters: every one of Latin-1 and one of each block of Unicode, in every string type, in every field of a name.
//!
//! What must hold: a reference identifier is matched by its own octets and no others, NUL and look-alikes included; a
//! name constraint is not got round by a spelling; equal text is an equal name, whatever its string type, and nothing
//! else is; no output has a control, an escape sequence or an invisible character in it, nor grows without bound.
//!
//! The expectations are one-sided where policies differ: what must never be accepted, for all of them; what must be
//! accepted and for which reason the rest is refused, for the two that read names without conditions of their own,
//! `rustls` and `rfc5280`.

mod expectation;
mod names;
mod table;

use std::fmt::Write as _;

use verifail::{Policy, Verdict};

use crate::adapter::core::{Core, outcome};
use crate::materialise::directory_string;
use crate::verifier::Outcome;
use crate::world::{GeneralName, HOST, Name, NameConstraints, Spelling, SubjectAltName, World};

pub use expectation::Expected;
pub use names::{NameTally, every_two_names};
pub use table::{characters, is_unseen};

/// The string types of the matrix.
pub const STRING_TYPES: [Spelling; 7] = [
    Spelling::Utf8,
    Spelling::Printable,
    Spelling::Ia5,
    Spelling::Teletex,
    Spelling::Bmp,
    Spelling::Universal,
    Spelling::Visible,
];

/// Where in a certificate a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The end entity's common name, beside a subject alternative name that fits.
    CommonName,
    /// The end entity's common name, and no subject alternative name.
    CommonNameAlone,
    /// The CA's name in that string type, the end entity's issuer in the other.
    Issuer(Spelling),
    /// The end entity's only alternative name, a dNSName.
    Dns,
    /// The same, an rfc822Name.
    Email,
    /// The same, a URI.
    Uri,
    /// The same, an otherName.
    Other,
    /// The same, a directoryName.
    Directory,
    /// A permitted subtree of the CA for dNSName.
    PermittedDns,
    /// An excluded one.
    ExcludedDns,
    /// A permitted subtree of the CA for rfc822Name.
    PermittedEmail,
    /// An excluded one.
    ExcludedEmail,
    /// A permitted subtree of the CA for URI.
    PermittedUri,
    /// An excluded one.
    ExcludedUri,
    /// A permitted subtree of the CA for directoryName; the end entity's subject has the text as a UTF8String.
    PermittedDirectory,
    /// An excluded one.
    ExcludedDirectory,
}

impl Field {
    /// Every field.
    pub fn all() -> Vec<Self> {
        let mut all = vec![
            Self::CommonName,
            Self::CommonNameAlone,
            Self::Dns,
            Self::Email,
            Self::Uri,
            Self::Other,
            Self::Directory,
            Self::PermittedDns,
            Self::ExcludedDns,
            Self::PermittedEmail,
            Self::ExcludedEmail,
            Self::PermittedUri,
            Self::ExcludedUri,
            Self::PermittedDirectory,
            Self::ExcludedDirectory,
        ];
        all.extend(STRING_TYPES.map(Self::Issuer));
        all
    }

    /// The tag of the general name that holds the octets bare, for which string types are encodings only.
    const fn tag(self) -> Option<u8> {
        match self {
            Self::Email | Self::PermittedEmail | Self::ExcludedEmail => Some(0x81),
            Self::Dns | Self::PermittedDns | Self::ExcludedDns => Some(0x82),
            Self::Uri | Self::PermittedUri | Self::ExcludedUri => Some(0x86),
            _ => None,
        }
    }

    const fn is_constraint(self) -> bool {
        matches!(
            self,
            Self::PermittedDns
                | Self::ExcludedDns
                | Self::PermittedEmail
                | Self::ExcludedEmail
                | Self::PermittedUri
                | Self::ExcludedUri
        )
    }

    /// The texts with a character in them. Among them, for some character, is the one that fits.
    fn texts(self, c: char) -> Vec<String> {
        match self {
            Self::CommonName | Self::Issuer(_) | Self::PermittedDirectory | Self::ExcludedDirectory => {
                vec![format!("a{c}b"), c.to_string()]
            }
            _ if self.is_constraint() => vec![
                format!("www{c}example.com"),
                format!("{c}example.com"),
                format!("www.example.com{c}"),
                format!("{c}ww.example.com"),
                format!("www.example.com{c}test"),
            ],
            _ => vec![
                format!("www{c}example.com"),
                format!("www.example.com{c}"),
                format!("{c}www.example.com"),
                format!("www.example.com{c}.test"),
                format!("test{c}www.example.com"),
                format!("{c}ww.example.com"),
                format!("{c}.example.com"),
                format!("w{c}w.example.com"),
            ],
        }
    }
}

/// A world with a text in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Specimen {
    /// Which character.
    pub character: char,
    /// Where.
    pub field: Field,
    /// The string type; for a bare general name, the encoding.
    pub spelling: Spelling,
    /// The text it is part of.
    pub text: String,
}

impl Specimen {
    /// The text repeated, for what is asked of output alone.
    pub fn long(mut self) -> Self {
        self.text = self.text.repeat(400);
        self
    }

    /// The octets of the text.
    pub fn octets(&self) -> Vec<u8> {
        directory_string(&self.text, self.spelling).1
    }

    fn name(&self, spelling: Spelling) -> Name {
        Name::common(self.text.clone()).spelled(spelling)
    }

    /// The world.
    pub fn world(&self) -> World {
        World::with(|world| {
            let alone = |name| Some(SubjectAltName::of(vec![name]));
            let bare = || GeneralName::Octets { tag: self.field.tag().unwrap_or(0x82), contents: self.octets() };
            let end_entity = &mut world.end_entity;
            // No common name that a policy could fall back on.
            end_entity.subject = Name::common("Server");
            let Some(ca) = world.intermediates.first_mut() else { return };
            match self.field {
                Field::CommonName => end_entity.subject = self.name(self.spelling),
                Field::CommonNameAlone => {
                    end_entity.subject = self.name(self.spelling);
                    end_entity.subject_alt_name = None;
                }
                Field::Issuer(other) => {
                    ca.subject = self.name(self.spelling);
                    end_entity.issuer = self.name(other);
                }
                Field::Dns | Field::Email | Field::Uri => end_entity.subject_alt_name = alone(bare()),
                Field::Other => {
                    end_entity.subject_alt_name = alone(other_name(&directory_string(&self.text, self.spelling)));
                }
                Field::Directory => {
                    end_entity.subject_alt_name = alone(GeneralName::Directory(self.name(self.spelling)));
                }
                Field::PermittedDns => ca.name_constraints = Some(NameConstraints::permitting(vec![bare()])),
                Field::ExcludedDns => ca.name_constraints = Some(NameConstraints::excluding(vec![bare()])),
                Field::PermittedEmail | Field::ExcludedEmail | Field::PermittedUri | Field::ExcludedUri => {
                    let permitted = matches!(self.field, Field::PermittedEmail | Field::PermittedUri);
                    let constraints = if permitted { NameConstraints::permitting } else { NameConstraints::excluding };
                    ca.name_constraints = Some(constraints(vec![bare()]));
                    end_entity.subject_alt_name = Some(SubjectAltName::of(vec![
                        GeneralName::dns(HOST),
                        match self.field.tag() {
                            Some(0x81) => GeneralName::Email(format!("user@{HOST}").into()),
                            _ => GeneralName::Uri(format!("https://{HOST}/").into()),
                        },
                    ]));
                }
                Field::PermittedDirectory | Field::ExcludedDirectory => {
                    let base = GeneralName::Directory(self.name(self.spelling));
                    ca.name_constraints = Some(if self.field == Field::PermittedDirectory {
                        NameConstraints::permitting(vec![base])
                    } else {
                        NameConstraints::excluding(vec![base])
                    });
                    end_entity.subject = self.name(Spelling::Utf8);
                }
            }
        })
    }
}

/// An otherName of a type that nobody knows, with a string inside.
fn other_name((tag, text): &(u8, Vec<u8>)) -> GeneralName {
    let mut der = crate::materialise::der::Der::default();
    der.object_identifier(&[0x2b, 6, 1, 4, 1, 0x83, 0xb2, 3, 3]);
    der.node(0xa0, |der| der.octets(*tag, text));
    GeneralName::Octets { tag: 0xa0, contents: der.into_vec() }
}

/// Every world with that character: each field, each string type, each text. Equal ones come once.
pub fn specimens(character: char) -> Vec<Specimen> {
    let mut all: Vec<Specimen> = Vec::new();
    for field in Field::all() {
        for text in field.texts(character) {
            let mut written: Vec<Vec<u8>> = Vec::new();
            for spelling in STRING_TYPES {
                let specimen = Specimen { character, field, spelling, text: text.clone() };
                if field.tag().is_some() {
                    let octets = specimen.octets();
                    if written.contains(&octets) {
                        continue;
                    }
                    written.push(octets);
                }
                all.push(specimen);
            }
        }
    }
    all
}

/// Most octets of a whole report, whatever is in the certificates.
const LONGEST_REPORT: usize = 16_384;

/// What the matrix came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Worlds.
    pub worlds: u64,
    /// Verdicts, one a world and policy.
    pub verdicts: u64,
    /// Of these, acceptances.
    pub accepted: u64,
    /// Octets of reports that were searched for what must not be in them.
    pub printed: u64,
    /// Longest report, in octets.
    pub longest: usize,
    /// Wrong verdicts and unsafe or oversized reports.
    pub disagreements: u64,
    /// The first of them.
    pub examples: Vec<String>,
}

impl Tally {
    /// Takes another part's figures over.
    pub fn add(&mut self, other: Self) {
        self.worlds += other.worlds;
        self.verdicts += other.verdicts;
        self.accepted += other.accepted;
        self.printed += other.printed;
        self.longest = self.longest.max(other.longest);
        self.disagreements += other.disagreements;
        self.examples.extend(other.examples);
        self.examples.truncate(20);
    }

    fn disagree(&mut self, specimen: &Specimen, policy: &Policy, what: &str) {
        self.disagreements += 1;
        if self.examples.len() < 20 {
            let Specimen { character, field, spelling, text } = specimen;
            let text: String = text.chars().take(40).collect();
            self.examples.push(format!(
                "U+{:04X} as {spelling:?} in {field:?}, text {text:?}, policy {}: {what}",
                u32::from(*character),
                policy.name()
            ));
        }
    }
}

/// Holds the core to the expectations for some characters under some policies.
pub fn run(characters: &[char], policies: &[&Policy]) -> Tally {
    let mut tally = Tally::default();
    let mut report = String::new();
    for character in characters {
        for specimen in specimens(*character) {
            // One long text a field and string type: what is asked of it is how much of it is printed.
            let long = specimen.field.texts(*character).first() == Some(&specimen.text);
            let long = long.then(|| specimen.clone().long());
            for specimen in [specimen].into_iter().chain(long) {
                tally.worlds += 1;
                let case = specimen.world().materialise();
                for policy in policies {
                    let found = Core::judge(&case, policy, |verdict| {
                        report.clear();
                        describe(verdict, &mut report);
                        outcome(verdict)
                    });
                    let found = found.unwrap_or_else(Outcome::Skip);
                    tally.verdicts += 1;
                    tally.accepted += u64::from(found.is_accepted());
                    tally.printed += report.len() as u64;
                    tally.longest = tally.longest.max(report.len());
                    if let Some(c) = report.chars().find(|c| is_unseen(*c) && *c != '\n') {
                        tally.disagree(&specimen, policy, &format!("U+{:04X} is in the report", u32::from(c)));
                    }
                    if report.len() > LONGEST_REPORT {
                        tally.disagree(&specimen, policy, &format!("the report has {} octets", report.len()));
                    }
                    if let Err(what) = specimen.expected(policy).check(&found) {
                        tally.disagree(&specimen, policy, &what);
                    }
                }
            }
        }
    }
    tally
}

/// All that a verdict says: the report, and each certificate by itself.
fn describe(verdict: &Verdict<'_>, out: &mut String) {
    // Writing to a String does not fail.
    let _ = write!(out, "{verdict}\n{verdict:#}\n");
}

#[cfg(test)]
mod tests;
