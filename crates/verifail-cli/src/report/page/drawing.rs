//! The path and the timeline as SVG, to stand inline in a page: no script, no font, no reference to anything outside.
//! Colours are classes of the page, so that they follow its scheme.

use std::fmt::Write as _;

use verifail::capture::Capture;
use verifail::hypothesis::{Case, Observation};

use super::Page;
use super::html::escaped;

/// Cells of a lane: more samples than that share one.
const CELLS: usize = 60;
/// Lanes that are drawn.
const MAX_LANES: usize = 12;
/// Stations that are drawn.
const MAX_STATIONS: usize = 6;
/// Characters of a label.
const MAX_LABEL: usize = 18;

/// What was seen in one place, in the order in which it was.
pub(super) struct Lane {
    label: String,
    /// How many passed and failed.
    cells: Vec<(u64, u64)>,
}

/// Lanes of captures, and of tables.
pub(super) fn lanes(case: &Case) -> Vec<Lane> {
    let captures = case.captures().iter().map(of_capture);
    let rows = of_rows(case.observations());
    captures.chain(rows).take(MAX_LANES).collect()
}

fn of_capture(capture: &Capture) -> Lane {
    let last = capture.samples.iter().map(|sample| sample.after_ms).max().unwrap_or_default();
    let many = capture.samples.len().min(CELLS);
    let mut cells = vec![(0, 0); many];
    for (at, sample) in capture.samples.iter().enumerate() {
        // By time where samples have one, else by their order.
        let part =
            if last > 0 { sample.after_ms as f64 / last as f64 } else { at as f64 / capture.samples.len() as f64 };
        let cell = ((part * many as f64) as usize).min(many.saturating_sub(1));
        if let Some((passed, failed)) = cells.get_mut(cell) {
            *(if sample.is_bad() { failed } else { passed }) += 1;
        }
    }
    Lane { label: format!("{} ({:.1} s)", capture.vantage, last as f64 / 1000.0), cells }
}

/// A lane a table: rows of one source have the name before their number in common.
fn of_rows(rows: &[Observation]) -> Vec<Lane> {
    let mut lanes: Vec<Lane> = Vec::new();
    for row in rows {
        let label = row.source.rsplit_once(' ').map_or(row.source.as_str(), |(name, _)| name);
        let failed = match (row.is_bad(), row.failed, row.runs) {
            (true, Some(failed), _) => failed,
            (true, None, _) if row.is_mixed() => 1,
            (true, None, runs) => runs.unwrap_or(1),
            (false, ..) => 0,
        };
        let passed = match (row.is_good(), row.is_mixed()) {
            (true, _) => row.runs.unwrap_or(1),
            (false, true) => row.runs.map_or(1, |runs| runs.saturating_sub(failed)),
            (false, false) => 0,
        };
        match lanes.last_mut().filter(|lane| lane.label == label) {
            Some(lane) if lane.cells.len() < CELLS => lane.cells.push((passed, failed)),
            Some(_) => {}
            None => lanes.push(Lane { label: label.to_owned(), cells: vec![(passed, failed)] }),
        }
    }
    lanes
}

/// The stations of the way with what is left of each hop.
pub(super) fn path(page: &Page) -> String {
    let (stations, hops) = stations(page);
    let (step, width) = (200, 60 + 200 * stations.len());
    let mut out = format!(
        "<svg viewBox=\"0 0 {width} 130\" role=\"img\" aria-label=\"the path of the call, and what is left of each hop\">\n"
    );
    for (at, hop) in hops.iter().enumerate() {
        let state = state(page, hop);
        let (from, to) = (30 + at * step + 130, 30 + (at + 1) * step);
        let _ = writeln!(
            out,
            "<line class=\"hop {state}\" x1=\"{from}\" y1=\"50\" x2=\"{to}\" y2=\"50\"/>\
             <text class=\"{state}\" x=\"{}\" y=\"98\" text-anchor=\"middle\">{}</text>\
             <text class=\"{state}\" x=\"{}\" y=\"118\" text-anchor=\"middle\">{state}</text>",
            (from + to) / 2,
            hop.first().copied().unwrap_or_default(),
            (from + to) / 2,
        );
    }
    for (at, station) in stations.iter().enumerate() {
        let x = 30 + at * step;
        let local = if at == 0 { state(page, &["local"]) } else { "" };
        let _ = writeln!(
            out,
            "<rect class=\"station {local}\" x=\"{x}\" y=\"28\" width=\"130\" height=\"44\" rx=\"8\"/>\
             <text x=\"{}\" y=\"55\" text-anchor=\"middle\">{}</text>",
            x + 65,
            escaped(&label(&page.safe(station))),
        );
        if at == 0 {
            let _ = writeln!(
                out,
                "<text class=\"{local}\" x=\"{}\" y=\"18\" text-anchor=\"middle\">local: {local}</text>",
                x + 65
            );
        }
    }
    out.push_str("</svg>\n");
    out
}

/// The way that rows name; where none does, the one that the places imply.
fn stations(page: &Page) -> (Vec<String>, Vec<Vec<&'static str>>) {
    let names: Vec<String> = page.stations.iter().take(MAX_STATIONS).cloned().collect();
    if names.len() > 1 {
        let is_proxy = |name: &str| {
            let name = name.to_ascii_lowercase();
            ["proxy", "gateway", "envoy", "nginx", "egress", "ingress", "mesh", "cdn"]
                .iter()
                .any(|word| name.contains(word))
        };
        let hops = names.iter().take(names.len() - 1).enumerate().map(|(at, name)| match at {
            0 => vec!["direct", "client-to-proxy"],
            _ if is_proxy(name) => vec!["proxy-to-upstream"],
            _ => vec!["origin-to-upstream"],
        });
        return (names.clone(), hops.collect());
    }
    let open = |hop: &str| state(page, &[hop]) != "excluded";
    let server = page.host.clone().unwrap_or_else(|| "server".to_owned());
    if open("proxy-to-upstream") || open("client-to-proxy") {
        let stations = vec!["client".to_owned(), "proxy".to_owned(), server, "its upstream".to_owned()];
        return (
            stations,
            vec![vec!["direct", "client-to-proxy"], vec!["proxy-to-upstream"], vec!["origin-to-upstream"]],
        );
    }
    let stations = vec!["client".to_owned(), server, "its upstream".to_owned()];
    (stations, vec![vec!["direct"], vec!["origin-to-upstream"]])
}

/// What is left of the places that a hop may be: the most that is left of any.
fn state(page: &Page, hops: &[&str]) -> &'static str {
    let states = page.assessment.places.iter().filter(|place| hops.contains(&place.hop)).map(|place| place.state);
    let states: Vec<_> = states.collect();
    ["entailed", "open"].into_iter().find(|state| states.contains(state)).unwrap_or("excluded")
}

fn label(text: &str) -> String {
    let cut: String = text.chars().take(MAX_LABEL).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}

/// What passed and what failed, a lane a place.
pub(super) fn timeline(page: &Page) -> String {
    if page.lanes.is_empty() {
        return String::new();
    }
    let height = 20 + page.lanes.len() * 62;
    let mut out = format!(
        "<svg viewBox=\"0 0 860 {height}\" role=\"img\" aria-label=\"what passed and what failed, in the order in which it was seen\">\n"
    );
    for (at, lane) in page.lanes.iter().enumerate() {
        let top = 10 + at * 62;
        let (passed, failed) = lane.cells.iter().fold((0, 0), |(p, f), (passed, failed)| (p + passed, f + failed));
        let name = page.safe(&lane.label);
        let _ = writeln!(
            out,
            "<text x=\"10\" y=\"{}\">{}</text><text class=\"faint\" x=\"850\" y=\"{}\" text-anchor=\"end\">{passed} passed, {failed} failed</text>",
            top + 12,
            escaped(&name),
            top + 12,
        );
        let width = (840.0 / lane.cells.len().max(1) as f64).min(40.0);
        for (cell, (passed, failed)) in lane.cells.iter().enumerate() {
            let total = passed + failed;
            if total == 0 {
                continue;
            }
            let x = 10.0 + cell as f64 * width;
            let bad = 32.0 * *failed as f64 / total as f64;
            let y = (top + 18) as f64;
            for (class, y, height) in [("bad", y, bad), ("good", y + bad, 32.0 - bad)] {
                if height > 0.0 {
                    let _ = write!(
                        out,
                        "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{height:.1}\"/>",
                        (width - 1.5).max(1.0),
                    );
                }
            }
        }
        out.push('\n');
    }
    out.push_str("</svg>\n");
    out
}
