//! `cargo xtask tidy`: the house rules that neither the compiler nor clippy checks. This file holds the list of rules
//! and prints what they find; each rule is a file in `tidy/`, with a test that plants a violation and sees it found.

mod core_purity;
mod crate_map;
mod dependency_comments;
mod dependency_fences;
mod file_length;
mod final_newline;
mod leftovers;
mod module_declared;
mod module_header;
mod module_names;
mod private_places;
mod rfc_links;
mod rust_tokens;
mod test_names;
mod tree;
mod workspace_lints;

use std::fmt;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use tree::Tree;

/// One house rule.
struct Rule {
    /// Printed behind every violation, and the name of the rule's file.
    name: &'static str,
    check: fn(&Tree, &mut Report),
}

/// Every rule, in the order of the listing of `tidy/`.
const RULES: &[Rule] = &[
    Rule { name: "core-purity", check: core_purity::check },
    Rule { name: "crate-map", check: crate_map::check },
    Rule { name: "dependency-comments", check: dependency_comments::check },
    Rule { name: "dependency-fences", check: dependency_fences::check },
    Rule { name: "file-length", check: file_length::check },
    Rule { name: "final-newline", check: final_newline::check },
    Rule { name: "leftovers", check: leftovers::check },
    Rule { name: "module-declared", check: module_declared::check },
    Rule { name: "module-header", check: module_header::check },
    Rule { name: "module-names", check: module_names::check },
    Rule { name: "private-places", check: private_places::check },
    Rule { name: "rfc-links", check: rfc_links::check },
    Rule { name: "test-names", check: test_names::check },
    Rule { name: "workspace-lints", check: workspace_lints::check },
];

/// One place where a rule does not hold.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Violation {
    /// Relative to the workspace root, with `/` between the parts.
    path: String,
    /// Counted from 1.
    line: usize,
    what: String,
    rule: &'static str,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {} ({})", self.path, self.line, self.what, self.rule)
    }
}

/// What the rules say as they run.
#[derive(Debug, Default)]
struct Report {
    rule: &'static str,
    violations: Vec<Violation>,
}

impl Report {
    fn add(&mut self, path: &str, line: usize, what: impl Into<String>) {
        self.violations.push(Violation { path: path.to_owned(), line, what: what.into(), rule: self.rule });
    }
}

/// Prints every violation in the workspace at `root`; fails if there is one.
pub(crate) fn main(root: &Path) -> ExitCode {
    let mut out = anstream::stdout().lock();
    match run(root, &mut out) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            // The last resort of a command whose output cannot be written.
            let _ = writeln!(io::stderr(), "tidy: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes every violation to `out`, then a line that counts them. `Ok(true)` when there is none.
///
/// # Errors
///
/// The workspace cannot be read, or `out` cannot be written.
pub(crate) fn run(root: &Path, out: &mut dyn Write) -> io::Result<bool> {
    let tree = Tree::read(root)?;
    let violations = violations(&tree);
    for violation in &violations {
        writeln!(out, "{violation}")?;
    }
    let (rules, files, found) = (RULES.len(), tree.files().len(), violations.len());
    writeln!(out, "tidy: {rules} rules, {files} files, {found} violations")?;
    Ok(violations.is_empty())
}

fn violations(tree: &Tree) -> Vec<Violation> {
    let mut report = Report::default();
    for rule in RULES {
        report.rule = rule.name;
        (rule.check)(tree, &mut report);
    }
    report.violations.sort();
    report.violations
}

/// Plants `files` (path, text) in a directory of their own, runs `rule` on it, and compares what it finds, as
/// `path:line: what`, with `expected`.
#[cfg(test)]
#[track_caller]
fn check(rule: fn(&Tree, &mut Report), files: &[(&str, &str)], expected: &[&str]) {
    let directory = tempfile::tempdir().expect("a temporary directory");
    for (path, text) in files {
        let path = directory.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        std::fs::write(path, text).expect("a file");
    }
    let tree = Tree::read(directory.path()).expect("a readable tree");
    let mut report = Report::default();
    rule(&tree, &mut report);
    report.violations.sort();
    let found: Vec<String> =
        report.violations.iter().map(|violation| violation.to_string().replace(" ()", "")).collect();
    assert_eq!(found, expected);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_a_file_of_its_name_and_every_file_but_two_is_a_rule() {
        let listing = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tidy")).expect("the listing");
        let mut files: Vec<String> = listing
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().replace(".rs", "").replace('_', "-"))
            .filter(|name| name != "rust-tokens" && name != "tree")
            .collect();
        files.sort();
        let rules: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
        assert_eq!(files, rules);
    }

    #[test]
    fn a_violation_names_path_line_and_rule() {
        let directory = tempfile::tempdir().expect("a temporary directory");
        std::fs::write(directory.path().join("notes.rs"), "fn main() {}\n").expect("a file");
        let mut out = Vec::new();
        let clean = run(directory.path(), &mut out).expect("a run");
        let out = String::from_utf8_lossy(&out);
        assert!(!clean);
        assert!(
            out.contains("notes.rs:1: the first line does not say with `//!` what the file is for (module-header)\n"),
            "{out}"
        );
    }
}
