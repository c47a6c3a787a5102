//! A report as one HTML file. It holds no script, and its policy forbids to load or send anything.

use std::fmt::Write as _;

use verifail::hypothesis::{CauseReport, GroundsReport};

use super::{Page, drawing};

/// The style: two schemes of the same names, each with a contrast of at least 4.5 to its ground.
const STYLE: &str = "\
:root{color-scheme:light dark;--ground:#fff;--text:#1b1f24;--faint:#57606a;--line:#d0d7de;--panel:#f6f8fa;\
--bad:#b3261e;--open:#8a5300;--good:#1a6b37;--out:#6a737d}\
@media(prefers-color-scheme:dark){:root{--ground:#0d1117;--text:#e6edf3;--faint:#9da7b1;--line:#30363d;--panel:#161b22;\
--bad:#ff8a80;--open:#e3b341;--good:#56d364;--out:#8b949e}}\
body{background:var(--ground);color:var(--text);font:16px/1.5 system-ui,sans-serif;max-width:58rem;margin:0 auto;padding:1rem}\
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem;border-bottom:1px solid var(--line)}\
.verdict{border:1px solid var(--line);border-left:.4rem solid var(--open);background:var(--panel);padding:.7rem 1rem;font-weight:600}\
.verdict.entailed{border-left-color:var(--bad)}.faint,small{color:var(--faint)}\
code,pre{font-family:ui-monospace,monospace;font-size:.9em}pre{background:var(--panel);border:1px solid var(--line);padding:.7rem;\
overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere}\
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.35rem .5rem;border-bottom:1px solid var(--line)}\
td.state{white-space:nowrap;font-weight:600}.entailed{color:var(--bad)}.open{color:var(--open)}.excluded{color:var(--out)}\
svg{width:100%;height:auto;display:block}svg text{fill:var(--text);font:13px system-ui,sans-serif}\
svg text.entailed{fill:var(--bad)}svg text.open{fill:var(--open)}svg text.excluded{fill:var(--out)}svg text.faint{fill:var(--faint)}\
.station{fill:var(--panel);stroke:var(--faint)}.station.entailed{stroke:var(--bad);stroke-width:3}\
.hop{stroke-width:4;stroke:var(--open)}.hop.entailed{stroke:var(--bad);stroke-width:7}.hop.excluded{stroke:var(--out);stroke-dasharray:3 7;stroke-width:2}\
rect.bad{fill:var(--bad)}rect.good{fill:var(--good)}ul{margin:.2rem 0;padding-left:1.2rem}";

/// Text as it may stand between tags and in attributes.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

pub(super) fn text(page: &Page) -> String {
    let report = &page.assessment;
    let title = page.host.as_deref().map_or("a TLS failure".to_owned(), |host| page.safe(host));
    let title = escaped(&format!("Diagnosis of {title}"));
    let class = if report.conclusion.is_some() { "verdict entailed" } else { "verdict" };
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<link rel=\"icon\" href=\"data:,\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p class=\"{class}\">{}</p>\n",
        escaped(&page.conclusion()),
    );
    let _ = write!(out, "<h2>Where</h2>\n{}", drawing::path(page));
    places(&mut out, page);
    next(&mut out, page);
    let _ = writeln!(out, "<h2>Why</h2>\n<table>\n<tr><th>state</th><th>share</th><th>cause</th></tr>");
    for cause in report.causes.iter().filter(|cause| cause.state != "excluded") {
        left(&mut out, page, cause);
    }
    out.push_str("</table>\n");
    struck(&mut out, page);
    let timeline = drawing::timeline(page);
    if !timeline.is_empty() {
        let _ = write!(out, "<h2>What passed and what failed</h2>\n{timeline}");
    }
    evidence(&mut out, page);
    let _ =
        write!(out, "<p><small>{}; secrets are left out</small></p>\n</body>\n</html>\n", escaped(&page.written_by));
    out
}

fn grounds(page: &Page, list: &[GroundsReport]) -> String {
    let mut items: Vec<String> = Vec::new();
    for one in list {
        let source = if one.source.is_empty() {
            String::new()
        } else {
            format!(" <small>({})</small>", escaped(&page.safe(&one.source)))
        };
        let item = format!("<li>{}{source}</li>", escaped(&page.safe(&one.what)));
        if !items.contains(&item) {
            items.push(item);
        }
    }
    if items.is_empty() { String::new() } else { format!("<ul>{}</ul>", items.concat()) }
}

fn places(out: &mut String, page: &Page) {
    out.push_str("<table>\n");
    for place in &page.assessment.places {
        let why = if place.state == "excluded" { &place.excluded_by } else { &place.supported_by };
        let _ = writeln!(
            out,
            "<tr><td class=\"state {0}\">{0}</td><td>{1}{2}</td></tr>",
            place.state,
            escaped(place.meaning),
            grounds(page, why),
        );
    }
    out.push_str("</table>\n");
}

fn left(out: &mut String, page: &Page, cause: &CauseReport) {
    let mut more = grounds(page, &cause.supported_by);
    if cause.state == "entailed" {
        let remedies: String = cause.remedies.iter().map(|remedy| format!("<li>{}</li>", escaped(remedy))).collect();
        let _ = write!(more, "<p>To do:</p><ul>{remedies}</ul><p>Retry: <code>{}</code></p>", cause.retry);
    }
    let _ = writeln!(
        out,
        "<tr><td class=\"state {0}\">{0}</td><td>{1:.0} %</td><td><code>{2}</code>: {3}{more}</td></tr>",
        cause.state,
        cause.share * 100.0,
        cause.code,
        escaped(cause.meaning),
    );
}

fn struck(out: &mut String, page: &Page) {
    let struck: Vec<_> = page.assessment.causes.iter().filter(|cause| cause.state == "excluded").collect();
    if struck.is_empty() {
        return;
    }
    out.push_str("<h2>Struck out</h2>\n<table>\n");
    for cause in struck {
        let _ = writeln!(
            out,
            "<tr><td class=\"state excluded\"><del>{}</del></td><td>{}{}</td></tr>",
            cause.code,
            escaped(cause.meaning),
            grounds(page, &cause.excluded_by),
        );
    }
    out.push_str("</table>\n");
}

fn next(out: &mut String, page: &Page) {
    let Some(test) = &page.assessment.next_test else { return };
    let _ = write!(
        out,
        "<h2>The next test</h2>\n<pre>{}</pre>\n<p>{}</p>\n<ul>",
        escaped(&page.safe(&test.command)),
        escaped(test.look)
    );
    for (_, meaning, left) in &test.results {
        let left =
            if left.is_empty() { "contradicts the rest".to_owned() } else { format!("leaves {}", left.join(", ")) };
        let _ = write!(out, "<li>{}: {}</li>", escaped(meaning), escaped(&left));
    }
    out.push_str("</ul>\n");
}

fn evidence(out: &mut String, page: &Page) {
    out.push_str("<h2>Evidence</h2>\n");
    for piece in &page.evidence {
        let _ = write!(
            out,
            "<p><b>{}</b> <small>{}</small></p>\n<pre>{}</pre>\n",
            escaped(&page.safe(&piece.source)),
            piece.kind,
            // Lines stay lines; the rest of what steers is escaped.
            piece.shown.lines().map(|line| escaped(&page.safe(line))).collect::<Vec<_>>().join("\n"),
        );
    }
}
