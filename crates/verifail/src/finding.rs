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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oid;

    fn time(seconds: i64) -> Time {
        Time::from_unix_seconds(seconds)
    }

    fn period(not_before: i64, not_after: i64, at: i64) -> String {
        let [not_before, not_after, at] = [not_before, not_after, at].map(time);
        Context::Period { not_before, not_after, at }.to_string()
    }

    #[test]
    fn a_period_says_how_far_outside_of_it_an_instant_is() {
        assert_eq!(period(10, 20, 9), "valid from 1970-01-01T00:00:10Z, 1 s after 1970-01-01T00:00:09Z");
        assert_eq!(period(10, 20, 21), "valid until 1970-01-01T00:00:20Z, 1 s before 1970-01-01T00:00:21Z");
        let inside = |at| format!("valid from 1970-01-01T00:00:10Z to 1970-01-01T00:00:20Z, asked at {}", time(at));
        assert_eq!((period(10, 20, 10), period(10, 20, 20)), (inside(10), inside(20)));
    }

    #[test]
    fn a_span_is_said_in_its_largest_units() {
        let cases = [
            (0, "0 s"),
            (59, "59 s"),
            (60, "1 min 0 s"),
            (61, "1 min 1 s"),
            (3_599, "59 min 59 s"),
            (3_600, "1 h 0 min"),
            (7_380, "2 h 3 min"),
            (86_399, "23 h 59 min"),
            (86_400, "1 day 0 h"),
            (86_400 + 5 * 3_600 + 7, "1 day 5 h"),
            (2 * 86_400 - 1, "1 day 23 h"),
            (2 * 86_400, "2 days"),
            (400 * 86_400, "400 days"),
        ];
        for (seconds, text) in cases {
            assert_eq!(Span(seconds).to_string(), text, "{seconds}");
        }
    }

    #[test]
    fn a_context_shows_both_sides() {
        let names = |presented: &[&str], omitted| Context::Identity {
            expected: "a".to_owned(),
            presented: presented.iter().copied().map(str::to_owned).collect(),
            omitted,
        };
        let purposes = |required: Option<&[u8]>, present: &[&[u8]]| {
            let id = |contents| oid::ObjectIdentifier::new(contents).into();
            Context::ObjectIdentifiers { required: required.map(id), present: present.iter().map(|c| id(*c)).collect() }
        };
        let issuer = |fetch_from: Option<&str>, same_name_other_key| Context::Issuer {
            name: "CN=a".to_owned(),
            fetch_from: fetch_from.map(str::to_owned),
            same_name_other_key,
        };
        let owned = str::to_owned;
        let cases = [
            (Context::None, ""),
            (Context::Encoding(None), "refused by the strict structural parser"),
            (Context::Limit { unit: "bits", limit: 2, actual: 1 }, "1 bits, limit 2"),
            (names(&[], 0), "no identifier of the right kind, not \"a\""),
            (names(&["b", "c"], 0), "valid for b, c, not \"a\""),
            (names(&["b"], 1), "valid for b and 1 more, not \"a\""),
            (purposes(None, &[]), "none there"),
            (purposes(Some(oid::SERVER_AUTH), &[]), "none there, needs serverAuth"),
            (purposes(None, &[oid::CLIENT_AUTH, oid::CODE_SIGNING]), "has clientAuth, codeSigning"),
            (Context::Names { expected: owned("a"), found: owned("b") }, "found \"b\", expected \"a\""),
            (Context::Kind { expected: "a", found: owned("b") }, "found b, needs a"),
            (
                Context::Subtree { name: owned("a"), subtree: owned("permitted b"), set_by: 2 },
                "a against permitted b, set at depth 2",
            ),
            (issuer(None, false), "issuer \"CN=a\" not found"),
            (issuer(None, true), "issuer \"CN=a\" not found, only a certificate of that name with another key"),
            (issuer(Some("http://a"), false), "issuer \"CN=a\" not found, to be fetched from http://a"),
            (Context::Revocation { at: None, why: owned("a") }, "a"),
            (Context::Revocation { at: Some(time(0)), why: owned("a") }, "a, 1970-01-01T00:00:00Z"),
        ];
        for (context, text) in cases {
            assert_eq!(context.to_string(), text);
        }
    }
}
