//! Of any evidence as JSON (`{"text": …}`, `{"number": …}` or `{"alert": …, "received": …}`, with `client_insecure`,
//! `through_proxy`, `sandboxed`): the diagnosis as JSON reads back as what it was; circumstances add notes and may move
//! the hop, and never change the reason; the text escaped as a log writes it, once or twice, has the same diagnosis.
//!
//! Oracle: serde_json, and the same evidence otherwise spelled. Each input is held to one of these. 1 KiB.

use serde_json::{Map, Value, json};
use verifail::classification::{Circumstances, Diagnosis, Evidence, Observed, classify};

use crate::target::way;
use crate::{Checked, Class, Difference, Form, Target};

/// The target.
pub const TARGET: Target = Target {
    name: "evidence_json",
    property: "a diagnosis reads back from JSON, and hangs neither on circumstances nor on escapes",
    oracle: "serde_json, the same evidence otherwise spelled",
    form: Form::Text,
    class: Class::Octets,
    compares: false,
    max_len: 1 << 10,
    check,
};

fn check(data: &[u8]) -> Checked {
    let Ok(Value::Object(object)) = serde_json::from_slice(data) else { return Ok(()) };
    let flag = |name: &str| object.get(name).and_then(Value::as_bool).unwrap_or_default();
    let context = Circumstances {
        client_insecure: flag("client_insecure"),
        through_proxy: flag("through_proxy"),
        sandboxed: flag("sandboxed"),
    };
    let Some(observed) = observed(&object) else { return Ok(()) };
    let diagnosis = classify(&Evidence { observed, context });
    match (way(data, 4), observed) {
        (0, _) => reads_back(&diagnosis),
        (times @ 1..=2, Observed::Text(text)) if diagnosis.reason.is_some() => match std::str::from_utf8(text) {
            // What holds escapes already is a log's line already, and a bullet behind a quote ends a quoted name.
            Ok(text) if text.starts_with(char::is_alphanumeric) && !has_escapes(text) => escaped(text, times),
            _ => Ok(()),
        },
        _ => elsewhere(observed, context, &diagnosis),
    }
}

fn has_escapes(text: &str) -> bool {
    text.contains(|c: char| c == '\\' || c.is_control())
}

/// The same where nothing is known of the place.
fn elsewhere(observed: Observed<'_>, context: Circumstances, diagnosis: &Diagnosis) -> Checked {
    let plain = classify(&Evidence { observed, context: Circumstances::default() });
    let must = |holds: bool, what: &str| {
        Difference::unless(holds, what, || format!("{diagnosis:?}\nplain {plain:?}\nof {observed:?}"))
    };
    must(diagnosis.reason == plain.reason, "circumstances change the reason")?;
    must(plain.notes.is_empty() && diagnosis.notes.len() <= 3, "notes without circumstances")?;
    must(context != Circumstances::default() || *diagnosis == plain, "no circumstances, another diagnosis")
}

fn observed(object: &Map<String, Value>) -> Option<Observed<'_>> {
    if let Some(text) = object.get("text").and_then(Value::as_str) {
        return Some(Observed::Text(text.as_bytes()));
    }
    if let Some(number) = object.get("number").and_then(Value::as_i64) {
        return Some(Observed::Number(number));
    }
    let number = object.get("alert").and_then(Value::as_u64)?.try_into().ok()?;
    Some(Observed::Alert { number, received: object.get("received").and_then(Value::as_bool).unwrap_or_default() })
}

/// The report as JSON, and as JSON again.
fn reads_back(diagnosis: &Diagnosis) -> Checked {
    let report = diagnosis.to_report();
    let Ok(text) = serde_json::to_string(&report) else {
        return Difference::found("no JSON", format_args!("{report:?}"));
    };
    let read: Value = serde_json::from_str(&text).unwrap_or_default();
    let kept = read["kind"] == json!(report.kind)
        && read["retry"] == json!(report.retry)
        && read["hop"] == json!(report.hop)
        && read["excludes"] == json!(report.excludes)
        && read["span"] == json!(report.span)
        && read["code"] == json!(report.code);
    Difference::unless(kept, "reads back otherwise", || format!("{text}, of {report:?}"))
}

/// In a line of a log that is JSON, or in one that has such a line in it. Something follows the text in all of them:
/// the end of one that ends with nothing may have been cut off within a word, and in a line it has not.
fn escaped(text: &str, times: usize) -> Checked {
    let text = format!("{text} (1)");
    let plain = classify(&Evidence::text(&text));
    let mut line = json!({ "level": "error", "msg": text }).to_string();
    if times > 1 {
        line = json!({ "log": line }).to_string();
    }
    let said = classify(&Evidence::text(&line));
    Difference::unless(said.reason == plain.reason, "escaped", || {
        format!("{:?} then {:?}, of {text:?} as {line:?}", plain.reason, said.reason)
    })
}
