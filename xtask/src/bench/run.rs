//! `cargo xtask bench run`: the benches of `benches/`, by Criterion and in interleaved pairs. Measures and prints; it
//! gates on nothing.

use std::path::Path;
use std::process::Command;

use super::{Measured, Outcome, build, progress};

/// Which benches.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The questions, by the names of the files in benches/; without any, all of them
    questions: Vec<String>,
    /// Leave out OpenSSL, ring, x509-parser and x509-cert, which need libssl-dev and pkg-config
    #[arg(long)]
    no_peers: bool,
}

pub(super) fn main(root: &Path, args: &Args) -> Measured<Outcome> {
    let all = questions(root)?;
    if let Some(unknown) = args.questions.iter().find(|question| !all.contains(question)) {
        return Err(format!("no bench is called {unknown}; there are {}", all.join(", ")).into());
    }
    let asked = if args.questions.is_empty() { &all } else { &args.questions };
    let mut outcome = Outcome::NothingWorse;
    for question in asked {
        let mut command = Command::new(build::cargo());
        command.current_dir(root).args(["bench", "-p", build::PACKAGE, "--bench", question]);
        if !args.no_peers {
            command.args(build::peers());
        }
        if !command.status()?.success() {
            progress(&format!("{question} failed"));
            outcome = Outcome::Worse;
        }
    }
    Ok(outcome)
}

/// The files of benches/, in order.
fn questions(root: &Path) -> Measured<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(root.join("benches"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            names.extend(path.file_stem().map(|stem| stem.to_string_lossy().into_owned()));
        }
    }
    names.sort_unstable();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bench_of_the_manifest_is_a_question_and_the_other_way_round() {
        let root = crate::workspace_root();
        let manifest = std::fs::read_to_string(root.join("benches/Cargo.toml")).unwrap_or_default();
        let paths: Vec<_> = manifest.lines().filter_map(|line| line.strip_prefix("path = \"")).collect();
        let found = questions(&root).unwrap_or_default();
        assert!(found.len() > 5);
        let mut named: Vec<_> = paths.iter().map(|path| path.trim_end_matches(".rs\"").to_owned()).collect();
        named.sort_unstable();
        assert_eq!(found, named);
    }
}
