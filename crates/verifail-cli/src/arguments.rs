//! The command line as data: global options and commands. Each command's own options are in its file under `command/`.

use clap::{Parser, Subcommand};

use crate::command::{code, completions, demo, explain, man, policies, reasons, verify};
use crate::terminal::Color;

/// Exit codes, said the same way in every help text and in the man page.
pub(crate) const EXIT_CODES: &[(&str, &str)] = &[
    ("0", "trusted; with several policies: by all of them"),
    ("1", "not trusted"),
    ("2", "bad usage or unreadable input"),
];

/// The paragraph about exit codes that closes help texts.
pub(crate) const EXIT_CODES_HELP: &str = "\
Exit codes:
  0  trusted; with several policies: by all of them
  1  not trusted
  2  bad usage or unreadable input";

/// Verify a certificate chain and give every reason it is refused.
///
/// A chain is held to a named policy that models a real verifier (rustls, Go, OpenSSL, ...). The answer is one word, then
/// every reason: which certificate, which clause, both sides of the comparison, and the smallest change that would make
/// the chain pass.
#[derive(Debug, Parser)]
#[command(name = "verifail", version, after_help = EXIT_CODES_HELP, max_term_width = 120)]
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
    Code(code::Code),
    Reasons(reasons::Reasons),
    Policies(policies::Policies),
    Demo(demo::Demo),
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
    fn the_help_paragraph_has_every_exit_code() {
        for (code, meaning) in EXIT_CODES {
            assert!(EXIT_CODES_HELP.contains(&format!("  {code}  {meaning}")), "{code}");
        }
        assert_eq!(EXIT_CODES_HELP.lines().count(), EXIT_CODES.len() + 1);
    }
}
