//! The verifiers of rustls behind their adapters: they say what the core says under policy `rustls`, and whatever else
//! a verifier does has an outcome of its own.

use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, DigitallySignedStruct, RootCertStore, SignatureScheme};
use verifail::{Policy, Reason};
use verifail_testkit::adapter::{Core, NotBuilt, RustlsClient, RustlsServer, RustlsSetup, breaches};
use verifail_testkit::choices::Random;
use verifail_testkit::world::{CrlSpec, NOW, Purpose, Question, Reference, RevocationQuestion, ca_name};
use verifail_testkit::{Capabilities, Case, Outcome, Verifier, World, generate};

const WORLDS: u64 = 4_000;

fn server(setup: RustlsSetup<'_>) -> Result<Arc<dyn ServerCertVerifier>, NotBuilt> {
    Ok(setup.web_pki_server()?)
}

/// Why rustls may refuse what the core accepts: two things that policy `rustls` does not model, by intent.
fn explanation(case: &Case, theirs: &Outcome) -> Option<&'static str> {
    let Outcome::Reject(rejected) = theirs else { return None };
    if rejected.text.contains("MaximumSignatureChecksExceeded")
        || rejected.text.contains("MaximumPathBuildCallsExceeded")
    {
        return Some("rustls-webpki gave up its search");
    }
    let taken = |der: &Vec<u8>| RootCertStore::empty().add(der.as_slice().into()).is_ok();
    if case.anchors.iter().all(taken) { None } else { Some("rustls cannot take one of the anchors") }
}

/// Compares with the core in generated worlds, and says how many.
#[track_caller]
#[allow(clippy::print_stdout, reason = "counts that a test shows")]
fn check(verifier: &dyn Verifier, prepare: impl Fn(&mut World)) {
    let policy = Policy::named("rustls").unwrap();
    let (mut compared, mut accepted, mut explained) = (0, 0, 0);
    let mut choices = Random::new(2026);
    for _ in 0..WORLDS {
        let mut world = generate::world(&mut choices);
        prepare(&mut world);
        // How broken encodings are read, and which of several CRLs of one name is taken, is compared elsewhere, with
        // rustls-webpki itself; here it is the adapters that are compared. Revocation has a test of its own below.
        world.certificates_mut().for_each(|spec| spec.faults.clear());
        world.question.revocation = None;
        let case = world.materialise();
        let (theirs, ours) = (verifier.verify(&case, policy), Core.verify(&case, policy));
        let Some((theirs_yes, ours_yes)) = theirs.decision().zip(ours.decision()) else {
            assert!(matches!(theirs, Outcome::Skip(_)) || matches!(ours, Outcome::Skip(_)), "{theirs} {ours}");
            continue;
        };
        compared += 1;
        accepted += u64::from(theirs_yes);
        if theirs_yes != ours_yes {
            let known = explanation(&case, &theirs).filter(|_| ours_yes);
            assert!(known.is_some(), "{}: {theirs}, the core: {ours}\n{}", verifier.name(), world.to_chain());
            explained += 1;
        }
    }
    println!("{}: {compared} of {WORLDS} worlds compared, {accepted} accepted, {explained} explained", verifier.name());
    assert!(compared > WORLDS / 3 && explained < compared / 50, "{compared} compared, {explained} explained");
    assert!((compared / 4..compared * 3 / 4).contains(&accepted), "{accepted} of {compared} accepted");
}

#[test]
fn the_stock_server_verifier_decides_as_the_core_does_under_its_policy() {
    check(&RustlsServer::new("WebPkiServerVerifier", server), |_| ());
}

#[test]
fn the_stock_client_verifier_decides_as_the_core_does_under_its_policy() {
    let client = RustlsClient::new("WebPkiClientVerifier", |setup| setup.web_pki_client());
    let swapped = |world: &mut World| {
        world.question.purpose = Purpose::ClientAuth;
        world.question.reference = None;
        for extension in world.certificates_mut().filter_map(|spec| spec.extended_key_usage.as_mut()) {
            for purpose in &mut extension.purposes {
                *purpose = match *purpose {
                    Purpose::ServerAuth => Purpose::ClientAuth,
                    Purpose::ClientAuth => Purpose::ServerAuth,
                    other => other,
                };
            }
        }
    };
    check(&client, swapped);
}

#[test]
fn crls_reach_the_verifier_when_revocation_is_asked_for() {
    let crls = Capabilities { crls: true, ..Capabilities::TLS };
    let verifier = RustlsServer::new("WebPkiServerVerifier", server).with_capabilities(crls);
    let policy = Policy::named("rustls").unwrap();
    let asked = RevocationQuestion { end_entity_only: false, allow_unknown: false };
    type Edit = fn(&mut World);
    let edits: [(Edit, Option<Reason>); 6] = [
        (|_| (), None),
        (|world| world.crls[0].revoked = vec![world.end_entity.serial], Some(Reason::Revoked)),
        (|world| world.crls[0].next_update = NOW - 1, Some(Reason::RevocationUnavailable)),
        (|world| world.crls.truncate(1), Some(Reason::RevocationUnavailable)),
        (
            |world| {
                world.crls.truncate(1);
                world.question.revocation = Some(RevocationQuestion { end_entity_only: true, allow_unknown: false });
            },
            None,
        ),
        (
            |world| {
                world.crls.truncate(1);
                world.question.revocation = Some(RevocationQuestion { end_entity_only: false, allow_unknown: true });
            },
            None,
        ),
    ];
    for (edit, reason) in edits {
        let mut world = World::good();
        world.crls = vec![CrlSpec::of(ca_name(1), 1), CrlSpec::of(ca_name(0), 0)];
        world.question.revocation = Some(asked);
        edit(&mut world);
        let case = world.materialise();
        let (theirs, ours) = (verifier.verify(&case, policy), Core.verify(&case, policy));
        let expected: Vec<_> = reason.into_iter().collect();
        assert_eq!(theirs.decision(), Some(expected.is_empty()), "{theirs}\n{}", world.to_chain());
        assert_eq!((theirs.reasons(), ours.reasons()), (expected.clone(), expected), "{}", world.to_chain());
    }
}

/// A verifier that does one thing to everybody.
#[derive(Debug)]
struct Always(fn() -> Result<ServerCertVerified, rustls::Error>);

impl ServerCertVerifier for Always {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        (self.0)()
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        Vec::new()
    }
}

#[track_caller]
fn ask(answer: fn() -> Result<ServerCertVerified, rustls::Error>, edit: impl FnOnce(&mut Question)) -> Outcome {
    let verifier = RustlsServer::new("always", move |_| Ok(Arc::new(Always(answer))));
    let world = World::with(|world| edit(&mut world.question));
    verifier.verify(&world.materialise(), Policy::named("rustls").unwrap())
}

#[test]
fn a_panic_is_a_crash_and_no_rejection() {
    let outcome = ask(|| panic!("index out of {}", "bounds"), |_| ());
    assert_eq!(outcome, Outcome::Crash("index out of bounds".to_owned()));
}

#[test]
fn an_error_without_a_certain_reason_keeps_its_text() {
    let outcome = ask(|| Err(CertificateError::ApplicationVerificationFailure.into()), |_| ());
    assert_eq!(outcome.decision(), Some(false));
    assert!(outcome.reasons().is_empty());
    assert!(outcome.to_string().contains("ApplicationVerificationFailure"), "{outcome}");
    assert!(breaches(&rustls::Error::General("expired".to_owned())).is_empty());
    assert_eq!(ask(|| Err(CertificateError::Expired.into()), |_| ()).reasons(), [Reason::Expired]);
}

#[test]
fn a_question_that_cannot_be_put_is_skipped_aloud() {
    type Edit = fn(&mut Question);
    let edits: [(Edit, &str); 9] = [
        (
            |question| {
                question.revocation = Some(RevocationQuestion { end_entity_only: false, allow_unknown: false });
            },
            "revocation",
        ),
        (|question| question.purpose = Purpose::ClientAuth, "servers only"),
        (|question| question.reference = None, "without a name"),
        (|question| question.reference = Some(Reference::Ip(vec![1, 2, 3])), "no such name"),
        (|question| question.time = -1, "before 1970"),
        (|question| question.explicit_policy = true, "certificate policies"),
        (|question| question.policies = vec![1], "certificate policies"),
        (|question| question.distrusted = vec![1], "distrusted keys"),
        (|question| question.max_path_depth = Some(1), "path depth"),
    ];
    for (edit, words) in edits {
        let outcome = ask(|| Ok(ServerCertVerified::assertion()), edit);
        assert!(matches!(&outcome, Outcome::Skip(why) if why.contains(words)), "{words}: {outcome}");
    }
    let case = World::good().materialise();
    let outcome = RustlsServer::new("stock", server).verify(&case, Policy::named("go").unwrap());
    assert_eq!(outcome, Outcome::Skip("it behaves by policy rustls, not by go".to_owned()));
    let any = RustlsServer::new("stock", server).with_capabilities(Capabilities { policy: None, ..Capabilities::TLS });
    assert!(any.verify(&case, Policy::named("go").unwrap()).is_accepted());
}
