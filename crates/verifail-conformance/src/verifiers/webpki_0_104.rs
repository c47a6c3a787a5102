//! rustls-webpki 0.104, not released yet: the path, then the name. Under policy `rustls`, so that what it decides otherwise
//! than its predecessor is seen.

use rustls_pki_types::CertificateDer;
use verifail::Policy;
use verifail_testkit::{Capabilities, Case, Outcome, Verifier};
use webpki_next::{
    BorrowedCertRevocationList, CertRevocationList, EndEntityCert, ExpirationPolicy, ExtendedKeyUsage, PathBuilder,
    RevocationCheckDepth, RevocationOptionsBuilder, UnknownStatusPolicy,
};

use super::{Usage, WEBPKI, algorithms, certificates, kind, outcome, server_name, unix_time, usage};

/// The version that is linked; a test holds it against the lock file.
const VERSION: &str = "0.104.0-alpha.8";

/// rustls-webpki 0.104.0-alpha.8.
#[derive(Clone, Copy, Debug, Default)]
pub struct Webpki0104;

impl Verifier for Webpki0104 {
    fn name(&self) -> String {
        format!("rustls-webpki {VERSION}")
    }

    fn capabilities(&self) -> Capabilities {
        WEBPKI
    }

    fn verify(&self, case: &Case, policy: &Policy) -> Outcome {
        outcome(|| ask(case, policy))
    }

    fn shared(&self) -> Option<&(dyn Verifier + Sync)> {
        Some(self)
    }
}

/// `Err` when it cannot be asked, `Ok(Err)` when it refuses.
fn ask(case: &Case, policy: &Policy) -> Result<Result<(), String>, String> {
    let question = &case.question;
    let usage = match usage(question, policy)? {
        Usage::Server => ExtendedKeyUsage::SERVER_AUTH,
        Usage::Client => ExtendedKeyUsage::CLIENT_AUTH,
    };
    let (time, name) = (unix_time(question)?, server_name(question)?);
    let end_entity = CertificateDer::from(case.end_entity.as_slice());
    let intermediates = certificates(&case.intermediates);
    let anchors = certificates(&case.anchors);
    let anchors: Vec<_> = anchors.iter().filter_map(|der| webpki_next::anchor_from_trusted_cert(der).ok()).collect();
    let crls = case.crls.iter().map(|der| BorrowedCertRevocationList::from_der(der).map(CertRevocationList::from));
    let crls = crls.collect::<Result<Vec<_>, _>>().map_err(|error| format!("it cannot read a CRL: {error}"))?;
    let crls: Vec<_> = crls.iter().collect();
    let revocation = question.revocation.map(|asked| {
        let depth = if asked.end_entity_only { RevocationCheckDepth::EndEntity } else { RevocationCheckDepth::Chain };
        let status = if asked.allow_unknown { UnknownStatusPolicy::Allow } else { UnknownStatusPolicy::Deny };
        RevocationOptionsBuilder::new(&crls).map(|builder| {
            let builder = builder.with_depth(depth).with_status_policy(status);
            builder.with_expiration_policy(ExpirationPolicy::Enforce).build()
        })
    });
    let revocation = revocation.transpose().map_err(|_| "it checks no revocation without a CRL".to_owned())?;
    let end_entity = match EndEntityCert::try_from(&end_entity) {
        Ok(end_entity) => end_entity,
        Err(error) => return Ok(Err(kind(&error))),
    };
    let builder = PathBuilder::new(&intermediates, revocation, &usage, algorithms(case), &anchors);
    if let Err(error) = builder.build(&end_entity, time) {
        return Ok(Err(kind(&error)));
    }
    let Some(name) = name else { return Ok(Ok(())) };
    Ok(end_entity.verify_is_valid_for_subject_name(&name).map_err(|error| kind(&error)))
}
