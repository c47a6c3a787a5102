//! Labelled texts as they are read from a file.

use serde::Deserialize;

/// One labelled text.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Labelled {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) stack: String,
    pub(super) family: String,
    pub(super) kind: String,
    #[serde(default)]
    pub(super) also: Vec<String>,
    pub(super) role: String,
    pub(super) hop: String,
    pub(super) retry: String,
}

/// One object a line; a line that does not parse is named.
pub(super) fn read(text: &str) -> Result<Vec<Labelled>, String> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| serde_json::from_str(line).map_err(|e| format!("line {}: {e}", at + 1))).collect()
}
