//! Of any world about a server with a name: policy `rustls` accepts what rustls-webpki accepts, and nothing else.
//!
//! Oracle: rustls-webpki with the same algorithms. Two things are excused, as the policy's page says: webpki gives up
//! its search where the order is unlucky, and questions about revocation, which policy `rustls` answers by RFC 5280.

use verifail::Policy;
use verifail_testkit::Verifier;
use verifail_testkit::adapter::Core;
use verifail_testkit::world::{Purpose, Reference};

use crate::{Checked, Difference, Form, Spec, Target, webpki_side};

/// The target.
pub const TARGET: Target = Target {
    name: "verify_vs_webpki",
    property: "policy rustls accepts what rustls-webpki accepts, and nothing else",
    oracle: "rustls-webpki",
    form: Form::Chain,
    max_len: 16 << 10,
    check,
};

fn check(data: &[u8]) -> Checked {
    let (Some(mut spec), Some(policy)) = (Spec::read(data), Policy::named("rustls")) else { return Ok(()) };
    let question = &mut spec.world.question;
    if question.purpose != Purpose::ServerAuth || question.time < 0 {
        return Ok(());
    }
    // What it cannot be asked for is not asked for.
    (question.revocation, question.max_path_depth, question.explicit_policy) = (None, None, false);
    question.policies.clear();
    question.distrusted.clear();
    let name = match &question.reference {
        Some(Reference::Dns(name)) => name.to_string(),
        Some(Reference::Ip(octets)) => {
            match (<[u8; 4]>::try_from(octets.as_slice()), <[u8; 16]>::try_from(octets.as_slice())) {
                (Ok(four), _) => std::net::Ipv4Addr::from(four).to_string(),
                (_, Ok(sixteen)) => std::net::Ipv6Addr::from(sixteen).to_string(),
                _ => return Ok(()),
            }
        }
        None => return Ok(()),
    };
    let time = question.time;
    if rustls_pki_types::ServerName::try_from(name.as_str()).is_err() {
        return Ok(());
    }
    let mut case = spec.world.materialise();
    // An anchor that rustls cannot take is none for either.
    case.anchors.retain(|der| webpki_side::is_anchor(der));
    let intermediates: Vec<&[u8]> = case.intermediates.iter().map(Vec::as_slice).collect();
    let anchors: Vec<&[u8]> = case.anchors.iter().map(Vec::as_slice).collect();
    let theirs = webpki_side::verify(&case.end_entity, &intermediates, &anchors, case.algorithms(), &name, time);
    let ours = Core.verify(&case, policy);
    match ours.decision() {
        Some(accepted) if accepted != theirs.is_ok() && !webpki_side::gave_up(&theirs) => {
            let theirs = theirs.as_ref().err().map_or_else(|| "accept".to_owned(), webpki_side::kind);
            Difference::found(format!("core {ours}, webpki {theirs}"), format_args!("of\n{spec}"))
        }
        _ => Ok(()),
    }
}
