//! An answer as JSON.

use serde::Serialize;
use serde_json::Value;
use verifail::classification::{Diagnosis, DiagnosisReport, redact};

/// Characters of the text that an answer repeats.
const MAX_SHOWN: usize = 300;

/// One object: the diagnosis in codes, and what it was asked about.
#[derive(Debug, Serialize)]
pub(super) struct Answer {
    /// What the question had as its `id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<Value>,
    #[serde(flatten)]
    pub(super) report: DiagnosisReport,
    /// The octets of the span, without secrets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) said: Option<String>,
}

impl Answer {
    pub(super) fn to(id: Option<Value>, text: &[u8], diagnosis: &Diagnosis, hides_identities: bool) -> Self {
        let said = (!diagnosis.span.is_empty()).then(|| said(text, diagnosis, hides_identities));
        Self { id, report: diagnosis.to_report(), said }
    }
}

/// What proves a diagnosis, as it may be shown: bounded, in printable characters, without secrets.
pub(super) fn said(text: &[u8], diagnosis: &Diagnosis, hides_identities: bool) -> String {
    let span = text.get(diagnosis.span.clone()).unwrap_or_default();
    let text = String::from_utf8_lossy(span);
    let text = if hides_identities { redact::identities(&text) } else { redact::secrets(&text) };
    let mut said: String = text.chars().take(MAX_SHOWN).collect();
    if said.len() < text.len() {
        said.push('…');
    }
    said
}
