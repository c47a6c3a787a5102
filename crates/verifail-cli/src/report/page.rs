//! A report to paste into an issue or to attach to it: Markdown, JSON or HTML, in one file, without secrets.

mod drawing;
mod html;
mod markdown;

use std::path::Path;

use serde::Serialize;
use verifail::classification::redact;
use verifail::hypothesis::{Assessment, AssessmentReport};

use crate::command::diagnose::names;
use crate::evidence::Collected;
use crate::failure::{Failure, printable};
use crate::report::json;

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Html,
    Json,
    Markdown,
}

impl Form {
    /// By a file's name.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "htm" | "html" => Some(Self::Html),
            "json" => Some(Self::Json),
            "markdown" | "md" => Some(Self::Markdown),
            _ => None,
        }
    }
}

/// What every form shows. Every text in it went through redaction.
#[derive(Serialize)]
pub(super) struct Page {
    /// What wrote it.
    written_by: String,
    #[serde(flatten)]
    assessment: AssessmentReport,
    /// The pieces of evidence.
    evidence: Vec<Shown>,
    #[serde(skip)]
    host: Option<String>,
    /// The stations of the longest way that is known; empty where none is.
    #[serde(skip)]
    stations: Vec<String>,
    #[serde(skip)]
    lanes: Vec<drawing::Lane>,
    #[serde(skip)]
    hides_identities: bool,
}

#[derive(Serialize)]
struct Shown {
    kind: &'static str,
    source: String,
    shown: String,
}

impl Page {
    fn new(collected: &Collected, assessment: &Assessment, hides_identities: bool) -> Self {
        let evidence = collected.pieces.iter().map(|piece| Shown {
            kind: piece.kind,
            source: piece.source.clone(),
            shown: piece.shown.clone(),
        });
        let routes = collected.case.observations().iter().map(|row| row.route.stations());
        let stations = routes.max_by_key(|stations| stations.len()).unwrap_or_default();
        Self {
            written_by: format!("verifail {}", env!("CARGO_PKG_VERSION")),
            assessment: assessment.to_report(&names(collected)),
            evidence: evidence.collect(),
            host: collected.host.clone(),
            stations: stations.to_vec(),
            lanes: drawing::lanes(&collected.case),
            hides_identities,
        }
    }

    /// A text from outside as it may be shown.
    fn safe(&self, text: &str) -> String {
        let text = if self.hides_identities { redact::identities(text) } else { redact::secrets(text) };
        printable(&text)
    }

    /// The conclusion in one line.
    fn conclusion(&self) -> String {
        let report = &self.assessment;
        let entailed = report.causes.iter().find(|cause| Some(cause.code) == report.conclusion);
        let open = report.causes.iter().filter(|cause| cause.state == "open").count();
        match entailed {
            Some(cause) => format!("{}: {}", cause.code, cause.meaning),
            None if report.contradictory => "no known cause explains all of it".to_owned(),
            None => format!("undecided: {open} causes are open, and none is entailed"),
        }
    }
}

/// Writes a report, in the form that the file's name says.
pub(crate) fn write(
    path: &Path,
    collected: &Collected,
    assessment: &Assessment,
    hides_identities: bool,
) -> Result<(), Failure> {
    let page = Page::new(collected, assessment, hides_identities);
    let bytes = match Form::of(path) {
        Some(Form::Html) => html::text(&page).into_bytes(),
        Some(Form::Markdown) => markdown::text(&page).into_bytes(),
        Some(Form::Json) => json_text(&page)?,
        None => return Err(Failure::of_file(path, "a name that ends in .md, .json or .html is wanted")),
    };
    std::fs::write(path, bytes).map_err(|error| Failure::of_file(path, crate::input::describe(&error)))
}

/// The document with every text as it may be shown.
fn json_text(page: &Page) -> Result<Vec<u8>, Failure> {
    let mut document = serde_json::to_value(page).map_err(|error| Failure::new(format!("report: {error}")))?;
    clean(page, &mut document);
    json::text(&document)
}

fn clean(page: &Page, value: &mut serde_json::Value) {
    match value {
        serde_json::Value::String(text) => *text = page.safe(text),
        serde_json::Value::Array(items) => items.iter_mut().for_each(|item| clean(page, item)),
        serde_json::Value::Object(object) => object.values_mut().for_each(|item| clean(page, item)),
        _ => {}
    }
}
