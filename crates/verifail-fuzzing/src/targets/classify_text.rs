//! Of any text: it has a diagnosis that goes together with itself and is the same the second time; and of a text that a
//! stack is known to print, wrapped as logs, proxies, callers and terminals do, the diagnosis is that of the text
//! alone.
//!
//! Oracle: relation 43 of the testkit, on known texts; else what must hold of every diagnosis. Cuts are not held to
//! here: cut short, a text may be another stack's. Input: an octet that says which known text and which wrappers are
//! tried, or none; then the text. 1 KiB.

use std::cell::Cell;
use std::sync::LazyLock;

use verifail::Reason;
use verifail::classification::{Diagnosis, Evidence, MAX_ALSO, classify, known_texts};
use verifail_testkit::Choices as _;
use verifail_testkit::choices::Recorded;
use verifail_testkit::relation::classification::{Classifier, wrapped};

use crate::target::way;
use crate::{Checked, Class, Difference, Form, Target};

/// The target.
pub const TARGET: Target = Target {
    name: "classify_text",
    property: "a diagnosis goes together with itself, and survives most of what logs do to a known text",
    oracle: "relation 43",
    form: Form::Text,
    class: Class::Octets,
    compares: false,
    max_len: 1 << 10,
    check,
};

/// A text that a stack prints, with something in the place of what varies, and the code of what it says.
struct Known {
    text: String,
    says: String,
}

/// Those that say what they say by themselves.
static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    // That nothing failed after all must be said in the same line.
    let whole = known_texts().filter(|known| !matches!(known.reason, None | Some(Reason::TlsNotFailure)));
    let spelled = whole.map(|known| known.text.replace('*', "x").replace('#', "7"));
    // A text that is not read alone wants other words around it.
    spelled.filter_map(|text| Some(Known { says: said(&text)?, text })).collect()
});

/// The code of what a text says.
fn said(text: &str) -> Option<String> {
    classify(&Evidence::text(text)).reason.map(|reason| reason.code().to_owned())
}

/// How many known texts there are.
pub fn known() -> usize {
    KNOWN.len()
}

/// What does not hold: texts that another stack means otherwise behind the word *error* or *failed*, and those that
/// leave it to the words around them, of which wrappers within wrappers have some. Others hold, whatever is written
/// around them.
const OTHERWISE: [&str; 11] = [
    "4-Way Handshake failed - pre-shared key may be incorrect",
    "Certificate is not trusted",
    "Certificate not found: ",
    "Error publishing events (retrying): EOF",
    "Fatal error: Decrypt Error",
    "Leafnode connection closed: TLS Handshake Failure",
    "SSL peer certificate validation failed",
    "SSL_connect() set result code to",
    "connection attempt failed: SSLHandshakeFailed: SSL peer certificate validation failed",
    "connection closed: TLS Handshake Failure",
    "server verification failed: certificate not found",
];

/// The core, which is not asked again for what is known, nor for what another input has as its last wrapper.
struct Core<'k> {
    known: &'k Known,
    /// Wrappers that are still to come.
    outer: Cell<u32>,
}

impl Classifier for Core<'_> {
    fn diagnosis(&self, text: &str) -> Option<String> {
        let Self { known, outer } = self;
        match text.as_ptr() == known.text.as_ptr() {
            true if text.len() == known.text.len() => Some(known.says.clone()),
            // Cut short, a text may be another stack's text of another cause: that has a corpus of its own, where each
            // row is judged.
            true => None,
            false if outer.replace(outer.get().saturating_sub(1)) > 0 => Some(known.says.clone()),
            false => said(text),
        }
    }

    fn advice(&self, diagnosis: &str) -> String {
        diagnosis.to_owned()
    }
}

fn check(data: &[u8]) -> Checked {
    let [b'~', low, high, choices @ ..] = data else { return coherent(data) };
    let at = usize::from(u16::from_le_bytes([*low, *high]));
    let Some(known) = KNOWN.get(at % KNOWN.len().max(1)) else { return Ok(()) };
    let choices: Vec<u32> = choices.iter().take(8).map(|octet| u32::from(*octet)).collect();
    let outer = Recorded::new(choices.clone()).below(3).into();
    match wrapped(&Core { known, outer }, &known.text, &mut Recorded::new(choices)) {
        Ok(()) => Ok(()),
        Err(_) if OTHERWISE.contains(&known.text.as_str()) => Ok(()),
        Err(misread) => Difference::found(
            format!("{}: {:?} then {:?}", misread.change, misread.before, misread.after),
            format_args!("{:?} as {:?}", known.text, misread.text),
        ),
    }
}

/// What must hold of the diagnosis of any text.
fn coherent(data: &[u8]) -> Checked {
    let diagnosis = classify(&Evidence::text(data));
    let must = |holds: bool, what: &str| {
        Difference::unless(holds, what, || format!("{diagnosis:?} of {:?}", String::from_utf8_lossy(data)))
    };
    // What could make it say otherwise is no property of a text, so an eighth of the texts will do.
    let again = way(data, 8) == 0;
    must(!again || classify(&Evidence::text(data)) == diagnosis, "says otherwise the second time")?;
    must(diagnosis.span.start <= diagnosis.span.end && diagnosis.span.end <= data.len(), "a span outside of the text")?;
    must(diagnosis.also.len() <= MAX_ALSO, "too many others")?;
    must(diagnosis.excludes.is_sorted(), "excluded reasons are out of order")?;
    let given = |diagnosis: &Diagnosis, reason| diagnosis.reason == Some(reason) || diagnosis.also.contains(&reason);
    must(!diagnosis.excludes.iter().any(|reason| given(&diagnosis, *reason)), "excludes what it says")?;
    must(!diagnosis.reason.is_some_and(|reason| diagnosis.also.contains(&reason)), "says the same twice")?;
    must(diagnosis.reason.is_some() || !diagnosis.is_failure(), "a failure without a reason")?;
    must(!diagnosis.cut, "a short text is cut")
}
