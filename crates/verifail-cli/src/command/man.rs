//! `verifail man`: man pages in roff, from the definitions of the command line.

use std::io;

use clap::{Args, CommandFactory};
use clap_mangen::roff::{Roff, bold, roman};

use crate::Outcome;
use crate::arguments::{Arguments, exit_codes, exit_codes_help};
use crate::failure::Failure;
use crate::terminal::Terminal;

/// Print a man page: of the whole program, or of one command
#[derive(Debug, Args)]
#[command(after_help = exit_codes_help(Some("man")))]
pub(crate) struct Man {
    /// The command whose page is wanted
    command: Option<String>,
}

/// Prints the page.
pub(crate) fn run(man: &Man, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let mut program = Arguments::command();
    // After this the subcommands have the global options, and `verifail-verify` for a page name.
    program.build();
    let command = match &man.command {
        None => program,
        Some(name) => {
            let found = program.find_subcommand(name).filter(|c| c.get_name() != "help").cloned();
            found.ok_or_else(|| Failure::new(format!("no command {name}; `verifail --help` lists them")))?
        }
    };
    let page = render(command, man.command.as_deref()).map_err(|error| Failure::of_output(&error))?;
    terminal.print_raw(&page)?;
    Ok(Outcome::Good)
}

/// The usual sections, with the exit codes as a section of their own instead of the help text's closing paragraph.
fn render(command: clap::Command, name: Option<&str>) -> io::Result<Vec<u8>> {
    // The generator takes for granted that a page that asks for this section has a version; subcommands have none.
    let has_version = command.get_version().is_some();
    let man = clap_mangen::Man::new(command);
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    man.render_subcommands_section(&mut page)?;
    let mut exit_status = Roff::new();
    exit_status.control("SH", ["EXIT STATUS"]);
    for (code, meaning) in exit_codes(name) {
        exit_status.control("TP", []);
        exit_status.text([bold(*code)]);
        exit_status.text([roman(*meaning)]);
    }
    exit_status.to_writer(&mut page)?;
    if has_version {
        man.render_version_section(&mut page)?;
    }
    Ok(page)
}
