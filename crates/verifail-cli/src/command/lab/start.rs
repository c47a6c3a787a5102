//! `verifail lab start`: serves faults until somebody ends it.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Read as _};
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;
use tokio::sync::oneshot;
use verifail_lab::{Fault, LabOptions, Running, catalogue, fault};

use super::list::Listed;
use crate::Outcome;
use crate::failure::{Failure, printable};
use crate::report::json;
use crate::terminal::{FAINT, STRONG, Terminal, styled};

/// Serve faults until Ctrl-C, or until standard input ends
///
/// Prints for each where it listens, the trust anchor to give a client, and a line for curl to try. The files are in a
/// directory that is removed at the end.
#[derive(Debug, Args)]
pub(super) struct Start {
    /// Names of faults, or `all`
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,
    /// The address to listen at. Any other than a loopback address opens the lab to whoever reaches it
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    listen: IpAddr,
    /// The port, for one fault [default: one that is free]
    #[arg(long, value_name = "PORT", default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// Print the trust anchors as PEM too
    #[arg(long)]
    print_ca: bool,
    /// Print JSON: an array of faults with their addresses and files
    #[arg(long)]
    json: bool,
}

/// A fault that is served, as programs read it.
#[derive(Serialize)]
struct Served {
    #[serde(flatten)]
    fault: Listed,
    address: String,
    url: String,
    server_name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    proxy: Option<String>,
    ca: PathBuf,
    #[serde(skip_serializing_if = "Option::is_none")]
    ca_pem: Option<String>,
    command: String,
}

pub(super) fn run(start: &Start, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let faults = named(&start.names)?;
    if start.port != 0 && faults.len() > 1 {
        return Err(Failure::new("one port is for one fault"));
    }
    if !start.listen.is_loopback() {
        terminal.warn_loudly(&format!("listening at {}: whoever reaches it reaches the lab", start.listen));
    }
    let failed = |error: &dyn std::fmt::Display| Failure::new(format!("lab: {error}"));
    let directory = tempfile::Builder::new().prefix("verifail-lab-").tempdir().map_err(|error| failed(&error))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| failed(&error))?;
    let options = LabOptions::default().listen(start.listen).port(start.port);
    let mut running = Vec::with_capacity(faults.len());
    for fault in faults {
        let served = runtime.block_on(fault.start(&options)).map_err(|error| failed(&error))?;
        let files = Files::write(directory.path(), &served).map_err(|error| failed(&error))?;
        running.push((served, files));
    }
    if start.json {
        let served: Vec<_> = running.iter().map(|(running, files)| served(running, files, start.print_ca)).collect();
        terminal.print_raw(&json::text(&served)?)?;
    } else {
        let mut out: String = running.iter().map(|(running, files)| text(running, files, start.print_ca)).collect();
        let _ = writeln!(out, "{}", styled(FAINT, "serving until Ctrl-C, or until standard input ends"));
        terminal.print(&out)?;
    }
    runtime.block_on(until_ended());
    // Servers first, then the runtime that they run on, and the directory last.
    drop(running);
    runtime.shutdown_background();
    Ok(Outcome::Good)
}

/// The faults of those names.
fn named(names: &[String]) -> Result<Vec<&'static Fault>, Failure> {
    if names.iter().any(|name| name == "all") {
        return Ok(catalogue().iter().collect());
    }
    let one = |name: &String| {
        let unknown = || format!("no fault {}; `verifail lab list` has them", printable(name));
        fault(name).ok_or_else(|| Failure::new(unknown()))
    };
    names.iter().map(one).collect()
}

/// Returns on Ctrl-C, and when standard input ends.
async fn until_ended() {
    let (ended, end) = oneshot::channel();
    // A thread of its own: a read of a terminal cannot be called off, and must not keep the program.
    std::thread::spawn(move || {
        let _ = io::copy(&mut io::stdin().lock().take(u64::MAX), &mut io::sink());
        let _ = ended.send(());
    });
    tokio::select! {
        _ = end => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

/// The files that a client of a fault reads.
struct Files {
    ca: PathBuf,
    crl: PathBuf,
    certificate: PathBuf,
    key: PathBuf,
}

impl Files {
    fn write(directory: &Path, running: &Running) -> io::Result<Self> {
        let file = |end: &str| directory.join(format!("{}{end}", running.fault().name));
        let files = Self {
            ca: file("-ca.pem"),
            crl: file("-crl.pem"),
            certificate: file("-client.pem"),
            key: file("-client.key"),
        };
        fs::write(&files.ca, running.anchors_pem())?;
        if !running.crls().is_empty() {
            fs::write(&files.crl, running.crls_pem())?;
        }
        if let Some(identity) = running.client_identity() {
            fs::write(&files.certificate, &identity.chain_pem)?;
            fs::write(&files.key, &identity.key_pem)?;
        }
        Ok(files)
    }
}

fn served(running: &Running, files: &Files, print_ca: bool) -> Served {
    Served {
        fault: Listed::of(running.fault()),
        address: running.address().to_string(),
        url: running.url(),
        server_name: running.server_name(),
        proxy: running.proxy(),
        ca: files.ca.clone(),
        ca_pem: print_ca.then(|| running.anchors_pem()),
        command: curl(running, files),
    }
}

fn text(running: &Running, files: &Files, print_ca: bool) -> String {
    let fault = running.fault();
    let expected = &fault.expected;
    let says = match expected.reason() {
        Some(reason) => format!("{reason}, hop {}, retry {}", expected.hop, expected.retry),
        None => "nothing is wrong".to_owned(),
    };
    let mut out = format!("{}: {}\n", styled(STRONG, fault.name), fault.description);
    let mut line = |label: &str, value: &dyn std::fmt::Display| {
        let _ = writeln!(out, "  {} {value}", styled(FAINT, format!("{label:<8}")));
    };
    line("listens", &running.address());
    line("expect", &says);
    line("CA", &files.ca.display());
    match running.simulated() {
        // No server can bring it about: what there is to try is what the client prints where it happens.
        Some(words) => line("prints", &words),
        None => line("try", &curl(running, files)),
    }
    if print_ca {
        out.push_str(&running.anchors_pem());
    }
    out.push('\n');
    out
}

/// A command that meets the fault.
fn curl(running: &Running, files: &Files) -> String {
    let needs = &running.fault().needs;
    let mut command = "curl -sS".to_owned();
    if !needs.plain {
        let _ = write!(command, " --cacert {}", files.ca.display());
    }
    if needs.client_certificate {
        let _ = write!(command, " --cert {} --key {}", files.certificate.display(), files.key.display());
    }
    if needs.revocation {
        let _ = write!(command, " --crlfile {}", files.crl.display());
    }
    if needs.only_tls13 {
        command.push_str(" --tlsv1.3");
    }
    if let Some(proxy) = running.proxy() {
        let _ = write!(command, " --proxy {proxy}");
    }
    let _ = write!(command, " {}", running.url());
    command
}
