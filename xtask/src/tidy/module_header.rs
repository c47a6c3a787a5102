//! Rule: every Rust file says in its first line what it is for.

use super::Report;
use super::tree::Tree;

pub(super) fn check(tree: &Tree, report: &mut Report) {
    for file in tree.rust_files() {
        let says_something = file
            .text
            .lines()
            .next()
            .and_then(|line| line.strip_prefix("//!"))
            .is_some_and(|said| !said.trim().is_empty());
        if !says_something {
            report.add(&file.path, 1, "the first line does not say with `//!` what the file is for");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::check as check_rule;

    #[test]
    fn a_file_that_opens_with_anything_else_is_found() {
        check_rule(
            super::check,
            &[
                ("src/a.rs", "//! What it is for.\n"),
                ("src/b.rs", "use std::fmt;\n"),
                ("src/c.rs", ""),
                ("src/d.rs", "//!\n//! Late.\n"),
            ],
            &[
                "src/b.rs:1: the first line does not say with `//!` what the file is for",
                "src/c.rs:1: the first line does not say with `//!` what the file is for",
                "src/d.rs:1: the first line does not say with `//!` what the file is for",
            ],
        );
    }
}
