//! A finding: one breach of one requirement, at one place, with both sides of the comparison as data.

use std::fmt;

use crate::certificate::Field;
use crate::der::DerError;
use crate::oid::OwnedObjectIdentifier;
use crate::policy::{Requirement, Role, Severity};
use crate::taxonomy::Reason;
use crate::time::Time;

/// Most names, purposes and similar items that one finding carries; the rest is counted.
pub const MAX_ITEMS: usize = 16;

/// One breach of a requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub requirement: Requirement,
    /// What kind of fault it is.
    pub reason: Reason,
    /// What it means for the path.
    pub severity: Severity,
    /// Position in the path: 0 is the end entity, then each issuer in turn.
    pub depth: usize,
    /// The part the certificate plays there.
    pub role: Role,
    /// Where in the certificate.
    pub field: Field,
    /// Both sides.
    pub context: Context,
    /// The clause that demands it under the policy.
    pub clause: &'static str,
}

/// What was found and what was expected, as data. Its `Display` is the finding's sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Context {
    /// The requirement says it all.
    None,
    /// An encoding fault; `None` when only the strict parser refused.
    Encoding(Option<DerError>),
    /// An instant outside a period.
    Period {
        /// First instant of the period.
        not_before: Time,
        /// Last instant of the period.
        not_after: Time,
        /// The instant asked about.
        at: Time,
    },
    /// A number beyond a limit.
    Limit {
        /// What is counted, with its unit ("bits", "octets", "CA certificates below").
        unit: &'static str,
        /// The bound.
        limit: u64,
        /// The number found.
        actual: u64,
    },
    /// Identifiers: the one expected, and those presented.
    Identity {
        /// The reference identifier, or the subtree.
        expected: String,
        /// Presented identifiers, at most [`MAX_ITEMS`].
        presented: Vec<String>,
        /// How many more there are.
        omitted: usize,
    },
    /// Object identifiers: the one required, and those present.
    ObjectIdentifiers {
        /// The one required; `None` when one that is present is forbidden.
        required: Option<OwnedObjectIdentifier>,
        /// Those present, at most [`MAX_ITEMS`].
        present: Vec<OwnedObjectIdentifier>,
    },
    /// Two names that should be equal.
    Names {
        /// The one expected.
        expected: String,
        /// The one found.
        found: String,
    },
    /// Bits, algorithms or key kinds: what is needed and what is there.
    Kind {
        /// What is needed.
        expected: &'static str,
        /// What is there.
        found: String,
    },
    /// A name against a subtree of a name constraint.
    Subtree {
        /// The name.
        name: String,
        /// The excluded subtree, or the permitted ones.
        subtree: String,
        /// Position of the CA that set the constraint.
        set_by: usize,
    },
    /// An issuer that was not found.
    Issuer {
        /// The issuer's name as the certificate has it.
        name: String,
        /// Where the certificate says its issuer can be fetched.
        fetch_from: Option<String>,
        /// A certificate of that name was supplied or is trusted, but its key did not make the signature.
        same_name_other_key: bool,
    },
    /// A revocation entry.
    Revocation {
        /// When.
        at: Option<Time>,
        /// Why, as the CRL says.
        why: String,
    },
}

impl fmt::Display for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => Ok(()),
            Self::Encoding(Some(error)) => error.fmt(f),
            Self::Encoding(None) => f.write_str("refused by the strict structural parser"),
            Self::Period { not_before, not_after, at } if at < not_before => {
                write!(f, "valid from {not_before}, {} after {at}", Span(not_before.seconds_since(*at)))
            }
            Self::Period { not_after, at, .. } if at > not_after => {
                write!(f, "valid until {not_after}, {} before {at}", Span(at.seconds_since(*not_after)))
            }
            Self::Period { not_before, not_after, at } => {
                write!(f, "valid from {not_before} to {not_after}, asked at {at}")
            }
            Self::Limit { unit, limit, actual } => write!(f, "{actual} {unit}, limit {limit}"),
            Self::Identity { expected, presented, omitted } => {
                if presented.is_empty() {
                    return write!(f, "no identifier of the right kind, not \"{expected}\"");
                }
                write!(f, "valid for {}", presented.join(", "))?;
                if *omitted > 0 {
                    write!(f, " and {omitted} more")?;
                }
                write!(f, ", not \"{expected}\"")
            }
            Self::ObjectIdentifiers { required, present } => {
                match present.as_slice() {
                    [] => f.write_str("none there")?,
                    list => {
                        f.write_str("has ")?;
                        for (i, id) in list.iter().enumerate() {
                            write!(f, "{}{id}", if i == 0 { "" } else { ", " })?;
                        }
                    }
                }
                match required {
                    Some(required) => write!(f, ", needs {required}"),
                    None => Ok(()),
                }
            }
            Self::Names { expected, found } => write!(f, "found \"{found}\", expected \"{expected}\""),
            Self::Kind { expected, found } => write!(f, "found {found}, needs {expected}"),
            Self::Subtree { name, subtree, set_by } => write!(f, "{name} against {subtree}, set at depth {set_by}"),
            Self::Issuer { name, fetch_from, same_name_other_key } => {
                write!(f, "issuer \"{name}\" not found")?;
                if *same_name_other_key {
                    f.write_str(", only a certificate of that name with another key")?;
                }
                fetch_from.as_ref().map_or(Ok(()), |url| write!(f, ", to be fetched from {url}"))
            }
            Self::Revocation { at: Some(at), why } => write!(f, "{why}, {at}"),
            Self::Revocation { at: None, why } => f.write_str(why),
        }
    }
}

/// Seconds in the largest two units.
struct Span(i64);

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (days, rest) = (self.0 / 86_400, self.0 % 86_400);
        let (hours, minutes, seconds) = (rest / 3_600, rest % 3_600 / 60, rest % 60);
        match (days, hours, minutes) {
            (0, 0, 0) => write!(f, "{seconds} s"),
            (0, 0, _) => write!(f, "{minutes} min {seconds} s"),
            (0, ..) => write!(f, "{hours} h {minutes} min"),
            (1, ..) => write!(f, "1 day {hours} h"),
            _ => write!(f, "{days} days"),
        }
    }
}

impl fmt::Display for Finding {
    /// One line: reason, both sides, clause.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.reason, self.reason.meaning())?;
        let context = self.context.to_string();
        if !context.is_empty() {
            write!(f, ": {context}")?;
        }
        write!(f, " ({}, {})", self.requirement, self.clause)
    }
}
