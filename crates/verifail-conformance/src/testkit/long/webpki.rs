//! rustls-webpki asked what the core is asked under policy `rustls`, and the splits that are known.

use std::collections::BTreeMap;
use std::time::Duration;

use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use verifail::{Policy, ReferenceIdentifier};
use verifail_testkit::adapter::Core;
use verifail_testkit::generate::Profile;
use verifail_testkit::signing::toy;
use verifail_testkit::world::{Purpose, Reference};
use verifail_testkit::{Case, Verifier, World};
use webpki::{EndEntityCert, KeyUsage};

use super::Answer;

/// Without CRLs, which the conformance suites compare, and deny lists, which it has none of.
pub(super) const PROFILE: Profile = Profile { crls: false, distrust: false, ..Profile::DEFAULT };

/// From so many worlds on an explanation must have been needed.
pub(super) const PATIENCE: u64 = 50_000;

/// Why the two may differ.
struct Explanation {
    reason: &'static str,
    explains: fn(&Split<'_>) -> bool,
}

/// A world that the two decide differently.
struct Split<'w> {
    world: &'w World,
    /// What rustls-webpki says.
    theirs: Result<(), webpki::Error>,
}

const EXPLANATIONS: &[Explanation] = &[
    Explanation {
        reason: "an anchor's certificate that rustls-webpki cannot read is no anchor to it; to the policy an anchor is a name, \
                 a key and name constraints, however its certificate is written",
        // Without such anchors the core decides as rustls-webpki does.
        explains: |split| {
            readable_anchors(split.world).is_some_and(|world| core(&world.materialise()) == Some(split.theirs.is_ok()))
        },
    },
    Explanation {
        reason: "rustls-webpki gives up after 100 signatures, which it checks anew on every path; the core remembers them",
        explains: |split| split.theirs == Err(webpki::Error::MaximumSignatureChecksExceeded),
    },
];

/// Explanations that nothing needed.
pub(super) fn stale(explained: &BTreeMap<&'static str, u64>) -> Vec<&'static str> {
    EXPLANATIONS.iter().map(|e| e.reason).filter(|reason| !explained.contains_key(reason)).collect()
}

pub(super) fn compare(_: u64, world: &World) -> (&'static str, Answer) {
    let answer = || {
        let case = world.materialise();
        let theirs = verify(&case)?;
        let ours = core(&case).ok_or("the core has no answer")?;
        if ours == theirs.is_ok() {
            return Ok(Answer::Agree(ours));
        }
        let split = Split { world, theirs };
        let explanation = EXPLANATIONS.iter().find(|explanation| (explanation.explains)(&split));
        Ok(explanation.map_or(Answer::Differ, |explanation| Answer::Explained(explanation.reason)))
    };
    (RUSTLS, answer().unwrap_or_else(|why: &str| Answer::Skipped(why.to_owned())))
}

const RUSTLS: &str = "rustls";

fn core(case: &Case) -> Option<bool> {
    Core.verify(case, Policy::named(RUSTLS)?).decision()
}

fn readable_anchors(world: &World) -> Option<World> {
    let case = world.materialise();
    let reads = |der: &Vec<u8>| webpki::anchor_from_trusted_cert(&CertificateDer::from(der.as_slice())).is_ok();
    let mut read = case.anchors.iter().map(reads);
    let mut without = world.clone();
    without.anchors.retain(|_| read.next().unwrap_or(true));
    (without.anchors.len() < world.anchors.len()).then_some(without)
}

/// What rustls-webpki says.
///
/// # Errors
/// Says what it has no word for.
fn verify(case: &Case) -> Result<Result<(), webpki::Error>, &'static str> {
    let question = &case.question;
    let usage = match question.purpose {
        Purpose::ServerAuth => KeyUsage::server_auth(),
        Purpose::ClientAuth => KeyUsage::client_auth(),
        _ => return Err("no purpose of TLS"),
    };
    if question.revocation.is_some() {
        return Err("revocation is asked for, which is compared in the conformance suites");
    }
    if !question.distrusted.is_empty() {
        return Err("rustls-webpki has no deny list");
    }
    if question.max_path_depth.is_some() {
        return Err("rustls-webpki has no path depth to ask for");
    }
    let name = match &question.reference {
        None => None,
        Some(reference) => Some(server_name(reference).ok_or("the reference identifier is no server name")?),
    };
    let seconds = u64::try_from(question.time).map_err(|_| "a time before 1970")?;
    let time = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
    let algorithms = if case.scheme.is_real() { verifail::algorithms::aws_lc_rs() } else { toy::ALGORITHMS };
    let intermediates: Vec<_> = case.intermediates.iter().map(|der| CertificateDer::from(der.as_slice())).collect();
    let anchors: Vec<_> = case.anchors.iter().map(|der| CertificateDer::from(der.as_slice())).collect();
    let anchors: Vec<_> = anchors.iter().filter_map(|der| webpki::anchor_from_trusted_cert(der).ok()).collect();
    let end_entity = CertificateDer::from(case.end_entity.as_slice());
    Ok(EndEntityCert::try_from(&end_entity).and_then(|end_entity| {
        end_entity.verify_for_usage(algorithms, &anchors, &intermediates, time, usage, None, None)?;
        name.map_or(Ok(()), |name| end_entity.verify_is_valid_for_subject_name(&name))
    }))
}

/// In A-labels, as rustls gets it.
fn server_name(reference: &Reference) -> Option<ServerName<'static>> {
    let address = |octets: &[u8]| -> Option<std::net::IpAddr> {
        <[u8; 4]>::try_from(octets).map(Into::into).or_else(|_| <[u8; 16]>::try_from(octets).map(Into::into)).ok()
    };
    match reference {
        Reference::Ip(octets) => Some(ServerName::IpAddress(address(octets)?.into())),
        Reference::Dns(text) => match text.parse::<ReferenceIdentifier>().ok()? {
            ReferenceIdentifier::Dns(name) => ServerName::try_from(name.as_written().to_owned()).ok(),
            ReferenceIdentifier::Ip(address) => Some(ServerName::IpAddress(address.into())),
            _ => None,
        },
    }
}
