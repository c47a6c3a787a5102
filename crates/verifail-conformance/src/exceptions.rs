//! Divergences that were looked into and are kept, each with its reason and a link. One that no longer applies fails
//! the run: a list of exceptions that can rot says nothing. One whose case is not in the file is said aloud and no
//! failure, because suites are run in parts; the project's own run over the parts it has asserts that there is none.
//!
//! ```toml
//! [[exception]]
//! id = "webpki::aki::root-with-aki-missing-keyidentifier"
//! policy = "web-pki"
//! # against = "go1.27.3"   with a recorded column; without it, the suite's own expectation
//! reason = "a rule for whoever issues a root, not for whoever trusts one"
//! link = "https://…"
//! ```

use serde::{Deserialize, Serialize};

/// One kept divergence.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// The case.
    pub id: String,
    /// The policy under which it diverges.
    pub policy: String,
    /// The recorded column it diverges from; `None` for the suite's expectation.
    #[serde(default)]
    pub against: Option<String>,
    /// Why it is right so.
    pub reason: String,
    /// Where that can be read.
    pub link: String,
}

/// What is wrong with an exception.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stale {
    /// The case it names.
    pub id: String,
    /// Why it has to go.
    pub why: &'static str,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    exception: Vec<Exception>,
}

/// Reads a file of exceptions.
///
/// # Errors
/// When it is no TOML of that shape, a reason or a link is empty, or two entries say the same.
pub fn read(toml: &str) -> Result<Vec<Exception>, String> {
    let File { exception: exceptions } = toml::from_str(toml).map_err(|error| error.to_string())?;
    for (at, one) in exceptions.iter().enumerate() {
        if one.reason.trim().is_empty() || one.link.trim().is_empty() {
            return Err(format!("the exception for {} needs a reason and a link", one.id));
        }
        let same =
            |other: &Exception| (&other.id, &other.policy, &other.against) == (&one.id, &one.policy, &one.against);
        if exceptions.iter().skip(at + 1).any(same) {
            return Err(format!("two exceptions for {} under {}", one.id, one.policy));
        }
    }
    Ok(exceptions)
}

/// The exceptions of one comparison: a policy against the suite, or against a recorded column.
#[derive(Clone, Debug)]
pub struct Exceptions<'e> {
    entries: Vec<&'e Exception>,
}

impl<'e> Exceptions<'e> {
    /// Those for that policy and that column (`None`: the suite's expectation).
    pub fn for_comparison(all: &'e [Exception], policy: &str, against: Option<&str>) -> Self {
        Self { entries: all.iter().filter(|e| e.policy == policy && e.against.as_deref() == against).collect() }
    }

    /// The exception for a case.
    pub fn find(&self, id: &str) -> Option<&'e Exception> {
        self.entries.iter().find(|e| e.id == id).copied()
    }

    /// Those that have to go. `diverges` says of a case whether it diverges; `None` when the file has no such case.
    pub fn stale(&self, diverges: impl Fn(&str) -> Option<bool>) -> Vec<Stale> {
        self.ids(|id| diverges(id) == Some(false)).map(|id| Stale { id, why: "the case no longer diverges" }).collect()
    }

    /// Those whose case is not in the file.
    pub fn absent(&self, diverges: impl Fn(&str) -> Option<bool>) -> Vec<String> {
        self.ids(|id| diverges(id).is_none()).collect()
    }

    fn ids(&self, keep: impl Fn(&str) -> bool) -> impl Iterator<Item = String> {
        self.entries.iter().map(|exception| &exception.id).filter(move |id| keep(id)).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str, policy: &str, against: &str) -> String {
        format!("[[exception]]\nid = \"{id}\"\npolicy = \"{policy}\"\n{against}\nreason = \"because\"\nlink = \"x\"\n")
    }

    fn check(toml: &str, error: &str) {
        let found = read(toml).unwrap_err();
        assert!(found.contains(error), "{found}");
    }

    #[test]
    fn an_exception_without_reason_or_link_is_refused() {
        check("[[exception]]\nid = \"a\"\npolicy = \"p\"\nreason = \" \"\nlink = \"x\"", "needs a reason and a link");
        check("[[exception]]\nid = \"a\"\npolicy = \"p\"\nreason = \"r\"", "link");
        check("[[exception]]\nid = \"a\"\npolcy = \"p\"\nreason = \"r\"\nlink = \"x\"", "polcy");
    }

    #[test]
    fn two_exceptions_for_one_comparison_are_refused() {
        check(&(entry("a", "p", "") + &entry("a", "p", "")), "two exceptions for a under p");
        assert_eq!(read(&(entry("a", "p", "") + &entry("a", "p", "against = \"go\""))).map(|e| e.len()), Ok(2));
    }

    #[test]
    fn what_no_longer_diverges_is_stale_and_what_is_not_there_is_absent() {
        let all = read(&(entry("agrees", "p", "") + &entry("gone", "p", "") + &entry("diverges", "p", ""))).unwrap();
        let exceptions = Exceptions::for_comparison(&all, "p", None);
        let diverges = |id: &str| match id {
            "agrees" => Some(false),
            "diverges" => Some(true),
            _ => None,
        };
        let stale: Vec<_> = exceptions.stale(diverges).into_iter().map(|s| s.id).collect();
        assert_eq!(stale, ["agrees"]);
        assert_eq!(exceptions.absent(diverges), ["gone"]);
    }

    #[test]
    fn exceptions_of_other_policies_and_columns_do_not_count() {
        let all = read(&(entry("a", "p", "") + &entry("a", "q", "") + &entry("a", "p", "against = \"go\""))).unwrap();
        assert!(Exceptions::for_comparison(&all, "r", None).find("a").is_none());
        let found = Exceptions::for_comparison(&all, "p", Some("go")).find("a").and_then(|e| e.against.clone());
        assert_eq!(found.as_deref(), Some("go"));
    }
}
