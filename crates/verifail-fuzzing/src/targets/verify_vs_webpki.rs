//! Of any world about a server with a name: policy `rustls` accepts what rustls-webpki accepts, and nothing else.
//!
//! Oracle: rustls-webpki with the same algorithms. Two things are excused, as the policy's page says: webpki gives up
//! its search where the order is unlucky, and questions about revocation, which policy `rustls` answers by RFC 5280.

use verifail::Policy;
use verifail_testkit::adapter::Core;
use verifail_testkit::world::{Purpose, Reference};
use verifail_testkit::{Outcome, Verifier};

use crate::{Checked, Class, Difference, Form, Spec, Target, webpki_side};

/// The target.
pub const TARGET: Target = Target {
    name: "verify_vs_webpki",
    property: "policy rustls accepts what rustls-webpki accepts, and nothing else",
    oracle: "rustls-webpki",
    form: Form::Chain,
    class: Class::Chains,
    compares: false,
    max_len: 16 << 10,
    check,
};

/// What both say of one world.
pub(crate) struct Answers {
    pub(crate) ours: Outcome,
    pub(crate) theirs: Result<(), webpki::Error>,
}

/// Asks both; `None` for a question that rustls-webpki cannot be asked, or of which it gave up.
pub(crate) fn answers(spec: &Spec) -> Option<Answers> {
    let question = &spec.world.question;
    if question.purpose != Purpose::ServerAuth || question.time < 0 {
        return None;
    }
    let name = match question.reference.as_ref()? {
        Reference::Dns(name) => name.to_string(),
        Reference::Ip(octets) => {
            match (<[u8; 4]>::try_from(octets.as_slice()), <[u8; 16]>::try_from(octets.as_slice())) {
                (Ok(four), _) => std::net::Ipv4Addr::from(four).to_string(),
                (_, Ok(sixteen)) => std::net::Ipv6Addr::from(sixteen).to_string(),
                _ => return None,
            }
        }
    };
    rustls_pki_types::ServerName::try_from(name.as_str()).ok()?;
    let mut case = spec.world.materialise();
    // What it cannot be asked for is not asked for.
    let question = &mut case.question;
    (question.revocation, question.max_path_depth, question.explicit_policy) = (None, None, false);
    question.policies.clear();
    question.distrusted.clear();
    // An anchor that rustls cannot take is none for either.
    case.anchors.retain(|der| webpki_side::is_anchor(der));
    let intermediates: Vec<&[u8]> = case.intermediates.iter().map(Vec::as_slice).collect();
    let anchors: Vec<&[u8]> = case.anchors.iter().map(Vec::as_slice).collect();
    let (algorithms, time) = (case.algorithms(), case.question.time);
    let theirs = webpki_side::verify(&case.end_entity, &intermediates, &anchors, algorithms, &name, time);
    if webpki_side::gave_up(&theirs) {
        return None;
    }
    Some(Answers { ours: Core.verify(&case, Policy::named("rustls")?), theirs })
}

fn check(data: &[u8]) -> Checked {
    let Some(spec) = Spec::read(data) else { return Ok(()) };
    let Some(Answers { ours, theirs }) = answers(&spec) else { return Ok(()) };
    match ours.decision() {
        Some(accepted) if accepted != theirs.is_ok() => {
            let theirs = theirs.as_ref().err().map_or_else(|| "accept".to_owned(), webpki_side::kind);
            Difference::found(format!("core {ours}, webpki {theirs}"), format_args!("of\n{spec}"))
        }
        _ => Ok(()),
    }
}
