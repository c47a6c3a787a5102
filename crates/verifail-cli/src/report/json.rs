//! JSON as text. The shapes of verdicts are the core's (`verifail::verdict::report`); the command adds none.

use serde::Serialize;

use crate::failure::Failure;

/// One document as text, with a line end.
pub(crate) fn text(document: &impl Serialize) -> Result<Vec<u8>, Failure> {
    let mut bytes = serde_json::to_vec_pretty(document).map_err(|error| Failure::new(format!("output: {error}")))?;
    bytes.push(b'\n');
    Ok(bytes)
}
