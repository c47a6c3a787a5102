//! Facts of rows: of each by itself, and of two that differ in one thing.
//!
//! Failures that are one failure have a hop in common: what a failing call does not pass is not where it fails. A call
//! that passes speaks for the hops that it passes only where the failure is a steady one, or the call was repeated
//! often enough that passing by luck is unlikely.

use std::collections::BTreeSet;

use super::assess::PLACES;
use super::case::Seen;
use super::observation::{Ended, Observation};
use super::{Fact, Grounds, Said, interceptor};
use crate::taxonomy::{Hop, Layer};

/// Calls that, all failing, are taken to fail always.
const MANY: u64 = 10;
/// The chance of passing by luck below which passing means something.
const LUCK: f64 = 0.02;
/// The rate of a failure that comes and goes, where nobody counted: one in ten.
const USUAL_RATE: f64 = 0.1;

pub(super) fn add(rows: &[Observation], seen: &mut Seen) {
    if rows.is_empty() {
        return;
    }
    let table = Table::of(rows, seen);
    table.said(seen);
    table.frequency(seen);
    table.options(seen);
    table.clients(seen);
    table.places(seen);
    table.presented(seen);
    table.hosts(seen);
    table.routes(seen);
}

struct Table<'r> {
    rows: &'r [Observation],
    bad: Vec<&'r Observation>,
    good: Vec<&'r Observation>,
    /// It comes and goes: how often, in one call.
    rate: Option<f64>,
    /// Somebody else than the client refuses: what clients have and are told makes no difference.
    is_later: bool,
}

impl<'r> Table<'r> {
    fn of(rows: &'r [Observation], seen: &Seen) -> Self {
        let bad: Vec<_> = rows.iter().filter(|row| row.is_bad()).collect();
        let good: Vec<_> = rows.iter().filter(|row| row.is_good()).collect();
        let upstream = |hop: Hop| matches!(hop, Hop::ProxyToUpstream | Hop::OriginToUpstream);
        let said_later = seen.said.iter().filter_map(Said::hop).any(upstream);
        let row_later = bad.iter().any(|row| {
            let by_words = matches!(&row.ended, Ended::Failed(Some(diagnosis)) if upstream(diagnosis.hop));
            by_words || row.insecure && is_about_certificate(row, seen)
        });
        let rate = Self::rate(&bad, &good);
        Self { rows, bad, good, rate, is_later: said_later || row_later }
    }

    /// How often it fails where it comes and goes.
    fn rate(bad: &[&Observation], good: &[&Observation]) -> Option<f64> {
        let same = |one: &Observation, other: &Observation| {
            one.place() == other.place()
                && one.client == other.client
                && one.endpoint == other.endpoint
                && settings(one) == settings(other)
        };
        let mixed = bad.iter().any(|row| row.is_mixed() || good.iter().any(|other| same(row, other)));
        let counts = bad.iter().filter_map(|row| Some((row.failed?, row.runs?)));
        let (failed, runs) = counts.fold((0, 0), |(failed, runs), (more, calls)| (failed + more, runs + calls));
        let counted = if runs > 0 { failed as f64 / runs as f64 } else { USUAL_RATE };
        mixed.then_some(counted)
    }

    /// Whether that this row passed says more than that it was lucky.
    fn tells(&self, good: &Observation) -> bool {
        let Some(rate) = self.rate else { return true };
        let runs = i32::try_from(good.runs.unwrap_or(1)).unwrap_or(i32::MAX);
        (1.0 - rate).powi(runs) < LUCK
    }

    fn said(&self, seen: &mut Seen) {
        for row in &self.bad {
            if let Ended::Failed(Some(diagnosis)) = &row.ended {
                let said = Said { diagnosis: (**diagnosis).clone(), source: row.source.clone() };
                if !seen.said.iter().any(|other| other.diagnosis == said.diagnosis) {
                    seen.said.push(said);
                }
            }
            if row.status.is_some_and(|status| status >= 400) {
                seen.add(Fact::ResponseReceived, "a response with a status came", &row.source);
            }
            if row.sandboxed {
                seen.add(Fact::Sandboxed, "it fails in a sandbox", &row.source);
            }
            if row.route.has_proxy() {
                seen.add(Fact::ThroughProxy, format!("the way is {}", row.route), &row.source);
            }
            if let Some(product) = row.issuer.as_deref().and_then(interceptor) {
                seen.add(Fact::KnownInterceptor, format!("the issuer is {product}"), &row.source);
            }
        }
    }

    fn frequency(&self, seen: &mut Seen) {
        if self.rate.is_some() {
            let first = self.bad.iter().find(|row| row.is_mixed()).or(self.bad.first());
            if let Some(row) = first {
                seen.add(Fact::Intermittent, "the same call passes and fails", &row.source);
            }
            return;
        }
        let runs: u64 = self.bad.iter().map(|row| row.runs.unwrap_or(1)).sum();
        if let Some(row) = self.bad.first().filter(|_| runs >= MANY) {
            seen.add(Fact::Permanent, format!("{runs} of {runs} calls fail"), &row.source);
        }
    }

    /// What a client is told makes a difference, or none.
    fn options(&self, seen: &mut Seen) {
        let unverified: Vec<_> =
            self.bad.iter().filter(|row| row.insecure && is_about_certificate(row, seen)).collect();
        for row in unverified {
            let who = row.client.as_deref().unwrap_or("a client");
            let what = format!("{who} verifies nothing, and it fails the same");
            seen.add(Fact::InsecureFails, what, &row.source);
        }
        let fails_verified = self.bad.iter().any(|row| !row.insecure);
        for row in &self.good {
            if row.insecure && fails_verified && self.tells(row) && self.fails_at(row) {
                seen.add(Fact::InsecurePasses, "it passes where the client verifies nothing", &row.source);
            }
            if row.unresumed && self.fails_at(row) && self.tells(row) {
                let runs = row.runs.unwrap_or(1);
                seen.add(Fact::PassesUnresumed, format!("{runs} of {runs} pass without resumption"), &row.source);
            }
            if row.own_anchors && !self.is_later && self.fails_at(row) && self.tells(row) {
                seen.add(Fact::OwnAnchorsPass, "it passes with a CA bundle of its own", &row.source);
            }
        }
        if !self.is_later {
            for row in self.bad.iter().filter(|row| row.own_anchors) {
                seen.add(Fact::OwnAnchorsFail, "it fails with a CA bundle of its own too", &row.source);
            }
        }
    }

    /// Whether something fails in the same place.
    fn fails_at(&self, good: &Observation) -> bool {
        self.bad.iter().any(|row| row.place() == good.place() && (row.host == good.host || good.host.is_none()))
    }

    fn clients(&self, seen: &mut Seen) {
        if self.is_later {
            return;
        }
        let plain = |row: &&&Observation| !row.insecure && !row.own_anchors;
        for row in self.good.iter().filter(plain) {
            let others = self.bad.iter().any(|bad| {
                bad.client.is_some()
                    && row.client.is_some()
                    && bad.client != row.client
                    && bad.place() == row.place()
                    && bad.host == row.host
            });
            if others && self.tells(row) {
                let who = row.client.as_deref().unwrap_or_default();
                seen.add(Fact::OtherClientPasses, format!("{who} passes in the same place"), &row.source);
            }
        }
        let failing: BTreeSet<_> = self.bad.iter().filter_map(|row| row.client.as_deref()).collect();
        let passing = self.good.iter().filter(plain).any(|row| self.fails_at(row));
        if let Some(row) = self.bad.last().filter(|_| failing.len() > 2 && !passing) {
            let who = failing.into_iter().collect::<Vec<_>>().join(", ");
            seen.add(Fact::AllClientsFail, format!("{who} fail"), &row.source);
        }
    }

    fn places(&self, seen: &mut Seen) {
        for row in self.good.iter().filter(|row| !row.insecure && self.tells(row)) {
            let elsewhere = self.bad.iter().any(|bad| {
                bad.vantage.is_some()
                    && row.vantage.is_some()
                    && bad.vantage != row.vantage
                    && bad.host == row.host
                    && (bad.client == row.client || bad.client.is_none() || row.client.is_none())
            });
            if elsewhere {
                let place = row.vantage.as_deref().unwrap_or_default();
                seen.add(Fact::PassesElsewhere, format!("it passes from {place}"), &row.source);
            }
            let bypasses = row.route.is_known() && !row.route.has_proxy();
            let proxied = self.bad.iter().any(|bad| bad.route.has_proxy() && bad.client == row.client);
            if bypasses && proxied {
                seen.add(Fact::BypassPasses, format!("it passes by the way {}", row.route), &row.source);
            }
        }
        let proxied = self.bad.iter().any(|row| row.route.has_proxy());
        let bypassing = self.bad.iter().find(|row| row.route.is_known() && !row.route.has_proxy());
        if let Some(row) = bypassing.filter(|_| proxied) {
            seen.add(Fact::BypassFails, format!("it fails by the way {} too", row.route), &row.source);
        }
    }

    /// What was presented where it fails, beside what was presented elsewhere.
    fn presented(&self, seen: &mut Seen) {
        let with: Vec<_> = self.rows.iter().filter(|row| row.end_entity.is_some()).collect();
        let fails: BTreeSet<_> = self.bad.iter().map(|row| row.place()).collect();
        for (at, one) in with.iter().enumerate() {
            for other in with.iter().skip(at + 1).filter(|other| other.host == one.host) {
                let source = format!("{} beside {}", one.source, other.source);
                let equal = equal(one.end_entity.as_deref(), other.end_entity.as_deref());
                if one.place() == other.place() {
                    if !equal {
                        seen.add(Fact::SeveralCertificates, "different certificates in one place", source);
                    }
                    continue;
                }
                // Where it fails in both places, somebody may sit in front of both.
                if !fails.is_empty() && fails.contains(&one.place()) && fails.contains(&other.place()) {
                    continue;
                }
                let issuers = (one.issuer.as_deref(), other.issuer.as_deref());
                let same_issuer = matches!(issuers, (Some(one), Some(other)) if one.eq_ignore_ascii_case(other));
                let (fact, what) = match (equal, same_issuer) {
                    (true, _) => (Fact::EndEntitySame, "the fingerprints are equal"),
                    (false, true) => {
                        (Fact::EndEntityOfSameIssuer, "the fingerprints differ, and the issuer is the same")
                    }
                    (false, false) => (Fact::EndEntityDiffers, "the fingerprints differ"),
                };
                seen.add(fact, what, source);
            }
        }
    }

    fn hosts(&self, seen: &mut Seen) {
        if self.is_later {
            return;
        }
        let failing: BTreeSet<_> = self.bad.iter().filter_map(|row| row.host.as_deref()).collect();
        for row in self.good.iter().filter(|row| !row.insecure && self.tells(row)) {
            let unrelated = row.host.as_deref().filter(|host| !failing.is_empty() && !failing.contains(host));
            let here = self.bad.iter().any(|bad| bad.place() == row.place() && bad.client == row.client);
            if let Some(host) = unrelated.filter(|_| here) {
                seen.add(Fact::OtherHostsPass, format!("{host} passes"), &row.source);
            }
        }
        if let Some(row) =
            self.bad.last().filter(|_| failing.len() > 2 && self.good.iter().all(|row| row.host.is_none()))
        {
            seen.add(Fact::EveryHostFails, format!("{} hosts fail", failing.len()), &row.source);
        }
    }

    /// Hops that not every failing call passes, and hops that calls pass which do not fail.
    fn routes(&self, seen: &mut Seen) {
        let known: Vec<_> = self.bad.iter().filter(|row| row.route.is_known()).collect();
        let Some(longest) = known.iter().max_by_key(|row| row.route.stations().len()) else { return };
        for hop in PLACES.into_iter().filter(|hop| *hop != Hop::Local) {
            let on = |row: &Observation| row.route.hops().iter().any(|hops| hops.contains(&hop));
            // A hop that no row has is not spoken of.
            let spoken_of = self.rows.iter().any(|row| row.route.is_known() && on(row));
            if let Some(row) = known.iter().find(|row| !on(row)).filter(|_| spoken_of) {
                let what = format!("{} fails the same, and is not on that hop: {}", call(row), row.route);
                seen.not_at.push((hop, Grounds { what, source: row.source.clone() }));
                continue;
            }
            // The client's own hop depends on the client: only later ones are the same for all that pass them.
            let edges: Vec<_> = longest.route.edges().into_iter().zip(longest.route.hops()).skip(1).collect();
            let mut of_hop = edges.iter().filter(|(_, hops)| hops.contains(&hop)).peekable();
            if of_hop.peek().is_none() || matches!(hop, Hop::Direct | Hop::ClientToProxy) {
                continue;
            }
            let witness = |edge: &(String, String)| {
                self.good.iter().find(|row| {
                    self.tells(row) && !row.unresumed && row.host == longest.host && row.route.edges().contains(edge)
                })
            };
            let witnesses: Option<Vec<_>> = of_hop.map(|(edge, _)| witness(edge)).collect();
            if let Some(row) = witnesses.and_then(|rows| rows.into_iter().next()) {
                let what = format!("{} takes that hop, and passes: {}", call(row), row.route);
                seen.not_at.push((hop, Grounds { what, source: row.source.clone() }));
            }
        }
    }
}

/// What a client is told.
fn settings(row: &Observation) -> (bool, bool, bool) {
    (row.insecure, row.own_anchors, row.unresumed)
}

fn call(row: &Observation) -> String {
    let parts = [row.client.as_deref(), row.endpoint.as_deref()];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    if text.is_empty() { "a call".to_owned() } else { text }
}

/// Whether a row, or the case where the row has no words, tells of a certificate that was refused.
fn is_about_certificate(row: &Observation, seen: &Seen) -> bool {
    match &row.ended {
        Ended::Failed(Some(diagnosis)) => diagnosis.layer() == Some(Layer::Certificate),
        _ => seen.said.iter().any(|said| said.diagnosis.layer() == Some(Layer::Certificate)),
    }
}

/// Fingerprints may be given by their first digits.
fn equal(one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.starts_with(other) || other.starts_with(one),
        _ => false,
    }
}
