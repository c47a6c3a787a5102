//! Classification: what a TLS failure's text, number or alert says, whose words it is in, between whom it failed, what
//! it excludes, and whether to try again.
//!
//! ```
//! use verifail::classification::{Evidence, classify};
//! use verifail::{Reason, RetryAdvice};
//!
//! let diagnosis = classify(&Evidence::text("x509: OSStatus -26276"));
//! assert_eq!(diagnosis.reason, Some(Reason::TrustServiceUnavailable));
//! assert!(diagnosis.excludes.contains(&Reason::EkuMissingOrWrong));
//! assert_eq!(diagnosis.retry, RetryAdvice::AfterUserAction);
//! ```
//!
//! Evidence is a text, a number, an alert, an error of Rust with its causes, or what a program [states](Statement)
//! without a text; [`from_verdict`] says the same of a verdict of this crate.
//!
//! # How
//!
//! A text is folded into one spelling (`fold`), and every row of every stack (`stacks/`, a file a stack; a row is a
//! text and what it says) is found in one pass (`index`). Numbers are looked up in the book of the stack that prints
//! them (`codes/`, a file a book). Of all that was found the most precise reason decides (`weight`); the others are
//! kept. Who speaks (`speaker`), on which side and through whom (`position`) makes the stack, the role and the hop; what a stack would have
//! said before, and did not, is excluded (`exclusion`).
//!
//! Where no row says what failed, an alert is read by its name and who sent it, and the sentence by its words (`wording`),
//! as a guess.
//!
//! Nothing here depends on the text's case, on line breaks between words, on terminal colours or on how JSON escapes
//! it. What no rule knows is unclassified, never guessed from a word like *certificate*; only where something fails in
//! a text that has no word of TLS at all, that it is about something else is a guess.
//!
//! Cost: a text without any hint of TLS or of a failure is looked at once, without an allocation. Others cost a few
//! microseconds; of texts beyond 64 KiB the beginning and the end are read. The first text of a process also waits for
//! what all are compared with to be made ready: some tens of milliseconds, once.

mod advice;
mod circumstance;
mod codes;
mod continuation;
mod diagnosis;
mod elsewhere;
mod error_chain;
mod everyday;
mod evidence;
mod exclusion;
mod fold;
mod found;
mod from_verdict;
mod grams;
#[cfg(test)]
mod incidents;
mod index;
mod numbers;
mod parties;
mod pattern;
mod position;
pub mod redact;
mod report;
mod resolve;
mod row;
mod speaker;
mod spelled;
mod stacks;
mod statement;
mod weight;
mod wording;

use std::sync::LazyLock;

pub use codes::{BOOKS, Book, Entry, Layout, Names, Reading};
pub use diagnosis::{DecodedNumber, Diagnosis, MAX_ALSO, Note};
pub use error_chain::{MAX_CAUSES, MAX_CHAIN_TEXT, causes, chain_text};
pub use evidence::{Circumstances, Evidence, Observed};
pub use fold::{HEAD, TAIL};
pub use from_verdict::from_verdict;
pub use report::DiagnosisReport;
pub use statement::{Side, Statement};

use crate::taxonomy::{Reason, Stack};
use index::Index;

/// The rows of every stack: a constant, built when it is first needed.
static INDEX: LazyLock<Index> = LazyLock::new(Index::new);

/// A text that is recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownText {
    /// Who prints it.
    pub stack: Stack,
    /// The text: `*` for anything, `#` for a number.
    pub text: &'static str,
    /// What it says, where it says that by itself.
    pub reason: Option<Reason>,
    /// Versions, or the place in the source, where it was seen.
    pub seen: &'static str,
}

/// Every text that is recognised, by stack; names of codes are in the [`BOOKS`].
pub fn known_texts() -> impl Iterator<Item = KnownText> {
    stacks::STACKS.iter().flat_map(|file| {
        let stack = file.stack;
        let known = move |row: &row::Row| KnownText {
            stack: row.stack.unwrap_or(stack),
            text: row.text,
            reason: row.reason,
            seen: row.seen,
        };
        file.rows.iter().map(known)
    })
}

/// What a bare number is in every book that has it, the likeliest first: readings that say something before those that
/// do not, and among these books of few numbers, where a number is less likely by chance, before long ones.
pub fn readings(number: i64) -> Vec<Reading> {
    resolve::readings(number)
}

/// What evidence says.
///
/// Total: any input has a diagnosis, and none takes longer than a few milliseconds, the [first text](self#how) aside.
pub fn classify(evidence: &Evidence<'_>) -> Diagnosis {
    match evidence.observed {
        Observed::Text(text) => resolve::text(&INDEX, text, evidence.context),
        Observed::Error(error) => error_chain::chain(error, evidence.context),
        Observed::Number(number) => resolve::number(number, evidence.context),
        Observed::Statement(statement) => resolve::statement(&statement, evidence.context),
        Observed::Alert { number, received } => resolve::alert(number, received, evidence.context),
    }
}
