//! Of any certificates in a row, the first one a server's and the last one trusted: policy `rustls` decides as
//! rustls-webpki, every policy says the same twice, and whatever it says is bounded and moves no cursor. A third of the
//! inputs is held to the latter, under a policy in turn.
//!
//! Every signature verifies here: a fuzzer forges none, and would never get behind the first check. Oracle:
//! rustls-webpki. 8 certificates, 16 KiB.

use verifail::certificate::bundle::Limits;
use verifail::{Bundle, Certificate, Inputs, Policy, Time, TrustAnchor, TrustAnchors, Verdict, Verifier};
use verifail_testkit::world::{HOST, NOW};

use crate::believing::BELIEVED;
use crate::target::way;
use crate::{Checked, Class, Difference, Form, Target, webpki_side};

/// The target.
pub const TARGET: Target = Target {
    name: "chain_der",
    property: "policy rustls decides as rustls-webpki, and every verdict is repeatable and bounded",
    oracle: "rustls-webpki",
    form: Form::Der,
    class: Class::Chains,
    compares: false,
    max_len: 16 << 10,
    check,
};

const LIMITS: Limits = Limits { octets: 16 << 10, certificates: 8, crls: 0, notes: 4 };
/// Longest report, in octets.
const REPORT: usize = 1 << 20;

fn check(data: &[u8]) -> Checked {
    let Ok(bundle) = Bundle::read(data, &LIMITS) else { return Ok(()) };
    let ders: Vec<&[u8]> = bundle.certificates().iter().map(|entry| entry.der()).collect();
    let Some((last, rest)) = ders.split_last() else { return Ok(()) };
    let (end_entity, intermediates) = rest.split_first().unwrap_or((last, &[]));
    // Octets that rustls cannot take as an anchor are none for either.
    let anchors: &[&[u8]] = if webpki_side::is_anchor(last) { &[last] } else { &[] };
    let webpki = || webpki_side::verify(end_entity, intermediates, anchors, BELIEVED, HOST, NOW);
    let Ok(end_entity) = Certificate::from_der(end_entity) else {
        let theirs = webpki();
        return Difference::unless(theirs.is_err(), "webpki takes what is no certificate", String::new);
    };
    let intermediates: Vec<_> = intermediates.iter().filter_map(|der| Certificate::from_der(der).ok()).collect();
    let anchors: TrustAnchors<'_> = anchors.iter().filter_map(|der| TrustAnchor::from_der(der).ok()).collect();
    let Ok(reference) = HOST.parse() else { return Ok(()) };
    let inputs = Inputs::server(Time::from_unix_seconds(NOW), reference);
    let question =
        Question { end_entity: &end_entity, intermediates: &intermediates, anchors: &anchors, inputs: &inputs };
    match way(data, 3 * Policy::all().len()) {
        at if at < Policy::all().len() => question.is_repeatable(&Policy::all()[at]),
        _ => question.is_decided_as(&webpki()),
    }
}

/// What is asked.
struct Question<'q> {
    end_entity: &'q Certificate<'q>,
    intermediates: &'q [Certificate<'q>],
    anchors: &'q TrustAnchors<'q>,
    inputs: &'q Inputs<'q>,
}

impl Question<'_> {
    fn verdict<'j>(&'j self, policy: &'j Policy) -> Verdict<'j> {
        Verifier::new(policy, self.anchors, BELIEVED).verify(self.end_entity, self.intermediates, self.inputs)
    }

    /// As rustls-webpki, unless that gave up its search.
    fn is_decided_as(&self, theirs: &Result<(), webpki::Error>) -> Checked {
        let Some(rustls) = Policy::named("rustls").filter(|_| !webpki_side::gave_up(theirs)) else { return Ok(()) };
        let verdict = self.verdict(rustls);
        if verdict.is_accepted() == theirs.is_ok() {
            return Ok(());
        }
        let kind = format!("core {:?}, webpki {:?}", verdict.reasons(), theirs.as_ref().err().map(webpki_side::kind));
        Difference::found(kind, format_args!("{verdict:#}\n{theirs:?}"))
    }

    /// The report is bounded, moves no cursor, and is the same the second time.
    fn is_repeatable(&self, policy: &Policy) -> Checked {
        let report = format!("{:#}", self.verdict(policy));
        Difference::unless(report.len() <= REPORT, "long report", || format!("{} octets", report.len()))?;
        let moves =
            |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        Difference::unless(!report.contains(moves), "moves the cursor", || format!("{report:?}"))?;
        let again = format!("{:#}", self.verdict(policy));
        Difference::unless(again == report, "says otherwise the second time", || format!("{report}\nthen\n{again}"))
    }
}
