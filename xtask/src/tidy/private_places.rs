//! Rule: nothing in the repository depends on, or gives away, where somebody works: no directory of one machine, no
//! registry but the public one.

use super::Report;
use super::tree::Tree;

/// Split, or this file would be its own first finding.
const DIRECTORIES: &[&str] =
    &[concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/Us", "ers/")];
const PUBLIC_REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";
/// Tables and keys by which a manifest or a cargo configuration points to another registry.
const REGISTRY_KEYS: &[&str] =
    &["[source.", "[registries", "[registry", "replace-with", "registry-index", "registry ="];

pub(super) fn check(tree: &Tree, report: &mut Report) {
    for file in tree.files() {
        let is_manifest = file.file_name() == "Cargo.toml" || file.path.starts_with(".cargo/");
        for (number, line) in file.lines() {
            // Corpora hold what other people's machines have printed.
            if !file.path.starts_with("corpus/")
                && let Some(directory) = DIRECTORIES.iter().find(|directory| names_directory(line, directory))
            {
                report.add(&file.path, number, format!("a directory of one machine, below `{directory}`"));
            }
            let source = line.strip_prefix("source = \"").and_then(|source| source.strip_suffix('"'));
            if file.file_name() == "Cargo.lock"
                && let Some(source) = source.filter(|source| *source != PUBLIC_REGISTRY)
            {
                report.add(&file.path, number, format!("`{source}` is not the public registry"));
            }
            if is_manifest && REGISTRY_KEYS.iter().any(|key| line.trim_start().starts_with(key)) {
                report.add(&file.path, number, "points to a registry of its own");
            }
        }
    }
}

/// Whether an absolute path in `line` begins with `directory`: what stands before it is no part of a longer path.
fn names_directory(line: &str, directory: &str) -> bool {
    line.match_indices(directory).any(|(start, _)| {
        let before = line.get(..start).and_then(|before| before.chars().next_back());
        before.is_none_or(|c| !c.is_alphanumeric() && !"._-~})*]>".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::super::check as check_rule;
    use super::DIRECTORIES;

    #[test]
    fn directories_of_one_machine_are_found() {
        let notes = format!(
            "see `{}x/y`\nhttps://example.com{}x\n~{}\ncp {}me .\n",
            DIRECTORIES[0], DIRECTORIES[0], DIRECTORIES[1], DIRECTORIES[2]
        );
        check_rule(
            super::check,
            &[("notes.md", &notes), ("corpus/log.txt", &notes)],
            &[
                &format!("notes.md:1: a directory of one machine, below `{}`", DIRECTORIES[0]),
                &format!("notes.md:4: a directory of one machine, below `{}`", DIRECTORIES[2]),
            ],
        );
    }

    #[test]
    fn registries_but_the_public_one_are_found() {
        check_rule(
            super::check,
            &[
                (
                    "Cargo.lock",
                    "source = \"registry+https://github.com/rust-lang/crates.io-index\"\n\
                     source = \"registry+https://registry.example/index\"\n",
                ),
                (".cargo/config.toml", "[source.crates-io]\nreplace-with = \"mirror\"\n"),
            ],
            &[
                ".cargo/config.toml:1: points to a registry of its own",
                ".cargo/config.toml:2: points to a registry of its own",
                "Cargo.lock:2: `registry+https://registry.example/index` is not the public registry",
            ],
        );
    }
}
