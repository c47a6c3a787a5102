//! The command line as data: global options and commands. Each command's own options are in its file under `command/`.

use clap::{Parser, Subcommand};

use crate::command::{
    code, compare, completions, demo, diagnose, environment, explain, knobs, lab, man, policies, probe, reasons, verify,
};
use crate::terminal::Color;

/// An exit code and what it says.
pub(crate) type ExitCode = (&'static str, &'static str);

/// Bad usage, which is the same for all commands.
const BAD_USAGE: ExitCode = ("2", "bad usage or unreadable input");

/// Exit codes of `verify`.
const OF_VERIFY: &[ExitCode] =
    &[("0", "trusted; with several policies: by all of them"), ("1", "not trusted"), BAD_USAGE];

/// Exit codes of `explain`.
const OF_EXPLAIN: &[ExitCode] = &[
    ("0", "no failure of TLS: a success, a notice, something else; with --ndjson: every line was answered"),
    ("1", "a failure of TLS; with --ndjson: some lines could not be read"),
    BAD_USAGE,
    ("3", "something that no rule knows"),
];

/// Exit codes of `probe`.
const OF_PROBE: &[ExitCode] =
    &[("0", "every sample was trusted"), ("1", "some were not trusted, failed, or were not taken"), BAD_USAGE];

/// Exit codes of `compare`.
const OF_COMPARE: &[ExitCode] =
    &[("0", "the same in everything that all of them say"), ("1", "something differs"), BAD_USAGE];

/// Exit codes of `diagnose`.
const OF_DIAGNOSE: &[ExitCode] = &[
    ("0", "one cause is entailed"),
    ("1", "several causes are open: the next test is named"),
    BAD_USAGE,
    ("3", "no known cause: nothing tells of a failure, or the evidence contradicts itself"),
];

/// Exit codes of `knobs`.
const OF_KNOBS: &[ExitCode] = &[
    ("0", "printed; with --check: the setting took effect; bundle: written and read again"),
    ("1", "with --check: the setting had no effect"),
    BAD_USAGE,
    ("3", "with --check: the tool is not installed, or cannot be checked here"),
];

/// Exit codes of `code`.
const OF_CODE: &[ExitCode] = &[("0", "decoded"), BAD_USAGE, ("3", "in no book")];

/// Exit codes of commands that answer no question.
const OF_OTHERS: &[ExitCode] = &[("0", "printed"), BAD_USAGE];

/// Exit codes of the whole program: a command's own say more.
const OF_ALL: &[ExitCode] = &[
    ("0", "good: trusted, no failure of TLS, entailed, printed"),
    ("1", "bad: not trusted, or a failure of TLS; undecided, different"),
    BAD_USAGE,
    ("3", "something that no rule knows (explain, code, diagnose)"),
];

/// The exit codes of a command; of the program where none is named.
pub(crate) fn exit_codes(command: Option<&str>) -> &'static [ExitCode] {
    match command {
        None => OF_ALL,
        Some("verify") => OF_VERIFY,
        Some("explain") => OF_EXPLAIN,
        Some("compare") => OF_COMPARE,
        Some("diagnose") => OF_DIAGNOSE,
        Some("knobs") => OF_KNOBS,
        Some("code") => OF_CODE,
        Some("probe") => OF_PROBE,
        Some(_) => OF_OTHERS,
    }
}

/// The paragraph about them that closes a help text.
pub(crate) fn exit_codes_help(command: Option<&str>) -> String {
    exit_codes(command).iter().fold("Exit codes:".to_owned(), |text, (code, says)| text + "\n  " + code + "  " + says)
}

/// Verify a certificate chain and give every reason it is refused; explain what a TLS failure's text says.
///
/// A chain is held to a named policy that models a real verifier (rustls, Go, OpenSSL, ...). The answer is one word,
/// then every reason: which certificate, which clause, both sides of the comparison, and the smallest change that would
/// make the chain pass. `explain` reads what other programs print when TLS fails: what failed, at which hop, what that
/// excludes, and what to do.
#[derive(Debug, Parser)]
#[command(name = "verifail", version, after_help = exit_codes_help(None), max_term_width = 120)]
pub(crate) struct Arguments {
    /// When to colour the output; NO_COLOR is honoured under `auto`
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(crate) color: Color,
    /// Print ASCII only: the tree in +, | and -, every other character escaped
    #[arg(long, global = true)]
    pub(crate) ascii: bool,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands, in the order in which help lists them.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Verify(Box<verify::Verify>),
    Explain(explain::Explain),
    Diagnose(Box<diagnose::Diagnose>),
    Compare(compare::Compare),
    Knobs(knobs::Knobs),
    Code(code::Code),
    Probe(Box<probe::Probe>),
    Environment(environment::Environment),
    Reasons(reasons::Reasons),
    Policies(policies::Policies),
    Demo(demo::Demo),
    Lab(lab::Lab),
    Completions(completions::Completions),
    Man(man::Man),
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definitions_are_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_command_says_what_its_exit_codes_mean() {
        let program = Arguments::command();
        for command in program.get_subcommands() {
            let name = command.get_name();
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            for (code, says) in exit_codes(Some(name)) {
                assert!(help.contains(&format!("\n  {code}  {says}")), "{name}: {code}: {help}");
            }
        }
    }
}
