//! Rule: who may depend on whom. The table is the architecture's dependency invariants; cargo's own metadata says what
//! is the case, so that renames, inheritance and target tables are seen through.

use cargo_metadata::{DependencyKind, MetadataCommand};

use super::Report;
use super::tree::Tree;

/// Packages that one package may not depend on directly.
struct Fence {
    package: &'static str,
    forbids: Forbids,
    /// Also as a dependency of its tests.
    also_in_tests: bool,
    why: &'static str,
}

enum Forbids {
    /// Every member of the workspace.
    Members,
    Packages(&'static [&'static str]),
}

const FENCES: &[Fence] = &[
    Fence {
        package: "verifail",
        forbids: Forbids::Members,
        also_in_tests: false,
        why: "the core stands on no other crate of the workspace",
    },
    Fence {
        package: "verifail",
        forbids: Forbids::Packages(&[
            "async-std",
            "env_logger",
            "getrandom",
            "hyper",
            "lazy_static",
            "log",
            "mio",
            "native-tls",
            "rand",
            "reqwest",
            "rustls-native-certs",
            "smol",
            "socket2",
            "tokio",
            "tracing",
            "ureq",
        ]),
        also_in_tests: false,
        why: "the core does no input or output, is not async, does not log and draws no random numbers",
    },
    Fence {
        package: "verifail-testkit",
        forbids: Forbids::Packages(&["verifail-conformance"]),
        also_in_tests: true,
        why: "the published testkit stands without the unpublished adapters",
    },
    Fence {
        package: "verifail-lab",
        forbids: Forbids::Packages(&["verifail-cli"]),
        also_in_tests: true,
        why: "faults are served to the command, not by it",
    },
    Fence {
        package: "verifail-retry",
        forbids: Forbids::Packages(&["aho-corasick", "regex", "regex-lite"]),
        also_in_tests: false,
        why: "retry decides on a diagnosis and never parses text",
    },
];

pub(super) fn check(tree: &Tree, report: &mut Report) {
    let metadata = MetadataCommand::new().manifest_path(tree.root().join("Cargo.toml")).no_deps().exec();
    let metadata = match metadata {
        Ok(metadata) => metadata,
        Err(error) => return report.add("Cargo.toml", 1, format!("cargo cannot read the workspace: {error}")),
    };
    let is_member = |name: &str| metadata.packages.iter().any(|package| package.name.as_str() == name);
    for package in &metadata.packages {
        for dependency in &package.dependencies {
            for fence in FENCES.iter().filter(|fence| fence.package == package.name.as_str()) {
                let forbidden = match fence.forbids {
                    Forbids::Members => is_member(&dependency.name),
                    Forbids::Packages(names) => names.contains(&dependency.name.as_str()),
                };
                let of_tests = dependency.kind == DependencyKind::Development;
                if forbidden && (fence.also_in_tests || !of_tests) {
                    let path = package.manifest_path.strip_prefix(&metadata.workspace_root);
                    let path = path.unwrap_or(&package.manifest_path).as_str().replace('\\', "/");
                    let key = dependency.rename.as_deref().unwrap_or(&dependency.name);
                    let what = format!("`{}` may not depend on `{}`: {}", package.name, dependency.name, fence.why);
                    report.add(&path, line_of(tree, &path, key), what);
                }
            }
        }
    }
}

/// The line of a manifest that begins with `key`; 1 if it is written in a way that this does not see.
fn line_of(tree: &Tree, path: &str, key: &str) -> usize {
    let is_entry = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.starts_with([' ', '=', '.']));
    let mut lines = tree.file(path).into_iter().flat_map(|file| file.lines());
    lines.find(|(_, line)| is_entry(line)).map_or(1, |(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::super::check as check_rule;

    fn package(name: &str, tables: &str) -> String {
        format!("[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n{tables}")
    }

    #[test]
    fn a_dependency_across_a_fence_is_found_under_another_name_too() {
        let core = package(
            "verifail",
            "[dependencies]\nverifail-retry.workspace = true\nruntime = { package = \"tokio\", version = \"1\" }\n\
             [dev-dependencies]\nverifail-testkit.workspace = true\n",
        );
        let testkit = package("verifail-testkit", "[dev-dependencies]\nverifail-conformance.workspace = true\n");
        check_rule(
            super::check,
            &[
                (
                    "Cargo.toml",
                    "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n[workspace.dependencies]\n\
                     verifail-retry = { path = \"crates/verifail-retry\" }\n\
                     verifail-testkit = { path = \"crates/verifail-testkit\" }\n\
                     verifail-conformance = { path = \"crates/verifail-conformance\" }\n",
                ),
                ("crates/verifail/Cargo.toml", &core),
                ("crates/verifail/src/lib.rs", ""),
                ("crates/verifail-retry/Cargo.toml", &package("verifail-retry", "")),
                ("crates/verifail-retry/src/lib.rs", ""),
                ("crates/verifail-testkit/Cargo.toml", &testkit),
                ("crates/verifail-testkit/src/lib.rs", ""),
                ("crates/verifail-conformance/Cargo.toml", &package("verifail-conformance", "")),
                ("crates/verifail-conformance/src/lib.rs", ""),
            ],
            &[
                "crates/verifail-testkit/Cargo.toml:6: `verifail-testkit` may not depend on `verifail-conformance`: \
                 the published testkit stands without the unpublished adapters",
                "crates/verifail/Cargo.toml:6: `verifail` may not depend on `verifail-retry`: \
                 the core stands on no other crate of the workspace",
                "crates/verifail/Cargo.toml:7: `verifail` may not depend on `tokio`: \
                 the core does no input or output, is not async, does not log and draws no random numbers",
            ],
        );
    }
}
