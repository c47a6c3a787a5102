//! Generated worlds through the recording verifier: rustls-webpki decides, the core explains, and a relaxation lets
//! pass what it names and nothing else.

use std::cell::Cell;
use std::collections::HashSet;
use std::sync::Arc;

use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::{CertificateDer, ServerName};
use verifail::danger::{Relaxation, Relaxations};
use verifail::{Policy, Reason};
use verifail_rustls::{Anchors, Decision, RecordingVerifier, Roots, TlsSettings};
use verifail_testkit::adapter::{Core, NotBuilt, RustlsServer, RustlsSetup};
use verifail_testkit::choices::Random;
use verifail_testkit::generate::{self, Profile};
use verifail_testkit::world::{ExtendedKeyUsage, HOST, Purpose, Reference};
use verifail_testkit::{Case, Outcome, Verifier as _, World};

use crate::clock::instant;

/// Worlds of each property; `VERIFAIL_CASES` asks for more.
fn cases() -> u64 {
    let asked = std::env::var("VERIFAIL_CASES").ok().and_then(|cases| cases.parse().ok());
    let cases = asked.unwrap_or(1_000);
    println!("{cases} worlds; VERIFAIL_CASES asks for more");
    cases
}

/// The octets of a world, with each anchor once, and without those that rustls takes no anchor from: nobody trusts
/// these.
///
/// An anchor that is there twice is tried twice by rustls-webpki, which then gives up where it would have found a path.
fn materialise(world: &World) -> Case {
    let mut case = world.materialise();
    let mut known = HashSet::new();
    case.anchors.retain(|der| Anchors::of([CertificateDer::from(der.clone())]).is_ok() && known.insert(der.clone()));
    case
}

/// Worlds that a verifier of servers has something to say about.
fn worlds(first_seed: u64) -> impl Iterator<Item = (u64, World)> {
    let profile = Profile { certificate_policies: false, crls: false, distrust: false, ..Profile::DEFAULT };
    (first_seed..first_seed + cases()).map(move |seed| {
        let mut world = generate::world_of(&profile, &mut Random::new(seed));
        world.question.purpose = Purpose::ServerAuth;
        world.question.reference.get_or_insert_with(|| Reference::Dns(HOST.into()));
        world.question.max_path_depth = None;
        (seed, world)
    })
}

fn settings(setup: &RustlsSetup<'_>) -> TlsSettings {
    let anchors = Anchors::of(setup.anchors.iter().map(|der| der.clone().into_owned())).unwrap();
    TlsSettings::new().roots(Roots::None).anchors(anchors).provider(setup.provider.clone()).records(1)
}

fn rustls() -> &'static Policy {
    Policy::named("rustls").unwrap()
}

/// Asks a verifier with these settings; what it answered, and the verifier.
fn ask(case: &Case, edit: impl Fn(TlsSettings) -> TlsSettings) -> (Outcome, Option<Arc<RecordingVerifier>>) {
    let built = Cell::new(None);
    let server =
        RustlsServer::new("recording", |setup: RustlsSetup<'_>| -> Result<Arc<dyn ServerCertVerifier>, NotBuilt> {
            let verifier = edit(settings(&setup)).verifier()?;
            built.set(Some(verifier.clone()));
            Ok(verifier)
        });
    (server.verify(case, rustls()), built.take())
}

fn stock(case: &Case) -> Outcome {
    RustlsServer::new("stock", |setup| Ok(setup.web_pki_server()?)).verify(case, rustls())
}

#[test]
fn the_decision_and_the_error_are_always_those_of_rustls() {
    let (mut accepted, mut asked) = (0, 0);
    for (seed, world) in worlds(0) {
        let case = materialise(&world);
        let stock = stock(&case);
        let (recording, verifier) = ask(&case, |settings| settings);
        if matches!(stock, Outcome::Skip(_)) {
            assert!(matches!(recording, Outcome::Skip(_)), "seed {seed}");
            continue;
        }
        assert_eq!(stock, recording, "seed {seed}");
        let record = &verifier.unwrap().recorder().records()[0];
        assert_eq!(record.is_accepted(), stock.is_accepted(), "seed {seed}");
        accepted += u32::from(stock.is_accepted());
        asked += 1;
    }
    println!("{asked} worlds asked, {accepted} accepted");
    assert!(accepted * 5 > asked && accepted * 5 < asked * 4, "{accepted} of {asked} say little");
}

#[test]
fn the_reasons_on_record_are_those_of_the_core() {
    let mut refused = 0;
    for (seed, world) in worlds(1_000_000) {
        let case = materialise(&world);
        let (outcome, verifier) = ask(&case, |settings| settings);
        let (Outcome::Reject(rejected), Some(verifier)) = (outcome, verifier) else { continue };
        refused += 1;
        let record = &verifier.recorder().records()[0];
        let diagnosis = record.diagnosis();
        assert_eq!(diagnosis.reason, record.reasons().first().copied(), "seed {seed}");
        let Ok(reasons) = Core::judge(&case, rustls(), |verdict| verdict.reasons()) else {
            // The core reads no such end entity: the record has rustls's reason.
            assert!(record.report().is_none(), "seed {seed}");
            continue;
        };
        if reasons.is_empty() {
            // It gave up, where the core did not.
            assert!(rejected.text.contains("Exceeded"), "seed {seed}: {}", rejected.text);
            assert_eq!(record.reasons(), [Reason::ChainLimits], "seed {seed}");
        } else if record.reasons()[0] == Reason::Malformed {
            // What could not be read comes first.
            assert!(reasons.iter().all(|reason| record.reasons().contains(reason)), "seed {seed}");
            assert_eq!(record.reasons().len(), reasons.len(), "seed {seed}");
        } else {
            assert_eq!(record.reasons(), reasons, "seed {seed}: {}", rejected.text);
        }
        assert!(!diagnosis.excludes.iter().any(|excluded| record.reasons().contains(excluded)), "seed {seed}");
    }
    assert!(refused > cases() / 5, "{refused} refused");
}

#[test]
fn a_policy_refuses_more_and_never_less() {
    let mut refused_by_policy = 0;
    for (seed, world) in worlds(2_000_000) {
        let case = materialise(&world);
        let stock = stock(&case);
        if stock.decision().is_none() {
            continue;
        }
        let (held, verifier) = ask(&case, |settings| settings.policy("web-pki").unwrap());
        assert!(!held.is_accepted() || stock.is_accepted(), "seed {seed}");
        let verdict = Core::judge(&case, Policy::named("web-pki").unwrap(), |verdict| verdict.is_accepted());
        assert_eq!(held.is_accepted(), stock.is_accepted() && verdict == Ok(true), "seed {seed}");
        if stock.is_accepted() && !held.is_accepted() {
            refused_by_policy += 1;
            let record = &verifier.unwrap().recorder().records()[0];
            assert!(!record.reasons().is_empty() && record.policy().name() == "web-pki", "seed {seed}");
        }
    }
    assert!(refused_by_policy > 20, "{refused_by_policy}");
}

#[test]
fn held_to_the_policy_that_models_it_rustls_disagrees_nowhere() {
    let mut judged = 0;
    for (seed, world) in worlds(3_000_000) {
        let case = materialise(&world);
        let stock = stock(&case);
        let (held, verifier) = ask(&case, |settings| settings.policy("rustls").unwrap());
        let Some(verifier) = verifier else { continue };
        let record = &verifier.recorder().records()[0];
        assert!(!record.reasons().contains(&Reason::VerifierDisagreement), "seed {seed}: {record}");
        assert_eq!(held.is_accepted(), stock.is_accepted(), "seed {seed}: {record}");
        judged += 1;
    }
    assert!(judged * 2 > cases(), "{judged}");
}

/// The same world where every purpose that is wrong is joined by the right one. What is empty or broken stays.
fn with_server_auth(mut world: World) -> World {
    let usages = world.certificates_mut().filter_map(|certificate| certificate.extended_key_usage.as_mut());
    for usage in usages.filter(|usage| !usage.purposes.is_empty()) {
        usage.purposes.push(Purpose::ServerAuth);
    }
    world
}

/// A world in which extended key usage is wrong more often than generated ones have it.
fn with_wrong_purposes(seed: u64, mut world: World) -> World {
    let wrong = ExtendedKeyUsage::of(&[[Purpose::ClientAuth, Purpose::Any, Purpose::Unknown][(seed % 3) as usize]]);
    let position = (seed / 3) as usize % world.len();
    if let Some(certificate) = world.certificates_mut().nth(position) {
        certificate.extended_key_usage = Some(wrong);
    }
    world
}

#[test]
fn what_the_relaxation_accepts_rustls_accepts_without_the_fault() {
    let (mut passed, mut still_refused) = (0, 0);
    for (seed, world) in worlds(4_000_000) {
        let world = with_wrong_purposes(seed, world);
        let case = materialise(&world);
        let strict = stock(&case);
        let (relaxed, verifier) = ask(&case, TlsSettings::dangerously_relax_extended_key_usage);
        let (Some(relaxed), Some(verifier)) = (relaxed.decision(), verifier) else { continue };
        let record = &verifier.recorder().records()[0];
        assert!(relaxed || !strict.is_accepted(), "seed {seed}: a relaxation refuses");
        if !relaxed {
            still_refused += 1;
            continue;
        }
        if strict.is_accepted() {
            assert!(matches!(record.decision(), Decision::Accepted), "seed {seed}");
            continue;
        }
        passed += 1;
        assert!(matches!(record.decision(), Decision::Relaxed(_)), "seed {seed}");
        assert_eq!(record.relaxations(), Relaxations::none().with(Relaxation::ExtendedKeyUsage));
        // rustls-webpki may also have given up its search, which is another one without these checks.
        let gave_up = record.error().unwrap().to_string().contains("Exceeded");
        let is_limit = gave_up && record.let_pass() == [Reason::ChainLimits];
        assert!(is_limit || record.let_pass() == [Reason::EkuMissingOrWrong], "seed {seed}: {record}");
        let cured = stock(&materialise(&with_server_auth(world)));
        assert!(cured.is_accepted(), "seed {seed}: {cured:?}");
    }
    println!("{passed} let pass, {still_refused} still refused");
    assert!(passed > 20 && still_refused > 100, "{passed} let pass, {still_refused} still refused");
}

/// One chain, one relaxation, one answer.
fn relaxed(edit: impl FnOnce(&mut World)) -> (Outcome, Vec<Reason>) {
    let mut world = World::good();
    world.end_entity.extended_key_usage = Some(ExtendedKeyUsage::of(&[Purpose::ClientAuth]));
    edit(&mut world);
    let (outcome, verifier) = ask(&materialise(&world), TlsSettings::dangerously_relax_extended_key_usage);
    let records = verifier.map(|verifier| verifier.recorder().records()).unwrap_or_default();
    (outcome, records.first().map(|record| record.reasons().to_vec()).unwrap_or_default())
}

#[test]
fn the_relaxation_passes_a_chain_that_lacks_server_auth_alone() {
    assert!(relaxed(|_| {}).0.is_accepted());
    let intermediate = relaxed(|world| {
        world.intermediates[0].extended_key_usage = Some(ExtendedKeyUsage::of(&[Purpose::ClientAuth]));
    });
    assert!(intermediate.0.is_accepted());
}

#[test]
fn the_relaxation_still_refuses_a_wrong_name() {
    let (outcome, reasons) = relaxed(|world| world.question.reference = Some(Reference::Dns("example.net".into())));
    assert_eq!((outcome.is_accepted(), reasons), (false, vec![Reason::NameMismatch]));
}

#[test]
fn the_relaxation_still_refuses_an_unknown_authority() {
    let (outcome, reasons) = relaxed(|world| world.anchors = vec![verifail_testkit::world::CertSpec::root(5)]);
    assert_eq!(outcome.decision(), Some(false));
    assert!(!reasons.is_empty() && !reasons.contains(&Reason::EkuMissingOrWrong), "{reasons:?}");
}

#[test]
fn the_relaxation_still_refuses_an_expired_certificate() {
    let (outcome, reasons) = relaxed(|world| world.question.time += 100 * 366 * 86_400);
    assert_eq!((outcome.decision(), reasons.first()), (Some(false), Some(&Reason::Expired)));
}

#[test]
fn an_empty_extended_key_usage_is_no_purpose_to_relax() {
    let (outcome, _) = relaxed(|world| world.end_entity.extended_key_usage = Some(ExtendedKeyUsage::of(&[])));
    assert_eq!(outcome.decision(), Some(false));
}

#[test]
fn what_is_switched_off_is_said_in_every_record() {
    let case = World::with(|world| world.question.reference = Some(Reference::Dns("example.net".into()))).materialise();
    let (outcome, verifier) = ask(&case, TlsSettings::dangerously_insecure);
    assert!(outcome.is_accepted());
    let record = verifier.unwrap().recorder().records()[0].clone();
    assert!(record.is_insecure() && matches!(record.decision(), Decision::Insecure(_)));
    assert_eq!(record.let_pass(), [Reason::NameMismatch]);
    assert!(record.to_string().starts_with("INSECURE, certificate verification is switched off: #1 example.net"));
}

#[test]
fn what_is_no_certificate_is_refused_recorded_and_explained() {
    let verifier = settings_of_good_world().verifier().unwrap();
    let name = ServerName::try_from("www.example.com").unwrap();
    for octets in [vec![], vec![0x30], vec![0; 100_000], b"-----BEGIN CERTIFICATE-----".to_vec()] {
        let der = CertificateDer::from(octets);
        let error = verifier.verify_server_cert(&der, &[], &name, &[], instant(1_781_481_600)).unwrap_err();
        let record = verifier.recorder().latest(&name).unwrap();
        assert_eq!(record.error(), Some(&error));
        assert_eq!(record.diagnosis().reason, Some(Reason::Malformed));
        assert_eq!(verifier.recorder().explain(&name, &error).reason, Some(Reason::Malformed));
    }
}

fn settings_of_good_world() -> TlsSettings {
    let case = World::good().materialise();
    let anchors = Anchors::of(case.anchors.iter().map(|der| CertificateDer::from(der.clone()))).unwrap();
    TlsSettings::new().roots(Roots::None).anchors(anchors).records(1)
}
