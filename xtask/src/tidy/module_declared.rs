//! Rule: no Rust file is forgotten. The compiler never sees a file that no `mod` declares, so that a test file left
//! out of `tests/it/main.rs` passes for ever. Also: one integration binary per crate, `tests/it/main.rs`.

use super::Report;
use super::rust_tokens::modules;
use super::tree::{SourceFile, Tree};

pub(super) fn check(tree: &Tree, report: &mut Report) {
    for file in tree.rust_files() {
        let name = file.file_name().trim_end_matches(".rs");
        match place(file) {
            Place::Root | Place::Elsewhere => {}
            Place::StrayIntegrationTest => {
                report.add(&file.path, 1, "an integration binary of its own: it belongs into `tests/it/`");
            }
            Place::Module { parents } => {
                let declared = parents
                    .iter()
                    .filter_map(|parent| tree.file(parent))
                    .any(|parent| modules(parent.tokens()).iter().any(|(_, module)| module == name));
                if !declared {
                    report.add(&file.path, 1, format!("no `mod {name}` in {}: never compiled", parents.join(" or ")));
                }
            }
        }
    }
}

enum Place {
    /// Named in a manifest, or found by cargo's conventions.
    Root,
    /// In `tests/` but not in the one integration binary.
    StrayIntegrationTest,
    /// To be declared in one of these files.
    Module { parents: Vec<String> },
    /// Outside of `src/` and `tests/`.
    Elsewhere,
}

fn place(file: &SourceFile) -> Place {
    let parts: Vec<&str> = file.path.split('/').collect();
    let Some(top) = parts.iter().position(|part| *part == "src" || *part == "tests") else {
        return Place::Elsewhere;
    };
    let below = parts.get(top + 1..).unwrap_or_default();
    let directory = file.directory();
    match (parts.get(top).copied(), below) {
        (Some("src"), ["lib.rs" | "main.rs"] | ["bin", ..]) => Place::Root,
        (Some("src"), [_]) => {
            Place::Module { parents: vec![format!("{directory}/lib.rs"), format!("{directory}/main.rs")] }
        }
        // Only a `tests` beside `src` is cargo's; one inside it belongs to a module `tests`.
        (Some("tests"), ["it", "main.rs"]) => Place::Root,
        (Some("tests"), ["it", _]) => Place::Module { parents: vec![format!("{directory}/main.rs")] },
        (Some("tests"), [_]) => Place::StrayIntegrationTest,
        (Some(_), [_, _, ..]) => Place::Module { parents: vec![format!("{directory}.rs")] },
        _ => Place::Elsewhere,
    }
}

#[cfg(test)]
mod tests {
    use super::super::check as check_rule;

    #[test]
    fn a_file_that_nothing_declares_is_found() {
        check_rule(
            super::check,
            &[
                ("c/build.rs", ""),
                ("c/src/lib.rs", "mod a;\n// mod b;\n"),
                ("c/src/a.rs", "#[cfg(test)]\nmod tests;\n"),
                ("c/src/a/tests.rs", "mod deep;\n"),
                ("c/src/a/tests/deep.rs", ""),
                ("c/src/a/lost.rs", ""),
                ("c/src/b.rs", ""),
                ("c/src/bin/tool.rs", ""),
                ("c/tests/it/main.rs", "mod kept;\n"),
                ("c/tests/it/kept.rs", ""),
                ("c/tests/it/lost.rs", ""),
                ("c/tests/stray.rs", ""),
            ],
            &[
                "c/src/a/lost.rs:1: no `mod lost` in c/src/a.rs: never compiled",
                "c/src/b.rs:1: no `mod b` in c/src/lib.rs or c/src/main.rs: never compiled",
                "c/tests/it/lost.rs:1: no `mod lost` in c/tests/it/main.rs: never compiled",
                "c/tests/stray.rs:1: an integration binary of its own: it belongs into `tests/it/`",
            ],
        );
    }
}
