//! Rule: `foo.rs` beside `foo/`, never `mod.rs`, and no module whose name says that nobody knew where to put things.

use super::Report;
use super::rust_tokens::modules;
use super::tree::Tree;

const SAYS_NOTHING: &[&str] = &["common", "helper", "helpers", "misc", "types", "util", "utils"];

pub(super) fn check(tree: &Tree, report: &mut Report) {
    for file in tree.rust_files() {
        let name = file.file_name().trim_end_matches(".rs");
        if name == "mod" {
            report.add(&file.path, 1, "a file beside its directory, not `mod.rs` inside it");
        }
        let in_directory = file.directory().split('/').any(|part| SAYS_NOTHING.contains(&part));
        if SAYS_NOTHING.contains(&name) || in_directory {
            report.add(&file.path, 1, "the path holds a name that says nothing");
        }
        for (line, module) in modules(file.tokens()) {
            if SAYS_NOTHING.contains(&module.as_str()) {
                report.add(&file.path, line, format!("`mod {module}` says nothing about what is in it"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::check as check_rule;

    #[test]
    fn names_that_say_nothing_are_found() {
        check_rule(
            super::check,
            &[
                ("src/lib.rs", "mod path;\nmod utils {}\n// mod misc;\n"),
                ("src/path/mod.rs", ""),
                ("src/helpers.rs", ""),
                ("src/common/a.rs", ""),
                ("src/typesetting.rs", ""),
            ],
            &[
                "src/common/a.rs:1: the path holds a name that says nothing",
                "src/helpers.rs:1: the path holds a name that says nothing",
                "src/lib.rs:2: `mod utils` says nothing about what is in it",
                "src/path/mod.rs:1: a file beside its directory, not `mod.rs` inside it",
            ],
        );
    }
}
