//! Controls: a generated chain that a policy must accept, and the same chain asked so that it must not.
//!
//! They run before a suite counts. A harness that hands over the wrong anchors or the wrong time scores well on a suite
//! of bad chains; it does not pass these.

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    date_time_ymd,
};
use rustls_pki_types::CertificateDer;
use verifail::{KeyPurpose, Policy, Time};

use crate::limbo::Material;
use crate::outcome::{NoVerdict, Outcome};

/// The server the good chain is for.
const HOST: &str = "control.example.com";
/// 2026-02-01T00:00:00Z: inside the good chain's validity.
const WITHIN: Time = Time::from_unix_seconds(1_769_904_000);
/// 2027-02-01T00:00:00Z: after it.
const AFTER: Time = Time::from_unix_seconds(1_801_440_000);

/// What a control must come out as, and did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// Which control.
    pub control: &'static str,
    /// What came of it.
    pub outcome: Outcome,
}

impl std::fmt::Display for Failed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "control: {}: {} {}", self.control, self.outcome.code(), self.outcome.details().join(", "))
    }
}

/// Runs the controls with a policy.
///
/// # Errors
/// The first control that comes out wrong.
pub fn run(policy: &Policy) -> Result<(), Failed> {
    run_with(|material| {
        let observation = material.verify(policy, None)?;
        Ok(observation.outcome)
    })
}

/// Runs the controls with any verifier of servers.
///
/// # Errors
/// The first control that comes out wrong.
pub fn run_with(verify: impl Fn(&Material) -> Result<Outcome, NoVerdict>) -> Result<(), Failed> {
    let chain = chain().map_err(|error| Failed {
        control: "the controls cannot be generated",
        outcome: Outcome::HarnessError(error.to_string()),
    })?;
    let other = self::chain().map_err(|error| Failed {
        control: "the controls cannot be generated",
        outcome: Outcome::HarnessError(error.to_string()),
    })?;
    let good = || Material {
        end_entity: chain.end_entity.clone(),
        intermediates: vec![chain.intermediate.clone()],
        anchors: vec![chain.anchor.clone()],
        crls: Vec::new(),
        time: WITHIN,
        purpose: KeyPurpose::ServerAuth,
        peer: Some(HOST.to_owned()),
    };
    let controls = [
        ("a good chain is accepted", true, good()),
        (
            "an anchor of the same name with another key is refused",
            false,
            Material { anchors: vec![other.anchor], ..good() },
        ),
        ("no anchor at all is refused", false, Material { anchors: Vec::new(), ..good() }),
        ("a chain past its validity is refused", false, Material { time: AFTER, ..good() }),
        ("a missing intermediate is refused", false, Material { intermediates: Vec::new(), ..good() }),
        ("another server's name is refused", false, Material { peer: Some("other.example.com".to_owned()), ..good() }),
    ];
    for (control, accept, material) in controls {
        let outcome = verify(&material).unwrap_or_else(Outcome::from);
        if !matches!((accept, &outcome), (true, Outcome::Accept) | (false, Outcome::Reject(_))) {
            return Err(Failed { control, outcome });
        }
    }
    Ok(())
}

struct Chain {
    end_entity: CertificateDer<'static>,
    intermediate: CertificateDer<'static>,
    anchor: CertificateDer<'static>,
}

/// A chain of three on P-256, with new keys and always the same names.
fn chain() -> Result<Chain, rcgen::Error> {
    let root_key = KeyPair::generate()?;
    let root = authority("Control Root", BasicConstraints::Unconstrained);
    let anchor = root.self_signed(&root_key)?;
    let root = Issuer::new(root, root_key);

    let intermediate_key = KeyPair::generate()?;
    let mut params = authority("Control Intermediate", BasicConstraints::Constrained(0));
    params.use_authority_key_identifier_extension = true;
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let intermediate = params.signed_by(&intermediate_key, &root)?;
    let issuer = Issuer::new(params, intermediate_key);

    let mut params = CertificateParams::new(vec![HOST.to_owned()])?;
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, HOST);
    params.not_before = date_time_ymd(2026, 1, 1);
    params.not_after = date_time_ymd(2026, 3, 1);
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    let end_entity = params.signed_by(&KeyPair::generate()?, &issuer)?;
    Ok(Chain {
        end_entity: end_entity.der().clone(),
        intermediate: intermediate.der().clone(),
        anchor: anchor.der().clone(),
    })
}

fn authority(name: &str, constraints: BasicConstraints) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = date_time_ymd(2025, 1, 1);
    params.not_after = date_time_ymd(2030, 1, 1);
    params.is_ca = IsCa::Ca(constraints);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verifier_with_one_answer_for_everything_fails_the_controls() {
        let failed = run_with(|_| Ok(Outcome::Accept)).unwrap_err();
        assert_eq!(failed.control, "an anchor of the same name with another key is refused");
        let failed = run_with(|_| Ok(Outcome::Reject(Vec::new()))).unwrap_err();
        assert_eq!(failed.control, "a good chain is accepted");
    }

    #[test]
    fn rustls_webpki_passes_the_controls() {
        assert_eq!(run_with(crate::webpki::verify), Ok(()));
    }
}
