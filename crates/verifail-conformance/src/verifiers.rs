//! Other verifiers behind the testkit's trait, each beside the policy that models it.
//!
//! Every one of them must pass [`controls`] before its answers count: a harness that hands over the wrong anchors or
//! the wrong time finds faults everywhere, in the verifier least of all.

#[macro_use]
mod webpki_any;
mod webpki_0_103;
mod webpki_0_104;

pub use webpki_0_103::Webpki0103;
pub use webpki_0_104::Webpki0104;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use rustls_pki_types::{CertificateDer, IpAddr, ServerName, SignatureVerificationAlgorithm, UnixTime};
use verifail::Policy;
use verifail_testkit::signing::Scheme;
use verifail_testkit::world::{CertSpec, DAY, Purpose, Question, Reference, SignatureForm};
use verifail_testkit::{Capabilities, Case, Outcome, Verifier, World};

/// What rustls-webpki looks at: as every TLS client, and CRLs.
const WEBPKI: Capabilities = Capabilities { crls: true, ..Capabilities::TLS };

/// The server or the client that a purpose is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Usage {
    Server,
    Client,
}

/// What rustls-webpki can be asked, or why it cannot.
fn usage(question: &Question, policy: &Policy) -> Result<Usage, String> {
    if policy.name() != "rustls" {
        return Err(format!("it knows no policy {}", policy.name()));
    }
    if !question.distrusted.is_empty() {
        return Err("its deny list of keys is fixed".to_owned());
    }
    if question.max_path_depth.is_some() {
        return Err("its path depth is fixed".to_owned());
    }
    match question.purpose {
        Purpose::ServerAuth => Ok(Usage::Server),
        Purpose::ClientAuth => Ok(Usage::Client),
        other => Err(format!("it is asked for servers and clients, not for {other:?}")),
    }
}

fn unix_time(question: &Question) -> Result<UnixTime, String> {
    let seconds = u64::try_from(question.time).map_err(|_| "it has no times before 1970".to_owned())?;
    Ok(UnixTime::since_unix_epoch(Duration::from_secs(seconds)))
}

/// The name asked for; `Ok(None)` for the path alone.
fn server_name(question: &Question) -> Result<Option<ServerName<'_>>, String> {
    match &question.reference {
        None => Ok(None),
        Some(Reference::Dns(name)) => {
            let name = ServerName::try_from(&**name).map_err(|_| "its server names are A-labels".to_owned())?;
            Ok(Some(name))
        }
        Some(Reference::Ip(octets)) => {
            let address = match (<[u8; 4]>::try_from(&**octets), <[u8; 16]>::try_from(&**octets)) {
                (Ok(four), _) => IpAddr::V4(four.into()),
                (_, Ok(sixteen)) => IpAddr::V6(std::net::Ipv6Addr::from(sixteen).into()),
                _ => return Err(format!("no address has {} octets", octets.len())),
            };
            Ok(Some(ServerName::IpAddress(address)))
        }
    }
}

/// The toy for toy chains; otherwise the provider that rustls gives it.
fn algorithms(case: &Case) -> &'static [&'static dyn SignatureVerificationAlgorithm] {
    if case.scheme.is_real() { verifail::algorithms::aws_lc_rs() } else { case.algorithms() }
}

fn certificates(ders: &[Vec<u8>]) -> Vec<CertificateDer<'_>> {
    ders.iter().map(|der| CertificateDer::from(der.as_slice())).collect()
}

/// The outcome of a verifier that answers, refuses with an error, cannot be asked, or panics.
fn outcome(ask: impl FnOnce() -> Result<Result<(), String>, String>) -> Outcome {
    match catch_unwind(AssertUnwindSafe(ask)) {
        Ok(Ok(Ok(()))) => Outcome::accept(),
        Ok(Ok(Err(error))) => Outcome::reject(error),
        Ok(Err(why)) => Outcome::Skip(why),
        Err(panic) => {
            let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
            Outcome::Crash(text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default())
        }
    }
}

/// The error's kind without its context, which can be every algorithm and every name there is.
fn kind(error: &impl std::fmt::Display) -> String {
    let text = error.to_string();
    text.split(['(', ' ', '{']).next().unwrap_or_default().to_owned()
}

/// Positive and negative controls: worlds that every TLS client must accept, and the same with one thing wrong.
///
/// # Errors
/// The first control that comes out wrong.
pub fn controls(verifier: &dyn Verifier, policy: &Policy) -> Result<(), String> {
    type Edit = fn(&mut World);
    let negative: [(&str, Edit); 8] = [
        ("an anchor of the same name with another key", |world| world.anchors.iter_mut().for_each(|a| a.key.id = 9)),
        ("no anchor", |world| world.anchors.clear()),
        ("a time past the validity", |world| world.question.time += 100 * DAY),
        ("a missing intermediate", |world| world.intermediates.clear()),
        ("another server's name", |world| {
            world.question.reference = Some(Reference::Dns("other.example.org".into()));
        }),
        ("a tampered signature", |world| world.end_entity.signature = SignatureForm::Tampered),
        ("an issuer that is no CA", |world| {
            world.intermediates.iter_mut().for_each(|ca| ca.basic_constraints = None);
        }),
        ("another purpose", |world| world.question.purpose = Purpose::ClientAuth),
    ];
    for scheme in [Scheme::Toy, Scheme::P256] {
        for height in 0..4 {
            let mut good = World::tower(height);
            good.scheme = scheme;
            accepted(verifier, policy, &good, true, "a good chain")?;
            good.intermediates.reverse();
            good.intermediates.push(CertSpec::root(8));
            accepted(verifier, policy, &good, true, "a good chain out of order, with a stranger")?;
        }
        for (control, edit) in &negative {
            let mut bad = World::good();
            bad.scheme = scheme;
            edit(&mut bad);
            accepted(verifier, policy, &bad, false, control)?;
        }
    }
    Ok(())
}

fn accepted(verifier: &dyn Verifier, policy: &Policy, world: &World, is: bool, control: &str) -> Result<(), String> {
    let outcome = verifier.verify(&world.materialise(), policy);
    if outcome.decision() == Some(is) {
        return Ok(());
    }
    Err(format!("{}: control: {control} ({:?}): {outcome}", verifier.name(), world.scheme))
}

#[cfg(test)]
mod tests {
    use verifail_testkit::adapter::{Core, FromFn};

    use super::*;

    fn rustls() -> &'static Policy {
        Policy::named("rustls").unwrap()
    }

    #[test]
    fn a_verifier_with_one_answer_for_everything_fails_the_controls() {
        let always = FromFn::new("always", Capabilities::TLS, |_, _| Outcome::accept());
        assert!(controls(&always, rustls()).unwrap_err().contains("an anchor of the same name"));
        let never = FromFn::new("never", Capabilities::TLS, |_, _| Outcome::reject("no"));
        assert!(controls(&never, rustls()).unwrap_err().contains("a good chain"));
    }

    #[test]
    fn the_core_and_both_rustls_webpkis_pass_the_controls() {
        assert_eq!(controls(&Core, rustls()), Ok(()));
        assert_eq!(controls(&Webpki0103, rustls()), Ok(()));
        assert_eq!(controls(&Webpki0104, rustls()), Ok(()));
    }

    #[test]
    fn a_panic_is_a_crash_and_no_answer() {
        assert_eq!(outcome(|| panic!("index out of bounds")), Outcome::Crash("index out of bounds".to_owned()));
    }
}
