//! Rule: every dependency line of every manifest has a comment that says why it is there, on the line above it or
//! behind it.

use super::Report;
use super::tree::Tree;

pub(super) fn check(tree: &Tree, report: &mut Report) {
    for file in tree.manifests() {
        let mut in_dependencies = false;
        let mut depth = 0_i32;
        let mut line_above = "";
        for (number, line) in file.lines() {
            let trimmed = line.trim();
            let (code, comment) = split_comment(trimmed);
            let explained = comment || line_above.starts_with('#');
            if depth == 0 && code.starts_with('[') {
                let table = code.trim_matches(['[', ']']);
                in_dependencies = is_dependencies(table);
                let of_one = table.rsplit_once('.').filter(|(parent, _)| is_dependencies(parent));
                if let Some((_, name)) = of_one.filter(|_| !explained) {
                    report.add(&file.path, number, format!("no comment says why `{name}` is there"));
                }
            } else if in_dependencies {
                let starts_entry = depth == 0 && !code.is_empty();
                if let Some((key, _)) = code.split_once('=').filter(|_| starts_entry && !explained) {
                    let name = key.trim().split('.').next().unwrap_or_default();
                    report.add(&file.path, number, format!("no comment says why `{name}` is there"));
                }
                for byte in code.bytes() {
                    depth += i32::from(matches!(byte, b'[' | b'{')) - i32::from(matches!(byte, b']' | b'}'));
                }
            }
            line_above = trimmed;
        }
    }
}

/// Whether a table's header is that of dependencies: `dependencies`, `workspace.dependencies`,
/// `target.'cfg(unix)'.dev-dependencies`.
fn is_dependencies(table: &str) -> bool {
    let last = table.rsplit('.').next().unwrap_or_default();
    matches!(last, "dependencies" | "dev-dependencies" | "build-dependencies")
}

/// What stands before a `#` that is not inside a string, and whether there is one.
fn split_comment(line: &str) -> (&str, bool) {
    let mut quote = None;
    for (position, character) in line.char_indices() {
        match (quote, character) {
            (None, '#') => return (line.get(..position).unwrap_or_default().trim_end(), true),
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    (line, false)
}

#[cfg(test)]
mod tests {
    use super::super::check as check_rule;

    #[test]
    fn a_dependency_without_a_reason_is_found() {
        check_rule(
            super::check,
            &[(
                "Cargo.toml",
                "[package]\nname = \"x\"\n\n[dependencies]\n# Why a.\na = \"1\"\nb = \"1\"\nc.workspace = true # Why c.\n\
                 d = { git = \"https://example.com/#d\" }\n# Why e.\ne = { version = \"1\", features = [\n  \"f\",\n] }\n\
                 \n[target.'cfg(unix)'.dev-dependencies]\ng = \"1\"\n\n[dependencies.h]\nversion = \"1\"\n\n\
                 [features]\ni = []\n",
            )],
            &[
                "Cargo.toml:7: no comment says why `b` is there",
                "Cargo.toml:9: no comment says why `d` is there",
                "Cargo.toml:16: no comment says why `g` is there",
                "Cargo.toml:18: no comment says why `h` is there",
            ],
        );
    }
}
