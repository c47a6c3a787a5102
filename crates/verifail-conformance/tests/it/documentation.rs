//! Every command of the testkit that is shown to users is one that there is, and runs: in a short form where it has
//! one.

use std::collections::BTreeSet;

use clap::Parser as _;
use verifail_conformance::testkit::{Command, run};

/// What users read.
const PAGES: [&str; 2] = [include_str!("../../../../README.md"), include_str!("../../../verifail-testkit/README.md")];

/// The arguments of every `cargo xtask suite` and `cargo xtask kill`, in a console or in a sentence.
fn shown() -> BTreeSet<Vec<&'static str>> {
    let consoles = PAGES.iter().flat_map(|page| page.lines()).filter_map(|line| line.strip_prefix("$ "));
    let sentences = PAGES.iter().flat_map(|page| page.split('`'));
    let arguments = consoles.chain(sentences).filter_map(|command| command.strip_prefix("cargo xtask "));
    let words = arguments.map(|arguments| arguments.split_whitespace().collect::<Vec<_>>());
    words.filter(|words| matches!(words.first(), Some(&"suite" | &"kill"))).collect()
}

/// What makes a command short, where of two arguments the later one counts; or why nothing does.
fn short(command: &[&str]) -> Result<&'static [&'static str], &'static str> {
    let has = |argument| command.contains(&argument);
    match command {
        ["kill", ..] if has("--bug") => Ok(&["--control-cases", "500", "--baseline-seconds", "0"]),
        ["kill", ..] => Ok(&["--bug", "host-ignored", "--control-cases", "500", "--baseline-seconds", "0"]),
        _ if has("--exhaustive") => Err("it is exhaustive; the testkit's own tests have smaller bounds"),
        _ if has("--coverage") => Err("covering arrays of strength 4 take a minute"),
        _ if has("--relations") => Ok(&["--worlds", "8"]),
        _ if has("--stats") || has("--long") => Ok(&["--worlds", "2000"]),
        _ => Err("it is all parts; they are run one by one"),
    }
}

#[test]
fn commands_of_the_testkit_that_are_shown_run() {
    let shown = shown();
    assert!(shown.len() >= 6, "{shown:?}");
    for command in shown {
        let whole = Command::try_parse_from(["cargo xtask"].iter().chain(&command));
        assert!(whole.is_ok(), "{command:?}: {}", whole.unwrap_err());
        let short = match short(&command) {
            Ok(short) => short,
            Err(why) => {
                eprintln!("cargo xtask {}: read, not run: {why}", command.join(" "));
                continue;
            }
        };
        let command: Vec<_> = ["cargo xtask"].iter().chain(&command).chain(short).copied().collect();
        let mut out = Vec::new();
        let clean = run(&Command::try_parse_from(&command).unwrap(), &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        // How fast something is informs and never gates: least of all without optimisation.
        assert!(clean || command.contains(&"--stats"), "{command:?}\n{out}");
        assert!(out.lines().count() > 2, "{command:?}\n{out}");
    }
}
