//! The steps of `test-all`, as a table: to add one, add a row. Says what is run, not how.

use std::path::Path;
use std::process::{Command, Stdio};

/// One check.
pub(super) struct Step {
    /// One word, unique; also the value of `--only`.
    pub(super) name: &'static str,
    pub(super) action: Action,
    /// Whether the output holds counts of tests, which are then summed up; otherwise the step counts as one.
    pub(super) counts_tests: bool,
    /// What has to be installed besides the toolchain of `rust-toolchain.toml`.
    pub(super) tool: Option<&'static Tool>,
    /// What runs when the tool is missing; without it, the step is skipped.
    pub(super) instead: Option<Action>,
    /// When this step fails, those after it are skipped.
    pub(super) others_need_it: bool,
}

/// What a step does.
#[derive(Debug, Clone, Copy)]
pub(super) enum Action {
    /// `cargo` with these arguments.
    Cargo(&'static [&'static str]),
    /// `cargo xtask tidy`, in this process.
    Tidy,
}

/// Something that a fresh machine does not have.
#[derive(Debug)]
pub(super) struct Tool {
    pub(super) name: &'static str,
    /// A command that succeeds where the tool is installed.
    probe: &'static [&'static str],
    /// The exact line that installs it.
    pub(super) install: &'static str,
}

const NEXTEST: Tool = Tool {
    name: "cargo-nextest",
    probe: &["cargo", "nextest", "--version"],
    install: "cargo install --locked cargo-nextest",
};

/// A row to start from: a step that needs nothing and whose failure stops nothing.
const STEP: Step =
    Step { name: "", action: Action::Tidy, counts_tests: false, tool: None, instead: None, others_need_it: false };

/// Every step, in order.
pub(super) const STEPS: &[Step] = &[
    Step { name: "fmt", action: Action::Cargo(&["fmt", "--all", "--check"]), ..STEP },
    Step {
        name: "clippy",
        action: Action::Cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
        ..STEP
    },
    Step { name: "tidy", action: Action::Tidy, ..STEP },
    Step {
        name: "build",
        action: Action::Cargo(&["build", "--workspace", "--all-targets"]),
        others_need_it: true,
        ..STEP
    },
    // Unit, integration and property tests: all of them are `#[test]`s.
    Step {
        name: "test",
        action: Action::Cargo(&["nextest", "run", "--workspace", "--no-fail-fast"]),
        counts_tests: true,
        tool: Some(&NEXTEST),
        instead: Some(Action::Cargo(&[
            "test",
            "--workspace",
            "--no-fail-fast",
            "--lib",
            "--bins",
            "--tests",
            "--examples",
        ])),
        ..STEP
    },
    // Again by itself, so that a broken seed is seen as one; its tests are counted in the step before.
    Step {
        name: "corpus",
        action: Action::Cargo(&["test", "-p", "verifail", "--test", "it", "--no-fail-fast", "corpus::"]),
        ..STEP
    },
    // The core with the other provider, and without any: neither is what the steps before build.
    Step {
        name: "ring",
        action: Action::Cargo(&["check", "-p", "verifail", "--no-default-features", "--features", "ring,serde"]),
        ..STEP
    },
    Step { name: "bare", action: Action::Cargo(&["check", "-p", "verifail", "--no-default-features"]), ..STEP },
    // The testkit as the command takes it: worlds and texts, without what they are tested with.
    Step {
        name: "testkit-bare",
        action: Action::Cargo(&["check", "-p", "verifail-testkit", "--no-default-features"]),
        ..STEP
    },
    // The decision without its executor, which other members switch on.
    Step { name: "retry-bare", action: Action::Cargo(&["check", "-p", "verifail-retry"]), ..STEP },
    // Broken links and missing docs.
    Step {
        name: "doc",
        action: Action::Cargo(&[
            "doc",
            "--workspace",
            "--no-deps",
            "--config",
            "build.rustdocflags=[\"-D\",\"warnings\"]",
        ]),
        ..STEP
    },
    // Nextest runs no doc tests.
    Step {
        name: "doc-test",
        action: Action::Cargo(&["test", "--workspace", "--no-fail-fast", "--doc"]),
        counts_tests: true,
        ..STEP
    },
];

impl Action {
    /// The command without its options: `cargo test`.
    pub(super) fn name(self) -> String {
        match self {
            Self::Cargo(arguments) => format!("cargo {}", arguments.first().copied().unwrap_or_default()),
            Self::Tidy => "cargo xtask tidy".to_owned(),
        }
    }
}

impl Tool {
    pub(super) fn is_installed(&self, root: &Path) -> bool {
        let Some((program, arguments)) = self.probe.split_first() else {
            return false;
        };
        let status = Command::new(program)
            .args(arguments)
            .current_dir(root)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        status.is_ok_and(|status| status.success())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As one would type it.
    fn command_line(action: Action) -> String {
        match action {
            Action::Cargo(arguments) => format!("cargo {}", arguments.join(" ")),
            Action::Tidy => action.name(),
        }
    }

    #[test]
    fn every_step_has_a_name_of_its_own_of_one_short_word() {
        for (position, step) in STEPS.iter().enumerate() {
            assert!((1..=12).contains(&step.name.len()), "{}", step.name);
            assert!(step.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", step.name);
            assert!(STEPS.iter().skip(position + 1).all(|other| other.name != step.name), "{}", step.name);
        }
    }

    #[test]
    fn what_needs_a_tool_comes_after_the_build_and_names_the_line_that_installs_it() {
        let build = STEPS.iter().position(|step| step.others_need_it).expect("a build");
        for (position, step) in STEPS.iter().enumerate() {
            if let Some(tool) = step.tool {
                assert!(position > build, "{}", step.name);
                assert!(tool.install.contains(tool.name), "{}", step.name);
            }
        }
    }

    #[test]
    fn only_a_step_with_a_tool_has_something_to_run_instead() {
        assert!(STEPS.iter().all(|step| step.tool.is_some() || step.instead.is_none()));
    }

    #[test]
    fn warnings_are_errors_in_clippy_and_no_test_run_stops_at_the_first_failure() {
        for step in STEPS {
            let lines = [Some(step.action), step.instead].into_iter().flatten().map(command_line);
            for line in lines {
                assert!(step.name != "clippy" || line.ends_with("-- -D warnings"), "{line}");
                assert!(!step.counts_tests || line.contains("--no-fail-fast"), "{line}");
            }
        }
    }

    #[test]
    fn a_tool_that_does_not_exist_is_not_installed() {
        let tool = Tool { name: "none", probe: &["verifail-no-such-tool", "--version"], install: "none" };
        assert!(!tool.is_installed(Path::new(".")));
        let cargo = Tool { name: "cargo", probe: &["cargo", "--version"], install: "cargo" };
        assert!(cargo.is_installed(Path::new(".")));
    }
}
