//! `verifail probe`: the options, the clock, Ctrl-C; the prober asks, and what it gathered is printed and kept.

mod progress;
mod report;
mod save;

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};
use rustls::SupportedProtocolVersion;
use serde::Serialize;
use serde_json::Value;
use verifail::capture::{Sample, Starttls};
use verifail::classification::DiagnosisReport;
use verifail::{Policy, Time};
use verifail_rustls::Anchors;
use verifail_rustls::probe::{self as prober, Fetched, Probed, ProxyUrl};
use verifail_rustls::survey::{self, Survey};

use crate::Outcome;
use crate::anchors::Source;
use crate::arguments::exit_codes_help;
use crate::command::policies;
use crate::failure::{Failure, printable};
use crate::report::json;
use crate::terminal::Terminal;

/// The word that stands for every policy.
const ALL: &str = "all";
/// The word that stands for the proxy that the environment names.
const OF_ENVIRONMENT: &str = "env";

const EXAMPLES: &str = "\
Examples:
  verifail probe localhost
  verifail probe localhost:8443 --samples 40 --parallel 8
  verifail probe localhost:8443 --policy all --save here.json
  verifail probe localhost --sni localhost --no-sni
  verifail probe localhost --also-name neighbour.example
  verifail probe localhost --via http://127.0.0.1:3128 --vantage 'through the proxy'
  verifail probe localhost:587 --starttls smtp";

const ABOUT_TRUST: &str = "\
rustls-webpki decides, and the handshake goes on whatever it says, so that everything is seen; then the connection is
closed. No application data is sent, but one bare HEAD request to a trusted server where --head asks for it.";

/// Connect to a server, whatever the verdict, and show what it presents: which nodes, at which rate, by every way to it
///
/// Each connection is a sample: the chain as presented, alerts, version, application protocol, timings. Samples are
/// spread evenly over every address of the name and every name in server_name; --save keeps them for `verifail compare`
/// and `verifail diagnose`.
#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{ABOUT_TRUST}\n\n{}", exit_codes_help(Some("probe"))))]
pub(crate) struct Probe {
    /// The host, a name or an address, and a port [default: 443, or that of --starttls]
    #[arg(value_name = "HOST[:PORT]", value_parser = host_and_port)]
    target: HostAndPort,

    /// Samples in all; each address and each name in server_name is asked once in any case
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=10_000), help_heading = "Sampling")]
    samples: u16,
    /// Connections at once
    #[arg(long, value_name = "K", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=256), help_heading = "Sampling")]
    parallel: u16,
    /// How long one connection may take, all its phases together: 10s, 500ms
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = duration, help_heading = "Sampling")]
    timeout: Duration,

    /// Connect to this address, and do not resolve the name; repeatable
    #[arg(long, value_name = "IP", conflicts_with = "via", help_heading = "The way there")]
    address: Vec<IpAddr>,
    /// Go through this proxy, by CONNECT: http://proxy:3128, https://user:password@proxy; `env` for that of the
    /// environment
    #[arg(long, value_name = "PROXY", help_heading = "The way there")]
    via: Option<String>,
    /// Speak this before TLS
    #[arg(long, value_name = "PROTOCOL", value_enum, help_heading = "The way there")]
    starttls: Option<Protocol>,

    /// Send this name in server_name instead of the host's; repeatable, each in turn
    #[arg(long, value_name = "NAME", help_heading = "The handshake")]
    sni: Vec<String>,
    /// Send no server_name; with --sni, in turn with the names
    #[arg(long, help_heading = "The handshake")]
    no_sni: bool,
    /// Whether each sample offers the session of a connection before it
    #[arg(long, value_enum, value_name = "KIND", default_value_t = Session::Fresh, help_heading = "The handshake")]
    session: Session,
    /// Make a session as NAME and offer it to the host, and the other way round; repeatable
    #[arg(long, value_name = "NAME", help_heading = "The handshake")]
    also_name: Vec<String>,
    /// Offer only this version
    #[arg(long, value_enum, value_name = "VERSION", help_heading = "The handshake")]
    tls: Option<Version>,
    /// Offer this application protocol; repeatable [default: h2 and http/1.1, none after STARTTLS]
    #[arg(long, value_name = "PROTOCOL", help_heading = "The handshake")]
    alpn: Vec<String>,
    /// Offer no application protocol
    #[arg(long, conflicts_with_all = ["alpn", "head"], help_heading = "The handshake")]
    no_alpn: bool,
    /// Send one bare HEAD request to a server that is trusted: its answer has the peer's clock
    #[arg(long, conflicts_with_all = ["starttls", "alpn"], help_heading = "The handshake")]
    head: bool,

    /// Trust anchors: mozilla (the default), system, or a file; repeatable
    #[arg(long, value_name = "SOURCE", help_heading = "Trust")]
    anchors: Vec<Source>,
    /// A file of trust anchors besides; repeatable
    #[arg(long, value_name = "FILE", help_heading = "Trust")]
    ca_bundle: Vec<PathBuf>,
    /// Ask the core for the verdict of these policies on each chain too; several separated by commas, `all` for every
    /// one
    #[arg(long, value_name = "NAME", value_delimiter = ',', help_heading = "Trust")]
    policy: Vec<String>,
    /// Verify as if it were this time, in RFC 3339 (default: now)
    #[arg(long, value_name = "TIME", help_heading = "Trust")]
    time: Option<Time>,
    /// Fetch issuers that are missing, by plain HTTP, from where the certificates say that they are. They decide
    /// nothing
    #[arg(long, help_heading = "Trust")]
    fetch_aia: bool,

    /// Whether to survey this machine too: proxies, variables, stores, signs of a sandbox
    #[arg(long, value_enum, value_name = "WHETHER", default_value_t = Surveyed::On, help_heading = "Output")]
    environment: Surveyed,
    /// What to call this place in the capture
    #[arg(long, value_name = "LABEL", default_value = "here", help_heading = "Output")]
    vantage: String,
    /// Keep the capture in a new file
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    save: Option<PathBuf>,
    /// Write over the file of --save
    #[arg(long, requires = "save", help_heading = "Output")]
    overwrite: bool,
    /// Print JSON: the capture, and what follows from it
    #[arg(long, help_heading = "Output")]
    json: bool,
}

/// `HOST[:PORT]`.
#[derive(Clone, Debug, PartialEq, Eq)]
struct HostAndPort {
    host: String,
    port: Option<u16>,
}

/// `--starttls`.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Protocol {
    Imap,
    Ldap,
    Postgres,
    Smtp,
}

impl From<Protocol> for Starttls {
    fn from(protocol: Protocol) -> Self {
        match protocol {
            Protocol::Imap => Self::Imap,
            Protocol::Ldap => Self::Ldap,
            Protocol::Postgres => Self::Postgres,
            Protocol::Smtp => Self::Smtp,
        }
    }
}

/// `--session`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Session {
    /// Without a session
    Fresh,
    /// Two connections a sample: one makes a session, one offers it
    Resumed,
}

/// `--environment`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Surveyed {
    On,
    Off,
}

/// `--tls`.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Version {
    #[value(name = "1.2")]
    Tls12,
    #[value(name = "1.3")]
    Tls13,
}

impl Version {
    const fn offered(self) -> &'static [&'static SupportedProtocolVersion] {
        const TLS12: &[&SupportedProtocolVersion] = &[&rustls::version::TLS12];
        const TLS13: &[&SupportedProtocolVersion] = &[&rustls::version::TLS13];
        match self {
            Self::Tls12 => TLS12,
            Self::Tls13 => TLS13,
        }
    }
}

/// `example.com`, `example.com:8443`, `192.0.2.1`, `2001:db8::1`, `[2001:db8::1]:8443`; of an https URL its host and
/// port.
fn host_and_port(text: &str) -> Result<HostAndPort, String> {
    let wanted = || "HOST or HOST:PORT is wanted: example.com, example.com:8443, [2001:db8::1]:8443".to_owned();
    let bare = text.strip_prefix("https://").map_or(text, |rest| rest.split('/').next().unwrap_or_default());
    if let Ok(address) = bare.trim_matches(['[', ']']).parse::<IpAddr>() {
        return Ok(HostAndPort { host: address.to_string(), port: None });
    }
    let (host, port) = match bare.rsplit_once(':') {
        Some((host, port)) => match port.parse() {
            Ok(0) | Err(_) => return Err(wanted()),
            Ok(port) => (host.trim_matches(['[', ']']), Some(port)),
        },
        None => (bare, None),
    };
    let is_name = rustls_pki_types::ServerName::try_from(host).is_ok();
    if is_name { Ok(HostAndPort { host: host.to_owned(), port }) } else { Err(wanted()) }
}

/// `10s`, `500ms`, `2m`.
fn duration(text: &str) -> Result<Duration, String> {
    let wanted = || "a time as 10s, 500ms or 2m is wanted, up to an hour".to_owned();
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let number: u64 = number.parse().map_err(|_| wanted())?;
    let duration = match unit {
        "ms" => Duration::from_millis(number),
        "s" => Duration::from_secs(number),
        "m" => Duration::from_secs(number.saturating_mul(60)),
        _ => return Err(wanted()),
    };
    let is_possible = !duration.is_zero() && duration <= Duration::from_secs(3_600);
    if is_possible { Ok(duration) } else { Err(wanted()) }
}

/// Asks, prints, keeps.
pub(crate) fn run(probe: &Probe, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    if let Some(path) = probe.save.as_ref().filter(|_| !probe.overwrite) {
        save::refuse_existing(path)?;
    }
    let question = question(probe)?;
    let failed = |error: &dyn std::fmt::Display| Failure::new(error.to_string());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| failed(&error))?;
    let began = Instant::now();
    let bar = progress::bar();
    let asked = runtime.block_on(question.run_until(interrupted(), |progress| progress::show(&bar, progress)));
    bar.finish_and_clear();
    // A name that is being resolved is waited for by nobody.
    runtime.shutdown_background();
    let mut probed = asked.map_err(|error| failed(&error))?;
    if probe.environment == Surveyed::On {
        probed.capture.environment = Survey::of_process().environment(Some(&probe.target.host));
        survey::complete(&mut probed.capture);
        probed.capture.clean();
    }
    if let Some(path) = &probe.save {
        save::save(path, probe.overwrite, &probed.capture)?;
    }
    if probe.json {
        terminal.print_raw(&json::text(&in_json(&probed)?)?)?;
    } else {
        terminal.print(&report::text(&probed, probe, began.elapsed()))?;
        if let Some(path) = &probe.save {
            terminal.note(&format!("the capture is in {}", path.display()));
        }
    }
    let good = !probed.stopped && own(probe, &probed).all(|sample| !sample.is_bad());
    Ok(if good { Outcome::Good } else { Outcome::NotTrusted })
}

/// Ends on Ctrl-C. Where that cannot be listened for, never.
async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// Whether a sample is about the host, and not about a name besides it.
fn is_own(probe: &Probe, sample: &Sample) -> bool {
    let other = sample.server_name.as_ref().filter(|name| probe.also_name.contains(name));
    other.is_none_or(|name| *name == probe.target.host)
}

/// The samples that are about the host.
fn own<'p>(probe: &'p Probe, probed: &'p Probed) -> impl Iterator<Item = &'p Sample> {
    probed.capture.samples.iter().filter(move |sample| is_own(probe, sample))
}

/// The command line as a question.
fn question(probe: &Probe) -> Result<prober::Probe, Failure> {
    let starttls = probe.starttls.map(Starttls::from);
    let port = probe.target.port.unwrap_or_else(|| starttls.map_or(443, Starttls::port));
    let mut question = prober::Probe::new(&probe.target.host, port)
        .vantage(&probe.vantage)
        .addresses(probe.address.iter().copied())
        .samples(probe.samples.into())
        .parallel(probe.parallel.into())
        .timeout(probe.timeout)
        .anchors(anchors(probe)?);
    question = starttls.into_iter().fold(question, prober::Probe::starttls);
    question = probe.sni.iter().fold(question, |question, name| question.server_name(Some(name.clone())));
    question = probe.also_name.iter().fold(question, prober::Probe::also_name);
    question = policies_of(&probe.policy)?.into_iter().fold(question, prober::Probe::policy);
    question = probe.time.into_iter().fold(question, prober::Probe::time);
    question = probe.tls.into_iter().fold(question, |question, version| question.versions(version.offered()));
    if let Some(proxy) = proxy(probe)? {
        question = question.via(proxy);
    }
    if probe.no_sni {
        question = question.server_name(None);
    }
    if probe.session == Session::Resumed {
        question = question.resumed();
    }
    if !probe.alpn.is_empty() || probe.no_alpn {
        question = question.application_protocols(probe.alpn.iter().cloned());
    }
    if probe.head {
        question = question.head();
    }
    if probe.fetch_aia {
        question = question.fetch_issuers();
    }
    Ok(question)
}

fn anchors(probe: &Probe) -> Result<Anchors, Failure> {
    let failed = |error: verifail_rustls::AnchorsError| Failure::new(printable(&error.to_string()));
    let mut anchors = Anchors::none();
    for source in &probe.anchors {
        anchors = anchors.and(match source {
            Source::File(path) => Anchors::file(path).map_err(failed)?,
            Source::Generated => Anchors::none(),
            Source::Mozilla => Anchors::mozilla(),
            Source::System => Anchors::system().map_err(failed)?,
        });
    }
    if probe.anchors.is_empty() {
        anchors = Anchors::mozilla();
    }
    for path in &probe.ca_bundle {
        anchors = anchors.and(Anchors::file(path).map_err(failed)?);
    }
    Ok(anchors)
}

fn policies_of(names: &[String]) -> Result<Vec<&'static Policy>, Failure> {
    if names.iter().any(|name| name == ALL) {
        return Ok(Policy::all().iter().collect());
    }
    names.iter().map(|name| policies::named(name)).collect()
}

/// The proxy, with the password that may be in it.
fn proxy(probe: &Probe) -> Result<Option<ProxyUrl>, Failure> {
    let Some(given) = &probe.via else { return Ok(None) };
    if given != OF_ENVIRONMENT {
        return given.parse().map(Some).map_err(|error| Failure::new(format!("--via: {error}")));
    }
    match Survey::of_process().proxy(&probe.target.host) {
        Ok(Some(proxy)) => Ok(Some(proxy)),
        Ok(None) => Err(Failure::new("--via env: no variable names a proxy for this host; see `verifail environment`")),
        Err(error) => Err(Failure::new(format!("--via env: {error}"))),
    }
}

/// What `--json` prints.
#[derive(Serialize)]
struct Answer {
    capture: Value,
    failures: Vec<FailureAnswer>,
    missing_issuers: Vec<MissingAnswer>,
    stopped: bool,
}

#[derive(Serialize)]
struct FailureAnswer {
    samples: usize,
    first_sample: usize,
    said: String,
    diagnosis: DiagnosisReport,
}

#[derive(Serialize)]
struct MissingAnswer {
    name: String,
    issued: String,
    end_entities: Vec<String>,
    urls: Vec<String>,
    fetched: Vec<FetchedAnswer>,
}

#[derive(Serialize)]
struct FetchedAnswer {
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    sha256: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
    completes: bool,
}

fn in_json(probed: &Probed) -> Result<Answer, Failure> {
    let capture = serde_json::from_slice(&probed.capture.to_json());
    let fetched = |fetched: &Fetched| FetchedAnswer {
        url: fetched.url.clone(),
        sha256: fetched.result.as_ref().ok().map(|der| verifail::Fingerprint::of(der).to_string()),
        problem: fetched.result.as_ref().err().cloned(),
        completes: fetched.completes,
    };
    Ok(Answer {
        capture: capture.map_err(|error| Failure::new(format!("output: {error}")))?,
        failures: probed
            .failures
            .iter()
            .map(|failure| FailureAnswer {
                samples: failure.samples,
                first_sample: failure.first,
                said: verifail::classification::redact::secrets(&failure.said).into_owned(),
                diagnosis: failure.diagnosis.to_report(),
            })
            .collect(),
        missing_issuers: probed
            .missing
            .iter()
            .map(|missing| MissingAnswer {
                name: missing.name.clone(),
                issued: missing.issued.to_string(),
                end_entities: missing.end_entities.iter().map(ToString::to_string).collect(),
                urls: missing.urls.clone(),
                fetched: missing.fetched.iter().map(fetched).collect(),
            })
            .collect(),
        stopped: probed.stopped,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_a_name_or_an_address_with_or_without_a_port() {
        for (text, host, port) in [
            ("example.com", "example.com", None),
            ("example.com:8443", "example.com", Some(8443)),
            ("192.0.2.1:1", "192.0.2.1", Some(1)),
            ("2001:db8::1", "2001:db8::1", None),
            ("[2001:db8::1]", "2001:db8::1", None),
            ("[2001:db8::1]:8443", "2001:db8::1", Some(8443)),
            ("https://example.com:8443/path?token=x", "example.com", Some(8443)),
        ] {
            assert_eq!(host_and_port(text), Ok(HostAndPort { host: host.to_owned(), port }), "{text}");
        }
        for text in
            ["", "example.com:", "example.com:0", "example.com:65536", "http://example.com", "a b", "ann@x", ":1"]
        {
            assert!(host_and_port(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_time_has_a_unit() {
        assert_eq!(duration("500ms"), Ok(Duration::from_millis(500)));
        assert_eq!(duration("2m"), Ok(Duration::from_secs(120)));
        for text in ["", "10", "s", "-1s", "1h", "0s", "61m", "99999999999999999999s"] {
            assert!(duration(text).is_err(), "{text}");
        }
    }
}
