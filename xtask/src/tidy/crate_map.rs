//! Rule: `crates/README.md`, the map, has one heading for each package on disk (``## `crates/verifail` ``) and none
//! for a package that is not there.

use super::Report;
use super::tree::Tree;

const MAP: &str = "crates/README.md";

pub(super) fn check(tree: &Tree, report: &mut Report) {
    let packages: Vec<&str> = tree
        .manifests()
        .filter(|file| file.text.lines().any(|line| line.trim() == "[package]"))
        .map(|file| file.directory())
        .collect();
    let mapped: Vec<(usize, &str)> = tree
        .file(MAP)
        .into_iter()
        .flat_map(|map| map.lines())
        .filter_map(|(number, line)| Some((number, heading(line)?)))
        .collect();
    for (number, directory) in &mapped {
        if !packages.contains(directory) {
            report.add(MAP, *number, format!("`{directory}` is not a package on disk"));
        }
    }
    for directory in packages {
        if !mapped.iter().any(|(_, name)| *name == directory) {
            report.add(MAP, 1, format!("no heading for the package in `{directory}`"));
        }
    }
}

/// The directory of a heading that is one.
fn heading(line: &str) -> Option<&str> {
    line.strip_prefix("## `")?.strip_suffix('`')
}

#[cfg(test)]
mod tests {
    use super::super::check as check_rule;

    #[test]
    fn a_map_that_differs_from_the_disk_is_found() {
        check_rule(
            super::check,
            &[
                ("Cargo.toml", "[workspace]\n"),
                ("crates/README.md", "# The map\n\n## `crates/a`\n\n## `crates/gone`\n\n## Data flow\n"),
                ("crates/a/Cargo.toml", "[package]\n"),
                ("xtask/Cargo.toml", "[package]\n"),
            ],
            &[
                "crates/README.md:1: no heading for the package in `xtask`",
                "crates/README.md:5: `crates/gone` is not a package on disk",
            ],
        );
    }
}
