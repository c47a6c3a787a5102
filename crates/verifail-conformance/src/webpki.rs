//! The linked rustls-webpki, asked the same as the core: same certificates, anchors, CRLs, time and provider.
//!
//! Path first, then the name, as rustls does it. The core's findings are not shown to it, nor its answer to the core.

use rustls_pki_types::{CertificateRevocationListDer, ServerName, TrustAnchor, UnixTime};
use std::time::Duration;
use verifail::{KeyPurpose, Time, algorithms};
use webpki::{
    BorrowedCertRevocationList, CertRevocationList, EndEntityCert, ExpirationPolicy, KeyUsage, RevocationCheckDepth,
    RevocationOptions, RevocationOptionsBuilder, UnknownStatusPolicy,
};

use crate::limbo::Material;
use crate::outcome::{NoVerdict, Outcome};

/// The version that is linked; a test holds it against the lock file.
pub const VERSION: &str = "0.103.16";

/// Asks rustls-webpki.
///
/// # Errors
/// When it cannot be asked: an unreadable CRL, a purpose or a time it has no word for.
pub fn verify(material: &Material) -> Result<Outcome, NoVerdict> {
    let rejected = |error: webpki::Error| Ok(Outcome::Reject(vec![kind(&error)]));
    let end_entity = match EndEntityCert::try_from(&material.end_entity) {
        Ok(end_entity) => end_entity,
        Err(error) => return rejected(error),
    };
    let anchors: Vec<TrustAnchor<'_>> =
        material.anchors.iter().filter_map(|der| webpki::anchor_from_trusted_cert(der).ok()).collect();
    let crls = material.crls.iter().map(crl).collect::<Result<Vec<_>, _>>()?;
    let crls: Vec<&CertRevocationList<'_>> = crls.iter().collect();
    let path = end_entity.verify_for_usage(
        algorithms::aws_lc_rs(),
        &anchors,
        &material.intermediates,
        unix_time(material.time)?,
        key_usage(&material.purpose)?,
        revocation(&crls),
        None,
    );
    if let Err(error) = path {
        return rejected(error);
    }
    let Some(peer) = &material.peer else {
        return Ok(Outcome::Accept);
    };
    let name = ServerName::try_from(peer.as_str())
        .map_err(|error| NoVerdict::Skip(format!("{peer} is no server name: {error}")))?;
    end_entity.verify_is_valid_for_subject_name(&name).map_or_else(rejected, |()| Ok(Outcome::Accept))
}

/// The error's kind without its context, which can be every algorithm and every name there is.
fn kind(error: &webpki::Error) -> String {
    let text = error.to_string();
    text.split(['(', ' ', '{']).next().unwrap_or_default().to_owned()
}

fn key_usage(purpose: &KeyPurpose) -> Result<KeyUsage, NoVerdict> {
    match purpose {
        KeyPurpose::ServerAuth => Ok(KeyUsage::server_auth()),
        KeyPurpose::ClientAuth => Ok(KeyUsage::client_auth()),
        other => Err(NoVerdict::Skip(format!("rustls-webpki is not asked for {other:?}"))),
    }
}

fn unix_time(time: Time) -> Result<UnixTime, NoVerdict> {
    u64::try_from(time.unix_seconds())
        .map(|seconds| UnixTime::since_unix_epoch(Duration::from_secs(seconds)))
        .map_err(|_| NoVerdict::Skip("rustls-webpki has no times before 1970".to_owned()))
}

fn crl<'c>(der: &'c CertificateRevocationListDer<'static>) -> Result<CertRevocationList<'c>, NoVerdict> {
    BorrowedCertRevocationList::from_der(der)
        .map(CertRevocationList::from)
        .map_err(|error| NoVerdict::HarnessError(format!("rustls-webpki cannot read a CRL: {error}")))
}

/// The whole path, an unknown status refused, an outdated CRL refused: as the core is asked.
fn revocation<'r>(crls: &'r [&'r CertRevocationList<'r>]) -> Option<RevocationOptions<'r>> {
    let builder = RevocationOptionsBuilder::new(crls).ok()?;
    let options = builder
        .with_depth(RevocationCheckDepth::Chain)
        .with_status_policy(UnknownStatusPolicy::Deny)
        .with_expiration_policy(ExpirationPolicy::Enforce);
    Some(options.build())
}
