//! Rule: every package takes its lints from the workspace, and the workspace forbids unsafe code. A package that
//! talks to a foreign function states lints of its own and says so in a comment with the word `foreign`.

use super::Report;
use super::tree::{SourceFile, Tree};

pub(super) fn check(tree: &Tree, report: &mut Report) {
    for file in tree.manifests() {
        if has_table(file, "workspace") && setting(file, "workspace.lints.rust", "unsafe_code") != Some("\"forbid\"") {
            report.add(&file.path, 1, "`[workspace.lints.rust]` has no `unsafe_code = \"forbid\"`");
        }
        let inherits = setting(file, "lints", "workspace") == Some("true");
        let is_foreign = has_table(file, "lints.rust") && file.text.lines().any(says_foreign);
        if has_table(file, "package") && !inherits && !is_foreign {
            report.add(&file.path, 1, "the lints of the workspace are not taken: `[lints]`, `workspace = true`");
        }
    }
}

fn says_foreign(line: &str) -> bool {
    line.trim_start().starts_with('#') && line.contains("foreign")
}

fn has_table(file: &SourceFile, table: &str) -> bool {
    file.text.lines().any(|line| header(line) == Some(table))
}

fn header(line: &str) -> Option<&str> {
    line.trim().strip_prefix('[')?.strip_suffix(']')
}

/// The value of a one-line setting, comment cut off.
fn setting<'a>(file: &'a SourceFile, table: &str, key: &str) -> Option<&'a str> {
    let mut lines = file.text.lines().skip_while(|line| header(line) != Some(table));
    lines.next()?;
    lines.take_while(|line| header(line).is_none()).find_map(|line| {
        let (name, value) = line.split_once('=')?;
        (name.trim() == key).then(|| value.split('#').next().unwrap_or_default().trim())
    })
}

#[cfg(test)]
mod tests {
    use super::super::check as check_rule;

    #[test]
    fn a_package_with_lints_of_its_own_is_found() {
        check_rule(
            super::check,
            &[
                ("Cargo.toml", "[workspace]\n\n[workspace.lints.rust]\nunsafe_code = \"deny\"\n"),
                ("a/Cargo.toml", "[package]\nname = \"a\"\n\n[lints]\nworkspace = true\n"),
                ("b/Cargo.toml", "[package]\nname = \"b\"\n"),
                (
                    "c/Cargo.toml",
                    "[package]\nname = \"c\"\n\n# A foreign function is called.\n[lints.rust]\nx = \"warn\"\n",
                ),
                ("d/Cargo.toml", "[package]\nname = \"d\"\n\n[lints]\nworkspace = false\n"),
            ],
            &[
                "Cargo.toml:1: `[workspace.lints.rust]` has no `unsafe_code = \"forbid\"`",
                "b/Cargo.toml:1: the lints of the workspace are not taken: `[lints]`, `workspace = true`",
                "d/Cargo.toml:1: the lints of the workspace are not taken: `[lints]`, `workspace = true`",
            ],
        );
    }
}
