//! The repository's own commands, run as `cargo xtask COMMAND`. This file is the command line and nothing else:
//! every command has a file of its own.

mod bench;
mod conformance;
mod corpus;
mod cover;
mod fuzz;
mod kill;
mod lab;
mod mutants;
mod score;
mod soak;
mod suite;
mod test_all;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The repository's own commands.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", arg_required_else_help = true)]
struct Xtask {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Measure what verification costs beside a peer.
    Bench(bench::Args),
    /// Run a public suite through the core and compare.
    Conformance(conformance::Args),
    /// Make the corpus of failure texts from the programs of this machine.
    Corpus(corpus::Args),
    /// Count which regions of the core the tests reach.
    Cover(cover::Args),
    /// Fuzz the verifier, the classifier, the retry layer: run, nightly, repro, promote, cover, shard.
    Fuzz(fuzz::Args),
    /// Run every technique against every seeded bug; `--json` for a table that programs read.
    #[command(disable_help_flag = true)]
    Kill(suite::Args),
    /// Let the programs of this machine meet the faults of the lab, and hold what they say to the catalogue.
    Lab(lab::Args),
    /// Change the code and count which changes the tests notice.
    Mutants(mutants::Args),
    /// Measure classification on labelled failure texts.
    Score(score::Args),
    /// A thousand calls at a time through a fleet with faulty nodes, for a minute or longer.
    Soak(soak::Args),
    /// Hold the core and rustls-webpki to the generated suite; `--help` lists its parts.
    #[command(disable_help_flag = true)]
    Suite(suite::Args),
    /// Run every check that a change must pass, and sum them up.
    TestAll(test_all::Args),
    /// Check the house rules that the compiler does not know.
    Tidy,
}

fn main() -> ExitCode {
    let root = workspace_root();
    match Xtask::parse().command {
        Command::Bench(args) => bench::main(&root, &args),
        Command::Conformance(args) => conformance::main(&args),
        Command::Corpus(args) => corpus::main(&root, &args),
        Command::Cover(args) => cover::main(&root, &args),
        Command::Fuzz(args) => fuzz::main(&root, &args),
        Command::Kill(args) => kill::main(&root, &args),
        Command::Lab(args) => lab::main(&args),
        Command::Mutants(args) => mutants::main(&root, &args),
        Command::Score(args) => score::main(&args),
        Command::Soak(args) => soak::main(&root, &args),
        Command::Suite(args) => suite::main(&root, &args),
        Command::TestAll(args) => test_all::main(&root, &args),
        Command::Tidy => tidy::main(&root),
    }
}

/// The directory of the workspace manifest: the parent of this package's own, where cargo says it is now, or where it
/// was when this was built.
fn workspace_root() -> PathBuf {
    let package =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    package.parent().map(Path::to_path_buf).unwrap_or(package)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Xtask::command().debug_assert();
    }

    #[test]
    fn the_workspace_root_holds_the_workspace_manifest() {
        let manifest = std::fs::read_to_string(workspace_root().join("Cargo.toml")).unwrap_or_default();
        assert!(manifest.contains("[workspace]"), "{}", workspace_root().display());
    }

    #[test]
    fn every_command_of_the_page_on_fuzzing_is_one() {
        let page = std::fs::read_to_string(workspace_root().join("docs/fuzzing.md")).unwrap_or_default();
        let commands: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("    cargo xtask ")).collect();
        assert!(commands.len() > 4, "{commands:?}");
        for command in commands {
            let parsed = Xtask::try_parse_from(["cargo xtask"].into_iter().chain(command.split(' ')));
            assert!(parsed.is_ok(), "{command}: {parsed:?}");
        }
    }
}
