//! `.chain`: worlds as text, to be read, written by hand, kept as regressions and given to the command.
//!
//! A file says what differs from certificates as they should be. It begins with its version, then comes the question,
//! then each certificate as a base and what is different about it:
//!
//! ```
//! # use verifail_testkit::chain_format::ChainFile;
//! # use verifail_testkit::{Verifier, adapter::Core};
//! # use verifail::{Policy, Reason};
//! # let file: ChainFile = "\
//! verifail chain 1
//! ## An intermediate for clients only, above a server that expired yesterday.
//! expect rustls reject eku-missing-or-wrong, expired
//!
//! scheme toy
//! time 2026-06-15T00:00:00Z
//! name www.example.com
//! purpose server-auth
//!
//! end-entity = server key 2 issued by 1
//!   not-after 2026-06-14T00:00:00Z
//!
//! intermediate = ca key 1 issued by 0
//!   extended-key-usage client-auth
//!   name-constraints critical permit dns example.com, exclude ip 0.0.0.0/0
//!
//! anchor = root key 0
//! # ".parse().unwrap();
//! # let outcome = Core.verify(&file.world.materialise(), Policy::named("rustls").unwrap());
//! # assert!(file.expectations[0].agrees_with(&outcome), "{outcome}");
//! # assert_eq!(file.to_string().parse::<ChainFile>().unwrap(), file);
//! ```
//!
//! # Grammar
//!
//! A line is a statement; blank lines and indentation mean nothing; `#` begins a comment where a word could begin.
//!
//! ```text
//! file        = "verifail chain 1" { expect } { question } { block }
//! expect      = "expect" POLICY ( "accept" | "reject" [ REASON { "," REASON } ] )
//! question    = "scheme" SCHEME | "time" TIME | "name" TEXT | "address" OCTETS | "no name" | "purpose" PURPOSE
//!             | "policies" POLICIES | "explicit-policy" | "distrusted-keys" NUMBERS | "max-path-depth" NUMBER
//!             | "revocation" [ "end-entity-only" ] [ "allow-unknown" ]
//! block       = header { property }
//! header      = ( "end-entity" | "intermediate" | "anchor" ) "=" base | "crl" "=" "by" "key" NUMBER
//! base        = ( "server" | "ca" | "bare" ) "key" NUMBER "issued by" NUMBER | "root" "key" NUMBER
//! property    = "no" EXTENSION | "no unique-id"
//!             | "version" NUMBER | "serial" SERIAL | "subject" NAME | "issuer" NAME
//!             | "not-before" TIME | "not-after" TIME | "key-form" KEY-FORM | "signature" FORM | "unique-id"
//!             | "basic-constraints" [C] ( "ca" | "end-entity" ) [ "path-length" NUMBER ]
//!             | "key-usage" [C] BITS | "extended-key-usage" [C] PURPOSES | "subject-alt-name" [C] NAMES
//!             | "name-constraints" [C] SUBTREES | "subject-key-identifier" [C] IDENTIFIER
//!             | "authority-key-identifier" [C] ( "nothing" | part { "," part } )
//!             | "certificate-policies" [C] [ "unknown-qualifier" ] POLICIES | "policy-mappings" PAIRS
//!             | "policy-constraints" [C] CONSTRAINTS | "inhibit-any-policy" NUMBER
//!             | "ca-issuers" [C] | "unknown-extension" [C] | "encoding-faults" FAULTS
//!             | "this-update" TIME | "next-update" TIME | "revoked" SERIALS          (the last three of CRLs only)
//! C           = "critical"
//! NAME        = ( "empty" | STRING | [ STRING ] "email" STRING ) [ "spelled" SPELLING ]
//! NAMES       = "nothing" | general { "," general }
//! SUBTREES    = "nothing" | ( "permit" | "exclude" ) general { "," ( "permit" | "exclude" ) general }
//! general     = ( "dns" | "email" | "uri" | "other" | "edi-party" ) TEXT | "ip" OCTETS | "directory" NAME
//!             | "x400" | "registered-id" NUMBER | "octets" TAG OCTETS
//! IDENTIFIER  = ( "key" | "stray" ) NUMBER
//! part        = IDENTIFIER | "issuer" NAME "serial" SERIAL
//! POLICIES    = "nothing" | policy { "," policy }         policy = "any" | NUMBER
//! PAIRS       = "nothing" | policy "to" policy { "," policy "to" policy }
//! CONSTRAINTS = "nothing" | ( "require-explicit-policy" | "inhibit-policy-mapping" ) NUMBER { "," … }
//! SERIAL      = NUMBER | "zero" | "negative" | "too-long"
//! TIME        = RFC 3339 in whole seconds | a date | "@" and Unix seconds
//! OCTETS      = an IP address | an address "/" a prefix length or mask | "0x" and hexadecimal digits
//! TEXT        = STRING | a word
//! STRING      = '"' … '"' with the escapes \" \\ \0 \n \r \t \u{…}
//! ```
//!
//! Lists are separated by commas; an empty list is `nothing`. There is exactly one `end-entity`; the order of
//! `intermediate`s, `anchor`s and `crl`s is theirs in the world. What is not said is as in the base:
//! [`CertSpec::server`], [`CertSpec::ca`], [`CertSpec::root`], [`CertSpec::bare`], [`CrlSpec::of`]; the question's
//! default is [`Question::default`]. A word of an enumeration that is not known is answered with the words that are.
//!
//! # Limits
//!
//! A file is at most [`MAX_LENGTH`] octets long and has at most [`MAX_CERTIFICATES`] certificates and CRLs. Nothing
//! here recurses.
//!
//! [`CertSpec::server`]: crate::world::CertSpec::server
//! [`CertSpec::ca`]: crate::world::CertSpec::ca
//! [`CertSpec::root`]: crate::world::CertSpec::root
//! [`CertSpec::bare`]: crate::world::CertSpec::bare
//! [`CrlSpec::of`]: crate::world::CrlSpec::of
//! [`Question::default`]: crate::world::Question::default

mod certificate;
mod crl;
mod error;
mod expectation;
mod extension;
mod line;
mod question;
mod value;
mod words;

use std::fmt;
use std::str::FromStr;

pub use error::ChainError;
pub use expectation::{Decision, Expectation};

use crate::world::{CertSpec, CrlSpec, World};
use line::Line;
use question::QuestionDraft;
use words::BlockKind;

/// What every file begins with; the version follows.
const MAGIC: &str = "verifail chain ";
/// The version that is written and read.
pub const VERSION: &str = "1";
/// The longest text that is read, in octets: a thousand times what a test needs.
pub const MAX_LENGTH: usize = 1 << 20;
/// The most certificates and CRLs that a file may have.
pub const MAX_CERTIFICATES: usize = 4096;

/// What a `.chain` file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainFile {
    /// What it is about: the comment below the first line, without its `#`. Lines are trimmed when they are read; what
    /// nobody could see is escaped when it is written.
    pub about: String,
    /// What must come of it, a line for a policy.
    pub expectations: Vec<Expectation>,
    /// The certificates and the question.
    pub world: World,
}

impl From<World> for ChainFile {
    fn from(world: World) -> Self {
        Self { about: String::new(), expectations: Vec::new(), world }
    }
}

impl ChainFile {
    /// The same with a comment on top.
    #[must_use]
    pub fn about(mut self, about: impl Into<String>) -> Self {
        self.about = about.into();
        self
    }
}

impl World {
    /// The world as text; [`World::from_chain`] reads it back.
    ///
    /// # Examples
    /// ```
    /// use verifail_testkit::World;
    /// let world = World::tower(2);
    /// assert_eq!(World::from_chain(&world.to_chain()).unwrap(), world);
    /// ```
    pub fn to_chain(&self) -> String {
        let mut out = format!("{MAGIC}{VERSION}\n");
        print_world(&mut out, self);
        out
    }

    /// The world of a `.chain` text.
    ///
    /// # Errors
    /// Line and column of the first thing that is not as [the grammar](crate::chain_format) says, and what is expected
    /// there.
    pub fn from_chain(text: &str) -> Result<Self, ChainError> {
        text.parse::<ChainFile>().map(|file| file.world)
    }
}

/// Whether octets begin as a `.chain` file of whatever version does.
pub fn is_chain(octets: &[u8]) -> bool {
    octets.starts_with(MAGIC.as_bytes())
}

impl fmt::Display for ChainFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { about, expectations, world } = self;
        let mut out = format!("{MAGIC}{VERSION}\n");
        for line in about.trim_end().lines() {
            out.push_str("# ");
            value::print_escaped(&mut out, line, |c| !c.is_ascii_control());
            out.push('\n');
        }
        for expectation in expectations {
            out.push_str(&format!("{expectation}\n"));
        }
        print_world(&mut out, world);
        f.write_str(&out)
    }
}

fn print_world(out: &mut String, world: &World) {
    let World { scheme, end_entity, intermediates, anchors, crls, question } = world;
    out.push('\n');
    question::print(out, *scheme, question);
    certificate::print(out, BlockKind::EndEntity, end_entity);
    for spec in intermediates {
        certificate::print(out, BlockKind::Intermediate, spec);
    }
    for spec in anchors {
        certificate::print(out, BlockKind::Anchor, spec);
    }
    for spec in crls {
        crl::print(out, spec);
    }
}

impl FromStr for ChainFile {
    type Err = ChainError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() > MAX_LENGTH {
            return Err(ChainError::new(1, 1, format!("at most {MAX_LENGTH} octets"), text.len().to_string()));
        }
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default().trim_end();
        match first.strip_prefix(MAGIC) {
            Some(VERSION) => {}
            Some(other) => return Err(ChainError::new(1, 1 + MAGIC.len(), format!("version {VERSION}"), other)),
            None => return Err(ChainError::new(1, 1, format!("\"{MAGIC}{VERSION}\""), first)),
        }
        let mut draft = Draft::default();
        let mut about = Vec::new();
        let mut preface = true;
        let mut last = 1;
        let mut line = Line::default();
        for (number, text) in (2..).zip(lines) {
            last = number;
            match text.trim().strip_prefix('#') {
                Some(comment) if preface => about.push(comment.trim()),
                _ => preface = false,
            }
            line.read(number, text)?;
            if line.is_empty() {
                continue;
            }
            draft.statement(&mut line)?;
            line.end()?;
        }
        draft.finish(about.join("\n").trim_end().to_owned(), last)
    }
}

/// What was read so far.
#[derive(Default)]
struct Draft {
    expectations: Vec<Expectation>,
    question: QuestionDraft,
    end_entity: Option<CertSpec>,
    intermediates: Vec<CertSpec>,
    anchors: Vec<CertSpec>,
    crls: Vec<CrlSpec>,
    block: Option<Block>,
}

/// The block whose properties are being read.
enum Block {
    Certificate(BlockKind, certificate::CertificateDraft),
    Crl(crl::CrlDraft),
}

impl Draft {
    fn statement(&mut self, line: &mut Line<'_>) -> Result<(), ChainError> {
        if let Some(kind) = line.header_kind() {
            self.close();
            let blocks = 1 + self.intermediates.len() + self.anchors.len() + self.crls.len();
            if blocks > MAX_CERTIFICATES {
                return Err(line.error(format!("at most {MAX_CERTIFICATES} certificates and CRLs")));
            }
            if kind == BlockKind::EndEntity && self.end_entity.is_some() {
                return Err(line.error("one end-entity only"));
            }
            line.header_passed();
            self.block = Some(match kind {
                BlockKind::Crl => Block::Crl(crl::CrlDraft::header(line)?),
                BlockKind::EndEntity | BlockKind::Intermediate | BlockKind::Anchor => {
                    Block::Certificate(kind, certificate::CertificateDraft::header(line)?)
                }
            });
            return Ok(());
        }
        match &mut self.block {
            Some(Block::Certificate(_, draft)) => draft.property(line),
            Some(Block::Crl(draft)) => draft.property(line),
            None if line.take_word("expect") => {
                self.expectations.push(Expectation::read(line)?);
                Ok(())
            }
            None => self.question.statement(line),
        }
    }

    /// Puts the block that was read into its place.
    fn close(&mut self) {
        match self.block.take() {
            None => {}
            Some(Block::Crl(draft)) => self.crls.push(draft.finish()),
            Some(Block::Certificate(kind, draft)) => {
                let spec = draft.finish();
                match kind {
                    BlockKind::EndEntity => self.end_entity = Some(spec),
                    BlockKind::Anchor => self.anchors.push(spec),
                    BlockKind::Intermediate | BlockKind::Crl => self.intermediates.push(spec),
                }
            }
        }
    }

    fn finish(mut self, about: String, last: usize) -> Result<ChainFile, ChainError> {
        self.close();
        let Self { expectations, question, end_entity, intermediates, anchors, crls, block: _ } = self;
        let Some(end_entity) = end_entity else {
            return Err(ChainError::new(last + 1, 1, "end-entity = …", "the end of the file"));
        };
        let (scheme, question) = question.finish();
        let world = World { scheme, end_entity, intermediates, anchors, crls, question };
        Ok(ChainFile { about, expectations, world })
    }
}

#[cfg(test)]
mod tests;
