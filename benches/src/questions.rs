//! What `cargo xtask bench` counts: questions with a name, the work that answers one, and what that work reports of
//! itself.
//!
//! Every question is asked of certificates that were written to disk once, so that two builds see the same octets. The
//! work is one verification (or whatever the question names), with nothing around it.

use std::io;
use std::path::Path;

use verifail::cache::{CacheLimits, CachedVerifier};
use verifail::classification::{Evidence, classify};
use verifail::{
    Certificate, Inputs, Policy, ReferenceIdentifier, Time, TrustAnchor, TrustAnchors, Verifier, algorithms,
};

use crate::chains::{self, Fault, World};
use crate::families::{self, Family};
use crate::issuing::{Algorithm, HOST, NOW};
use crate::lines;
use crate::peers::{Floor, Peers};
use crate::web;

/// What a piece of work says it did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Operations {
    /// It ended in an acceptance, where it could.
    pub accepted: bool,
    /// Signature values checked.
    pub signatures: usize,
    /// Certificates appended to candidate paths.
    pub steps: usize,
    /// Names compared with subtrees.
    pub comparisons: usize,
}

/// One question.
pub struct Question {
    /// Stable, without blanks: `accept/p256/verifail`.
    pub name: String,
    /// The work.
    pub run: Box<dyn Fn() -> Operations>,
}

/// The size at which families are questions of their own.
const FAMILY_SIZE: usize = 32;

/// Ways to give keys to a chain.
fn accepted() -> Vec<(String, World)> {
    let mut worlds: Vec<(String, World)> =
        Algorithm::ALL.iter().map(|algorithm| (algorithm.name().to_owned(), chains::good(*algorithm))).collect();
    let (p256, p384, rsa) = (Algorithm::P256, Algorithm::P384, Algorithm::Rsa2048);
    worlds.push(("mixed".to_owned(), chains::of_keys([p256, rsa, p384])));
    worlds.push((UNDER_P384.to_owned(), chains::of_keys([p256, p384, p384])));
    worlds
}

const UNDER_P384: &str = "p256-under-p384";
const ACCEPTED: [&str; 6] = ["p256", "p384", "rsa2048", "ed25519", "mixed", UNDER_P384];

/// Writes every input.
///
/// # Errors
/// Those of the file system.
pub fn write(directory: &Path) -> io::Result<()> {
    for (name, world) in accepted() {
        world.write(&directory.join("accept").join(name))?;
    }
    for fault in Fault::ALL {
        chains::faulty(Algorithm::P256, fault).write(&directory.join("refuse").join(format!("{fault:?}")))?;
    }
    for family in families::ALL {
        (family.build)(FAMILY_SIZE).write(&directory.join("family").join(family.name))?;
    }
    for (name, world) in web::shapes() {
        world.write(&directory.join("web").join(name))?;
    }
    let names = families::ALL.iter().find(|family| family.name == "alternative-names");
    names.map_or(Ok(()), |family| (family.build)(100).write(&directory.join("family").join("many-names")))
}

/// Writes every input of the families, in every size.
///
/// # Errors
/// Those of the file system.
pub fn write_families(directory: &Path) -> io::Result<()> {
    for family in families::ALL {
        for n in families::SIZES {
            (family.build)(n).write(&directory.join(format!("{}-{n}", family.name)))?;
        }
    }
    chains::good(Algorithm::P256).write(&directory.join("floor"))
}

/// The signatures of the chain that [`write_families`] writes beside the families: what two of theirs cost.
///
/// # Errors
/// Those of the file system.
pub fn two_signatures(directory: &Path) -> io::Result<Question> {
    let floor = Floor::new(leak(World::read(&directory.join("floor"))?));
    Ok(decision("floor".to_owned(), move || floor.verify()))
}

/// Every family in every size, as questions.
///
/// # Errors
/// Those of the file system.
pub fn of_families(directory: &Path) -> io::Result<Vec<(Family, usize, Question)>> {
    let mut questions = Vec::new();
    for family in families::ALL {
        for n in families::SIZES {
            let world = leak(World::read(&directory.join(format!("{}-{n}", family.name)))?);
            questions.push((family, n, verification(format!("{}/{n}", family.name), Peers::new(world))));
        }
    }
    Ok(questions)
}

/// Every question about what was written there.
///
/// # Errors
/// Those of the file system.
pub fn all(directory: &Path) -> io::Result<Vec<Question>> {
    let mut questions = Vec::new();
    for name in ACCEPTED {
        let world = leak(World::read(&directory.join("accept").join(name))?);
        questions.extend(accepting(&format!("accept/{name}"), world, HOST, NOW));
        if name == UNDER_P384 {
            questions.extend(cached(world));
        }
        if name == "p256" {
            questions.extend(policies(world));
            questions.extend(parsing(world));
        }
    }
    for name in web::SHAPES {
        let world = leak(World::read(&directory.join("web").join(name))?);
        questions.extend(accepting(&format!("web/{name}"), world, HOST, NOW));
    }
    for fault in Fault::ALL {
        let world = leak(World::read(&directory.join("refuse").join(format!("{fault:?}")))?);
        let peers = leak(Peers::new(world));
        questions.push(decision(format!("refuse/{fault:?}/webpki"), || peers.webpki()));
        questions.push(verification(format!("refuse/{fault:?}/verifail"), Peers::new(world)));
    }
    for family in families::ALL {
        let world = leak(World::read(&directory.join("family").join(family.name))?);
        questions.push(verification(format!("family/{}", family.name), Peers::new(world)));
    }
    for name in ["alternative-names", "names-and-subtrees"] {
        let world = leak(World::read(&directory.join("family").join(name))?);
        let peers = leak(Peers::new(world));
        questions.push(decision(format!("constraints/{name}/webpki"), || peers.webpki()));
        questions.push(verification(format!("constraints/{name}/verifail"), Peers::new(world)));
    }
    questions.extend(identity(&directory.join("family").join("many-names"))?);
    questions.extend([failure(), number()]);
    Ok(questions)
}

fn decision(name: String, run: impl Fn() -> bool + 'static) -> Question {
    Question { name, run: Box::new(move || Operations { accepted: run(), ..Operations::default() }) }
}

fn verification(name: String, peers: Peers<'static>) -> Question {
    let run = move || {
        let (accepted, counters) = peers.decision();
        Operations {
            accepted,
            signatures: counters.signature_checks,
            steps: counters.path_steps,
            comparisons: counters.name_constraint_comparisons,
        }
    };
    Question { name, run: Box::new(run) }
}

/// A chain that is in order, by everybody.
pub fn accepting(group: &str, world: &'static World, host: &str, at: i64) -> Vec<Question> {
    let (peers, floor) = (leak(Peers::asking(world, host, at)), Floor::new(world));
    let mut questions = vec![
        decision(format!("{group}/floor"), move || floor.verify()),
        decision(format!("{group}/webpki"), || peers.webpki()),
        verification(format!("{group}/verifail"), Peers::asking(world, host, at)),
    ];
    questions.extend(further_peers(group, world, host, at));
    questions
}

#[cfg(not(feature = "peers"))]
fn further_peers(_: &str, _: &'static World, _: &str, _: i64) -> Vec<Question> {
    Vec::new()
}

#[cfg(feature = "peers")]
fn further_peers(group: &str, world: &'static World, host: &str, at: i64) -> Vec<Question> {
    use crate::openssl::OpenSsl;
    let peers = leak(Peers::asking(world, host, at));
    let openssl = leak(OpenSsl::asking(world, host, at));
    vec![
        decision(format!("{group}/webpki-ring"), || peers.webpki_with_ring()),
        decision(format!("{group}/verifail-ring"), || peers.verifail_with_ring()),
        decision(format!("{group}/openssl-ready"), || openssl.verify_ready()),
        decision(format!("{group}/openssl"), || openssl.verify_from_der()),
    ]
}

fn cached(world: &'static World) -> Vec<Question> {
    let anchors: &'static TrustAnchors<'static> = leak(world.anchors.iter().map(|der| anchor(der)).collect());
    let inputs: &'static Inputs<'static> = leak(inputs());
    let question = |name: &str, limits| {
        let verifier = Verifier::new(policy("rustls"), anchors, algorithms::all());
        let cached = CachedVerifier::new(verifier, limits);
        let accepts = move || cached.accepts(&world.end_entity, &world.intermediates, inputs) == Ok(true);
        // What is remembered is remembered.
        accepts();
        decision(format!("accept/{UNDER_P384}/{name}"), accepts)
    };
    let for_ever = std::time::Duration::from_secs(86_400);
    vec![
        question("cached-chain", CacheLimits::none().chains(64, for_ever)),
        question("cached-issuer", CacheLimits::none().signatures(64)),
    ]
}

fn policies(world: &'static World) -> Vec<Question> {
    let question = |policy: &'static Policy| {
        verification(format!("policy/{}/verifail", policy.name()), Peers::new(world).under(policy))
    };
    Policy::all().iter().map(question).collect()
}

fn parsing(world: &'static World) -> Vec<Question> {
    let ders: &'static [&'static [u8]] =
        leak(vec![world.end_entity.as_slice(), world.intermediates[0].as_slice(), world.anchors[0].as_slice()]);
    let webpki: Vec<rustls_pki_types::CertificateDer<'static>> = ders.iter().map(|der| (*der).into()).collect();
    let mut questions = vec![
        decision("parse/three/verifail".to_owned(), || ders.iter().all(|der| Certificate::from_der(der).is_ok())),
        decision("parse/three/webpki".to_owned(), move || {
            webpki.iter().all(|der| webpki::EndEntityCert::try_from(der).is_ok())
        }),
    ];
    questions.extend(further_readers(ders));
    questions
}

#[cfg(not(feature = "peers"))]
fn further_readers(_: &'static [&'static [u8]]) -> Vec<Question> {
    Vec::new()
}

#[cfg(feature = "peers")]
fn further_readers(ders: &'static [&'static [u8]]) -> Vec<Question> {
    use x509_cert::der::Decode;
    use x509_parser::nom::Parser;
    let x509_parser = |der: &&[u8]| x509_parser::certificate::X509CertificateParser::new().parse(der).is_ok();
    vec![
        decision("parse/three/x509-parser".to_owned(), move || ders.iter().all(x509_parser)),
        decision("parse/three/x509-cert".to_owned(), || {
            ders.iter().all(|der| x509_cert::Certificate::from_der(der).is_ok())
        }),
        decision("parse/three/openssl".to_owned(), || {
            ders.iter().all(|der| openssl::x509::X509::from_der(der).is_ok())
        }),
    ]
}

/// An end entity with a hundred names, the wanted one last: each verifier reads the names out of the certificate.
fn identity(directory: &Path) -> io::Result<Vec<Question>> {
    let world = leak(World::read(directory)?);
    let certificate = leak(Certificate::from_der(&world.end_entity).expect("a certificate"));
    let wanted: ReferenceIdentifier = HOST.parse().expect("a name");
    let rules = &policy("rustls").parameters().identity;
    let names = || certificate.subject_alt_name().and_then(Result::ok).expect("names");
    let der = leak(rustls_pki_types::CertificateDer::from(world.end_entity.as_slice()));
    let peer = webpki::EndEntityCert::try_from(der).expect("a certificate");
    let name = rustls_pki_types::ServerName::try_from(HOST).expect("a name");
    Ok(vec![
        decision("identity/100-names/webpki".to_owned(), move || peer.verify_is_valid_for_subject_name(&name).is_ok()),
        decision("identity/100-names/verifail".to_owned(), move || {
            names().iter().any(|presented| presented.is_ok_and(|presented| wanted.matches(&presented, rules)))
        }),
    ])
}

fn number() -> Question {
    decision("code/268435581/verifail".to_owned(), || classify(&Evidence::number(268_435_581)).reason.is_some())
}

fn failure() -> Question {
    let line = lines::failures().into_iter().next().unwrap_or_default();
    decision("classify/a-failure/verifail".to_owned(), move || classify(&Evidence::text(&line)).reason.is_some())
}

fn inputs() -> Inputs<'static> {
    Inputs::server(Time::from_unix_seconds(NOW), HOST.parse().expect("a name"))
}

fn policy(name: &str) -> &'static Policy {
    Policy::named(name).expect("a policy")
}

fn anchor(der: &[u8]) -> TrustAnchor<'_> {
    TrustAnchor::from_der(der).expect("an anchor")
}

/// Inputs are read once and stay until the program ends.
pub fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}
