//! A report as Markdown, for an issue. What comes from outside stands in code, where it is no markup.

use std::fmt::Write as _;

use verifail::hypothesis::GroundsReport;

use super::Page;

pub(super) fn text(page: &Page) -> String {
    let report = &page.assessment;
    let mut out = format!("# TLS diagnosis\n\n**{}**\n\n## Where\n\n", plain(&page.conclusion()));
    for place in &report.places {
        let why = if place.state == "excluded" { &place.excluded_by } else { &place.supported_by };
        let name = if place.state == "excluded" { format!("~~{}~~", place.meaning) } else { place.meaning.to_owned() };
        let _ = writeln!(out, "- {}: {name}{}", place.state, grounds(page, why));
    }
    out.push_str("\n## Why\n\n| state | share | cause | because |\n|---|---|---|---|\n");
    for cause in report.causes.iter().filter(|cause| cause.state != "excluded") {
        let _ = writeln!(
            out,
            "| {} | {:.0} % | `{}`: {} | {} |",
            cause.state,
            cause.share * 100.0,
            cause.code,
            plain(cause.meaning),
            grounds(page, &cause.supported_by).trim_start_matches(": "),
        );
    }
    if let Some(cause) = report.causes.iter().find(|cause| cause.state == "entailed") {
        out.push_str("\nTo do:\n\n");
        for remedy in &cause.remedies {
            let _ = writeln!(out, "- {}", plain(remedy));
        }
        let _ = writeln!(out, "- retry: {}", cause.retry);
    }
    out.push_str("\n## Struck out\n\n");
    for cause in report.causes.iter().filter(|cause| cause.state == "excluded") {
        let _ = writeln!(out, "- ~~`{}`~~ {}{}", cause.code, plain(cause.meaning), grounds(page, &cause.excluded_by));
    }
    if let Some(test) = &report.next_test {
        let _ = write!(out, "\n## The next test\n\n{}\n{}\n\n", fenced(&page.safe(&test.command)), plain(test.look));
        for (_, meaning, left) in &test.results {
            let _ = writeln!(
                out,
                "- {}: leaves {}",
                plain(meaning),
                if left.is_empty() { "nothing".to_owned() } else { left.join(", ") }
            );
        }
    }
    out.push_str("\n## Evidence\n\n");
    for piece in &page.evidence {
        let shown: Vec<_> = piece.shown.lines().map(|line| page.safe(line)).collect();
        let _ = write!(out, "{} ({}):\n\n{}\n", code(&page.safe(&piece.source)), piece.kind, fenced(&shown.join("\n")));
    }
    let _ = writeln!(out, "{}; secrets are left out", page.written_by);
    out
}

fn grounds(page: &Page, list: &[GroundsReport]) -> String {
    let mut told: Vec<String> = Vec::new();
    for one in list {
        let source =
            if one.source.is_empty() { String::new() } else { format!(" ({})", code(&page.safe(&one.source))) };
        let text = format!("{}{source}", plain(&page.safe(&one.what)));
        if !told.contains(&text) {
            told.push(text);
        }
    }
    told.truncate(3);
    if told.is_empty() { String::new() } else { format!(": {}", told.join("; ")) }
}

/// Text without anything that Markdown or HTML would read.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '@' => out.push_str("@\u{200b}"),
            c => out.push(c),
        }
    }
    out
}

fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'").replace('|', "/"))
}

/// Behind a fence that the text does not close.
fn fenced(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}text\n{text}\n{fence}\n")
}
