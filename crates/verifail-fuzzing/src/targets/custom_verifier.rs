//! Of any world about a server: a `ServerCertVerifier` of ours is held to what any is held to. `verifail-rustls`'s
//! recording verifier decides as rustls's own, says what the reference model says, and records why.
//!
//! The same check takes any verifier of rustls: `verifail_testkit::adapter::RustlsServer` is what it goes through.
//! Oracle: rustls's own verifier, and the reference model.

use std::rc::Rc;
use std::sync::Arc;

use rustls::client::danger::ServerCertVerifier;
use rustls_pki_types::CertificateDer;
use verifail::Policy;
use verifail_rustls::{Anchors, RecordingVerifier, Roots, TlsSettings};
use verifail_testkit::adapter::{NotBuilt, RustlsServer, RustlsSetup};
use verifail_testkit::{Outcome, Verifier, World, model};

use crate::target::way;
use crate::{Checked, Class, Difference, Form, Spec, Target};

/// The target.
pub const TARGET: Target = Target {
    name: "custom_verifier",
    property: "a ServerCertVerifier that wraps rustls's own decides as it does, as the model does, and says why",
    oracle: "rustls's own verifier, the reference model",
    form: Form::Chain,
    class: Class::Chains,
    compares: false,
    max_len: 16 << 10,
    check,
};

fn recording(setup: &RustlsSetup<'_>) -> Result<Arc<RecordingVerifier>, NotBuilt> {
    let anchors = setup.anchors.iter().map(|der| CertificateDer::from(der.as_ref().to_vec()));
    let settings = TlsSettings::new().roots(Roots::None).anchors(Anchors::of(anchors)?);
    Ok(settings.provider(setup.provider.clone()).verifier()?)
}

fn check(data: &[u8]) -> Checked {
    let (Some(mut spec), Some(policy)) = (Spec::read(data), Policy::named("rustls")) else { return Ok(()) };
    let World { end_entity, intermediates, anchors, .. } = &spec.world;
    let is_faulty = [end_entity].into_iter().chain(intermediates).chain(anchors).any(|each| !each.faults.is_empty());
    if is_faulty || spec.world.question.revocation.is_some() {
        let Spec { world, .. } = Rc::make_mut(&mut spec);
        world.question.revocation = None;
        // Which broken encodings rustls-webpki reads is compared octet by octet, elsewhere.
        world.certificates_mut().for_each(|certificate| certificate.faults.clear());
    }
    let mut case = spec.world.materialise();
    // Each anchor once, as the recording verifier has it: rustls-webpki counts what it tried towards its bound.
    let mut once = Vec::new();
    for anchor in std::mem::take(&mut case.anchors) {
        if !once.contains(&anchor) {
            once.push(anchor);
        }
    }
    case.anchors = once;
    let stock = RustlsServer::new("stock", |setup| Ok(setup.web_pki_server()?));
    let theirs = stock.verify(&case, policy);
    let kept = std::cell::RefCell::new(None);
    let ours = RustlsServer::new("recording", |setup| {
        let verifier = recording(&setup)?;
        *kept.borrow_mut() = Some(Arc::clone(&verifier));
        let verifier: Arc<dyn ServerCertVerifier> = verifier;
        Ok(verifier)
    });
    let ours = ours.verify(&case, policy);
    let (Some(accepted), Some(expected)) = (ours.decision(), theirs.decision()) else {
        // Anchors that rustls cannot take are passed over by the one and refused by the other.
        let crashed = matches!(ours, Outcome::Crash(_)) || matches!(theirs, Outcome::Crash(_));
        return Difference::unless(!crashed, "crash", || format!("{ours} {theirs}, of\n{spec}"));
    };
    Difference::unless(accepted == expected, "not as stock", || {
        format!("recording {ours}, stock {theirs}, of\n{spec}")
    })?;
    let recorder = kept.borrow().as_ref().map(|verifier| verifier.recorder().clone());
    let gave_up = || matches!(&ours, Outcome::Reject(rejected) if rejected.text.contains("Exceeded"));
    // Of what is refused an input is held to one of two things.
    match (accepted, recorder.and_then(|recorder| recorder.records().pop())) {
        (false, Some(record)) if way(data, 4) == 0 => {
            let explained = !record.reasons().is_empty() || gave_up();
            Difference::unless(explained, "refused without a reason", || format!("{ours}, of\n{spec}"))
        }
        (false, Some(_)) => {
            let judged = model::judge(&spec.world, policy);
            Difference::unless(!judged.accepted || gave_up(), "the model accepts", || format!("{ours}, of\n{spec}"))
        }
        _ => Ok(()),
    }
}
