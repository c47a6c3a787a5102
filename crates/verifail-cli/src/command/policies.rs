//! `verifail policies`: which policies there are, and every row of one.

use std::fmt::Write as _;

use clap::Args;
use serde::Serialize;
use verifail::Policy;

use crate::Outcome;
use crate::arguments::exit_codes_help;
use crate::failure::Failure;
use crate::report::json;
use crate::terminal::{STRONG, Terminal, styled};

/// List the policies, or print one with every rule, its weight, its clause and where the modelled verifier does it
#[derive(Debug, Args)]
#[command(after_help = exit_codes_help(Some("policies")))]
pub(crate) struct Policies {
    /// The policy to print in full
    name: Option<String>,
    /// Print JSON: an array of policies, or one policy with its rows
    #[arg(long)]
    json: bool,
}

/// One policy in the list.
#[derive(Serialize)]
struct Listed {
    name: &'static str,
    title: &'static str,
}

/// One policy in full.
#[derive(Serialize)]
struct Expanded {
    schema: u32,
    name: &'static str,
    title: &'static str,
    rows: Vec<Row>,
    parameters: Vec<String>,
}

/// One row.
#[derive(Serialize)]
struct Row {
    requirement: &'static str,
    reason: &'static str,
    end_entity: &'static str,
    intermediate: &'static str,
    anchor: &'static str,
    clause: &'static str,
    source: &'static str,
}

/// The policy of that name.
pub(crate) fn named(name: &str) -> Result<&'static Policy, Failure> {
    Policy::named(name).ok_or_else(|| {
        let names: Vec<_> = Policy::all().iter().map(Policy::name).collect();
        Failure::new(format!("no policy {name}; there are {}", names.join(", ")))
    })
}

/// Prints the list or the policy.
pub(crate) fn run(policies: &Policies, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    match (&policies.name, policies.json) {
        (None, false) => {
            let mut text = String::new();
            let width = Policy::all().iter().map(|p| p.name().len()).max().unwrap_or(0);
            for policy in Policy::all() {
                // Padded before it is styled: escape sequences have no width.
                let name = format!("{:<width$}  ", policy.name());
                let _ = writeln!(text, "{}{}", styled(STRONG, name), policy.title());
            }
            terminal.print(&text)?;
        }
        (None, true) => {
            let list: Vec<_> = Policy::all().iter().map(|p| Listed { name: p.name(), title: p.title() }).collect();
            terminal.print_raw(&json::text(&list)?)?;
        }
        (Some(name), false) => {
            let mut text = format!("{:#}", named(name)?);
            if !text.ends_with('\n') {
                text.push('\n');
            }
            terminal.print(&text)?;
        }
        (Some(name), true) => terminal.print_raw(&json::text(&expanded(named(name)?))?)?,
    }
    Ok(Outcome::Good)
}

fn expanded(policy: &'static Policy) -> Expanded {
    let rows = policy.rows().iter().map(|row| Row {
        requirement: row.requirement.code(),
        reason: row.requirement.reason().code(),
        end_entity: row.end_entity.code(),
        intermediate: row.intermediate.code(),
        anchor: row.anchor.code(),
        clause: row.clause,
        source: row.source,
    });
    Expanded {
        schema: verifail::verdict::report::SCHEMA,
        name: policy.name(),
        title: policy.title(),
        rows: rows.collect(),
        parameters: policy.parameters().to_string().lines().map(str::to_owned).collect(),
    }
}
