//! The report as a page: one file without anything from elsewhere, light or dark as its reader has it.

use std::fmt::Write as _;

use super::complexity::{self, Row};
use super::measurement::{Measurement, is_own};
use super::plot::{self, Bar, escape};

const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fdfdfc;--own:#0b6e4f;--peer:#8a94a6;--rule:#d5d8de}\
@media(prefers-color-scheme:dark){:root{--ink:#e8e6e3;--paper:#16181c;--own:#4cc38a;--peer:#6b7688;--rule:#343941}}\
body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:60rem;margin:2rem auto;padding:0 1rem}\
svg{max-width:100%;height:auto}svg text{font:12px system-ui,sans-serif;fill:var(--ink)}\
.own{fill:var(--own)}.peer{fill:var(--peer)}.axis{fill:none;stroke:var(--rule)}\
polyline{fill:none;stroke:var(--own);stroke-width:2}circle{fill:var(--own)}\
.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(200px,1fr));gap:1rem}figure{margin:0}\
figcaption{font-size:13px}.over{color:#c0392b;font-weight:600}\
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:13px}\
th,td{border-bottom:1px solid var(--rule);padding:.2rem .5rem;text-align:right}th:first-child,td:first-child{text-align:left}\
@media(max-width:40rem){body{margin:1rem auto}table{display:block;overflow-x:auto}}";

/// Groups of questions that share all but the last part of their name and have a peer among them.
pub(super) fn groups(measurement: &Measurement) -> Vec<(&str, Vec<(&str, f64)>)> {
    let mut groups: Vec<(&str, Vec<(&str, f64)>)> = Vec::new();
    for (name, figures) in measurement {
        let Some((group, subject)) = name.rsplit_once('/') else { continue };
        let value = (subject, figures.least() as f64);
        match groups.iter_mut().find(|(known, _)| *known == group) {
            Some((_, subjects)) => subjects.push(value),
            None => groups.push((group, vec![value])),
        }
    }
    groups.retain(|(_, subjects)| subjects.iter().any(|(subject, _)| *subject == "webpki"));
    groups
}

/// The page.
pub(super) fn html(revision: &str, measurement: &Measurement, families: &[Row]) -> String {
    let mut page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>verifail: what it costs</title><style>{STYLE}</style><h1>What it costs</h1>\
         <p>Revision <code>{}</code>. Instructions, which are the same on a busy machine; \
         what is ours is coloured, its peers are grey.</p>",
        escape(revision)
    );
    page.push_str("<h2>Beside peers</h2><p>Over rustls-webpki with the same provider; 1 is as many instructions.</p>");
    for (group, subjects) in groups(measurement) {
        let webpki = subjects.iter().find(|(subject, _)| *subject == "webpki").map_or(1.0, |(_, value)| *value);
        let bars: Vec<Bar> = subjects
            .iter()
            .map(|(subject, value)| Bar {
                label: (*subject).to_owned(),
                value: value / webpki,
                own: is_own(&format!("{group}/{subject}")) || *subject == "verifail-ring",
            })
            .collect();
        let _ = write!(page, "<h3>{}</h3>{}", escape(group), plot::bars(group, " ×", &bars, 4.0));
    }
    page.push_str(
        "<h2>Growth</h2><p>Instructions of adversarial families from 8 to 128, both axes logarithmic, \
         with the steepest slope and its bound.</p><div class=\"grid\">",
    );
    for row in families {
        let [.., points] = &row.points;
        let (slopes, over) = (row.slopes(), row.over());
        let class = if over.is_empty() { "" } else { " class=\"over\"" };
        let _ = write!(
            page,
            "<figure>{}<figcaption{class}>{}<br>{:.2} ≤ {}</figcaption></figure>",
            plot::growth(&row.name, points),
            escape(&row.name),
            slopes.last().copied().unwrap_or_default().max(0.0),
            row.bounds.last().copied().unwrap_or_default()
        );
    }
    let _ = write!(page, "</div><p>Costs that are bounded: {}.</p>", complexity::COSTS.join(", "));
    page.push_str(
        "<h2>Every figure</h2><table><tr><th>question<th>instructions<th>allocations<th>signatures<th>steps<th>comparisons",
    );
    for (name, figures) in measurement {
        let _ = write!(
            page,
            "<tr><td>{}<td>{}<td>{}<td>{}<td>{}<td>{}",
            escape(name),
            figures.least(),
            figures.allocations,
            figures.signatures,
            figures.steps,
            figures.comparisons
        );
    }
    page + "</table></html>\n"
}

#[cfg(test)]
mod tests {
    use std::process::{Command, Stdio};

    use super::super::measurement::Figures;
    use super::*;

    fn sample() -> String {
        let question =
            |name: &str, count| (name.to_owned(), Figures { instructions: vec![count], ..Figures::default() });
        html("abc<1>", &vec![question("accept/p256/webpki", 100), question("accept/p256/verifail", 102)], &[])
    }

    #[test]
    fn the_page_needs_nothing_from_elsewhere() {
        let page = sample();
        assert!(!page.contains("http") && !page.contains("<script") && page.contains("prefers-color-scheme:dark"));
        assert!(page.contains("abc&lt;1&gt;") && page.contains("1.020 ×"));
    }

    /// Skipped, aloud, where chromium is not installed.
    #[test]
    fn a_browser_shows_the_page() {
        let Ok(directory) = tempfile::tempdir() else { return };
        let file = directory.path().join("report.html");
        assert!(std::fs::write(&file, sample()).is_ok());
        let mut chromium = Command::new("chromium");
        chromium.args(["--headless", "--no-sandbox", "--disable-gpu", "--timeout=10000", "--dump-dom"]);
        chromium.arg(format!("--user-data-dir={}", directory.path().join("profile").display()));
        chromium.arg(format!("file://{}", file.display())).stdin(Stdio::null()).stderr(Stdio::null());
        let Ok(output) = chromium.output() else {
            let _ = std::io::Write::write_all(&mut std::io::stderr(), b"SKIPPED: apt-get install chromium\n");
            return;
        };
        let shown = String::from_utf8_lossy(&output.stdout);
        assert!(shown.contains("<rect class=\"own\"") && shown.contains("1.020 ×"), "{shown}");
    }
}
