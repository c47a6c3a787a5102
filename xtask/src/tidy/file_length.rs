//! Rule: no Rust file is longer than the wall.

use super::Report;
use super::tree::Tree;

/// House style: aim at 80 to 400 lines; this is where a file has to be split.
const WALL: usize = 800;

pub(super) fn check(tree: &Tree, report: &mut Report) {
    for file in tree.rust_files() {
        let lines = file.text.lines().count();
        if lines > WALL {
            report.add(&file.path, lines, format!("{lines} lines, and the wall is {WALL}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::check as check_rule;

    #[test]
    fn one_line_too_many_is_found() {
        let (short, long) = ("//! x\n".repeat(800), "//! x\n".repeat(801));
        check_rule(
            super::check,
            &[("a.rs", &short), ("b.rs", &long), ("c.md", &long)],
            &["b.rs:801: 801 lines, and the wall is 800"],
        );
    }
}
