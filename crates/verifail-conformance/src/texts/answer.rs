//! What classification answers, in the words of the labels.

use std::collections::BTreeMap;

use serde::Deserialize;
use verifail::classification::{Evidence, classify};

/// An answer, as `verifail explain --ndjson` writes it.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Answer {
    #[serde(default)]
    id: String,
    #[serde(default)]
    pub(super) kind: String,
    #[serde(default)]
    pub(super) also: Vec<String>,
    #[serde(default)]
    pub(super) stack: Option<String>,
    #[serde(default)]
    pub(super) family: Option<String>,
    #[serde(default)]
    pub(super) role: String,
    #[serde(default)]
    pub(super) hop: String,
    #[serde(default)]
    pub(super) retry: String,
    #[serde(default)]
    pub(super) excludes: Vec<String>,
}

impl Answer {
    /// The library's.
    pub(super) fn to(text: &str) -> Self {
        let diagnosis = classify(&Evidence::text(text));
        Self {
            id: String::new(),
            kind: diagnosis.code_of_reason().to_owned(),
            also: diagnosis.also.iter().map(|reason| reason.code().to_owned()).collect(),
            stack: diagnosis.stack.map(|stack| stack.code().to_owned()),
            family: diagnosis.stack.map(|stack| stack.family().code().to_owned()),
            role: diagnosis.rejection.code().to_owned(),
            hop: diagnosis.hop.code().to_owned(),
            retry: diagnosis.retry.code().to_owned(),
            excludes: diagnosis.excludes.iter().map(|reason| reason.code().to_owned()).collect(),
        }
    }
}

/// Answers by id.
pub(super) fn read(text: &str) -> Result<BTreeMap<String, Answer>, String> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let parse = |(at, line): (usize, &str)| {
        serde_json::from_str::<Answer>(line).map_err(|e| format!("answer on line {}: {e}", at + 1))
    };
    lines.map(parse).map(|answer| answer.map(|answer| (answer.id.clone(), answer))).collect()
}

/// A label's spelling of a code.
pub(super) fn spelled(code: &str) -> String {
    code.replace('-', "_")
}

/// The label that an advice falls under.
pub(super) fn coarse_retry(advice: &str) -> &'static str {
    match spelled(advice).as_str() {
        "never" | "after_user_action" => "never",
        "other_address" | "other_node" | "fresh_session" | "at_time" => "other_node",
        "same" | "fresh_connection" | "transient" => "transient",
        "not_applicable" | "na" => "na",
        _ => "unknown",
    }
}
