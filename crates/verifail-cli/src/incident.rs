//! An incident of the lab, replayed without and with what this project does about it, as a text.
//!
//! Calls are made one after the other, each on a connection of its own, so that a replay counts the same every time.

use std::error::Error as _;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use verifail::classification::{Diagnosis, Evidence, classify};
use verifail::{Hop, RetryAdvice};
use verifail_http::retry::{Attempt, Decision, Facts, Memory, Policy, Sent, decide};
use verifail_http::tls::{Anchors, Roots, TlsSettings};
use verifail_http::{Client, Outcome as Taken};
use verifail_lab::{Answer, Call, Entry, Incident, LabOptions, Replay, RunningIncident};

use crate::failure::{Failure, printable};
use crate::report::wrapped;
use crate::terminal::{BAD, FAINT, GOOD, STRONG, styled};

/// Columns before a line's text.
const MARGIN: usize = 11;
/// Lines of a timeline that are shown.
const TIMELINE: usize = 24;
/// Most attempts at a call. A session of another host may be there again at the next one.
const ATTEMPTS: u32 = 8;

/// Replays an incident, and tells of it; with the first lines of its timeline if wanted.
///
/// # Errors
/// When its servers cannot be started, or a client cannot be made.
pub(crate) fn told(incident: &'static Incident, calls: u64, with_timeline: bool) -> Result<String, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::new(format!("incident {}: {error}", incident.name));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.map_err(|error| failed(&error))?;
    let told = runtime.block_on(async {
        let (without, timeline) = replayed(incident, calls, false).await?;
        let (with, _) = replayed(incident, calls, true).await?;
        Ok::<_, Failure>(text(incident, &without, &with, timeline.filter(|_| with_timeline)))
    });
    // A server that stands still is not waited for.
    runtime.shutdown_background();
    told
}

/// What came of the calls, and how many bodies came to the last server twice.
struct Came {
    replay: Replay,
    doubled: usize,
    /// Texts of errors that the client knows more about than they say.
    known: Vec<(String, Diagnosis)>,
}

async fn replayed(
    incident: &'static Incident,
    calls: u64,
    with_verifail: bool,
) -> Result<(Came, Option<String>), Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::new(format!("incident {}: {error}", incident.name));
    let running = incident.start(&LabOptions::default()).await.map_err(|error| failed(&error))?;
    let known = Mutex::default();
    // In its sandbox the client without trust anchors of its own cannot verify: what it prints is simulated.
    let replay = match running.simulated().filter(|_| !with_verifail) {
        Some(text) => running.replay(calls, 1, async |_| Err(text.to_owned())).await,
        None => {
            let client = client(&running, with_verifail).map_err(|error| failed(&error))?;
            running.replay(calls, 1, async |call| made(&client, call, &known).await).await
        }
    };
    let entries = running.timeline(&replay).entries;
    // What comes before the first failure is of interest as far as it led there.
    let fails = |entry: &Entry| entry.who == "client" && !entry.what.contains(": status 200");
    let from = entries.iter().position(fails).unwrap_or_default().saturating_sub(TIMELINE / 3);
    let timeline = entries.iter().skip(from).take(TIMELINE).map(|entry| format!("  {entry}\n")).collect();
    let known = known.into_inner().unwrap_or_else(PoisonError::into_inner);
    let doubled = if running.simulated().is_none() || with_verifail { running.doubled().len() } else { 0 };
    Ok((Came { replay, doubled, known }, Some(timeline)))
}

/// One attempt, or as many as the diagnosis allows; the trust anchors are those that the client is given.
fn client(running: &RunningIncident, with_verifail: bool) -> Result<Client, Box<dyn std::error::Error>> {
    let anchors = Anchors::of(running.anchors().iter().cloned())?;
    let settings = TlsSettings::new().roots(Roots::None).anchors(anchors);
    let policy = if with_verifail { policy() } else { Policy::once() };
    let proxy = running.proxy().map(reqwest::Proxy::all).transpose()?;
    let client = Client::builder("VERIFAIL").settings(settings).policy(policy).mixed_fleet(with_verifail);
    let client = client.reqwest(move |client| {
        let client = client.pool_max_idle_per_host(0);
        proxy.iter().fold(client, |client, proxy| client.proxy(proxy.clone()))
    });
    Ok(client.build()?)
}

/// The usual one, with more attempts and shorter delays: the servers are on this machine.
fn policy() -> Policy {
    let usual = Policy::default().max_attempts(ATTEMPTS);
    let mut backoff = usual.backoff;
    (backoff.base, backoff.cap) = (Duration::from_millis(5), Duration::from_millis(100));
    usual.backoff(backoff)
}

async fn made(client: &Client, call: Call, known: &Mutex<Vec<(String, Diagnosis)>>) -> Result<Answer, String> {
    let response = match client.post(&call.url).body(call.body).send().await {
        Ok(response) => response,
        Err(error) => {
            // What a plain client prints: what is around it is this project's.
            let text = error.cause().and_then(|_| error.source()).map_or_else(|| error.to_string(), chain);
            let diagnosis = error.diagnosis().cloned().map(|diagnosis| (text.clone(), diagnosis));
            known.lock().unwrap_or_else(PoisonError::into_inner).extend(diagnosis);
            return Err(text);
        }
    };
    let attempts = Taken::of(response.extensions()).map_or(1, |taken| taken.attempts);
    let status = response.status().as_u16();
    let body = response.text().await.map_err(|error| chain(&error))?;
    Ok(Answer { status, body, attempts })
}

/// An error and its causes, as programs print them.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| (*error).source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

fn line(out: &mut String, label: &str, text: &str) {
    let label = styled(FAINT, format!("{label:<8}"));
    let _ = writeln!(out, "  {label} {}", wrapped(text, MARGIN));
}

fn text(incident: &Incident, without: &Came, with: &Came, timeline: Option<String>) -> String {
    let mut out = format!("{}: {}\n\n", styled(STRONG, incident.name), wrapped(incident.story, 0));
    line(&mut out, "without", &count(without));
    let mut told = Vec::new();
    for failure in without.replay.failures() {
        let known = without.known.iter().find(|(text, _)| text == failure).map(|(_, diagnosis)| diagnosis.clone());
        let diagnosis = known.unwrap_or_else(|| classify(&Evidence::text(failure)));
        // One text for each reason: texts of the same may differ by their times.
        if told.contains(&diagnosis.reason) {
            continue;
        }
        told.push(diagnosis.reason);
        line(&mut out, "said", &format!("\"{}\"", printable(failure)));
        line(&mut out, "reason", &reason(&diagnosis));
        line(&mut out, "plan", &plan(&diagnosis));
    }
    line(&mut out, "it was", incident.mechanism);
    line(&mut out, "remedy", incident.remedy);
    line(&mut out, "with", &count(with));
    if let Some(timeline) = timeline {
        let _ = write!(out, "\n{}\n{}", styled(STRONG, "the first failures, without"), printable_lines(&timeline));
    }
    out
}

fn printable_lines(text: &str) -> String {
    text.lines().map(|line| printable(line) + "\n").collect()
}

fn count(came: &Came) -> String {
    let (lost, calls) = (came.replay.failed(), came.replay.outcomes.len());
    let style = if lost == 0 { GOOD } else { BAD };
    let percent = came.replay.failure_rate() * 100.0;
    let lost = styled(style, format!("{lost} of {calls} calls lost"));
    format!("{lost} ({percent:.0} %), {} attempts, {} bodies sent twice", came.replay.attempts(), came.doubled)
}

fn reason(diagnosis: &Diagnosis) -> String {
    let excluded = match diagnosis.excludes.len() {
        0 => String::new(),
        excluded => format!("; it excludes {excluded} other reasons"),
    };
    let meaning = diagnosis.reason.map_or("something about TLS that no rule knows", verifail::Reason::meaning);
    format!("{}: {meaning}, {}{excluded}", diagnosis.code_of_reason(), diagnosis.hop.meaning())
}

/// What is decided after the first attempt.
fn plan(diagnosis: &Diagnosis) -> String {
    let attempt = Attempt::new(1, Duration::ZERO, u64::MAX).facts(Facts::default().sent(Sent::Nothing));
    let decision = decide(diagnosis, &attempt, &mut Memory::new(policy()));
    let advice = diagnosis.retry.meaning();
    match decision {
        Decision::Retry { connection, .. } => format!("{advice}: {connection}, nothing of the request was sent"),
        // A node that refuses says nothing about the others.
        Decision::Stop { .. } if diagnosis.hop == Hop::Direct && diagnosis.retry == RetryAdvice::Never => {
            format!("{advice}; a client that knows that nodes differ asks another one")
        }
        Decision::Stop { why } => format!("{advice}: {}", why.meaning()),
    }
}
