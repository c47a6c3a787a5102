//! JSON as text. The shapes of verdicts are the core's (`verifail::verdict::report`); the command adds none.

use std::fmt::Write as _;

use serde::Serialize;

use crate::failure::Failure;

/// One document as text, with a line end.
pub(crate) fn text(document: &impl Serialize) -> Result<Vec<u8>, Failure> {
    let mut bytes = serde_json::to_vec_pretty(document).map_err(|error| Failure::new(format!("output: {error}")))?;
    bytes.push(b'\n');
    Ok(neutral(bytes))
}

/// JSON with every character escaped that could steer a terminal. Those below U+0020 are already, by the grammar; DEL,
/// the C1 controls and the bidirectional ones are not. They stand in strings only, where the escape means the same.
pub(crate) fn neutral(json: Vec<u8>) -> Vec<u8> {
    let is_first_octet = |octet: &u8| matches!(octet, 0x7f | 0xc2 | 0xe2);
    let steers = |c: &char| matches!(c, '\u{7f}'..='\u{9f}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if !json.iter().any(is_first_octet) {
        return json;
    }
    let text = String::from_utf8_lossy(&json);
    let mut out = String::with_capacity(text.len() + 64);
    for c in text.chars() {
        if steers(&c) {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_cannot_steer_a_terminal_and_means_the_same() {
        let hostile = "\u{1b}[2J \u{7f} \u{9b}1m \u{202e} \u{2066} Müller … plain";
        let written = text(&hostile).unwrap();
        let shown = String::from_utf8(written.clone()).unwrap();
        assert!(!shown.contains(['\u{1b}', '\u{7f}', '\u{9b}', '\u{202e}', '\u{2066}']), "{shown}");
        assert_eq!(serde_json::from_slice::<String>(&written).unwrap(), hostile);
    }
}
