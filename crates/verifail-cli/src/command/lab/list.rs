//! `verifail lab list`: the catalogue.

use std::fmt::Write as _;

use clap::Args;
use serde::Serialize;
use verifail_lab::{Fault, Reach, catalogue};

use crate::Outcome;
use crate::failure::Failure;
use crate::report::json;
use crate::terminal::{FAINT, STRONG, Terminal, styled};

/// List the faults, with what each must be diagnosed as
#[derive(Debug, Args)]
pub(super) struct List {
    /// Only this family: chain, names, alerts, ...
    #[arg(long, value_name = "NAME")]
    family: Option<String>,
    /// Print JSON: an array of faults
    #[arg(long)]
    json: bool,
}

/// A fault, as programs read it.
#[derive(Serialize)]
pub(super) struct Listed {
    name: &'static str,
    family: &'static str,
    description: &'static str,
    /// What is wrong; empty where nothing is.
    reasons: Vec<&'static str>,
    hop: &'static str,
    retry: &'static str,
    role: &'static str,
    reach: &'static str,
    needs: Vec<String>,
}

impl Listed {
    pub(super) fn of(fault: &Fault) -> Self {
        let expected = &fault.expected;
        Self {
            name: fault.name,
            family: fault.family.code(),
            description: fault.description,
            reasons: expected.reasons.iter().map(|reason| reason.code()).collect(),
            hop: expected.hop.code(),
            retry: expected.retry.code(),
            role: expected.rejection.code(),
            reach: match fault.reach {
                Reach::ConnectProxy => "connect-proxy",
                Reach::Gateway => "gateway",
                Reach::Simulated => "simulated",
                _ => "direct",
            },
            needs: needs(fault),
        }
    }
}

/// What a client has to be told, in words.
fn needs(fault: &Fault) -> Vec<String> {
    let needs = &fault.needs;
    let protocols = needs.application_protocols.iter().map(|name| format!("offers {name}"));
    let others = [
        (needs.client_certificate, "presents the client certificate"),
        (needs.only_tls13, "offers TLS 1.3 alone"),
        (needs.plain, "speaks HTTP without TLS"),
        (needs.revocation, "checks the revocation lists"),
    ];
    let others = others.iter().filter(|(needed, _)| *needed).map(|(_, words)| (*words).to_owned());
    protocols.chain(others).collect()
}

pub(super) fn run(list: &List, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let wanted = |fault: &&Fault| list.family.as_ref().is_none_or(|name| name == fault.family.code());
    let faults: Vec<&Fault> = catalogue().iter().filter(wanted).collect();
    if faults.is_empty() {
        let mut families: Vec<_> = catalogue().iter().map(|fault| fault.family.code()).collect();
        families.dedup();
        return Err(Failure::new(format!("no such family; there are {}", families.join(", "))));
    }
    if list.json {
        let listed: Vec<_> = faults.into_iter().map(Listed::of).collect();
        terminal.print_raw(&json::text(&listed)?)?;
        return Ok(Outcome::Good);
    }
    terminal.print(&table(&faults))?;
    Ok(Outcome::Good)
}

/// A heading a family, a line a fault.
fn table(faults: &[&Fault]) -> String {
    let reason = |fault: &Fault| fault.expected.reason().map_or("-", verifail::Reason::code);
    let width = |text: &dyn Fn(&Fault) -> &'static str| faults.iter().map(|fault| text(fault).len()).max().unwrap_or(0);
    let (names, reasons) = (width(&|fault| fault.name), width(&reason));
    let retries = width(&|fault| fault.expected.retry.code());
    let mut out = String::new();
    let mut family = None;
    for fault in faults {
        if family != Some(fault.family) {
            let _ = writeln!(out, "{}{}", if family.is_some() { "\n" } else { "" }, styled(STRONG, fault.family));
            family = Some(fault.family);
        }
        // Padded before they are styled: escape sequences have no width.
        let name = styled(STRONG, format!("{:<names$}", fault.name));
        let about = format!("{:<reasons$}  {:<retries$}", reason(fault), fault.expected.retry.code());
        let _ = writeln!(out, "  {name}  {about}  {}", styled(FAINT, fault.description));
    }
    let _ = writeln!(
        out,
        "\n{} faults. `verifail lab start NAME` serves one, `verifail lab start all` every one.",
        faults.len()
    );
    out
}
